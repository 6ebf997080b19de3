"""How the sheets of an OpenDocument spreadsheet look (OpenDocument 1.3 part 3): hidden rows, what a cell prints."""

import re
from typing import Final
from xml.etree import ElementTree as ET

from actionlog.readers.archive import Archive
from actionlog.readers.kinds import KINDS
from actionlog.readers.refusals import BrokenFile, EncryptedFile
from actionlog.readers.sheet_looks import LAST_COLUMN, LAST_ROW, Extent, Look, SheetLooks, local

_CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_HIDDEN: Final = ("collapse", "filter")
_NUMBER = re.compile(r"[0-9]+")
_PLAIN: Final = Look()
#: Values that are printed as their format says; text needs no look, and a day only where the format leaves it out.
_NUMBERS: Final = ("float", "percentage", "currency")
_MONTH: Final = "mmmm yyyy"


def opendocument_looks(archive: Archive) -> tuple[dict[str, SheetLooks], int]:
    """Return the looks of the sheets, by name, and how many comments stand on their cells.

    Raises BrokenFile, EncryptedFile or FileTooLarge.
    """
    if _MANIFEST in archive.names and b"encryption-data" in archive.xml(_MANIFEST):
        raise EncryptedFile(archive.name)
    pass_ = _Pass(archive.name)
    try:
        parser = ET.XMLParser(target=pass_)
        parser.feed(archive.xml(_CONTENT))
        parser.close()
    except (ET.ParseError, ValueError, LookupError):
        raise BrokenFile(archive.name, KINDS[archive.kind].words) from None
    return pass_.sheets, pass_.comments


class _Pass:
    """Goes through the elements of the content once, and keeps none."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sheets: dict[str, SheetLooks] = {}
        self.comments = 0
        self.struck: set[str] = set()  # styles of cells
        self.style = ""
        self.extent = Extent(name)
        self._begin_sheet("")
        self.in_comment = 0
        self.printed: list[str] | None = None
        self.is_filled = True  # no cell is open
        self.fails = False
        self.day = ""

    def _begin_sheet(self, name: str) -> None:
        self.sheet = name
        self.extent.begin(name)
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.cells: dict[tuple[int, int], Look] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self.row = self.rows = self.column = self.columns = self.described = 0
        self.look = Look()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        name = local(tag)
        if name == "annotation":
            self.comments += 1
            self.in_comment += 1
        elif self.in_comment:
            return
        elif name in ("table-cell", "covered-table-cell"):
            self._cell({local(key): value for key, value in attributes.items()})
        elif name == "p":
            self._reach()
        elif name == "table-row":
            self._row({local(key): value for key, value in attributes.items()})
        elif name == "table-column":
            self._column({local(key): value for key, value in attributes.items()})
        elif name == "table":
            self._begin_sheet(next((v for k, v in attributes.items() if local(k) == "name"), ""))
        elif name == "style":
            self.style = next((v for k, v in attributes.items() if local(k) == "name"), "")
        elif name == "text-properties":
            lines = {local(k): v for k, v in attributes.items() if "line-through" in k}
            if lines.get("text-line-through-style", lines.get("text-line-through-type", "none")) != "none":
                self.struck.add(self.style)

    def data(self, text: str) -> None:
        """Take text: that of a number is what its format makes of it."""
        if self.printed is not None and not self.in_comment:
            self.printed.append(text)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        name = local(tag)
        if name == "annotation":
            self.in_comment -= 1
        elif name in ("table-cell", "covered-table-cell") and not self.in_comment:
            self._end_cell()
        elif name == "table":
            self.sheets.setdefault(
                self.sheet,
                SheetLooks(frozenset(self.hidden_rows), frozenset(self.hidden_columns), self.cells, self.errors),
            )

    def close(self) -> None:
        """Take the end of the content."""

    def _row(self, attributes: dict[str, str]) -> None:
        self.row += self.rows or 1
        self.rows = _count(attributes.get("number-rows-repeated", "1"), LAST_ROW)
        self.column = self.columns = 0
        _check(self.row + self.rows - 1, LAST_ROW)
        if attributes.get("visibility", "") in _HIDDEN:
            self.hidden_rows.update(range(self.row, self.row + self.rows))

    def _cell(self, attributes: dict[str, str]) -> None:
        # A cell with an error has two types: that of the standard, and in another namespace `error`.
        self.column += self.columns or 1
        self.columns = _count(attributes.get("number-columns-repeated", "1"), LAST_COLUMN)
        _check(self.column + self.columns - 1, LAST_COLUMN)
        kind = attributes.get("value-type", "")
        self.look = Look(is_struck=attributes.get("style-name", "") in self.struck)
        self.fails = kind == "error"
        self.printed = [] if self.fails or kind == "date" or kind in _NUMBERS else None
        self.day = attributes.get("date-value", "")[:10]
        self.is_filled = False
        if kind:
            self._reach()

    def _column(self, attributes: dict[str, str]) -> None:
        count = _count(attributes.get("number-columns-repeated", "1"), LAST_COLUMN)
        if attributes.get("visibility", "") in _HIDDEN:
            self.hidden_columns.update(range(self.described + 1, self.described + count + 1))
        self.described = min(self.described + count, LAST_COLUMN)

    def _end_cell(self) -> None:
        text = "".join(self.printed or ()).strip()
        if self.day:
            if _is_month(self.day, text):
                self.look = self.look._replace(format=_MONTH)
        elif self.printed is not None and not self.fails:
            self.look = self.look._replace(printed=text)
        is_filled, self.is_filled, self.printed = self.is_filled, True, None
        if not is_filled or (self.look == _PLAIN and not self.fails):
            return
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + self.columns):
                if self.fails:
                    self.errors[row, column] = text
                if self.look != _PLAIN:
                    self.cells[row, column] = self.look

    def _reach(self) -> None:
        """Take note of the values of the cell, once."""
        if not self.is_filled:
            self.is_filled = True
            count = self.rows * self.columns
            self.extent.reach(self.row + self.rows - 1, self.column + self.columns - 1, count)


def _is_month(day: str, printed: str) -> bool:
    """True where a day is printed as its month and year: 2021-06-01 as `Jun 21`."""
    year, _, rest = day.partition("-")
    numbers = {int(number) for number in _NUMBER.findall(printed[:100])}
    return (
        rest[-2:].isdecimal()
        and year.isdecimal()
        and int(rest[-2:]) not in numbers
        and int(year[-2:]) in {number % 100 for number in numbers}
    )


def _count(text: str, most: int) -> int:
    number = int(text)
    _check(number, most)
    return number


def _check(number: int, most: int) -> None:
    if not 0 < number <= most:
        raise ValueError(number)
