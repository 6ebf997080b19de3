"""Plain text, with the marks that people and programs put into it: `#` headings, bullets, numbers, tables.

Tables are known by their tabs, by pipes, by a grid of `+---+`, by lines of `=====  =====`, or by columns of space below
headings that minutes use. A place is a line of the file, and a page where the text has form feeds. What a heading or a
table means is for the finders to say. Underlined titles, grids and simple tables are those of the reStructuredText
specification (docutils).
"""

import re
from collections.abc import Sequence
from typing import Final

from actionlog.document import Block, Document, Heading, ListItem, Paragraph, Row, Table
from actionlog.readers.chat import blocks_of_chat, is_chat, without_recorders
from actionlog.readers.decoding import decoded
from actionlog.readers.lines import Line, lines_of, without_conflicts
from actionlog.readers.markup import plain, without_comments
from actionlog.readers.text_margin import without_margin
from actionlog.readers.text_tables import (
    BULLET,
    NUMBER,
    Words,
    aligned,
    has_columns,
    piped,
    simple,
    split_at_tabs,
    tabs_end,
)

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*)")
_ITEM = re.compile(rf"(\s*)({BULLET}|{NUMBER})(?:\s+(.*))?$")
_CHECKBOX = re.compile(r"\[([ xX✓✔]?)\]\s+(.*)", re.DOTALL)
_TITLE = re.compile(r"""title[ ]?[:=]\s*["']?(.*?)["']?\s*""")
_LONGEST_FRONT: Final = 100  #: lines
#: The signs that underline titles, outermost first, and those that draw a mere rule.
_LEVELS: Final = {"=": 1, "-": 2, "~": 3, "^": 4, '"': 4, "+": 4, "#": 1}
_RULES: Final = frozenset('=-~_*^"+#')
_SURE: Final = "=-~"  #: these underline a title also where they are shorter than it
_LONGEST_TITLE: Final = 120
_LONGEST_ITEM: Final = 20_000  #: characters, to which indented paragraphs are added


def read(name: str, data: bytes) -> Document:
    """Return the document that `data` holds. Raises an ActionlogError where it is no text.

    The log of a chat is read as what was said in it; what a meeting's bot made of it, as minutes.
    """
    return document_of(name, decoded(name, data))


def document_of(name: str, text: str) -> Document:
    """Return the document that the text of a file called `name` holds. Raises FileTooLarge for too many lines."""
    text = without_comments(text)
    lines, remarks = without_conflicts(without_recorders(lines_of(name, text)))
    if is_chat(lines):
        return Document(name, tuple(blocks_of_chat(lines)), remarks)
    title, begins = front_matter(lines)
    return Document(name, (*title, *blocks_of(without_margin(lines[begins:]))), remarks)


def blocks_of(lines: Sequence[Line], words: Words = plain) -> list[Block]:
    """Return the blocks that these lines make; `words` takes the markup off the text of a block or a cell."""
    return _Parser(lines, words).blocks()


def front_matter(lines: Sequence[Line]) -> tuple[list[Heading], int]:
    """Return the title of the settings that some Markdown files begin with, and the number of lines that these take.

    The rest of them is about the page, not the meeting: `date:` is the day on which it was published.
    """
    fence = lines[0].text if lines else ""
    if fence not in ("---", "+++"):
        return [], 0
    end = next((n for n, line in enumerate(lines[1:_LONGEST_FRONT], 1) if line.text in (fence, "...")), 0)
    for n, line in enumerate(lines[1:end], 1):
        if found := _TITLE.fullmatch(line.text[:1000]):
            title = found.group(1)
            if title in ("|", ">", "|-", ">-"):
                title = lines[n + 1].text.strip()
            return ([Heading(plain(title), 1, line.place)] if plain(title) else []), end + 1
    return [], end + 1 if end else 0


def begins_item(text: str) -> bool:
    """True where a line begins with a bullet or a number of a list."""
    return bool(_ITEM.match(text[:200]))


def list_item(item: ListItem) -> ListItem:
    """Return `item` with the box before its text, where it has one, as its marker: `[x]` or `[ ]`."""
    if box := _CHECKBOX.match(item.text):
        return item._replace(text=box.group(2), marker="[x]" if box.group(1).strip() else "[ ]")
    return item


class _Parser:
    """Goes through the lines once; what is open is one paragraph or list item, to which lines are added."""

    def __init__(self, lines: Sequence[Line], words: Words) -> None:
        self.lines = lines
        self.words = words
        self.at = 0
        self.done: list[Block] = []
        self.open: list[Line] = []
        self.marker = ""  # of the open list item; empty for a paragraph
        self.indents: list[int] = []  # of the lists that are open, outermost first
        self.after_blank = False
        self.no_rows_before = 0  # lines with tabs that were looked at, and are no table

    def blocks(self) -> list[Block]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.is_blank:
                self._close()
                self.after_blank = True
                self.at += 1
            elif not (self._tabbed() or self._drawn()):
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
            self._add(Heading(self.words(found.group(2).rstrip("# ")), len(found.group(1)), line.place))
        elif _is_rule(text):
            self._rule(text.strip())
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
            self.open.append(Line(line.place, text))

    def _item(self, line: Line, marker: str, text: str) -> None:
        indent = line.indent
        while self.indents and indent < self.indents[-1]:
            self.indents.pop()
        if not self.indents or indent > self.indents[-1]:
            self.indents.append(indent)
        self.marker = marker
        self.open = [Line(line.place, text)]

    def _continues(self) -> bool:
        last = self.done[-1] if self.done and not self.open else None
        return isinstance(last, ListItem) and len(last.text) < _LONGEST_ITEM

    def _lengthen(self, line: Line) -> None:
        """Add an indented line after a blank one to the list item above it."""
        item = self.done.pop()
        assert isinstance(item, ListItem)
        self.done.append(item._replace(text=f"{item.text}\n{self.words(line.text)}"))

    def _rule(self, rule: str) -> None:
        """Take a line of `====` or `----`: it makes a heading of the one line above it, or is a mere rule."""
        mark = rule[0]
        if mark in _LEVELS and " " not in rule and len(self.open) == 1 and not self.marker:
            title = self.open[0]
            long_enough = mark in _SURE or len(rule) >= len(title.text.strip())
            if long_enough and len(title.text) <= _LONGEST_TITLE:
                self.open = []
                self._add(Heading(self.words(title.text), _LEVELS[mark], title.place))
        self._close()
        self.indents = []

    def _close(self) -> None:
        """End the paragraph or list item that is open."""
        if not self.open:
            return
        text = self.words("\n".join(line.text.strip("\\ \t\xa0") for line in self.open))
        place, marker = self.open[0].place, self.marker
        self.open, self.marker = [], ""
        if marker:
            self._add(list_item(ListItem(text, len(self.indents), marker, place)))
        else:
            self._add(Paragraph(text, place))

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
        if self.at < self.no_rows_before or "\t" not in self.lines[self.at].text:
            return False
        end = tabs_end(self.lines, self.at)
        run = self.lines[self.at : end]
        if not has_columns(run) and not self._continues_row(run):
            self.no_rows_before = end
            return False
        self.at = end
        self._add_table(list(split_at_tabs(run, self.words)))
        return True

    def _continues_row(self, run: Sequence[Line]) -> bool:
        """True where a page broke a row, and this is its rest: `\tof the sentence`, without empty cells behind."""
        line = run[0].text if len(run) == 1 else ""
        below_table = any(isinstance(block, Table) for block in self.done[-2:]) and not self.open
        return below_table and line[:1] == "\t" and line[1:2] not in ("\t", " ") and not _ITEM.match(line)

    def _drawn(self) -> bool:
        """Take a table that is drawn with characters, or has columns of space."""
        for drawn in (piped, simple, aligned):
            if table := drawn(self.lines, self.at, self.words):
                self.at += table.length
                self._add_table(list(table.rows))
                return True
        return False


def _is_rule(text: str) -> bool:
    """True for a line of one mark, three times or more: `---`, `===`, `***`, `* * *`."""
    marks = set(text) - {" ", "\t"}
    return len(marks) == 1 and marks <= _RULES and len(text.strip()) >= 3
