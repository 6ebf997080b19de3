"""The head of minutes: who met, when, and who was there. All documents here are invented, and so are the names."""

from datetime import date

import pytest

from actionlog.document import Block, Document, Heading, ListItem, Paragraph, Row, Table
from actionlog.minutes import Minutes, read_minutes


def minutes(*blocks: Block | str, name: str = "minutes.docx") -> Minutes:
    return read_minutes(Document(name, tuple(Paragraph(b) if isinstance(b, str) else b for b in blocks)))


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(map(Row, rows)))


@pytest.mark.parametrize(
    "lines",
    [
        ["Quay Board minutes, 4 June 2024", "Minutes of the meeting of 2 May 2024 were agreed."],
        ["Quay Board", "4 June 2024", "Date of next meeting: 9 July 2024"],
        ["Quay Board 4/6/24", "Next meeting: 9 July 2024"],
        ["Quay Board", "Issued 14 June 2024", "Meeting held on 4 June 2024"],
        ["From: the Clerk", "Date: Fri, 7 Jun 2024 21:14:09 +0000", "Notes of the board, 4 June 2024"],
        ["From: the Clerk", "Date: Fri, 7 Jun 2024 21:14:09 +0000", "Dear all", "Notes on Zoom, Tue 4 June 2024. Hot."],
        ["Port, 14 June 2024", "Quay Board", "Meeting date: 4 June 2024"],
    ],
)
def test_the_day_of_the_meeting_is_told_from_the_other_days_in_the_head(lines: list[str]) -> None:
    assert minutes(*lines).day == date(2024, 6, 4)


def test_a_day_that_the_file_name_has_too_is_that_of_the_meeting() -> None:
    read = minutes("Quay Board", "2 May 2024 to be noted", "4 June 2024", name="2024-06-04 quay.docx")
    assert read.day == date(2024, 6, 4)


@pytest.mark.parametrize(
    "head",
    [
        table(("Project:", "Quay Works", "Meeting\nDate/Time:", "2024-06-04\n09:30 – 11:15")),
        table(("Project:", "Quay Works", "Meeting Date/Time:", "2024-06-04 / 09.30\n2024-06-05 / 09.00")),
        table(("Group", "Quay Works"), ("Date", "4 June 2024"), ("Issue date", "20 June 2024")),
    ],
)
def test_a_head_laid_out_as_a_table_is_read_by_its_labels(head: Table) -> None:
    read = minutes("Harbour Office, 20 June 2024", head, "Agenda")
    assert (read.day, read.group) == (date(2024, 6, 4), "Quay Works")


@pytest.mark.parametrize(
    ("lines", "group"),
    [
        (["LITTLE QUAY PARISH COUNCIL", "Minutes of the meeting of the Parish Council held on 4 June 2024"],
         "LITTLE QUAY PARISH COUNCIL"),
        (["Quay Food Union", "Board meeting minutes, 4 June 2024, 6:00 PM, Community Room"], "Quay Food Union Board"),
        (["Quay Plan Steering Group", "Notes of meeting 22 – 4 June 2024, Village Hall committee room"],
         "Quay Plan Steering Group"),
        (["Quay School", "Local Governing Body, Tuesday 4 June 2024 at 5.30pm", "Action: Head to bring the plan"],
         "Local Governing Body"),
        (["Action log of the Quay Board, 4 June 2024"], "Quay Board"),
        (["Quay Board action tracker, 4 June 2024"], "Quay Board"),
    ],
)  # fmt: skip
def test_the_group_is_named_in_full_and_without_the_place(lines: list[str], group: str) -> None:
    assert minutes(*lines).group == group


@pytest.mark.parametrize(
    ("line", "present", "attending", "apologies"),
    [
        ("Directors present: A Quay (Chair), B Mole", ("A Quay (Chair)", "B Mole"), (), ()),
        ("Present A Quay, B Mole", ("A Quay", "B Mole"), (), ()),
        ("Present: A Quay, B Mole. In attendance: Clerk, Surveyor", ("A Quay", "B Mole"), ("Clerk", "Surveyor"), ()),
        ("There: Ann, Bob. Not there: Cara", ("Ann", "Bob"), (), ("Cara",)),
        ("Governors: A Quay, B Mole. Clerk: C Pier.", ("A Quay", "B Mole"), ("C Pier",), ()),
        ("Present: A Quay (41), B Mole (3)", ("A Quay", "B Mole"), (), ()),
        ("Present: A Quay, B Mole\nOpened 19:40 because nobody had the key.", ("A Quay", "B Mole"), (), ()),
    ],
)
def test_who_came_is_read_from_a_line_with_labels(
    line: str, present: tuple[str, ...], attending: tuple[str, ...], apologies: tuple[str, ...]
) -> None:
    read = minutes("Quay Board, 4 June 2024", line)
    assert (read.present, read.attending, read.apologies) == (present, attending, apologies)


def test_who_came_is_read_from_a_table_of_people_wherever_it_stands() -> None:
    people = table(
        ("Attendee Name (present)", "Initials", "Organisation"), ("Ann QUAY", "AQ", "Port"), ("Bo MOLE", "BM", "")
    )
    read = minutes("Quay Board, 4 June 2024", people, Heading("Actions"), ListItem("BM to write to the port"))
    assert read.present == ("Ann QUAY, AQ", "Bo MOLE, BM")
    assert [a.owners for a in read.actions] == [("BM",)]


def test_names_end_where_an_office_or_a_matter_begins() -> None:
    read = minutes("Quay Board, 4 June 2024", Heading("Regrets"), "Sandra", "Chair", "Bob")
    assert read.apologies == ("Sandra",)
