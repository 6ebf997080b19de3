"""The cells that papers show of an action: owner, deadline, when it was raised, its last progress."""

from bisect import bisect_right
from datetime import date

from actionlog.model import (
    CLOSURE_DECLINED,
    EXTENSION_AGREED,
    EXTENSION_REFUSED,
    EXTENSION_REQUESTED,
    NEXT_MEETING,
    NOTE,
    PROPOSED_FOR_CLOSURE,
    REOPENED,
    Deadline,
    Meeting,
    deadline_words,
    long_date,
)
from actionlog.owners import owners_text
from actionlog.papers import NO_UPDATE, NONE, NOT_SET, Cell, Worded, count_of
from actionlog.papers.events import told
from actionlog.query import Standing, raised_words

#: The events that tell how far an action has come.
_PROGRESS = (
    NOTE,
    EXTENSION_REQUESTED,
    EXTENSION_AGREED,
    EXTENSION_REFUSED,
    PROPOSED_FOR_CLOSURE,
    CLOSURE_DECLINED,
    REOPENED,
)


def action_cell(standing: Standing) -> Cell:
    """Return the wording; a confidential action says below it what it is, so that nobody sends it round unseen."""
    text = standing.action.action
    return Worded((text, "Confidential"), text) if standing.action.confidential else text


def owner_cell(standing: Standing) -> Cell:
    """Return the owners, or `Not set`."""
    return owners_text(standing.action) or NOT_SET


def deadline_cell(standing: Standing) -> Cell:
    """Return the deadline; with the day of the next meeting where that is known, or of the review."""
    action = standing.action
    if isinstance(action.deadline, date):
        return action.deadline
    words = deadline_words(action.deadline)
    if action.deadline == NEXT_MEETING:
        return Worded((words, long_date(standing.due)), words) if standing.due else words
    return Worded((words, f"Review {long_date(action.review)}"), words) if action.review else words


def fixed_cell(deadline: Deadline) -> Cell:
    """Return a deadline by itself."""
    return deadline if isinstance(deadline, date) else deadline_words(deadline)


def raised_day(meeting: Meeting) -> Worded:
    """Return when a meeting raised its actions: `Before 19 May 2021` for the one that stands for those before it."""
    day = meeting.date
    return Worded((raised_words(meeting),), f"before {day.isoformat()}" if meeting.is_before else day)


def raised_cell(standing: Standing) -> Cell:
    """Return when an action was raised; one that has been carried past a meeting shows its age."""
    meeting = standing.meeting
    cell = raised_day(meeting)
    held = bisect_right(standing.calendar.ordinary, standing.as_of)
    if not held or standing.calendar.ordinary[held - 1] <= meeting.date:
        return cell
    age = f"{count_of((standing.as_of - meeting.date).days, 'day')} ago"
    return cell._replace(lines=(*cell.lines, f"{age} or more" if meeting.is_before else age))


def progress_cell(standing: Standing) -> Cell:
    """Return the last progress of an action, with its day; a new wording, a new owner or being carried are none."""
    for event in reversed(standing.action.history):
        if event.event in _PROGRESS:
            return f"{long_date(event.date)}: {told(event)}"
    return NO_UPDATE


def update_cell(standing: Standing) -> Cell:
    """Return the day of the last update, or `None`."""
    return standing.last_update or NONE
