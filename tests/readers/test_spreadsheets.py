"""Spreadsheets as a Document: what a reader of the sheet sees, with the sheet and row it stands in. All invented."""

import io
import struct
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionlog.document import Document, Heading, Paragraph, Place, Table
from actionlog.errors import ActionlogError
from actionlog.readers import read
from actionlog.readers.number_formats import shown_number
from actionlog.readers.refusals import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    MacroFile,
    NotWhatItSays,
    ReaderNotInstalled,
)
from tests.readers.making_sheets import Cell, ods, ods_row, ods_table, sheet, xlsx, zipped

HEAD: list[Cell] = ["Ref", "Action", "Owner", "Due"]
#: A log with a hidden row, a hidden column, a struck cell, an error and a hidden sheet, in the format before 2007.
OLD = (Path(__file__).parent / "samples" / "invented-log.xls").read_bytes()


def of_xlsx(*rows: list[Cell], **more: object) -> Document:
    return read("log.xlsx", xlsx(rows, **more))  # type: ignore[arg-type]


def tables(document: Document) -> list[list[tuple[str, ...]]]:
    return [[row.cells for row in block.rows] for block in document.blocks if isinstance(block, Table)]


def cells(*rows: list[Cell], formats: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The cells below the headings."""
    return tables(of_xlsx(HEAD, *rows, formats=formats))[0][1:]


def test_a_row_has_the_sheet_and_the_number_that_the_program_shows() -> None:
    document = read("log.xlsx", xlsx(sheets={"Actions": sheet([[], [], HEAD, [1, "Buy cones", "Clerk"]])}))
    place = Place(table=1, row=4, sheet="Actions")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert table.rows[1].place == place
    assert str(place) == "sheet Actions, row 4"


def test_lines_above_the_table_are_paragraphs() -> None:
    document = of_xlsx(["Action log of the Harbour Board, 19 May 2021"], ["Chair", "A. Mole"], [], HEAD, [1, "Dig"])
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == [
        "Action log of the Harbour Board, 19 May 2021",
        "Chair: A. Mole",
    ]
    assert tables(document) == [[("Ref", "Action", "Owner", "Due"), ("1", "Dig")]]


@pytest.mark.parametrize("name", ["Sheet1", "Tabelle1", "Feuil 2"])
def test_a_sheet_that_nobody_named_has_no_heading(name: str) -> None:
    assert not [b for b in read("a.xlsx", xlsx(sheets={name: sheet([HEAD])})).blocks if isinstance(b, Heading)]


def test_named_sheets_and_several_sheets_have_headings() -> None:
    one = read("a.xlsx", xlsx(sheets={"Completed actions": sheet([HEAD])}))
    several = read("a.xlsx", xlsx(sheets={"Sheet1": sheet([HEAD]), "Empty": sheet([]), "Sheet3": sheet([HEAD])}))
    assert one.blocks[0] == Heading("Completed actions", 1, Place(table=1, sheet="Completed actions"))
    assert [b.text for b in several.blocks if isinstance(b, Heading)] == ["Sheet1", "Sheet3"]


def test_an_empty_row_and_new_headings_begin_a_new_table() -> None:
    document = of_xlsx(HEAD, [1, "Dig"], [], ["Completed"], HEAD, [2, "Fill", "All", "9 June 2021"])
    assert [type(b).__name__ for b in document.blocks] == ["Table", "Paragraph", "Table"]
    assert [len(t) for t in tables(document)] == [2, 2]


def test_an_empty_row_alone_does_not_part_a_table() -> None:
    assert len(tables(of_xlsx(HEAD, [1, "Dig"], [], [2, "Fill", "All"], [], [3, "Rest"]))[0]) == 4


def test_a_line_below_the_table_is_no_row_of_it() -> None:
    document = of_xlsx(HEAD, [1, "Dig"], [2, "Fill"], [], ["Last changed by the Clerk"])
    assert document.blocks[-1] == Paragraph("Last changed by the Clerk", Place(table=1, row=5, sheet="Sheet1"))


def test_the_last_of_rows_that_all_stand_apart_is_a_row() -> None:
    document = of_xlsx(["Action", "Owner"], [], ["Dig", "Clerk"], [], ["Fill"])
    assert tables(document) == [[("Action", "Owner"), ("Dig", "Clerk"), ("Fill",)]]


def test_other_headings_after_an_empty_row_begin_a_new_table() -> None:
    assert len(tables(of_xlsx(HEAD, [1, "Dig"], [], ["Name", "Initials", "Present"], ["A Mole", "AM", "yes"]))) == 2


def test_ninety_thousand_rows_of_one_cell_do_not_take_for_ever() -> None:
    assert len(tables(read("log.csv", b"Ref,Action,Owner\n" + b"a\n" * 90_000))[0]) == 90_001


def test_the_cells_keep_their_columns_where_a_table_begins_in_column_b() -> None:
    assert tables(of_xlsx([None, *HEAD], [None, 1, "Dig", None, None]))[0] == [
        ("", "Ref", "Action", "Owner", "Due"),
        ("", "1", "Dig"),
    ]


def test_numbers_dates_times_and_errors_are_text_as_a_reader_sees_them() -> None:
    formats = ("0.0", "dd/mm/yyyy", "0.00", "hh:mm", "dd/mm/yyyy hh:mm", "0%", '"AP "000', "mmm-yy", "[h]:mm")
    assert cells(
        [(72.0, 2), "Dig", (44356, 3), (25.1, 4)],
        [(0.6, 5), (44356.5, 6), (0.75, 7), (7, 8)],
        [72.0, 0.1, True, "#REF!"],
        [(44348, 9), (1.5, 10), 12345678.0, (44356, 6)],
        formats=formats,
    ) == [
        ("72.0", "Dig", "2021-06-09", "25.10"),
        ("14:24", "2021-06-09 12:00", "75%", "AP 007"),
        ("72", "0.1", "TRUE", "#REF!"),
        ("June 2021", "36:00", "12345678", "2021-06-09"),
    ]


def test_dates_and_text_in_one_column_are_both_given_as_they_are() -> None:
    assert cells([1, "Dig", None, (44476, 2)], [2, "Fill", None, "13/06/2021"], formats=("dd/mm/yyyy",)) == [
        ("1", "Dig", "", "2021-10-07"),
        ("2", "Fill", "", "13/06/2021"),
    ]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (72.0, "0.0", "72.0"),
        (25.1, "0.00", "25.10"),
        (2.5, "0", "3"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (0.125, "0.0%", "12.5%"),
        (-3.0, "0.0;[Red](0.0)", "-3.0"),
        (1234.5, "[$£-809]#,##0.00", "£1,234.50"),
        (7, '"AP "000', "AP 007"),
        (1.5, "0.##", "1.5"),
        (2.0, "0.##", "2"),
        (5, "_-* #,##0_-", "5"),
        (1.5, "# ?/?", ""),
        (1.5, "0.00E+00", ""),
        (1.5, "General", ""),
        (1.5, "[>1]0.0", ""),
        (1e300, "0.0", ""),
        (float("nan"), "0.0", ""),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


@given(st.floats(allow_nan=True, allow_infinity=True), st.text(alphabet='0#?.,%;"\\[]$£-_* AP', max_size=30))
def test_no_number_format_is_a_stumbling_block(value: float, code: str) -> None:
    assert isinstance(shown_number(value, code), str)


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    rows: list[list[Cell]] = [[n, f"Dig {n}", "Clerk", "June"] for n in range(1, 9)]
    document = of_xlsx(
        HEAD,
        *rows,
        hidden=(4, 6, 7, 8, 9),
        columns='<cols><col min="3" max="4" hidden="1"/><col min="9" max="9" hidden="1"/></cols>',
    )
    (table,) = (b for b in document.blocks if isinstance(b, Table))
    assert [row.place.row for row in table.rows if row.is_hidden] == [4, 6, 7, 8, 9]
    assert document.remarks == (
        "Sheet Sheet1: 5 hidden rows (4 and 6 to 9) were read too.",
        "Sheet Sheet1: 2 hidden columns (C, D) were read too.",
    )


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_told_and_not_read(state: str) -> None:
    document = read("a.xlsx", xlsx(sheets={"Log": sheet([HEAD]), "Old": sheet([HEAD])}, states={"Old": state}))
    assert document.remarks == ("Sheet Old is hidden, and was not read.",)
    assert len(tables(document)) == 1


def test_what_is_struck_out_has_tildes_around_it_once_in_a_row() -> None:
    assert cells([(1, 1), ("Dig the ditch", 1), ("Clerk", 1)], [2, "Fill it", None, ("9 June", 1)]) == [
        ("1", "~~Dig the ditch~~", "Clerk"),
        ("2", "Fill it", "", "~~9 June~~"),
    ]


def test_comments_on_cells_are_told() -> None:
    comments = "<comments><commentList><comment ref='A1'/><comment ref='A2'/></commentList></comments>"
    data = xlsx([HEAD], more={"xl/comments1.xml": comments})
    assert read("a.xlsx", data).remarks == ("2 comments on cells were not read.",)


def test_a_template_of_sixteen_thousand_columns_and_many_empty_rows_is_a_small_table() -> None:
    wide = sheet([[*HEAD, *[None] * 16_000], [1, "Dig"]]).replace(
        "</sheetData>",
        "".join(f'<row r="{n}" s="1" customFormat="1"><c r="XFD{n}" s="1"/></row>' for n in range(3, 20_000))
        + "</sheetData>",
    )
    assert tables(read("a.xlsx", xlsx(sheets={"Log": wide}))) == [[("Ref", "Action", "Owner", "Due"), ("1", "Dig")]]


def test_text_is_tidied_but_keeps_its_lines() -> None:
    assert cells([1, "  Dig  the\r\n ditch \n", "Clerk\u2028Chair"]) == [("1", "Dig the\nditch", "Clerk\nChair")]


def test_an_opendocument_sheet_is_read_as_it_is_shown() -> None:
    struck = (
        '<style:style style:name="ce9" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    number = '<table:table-cell office:value-type="float" office:value="72"><text:p>72.0</text:p></table:table-cell>'
    day = (
        '<table:table-cell office:value-type="date" office:date-value="2021-06-01">'
        "<text:p>{}</text:p></table:table-cell>"
    )
    error = (
        '<table:table-cell xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p>'
        "</table:table-cell>"
    )
    note = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>Why?</text:p></office:annotation>'
        "<text:p>Dig</text:p></table:table-cell>"
    )
    data = ods(
        ods_table(
            ods_row("Ref", "Action", "Owner", "Due"),
            ods_row(number, note, "", day.format("01/06/21"), attributes='table:visibility="filter"'),
            ods_row("2", "Fill the ditch", style="ce9"),
            '<table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row>',
            ods_row(error, "Rest", "", day.format("Jun 21")),
            '<table:table-row table:number-rows-repeated="1047572">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
            before='<table:table-column table:number-columns-repeated="3"/>'
            '<table:table-column table:visibility="collapse"/>',
        ),
        styles=struck,
    )
    document = read("log.ods", data)
    assert tables(document) == [
        [
            ("Ref", "Action", "Owner", "Due"),
            ("72.0", "Dig", "", "2021-06-01"),
            ("2", "~~Fill the ditch~~"),
            ("#REF!", "Rest", "", "June 2021"),
        ]
    ]
    (table,) = (b for b in document.blocks if isinstance(b, Table))
    assert [row.place.row for row in table.rows] == [1, 2, 3, 1004]
    assert document.remarks == (
        "Sheet Sheet1: 1 hidden row (2) was read too.",
        "Sheet Sheet1: 1 hidden column (D) was read too.",
        "1 comment on a cell was not read.",
    )


def test_an_excel_file_from_before_2007_is_read_as_it_is_shown() -> None:
    document = read("log.xls", OLD)
    assert tables(document) == [
        [
            ("Ref", "Action", "Owner", "Due"),
            ("72.0", "Buy cones", "Clerk", "2021-06-09"),
            ("25.10", "~~Old thing~~", "#REF!", "June 2021"),
            ("TRUE", "AP 007", "75%", "3"),
        ]
    ]
    assert document.remarks == (
        "Sheet Actions: 1 hidden row (3) was read too.",
        "Sheet Actions: 1 hidden column (C) was read too.",
        "Sheet Old is hidden, and was not read.",
    )


def test_a_missing_library_is_named_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(ReaderNotInstalled, match=r'pip install "actionlog\[spreadsheets\]"'):
        of_xlsx(HEAD)


def test_empty_spreadsheets_are_empty_files() -> None:
    with pytest.raises(EmptyFile):
        of_xlsx()
    with pytest.raises(EmptyFile):
        read("a.ods", ods(ods_table(ods_row("", ""))))


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def without(data: bytes, member: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist() if name != member})


FAR = sheet([HEAD]).replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
TALL = sheet([HEAD]).replace("</sheetData>", '<row r="400000"><c r="A400000"><v>1</v></c></row></sheetData>')
FULL_ROW = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000" '
    'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
)
SECRET: dict[str, str | bytes] = {
    "META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>",
    "content.xml": b"\x93\x01",
}


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.xlsx", cut(xlsx([HEAD] * 50)), BrokenFile),
        ("a.xlsx", without(xlsx([HEAD]), "xl/_rels/workbook.xml.rels"), BrokenFile),
        ("a.xlsx", xlsx(sheets={"A": "<worksheet><sheetData><row r='1'>"}), BrokenFile),
        ("a.xlsx", xlsx(sheets={"A": "<worksheet><sheetData><row r='x'/></sheetData></worksheet>"}), BrokenFile),
        ("a.xlsx", xlsx(sheets={"A": FAR}), FileTooLarge),
        ("a.xlsx", xlsx(sheets={str(n): TALL for n in range(4)}), FileTooLarge),
        ("a.xlsx", xlsx([HEAD], more={"xl/vbaProject.bin": b"\0"}), MacroFile),
        ("a.xlsx", ods(ods_table(ods_row("x"))), NotWhatItSays),
        ("a.ods", ods(ods_table(FULL_ROW)), FileTooLarge),
        ("a.ods", ods(ods_table(ods_row("y", attributes='table:number-rows-repeated="9999999"'))), BrokenFile),
        ("a.ods", ods("<table:table>"), BrokenFile),
        ("a.ods", ods("", more=SECRET), EncryptedFile),
        ("a.xls", OLD[:30] + b"\7" + OLD[31:], BrokenFile),
        ("a.xls", OLD.replace(struct.pack("<HH", 0xE1, 2), struct.pack("<HH", 0x2F, 2), 1), EncryptedFile),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(name: str, data: bytes, refusal: type[ActionlogError]) -> None:
    with pytest.raises(refusal):
        read(name, data)


def test_sheets_that_would_fill_the_memory_are_refused_in_old_files_too() -> None:
    moved = OLD.replace(struct.pack("<HHHH", 0xFD, 10, 0, 3), struct.pack("<HHHH", 0xFD, 10, 0xFFFF, 0xFF), 1)
    with pytest.raises(FileTooLarge, match="row 65,536 and in column 256"):
        read("a.xls", moved)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
@pytest.mark.parametrize("end", ["xlsx", "ods", "xls"])
def test_a_damaged_spreadsheet_is_read_or_refused_in_a_sentence(end: str, data: st.DataObject) -> None:
    made = {
        "xlsx": xlsx([HEAD, [(72.0, 2), "Dig", True, "#REF!"]], formats=["0.0"]),
        "ods": ods(ods_table(ods_row("Ref", "Action"), ods_row("1", "Dig"))),
        "xls": OLD,
    }[end]
    if end != "xls":  # what is within, so that more than the zip file is tried
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        member = data.draw(st.sampled_from(sorted(members)))
        made = zipped({**members, member: damaged(data, members[member])})
    else:
        made = damaged(data, made)
    with suppress(ActionlogError):
        assert read(f"log.{end}", made).blocks


def damaged(data: st.DataObject, content: bytes) -> bytes:
    """`content` with a few bytes changed, left out or doubled."""
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        length = data.draw(st.integers(0, 8))
        content = content[:at] + data.draw(st.binary(max_size=8)) + content[at + length :]
    return content
