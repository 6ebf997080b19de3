"""How an action stood on a day, told from its history.

The top of an action's file says how things stand; its history says how they came to be so. Each event that changes
something holds what was before and after it, so the state on any day can be worked out, and the two can be compared.
"""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from actionlog.model import (
    CLOSED,
    CLOSING,
    CLOSURE_DECLINED,
    EXTENSION_AGREED,
    NOT_RECORDED,
    OPEN,
    OWNERS_CHANGED,
    PROPOSED,
    PROPOSED_FOR_CLOSURE,
    REOPENED,
    STRIKING_OUT,
    STRUCK_OUT,
    WORDING_CHANGED,
    Action,
    Event,
    deadline_of,
    deadline_text,
)

_STATUS_AFTER = {
    PROPOSED_FOR_CLOSURE: PROPOSED,
    CLOSURE_DECLINED: OPEN,
    CLOSING: CLOSED,
    REOPENED: OPEN,
    STRIKING_OUT: STRUCK_OUT,
}
#: Events that may move the deadline; only where `from` or `to` says so.
MOVES_DEADLINE = (EXTENSION_AGREED, CLOSURE_DECLINED, REOPENED)


class Disagreement(NamedTuple):
    """The top of a file says `top` for `key`; its history says `history`. Both as text."""

    key: str
    top: str
    history: str


def at_first(action: Action) -> Action:
    """Return `action` as it was when it was first recorded: before any event of its history."""
    if not action.history:
        return action
    deadline, owners, wording = action.deadline, action.owners, action.action
    status, closed, outcome = action.status, action.closed, action.outcome
    for event in reversed(action.history):
        if event.event in MOVES_DEADLINE and (event.before or event.after):
            deadline = _deadline(event.before)
        elif event.event == OWNERS_CHANGED:
            owners = _owners(event.before)
        elif event.event == WORDING_CHANGED:
            wording = _text(event.before)
        if event.event in _STATUS_AFTER:
            was_closed = event.event == REOPENED
            status, closed = (CLOSED if was_closed else OPEN), None
            outcome = NOT_RECORDED if was_closed else ""
    return replace(
        action,
        deadline=deadline,
        owners=owners,
        action=wording,
        status=status,
        closed=closed,
        outcome=outcome,
        history=(),
    )


def apply(action: Action, event: Event) -> Action:
    """Return `action` after `event`: what the top of its file should say then, and its history with the event."""
    action = replace(action, history=(*action.history, event))
    if event.event in MOVES_DEADLINE and (event.before or event.after):
        action = replace(action, deadline=_deadline(event.after))
    elif event.event == OWNERS_CHANGED:
        action = replace(action, owners=_owners(event.after))
    elif event.event == WORDING_CHANGED:
        action = replace(action, action=_text(event.after))
    if event.event in _STATUS_AFTER:
        closing = event.event == CLOSING
        action = replace(
            action,
            status=_STATUS_AFTER[event.event],
            closed=event.date if closing else None,
            outcome=(event.outcome or NOT_RECORDED) if closing else "",
        )
    return action


def as_on(action: Action, raised: date | None, day: date) -> Action | None:
    """Return `action` as it stood at the end of `day`, or None where it had not been raised yet.

    `raised` is the day of its meeting; None for an action older than the record, which always was.
    """
    if raised is not None and raised > day:
        return None
    later = any(event.date > day for event in action.history)
    if later:
        state = at_first(action)
        for event in action.history:
            if event.date <= day:
                state = apply(state, event)
        return state
    if action.closed is not None and action.closed > day and action.status == CLOSED:
        return replace(action, status=OPEN, closed=None, outcome="")  # closed by hand, without an event
    return action


def disagreements(action: Action) -> list[Disagreement]:
    """Return where the top of the file and its history do not say the same (empty: they agree)."""
    state = at_first(action)
    found: list[Disagreement] = []
    for event in action.history:
        if event.event in MOVES_DEADLINE and (event.before or event.after):
            _compare(found, "deadline", deadline_text(state.deadline), _text(event.before))
        elif event.event == OWNERS_CHANGED:
            _compare(found, "owners", "; ".join(state.owners), "; ".join(_owners(event.before)))
        elif event.event == WORDING_CHANGED:
            _compare(found, "action", state.action, _text(event.before))
        state = apply(state, event)
    _compare(found, "status", action.status, state.status)
    _compare(found, "deadline", deadline_text(action.deadline), deadline_text(state.deadline))
    _compare(found, "owners", "; ".join(action.owners), "; ".join(state.owners))
    _compare(found, "action", action.action, state.action)
    if any(event.event in _STATUS_AFTER for event in action.history) and action.status == state.status:
        _compare(found, "closed", str(action.closed or ""), str(state.closed or ""))
        _compare(found, "outcome", action.outcome, state.outcome)
    return list(dict.fromkeys(found))


def closings(action: Action) -> int:
    """Return how often the action has been closed; one that was closed when first recorded counts once."""
    count = sum(event.event == CLOSING for event in action.history)
    return count + (at_first(action).status == CLOSED)


def _compare(found: list[Disagreement], key: str, top: str, history: str) -> None:
    if top != history:
        found.append(Disagreement(key, top, history))


def _deadline(text: str | tuple[str, ...]) -> date | str | None:
    try:
        return deadline_of(_text(text))
    except ValueError:
        return _text(text)


def _owners(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ((value,) if value else ())


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)
