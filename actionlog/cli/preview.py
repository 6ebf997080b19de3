"""What an import understood of minutes, before anything is written: each row, what becomes of it, and the doubts."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from actionlog.changes import Change
from actionlog.changes.planned import ADD, LEFT_OUT, MATCHED, SKIPPED, UNCHANGED, Plan, PlannedRow
from actionlog.cli.import_doubts import Doubts, doubts_of, labels_of, listed
from actionlog.minutes import Found, Minutes
from actionlog.model import NOT_RECORDED, Group, deadline_words, long_date, weekday_date
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


def register_paper(meetings: Sequence[tuple[Minutes, Plan]], group: Group, as_of: date, *, asks: bool = False) -> Paper:
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
        asks=asks,
    )


def paper(minutes: Minutes, plan: Plan, group: Group, as_of: date, *, when: str = "", asks: bool = False) -> Paper:
    """Return what would be done with `minutes`; `when` stands for their day where they are of several.

    `asks` says that a person is asked afterwards, who can put right what is left out.

    The rows that nothing happens to are one line, and a doubt that many rows share is told once, so that what needs
    an eye is not lost among what needs none.
    """
    when = when or (weekday_date(minutes.day) if minutes.day else "a day that is not known")
    inferred = " (worked out from the refs)" if minutes.number_inferred else ""
    number = f", meeting {minutes.number}{inferred}" if minutes.number else ""
    named = labels_of(plan.rows)
    labels = dict(zip(map(id, plan.rows), named, strict=True))
    doubts = doubts_of(plan.rows, named)
    parts: list[Part] = []
    shown = [row for row in plan.rows if row.what != UNCHANGED or row.doubts]
    if shown:
        parts.append(Table("Actions", _COLUMNS, tuple(map(_row, shown)), folds=(("From", "Action"),)))
    elif not plan.rows:
        parts.append(Text(f"No actions were found. {recorded(minutes, plan)}".rstrip()))
    if same := [labels[id(row)] for row in plan.rows if row.what == UNCHANGED and not row.doubts]:
        parts.append(Text(f"Already in the log as printed: {listed(same)}."))
    if left := [f"{labels[id(row)]}: {row.doubts[-1]}" for row in plan.left_out]:
        parts += [Heading("Left out"), Bullets(tuple(left)), Text(advice(plan.left_out, asks=asks))]
    if doubts.general:
        parts += [Heading("About the actions as a whole"), Bullets(doubts.general)]
    if doubts.special:
        parts += [Heading("Doubts about the actions"), Bullets(doubts.special)]
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
        lines=(
            f"{group.name}, {when}{number}",
            f"{_counts(plan, doubts)} {count_of(len(minutes.decisions), 'decision')}.",
        ),
        parts=tuple(parts),
    )


def recorded(minutes: Minutes, plan: Plan) -> str:
    """Return what is recorded of a meeting where no actions were found; empty where nothing is."""
    if plan.change.is_empty:
        return ""
    parts = ["its day"]
    parts += ["its attendance"] if minutes.present or minutes.apologies or minutes.attending else []
    parts += [count_of(len(minutes.decisions), "decision")] if minutes.decisions else []
    return f"The meeting itself would be recorded: {joined(parts)}."


def advice(left_out: Sequence[PlannedRow], *, asks: bool) -> str:
    """Return what a secretary can do about rows that are left out; the minutes themselves stay as they are."""
    of_status = any(not row.found.status for row in left_out)
    if asks and of_status:
        return "To take one, go through the rows one by one (o), correct it (c) and give its status."
    by_hand = "What is left out can be added by hand with actionlog add"
    if of_status:
        return f"{by_hand}; or import the document at a terminal without --yes, and give the status there."
    return f"{by_hand}."


def _counts(plan: Plan, doubts: Doubts) -> str:
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
    some = f"; {doubts.rows} with doubts" if doubts.rows else ""
    return f"{count_of(len(plan.rows), 'action')}{': ' if told else ''}{', '.join(told)}{some}."


def happens(row: PlannedRow) -> str:
    """Return what becomes of a row, in words: `Added as 2021-05-19/03`."""
    words = _HAPPENS[row.what]
    _, meeting, number = row.id.split("/") if row.id else ("", "", "")
    if row.what == ADD:
        words += f" as {meeting}/{number}"
    elif row.id:
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
