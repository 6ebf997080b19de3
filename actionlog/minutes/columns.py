"""What the columns of a table hold, known by their headings; and which tables are no action tables at all."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from actionlog.document import Row
from actionlog.minutes.words import word_key

REF: Final = "ref"
TEXT: Final = "text"
OWNER: Final = "owner"
DEADLINE: Final = "deadline"
REVISED: Final = "revised"
STATUS: Final = "status"
NOTE: Final = "note"
ITEM: Final = "item"
CLOSED_ON: Final = "closed on"
RAG: Final = "rag"
RAISED: Final = "raised"
WEAK_TEXT: Final = "weak text"  #: holds the action only where no better column does
NO_ACTION: Final = "no action"  #: a column that tables of actions do not have

#: The headings that action logs use, without case, marks and numbers. A new one is a word in its line.
_HEADINGS: Final[dict[str, str]] = {
    **dict.fromkeys(
        (
            "number", "no", "nr", "ref", "reference", "action ref", "action reference", "action no", "action number",
            "action id", "id", "ap", "ap no", "s no", "sno", "serial no", "item no", "ref no", "log no",
            "action point no",
        ),
        REF,
    ),
    **dict.fromkeys(
        (
            "action", "actions", "action item", "action items", "action point", "action points", "agreed action",
            "agreed actions", "action required", "actions required", "action to be taken", "actions agreed",
            "action agreed", "action description", "description of action", "title of action", "action title",
            "action needed", "what", "to do", "action responsible", "actions responsible", "action and owner",
        ),
        TEXT,
    ),
    **dict.fromkeys(
        (
            "description", "task", "tasks", "task description", "details", "detail", "recommendation", "issue", "title",
            "subject", "name description", "matter", "action details", "item description", "todo",
        ),
        WEAK_TEXT,
    ),
    **dict.fromkeys(
        (
            "owner", "owners", "action owner", "action owners", "lead", "action lead", "lead officer", "action by",
            "by whom", "who", "by", "responsible", "responsibility", "person responsible", "responsible person",
            "responsible party", "responsible officer", "officer responsible", "officer", "assigned", "assigned to",
            "assignee", "attributed to", "res", "name of responsible", "person committee responsible", "committee",
            "allocated to", "action assigned to", "owned by", "lead person", "whom", "name", "person", "for action by",
            "initials",
        ),
        OWNER,
    ),
    **dict.fromkeys(
        (
            "deadline", "deadlines", "due", "due date", "date due", "by when", "when", "target date", "target",
            "timescale", "timescales", "timeframe", "timeline", "expected completion date", "date for completion",
            "completion due", "to be completed by", "complete by", "due by", "action date", "deadline date",
            "target completion date", "expected completion", "completion date", "for completion by", "end date",
        ),
        DEADLINE,
    ),
    **dict.fromkeys(
        ("revised date", "new date", "revised deadline", "revised due date", "revised due", "extended to", "extension",
         "new deadline", "revised target date", "forecast", "forecast date"),
        REVISED,
    ),
    **dict.fromkeys(("status", "state", "action status", "open closed", "open or closed", "current status"), STATUS),
    **dict.fromkeys(("rag", "brag", "rag status", "rag rating", "brag status", "colour"), RAG),
    **dict.fromkeys(
        (
            "update", "updates", "progress", "progress update", "comments", "comment", "remarks", "remark", "notes",
            "note", "status comment", "action taken", "outcome", "progress since last meeting", "latest position",
            "position", "response", "status update", "progress notes", "evidence", "status notes",
        ),
        NOTE,
    ),
    **dict.fromkeys(
        ("item", "agenda item", "minute", "minute ref", "minute reference", "minute no", "paper", "source", "topic",
         "agenda", "relevant item", "agenda no"),
        ITEM,
    ),
    **dict.fromkeys(("closed", "date closed", "closed date", "closed on", "date completed", "completed on"), CLOSED_ON),
    **dict.fromkeys(
        ("date", "date raised", "date added", "date opened", "opened", "raised", "meeting", "meeting date", "created",
         "origin", "date of meeting", "date noted", "raised on", "date agreed", "meeting raised"),
        RAISED,
    ),
    **dict.fromkeys(
        (
            "motion", "motions", "moved", "moved by", "mover", "proposer", "seconded", "seconded by", "seconder",
            "vote", "votes", "voting", "for against", "attendance", "attended", "present", "apologies", "likelihood",
            "probability", "mitigation", "award",
        ),
        NO_ACTION,
    ),
}  # fmt: skip
_COUNTING = re.compile(r"[#№\s.]*")
_HEADER_ROWS: Final = 4  #: an empty row and titles may stand above the header


class Columns(NamedTuple):
    """Which cell of a row holds what: pairs of a meaning and a place. `width` is the count of cells in the header."""

    places: tuple[tuple[str, int], ...]
    width: int

    def at(self, meaning: str) -> int | None:
        """Return the place of the first column of this meaning, or None."""
        return next((place for what, place in self.places if what == meaning), None)

    def has(self, *meanings: str) -> bool:
        """True where there is a column of any of these meanings."""
        return any(what in meanings for what, _ in self.places)

    @property
    def text(self) -> int | None:
        """The place of the column that holds the action."""
        return self.at(TEXT) if self.has(TEXT) else self.at(WEAK_TEXT)


def find_header(rows: Sequence[Row], *, under_actions: bool) -> tuple[int, Columns] | None:
    """Return how many rows the header of an action table takes, and its columns; None where it is no such table.

    `under_actions` says that the heading above speaks of actions, so that weaker columns are enough.
    """
    for n, row in enumerate(rows[:_HEADER_ROWS]):
        columns = read_columns(row)
        if columns.has(NO_ACTION):
            return None
        if is_action_header(columns, under_actions=under_actions):
            return n + 1, columns
    return None


def has_other_header(rows: Sequence[Row]) -> bool:
    """True where a table has a header, but not that of actions: motions, votes, names and initials."""
    for row in rows[:_HEADER_ROWS]:
        meanings = [heading_meaning(cell) for cell in row.cells[:200]]
        if NO_ACTION in meanings or sum(map(bool, meanings)) > 1:
            return True
    return False


def read_columns(row: Row) -> Columns:
    """Return what the cells of a row mean as headings of columns."""
    places = [(meaning, n) for n, cell in enumerate(row.cells[:200]) if (meaning := heading_meaning(cell))]
    if not any(what in (TEXT, WEAK_TEXT) for what, _ in places):
        # `Item` is the action where nothing else can be: Item / Owner / Due.
        places = [(WEAK_TEXT if what == ITEM else what, n) for what, n in places]
    elif any(what == ITEM for what, _ in places) and not any(what == REF for what, _ in places):
        places = [(REF if what == ITEM and row.cells[n].strip().lower() == "item" else what, n) for what, n in places]
    return Columns(tuple(places), len(row.cells))


def heading_meaning(cell: str) -> str:
    """Return what a column with this heading holds, or an empty text."""
    if not cell.strip() or len(cell) > 60:
        return ""
    if _COUNTING.fullmatch(cell):
        return REF
    # `Res(1)` and `Owner *` have a footnote; `AP#` and `No.` have marks; `Action(s)` is `Action`.
    bare = re.sub(r"\(s\)|\(\d+\)|\*+", lambda m: "s" if m.group() == "(s)" else " ", cell.casefold())
    key = word_key(bare)
    meaning = _HEADINGS.get(key, "")
    if not meaning and key.startswith(("name of ", "person responsible", "responsible ")):
        return OWNER
    return meaning


def is_action_header(columns: Columns, *, under_actions: bool) -> bool:
    """True where these columns are those of an action table."""
    if columns.text is None:
        return False
    beside = columns.has(OWNER, DEADLINE, REVISED, STATUS, REF, NOTE)
    if columns.has(TEXT):
        return columns.has(OWNER, DEADLINE, STATUS) or (under_actions and beside) or columns.has(REF)
    return (columns.has(OWNER) and columns.has(DEADLINE, STATUS)) or (under_actions and beside)
