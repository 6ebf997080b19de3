"""Meetings: who came, what was on the agenda, what was decided, and how far the minutes are."""

from dataclasses import replace
from datetime import date

from actionlog.changes import Change
from actionlog.changes.rules import clean, optional
from actionlog.errors import Refused
from actionlog.model import (
    CLEARED,
    CONFIRMED,
    DRAFT,
    Decision,
    Group,
    Item,
    Log,
    Meeting,
    Tabled,
    long_date,
    weekday_date,
)
from actionlog.query import raised_words


def add(
    log: Log,
    group: Group,
    day: date,
    *,
    second: bool = False,
    number: str = "",
    time: str = "",
    place: str = "",
    kind: str = "ordinary",
) -> Change:
    """Add a meeting of `group`. Refused where there is one that day, unless `second` says that another was held."""
    held = [m for m in log.meetings_of(group.slug) if not m.is_before and m.date == day]
    if held and not second:
        raise Refused(
            f"{group.name} already has a meeting on {weekday_date(day)}. Nothing was changed. "
            "If a second one was held that day, add: --second"
        )
    name = day.isoformat()
    if held:
        if len(held) > 25:
            raise Refused(f"{group.name} already has {len(held)} meetings on {weekday_date(day)}; no more fit.")
        name += chr(ord("a") + len(held))
    meeting = Meeting(
        group.slug,
        name,
        _number(log, group, number),
        optional(time, "time"),
        optional(place, "place"),
        kind,
    )
    return Change(
        f"Add the meeting of {name}",
        said=(f"The meeting of {group.name} on {weekday_date(day)} is in the log.",),
        meetings=(meeting,),
    )


def attend(
    meeting: Meeting,
    *,
    present: tuple[str, ...] = (),
    apologies: tuple[str, ...] = (),
    attending: tuple[str, ...] = (),
) -> Change:
    """Record who was present, sent apologies, or attended without being a member; names given before stay."""
    changed = replace(
        meeting,
        present=_more(meeting.present, present),
        apologies=_more(meeting.apologies, apologies),
        attending=_more(meeting.attending, attending),
    )
    both = set(changed.present) & set(changed.apologies)
    if both:
        raise Refused(f"{min(both)} cannot both be present and send apologies. Nothing was changed.")
    sent = "1 apology" if len(changed.apologies) == 1 else f"{len(changed.apologies)} apologies"
    counts = f"{len(changed.present)} present, {sent}, {len(changed.attending)} in attendance"
    if changed == meeting:
        return Change("", said=(f"Everybody named is already recorded: {counts}.",))
    return Change(
        f"Record the attendance of {meeting.name}",
        said=(f"Meeting of {raised_words(meeting)}: {counts}.",),
        meetings=(changed,),
    )


def with_attendance(
    change: Change, present: tuple[str, ...], apologies: tuple[str, ...], attending: tuple[str, ...]
) -> Change:
    """Return `change`, which adds a meeting, with the attendance of that meeting."""
    more = attend(change.meetings[0], present=present, apologies=apologies, attending=attending)
    return change._replace(said=(*change.said, *more.said), meetings=more.meetings or change.meetings)


def add_item(meeting: Meeting, number: str, title: str) -> Change:
    """Put an item on the agenda, or give the one with this number another title."""
    item = Item(clean(number, "item's number"), clean(title, "item's title"))
    items = [i for i in meeting.items if i.number != item.number]
    at = next((n for n, i in enumerate(meeting.items) if i.number == item.number), len(items))
    items.insert(at, item)
    return Change(
        f"Put item {_plain(item.number)} on the agenda of {meeting.name}",
        said=(f"Item {item.number} of {raised_words(meeting)}: {item.title}",),
        meetings=(replace(meeting, items=tuple(items)),),
    )


def decide(meeting: Meeting, text: str, *, item: str = "") -> Change:
    """Record a decision of a meeting. Refused once its minutes are confirmed."""
    if meeting.minutes == CONFIRMED:
        raise Refused(
            f"The minutes of {raised_words(meeting)} are confirmed, so nothing is added to them. "
            "Record the decision at the meeting that took it."
        )
    number = max((d.number for d in meeting.decisions), default=0) + 1
    decision = Decision(number, clean(text, "decision"), optional(item, "item"))
    return Change(
        f"Record decision {number} of {meeting.name}",
        said=(f"Decision {number} of {raised_words(meeting)}: {decision.decision}",),
        meetings=(replace(meeting, decisions=(*meeting.decisions, decision)),),
    )


def clear(meeting: Meeting, *, on: date, today: date, by: str = "chair") -> Change:
    """Record that the draft minutes were cleared: from now on a new wording is a recorded correction."""
    if meeting.minutes != DRAFT:
        raise Refused(f"The minutes of {raised_words(meeting)} are already {meeting.minutes}. Nothing was changed.")
    _require_held(meeting, on, today)
    return Change(
        f"Clear the minutes of {meeting.name}",
        said=(f"The minutes of {raised_words(meeting)} are cleared by the {by}, on {long_date(on)}.",),
        meetings=(replace(meeting, minutes=CLEARED, cleared=on, cleared_by=clean(by, "name")),),
    )


def confirm(meeting: Meeting, at: Meeting, *, today: date) -> Change:
    """Record that a later meeting confirmed the minutes: from now on only a meeting changes a wording."""
    if meeting.minutes == CONFIRMED:
        raise Refused(f"The minutes of {raised_words(meeting)} are already confirmed. Nothing was changed.")
    if at.is_before or (at.date, at.name) <= (meeting.date, meeting.name):
        raise Refused(
            f"The minutes of {raised_words(meeting)} can only be confirmed by a later meeting. Name it: --at DATE"
        )
    if at.date > today:
        raise Refused(
            f"The meeting of {raised_words(at)} is still to come (today is {long_date(today)}), so it has confirmed "
            "nothing yet. Name the meeting that did: --at DATE"
        )
    if meeting.cleared and at.date < meeting.cleared:
        raise Refused(
            f"The minutes of {raised_words(meeting)} were cleared on {long_date(meeting.cleared)}, and the meeting of "
            f"{raised_words(at)} was before that, so it cannot have confirmed them. Name a later meeting: --at DATE"
        )
    drafted = meeting.minutes == DRAFT
    said = [f"The minutes of {raised_words(meeting)} are confirmed by the meeting of {raised_words(at)}."]
    if drafted:
        said.append("They had not been recorded as cleared before.")
    return Change(
        f"Confirm the minutes of {meeting.name} at {at.name}",
        said=tuple(said),
        meetings=(replace(meeting, minutes=CONFIRMED, confirmed=at.date, confirmed_at=at.name),),
    )


def table(meeting: Meeting, paper: Tabled) -> Change:
    """Record which paper was laid before a meeting, with what it showed and the day of its data."""
    return Change(
        f"Table the {paper.paper} paper for {meeting.name}",
        said=(f"The paper is recorded as tabled, with data as at {long_date(paper.as_of)}.",),
        meetings=(replace(meeting, papers=(*meeting.papers, paper)),),
    )


def _number(log: Log, group: Group, number: str) -> str:
    wanted = optional(number, "meeting's number")
    for other in log.meetings_of(group.slug):
        if wanted and other.number == wanted:
            raise Refused(f"The meeting of {raised_words(other)} already has number {wanted}. Give another: --number N")
    return wanted


def _more(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *(clean(name, "name") for name in new))))


def _require_held(meeting: Meeting, on: date, today: date) -> None:
    if on > today:
        raise Refused(f"{long_date(on)} is still to come (today is {long_date(today)}). Correct the date: --date DATE")
    if on < meeting.date:
        raise Refused(
            f"{long_date(on)} is before the meeting of {raised_words(meeting)}. Correct the date: --date DATE"
        )


def _plain(number: str) -> str:
    """Return an item's number for a commit; anything longer than a number stays out of it."""
    return number if number.replace(".", "").isalnum() and len(number) <= 8 else "(see the file)"
