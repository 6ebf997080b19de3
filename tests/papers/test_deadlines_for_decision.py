"""New deadlines and closures that wait for a decision, and the list of decisions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from actionlog.model import (
    EXTENSION_AGREED,
    EXTENSION_REFUSED,
    EXTENSION_REQUESTED,
    Decision,
    Event,
    Log,
    Meeting,
)
from actionlog.papers import Paper, Worded, decisions
from actionlog.papers.deadlines import paper
from actionlog.query import Standings
from actionlog.renderers import text

Then = Callable[[Log, Sequence[tuple[str, Event]]], Log]
Snapshot = Callable[[str, str | bytes], None]


def made(log: Log, day: date) -> Paper:
    return paper(Standings(log, day), log.groups[0], log.meetings[2])


def test_the_paper_before_june_is_as_a_secretary_expects_it(before_june: Log, snapshot: Snapshot) -> None:
    snapshot("snapshots/deadlines.txt", text.render(made(before_june, date(2021, 6, 22)), 120))


def test_a_request_and_a_closure_proposed_wait_for_the_meeting(before_june: Log) -> None:
    asked, proposed = made(before_june, date(2021, 6, 22)).tables
    assert asked.columns == (
        "Ref", "Action", "Owner", "Original deadline", "Current deadline", "Requested deadline", "Reason",
        "Times already extended",
    )  # fmt: skip
    may_26 = date(2021, 5, 26)
    assert [row.cells for row in asked.rows] == [
        ("8 (before 19 May 2021)", "[Redact] to bring photographs of the old hall.", "[Redact]", may_26, may_26,
         date(2021, 7, 14), "Awaiting consent", 0),
    ]  # fmt: skip
    assert proposed.columns == ("Ref", "Action", "Evidence", "Proposed outcome")
    assert [row.cells for row in proposed.rows] == [
        ("4 (19 May 2021)", "Find two people to read the answers.", "Two readers found", "Not said"),
    ]


def test_what_was_agreed_waits_no_longer(after_june: Log) -> None:
    shown = made(after_june, date(2021, 6, 24))
    assert not any(table.rows for table in shown.tables)
    assert b"No new deadline is asked for." in text.render(shown)


def test_a_refused_request_waits_no_longer_and_a_second_one_does(before_june: Log, then: Then) -> None:
    refused = Event(date(2021, 6, 23), EXTENSION_REFUSED, "2021-05-26", "2021-07-14", "2021-06-23")
    log = then(before_june, [("before-2021-05-19/8", refused)])
    assert not made(log, date(2021, 6, 24)).tables[0].rows
    again = Event(date(2021, 6, 25), EXTENSION_REQUESTED, "2021-05-26", "On-going")
    log = then(log, [("before-2021-05-19/8", again)])
    assert made(log, date(2021, 6, 26)).tables[0].rows[0].cells[5:7] == ("On-going", "None")


def test_how_often_it_was_extended_and_the_original_deadline_are_shown(may: Log, then: Then) -> None:
    agreed = Event(date(2021, 5, 24), EXTENSION_AGREED, "2021-05-26", "2021-06-02", by="chair")
    asked = Event(date(2021, 6, 1), EXTENSION_REQUESTED, "2021-06-02", "2021-07-14")
    log = then(may, [("before-2021-05-19/8", agreed), ("before-2021-05-19/8", asked)])
    cells = made(log, date(2021, 6, 3)).tables[0].rows[0].cells
    assert cells[3:] == (date(2021, 5, 26), date(2021, 6, 2), date(2021, 7, 14), "None", 1)


def test_an_action_that_waits_for_both_is_one_of_the_actions(before_june: Log, then: Then) -> None:
    asked = Event(date(2021, 6, 21), EXTENSION_REQUESTED, "On-going", "2021-07-14")
    shown = made(then(before_june, [("2021-05-19/4", asked)]), date(2021, 6, 22))
    assert [s.action.short_id for s in shown.standings] == ["before-2021-05-19/8", "2021-05-19/4"]


def decided(log: Log) -> Log:
    resolved = (Decision(2, "To meet in September.", "3"), Decision(1, "That the information be noted."))
    meetings = [replace(m, decisions=resolved) if m.name == "2021-05-19" else m for m in log.meetings]
    later = Meeting("hall-group", "2021-09-01", decisions=(Decision(1, "To close the group."),))
    return replace(log, meetings=(*meetings, later))


def test_decisions_stand_meeting_by_meeting(may: Log) -> None:
    log = decided(may)
    shown = decisions.paper(Standings(log, date(2021, 9, 1)), log.groups[0])
    assert shown.tables[0].columns == ("Meeting", "Number", "Item", "Decision")
    assert [row.cells for row in shown.tables[0].rows] == [
        (Worded(("19 May 2021",), date(2021, 5, 19)), 1, "None", "That the information be noted."),
        (Worded(("19 May 2021",), date(2021, 5, 19)), 2, "3", "To meet in September."),
        (Worded(("1 September 2021",), date(2021, 9, 1)), 1, "None", "To close the group."),
    ]
    assert shown.facts["decisions"][0] == {  # type: ignore[index]
        "meeting": "2021-05-19", "number": 1, "item": None, "decision": "That the information be noted.",
    }  # fmt: skip


def test_decisions_of_later_meetings_are_not_shown_yet_and_one_meeting_may_be_asked_for(may: Log) -> None:
    log = decided(may)
    assert len(decisions.paper(Standings(log, date(2021, 8, 31)), log.groups[0]).tables[0].rows) == 2
    shown = decisions.paper(Standings(log, date(2021, 9, 1)), log.groups[0], log.meetings[-1])
    assert shown.title == "Hall Group: decisions of the meeting on 1 September 2021"
    assert len(shown.tables[0].rows) == 1


def test_a_group_without_decisions_says_so(may: Log) -> None:
    shown = decisions.paper(Standings(may, date(2021, 9, 1)), may.groups[0])
    assert b"No decision is recorded." in text.render(shown)
