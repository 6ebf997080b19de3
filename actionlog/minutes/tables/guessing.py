"""A table of actions without a header: which column holds what, told from the cells as a reader would tell it."""

from collections.abc import Callable, Sequence

from actionlog.document import Row, joined
from actionlog.minutes.statuses import is_status
from actionlog.minutes.tables import columns as c
from actionlog.minutes.tables.columns import Columns
from actionlog.minutes.tables.contents import is_nothing, is_ref, is_when, names_only, reads_like_action, share

_ROWS = 50  #: enough to tell


def guessed_columns(rows: Sequence[Row]) -> Columns | None:
    """Return the columns of a table whose heading says that it holds actions; None where they cannot be told."""
    filled = [row.cells[:30] for row in rows[:_ROWS] if any(cell.strip() for cell in row.cells)]
    count = max(map(len, filled), default=0)
    cells = [[joined(r[n]) for r in filled if n < len(r) and r[n].strip()] for n in range(count)]
    lengths = [sum(map(len, column)) / max(len(column), 1) for column in cells]
    if not count or max(lengths) < 12:
        return None
    text = lengths.index(max(lengths))
    places = [(c.TEXT, text)]
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        (c.STATUS, is_status),
        (c.DEADLINE, is_when),
        (c.REF, is_ref),
        (c.OWNER, lambda cell: names_only(cell) or is_nothing(cell)),
    )
    for meaning, fits in tests:
        for n, column in enumerate(cells):
            taken = any(n == place for _, place in places)
            if column and not taken and share(column, fits) > 0.6:
                places.append((meaning, n))
                break
    if len(places) > 1:
        return Columns(tuple(places), count)
    # A table of nothing but wordings: they must say who does what.
    return Columns(tuple(places), count) if share(cells[text], reads_like_action) >= 0.5 else None
