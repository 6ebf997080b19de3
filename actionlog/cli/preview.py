"""What an import understood of minutes, before anything is written: each row, what becomes of it, and the doubts."""

from datetime import date

from actionlog.changes.importing import Plan, PlannedRow
from actionlog.minutes import Minutes
from actionlog.model import Group, deadline_words, weekday_date
from actionlog.owners import joined, owner_label
from actionlog.papers import NONE, NOT_SET, Bullets, Cell, Heading, Paper, Part, Row, Table, Text, count_of

_COLUMNS = ("Ref", "Action", "Owner", "Deadline", "Status", "What happens", "Doubts")
_HAPPENS = {"add": "Added", "matched": "Already in the log", "unchanged": "Already in the log", "left out": "Left out"}
#: So many unmarked promises are shown; the rest are counted.
_PROMISES = 8


def paper(minutes: Minutes, plan: Plan, group: Group, as_of: date) -> Paper:
    """Return what would be done with `minutes`."""
    when = weekday_date(minutes.day) if minutes.day else "a day that is not known"
    inferred = " (worked out from the refs)" if minutes.number_inferred else ""
    number = f", meeting {minutes.number}{inferred}" if minutes.number else ""
    parts: list[Part] = []
    if plan.rows:
        parts.append(Table("Actions", _COLUMNS, tuple(map(_row, plan.rows))))
    else:
        parts.append(Text("No actions were found."))
    if minutes.decisions:
        parts += [Heading("Decisions"), Bullets(tuple(d.text for d in minutes.decisions))]
    if minutes.promises:
        shown = [f"{p.place}: {p.text}" for p in minutes.promises[:_PROMISES]]
        if len(minutes.promises) > _PROMISES:
            shown.append(f"and {len(minutes.promises) - _PROMISES} more")
        parts += [
            Heading("Not taken: sentences that promise something, but are not marked as actions"),
            Bullets(tuple(shown)),
        ]
    if plan.doubts:
        parts += [Heading("Doubts about the meeting"), Bullets(plan.doubts)]
    return Paper(
        "import",
        f"{minutes.name}: what was understood",
        group.slug,
        as_of,
        lines=(
            f"{group.name}, {when}{number}",
            f"{count_of(len(plan.rows), 'action')}, {count_of(len(minutes.decisions), 'decision')}.",
        ),
        parts=tuple(parts),
    )


def _row(row: PlannedRow) -> Row:
    found = row.found
    place = f" ({found.places[0]})" if found.places else ""
    deadline: Cell = NOT_SET if found.deadline is None else deadline_words(found.deadline)
    if isinstance(found.deadline, date):
        deadline = found.deadline
    happens = _HAPPENS.get(row.what, row.what)
    if row.id:
        happens += f": {row.id.partition('/')[2]}"
    if row.changes:
        happens += f"; {'; '.join(row.changes)}"
    return Row(
        (
            found.ref or NONE,
            found.text + place,
            joined(map(owner_label, found.owners)) or NOT_SET,
            deadline,
            found.status or NOT_SET,
            happens,
            " ".join(row.doubts) or NONE,
        )
    )
