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
    EXTENSION_REFUSED,
    EXTENSION_REQUESTED,
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
_ANSWERS_REQUEST = (EXTENSION_AGREED, EXTENSION_REFUSED, CLOSING, REOPENED, STRIKING_OUT)
#: How a paper's own word for a status begins where it means that somebody has proposed to close the action.
_PROPOSED_AS_PRINTED = ("propos", "recommended for clos", "pending review")


class Disagreement(NamedTuple):
    """The top of a file says `top` for `key`; its history says `history`. Both as text."""

    key: str
    top: str
    history: str


def at_first(action: Action) -> Action:
    """Return `action` as it was when it was first recorded: before any event of its history.

    The events do not say how it stood before the first of them. A closure is declined of what was proposed, a closed
    action is opened again; what was closed was open, unless the paper that it came from printed that its closure was
    proposed. The day and the outcome of a closing that was recorded without an event are lost once the action is
    opened again: the top of the file holds them only until then.
    """
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
            status, closed = _status_before(action, event), None
            outcome = NOT_RECORDED if status == CLOSED else ""
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
    state = action
    if any(event.date > day for event in action.history):
        state = at_first(action)
        for event in action.history:
            if event.date <= day:
                state = apply(state, event)
    if state.status == CLOSED and state.closed is not None and state.closed > day:
        return replace(state, status=_as_minuted(action), closed=None, outcome="")  # closed by hand, without an event
    return state


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


def pending_request(action: Action) -> Event | None:
    """Return the last request for a new deadline that nothing has answered yet, or None.

    It is answered by an extension agreed or refused, and by what makes it moot: the action was closed, struck out or
    opened again, or its closure was declined with a new deadline.
    """
    for event in reversed(action.history):
        if event.event == EXTENSION_REQUESTED:
            return event
        if event.event in _ANSWERS_REQUEST or (event.event == CLOSURE_DECLINED and event.after):
            return None
    return None


def _status_before(action: Action, event: Event) -> str:
    """Return the status before the first event that changed it."""
    if event.event == CLOSURE_DECLINED:
        return PROPOSED
    if event.event == REOPENED:
        return CLOSED
    return OPEN if event.event == PROPOSED_FOR_CLOSURE else _as_minuted(action)


def _as_minuted(action: Action) -> str:
    return PROPOSED if action.minuted.status.strip().casefold().startswith(_PROPOSED_AS_PRINTED) else OPEN


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
