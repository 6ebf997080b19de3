"""Decisions: what the body resolved, meeting by meeting."""

from actionlog.model import Group, Meeting, weekday_date
from actionlog.papers import NONE, Paper, Row, Table, Worded
from actionlog.query import Standings, raised_words

_COLUMNS = ("Meeting", "Number", "Item", "Decision")


def paper(standings: Standings, group: Group, meeting: Meeting | None = None) -> Paper:
    """Return the decisions of `group` until the day of the data; of one `meeting` where it is given."""
    held = [
        m
        for m in standings.log.meetings_of(group.slug)
        if not m.is_before and m.date <= standings.as_of and (meeting is None or m.name == meeting.name)
    ]
    rows, facts = [], []
    for m in held:
        for decision in sorted(m.decisions, key=lambda d: d.number):
            day = Worded((raised_words(m),), m.date)
            rows.append(Row((day, decision.number, decision.item or NONE, decision.decision)))
            facts.append({"meeting": m.name, "number": decision.number, **_said(decision.item, decision.decision)})
    whole = f" of the meeting on {raised_words(meeting)}" if meeting else ""
    return Paper(
        "decisions",
        f"{group.name}: decisions{whole}",
        group.slug,
        standings.as_of,
        lines=(f"Data as at {weekday_date(standings.as_of)}",),
        parts=(Table(f"Decisions: {len(rows)}", _COLUMNS, tuple(rows), empty="No decision is recorded."),),
        facts={"decisions": facts},
    )


def _said(item: str, decision: str) -> dict[str, str | None]:
    return {"item": item or None, "decision": decision}
