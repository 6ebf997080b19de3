"""New deadlines and closures for decision: what has been asked for and waits for an answer."""

from collections.abc import Iterable, Mapping

from actionlog.model import PROPOSED, PROPOSED_FOR_CLOSURE, Event, Group, Meeting, deadline_of, weekday_date
from actionlog.papers import NONE, NOT_SET, Cell, Paper, Row, Table
from actionlog.papers.action_cells import action_cell, deadline_cell, fixed_cell, owner_cell
from actionlog.papers.closed import paper_refs
from actionlog.papers.events import proposed_evidence
from actionlog.papers.positions import raised_order
from actionlog.query import Standing, Standings, raised_words, with_meeting

_REQUESTS = (
    "Ref",
    "Action",
    "Owner",
    "Original deadline",
    "Current deadline",
    "Requested deadline",
    "Reason",
    "Times already extended",
)
_CLOSURES = ("Ref", "Action", "Evidence", "Proposed outcome")
_NOT_SAID = "Not said"


def paper(standings: Standings, group: Group, meeting: Meeting | None = None) -> Paper:
    """Return the new deadlines and the closures that wait for a decision, for `meeting` where it is given."""
    standings = with_meeting(standings, meeting)
    open_now = [s for s in standings.all(group.slug) if s.action.is_open]
    asked, proposed = requests(open_now), closures(open_now)
    shown = tuple({s.action.id: s for s in (*asked, *proposed)}.values())
    refs = paper_refs(standings, group, meeting)
    head = (meeting_line(meeting),) if meeting else ()
    return Paper(
        "deadlines",
        f"{group.name}: new deadlines and closures for decision",
        group.slug,
        standings.as_of,
        lines=(*head, f"Data as at {weekday_date(standings.as_of)}"),
        parts=(
            requests_table(asked, refs, "Table 1: New deadlines requested"),
            closures_table(proposed, refs, "Table 2: Closures proposed"),
        ),
        standings=shown,
        facts={"requests": [s.action.id for s in asked], "closures": [s.action.id for s in proposed]},
    )


def meeting_line(meeting: Meeting) -> str:
    """Return the line under a title that says for which meeting a paper is."""
    day = raised_words(meeting)
    return f"For the meeting on {weekday_date(meeting.date).split()[0]} {day}"


def requests(standings: Iterable[Standing]) -> list[Standing]:
    """Return the open actions for which a new deadline is asked, by when they were raised."""
    return sorted((s for s in standings if s.action.is_open and s.requested), key=raised_order)


def closures(standings: Iterable[Standing]) -> list[Standing]:
    """Return the actions proposed for closure, by when they were raised."""
    return sorted((s for s in standings if s.action.status == PROPOSED), key=raised_order)


def requests_table(rows: Iterable[Standing], refs: Mapping[str, str], caption: str) -> Table:
    """Return the table of new deadlines asked for; `refs` are the printed refs by id."""
    return Table(
        caption,
        _REQUESTS,
        tuple(Row(_request_cells(s, refs[s.action.id]), s) for s in rows),
        empty="No new deadline is asked for.",
        folds=(
            ("Reason", "Action"),
            ("Times already extended", "Action"),
            ("Original deadline", "Action"),
            ("Owner", "Action"),
        ),
    )


def closures_table(rows: Iterable[Standing], refs: Mapping[str, str], caption: str) -> Table:
    """Return the table of closures proposed; `refs` are the printed refs by id."""
    return Table(
        caption,
        _CLOSURES,
        tuple(Row(_closure_cells(s, refs[s.action.id]), s) for s in rows),
        empty="No action is proposed for closure.",
    )


def _request_cells(standing: Standing, ref: str) -> tuple[Cell, ...]:
    asked = standing.requested
    return (
        ref,
        action_cell(standing),
        owner_cell(standing),
        fixed_cell(standing.original_deadline),
        deadline_cell(standing),
        _asked_for(asked) if asked else NOT_SET,
        (asked.reason or asked.note if asked else "") or NONE,
        standing.extended,
    )


def _asked_for(event: Event) -> Cell:
    after = event.after if isinstance(event.after, str) else ""
    try:
        return fixed_cell(deadline_of(after))
    except ValueError:
        return after


def _closure_cells(standing: Standing, ref: str) -> tuple[Cell, ...]:
    event = next((e for e in reversed(standing.action.history) if e.event == PROPOSED_FOR_CLOSURE), None)
    outcome = event.outcome.capitalize() if event else ""
    return ref, action_cell(standing), proposed_evidence(event) or NONE, outcome or _NOT_SAID
