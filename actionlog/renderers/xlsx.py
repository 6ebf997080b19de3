"""Excel workbooks (ECMA-376), by XlsxWriter: a sheet for each table, with typed cells, a filter and a frozen heading.

XlsxWriter never sees a text of the log, only its number. It would take a text that begins `<r>` and ends `</r>` for its
own markup and write it as it is, and it escapes only the first of `_x0041_x0042_` (ECMA-376 part 1, 22.9.2.19). The
table of texts is written here, and the archive packed again, so that its bytes are the same on every machine.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from actionlog.papers import Paper
from actionlog.renderers import needing
from actionlog.renderers._cells import shown
from actionlog.renderers._sheets import Sheet, Value, sheets_of
from actionlog.renderers.archive import zipped

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A day as papers print it, with the names of the months in English wherever the file is opened.
_DAY: Final = "[$-809]d mmmm yyyy"
_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
#: Or one as wide, on any machine. XlsxWriter changes what it is given.
_FONT: Final = {"font_name": "Arial", "font_size": 10}
_A4: Final = 9
#: How high a line is, and what a row needs besides, in points.
_LINE: Final = 12
_MARGIN: Final = 3
#: Excel allows 255 characters at the top of a page; it counts in UTF-16, and `&` is written twice.
_LONGEST_HEADER: Final = 120
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#: What a reader would take for the code of a character, also where two share an underline.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def render(paper: Paper) -> bytes:
    """Return `paper` as an Excel workbook. Raises MissingLibrary where XlsxWriter is not installed."""
    import io
    import zipfile

    with needing("Writing an Excel file", "spreadsheets"):
        import xlsxwriter
    out = io.BytesIO()
    texts = _Texts()
    with xlsxwriter.Workbook(out, {**_OPTIONS, "default_format_properties": dict(_FONT)}) as book:
        created = datetime(paper.as_of.year, paper.as_of.month, paper.as_of.day)
        book.set_properties({"title": shown(paper.title), "created": created})
        looks = _looks(book)
        for sheet in sheets_of(paper):
            page = book.add_worksheet(sheet.name)
            _write(page, sheet, looks, texts)
            _set_up_print(page, paper.title)
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/sharedStrings.xml"] = texts.part()
    members["docProps/core.xml"] = _in_english(members["docProps/core.xml"])
    return zipped(members.items())


class _Texts:
    """The texts of the workbook, each once, in the order in which they were first written (part 1, 18.4.9)."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.written = 0

    def number(self, text: str) -> str:
        """Return what XlsxWriter is to write for a text. It numbers texts as this does, so the numbers agree."""
        self.written += 1
        return str(self.numbers.setdefault(text, len(self.numbers)))

    def part(self) -> bytes:
        """Return the part of the workbook that holds the texts."""
        return "".join(self._xml()).encode()

    def _xml(self) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        yield f'<sst xmlns="{_MAIN}" count="{self.written}" uniqueCount="{len(self.numbers)}">'
        for text in self.numbers:
            kept = ' xml:space="preserve"' if text != text.strip() else ""
            yield f"<si><t{kept}>{escape(_ESCAPE.sub('_x005F_', text))}</t></si>"
        yield "</sst>"


def _looks(book: Any) -> "Mapping[type, Any]":
    """Return how the cells of each kind look; those of None are headings."""
    top = {"valign": "top", "align": "left"}
    return {
        type(None): book.add_format({**top, "text_wrap": True, "bold": True, "font_scheme": "", "bottom": 1}),
        str: book.add_format({**top, "text_wrap": True}),
        date: book.add_format({**top, "num_format": _DAY}),
        int: book.add_format(top),
    }


def _write(page: Any, sheet: Sheet, looks: "Mapping[type, Any]", texts: _Texts) -> None:
    for column, heading in enumerate(sheet.columns):
        page.write_string(0, column, texts.number(heading), looks[type(None)])
    for at, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells):
            _write_cell(page, at, column, cell, looks, texts)
    widths = sheet.widths
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    for row, lines in enumerate(sheet.heights(widths)):
        page.set_row(row, lines * _LINE + _MARGIN)
    page.freeze_panes(1, 0)
    if sheet.filtered:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _write_cell(page: Any, row: int, column: int, cell: Value, looks: "Mapping[type, Any]", texts: _Texts) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, texts.number(cell), looks[str])
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, looks[date])
    else:
        page.write_number(row, column, cell, looks[int])


def _set_up_print(page: Any, title: str) -> None:
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)  # as wide as one page, and as many as it takes
    page.repeat_rows(0)
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    page.set_header("&L" + shown(title)[:_LONGEST_HEADER].replace("&", "&&"))
    page.set_footer("&L&A&RPage &P of &N")


def _in_english(core: bytes) -> bytes:
    """Return the document's properties with its language, for which XlsxWriter has no word (part 2, 8.3.3)."""
    return core.replace(b"</cp:coreProperties>", b"<dc:language>en-GB</dc:language></cp:coreProperties>")
