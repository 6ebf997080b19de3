"""CSV for a spreadsheet or a program (RFC 4180), in UTF-8: one row of headings, one row for each action, ISO dates."""

from actionlog.characters import guarded
from actionlog.papers import Bullets, Cell, Heading, Paper, Row, Table
from actionlog.renderers._cells import cell_value

#: The column that says of each row what the paper's notice says.
_NOTICE = "Notice"


def render(paper: Paper) -> bytes:
    """Return the tables of `paper` as CSV; several make one, with the table's caption in its first column.

    A paper without a table (minutes in the inline style) gives its lists, each with the heading above it. Where the
    paper has a notice, a last column says it of each row.
    """
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    tables = tuple(_noticed(table, paper.mark or paper.notice) for table in paper.tables or (_listed(paper),))
    columns = list(dict.fromkeys(column for table in tables for column in table.columns))
    columns.sort(key=lambda column: column == _NOTICE)  # the last of all
    several = len(tables) > 1
    writer.writerow(["Table", *columns] if several else columns)
    for table in tables:
        places = [table.columns.index(column) if column in table.columns else None for column in columns]
        head = [_safe(table.caption)] if several else []
        writer.writerows([*head, *("" if i is None else _safe(row.cells[i]) for i in places)] for row in table.rows)
    return out.getvalue().encode()


def _noticed(table: Table, notice: str) -> Table:
    """Return a table with the paper's notice as a last column: no line but headings and rows may stand in the data."""
    if not notice:
        return table
    rows = tuple(row._replace(cells=(*row.cells, notice)) for row in table.rows)
    return table._replace(columns=(*table.columns, _NOTICE), rows=rows)


def _safe(cell: Cell) -> str | int:
    """Return a cell that is no formula in a spreadsheet."""
    return cell if isinstance(cell, int) else guarded(cell_value(cell))


def _listed(paper: Paper) -> Table:
    """The lists of a paper as a table."""
    rows, heading = [], paper.title
    for part in paper.parts:
        if isinstance(part, Heading):
            heading = part.text
        elif isinstance(part, Bullets):
            rows += [Row((heading, text)) for text in part.items]
    return Table(paper.title, ("Heading", "Text"), tuple(rows))
