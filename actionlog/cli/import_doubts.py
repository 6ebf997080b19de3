"""The doubts of an import as a person is told them: each once, and what concerns nearly every row without a list."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from actionlog.changes.planned import LEFT_OUT, Plan, PlannedRow

#: So many refs stand beside a doubt; the rest are counted.
_REFS: Final = 30
#: So many rows make most of a document say something about it.
_SEVERAL: Final = 3
#: What is said of a document where all, or most, of its rows have a doubt.
_OF_ALL: Final = {
    "No status is printed, so it is taken as Open.": (
        "No statuses are printed; all are taken as Open.",
        "Most statuses are not printed; these are taken as Open.",
    ),
    "No deadline is printed.": ("No deadlines are printed.", "Most deadlines are not printed."),
    "No owner is printed.": ("No owners are printed.", "Most owners are not printed."),
}
#: How the doubts about a group begin of which one makes the other needless.
_TAKEN_TO_BE: Final = "The group was taken to be "
_IMPORTED_INTO: Final = "The document names the "
_NOT_KNOWN: Final = "The status “"


class Doubts(NamedTuple):
    """What is doubtful about rows: `general` of nearly all of them, `special` of some, which it names.

    `rows` is how many have a doubt of their own.
    """

    general: tuple[str, ...]
    special: tuple[str, ...]
    rows: int


def tidied(plan: Plan) -> Plan:
    """Return a plan without doubts that another one says as well: with more words, or of the group that is imported."""
    meeting = _longest(plan.doubts)
    if any(doubt.startswith(_IMPORTED_INTO) for doubt in meeting):
        meeting = tuple(doubt for doubt in meeting if not doubt.startswith(_TAKEN_TO_BE))
    rows = tuple(row._replace(doubts=_of_row(row)) for row in plan.rows)
    return plan._replace(doubts=meeting, rows=rows)


def doubts_of(rows: Sequence[PlannedRow], labels: Sequence[str]) -> Doubts:
    """Return what is doubtful about `rows`, each of which has a label; but for the reason why one is left out."""
    own = [row.doubts[:-1] if row.what == LEFT_OUT else row.doubts for row in rows]
    count = Counter(doubt for said in own for doubt in set(said))
    most = {doubt for doubt in count if count[doubt] >= _SEVERAL and 2 * count[doubt] > len(rows)}
    general = []
    for doubt in dict.fromkeys(doubt for said in own for doubt in said if doubt in most):
        of_all, of_most = _OF_ALL.get(doubt, (f"Of all: {doubt}", f"Of most: {doubt}"))
        general.append(of_all if count[doubt] == len(rows) else of_most)
    special = [tuple(doubt for doubt in said if doubt not in most) for said in own]
    return Doubts(tuple(general), _told_once(zip(labels, special, strict=True)), sum(map(bool, special)))


def labels_of(rows: Sequence[PlannedRow]) -> list[str]:
    """Return how each row is named: by its ref where no other row has that, else by its number, or its place."""
    refs = Counter(row.found.ref for row in rows)
    return [
        (row.found.ref if row.found.ref and refs[row.found.ref] == 1 else "")
        or row.id.partition("/")[2]
        or (str(row.found.places[0]) if row.found.places else row.found.ref)
        for row in rows
    ]


def listed(labels: Sequence[str]) -> str:
    """Return so many labels as stand beside a doubt, and how many more there are."""
    more = f" and {len(labels) - _REFS} more" if len(labels) > _REFS else ""
    return ", ".join(labels[:_REFS]) + more


def _of_row(row: PlannedRow) -> tuple[str, ...]:
    """Return the doubts of a row; the reason why it is left out stays the last of them."""
    if row.what != LEFT_OUT or not row.doubts:
        return _longest(row.doubts)
    *others, why = row.doubts
    if not row.found.status:
        others = [doubt for doubt in others if not doubt.startswith(_NOT_KNOWN)]
    return (*_longest(others), why)


def _longest(doubts: Sequence[str]) -> tuple[str, ...]:
    """Return the doubts that are not the beginning of another."""
    once = tuple(dict.fromkeys(doubts))
    return tuple(d for d in once if not any(other != d and other.startswith(d.rstrip(".")) for other in once))


def _told_once(doubts: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """Return each doubt with the rows that have it; what most have comes first."""
    having: dict[str, list[str]] = {}
    for label, said in doubts:
        for doubt in said:
            having.setdefault(doubt, []).append(label)
    by_count = sorted(having.items(), key=lambda entry: -len(entry[1]))
    return tuple(
        f"{doubt} {len(labels)} actions: {listed(labels)}." if len(labels) > 1 else f"{labels[0]}: {doubt}"
        for doubt, labels in by_count
    )
