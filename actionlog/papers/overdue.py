"""Overdue actions, the longest first, and who should chase each of them.

Up to the group's number of working days late (10 unless set) the secretariat chases; later than that, or missed at one
meeting, it goes to the chair; missed at two meetings, or late on an extended date, to the sponsor of the chair.
"""

from bisect import bisect_right

from actionlog.bank_holidays import working_days_between
from actionlog.model import Group, Meeting, long_date, weekday_date
from actionlog.papers import Cell, Paper, Row, Table, count_of
from actionlog.papers.action_cells import action_cell, deadline_cell, fixed_cell, owner_cell, update_cell
from actionlog.papers.closed import paper_refs
from actionlog.papers.deadlines import meeting_line
from actionlog.papers.positions import raised_order
from actionlog.query import Standing, Standings, with_meeting

_COLUMNS = (
    "Ref",
    "Action",
    "Owner",
    "Original deadline",
    "Current deadline",
    "Days overdue",
    "Times extended",
    "Meetings carried",
    "Last update",
    "Next step",
)


def paper(standings: Standings, group: Group, meeting: Meeting | None = None) -> Paper:
    """Return the overdue actions of `group`, the longest overdue first."""
    standings = with_meeting(standings, meeting)
    rows = [s for s in standings.all(group.slug) if s.overdue]
    rows.sort(key=lambda s: (-s.days_overdue, raised_order(s)))
    refs = paper_refs(standings, group, meeting)
    day = weekday_date(standings.as_of)
    return Paper(
        "overdue",
        f"{group.name}: overdue actions",
        group.slug,
        standings.as_of,
        lines=(*((meeting_line(meeting),) if meeting else ()), f"Data as at {day}"),
        parts=(
            Table(
                f"Overdue at {day}: {len(rows)}",
                _COLUMNS,
                tuple(Row(_cells(s, refs[s.action.id]), s) for s in rows),
                empty="No action is overdue.",
                folds=(
                    ("Times extended", "Action"),
                    ("Meetings carried", "Action"),
                    ("Last update", "Action"),
                    ("Original deadline", "Action"),
                    ("Owner", "Action"),
                ),
            ),
        ),
        standings=tuple(rows),
        facts={"next_steps": {s.action.id: next_step(s) for s in rows}},
    )


def next_step(standing: Standing) -> str:
    """Return who should take up an overdue action, and why: `Chair (13 working days)`."""
    if standing.waived:
        return f"None until {long_date(standing.waived)} (waived)"
    due = standing.due or standing.as_of
    days = working_days_between(due, standing.as_of)
    held = standing.calendar.ordinary
    missed = bisect_right(held, standing.as_of) - bisect_right(held, due)
    reasons = [count_of(days, "working day")]
    if missed:
        reasons.append(f"missed at {count_of(missed, 'meeting')}")
    if standing.extended:
        reasons.append("extended date missed")
    if missed >= 2 or standing.extended:
        who = "Sponsor"
    elif missed or days > standing.calendar.group.timings.chair:
        who = "Chair"
    else:
        who = "Secretariat"
    return f"{who} ({', '.join(reasons)})"


def _cells(standing: Standing, ref: str) -> tuple[Cell, ...]:
    return (
        ref,
        action_cell(standing),
        owner_cell(standing),
        fixed_cell(standing.original_deadline),
        deadline_cell(standing),
        standing.days_overdue,
        standing.extended,
        # of an action older than the record nobody knows at how many meetings it stood before
        f"{standing.carried} +" if standing.meeting.is_before else standing.carried,
        update_cell(standing),
        next_step(standing),
    )
