"""Excel and OpenDocument spreadsheets: typed cells that any program reads back, and nothing that acts or hides."""

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from actionlog.document import Table as ReadTable
from actionlog.papers import Bullets, Heading, Lines, Paper, Row, Table, Text, Worded
from actionlog.readers import spreadsheets
from actionlog.renderers import MissingLibrary, ods, xlsx
from actionlog.renderers._sheets import sheets_of
from tests.renderers.workbooks import (
    FORMATS,
    PDF_READER,
    both,
    by_libreoffice,
    elements,
    members,
    needs_libreoffice,
    one_table,
    opened,
    read_back,
)


@both
def test_each_table_is_a_sheet_and_the_last_sheet_tells_the_rest(paper: Paper, form: str) -> None:
    sheets = read_back(paper, form)
    assert list(sheets) == ["Table 1 Open actions", "Table 2 Closed", "Table 3 Closures proposed", "About"]
    assert sheets["Table 1 Open actions"] == [
        ["Ref", "Action", "Owner", "Deadline", "Status", "Evidence"],
        ["1", paper.tables[0].rows[0].cells[1], "Clerk and [Redact]", date(2021, 6, 9), "Overdue by 6 days", "None"],
        ["2", paper.tables[0].rows[1].cells[1], "Clerk and [Redact]", "Not set", "Open, no fixed date", "None"],
    ]
    assert sheets["About"] == [
        ["About this paper", "Text"],
        ["Title", "Hall Group: outstanding actions"],
        ["Day of the data", date(2021, 6, 15)],
        ["Under the title", "Data as at Tuesday 15 June 2021"],
        ["Table 1 Open actions", "Table 1: Open actions"],
        ["Table 2 Closed", "Table 2: Closed"],
        ["Table 3 Closures proposed", "Table 3: Closures proposed"],
        ["Text", "The group is invited to: note progress."],
        ["Text", "2 open: 1 overdue."],
        ["Text", "1 closed since the last paper."],
        ["To be looked at", "An entry was taken out later."],
        ["To be looked at", "The minutes are still a draft."],
    ]


@both
def test_a_table_without_rows_says_so(paper: Paper, form: str) -> None:
    assert read_back(paper, form)["Table 3 Closures proposed"] == [
        ["Table 3: Closures proposed"],
        ["No action is proposed for closure."],
    ]


@both
def test_what_paper_says_besides_a_date_stands_beside_it_and_the_date_stays_a_date(form: str) -> None:
    review = Worded(("On-going", "Review 9 June 2021"), "On-going")
    late = Worded(("16 June 2021", "7 days late"), date(2021, 6, 16))
    second = Worded(("16 June 2021 (b)",), date(2021, 6, 16))
    before = Worded(("Before 19 May 2021", "28 days ago or more"), "before 2021-05-19")
    status = Worded(("Closed 9 June 2021", "completed"), "Closed 9 June 2021, completed")
    shown = read_back(
        one_table((date(2021, 6, 1), status), (late, status), (second, status), (review, status), (before, status)),
        form,
    )
    assert shown["Open actions"] == [
        ["Column 0", "Column 0 (note)", "Column 1"],
        [date(2021, 6, 1), "None", "Closed 9 June 2021, completed"],
        [date(2021, 6, 16), "7 days late", "Closed 9 June 2021, completed"],
        [date(2021, 6, 16), "16 June 2021 (b)", "Closed 9 June 2021, completed"],
        ["On-going", "Review 9 June 2021", "Closed 9 June 2021, completed"],
        ["Before 19 May 2021", "28 days ago or more", "Closed 9 June 2021, completed"],
    ]


@both
def test_the_notice_that_names_were_taken_out_is_told(paper: Paper, form: str) -> None:
    notice = "Names have been withheld from this paper before it was published."
    assert ["Notice", notice] in read_back(paper._replace(notice=notice), form)["About"]


@both
def test_minutes_without_a_table_are_a_sheet_of_their_texts(form: str) -> None:
    parts = (Text("Present: Clerk"), Heading("Agenda item 3: Survey"), Bullets(("second", "third")), Lines(("a", "b")))
    sheets = read_back(Paper("minutes", "Actions", "g", date(2021, 6, 15), parts=parts), form)
    assert list(sheets) == ["Minutes", "About"]
    assert sheets["Minutes"] == [
        ["Heading", "Text"],
        ["Actions", "Present: Clerk"],
        *(["Agenda item 3: Survey", text] for text in ("second", "third", "a", "b")),
    ]


@both
def test_a_paper_that_says_nothing_is_still_a_file_to_be_opened(form: str) -> None:
    assert read_back(Paper("p", "T", "g", date(2021, 6, 15)), form)["P"] == [["Heading", "Text"], ["T", "None"]]


@both
def test_no_cell_is_blank(paper: Paper, form: str) -> None:
    for rows in read_back(paper, form).values():
        assert len({len(row) for row in rows}) == 1
        assert all(cell not in ("", None) for row in rows for cell in row)


@both
def test_the_names_of_sheets_are_ones_that_a_spreadsheet_takes(form: str) -> None:
    captions = ("History", "a/b\\c?d*e[f]:g", "same", "SAME", "", "'quoted'", "🏗" * 40, "x" * 40, "long words " * 9)
    tables = tuple(Table(caption, ("Ref",), (Row(("1",)),)) for caption in captions)
    names = list(read_back(Paper("p", "T", "g", date(2021, 6, 15), parts=tables), form))
    assert names[:6] == ["History (2)", "a b c d e f g", "same", "SAME (2)", "Table", "quoted"]
    assert names[6:] == ["🏗" * 15 + "…", "x" * 30 + "…", "long words long words long…", "About"]


@both
@needs_libreoffice
@pytest.mark.skipif(PDF_READER is None, reason="pdftotext is not on this machine")
def test_libreoffice_prints_title_headings_and_english_dates_on_each_page_of_a4_across(
    form: str, tmp_path: Path
) -> None:
    paper = one_table(*((date(2021, 6, 9), "word " * 60) for _ in range(80)))
    (made,) = by_libreoffice(FORMATS[form](paper), form, tmp_path, "pdf")
    said = subprocess.run([PDF_READER or "", "-layout", made, "-"], check=True, capture_output=True).stdout.decode()
    pages = said.removesuffix("\f").split("\f")
    assert len(pages) > 3
    for page in pages[:-1]:
        lines = page.split("\n")
        assert lines[0].strip() == "T"
        assert next(line for line in lines[1:] if line.strip()).split() == ["Column", "0", "Column", "1"]
        assert "9 June 2021" in page
    boxes = re.findall(rb"/MediaBox\[0 0 (\d+)[\d.]* (\d+)", made.read_bytes())
    assert set(boxes) <= {(b"841", b"595"), (b"842", b"595")}


def test_excel_has_a_bold_frozen_heading_a_filter_and_a_page_set_up(paper: Paper) -> None:
    book = opened(paper)
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.b for cell in sheet[1])
        assert not any(cell.font.b for cell in sheet[2])
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert not any(d.hidden for d in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()))
    assert [sheet.auto_filter.ref for sheet in book.worksheets] == ["A1:F3", "A1:D2", None, None]
    assert book.active.title == "Table 1 Open actions"
    deadline = book.active["D2"]
    assert deadline.is_date
    assert deadline.number_format == "[$-809]d mmmm yyyy"


def test_excel_says_the_title_the_day_and_the_language_and_nobodys_name(paper: Paper) -> None:
    said = opened(paper).properties
    assert (said.title, said.created, said.modified) == (paper.title, datetime(2021, 6, 15), datetime(2021, 6, 15))
    assert said.language == "en-GB"
    assert not any((said.creator, said.lastModifiedBy, said.keywords, said.description, said.category))


def test_excel_holds_no_formula_link_remark_or_name_of_its_own(paper: Paper) -> None:
    parts = members(xlsx.render(paper))
    sheets = [f"xl/worksheets/sheet{n}.xml" for n in (1, 2, 3, 4)]
    assert list(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        *sheets,
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/theme/theme1.xml",
        "docProps/core.xml",
        "docProps/app.xml",
    ]
    for sheet in sheets:
        assert not {"f", "hyperlink", "dataValidation", "legacyDrawing"} & {tag for tag, _ in elements(parts[sheet])}
    names = {found["name"] for tag, found in elements(parts["xl/workbook.xml"]) if tag == "definedName"}
    assert names == {"_xlnm._FilterDatabase", "_xlnm.Print_Titles"}


def test_opendocument_has_its_parts_in_order_and_all_of_them_listed(paper: Paper) -> None:
    data = ods.render(paper)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    names = ["mimetype", "META-INF/manifest.xml", "meta.xml", "settings.xml", "styles.xml", "content.xml"]
    assert [entry.filename for entry in entries] == names
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert data[30:84] == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
    parts = members(data)
    listed = [found["full-path"] for tag, found in elements(parts["META-INF/manifest.xml"]) if tag == "file-entry"]
    assert listed == ["/", *names[2:]]


def test_opendocument_hides_nothing_and_works_nothing_out(paper: Paper) -> None:
    parts = members(ods.render(paper))
    tags = {
        "table", "table-column", "table-header-rows", "table-row", "table-cell", "p", "s", "database-ranges",
        "database-range", "document-content", "automatic-styles", "style", "table-column-properties",
        "table-row-properties", "table-properties", "body", "spreadsheet",
    }  # fmt: skip
    hiding = {"formula", "visibility", "protected", "href", "number-columns-spanned", "number-rows-spanned"}
    for tag, found in elements(parts["content.xml"]):
        assert tag in tags
        assert not hiding & set(found)
        assert found.get("display", "true") == "true"
    assert {found["name"] for tag, found in elements(parts["settings.xml"]) if "name" in found} == {
        *("ooo:view-settings", "Views", "ViewId", "Tables", "ActiveTable"),
        *("VerticalSplitMode", "VerticalSplitPosition", "ActiveSplitRange", "PositionTop", "PositionBottom"),
        *("Table 1 Open actions", "Table 2 Closed", "Table 3 Closures proposed", "About"),
    }
    said = {tag: text for tag, text in _texts(parts["meta.xml"]) if text}
    assert said == {"title": paper.title, "date": "2021-06-15T00:00:00", "language": "en-GB"}


def _texts(part: bytes) -> Iterable[tuple[str, str]]:
    return ((element.tag.rpartition("}")[2], element.text or "") for element in ElementTree.fromstring(part).iter())


def test_opendocument_has_a_heading_that_repeats_and_a_filter(paper: Paper) -> None:
    parts = members(ods.render(one_table(("a", date(2021, 6, 9)), caption="The clerk's, A&B")))
    content = list(elements(parts["content.xml"]))
    assert [found for tag, found in content if tag == "database-range"] == [
        {
            "name": "__Anonymous_Sheet_DB__0",
            "target-range-address": "'The clerk''s, A&B'.A1:'The clerk''s, A&B'.B2",
            "display-filter-buttons": "true",
        }
    ]
    assert sum(tag == "table-header-rows" for tag, _ in content) == 2
    headings = [found for tag, found in content if found.get("style-name") == "Heading"]
    assert len(headings) == 4


@both
def test_the_file_is_the_same_in_any_place_and_on_any_day(form: str, tmp_path: Path) -> None:
    script = tmp_path / "write.py"
    script.write_text(
        "import sys\nfrom datetime import date\nfrom actionlog.papers import Paper, Row, Table\n"
        f"from actionlog.renderers import {form}\n"
        "table = Table('Open', ('Ref', 'Day', 'No.'), tuple(Row((str(n), date(2021, 6, 9), n)) for n in range(50)))\n"
        f"sys.stdout.buffer.write({form}.render(Paper('p', 'T', 'g', date(2021, 6, 15), parts=(table,))))\n"
    )
    made = []
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "America/New_York")):
        where = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path(__file__).parents[2])}
        made.append(subprocess.run([sys.executable, str(script)], env=where, check=True, capture_output=True).stdout)
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@both
def test_our_own_import_reads_the_table_back(paper: Paper, form: str) -> None:
    read = {"xlsx": spreadsheets.read_xlsx, "ods": spreadsheets.read_ods}[form]
    document = read(f"paper.{form}", FORMATS[form](paper))
    first = next(block for block in document.blocks if isinstance(block, ReadTable))
    assert [row.cells for row in first.rows][:2] == [
        ("Ref", "Action", "Owner", "Deadline", "Status", "Evidence"),
        ("1", paper.tables[0].rows[0].cells[1], "Clerk and [Redact]", "2021-06-09", "Overdue by 6 days", "None"),
    ]


def test_without_its_library_a_sentence_says_what_to_install(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingLibrary, match=r"actionlog\[spreadsheets\]"):
        xlsx.render(paper)
    assert ods.render(paper)  # which needs none


def test_rows_are_high_enough_for_their_texts() -> None:
    (sheet, _) = sheets_of(one_table(("word " * 100, "short"), ("short", "short"), ("x" * 10_000, "short")))
    assert sheet.widths == [44, 10]
    assert sheet.heights(sheet.widths) == [1, 12, 1, 32]


def test_the_files_state_how_high_rows_are() -> None:
    paper = one_table(("word " * 100, "short"))
    assert [opened(paper).active.row_dimensions[n].height for n in (1, 2)] == [
        None,
        147,
    ]  # which is 15, the usual height
    content = members(ods.render(paper))["content.xml"]
    assert {f["row-height"] for _, f in elements(content) if "row-height" in f} == {"4.5mm", "54.0mm"}


def test_opendocument_prints_as_wide_as_one_page(paper: Paper) -> None:
    styles = members(ods.render(paper))["styles.xml"]
    assert [found["scale-to-X"] for tag, found in elements(styles) if tag == "page-layout-properties"] == ["1"]


def test_opendocument_states_spaces_that_a_reader_would_draw_together() -> None:
    content = members(ods.render(one_table(("  led, two  and followed ", "one by one"))))["content.xml"]
    assert [found["c"] for tag, found in elements(content) if tag == "s"] == ["2", "1", "1"]
