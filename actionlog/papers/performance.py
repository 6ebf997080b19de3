"""Performance of a group over a period, each figure with what it is based on.

The actions of a period are those raised in it and those brought forward into it; struck-out ones are none. An action
older than the record counts as brought forward from the day it was first seen.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from actionlog.errors import Refused
from actionlog.model import CLOSED, COMPLETED, NOT_RECORDED, STRUCK_OUT, Group, long_date, weekday_date
from actionlog.owners import owner_label
from actionlog.papers import NOT_AVAILABLE, Cell, Paper, Row, Table, count_of
from actionlog.query import Standing, Standings

_COLUMNS = ("Measure", "This period", "Previous period", "Based on")
_DAY = timedelta(days=1)
#: The last day of each step of age, and its words.
_AGES = ((30, "0 to 30 days"), (90, "31 to 90 days"), (180, "91 to 180 days"), (None, "over 180 days"))
_OUTCOME_WORDS = {NOT_RECORDED: "with no reason recorded"}
#: With more different ages than this, they are told in steps.
_FEW = 3


def paper(standings: Standings, group: Group, start: date, end: date | None = None, *, by_owner: bool = True) -> Paper:
    """Return the performance of `group` from `start` to `end` (the day of the data where not given).

    The period before it, of the same length, stands beside it where the record reaches so far. Raises Refused where
    the period ends before it begins, or after the day of the data.
    """
    end = end or standings.as_of
    if end < start:
        raise Refused(f"The period ends on {long_date(end)}, before it begins on {long_date(start)}.")
    if end > standings.as_of:
        raise Refused(f"The period ends on {long_date(end)}, after the day of the data, {long_date(standings.as_of)}.")
    now = Period(standings, group, start, end)
    before = Period(standings, group, start - (end - start) - _DAY, start - _DAY)
    rows = []
    for measure, tell in _MEASURES.items():
        value, based_on = tell(now)
        earlier = tell(before)[0] if before.recorded else NOT_AVAILABLE
        rows.append(Row((measure, value, earlier, based_on)))
    parts = [Table("Measures", _COLUMNS, tuple(rows), optional=("Previous period",))]
    if by_owner:
        parts.append(_owners_table(now))
    return Paper(
        "performance",
        f"{group.name}: performance, {date_range(start, end)}",
        group.slug,
        end,
        lines=(f"Data as at {weekday_date(end)}",),
        parts=tuple(parts),
        standings=tuple(now.all),
        facts={
            "period": {"from": start.isoformat(), "to": end.isoformat()},
            "measures": [
                {"measure": m, "this_period": now_, "previous_period": earlier, "based_on": based_on}
                for m, now_, earlier, based_on in (row.cells for row in rows)
            ],
        },
    )


def date_range(start: date, end: date) -> str:
    """Return a range of days in words, the year once where it is the same: `19 May to 15 June 2021`."""
    first = long_date(start)
    if start.year == end.year and start != end:
        first = first.rpartition(" ")[0]
    return long_date(start) if start == end else f"{first} to {long_date(end)}"


@dataclass(frozen=True)
class Period:
    """The actions of a group in a period, as they stood at its end."""

    standings: Standings
    group: Group
    start: date
    end: date

    @property
    def recorded(self) -> bool:
        """True where the record of the group had begun by the end of the period."""
        return any(m.date <= self.end for m in self.standings.log.meetings_of(self.group.slug))

    @cached_property
    def _at_end(self) -> list[Standing]:
        log = self.standings.log
        return [
            s
            for s in Standings(log, self.end).all(self.group.slug)
            if s.action.status != STRUCK_OUT and (s.action.closed is None or s.action.closed >= self.start)
        ]

    @cached_property
    def raised(self) -> list[Standing]:
        """Those raised in the period."""
        return [s for s in self._at_end if not s.meeting.is_before and self.start <= s.raised]

    @cached_property
    def brought_forward(self) -> list[Standing]:
        """Those open when the period began, and those older than the record that were first seen in it."""
        eve = self.start - _DAY
        open_then = {s.action.id for s in Standings(self.standings.log, eve).all(self.group.slug) if s.action.is_open}
        return [
            s
            for s in self._at_end
            if (s.meeting.is_before and self.start <= s.raised <= self.end)
            or (s.action.id in open_then and s.raised < self.start)
        ]

    @cached_property
    def all(self) -> list[Standing]:
        """The actions of the period."""
        return [*self.raised, *self.brought_forward]

    @cached_property
    def closed(self) -> list[Standing]:
        """Those of them that were closed at its end."""
        return [s for s in self.all if s.action.status == CLOSED]

    @cached_property
    def dated_closed(self) -> list[tuple[Standing, date]]:
        """Those of the closed whose closing day is recorded, with that day."""
        return [(s, s.action.closed) for s in self.closed if s.action.closed is not None]

    @cached_property
    def open(self) -> list[Standing]:
        """Those of them that were open at its end."""
        return [s for s in self.all if s.action.is_open]


def _raised(period: Period) -> tuple[Cell, str]:
    return f"{len(period.raised)} / {len(period.brought_forward)}", count_of(len(period.all), "action")


def _closed(period: Period) -> tuple[Cell, str]:
    total, undated = len(period.closed), len(period.closed) - len(period.dated_closed)
    if not total:
        return 0, count_of(len(period.all), "action")
    if undated == total:
        all_of_them = {1: "", 2: "both "}.get(total, "all ")
        return total, f"{all_of_them}with no closure date recorded"
    outcomes = Counter(s.action.outcome or NOT_RECORDED for s in period.closed)
    told = ", ".join(f"{n} {_OUTCOME_WORDS.get(outcome, outcome)}" for outcome, n in sorted(outcomes.items()))
    return total, f"{told}; {undated} with no closure date" if undated else told


def _closure_rate(period: Period) -> tuple[Cell, str]:
    closed, total = len(period.closed), len(period.all)
    return percent(closed, total) if total else NOT_AVAILABLE, f"{closed} of {total}"


def _on_time(period: Period) -> tuple[Cell, str]:
    late = []
    dated = 0
    for s, day in period.dated_closed:
        deadline = s.original_deadline
        if s.action.outcome == COMPLETED and isinstance(deadline, date):
            dated += 1
            late += [(day - deadline).days] if day > deadline else []
    if not dated:
        closed = len(period.closed)
        with_day = len(period.dated_closed)
        if not with_day:
            return NOT_AVAILABLE, f"0 of {closed} have a closure date"
        return NOT_AVAILABLE, f"0 of {closed} were completed with a closure date and a dated deadline"
    value = f"{dated - len(late)} of {dated} ({percent(dated - len(late), dated)})"
    if not late:
        return value, "none late"
    longest = count_of(max(late), "day")
    return value, f"1 late by {longest}" if len(late) == 1 else f"{len(late)} late, the longest by {longest}"


def _days_to_close(period: Period) -> tuple[Cell, str]:
    days = sorted((day - s.raised).days for s, day in period.dated_closed if not s.meeting.is_before)
    closed, undated = len(period.closed), len(period.closed) - len(period.dated_closed)
    if not days:
        return NOT_AVAILABLE, f"0 of {closed}"
    unknown = closed - undated - len(days)
    left = [f"{undated} undated"] * bool(undated) + [f"{unknown} of unknown origin"] * bool(unknown)
    middle = len(days) // 2
    median = days[middle] if len(days) % 2 else (days[middle - 1] + days[middle]) / 2
    value = f"mean {_figure(sum(days) / len(days))}, median {_figure(median)}"
    return value, f"{len(days)} of {closed}" + (f" ({', '.join(left)})" if left else "")


def _open(period: Period) -> tuple[Cell, str]:
    ages = Counter(((period.end - s.raised).days, s.meeting.is_before) for s in period.open)
    if not ages:
        return 0, count_of(len(period.all), "action")
    if len(ages) <= _FEW:
        told = [
            f"{n} at {count_of(age, 'day')}{' or more' if at_least else ''}"
            for (age, at_least), n in sorted(ages.items(), key=lambda item: (item[0][1], item[0][0]))
        ]
        return len(period.open), f"ages: {', '.join(told)}"
    steps: Counter[str] = Counter()
    for (age, _), n in ages.items():
        steps[next(words for last, words in _AGES if last is None or age <= last)] += n
    at_least = sum(n for (_, first_seen), n in ages.items() if first_seen)
    told = [f"{steps[words]} at {words}" for _, words in _AGES if steps[words]]
    return len(period.open), f"ages: {', '.join(told)}" + (f" ({at_least} of them at least)" if at_least else "")


def _overdue(period: Period) -> tuple[Cell, str]:
    number, dated = sum(s.overdue for s in period.open), sum(s.due is not None for s in period.open)
    based_on = count_of(len(period.open), "open action")
    if not number:
        return 0, based_on
    return f"{number} ({percent(number, len(period.open))} of open; {number} of {dated} with a date)", based_on


def _slipped(period: Period) -> tuple[Cell, str]:
    slips = [(s.slipped, s) for s in period.all if s.extended and s.slipped > 0]
    based_on = count_of(len(period.all), "action")
    if not slips:
        return 0, based_on
    longest, worst = max(slips, key=lambda slip: slip[0])
    days = f"{count_of(longest, 'day')} ({_moved(worst.original_due, worst.due)})"
    value = f"1, by {days}"
    if len(slips) > 1:
        value = f"{len(slips)}, by {count_of(sum(n for n, _ in slips), 'day')} in all, the longest by {days}"
    twice = sum(s.extended > 1 for _, s in slips)
    return f"{value}; {twice} extended twice or more" if twice else value, based_on


def _moved(first: date | None, now: date | None) -> str:
    return date_range(first, now) if first and now else ""


def _undated(period: Period) -> tuple[Cell, str]:
    return _share(period, lambda s: s.undated)


def _stale(period: Period) -> tuple[Cell, str]:
    return _share(period, lambda s: s.stale)


def _share(period: Period, counts: Callable[[Standing], bool]) -> tuple[Cell, str]:
    number, total = sum(map(counts, period.open)), len(period.open)
    based_on = count_of(total, "open action")
    return (f"{number} ({percent(number, total)} of open)" if number else 0), based_on


_MEASURES: dict[str, Callable[[Period], tuple[Cell, str]]] = {
    "Raised / brought forward": _raised,
    "Closed": _closed,
    "Closure rate": _closure_rate,
    "Closed on time": _on_time,
    "Days to close": _days_to_close,
    "Open": _open,
    "Overdue": _overdue,
    "Slipped deadlines": _slipped,
    "No fixed deadline": _undated,
    "Stale": _stale,
}


def _owners_table(period: Period) -> Table:
    open_of: Counter[str] = Counter()
    overdue_of: Counter[str] = Counter()
    for s in period.open:
        for owner in dict.fromkeys(s.action.owners):
            open_of[owner] += 1
            overdue_of[owner] += s.overdue
    owners: Sequence[str] = sorted(open_of, key=lambda o: (-open_of[o], o.casefold(), o))
    rows = tuple(Row((owner_label(owner), open_of[owner], overdue_of[owner])) for owner in owners)
    return Table("By owner", ("Owner", "Open", "Overdue"), rows, empty="No open action has an owner.")


def percent(part: int, whole: int) -> str:
    """Return a share in whole per cent, a half rounded up: `63%`."""
    return f"{(200 * part + whole) // (2 * whole)}%"


def _figure(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
