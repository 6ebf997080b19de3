"""Correcting a row of minutes at the terminal: its words, owners, deadline and status, asked one at a time."""

from collections.abc import Callable
from typing import Final, TypeVar

from actionlog.changes.actions import require_deadline_after
from actionlog.changes.rules import clean
from actionlog.cli.add import understood
from actionlog.cli.desk import say, tell
from actionlog.cli.preview import owners_cell
from actionlog.errors import ActionlogError, Refused
from actionlog.minutes import Found, Minutes
from actionlog.minutes.findings import NEW
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
    owners = _asked("Owner", owners_cell(found), found.owners, _owners, f"several with ; between, {_NOTHING} for none")
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


def _owners(typed: str) -> tuple[str, ...]:
    if typed == _NOTHING:
        return ()
    return tuple(dict.fromkeys(clean(name, "owner") for name in typed.split(";") if name.strip()))


def _deadline(log: Log, group: str, minutes: Minutes, found: Found, typed: str) -> Deadline:
    if typed == _NOTHING:
        return None
    assert minutes.day is not None, "only what has a day is planned"
    meeting = Meeting(group, minutes.day.isoformat())
    reading = understood(typed, meeting, log)
    deadline = reading.deadline if reading else None
    if found.section == NEW:  # an outstanding action may have been due before the meeting
        require_deadline_after(meeting, deadline)
    return deadline


def _status(typed: str) -> tuple[str, str]:
    """Return a status and an outcome; `completed` alone is a closed action. Refused for other words than the log's."""
    word = " ".join(typed.casefold().split())
    for status in (OPEN, PROPOSED):
        if word == status.casefold():
            return status, ""
    if word in OUTCOMES:
        return CLOSED, word
    if word == CLOSED.casefold():
        return CLOSED, NOT_RECORDED
    raise Refused(
        f"“{typed}” is no status of the log. Type Open, Proposed or Closed; or, of a closed action, how it ended: "
        f"{', '.join(OUTCOMES)}."
    )
