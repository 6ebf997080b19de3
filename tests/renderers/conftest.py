"""A small invented paper with one of everything that a paper can hold."""

from collections.abc import Callable
from datetime import date

import pytest

from actionlog.model import Action, Event, Group, Meeting, Minuted
from actionlog.papers import Bullets, Cell, Divider, Heading, Lines, Paper, Row, Table, Text, Worded
from actionlog.query import Calendar, Standing

DAY = date(2021, 6, 15)
COLUMNS = ("Ref", "Action", "Owner", "Deadline", "Status", "Evidence")


def standing(number: int, text: str, deadline: date | None = date(2021, 6, 9), **more: object) -> Standing:
    """How an invented action stands on 15 June 2021."""
    action = Action("hall-group", "2021-05-19", number, text, ("Clerk", "unknown-1"), deadline, **more)  # type: ignore[arg-type]
    calendar = Calendar(Group("hall-group", "Hall Group"), (Meeting("hall-group", "2021-05-19"),))
    return Standing(action, str(number), DAY, calendar)


def row(shown: Standing, status: str, *, block: tuple[str, ...] = ()) -> Row:
    deadline: Cell = shown.action.deadline if isinstance(shown.action.deadline, date) else "Not set"
    return Row((shown.ref, shown.action.action, "Clerk and [Redact]", deadline, status, "None"), shown, block)


def paper_of(*parts: Text | Table | Heading | Lines | Bullets | Divider, **more: object) -> Paper:
    shown = tuple(r.standing for part in parts if isinstance(part, Table) for r in part.rows if r.standing)
    lines = ("Data as at Tuesday 15 June 2021",)
    made = Paper("outstanding", "Hall Group: outstanding actions", "hall-group", DAY, lines, parts, shown)
    return made._replace(**more)  # type: ignore[arg-type]


@pytest.fixture
def paper() -> Paper:
    history = (
        Event(date(2021, 6, 1), "note", by="Clerk", note="Two letters are written"),
        Event(date(2021, 6, 2), "owners changed", ("Clerk",), ("Clerk", "unknown-1"), "2021-06-02"),
    )
    first = standing(
        1, "Write to the three neighbours about the fence.", history=history, minuted=Minuted("1", "Clerk")
    )
    second = standing(2, "Find out what the new roof would cost, and who else has had theirs done lately.", None)
    late = Worded(("16 June 2021", "7 days late"), date(2021, 6, 16))
    return paper_of(
        Text("The group is invited to: note progress."),
        Lines(("2 open: 1 overdue.", "1 closed since the last paper.")),
        Table(
            "Table 1: Open actions",
            COLUMNS,
            (row(first, "Overdue by 6 days"), row(second, "Open, no fixed date")),
            optional=("Evidence",),
        ),
        Table("Table 2: Closed", ("Ref", "Closed", "Times extended"), (Row(("7", late, 0)),)),
        Table("Table 3: Closures proposed", ("Ref", "Action"), (), empty="No action is proposed for closure."),
        Heading("To be looked at"),
        Bullets(("An entry was taken out later.", "The minutes are still a draft.")),
        facts={"counts": {"open": 2}, "day": date(2021, 6, 15)},
    )


@pytest.fixture
def of_text() -> Callable[[str], Paper]:
    """A function that gives a paper in which a text stands wherever a text can stand."""

    def made(text: str) -> Paper:
        action = standing(1, text, history=(Event(DAY, "note", note=text),), minuted=Minuted(text, text))
        cells: tuple[Cell, ...] = ("1", text, text, date(2021, 6, 9), text, Worded((text, text), text))
        return paper_of(
            Text(text),
            Lines((text, "between", text)),
            Heading(text),
            Bullets((text, "between", text)),
            Table(text, COLUMNS, (Row(cells, action), Row(("2", *cells[1:])))),
            Table(text, ("Ref", "Action"), (), empty=text),
            title=text,
            lines=(text,),
        )

    return made
