"""Outstanding actions: the paper that goes out before a meeting."""

from collections import Counter
from collections.abc import Mapping, Sequence

from actionlog.model import Group, Meeting, Tabled, weekday_date
from actionlog.papers import Lines, Paper, Part, Row, Table, Text, count_of
from actionlog.papers.action_cells import action_cell, deadline_cell, owner_cell, progress_cell, raised_cell
from actionlog.papers.closed import OUTSTANDING, closed_since, closed_table, closing_mark, last_paper, place
from actionlog.papers.deadlines import closures, closures_table, meeting_line, requests, requests_table
from actionlog.papers.positions import Horizon, Position, horizon, open_order, position, status_words
from actionlog.query import Standing, Standings, printed_refs, with_meeting

_COLUMNS = ("Ref", "Raised", "Action", "Owner", "Deadline", "Status", "Progress")


def paper(standings: Standings, group: Group, meeting: Meeting | None = None) -> Paper:
    """Return the outstanding actions of `group`, for `meeting` where it is given.

    Open actions stand overdue first, then due by the meeting, not yet due, without a fixed deadline, proposed for
    closure. What closed since the last paper follows, then what waits for a decision.
    """
    standings = with_meeting(standings, meeting)
    soon = horizon(standings, group, meeting)
    open_now = [s for s in standings.all(group.slug) if s.action.is_open]
    open_now.sort(key=lambda s: open_order(s, soon))
    closed = closed_since(standings, group, meeting)
    refs = printed_refs([*open_now, *closed])
    asked, proposed = requests(open_now), closures(open_now)
    counts = Counter(position(s, soon) for s in open_now)
    last = last_paper(standings, group, meeting)
    parts: list[Part] = [
        Text(_invitation(counts, sum(_needs_a_date(s, soon) for s in open_now), len(asked))),
        Lines((_summary(counts, soon), f"{len(closed)} closed since the last paper.")),
        _open_table(open_now, refs, soon),
        closed_table(closed, refs, "Table 2: Closed since the last paper"),
    ]
    if asked:
        parts.append(requests_table(asked, refs, "Table 3: New deadlines requested"))
    if proposed:
        parts.append(closures_table(proposed, refs, f"Table {4 if asked else 3}: Closures proposed"))
    return Paper(
        OUTSTANDING,
        f"{group.name}: outstanding actions",
        group.slug,
        standings.as_of,
        lines=(*((meeting_line(meeting),) if meeting else ()), f"Data as at {weekday_date(standings.as_of)}"),
        parts=tuple(parts),
        standings=(*open_now, *closed),
        facts={
            "meeting": meeting.name if meeting else None,
            "last_paper": last.as_of.isoformat() if last else None,
            "counts": {
                "open": len(open_now),
                "overdue": counts[Position.OVERDUE],
                "due_soon": counts[Position.DUE],
                "not_yet_due": counts[Position.LATER],
                "no_fixed_deadline": counts[Position.UNDATED],
                "proposed_for_closure": counts[Position.PROPOSED],
                "closed_since_last_paper": len(closed),
            },
            "requests": [s.action.id for s in asked],
            "closures": [s.action.id for s in proposed],
        },
    )


def tabled(paper: Paper, commit: str = "") -> Tabled:
    """Return the record that this paper was laid before a meeting: its day, its commit, and the actions it showed."""
    return Tabled(
        paper.name,
        paper.as_of,
        commit,
        open=tuple(place(s.action) for s in paper.standings if s.action.is_open),
        closed=tuple(closing_mark(s.action) for s in paper.standings if not s.action.is_open),
    )


def _open_table(rows: Sequence[Standing], refs: Mapping[str, str], soon: Horizon) -> Table:
    return Table(
        "Table 1: Open actions",
        _COLUMNS,
        tuple(
            Row(
                (
                    refs[s.action.id],
                    raised_cell(s),
                    action_cell(s),
                    owner_cell(s),
                    deadline_cell(s),
                    status_words(s, soon),
                    progress_cell(s),
                ),
                s,
            )
            for s in rows
        ),
        empty="No action is open.",
        folds=(("Progress", "Action"), ("Raised", "Ref"), ("Owner", "Action")),
    )


def _summary(counts: Mapping[Position, int], soon: Horizon) -> str:
    total = sum(counts.values())
    if not total:
        return "0 open."
    said = [f"{counts[Position.OVERDUE]} overdue"]
    if soon.day:
        said.append(f"{counts[Position.DUE]} due {soon.words}")
    said.append(f"{counts[Position.LATER]} not yet due")
    said.append(f"{counts[Position.UNDATED]} with no fixed deadline")
    if counts[Position.PROPOSED]:
        said.append(f"{counts[Position.PROPOSED]} proposed for closure")
    return f"{total} open: {', '.join(said)}."


def _needs_a_date(standing: Standing, soon: Horizon) -> bool:
    if position(standing, soon) != Position.UNDATED:
        return False
    review = standing.action.review
    return review is None or review <= (soon.day or standing.as_of)


def _invitation(counts: Mapping[Position, int], undated: int, asked: int) -> str:
    overdue, proposed = counts[Position.OVERDUE], counts[Position.PROPOSED]
    asks = ["note progress"]
    if overdue:
        updates = "an update" if overdue == 1 else "updates"
        asks.append(f"ask for {updates} on {count_of(overdue, 'overdue action')}")
    if undated:
        asks.append(f"agree a date or a review point for {count_of(undated, 'action')} with no fixed deadline")
    if asked:
        asks.append(f"decide {count_of(asked, 'request')} for a new deadline")
    if proposed:
        asks.append(f"agree to close {count_of(proposed, 'action')} proposed for closure")
    return f"The group is invited to: {'; '.join(asks)}."
