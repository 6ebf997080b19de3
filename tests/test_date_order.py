"""Whether the day or the month comes first in the dates of a document. All documents here are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionlog.document import Document, Paragraph, Row, Table
from actionlog.minutes import read_minutes
from actionlog.minutes.head.date_order import date_order


def document(*texts: str, name: str = "minutes.txt") -> Document:
    return Document(name, tuple(map(Paragraph, texts)))


@pytest.mark.parametrize(
    ("texts", "day_first"),
    [
        (["Deadline 03/04/2022", "Seen on 14/03/2022"], True),
        (["Deadline 03/04/2022", "Seen on 03/14/2022"], False),
        (["Due 11/14/24", "Due 12/02/24"], False),
        (["Board meeting of 3 June 2024", "3/6/24"], True),
        (["Board meeting of June 3, 2024", "6/3/24"], False),
        (["Held 2024-06-03", "Minutes of 03.06.2024"], True),
        (["Chapter meeting, March 5, 2024", "Due 04/02/2024"], False),
        (["Council of 5 March 2024", "Due 04/02/2024"], True),
        (["Version 1.2.13 and 04/02/2024"], True),
        (["Nothing numeric on 5 March 2024"], True),
        (["Only 04/02/2024"], True),
    ],
)
def test_the_order_is_judged_from_all_dates_of_the_document(texts: list[str], day_first: bool) -> None:
    assert date_order(document(*texts)).day_first is day_first


def test_a_date_in_the_file_name_settles_the_order() -> None:
    assert date_order(document("Minutes 6/3/24", name="2024-06-03_minutes.txt")).day_first is False
    assert date_order(document("Minutes 3/6/24", name="2024-06-03_minutes.txt")).day_first is True


def test_where_nothing_settles_the_order_that_is_said_with_an_example() -> None:
    doubt = date_order(document("Only 04/02/2024")).doubt
    assert doubt == (
        "The document does not show whether the day or the month comes first in its dates; 04/02/2024 was read as "
        "4 February 2024. Check each."
    )


def test_dates_that_contradict_each_other_are_told() -> None:
    order = date_order(document("14/03/2022", "15/03/2022", "03/16/2022", "04/05/2022"))
    assert order.day_first
    assert "Some dates in the document have the day first and others the month" in order.doubt


def minutes_with(deadline: str, other: str) -> Document:
    rows = (("Action", "Owner", "Deadline"), ("Write the plan", "Clerk", deadline), ("Send the plan", "Chair", other))
    return Document(
        "minutes.txt",
        (Paragraph("Minutes of the Harbour Board (invented)\n1 February 2022"), Table(tuple(map(Row, rows)))),
    )


def test_deadlines_are_read_in_the_order_that_the_document_shows() -> None:
    first, _ = read_minutes(minutes_with("03/04/2022", "03/14/2022")).actions
    assert first.deadline == date(2022, 3, 4)
    first, _ = read_minutes(minutes_with("03/04/2022", "14/03/2022")).actions
    assert first.deadline == date(2022, 4, 3)


def test_a_deadline_that_can_be_read_either_way_raises_a_doubt_about_the_document() -> None:
    minutes = read_minutes(minutes_with("03/04/2022", "05/04/2022"))
    assert not any("whether the day or the month" in d for d in minutes.doubts)  # `1 February` shows the order
    rows = (("Action", "Owner", "Deadline"), ("Write the plan", "Clerk", "03/04/2022"))
    minutes = read_minutes(Document("m.txt", (Paragraph("Actions"), Table(tuple(map(Row, rows))))))
    assert any("whether the day or the month" in d for d in minutes.doubts)


@given(st.lists(st.text(max_size=30) | st.from_regex(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", fullmatch=True)))
def test_any_text_has_an_order(texts: list[str]) -> None:
    date_order(document(*texts))
