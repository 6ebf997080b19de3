"""Overdue actions: columns, order, and who takes up each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from actionlog.model import EXTENSION_AGREED, NOTE, Action, Event, Group, Log, Meeting, Timings, Waiver
from actionlog.papers.overdue import paper
from actionlog.query import Standings
from actionlog.renderers import text

Then = Callable[[Log, Sequence[tuple[str, Event]]], Log]
Snapshot = Callable[[str, str | bytes], None]


def log_of(action: Action, *meetings: str, group: Group | None = None) -> Log:
    names = ("2021-05-19", *meetings)
    return Log(
        groups=(group or Group("g", "Group"),), meetings=tuple(Meeting("g", m) for m in names), actions=(action,)
    )


def due(day: date, **more: object) -> Action:
    return Action("g", "2021-05-19", 1, "Send it.", ("Clerk",), day, **more)  # type: ignore[arg-type]


def next_step(log: Log, day: date) -> object:
    return paper(Standings(log, day), log.groups[0]).tables[0].rows[0].cells[-1]


def test_the_paper_of_15_june_is_as_a_secretary_expects_it(may: Log, snapshot: Snapshot) -> None:
    snapshot("snapshots/overdue.txt", text.render(paper(Standings(may, date(2021, 6, 15)), may.groups[0]), 160))


def test_the_figures_of_15_june_come_out(may: Log) -> None:
    table = paper(Standings(may, date(2021, 6, 15)), may.groups[0]).tables[0]
    assert table.caption == "Overdue at Tuesday 15 June 2021: 2"
    assert table.columns == (
        "Ref", "Action", "Owner", "Original deadline", "Current deadline", "Days overdue", "Times extended",
        "Meetings carried", "Last update", "Next step",
    )  # fmt: skip
    may_26, june_9 = date(2021, 5, 26), date(2021, 6, 9)
    assert [(row.cells[0], *row.cells[2:]) for row in table.rows] == [
        ("8 (before 19 May 2021)", "[Redact]", may_26, may_26, 20, 0, "1 +", "None", "Chair (13 working days)"),
        ("1 (19 May 2021)", "All", june_9, june_9, 6, 0, 0, "None", "Secretariat (4 working days)"),
    ]


def test_the_day_of_the_deadline_is_not_overdue(may: Log) -> None:
    def count(day: date) -> int:
        return len(paper(Standings(may, day), may.groups[0]).tables[0].rows)

    days = [
        date(2021, 5, 26),
        date(2021, 5, 27),
        date(2021, 6, 9),
        date(2021, 6, 10),
        date(2021, 6, 30),
        date(2021, 7, 1),
    ]
    assert [count(day) for day in days] == [0, 1, 1, 2, 2, 3]


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2021, 6, 2), "Secretariat (1 working day)"),
        (date(2021, 6, 15), "Secretariat (10 working days)"),
        (date(2021, 6, 16), "Chair (11 working days)"),
    ],
)
def test_after_ten_working_days_it_goes_to_the_chair(day: date, step: str) -> None:
    assert next_step(log_of(due(date(2021, 6, 1))), day) == step


def test_a_group_may_set_how_soon_it_goes_to_the_chair() -> None:
    log = log_of(due(date(2021, 6, 1)), group=Group("g", "Group", timings=Timings(chair=2)))
    assert next_step(log, date(2021, 6, 4)) == "Chair (3 working days)"


def test_missed_at_one_meeting_it_goes_to_the_chair_and_at_two_to_the_sponsor() -> None:
    log = log_of(due(date(2021, 6, 1)), "2021-06-01", "2021-06-03", "2021-06-09")
    assert next_step(log, date(2021, 6, 2)) == "Secretariat (1 working day)"
    assert next_step(log, date(2021, 6, 3)) == "Chair (2 working days, missed at 1 meeting)"
    assert next_step(log, date(2021, 6, 9)) == "Sponsor (6 working days, missed at 2 meetings)"


def test_late_on_an_extended_date_it_goes_to_the_sponsor() -> None:
    event = Event(date(2021, 5, 25), EXTENSION_AGREED, "2021-05-26", "2021-06-01", by="chair")
    log = log_of(due(date(2021, 6, 1), history=(event,)))
    assert next_step(log, date(2021, 6, 2)) == "Sponsor (1 working day, extended date missed)"
    row = paper(Standings(log, date(2021, 6, 2)), log.groups[0]).tables[0].rows[0].cells
    assert row[3:9] == (date(2021, 5, 26), date(2021, 6, 1), 1, 1, 0, date(2021, 5, 25))


def test_a_waived_action_is_shown_with_its_waiver() -> None:
    group = Group("g", "Group", waivers=(Waiver("2021-05-19/1", date(2021, 6, 30), "Awaiting the audit", "chair"),))
    log = log_of(due(date(2021, 6, 1)), group=group)
    assert next_step(log, date(2021, 6, 30)) == "None until 30 June 2021 (waived)"
    assert str(next_step(log, date(2021, 7, 1))).startswith("Chair")


def test_the_longest_overdue_stands_first_and_the_last_update_is_shown(may: Log, then: Then) -> None:
    log = then(may, [("2021-05-19/1", Event(date(2021, 6, 12), NOTE, note="Nearly there"))])
    rows = paper(Standings(log, date(2021, 7, 1)), log.groups[0]).tables[0].rows
    assert [row.cells[5] for row in rows] == [36, 22, 1]
    assert [row.cells[8] for row in rows] == ["None", date(2021, 6, 12), "None"]


def test_nothing_overdue_is_said_in_words(may: Log) -> None:
    shown = text.render(paper(Standings(replace(may, actions=()), date(2021, 6, 15)), may.groups[0])).decode()
    assert shown.endswith("Overdue at Tuesday 15 June 2021: 0\nNo action is overdue.\n")


@pytest.mark.parametrize("width", [80, 120])
def test_on_a_narrow_page_the_small_counts_stand_under_the_action(may: Log, width: int) -> None:
    headings, rows, _ = text.arranged(paper(Standings(may, date(2021, 6, 15)), may.groups[0]).tables[0], width)
    assert ("Owner" in headings) == (width == 120)
    assert {"Current deadline", "Days overdue", "Next step"} <= set(headings)
    under = rows[0][headings.index("Action")]
    assert "Times extended: 0" in under
    assert "Meetings carried: 1 +" in under
    assert rows[0][headings.index("Current deadline")] == ("26 May 2021",)
    assert rows[0][headings.index("Days overdue")] == ("20",)
