"""Rows of cells, as a spreadsheet or a comma separated file has them → titles, and tables.

What a file of rows does not say, its shape does: lines of one cell above wider rows are titles, and an empty row with
a new row of headings below it parts two tables. What the columns mean is for the finders to say.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from actionlog.document import Block, Paragraph, Row, Table

_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_LONGEST_HEADING: Final = 40
_LONGEST_LABEL: Final = 30


def tidy(text: str) -> str:
    """Return the text of a cell with line feeds for its line breaks, and one space where several stood."""
    if text.isascii() and text.isprintable() and "  " not in text:  # most cells, and quickly
        return text.strip()
    lines = _SPACES.sub(" ", _BREAKS.sub("\n", text)).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def without_end(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of a row without the empty ones at its end; the others keep their columns."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return tuple(cells[:end])


def blocks_of(rows: Sequence[Row]) -> Iterator[Block]:
    """Yield titles as paragraphs, and tables. `rows` are those with text, in order, their places with their numbers."""
    return _Grid(rows).blocks()


class _Grid:
    """Goes through the rows once; what is open is one table."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.table: list[Row] = []
        self.has_gaps = False  # between the rows of the open table
        #: For each row, where the run of rows of one cell ends that it is in, and that of rows that may be titles.
        self.alone = _ends(rows, _is_alone)
        self.title = _ends(rows, lambda row: _is_alone(row) or _is_label(row))

    def blocks(self) -> Iterator[Block]:
        """Yield what the rows are."""
        at = 0
        while at < len(self.rows):
            titles = self._titles(at)
            if titles > at or (self.table and self._begins_table(at)):
                yield from self._close()
                yield from map(_title, self.rows[at:titles])
                at = titles
            if at < len(self.rows):
                self.has_gaps = self.has_gaps or (bool(self.table) and self._is_apart(at))
                self.table.append(self.rows[at])
                at += 1
        yield from self._close()

    def _close(self) -> Iterator[Block]:
        if self.table:
            yield Table(tuple(self.table), self.table[0].place)
        self.table, self.has_gaps = [], False

    def _titles(self, at: int) -> int:
        """Return where the titles end that begin with the row `at`; `at` where it is none."""
        rows, end = self.rows, self.title[at]
        if not (end < len(rows) and _is_header(rows[end], 3)):
            end = self.alone[at]  # rows of two cells are titles only where headings follow
        if not self.table or end == at:
            return end
        if end < len(rows):
            is_new = (self._is_apart(at) and _is_header(rows[end], 2)) or rows[end].cells == self.table[0].cells
            return end if is_new else at
        return end if self._is_foot(at) else at

    def _is_foot(self, at: int) -> bool:
        """True for lines below the last table, which an empty row parts from it, and which begin where it begins.

        A last action that has only its words would stand elsewhere, or be parted as all of the others are.
        """
        if self.has_gaps or not self._is_apart(at):
            return False
        margin = _first(self.table[0])
        return all(_first(row) == margin for row in self.rows[at:])

    def _begins_table(self, at: int) -> bool:
        """True where a row is a new row of headings."""
        row = self.rows[at]
        return row.cells == self.table[0].cells or (self._is_apart(at) and _is_header(row, 3))

    def _is_apart(self, at: int) -> bool:
        """True where an empty row stands above the row `at`."""
        return at > 0 and self.rows[at].place.row - self.rows[at - 1].place.row > 1


def _ends(rows: Sequence[Row], fits: Callable[[Row], bool]) -> list[int]:
    """Return for each row where the run of fitting rows ends that begins with it; its own number where it fits not."""
    ends = [0] * len(rows)
    end = len(rows)
    for at in range(len(rows) - 1, -1, -1):
        if not fits(rows[at]):
            end = at
        ends[at] = end
    return ends


def _title(row: Row) -> Paragraph:
    """Return a row above a table as a line: `Date of meeting: 2021-05-19` of two cells."""
    first, *others = filter(None, row.cells)
    if others and not first.endswith((":", "?")):
        first += ":"
    return Paragraph(" ".join([first, *others]), row.place)


def _is_header(row: Row, least: int) -> bool:
    """True where a row looks like headings: `least` cells or more, each a few words, and no number among them."""
    cells = [cell for cell in row.cells if cell]
    return len(cells) >= least and all(map(_is_heading, cells))


def _is_heading(cell: str) -> bool:
    few = len(cell) <= _LONGEST_HEADING and len(cell.split()) <= 5
    return few and not any(map(str.isdigit, cell)) and not cell.endswith((".", "!"))


def _is_label(row: Row) -> bool:
    """True for two cells: `Date of meeting`, and something beside it."""
    if _filled(row) != 2:
        return False
    label = row.cells[_first(row)]
    return len(label) <= _LONGEST_LABEL and not any(map(str.isdigit, label)) and "\n" not in label


def _is_alone(row: Row) -> bool:
    return _filled(row) == 1


def _filled(row: Row) -> int:
    return sum(map(bool, row.cells))


def _first(row: Row) -> int:
    """Return the first column that is filled."""
    return next(n for n, cell in enumerate(row.cells) if cell)
