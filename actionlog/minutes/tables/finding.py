"""Actions in tables: one row each, also where a page break or an empty number splits a row in two."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from actionlog.document import Place, Row, Table
from actionlog.minutes.layout import (
    ACTIONS,
    AGENDA,
    APOLOGIES,
    ATTENDING,
    OTHER,
    PERHAPS,
    PRESENT,
    TITLE,
    Layout,
    Spot,
)
from actionlog.minutes.logs.sheets import is_closed, is_guide, names_log
from actionlog.minutes.raw import RawAction
from actionlog.minutes.statuses import is_status
from actionlog.minutes.tables import columns as c
from actionlog.minutes.tables.boxes import boxed_actions
from actionlog.minutes.tables.centred import gathered_round_refs
from actionlog.minutes.tables.chosen import NOTHING_CHOSEN, Chosen, chosen_section
from actionlog.minutes.tables.columns import Columns, heading_meaning
from actionlog.minutes.tables.contents import cells_at, is_ref, is_when, reads_like_action, settled, share
from actionlog.minutes.tables.guessing import guessed_columns
from actionlog.minutes.tables.headers import has_other_header, read_columns
from actionlog.minutes.tables.keyed import turned
from actionlog.minutes.tables.margins import margin_section
from actionlog.minutes.tables.rows import Line, actions_of, cell, with_above
from actionlog.minutes.tables.sections import Entry, Section, sections
from actionlog.minutes.words import word_key, word_set, words_of

_SENTENCE_END: Final = (".", "!", "?", ".”", ".’", '."', ".)")
_LONGEST_BETWEEN: Final = 120
_LONGEST_LEAD_IN: Final = 160
_LONGEST_LABEL: Final = 40
_MOST_PARTS: Final = 50  #: of one row
#: Below a heading with one of these words and not of actions, a table needs the columns of an action table in full.
_CALLED_ACTIONS: Final = {"action", "actions", "a", "ap", "ai", "action item", "action point", "task", "to do"}
_NOT_MINUTES: Final = (AGENDA, PRESENT, ATTENDING, APOLOGIES)
_NEVER: Final = word_set("risk risks motion motions award awards rota rotas attendance interests")
_OTHER_THINGS: Final = word_set(
    "iteration sprint issues schedule timetable tickets links budget finance accounts payments decisions "
    "attendance kpi kpis milestones use cases correspondence planning applications interests resolutions"
)


class _Part(NamedTuple):
    """An action table, or the part of one that stands on a page."""

    spot: Spot
    section: Section
    continues: bool  #: its first row may go on with the last one of the part before


def find_in_tables(
    layout: Layout, known: tuple[str, ...], *, titled: str = "", chosen: Chosen = NOTHING_CHOSEN
) -> Iterator[RawAction]:
    """Yield the actions of all action tables, in order.

    `known` are the names of the attendance list, `titled` is the name of the file, and `chosen` are the columns that
    the user named.
    """
    lines: list[Line] = []
    taken: set[Place] = set()
    for part in _parts(layout, titled, chosen, known):
        taken.add(part.spot.block.place)
        above: Row | None = None
        columns = part.section.columns
        entries = _actions_only(part.section)
        groups = gathered_round_refs([entry.row for entry in entries], columns)
        for group in groups:
            entry = entries[group[0]]
            before = lines[-1] if lines and (group[0] > 0 or part.continues) else None
            row, is_ditto = with_above(entry.row, above, columns)
            if len(group) == 1 and before and len(before.places) < _MOST_PARTS and _continues(row, before.row, columns):
                lines[-1] = before._replace(row=_joined(before.row, row, columns), places=(*before.places, row.place))
            else:
                group = group[:_MOST_PARTS]
                for n in group[1:]:
                    row = _joined(row, entries[n].row, columns)
                places = tuple(entries[n].row.place for n in group)
                heading, item = entry.heading or _heading(part.spot), entry.item or part.spot.item
                lines.append(Line(row, columns, places, heading, item, part.spot.heading, is_ditto))
            above = lines[-1].row
    for line in lines:
        yield from actions_of(line, known)
    for spot in layout.spots:
        if isinstance(spot.block, Table) and spot.block.place not in taken and not chosen.columns:
            yield from boxed_actions(spot.block, known)


def _actions_only(section: Section) -> Sequence[Entry]:
    """Return the rows that a column `Type` calls actions, where it calls some so; the others are decisions."""
    at = section.columns.at(c.KIND)
    called = [entry for entry in section.entries if word_key(cell(entry.row, at)) in _CALLED_ACTIONS]
    return called or section.entries


def _heading(spot: Spot) -> str:
    """Return the heading that says which actions a table holds: the sheet's name where that says they are closed."""
    assert isinstance(spot.block, Table)
    sheet = _sheet(spot.block)
    if sheet and is_closed(sheet):
        return f"Closed actions ({sheet})"
    return spot.heading if spot.kind in (ACTIONS, PERHAPS) else ""


def _sheet(table: Table) -> str:
    return table.place.sheet or (table.rows[0].place.sheet if table.rows else "")


def _parts(layout: Layout, titled: str, chosen: Chosen, known: tuple[str, ...]) -> Iterator[_Part]:
    """Yield the action tables, with their columns; a table without a header continues the one before it."""
    last: Section | None = None
    number = 0  # of its last row
    between: list[Spot] = []
    is_log = names_log(titled)
    for spot in layout.spots:
        if not isinstance(spot.block, Table):
            between.append(spot)
            continue
        sheet = _sheet(spot.block)
        if sheet and is_guide(sheet):
            last, between = None, []
            continue
        rows = spot.block.rows
        called = is_log or (bool(sheet) and names_log(sheet)) or _is_led_in(between)
        under_actions = spot.kind == ACTIONS or (spot.kind != AGENDA and called)
        if chosen.columns:
            if section := chosen_section(rows, chosen):
                yield _Part(spot, section, False)
            continue
        found = list(sections(turned(spot.block).rows, under_actions=under_actions))
        found = [s for s in found if not _is_other_thing(spot, s.columns)]
        continues = last is not None and _only_a_page_break(between)
        if found:
            for n, section in enumerate(found):
                same = last is not None and section.columns.places == last.columns.places
                yield _Part(spot, section, continues and same and n == 0 and section.at_start)
                number = _last_number(section) or (number if same else 0)
                last = section
        elif has_other_header(rows):
            last = None
            if spot.kind not in _NOT_MINUTES and (section := _below_other_header(spot, rows, known, called)):
                yield _Part(spot, section, False)
        elif last is not None and (
            (continues and _may_go_on(rows, last.columns)) or _goes_on(rows, last.columns, number, between)
        ):
            heading = last.entries[-1].heading if last.entries else ""
            last = Section(last.columns, tuple(Entry(row, heading) for row in rows if _is_filled(row)))
            yield _Part(spot, last, True)
            number = _last_number(last) or number
        elif (section := _below_strange_header(spot, rows, called) or _guessed_below(spot, rows)) is not None:
            yield _Part(spot, section, False)
            last, number = section, _last_number(section)
        elif spot.kind not in _NOT_MINUTES and (section := margin_section(rows, known)):
            yield _Part(spot, section, False)
            last = None
        else:
            last = None
        between = []


def _is_led_in(between: Sequence[Spot]) -> bool:
    """True where the line above a table speaks of actions: `The actions agreed are listed below.`"""
    above = next((s.block for s in reversed(between) if not s.is_furniture), None)
    text = "" if above is None or isinstance(above, Table) else above.text[:_LONGEST_LEAD_IN]
    words = set(words_of(text))
    return len(text) < _LONGEST_LEAD_IN and bool(words & {"action", "actions"}) and "no" not in words


def _guessed_below(spot: Spot, rows: Sequence[Row]) -> Section | None:
    """Return a table without a header that stands below a heading of actions; below `What we agreed`, if complete."""
    if spot.kind not in (ACTIONS, PERHAPS):
        return None
    section = _guessed(rows)
    return section if section and (spot.kind == ACTIONS or _is_complete(section.columns)) else None


def _below_other_header(spot: Spot, rows: Sequence[Row], known: tuple[str, ...], called: bool) -> Section | None:
    """Return the actions of a table whose header is not that of actions, where its cells are beyond doubt.

    It may hold what was said and, at the right, who acts; or stand below a heading of actions.
    """
    columns = read_columns(rows[0])
    is_other = columns.has(c.NO_ACTION, c.AGENDA, c.OTHER)
    if columns.has(c.OWNER) and not is_other and (section := margin_section(rows, known)):
        return section
    return _below_strange_header(spot, rows, called)


def _below_strange_header(spot: Spot, rows: Sequence[Row], called: bool) -> Section | None:
    """Return a table below a heading of actions whose headings are not known, but whose cells are those of actions."""
    if not (spot.kind in (ACTIONS, PERHAPS) or called) or len(rows) < 2 or read_columns(rows[0]).has(c.NO_ACTION):
        return None
    top, body = rows[0], [row for row in rows[1:] if _is_filled(row)]
    if not all(0 < len(cell.strip()) <= _LONGEST_LABEL and not is_when(cell) for cell in top.cells):
        return None
    columns = guessed_columns(body)
    if columns is None or columns.text is None or not columns.has(c.OWNER) or not _is_header_of(top, columns):
        return None
    texts = cells_at(body, columns.text)
    asks = share(texts, reads_like_action) >= 0.4 and spot.kind == ACTIONS
    if not asks and not (_is_complete(columns) and share(texts, lambda text: len(text.split()) > 2) > 0.6):
        return None
    for what, at in read_columns(top).places:
        if not columns.meant(at) and not columns.has(what):
            columns = columns.having(what, at)
    return Section(columns, tuple(Entry(row) for row in body))


def _is_header_of(top: Row, columns: Columns) -> bool:
    """True for a row that has words for headings where the rows below it have days or statuses."""
    wording, owner = cell(top, columns.text), cell(top, columns.at(c.OWNER))
    if reads_like_action(wording) and not heading_meaning(wording):
        return False  # an action, and no heading
    if 1 < len(owner) <= 4 and owner.isupper() and not heading_meaning(owner):
        return False  # initials
    days, states = cell(top, columns.at(c.DEADLINE)), cell(top, columns.at(c.STATUS))
    if columns.has(c.DEADLINE, c.STATUS):
        return not is_when(days) and not is_status(states) and not any(map(str.isdigit, days))
    return sum(bool(heading_meaning(text)) for text in top.cells) > 1


def _guessed(rows: Sequence[Row]) -> Section | None:
    """Return a table without a header as a section, where the cells tell the columns and are those of actions."""
    labelled = sum(any(cell.rstrip().endswith(":") for cell in row.cells) for row in rows)
    if 2 * labelled > len(rows):
        return None  # `Date of the next meeting:`, and beside it the day
    columns = guessed_columns(rows)
    columns = columns and settled(columns, rows, under_actions=True)
    if not columns:
        return None
    if len(rows) == 1 and not columns.has(c.OWNER, c.REF) and not any(map(reads_like_action, rows[0].cells)):
        return None  # `Version 14, updated`, and beside it the day
    return Section(columns, tuple(Entry(row) for row in rows if _is_filled(row)), has_header=False)


def _is_complete(columns: Columns) -> bool:
    """True for columns that only a table of actions has, whatever stands above it."""
    return columns.has(c.OWNER) and columns.has(c.DEADLINE, c.STATUS)


def _is_other_thing(spot: Spot, columns: Columns) -> bool:
    """True for a table below a heading such as `Risks` or `Agenda`, unless it has all columns of an action table."""
    words = set(words_of(spot.heading[:200]))
    if words & _NEVER and not words & {"action", "actions"} and spot.kind != ACTIONS:
        return True
    if spot.kind != AGENDA and (spot.kind == ACTIONS or not words & _OTHER_THINGS or words & {"action", "actions"}):
        return False
    return not (
        columns.has(c.TEXT) and columns.has(c.OWNER, c.DISCUSSION) and columns.has(c.DEADLINE, c.STATUS, c.DISCUSSION)
    )


def _is_filled(row: Row) -> bool:
    return any(text.strip() for text in row.cells)


def _only_a_page_break(between: Sequence[Spot]) -> bool:
    """True where nothing stands between two tables but what a page prints at its top and foot."""
    return all(spot.is_furniture for spot in between)


def _may_go_on(rows: Sequence[Row], columns: Columns) -> bool:
    """True where the first row of a table has what a row of the table before it would have: a ref or none there."""
    row, at = next(filter(_is_filled, rows), None), columns.at(c.REF)
    if row is None:
        return False
    widest = max(len(r.cells) for r in rows)
    if at is None:
        return widest == columns.width
    return widest <= columns.width and (not cell(row, at) or is_ref(cell(row, at)))


def _goes_on(rows: Sequence[Row], columns: Columns, last_number: int, between: Sequence[Spot]) -> bool:
    """True where a table without a header plainly continues, though a new title stands on its page."""
    row, at = next(filter(_is_filled, rows), None), columns.at(c.REF)
    if row is None:
        return False
    few = len(between) <= 3 and all(len(getattr(s.block, "text", "")) <= _LONGEST_BETWEEN for s in between)
    unknown = all(s.kind in (TITLE, OTHER, ACTIONS) for s in between)
    ref = cell(row, at) if at is not None and at < len(row.cells) else "-"
    # Its first row goes on with the row above, or has the next number: another table of three columns would not.
    follows = not ref or (bool(number := _whole(ref)) and number == last_number + 1)
    return few and unknown and follows and max(len(r.cells) for r in rows) <= columns.width


def _whole(ref: str) -> int:
    """Return the number that a ref is, or 0 where it is none."""
    bare = ref.strip(" .()")
    return int(bare) if bare.isdecimal() and len(bare) < 9 else 0


def _last_number(section: Section) -> int:
    """Return the number of the last row that has one."""
    at = section.columns.at(c.REF)
    return next((n for entry in reversed(section.entries) if (n := _whole(cell(entry.row, at)))), 0)


def _continues(row: Row, above: Row, columns: Columns) -> bool:
    """True where `row` is the rest of the row above it."""
    ref, text = columns.at(c.REF), columns.text
    if text is None:
        return False
    others = [n for what, n in columns.places if n not in (ref, text) and what not in (c.NOTE, c.ITEM)]
    filled = [n for n in others if cell(row, n)]
    if ref is not None:
        if cell(row, ref):
            return False
        if not filled:
            return True
        # Other cells go on too: `Review` above, `team` here. A new action would have its own.
        unfinished = not cell(above, text).endswith(_SENTENCE_END) and not cell(row, text)[:1].isupper()
        return unfinished or all(not cell(above, n) for n in filled)
    begins_low = cell(row, text)[:1].islower()
    return not filled and begins_low and not cell(above, text).endswith(_SENTENCE_END)


def _joined(above: Row, row: Row, columns: Columns) -> Row:
    count = max(len(above.cells), len(row.cells), columns.width)
    cells = []
    for n in range(count):
        parts = [part for part in (cell(above, n), cell(row, n)) if part]
        hyphened = len(parts) == 2 and re.search(r"\w-$", parts[0]) and parts[1][:1].islower()
        cells.append(("" if hyphened else " ").join(parts))
    return Row(tuple(cells), above.place, above.is_hidden or row.is_hidden)
