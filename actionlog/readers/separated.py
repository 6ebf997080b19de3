"""Comma separated files, and those with tabs or semicolons (RFC 4180, and what programs write in its place).

The separator is judged from the first lines as a whole. A quotation mark that never closes, or closes where no cell
ends, is text: it does not swallow the rows below it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from actionlog.characters import unguarded
from actionlog.document import Document, Place, Row
from actionlog.readers.decoding import decoded
from actionlog.readers.grid import blocks_of, tidy, without_end
from actionlog.readers.refusals import FileTooLarge

_SEPARATORS: Final = (",", ";", "\t", "|")
_SAID = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
_LINE = re.compile("\r\n|\n|\r")
#: The separator is judged from as many lines, each up to as many characters.
_JUDGED: Final = 200
_JUDGED_LENGTH: Final = 5_000
_MOST_CELLS: Final = 500_000
_MOST_CHARACTERS: Final = 6_000_000
#: A cell of text may have lines, but not as many.
_MOST_LINES: Final = 1_000


def read(name: str, data: bytes) -> Document:
    """Return the rows that `data` holds, as titles and tables. Raises an ActionlogError where it is no such text."""
    text = decoded(name, data).replace("\0", "")
    if len(text) > _MOST_CHARACTERS:
        raise FileTooLarge(name, f"{len(text):,} characters of text", f"{_MOST_CHARACTERS:,}")
    lines = _LINE.split(text)
    first = 0
    if lines and (said := _SAID.fullmatch(lines[0][:20])):
        separator, first = said.group(1), 1
    else:
        separator = _separator(lines)
    parser = _Parser(name, lines, separator)
    rows = list(parser.rows(first))
    return Document(name, tuple(blocks_of(rows)), tuple(parser.remarks))


def _separator(lines: Sequence[str]) -> str:
    """Return what parts the cells: with what most lines fall into the same number of them."""
    judged = [line[:_JUDGED_LENGTH] for line in lines[:_JUDGED]]

    def weight(separator: str) -> int:
        counts: Counter[int] = Counter()
        for row in _Parser("", judged, separator).records(0):
            counts[len(row[1]) - 1] += 1
        return max((times * more for more, times in counts.items()), default=0)

    return max(_SEPARATORS, key=weight)


class _Parser:
    """Goes through the lines once. `remarks` are sentences on quotation marks that were taken for text."""

    def __init__(self, name: str, lines: Sequence[str], separator: str) -> None:
        self.name, self.lines, self.separator = name, lines, separator
        self.remarks: list[str] = []
        self.width = 0  # of the widest row so far
        self.cells = 0

    def rows(self, first: int) -> Iterator[Row]:
        """Yield the rows with text; empty ones are counted."""
        for number, (line, record) in enumerate(self.records(first), 1):
            cells = without_end([unguarded(tidy(cell)) for cell in record])
            if cells:
                yield Row(cells, Place(line=line, row=number))

    def records(self, first: int) -> Iterator[tuple[int, list[str]]]:
        """Yield for each row its first line, counted from 1, and its cells."""
        at = first
        while at < len(self.lines):
            line = self.lines[at]
            cells, end = (line.split(self.separator), at) if '"' not in line else self._quoted(at)
            self.cells += len(cells)
            if self.cells > _MOST_CELLS:
                raise FileTooLarge(self.name, f"{_MOST_CELLS + 1:,} cells or more", f"{_MOST_CELLS:,}")
            self.width = max(self.width, len(cells))
            yield at + 1, cells
            at = end + 1

    def _quoted(self, at: int) -> tuple[list[str], int]:
        """Return the cells of a row with quotation marks, and its last line."""
        cells: list[str] = []
        number, line, start = at, self.lines[at], 0
        while True:
            quoted = self._within_quotes(number, start) if line.startswith('"', start) else None
            if quoted:
                text, number, end = quoted
                line = self.lines[number]
            else:
                end = line.find(self.separator, start)
                end = len(line) if end < 0 else end
                text = line[start:end]
            cells.append(text)
            if end >= len(line):
                return cells, number
            start = end + 1

    def _within_quotes(self, at: int, start: int) -> tuple[str, int, int] | None:
        """Return the text that begins with the quotation mark at `start`, and the line and column where its cell ends.

        None where the mark does not close, or not at the end of a cell: then it is a letter like others.
        """
        parts: list[str] = []
        column = start + 1
        for number in range(at, min(at + _MOST_LINES, len(self.lines))):
            line = self.lines[number]
            end = _closing(line, column)
            parts.append(line[column : len(line) if end < 0 else end])
            if end < 0:
                column = 0
                continue
            if end + 1 < len(line) and line[end + 1] != self.separator:
                break
            if self._swallows(at + 1, number):
                break
            return "\n".join(parts).replace('""', '"'), number, end + 1
        if len(parts) > 1:
            self._remark(at + 1)
        return None

    def _swallows(self, start: int, end: int) -> bool:
        """True where lines within quotation marks are rows of their own, by their cells."""
        return self.width > 2 and any(line.count(self.separator) == self.width - 1 for line in self.lines[start:end])

    def _remark(self, line: int) -> None:
        if len(self.remarks) < 10:
            self.remarks.append(f"Line {line}: a quotation mark opens and does not close. It was read as text.")


def _closing(line: str, start: int) -> int:
    """Return where quoted text ends: the first quotation mark that is not doubled, or -1."""
    at = line.find('"', start)
    while at >= 0 and line.startswith('"', at + 1):
        at = line.find('"', at + 2)
    return at
