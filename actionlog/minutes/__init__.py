"""Minutes: a document in, the meeting and its actions and decisions out; nothing is invented, every doubt is told.

What counts as an action is what the paper marks as one: a row of an action table, an entry under a heading of actions,
or a sentence with a marker such as `ACTION:`. A sentence "X will …" without a mark is a promise: told, not taken.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, islice
from typing import Final

from actionlog.characters import visible
from actionlog.document import Document
from actionlog.errors import ActionlogError
from actionlog.minutes.attendance import read_attendance
from actionlog.minutes.decisions import find_decisions
from actionlog.minutes.findings import Found, FoundDecision, Minutes, Promise
from actionlog.minutes.heads import read_head
from actionlog.minutes.layout import laid_out
from actionlog.minutes.lists import find_in_lists
from actionlog.minutes.markers import find_marked
from actionlog.minutes.merging import merged
from actionlog.minutes.promises import find_promises
from actionlog.minutes.raw import RawAction
from actionlog.minutes.reading import understood
from actionlog.minutes.tables import find_in_tables
from actionlog.model import Item, long_date

__all__ = ["Found", "FoundDecision", "Minutes", "Promise", "TooManyActions", "read_meetings", "read_minutes"]

#: No minutes have as many; a document with more was chosen by mistake.
MOST_ACTIONS: Final = 5000
_OF_MEETING = re.compile(r"\W*(\d{1,4})[,.](\d{1,3})\W*")


class TooManyActions(ActionlogError):
    """The document holds more actions than minutes can."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} seems to hold more than {MOST_ACTIONS:,} actions, and no minutes do. "
            "Check that it is the right file."
        )


def read_meetings(
    document: Document, *, meeting: date | None = None, columns: Sequence[tuple[str, str]] = ()
) -> tuple[Minutes, ...]:
    """Return what a document holds, one `Minutes` for each meeting: an action log may hold the actions of several.

    `meeting` is the day of the meeting, where the user said so; `columns` says what the columns of its tables hold,
    where their headings do not: pairs of a meaning (a word of `columns.py`) and a heading or a letter such as `C`.
    """
    return (read_minutes(document, meeting=meeting),)


def read_minutes(document: Document, *, meeting: date | None = None) -> Minutes:
    """Return what a document of minutes holds. `meeting` is its day, where the user said so.

    A document that is no minutes gives none of anything. Raises TooManyActions for one that cannot be minutes.
    """
    layout = laid_out(document)
    attendance = read_attendance(layout)
    known = (*attendance.present, *attendance.attending, *attendance.apologies)
    head = read_head(document, layout, known)
    day = meeting or head.day
    doubts = [*document.remarks, *head.doubts]
    if meeting and head.day and meeting != head.day:
        doubts.append(f"The document says {long_date(head.day)}, but the meeting was given as {long_date(meeting)}.")
    raw = list(islice(chain(find_in_tables(layout, known), find_in_lists(layout, known)), MOST_ACTIONS + 1))
    raw = _with_remarks(raw, islice(find_marked(layout, known), MOST_ACTIONS + 1))
    if len(raw) > MOST_ACTIONS:
        raise TooManyActions(document.name)
    actions = merged([understood(r, day) for r in raw])
    actions.sort(key=lambda a: a.places[0].order)
    number, inferred = (head.number, False) if head.number else _number_from_refs(actions)
    decisions = [d._replace(text=visible(d.text)) for d in find_decisions(layout)]
    promises = find_promises(layout, known, [r.text for r in raw]) if layout.items or actions else ()
    return Minutes(
        name=document.name,
        group=visible(head.group),
        day=day,
        number=visible(number),
        number_inferred=inferred,
        time=visible(head.time),
        state=head.state,
        present=tuple(map(visible, attendance.present)),
        apologies=tuple(map(visible, attendance.apologies)),
        attending=tuple(map(visible, attendance.attending)),
        items=tuple(Item(visible(i.number), visible(i.title)) for i in attendance.items),
        actions=tuple(actions),
        decisions=tuple(decisions),
        promises=tuple(p._replace(text=visible(p.text)) for p in promises),
        doubts=tuple(map(visible, doubts)),
    )


def _with_remarks(listed: list[RawAction], marked: Iterable[RawAction]) -> list[RawAction]:
    """Return all actions; `Action 3: AB reported …` where a table holds action 3 is a remark on that, no action."""
    at = {r.ref: n for n, r in enumerate(listed) if r.ref}
    found = list(listed)
    for action in marked:
        n = at.get(action.ref)
        if n is None:
            found.append(action)
        else:
            remark = f"The text says more of it ({action.places[0]})."
            found[n] = found[n]._replace(doubts=(*found[n].doubts, remark))
    return found


def _number_from_refs(actions: list[Found]) -> tuple[str, bool]:
    """Return the number of the meeting that refs such as (6,1), (6,2) share, and whether there is one.

    The first half is the meeting's where it stays the same while the item of the agenda changes, or is not the item.
    """
    refs = [(m, a.item) for a in actions if a.section == "new" and a.ref and (m := _OF_MEETING.fullmatch(a.ref[:20]))]
    firsts = {m.group(1) for m, _ in refs}
    if len(firsts) != 1 or len(refs) != sum(a.section == "new" and bool(a.ref) for a in actions):
        return "", False
    first = firsts.pop()
    items = {item for _, item in refs if item}
    return (first, True) if items != {first} else ("", False)
