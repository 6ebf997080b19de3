"""The parts of one table: where an action table begins and ends within it, and the headings between its rows.

Some reports are one giant table. A row with a single filled cell is a heading there or a paragraph of text, and the
actions end where a heading of something else comes, or rows of another shape.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from actionlog.document import Row, joined
from actionlog.minutes.layout import ACTIONS, OTHER, item_of, kind_of
from actionlog.minutes.tables import columns as c
from actionlog.minutes.tables.columns import Columns
from actionlog.minutes.tables.contents import is_ref, reads_like_action, settled
from actionlog.minutes.tables.guessing import guessed_columns
from actionlog.minutes.tables.headers import header_at, is_margin_header, is_other_header, read_columns
from actionlog.minutes.words import word_set, words_of

_LONGEST_HEADING: Final = 100
_FEW_WORDS: Final = 7
_NEAR: Final = 20  #: rows above and below that tell whether a text alone is a heading
#: A row of these words alone says which actions follow.
_PARTS: Final = word_set(
    "new open closed completed complete done resolved outstanding ongoing on going carried forward over brought "
    "previous current pending in progress not yet due overdue archived discharged actions action items log and"
)
_SAYS: Final = word_set(
    "new open closed completed complete done resolved outstanding ongoing carried brought previous pending archived "
    "discharged"
)
#: What follows the actions at the end of a report.
_CLOSING = re.compile(
    r"(?:proposed )?(?:(?:date|time)s?(?: and time)? of )?(?:the )?next (?:meeting|mtg)s?\b"
    r"|any other business|aob\b"
    r"|(?:the )?(?:meeting|chair(?:man)?) (?:was )?(?:closed|ended|finished)\b"
    r"|there being no (?:further|other) business"
    r"|signed\W*(?:[_.…]{3}|$)|signed (?:by|as)\b",
    re.IGNORECASE,
)
_LONGEST_CLOSING: Final = 120


class Entry(NamedTuple):
    """A row of actions, and what the rows above it say of it: the part of the actions, the item of the agenda."""

    row: Row
    heading: str = ""
    item: str = ""


class Section(NamedTuple):
    """The rows of one action table, or of the part of a table that is one; `skipped` rows stand above them."""

    columns: Columns
    entries: tuple[Entry, ...]
    has_header: bool = True
    at_start: bool = False  #: it begins with the first row of its table


class _Open(NamedTuple):
    """A section that is being read."""

    columns: Columns
    heading: str
    start: int
    under_actions: bool


def sections(rows: Sequence[Row], *, under_actions: bool) -> Iterator[Section]:
    """Yield the parts of a table that are action tables with a header, or stand below a heading of actions.

    `under_actions` says that the heading above the table speaks of actions.
    """
    now: _Open | None = None
    entries: list[Entry] = []
    heading = item = ""
    under = under_actions
    loose: list[Entry] = []
    n = 0
    while n < len(rows):
        row = rows[n]
        alone = only_text(row)
        if not any(cell.strip() for cell in row.cells):
            n += 1
            continue
        header = (
            None
            if alone and len(row.cells) > 1 and not is_margin_header(row)
            else header_at(rows, n, under_actions=under)
        )
        if header:
            count, columns = header
            if now and columns.places == now.columns.places:
                n += count  # the header is repeated on each page
                continue
            if now:
                yield from _ended(now, entries)
            now, entries = _Open(columns, heading, n, under), []
            n += count
            continue
        if now and _closes(row, now.columns):
            yield from _ended(now, entries)
            now, entries, heading, under = None, [], "", False
        elif is_other_header(row) and (
            now is None or read_columns(row).has(c.NO_ACTION) or not _fits(row, now.columns)
        ):
            if now:
                yield from _ended(now, entries)
            now, entries, heading, under = None, [], "", False
            loose = []
        elif now and alone and is_ref(alone):
            entries.append(Entry(row, heading, item))  # an empty row with its number, or the middle of a longer one
        elif alone:
            kind = kind_of(alone) if len(alone) <= _LONGEST_HEADING else ""
            if now is not None and _CLOSING.match(alone):
                kind = OTHER
            if kind == ACTIONS or names_part(alone):
                heading, under, item = alone, True, ""
            elif kind:
                if now:
                    yield from _ended(now, entries)
                now, entries, heading, under = None, [], "", False
            elif now is None:
                under = under and len(alone) <= _LONGEST_HEADING and under_actions
            elif not _is_own_text(row, now.columns):
                if len(alone) > _LONGEST_HEADING or not _continues_below(rows, n, now.columns):
                    yield from _ended(now, entries)
                    now, entries, heading, under = None, [], "", False
                else:
                    item = found.number if (found := item_of(alone)) else ""
            elif _is_heading(row, rows, n, now.columns, alone):
                item = found.number if (found := item_of(alone)) else ""
            else:
                entries.append(Entry(row, heading, item))
        elif now and not _fits(row, now.columns):
            yield from _ended(now, entries)
            now, entries, heading, under = None, [], "", False
        elif now:
            entries.append(Entry(row, heading, item))
        elif heading and under:
            loose.append(Entry(row, heading, item))
        n += 1
    if now:
        yield from _ended(now, entries)
    elif loose and (guess := guessed_columns([e.row for e in loose])):
        yield Section(guess, tuple(loose), has_header=False)


def only_text(row: Row) -> str:
    """Return the text of a row with a single one, in one cell or repeated in each that a merged cell covers."""
    texts = {cell.strip() for cell in row.cells if cell.strip()}
    return joined(texts.pop()) if len(texts) == 1 else ""


def names_part(text: str) -> bool:
    """True for `Closed`, `Outstanding actions`, `Carried forward`: which actions follow."""
    words = set(words_of(text[:_LONGEST_HEADING]))
    return bool(words & _SAYS) and words <= _PARTS


def _ended(now: _Open, entries: list[Entry]) -> Iterator[Section]:
    if columns := settled(now.columns, [e.row for e in entries], under_actions=now.under_actions):
        yield Section(columns, tuple(entries), at_start=now.start == 0)


def _closes(row: Row, columns: Columns) -> bool:
    """True for the end of the minutes, taken for a row: `Next meeting 27 February`, over whichever columns."""
    whole = joined(" ".join(row.cells))
    if len(whole) > _LONGEST_CLOSING or not _CLOSING.match(whole):
        return False
    beside = [at for what, at in columns.places if what in (c.OWNER, c.DEADLINE, c.STATUS)]
    told = any(_has(row, at) for at in beside if at != columns.text and at != 0)
    own = row.cells[columns.text] if columns.text is not None and columns.text < len(row.cells) else ""
    is_glued = not _CLOSING.match(own.strip())
    return (is_glued or not told) and not reads_like_action(whole) and (any(map(str.isdigit, whole)) or not told)


def _fits(row: Row, columns: Columns) -> bool:
    """True where a row can be one below the header: it is no wider, and not much narrower."""
    count = len(row.cells)
    filled = [n for n, cell in enumerate(row.cells) if cell.strip()]
    text = columns.text
    wide = bool(filled) and filled[-1] >= columns.width
    return not wide and (count >= columns.width - 1 or text is None or count > text)


def _is_own_text(row: Row, columns: Columns) -> bool:
    """True where the one text of a row stands in the column of actions, and only there."""
    at = [n for n, cell in enumerate(row.cells) if cell.strip()]
    spans = len(at) > 1 or (len(row.cells) == 1 and columns.width > 1)
    return not spans and at[0] == columns.text


def _continues_below(rows: Sequence[Row], n: int, columns: Columns) -> bool:
    """True where rows of actions follow that have more than one cell."""
    for row in rows[n + 1 : n + 30]:
        if len(only_text(row)) > _LONGEST_HEADING and not _is_own_text(row, columns):
            return False
        if only_text(row) or not any(cell.strip() for cell in row.cells):
            continue
        return _fits(row, columns) and not is_other_header(row)
    return False


def _is_heading(row: Row, rows: Sequence[Row], n: int, columns: Columns, text: str) -> bool:
    """True where a text alone in the column of actions is a heading of the rows below it."""
    if len(text.split()) > _FEW_WORDS or text.endswith((".", "!", "?")) or reads_like_action(text) or text[0].islower():
        return False
    above = rows[n - 1].cells[columns.text or 0] if n and (columns.text or 0) < len(rows[n - 1].cells) else ""
    if columns.has(c.REF) and not above.rstrip().endswith((".", "!", "?")):
        return False  # it may be the rest of the row above
    beside = [at for what, at in columns.places if what in (c.OWNER, c.DEADLINE, c.STATUS)]
    near = rows[max(n - _NEAR, 0) : n + _NEAR]
    others = [r for r in near if r is not row and columns.text is not None and _has(r, columns.text)][1:]
    filled = sum(any(_has(r, at) for at in beside) for r in others)
    return len(others) > 1 and filled >= 0.7 * len(others) and _continues_below(rows, n, columns)


def _has(row: Row, at: int) -> bool:
    return at < len(row.cells) and bool(row.cells[at].strip())
