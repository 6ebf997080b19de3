"""A paper as the sheets of a workbook, for Excel and OpenDocument alike: a row of headings, then typed cells.

Each table is a sheet; a paper without tables is one sheet of its headings and texts. The last sheet, "About", says what
the paper says beside its tables. A date is a date, so that a column sorts and filters by day. What paper says besides
("7 days late") stands in a column of its own to the right, `Closed (note)`. A text longer than a cell may be in Excel
goes on in the next column, `Progress (continued)`: nothing is cut.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from actionlog.model import long_date
from actionlog.papers import NONE, Bullets, Cell, Divider, Heading, Lines, Paper, Part, Table, Text, Worded
from actionlog.renderers._cells import cell_lines, shown
from actionlog.renderers._columns import width_of, wrap

#: What a cell of a sheet holds: text is only ever text.
Value = str | int | date

#: The most that a cell may hold, and a sheet's name may be, in Excel; it counts in UTF-16.
LONGEST_TEXT: Final = 32_767
LONGEST_NAME: Final = 31
#: What no sheet may be called.
_RESERVED: Final = ("history",)
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]+")
#: Excel knows no day before, for it takes 1900 for a leap year; and no whole number beyond 15 digits.
_FIRST_DAY: Final = date(1900, 3, 1)
_LARGEST_NUMBER: Final = 10**15
#: The least and the most columns of text that a column of a sheet is wide; a longer text is wrapped.
_NARROWEST, _WIDEST = 8, 44
#: The most lines that a row is high: Excel allows 409 points.
_HIGHEST: Final = 32
#: The button of the filter stands in the heading's cell.
_BUTTON: Final = 4


class Sheet(NamedTuple):
    """A sheet: its name, its headings, and its rows, of as many cells each. A table is `filtered`."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    filtered: bool = True

    @property
    def widths(self) -> list[int]:
        """How wide each column should be, in letters."""
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        return [_width(heading, column) for heading, column in zip(self.columns, columns, strict=True)]

    def heights(self, widths: Sequence[int]) -> list[int]:
        """How many lines high the heading and each row should be, at these widths.

        Rather too many than too few: LibreOffice works the heights out itself, but wrongly where a text just fits.
        """
        return [_height(row, widths) for row in (self.columns, *self.rows)]


def sheets_of(paper: Paper) -> tuple[Sheet, ...]:
    """Return the sheets of `paper`: its tables in their order, or one of its texts where it has none, then "About"."""
    names = _Names()
    sheets, about = [], list(_front(paper))
    if paper.tables:
        for table in paper.tables:
            sheet = _sheet(names.new(table.caption), table)
            sheets.append(sheet)
            about.append((sheet.name, shown(table.caption)))
        about += _texts(paper.parts, "Text")
    else:
        rows = tuple(_texts(paper.parts, shown(paper.title))) or ((shown(paper.title), NONE),)
        sheets.append(_fitting(names.new(paper.name.capitalize()), ("Heading", "Text"), rows, filtered=True))
    return (*sheets, _fitting(names.new("About"), ("About this paper", "Text"), tuple(about), filtered=False))


def _front(paper: Paper) -> Iterator[tuple[Value, ...]]:
    if paper.mark:
        yield "Mark", shown(paper.mark)
    yield "Title", shown(paper.title)
    yield "Day of the data", _typed(paper.as_of)
    for line in paper.lines:
        yield "Under the title", shown(line)
    if paper.notice:
        yield "Notice", shown(paper.notice)


def _texts(parts: Sequence[Part], heading: str) -> Iterator[tuple[Value, ...]]:
    """Yield what stands beside the tables, each text with the heading above it."""
    for part in parts:
        if isinstance(part, Heading):
            heading = shown(part.text)
        elif isinstance(part, Text):
            yield heading, shown(part.text)
        elif isinstance(part, Lines):
            yield from ((heading, shown(line)) for line in part.lines)
        elif isinstance(part, Bullets):
            yield from ((heading, shown(item)) for item in part.items)
        else:
            assert isinstance(part, Table | Divider)


def _sheet(name: str, table: Table) -> Sheet:
    """Return a table as a sheet; one without rows says so under its caption, for then no column has anything to say."""
    if not table.rows:
        return _fitting(name, (shown(table.caption),), ((shown(table.empty),),), filtered=False)
    columns: list[str] = []
    cells: list[tuple[Value, ...]] = []
    for heading, column in zip(table.columns, zip(*(row.cells for row in table.rows), strict=True), strict=True):
        halves = [_halves(cell) for cell in column]
        columns.append(shown(heading))
        cells.append(tuple(value for value, _ in halves))
        if any(note for _, note in halves):
            columns.append(f"{shown(heading)} (note)")
            cells.append(tuple(note or NONE for _, note in halves))
    return _fitting(name, tuple(columns), tuple(zip(*cells, strict=True)), filtered=True)


def _halves(cell: Cell) -> tuple[Value, str]:
    """Return what a cell is, and what paper says of it besides."""
    if not isinstance(cell, Worded):
        return _typed(cell), ""
    lines = tuple(map(shown, cell_lines(cell)))
    if isinstance(cell.value, str):
        value = shown(cell.value)
        return (value, "") if value in (" ".join(lines), ", ".join(lines)) else (lines[0], ", ".join(lines[1:]))
    words = long_date(cell.value) if isinstance(cell.value, date) else str(cell.value)
    return _typed(cell.value), ", ".join(lines[1:] if lines[0] == words else lines)


def _typed(value: Value) -> Value:
    """Return what a spreadsheet can hold of its kind, and else its words."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, date):
        return value if value >= _FIRST_DAY else long_date(value)
    return value if abs(value) < _LARGEST_NUMBER else str(value)


def _fitting(name: str, columns: tuple[str, ...], rows: tuple[tuple[Value, ...], ...], *, filtered: bool) -> Sheet:
    """Return a sheet whose texts all fit into a cell: what is left of one goes on in a column to the right."""
    made_columns: list[str] = []
    made: list[Sequence[Value]] = []
    for heading, column in zip(columns, zip(*rows, strict=True), strict=True):
        heading = _pieces(heading)[0]
        split = [_pieces(cell) if isinstance(cell, str) else [cell] for cell in column]
        for i in range(max(map(len, split))):
            made_columns.append(f"{heading} (continued)" if i else heading)
            made.append([pieces[i] if i < len(pieces) else NONE for pieces in split])
    return Sheet(name, tuple(made_columns), tuple(zip(*made, strict=True)), filtered)


def _pieces(text: str) -> list[str]:
    """Return a text in pieces that a cell may hold; nearly always one."""
    if 2 * len(text) <= LONGEST_TEXT:
        return [text]
    pieces, start, used = [], 0, 0
    for at, char in enumerate(text):
        size = _size(char)
        if used + size > LONGEST_TEXT:
            pieces.append(text[start:at])
            start, used = at, 0
        used += size
    return [*pieces, text[start:]]


def _size(text: str) -> int:
    """How long a text is as Excel counts: in units of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


class _Names:
    """Gives names to sheets: each once, whatever its case, and none that Excel or LibreOffice refuses."""

    def __init__(self) -> None:
        self.given = set(_RESERVED)

    def new(self, caption: str) -> str:
        """Return a name for the sheet of `caption`."""
        whole = " ".join(_NOT_IN_A_NAME.sub(" ", shown(caption)).split()).strip(" '") or "Table"
        number, name = 1, _cut(whole, LONGEST_NAME)
        while name.casefold() in self.given:
            number += 1
            name = f"{_cut(whole, LONGEST_NAME - len(f' ({number})'))} ({number})"
        self.given.add(name.casefold())
        return name


def _cut(text: str, longest: int) -> str:
    """Return as much of a name as there is room for; between two words where that leaves most of it."""
    if _size(text) <= longest:
        return text
    while _size(text) > longest - 1:
        text = text[:-1]
    head, _, _ = text.rpartition(" ")
    return (head if 2 * len(head) > longest else text).rstrip(" '") + "…"


def _width(heading: str, column: Sequence[Value]) -> int:
    longest = max((_wide(value) for value in column), default=0)
    words = max(map(width_of, heading.split() or [""])) + _BUTTON
    return min(max(longest + 2, words, _NARROWEST), _WIDEST)


def _wide(value: Value) -> int:
    if isinstance(value, str):
        return width_of(value[:_WIDEST])
    return width_of(long_date(value) if isinstance(value, date) else str(value))


def _height(row: Sequence[Value], widths: Sequence[int]) -> int:
    return min(max(_lines(cell, width) for cell, width in zip(row, widths, strict=True)), _HIGHEST)


def _lines(cell: Value, width: int) -> int:
    if not isinstance(cell, str) or 2 * len(cell) <= width:
        return 1
    return len(wrap(cell[: width * _HIGHEST], width))
