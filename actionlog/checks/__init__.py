"""What `actionlog check` finds: faults in the data, what is overdue, and what a good secretary would ask.

A fault is a `Problem`, advice is an `Advice`. Every check is a function in the tuples below; its name is the check's,
and its docstring is the check's entry in the manual (`docs/reference/checks.md`, made by `reference`).
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from actionlog.checks import action_faults, history_faults, meeting_faults
from actionlog.checks.action_faults import unknown_key_message
from actionlog.checks.advice import ADVICE, warnings
from actionlog.errors import Problem
from actionlog.model import Log

__all__ = ["ADVICE", "CHECKS", "FAULTS", "Check", "faults", "reference", "unknown_key_message", "warnings"]

#: Every check for a fault of what was read; what cannot be read at all is found by the store.
FAULTS: tuple[Callable[[Log], Iterator[Problem]], ...] = (
    action_faults.deadline_before_meeting,
    action_faults.closed_before_raised,
    action_faults.not_closed,
    action_faults.outcome_missing,
    action_faults.require_deadline,
    action_faults.duplicate_ref,
    action_faults.unknown_key,
    action_faults.hidden_character,
    history_faults.history_disagrees,
    history_faults.history_order,
    history_faults.history_out_of_turn,
    history_faults.event_before_action,
    history_faults.event_incomplete,
    history_faults.event_meeting_unknown,
    meeting_faults.minutes_state,
    meeting_faults.confirmed_at_unknown,
    meeting_faults.tabled_missing,
    meeting_faults.numbering,
    meeting_faults.waiver_unknown,
)


#: Checks that say that an action's file is missing; they are told which files could not be read.
_OF_MISSING_FILES = (meeting_faults.tabled_missing, meeting_faults.waiver_unknown)
#: Checks that look at what stands in the file, not at what it was taken to mean.
_WHATEVER_WAS_UNDERSTOOD = ("unknown-key", "hidden-character")


class Check(NamedTuple):
    """A check: its name (`no-deadline`), and the function whose docstring explains it."""

    name: str
    function: Callable[..., object]


def _checks(functions: Iterable[Callable[..., object]]) -> Iterator[Check]:
    for function in functions:
        yield Check(function.__name__.replace("_", "-"), function)


#: All of them: those for faults, then the advice.
CHECKS: tuple[Check, ...] = (*_checks(FAULTS), *_checks(ADVICE))


def faults(log: Log, reading: Iterable[Problem] = ()) -> list[Problem]:
    """Return every fault of a log's records, sorted by file and line.

    `reading` are the problems met while the files were read. They are not returned; but what was not understood there
    is not found fault with a second time on the same line, and a file that could not be read is not said to be missing.
    """
    reading = tuple(reading)
    told = {(problem.path, problem.line) for problem in reading}
    unread = {problem.path for problem in reading}
    found = chain(
        *(check(log) for check in FAULTS if check not in _OF_MISSING_FILES),
        *(check(log, unread) for check in _OF_MISSING_FILES),
    )
    return sorted(p for p in found if (p.path, p.line) not in told or p.check in _WHATEVER_WAS_UNDERSTOOD)


def reference() -> str:
    """Return the page of the manual that explains every check: `docs/reference/checks.md`."""
    from actionlog.checks.manual import page

    return page(CHECKS[: len(FAULTS)], CHECKS[len(FAULTS) :])
