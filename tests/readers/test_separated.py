"""Comma separated files as a Document, with the line each row stands on. All invented."""

import csv
import io
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Document, Paragraph, Place, Table
from actionlog.errors import ActionlogError
from actionlog.papers import Paper, Row
from actionlog.papers import Table as PaperTable
from actionlog.readers import read
from actionlog.readers.decoding import NotText
from actionlog.readers.refusals import EmptyFile, FileTooLarge
from actionlog.renderers import csv as our_csv

ROWS = [("Ref", "Action", "Owner"), ("72.0", "Buy cones, red", "Clerk"), ("73.0", "Dig", "Chair")]
LINES = 'Ref,Action,Owner\r\n72.0,"Buy cones, red",Clerk\r\n73.0,Dig,Chair\r\n'


def of(text: str | bytes, name: str = "log.csv") -> Document:
    return read(name, text.encode() if isinstance(text, str) else text)


def rows(text: str | bytes, name: str = "log.csv") -> list[tuple[str, ...]]:
    (table,) = (block for block in of(text, name).blocks if isinstance(block, Table))
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_usual_separator_and_encoding_is_known(encoding: str, separator: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([*ROWS, ("74.0", "Café – a; b", "Léa")])
    assert rows(out.getvalue().encode(encoding)) == [*ROWS, ("74.0", "Café – a; b", "Léa")]


def test_a_first_line_may_say_what_parts_the_cells() -> None:
    assert rows("sep=;\r\nRef;Action\r\n1;a,b,c\r\n2;d,e,f\r\n") == [("Ref", "Action"), ("1", "a,b,c"), ("2", "d,e,f")]


def test_commas_within_the_words_do_not_hide_the_semicolons() -> None:
    text = "Log of the Board, 19 May 2021\nRef;Action;Owner\n1;Dig, then fill;AB\n2;Buy, sell;CD\n3;Rest, then go;EF\n"
    assert rows(text)[1:] == [("1", "Dig, then fill", "AB"), ("2", "Buy, sell", "CD"), ("3", "Rest, then go", "EF")]


def test_a_place_is_a_line_also_after_a_cell_of_several_lines() -> None:
    text = 'Ref,Action,Owner\r\n1,"Dig,\r\nthen fill",Clerk\r\n\r\n2,Rest,Chair\r\n'
    (table,) = of(text).blocks
    assert isinstance(table, Table)
    assert [(row.cells[1], row.place) for row in table.rows] == [
        ("Action", Place(line=1, row=1)),
        ("Dig,\nthen fill", Place(line=2, row=2)),
        ("Rest", Place(line=5, row=4)),
    ]


def test_lines_above_the_table_are_paragraphs() -> None:
    document = of(f"Action log of the Harbour Board (invented),,\r\nDate of meeting,19 May 2021,\r\n,,\r\n{LINES}")
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == [
        "Action log of the Harbour Board (invented)",
        "Date of meeting: 19 May 2021",
    ]


def test_ragged_rows_and_doubled_quotation_marks_are_read() -> None:
    assert rows('Ref,Action,Owner\n1,"say ""yes""",AB,,\n2,Dig\n,,\n3,5" pipe,CD\n') == [
        ("Ref", "Action", "Owner"),
        ("1", 'say "yes"', "AB"),
        ("2", "Dig"),
        ("3", '5" pipe', "CD"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'Ref,Action,Owner\n1,"Dig,AB\n2,Fill,CD\n3,Rest,EF\n',
        'Ref,Action,Owner\n1,"Dig,AB\n2,Fill,CD\n3,"Rest",EF\n',
        'Ref,Action,Owner\n1,"Dig,AB\n2,Fill,CD\n3,Rest",EF\n',
    ],
)
def test_a_quotation_mark_that_does_not_close_swallows_no_rows(text: str) -> None:
    assert [row[0] for row in rows(text)] == ["Ref", "1", "2", "3"]
    assert of(text).remarks == ("Line 2: a quotation mark opens and does not close. It was read as text.",)


def test_a_null_is_dropped() -> None:
    assert rows("Ref,Action,Owner\n1,Dig\0 it,AB\n")[1] == ("1", "Dig it", "AB")


@pytest.mark.parametrize("text", ["=1+1", "@clerk to write", "+44 1632 960001", "-", "＝1"])
def test_what_our_own_export_guards_is_read_as_it_was(text: str) -> None:
    exported = our_csv.render(_paper(text))
    assert exported.decode().splitlines()[1].count("'") == 1
    assert rows(exported)[1] == ("5", text, "Clerk")


def test_other_apostrophes_stay() -> None:
    assert rows("Ref,Action,Owner\n1,'tis the season,'s-Hertogenbosch\n")[1] == (
        "1",
        "'tis the season",
        "'s-Hertogenbosch",
    )


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b" , ,\r\n", EmptyFile),
        (bytes(range(32)) * 40, NotText),
        (b"," * 5_000_000, FileTooLarge),
        (b"a,b\n" * 1_700_000, FileTooLarge),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(data: bytes, refusal: type[ActionlogError]) -> None:
    with pytest.raises(refusal):
        of(data)


cell = st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from(' ,;"|'), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split()) or "x"
)


@given(st.lists(st.tuples(cell, cell, cell, cell), min_size=3, max_size=8))
def test_what_a_program_writes_is_read_as_it_was(table: list[tuple[str, ...]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("Ref", "Action", "Owner", "Due"), *table])
    read_back = [row for block in of(out.getvalue()).blocks if isinstance(block, Table) for row in block.rows]
    assert [row.cells for row in read_back][1:] == [
        tuple(
            text[1:] if text[0] == "'" and text[1:].lstrip().startswith(tuple("=+-@＝＋－＠")) else text for text in row
        )
        for row in table
    ]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="a1,;\t|\"\r\n\0'= ", max_size=200), st.sampled_from(["log.csv", "log.tsv"]))
def test_any_text_is_read_or_refused_in_a_sentence(text: str, name: str) -> None:
    with suppress(ActionlogError):
        document = of(text, name)
        places = [row.place.line for b in document.blocks if isinstance(b, Table) for row in b.rows]
        assert places == sorted(places)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes) -> None:
    with suppress(ActionlogError):
        of(data)


def _paper(text: str) -> Paper:
    table = PaperTable("x", ("Ref", "Action", "Owner"), (Row((5, text, "Clerk")),))
    return Paper("x", "x", "harbour", date(2021, 6, 9), parts=(table,))
