"""A table of actions without a header: which column holds what, told from the cells as a reader would tell it."""

import re
from collections.abc import Callable, Sequence

from actionlog.document import Row, joined
from actionlog.minutes import columns as c
from actionlog.minutes.columns import Columns
from actionlog.minutes.parties import is_party
from actionlog.minutes.statuses import is_status

_REF = re.compile(r"\W*(?:[A-Z]{1,4}[ -]?)?\d{1,4}(?:[.,/-]\d{1,3})*\W*")
_WHEN = re.compile(
    r".*\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|.*\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|on-?\s?going|asap|tbc|next meeting|end of .*",
    re.IGNORECASE,
)
_ROWS = 50  #: enough to tell


def guessed_columns(rows: Sequence[Row]) -> Columns | None:
    """Return the columns of a table whose heading says that it holds actions; None where they cannot be told."""
    filled = [row.cells[:30] for row in rows[:_ROWS] if any(cell.strip() for cell in row.cells)]
    count = max(map(len, filled), default=0)
    cells = [[joined(r[n]) for r in filled if n < len(r) and r[n].strip()] for n in range(count)]
    lengths = [sum(map(len, column)) / max(len(column), 1) for column in cells]
    if count < 2 or max(lengths) < 12:
        return None
    text = lengths.index(max(lengths))
    places = [(c.TEXT, text)]
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        (c.STATUS, is_status),
        (c.DEADLINE, lambda cell: bool(_WHEN.match(cell[:60]))),
        (c.REF, lambda cell: bool(_REF.fullmatch(cell[:30]))),
        (c.OWNER, lambda cell: len(cell) <= 60 and is_party(cell)),
    )
    for meaning, fits in tests:
        for n, column in enumerate(cells):
            taken = any(n == place for _, place in places)
            if column and not taken and sum(map(fits, column)) > 0.6 * len(column):
                places.append((meaning, n))
                break
    return Columns(tuple(places), count) if len(places) > 1 else None
