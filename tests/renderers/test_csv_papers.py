"""CSV: one row of headings, one row for each action, ISO dates, and no formula."""

import csv as reader
import io
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.characters import visible
from actionlog.document import Table as ReadTable
from actionlog.papers import Bullets, Heading, Paper, Row, Table, Worded
from actionlog.readers import separated
from actionlog.readers.grid import tidy
from actionlog.renderers import csv

Snapshot = Callable[[str, str | bytes], None]


def rows(paper: Paper) -> list[list[str]]:
    return list(reader.reader(io.StringIO(csv.render(paper).decode(), newline=""), strict=True))


def one_table(*cells: str | int | date | Worded) -> Paper:
    columns = tuple(f"Column {n}" for n in range(len(cells)))
    return Paper("p", "T", "g", date(2021, 6, 15), parts=(Table("T", columns, (Row(cells),)),))


def test_a_paper_is_a_table_for_a_spreadsheet(paper: Paper, snapshot: Snapshot) -> None:
    snapshot("snapshots/paper.csv", csv.render(paper))


def test_one_table_has_its_own_columns_and_all_of_them(paper: Paper) -> None:
    table = paper.tables[0]
    assert rows(paper._replace(parts=(table,)))[0] == list(table.columns)


def test_several_tables_become_one_with_their_captions_first(paper: Paper) -> None:
    assert [row[:2] for row in rows(paper)] == [
        ["Table", "Ref"],
        ["Table 1: Open actions", "1"],
        ["Table 1: Open actions", "2"],
        ["Table 2: Closed", "7"],
    ]
    assert len({len(row) for row in rows(paper)}) == 1


def test_dates_are_iso_and_say_nothing_more() -> None:
    late = Worded(("16 June 2021", "7 days late"), date(2021, 6, 16))
    assert rows(one_table(date(2021, 6, 9), late, 3, "Not set"))[1] == ["2021-06-09", "2021-06-16", "3", "Not set"]


def test_quoting_and_line_ends_are_those_of_rfc_4180() -> None:
    assert csv.render(one_table('say "hello", all', "b")) == b'Column 0,Column 1\r\n"say ""hello"", all",b\r\n'


def test_it_is_utf_8_without_a_mark() -> None:
    assert csv.render(one_table("café")).startswith(b"Column 0\r\ncaf\xc3\xa9")


@pytest.mark.parametrize("said", ["=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "  =1+1", "\t=1", "\r=1", "＝1", "\n=1"])
def test_a_formula_is_made_harmless(said: str) -> None:
    assert rows(one_table(said, "x"))[1][0].startswith("'")


def test_a_formula_in_a_caption_is_made_harmless(paper: Paper) -> None:
    parts = tuple(table._replace(caption="=1") for table in paper.tables)
    assert rows(paper._replace(parts=parts))[1][0] == "'=1"


def test_minutes_without_a_table_give_their_lists(paper: Paper) -> None:
    parts = (Bullets(("first",)), Heading("Agenda item 3: Survey"), Bullets(("second", "third")))
    assert rows(paper._replace(parts=parts)) == [
        ["Heading", "Text"],
        [paper.title, "first"],
        ["Agenda item 3: Survey", "second"],
        ["Agenda item 3: Survey", "third"],
    ]


@given(st.text(max_size=40), st.text(st.sampled_from("=+-@,\"'\n\r\t ;ab"), max_size=20))
def test_any_text_comes_back_as_it_is_shown_and_begins_no_formula(first: str, second: str) -> None:
    read = rows(one_table(first, second, "end"))
    assert len(read) == 2
    assert read[1][2] == "end"
    for said, got in zip((first, second), read[1], strict=False):
        assert got in (visible(said), "'" + visible(said))
        assert not got.lstrip().startswith(("=", "+", "-", "@"))


def read_by_import(*cells: str) -> tuple[str, ...]:
    """The cells of a row, as our own import reads the file."""
    (table,) = separated.read("paper.csv", csv.render(one_table("first", *cells, "last"))).blocks
    assert isinstance(table, ReadTable)
    assert table.rows[-1].cells[0] == "first"
    return table.rows[-1].cells[1:-1]


@pytest.mark.parametrize(
    "said", ["=1", "'=1", "''=1", "' =1", " '=1", "' '=1", "'", "''", "'tis", "-5", "'-5", "＝1", "'＝1", "＠", "  =1"]
)
def test_what_is_made_harmless_is_read_back_as_it_was(said: str) -> None:
    assert [text.strip() for text in read_by_import(said)] == [said.strip()]
    assert not rows(one_table(said, "x"))[1][0].lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@settings(max_examples=500)
@given(st.text(st.sampled_from("'=+-@＝＋－＠ \t\r\nab\"\u3000"), min_size=1, max_size=8))
def test_any_beginning_of_a_text_is_read_back_as_it_was(said: str) -> None:
    assert [tidy(text) for text in read_by_import(said)] == [tidy(visible(said))]
