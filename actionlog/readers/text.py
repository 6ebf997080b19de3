"""Plain text, with the marks that people and programs put into it: `#` headings, bullets, numbers, tables.

Tables are known by their tabs, by pipes, or by a grid of `+---+`. A place is a line of the file, and a page where the
text has form feeds. What a heading or a table means is for the finders to say.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from actionlog.document import Block, Document, Heading, ListItem, Paragraph, Place, Row, Table
from actionlog.readers.decoding import decoded
from actionlog.readers.markup import plain, without_comments

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*)")
_BULLET: Final = r"[-*+•·‣▪◦●○■□➢–—\uf0b7]|o(?=\t|[ ]{2})"
_NUMBER: Final = r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[A-Z]\)|\d{1,3}(?:\.\d{1,3})+\.?(?=\s+[A-Z\[('\"‘“])"
_ITEM = re.compile(rf"(\s*)({_BULLET}|{_NUMBER})(?:\s+(.*))?$")
_CHECKBOX = re.compile(r"(\[[ xX]\])\s+(.*)", re.DOTALL)
_MARKER = re.compile(rf"\s*(?:{_BULLET}|{_NUMBER})(?=\s)")
_FRONT_MATTER_TITLE = re.compile(r"""title:\s*["']?(.*?)["']?\s*""")
_LONGEST_TITLE: Final = 120


def read(name: str, data: bytes) -> Document:
    """Return the document that `data` holds. Raises an ActionlogError where it is no text."""
    text = without_comments(decoded(name, data))
    lines = [Line(number, page, words) for number, page, words in _numbered(text)]
    return Document(name, tuple(_Parser(lines).blocks()))


class Line:
    """A line of the file: its number, its page, and its text without the space at its end."""

    __slots__ = ("place", "text")

    def __init__(self, number: int, page: int, text: str) -> None:
        self.place, self.text = Place(number, page), text

    @property
    def is_blank(self) -> bool:
        """True for a line of nothing but space."""
        return not self.text or self.text.isspace()

    @property
    def indent(self) -> int:
        """How far its words are from the margin; a tab is four."""
        words = self.text.lstrip(" \t\xa0")
        return len(self.text[: len(self.text) - len(words)].expandtabs(4))


def _numbered(text: str) -> Iterator[tuple[int, int, str]]:
    page = 1 if "\f" in text else 0
    for number, line in enumerate(re.split("\r\n|\n|\r", text), 1):
        page += line.count("\f") if page else 0
        yield number, page, line.replace("\f", "").rstrip(" \r")


class _Parser:
    """Goes through the lines once; what is open is one paragraph or list item, to which lines are added."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.at = 0
        self.done: list[Block] = []
        self.open: list[Line] = []
        self.marker = ""  # of the open list item; empty for a paragraph
        self.indents: list[int] = []  # of the lists that are open, outermost first
        self.after_blank = False
        self.no_rows_before = 0  # lines with tabs that were looked at, and are no table

    def blocks(self) -> list[Block]:
        self._front_matter()
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.is_blank:
                self._close()
                self.after_blank = True
                self.at += 1
            elif not (self._tabbed() or self._piped()):
                self._single(line)
                self.after_blank = False
                self.at += 1
        self._close()
        return self.done

    def _single(self, line: Line) -> None:
        """Take a line that is part of no table."""
        text = line.text.lstrip(">") if line.text.startswith(">") else line.text
        if found := _HEADING.match(text):
            self._close()
            self.indents = []
            self._add(Heading(plain(found.group(2).rstrip("# ")), len(found.group(1)), line.place))
        elif _is_rule(text):
            self._rule(text.strip()[0])
        elif text.strip().startswith("```"):
            self._close()
        elif found := _ITEM.match(text):
            self._close()
            self._item(line, found.group(2), found.group(3) or "")
        elif self.after_blank and self.indents and line.indent > self.indents[-1] + 1 and self._continues():
            self._lengthen(line)
        else:
            if not self.open and line.indent <= (self.indents[-1] if self.indents else 0):
                self.indents = []
            self.open.append(Line(line.place.line, line.place.page, text))

    def _item(self, line: Line, marker: str, text: str) -> None:
        indent = line.indent
        while self.indents and indent < self.indents[-1]:
            self.indents.pop()
        if not self.indents or indent > self.indents[-1]:
            self.indents.append(indent)
        self.marker = marker
        self.open = [Line(line.place.line, line.place.page, text)]

    def _continues(self) -> bool:
        return bool(self.done) and isinstance(self.done[-1], ListItem) and not self.open

    def _lengthen(self, line: Line) -> None:
        """Add an indented line after a blank one to the list item above it."""
        item = self.done.pop()
        assert isinstance(item, ListItem)
        self.done.append(item._replace(text=f"{item.text}\n{plain(line.text)}"))

    def _rule(self, mark: str) -> None:
        """Take a line of `====` or `----`: it makes a heading of the one line above it, or is a mere rule."""
        if mark in "=-~" and len(self.open) == 1 and not self.marker and len(self.open[0].text) <= _LONGEST_TITLE:
            title = self.open.pop()
            self._add(Heading(plain(title.text), 1 if mark == "=" else 2, title.place))
        self._close()
        self.indents = []

    def _close(self) -> None:
        """End the paragraph or list item that is open."""
        if not self.open:
            return
        text = plain("\n".join(line.text.strip("\\ \t\xa0") for line in self.open))
        place, marker = self.open[0].place, self.marker
        self.open, self.marker = [], ""
        if not marker:
            self._add(Paragraph(text, place))
        elif box := _CHECKBOX.match(text):
            self._add(ListItem(box.group(2), len(self.indents), box.group(1).lower(), place))
        else:
            self._add(ListItem(text, len(self.indents), marker, place))

    def _add(self, block: Heading | Paragraph | ListItem) -> None:
        if block.text:
            self.done.append(block)

    def _add_table(self, rows: list[Row]) -> None:
        self._close()
        self.indents = []
        if rows:
            self.done.append(Table(tuple(rows), rows[0].place))
        self.after_blank = False

    def _tabbed(self) -> bool:
        """Take the lines with tabs that follow each other, where they are the rows of a table."""
        if self.at < self.no_rows_before:
            return False
        end = self.at
        while end < len(self.lines) and "\t" in self.lines[end].text and not self.lines[end].is_blank:
            end += 1
        run = self.lines[self.at : end]
        if not any(_has_columns(line.text) for line in run) and not self._continues_row(run):
            self.no_rows_before = end
            return False
        self.at = end
        self._add_table([Row(tuple(map(plain, line.text.split("\t"))), line.place) for line in run])
        return True

    def _continues_row(self, run: list[Line]) -> bool:
        """True where a page broke a row, and this is its rest: `\tof the sentence`, without empty cells behind."""
        line = run[0].text if len(run) == 1 else ""
        below_table = any(isinstance(block, Table) for block in self.done[-2:]) and not self.open
        return below_table and line[:1] == "\t" and line[1:2] not in ("\t", " ") and not _ITEM.match(line)

    def _piped(self) -> bool:
        """Take the lines of a table with pipes, or of a grid, that follow each other."""
        first = self.lines[self.at].text.strip()
        grid = first.startswith(("+-", "+="))
        if not (grid or first.startswith("|")) and not ("|" in first and self._delimited()):
            return False
        edges = ("|", "+-", "+=") if grid or first.startswith("|") else ("",)
        end = self.at
        while end < len(self.lines):
            text = self.lines[end].text.strip()
            if not text.startswith(edges) or ("|" not in text and not text.startswith("+")):
                break
            end += 1
        run = self.lines[self.at : end]
        self.at = end
        self._add_table([row for row in (_grid(run) if grid else map(_pipe_row, run)) if row])
        return True

    def _delimited(self) -> bool:
        following = self.lines[self.at + 1].text if self.at + 1 < len(self.lines) else ""
        return "|" in following and _is_delimiter(following)

    def _front_matter(self) -> None:
        """Skip the settings that some Markdown files begin with, but for their title."""
        if not self.lines or self.lines[0].text != "---":
            return
        end = next((n for n, line in enumerate(self.lines[1:50], 1) if line.text == "---"), 0)
        for line in self.lines[1:end]:
            if len(line.text) < 1000 and (found := _FRONT_MATTER_TITLE.fullmatch(line.text)):
                self._add(Heading(plain(found.group(1)), 1, line.place))
        self.at = end + 1 if end else 0


def _is_rule(text: str) -> bool:
    """True for a line of one mark, three times or more: `---`, `===`, `***`, `* * *`."""
    marks = set(text) - {" ", "\t"}
    return len(marks) == 1 and marks <= set("=-~_*") and len(text.strip()) >= 3


def _has_columns(text: str) -> bool:
    """True where a line has a tab between words, and not just one after a bullet or number."""
    words = text.strip()
    if marker := _MARKER.match(words):
        return "\t" in words[marker.end() :].strip()
    return "\t" in words


def _is_delimiter(text: str) -> bool:
    return set(text) <= set("|:- \t+=") and "-" in text


def _cells(text: str) -> list[str]:
    """Return the cells between pipes; a pipe after a backslash is part of its cell."""
    inner = text.replace("\\|", "\0").strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\0", "|") for cell in inner.split("|")]


def _pipe_row(line: Line) -> Row | None:
    return None if _is_delimiter(line.text) else Row(tuple(map(plain, _cells(line.text))), line.place)


def _grid(run: list[Line]) -> Iterator[Row]:
    """Yield the rows of a grid table: the lines between two lines of `+---+` are one row."""
    for edge, lines in groupby(run, lambda line: line.text.strip().startswith(("+-", "+="))):
        if edge:
            continue
        parts = [(_cells(line.text), line.place) for line in lines]
        columns = max(len(cells) for cells, _ in parts)
        texts = (plain("\n".join(c[n].strip() for c, _ in parts if n < len(c))) for n in range(columns))
        yield Row(tuple(texts), parts[0][1])
