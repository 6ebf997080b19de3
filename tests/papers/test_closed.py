"""Closed since the last paper: columns, order, and the words of each outcome."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from actionlog.model import Action, Event, Group, Log, Meeting, Tabled
from actionlog.papers import Paper, Worded
from actionlog.papers.closed import closing_mark, last_paper, paper
from actionlog.papers.events import evidence_of
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


def test_a_closure_is_marked_by_the_action_and_its_day() -> None:
    day = date(2021, 6, 1)
    assert closing_mark(closed_action(5, None)) == "2021-05-19/05"
    assert closing_mark(closed_action(5, None, day)) == "2021-05-19/05 2021-06-01"
    twice = replace(
        closed_action(5, None, day), history=(Event(day, "closed"), Event(day, "reopened"), Event(day, "closed"))
    )
    assert closing_mark(twice) == "2021-05-19/05 2021-06-01 (2)"


def papers_of(*papers: tuple[str, Tabled]) -> dict[str, tuple[Tabled, ...]]:
    return {name: tuple(p for n, p in papers if n == name) for name, _ in papers}


def log_with(action: Action, *papers: tuple[str, Tabled]) -> Log:
    names = sorted({"2021-05-19", "2021-06-23", "2021-06-30", "2021-07-07", *(name for name, _ in papers)})
    held = papers_of(*papers)
    meetings = tuple(Meeting("g", name, papers=held.get(name, ())) for name in names)
    return Log(groups=(Group("g", "Group"),), meetings=meetings, actions=(action,))


def made(log: Log, day: date, meeting: str) -> Paper:
    return outstanding(Standings(log, day), log.groups[0], log.meeting("g", meeting))


def shows(log: Log, day: date, meeting: str) -> int:
    return sum(not s.action.is_open for s in made(log, day, meeting).standings)


def test_a_closure_taken_back_and_made_again_later_is_shown_again() -> None:
    first = Event(date(2021, 6, 1), "closed", outcome="completed")
    log = log_with(closed_action(1, first, first.date, "completed"))
    record = tabled(made(log, date(2021, 6, 15), "2021-06-23"))
    again = Event(date(2021, 6, 20), "closed", outcome="completed")  # the first one was reverted in git
    log = log_with(closed_action(1, again, again.date, "completed"), ("2021-06-23", record))
    assert shows(log, date(2021, 6, 28), "2021-06-30") == 1


def test_a_record_of_an_earlier_version_counts_as_shown() -> None:
    first = Event(date(2021, 6, 1), "closed", outcome="completed")
    old = Tabled("outstanding", date(2021, 6, 15), closed=("2021-05-19/01",))
    log = log_with(closed_action(1, first, first.date, "completed"), ("2021-06-23", old))
    assert shows(log, date(2021, 6, 28), "2021-06-30") == 0
    assert shows(log, date(2021, 6, 15), "2021-06-23") == 1
    twice = replace(log.actions[0], history=(first, Event(date(2021, 6, 10), "reopened", "", "2021-06-20"), first))
    assert shows(replace(log, actions=(twice,)), date(2021, 6, 28), "2021-06-30") == 1


@pytest.mark.parametrize("day", [date(2021, 6, 29), date(2021, 7, 2)])
def test_a_paper_for_a_meeting_called_at_short_notice_repeats_nothing_that_is_out_already(day: date) -> None:
    event = Event(date(2021, 6, 28), "closed", outcome="completed")
    action = closed_action(1, event, event.date, "completed")
    log = log_with(action)
    july = made(log, date(2021, 7, 1), "2021-07-07")
    log = log_with(action, ("2021-07-07", tabled(july)))
    early = made(log, day, "2021-06-30")
    assert not early.tables[1].rows
    log = log_with(action, ("2021-07-07", tabled(july)), ("2021-06-30", tabled(early)))
    assert text.render(made(log, date(2021, 7, 1), "2021-07-07")) == text.render(july)
    assert text.render(made(log, day, "2021-06-30")) == text.render(early)


def test_papers_follow_each_other_by_the_day_of_their_data_and_not_by_their_meetings() -> None:
    july = Tabled("outstanding", date(2021, 7, 1))
    log = log_with(closed_action(1, None), ("2021-07-07", july))
    short_notice = Meeting("g", "2021-06-30")
    assert last_paper(Standings(log, date(2021, 7, 2)), log.groups[0], short_notice) == july
    assert last_paper(Standings(log, date(2021, 6, 29)), log.groups[0], short_notice) is None


def test_the_evidence_of_a_proposal_stands_where_the_closing_gives_none() -> None:
    proposed = Event(date(2021, 6, 1), "proposed for closure", evidence="Sub-group met 21 June")
    closing = Event(date(2021, 6, 2), "closed", outcome="completed")
    assert evidence_of((proposed, closing)) == "Sub-group met 21 June"
    assert evidence_of((proposed, closing._replace(evidence="Minute 4"))) == "Minute 4"
    assert evidence_of((proposed, Event(date(2021, 6, 1), "closure declined"), closing)) == ""
    assert evidence_of((proposed, closing, Event(date(2021, 6, 3), "reopened"), closing)) == ""
    assert evidence_of(()) == ""
    action = replace(closed_action(1, closing, closing.date), history=(proposed, closing))
    assert row_of(action)[6] == "Sub-group met 21 June"
