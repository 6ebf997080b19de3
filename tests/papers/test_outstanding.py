"""The outstanding-actions paper: order, counts, what closed since the last one, and freezing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from actionlog.model import (
    CARRIED_FORWARD,
    CLOSING,
    NEXT_MEETING,
    NOTE,
    ONGOING,
    OWNERS_CHANGED,
    REOPENED,
    STRUCK_OUT,
    WORDING_CHANGED,
    Action,
    Event,
    Group,
    Log,
    Meeting,
    Policy,
    Tabled,
    Timings,
)
from actionlog.papers import Lines, Paper, Table, Text, Worded
from actionlog.papers.outstanding import paper, tabled
from actionlog.query import Standings
from actionlog.renderers import text

Then = Callable[[Log, Sequence[tuple[str, Event]]], Log]
Snapshot = Callable[[str, str | bytes], None]

PAPERS_OUT = date(2021, 6, 15)


def june(log: Log) -> Meeting:
    return log.meeting("hall-group", "2021-06-23")


def made(log: Log, day: date, meeting: Meeting | None = None) -> Paper:
    return paper(Standings(log, day), log.groups[0], meeting)


def column(table: Table, name: str) -> list[object]:
    return [row.cells[table.columns.index(name)] for row in table.rows]


def refs(table: Table) -> list[object]:
    return column(table, "Ref")


def frozen(log: Log, meeting: str, record: Tabled) -> Log:
    meetings = [replace(m, papers=(*m.papers, record)) if m.name == meeting else m for m in log.meetings]
    return replace(log, meetings=tuple(meetings))


def summary(shown: Paper) -> list[str]:
    return [line for part in shown.parts if isinstance(part, Lines) for line in part.lines]


def one(deadline: date | str | None, name: str = "2021-05-19", number: int = 1, **more: object) -> Action:
    return Action("g", name, number, "Send it.", ("Clerk",), deadline, **more)  # type: ignore[arg-type]


def log_of(*actions: Action, meetings: Sequence[str] = ("2021-05-19", "2021-06-23"), group: Group | None = None) -> Log:
    return Log(
        groups=(group or Group("g", "Group"),), meetings=tuple(Meeting("g", m) for m in meetings), actions=actions
    )


def test_the_paper_for_june_is_as_a_secretary_expects_it(may: Log, snapshot: Snapshot) -> None:
    snapshot("snapshots/outstanding.txt", text.render(made(may, PAPERS_OUT, june(may)), 100))


def test_open_actions_stand_overdue_first_then_by_deadline_then_without_one(may: Log) -> None:
    table = made(may, PAPERS_OUT, june(may)).tables[0]
    assert table.columns == ("Ref", "Raised", "Action", "Owner", "Deadline", "Status", "Progress")
    assert refs(table) == [
        "8 (before 19 May 2021)",
        "1 (19 May 2021)",
        "5 (before 19 May 2021)",
        "10 (before 19 May 2021)",
        "3 (19 May 2021)",
        "4 (19 May 2021)",
        "5 (19 May 2021)",
        "7 (19 May 2021)",
    ]
    assert column(table, "Status")[:4] == [
        "Overdue by 20 days",
        "Overdue by 6 days",
        "Open, not yet due",
        "Open, no fixed date",
    ]
    assert column(table, "Owner")[-1] == "[Redact] and Building team member"
    assert set(column(table, "Progress")) == {"No update"}


def test_the_counts_and_the_invitation_say_what_the_meeting_has_to_do(may: Log) -> None:
    shown = made(may, PAPERS_OUT, june(may))
    assert shown.parts[0] == Text(
        "The group is invited to: note progress; ask for updates on 2 overdue actions; "
        "agree a date or a review point for 5 actions with no fixed deadline."
    )
    assert summary(shown) == [
        "8 open: 2 overdue, 0 due by the meeting, 1 not yet due, 5 with no fixed deadline.",
        "2 closed since the last paper.",
    ]


def test_an_action_with_a_review_to_come_needs_no_date_from_this_meeting() -> None:
    log = log_of(one(ONGOING, review=date(2021, 9, 1)), one(ONGOING, number=2, review=date(2021, 6, 23)))
    shown = paper(Standings(log, PAPERS_OUT), log.groups[0], log.meetings[1])
    assert "a review point for 1 action with no fixed deadline" in str(shown.parts[0])
    assert column(shown.tables[0], "Deadline")[0] == Worded(("On-going", "Review 1 September 2021"), "On-going")


def test_a_closure_proposed_stands_at_the_end_and_what_waits_for_a_decision_follows(before_june: Log) -> None:
    shown = made(before_june, date(2021, 6, 22), june(before_june))
    assert refs(shown.tables[0])[-1] == "4 (19 May 2021)"
    assert column(shown.tables[0], "Status")[0] == "Overdue by 27 days"
    assert column(shown.tables[0], "Status")[-1] == "Proposed for closure"
    assert [table.caption for table in shown.tables] == [
        "Table 1: Open actions",
        "Table 2: Closed since the last paper",
        "Table 3: New deadlines requested",
        "Table 4: Closures proposed",
    ]
    assert "decide 1 request for a new deadline; agree to close 1 action" in str(shown.parts[0])
    assert "0 not yet due, 4 with no fixed deadline, 1 proposed for closure." in summary(shown)[0]


def test_progress_is_the_last_thing_that_was_said(may: Log, then: Then) -> None:
    log = then(
        may,
        [
            ("2021-05-19/3", Event(date(2021, 6, 1), NOTE, by="Clerk", note="A first list is drafted")),
            ("2021-05-19/3", Event(date(2021, 6, 8), NOTE, note="Two evenings chosen", evidence="Note 12")),
            ("2021-05-19/3", Event(date(2021, 6, 9), CARRIED_FORWARD, meeting="2021-06-09")),
        ],
    )
    assert "8 June 2021: Two evenings chosen. Evidence: Note 12" in column(made(log, PAPERS_OUT).tables[0], "Progress")


def test_a_new_wording_and_a_new_owner_are_no_progress(may: Log, then: Then) -> None:
    changes = [
        ("2021-05-19/3", Event(date(2021, 6, 2), WORDING_CHANGED, "Building team to think about the winter timetable.",
                               "Think about the timetable.", note="Shorter")),
        ("2021-05-19/3", Event(date(2021, 6, 3), OWNERS_CHANGED, ("Building team",), ("Clerk",))),
    ]  # fmt: skip
    assert set(column(made(then(may, changes), PAPERS_OUT).tables[0], "Progress")) == {"No update"}
    noted = [("2021-05-19/3", Event(date(2021, 6, 1), NOTE, note="A first list is drafted")), *changes]
    assert "1 June 2021: A first list is drafted" in column(made(then(may, noted), PAPERS_OUT).tables[0], "Progress")


def test_a_struck_out_action_is_never_shown(may: Log) -> None:
    actions = [replace(a, status=STRUCK_OUT) if a.number == 8 else a for a in may.actions]
    shown = made(replace(may, actions=tuple(actions)), PAPERS_OUT, june(may))
    assert len(shown.standings) == 9
    assert all(s.action.number != 8 for s in shown.standings)


def test_a_confidential_action_is_shown_inside_the_group(may: Log) -> None:
    actions = [replace(a, confidential=True) for a in may.actions]
    assert len(made(replace(may, actions=tuple(actions)), PAPERS_OUT).tables[0].rows) == 8


def test_what_is_due_by_the_meeting_stands_after_what_is_overdue() -> None:
    log = log_of(one(date(2021, 7, 1)), one(date(2021, 6, 23), number=2), one(date(2021, 6, 1), number=3))
    table = paper(Standings(log, PAPERS_OUT), log.groups[0], log.meetings[1]).tables[0]
    assert refs(table) == ["3", "2", "1"]
    assert column(table, "Status")[1] == "Open, due by the meeting"


def test_without_a_meeting_the_next_one_that_is_known_decides_what_is_due() -> None:
    log = log_of(one(date(2021, 6, 23)))
    assert summary(paper(Standings(log, PAPERS_OUT), log.groups[0]))[0].startswith(
        "1 open: 0 overdue, 1 due by the next"
    )
    late = paper(Standings(log_of(one(date(2021, 6, 23)), meetings=["2021-05-19"]), PAPERS_OUT), log.groups[0])
    assert summary(late)[0] == "1 open: 0 overdue, 1 not yet due, 0 with no fixed deadline."


def test_a_group_may_set_the_days_in_which_an_action_is_due_soon() -> None:
    group = Group("g", "Group", timings=Timings(amber=14))
    log = log_of(one(date(2021, 6, 29)), one(date(2021, 6, 30), number=2), group=group)
    assert "1 due within 14 days, 1 not yet due" in summary(paper(Standings(log, PAPERS_OUT), group))[0]


def test_an_action_due_at_the_next_meeting_shows_its_day_and_is_overdue_after_it() -> None:
    log = log_of(one(NEXT_MEETING))
    before = paper(Standings(log, PAPERS_OUT), log.groups[0], log.meetings[1]).tables[0]
    assert column(before, "Deadline") == [Worded(("Next meeting", "23 June 2021"), "Next meeting")]
    assert column(before, "Status") == ["Open, due by the meeting"]
    assert column(paper(Standings(log, date(2021, 6, 24)), log.groups[0]).tables[0], "Status") == ["Overdue by 1 day"]
    unknown = log_of(one(NEXT_MEETING), meetings=["2021-05-19"])
    assert column(paper(Standings(unknown, PAPERS_OUT), log.groups[0]).tables[0], "Status") == ["Open, not yet due"]


def test_a_paper_for_a_meeting_that_is_not_in_the_log_yet_is_the_same_once_it_is() -> None:
    log, planned = log_of(one(NEXT_MEETING), one(None, number=2), meetings=["2021-05-19"]), Meeting("g", "2021-06-23")
    before = paper(Standings(log, PAPERS_OUT), log.groups[0], planned)
    assert column(before.tables[0], "Status") == ["Open, due by the meeting", "Open, no fixed date"]
    log = replace(log, meetings=(*log.meetings, planned))
    assert text.render(paper(Standings(log, PAPERS_OUT), log.groups[0], planned)) == text.render(before)


def test_a_group_may_count_proposed_actions_as_overdue_and_they_still_stand_at_the_end() -> None:
    group = Group("g", "Group", policy=Policy(proposed_counts_overdue=True))
    log = log_of(one(date(2021, 6, 1), status="Proposed"), one(None, number=2), group=group)
    table = paper(Standings(log, PAPERS_OUT), group).tables[0]
    assert column(table, "Status") == ["Open, no fixed date", "Proposed for closure, overdue by 14 days"]


def test_an_action_carried_past_a_meeting_shows_its_age(after_june: Log) -> None:
    meetings = (*after_june.meetings, Meeting("hall-group", "2022-01-24", number="6"))
    shown = made(replace(after_june, meetings=meetings), date(2022, 1, 24), meetings[-1])
    assert refs(shown.tables[0]) == [f"{n} ({day})" for n, day in [
        (8, "before 19 May 2021"), (10, "before 19 May 2021"), (3, "19 May 2021"), (5, "19 May 2021"),
        (7, "19 May 2021")]]  # fmt: skip
    assert column(shown.tables[0], "Raised")[1:3] == [
        Worded(("Before 19 May 2021", "250 days ago or more"), "before 2021-05-19"),
        Worded(("19 May 2021", "250 days ago"), date(2021, 5, 19)),
    ]


def test_refs_are_plain_where_no_two_rows_share_one() -> None:
    log = log_of(one(None), one(None, number=2))
    assert refs(paper(Standings(log, PAPERS_OUT), log.groups[0]).tables[0]) == ["1", "2"]


def test_an_empty_log_says_that_nothing_is_open() -> None:
    shown = paper(Standings(log_of(), PAPERS_OUT), Group("g", "Group"))
    assert summary(shown) == ["0 open.", "0 closed since the last paper."]
    assert b"No action is open." in text.render(shown)


def test_what_closes_after_a_paper_went_out_is_shown_in_the_next_one_and_only_there(may: Log, after_june: Log) -> None:
    record = tabled(made(may, PAPERS_OUT, june(may)), "abc1234")
    assert record.closed == ("2021-05-19/02", "2021-05-19/06")
    assert record.open[:2] == ("before-2021-05-19/08", "2021-05-19/01")
    log = frozen(after_june, "2021-06-23", record)
    log = replace(log, meetings=(*log.meetings, *(Meeting("hall-group", m) for m in ("2021-09-01", "2021-12-01"))))
    september = made(log, date(2021, 8, 25), log.meetings[3])
    assert [s.action.short_id for s in september.standings if not s.action.is_open] == [
        "2021-05-19/1",
        "before-2021-05-19/5",
        "2021-05-19/4",
    ]
    log = frozen(log, "2021-09-01", tabled(september))
    december = made(log, date(2021, 11, 25), log.meetings[4])
    assert not december.tables[1].rows
    assert text.render(made(log, date(2021, 8, 25), log.meetings[3])) == text.render(september)


def test_without_a_meeting_the_papers_of_earlier_days_count(may: Log, after_june: Log) -> None:
    log = frozen(after_june, "2021-06-23", tabled(made(may, PAPERS_OUT, june(may))))
    assert len(made(log, date(2021, 6, 24)).tables[1].rows) == 3
    assert len(made(log, PAPERS_OUT).tables[1].rows) == 2


def test_a_frozen_paper_made_again_has_the_same_bytes(may: Log, after_june: Log) -> None:
    first = made(may, PAPERS_OUT, june(may))
    log = frozen(after_june, "2021-06-23", tabled(first, "abc1234"))
    again = made(log, PAPERS_OUT, june(log))
    assert text.render(again) == text.render(first)
    assert tabled(again) == tabled(first)


def test_an_action_closed_a_second_time_is_shown_once_more() -> None:
    def on(day: int, event: str, after: str = "") -> Event:
        return Event(
            date(2021, 6, day), event, "2021-06-01" if after else "", after, outcome="" if after else "completed"
        )

    first = one("2021-06-01", status="Closed", closed=date(2021, 6, 2), history=(on(2, CLOSING),))
    log = log_of(replace(first, deadline=date(2021, 6, 1)), meetings=["2021-05-19", "2021-06-10", "2021-06-23"])
    record = tabled(paper(Standings(log, date(2021, 6, 5)), log.groups[0], log.meetings[1]))
    assert record.closed == ("2021-05-19/01 2021-06-02",)
    again = replace(
        log.actions[0],
        deadline=date(2021, 6, 20),
        closed=date(2021, 6, 18),
        history=(on(2, CLOSING), on(11, REOPENED, "2021-06-20"), on(18, CLOSING)),
    )
    meetings = (log.meetings[0], replace(log.meetings[1], papers=(record,)), log.meetings[2])
    log = replace(log, actions=(again,), meetings=meetings)
    second = paper(Standings(log, date(2021, 6, 20)), log.groups[0], log.meetings[2])
    assert tabled(second).closed == ("2021-05-19/01 2021-06-18",)


def test_the_figures_are_among_the_facts_for_programs(may: Log) -> None:
    facts = made(may, PAPERS_OUT, june(may)).facts
    assert facts["meeting"] == "2021-06-23"
    assert facts["last_paper"] is None
    assert facts["counts"] == {
        "open": 8,
        "overdue": 2,
        "due_soon": 0,
        "not_yet_due": 1,
        "no_fixed_deadline": 5,
        "proposed_for_closure": 0,
        "closed_since_last_paper": 2,
    }


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_does_not_depend_on_the_order_of_the_files(may: Log, order: int) -> None:
    shuffled = replace(may, actions=may.actions[::order])
    assert made(shuffled, PAPERS_OUT, june(may)).tables == made(may, PAPERS_OUT, june(may)).tables


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (120, ["Ref", "Raised", "Action", "Owner", "Deadline", "Status"]),
        (80, ["Ref", "Action", "Deadline", "Status"]),
    ],
)
def test_progress_is_folded_first_and_the_owner_last(may: Log, then: Then, width: int, columns: list[str]) -> None:
    note = "The first list of evenings has been drafted and sent to all"
    log = then(may, [("2021-05-19/3", Event(date(2021, 6, 1), NOTE, note=note))])
    headings, rows, _ = text.arranged(made(log, PAPERS_OUT, june(log)).tables[0], width)
    assert headings == columns
    assert rows[4][columns.index("Action")][-1] == f"Progress: 1 June 2021: {note}"
