"""A calendar (RFC 5545): the deadlines of the actions that a paper shows, for any calendar program.

Each deadline stands in it twice, as an event of the whole day and as a task (VTODO): some programs show only the one,
some only the other. A program knows an entry again by its UID, which is made from the action's identity alone, so that
a deadline that moved moves in the calendar and is not doubled.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from actionlog.model import CLOSED, COMPLETED, NOT_RECORDED, STRUCK_OUT, deadline_words, long_date
from actionlog.owners import owners_text
from actionlog.papers import NOT_SET, Paper
from actionlog.query import Standing, printed_refs, raised_words
from actionlog.renderers import needing
from actionlog.renderers._cells import shown

if TYPE_CHECKING:
    from icalendar import Component

#: What UIDs are made within (RFC 9562, section 5.5). It must never change, or every calendar would double.
_NAMES: Final = uuid.UUID("78179e0b-f6ed-5f1f-9029-85a44f55d5b6")

#: The longest text of an entry's title; the whole stands in its description.
_TITLE = 120

#: Outcomes after which a task counts as done; after the others it was given up.
_DONE = (COMPLETED, NOT_RECORDED, "")


def render(paper: Paper) -> bytes:
    """Return the deadlines of `paper` as iCalendar. Actions without a day as deadline are left out.

    Raises MissingLibrary.
    """
    with needing("Writing a calendar", "calendar"):
        from icalendar import Calendar, Event, Todo

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//actionlog//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", shown(paper.title))
    if paper.mark or paper.notice:
        calendar.add("x-wr-caldesc", shown(paper.mark or paper.notice))
    refs = printed_refs(paper.standings)
    for standing in dated(paper.standings):
        for kind in (Event(), Todo()):
            _describe(kind, standing, refs[standing.action.id], paper)
            calendar.add_component(kind)
    made: bytes = calendar.to_ical()
    return made


def dated(standings: Iterable[Standing]) -> list[Standing]:
    """Return those whose deadline is a day, `next meeting` among them where that meeting is known."""
    return [standing for standing in standings if standing.due]


def _describe(entry: "Component", standing: Standing, ref: str, paper: Paper) -> None:
    action, due = standing.action, standing.due
    assert due is not None
    known = [min(event.date, paper.as_of) for event in action.history] or [min(standing.raised, paper.as_of)]
    entry.add("uid", str(uuid.uuid5(_NAMES, f"{action.id}#{entry.name}")))
    entry.add("sequence", len(action.history))
    # Of two entries with one sequence number the later stamp holds (RFC 5546, section 2.1.5): the day of a next
    # meeting may come to be known without any change of the action.
    entry.add("dtstamp", _start(paper.as_of))
    entry.add("last-modified", _start(max(known)))
    entry.add("summary", _title(standing, ref))
    entry.add("description", "\n".join(_lines(standing, paper)))
    if action.confidential:
        entry.add("class", "CONFIDENTIAL")
    if entry.name == "VEVENT":
        entry.add("dtstart", due)
        if due < date.max:
            entry.add("dtend", due + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
        entry.add("status", "CONFIRMED" if action.is_open else "CANCELLED")
    else:
        entry.add("due", due)
        _say_how_far(entry, standing)


def _say_how_far(task: "Component", standing: Standing) -> None:
    action = standing.action
    if action.is_open:
        task.add("status", "NEEDS-ACTION")
    elif action.status == CLOSED and action.outcome in _DONE:
        task.add("status", "COMPLETED")
        task.add("percent-complete", 100)
        if action.closed:  # at noon, which is the same day in nearly every time zone
            task.add("completed", datetime.combine(action.closed, time(12), UTC))
    else:
        task.add("status", "CANCELLED")


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _title(standing: Standing, ref: str) -> str:
    """`Ref 5: Circulate the summary`. A closed one says so in words: not every program shows what was cancelled."""
    state = {CLOSED: ", closed", STRUCK_OUT: ", struck out"}.get(standing.action.status, "")
    text = shown(standing.action.action)
    if len(text) > _TITLE:
        head = text[: _TITLE - 1]
        text = f"{head.rpartition(' ')[0] or head}…"
    return f"Ref {shown(ref)}{state}: {text}"


def _lines(standing: Standing, paper: Paper) -> list[str]:
    action, due = standing.action, standing.due
    deadline = deadline_words(action.deadline)
    if due and not isinstance(action.deadline, date):
        deadline += f" ({long_date(due)})"
    status = action.status
    if action.status == CLOSED:
        status += f" {long_date(action.closed)}" if action.closed else ""
        status += f", {action.outcome}" if action.outcome and action.outcome != NOT_RECORDED else ""
    said = [
        action.action,
        f"Group: {standing.calendar.group.name}",
        f"Owner: {owners_text(action) or NOT_SET}",
        f"Deadline: {deadline}",
        f"Raised: {raised_words(standing.meeting)}",
        f"Status: {status}",
    ]
    if action.confidential:
        said.append("Confidential")
    return [shown(line) for line in [*said, *([paper.notice] if paper.notice else [])]]
