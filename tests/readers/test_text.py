"""Text files as a Document: what a reader of the file sees, with the line it stands on."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Heading, ListItem, Paragraph, Place, Row, Table
from actionlog.errors import ActionlogError
from actionlog.readers import read
from actionlog.readers.decoding import NotText
from actionlog.readers.refusals import EmptyFile, FileTooLarge, NotWhatItSays, UnknownFormat


def blocks(text: str | bytes, name: str = "minutes.txt") -> tuple[object, ...]:
    return read(name, text.encode() if isinstance(text, str) else text).blocks


def texts(text: str) -> list[str]:
    return [block.text for block in read("minutes.txt", text.encode()).blocks if not isinstance(block, Table)]


@pytest.mark.parametrize(
    "data",
    [
        "Café – “minutes”".encode(),
        b"\xef\xbb\xbf" + "Café – “minutes”".encode(),
        "Café – “minutes”".encode("utf-16"),
        b"\xfe\xff" + "Café – “minutes”".encode("utf-16-be"),
        "Café – “minutes”".encode("utf-32"),
        "Café – “minutes”".encode("cp1252"),
    ],
)
def test_minutes_are_read_in_every_usual_encoding(data: bytes) -> None:
    assert blocks(data) == (Paragraph("Café – “minutes”", Place(1)),)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_count_lines_whatever_ends_them(end: str) -> None:
    assert blocks(end.join(["", "One", "", "Two", ""])) == (Paragraph("One", Place(2)), Paragraph("Two", Place(4)))


def test_form_feeds_count_pages() -> None:
    assert blocks("One\n\n\fTwo\n") == (Paragraph("One", Place(1, 1)), Paragraph("Two", Place(3, 2)))


def test_the_folders_of_a_file_are_not_part_of_its_name() -> None:
    assert read("some/where\\Minutes.TXT", b"x").name == "Minutes.TXT"


def test_headings_are_known_by_hashes_or_by_the_line_below_them() -> None:
    assert blocks("## Actions ##\n\nTitle\n=====\nPart\n----\n") == (
        Heading("Actions", 2, Place(1)),
        Heading("Title", 1, Place(3)),
        Heading("Part", 2, Place(5)),
    )


def test_a_list_keeps_its_markers_its_depth_and_its_continued_lines() -> None:
    text = (
        "- one\n  goes on\n - below\n   * deeper\n- two\n1. first\n(a) second\n3.1 Third\n- [x] done\n"
        "·        from Word\n"
    )
    assert [(b.marker, b.depth, b.text) for b in blocks(text) if isinstance(b, ListItem)] == [
        ("-", 1, "one\ngoes on"),
        ("-", 2, "below"),
        ("*", 3, "deeper"),
        ("-", 1, "two"),
        ("1.", 1, "first"),
        ("(a)", 1, "second"),
        ("3.1", 1, "Third"),
        ("[x]", 1, "done"),
        ("·", 1, "from Word"),
    ]


def test_an_indented_paragraph_belongs_to_the_list_item_above_it() -> None:
    assert texts("- one\n\n    more of it\n\nNot of it\n") == ["one\nmore of it", "Not of it"]


def test_initials_at_the_start_of_a_line_are_no_number_of_a_list() -> None:
    assert blocks("A. Brown reported.\n") == (Paragraph("A. Brown reported.", Place(1)),)


def test_tabs_make_a_table_with_its_empty_cells() -> None:
    assert blocks("No\tAction\tOwner\n1\tSend it\t\n\tto all.\t\n") == (
        Table(
            (
                Row(("No", "Action", "Owner"), Place(1)),
                Row(("1", "Send it", ""), Place(2)),
                Row(("", "to all.", ""), Place(3)),
            ),
            Place(1),
        ),
    )


def test_a_tab_after_a_bullet_or_number_makes_a_list_item() -> None:
    assert [(b.marker, b.text) for b in blocks("1.\tWelcome\n-\tNote\n") if isinstance(b, ListItem)] == [
        ("1.", "Welcome"),
        ("-", "Note"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| Action | Owner |\n| --- | --- |\n| Send \\| post | AB |\n",
        "Action | Owner\n--- | ---\nSend \\| post | AB\n",
        "+--------+-------+\n| Action | Owner |\n+========+=======+\n| Send \\| post | AB |\n+---+---+\n",
    ],
)
def test_pipes_and_grids_make_a_table(text: str) -> None:
    (table,) = blocks(text)
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [("Action", "Owner"), ("Send | post", "AB")]


def test_the_lines_of_a_cell_in_a_grid_are_one_cell() -> None:
    (table,) = blocks("+------+----+\n| Send | AB |\n| post | CD |\n+------+----+\n")
    assert isinstance(table, Table)
    assert table.rows[0].cells == ("Send post", "AB CD")
    (table,) = blocks("+------+---------+\n| Send | AB      |\n| post | CD      |\n+------+---------+\n")
    assert isinstance(table, Table)
    assert table.rows[0].cells == ("Send post", "AB\nCD")


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("by 9 <sup>th</sup> June", "by 9th June"),
        ("19 <sup>TH</sup> May", "19TH May"),
        ("21^st^ May, 20 ^(th) June", "21st May, 20th June"),
        ("**Action:** *AB* to `write`", "Action: AB to write"),
        ("**Action: AB to write", "Action: AB to write"),
        ("snake_case and 2 * 3 * 4 stay", "snake_case and 2 * 3 * 4 stay"),
        ("**** to write", "**** to write"),
        (r"[Redact] \_– and 1\. one", "[Redact] _– and 1. one"),
        ("[Redact] [the paper](https://example.org/a_b)", "[Redact] the paper"),
        ("see <https://example.org>", "see https://example.org"),
        ("fish &amp; chips&nbsp;twice", "fish & chips twice"),
        ("a < b and b > c", "a < b and b > c"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("one<br/>two", "one\ntwo"),
        ("''(**AI: AB** to write)''", "(AI: AB to write)"),
        ("`the paper <https://example.org/a>`_", "the paper"),
        ("one <!-- not this --> two", "one two"),
    ],
)
def test_markup_is_taken_off_and_all_else_stays_as_printed(line: str, seen: str) -> None:
    assert texts(line) == [seen]


def test_of_front_matter_only_the_title_is_read() -> None:
    text = "---\ntitle: Meeting 7\ndate: 2025-01-01\n---\nText\n"
    assert blocks(text, "minutes.md") == (Heading("Meeting 7", 1, Place(2)), Paragraph("Text", Place(5)))


def test_a_file_without_text_is_refused() -> None:
    for data in (b"", b" \n\t\n", b"\xef\xbb\xbf", b"---\n"):
        with pytest.raises(EmptyFile, match=re.escape("minutes.txt is empty")):
            read("minutes.txt", data)


def test_an_unknown_kind_of_file_is_refused_with_those_that_are_known() -> None:
    for name in ("minutes.wpd", "minutes.d"):
        with pytest.raises(UnknownFormat, match=r"\.txt"):
            read(name, b"text")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04...", "a zip file"),
        (b"{\\rtf1 ...", "rich text"),
        (b"\x00\x01\x02" * 100, "another program"),
        (b"\x81\x8d\x8f", "not known"),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises((NotText, NotWhatItSays), match=what):
        read("minutes.txt", data)


def test_a_file_that_is_far_too_large_is_refused() -> None:
    with pytest.raises(FileTooLarge, match="20,000,001 bytes"):
        read("minutes.txt", b"a" * 20_000_001)


@pytest.mark.parametrize("name", ["minutes.txt", "minutes.md"])
def test_a_file_of_more_lines_than_minutes_have_is_refused(name: str) -> None:
    with pytest.raises(FileTooLarge, match="300,002 lines"):
        read(name, b"a\n" * 300_001)


ALIGNED = """\
Roads Committee (invented)

No   Action                      Action by      Date
1    Write to the owners of      Clerk          3 June 2021
     the bridge.
2    Report on all works         Finance        8 June 2021
     undertaken to this day,     Team
     if any.

3    Call the engineer.                         At once

The meeting closed at 8 pm.
"""


def test_columns_parted_by_space_make_a_table_below_headings_of_actions() -> None:
    title, table, end = blocks(ALIGNED)
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [
        ("No", "Action", "Action by", "Date"),
        ("1", "Write to the owners of the bridge.", "Clerk", "3 June 2021"),
        ("2", "Report on all works undertaken to this day, if any.", "Finance Team", "8 June 2021"),
        ("3", "Call the engineer.", "", "At once"),
    ]
    assert [row.place.line for row in table.rows] == [3, 4, 6, 10]
    assert (title, end) == (Paragraph("Roads Committee (invented)", Place(1)), Paragraph(END, Place(12)))


END = "The meeting closed at 8 pm."


def test_columns_of_space_without_numbers_are_parted_by_blank_lines() -> None:
    head = "Action              Owner\n------              -----\n"
    (table,) = blocks(f"{head}Write to the        Finance\nOwners.             Team\n\nCall.               Chair\n")
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows[1:]] == [("Write to the Owners.", "Finance Team"), ("Call.", "Chair")]


def test_text_with_wide_spaces_is_no_table() -> None:
    assert blocks("Present:  A Brown   Chair\nB Green   Clerk\n") == (
        Paragraph("Present: A Brown Chair\nB Green Clerk", Place(1)),
    )


def test_the_simple_tables_of_restructuredtext_are_read() -> None:
    text = (
        "====  =============  =====\nNo    Action         Owner\n====  =============  =====\n1     Write to the   AB\n"
    )
    (table,) = blocks(f"{text}      Clerk\n2     Call           CD\n====  =============  =====\n")
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [
        ("No", "Action", "Owner"),
        ("1", "Write to the Clerk", "AB"),
        ("2", "Call", "CD"),
    ]


def test_titles_are_underlined_and_overlined_with_any_of_the_usual_signs() -> None:
    text = "=======\nMinutes\n=======\n\nActions\n~~~~~~~\n\nNew ones\n^^^^^^^^\n\nText\n\n***\n"
    assert [(b.text, b.level) for b in blocks(text) if isinstance(b, Heading)] == [
        ("Minutes", 1),
        ("Actions", 3),
        ("New ones", 4),
    ]


def test_both_versions_of_an_unfinished_merge_are_read_and_it_is_told() -> None:
    document = read("m.txt", b"One\n<<<<<<< HEAD\nTwo\n=======\nThree\n>>>>>>> other\n")
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["One", "Two", "Three"]
    assert "unfinished merge" in document.remarks[0]


@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_sentence(data: bytes) -> None:
    try:
        document = read("minutes.txt", data)
    except ActionlogError:
        return
    assert document.blocks


MARKS = st.sampled_from(
    [
        "# ",
        "- ",
        "1. ",
        "\t",
        "|",
        "---",
        "===",
        "+--+",
        "\n",
        "\n\n",
        "**",
        "_",
        "<sup>",
        "[",
        "](",
        "<!--",
        "-->",
        "a",
        "  ",
    ]
)


@settings(max_examples=200)
@given(st.lists(MARKS | st.text(max_size=5), max_size=40).map("".join))
def test_places_never_go_back_and_no_block_is_empty(text: str) -> None:
    try:
        document = read("minutes.txt", text.encode("utf-8", "replace"))
    except ActionlogError:
        return
    lines = [block.place.line for block in document.blocks]
    assert lines == sorted(lines)
    assert all(block.rows if isinstance(block, Table) else block.text for block in document.blocks)


@pytest.mark.parametrize("unit", ["a", "* ", "**", "_", "[", "](", "<b ", "<!--", "\t", "1.\t", "|", "| a ", "\\", "&"])
def test_a_very_long_line_and_very_many_lines_are_read(unit: str) -> None:
    """A pattern that needs time beyond all measure would never come back from these."""
    for text in (unit * 200_000, f"{unit * 3}\n" * 20_000):
        try:
            document = read("minutes.txt", text.encode())
        except ActionlogError:
            continue
        assert document.blocks
