"""The actions as the minutes print them: two tables, or a list under each item of the agenda."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from actionlog.model import EXTENSION_AGREED, Action, Event, Group, Item, Log, Meeting, Minuted, Scheme
from actionlog.papers import Bullets, Heading, Paper, Text
from actionlog.papers.minutes_tables import minutes_state, paper
from actionlog.query import Standings
from actionlog.renderers import text

Then = Callable[[Log, Sequence[tuple[str, Event]]], Log]
Snapshot = Callable[[str, str | bytes], None]


def made(log: Log, day: date, name: str = "2021-05-19", **how: object) -> Paper:
    group = log.groups[0]
    return paper(Standings(log, day), group, log.meeting(group.slug, name), **how)  # type: ignore[arg-type]


def rows(shown: Paper, table: int) -> list[tuple[object, ...]]:
    return [row.cells for row in shown.tables[table].rows]


def test_the_tables_of_may_are_as_a_secretary_expects_them(may: Log, snapshot: Snapshot) -> None:
    snapshot("snapshots/minutes.txt", text.render(made(may, date(2021, 6, 1)), 100))


def test_as_printed_gives_back_the_ten_rows_of_the_imported_minutes(may: Log, after_june: Log) -> None:
    for log in (may, after_june):  # whatever happened since
        shown = made(log, date(2022, 1, 1), as_printed=True)
        assert [table.caption for table in shown.tables] == ["Actions", "Outstanding actions"]
        assert shown.tables[0].columns == ("Number", "Action", "Owner", "Deadline", "Status")
        assert [(row[0], *row[2:]) for row in rows(shown, 0)] == [
            ("1", "All", "9th June", "Open"),
            ("2", "All", "19th May", "Closed"),
            ("3", "Building team", "On-going", "Open"),
            ("4", "[Redact]", "On-going", "Open"),
            ("5", "All", "On-going", "Open"),
            ("6", "All", "19th May", "Closed"),
            ("7", "[Redact] & building team member", "On-going", "Open"),
        ]
        assert [(row[0], *row[2:]) for row in rows(shown, 1)] == [
            ("5", "Members", "30 June 2021", "Open"),
            ("8", "[Redact]", "26 May 2021", "Open"),
            ("10", "Building Team", "On-going", "Open"),
        ]
        assert rows(shown, 0)[0][1] == "Building team to post the survey and members to answer by 9th June."


def test_an_outstanding_row_that_the_minutes_printed_as_closed_is_printed_so(may: Log) -> None:
    printed = Minuted("8", "[Redact]", "26 May 2021", "Completed")
    actions = tuple(replace(a, status="Closed", minuted=printed) if a.number == 8 else a for a in may.actions)
    shown = made(replace(may, actions=actions), date(2021, 6, 1), as_printed=True)
    assert rows(shown, 1)[1][2:] == ("[Redact]", "26 May 2021", "Completed")
    assert len(rows(made(replace(may, actions=actions), date(2021, 6, 1)), 1)) == 2


def test_an_earlier_action_stands_as_it_had_been_changed_until_the_meeting(after_june: Log) -> None:
    shown = made(after_june, date(2022, 1, 1), "2021-06-23", as_printed=True)
    assert not shown.tables[0].rows
    assert rows(shown, 1)[0] == (
        "8",
        "[Redact] to bring photographs of the old hall.",
        "[Redact]",
        "14 July 2021",
        "Open",
    )
    assert rows(shown, 1)[2][2:] == ("Building team", "On-going", "Open")


def test_outstanding_are_the_earlier_actions_still_open_at_the_end_of_the_meeting(after_june: Log) -> None:
    shown = made(after_june, date(2021, 6, 30), "2021-06-23")
    assert [row[0] for row in rows(shown, 1)] == ["8", "10", "3", "5", "7"]


def test_a_date_is_printed_in_full_where_the_words_of_the_minutes_are_not_asked_for(may: Log) -> None:
    assert rows(made(may, date(2021, 6, 1)), 0)[0][2:] == ("All", date(2021, 6, 9), "Open")
    assert b"9 June 2021" in text.render(made(may, date(2021, 6, 1)))


def test_two_earlier_actions_with_one_number_are_told_apart() -> None:
    actions = [Action("g", m, 1, "Send it.", ("Clerk",)) for m in ("2021-05-19", "2021-06-23", "2021-09-01")]
    meetings = tuple(Meeting("g", a.meeting) for a in actions)
    log = Log(groups=(Group("g", "Group"),), meetings=meetings, actions=tuple(actions))
    shown = made(log, date(2021, 9, 2), "2021-09-01")
    assert [row[0] for row in rows(shown, 0)] == ["1"]
    assert [row[0] for row in rows(shown, 1)] == ["1 (19 May 2021)", "1 (23 June 2021)"]


def test_an_action_struck_out_is_in_no_minutes(may: Log) -> None:
    actions = tuple(replace(a, status="Struck out") if a.number in (5, 1) else a for a in may.actions)
    for as_printed in (True, False):
        shown = made(replace(may, actions=actions), date(2021, 6, 1), as_printed=as_printed)
        assert [len(table.rows) for table in shown.tables] == [5, 2]


def january(**more: object) -> Log:
    group = Group("g", "Group", numbering=(Scheme("({meeting},{n})"),))
    meeting = Meeting("g", "2022-01-24", number="6", items=(Item("3", "Survey"), Item("4", "Timetable")))
    texts = (("Survey lead to say what counts as an answer.", "3"), ("The building team to set the next meeting.", "3"),
             ("Building team to plan a joint session.", "4"))  # fmt: skip
    owners = (("Survey lead",), ("The building team",), ("Building team",))
    actions = [
        Action("g", "2022-01-24", n, words, owners[n - 1], item=item, minuted=Minuted(f"(6,{n})"))
        for n, (words, item) in enumerate(texts, 1)
    ]
    return replace(Log(groups=(group,), meetings=(meeting,), actions=tuple(actions)), **more)  # type: ignore[arg-type]


def test_inline_has_a_list_under_each_item_with_the_ref_at_the_end() -> None:
    assert made(january(), date(2022, 2, 1), "2022-01-24", style="inline").parts == (
        Heading("Agenda item 3: Survey"),
        Bullets(
            (
                "Survey lead to say what counts as an answer. (6,1)",
                "The building team to set the next meeting. (6,2)",
            )
        ),
        Heading("Agenda item 4: Timetable"),
        Bullets(("Building team to plan a joint session. (6,3)",)),
    )


def test_inline_says_owner_and_deadline_where_the_text_does_not() -> None:
    action = Action("g", "2022-01-24", 4, "Circulate the note.", ("Clerk", "unknown-1"), date(2022, 2, 9))
    said = Action("g", "2022-01-24", 5, "Clerk to circulate it by 9th February.", ("the clerk",), date(2022, 2, 9))
    log = january(actions=(action, said))
    assert made(log, date(2022, 2, 1), "2022-01-24", style="inline").parts == (
        Heading("Actions"),
        Bullets(
            (
                "Clerk and [Redact], by 9 February 2022: Circulate the note. (6,4)",
                "Clerk to circulate it by 9th February. (6,5)",
            )
        ),
    )
    printed = made(log, date(2022, 2, 1), "2022-01-24", style="inline", as_printed=True).parts[1]
    assert isinstance(printed, Bullets)
    assert printed.items[0] == "Circulate the note. (6,4)"


def test_inline_keeps_actions_of_no_item_and_of_an_item_that_is_not_on_the_agenda(may: Log) -> None:
    meetings = tuple(replace(m, items=m.items[:2]) for m in may.meetings)
    parts = made(replace(may, meetings=meetings), date(2021, 6, 1), style="inline").parts
    assert [part.text for part in parts if isinstance(part, Heading)] == [
        "Agenda item 2: Draft summary",
        "Agenda item 3",
        "Actions under no item of the agenda",
    ]
    assert sum(len(part.items) for part in parts if isinstance(part, Bullets)) == 7


def test_inline_of_a_meeting_without_actions_says_so(after_june: Log) -> None:
    shown = made(after_june, date(2021, 6, 30), "2021-06-23", style="inline")
    assert shown.parts == (Text("No action was raised at this meeting."),)


@pytest.mark.parametrize(
    ("held", "line"),
    [
        ({}, "Draft minutes"),
        (
            {"minutes": "cleared", "cleared": date(2021, 5, 24), "cleared_by": "chair"},
            "Unconfirmed minutes: cleared by the chair on 24 May 2021",
        ),
        ({"minutes": "cleared", "cleared": date(2021, 7, 1)}, "Draft minutes"),
        (
            {"minutes": "confirmed", "confirmed": date(2021, 5, 30), "confirmed_at": "2021-05-30"},
            "Confirmed minutes: confirmed by the meeting of 30 May 2021",
        ),
        ({"minutes": "confirmed", "confirmed": date(2021, 6, 23)}, "Unconfirmed minutes"),
        ({"minutes": "confirmed"}, "Confirmed minutes"),
        ({"minutes": "confirmed", "confirmed": date(2021, 5, 30)}, "Confirmed minutes: confirmed on 30 May 2021"),
    ],
)
def test_the_paper_says_whether_the_minutes_are_draft_unconfirmed_or_confirmed(
    may: Log, held: dict[str, object], line: str
) -> None:
    meetings = tuple(replace(m, **held) if m.name == "2021-05-19" else m for m in may.meetings)  # type: ignore[arg-type]
    shown = made(replace(may, meetings=meetings), date(2021, 6, 1))
    assert shown.lines == ("Wednesday 19 May 2021, 15:30 to 17:30", line, "Data as at Tuesday 1 June 2021")


def test_the_number_of_the_meeting_stands_in_the_heading() -> None:
    assert made(january(), date(2022, 2, 1), "2022-01-24").lines[0] == "Meeting 6, Monday 24 January 2022"


def test_minutes_that_are_confirmed_later_were_unconfirmed_before() -> None:
    meeting = Meeting("g", "2021-05-19", minutes="confirmed", cleared=date(2021, 5, 24), confirmed=date(2021, 6, 23))
    days = (date(2021, 5, 23), date(2021, 5, 24), date(2021, 6, 23))
    assert [minutes_state(meeting, day) for day in days] == ["draft", "cleared", "confirmed"]


def test_a_deadline_that_was_extended_at_the_meeting_is_printed_as_extended(may: Log, then: Then) -> None:
    event = Event(date(2021, 6, 23), EXTENSION_AGREED, "On-going", "2021-09-01", "2021-06-23")
    shown = made(then(may, [("2021-05-19/3", event)]), date(2021, 12, 1), "2021-06-23", as_printed=True)
    assert [row[3] for row in rows(shown, 1) if row[0] == "3"] == ["1 September 2021"]
