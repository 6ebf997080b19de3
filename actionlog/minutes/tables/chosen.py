"""Columns that the user named, where their headings do not say what they hold: `--columns "owner=Who,deadline=F"`."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from actionlog.document import Document, Row, Table, joined
from actionlog.errors import Refused
from actionlog.minutes.tables import columns as c
from actionlog.minutes.tables.columns import heading_meaning
from actionlog.minutes.tables.contents import reads_like_action
from actionlog.minutes.tables.headers import read_columns
from actionlog.minutes.tables.sections import Entry, Section
from actionlog.minutes.words import word_key

#: What a column can be said to hold.
MEANINGS: Final[dict[str, str]] = {
    "ref": c.REF,
    "action": c.TEXT,
    "owner": c.OWNER,
    "deadline": c.DEADLINE,
    "revised": c.REVISED,
    "status": c.STATUS,
    "update": c.NOTE,
    "item": c.ITEM,
    "closed": c.CLOSED_ON,
    "raised": c.RAISED,
    "meeting": c.MEETING,
}
_LETTERS = re.compile(r"[A-Za-z]{1,2}")
_HEADER_ROWS: Final = 20
_MOST_TOLD: Final = 30


class Chosen(NamedTuple):
    """Pairs of a meaning and a heading (as `word_key` has it) or the letter of a column; empty where none was named."""

    columns: tuple[tuple[str, str], ...] = ()


NOTHING_CHOSEN: Final = Chosen()


def read_chosen(document: Document, columns: Sequence[tuple[str, str]]) -> Chosen:
    """Return the columns that the user named. Refused where a meaning is none, or no table has such a heading."""
    pairs = []
    headings = _headings(document)
    keys = {word_key(heading) for heading in headings}
    widest = max((len(r.cells) for b in document.blocks if isinstance(b, Table) for r in b.rows), default=0)
    for meaning, name in columns:
        what = MEANINGS.get(meaning.strip().casefold())
        if what is None:
            raise Refused(
                f"A column cannot hold “{meaning.strip()[:40]}”. It can hold one of: {', '.join(MEANINGS)}. "
                "For example: --columns action=B,owner=Who"
            )
        key = word_key(name)
        if not (key and key in keys) and not (_LETTERS.fullmatch(name.strip()) and _place(name) < widest):
            there = ", ".join(f"“{h}”" for h in headings[:_MOST_TOLD]) or "none"
            raise Refused(
                f"{document.name} has no column “{name.strip()[:60]}”. The headings there are: {there}. "
                "Name one of these, or the letter of a column, such as C."
            )
        pairs.append((what, key if key in keys else name.strip().upper()))
    if pairs and c.TEXT not in dict(pairs) and not any(heading_meaning(h) in (c.TEXT, c.WEAK_TEXT) for h in headings):
        raise Refused(
            f"Which column of {document.name} holds the actions? Say so as well, for example: --columns action=B"
        )
    return Chosen(tuple(pairs))


def chosen_section(rows: Sequence[Row], chosen: Chosen) -> Section | None:
    """Return the actions of a table by the columns that the user named; None for a table without them."""
    names = {name for _, name in chosen.columns if name != name.upper() or not _LETTERS.fullmatch(name)}
    header = next((n for n, row in enumerate(rows[:_HEADER_ROWS]) if names and names <= _keys(row)), None)
    if header is None and names:
        return None
    if header is None:
        header = _header_of(rows, chosen)
    top = rows[header] if header >= 0 else Row(())
    width = max(len(row.cells) for row in rows)
    columns = read_columns(top)._replace(width=width)
    mine = {what for what, _ in chosen.columns}
    columns = columns._replace(places=tuple(p for p in columns.places if _meaning(p[0]) not in mine))
    keys = [word_key(cell) for cell in top.cells]
    for what, name in chosen.columns:
        at = keys.index(name) if name in keys else _place(name)
        if at < width:
            columns = columns.having(what, at)
    if columns.text is None:
        return None
    body = [row for row in rows[header + 1 :] if any(cell.strip() for cell in row.cells)]
    return Section(columns, tuple(Entry(row) for row in body if row.cells != top.cells))


def _header_of(rows: Sequence[Row], chosen: Chosen) -> int:
    """Return the row of headings of a table whose columns were named by letters; -1 where it has none."""
    known = next((n for n, row in enumerate(rows[:_HEADER_ROWS]) if _known(row) > 1), None)
    if known is not None:
        return known
    at = [_place(name) for _, name in chosen.columns]
    for n, row in enumerate(rows[:_HEADER_ROWS]):
        cells = [row.cells[p] for p in at if p < len(row.cells) and row.cells[p].strip()]
        if len(cells) == len(at):
            return n if not any(map(_is_value, cells)) else -1
    return -1


def _is_value(cell: str) -> bool:
    """True for a cell that is no heading: it holds a number, a sentence or the wording of an action."""
    return any(map(str.isdigit, cell)) or cell.endswith(".") or len(cell) > 40 or reads_like_action(cell)


def _meaning(what: str) -> str:
    return c.TEXT if what in (c.WEAK_TEXT, c.TITLE) else c.RAISED if what == c.DATE else what


def _headings(document: Document) -> list[str]:
    """Return the headings of the document's tables: the cells of the row of each that looks most like a header."""
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table) and block.rows:
            rows = block.rows[:_HEADER_ROWS]
            best = max(rows, key=lambda row: (_known(row), sum(bool(cell.strip()) for cell in row.cells)))
            found += [joined(cell) for cell in best.cells if cell.strip() and len(cell) <= 80]
    return list(dict.fromkeys(found))


def _known(row: Row) -> int:
    return sum(bool(heading_meaning(cell)) for cell in row.cells[:200])


def _keys(row: Row) -> set[str]:
    return {word_key(cell) for cell in row.cells[:200]}


def _place(letters: str) -> int:
    """Return the place of a column called by its letter: A is 0, AA is 26."""
    place = 0
    for letter in letters.strip().upper()[:3]:
        place = place * 26 + ord(letter) - ord("A") + 1 if letter.isascii() and letter.isalpha() else 10_000
    return place - 1
