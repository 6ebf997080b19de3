"""A person's terminal: the same columns as plain text, with headings and colour by rich.

A long table is plain text here too: rich takes about half a millisecond for a row. Colour never carries a meaning
alone: what is overdue says so in words.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from actionlog.papers import LETTER_WIDTH, Heading, Paper, Table
from actionlog.renderers._cells import shown
from actionlog.renderers._columns import GAP, wrap
from actionlog.renderers.text import (
    NARROWEST,
    arranged,
    heading_lines,
    is_tall,
    part_blocks,
    stacked,
    text_of,
    wrapped_cell,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table as Grid
    from rich.text import Text as Styled

#: With more rows than a screen or two, the paper is plain text.
MOST_ROWS = 200

_LATE = re.compile(r"\b[Oo]verdue by \d+ days?")
#: The columns that say how an action stands. An owner's words in another column are no reason for colour.
_TELLS = ("Status", "Position")


def render(paper: Paper, width: int, colour: bool) -> str:
    """Return `paper` for a terminal of `width` columns, with escape sequences for colour only where `colour` is true.

    Whether there may be colour is for the caller to decide, from the terminal and from `NO_COLOR`, `FORCE_COLOR` and
    `TERM`; nothing is read from the environment here.
    """
    if sum(len(table.rows) for table in paper.tables) > MOST_ROWS:
        return text_of(paper, width)
    import io

    from rich.console import Console

    width = max(NARROWEST, min(width, LETTER_WIDTH) if paper.letter else width)
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
        _environ={},
    )
    for i, block in enumerate(_blocks(paper, width)):
        if i:
            console.print()
        console.print(block)
    return "\n".join(line.rstrip(" ") for line in out.getvalue().split("\n"))


def _blocks(paper: Paper, width: int) -> Iterator["RenderableType"]:
    if not paper.letter:
        yield _bold_to("\n".join(heading_lines(paper, width)), len("\n".join(wrap(shown(paper.title), width))))
    for part in paper.parts:
        if isinstance(part, Table) and part.rows and not part.rows[0].block:
            yield from _table(part, width)
        else:
            for block in part_blocks(part, width):
                text = "\n".join(block)
                yield _bold_to(text, len(text) if isinstance(part, Heading) else 0)


def _table(table: Table, width: int) -> Iterator["RenderableType"]:
    caption = "\n".join(wrap(shown(table.caption), width))
    yield _bold_to(caption, len(caption))
    headings, rows, fitting = arranged(table, width)
    if fitting:
        yield _grid(headings, rows, fitting)
        return
    tells = any(heading in _TELLS for heading in headings)
    for cells in rows:
        lines = stacked(headings, cells, width)
        yield _cell("\n".join(lines), tells, bold=len(lines[0]))


def _grid(headings: list[str], rows: list[list[tuple[str, ...]]], fitting: list[int]) -> "Grid":
    from rich import box
    from rich.table import Table as Grid

    wrapped = [[wrapped_cell(cell, w) for cell, w in zip(cells, fitting, strict=True)] for cells in rows]
    grid = Grid(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), leading=int(is_tall(wrapped))
    )
    for heading, w in zip(headings, fitting, strict=True):
        grid.add_column(_bold_to(heading, len(heading)), width=w, overflow="fold")
    tells = [heading in _TELLS for heading in headings]
    for cells in wrapped:
        grid.add_row(*(_cell("\n".join(cell), tell) for cell, tell in zip(cells, tells, strict=True)))
    return grid


def _bold_to(text: str, length: int) -> "Styled":
    """A text of which the first letters are bold."""
    from rich.text import Text as Styled

    styled = Styled(text)
    if length:
        styled.stylize("bold", 0, length)
    return styled


def _cell(text: str, tells: bool, bold: int = 0) -> "Styled":
    styled = _bold_to(text, bold)
    if tells:
        styled.highlight_regex(_LATE, "bold red")
    return styled
