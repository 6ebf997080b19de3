"""Raising an action, and what is said of it, who owns it, how it is worded, until it closes."""

from dataclasses import replace
from datetime import date

from actionlog.changes import Change
from actionlog.changes.rules import (
    clean,
    commit_ref,
    is_draft,
    minutes_state,
    named,
    optional,
    require_order,
)
from actionlog.errors import Refused
from actionlog.model import (
    CLOSED,
    CONFIRMED,
    NOTE,
    NOTHING_MINUTED,
    OWNERS_CHANGED,
    STRIKING_OUT,
    STRUCK_OUT,
    WORDING_CHANGED,
    Action,
    Deadline,
    Event,
    Group,
    Log,
    Meeting,
    Minuted,
    deadline_text,
    deadline_words,
    long_date,
    meeting_key,
    weekday_date,
)
from actionlog.owners import joined, owner_label
from actionlog.query import raised_words
from actionlog.refs import Refs
from actionlog.replay import apply


def next_number(log: Log, group: str, meeting: str) -> int:
    """Return the number that the next action of a meeting gets: one more than the highest ever used there."""
    return max((a.number for a in log.actions_of(group) if a.meeting == meeting), default=0) + 1


def add(
    log: Log,
    group: Group,
    meeting: Meeting,
    text: str,
    *,
    owners: tuple[str, ...] = (),
    deadline: Deadline = None,
    printed: str = "",
    review: date | None = None,
    item: str = "",
    confidential: bool = False,
    tell_meeting: bool = False,
) -> Change:
    """Raise an action at a meeting. `printed` are the words in which the deadline was given.

    `tell_meeting` says that the user did not name the meeting, and is to be told which it is.

    Raises Refused for an empty text, a hidden character, a deadline before the meeting, confirmed minutes, or a group
    that was wound up.
    """
    _require_room(log, group, meeting)
    require_deadline_after(meeting, deadline)
    words = deadline_text(deadline)
    action = Action(
        group.slug,
        meeting.name,
        next_number(log, group.slug, meeting.name),
        clean(text, "action"),
        tuple(clean(o, "owner") for o in owners),
        deadline,
        review=review,
        item=optional(item, "item"),
        confidential=confidential,
        minuted=Minuted(deadline=optional(printed, "deadline")) if printed and printed != words else NOTHING_MINUTED,
    )
    ref = Refs(log).of(action)
    who = joined(map(owner_label, action.owners)) or "No owner"
    when = weekday_date(deadline) if isinstance(deadline, date) else deadline_words(deadline)
    when = "No deadline" if deadline is None else when
    asks = [f"Raised at the meeting of {raised_words(meeting)}."] if tell_meeting else []
    if not action.owners:
        asks.append(f"It has no owner. Name one with: actionlog assign {action.short_id} OWNER")
    if deadline is None:
        asks.append(f"It has no deadline. Set one with: actionlog extend {action.short_id} --to DATE")
    return Change(
        f"Add {commit_ref(log, action)}",
        said=(f"{ref} · {who} · {when}", *asks),
        actions=(action,),
    )


def _require_room(log: Log, group: Group, meeting: Meeting) -> None:
    """Refused where nothing more can be raised at a meeting: its group is wound up, or its minutes are confirmed."""
    if group.dissolved:
        raise Refused(
            f"{group.name} was wound up on {long_date(group.dissolved)}, so no action is added to it. If it meets "
            f"again, take the line `dissolved:` out of {group.slug}/group.yaml; or add the action to another group: "
            "--group NAME"
        )
    if meeting.minutes == CONFIRMED:
        later = [m for m in log.meetings_of(group.slug) if meeting_key(m.name) > meeting_key(meeting.name)]
        free = next((m.name for m in later if m.minutes != CONFIRMED), "")
        raise Refused(
            f"The minutes of {raised_words(meeting)} are confirmed, so no action is added to them. "
            + (f"Name the meeting that agreed it, such as: --meeting {free}" if free else "")
            + ("" if free else "Add the meeting that agreed it: actionlog meeting add DATE")
        )


def note(log: Log, action: Action, text: str, *, on: date, today: date, by: str = "") -> Change:
    """Record what is said of an action, by whom, and when."""
    event = Event(on, NOTE, by=optional(by, "name"), note=clean(text, "note"))
    require_order(log, action, event, today)
    return _changed(action, event, f"Note on {commit_ref(log, action)}", f"Noted on action {named(log, action)}.")


def assign(
    log: Log,
    action: Action,
    owners: tuple[str, ...],
    *,
    on: date,
    today: date,
    by: str = "",
    meeting: str = "",
    reason: str = "",
) -> Change:
    """Give an action to other owners; the old ones stay in its history."""
    require_not_closed(log, action)
    named_owners = tuple(clean(o, "owner") for o in owners)
    who = joined(map(owner_label, named_owners))
    if named_owners == action.owners:
        raise Refused(f"Action {named(log, action)} is already owned by {who}. Nothing was changed.")
    event = Event(on, OWNERS_CHANGED, action.owners, named_owners, meeting, by, optional(reason, "reason"))
    require_order(log, action, event, today)
    was = joined(map(owner_label, action.owners)) or "nobody"
    return _changed(
        action,
        event,
        f"Change the owners of {commit_ref(log, action)}",
        f"Action {named(log, action)} now belongs to {who} (before: {was}).",
    )


def reword(
    log: Log, action: Action, text: str, *, on: date, today: date, meeting: str = "", reason: str = ""
) -> Change:
    """Change the wording of an action: freely in draft minutes, as a recorded correction once they are cleared.

    Refused once they are confirmed, unless `meeting` (a folder name) says which meeting changed it.
    """
    wording = clean(text, "action")
    if wording == action.action:
        raise Refused(f"Action {named(log, action)} already has this wording. Nothing was changed.")
    summary = f"Change the wording of {commit_ref(log, action)}"
    if is_draft(log, action):
        return Change(
            summary,
            said=(f"The wording of action {named(log, action)} is changed; its minutes are still a draft.",),
            actions=(replace(action, action=wording),),
        )
    if minutes_state(log, action) == CONFIRMED and not meeting:
        raise Refused(
            f"The minutes that raised action {named(log, action)} are confirmed, so only a meeting changes its "
            "wording. Name the meeting that did: --meeting DATE"
        )
    event = Event(on, WORDING_CHANGED, action.action, wording, meeting, reason=optional(reason, "reason"))
    require_order(log, action, event, today)
    return _changed(
        action,
        event,
        summary,
        f"The wording of action {named(log, action)} is changed; the correction is in its history.",
    )


def strike_out(log: Log, action: Action, *, on: date, today: date, reason: str = "") -> Change:
    """Strike an action out of draft minutes; it stays in the log as struck out, and its number stays used."""
    if not is_draft(log, action):
        raise Refused(
            f"The minutes that raised action {named(log, action)} are no longer a draft, so it cannot be struck out. "
            f"Close it instead: actionlog close {action.short_id} --outcome withdrawn --reason WHY"
        )
    if action.status == STRUCK_OUT:
        raise Refused(f"Action {named(log, action)} is already struck out. Nothing was changed.")
    event = Event(on, STRIKING_OUT, reason=optional(reason, "reason"))
    require_order(log, action, event, today)
    return _changed(
        action,
        event,
        f"Strike out {commit_ref(log, action)}",
        f"Action {named(log, action)} is struck out; its number is not used again.",
    )


def require_deadline_after(meeting: Meeting, deadline: Deadline) -> None:
    """Refused where a deadline is a day before the meeting that sets it."""
    if isinstance(deadline, date) and not meeting.is_before and deadline < meeting.date:
        raise Refused(
            f"The deadline, {weekday_date(deadline)}, is before the meeting of {long_date(meeting.date)}. "
            "Check the year and the month, and type the command again."
        )


def require_deadline_ahead(deadline: Deadline, on: date) -> None:
    """Refused where a new deadline had already passed on the day it was agreed or asked for."""
    if isinstance(deadline, date) and deadline < on:
        raise Refused(
            f"The new deadline, {weekday_date(deadline)}, had already passed on {long_date(on)}. Check the year and "
            "the month. If it was agreed or asked for earlier, give that day: --date DATE"
        )


def require_not_closed(log: Log, action: Action) -> None:
    """Refused where an action is closed or struck out."""
    if action.status == CLOSED:
        when = f" on {long_date(action.closed)}" if action.closed else ""
        raise Refused(
            f"Action {named(log, action)} is already closed{when} ({action.outcome}). Nothing was changed. "
            f"Its story: actionlog history {action.short_id}. To open it again: actionlog reopen {action.short_id}"
        )
    if action.status == STRUCK_OUT:
        raise Refused(
            f"Action {named(log, action)} was struck out of the draft minutes. Nothing was changed. "
            "If it is wanted after all, add it again: actionlog add"
        )


def _changed(action: Action, event: Event, summary: str, said: str) -> Change:
    return Change(summary, said=(said,), actions=(apply(action, event),))
