"""What papers say of one event of an action: what happened, and who said or agreed it."""

from actionlog.model import (
    AUTHORITIES,
    CARRIED_FORWARD,
    CLOSING,
    CLOSURE_DECLINED,
    EXTENSION_AGREED,
    EXTENSION_REFUSED,
    EXTENSION_REQUESTED,
    NOT_RECORDED,
    OWNERS_CHANGED,
    PROPOSED_FOR_CLOSURE,
    REOPENED,
    Event,
    Meeting,
    deadline_of,
    deadline_words,
)
from actionlog.owners import joined, owner_label
from actionlog.papers import NOT_RECORDED as NOBODY_RECORDED
from actionlog.query import raised_words

#: How an outcome is joined with where the action went.
_WENT = {"superseded": "by", "transferred": "to", "merged": "into"}


#: Events whose `from` and `to` are deadlines.
DEADLINE_EVENTS = (EXTENSION_REQUESTED, EXTENSION_AGREED, EXTENSION_REFUSED, CLOSURE_DECLINED, REOPENED)


def agreed_by(event: Event | None) -> str:
    """Return who said or agreed it: `Secretariat`, `Meeting, 23 June 2021`, or `Not recorded`."""
    if event is None:
        return NOBODY_RECORDED
    who = event.by[:1].upper() + event.by[1:] if event.by in AUTHORITIES else event.by
    if not event.meeting:
        return who or NOBODY_RECORDED
    return f"{who or 'Meeting'}, {meeting_words(event.meeting)}"


def meeting_words(name: str) -> str:
    """Return the day of a meeting from its folder name: `23 June 2021`; the name itself where it holds no day."""
    try:
        return raised_words(Meeting("", name))
    except ValueError:
        return name


def outcome_words(outcome: str, event: Event | None) -> str:
    """Return why an action closed: `Completed`, `Transferred to …`, `Closed (reason not recorded)`."""
    if outcome in ("", NOT_RECORDED):
        return "Closed (reason not recorded)"
    words = outcome.capitalize()
    if event and event.into:
        words += f" {_WENT.get(outcome, 'into')} {event.into}"
    return f"{words}: {event.reason}" if event and event.reason else words


def told(event: Event) -> str:
    """Return what happened, as a progress column says it: `New deadline 14 July 2021 requested: …`."""
    after = value_words(event, event.after)
    happened = {
        EXTENSION_REQUESTED: f"New deadline {after} requested",
        EXTENSION_AGREED: f"New deadline {after} agreed",
        EXTENSION_REFUSED: f"New deadline {after} refused",
        OWNERS_CHANGED: f"Passed to {after}" if event.after else "Owner taken out",
        CARRIED_FORWARD: f"Carried forward to the meeting of {meeting_words(event.meeting)}",
        REOPENED: "Opened again",
    }.get(event.event, event.event.capitalize())
    if event.note:
        return event.note if not details(event, note=False) else f"{event.note}. {details(event, note=False)}"
    return _with(happened, details(event))


def named(event: Event) -> str:
    """Return what happened by its name, with what was said: `Extension requested: Awaiting consent`."""
    return _with(event.event.capitalize(), details(event))


def details(event: Event, *, note: bool = True) -> str:
    """Return what was said with an event: note, outcome, reason and evidence; empty where nothing was."""
    outcome = event.outcome
    if event.into:
        outcome = f"{outcome} {_WENT.get(outcome, 'into')} {event.into}".strip()
    said = [event.note if note else "", outcome, event.reason, f"Evidence: {event.evidence}" if event.evidence else ""]
    return ". ".join(text.removesuffix(".") for text in said if text)


def value_words(event: Event, value: str | tuple[str, ...]) -> str:
    """Return what was before or after an event, as a paper prints it."""
    if isinstance(value, tuple):
        return joined(map(owner_label, value))
    if event.event in DEADLINE_EVENTS and value:
        try:
            return deadline_words(deadline_of(value))
        except ValueError:
            return value
    return owner_label(value) if event.event == OWNERS_CHANGED else value


def closing_of(history: tuple[Event, ...]) -> Event | None:
    """Return the event that closed an action last, or None where it was closed without one."""
    return next((event for event in reversed(history) if event.event == CLOSING), None)


def evidence_of(history: tuple[Event, ...]) -> str:
    """Return what shows that an action is done: as its last closing says, or else the proposal that was agreed by it.

    Empty where neither says anything.
    """
    closing: Event | None = None
    for event in reversed(history):
        if closing is None:
            if event.event == CLOSING:
                closing = event
        elif event.event in (CLOSING, REOPENED, CLOSURE_DECLINED):
            break
        elif event.event == PROPOSED_FOR_CLOSURE:
            return closing.evidence or proposed_evidence(event)
    return closing.evidence if closing else ""


def proposed_evidence(event: Event | None) -> str:
    """Return what a proposal to close gives as evidence; empty where it gives none."""
    return (event.evidence or event.note or event.reason) if event else ""


def _with(happened: str, said: str) -> str:
    return f"{happened}{'. ' if said.startswith('Evidence: ') else ': '}{said}" if said else happened
