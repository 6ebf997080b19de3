"""Rows of a PDF whose number stands in the middle of its lines: `Book the` above `3`, `hall` below it."""

from collections.abc import Sequence

from actionlog.document import Row
from actionlog.minutes.tables import columns as c
from actionlog.minutes.tables.columns import Columns


def gathered_round_refs(rows: Sequence[Row], columns: Columns) -> list[list[int]]:
    """Return which rows belong together, by their indices: mostly each row alone.

    Where a number stands on a line of its own, and text without a number stands above the first one, each number is the
    middle of its row: as many lines stand below it as above.
    """
    ref, text = columns.at(c.REF), columns.text
    alone = [[n] for n in range(len(rows))]
    if ref is None or text is None or not rows or _has(rows[0], ref) or not _has(rows[0], text):
        return alone
    numbered = [n for n, row in enumerate(rows) if _has(row, ref)]
    if not numbered or all(_has(rows[n], text) for n in numbered):
        return alone
    found: list[list[int]] = []
    start = 0
    for at, following in zip(numbered, [*numbered[1:], len(rows)], strict=True):
        is_last = following == len(rows)
        end = following if is_last else min(at + (at - start) + 1, following)
        found.append(list(range(start, end)))
        start = end
    return found


def _has(row: Row, at: int) -> bool:
    return at < len(row.cells) and bool(row.cells[at].strip())
