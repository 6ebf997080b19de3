"""Closed since the last paper: each closure is shown once, in the first paper after it.

What an earlier paper showed is recorded with the meeting that it was laid before, so that an action closed between
that paper and its meeting is not lost.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from actionlog.model import CLOSED, Action, Group, Meeting, Tabled, long_date, meeting_key, weekday_date
from actionlog.papers import NONE, NOT_RECORDED, Cell, Paper, Row, Table, Worded, count_of
from actionlog.papers.action_cells import deadline_cell, owner_cell
from actionlog.papers.events import agreed_by, closing_of, outcome_words
from actionlog.papers.positions import raised_order
from actionlog.query import Standing, Standings, printed_refs, with_meeting
from actionlog.replay import closings

#: The paper whose freezing decides what has been shown as closed.
OUTSTANDING = "outstanding"

_COLUMNS = ("Ref", "Action", "Owner", "Deadline", "Closed", "Outcome", "Evidence", "Agreed by")


def paper(standings: Standings, group: Group, meeting: Meeting | None = None) -> Paper:
    """Return what closed since the last paper that was frozen, for `meeting` where it is given."""
    standings = with_meeting(standings, meeting)
    rows = closed_since(standings, group, meeting)
    refs = paper_refs(standings, group, meeting)
    last = last_paper(standings, group, meeting)
    since = (
        f"Closed since the paper of {long_date(last.as_of)}" if last else "Closed so far (no earlier paper was frozen)"
    )
    return Paper(
        "closed",
        f"{group.name}: closed actions",
        group.slug,
        standings.as_of,
        lines=(f"Data as at {weekday_date(standings.as_of)}", f"{count_of(len(rows), 'action')} closed."),
        parts=(closed_table(rows, refs, since),),
        standings=tuple(rows),
        facts={"since": last.as_of.isoformat() if last else None},
    )


def earlier_papers(standings: Standings, group: Group, meeting: Meeting | None) -> list[Tabled]:
    """Return the outstanding-actions papers that were frozen before this one.

    They are those of earlier meetings than the one this paper is for; where it is for none, those of an earlier day.
    """
    return [
        tabled
        for held in standings.log.meetings_of(group.slug)
        for tabled in held.papers
        if tabled.paper == OUTSTANDING
        and (meeting_key(held.name) < meeting_key(meeting.name) if meeting else tabled.as_of < standings.as_of)
    ]


def last_paper(standings: Standings, group: Group, meeting: Meeting | None) -> Tabled | None:
    """Return the last of the earlier papers, or None where none was frozen."""
    return max(earlier_papers(standings, group, meeting), key=lambda tabled: tabled.as_of, default=None)


def closed_since(standings: Standings, group: Group, meeting: Meeting | None = None) -> list[Standing]:
    """Return the closed actions whose closure no earlier paper has shown, by closing date; those without one last."""
    shown = {mark for tabled in earlier_papers(standings, group, meeting) for mark in tabled.closed}
    rows = [s for s in standings.all(group.slug) if s.action.status == CLOSED and closing_mark(s.action) not in shown]
    return sorted(rows, key=_closing_order)


def paper_refs(standings: Standings, group: Group, meeting: Meeting | None = None) -> dict[str, str]:
    """Return the refs to print by id, of all open actions and of those closed since the last paper.

    The papers of one day print an action alike: with its meeting's date wherever two of these share a number.
    """
    open_now = [s for s in standings.all(group.slug) if s.action.is_open]
    return printed_refs([*open_now, *closed_since(standings, group, meeting)])


def place(action: Action) -> str:
    """Return an action's identity within its group, as a frozen paper records it: `2021-05-19/05`."""
    return f"{action.meeting}/{action.number:02}"


def closing_mark(action: Action) -> str:
    """Return what stands for this closure in a frozen paper: `2021-05-19/05`, the second time `2021-05-19/05 (2)`."""
    times = closings(action)
    return f"{place(action)} ({times})" if times > 1 else place(action)


def closed_table(rows: Iterable[Standing], refs: Mapping[str, str], caption: str) -> Table:
    """Return the table of closed actions; `refs` are the printed refs by id."""
    return Table(
        caption,
        _COLUMNS,
        tuple(_row(s, refs[s.action.id]) for s in rows),
        empty="No action has been closed since the last paper.",
        optional=("Evidence", "Agreed by"),
        folds=(("Owner", "Action"), ("Evidence", "Outcome"), ("Agreed by", "Outcome")),
    )


def _row(standing: Standing, ref: str) -> Row:
    action = standing.action
    event = closing_of(action.history)
    cells: tuple[Cell, ...] = (
        ref,
        action.action,
        owner_cell(standing),
        deadline_cell(standing),
        _closed_cell(standing),
        outcome_words(action.outcome, event),
        (event.evidence if event else "") or NONE,
        agreed_by(event),
    )
    return Row(cells, standing)


def _closed_cell(standing: Standing) -> Cell:
    day, due = standing.action.closed, standing.due
    if day is None:
        return NOT_RECORDED
    if due is None or day <= due:
        return day
    return Worded((long_date(day), f"{count_of((day - due).days, 'day')} late"), day)


def _closing_order(standing: Standing) -> tuple[object, ...]:
    day = standing.action.closed
    return day is None, day or date.min, _natural(standing.ref), raised_order(standing)


def _natural(ref: str) -> list[tuple[int, int, str]]:
    parts = re.split(r"(\d+)", ref)
    return [(0, int(part), "") if part.isdecimal() and part.isascii() else (1, 0, part) for part in parts]
