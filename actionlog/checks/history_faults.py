"""Faults of an action's history, which tells how things came to be as the top of the file says.

Each function is one check; its name is the check's, and its docstring is its entry in `docs/reference/checks.md`.
"""

from collections.abc import Iterator
from datetime import date

from actionlog.characters import visible
from actionlog.checks.action_faults import days_raised, line
from actionlog.errors import Problem
from actionlog.model import (
    CLOSED,
    CLOSING,
    CLOSURE_DECLINED,
    EXTENSION_AGREED,
    EXTENSION_REFUSED,
    EXTENSION_REQUESTED,
    NOT_RECORDED,
    ONLY_TELL,
    OPEN,
    OWNERS_CHANGED,
    PROPOSED,
    PROPOSED_FOR_CLOSURE,
    REOPENED,
    STRIKING_OUT,
    WORDING_CHANGED,
    Action,
    Event,
    Log,
    deadline_of,
    deadline_text,
    long_date,
)
from actionlog.replay import MOVES_DEADLINE, Disagreement, disagreements

_ABOUT_DEADLINES = (EXTENSION_REQUESTED, EXTENSION_AGREED, EXTENSION_REFUSED, CLOSURE_DECLINED, REOPENED)
_NEED_TO = {
    EXTENSION_REQUESTED: "the deadline that was asked for",
    EXTENSION_AGREED: "the new deadline",
    OWNERS_CHANGED: "the new owners",
    WORDING_CHANGED: "the new wording",
}
#: What changes the status; what changes anything; and after which of the first each cannot come.
_STATUS_EVENTS = (PROPOSED_FOR_CLOSURE, CLOSURE_DECLINED, CLOSING, REOPENED, STRIKING_OUT)
_CHANGING = frozenset((*_STATUS_EVENTS, *MOVES_DEADLINE, OWNERS_CHANGED, WORDING_CHANGED))
_NEVER_AFTER = {
    PROPOSED_FOR_CLOSURE: (CLOSING, STRIKING_OUT),
    CLOSURE_DECLINED: (CLOSURE_DECLINED, CLOSING, REOPENED, STRIKING_OUT),
    CLOSING: (CLOSING, STRIKING_OUT),
    REOPENED: (PROPOSED_FOR_CLOSURE, CLOSURE_DECLINED, REOPENED, STRIKING_OUT),
    STRIKING_OUT: (CLOSING, STRIKING_OUT),
}
_COMMANDS = {"action": "edit {ref}", "owners": "assign {ref} OWNER", "deadline": "extend {ref} --to DATE"}
_STATUS_COMMANDS = {CLOSED: "close {ref}", PROPOSED: "propose {ref}"}


def history_disagrees(log: Log) -> Iterator[Problem]:
    """The top of the file and its history do not say the same, or two entries of the history do not fit together.

    The top says how things stand, the history how they came to be so; whoever changes one by hand must change the
    other. The commands do both. Find out which is right, and correct the other; where the change is real but was never
    recorded, put the old value back and run the command.
    """
    for action in log.actions:
        if not _agrees(action):
            for found in disagreements(action):
                yield _disagreement(action, found)


def history_order(log: Log) -> Iterator[Problem]:
    """An entry of the history is dated before one that stands above it.

    The oldest entry stands first. Correct the date, or move the entry to where it belongs. Notes, and entries that an
    action was carried forward, may be recorded late.
    """
    for action in log.actions:
        latest: date | None = None
        for number, event in enumerate(action.history):
            if event.event in ONLY_TELL or event.date == date.min:
                continue
            if latest and event.date < latest:
                yield _problem(
                    action,
                    number,
                    "history-order",
                    f"This entry is dated {long_date(event.date)}, but one above it {long_date(latest)}; the oldest "
                    "stands first. Correct the date, or move the entry to where it belongs.",
                )
            latest = max(latest or event.date, event.date)


def history_out_of_turn(log: Log) -> Iterator[Problem]:
    """An entry of the history cannot follow those above it: closed twice, say, or opened again without being closed.

    This happens when two people record the same thing in two copies of the log. Keep the entry that is right and take
    the other one out.
    """
    for action in log.actions:
        last = ""
        for number, event in enumerate(action.history):
            if event.event not in _STATUS_EVENTS:
                continue
            if last in _NEVER_AFTER[event.event]:
                yield _problem(
                    action,
                    number,
                    "history-out-of-turn",
                    f"This entry says “{event.event}”, but the last one above it that changes the status says "
                    f"“{last}”. If one of them was recorded twice, take it out; if one between them is missing, put "
                    "it in.",
                )
            last = event.event


def event_before_action(log: Log) -> Iterator[Problem]:
    """An entry of the history is dated before the meeting that raised the action.

    Correct its date; most often the year is wrong. Not looked at: actions older than the record.
    """
    days = days_raised(log)
    for action in log.actions:
        raised = days[action.meeting]
        if raised is None:
            continue
        for number, event in enumerate(action.history):
            if date.min < event.date < raised:
                yield _problem(
                    action,
                    number,
                    "event-before-action",
                    f"This entry is dated {long_date(event.date)}, before the meeting that raised the action, "
                    f"{long_date(raised)}. Check the year and the month, and correct `date`.",
                )


def event_incomplete(log: Log) -> Iterator[Problem]:
    """An entry of the history that moves the deadline, the owners or the wording does not say to what.

    Write the old value after `from:` and the new one after `to:`. A deadline is a day such as 2021-06-09, On-going, or
    next meeting.
    """
    for action in log.actions:
        for number, event in enumerate(action.history):
            if message := _lacks(event):
                yield _problem(action, number, "event-incomplete", message)


def event_meeting_unknown(log: Log) -> Iterator[Problem]:
    """An entry of the history names a meeting that is not in the log.

    Write the name of the meeting's folder, which is its date: 2021-06-23. If the meeting was held but is not recorded,
    add it with `actionlog meeting add`.
    """
    held = {(m.group, m.name) for m in log.meetings}
    for action in log.actions:
        for number, event in enumerate(action.history):
            if event.meeting and (action.group, event.meeting) not in held:
                yield _problem(
                    action,
                    number,
                    "event-meeting-unknown",
                    f"This entry names the meeting {visible(event.meeting)}, which is not in the log. Correct "
                    "`meeting`, or add that meeting: actionlog meeting add DATE",
                )


def _agrees(action: Action) -> bool:
    """True where the history surely fits the top, as most do: nothing in it changes anything, or only one closing."""
    changes = [event for event in action.history if event.event in _CHANGING]
    if not changes:
        return True
    return (
        len(changes) == 1
        and changes[0].event == CLOSING
        and action.status == CLOSED
        and action.closed == changes[0].date
        and action.outcome == (changes[0].outcome or NOT_RECORDED)
    )


def _lacks(event: Event) -> str:
    if event.event in _NEED_TO and not event.after:
        return (
            f"This entry says “{event.event}”, but not {_NEED_TO[event.event]}. Write it after `to:`, and what it was "
            "before after `from:`."
        )
    if event.event in _ABOUT_DEADLINES:
        for key, value in (("from", event.before), ("to", event.after)):
            try:
                deadline_of(_text(value))
            except ValueError:
                return (
                    f"`{key}` in this entry is `{_short(value)}`, which is no deadline. Write a day that exists, such "
                    "as 2021-06-09, or On-going, or next meeting."
                )
    return ""


def _disagreement(action: Action, found: Disagreement) -> Problem:
    key, top, history = found
    if top != _top(action, key):  # two entries do not fit together; both values stand in the history
        name = "owners" if key == "owners" else "wording" if key == "action" else key
        number = next((n for n, e in enumerate(action.history) if _text(e.before) == history), 0)
        return _problem(
            action,
            number,
            "history-disagrees",
            f"This entry says that the {name} before it was {_quoted(history)}, but the entries above it left "
            f"{_quoted(top)}. Correct `from` here, or put in the entry that is missing.",
        )
    mend = "Correct the one that is wrong."
    if command := _command(key, top, history):
        mend = (
            f"If the history is right, correct `{key}`. If the top is right, put the old value back and record the "
            f"change: actionlog {command.format(ref=action.short_id)}"
        )
    return Problem(
        action.source.path,
        line(action.source, key),
        "history-disagrees",
        f"`{key}` at the top of this file says {_quoted(top)}, but its history says {_quoted(history)}. {mend}",
    )


def _command(key: str, top: str, history: str) -> str:
    """Return the command that would have changed `key` from what the history says to what the top says."""
    if key == "status":
        return "reopen {ref}" if history == CLOSED and top == OPEN else _STATUS_COMMANDS.get(top, "")
    return _COMMANDS.get(key, "")


def _top(action: Action, key: str) -> str:
    if key == "deadline":
        return deadline_text(action.deadline)
    value = getattr(action, key)
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")


def _problem(action: Action, number: int, check: str, message: str) -> Problem:
    return Problem(action.source.path, line(action.source, f"history.{number}"), check, message)


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _short(value: str | tuple[str, ...]) -> str:
    words = visible(_text(value))
    return words if len(words) <= 60 else words[:59] + "…"


def _quoted(value: str) -> str:
    return f"`{_short(value)}`" if value else "nothing"
