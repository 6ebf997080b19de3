"""What a user gets from minutes saved as PDF. All documents are made here and invented."""

import builtins
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionlog.document import Block, Document, Heading, ListItem, Paragraph, Row, Table
from actionlog.errors import ActionlogError
from actionlog.readers import pdf as reader
from actionlog.readers import read as read_any
from actionlog.readers.pdf.flow import blocks_of
from actionlog.readers.pdf.pages import Box, Page
from actionlog.readers.pdf.words import Word
from actionlog.readers.refusals import BrokenFile, EncryptedFile, FileTooLarge, OnlyPictures, ReaderNotInstalled
from tests.readers.making_pdf import LEFT, TOP, Sheet, pdf, width

pytest.importorskip("pypdfium2", reason="pypdfium2, which reads PDF files, is not installed")

PLACES = [60.0, 100.0, 320.0, 400.0, 535.0]
HEADER = ["Ref", "Action", "Owner", "Deadline"]
ROWS = [
    ["7.1", "Circulate the draft budget to all", "Clerk", "9 June 2021"],
    ["7.2", "Write to the county about the kerb and\nreport the answer", "AB/CD", "30 June 2021"],
    ["7.3", "Book the hall", "Chair", "Ongoing"],
]
PROSE = "The group noted the report of the officers and thanked them for the work that they had done in the"


def read(*sheets: Sheet, turn: int = 0) -> Document:
    return reader.read("minutes.pdf", pdf(*sheets, turn=turn))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if not isinstance(block, Table)]


def rows(table: Table) -> list[list[str]]:
    return [[" ".join(cell.split()) for cell in row.cells] for row in table.rows]


def flat(cells: list[list[str]]) -> list[list[str]]:
    return [[" ".join(cell.split()) for cell in row] for row in cells]


def titled() -> Sheet:
    sheet = Sheet()
    sheet.line("Example Group (invented)", size=16, bold=True)
    sheet.y -= 10
    for _ in range(4):
        sheet.line(PROSE)
    sheet.line("year before.")
    sheet.y -= 12
    sheet.line("Actions", size=13, bold=True)
    sheet.y -= 8
    return sheet


@pytest.mark.parametrize(
    "style",
    [
        pytest.param({"ruled": True}, id="lines around every cell"),
        pytest.param({"under": True}, id="lines under the rows alone"),
        pytest.param({}, id="no lines"),
        pytest.param({"centred": True}, id="refs at half the height of their row"),
        pytest.param({"centred": True, "ruled": True}, id="lines, and refs at half the height"),
        pytest.param({"pad": 0, "under": True}, id="rows that only a line parts"),
        pytest.param({"pad": 0}, id="rows that nothing but their refs parts"),
    ],
)
def test_a_table_comes_out_row_by_row_however_it_is_drawn(style: dict[str, bool]) -> None:
    sheet = titled()
    sheet.row(HEADER, PLACES, bold=True, **style)
    for cells in ROWS:
        sheet.row(cells, PLACES, **style)
    sheet.y -= 30
    sheet.line("Next meeting", size=13, bold=True)
    sheet.line("23 June 2021 in the Town Hall.")
    document = read(sheet)
    [table] = tables(document)
    assert rows(table) == flat([HEADER, *ROWS])
    assert texts(document.blocks)[-2:] == ["Next meeting", "23 June 2021 in the Town Hall."]


@pytest.mark.parametrize("style", [{"ruled": True}, {"under": True}, {}])
def test_a_table_over_two_pages_is_one_and_its_header_stands_in_it_once(style: dict[str, bool]) -> None:
    first, second = titled(), Sheet()
    for sheet in (first, second):
        sheet.row(HEADER, PLACES, bold=True, **style)
    first.row(ROWS[0], PLACES, **style)
    first.row(ROWS[1], PLACES, **style)
    second.row(ROWS[2], PLACES, **style)
    second.row(["7.4", "Thank the speaker", "All", "ASAP"], PLACES, **style)
    [table] = tables(read(first, second))
    assert rows(table) == flat([HEADER, *ROWS, ["7.4", "Thank the speaker", "All", "ASAP"]])
    assert [row.place.page for row in table.rows] == [1, 1, 1, 2, 2]


def test_the_rest_of_a_row_at_the_top_of_a_page_belongs_to_the_table() -> None:
    first, second = titled(), Sheet()
    first.row(HEADER, PLACES, bold=True)
    first.row(ROWS[0], PLACES)
    first.row(["7.2", "Write to the county about the kerb and", "AB", "9 June"], PLACES)
    second.row(["", "report the answer", "", ""], PLACES)
    second.row(["7.3", "Book the hall", "Chair", "Ongoing"], PLACES)
    [table] = tables(read(first, second))
    assert rows(table)[3:] == [["", "report the answer", "", ""], ["7.3", "Book the hall", "Chair", "Ongoing"]]


def test_a_header_on_two_lines_is_one_header() -> None:
    sheet = titled()
    sheet.row(["No", "Action", "Person\nresponsible", "Target\ndate"], PLACES)
    for cells in ROWS:
        sheet.row(cells, PLACES)
    [table] = tables(read(sheet))
    assert rows(table)[0] == ["No", "Action", "Person responsible", "Target date"]
    assert len(table.rows) == 4


def test_cells_that_touch_are_told_apart_by_where_the_column_begins() -> None:
    sheet = titled()
    sheet.row(HEADER, PLACES)
    text = "Send the paper to the members."
    places = [60.0, 100.0, 100.0 + width(text), 400.0, 535.0]
    sheet.y += 18
    sheet.parts.clear()
    sheet.row(HEADER, places)
    sheet.row(["1", text, "Clerk", "9 June"], places)
    sheet.row(["2", "Book the hall.", "Chair", "10 June"], places)
    [table] = tables(read(sheet))
    assert rows(table)[1] == ["1", text, "Clerk", "9 June"]


def test_a_report_within_one_big_frame_is_read_as_its_text_and_its_tables() -> None:
    sheet = titled()
    for x in (50, 545):
        sheet.rule(x, 30, x, TOP + 25)
    for y in (30, TOP + 25):
        sheet.rule(50, y, 545, y)
    for cells in (HEADER, *ROWS):
        sheet.row(cells, PLACES, ruled=True)
    document = read(sheet)
    assert [rows(table) for table in tables(document)] == [flat([HEADER, *ROWS])]
    assert texts(document.blocks)[0] == "Example Group (invented)"


def test_a_title_as_wide_as_the_table_stands_above_it_as_text() -> None:
    sheet = titled()
    sheet.row(["Action points"], [60.0, 535.0], ruled=True, bold=True)
    for cells in (HEADER, *ROWS):
        sheet.row(cells, PLACES, ruled=True)
    document = read(sheet)
    assert rows(tables(document)[0])[0] == HEADER
    assert "Action points" in texts(document.blocks)


def test_headings_paragraphs_and_lists_are_told_apart() -> None:
    sheet = titled()
    sheet.line("• Clerk to circulate the draft")
    sheet.line("• AB to write to the county about the kerb in the")
    sheet.line("lane", LEFT + 7)
    sheet.line("– an inner one", LEFT + 20)
    sheet.line("[x] Chair to book the hall")
    sheet.y -= 12
    sheet.line("2. Finance", bold=True)
    sheet.line(PROSE)
    sheet.line("second year.")
    document = read(sheet)
    kinds = [(type(block), getattr(block, "text", "")) for block in document.blocks]
    assert (Heading, "Example Group (invented)") in kinds
    assert (Heading, "2. Finance") in kinds
    assert (Paragraph, f"{PROSE}\nsecond year.") in kinds
    items = [block for block in document.blocks if isinstance(block, ListItem)]
    assert [(item.marker, item.depth) for item in items] == [("•", 1), ("•", 1), ("–", 2), ("[x]", 1)]
    assert items[1].text == "AB to write to the county about the kerb in the\nlane"


def test_initials_in_the_margin_under_the_word_action_stand_below_their_text_as_a_marker() -> None:
    sheet = titled()
    sheet.text("Action", 490, bold=True)
    sheet.y -= 20
    for n in range(3):
        for _ in range(3):
            sheet.line(PROSE[:70])
        sheet.text("AB", 490)
        sheet.line("It was agreed to write to the county.")
        sheet.y -= 10 + n
    found = texts(read(sheet).blocks)
    assert found.count("Action: AB") == 3
    assert found[-2].endswith("It was agreed to write to the county.")


def test_a_day_below_the_initials_in_the_margin_belongs_to_them_and_their_paragraph_goes_on() -> None:
    sheet = titled()
    sheet.text("Action", 490, bold=True)
    sheet.y -= 20
    for n in range(4):
        sheet.text("AB", 490)
        sheet.line(f"{n}1/20 The bin is empty again, for the third time since the winter of")
        if n == 1:
            sheet.text("12 Feb", 490)
        sheet.line("last year. County to be asked for one.")
        sheet.line(PROSE[:70])
        sheet.y -= 14
    found = texts(read(sheet).blocks)
    notes = [text for text in found if text.startswith("Action:")]
    assert notes == ["Action: AB", "Action: AB, 12 Feb", "Action: AB", "Action: AB"]
    assert all("\nlast year." in text for text in found if "third time" in text)


def test_a_label_and_what_stands_behind_it_are_one_paragraph() -> None:
    sheet = titled()
    for label, text in (("Date:", "19 May 2021"), ("Venue:", "Town Hall"), ("Present:", "A Brown, C Dunn")):
        sheet.text(text, 160)
        sheet.line(label)
    assert texts(read(sheet).blocks)[-3:] == ["Date: 19 May 2021", "Venue: Town Hall", "Present: A Brown, C Dunn"]


def test_what_every_page_prints_at_its_top_and_foot_is_left_out() -> None:
    sheets = []
    for n in range(1, 5):
        sheet = titled() if n == 1 else Sheet()
        sheet.y -= 20
        sheet.text("Example Group, minutes of May", y=825)
        sheet.text(f"Page {n} of 4", 280, y=20)
        for _ in range(10):
            sheet.line(PROSE)
        sheets.append(sheet)
    found = texts(read(*sheets).blocks)
    assert sum("minutes of May" in text for text in found) == 1
    assert not any("Page" in text for text in found)


def test_a_paragraph_over_two_pages_is_one() -> None:
    first, second = titled(), Sheet()
    first.line(PROSE)
    second.line("second year of the scheme.")
    assert f"{PROSE}\nsecond year of the scheme." in texts(read(first, second).blocks)


def test_a_raised_ordinal_and_a_divided_word_are_whole() -> None:
    sheet = titled()
    sheet.text("th", LEFT + width("Due on the 9"), y=sheet.y + 4, size=6)
    sheet.text("June", LEFT + width("Due on the 9") + width("th", 6) + 3)
    sheet.line("Due on the 9")
    sheet.y -= 12
    sheet.line("It was agreed that the clerk would now circu-", gap=1.2)
    sheet.line("late the paper, and the follow-")
    sheet.line("up; a follow-up takes time.")
    found = texts(read(sheet).blocks)
    assert "Due on the 9th June" in found
    assert (
        found[-1]
        == "It was agreed that the clerk would now circulate\nthe paper, and the follow-up;\na follow-up takes time."
    )


def test_a_page_that_is_turned_is_read_as_it_is_seen_and_turned_words_are_left_out() -> None:
    sheet = titled()
    sheet.turned("DRAFT", 30, 300)
    for cells in (HEADER, *ROWS):
        sheet.row(cells, PLACES, ruled=True)
    document = read(sheet)
    assert not any("DRAFT" in text for text in texts(document.blocks))
    lying = Sheet()
    for n, text in enumerate(("Actions arising", "Clerk to book the hall")):
        lying.turned(text, 100 + 30 * n, 60)
    assert texts(read(lying, turn=90).blocks) == ["Actions arising", "Clerk to book the hall"]


def test_words_that_a_browser_prints_one_by_one_stand_in_their_order_with_one_space() -> None:
    sheet = titled()
    x = LEFT
    for word in ("Clerk", "to", "book", "the", "hall"):
        sheet.text(word, x)
        x += width(word) + 2.8
    assert texts(read(sheet).blocks)[-1] == "Clerk to book the hall"


def test_places_name_the_page_and_never_go_back() -> None:
    first, second = titled(), titled()
    for sheet in (first, second):
        for cells in (HEADER, *ROWS):
            sheet.row(cells, PLACES, ruled=True)
        sheet.y -= 20
        sheet.line("The end of the page.")
    orders = list(_orders(read(first, second)))
    assert orders == sorted(orders)
    assert {page for page, *_ in orders} == {1, 2}


def _orders(document: Document) -> Iterator[tuple[int, int, int, int, int]]:
    for block in document.blocks:
        yield from (row.place.order for row in block.rows) if isinstance(block, Table) else [block.place.order]


def test_a_scan_is_refused_and_says_that_it_needs_text_recognition() -> None:
    scan = Sheet()
    scan.picture()
    with pytest.raises(OnlyPictures, match="OCR"):
        read(scan)


def test_pages_that_are_pictures_among_pages_of_text_are_told() -> None:
    scan = Sheet()
    scan.picture()
    assert read(titled()).remarks == ()
    assert read(titled(), scan).remarks == ("Page 2 is a picture without text, so nothing was read from it.",)
    told = "Pages 2, 3 and 4 are pictures without text, so nothing was read from them."
    assert read(titled(), scan, scan, scan).remarks == (told,)


def test_a_file_with_a_password_a_broken_one_and_one_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EncryptedFile, match="password"):
        reader.read("minutes.pdf", pdf(titled(), encrypted=True))
    with pytest.raises(BrokenFile, match="a PDF"):
        reader.read("minutes.pdf", b"%PDF-1.4\nnothing more")
    monkeypatch.setattr("actionlog.readers.pdf.pages.MOST_PAGES", 1)
    with pytest.raises(FileTooLarge, match="2 pages"):
        read(titled(), titled())
    monkeypatch.setattr("actionlog.readers.pdf.pages.MOST_CHARACTERS", 50)
    with pytest.raises(FileTooLarge, match="characters"):
        read(titled())


def test_a_stream_that_would_fill_the_memory_is_refused_before_it_is_unpacked() -> None:
    packed = zlib.compress(b"q " * 10_000_000, 9)
    bomb = pdf(titled()).replace(
        b"trailer", b"9 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\nendobj\ntrailer"
    )
    with pytest.raises(BrokenFile):
        reader.read("minutes.pdf", bomb)


def test_where_the_library_is_missing_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: object, **kwargs: object) -> object:
        if name.startswith("pypdfium2"):
            raise ImportError(name)
        return real(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ReaderNotInstalled, match=r'pip install "actionlog\[pdf\]"'):
        reader.read("minutes.pdf", pdf(titled()))


def test_the_end_of_the_name_chooses_this_reader() -> None:
    assert read_any("folder/Minutes.PDF", pdf(titled())).blocks


WHOLE = titled()
for _cells in (HEADER, *ROWS):
    WHOLE.row(_cells, PLACES, ruled=True)
FILE = pdf(WHOLE, titled())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(FILE) - 1), st.binary(max_size=12)), min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused_with_a_sentence(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(FILE)
    for at, new in changes:
        data[at : at + len(new)] = new
    try:
        document = reader.read("minutes.pdf", bytes(data))
    except ActionlogError:
        return
    assert isinstance(document, Document)
    assert all(isinstance(row, Row) for block in document.blocks if isinstance(block, Table) for row in block.rows)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.floats(-50, 700), st.floats(-50, 900), st.floats(1, 60), st.text("aB1.:•(ﬁ-", max_size=12), st.booleans()
        ),
        max_size=25,
    )
)
def test_words_and_lines_anywhere_on_a_page_break_nothing(
    marks: list[tuple[float, float, float, str, bool]],
) -> None:
    sheet = Sheet()
    for x, y, size, text, draws in marks:
        if draws:
            sheet.rule(x, y, x + size * 5, y)
            sheet.rule(x, y, x, y - size * 3)
        sheet.text(text, x, y=y, size=size)
    try:
        document = read(sheet)
    except ActionlogError:
        return
    orders = list(_orders(document))
    assert orders == sorted(orders)


def test_markers_beside_the_text_stand_below_their_paragraph_though_no_word_heads_their_margin() -> None:
    sheet = titled()
    for n, entry in enumerate(("ACTION: Clerk", "", "ACTION: AB / CD", "")):
        if entry:
            sheet.text(entry, 460)
        sheet.line(f"{n + 1}.1 The grit bin at the lane end has been")
        if n == 2:
            sheet.text("and the Chair", 460)
        sheet.line("delivered. The insurers are to be asked for")
        sheet.line("photographs by 19 September 2025.")
        sheet.y -= 14
    found = texts(read(sheet).blocks)[-6:]
    assert [text for text in found if "ACTION" in text] == ["ACTION: Clerk", "ACTION: AB / CD\nand the Chair"]
    assert found[0].endswith("photographs by 19 September 2025.")


def test_pages_strewn_with_words_do_not_hold_up_the_reader() -> None:
    words = tuple(
        Word(("Action", "Ref", "the", "9")[n % 4], (n * 37) % 560, (n * 37) % 560 + 9, 3.0 * ((n * 7) % 260), 8.0)
        for n in range(3_900)
    )
    pages = [Page(n, Box(0, 0, 600, 800), words, (), (), False) for n in range(1, 31)]
    assert sum("Action" in text for text in texts(tuple(blocks_of(pages))))
