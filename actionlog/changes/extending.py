"""New deadlines: requested, agreed, refused. The original deadline is kept, and a request does not stop the clock."""

from datetime import date

from actionlog.changes import Change
from actionlog.changes.actions import require_deadline_after, require_deadline_ahead, require_not_closed
from actionlog.changes.rules import commit_ref, named, optional, recorded_by, require_authority, require_order
from actionlog.errors import Refused
from actionlog.model import (
    EXTENSION_AGREED,
    EXTENSION_REFUSED,
    EXTENSION_REQUESTED,
    Action,
    Deadline,
    Event,
    Log,
    deadline_of,
    deadline_text,
    deadline_words,
    weekday_date,
)
from actionlog.replay import apply, pending_request


def request(log: Log, action: Action, to: Deadline, *, on: date, today: date, reason: str = "", by: str = "") -> Change:
    """Record that a new deadline is asked for. The deadline stays as it is until it is agreed."""
    require_not_closed(log, action)
    _require_new(log, action, to, on)
    event = Event(
        on,
        EXTENSION_REQUESTED,
        deadline_text(action.deadline),
        deadline_text(to),
        by=optional(by, "name"),
        reason=optional(reason, "reason"),
    )
    require_order(log, action, event, today)
    return Change(
        f"Request a new deadline for {commit_ref(log, action)}",
        said=(
            f"A new deadline of {_in_full(to)} is requested for action {named(log, action)}. "
            f"Until it is agreed, the deadline stays {deadline_words(action.deadline)}.",
        ),
        actions=(apply(action, event),),
    )


def agree(
    log: Log,
    action: Action,
    to: Deadline,
    *,
    on: date,
    today: date,
    reason: str = "",
    meeting: str = "",
    by: str = "secretariat",
) -> Change:
    """Give an action a new deadline: `to`, or what was requested where `to` is None.

    Raises PolicyForbids where the group leaves this to somebody else.
    """
    require_not_closed(log, action)
    asked = pending_request(action)
    if to is None and asked:
        to = deadline_of(str(asked.after))
    require_authority(log.group(action.group), "extend", by)
    _require_new(log, action, to, on)
    event = Event(
        on,
        EXTENSION_AGREED,
        deadline_text(action.deadline),
        deadline_text(to),
        meeting,
        recorded_by(by, meeting),
        optional(reason, "reason"),
    )
    require_order(log, action, event, today)
    before = f"before: {deadline_words(action.deadline)}"
    return Change(
        f"Extend {commit_ref(log, action)} to {deadline_text(to)}",
        said=(f"Action {named(log, action)} has a new deadline: {_in_full(to)} ({before}).",),
        actions=(apply(action, event),),
    )


def refuse(
    log: Log,
    action: Action,
    *,
    on: date,
    today: date,
    reason: str = "",
    meeting: str = "",
    by: str = "secretariat",
) -> Change:
    """Record that a requested deadline was refused; the deadline stays as it is."""
    require_not_closed(log, action)
    asked = pending_request(action)
    if asked is None:
        raise Refused(f"No new deadline was requested for action {named(log, action)}, so none can be refused.")
    require_authority(log.group(action.group), "extend", by)
    event = Event(
        on,
        EXTENSION_REFUSED,
        asked.before,
        asked.after,
        meeting,
        recorded_by(by, meeting),
        optional(reason, "reason"),
    )
    require_order(log, action, event, today)
    return Change(
        f"Refuse a new deadline for {commit_ref(log, action)}",
        said=(
            f"The new deadline for action {named(log, action)} is refused. It stays {deadline_words(action.deadline)}.",
        ),
        actions=(apply(action, event),),
    )


def _require_new(log: Log, action: Action, to: Deadline, on: date) -> None:
    if to is None:
        raise Refused("No new deadline was given. Add: --to DATE")
    if to == action.deadline:
        raise Refused(
            f"The deadline of action {named(log, action)} is already {deadline_words(to)}. Nothing was changed."
        )
    require_deadline_after(log.meeting(action.group, action.meeting), to)
    require_deadline_ahead(to, on)


def _in_full(deadline: Deadline) -> str:
    return weekday_date(deadline) if isinstance(deadline, date) else deadline_words(deadline)
