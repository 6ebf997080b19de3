"""From a row of an action table to its actions: mostly one, several where a cell holds a list, sometimes none."""

import re
from typing import Final, NamedTuple

from actionlog.document import Place, Row, joined
from actionlog.minutes.parties import is_party, owners_in, split_owners
from actionlog.minutes.raw import RawAction
from actionlog.minutes.statuses import begins_clear, is_clear, is_status, read_status
from actionlog.minutes.tables import columns as c
from actionlog.minutes.tables.beside import deeds_beside, names_in
from actionlog.minutes.tables.columns import Columns
from actionlog.minutes.tables.contents import is_nothing, is_vote, is_when
from actionlog.minutes.tables.splitting import deeds_in, parts_of, without_box
from actionlog.minutes.tables.wrapped import unwrapped
from actionlog.minutes.wording import read_wording
from actionlog.minutes.words import word_set, words_of
from actionlog.model import CLOSED

_NOTHING: Final = re.compile(
    r"[\W_]*|n/?a|nil|none\b.{0,40}|no (?:further |new |outstanding )?actions?\b.{0,60}"
    r"|agenda (?:item )?skipped\b.{0,80}"
    r"|not applicable|(?:nobody|no one|no-one) (?:has )?(?:offered|volunteered)\b.{0,60}|as (?:above|per minute\w*)"
    r"|see above|(?:this )?(?:row|space) (?:is )?(?:intentionally )?(?:left )?blank|blank",
    re.IGNORECASE,
)
_DITTO = re.compile(r"[\"”“〃]{1,2}|''|ditto|as above|same as above|do\.|-\"-", re.IGNORECASE)
_BETWEEN_OWNER_AND_DAY = re.compile(r"\n|\s+by\s+|\s*[(,–—]\s*(?:by\s+|due\s+)?|\s+-\s+|\s+(?=\d{1,2}[/. ])")
_YES: Final = {"y", "yes", "closed", "done", "complete", "completed", "x", "✓", "✔", "☑", "✅", "true", "[x]"}
_ITEM = re.compile(r"\d{1,3}[a-z]?(?:\.\d{1,2})*")
_FEW_WORDS: Final = 3
_LONGEST_REMARK: Final = 300
_SHORT: Final = 80
_CLAUSE: Final = re.compile(r"[.;:\n–—]\s+|\s-\s")
_FOR_GOOD: Final = word_set(
    "closed complete completed done discharged superseded withdrawn cancelled canceled resolved lapsed abandoned "
    "finished implemented achieved"
)
_GOES_ON: Final = word_set(
    "await awaiting awaited awaits pending outstanding remains remain but not partly partially except still however "
    "ongoing follow will"
)
#: `Complete by June` says what is planned.
_PLANNED: Final = re.compile(r"(?:complete|close|finish) (?:by|in|before|at)\b(?!.*\b(?:was|were)\b)", re.IGNORECASE)


class Line(NamedTuple):
    """A row as it was meant: its parts joined, their places, and where it stands."""

    row: Row
    columns: Columns
    places: tuple[Place, ...]
    heading: str = ""  #: of the part of actions it stands in
    item: str = ""
    above: str = ""  #: the heading above the table, of whatever kind
    is_ditto: bool = False  #: some of its cells said `as above`


def cell(row: Row, place: int | None) -> str:
    """Return the cell of a row at `place`, or an empty text."""
    return row.cells[place].strip() if place is not None and place < len(row.cells) else ""


def actions_of(line: Line, known: tuple[str, ...]) -> list[RawAction]:
    """Return the actions of a row; none for one such as an empty number or `No action`."""
    columns, row = line.columns, line.row
    printed = cell(row, columns.text)
    if columns.has(c.DISCUSSION):
        printed, margin_day = _without_day(printed)
        in_text = columns.text is not None and names_in(printed, known)
        names = in_text or (names_in(cell(row, columns.at(c.OWNER)), known) if not printed else ())
        if names:
            deeds = deeds_beside(cell(row, columns.at(c.DISCUSSION)), names)
            return [_beside(line, text, name, known, margin_day) for text, name in deeds]
        if in_text == () and columns.text is None:
            return []
    owner_cell = cell(row, columns.at(c.OWNER))
    if not owner_cell and columns.text is not None and (owned := deeds_in(printed, known)):
        due = cell(row, columns.at(c.DEADLINE))
        return [_action(line, d.text, d.owner, d.day or due, known, alone=len(owned) == 1) for d in owned]
    texts = _texts(line, printed, known)
    owners = _lines_of(owner_cell, known)
    days = [d for d in cell(row, columns.at(c.DEADLINE)).split("\n") if d.strip()]
    alone = len(texts) == 1
    return [
        _action(
            line,
            text,
            owners[n] if not alone and len(owners) == len(texts) else owner_cell,
            days[n] if not alone and len(days) == len(texts) else cell(row, columns.at(c.DEADLINE)),
            known,
            alone=alone,
        )
        for n, text in enumerate(texts)
    ]


def _lines_of(owner_cell: str, known: tuple[str, ...]) -> list[str]:
    """Return the lines of an owner's cell, where a name that a line breaks is one."""
    return [line for line in unwrapped(owner_cell, known).split("\n") if line.strip()]


def with_above(row: Row, above: Row | None, columns: Columns) -> tuple[Row, bool]:
    """Return a row with `"` and `as above` replaced by what stands there above, and whether there was any."""
    if above is None:
        return row, False
    those = (c.OWNER, c.DEADLINE, c.STATUS, c.RAISED, c.MEETING, c.DATE, c.REVISED)
    at = [n for what, n in columns.places if what in those and _DITTO.fullmatch(cell(row, n)) and cell(above, n)]
    cells = tuple(cell(above, n) if n in at else text for n, text in enumerate(row.cells))
    return row._replace(cells=cells), bool(at)


def _texts(line: Line, printed: str, known: tuple[str, ...]) -> list[str]:
    """Return the wordings of the actions in a row, without what says that there is none."""
    columns, row = line.columns, line.row
    beside = [cell(row, columns.at(what)) for what in (c.OWNER, c.DEADLINE, c.STATUS)]
    parts = parts_of(printed, known)
    if len(parts) > 1 and not _may_part(line, len(parts), known):
        parts = [joined(printed)]
    title = _title(line, joined(printed))
    found = [f"{title}: {part}" if title and len(parts) == 1 else part for part in parts]
    if not parts and title:
        found = [title]
    return [
        text
        for text in found
        if not (_NOTHING.fullmatch(text[:200]) or is_nothing(text) or (is_vote(text) and not any(beside)))
    ]


def _title(line: Line, text: str) -> str:
    """Return the short name of an action that stands in a column of its own, where the other says too little alone."""
    columns = line.columns
    if columns.text is None:
        return ""
    meaning = columns.meant(columns.text)
    if meaning == c.WEAK_TEXT:
        title = joined(cell(line.row, columns.at(c.TITLE)))
        return "" if title.casefold() in text.casefold() else title.rstrip(":.")
    return ""


def _may_part(line: Line, count: int, known: tuple[str, ...]) -> bool:
    """True where the entries of a list in a cell are actions of their own, and not the steps of one."""
    columns, row = line.columns, line.row
    if not cell(row, columns.at(c.REF)) or columns.has(c.DISCUSSION, c.ITEM):
        return True
    if len(_lines_of(cell(row, columns.at(c.OWNER)), known)) == count:
        return True
    return all(owners_in(part, known)[0] for part in parts_of(cell(row, columns.text), known))


def _action(
    line: Line, text: str, owner_cell: str, deadline_cell: str, known: tuple[str, ...], *, alone: bool
) -> RawAction:
    columns, row = line.columns, line.row
    doubts = []
    if len(line.places) > 1:
        doubts.append(f"The row is split ({' and '.join(map(str, line.places))}); its parts were joined.")
    if row.is_hidden:
        doubts.append("The row is hidden in the document.")
    if line.is_ditto:
        doubts.append("A cell says “as above”, so what stands there was taken.")
    more = cell(row, columns.at(c.WEAK_TEXT)) if columns.text != columns.at(c.WEAK_TEXT) else ""
    text, box = without_box(text)
    wording = read_wording(text, known)
    has_owner = columns.has(c.OWNER)
    owner_cell, owner_day = _owner_and_day(owner_cell, columns)
    printed = joined(owner_cell)
    owners = split_owners(unwrapped(owner_cell, known), known)
    if not printed:
        printed, owners = wording.owners_printed, wording.owners
        text = wording.text if not has_owner and owners else text
        if owners and has_owner:
            doubts.append("Its owner's cell is empty; the owner was taken from the wording.")
    elif not alone and wording.owners and {*wording.owners} < {*owners}:
        owners = wording.owners  # the cell names those of all its actions
    deadline = joined(deadline_cell) or owner_day
    if not columns.has(c.DEADLINE, c.REVISED) and not deadline and wording.deadline:
        deadline, text = wording.deadline, wording.text
    revised = joined(cell(row, columns.at(c.REVISED)))
    if _NOTHING.fullmatch(revised[:200]):
        revised = ""
    if revised and deadline:
        doubts.append(f"The paper prints {deadline} and, as the new deadline, {revised}; the new one was taken.")
    ref = joined(cell(row, columns.at(c.REF)))
    if not ref and not columns.has(c.REF) and wording.ref:
        ref, text = wording.ref, wording.text
    status, note, closed_on = _state(row, columns)
    if status and not cell(row, columns.at(c.STATUS)) and status in note:
        doubts.append("Its status was taken from what the remark says.")
    status = status or box
    if wording.status == "struck out":
        status, text = status or wording.status, wording.text
    if not status and not columns.has(c.STATUS) and wording.status:
        status, text = wording.status, wording.text
    item = joined(cell(row, columns.at(c.ITEM)))
    if more and len(text.split()) <= _FEW_WORDS < len(more.split()):
        text = f"{text.rstrip(':.')}: {joined(more)}"
    if not (ref or printed or deadline or revised or status) and len(text.split()) <= 5 and not text.endswith("."):
        doubts.append("Only the action's own cell is filled. It may be a heading within the table.")
    meeting = joined(cell(row, columns.at(c.MEETING)))
    raised = joined(cell(row, columns.at(c.RAISED)))
    return RawAction(
        text=text,
        ref=_tidy_ref(ref),
        owners_printed=printed,
        owners=owners,
        deadline=revised or deadline,
        by_when="" if columns.has(c.DEADLINE, c.REVISED) else wording.by_when,
        status=status,
        closed_on=closed_on,
        note=note,
        item=_item(item) or line.item,
        heading=line.heading,
        raised=raised or meeting,
        above=line.above,
        dated=joined(cell(row, columns.at(c.DATE))),
        places=line.places,
        doubts=tuple(doubts),
    )


def _without_day(printed: str) -> tuple[str, str]:
    """Return a cell of the margin without the day that stands below the names, and that day."""
    lines = [entry for entry in printed.split("\n") if entry.strip()]
    if len(lines) > 1 and is_when(lines[-1]) and any(map(str.isdigit, lines[-1])) and len(lines[-1]) <= 40:
        return "\n".join(lines[:-1]), joined(lines[-1])
    return printed, ""


def _beside(line: Line, text: str, name: str, known: tuple[str, ...], margin_day: str) -> RawAction:
    """Return an action whose owner stands in the margin and whose wording is a sentence of the discussion."""
    day = cell(line.row, line.columns.at(c.DEADLINE)) or margin_day
    found = _action(line, text, name, day, known, alone=True)
    ref = found.ref if line.columns.has(c.REF) and not line.columns.has(c.ITEM) else ""
    ref = "" if _ITEM.fullmatch(ref) else ref
    doubt = "Only its owner stands in the column of actions; the sentence was taken from the text beside it."
    return found._replace(
        text=text,
        ref=ref,
        owners_printed=joined(name),
        owners=split_owners(unwrapped(name, known), known),
        item=found.item or (found.ref if _ITEM.fullmatch(found.ref) else ""),
        doubts=(*found.doubts, doubt),
    )


def _owner_and_day(owner_cell: str, columns: Columns) -> tuple[str, str]:
    """Return the owner and the deadline of a cell that holds both: `AB, by 30 June`."""
    if columns.has(c.DEADLINE, c.REVISED) or not any(map(str.isdigit, owner_cell[:200])):
        return owner_cell, ""
    for found in _BETWEEN_OWNER_AND_DAY.finditer(owner_cell[:200]):
        owner, day = owner_cell[: found.start()], owner_cell[found.end() :].strip(" )\n")
        if is_party(owner.strip()) and is_when(day) and len(day) <= 40:
            return owner.strip(), joined(day)
    return owner_cell, ""


def _state(row: Row, columns: Columns) -> tuple[str, str, str]:
    """Return the status, the note and the day of closing that a row prints."""
    status = joined(cell(row, columns.at(c.STATUS)))
    notes = list(dict.fromkeys(joined(cell(row, n)) for what, n in columns.places if what == c.NOTE))
    note = " ".join(n for n in notes if not _NOTHING.fullmatch(n[:200]))
    closed_on = joined(cell(row, columns.at(c.CLOSED_ON)))
    word = closed_on.casefold().strip(" .")
    if not status and word in _YES:
        status = "Yes" if word in ("y", "true") else closed_on
    planned = joined(cell(row, columns.at(c.DEADLINE)))
    if not status and is_status(planned) and read_status(planned).state == CLOSED:
        status = planned  # `Completed`, where its day should stand
    if not status and columns.has(c.PROPOSAL) and "close" in cell(row, columns.at(c.PROPOSAL)).casefold():
        status = "To close"
    if not status:
        # A column of remarks may say how the action stands: `Done`, `Presented in June. Discharged.`
        said = joined(cell(row, columns.at(c.SAYS_STATUS)))
        if columns.has(c.STATUS) or len(said) > _SHORT or not is_clear(said):
            said = next((note for note in notes if _says_closed(note)), "")
        status = said
    if rag := joined(cell(row, columns.at(c.RAG))):
        note = f"{note} (RAG as printed: {rag})".strip()
    return status, note, closed_on


def _says_closed(remark: str) -> bool:
    """True for a remark that says beyond doubt that the action is closed, as its first words or its last ones."""
    if len(remark) > _LONGEST_REMARK or _PLANNED.match(remark) or not is_clear(remark):
        return False
    if read_status(remark).state != CLOSED or set(words_of(remark)) & _GOES_ON:
        return False
    clauses = _CLAUSE.split(remark.rstrip(" ."))
    last = clauses[-1]
    ends = is_status(last) or (len(last.split()) <= 5 and begins_clear(last) and not _PLANNED.match(last))
    # `Sent to AB. He has replied` may be half of what was asked; `Closed. He has replied` is not.
    alone = len(clauses) == 1 or bool(set(words_of(clauses[0])) & _FOR_GOOD)
    return ends or (len(remark) <= _SHORT and begins_clear(remark) and alone)


def _item(printed: str) -> str:
    """Return the item of the agenda that a cell names by its number."""
    found = re.match(
        r"(?:(?:agenda )?item\s*)?(\d{1,3}[a-z]?(?:\.\d{1,2})*)(?:[.:)]?\s|[.:)]?$)", printed, re.IGNORECASE
    )
    return found.group(1) if found else ""


def _tidy_ref(ref: str) -> str:
    """Return a ref without the full stop that lists put behind a number: `3.` is 3, `72.0` stays."""
    return ref[:-1] if re.fullmatch(r"\w{1,6}\.", ref) else ref
