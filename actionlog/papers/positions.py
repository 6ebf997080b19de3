"""Where an open action stands in a paper: overdue, due by the meeting, not yet due, undated, proposed for closure."""

from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from actionlog.model import PROPOSED, Group, Meeting, meeting_key
from actionlog.papers import count_of
from actionlog.query import Standing, Standings


class Position(IntEnum):
    """The parts of the table of open actions, in their order."""

    OVERDUE = 1
    DUE = 2
    LATER = 3
    UNDATED = 4
    PROPOSED = 5


class Horizon(NamedTuple):
    """The day by which an action counts as due soon, None where there is none; `words` say it: `by the meeting`."""

    day: date | None = None
    words: str = "soon"


def horizon(standings: Standings, group: Group, meeting: Meeting | None = None) -> Horizon:
    """Return by when an action of `group` is due soon.

    That is the meeting the paper is for; else the group's own number of days; else the next meeting that is known.
    """
    if meeting:
        return Horizon(meeting.date, "by the meeting")
    days = group.timings.amber
    if days is not None:
        return Horizon(standings.as_of + timedelta(days), f"within {count_of(days, 'day')}")
    coming = [day for day in standings.calendars[group.slug].ordinary if day >= standings.as_of]
    return Horizon(coming[0], "by the next meeting") if coming else Horizon()


def position(standing: Standing, soon: Horizon) -> Position:
    """Return where an open action stands."""
    if standing.action.status == PROPOSED:
        return Position.PROPOSED
    if standing.overdue:
        return Position.OVERDUE
    if standing.undated:
        return Position.UNDATED
    if standing.due and soon.day and standing.due <= soon.day:
        return Position.DUE
    return Position.LATER


def status_words(standing: Standing, soon: Horizon) -> str:
    """Return how an open action stands, in words: `Overdue by 20 days`, `Open, not yet due`. Never by colour alone."""
    late = f"Overdue by {count_of(standing.days_overdue, 'day')}"
    where = position(standing, soon)
    if where == Position.PROPOSED:
        return f"Proposed for closure, {late[0].lower()}{late[1:]}" if standing.overdue else "Proposed for closure"
    return {
        Position.OVERDUE: late,
        Position.DUE: f"Open, due {soon.words}",
        Position.LATER: "Open, not yet due",
        Position.UNDATED: "Open, no fixed date",
    }[where]


def raised_order(standing: Standing) -> tuple[object, ...]:
    """Return what actions are sorted by when nothing else decides: by when they were raised, then by number."""
    return meeting_key(standing.action.meeting), standing.action.number


def open_order(standing: Standing, soon: Horizon) -> tuple[object, ...]:
    """Return what open actions are sorted by: their position, the oldest deadline first, then by when raised."""
    where = position(standing, soon)
    dated = where in (Position.OVERDUE, Position.DUE, Position.LATER)
    return where, (standing.due or date.max) if dated else date.min, raised_order(standing)
