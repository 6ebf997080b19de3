"""Rows of a table of actions that say who and when, but not what: no action can be made of them, so they are told."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from actionlog.document import Document, Place, Table, joined
from actionlog.minutes import Found

#: So much of an action's wording tells in which column the wordings stand.
_BEGINNING: Final = 30
#: So many filled cells make a row that was meant as one; a single cell goes on from the row above, or is a heading.
_MEANT: Final = 2
#: So many places are named; the rest are counted.
_NAMED: Final = 10


def gaps(document: Document, actions: Sequence[Found]) -> str:
    """Return a sentence on the rows without a wording among those of `actions`; empty where there are none."""
    texts = {place: action.text for action in actions for place in action.places}
    places = [str(place) for block in document.blocks if isinstance(block, Table) for place in _of_table(block, texts)]
    if not places:
        return ""
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    where = f"{'; '.join(places[:_NAMED])}{more}"
    if len(places) == 1:
        return f"1 row of the actions has no wording, so it was not taken: {where}."
    return f"{len(places)} rows of the actions have no wording, so they were not taken: {where}."


def _of_table(table: Table, texts: Mapping[Place, str]) -> Iterator[Place]:
    """Yield the places of the rows below the first action whose cell for the wording is empty."""
    taken = [n for n, row in enumerate(table.rows) if row.place in texts]
    columns = Counter(
        column
        for n in taken
        for column, cell in enumerate(table.rows[n].cells)
        if joined(cell).startswith(texts[table.rows[n].place][:_BEGINNING])
    )
    if not columns:
        return
    column, count = columns.most_common(1)[0]
    if 2 * count <= len(taken):
        return
    for above, row in zip(table.rows[taken[0] :], table.rows[taken[0] + 1 :], strict=False):
        if row.place in texts or column >= len(row.cells) or row.cells[column].strip():
            continue
        own = [cell for cell, over in zip(row.cells, above.cells, strict=False) if cell.strip() and cell != over]
        if len(own) >= _MEANT:
            yield row.place
