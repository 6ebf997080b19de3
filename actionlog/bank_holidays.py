"""Working days in England and Wales, and the counting of them that secretariats do.

Bank holidays follow the Banking and Financial Dealings Act 1971 and the royal proclamations made under it: Easter, the
first and last Mondays of May, the last of August, and Christmas and New Year with a weekday in place of a Saturday or
Sunday. Holidays proclaimed once, or moved once, are listed from 1995 to 2026; a year after that may still get one,
so every function takes `extra`, further days that are not worked. Years before 1995 follow the same rules, which is
not always what happened. Northern Ireland and Scotland have other days.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from typing import Final

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5

#: Days proclaimed once: the eve of 2000, two jubilees, a wedding, a jubilee, a state funeral, a coronation.
_PROCLAIMED: Final = (
    date(1999, 12, 31), date(2002, 6, 3), date(2011, 4, 29), date(2012, 6, 5), date(2022, 6, 3), date(2022, 9, 19),
    date(2023, 5, 8),
)  # fmt: skip
#: Where a Monday of May was moved to: VE Day in 1995 and 2020, jubilees in 2002, 2012 and 2022.
_EARLY_MAY_MOVED: Final = {1995: date(1995, 5, 8), 2020: date(2020, 5, 8)}
_SPRING_MOVED: Final = {2002: date(2002, 6, 4), 2012: date(2012, 6, 4), 2022: date(2022, 6, 2)}


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of `year` in England and Wales, each on the weekday on which it is kept."""
    from dateutil.easter import easter  # only here: most commands never ask about working days

    sunday = easter(year)
    days = {
        sunday - 2 * _DAY,
        sunday + _DAY,
        _EARLY_MAY_MOVED.get(year, _monday_on_or_after(date(year, 5, 1))),
        _SPRING_MOVED.get(year, _monday_on_or_after(date(year, 5, 25))),
        _monday_on_or_after(date(year, 8, 25)),
    }
    days.update(day for day in _PROCLAIMED if day.year == year)
    # Each takes the first weekday that is free: Christmas on a Sunday has Monday, and Boxing Day then Tuesday.
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while _at_weekend(day) or day in days:
            day += _DAY
        days.add(day)
    return frozenset(days)


def is_working_day(day: date, extra: Collection[date] = ()) -> bool:
    """True unless `day` is a Saturday, a Sunday, a bank holiday or one of `extra`."""
    return not _at_weekend(day) and day not in bank_holidays(day.year) and day not in extra


def working_days_between(start: date, end: date, extra: Collection[date] = ()) -> int:
    """Return how many working days come after `start`, up to and including `end`; 0 where `end` is not after it."""
    if end <= start:
        return 0
    weeks, odd_days = divmod((end - start).days, 7)
    weekdays = 5 * weeks + sum(not _at_weekend(end - n * _DAY) for n in range(odd_days))
    free = set(extra).union(*map(bank_holidays, range(start.year, end.year + 1)))
    return weekdays - sum(start < day <= end and not _at_weekend(day) for day in free)


def add_working_days(day: date, n: int, extra: Collection[date] = ()) -> date:
    """Return the `n`th working day after `day` (before it, where `n` is negative); `day` itself for 0.

    OverflowError where that is beyond the calendar's end.
    """
    step = _DAY if n > 0 else -_DAY
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day, extra):
            day += step
    return day


def clear_days_before(day: date, n: int, extra: Collection[date] = ()) -> date:
    """Return the last day on which papers may go out so that `n` clear working days lie before a meeting on `day`.

    Clear days count neither the day the papers go out nor the day of the meeting.
    """
    return add_working_days(day, -(n + 1), extra)


def _at_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def _monday_on_or_after(day: date) -> date:
    return day + (-day.weekday() % 7) * _DAY
