"""Action logs: tables that hold the actions of several meetings, each raised on a day of its own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from actionlog.characters import visible
from actionlog.deadlines import meeting_date
from actionlog.document import Place
from actionlog.minutes.findings import COMPLETED_SECTION, NEW, Found, Minutes
from actionlog.minutes.gathering import Gathered
from actionlog.minutes.head.date_order import is_either
from actionlog.minutes.layout import section_of
from actionlog.minutes.merging import merged
from actionlog.minutes.raw import RawAction
from actionlog.minutes.reading import understood
from actionlog.minutes.statuses import read_status
from actionlog.minutes.words import word_key, word_set, words_of
from actionlog.model import CLOSED, long_date

_MEETING: Final = word_set("meeting meetings minutes held board committee session group council actions action")
#: Words with which a heading's day is not that of a meeting whose actions follow.
_NOT_RAISED: Final = word_set("since before due until next update updated at position last revised by")


class _Raised(NamedTuple):
    """An action and the day of the meeting at which it was raised, None where that is not known."""

    action: RawAction
    day: date | None


def is_register(gathered: Gathered) -> bool:
    """True for an action log rather than minutes: nothing but actions, of days that stand beside or above them."""
    minutes, actions = gathered.minutes, gathered.actions
    if not actions or minutes.present or minutes.apologies or minutes.attending:
        return False
    in_sheets = any(place.sheet for raw in actions for place in raw.places)
    if not in_sheets and (minutes.decisions or len(minutes.items) > 1):
        return False
    if not in_sheets and gathered.own_day and not gathered.is_called_log:
        return False  # short minutes, with the day of their meeting in the head
    if any(raw.raised and _day(raw.raised, gathered) for raw in actions):
        return True
    return len({day for raw in actions if (day := _above(raw, gathered))}) > 1


def meetings_of(gathered: Gathered) -> tuple[Minutes, ...]:
    """Return the meetings of an action log in the order of their days, those without a day last.

    What the document says besides its actions belongs to its own day; its doubts are told once, with the first.
    """
    base = gathered.minutes
    by_day: dict[date | None, list[RawAction]] = defaultdict(list)
    for raised in _once(_raised(gathered)):
        by_day[raised.day].append(raised.action)
    if base.day and base.day not in by_day and (base.decisions or len(by_day) == 0):
        by_day[base.day] = []
    found: list[Minutes] = []
    for day in sorted(by_day, key=lambda d: d or date.max):
        actions = merged([_understood(raw, day, gathered) for raw in by_day[day]])
        actions.sort(key=lambda a: a.places[0].order)
        own = base if day == base.day else Minutes(base.name, base.group, state=base.state)
        found.append(own._replace(day=day, actions=tuple(actions), doubts=()))
    return tuple(_with_doubts(found, gathered))


def _with_doubts(meetings: Sequence[Minutes], gathered: Gathered) -> Iterable[Minutes]:
    doubts = list(gathered.minutes.doubts)
    if gathered.order_doubt and any(is_either(a.minuted.deadline) for m in meetings for a in m.actions):
        doubts.append(visible(gathered.order_doubt))
    for n, minutes in enumerate(meetings):
        yield minutes._replace(doubts=tuple(doubts)) if n == 0 else minutes


def _understood(raw: RawAction, day: date | None, gathered: Gathered) -> Found:
    """Return an action of a log: it is new at the meeting that raised it, however it stands since."""
    found = understood(raw, day, day_first=gathered.day_first)
    return found._replace(section=NEW)


def _raised(gathered: Gathered) -> list[_Raised]:
    """Return the actions with the days on which they were raised."""
    by_table: dict[tuple[str, int], list[RawAction]] = defaultdict(list)
    for raw in gathered.actions:
        by_table[_table(raw.places[0])].append(raw)
    found: list[_Raised] = []
    for rows in by_table.values():
        days = [_day(raw.raised, gathered) for raw in rows]
        goes_down = _blank_is_as_above(rows, days)
        above: date | None = None
        for raw, day in zip(rows, days, strict=True):
            if day is None and not raw.raised and goes_down and above:
                doubt = f"No day is printed in its row; that of the row above, {long_date(above)}, was taken."
                found.append(_Raised(raw._replace(doubts=(*raw.doubts, doubt)), above))
                continue
            above = day or above
            own = day or _above(raw, gathered)
            if own is None and raw.raised:
                doubt = f"It was raised at “{visible(raw.raised[:60])}”, which names no day."
                raw = raw._replace(doubts=(*raw.doubts, doubt))
            found.append(_Raised(raw, own or gathered.minutes.day))
    return found


def _blank_is_as_above(rows: Sequence[RawAction], days: Sequence[date | None]) -> bool:
    """True where a day stands only in the first row of each meeting: the first row has one, and they are in order."""
    printed = [day for day in days if day]
    in_order = printed == sorted(printed) or printed == sorted(printed, reverse=True)
    return bool(rows) and days[0] is not None and len(printed) < len(rows) and in_order


def _day(printed: str, gathered: Gathered) -> date | None:
    return meeting_date(printed, day_first=gathered.day_first) if printed else None


def _above(raw: RawAction, gathered: Gathered) -> date | None:
    """Return the day of the meeting that the heading above a table, or the name of its sheet, says."""
    for heading in (raw.above, raw.places[0].sheet):
        words = {w for w in words_of(heading[:200]) if not any(map(str.isdigit, w))}
        is_meeting = bool(words & _MEETING) or len(words) <= 2
        if heading and is_meeting and not words & _NOT_RAISED and (day := _day(heading, gathered)):
            return day
    return None


def _table(place: Place) -> tuple[str, int]:
    return place.sheet, place.table


def _once(found: Sequence[_Raised]) -> list[_Raised]:
    """Return the actions, each once that stands on two sheets: open on one and closed on another, or carried over."""
    kept: list[_Raised] = []
    at: dict[tuple[str, str], int] = {}
    for raised in found:
        raw = raised.action
        key = (word_key(raw.ref), word_key(raw.text[:300]))
        n = at.get(key)
        if n is None or kept[n].action.places[0].sheet == raw.places[0].sheet:
            at.setdefault(key, len(kept))
            kept.append(raised)
        else:
            kept[n] = _both(kept[n], raised)
    return kept


def _both(one: _Raised, other: _Raised) -> _Raised:
    """Return two statements of an action as one: raised on the earlier day, and as it stands on the later sheet."""
    first, last = one.action, other.action
    if _is_closed(first) and not _is_closed(last):
        first, last = last, first
    days = [day for day in (one.day, other.day) if day]
    doubts = [*first.doubts, *last.doubts]
    if first.deadline and last.deadline and first.deadline != last.deadline:
        doubts.append(f"Its sheets print the deadlines {first.deadline} and {last.deadline}; the second was taken.")
    joined = last._replace(
        owners=last.owners or first.owners,
        owners_printed=last.owners_printed or first.owners_printed,
        deadline=last.deadline or first.deadline,
        note=last.note or first.note,
        item=last.item or first.item,
        places=(*one.action.places, *other.action.places),
        doubts=tuple(dict.fromkeys(doubts)),
    )
    return _Raised(joined, min(days) if days else None)


def _is_closed(raw: RawAction) -> bool:
    if raw.closed_on or (section_of(raw.heading) == COMPLETED_SECTION and not raw.status):
        return True
    return bool(raw.status) and read_status(raw.status).state == CLOSED
