"""What an import understood of minutes, for programs: the answer of `import --json`."""

from collections.abc import Sequence

from actionlog.changes.importing import Plan, PlannedRow
from actionlog.minutes import Minutes
from actionlog.model import deadline_text


def as_json(minutes: Minutes, plan: Plan | None = None) -> dict[str, object]:
    """Return what was understood, for programs: owners as printed, deadlines as ISO dates, with places and doubts.

    `plan` adds what would happen with each action; without it (no day, no group) that is left out.
    """
    planned = (
        plan.rows
        if plan and plan.rows
        else tuple(PlannedRow(found, "", doubts=found.doubts) for found in minutes.actions)
    )
    has_meeting = bool(minutes.day or minutes.actions or minutes.decisions)
    meeting = {
        "date": minutes.day.isoformat() if minutes.day else None,
        "number": minutes.number or None,
        "number_inferred": minutes.number_inferred,
        "group": minutes.group or None,
        "time": minutes.time or None,
        "minutes": minutes.state,
        "present": list(minutes.present),
        "apologies": list(minutes.apologies),
        "attending": list(minutes.attending),
        "items": [item._asdict() for item in minutes.items],
        "doubts": list(plan.doubts if plan and plan.meeting else minutes.doubts),
        "document": minutes.name,
    }
    of = {"meeting": meeting["date"], "document": minutes.name}
    return {
        "schema": 1,
        "meetings": [meeting] if has_meeting else [],
        "actions": [_row_json(row, planned=plan is not None) | of for row in planned],
        "decisions": [{"text": d.text, "item": d.item or None, "place": str(d.place)} for d in minutes.decisions],
        "promises": [{"text": p.text, "place": str(p.place)} for p in minutes.promises],
    }


def merged(answers: Sequence[dict[str, object]]) -> dict[str, object]:
    """Return the answers of several meetings as one: the lists of the first, lengthened by those of the others."""
    whole: dict[str, object] = {}
    for answer in answers:
        for key, value in answer.items():
            before = whole.get(key)
            whole[key] = [*before, *value] if isinstance(before, list) and isinstance(value, list) else value
    return whole


def _row_json(row: PlannedRow, *, planned: bool) -> dict[str, object]:
    found = row.found
    plans = {"what": row.what, "id": row.id or None, "changes": list(row.changes)} if planned else {}
    return {
        "ref": found.ref or None,
        "text": found.text,
        "owners": list(found.owners),
        "deadline": deadline_text(found.deadline) or None,
        "status": found.status or None,
        "outcome": found.outcome or None,
        "minuted": found.minuted._asdict(),
        "item": found.item or None,
        "section": found.section,
        "place": str(found.places[0]) if found.places else None,
        "places": [str(place) for place in found.places],
        "doubts": list(row.doubts),
        **plans,
    }
