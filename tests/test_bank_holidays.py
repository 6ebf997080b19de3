"""Working days in England and Wales, with the dates that were worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionlog.bank_holidays import (
    add_working_days,
    bank_holidays,
    clear_days_before,
    is_working_day,
    working_days_between,
)

any_day = st.dates(date(1996, 1, 1), date(2200, 1, 1))


def test_papers_for_a_wednesday_go_out_six_working_days_before_it_for_five_clear_ones() -> None:
    assert clear_days_before(date(2021, 6, 23), 5) == date(2021, 6, 15)  # Tuesday
    assert add_working_days(date(2021, 6, 23), -5) == date(2021, 6, 16)  # not clear: Wednesday


def test_minutes_due_ten_working_days_after_the_meeting_wait_for_the_bank_holiday() -> None:
    assert add_working_days(date(2021, 5, 19), 10) == date(2021, 6, 3)  # 31 May was one


@pytest.mark.parametrize(
    ("deadline", "as_of", "late"),
    [
        (date(2021, 5, 26), date(2021, 6, 15), 13),
        (date(2021, 6, 9), date(2021, 6, 15), 4),
        (date(2021, 5, 28), date(2021, 5, 31), 0),  # a weekend and a bank holiday
        (date(2021, 6, 9), date(2021, 6, 9), 0),
        (date(2021, 6, 9), date(2021, 6, 1), 0),
    ],
)
def test_working_days_late_are_counted_after_the_deadline_and_up_to_today(
    deadline: date, as_of: date, late: int
) -> None:
    assert working_days_between(deadline, as_of) == late


@pytest.mark.parametrize(
    "day",
    [
        date(1995, 5, 8),  # VE Day, in place of 1 May
        date(1999, 12, 31),
        date(2002, 6, 3),
        date(2002, 6, 4),
        date(2011, 4, 29),
        date(2012, 6, 4),
        date(2012, 6, 5),
        date(2020, 5, 8),
        date(2022, 6, 2),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
        date(2021, 4, 2),  # Good Friday
        date(2021, 4, 5),  # Easter Monday
        date(2021, 12, 27),  # for Saturday 25
        date(2021, 12, 28),  # for Sunday 26
        date(2022, 1, 3),  # for Saturday 1
        date(2016, 12, 27),  # for Sunday 25; 26 was Boxing Day itself
    ],
)
def test_nobody_works_on_a_bank_holiday(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(1995, 5, 1), date(2002, 5, 27), date(2012, 5, 28), date(2020, 5, 4)])
def test_a_bank_holiday_that_was_moved_leaves_a_working_day_behind(day: date) -> None:
    assert is_working_day(day)


def test_an_ordinary_year_has_eight_bank_holidays_all_on_weekdays() -> None:
    for year in (2019, 2021, 2024, 2027, 2050):
        assert len(bank_holidays(year)) == 8
        assert all(day.weekday() < 5 for day in bank_holidays(year))


def test_a_day_proclaimed_later_can_be_told_to_every_function() -> None:
    extra = [date(2027, 6, 9)]  # a Wednesday
    assert is_working_day(extra[0])
    assert not is_working_day(extra[0], extra)
    assert add_working_days(date(2027, 6, 8), 1, extra) == date(2027, 6, 10)
    assert clear_days_before(date(2027, 6, 10), 0, extra) == date(2027, 6, 8)
    assert working_days_between(date(2027, 6, 8), date(2027, 6, 10), extra) == 1


@given(any_day, st.integers(1, 400))
def test_adding_working_days_and_counting_them_agree(day: date, n: int) -> None:
    later = add_working_days(day, n)
    assert is_working_day(later)
    assert working_days_between(day, later) == n
    assert working_days_between(day, later - timedelta(days=1)) == n - 1


@given(any_day, st.integers(0, 900))
def test_counting_by_weeks_finds_what_counting_day_by_day_finds(start: date, length: int) -> None:
    days = [start + timedelta(days=n) for n in range(1, length + 1)]
    assert working_days_between(start, start + timedelta(days=length)) == sum(map(is_working_day, days))


@given(any_day, st.integers(0, 60))
def test_clear_days_count_neither_the_day_of_issue_nor_the_meeting(meeting: date, n: int) -> None:
    issued = clear_days_before(meeting, n)
    assert is_working_day(issued)
    assert working_days_between(issued, meeting - timedelta(days=1)) == n


def test_the_holidays_package_knows_the_same_days_from_1995_to_2035() -> None:
    holidays = pytest.importorskip("holidays", reason="the holidays package is not installed; it is only an oracle")
    theirs = holidays.country_holidays("GB", subdiv="ENG", years=range(1995, 2036))
    for year in range(1995, 2036):
        assert bank_holidays(year) == {day for day in theirs if day.year == year and day.weekday() < 5}
