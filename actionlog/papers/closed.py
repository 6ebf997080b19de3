"""Closed since the last paper: each closure is shown once, in the first paper after it.

What an earlier paper showed is recorded with the meeting that it was laid before, so that an action closed between
that paper and its meeting is not lost.
"""

import re
from collections.abc import Iterable, Mapping, Set
from datetime import date
from typing import NamedTuple

from actionlog.model import CLOSED, CLOSING, Action, Group, Meeting, Tabled, long_date, meeting_key, weekday_date
from actionlog.papers import NONE, NOT_RECORDED, Cell, Paper, Row, Table, Worded, count_of
from actionlog.papers.action_cells import action_cell, deadline_cell, owner_cell
from actionlog.papers.events import agreed_by, closing_of, evidence_of, outcome_words
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


class _Frozen(NamedTuple):
    """A frozen paper, with the folder name of the meeting that it was laid before."""

    meeting: str
    tabled: Tabled


def _frozen(standings: Standings, group: Group) -> list[_Frozen]:
    """Return the outstanding-actions papers of `group` that were frozen."""
    return [
        _Frozen(held.name, tabled)
        for held in standings.log.meetings_of(group.slug)
        for tabled in held.papers
        if tabled.paper == OUTSTANDING
    ]


def last_paper(standings: Standings, group: Group, meeting: Meeting | None) -> Tabled | None:
    """Return the last paper that was frozen before this one, or None.

    Papers follow each other by the day of their data; those of one day by the meeting they are for.
    """
    day = standings.as_of
    before = [
        paper
        for paper in _frozen(standings, group)
        if paper.tabled.as_of < day
        or (meeting and paper.tabled.as_of == day and meeting_key(paper.meeting) < meeting_key(meeting.name))
    ]
    if not before:
        return None
    return max(before, key=lambda paper: (paper.tabled.as_of, meeting_key(paper.meeting))).tabled


def closed_since(standings: Standings, group: Group, meeting: Meeting | None = None) -> list[Standing]:
    """Return the closed actions whose closure no other paper has shown, by closing date; those without one last.

    A paper for a meeting leaves out what any other frozen paper has shown, whichever meeting comes first: a paper may
    go out before that of an earlier meeting called at short notice. What it was itself frozen with it shows again. A
    paper for no meeting is only looked at: it leaves out what the papers of earlier days have shown.
    """
    own: set[str] = set()
    shown: set[str] = set()
    for name, tabled in _frozen(standings, group):
        if meeting is None:
            if tabled.as_of < standings.as_of:
                shown.update(tabled.closed)
        elif (name, tabled.as_of) == (meeting.name, standings.as_of):
            own.update(tabled.closed)
        else:
            shown.update(tabled.closed)
    closed = [s for s in standings.all(group.slug) if s.action.status == CLOSED]
    rows = [s for s in closed if _is_marked(s.action, own) or not _is_marked(s.action, shown)]
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
    """Return what stands for this closure in a frozen paper: the action and the day, `2021-05-19/05 2021-06-16`.

    A second closing on that day is `2021-05-19/05 2021-06-16 (2)`. Where no day is known, closings are counted as in
    `counted_mark`.
    """
    day = action.closed
    if day is None:
        return counted_mark(action)
    times = sum(event.event == CLOSING and event.date == day for event in action.history)
    return f"{place(action)} {day.isoformat()}" + (f" ({times})" if times > 1 else "")


def counted_mark(action: Action) -> str:
    """Return the mark of a closure without its day: `2021-05-19/05`, the second time `2021-05-19/05 (2)`.

    Papers have it for a closing without a day, and earlier versions of this program wrote it for all.
    """
    times = closings(action)
    return f"{place(action)} ({times})" if times > 1 else place(action)


def _is_marked(action: Action, marks: Set[str]) -> bool:
    return closing_mark(action) in marks or counted_mark(action) in marks


def closed_table(rows: Iterable[Standing], refs: Mapping[str, str], caption: str) -> Table:
    """Return the table of closed actions; `refs` are the printed refs by id."""
    return Table(
        caption,
        _COLUMNS,
        tuple(_row(s, refs[s.action.id]) for s in rows),
        empty="No action has been closed since the last paper.",
        optional=("Evidence", "Agreed by"),
        folds=(("Agreed by", "Outcome"), ("Evidence", "Action"), ("Owner", "Action")),
    )


def _row(standing: Standing, ref: str) -> Row:
    action = standing.action
    event = closing_of(action.history)
    cells: tuple[Cell, ...] = (
        ref,
        action_cell(standing),
        owner_cell(standing),
        deadline_cell(standing),
        _closed_cell(standing),
        outcome_words(action.outcome, event),
        evidence_of(action.history) or NONE,
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
