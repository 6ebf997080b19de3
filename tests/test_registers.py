"""Action logs kept as spreadsheets, and files with several meetings. All logs, bodies and names here are invented."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Block, Document, Heading, ListItem, Paragraph, Place, Row, Table
from actionlog.errors import ActionlogError
from actionlog.minutes import Minutes, TooManyActions, read_meetings, read_minutes
from actionlog.model import CLOSED, COMPLETED, NOT_RECORDED, OPEN
from actionlog.readers import read

Cells = tuple[str, ...]
HEADER = ("Ref", "Date raised", "Action", "Owner", "Due", "Revised due", "RAG", "Status", "Update", "Date closed")
MAY, JUNE = date(2021, 5, 19), date(2021, 6, 23)


def sheet(*rows: Cells, name: str = "Log", hidden: tuple[int, ...] = (), table: int = 1) -> Table:
    """Return the rows of a sheet as a table, with their places."""
    found = (Row(cells, Place(table=table, row=n, sheet=name), n in hidden) for n, cells in enumerate(rows, 1))
    return Table(tuple(found), Place(table=table, row=1, sheet=name))


def book(*sheets: Table, name: str = "log.xlsx", remarks: tuple[str, ...] = ()) -> Document:
    """Return a spreadsheet: each sheet below its name."""
    blocks: list[Block] = []
    for n, one in enumerate(sheets, 1):
        blocks += [Heading(one.place.sheet, 1, Place(table=n, sheet=one.place.sheet)), one]
    return Document(name, tuple(blocks), remarks)


def days(meetings: tuple[Minutes, ...]) -> list[tuple[date | None, list[str]]]:
    return [(m.day, [a.text for a in m.actions]) for m in meetings]


LOG = sheet(
    HEADER,
    ("1", "2021-05-19", "Send the list.", "AB", "2021-06-09", "2021-06-30", "Amber", "Open", "Half done", ""),
    ("2", "2021-05-19", "Post the letter.", "CD", "2021-06-01", "", "Blue", "Closed", "Posted", "2021-06-02"),
    ("3", "2021-06-23", "Book the hall.", "EF/GH", "", "", "Red", "", "", "2021-07-01"),
    hidden=(3,),
)


def test_a_log_gives_the_meetings_at_which_its_actions_were_raised() -> None:
    assert days(read_meetings(book(LOG))) == [
        (MAY, ["Send the list.", "Post the letter."]),
        (JUNE, ["Book the hall."]),
    ]
    assert {a.section for m in read_meetings(book(LOG)) for a in m.actions} == {"new"}


def test_each_column_of_a_log_is_read_as_what_it_is() -> None:
    (may, june) = read_meetings(book(LOG))
    one, two, three = (*may.actions, *june.actions)
    assert (one.ref, one.owners, one.deadline, one.status) == ("1", ("AB",), date(2021, 6, 30), OPEN)
    assert any("2021-06-09" in doubt and "2021-06-30" in doubt for doubt in one.doubts)
    assert one.note == "Half done (RAG as printed: Amber)"
    assert (two.status, two.outcome, two.closed) == (CLOSED, NOT_RECORDED, date(2021, 6, 2))
    assert (three.status, three.outcome, three.closed) == (CLOSED, COMPLETED, date(2021, 7, 1))
    assert three.owners == ("EF", "GH")
    assert str(one.places[0]) == "sheet Log, row 2"


def test_a_hidden_row_is_read_and_doubted() -> None:
    (may, _) = read_meetings(book(LOG))
    assert ["The row is hidden in the document." in a.doubts for a in may.actions] == [False, True]


def test_a_blank_day_is_that_of_the_row_above_where_days_stand_once_for_each_meeting() -> None:
    log = sheet(
        ("Meeting date", "Action", "Owner"),
        ("19 May 2021", "Send the list.", "AB"),
        ("", "Post the letter.", "CD"),
        ("23 June 2021", "Book the hall.", "EF"),
    )
    meetings = read_meetings(book(log))
    assert days(meetings) == [(MAY, ["Send the list.", "Post the letter."]), (JUNE, ["Book the hall."])]
    assert any("row above" in doubt for doubt in meetings[0].actions[1].doubts)


def test_a_row_without_a_day_is_not_given_one_where_days_stand_in_no_order() -> None:
    log = sheet(
        ("Date raised", "Action", "Owner"),
        ("23 June 2021", "Send the list.", "AB"),
        ("", "Post the letter.", "CD"),
        ("19 May 2021", "Book the hall.", "EF"),
        ("23 June 2021", "Lock the door.", "EF"),
    )
    assert days(read_meetings(book(log)))[-1] == (None, ["Post the letter."])
    given_day = days(read_meetings(book(log), meeting=date(2021, 7, 1)))
    assert given_day[-1] == (date(2021, 7, 1), ["Post the letter."])


def test_a_meeting_that_names_no_day_is_told() -> None:
    log = sheet(
        ("Meeting", "Action", "Owner"), ("Board 19 May 2021", "Send the list.", "AB"), ("Away day", "Post it.", "CD")
    )
    meetings = read_meetings(book(log))
    assert days(meetings) == [(MAY, ["Send the list."]), (None, ["Post it."])]
    assert any("Away day" in doubt for doubt in meetings[1].actions[0].doubts)


def test_sheets_with_a_day_in_their_names_are_meetings() -> None:
    header = ("No", "Action", "Owner", "Due")
    one = sheet(header, ("1", "Send the list.", "AB", "9 June"), name="19 May 2021")
    two = sheet(header, ("1", "Book the hall.", "CD", "30 June"), name="23 June 2021", table=2)
    meetings = read_meetings(book(one, two))
    assert days(meetings) == [(MAY, ["Send the list."]), (JUNE, ["Book the hall."])]
    assert [m.actions[0].deadline for m in meetings] == [date(2021, 6, 9), date(2021, 6, 30)]


def test_headings_with_a_day_each_above_its_table_are_meetings() -> None:
    header = ("No", "Action", "Owner", "Due")

    def table(number: int, cells: Cells) -> Table:
        rows = tuple(Row(c, Place(table=number, row=n)) for n, c in enumerate((header, cells), 1))
        return Table(rows, Place(table=number, paragraph=number * 2))

    log = Document(
        "log.docx",
        (
            Heading("Pier Committee action log"),
            Heading("Meeting of 19 May 2021", 2),
            table(1, ("1", "Send the list.", "AB", "")),
            Heading("Meeting of 23 June 2021", 2),
            table(2, ("1", "Book the hall.", "CD", "")),
        ),
    )
    assert days(read_meetings(log)) == [(MAY, ["Send the list."]), (JUNE, ["Book the hall."])]


def test_a_sheet_of_closed_actions_closes_them_and_sheets_that_explain_hold_none() -> None:
    header = ("Ref", "Action", "Owner", "Date raised")
    current = sheet(header, ("1", "Send the list.", "AB", "19 May 2021"), name="Open")
    closed = sheet(header, ("2", "Post the letter.", "CD", "19 May 2021"), name="Closed actions", table=2)
    guide = sheet(("Action", "Owner"), ("Say what will be done", "Say who does it"), name="Guidance", table=3)
    lists = sheet(("Status", "Owner", "Action"), ("Open", "AB", "Write it"), name="Lists", table=4)
    (meeting,) = read_meetings(book(current, closed, guide, lists))
    assert [(a.text, a.status) for a in meeting.actions] == [("Send the list.", OPEN), ("Post the letter.", CLOSED)]


def test_an_action_on_two_sheets_is_one_and_stands_as_the_closed_sheet_says() -> None:
    header = ("Ref", "Action", "Owner", "Due", "Date raised")
    one = sheet(header, ("1", "Send the list.", "AB", "9 June 2021", "19 May 2021"), name="All")
    two = sheet(header, ("1", "Send the list.", "AB", "30 June 2021", "19 May 2021"), name="Completed", table=2)
    (meeting,) = read_meetings(book(one, two))
    (action,) = meeting.actions
    assert (action.status, action.deadline) == (CLOSED, date(2021, 6, 30))
    assert [place.sheet for place in action.places] == ["All", "Completed"]
    assert any("9 June 2021" in doubt for doubt in action.doubts)


def test_a_log_without_any_day_is_one_meeting_whose_day_must_be_given() -> None:
    log = sheet(("Ref", "Action", "Owner", "Status"), ("1", "Send the list.", "AB", "Open"))
    assert days(read_meetings(book(log))) == [(None, ["Send the list."])]
    assert days(read_meetings(book(log), meeting=MAY)) == [(MAY, ["Send the list."])]


def test_what_the_reader_remarked_is_told_once() -> None:
    meetings = read_meetings(book(LOG, remarks=("Sheet Log: 1 hidden row (3) was read too.",)))
    assert [len(m.doubts) for m in meetings] == [1, 0]


def test_a_tracker_that_starts_in_column_b_is_read() -> None:
    log = sheet(
        ("", "S.No", "Task Category", "Task Description", "Owner", "Status", "Remarks"),
        ("", "1", "Site", "Paint the fence", "AB/CD", "Done", "Blue"),
        ("", "2", "Site", "Water the garden", "", "", ""),
    )
    (meeting,) = read_meetings(book(log, name="Tracker.xlsx"))
    assert [(a.ref, a.text, a.owners, a.status) for a in meeting.actions] == [
        ("1", "Paint the fence", ("AB", "CD"), CLOSED),
        ("2", "Water the garden", (), OPEN),
    ]


# Columns that the user names

ODD = sheet(
    ("Nr", "Betreff", "Wer", "Bis"),
    ("1", "Send the list.", "AB", "9 June 2021"),
    ("2", "Post the letter.", "CD", "10 June 2021"),
)


@pytest.mark.parametrize(
    "columns",
    [
        [("action", "Betreff"), ("owner", "wer"), ("deadline", "Bis")],
        [("action", "B"), ("owner", "C"), ("deadline", "d")],
        [("Action", "B"), ("owner", "Wer"), ("deadline", "D")],
    ],
)
def test_columns_can_be_named_by_heading_or_letter(columns: list[tuple[str, str]]) -> None:
    (meeting,) = read_meetings(book(ODD), meeting=MAY, columns=columns)
    assert [(a.ref, a.text, a.owners, a.deadline) for a in meeting.actions] == [
        ("1", "Send the list.", ("AB",), date(2021, 6, 9)),
        ("2", "Post the letter.", ("CD",), date(2021, 6, 10)),
    ]


def test_a_column_of_another_meaning_or_name_is_refused_with_what_there_is() -> None:
    with pytest.raises(ActionlogError, match="ref, action, owner"):
        read_meetings(book(ODD), columns=[("colour", "Wer")])
    with pytest.raises(ActionlogError, match="“Nr”, “Betreff”, “Wer”, “Bis”"):
        read_meetings(book(ODD), columns=[("action", "Was")])
    with pytest.raises(ActionlogError, match="has no column “Z”"):
        read_meetings(book(ODD), columns=[("action", "Z")])
    with pytest.raises(ActionlogError, match="Which column"):
        read_meetings(book(ODD), columns=[("owner", "Wer")])


def test_a_named_column_stands_against_its_heading() -> None:
    (meeting,) = read_meetings(book(LOG), meeting=MAY, columns=[("owner", "Update"), ("raised", "A")])
    assert [a.owners for a in meeting.actions] == [("Half done",), ("Posted",), ()]


# Minutes


def minutes_of(day: str, action: str) -> tuple[Block, ...]:
    rows = (("No", "Action", "Owner"), ("1", action, "AB"))
    table = Table(tuple(Row(cells, Place(table=1, row=n)) for n, cells in enumerate(rows, 1)), Place(table=1))
    return (
        Heading("Pier Committee (invented)"),
        Paragraph(f"Minutes of the meeting held on {day}"),
        Paragraph("Present: Ann Brook, Cy Dee"),
        Paragraph("Apologies: Eve Fern"),
        Heading("1. Welcome", 2),
        ListItem("Agreed to meet again."),
        Heading("Actions", 2),
        table,
    )


def test_several_minutes_in_one_file_are_several_meetings() -> None:
    blocks = (*minutes_of("19 May 2021", "Send the list."), *minutes_of("23 June 2021", "Book the hall."))
    meetings = read_meetings(Document("minutes.docx", blocks))
    assert days(meetings) == [(MAY, ["Send the list."]), (JUNE, ["Book the hall."])]
    assert [m.present for m in meetings] == [("Ann Brook", "Cy Dee")] * 2


def test_the_notice_of_the_next_meeting_is_no_meeting_of_its_own() -> None:
    blocks = (
        *minutes_of("19 May 2021", "Send the list."),
        Heading("Next meeting"),
        Paragraph("Agenda of the meeting on 23 June 2021"),
        ListItem("Apologies for absence", 1, "1."),
        ListItem("Minutes of the meeting of 19 May 2021", 1, "2."),
    )
    assert days(read_meetings(Document("minutes.docx", blocks))) == [(MAY, ["Send the list."])]


def test_ordinary_minutes_are_one_meeting_and_read_the_same_either_way() -> None:
    one = Document("minutes.docx", minutes_of("19 May 2021", "Send the list."))
    assert read_meetings(one) == (read_minutes(one),)


def test_in_minutes_a_column_of_days_makes_actions_outstanding_and_no_meetings() -> None:
    blocks = list(minutes_of("23 June 2021", "x"))
    rows = (("Date raised", "Action", "Owner"), ("19 May 2021", "Send it.", "AB"), ("23 June 2021", "Book it.", "CD"))
    blocks[-1] = Table(tuple(Row(cells, Place(table=1, row=n)) for n, cells in enumerate(rows, 1)), Place(table=1))
    (meeting,) = read_meetings(Document("minutes.docx", tuple(blocks)))
    assert meeting.day == JUNE
    assert [(a.text, a.section) for a in meeting.actions] == [("Send it.", "outstanding"), ("Book it.", "new")]


def test_a_comma_separated_log_is_read_from_its_bytes() -> None:
    data = (
        "Action log of the Pier Committee (invented)\n\n"
        "Ref,Date raised,Action,Owner,Due date,Status\n"
        "1,19/05/2021,Send the list.,AB,09/06/2021,Open\n"
        "2,23/06/2021,Book the hall.,CD,30/06/2021,Closed\n"
    )
    assert days(read_meetings(read("log.csv", data.encode()))) == [
        (MAY, ["Send the list."]),
        (JUNE, ["Book the hall."]),
    ]


def test_a_sheet_with_far_too_many_rows_is_refused() -> None:
    log = sheet(("Action", "Owner", "Status"), *((f"Send list {n}.", "AB", "Open") for n in range(5001)))
    with pytest.raises(TooManyActions):
        read_meetings(book(log))


CELLS = st.sampled_from(
    ["", "1", "AB", "2021-05-19", "23 June 2021", "Send it.", "Open", "Closed", "Action", "Owner", "Date raised"]
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(CELLS, max_size=10).map(tuple), max_size=6),
    st.sampled_from(["Current", "Closed", "Lists", "19 May 2021"]),
)
def test_every_row_of_any_log_is_in_one_meeting_only(cells: list[Cells], name: str) -> None:
    log = book(sheet(HEADER, *cells, name=name), LOG)
    places = [place for m in read_meetings(log) for a in m.actions for place in a.places]
    assert len(places) == len(set(places))
    assert len({m.day for m in read_meetings(log)}) == len(read_meetings(log))


def test_the_day_that_was_given_is_that_of_the_minutes_without_one() -> None:
    log = book(sheet(("Ref", "Action", "Owner"), ("1", "Send the list.", "AB")))
    (meeting,) = read_meetings(log, meeting=MAY)
    assert meeting.day == MAY


def test_a_board_of_cards_gives_its_lists_as_status() -> None:
    cards = table_of(
        ("Card Name", "List", "Members", "Due"),
        ("Ring the printer", "Doing", "Kim", "2024-05-02"),
        ("Pay the deposit", "Done", "Lou", "2024-04-30"),
    )
    (meeting,) = read_meetings(Document("action board.csv", (cards,)))
    assert [(a.text, a.owners, a.status) for a in meeting.actions] == [
        ("Ring the printer", ("Kim",), OPEN),
        ("Pay the deposit", ("Lou",), CLOSED),
    ]


def table_of(*rows: Cells) -> Table:
    return Table(tuple(Row(cells, Place(line=n)) for n, cells in enumerate(rows, 1)), Place(line=1))
