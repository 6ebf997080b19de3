"""Where a document and the log disagree: minutes against the log as their meeting left it, a register as of today.

Rows are matched to actions as an import matches them (`matching`). Nothing is changed.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from actionlog.changes.matching import Match
from actionlog.changes.settling import settled_rows
from actionlog.minutes import Found, Minutes
from actionlog.minutes.findings import COMPLETED_SECTION, NEW
from actionlog.model import (
    BEFORE,
    CLOSED,
    STRUCK_OUT,
    WORDING_CHANGED,
    Action,
    Group,
    Log,
    Meeting,
    deadline_text,
    meeting_key,
)
from actionlog.owners import aliases, joined, owner_key, owner_label
from actionlog.refs import Refs
from actionlog.replay import as_on, at_first

NOT_IN_LOG: Final = "not in the log"
NOT_IN_DOCUMENT: Final = "not in the document"
DIFFERS: Final = "differs"

TEXT: Final = "action"
OWNERS: Final = "owners"
DEADLINE: Final = "deadline"
STATUS: Final = "status"


class Disagreement(NamedTuple):
    """One thing on which a document and the log disagree.

    `what` is one of the three words above. `id` is the action's, empty where the log has none; `field` is what
    differs, empty where a whole row is missing. `document` and `log` are what each says, in the words of a file;
    `note` is a whole sentence where the row could not be matched beyond doubt.
    """

    what: str
    id: str = ""
    ref: str = ""
    field: str = ""
    document: str = ""
    log: str = ""
    place: str = ""
    note: str = ""


class Compared(NamedTuple):
    """What came of comparing: how many rows and actions were looked at, and on what the two disagree."""

    actions: int
    disagreements: tuple[Disagreement, ...]


class Side(NamedTuple):
    """One meeting of a document, and the group of the log that it is of."""

    group: Group
    minutes: Minutes


def compare(log: Log, sides: Sequence[Side], *, as_of: date, register: bool) -> Compared:
    """Return where the meetings of one document and the log disagree.

    Minutes say how things stood at the end of their meeting; a `register`, which is kept up to date, how they stand on
    the day `as_of`. A part of an action (its deadline, say) is compared only where the document has it at all. Meetings
    without a day hold nothing that can be compared.
    """
    meetings = [_Comparison(log, s, s.minutes.day, as_of, register=register) for s in sides if s.minutes.day]
    found = [disagreement for one in meetings for disagreement in one.rows()]
    seen = {id for one in meetings for id in one.seen}
    for one in meetings:
        missing = [action for action in one.expected() if action.id not in seen]
        found += map(one.missing, missing)
        seen.update(action.id for action in missing)
    return Compared(sum(len(one.minutes.actions) for one in meetings), tuple(found))


class _Comparison:
    """One meeting of a document, set against the log."""

    def __init__(self, log: Log, side: Side, held: date, as_of: date, *, register: bool) -> None:
        self.log, self.group, self.minutes = log, side.group, side.minutes
        self.held, self.register, self.as_of = held, register, as_of
        self.day = as_of if register else held
        self.refs = Refs(log)
        self.people = aliases(log)
        self.seen: set[str] = set()
        self.has = _fields(side.minutes.actions)
        there = [m for m in log.meetings_of(self.group.slug) if not m.is_before and m.date == self.held]
        same = [m for m in there if m.number and m.number == self.minutes.number]
        self.meeting = (same or there)[0] if there else Meeting(self.group.slug, held.isoformat(), side.minutes.number)
        self.name = self.meeting.name

    def rows(self) -> Iterator[Disagreement]:
        """Yield what is said otherwise of each row, and the rows that the log has not."""
        rows = self.minutes.actions
        for printed, (row, match, _) in zip(
            rows, settled_rows(self.log, self.group, self.meeting, rows, self.as_of), strict=True
        ):
            row = printed._replace(deadline=row.deadline, section=row.section)
            action = match.action or match.perhaps
            if action is None:
                yield Disagreement(NOT_IN_LOG, ref=row.ref, document=row.text, place=_place(row), note=match.unsure)
                continue
            self.seen.add(action.id)
            yield from self._differences(row, action, match)

    def _differences(self, row: Found, action: Action, match: Match) -> Iterator[Disagreement]:
        closed = row.closed if row.closed and row.closed <= self.as_of else self.day
        state = as_on(action, None, max(self.day, closed)) or action
        wordings = {_plain(w) for w in (state.action, *(() if self.register else _wordings(action)))}
        sides: list[tuple[str, str, str]] = []
        if _plain(row.text) not in wordings:
            sides.append((TEXT, row.text, state.action))
        if OWNERS in self.has and self._owners(row.owners) != self._owners(state.owners):
            sides.append((OWNERS, _names(row.owners), _names(state.owners)))
        as_first = _printed_as_at_first(row, state) or self._could_not_stand(row, state)
        if DEADLINE in self.has and row.deadline != state.deadline and not as_first:
            printed = deadline_text(row.deadline) or row.minuted.deadline
            sides.append((DEADLINE, printed, deadline_text(state.deadline)))
        if self._says_status(row) and row.status != state.status:
            sides.append((STATUS, row.status or row.minuted.status, state.status))
        for field, document, log in sides:
            note = match.unsure if field == sides[0][0] else ""
            yield Disagreement(DIFFERS, action.id, self.refs.of(action), field, document, log, _place(row), note)

    def _could_not_stand(self, row: Found, state: Action) -> bool:
        """True where an import left a deadline out, since it is printed as a day before the meeting."""
        return (
            isinstance(row.deadline, date)
            and row.deadline < self.held
            and state.deadline is None
            and _plain(row.minuted.deadline) == _plain(state.minuted.deadline)
        )

    def _says_status(self, row: Found) -> bool:
        return bool(row.minuted.status) or row.status == CLOSED or row.section == COMPLETED_SECTION

    def _owners(self, names: Sequence[str]) -> list[str]:
        return sorted(owner_key(owner_label(name), self.people) for name in names)

    def expected(self) -> Iterator[Action]:
        """Yield the actions that the document should hold.

        Those of its meeting; and where it lists outstanding ones, or is a register, whatever else was open.
        """
        listing = self.register or any(row.section != NEW for row in self.minutes.actions)
        promised = {_plain(promise.text) for promise in self.minutes.promises}  # a person may have taken one
        before = self.day if self.register else self.held - timedelta(days=1)
        for action in self.log.actions_of(self.group.slug):
            if action.status == STRUCK_OUT or _plain(at_first(action).action) in promised:
                continue
            if action.meeting in (self.name, BEFORE + self.held.isoformat()):
                yield action
            elif listing and (self.register or meeting_key(action.meeting) < meeting_key(self.name)):
                state = as_on(action, None if self.register else Meeting("", action.meeting).date, before)
                if state and state.is_open:
                    yield action

    def missing(self, action: Action) -> Disagreement:
        """Return that the document has not this action."""
        return Disagreement(NOT_IN_DOCUMENT, action.id, self.refs.of(action), log=action.action)


def _fields(rows: Sequence[Found]) -> frozenset[str]:
    """Return which parts of an action the document has: a blank says something only where others are filled in."""
    has = {OWNERS: any(row.owners for row in rows), DEADLINE: any(row.deadline for row in rows)}
    return frozenset(field for field, printed in has.items() if printed)


def _wordings(action: Action) -> Iterator[str]:
    """Yield how an action was ever worded: a corrected version of minutes may have either."""
    yield action.action
    yield at_first(action).action
    for event in action.history:
        if event.event == WORDING_CHANGED:
            yield from (text for text in (event.before, event.after) if isinstance(text, str))


def _printed_as_at_first(row: Found, state: Action) -> bool:
    """True where a carried row prints the deadline as it was first minuted: `next meeting` means what it meant then."""
    return bool(
        row.section != NEW
        and row.minuted.deadline
        and _plain(row.minuted.deadline) == _plain(state.minuted.deadline)
        and state.deadline == at_first(state).deadline
    )


def _names(owners: Sequence[str]) -> str:
    return joined(map(owner_label, owners))


def _place(row: Found) -> str:
    return str(row.places[0]) if row.places else ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
