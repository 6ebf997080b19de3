"""What an import understood of minutes, before anything is written: each row, what becomes of it, and the doubts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from actionlog.changes import Change
from actionlog.changes.planned import ADD, LEFT_OUT, MATCHED, SKIPPED, UNCHANGED, Plan, PlannedRow
from actionlog.minutes import Found, Minutes
from actionlog.model import BEFORE, NOT_RECORDED, Group, deadline_words, long_date, weekday_date
from actionlog.owners import joined, owner_label
from actionlog.papers import NONE, NOT_SET, Bullets, Cell, Heading, Paper, Part, Row, Table, Text, count_of

_COLUMNS: Final = ("Ref", "Action", "Owner", "Deadline", "Status", "What happens", "From")
_HAPPENS: Final = {
    ADD: "Added",
    MATCHED: "Already in the log",
    UNCHANGED: "Already in the log",
    LEFT_OUT: "Left out",
    SKIPPED: "Skipped",
}
#: So many unmarked promises are shown; the rest are counted.
_PROMISES: Final = 8
#: So many refs stand beside a doubt; the rest are counted.
_REFS: Final = 30


def register_paper(meetings: Sequence[tuple[Minutes, Plan]], group: Group, as_of: date) -> Paper:
    """Return what would be done with an action log of many meetings, as one paper; not empty."""
    plans = [plan for _, plan in meetings]
    days = [minutes.day for minutes, _ in meetings if minutes.day]
    first = meetings[0][0]
    return paper(
        first._replace(decisions=tuple(d for minutes, _ in meetings for d in minutes.decisions), number=""),
        Plan(
            Change(""),
            rows=tuple(row for plan in plans for row in plan.rows),
            doubts=tuple(dict.fromkeys(doubt for plan in plans for doubt in plan.doubts)),
            promises=tuple(promise for plan in plans for promise in plan.promises),
        ),
        group,
        as_of,
        when=f"{len(days)} meetings from {long_date(min(days))} to {long_date(max(days))}" if days else "",
    )


def paper(minutes: Minutes, plan: Plan, group: Group, as_of: date, *, when: str = "") -> Paper:
    """Return what would be done with `minutes`; `when` stands for their day where they are of several.

    The rows that nothing happens to are one line, and a doubt that many rows share is told once, so that what needs
    an eye is not lost among what needs none.
    """
    when = when or (weekday_date(minutes.day) if minutes.day else "a day that is not known")
    inferred = " (worked out from the refs)" if minutes.number_inferred else ""
    number = f", meeting {minutes.number}{inferred}" if minutes.number else ""
    labels = dict(zip(map(id, plan.rows), _labels(plan.rows), strict=True))
    parts: list[Part] = []
    shown = [row for row in plan.rows if row.what != UNCHANGED or row.doubts]
    if shown:
        parts.append(Table("Actions", _COLUMNS, tuple(map(_row, shown)), folds=(("From", "Action"),)))
    elif not plan.rows:
        parts.append(Text("No actions were found."))
    if same := [labels[id(row)] for row in plan.rows if row.what == UNCHANGED and not row.doubts]:
        parts.append(Text(f"Already in the log as printed: {_listed(same)}."))
    if left := [f"{labels[id(row)]}: {row.doubts[-1]}" for row in plan.left_out]:
        parts += [Heading("Left out"), Bullets(tuple(left))]
    if doubts := _told_once([(labels[id(row)], _doubts(row)) for row in plan.rows]):
        parts += [Heading("Doubts about the actions"), Bullets(doubts)]
    if plan.doubts:
        parts += [Heading("Doubts about the meeting"), Bullets(plan.doubts)]
    if minutes.decisions:
        parts += [Heading("Decisions"), Bullets(tuple(d.text for d in minutes.decisions))]
    if plan.promises:
        promised = [f"{p.place}: {p.text}" for p in plan.promises[:_PROMISES]]
        if len(plan.promises) > _PROMISES:
            promised.append(f"and {len(plan.promises) - _PROMISES} more")
        parts += [
            Heading("Not taken: sentences that promise something, but are not marked as actions"),
            Bullets(tuple(promised)),
        ]
    return Paper(
        "import",
        f"{minutes.name}: what was understood",
        group.slug,
        as_of,
        lines=(f"{group.name}, {when}{number}", f"{_counts(plan)} {count_of(len(minutes.decisions), 'decision')}."),
        parts=tuple(parts),
    )


def told_doubts(plan: Plan) -> tuple[str, ...]:
    """Return the doubts about the rows that change something, each once, with the rows that have it."""
    labels = _labels(plan.rows)
    return _told_once(
        [(label, _doubts(row)) for label, row in zip(labels, plan.rows, strict=True) if row.what in (ADD, MATCHED)]
    )


def _counts(plan: Plan) -> str:
    """Return how many actions there are, and what becomes of them: `4 actions: 3 new, 1 left out; 2 with doubts.`"""
    what = Counter(row.what for row in plan.rows)
    told = [
        f"{what[kind]} {words}"
        for kind, words in (
            (ADD, "new"),
            (MATCHED, "already in the log and updated"),
            (UNCHANGED, "already in the log"),
            (LEFT_OUT, "left out"),
        )
        if what[kind]
    ]
    doubtful = sum(bool(_doubts(row)) for row in plan.rows)
    doubts = f"; {doubtful} with doubts" if doubtful else ""
    return f"{count_of(len(plan.rows), 'action')}{': ' if told else ''}{', '.join(told)}{doubts}."


def happens(row: PlannedRow) -> str:
    """Return what becomes of a row, in words: `Added`, with its number where that is not printed as its ref."""
    words = _HAPPENS[row.what]
    _, meeting, number = row.id.split("/") if row.id else ("", "", "")
    if row.what == ADD and (meeting.startswith(BEFORE) or row.found.ref.strip().lstrip("0") != number.lstrip("0")):
        words += f" as {meeting}/{number}"
    elif row.what != ADD and row.id:
        words += f": {meeting}/{number}"
    if row.changes:
        words += f"; {'; '.join(row.changes)}"
    return words


def deadline_cell(found: Found) -> Cell:
    """Return the deadline of a row."""
    if found.deadline is None:
        return NOT_SET
    return found.deadline if isinstance(found.deadline, date) else deadline_words(found.deadline)


def owners_cell(found: Found) -> str:
    """Return the owners of a row, as prose."""
    return joined(map(owner_label, found.owners)) or NOT_SET


def status_cell(found: Found) -> str:
    """Return the status of a row, with the reason where it is closed."""
    return f"{found.status} ({found.outcome})" if found.outcome not in ("", NOT_RECORDED) else found.status or NOT_SET


def _row(row: PlannedRow) -> Row:
    found = row.found
    place = str(found.places[0]) if found.places else NONE
    cells = (found.ref or NONE, found.text, owners_cell(found), deadline_cell(found), status_cell(found))
    return Row((*cells, happens(row), place))


def _doubts(row: PlannedRow) -> tuple[str, ...]:
    """Return the doubts of a row, but for the reason why it is left out."""
    return row.doubts[:-1] if row.what == LEFT_OUT else row.doubts


def _labels(rows: Sequence[PlannedRow]) -> list[str]:
    """Return how each row is named: by its ref where no other row has that, else by its number, or its place."""
    refs = Counter(row.found.ref for row in rows)
    return [
        (row.found.ref if row.found.ref and refs[row.found.ref] == 1 else "")
        or row.id.partition("/")[2]
        or (str(row.found.places[0]) if row.found.places else row.found.ref)
        for row in rows
    ]


def _told_once(doubts: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """Return each doubt with the rows that have it; what most have comes first."""
    having: dict[str, list[str]] = {}
    for label, said in doubts:
        for doubt in said:
            having.setdefault(doubt, []).append(label)
    by_count = sorted(having.items(), key=lambda entry: -len(entry[1]))
    return tuple(
        f"{doubt} {len(labels)} actions: {_listed(labels)}." if len(labels) > 1 else f"{labels[0]}: {doubt}"
        for doubt, labels in by_count
    )


def _listed(labels: Sequence[str]) -> str:
    more = f" and {len(labels) - _REFS} more" if len(labels) > _REFS else ""
    return ", ".join(labels[:_REFS]) + more
