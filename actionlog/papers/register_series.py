"""How many actions were open, overdue and closed on each of some days: the figures behind the register's picture.

Each action is replayed once, at the days on which something about it changed; between two of these it stands as it
stood. So ten thousand actions cost no more than being read, however many days are asked for.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from actionlog.model import CLOSED, Action
from actionlog.query import Standing, Standings
from actionlog.replay import as_on

#: More points than this make no clearer picture.
MOST_POINTS = 60
_DAY = timedelta(days=1)


class Point(NamedTuple):
    """How many actions were open at the end of a day, how many of those overdue, and how many were closed."""

    day: date
    open: int
    overdue: int
    closed: int


def days_to_show(held: Iterable[date], as_of: date) -> tuple[date, ...]:
    """Return the days of the picture: those of the meetings `held` until `as_of`, and `as_of` itself.

    Where these are too many, the ends of months; where those are, every second or third, counted back from the last.
    """
    days = sorted({day for day in held if day <= as_of} | {as_of})
    if len(days) <= MOST_POINTS:
        return tuple(days)
    ends = [*_month_ends(days[0], as_of), as_of]
    step = -(-len(ends) // MOST_POINTS)
    return tuple(ends[::-1][::step][::-1])


def series(standings: Standings, actions: Iterable[Action], days: Sequence[date]) -> tuple[Point, ...]:
    """Return the counts of `actions` on each of `days` (ascending), as `Standings` of that day would give them.

    An action that was struck out counts no more from that day on.
    """
    raised = {(m.group, m.name): m.date for m in standings.log.meetings if not m.is_before}
    open_, overdue, closed = _Steps(days), _Steps(days), _Steps(days)
    for action in actions:
        for start, end, state in _states(action, raised.get((action.group, action.meeting))):
            if state.status == CLOSED:
                closed.add(start, end)
            elif state.is_open:
                open_.add(start, end)
                # on the last day there is, whatever can be overdue is: so that the rule stands in one place
                calendar = standings.calendars[state.group]
                standing = Standing(state, "", date.max, calendar)
                if standing.overdue and standing.due:
                    overdue.add(max(start, _after(standing.due)), end)
    return tuple(map(Point, days, open_.counts(), overdue.counts(), closed.counts()))


def _states(action: Action, raised: date | None) -> list[tuple[date, date | None, Action]]:
    """Return how an action stood, from the day on which it came to stand so to (not including) the next.

    `raised` is as in `as_on`: None for an action older than the record, which always was.
    """
    first = raised or date.min
    if not action.history and action.closed is None:
        return [(first, None, action)]
    changed = {event.date for event in action.history} | ({action.closed} if action.closed else set())
    days = sorted({first, *(day for day in changed if day > first)})
    states = [(day, as_on(action, raised, day)) for day in days]
    ends: list[date | None] = [*days[1:], None]
    return [(day, end, state) for (day, state), end in zip(states, ends, strict=True) if state is not None]


class _Steps:
    """Counts on some days, made of what is added from one day to (not including) another."""

    def __init__(self, days: Sequence[date]) -> None:
        self._days = days
        self._steps = [0] * (len(days) + 1)

    def add(self, start: date, end: date | None) -> None:
        first = bisect_left(self._days, start)
        last = len(self._days) if end is None else bisect_left(self._days, end)
        if first < last:
            self._steps[first] += 1
            self._steps[last] -= 1

    def counts(self) -> list[int]:
        return list(accumulate(self._steps[:-1]))


def _after(day: date) -> date:
    return day + _DAY if day < date.max else day


def _month_ends(first: date, last: date) -> list[date]:
    """Return the last days of the months from the one of `first` on, before `last`."""
    ends: list[date] = []
    year, month = first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if year > date.max.year or (end := date(year, month, 1) - _DAY) >= last:
            return ends
        ends.append(end)
