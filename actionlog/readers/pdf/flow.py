"""From the pages of a PDF file to the blocks of a document, in reading order, tables joined over page breaks."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from actionlog.document import Block, Paragraph, Place, Row, Table, joined
from actionlog.minutes.tables.columns import heading_meaning
from actionlog.minutes.tables.contents import is_when
from actionlog.readers.pdf.columns import Columns, aligned_at, columns_between, grown, header_at, rows_of
from actionlog.readers.pdf.furniture import without_furniture
from actionlog.readers.pdf.grids import Grid, Rule, grids_of, rules_of
from actionlog.readers.pdf.hyphens import without_hyphens
from actionlog.readers.pdf.margin import Margin, is_marked, margin_of, marked_margin
from actionlog.readers.pdf.pages import Page
from actionlog.readers.pdf.prose import Prose, Style, style_of
from actionlog.readers.pdf.words import Line, Word, lines_of

_SAME: Final = 5.0
#: A page of more words is crowded; a file has few of these, or else its words are strewn over its pages by a program.
_CROWDED: Final = 1_500
_MOST_CROWDED: Final = 40_000  #: words on crowded pages that are searched for the headers of tables
_MOST_LINES: Final = 250  #: a page of more, such as a map, has no columns without lines or a header


class TableRow(NamedTuple):
    """The cells of a row, as lines of text."""

    cells: tuple[tuple[Line, ...], ...]

    @property
    def height(self) -> int:
        """How many lines it takes."""
        return max((len(cell) for cell in self.cells), default=1)

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell, with a line feed where it breaks a line."""
        return tuple("\n".join(line.text for line in cell) for cell in self.cells)


class Piece(NamedTuple):
    """A table, or a part of one, as it stands on a page. `edges` tell whether it goes on where another ended."""

    rows: tuple[TableRow, ...]
    edges: tuple[float, ...]
    columns: Columns | None = None  #: of a table without upright lines


class Laid(NamedTuple):
    """A page taken apart: free lines and ruled tables, and the level lines drawn outside of these."""

    page: Page
    lines: list[Line]
    grids: list[Grid]
    level: list[Rule]


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """Return the blocks of a document with these pages."""
    laid = [_taken_apart(page) for page in pages]
    free = without_furniture([(part.page, part.lines) for part in laid])
    laid = [part._replace(lines=lines) for part, lines in zip(laid, free, strict=True)]
    return without_hyphens(_Flow(style_of(part.lines for part in laid)).blocks(laid))


def _taken_apart(page: Page) -> Laid:
    level, upright = rules_of(page.strokes)
    grids = grids_of(level, upright, page.words)
    boxes = [grid.box for grid in grids]

    def is_free(word: Word) -> bool:
        x, y = (word.left + word.right) / 2, word.y - 0.3 * word.size
        return not any(b.left - 1 <= x <= b.right + 1 and b.top <= y <= b.bottom for b in boxes)

    outside = [r for r in level if not any(b.top - 4 <= r.at <= b.bottom + 4 for b in boxes)]
    fills = [b for b in page.fills if b.right - b.left > 100 and b.bottom - b.top < 200]
    outside += [Rule(y, b.left, b.right) for b in fills for y in (b.top, b.bottom)]
    lines = [_underlined(line, level) for line in lines_of(filter(is_free, page.words))]
    return Laid(page, lines, grids, outside)


def _underlined(line: Line, level: Sequence[Rule]) -> Line:
    """Return the line, its words bold where it is underlined as a whole: before bold type, headings looked so."""
    for rule in level:
        if 0 <= rule.at - line.y <= 0.35 * line.size and abs(rule.start - line.left) < 3 > abs(rule.end - line.right):
            return line._replace(words=tuple(word._replace(is_bold=True) for word in line.words))
    return line


class _Flow:
    """Goes through the pages once; what is open is a paragraph, or a table that may go on on the next page."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.done: list[Block] = []
        self.prose = Prose(style, self.done)
        self.page = 0
        self.line = 0
        self.tables = 0
        self.open: Piece | None = None  # the table that ended last, where nothing has come since
        self.rows: list[Row] = []
        self.crowded = 0  # words on crowded pages so far
        self.margin: Margin | None = None
        self.marked: Margin | None = None  # a margin of the whole document, without a word above it
        self.turned = False  # a page was turned since the last line
        self.awaits_body = False  # the open table showed its header alone: some have lines around that and no more

    def blocks(self, laid: Sequence[Laid]) -> list[Block]:
        self.marked = marked_margin([part.lines for part in laid])
        for part in laid:
            self.page, self.line, self.turned = part.page.number, 0, True
            self._page(part)
        self._end_table()
        self.prose.close()
        return self.done

    def _page(self, part: Laid) -> None:
        lines, grids = part.lines, list(part.grids)
        left = min((line.left for line in lines), default=0.0)
        headed = margin_of(lines, left, max((line.right for line in lines), default=0.0))
        self.margin = headed or self.margin or self.marked
        self.prose.right = self.margin.text_right if self.margin else self.style.right
        words = sum(len(line.words) for line in lines)
        self.crowded += words if words > _CROWDED else 0
        at = 0
        while at < len(lines) or grids:
            end = next((n for n in range(at, len(lines)) if grids and lines[n].y > grids[0].box.top), len(lines))
            self._free(lines[at:end], part.level)
            at = end
            if grids:
                self._grid(grids.pop(0))

    # Tables without upright lines, and prose

    def _free(self, lines: Sequence[Line], level: Sequence[Rule]) -> None:
        at = 0
        while at < len(lines) and self.crowded > _MOST_CROWDED:
            self._prose(lines[at])
            at += 1
        while at < len(lines):
            rest = lines[at:]
            taken = self._headed(rest, level) or self._continued(rest, level) or self._in_margin(rest[0])
            taken = taken or (self._aligned(rest, level) if len(lines) <= _MOST_LINES else 0)
            if not taken:
                self._prose(rest[0])
                taken = 1
            at += taken

    def _headed(self, lines: Sequence[Line], level: Sequence[Rule]) -> int:
        header = header_at(lines)
        if header is None or (self.margin and len(header.cells) < 3 and self.margin.parted(lines[0])):
            return 0
        count, columns = grown(header.columns, lines[header.height :], lines[header.height - 1], headed=True)
        if not count:
            return 0
        body = lines[header.height : header.height + count]
        head = TableRow(tuple((_as_line(lines[0], text),) for text in header.cells))
        self._add(Piece((head, *_body(body, columns, level)), tuple(columns.borders), columns))
        return header.height + count

    def _continued(self, lines: Sequence[Line], level: Sequence[Rule]) -> int:
        """Take the lines that go on with the table without upright lines that the page before ended with."""
        if not self.open or not (self.turned or self.awaits_body):
            return 0
        columns = self.open.columns or columns_between(self.open.edges, self._meanings())
        count, fit = grown(columns, lines, headed=True)
        fits = [n for n in range(count) if any(abs(lines[n].left - x) < 6 for x in _lefts(self.open, columns))]
        if not count or 0 not in fits:
            return 0
        rows = _body(lines[:count], fit, level)
        if not any(sum(map(bool, row.cells)) > 1 for row in rows) and count > 3:
            return 0
        self._add(Piece(tuple(rows), self.open.edges, fit))
        return count

    def _meanings(self) -> tuple[str, ...]:
        """Return what the columns of the open table hold, by its first row."""
        return tuple(heading_meaning(cell) for cell in self.rows[0].cells) if self.rows else ()

    def _in_margin(self, line: Line) -> int:
        """Take a line with what stands in the margin beside it."""
        parted = self.margin.parted(line) if self.margin else None
        if not self.margin or not parted or not parted[1]:
            return 0
        if self.margin.is_marked and not self.margin.holds(line, goes_on=bool(self.prose.notes)):
            return 0
        text, entry = parted
        if text:
            self._prose(text)
        if is_when(entry) and (self.prose.notes or not text) and self.prose.note_day(entry):
            return 1
        if self.margin.is_marked and not is_marked(entry) and self.prose.notes:
            self.prose.notes[-1] += f"\n{entry}"  # it goes on in the next line
        elif entry.strip(" :").casefold() != self.margin.heading.casefold():
            self.prose.note(self.margin.note(entry))
        return 1

    def _aligned(self, lines: Sequence[Line], level: Sequence[Rule]) -> int:
        found = aligned_at(lines)
        if not found:
            return 0
        count, columns = found
        rows = _body(lines[:count], columns, level)
        labels = sum(row.texts[0].endswith(":") for row in rows)
        if len(columns.lefts) == 2 and labels >= 0.5 * len(rows):
            self._labelled(rows)
        else:
            self._add(Piece(tuple(rows), tuple(columns.borders)))
        return count

    def _labelled(self, rows: Sequence[TableRow]) -> None:
        """Take lines such as `Present:   AB, CD` for paragraphs."""
        self._end_table()
        self.prose.close()
        for row in rows:
            label, text = row.texts[0].replace("\n", " "), row.texts[1]
            self.done.append(Paragraph(f"{label} {text}".strip(), self._place(max(row.height, 1))))

    def _prose(self, line: Line) -> None:
        self._end_table()
        self.prose.add(line, self._place(), new_page=self.turned)
        self.turned = False

    def _place(self, lines: int = 1) -> Place:
        place = Place(line=self.line + 1, page=self.page)
        self.line += lines
        return place

    # Ruled tables

    def _grid(self, grid: Grid) -> None:
        starts = sorted({cell.first for row in grid.rows for cell in row.cells})
        rows = []
        for row in grid.rows:
            cells: dict[int, tuple[Line, ...]] = {cell.first: cell.lines for cell in row.cells}
            rows.append(TableRow(tuple(cells.get(start, ()) for start in starts)))
        edges = tuple(grid.edges[n] for n in starts)
        self._add(Piece(tuple(_parted(rows, edges)), edges))

    # Tables over pages

    def _add(self, piece: Piece) -> None:
        """Take a table, or its next part."""
        self.prose.close()
        goes_on = self.open is not None and (self.turned or piece.columns is not None) and self._fits(piece)
        rows = piece.rows
        if goes_on:
            repeated = 0
            while repeated < min(3, len(rows), len(self.rows)) and _plain(rows[repeated].texts) == _plain(
                self.rows[repeated].cells
            ):
                repeated += 1
            self.line += sum(row.height for row in rows[:repeated])
            rows = rows[repeated:]
        else:
            self._end_table()
            self.tables += 1
        self.awaits_body = not rows or (not self.rows and len(rows) == 1 and _is_header(rows[0]))
        for row in rows:
            place = self._place(max(row.height, 1))._replace(table=self.tables, row=len(self.rows) + 1)
            self.rows.append(Row(row.texts, place))
        self.open, self.turned = (
            piece._replace(columns=piece.columns or (self.open.columns if self.open else None)),
            False,
        )

    def _fits(self, piece: Piece) -> bool:
        """True where a table goes on with the one above it: the same columns, or the same header."""
        if self.open is None:
            return False
        same = self.turned and bool(self.rows) and _plain(piece.rows[0].texts) == _plain(self.rows[0].cells)
        return same or _same_edges(piece.edges, self.open.edges)

    def _end_table(self) -> None:
        if self.rows:
            self.done.append(Table(tuple(self.rows), self.rows[0].place))
        self.rows, self.open, self.awaits_body = [], None, False


def _is_header(row: TableRow) -> bool:
    return sum(bool(heading_meaning(text)) for text in row.texts) > 1


def _plain(cells: Sequence[str]) -> list[str]:
    return [joined(cell) for cell in cells]


def _same_edges(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


def _lefts(piece: Piece, columns: Columns) -> list[float]:
    """Return where the text of each column begins, in the header or in the rows."""
    found = list(columns.lefts)
    for row in piece.rows:
        found += [line.left for cell in row.cells for line in cell]
    return found


def _as_line(line: Line, text: str) -> Line:
    word = line.words[0]._replace(text=text)
    return Line((word,), line.y, line.size)


def _body(lines: Sequence[Line], columns: Columns, level: Sequence[Rule]) -> list[TableRow]:
    """Return the rows of a table without upright lines."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    wide = [r.at for r in level if min(r.end, right) - max(r.start, left) > 0.5 * (right - left)]
    rows = []
    for group in rows_of(lines, columns, wide):
        cells = [tuple(part[n] for part in group if n in part) for n in range(len(columns.gutters) + 1)]
        rows.append(TableRow(tuple(cells)))
    return rows


def _parted(rows: Sequence[TableRow], edges: Sequence[float]) -> Iterator[TableRow]:
    """Yield the rows, those parted which hold several: some tables have lines between their columns alone."""
    meanings = tuple(heading_meaning(text) for text in rows[0].texts) if rows else ()
    headed = sum(map(bool, meanings)) > 1
    for n, row in enumerate(rows):
        if not headed or n == 0 or len(rows) > 3 or row.height < 3:
            yield row
            continue
        lines = lines_of(word for cell in row.cells for line in cell for word in line.words)
        parts = _body(lines, columns_between(edges, meanings), ())
        filled = all(sum(map(bool, part.cells)) > 1 for part in parts)
        yield from parts if filled else [row]
