"""Plain text: aligned columns, for a pipe, a file or any screen. Where they do not fit, each row is a short list."""

from collections.abc import Iterator, Mapping, Sequence

from actionlog.papers import LETTER_WIDTH, Bullets, Divider, Heading, Lines, Paper, Part, Table, Text
from actionlog.renderers._cells import cell_lines, paper_columns, shown
from actionlog.renderers._columns import GAP, Measure, measure, together, width_of, widths, wrap

#: Narrower than this nothing can be read.
NARROWEST = 20


def render(paper: Paper, width: int = 80) -> bytes:
    """Return `paper` as text of at most `width` columns, in UTF-8."""
    return text_of(paper, width).encode()


def text_of(paper: Paper, width: int) -> str:
    """Return `paper` as text of at most `width` columns."""
    width = max(NARROWEST, min(width, LETTER_WIDTH) if paper.letter else width)
    blocks = [heading_lines(paper, width)] if not paper.letter else []
    for part in paper.parts:
        blocks += part_blocks(part, width)
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def heading_lines(paper: Paper, width: int) -> list[str]:
    """Return the lines at the top of a paper: its title, and what stands under it."""
    return [line for text in (*paper.above_title, paper.title, *paper.under_title) for line in wrap(shown(text), width)]


def part_blocks(part: Part, width: int) -> list[list[str]]:
    """Return the blocks of lines that a part of a paper makes; a blank line stands between blocks."""
    if isinstance(part, Table):
        return _table_blocks(part, width)
    if isinstance(part, (Heading, Text)):
        return [wrap(shown(part.text), width)]
    if isinstance(part, Lines):
        return [[line for text in part.lines for line in wrap(shown(text), width)]]
    if isinstance(part, Bullets):
        return [[line for text in part.items for line in _hung("- ", "  ", shown(text), width)]]
    assert isinstance(part, Divider)
    return [["-" * width]]


def table_lines(table: Table) -> tuple[list[str], list[list[tuple[str, ...]]]]:
    """Return the headings of a table and the cells of its rows, each cell as lines, of the columns that paper shows."""
    shown_columns = paper_columns(table)
    headings = [table.columns[i] for i in shown_columns]
    if len(shown_columns) == len(table.columns):
        return headings, [[cell_lines(cell) for cell in row.cells] for row in table.rows]
    return headings, [[cell_lines(row.cells[i]) for i in shown_columns] for row in table.rows]


def arranged(table: Table, width: int) -> tuple[list[str], list[list[tuple[str, ...]]], list[int] | None]:
    """Return the headings, cells and column widths in which a table is shown; no widths where it fits in no columns.

    All columns, if they read well; else one after another is folded under another, as the table says, until they do.
    Where they never do, as many are folded as can be.
    """
    headings, rows = table_lines(table)
    moves = [(headings.index(a), headings.index(b)) for a, b in table.folds if a in headings and b in headings]
    cells = list(zip(*rows, strict=True)) or [()] * len(headings)
    measures = [measure(((heading,), *column)) for heading, column in zip(headings, cells, strict=True)]
    under: dict[int, list[tuple[str, ...]]] = {}
    folded: dict[int, Measure] = {}
    most = len(moves)
    for well, counts in ((True, range(most + 1)), (False, range(most, -1, -1))):
        for count in counts:
            gone = dict(moves[:count])
            for moved, host in gone.items():
                if moved not in under:
                    under[moved] = _folded_lines(headings[moved], cells[moved], cells[host] if host == 0 else ())
                    folded[moved] = measure(under[moved])
            kept = [i for i in range(len(headings)) if i not in gone]
            grown = [together(measures[i], *(folded[m] for m, host in gone.items() if host == i)) for i in kept]
            if fitting := widths(grown, width, well=well):
                made = [_grown(row, kept, gone, under, at) for at, row in enumerate(rows)] if gone else rows
                return [headings[i] for i in kept], made, fitting
    return headings, rows, None


def _folded_lines(
    heading: str, cells: Sequence[tuple[str, ...]], refs: Sequence[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Return a column as lines to stand under another; without what a ref above them says already, such as its day."""
    if not refs:
        lines = {cell: (f"{heading}: {', '.join(cell)}",) for cell in set(cells)}
        return [lines[cell] for cell in cells]
    made: list[tuple[str, ...]] = []
    for cell, ref in zip(cells, refs, strict=True):
        above = " ".join(ref).casefold()
        said = [line for line in cell if line.casefold() not in above]
        made.append((f"{heading}: {', '.join(said)}",) if said else ())
    return made


def _grown(
    row: Sequence[tuple[str, ...]],
    kept: Sequence[int],
    gone: Mapping[int, int],
    under: Mapping[int, Sequence[tuple[str, ...]]],
    at: int,
) -> list[tuple[str, ...]]:
    """Return the cells of a row that stay, with those folded under them in the order of their columns."""
    grown = list(row)
    for moved in sorted(gone):
        grown[gone[moved]] = (*grown[gone[moved]], *under[moved][at])
    return [grown[i] for i in kept]


def stacked(headings: Sequence[str], cells: Sequence[tuple[str, ...]], width: int) -> list[str]:
    """Return a row as a list: its first cell, and the others under it."""
    lines = _hung("", "  ", f"{headings[0]}: {', '.join(cells[0])}", width)
    for heading, cell in zip(headings[1:], cells[1:], strict=True):
        lines += _hung("  ", "    ", f"{heading}: {', '.join(cell)}", width)
    return lines


def _table_blocks(table: Table, width: int) -> list[list[str]]:
    if any(row.block for row in table.rows):
        return [_letter_block(row.block, width) for row in table.rows]
    caption = wrap(shown(table.caption), width)
    if not table.rows:
        return [[*caption, *wrap(shown(table.empty), width)]]
    headings, rows, fitting = arranged(table, width)
    if fitting is None:
        return [caption, *(stacked(headings, cells, width) for cells in rows)]
    return [[*caption, *_aligned(headings, rows, fitting)]]


def _aligned(headings: list[str], rows: list[list[tuple[str, ...]]], fitting: list[int]) -> Iterator[str]:
    wrapped = [[wrapped_cell(cell, width) for cell, width in zip(cells, fitting, strict=True)] for cells in rows]
    tall = is_tall(wrapped)
    yield from _row([wrap(heading, width) for heading, width in zip(headings, fitting, strict=True)], fitting)
    yield (" " * GAP).join("-" * width for width in fitting)
    for i, cells in enumerate(wrapped):
        if tall and i:
            yield ""
        yield from _row(cells, fitting)


def is_tall(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """True where most rows take several lines, so that a blank line should part them."""
    return 2 * sum(any(len(cell) > 1 for cell in cells) for cells in rows) > len(rows)


def wrapped_cell(cell: tuple[str, ...], width: int) -> list[str]:
    """Return a cell in lines of at most `width` columns."""
    if len(cell) == 1:
        return wrap(cell[0], width)
    return [line for text in cell for line in wrap(text, width)]


def _row(cells: list[list[str]], fitting: list[int]) -> Iterator[str]:
    for i in range(max(map(len, cells))):
        texts = [cell[i] if i < len(cell) else "" for cell in cells]
        yield (" " * GAP).join(map(_padded, texts, fitting)).rstrip()


def _padded(text: str, width: int) -> str:
    return text.ljust(width) if text.isascii() else text + " " * (width - width_of(text))


def _letter_block(block: tuple[str, ...], width: int) -> list[str]:
    first, *rest = block
    lines = wrap(shown(first), width)
    for text in rest:
        lines += _hung("  ", "  ", shown(text), width)
    return lines


def _hung(first: str, later: str, text: str, width: int) -> list[str]:
    """Wrap a text, `first` before its first line and `later` before the others."""
    head, *rest = wrap(text, width - len(later))
    return [first + head, *(later + line for line in rest)]
