"""A document as its reader leaves it: headings, paragraphs, list items and tables, each with its place.

The one neutral thing between the readers (text, Word, PDF …) and the finders in `minutes`. All text is plain: markup
such as `<sup>` is gone, `[Redact]` and the like stand as printed. Where the document broke a line, a paragraph, list
item or cell holds a line feed: a list of names is often one paragraph. Who wants prose calls `joined`.
"""

from typing import NamedTuple


class Place(NamedTuple):
    """Where something stood in the document; 0 or empty where that is not known or means nothing. All count from 1.

    A text has lines, a PDF pages, a Word file paragraphs, a spreadsheet sheets; a row stands in a table of the
    document, or in a sheet. `paragraph` and `table` count the document's paragraphs and tables up to here, in
    reading order, also where the place is a row of a table.
    """

    line: int = 0
    page: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    sheet: str = ""

    @property
    def order(self) -> tuple[int, int, int, int, int]:
        """What sorts the places of one document into the order in which they are read."""
        return self.page, self.line, self.table if self.sheet else self.paragraph, self.table, self.row

    def __str__(self) -> str:
        parts = [f"sheet {self.sheet}" if self.sheet else "", f"page {self.page}" if self.page else ""]
        if self.line:
            parts.append(f"line {self.line}")
        elif self.row:
            parts.append(f"row {self.row}" if self.sheet or not self.table else f"table {self.table}, row {self.row}")
        elif self.paragraph:
            parts.append(f"paragraph {self.paragraph}")
        return ", ".join(filter(None, parts)) or "unknown place"


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
    """A row of a table, cells as text. `is_hidden` says that the document does not show it to its reader."""

    cells: tuple[str, ...]
    place: Place = Place()
    is_hidden: bool = False


class Table(NamedTuple):
    """A table; its first rows may or may not be headings: the finder decides."""

    rows: tuple[Row, ...]
    place: Place = Place()


Block = Heading | Paragraph | ListItem | Table


class Document(NamedTuple):
    """What a reader made of a file: its blocks in reading order. `name` is the file's name without folders.

    `remarks` are whole sentences on what the reader saw and the blocks do not tell: hidden rows, pages of pictures.
    """

    name: str
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()


def joined(text: str) -> str:
    """Return `text` with its lines joined to one, as prose."""
    return " ".join(text.split())
