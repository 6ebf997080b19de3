"""Tables of a web page → blocks: rows of cells where there are columns, headings and paragraphs where there are none.

Pages and reports are often laid out as tables. A row of one cell across the table is no row of data: it is a title
above one, or a part of the report. So such rows become paragraphs, and the rows between them tables of their own.
"""

from typing import Final, NamedTuple

from actionlog.document import Block, Heading, ListItem, Paragraph, Place, Row, Table
from actionlog.minutes.tables.columns import heading_meaning
from actionlog.readers.html_blocks import Flow
from actionlog.readers.html_seen import all_bold, is_unseen
from actionlog.readers.html_tree import Node, Words

_MOST_COLUMNS: Final = 100
#: A cell merged over several rows belongs to each of them (HTML standard, 4.9.12) where it is a name, a date or a
#: number; a longer text is a text that was written once.
_LONGEST_SHARED: Final = 60
_LONGEST_TITLE: Final = 120
_LONGEST_HEADING: Final = 60
_HEADINGS_ENOUGH: Final = 2


class _Cell(NamedTuple):
    blocks: tuple[Block, ...]
    across: int
    down: int
    is_bold: bool

    @property
    def text(self) -> str:
        only = self.blocks[0] if len(self.blocks) == 1 else None
        if isinstance(only, ListItem) and only.marker == "-":
            return only.text
        return "\n".join(filter(None, map(_flat, self.blocks)))


class _Line(NamedTuple):
    """A row as it stands in the markup."""

    cells: tuple[_Cell, ...]
    place: Place
    is_under: bool  #: cells of the rows above reach down to here
    is_header: bool  #: the cells name columns

    @property
    def filled(self) -> tuple[_Cell, ...]:
        return tuple(cell for cell in self.cells if cell.blocks)

    @property
    def is_single(self) -> bool:
        """True where one cell goes across, or the row has no other."""
        alone = len(self.cells) == 1 and not self.is_under
        return alone or (len(self.filled) == 1 and self.filled[0].across > 1)

    @property
    def is_layout(self) -> bool:
        """True where a cell holds a part of a report, with headings and what stands under them."""
        return any(len(cell.blocks) > 1 and any(isinstance(b, Heading) for b in cell.blocks) for cell in self.cells)

    @property
    def inner(self) -> list[Block]:
        """The tables within the cells."""
        return [block for cell in self.cells for block in cell.blocks if isinstance(block, Table)]


def blocks_of_table(node: Node, tables: list[int]) -> list[Block]:
    """Return the blocks of a `<table>`. `tables` holds how many tables of the page were met; it is counted on."""
    tables[0] += 1
    number = tables[0]
    lines: list[_Line] = []
    done: list[Block] = []
    reach = 0  # the last row that a merged cell covers
    for row in _rows(node, done, tables):
        cells = tuple(_cell(cell, tables) for cell in _cells(row, done, tables))
        at = len(lines) + 1
        lines.append(_Line(cells, Place(row.line, table=number, row=at), at <= reach, _name_columns(cells)))
        reach = max([reach, *(at + cell.down - 1 for cell in cells)])
    run: list[_Line] = []
    for line, below in zip(lines, _rows_below(lines), strict=True):
        if not line.filled:
            continue
        if _is_unrolled(line, run, below):
            done += _table(run)
            done += [b for cell in line.cells for b in cell.blocks if isinstance(b, Table) or b.text]
            run = []
        else:
            run.append(line)
    return done + _table(run)


def _rows(node: Node, before: list[Block], tables: list[int]) -> list[Node]:
    """Return the rows that are seen; what stands in the table and in no row is read before it, as browsers show it."""
    rows: list[Node] = []
    for child in node.children:
        if isinstance(child, Words):
            before += _loose(child, tables)
        elif is_unseen(child):
            continue
        elif child.name == "tr":
            rows.append(child)
        elif child.name in ("thead", "tbody", "tfoot"):
            rows += _rows(child, before, tables)
        elif child.name in ("td", "th"):
            row = Node("tr", {}, child.line)
            row.children.append(child)
            if rows and rows[-1].attributes.get("class") != "loose":
                rows.append(row)
            elif rows:
                rows[-1].children.append(child)
            else:
                rows.append(row)
            rows[-1].attributes["class"] = "loose"
        else:
            before += _loose(child, tables)
    return rows


def _cells(row: Node, before: list[Block], tables: list[int]) -> list[Node]:
    """Return the cells of a row that are seen; what stands between them is read before the table."""
    cells: list[Node] = []
    for child in row.children:
        if isinstance(child, Words):
            before += _loose(child, tables)
        elif is_unseen(child):
            continue
        elif child.name in ("td", "th"):
            cells.append(child)
        else:
            before += _loose(child, tables)
    return cells


def _loose(part: Node | Words, tables: list[int]) -> list[Block]:
    if isinstance(part, Words) and not part.text.strip():
        return []
    around = Node("", {}, part.line)
    around.children.append(part)
    return Flow(tables).take(around).blocks


def _name_columns(cells: tuple[_Cell, ...]) -> bool:
    """True where cells name columns: all of them bold and short, or words that such headings have."""
    filled = [cell for cell in cells if cell.blocks]
    texts = [cell.text for cell in filled]
    if len(texts) < 2 or any(len(text) > _LONGEST_HEADING for text in texts):
        return False
    return all(c.is_bold for c in filled) or sum(bool(heading_meaning(text)) for text in texts) >= _HEADINGS_ENOUGH


def _rows_below(lines: list[_Line]) -> list[_Line | None]:
    """Return for each row the next one below it that has several cells, where there is one."""
    found: list[_Line | None] = []
    last = None
    for line in reversed(lines):
        found.append(last)
        if line.filled and not line.is_single:
            last = line
    return found[::-1]


def _is_unrolled(line: _Line, run: list[_Line], below: _Line | None) -> bool:
    """True where a row is no row of data, but a title or a part of the report; `run` holds the rows of data above."""
    headed = bool(run) and run[0].is_header
    if not line.is_single:
        return not headed and (line.is_layout or bool(line.inner))
    if not run or below is None or below.is_header:
        return True
    return not headed and (len(line.cells[0].blocks) > 1 or len(line.cells[0].text) > _LONGEST_TITLE)


def _cell(node: Node, tables: list[int]) -> _Cell:
    blocks = tuple(Flow(tables, in_cell=True).take(node).blocks)
    bold = node.name == "th" or all_bold(node)
    across = max(1, min(node.number("colspan", 1), _MOST_COLUMNS))
    return _Cell(blocks, across, max(1, node.number("rowspan", 1)), bold)


def _table(run: list[_Line]) -> list[Block]:
    """Return the rows as a table, then the tables within its cells."""
    rows: list[Row] = []
    below: dict[int, tuple[int, str]] = {}  # by column: for how many more rows a cell goes on, and its text
    for line in run:
        texts: list[str] = []
        for cell in line.cells:
            _go_on(texts, below)
            if cell.down > 1 and len(texts) < _MOST_COLUMNS:
                text = cell.text
                shared = text if len(text) <= _LONGEST_SHARED else ""
                below.update((len(texts) + n, (cell.down - 1, "" if n else shared)) for n in range(cell.across))
            texts.append(cell.text)
            texts += [""] * min(cell.across - 1, max(0, _MOST_COLUMNS - len(texts)))
        _go_on(texts, below)
        if any(texts):
            rows.append(Row(tuple(texts), line.place))
    inner = [block for line in run for block in line.inner]
    return [Table(tuple(rows), rows[0].place), *inner] if rows else inner


def _go_on(texts: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Add the cells of the rows above that reach down to here."""
    while (at := len(texts)) in below and at < 2 * _MOST_COLUMNS:
        left, text = below.pop(at)
        texts.append(text)
        if left > 1:
            below[at] = (left - 1, text)


def _flat(block: Block) -> str:
    """Return a block of a cell as lines of it. A table within stands behind the outer one, not here."""
    if isinstance(block, Table):
        return ""
    if isinstance(block, ListItem):
        return f"{block.marker} {block.text}".strip()
    assert isinstance(block, Paragraph | Heading)
    return block.text
