"""Correcting a row of minutes at the terminal: its words, owners, deadline and status, asked one at a time."""

from collections.abc import Callable
from typing import Final, TypeVar

from actionlog.changes.actions import require_deadline_after
from actionlog.changes.rules import clean
from actionlog.cli.add import tell_doubts, understood
from actionlog.cli.desk import say, tell
from actionlog.cli.preview import owners_cell
from actionlog.errors import ActionlogError, Refused
from actionlog.minutes import Found, Minutes
from actionlog.minutes.findings import NEW, WITHHELD
from actionlog.minutes.parties import split_owners
from actionlog.minutes.statuses import read_status
from actionlog.model import (
    CLOSED,
    NOT_RECORDED,
    OPEN,
    OUTCOMES,
    PROPOSED,
    Deadline,
    Log,
    Meeting,
    deadline_words,
)
from actionlog.papers import NOT_SET

#: What is typed for no owner and for no deadline.
_NOTHING: Final = "-"
_T = TypeVar("_T")


def corrected(log: Log, group: str, minutes: Minutes, found: Found) -> Found:
    """Ask for each part of `found`; Enter keeps what stands. What cannot be is explained and asked again.

    What was printed (`minuted`) is kept as it is. Raises EOFError where the keyboard is closed.
    """
    text = _asked("Action", found.text, found.text, lambda typed: clean(typed, "action"))
    owners = _asked(
        "Owner",
        owners_cell(found),
        found.owners,
        lambda typed: _owners(minutes, typed),
        f"several with ; between, {_NOTHING} for none",
    )
    deadline = _asked(
        "Deadline",
        deadline_words(found.deadline) if found.deadline else NOT_SET,
        found.deadline,
        lambda typed: _deadline(log, group, minutes, found, typed),
        f"{_NOTHING} for none",
    )
    status, outcome = _asked("Status", found.status or NOT_SET, (found.status, found.outcome), _status)
    return found._replace(
        text=text,
        owners=owners,
        deadline=deadline,
        status=status,
        outcome=outcome,
        closed=found.closed if status == CLOSED else None,
    )


def _asked(label: str, shown: str, standing: _T, read: Callable[[str], _T], hint: str = "") -> _T:
    say(f"{label}: {shown}")
    if hint:
        say(f"  ({hint})")
    while True:
        typed = input("Enter keeps it, or type anew: ").strip()
        if not typed:
            return standing
        try:
            return read(typed)
        except ActionlogError as error:
            tell(str(error))


def _owners(minutes: Minutes, typed: str) -> tuple[str, ...]:
    """Return the owners typed: `RI and PC` are two, as they are in the minutes; what was parted is told."""
    if typed == _NOTHING:
        return ()
    known = (*minutes.present, *minutes.attending, *minutes.apologies)
    owners: list[str] = []
    for name in filter(str.strip, typed.split(";")):
        parties = split_owners(name, known)
        owners += parties if len(parties) > 1 else [name]
        if len(parties) > 1:
            tell(f"“{name.strip()}” is taken as {len(parties)} owners: {'; '.join(parties)}.")
    return tuple(dict.fromkeys(name if name == WITHHELD else clean(name, "owner") for name in owners))


def _deadline(log: Log, group: str, minutes: Minutes, found: Found, typed: str) -> Deadline:
    if typed == _NOTHING:
        return None
    assert minutes.day is not None, "only what has a day is planned"
    meeting = Meeting(group, minutes.day.isoformat())
    reading = understood(typed, meeting, log)
    deadline = reading.deadline if reading else None
    if reading and deadline is None and reading.doubts:
        raise Refused(
            f"{' '.join(reading.doubts)} Type a day such as 9 July 2021, On-going or next meeting; or {_NOTHING} for "
            "no deadline."
        )
    if found.section == NEW:  # an outstanding action may have been due before the meeting
        require_deadline_after(meeting, deadline)
    tell_doubts(reading)
    return deadline


def _status(typed: str) -> tuple[str, str]:
    """Return a status and an outcome, of the log's words and of those that minutes print; refused for others."""
    word = " ".join(typed.casefold().split())
    for status in (OPEN, PROPOSED):
        if word == status.casefold():
            return status, ""
    if word in OUTCOMES:
        return CLOSED, word
    if word == CLOSED.casefold():
        return CLOSED, NOT_RECORDED
    usual = read_status(typed)
    if usual.state and any(map(str.isalnum, typed)):
        if usual.doubt:
            tell(usual.doubt)
        return usual.state, (usual.outcome or NOT_RECORDED) if usual.state == CLOSED else ""
    raise Refused(
        f"“{typed}” is no status of the log. Type Open, Proposed or Closed; or, of a closed action, how it ended: "
        f"{', '.join(OUTCOMES)}."
    )
