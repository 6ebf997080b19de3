"""A paper as a web page: one file that needs nothing else, without a script, for any browser and for the printer.

Made to be heard as well as seen (WCAG 2.2): ACC-1 to ACC-4. What was typed into an action is shown, and never acts.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from actionlog.model import long_date
from actionlog.papers import NOT_RECORDED, Bullets, Cell, Divider, Heading, Lines, Paper, Part, Table, Text, Worded
from actionlog.renderers._cells import cell_lines, paper_columns, shown
from actionlog.renderers.pages import page

#: A table of more columns is printed on paper that lies on its side.
_UPRIGHT = 6
#: A word of more letters than this may be broken anywhere.
_LONG_WORD = 30
#: How a status looks, by the word it begins with, in a column of one of these names.
_STATUS_COLUMNS = ("Status", "Position")
_LOOKS = {"Overdue": "late", "Proposed": "waiting", "Closed": "done"}


class Line(NamedTuple):
    """A line of text; `day` is the date that it is, as 2021-06-09, and empty where it is none."""

    text: str
    day: str = ""


class CellView(NamedTuple):
    """A cell as a page shows it; `kind` are the classes of style.css."""

    lines: tuple[Line, ...]
    kind: str = ""


class TableView(NamedTuple):
    """A table as a page shows it; `id` is that of its caption. The first cell of each row is its heading."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[CellView, ...], ...]


#: A part of a page: which kind it is (`table`, `text` …), and what the template shows of it.
Piece = tuple[str, object]


def render(paper: Paper, links: Sequence[tuple[str, str]] = ()) -> bytes:
    """Return `paper` as a web page, in UTF-8. Raises MissingLibrary where jinja2 is not installed.

    `links` lead to other pages of a site and to other forms of the paper, each as its words and its address.
    """
    return page(
        "paper.html.j2",
        paper=paper,
        links=links,
        title=f"{paper.title} ({long_date(paper.as_of)})",
        sections=list(_letters(paper) if paper.letter else _whole(paper)),
        is_letters=paper.letter,
        is_wide=any(len(paper_columns(table)) > _UPRIGHT for table in paper.tables if not _is_letter(table)),
    )


def table_view(table: Table, number: int) -> TableView:
    """Return a table as a page shows it; `number` tells its id from those of the page's other tables."""
    kept = paper_columns(table)
    return TableView(
        f"table-{number}",
        table.caption,
        tuple(table.columns[i] for i in kept),
        tuple(tuple(_cell(row.cells[i], table.columns[i] if row.standing else "") for i in kept) for row in table.rows),
    )


def _cell(cell: Cell, column: str) -> CellView:
    texts = tuple(shown(text) for text in cell_lines(cell) if shown(text).strip()) or (NOT_RECORDED,)
    value = cell.value if isinstance(cell, Worded) else cell
    day = (long_date(value), value.isoformat()) if isinstance(value, date) else None
    kinds = ["long"] if any(len(word) > _LONG_WORD for text in texts for word in text.split()) else []
    if column in _STATUS_COLUMNS:
        kinds += filter(None, [_LOOKS.get(texts[0].split()[0], "")])
    return CellView(tuple(Line(text, day[1] if day and text == day[0] else "") for text in texts), " ".join(kinds))


def _whole(paper: Paper) -> Iterator[list[Piece]]:
    """Give the parts of a paper that is no letter, as one section."""
    level, tables, pieces = 1, 0, list[Piece]()
    for part in paper.parts:
        if isinstance(part, Heading):
            level = max(2, min(part.level, level + 1))  # a level that is skipped is a chapter that seems to be missing
            pieces.append(("heading", Heading(part.text, level)))
        elif isinstance(part, Table):
            level = 2
            tables += 1
            pieces += _table(part, tables)
        else:
            pieces.append(_plain(part))
    yield pieces


def _letters(paper: Paper) -> Iterator[list[Piece]]:
    """Give each letter of a paper as a section, where there are several under a heading that says to whom it is."""
    parts: list[list[Part]] = [[]]
    for part in paper.parts:
        if isinstance(part, Divider):
            parts.append([])
        else:
            parts[-1].append(part)
    tables = 0
    for letter in parts:
        pieces: list[Piece] = []
        if len(parts) > 1 and letter and isinstance(letter[0], Lines) and letter[0].lines:
            to, *others = letter[0].lines
            pieces.append(("heading", Heading(to)))
            letter = [Lines(tuple(others)), *letter[1:]] if others else letter[1:]
        for part in letter:
            if isinstance(part, Table):
                tables += 1
                pieces += [("block", row.block) for row in part.rows] if _is_letter(part) else _table(part, tables)
            else:
                pieces.append(_plain(part))
        yield pieces


def _is_letter(table: Table) -> bool:
    return any(row.block for row in table.rows)


def _table(table: Table, number: int) -> list[Piece]:
    if _is_letter(table):
        return [("heading", Heading(table.caption)), *(("block", row.block) for row in table.rows)]
    if not table.rows:
        return [("heading", Heading(table.caption)), ("text", table.empty)]
    return [("table", table_view(table, number))]


def _plain(part: Part) -> Piece:
    if isinstance(part, Text):
        return "text", part.text
    if isinstance(part, Lines):
        return "lines", tuple(map(Line, part.lines))
    if isinstance(part, Bullets):
        return "bullets", part.items
    if isinstance(part, Heading):
        return "heading", Heading(part.text)
    assert isinstance(part, Divider)
    return "divider", None
