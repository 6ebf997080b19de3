"""CSV for a spreadsheet or a program (RFC 4180), in UTF-8: one row of headings, one row for each action, ISO dates."""

from actionlog.papers import Bullets, Cell, Heading, Paper, Row, Table
from actionlog.renderers._cells import cell_value

#: A cell that begins so is a formula in a spreadsheet; the wide forms are taken for the same.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def render(paper: Paper) -> bytes:
    """Return the tables of `paper` as CSV; several make one, with the table's caption in its first column.

    A paper without a table (minutes in the inline style) gives its lists, each with the heading above it.
    """
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    tables = paper.tables or (_listed(paper),)
    columns = list(dict.fromkeys(column for table in tables for column in table.columns))
    several = len(tables) > 1
    writer.writerow(["Table", *columns] if several else columns)
    for table in tables:
        places = [table.columns.index(column) if column in table.columns else None for column in columns]
        head = [_safe(table.caption)] if several else []
        writer.writerows([*head, *("" if i is None else _safe(row.cells[i]) for i in places)] for row in table.rows)
    return out.getvalue().encode()


def _safe(cell: Cell) -> str | int:
    if isinstance(cell, int):
        return cell
    text = cell_value(cell)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _listed(paper: Paper) -> Table:
    """The lists of a paper as a table."""
    rows, heading = [], paper.title
    for part in paper.parts:
        if isinstance(part, Heading):
            heading = part.text
        elif isinstance(part, Bullets):
            rows += [Row((heading, text)) for text in part.items]
    return Table(paper.title, ("Heading", "Text"), tuple(rows))
