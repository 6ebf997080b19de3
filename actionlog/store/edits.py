"""What must change in a file when the record that it holds changes; the rest stays as somebody wrote it."""

from collections.abc import Mapping

from actionlog.store.fields import Value

Data = Mapping[str, Value]


def edits(present: Data, old: Data, new: Data) -> dict[str, Value | None]:
    """Return what must change in a file that holds `present`, when its record changes from `old` to `new`.

    Only keys that differ are named; None takes a key away. Entries of a list that stay are taken from `present`, so
    that keys in them which this program does not know are kept.
    """
    wanted: dict[str, Value | None] = {}
    for key in {**old, **new}:
        before, after, held = old.get(key), new.get(key), present.get(key)
        if before == after:
            continue
        if isinstance(before, Mapping) and isinstance(after, Mapping) and isinstance(held, Mapping):
            wanted[key] = edits(held, before, after)  # type: ignore[assignment]  # None inside takes away a key
        elif isinstance(before, list) and isinstance(after, list) and isinstance(held, list):
            wanted[key] = _with_kept(held, before, after)
        else:
            wanted[key] = after
    return wanted


def _with_kept(held: list[Value], before: list[Value], after: list[Value]) -> list[Value]:
    """Return the entries of `after`; those that were in `before` too, at whatever place, as the file holds them."""
    if len(held) != len(before):
        return after
    from difflib import SequenceMatcher

    kept = list(after)
    for i, j, size in SequenceMatcher(None, [*map(repr, before)], [*map(repr, after)], False).get_matching_blocks():
        kept[j : j + size] = held[i : i + size]
    return kept
