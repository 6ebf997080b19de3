"""OpenDocument texts as a Document: what a reader of the document sees. All are invented."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Document, Heading, ListItem, Paragraph, Place, Table
from actionlog.errors import ActionlogError
from actionlog.readers import read
from actionlog.readers.refusals import BrokenFile, EncryptedFile, FileTooLarge, MacroFile
from tests.readers import making

LISTS = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    "</text:list-style>"
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    "</text:list-style>"
)


def document(body: str, styles: str = "", page_head: str = "") -> Document:
    return read("minutes.odt", making.odt(body, styles=styles, page_head=page_head))


def texts(body: str, styles: str = "", page_head: str = "") -> list[str]:
    return [block.text for block in document(body, styles, page_head).blocks if not isinstance(block, Table)]


def items(body: str) -> list[tuple[int, str, str]]:
    return [(b.depth, b.marker, b.text) for b in document(body, LISTS).blocks if isinstance(b, ListItem)]


def rows(body: str) -> list[tuple[str, ...]]:
    (only,) = (block for block in document(body).blocks if isinstance(block, Table))
    return [row.cells for row in only.rows]


def p(inner: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def cell(inner: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{p(inner) if inner else ''}</table:table-cell>"


def table(*lines: str) -> str:
    return f"<table:table>{''.join(f'<table:table-row>{line}</table:table-row>' for line in lines)}</table:table>"


def listed(*entries: str, style: str = "L1", more: str = "") -> str:
    inner = "".join(f"<text:list-item>{entry}</text:list-item>" for entry in entries)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


def test_headings_paragraphs_and_rows_have_their_places() -> None:
    body = f'<text:h text:outline-level="2">Board</text:h>{p("Actions")}{table(cell("Write") + cell("Clerk"))}'
    found = document(body)
    assert found.blocks[:2] == (Heading("Board", 2, Place(paragraph=1)), Paragraph("Actions", Place(paragraph=2)))
    assert isinstance(found.blocks[2], Table)
    assert str(found.blocks[2].rows[0].place) == "table 1, row 1"


def test_lists_have_the_numbers_that_are_printed() -> None:
    inner = p("One") + listed(p("a"), p("b"), style="")
    assert items(listed(inner, p("Two")) + listed(p("Dot"), style="L2")) == [
        (1, "1.", "One"),
        (2, "(a)", "a"),
        (2, "(b)", "b"),
        (1, "2.", "Two"),
        (1, "-", "Dot"),
    ]


def test_a_list_goes_on_with_its_numbers_only_where_it_says_so() -> None:
    goes_on = 'text:continue-numbering="true"'
    assert [marker for _, marker, _ in items(listed(p("a")) + p("x") + listed(p("b"), more=goes_on))] == ["1.", "2."]
    assert [marker for _, marker, _ in items(listed(p("a")) + p("x") + listed(p("b")))] == ["1.", "1."]


def test_merged_and_repeated_cells_stand_where_they_belong() -> None:
    covered = "<table:covered-table-cell/>"
    assert rows(
        table(
            cell("No") + cell("Action", 'table:number-columns-spanned="2"') + covered,
            cell("1") + cell("Write") + cell("Clerk", 'table:number-rows-spanned="2"'),
            cell("2") + cell("Sign") + covered,
            cell("x", 'table:number-columns-repeated="3"') + cell("", 'table:number-columns-repeated="99999"'),
        )
    )[:3] == [("No", "Action", ""), ("1", "Write", "Clerk"), ("2", "Sign", "Clerk")]


def test_empty_rows_and_cells_repeated_to_no_end_take_no_space() -> None:
    empty = '<table:table-row table:number-rows-repeated="99999"><table:table-cell/></table:table-row>'
    body = f"<table:table>{empty}<table:table-row>{cell('A')}{cell('B')}</table:table-row>{empty}</table:table>"
    assert rows(body) == [("A", "B")]


@pytest.mark.parametrize(
    ("inner", "seen"),
    [
        ('Clerk<text:s text:c="3"/>to<text:tab/>write', "Clerk to write"),
        ("Write<text:line-break/>soon", "Write\nsoon"),
        (
            "Write<text:note><text:note-citation>1</text:note-citation><text:p>no</text:p></text:note> soon",
            "Write soon",
        ),
        ("Write<office:annotation><text:p>Why?</text:p></office:annotation> soon", "Write soon"),
        ('by 9<text:span text:style-name="up">th</text:span> June', "by 9th June"),
        ('<text:span text:style-name="gone">Write to all</text:span>', "~~Write to all~~"),
        ("<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>", "In a box"),
        ("a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
    ],
)
def test_text_is_what_a_person_reads(inner: str, seen: str) -> None:
    styles = (
        '<style:style style:name="up"><style:text-properties style:text-position="super 58%"/></style:style>'
        '<style:style style:name="gone"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    assert texts(p(inner), styles) == [seen]


def test_deletions_are_not_read_and_that_is_told() -> None:
    gone = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
    gone += "</text:changed-region></text:tracked-changes>"
    found = document(gone + p('Clerk<text:change text:change-id="c"/> to write'))
    assert found.blocks == (Paragraph("Clerk to write", Place(paragraph=1)),)
    assert found.remarks == (
        "minutes.odt has 1 tracked change that nobody accepted yet; insertions were read and deletions were not.",
    )


def test_comments_are_told() -> None:
    found = document(p("Text<office:annotation><text:p>Why?</text:p></office:annotation>"))
    assert found.remarks == ("minutes.odt has 1 comment, which was not read.",)


def test_the_head_of_the_page_stands_in_front_where_the_text_does_not_say_it() -> None:
    assert texts(p("Minutes"), page_head="Board, 9 June 2021") == ["Board, 9 June 2021", "Minutes"]
    assert texts(p("Board, 9 June 2021"), page_head="Board, 9 June 2021") == ["Board, 9 June 2021"]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (making.odt(p("x"))[:-80], BrokenFile),
        (making.odt("<text:p>"), BrokenFile),
        (making.odt(p("x"), content_xml="<a/>"), BrokenFile),
        (making.odt(p("x"), content_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), BrokenFile),
        (making.odt(p("x"), content_xml=b" " * 70_000_000), FileTooLarge),
        (making.odt(p("x"), content_xml=b" " * 30_000_000), FileTooLarge),
        (
            making.odt(p("x"), **{"META-INF/manifest.xml": "<encryption-data/>"}),
            EncryptedFile,
        ),
        (making.odt(p("x"), **{"Basic/script-lc.xml": "x"}), MacroFile),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, refusal: type[ActionlogError]) -> None:
    with pytest.raises(refusal, match=r"^minutes\.odt .*\.$"):
        read("minutes.odt", data)


def test_elements_within_elements_without_end_are_read_or_refused() -> None:
    with suppress(ActionlogError):
        read("minutes.odt", making.odt("<text:section>" * 5000 + p("x") + "</text:section>" * 5000))


SAMPLE = making.odt(p("Board") + listed(p("Write")) + table(cell("Write") + cell("Clerk")), styles=LISTS)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SAMPLE)))
def test_a_file_cut_short_anywhere_is_read_or_refused_in_a_sentence(end: int) -> None:
    with suppress(ActionlogError):
        read("minutes.odt", SAMPLE[:end])


PIECES = [
    *("<text:list>", "</text:list>", "<text:list-item>", "</text:list-item>"),
    *("<table:table>", "</table:table>", "<table:table-row>", "</table:table-row>"),
    *(p("a"), cell("b"), "<text:p/>", "c"),
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_content_is_read_or_refused_in_a_sentence(parts: list[str]) -> None:
    with suppress(ActionlogError):
        document("".join(parts), LISTS)
