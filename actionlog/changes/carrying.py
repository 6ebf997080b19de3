"""Carrying forward: every action still open from an earlier meeting gets its entry, once."""

from datetime import date

from actionlog.changes import Change
from actionlog.changes.rules import named
from actionlog.errors import Refused
from actionlog.model import CARRIED_FORWARD, Event, Group, Log, Meeting, deadline_words, long_date, meeting_key
from actionlog.owners import owners_text
from actionlog.replay import apply, as_on


def carry_forward(log: Log, group: Group, to: Meeting, *, today: date) -> Change:
    """Carry every action of `group` that is open, and was when `to` was held, forward to that meeting.

    However often it is run, an action gets one entry for a meeting. The change is empty where there is none to carry.
    The entry is dated the day of the meeting, or today where that is still to come: then it is carried today.
    """
    if to.is_before:
        raise Refused(
            f"{to.name} stands for meetings before the record; actions are carried forward to a later one. Name it: "
            "--to DATE"
        )
    carried = []
    for action in log.actions_of(group.slug):
        state = as_on(action, None, to.date)
        earlier = meeting_key(action.meeting) < meeting_key(to.name)
        already = any(e.event == CARRIED_FORWARD and e.meeting == to.name for e in action.history)
        if earlier and action.is_open and not already and state and state.is_open:
            carried.append(action)
    when = long_date(to.date)
    if not carried:
        return Change(
            "", said=(f"Nothing to carry forward to the meeting of {when}: every open action has its entry.",)
        )
    count = "1 action" if len(carried) == 1 else f"{len(carried)} actions"
    lines = [f"  {named(log, a)}  {owners_text(a) or 'No owner'}  {deadline_words(a.deadline)}" for a in carried]
    return Change(
        f"Carry {count} forward to {to.name}",
        said=(f"{count} carried forward to the meeting of {when}:", *lines),
        details=tuple(a.short_id for a in carried),
        actions=tuple(apply(a, Event(min(to.date, today), CARRIED_FORWARD, meeting=to.name)) for a in carried),
    )
