"""What became visible or hidden since the last publication (RED-14)."""

from collections.abc import Mapping, Sequence
from typing import Final

from actionlog.redaction.public import LEFT_OUT, SHOWN_BY_NAME, SHOWN_BY_ROLE, WITHHELD

Rows = Sequence[Mapping[str, str]]

_WORDS: Final = {WITHHELD: "withheld", SHOWN_BY_NAME: "shown by name", SHOWN_BY_ROLE: "shown by role"}


def became(old: Rows, new: Rows) -> list[str]:
    """Return, as sentences, what changed between the rows of two redaction logs (column to value).

    A party is compared field by field: whoever stands by name in the attendance may be withheld as an owner. Who or
    what is in one of them only did not change; a confidential action that is left out no longer, or newly, did.
    """
    return [*_parties(old, new), *_actions(old, new)]


def _parties(old: Rows, new: Rows) -> list[str]:
    before, after = _decisions(old), _decisions(new)
    said: dict[str, list[str]] = {}
    for who, field in sorted(before.keys() & after.keys()):
        was, now = before[who, field], after[who, field]
        if was != now:
            said.setdefault(f"{who} was {_worded(was)} and is now {_worded(now)}", []).append(field)
    return [f"{sentence} (in {', '.join(fields)})." for sentence, fields in said.items()]


def _decisions(rows: Rows) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row.get("Decision") in _WORDS and row.get("Handle"):
            found.setdefault((row["Handle"], _kind(row.get("Field", ""))), set()).add(row["Decision"])
    return {key: frozenset(decisions) for key, decisions in found.items()}


def _kind(field: str) -> str:
    """Return the field without its numbers, so that one event of an action compares with another."""
    return ".".join(part for part in field.split(".") if not part.isdecimal())


def _worded(decisions: frozenset[str]) -> str:
    return " or ".join(words for decision, words in _WORDS.items() if decision in decisions)


def _actions(old: Rows, new: Rows) -> list[str]:
    before, after = _left_out(old), _left_out(new)
    said = [f"{action} was left out as confidential and is now published." for action in sorted(before - after)]
    if old:
        said += [f"{action} is now left out as confidential; it was not before." for action in sorted(after - before)]
    return said


def _left_out(rows: Rows) -> set[str]:
    ids = (row.get("Document", "") for row in rows if row.get("Decision") == LEFT_OUT)
    return {document.rpartition(": ")[2] for document in ids}
