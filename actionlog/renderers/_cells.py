"""How a cell and any other text is shown: whatever paper and CSV put out has passed through `visible` here."""

from datetime import date

from actionlog.characters import visible
from actionlog.model import long_date
from actionlog.papers import NOTHING, Cell, Table, Worded

shown = visible


def cell_lines(cell: Cell) -> tuple[str, ...]:
    """Return a cell as paper shows it, line by line: `9 June 2021`."""
    if isinstance(cell, str):
        return (shown(cell),)
    if isinstance(cell, date):
        return (long_date(cell),)
    if isinstance(cell, Worded):
        return tuple(map(shown, cell.lines))
    return (str(cell),)


def cell_words(cell: Cell) -> str:
    """Return a cell as paper shows it, on one line."""
    return ", ".join(cell_lines(cell))


def cell_value(cell: Cell) -> str:
    """Return a cell as data shows it: `2021-06-09`."""
    if isinstance(cell, Worded):
        cell = cell.value
    return shown(cell) if isinstance(cell, str) else str(cell)


def paper_columns(table: Table) -> list[int]:
    """Return which columns of a table stand on paper: not the optional ones in which there is nothing."""
    return [
        i
        for i, column in enumerate(table.columns)
        if column not in table.optional or any(row.cells[i] not in NOTHING for row in table.rows)
    ]
