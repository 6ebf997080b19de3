"""A table on its side: the headings stand in the first column, and each further column, or each block, is an action."""

from collections.abc import Sequence
from typing import Final

from actionlog.document import Row, Table
from actionlog.minutes.tables import columns as c
from actionlog.minutes.tables.columns import heading_meaning

_MOST_ROWS: Final = 500
_MOST_COLUMNS: Final = 50


def turned(table: Table) -> Table:
    """Return a table of keys and values as one with a header and a row for each action; any other as it is.

    `Action | Send the list`, `Owner | AB`, `Due | 9 June` become one row below Action, Owner, Due.
    """
    rows = [row for row in table.rows[:_MOST_ROWS] if any(cell.strip() for cell in row.cells)]
    if not len(rows) >= 2 or len(table.rows) > _MOST_ROWS:
        return table
    width = max(len(row.cells) for row in rows)
    keys = [_key(row) for row in rows]
    meanings = [heading_meaning(key) for key in keys]
    if width < 2 or width > _MOST_COLUMNS or not _are_keys(meanings, rows):
        return table
    header = tuple(dict.fromkeys(key for key in keys if key.strip()))
    found = [Row(header, rows[0].place)]
    for at in range(1, width):
        values: dict[str, str] = {}
        first = rows[0]
        for row, key in zip(rows, keys, strict=True):
            value = row.cells[at] if at < len(row.cells) else ""
            if key in values:
                found.append(_record(header, values, first))
                values, first = {}, row
            values[key] = value
        found.append(_record(header, values, first))
    kept = [row for row in found if any(cell.strip() for cell in row.cells)]
    return table._replace(rows=tuple(kept))


def _key(row: Row) -> str:
    return row.cells[0].strip().rstrip(":") if row.cells else ""


def _are_keys(meanings: Sequence[str], rows: Sequence[Row]) -> bool:
    """True where the first column holds headings of actions, and the first row does not."""
    told = set(meanings)
    if not told & {c.TEXT, c.WEAK_TEXT} or not told & {c.OWNER, c.DEADLINE, c.STATUS} or c.NO_ACTION in told:
        return False
    across = [m for cell in rows[0].cells[1:] if (m := heading_meaning(cell))]
    return not across and 3 * sum(map(bool, meanings)) >= 2 * len(meanings)


def _record(header: tuple[str, ...], values: dict[str, str], row: Row) -> Row:
    return Row(tuple(values.get(key, "") for key in header), row.place, row.is_hidden)
