"""Performance: every figure with what it is based on, by the definitions of the reference."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from actionlog.errors import Refused
from actionlog.model import (
    CLOSED,
    CLOSING,
    EXTENSION_AGREED,
    REOPENED,
    STRUCK_OUT,
    Action,
    Event,
    Group,
    Log,
    Meeting,
)
from actionlog.papers import Paper
from actionlog.papers.performance import date_range, paper, percent
from actionlog.query import Standings
from actionlog.renderers import text

Snapshot = Callable[[str, str | bytes], None]

START = date(2021, 5, 19)


def made(log: Log, end: date, start: date = START) -> Paper:
    return paper(Standings(log, end), log.groups[0], start)


def figures(shown: Paper) -> dict[object, tuple[object, object]]:
    return {row.cells[0]: (row.cells[1], row.cells[3]) for row in shown.tables[0].rows}


def figure(measure: str, *actions: Action, end: date = date(2021, 12, 31)) -> tuple[object, object]:
    log = Log(groups=(Group("g", "Group"),), meetings=(Meeting("g", "2021-05-19"),), actions=actions)
    return figures(made(log, end))[measure]


def one(number: int, deadline: date | str | None = None, **more: object) -> Action:
    return Action("g", "2021-05-19", number, "Send it.", ("Clerk",), deadline, **more)  # type: ignore[arg-type]


def completed(number: int, deadline: date, day: date, outcome: str = "completed") -> Action:
    history = (Event(day, CLOSING, outcome=outcome),)
    return one(number, deadline, status=CLOSED, closed=day, outcome=outcome, history=history)


def test_the_summary_is_as_a_secretary_expects_it(may: Log, snapshot: Snapshot) -> None:
    snapshot("snapshots/performance.txt", text.render(made(may, date(2021, 6, 15)), 100))


def test_the_figures_of_19_may_to_15_june_come_out(may: Log) -> None:
    shown = made(may, date(2021, 6, 15))
    assert shown.title == "Hall Group: performance, 19 May to 15 June 2021"
    assert figures(shown) == {
        "Raised / brought forward": ("7 / 3", "10 actions"),
        "Closed": (2, "both with no closure date recorded"),
        "Closure rate": ("20%", "2 of 10"),
        "Closed on time": ("Not available", "0 of 2 have a closure date"),
        "Days to close": ("Not available", "0 of 2"),
        "Open": (8, "ages: 5 at 27 days, 3 at 27 days or more"),
        "Overdue": ("2 (25% of open; 2 of 3 with a date)", "8 open actions"),
        "Slipped deadlines": (0, "10 actions"),
        "No fixed deadline": ("5 (63% of open)", "8 open actions"),
        "Stale": (0, "8 open actions"),
    }


def test_the_figures_of_19_may_to_24_june_come_out(after_june: Log) -> None:
    assert figures(made(after_june, date(2021, 6, 24))) == {
        "Raised / brought forward": ("7 / 3", "10 actions"),
        "Closed": (5, "3 completed, 2 with no reason recorded; 2 with no closure date"),
        "Closure rate": ("50%", "5 of 10"),
        "Closed on time": ("1 of 2 (50%)", "1 late by 7 days"),
        "Days to close": ("mean 31.5, median 31.5", "2 of 5 (2 undated, 1 of unknown origin)"),
        "Open": (5, "ages: 3 at 36 days, 2 at 36 days or more"),
        "Overdue": (0, "5 open actions"),
        "Slipped deadlines": ("1, by 49 days (26 May to 14 July 2021)", "10 actions"),
        "No fixed deadline": ("4 (80% of open)", "5 open actions"),
        "Stale": (0, "5 open actions"),
    }


def test_the_figures_of_a_period_do_not_depend_on_the_day_they_are_made(may: Log, after_june: Log) -> None:
    later = paper(Standings(after_june, date(2022, 1, 1)), after_june.groups[0], START, date(2021, 6, 15))
    assert later.parts == made(may, date(2021, 6, 15)).parts


def test_the_period_before_stands_beside_it_where_the_record_reaches_so_far(after_june: Log) -> None:
    shown = made(after_june, date(2021, 6, 24), date(2021, 6, 6))
    assert [row.cells[2] for row in shown.tables[0].rows][:3] == ["7 / 3", 2, "20%"]
    assert "Previous period" in text.render(shown, 160).decode()
    assert [row.cells[1] for row in shown.tables[0].rows][:3] == ["0 / 8", 3, "38%"]
    first = made(after_june, date(2021, 6, 24))
    assert {row.cells[2] for row in first.tables[0].rows} == {"Not available"}
    assert "Previous period" not in text.render(first, 160).decode()


def test_closed_on_time_is_measured_by_the_original_deadline() -> None:
    first, later = date(2021, 6, 1), date(2021, 7, 1)
    extended = completed(1, later, later)
    history = (Event(date(2021, 5, 30), EXTENSION_AGREED, "2021-06-01", "2021-07-01"), *extended.history)
    assert figure("Closed on time", replace(extended, history=history)) == ("0 of 1 (0%)", "1 late by 30 days")
    assert figure("Closed on time", completed(1, first, first)) == ("1 of 1 (100%)", "none late")
    late = [completed(n, first, first + timedelta(n)) for n in (1, 2)]
    assert figure("Closed on time", *late) == ("0 of 2 (0%)", "2 late, the longest by 2 days")


def test_only_what_was_completed_can_have_been_on_time() -> None:
    day = date(2021, 6, 1)
    based_on = "0 of 1 were completed with a closure date and a dated deadline"
    assert figure("Closed on time", completed(1, day, day, "lapsed")) == ("Not available", based_on)


def test_lapsed_is_told_apart_from_completed() -> None:
    day = date(2021, 6, 1)
    actions = [completed(1, day, day), completed(2, day, day, "lapsed"), completed(3, day, day, "lapsed")]
    assert figure("Closed", *actions) == (3, "1 completed, 2 lapsed")


def test_the_median_is_the_middle_or_between_the_two_middle_ones() -> None:
    actions = [completed(n, START, START + timedelta(days)) for n, days in enumerate((1, 2, 9), 1)]
    assert figure("Days to close", *actions) == ("mean 4, median 2", "3 of 3")
    assert figure("Days to close", *actions[1:]) == ("mean 5.5, median 5.5", "2 of 2")


def test_an_action_opened_again_counts_as_open_and_its_first_closure_does_not_count() -> None:
    closed = completed(1, date(2021, 6, 1), date(2021, 6, 1))
    again = Event(date(2021, 6, 23), REOPENED, "2021-06-01", "2022-06-01", "2021-06-23")
    action = replace(
        closed, status="Open", closed=None, outcome="", deadline=date(2022, 6, 1), history=(*closed.history, again)
    )
    assert figure("Days to close", action) == ("Not available", "0 of 0")
    assert figure("Open", action)[0] == 1


def test_many_different_ages_are_told_in_steps() -> None:
    days = ("2021-12-20", "2021-11-01", "2021-10-01", "2021-08-01", "2021-05-20")
    actions = tuple(Action("g", day, 1, "Send it.") for day in days)
    log = Log(groups=(Group("g", "Group"),), meetings=tuple(Meeting("g", day) for day in days), actions=actions)
    first_seen = Action("g", "before-2021-05-20", 1, "Send it.")
    log = replace(log, meetings=(*log.meetings, Meeting("g", "before-2021-05-20")), actions=(*actions, first_seen))
    assert figures(made(log, date(2021, 12, 31)))["Open"] == (
        6,
        "ages: 1 at 0 to 30 days, 1 at 31 to 90 days, 2 at 91 to 180 days, 2 at over 180 days (1 of them at least)",
    )


def test_slips_are_added_up_and_those_extended_twice_are_counted() -> None:
    def moved(number: int, *days: int) -> Action:
        dates = [date(2021, 6, 1) + timedelta(day) for day in (0, *days)]
        history = tuple(
            Event(date(2021, 5, 30), EXTENSION_AGREED, before.isoformat(), after.isoformat())
            for before, after in pairwise(dates)
        )
        return one(number, dates[-1], history=history)

    value = "2, by 40 days in all, the longest by 30 days (1 June to 1 July 2021); 1 extended twice or more"
    assert figure("Slipped deadlines", moved(1, 10), moved(2, 20, 30), one(3, date(2021, 6, 1))) == (value, "3 actions")


def test_what_is_struck_out_or_not_raised_yet_counts_nowhere() -> None:
    log = Log(
        groups=(Group("g", "Group"),),
        meetings=(Meeting("g", "2021-05-19"), Meeting("g", "2022-01-24")),
        actions=(one(1, status=STRUCK_OUT), Action("g", "2022-01-24", 1, "Later.")),
    )
    assert figures(made(log, date(2021, 6, 1)))["Raised / brought forward"] == ("0 / 0", "0 actions")
    assert figures(made(log, date(2021, 6, 1)))["Closure rate"] == ("Not available", "0 of 0")


def test_an_action_closed_before_the_period_is_not_in_it() -> None:
    log = Log(
        groups=(Group("g", "Group"),),
        meetings=(Meeting("g", "2021-05-19"),),
        actions=(completed(1, START, date(2021, 5, 20)), one(2)),
    )
    shown = figures(made(log, date(2021, 7, 1), date(2021, 6, 1)))
    assert shown["Raised / brought forward"] == ("0 / 1", "1 action")
    closed_early = replace(completed(1, START, date(2021, 5, 10)), meeting="before-2021-05-19")
    log = replace(log, meetings=(Meeting("g", "before-2021-05-19"), *log.meetings), actions=(closed_early, one(2)))
    assert figures(made(log, date(2021, 7, 1)))["Raised / brought forward"] == ("1 / 0", "1 action")


def test_stale_actions_are_counted(may: Log) -> None:
    assert figures(made(may, date(2021, 8, 18)))["Stale"] == ("5 (63% of open)", "8 open actions")


def test_every_party_has_its_own_line_however_it_is_printed(may: Log) -> None:
    table = made(may, date(2021, 6, 15)).tables[1]
    assert table.columns == ("Owner", "Open", "Overdue")
    assert [row.cells for row in table.rows] == [
        ("All", 2, 1),
        ("Building team", 2, 0),
        ("Building team member", 1, 0),
        ("Members", 1, 0),
        ("[Redact]", 1, 0),
        ("[Redact]", 1, 0),
        ("[Redact]", 1, 1),
    ]
    group = may.groups[0]
    assert len(paper(Standings(may, date(2021, 6, 15)), group, START, by_owner=False).tables) == 1


def test_a_period_that_ends_before_it_begins_or_after_the_data_is_refused(may: Log) -> None:
    with pytest.raises(Refused, match="ends on 1 May 2021, before it begins on 19 May 2021"):
        paper(Standings(may, date(2021, 6, 1)), may.groups[0], START, date(2021, 5, 1))
    with pytest.raises(Refused, match="after the day of the data, 1 June 2021"):
        paper(Standings(may, date(2021, 6, 1)), may.groups[0], START, date(2021, 6, 2))


def test_shares_are_rounded_half_up() -> None:
    assert [percent(*n) for n in ((5, 8), (1, 8), (1, 3), (2, 3), (0, 4), (4, 4))] == [
        "63%", "13%", "33%", "67%", "0%", "100%",
    ]  # fmt: skip


def test_ranges_are_said_with_to_and_the_year_once() -> None:
    assert date_range(date(2021, 5, 19), date(2021, 6, 15)) == "19 May to 15 June 2021"
    assert date_range(date(2021, 12, 1), date(2022, 1, 15)) == "1 December 2021 to 15 January 2022"
    assert date_range(date(2021, 12, 1), date(2021, 12, 1)) == "1 December 2021"
