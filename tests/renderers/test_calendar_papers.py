"""A paper as a calendar, read back by a program nobody here wrote: each deadline twice, and no text that acts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionlog.model import Event, Group, Meeting
from actionlog.papers import Paper
from actionlog.query import Calendar, Standing
from actionlog.renderers import render
from tests.renderers.conftest import DAY, paper_of, standing
from tests.renderers.test_hostile_text import HOSTILE

icalendar = pytest.importorskip("icalendar")

EVENT = {
    "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "TRANSP", "STATUS"
}  # fmt: skip
TASK = {"UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "SUMMARY", "DESCRIPTION", "DUE", "STATUS"}


def shown(*some: Standing, **more: object) -> Paper:
    return paper_of(**more)._replace(standings=some)


def entries(paper: Paper):  # type: ignore[no-untyped-def]
    """Return the events and the tasks of a paper's calendar."""
    calendar = icalendar.Calendar.from_ical(render(paper, "ics"))
    assert not calendar.errors
    return calendar.walk("VEVENT"), calendar.walk("VTODO")


def test_a_deadline_is_an_event_of_the_whole_day_and_a_task() -> None:
    history = (Event(date(2021, 6, 1), "note", note="Two letters are written"), Event(date(2021, 6, 2), "note"))
    (event,), (task,) = entries(shown(standing(5, "Write to the neighbours.", history=history)))
    assert set(event.keys()) == EVENT
    assert set(task.keys()) == TASK
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2021, 6, 9), date(2021, 6, 10))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert task.decoded("due") == date(2021, 6, 9)
    assert (event["TRANSP"], event["STATUS"], task["STATUS"]) == ("TRANSPARENT", "CONFIRMED", "NEEDS-ACTION")
    for entry in (event, task):
        assert entry["SUMMARY"] == "Ref 5: Write to the neighbours."
        assert entry["DESCRIPTION"] == (
            "Write to the neighbours.\nGroup: Hall Group\nOwner: Clerk and [Redact]\nDeadline: 9 June 2021\n"
            "Raised: 19 May 2021\nStatus: Open"
        )
        assert entry["SEQUENCE"] == 2
        assert entry.decoded("dtstamp") == datetime(2021, 6, 15, tzinfo=UTC)
        assert entry.decoded("last-modified") == datetime(2021, 6, 2, tzinfo=UTC)


def test_an_entry_is_known_again_whatever_becomes_of_its_deadline_owner_or_wording() -> None:
    first = standing(5, "Write to the neighbours.")
    moved = Event(date(2021, 6, 8), "extension agreed", "2021-06-09", "2021-06-30")
    later = replace(
        first,
        as_of=date(2021, 6, 20),
        action=replace(first.action, action="Call.", owners=("Chair",), deadline=date(2021, 6, 30), history=(moved,)),
    )
    old, new = entries(shown(first)), entries(shown(later, as_of=date(2021, 6, 20)))
    for before, after in zip((*old[0], *old[1]), (*new[0], *new[1]), strict=True):
        assert before["UID"] == after["UID"]
        assert before["SEQUENCE"] < after["SEQUENCE"]
        assert before.decoded("dtstamp") < after.decoded("dtstamp")
    others = entries(shown(first, standing(6, "Write to the neighbours.")))
    assert len({entry["UID"] for kind in others for entry in kind}) == 4


def test_a_closed_action_is_a_cancelled_event_and_a_task_that_is_done_or_given_up() -> None:
    done = standing(1, "Sweep.", status="Closed", closed=date(2021, 6, 8), outcome="completed")
    no_day = standing(2, "Sweep.", status="Closed", outcome="not recorded")
    given_up = standing(3, "Sweep.", status="Closed", closed=date(2021, 6, 8), outcome="withdrawn")
    struck = standing(4, "Sweep.", status="Struck out")
    events, tasks = entries(shown(done, no_day, given_up, struck))
    assert {event["STATUS"] for event in events} == {"CANCELLED"}
    assert [task["STATUS"] for task in tasks] == ["COMPLETED", "COMPLETED", "CANCELLED", "CANCELLED"]
    assert tasks[0].decoded("completed").date() == date(2021, 6, 8)
    assert [task.get("PERCENT-COMPLETE") for task in tasks] == [100, 100, None, None]
    assert "COMPLETED" not in tasks[1]
    assert [event["SUMMARY"] for event in events] == [
        "Ref 1, closed: Sweep.", "Ref 2, closed: Sweep.", "Ref 3, closed: Sweep.", "Ref 4, struck out: Sweep."
    ]  # fmt: skip
    assert "Status: Closed 8 June 2021, withdrawn" in events[2]["DESCRIPTION"]


def test_a_deadline_at_the_next_meeting_is_its_day_once_that_is_known() -> None:
    waiting = standing(1, "Sweep.", "next meeting")  # type: ignore[arg-type]
    meetings = (Meeting("hall-group", "2021-05-19"), Meeting("hall-group", "2021-06-23"))
    known = replace(waiting, calendar=Calendar(Group("hall-group", "Hall Group"), meetings))
    assert entries(shown(waiting)) == ([], [])
    (event,), _ = entries(shown(known))
    assert event.decoded("dtstart") == date(2021, 6, 23)
    assert "Deadline: Next meeting (23 June 2021)" in event["DESCRIPTION"]


def test_what_has_no_day_is_left_out() -> None:
    undated = standing(1, "Sweep.", None), standing(2, "Sweep.", "On-going")  # type: ignore[arg-type]
    assert entries(shown(*undated)) == ([], [])


def test_a_confidential_action_is_marked_and_a_notice_is_passed_on() -> None:
    secret = standing(1, "Sweep.", confidential=True)
    (event,), (task,) = entries(shown(secret, notice="Names were taken out."))
    assert event["CLASS"] == task["CLASS"] == "CONFIDENTIAL"
    assert event["DESCRIPTION"].endswith("Status: Open\nConfidential\nNames were taken out.")
    assert b"X-WR-CALDESC:Names were taken out.\r\n" in render(shown(secret, notice="Names were taken out."), "ics")


def test_refs_that_two_entries_share_are_told_apart() -> None:
    first = standing(5, "Sweep.")
    other = replace(first, action=replace(first.action, meeting="2021-04-21"))
    events, _ = entries(shown(first, other))
    assert [event["SUMMARY"] for event in events] == ["Ref 5 (19 May 2021): Sweep.", "Ref 5 (21 April 2021): Sweep."]


def test_a_long_wording_is_cut_in_the_title_and_whole_in_the_description() -> None:
    text = "sweep the yard " * 20
    (event,), _ = entries(shown(standing(1, text)))
    assert event["SUMMARY"].endswith("sweep the…")
    assert len(event["SUMMARY"]) < 130
    assert event["DESCRIPTION"].startswith(text.strip())


def assert_dead(text: str) -> None:
    action = standing(1, text, history=(Event(DAY, "note", note=text),))
    action = replace(action, action=replace(action.action, owners=(text,)))
    paper = shown(action, title=text, notice=text)
    data = render(paper, "ics")
    assert data == render(paper, "ics")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    unfolded = data.replace(b"\r\n ", b"").decode()
    assert all(line.isprintable() or not any(ord(c) < 32 or c in "\x7f\u202e\u2066\u2028" for c in line)
               for line in unfolded.split("\r\n"))  # fmt: skip
    (event,), (task,) = entries(paper)
    assert set(event.keys()) == EVENT
    assert set(task.keys()) == TASK
    calendar = icalendar.Calendar.from_ical(data)
    assert set(calendar.keys()) <= {"VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "X-WR-CALDESC"}
    assert len(event["DESCRIPTION"].split("\n")) == 6 + bool(text)


@pytest.mark.parametrize(
    "text",
    [*HOSTILE.values(), "x\r\nATTENDEE:mailto:evil@example.com", "x\nEND:VEVENT\nBEGIN:VALARM", "a;b,c\\n\\;d:e\"f^n",
     "BEGIN:VEVENT", "x\r\n ATTACH:http://example.org"],
)  # fmt: skip
def test_hostile_text_stays_in_its_place(text: str) -> None:
    assert_dead(text)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(), max_size=120))
def test_any_text_at_all_stays_in_its_place(text: str) -> None:
    assert_dead(text)


def test_what_was_written_is_read_back_word_for_word(of_text: Callable[[str], Paper]) -> None:
    text = 'Buy: tea, milk; "sugar" \\n and \\, jam ^n {x} 100 %'
    (event, *_), _ = entries(of_text(text))
    assert event["SUMMARY"].endswith(text)
