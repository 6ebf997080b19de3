"""A document as its reader leaves it: headings, paragraphs, list items and tables, each with its place.

The one neutral thing between the readers (text, Word, PDF …) and the finders in `minutes`. All text is plain: markup
such as `<sup>` is gone, `[Redact]` and the like stand as printed. Where the document broke a line, a paragraph, list
item or cell holds a line feed: a list of names is often one paragraph. Who wants prose calls `joined`.
"""

from typing import NamedTuple


class Place(NamedTuple):
    """Where something stood in the document; 0 where that is not known. Both count from 1."""

    line: int = 0
    page: int = 0

    def __str__(self) -> str:
        page = f"page {self.page}" if self.page else ""
        line = f"line {self.line}" if self.line else ""
        return ", ".join(filter(None, (page, line))) or "unknown place"


class Heading(NamedTuple):
    """A heading; `level` counts from 1."""

    text: str
    level: int = 1
    place: Place = Place()


class Paragraph(NamedTuple):
    """A paragraph of running text, with a line feed where the document broke a line."""

    text: str
    place: Place = Place()


class ListItem(NamedTuple):
    """An item of a list. `depth` is 1 for the outermost list, `marker` what was printed before it: `-`, `1.`, `[x]`."""

    text: str
    depth: int = 1
    marker: str = "-"
    place: Place = Place()


class Row(NamedTuple):
    """A row of a table, cells as text."""

    cells: tuple[str, ...]
    place: Place = Place()


class Table(NamedTuple):
    """A table; its first rows may or may not be headings: the finder decides."""

    rows: tuple[Row, ...]
    place: Place = Place()


Block = Heading | Paragraph | ListItem | Table


class Document(NamedTuple):
    """What a reader made of a file: its blocks in reading order. `name` is the file's name without folders."""

    name: str
    blocks: tuple[Block, ...]


def joined(text: str) -> str:
    """Return `text` with its lines joined to one, as prose."""
    return " ".join(text.split())
