"""Minutes: a document in, the meeting and its actions and decisions out; nothing is invented, every doubt is told.

What counts as an action is what the paper marks as one: a row of an action table, an entry under a heading of actions,
or a sentence with a marker such as `ACTION:`. A sentence "X will …" without a mark is a promise: told, not taken.

Where to look: `layout` says under which heading each block stands (`parts` and `action_headings` know the headings);
`head`, `tables`, `listed` and `marked` find, each as printed (`raw`); `wording`, `parties` and `statuses` take a
wording apart; `reading` understands it; `merging` makes one action of what is stated twice; `logs` parts several
meetings; `gathering` calls them in turn.
"""

import re
from collections.abc import Sequence
from datetime import date

from actionlog.characters import visible
from actionlog.document import Document
from actionlog.minutes.findings import Found, FoundDecision, Minutes, Promise
from actionlog.minutes.gathering import MOST_ACTIONS, Gathered, TooManyActions, gather, outstanding
from actionlog.minutes.head.date_order import is_either
from actionlog.minutes.logs.registers import is_register, meetings_of
from actionlog.minutes.logs.several import minutes_in
from actionlog.minutes.merging import Origin, merged
from actionlog.minutes.reading import understood

__all__ = [
    "MOST_ACTIONS",
    "Found",
    "FoundDecision",
    "Minutes",
    "Promise",
    "TooManyActions",
    "read_meetings",
    "read_minutes",
]

_OF_MEETING = re.compile(r"\W*(\d{1,4})[,.](\d{1,3})\W*")


def read_meetings(
    document: Document, *, meeting: date | None = None, columns: Sequence[tuple[str, str]] = ()
) -> tuple[Minutes, ...]:
    """Return what a document holds, one `Minutes` for each meeting: an action log may hold the actions of several.

    `meeting` is the day of the meeting, where the user said so; of an action log it is that of the actions beside which
    no day stands, and of several minutes in one file that of those without a day.

    `columns` says what the columns of its tables hold, where their headings do not: pairs of a meaning
    (ref, action, owner, deadline, revised, status, update, item, closed, raised, meeting) and a heading or a letter,
    such as `C`. Raises Refused for another meaning or a heading that the document does not have, and TooManyActions.
    """
    found: list[Minutes] = []
    parts = minutes_in(document)
    for part in parts:
        gathered = gather(part, meeting=meeting if len(parts) == 1 else None, columns=columns)
        if meeting and gathered.minutes.day is None:
            gathered = gather(part, meeting=meeting, columns=columns)
        found += meetings_of(gathered) if is_register(gathered) else [_minutes(gathered)]
    return tuple(found)


def read_minutes(document: Document, *, meeting: date | None = None) -> Minutes:
    """Return what a document of minutes holds. `meeting` is its day, where the user said so.

    A document that is no minutes gives none of anything. Raises TooManyActions for one that cannot be minutes.
    """
    return _minutes(gather(document, meeting=meeting))


def _minutes(gathered: Gathered) -> Minutes:
    """Return all that was gathered as the minutes of one meeting."""
    base, order = gathered.minutes, gathered.day_first
    raw = [outstanding(r, base.day, day_first=order) for r in gathered.actions]
    origins = [Origin(bool(r.heading or r.places[0].row), f"{r.item} {r.above or r.heading}") for r in raw]
    actions = merged([understood(r, base.day, day_first=order) for r in raw], origins)
    actions.sort(key=lambda a: a.places[0].order)
    doubts = base.doubts
    if gathered.order_doubt and any(is_either(a.minuted.deadline) for a in actions):
        doubts = (*doubts, visible(gathered.order_doubt))
    number, inferred = (base.number, False) if base.number else _number_from_refs(actions)
    return base._replace(number=visible(number), number_inferred=inferred, actions=tuple(actions), doubts=doubts)


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
