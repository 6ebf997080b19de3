"""The header of an action table: where it stands, over how many rows, and whether it is one of actions at all."""

from collections.abc import Iterator, Sequence
from typing import Final

from actionlog.document import Row, joined
from actionlog.minutes.tables import columns as c
from actionlog.minutes.tables.columns import Columns, heading_meaning, is_listed
from actionlog.minutes.words import word_key, words_of

_HEADER_ROWS: Final = 4  #: an empty row and titles may stand above the header
_SPAN: Final = 3  #: a header may stand on so many lines
_MOST_COLUMNS: Final = 200
_LONGEST_REST: Final = 30
#: Who acts is said beside what was discussed, without a column of actions.
_ACTED_BY: Final = {"action by", "actions by", "for action by", "for action", "to action", "actioned by", "action for"}
#: Columns of these names number the actions where no other does.
_NUMBERING: Final = {
    "item", "minute", "minute ref", "minute reference", "minute no", "minute number", "min ref", "min no",
    "minutes ref", "min ref no", "minute ref no", "minute reference number", "min number", "mins ref", "mins no",
    "min item",
}  # fmt: skip


def find_header(rows: Sequence[Row], *, under_actions: bool) -> tuple[int, Columns] | None:
    """Return how many rows the header of an action table takes, and its columns; None where it is no such table.

    `under_actions` says that the heading above speaks of actions, so that weaker columns are enough.
    """
    for n in range(min(len(rows), _HEADER_ROWS)):
        if read_columns(rows[n]).has(c.NO_ACTION):
            return None
        if found := header_at(rows, n, under_actions=under_actions):
            return n + found[0], found[1]
    return None


def header_at(rows: Sequence[Row], n: int, *, under_actions: bool) -> tuple[int, Columns] | None:
    """Return over how many rows the header of an action table stands that begins at row `n`, and its columns, or None.

    The words of a narrow column are often broken: `Person` above `responsible`.
    """
    if not any(map(heading_meaning, rows[n].cells[:_MOST_COLUMNS])):
        return None
    best: tuple[int, Columns] | None = None
    for count in range(1, _SPAN + 1):
        group = rows[n : n + count]
        if len(group) < count or (count > 1 and not _is_rest(group[-1])):
            break
        whole = _stacked(group)
        if best and not all(is_listed(whole.cells[at]) for at, cell in enumerate(group[-1].cells) if cell.strip()):
            break
        columns = read_columns(whole)
        if columns.has(c.NO_ACTION):
            return None
        if is_action_header(columns, under_actions=under_actions) or (count == 1 and is_margin_header(whole)):
            best = (count, columns)
    return best


def is_margin_header(row: Row) -> bool:
    """True for a header that only says `Action` above the last column, the margin of minutes laid out as a table."""
    filled = [n for n, cell in enumerate(row.cells) if cell.strip()]
    if len(filled) != 1 or not 0 < filled[0] == len(row.cells) - 1:
        return False
    return heading_meaning(row.cells[filled[0]]) == c.TEXT or _key(row, filled[0]) in _ACTED_BY


def has_other_header(rows: Sequence[Row]) -> bool:
    """True where a table has a header, but not that of actions: motions, votes, names and initials."""
    return any(is_other_header(row) for row in rows[:_HEADER_ROWS])


def is_other_header(row: Row) -> bool:
    """True for a row of headings that are not those of an action table."""
    filled = [cell for cell in row.cells[:_MOST_COLUMNS] if cell.strip()]
    meanings = [m for cell in filled if (m := heading_meaning(cell))]
    # `PR` alone is somebody's initials rather than a heading.
    no_action = any(heading_meaning(cell) == c.NO_ACTION for cell in filled if len(meanings) > 1 or len(cell) > 3)
    many = len(meanings) > 1 and 2 * len(meanings) > len(filled)
    return many or (no_action and len(filled) > 1 and all(len(cell) <= 40 for cell in filled))


def read_columns(row: Row) -> Columns:
    """Return what the cells of a row mean as headings of columns."""
    places = list(_meanings(row))
    owners = [n for what, n in places if what == c.OWNER]
    if any(what in (c.TEXT, c.WEAK_TEXT) for what, _ in places) and any(what == c.DEADLINE for what, _ in places):
        # `For` heads who acts here, and in an agenda what an item is for; the cells tell.
        places = [(what, n) for what, n in places if _key(row, n) != "for"]
    if len(owners) > 1:
        # Beside `Who`, a column `Name` holds that of the action.
        places = [(c.TITLE if what == c.OWNER and _key(row, n) == "name" else what, n) for what, n in places]
    if not any(what in (c.TEXT, c.WEAK_TEXT, c.TITLE, c.DISCUSSION) for what, _ in places):
        # `Item` is the action where nothing else can be: Item / Owner / Due.
        items = [n for what, n in places if what == c.ITEM]
        # `Min. No.` beside `Item` numbers what stands there.
        numbers = [n for n in items if _key(row, n) in _NUMBERING - {"item", "minute"}][: len(items) - 1]
        refs = set() if any(what == c.REF for what, _ in places) else set(numbers[:1])
        meant = {n: c.REF if n in refs else c.ITEM if n in numbers else c.WEAK_TEXT for n in items}
        places = [(meant.get(n, what), n) for what, n in places]
        places += [(c.ITEM_REF, n) for n in refs]
    elif not any(what in (c.REF, c.DISCUSSION) for what, _ in places):
        numbers = [n for what, n in places if what == c.ITEM and _key(row, n) in _NUMBERING][:1]
        places = [(c.REF if n in numbers else what, n) for what, n in places]
        places += [(c.ITEM_REF, n) for n in numbers]
    return Columns(tuple(places), len(row.cells))


def is_action_header(columns: Columns, *, under_actions: bool) -> bool:
    """True where these columns can be those of an action table; its cells may yet say that it is none."""
    dated = columns.has(c.DEADLINE, c.REVISED)
    if columns.has(c.NO_ACTION):
        return False
    settled = columns.has(c.STATUS, c.CLOSED_ON)
    if columns.has(c.AGENDA) and not (
        columns.has(c.OWNER) and ((columns.has(c.TEXT) and (dated or under_actions)) or (under_actions and settled))
    ):
        return False
    if columns.has(c.OTHER) and not under_actions:
        return columns.has(c.TEXT) and columns.has(c.OWNER) and (dated or columns.has(c.STATUS))
    under_actions = under_actions or columns.has(c.ACTION_REF)
    beside = columns.has(c.OWNER, c.DEADLINE, c.REVISED, c.STATUS, c.REF, c.NOTE)
    if columns.has(c.TEXT):
        told = columns.has(c.DISCUSSION, c.ITEM, c.RAISED, c.DATE, c.CLOSED_ON, c.MEETING, c.RAG)
        return beside or told or (under_actions and columns.width == 1)
    if columns.has(c.ACTED_BY):
        return columns.has(c.DISCUSSION, c.WEAK_TEXT, c.ITEM)
    if columns.text is None:
        return _wants_wording(columns, under_actions=under_actions)
    if under_actions:
        return beside
    return columns.has(c.OWNER) and (dated or settled)


def _wants_wording(columns: Columns, *, under_actions: bool) -> bool:
    """True where who acts and by when have headings, and one column has none that is known: the cells tell whether."""
    told = columns.has(c.DEADLINE, c.REVISED) or (columns.has(c.STATUS) and columns.has(c.REF))
    placed = {at for what, at in columns.places if what != c.OTHER}
    if under_actions:
        told = told or columns.has(c.STATUS, c.CLOSED_ON, c.DATE)
    elif columns.has(c.OTHER, c.AGENDA):
        return False
    return columns.has(c.OWNER) and told and len(placed) < columns.width


def _meanings(row: Row) -> Iterator[tuple[str, int]]:
    for n, cell in enumerate(row.cells[:_MOST_COLUMNS]):
        if meaning := heading_meaning(cell):
            yield meaning, n
            if meaning == c.OWNER and _key(row, n) in _ACTED_BY:
                yield c.ACTED_BY, n
            if meaning == c.REF and {"ap", "action", "ai", "actions"} & set(words_of(cell)):
                yield c.ACTION_REF, n
            if meaning == c.WEAK_TEXT and {"task", "tasks"} & set(words_of(cell)):
                yield c.TASK, n
            if meaning == c.NOTE and {"status", "remark", "remarks"} & set(words_of(cell)):
                yield c.SAYS_STATUS, n


def _key(row: Row, n: int) -> str:
    return word_key(row.cells[n])


def _is_rest(row: Row) -> bool:
    """True for a row that may go on with the header above it."""
    filled = [cell for cell in row.cells if cell.strip()]
    return bool(filled) and all(len(cell) <= _LONGEST_REST and not any(map(str.isdigit, cell)) for cell in filled)


def _stacked(rows: Sequence[Row]) -> Row:
    width = max(len(row.cells) for row in rows)
    cells = (joined(" ".join(row.cells[n] for row in rows if n < len(row.cells))) for n in range(width))
    return Row(tuple(cells), rows[0].place)
