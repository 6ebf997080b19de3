"""Closed since the last paper: columns, order, and the words of each outcome."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from actionlog.model import Action, Event, Group, Log, Meeting, Tabled
from actionlog.papers import Worded
from actionlog.papers.closed import closing_mark, paper
from actionlog.papers.outstanding import paper as outstanding
from actionlog.papers.outstanding import tabled
from actionlog.query import Standings
from actionlog.renderers import text

Snapshot = Callable[[str, str | bytes], None]


def with_june_paper(log: Log, may: Log) -> Log:
    record = tabled(outstanding(Standings(may, date(2021, 6, 15)), may.groups[0], may.meetings[2]))
    *earlier, june = log.meetings
    return replace(log, meetings=(*earlier, replace(june, papers=(record,))))


def closed_action(number: int, event: Event | None, closed: date | None = None, outcome: str = "") -> Action:
    action = Action("g", "2021-05-19", number, "Send it.", ("Clerk",), date(2021, 6, 1), "Closed", closed, outcome)
    return replace(action, history=(event,) if event else ())


def row_of(action: Action) -> tuple[object, ...]:
    log = Log(groups=(Group("g", "Group"),), meetings=(Meeting("g", "2021-05-19"),), actions=(action,))
    return paper(Standings(log, date(2021, 12, 1)), log.groups[0]).tables[0].rows[0].cells


def test_the_paper_after_june_is_as_a_secretary_expects_it(may: Log, after_june: Log, snapshot: Snapshot) -> None:
    log = with_june_paper(after_june, may)
    snapshot("snapshots/closed.txt", text.render(paper(Standings(log, date(2021, 6, 24)), log.groups[0]), 120))


def test_closed_actions_stand_by_closing_date_and_those_without_one_last(after_june: Log) -> None:
    shown = paper(Standings(after_june, date(2021, 6, 24)), after_june.groups[0])
    table = shown.tables[0]
    assert table.columns == ("Ref", "Action", "Owner", "Deadline", "Closed", "Outcome", "Evidence", "Agreed by")
    assert table.caption == "Closed so far (no earlier paper was frozen)"
    assert [(row.cells[0], row.cells[4]) for row in table.rows] == [
        ("1 (19 May 2021)", Worded(("16 June 2021", "7 days late"), date(2021, 6, 16))),
        ("5 (before 19 May 2021)", date(2021, 6, 18)),
        ("4 (19 May 2021)", date(2021, 6, 23)),
        ("2 (19 May 2021)", "Not recorded"),
        ("6 (19 May 2021)", "Not recorded"),
    ]


def test_the_paper_says_since_when(may: Log, after_june: Log) -> None:
    log = with_june_paper(after_june, may)
    shown = paper(Standings(log, date(2021, 6, 24)), log.groups[0])
    assert shown.tables[0].caption == "Closed since the paper of 15 June 2021"
    assert shown.facts == {"since": "2021-06-15"}
    assert len(shown.standings) == 3


def test_a_closure_of_the_same_day_as_another_stands_by_its_number() -> None:
    actions = tuple(closed_action(n, None, closed=date(2021, 6, 1)) for n in (10, 9, 2))
    log = Log(groups=(Group("g", "Group"),), meetings=(Meeting("g", "2021-05-19"),), actions=actions)
    table = paper(Standings(log, date(2021, 6, 2)), log.groups[0]).tables[0]
    assert [row.cells[0] for row in table.rows] == ["2", "9", "10"]


@pytest.mark.parametrize(
    ("outcome", "event", "words"),
    [
        ("completed", {}, "Completed"),
        ("transferred", {"into": "The estates team"}, "Transferred to The estates team"),
        ("merged", {"into": "2021-05-19/3"}, "Merged into 2021-05-19/3"),
        ("superseded", {"into": "2021-06-23/1"}, "Superseded by 2021-06-23/1"),
        ("withdrawn", {"reason": "The grant fell through"}, "Withdrawn: The grant fell through"),
        ("not recorded", {}, "Closed (reason not recorded)"),
    ],
)
def test_the_outcome_says_why_it_closed(outcome: str, event: dict[str, str], words: str) -> None:
    day = date(2021, 6, 1)
    assert (
        row_of(closed_action(1, Event(day, "closed", outcome=outcome, **event), closed=day, outcome=outcome))[5]
        == words
    )


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"by": "secretariat"}, "Secretariat"),
        ({"by": "chair"}, "Chair"),
        ({"meeting": "2021-06-23"}, "Meeting, 23 June 2021"),
        ({"meeting": "2021-06-23b", "by": "chair"}, "Chair, 23 June 2021 (b)"),
        ({"meeting": "the away day"}, "Meeting, the away day"),
        ({"by": "a member (invented)"}, "a member (invented)"),
        ({}, "Not recorded"),
    ],
)
def test_who_agreed_a_closure_is_told(event: dict[str, str], words: str) -> None:
    day = date(2021, 6, 1)
    assert row_of(closed_action(1, Event(day, "closed", outcome="completed", **event), closed=day))[7] == words


def test_an_action_closed_without_an_event_has_no_evidence_and_nobody_agreed_it() -> None:
    assert row_of(closed_action(1, None))[4:] == (
        "Not recorded",
        "Closed (reason not recorded)",
        "None",
        "Not recorded",
    )


def test_an_action_closed_on_the_day_of_its_deadline_is_not_late() -> None:
    assert row_of(closed_action(1, None, closed=date(2021, 6, 1)))[4] == date(2021, 6, 1)


def test_on_paper_columns_that_say_nothing_are_left_out(may: Log) -> None:
    shown = text.render(paper(Standings(may, date(2021, 6, 15)), may.groups[0]), 200).decode()
    assert "Closed (reason not recorded)" in shown
    assert "Evidence" not in shown.replace("Hall Group", "")


def test_a_paper_of_another_kind_hides_no_closure(after_june: Log) -> None:
    *earlier, june = after_june.meetings
    other = Tabled("minutes", date(2021, 6, 20), closed=("2021-05-19/01",))
    log = replace(after_june, meetings=(*earlier, replace(june, papers=(other,))))
    assert len(paper(Standings(log, date(2021, 6, 24)), log.groups[0]).standings) == 5


def test_a_first_closure_is_marked_by_the_action_alone() -> None:
    assert closing_mark(closed_action(5, None)) == "2021-05-19/05"
