"""Actions in tables: one row each, also where a page break or an empty number splits a row in two."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from actionlog.document import Place, Row, Table, joined
from actionlog.minutes import columns as c
from actionlog.minutes.columns import Columns, find_header, has_other_header, read_columns
from actionlog.minutes.guessing import guessed_columns
from actionlog.minutes.layout import ACTIONS, OTHER, TITLE, Layout, Spot
from actionlog.minutes.parties import split_owners
from actionlog.minutes.raw import RawAction
from actionlog.minutes.wording import read_wording

_NOTHING: Final = re.compile(
    r"[\W_]*|n/?a|nil|none|no (?:further )?actions?(?: required| needed| arising)?|agenda (?:item )?skipped"
    r"|not applicable",
    re.IGNORECASE,
)
_SENTENCE_END: Final = (".", "!", "?", ".”", ".’", '."', ".)")
_LONGEST_BETWEEN: Final = 120


class _Part(NamedTuple):
    """A table, or the part of one that stands on a page."""

    spot: Spot
    rows: tuple[Row, ...]
    columns: Columns
    continues: bool  #: its first row may go on with the last one of the part before


class _Line(NamedTuple):
    """A row as it was meant, its parts joined, and the places of these."""

    part: _Part
    row: Row
    places: tuple[Place, ...]


def find_in_tables(layout: Layout, known: tuple[str, ...]) -> Iterator[RawAction]:
    """Yield the actions of all action tables, in order. `known` are the names of the attendance list."""
    lines: list[_Line] = []
    for part in _parts(layout):
        rows = [row for row in part.rows if any(cell.strip() for cell in row.cells)]
        for n, row in enumerate(rows):
            above = lines[-1] if lines and (n > 0 or part.continues) else None
            if above and _continues(row, above.row, part.columns):
                places = (*above.places, row.place)
                lines[-1] = _Line(above.part, _joined(above.row, row, part.columns), places)
            else:
                lines.append(_Line(part, row, (row.place,)))
    for line in lines:
        if action := _action(line, known):
            yield action


def _parts(layout: Layout) -> Iterator[_Part]:
    """Yield the action tables, with their columns; a table without a header continues the one before it."""
    last: Columns | None = None
    number = 0  # of its last row
    between: list[Spot] = []
    for spot in layout.spots:
        if not isinstance(spot.block, Table):
            between.append(spot)
            continue
        rows = spot.block.rows
        under_actions = spot.kind == ACTIONS
        header = find_header(rows, under_actions=under_actions)
        continues = last is not None and _only_a_page_break(between)
        if header:
            skip, columns = header
            same = last is not None and columns.places == last.places
            yield _Part(spot, _body(rows[skip:], columns), columns, continues and same)
            last, number = columns, _last_number(rows, columns)
        elif has_other_header(rows):
            last = None
        elif last is not None and (continues or _goes_on(rows, last, number, between)):
            yield _Part(spot, _body(rows, last), last, True)
            number = _last_number(rows, last) or number
        elif under_actions and (guess := guessed_columns(rows)):
            yield _Part(spot, rows, guess, False)
            last, number = guess, _last_number(rows, guess)
        else:
            last = None
        between = []


def _body(rows: Sequence[Row], columns: Columns) -> tuple[Row, ...]:
    """Return the rows without headers that are repeated within the table."""
    return tuple(row for row in rows if read_columns(row).places != columns.places)


def _only_a_page_break(between: Sequence[Spot]) -> bool:
    """True where nothing stands between two tables but what a page prints at its top and foot."""
    return all(spot.is_furniture for spot in between)


def _first(rows: Sequence[Row]) -> Row | None:
    """Return the first row that is not empty."""
    return next((row for row in rows if any(cell.strip() for cell in row.cells)), None)


def _goes_on(rows: Sequence[Row], columns: Columns, last_number: int, between: Sequence[Spot]) -> bool:
    """True where a table without a header plainly continues, though a new title stands on its page."""
    row, at = _first(rows), columns.at(c.REF)
    if row is None:
        return False
    few = len(between) <= 3 and all(len(getattr(s.block, "text", "")) <= _LONGEST_BETWEEN for s in between)
    unknown = all(s.kind in (TITLE, OTHER, ACTIONS) for s in between)
    ref = row.cells[at].strip() if at is not None and at < len(row.cells) else "-"
    # Its first row goes on with the row above, or has the next number: another table of three columns would not.
    follows = not ref or (bool(number := _whole(ref)) and number == last_number + 1)
    return few and unknown and follows and max(len(r.cells) for r in rows) <= columns.width


def _whole(ref: str) -> int:
    """Return the number that a ref is, or 0 where it is none."""
    bare = ref.strip(" .()")
    return int(bare) if bare.isdecimal() and len(bare) < 9 else 0


def _last_number(rows: Sequence[Row], columns: Columns) -> int:
    """Return the number of the last row that has one."""
    at = columns.at(c.REF)
    return next((n for row in reversed(rows) if (n := _whole(_cell(row, at)))), 0)


def _cell(row: Row, place: int | None) -> str:
    return row.cells[place].strip() if place is not None and place < len(row.cells) else ""


def _continues(row: Row, above: Row, columns: Columns) -> bool:
    """True where `row` is the rest of the row above it."""
    ref, text = columns.at(c.REF), columns.text
    others = [n for what, n in columns.places if n not in (ref, text) and what not in (c.NOTE, c.ITEM)]
    filled = [n for n in others if _cell(row, n)]
    if ref is not None:
        if _cell(row, ref):
            return False
        if not filled:
            return True
        # Other cells go on too: `Review` above, `team` here. A new action would have its own.
        unfinished = not _cell(above, text).endswith(_SENTENCE_END) and not _cell(row, text)[:1].isupper()
        return unfinished or all(not _cell(above, n) for n in filled)
    begins_low = _cell(row, text)[:1].islower()
    return not filled and begins_low and not _cell(above, text).endswith(_SENTENCE_END)


def _joined(above: Row, row: Row, columns: Columns) -> Row:
    count = max(len(above.cells), len(row.cells), columns.width)
    cells = []
    for n in range(count):
        parts = [part for part in (_cell(above, n), _cell(row, n)) if part]
        hyphened = len(parts) == 2 and re.search(r"\w-$", parts[0]) and parts[1][:1].islower()
        cells.append(("" if hyphened else " ").join(parts))
    return Row(tuple(cells), above.place)


def _action(line: _Line, known: tuple[str, ...]) -> RawAction | None:
    """Return the action of a row; None for a row that is none, such as an empty number or `No action`."""
    part, row, places = line
    columns = part.columns
    text = joined(_cell(row, columns.text))
    if _NOTHING.fullmatch(text[:200]):
        return None
    owner_at = columns.at(c.OWNER)
    printed = joined(_cell(row, owner_at))
    doubts = []
    if len(places) > 1:
        doubts.append(f"The row is split ({' and '.join(map(str, places))}); its parts were joined.")
    wording = read_wording(text, known)
    owners = split_owners(_cell(row, owner_at), known)
    if owner_at is None or not printed:
        printed, owners = wording.owners_printed, wording.owners
        text = wording.text if owner_at is None and owners else text
        if owners and owner_at is not None:
            doubts.append("Its owner's cell is empty; the owner was taken from the wording.")
    deadline = joined(_cell(row, columns.at(c.DEADLINE)))
    revised = joined(_cell(row, columns.at(c.REVISED)))
    if revised and deadline:
        doubts.append(f"The paper prints {deadline} and, as the new deadline, {revised}; the new one was taken.")
    ref = joined(_cell(row, columns.at(c.REF)))
    if not ref and not columns.has(c.REF) and wording.ref:
        ref, text = wording.ref, wording.text
    note = joined(_cell(row, columns.at(c.NOTE)))
    if rag := joined(_cell(row, columns.at(c.RAG))):
        note = f"{note} (RAG as printed: {rag})".strip()
    item = joined(_cell(row, columns.at(c.ITEM)))
    status = joined(_cell(row, columns.at(c.STATUS)))
    if not (ref or printed or deadline or revised or status) and len(text.split()) <= 5 and not text.endswith("."):
        doubts.append("Only the action's own cell is filled. It may be a heading within the table.")
    return RawAction(
        text=text,
        ref=_tidy_ref(ref),
        owners_printed=printed,
        owners=owners,
        deadline=revised or deadline,
        by_when="" if columns.has(c.DEADLINE, c.REVISED) else wording.by_when,
        status=status,
        closed_on=joined(_cell(row, columns.at(c.CLOSED_ON))),
        note=note,
        item=item if re.fullmatch(r"\d{1,3}[a-z]?(?:\.\d{1,2})*", item) else part.spot.item,
        heading=part.spot.heading if part.spot.kind == ACTIONS else "",
        places=places,
        doubts=tuple(doubts),
    )


def _tidy_ref(ref: str) -> str:
    """Return a ref without the full stop that lists put behind a number: `3.` is 3, `72.0` stays."""
    return ref[:-1] if re.fullmatch(r"\w{1,6}\.", ref) else ref
