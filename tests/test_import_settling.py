"""What real minutes print and a log cannot hold: refs given twice, wrong years, days to come, meetings out of order."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.changes import changed
from actionlog.changes.comparing import Side, compare
from actionlog.changes.importing import ADD, LEFT_OUT, MATCHED, UNCHANGED, Plan, plan
from actionlog.checks import faults
from actionlog.minutes import Minutes, read_minutes
from actionlog.model import (
    CLOSED,
    CLOSING,
    COMPLETED,
    NOT_RECORDED,
    NOTE,
    OPEN,
    Action,
    Group,
    Log,
)
from actionlog.readers import read
from actionlog.refs import Refs
from actionlog.replay import as_on

PANEL = Group("lantern-panel", "Lantern Panel")
EMPTY = Log(groups=(PANEL,))
MARCH, APRIL, MAY = date(2025, 3, 12), date(2025, 4, 9), date(2025, 5, 14)
TODAY = date(2025, 6, 1)
HEADER = "Ref\tAction\tOwner\tDeadline\tStatus\tDate closed\n"


def minutes(rows: str, day: date = MARCH, heading: str = "Actions", title: str = "Minutes") -> Minutes:
    text = f"{title} of the Lantern Panel\n\n{heading}\n\n{HEADER}{rows}"
    return read_minutes(read("minutes.txt", text.encode()), meeting=day)


def planned(log: Log, paper: Minutes, today: date = TODAY) -> Plan:
    """Plan an import, and insist that the log passes its check then, and that a second import changes nothing."""
    made = plan(log, log.group(PANEL.slug), paper, document="minutes.txt", sha256="0" * 64, on=today)
    after = changed(log, made.change)
    assert faults(after) == []
    again = plan(after, after.group(PANEL.slug), paper, document="minutes.txt", sha256="0" * 64, on=today)
    assert again.change.is_empty, again.rows
    return made


def imported(log: Log, *papers: Minutes) -> Log:
    for paper in papers:
        log = changed(log, planned(log, paper).change)
    return log


def only(log: Log) -> Action:
    (action,) = log.actions
    return action


def doubts(made: Plan) -> str:
    return " ".join((*made.doubts, *(doubt for row in made.rows for doubt in row.doubts)))


def differences(log: Log, paper: Minutes) -> list[tuple[str, str, str]]:
    found = compare(log, [Side(log.group(PANEL.slug), paper)], as_of=TODAY, register=False)
    return [(d.field or d.what, d.document, d.log) for d in found.disagreements]


# What cannot stand as it is printed


def test_a_ref_printed_for_two_actions_stays_with_the_first_and_the_other_has_its_number() -> None:
    paper = minutes("A3\tLight the lamp.\tAB\t1 May 2025\tOpen\t\nA3\tPaint the pier.\tCD\t1 May 2025\tOpen\t\n")
    made = planned(EMPTY, paper)
    log = changed(EMPTY, made.change)
    assert [(a.number, a.minuted.ref) for a in log.actions] == [(3, "A3"), (4, "")]
    assert len({Refs(log).of(a) for a in log.actions}) == 2
    assert "The minutes print the ref A3 for several actions, and the first keeps it" in doubts(made)
    assert [row.found.ref for row in made.rows] == ["A3", "A3"]  # as printed
    assert differences(log, paper) == []


def test_both_actions_with_one_ref_are_found_again_in_the_next_minutes() -> None:
    rows = "A3\tLight the lamp.\tAB\t1 May 2025\tOpen\t\nA3\tPaint the pier.\tCD\t1 May 2025\tOpen\t\n"
    made = planned(imported(EMPTY, minutes(rows)), minutes(rows, APRIL, "Outstanding actions"))
    assert [(row.what, row.id[-2:]) for row in made.rows] == [(MATCHED, "03"), (MATCHED, "04")]


def test_a_new_row_that_was_due_before_the_meeting_is_older_than_the_meeting() -> None:
    made = planned(EMPTY, minutes("1\tLight the lamp.\tAB\t1 February 2025\tOpen\t\n"))
    action = only(changed(EMPTY, made.change))
    assert (action.meeting, action.deadline) == ("before-2025-03-12", date(2025, 2, 1))
    assert "Its deadline was 1 February 2025, before the meeting" in doubts(made)
    assert made.change.said[0].endswith("no new action of the meeting of 12 March 2025, 1 outstanding from before it.")


@pytest.mark.parametrize("printed", ["1 April 2024", "22 March 2024", "1 May 2023"])
def test_a_deadline_of_a_wrong_year_is_kept_as_printed_and_none_is_set(printed: str) -> None:
    paper = minutes(f"1\tLight the lamp.\tAB\t{printed}\tOpen\t\n")
    made = planned(EMPTY, paper)
    log = changed(EMPTY, made.change)
    action = only(log)
    assert (action.meeting, action.deadline, action.minuted.deadline) == ("2025-03-12", None, printed)
    assert "actionlog extend 2025-03-12/1 --to DATE" in doubts(made)
    assert made.rows[0].changes == ("no deadline set",)
    assert differences(log, paper) == []


def test_what_was_closed_before_the_meeting_is_older_than_the_meeting() -> None:
    made = planned(EMPTY, minutes("1\tLight the lamp.\tAB\t1 May 2025\tClosed\t3 February 2025\n"))
    action = only(changed(EMPTY, made.change))
    assert (action.meeting, action.status, action.closed) == ("before-2025-03-12", CLOSED, date(2025, 2, 3))
    assert "It was closed on 3 February 2025, before the meeting" in doubts(made)


def test_an_action_that_its_ref_puts_into_this_meeting_stays_there() -> None:
    rows = "(6,1)\tLight the lamp.\tAB\t1 February 2025\tClosed\t3 February 2025\n(6,2)\tPaint it.\tAB\t1 May\tOpen\t\n"
    made = planned(EMPTY, minutes(rows))
    first = made.change.actions[0]
    assert (first.meeting, first.deadline, first.closed, first.status) == ("2025-03-12", None, None, CLOSED)
    assert made.rows[0].changes == ("no deadline set and no closing day set",)


@pytest.mark.parametrize("heading", ["Actions", "Outstanding actions"])
def test_a_closing_day_still_to_come_is_left_out_and_the_action_is_closed(heading: str) -> None:
    paper = minutes("1\tLight the lamp.\tAB\t1 May 2025\tClosed\t9 September 2025\n", heading=heading)
    made = planned(EMPTY, paper)
    log = changed(EMPTY, made.change)
    assert (only(log).status, only(log).closed, only(log).outcome) == (CLOSED, None, NOT_RECORDED)
    assert "closed on 9 September 2025, a day still to come" in doubts(made)
    assert differences(log, paper) == []


def test_a_carried_action_closed_on_a_day_still_to_come_was_closed_by_the_meeting() -> None:
    log = imported(EMPTY, minutes("1\tLight the lamp.\tAB\t1 May 2025\tOpen\t\n"))
    paper = minutes("1\tLight the lamp.\tAB\t1 May 2025\tDone\t9 September 2025\n", MAY, "Outstanding actions")
    made = planned(log, paper)
    after = changed(log, made.change)
    assert (only(after).status, only(after).closed) == (CLOSED, MAY)
    assert "a day still to come" in doubts(made)
    assert differences(after, paper) == []


def test_what_was_closed_between_the_meeting_and_today_is_no_difference() -> None:
    paper = minutes("1\tLight the lamp.\tAB\t1 May 2025\tClosed\t20 April 2025\n")
    log = imported(EMPTY, paper)
    assert only(log).closed == date(2025, 4, 20)
    assert differences(log, paper) == []


def test_a_correction_never_puts_a_deadline_before_the_meeting() -> None:
    draft = minutes("1\tLight the lamp.\tAB\t1 May 2025\tOpen\t\n", title="DRAFT minutes")
    log = imported(EMPTY, draft)
    made = planned(log, minutes("1\tLight the lamp.\tAB\t1 May 2024\tOpen\t\n", title="DRAFT minutes"))
    assert only(changed(log, made.change)).deadline == date(2025, 5, 1)
    assert "before the meeting that raised the action" in doubts(made)


def test_a_carried_row_never_puts_a_deadline_before_the_meeting_that_raised_it() -> None:
    log = imported(EMPTY, minutes("1\tLight the lamp.\tAB\t1 May 2025\tOpen\t\n"))
    made = planned(log, minutes("1\tLight the lamp.\tAB\t1 July 2024\tOpen\t\n", MAY, "Outstanding actions"))
    assert only(changed(log, made.change)).deadline == date(2025, 5, 1)
    assert "before the meeting that raised the action" in doubts(made)


# Meetings out of order


JANUARY_ROWS = (
    "1\tWrite to the council about drains\tAB\t1 April 2025\tOpen\t\n"
    "2\tOrder new chairs\tCD\t15 April 2025\tOpen\t\n"
    "3\tUpdate the website\tEF\tNext meeting\tOpen\t\n"
)
LATER_ROWS = (
    "1\tWrite to council about drains\tAB\t1 June 2025\tOpen\t\n"
    "2\tOrder new chairs\tCD\t15 April 2025\tClosed\t\n"
    "3\tUpdate website\tEF\tNext meeting\tOpen\t\n"
)


def test_older_minutes_find_their_actions_in_what_newer_minutes_brought_in() -> None:
    log = imported(EMPTY, minutes(LATER_ROWS, APRIL, "Outstanding actions"))
    made = planned(log, minutes(JANUARY_ROWS))
    assert [(row.what, row.id.partition("/")[2]) for row in made.rows] == [
        (UNCHANGED, f"before-2025-04-09/0{n}") for n in (1, 2, 3)
    ]
    assert changed(log, made.change).actions == log.actions
    assert "Here the deadline is 1 April 2025, there 1 June 2025." in made.rows[0].doubts[0]


def test_in_order_the_newer_minutes_rule() -> None:
    log = imported(EMPTY, minutes(JANUARY_ROWS), minutes(LATER_ROWS, APRIL, "Outstanding actions"))
    assert len(log.actions) == 3
    assert [a.deadline for a in log.actions] == [date(2025, 6, 1), date(2025, 4, 15), "next meeting"]
    assert [a.status for a in log.actions] == [OPEN, CLOSED, OPEN]


def test_minutes_between_two_others_do_not_overrule_the_later_ones() -> None:
    row = "1\tLight the lamp.\tAB\t{}\t{}\t\n"
    log = imported(EMPTY, minutes(row.format("1 May 2025", "Open")))
    log = imported(log, minutes(row.format("1 May 2025", "Open"), MAY, "Outstanding actions"))
    late = planned(log, minutes(row.format("20 May 2025", "Open"), APRIL, "Outstanding actions"))
    assert only(changed(log, late.change)).deadline == date(2025, 5, 1)
    assert "the log has later changes: deadline 1 May 2025 → 20 May 2025" in doubts(late)
    closed = planned(log, minutes(row.format("1 May 2025", "Done"), APRIL, "Outstanding actions"))
    assert only(changed(log, closed.change)).status == OPEN


# What a carried row says


def test_what_the_minutes_say_of_the_progress_is_a_note_and_the_evidence_of_a_closing() -> None:
    rows = "1\tLight the lamp.\tAB\t1 May 2025\tOpen\t\n2\tOrder new chairs\tCD\t1 May 2025\tOpen\t\n"
    log = imported(EMPTY, minutes(rows))
    said = (
        "1\tLight the lamp.\tAB\t1 May 2025\tIn progress: quote awaited\t\n"
        "2\tOrder new chairs\tCD\t1 May 2025\tDone - letter sent 30 March\t\n"
    )
    after = imported(log, minutes(said, APRIL, "Outstanding actions"))
    first, second = after.actions
    assert [e.note for e in first.history if e.event == NOTE] == ["In progress: quote awaited"]
    (closing,) = [e for e in second.history if e.event == CLOSING]
    assert (closing.evidence, closing.outcome) == ("Done - letter sent 30 March", COMPLETED)
    assert not [e for e in second.history if e.event == NOTE]


def test_a_mere_status_is_no_note() -> None:
    log = imported(EMPTY, minutes("1\tLight the lamp.\tAB\t1 May 2025\tOpen\t\n"))
    after = imported(log, minutes("1\tLight the lamp.\tAB\t1 May 2025\tIn progress\t\n", APRIL, "Outstanding actions"))
    assert all(e.event != NOTE for e in only(after).history)


@pytest.mark.parametrize("heading", ["Actions", "Outstanding actions"])
def test_an_action_that_the_log_closed_and_later_minutes_list_as_open_is_that_action(heading: str) -> None:
    rows = "24/1\tWrite to the council\tAB\t1 July 2025\t{}\t\n24/2\tMend the bell\tCD\t1 July 2025\tOpen\t\n"
    log = imported(EMPTY, minutes(rows.format("Open")), minutes(rows.format("Done"), APRIL, "Outstanding actions"))
    made = planned(log, minutes(rows.format("Open"), MAY, heading))
    (row, _) = made.rows
    assert (row.what, row.id) == (UNCHANGED, "lantern-panel/2025-03-12/01")
    assert row.doubts == (
        "The log closed 24/1 on 9 April 2025; these minutes list it as Open. If it was reopened: "
        "actionlog reopen 2025-03-12/1 --deadline DATE --meeting 2025-05-14",
    )


def test_a_number_that_every_meeting_gives_anew_makes_another_action_and_a_doubt() -> None:
    rows = "1\tPrepare the accounts\tAB\t{}\t{}\t\n"
    log = imported(EMPTY, minutes(rows.format("1 May 2025", "Done")))
    made = planned(log, minutes(rows.format("1 July 2025", "Open"), MAY))
    assert [row.what for row in made.rows] == [ADD]
    assert "It has the ref and the words of action 2025-03-12/1, which was closed" in doubts(made)


def test_small_words_make_no_other_action() -> None:
    log = imported(EMPTY, minutes("3\tUpdate the website\tEF\tNext meeting\tOpen\t\n"))
    made = planned(log, minutes("3\tUpdate website\tEF\tNext meeting\tOpen\t\n", APRIL, "Outstanding actions"))
    assert [row.what for row in made.rows] == [MATCHED]


def test_a_ref_that_only_one_action_has_and_nearly_its_words_are_that_action() -> None:
    log = imported(EMPTY, minutes("24/3\tUpdate the harbour website soon\tEF\tOn-going\tOpen\t\n"))
    same = "24/3\tUpdate harbour website\tEF\tOn-going\tOpen\t\n"
    assert planned(log, minutes(same, APRIL, "Outstanding actions")).rows[0].what == MATCHED
    other = "24/3\tUpdate harbour website\tAB\tOn-going\tOpen\t\n"
    assert planned(log, minutes(other, APRIL, "Outstanding actions")).rows[0].what != MATCHED


# The same meeting once more


def test_an_action_that_the_corrected_minutes_lost_is_told() -> None:
    rows = "1\tLight the lamp.\tAB\t1 May 2025\tOpen\t\n2\tOrder new chairs\tCD\t1 May 2025\tOpen\t\n"
    lost = rows.splitlines(keepends=True)[0]
    for title, mend in (("DRAFT minutes", "strike-out 2025-03-12/2"), ("Minutes", "close 2025-03-12/2 --outcome")):
        log = imported(EMPTY, minutes(rows, title=title))
        told = planned(log, minutes(lost, title=title)).doubts
        assert any(
            doubt.startswith("Action 2 of this meeting is in the log and not in this document: “Order new chairs”.")
            and f"actionlog {mend}" in doubt
            for doubt in told
        )
        assert not any("not in this document" in doubt for doubt in planned(log, minutes(rows, title=title)).doubts)
        assert not planned(log, minutes(lost, APRIL, "Outstanding actions", title)).doubts


def test_the_same_words_under_two_items_are_two_decisions() -> None:
    text = (
        "Minutes of the Lantern Panel\n\nPresent: AB\n\n1. Accounts\n\nRESOLVED: that the report be approved.\n\n"
        "2. Drains\n\nRESOLVED: that the report be approved.\n"
    )
    paper = read_minutes(read("minutes.txt", text.encode()), meeting=MARCH)
    assert len(paper.decisions) == 2
    (meeting,) = planned(EMPTY, paper).change.meetings
    assert [(d.number, d.item) for d in meeting.decisions] == [(1, "1"), (2, "2")]


def test_a_group_that_requires_deadlines_is_told_of_an_action_without_one() -> None:
    strict = Group("lantern-panel", "Lantern Panel", policy=PANEL.policy._replace(require_deadline="error"))
    paper = minutes("1\tLight the lamp.\tAB\t\tOpen\t\n")
    made = plan(Log(groups=(strict,)), strict, paper, document="minutes.txt", sha256="0", on=TODAY)
    assert "Lantern Panel requires a deadline" in doubts(made)


# Whatever comes

REFS = st.sampled_from(["", "1", "1", "A3", "24/1", "(4,1)", "TD-044"])
DAYS = st.sampled_from(["", "On-going", "1 May 2025", "2 June", "3 January 2025", "1 April 2024", "9 September 2030"])
CELLS = st.tuples(
    REFS,
    st.sampled_from(["old", "new", "red"]),
    st.sampled_from(["AB", "CD", ""]),
    DAYS,
    st.sampled_from(["Open", "Closed", "Done - letter sent", "In progress: awaited", "Proposed for closure"]),
    st.sampled_from(["", "3 January 2025", "20 April 2025", "9 September 2030"]),
)
PAPERS = st.lists(
    st.tuples(
        st.sampled_from([MARCH, APRIL, MAY]),
        st.sampled_from(["Actions", "Outstanding actions", "Completed actions"]),
        st.sampled_from(["Minutes", "DRAFT minutes", "Confirmed minutes"]),
        st.lists(CELLS, max_size=4),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda paper: paper[0],
)


@settings(max_examples=150, deadline=None)
@given(PAPERS)
def test_whatever_is_imported_the_log_passes_its_check(
    papers: list[tuple[date, str, str, list[tuple[str, ...]]]],
) -> None:
    log = EMPTY
    for day, heading, title, rows in papers:
        lines = "".join("\t".join((ref, f"Clerk to light the {lamp} lamp.", *rest)) + "\n" for ref, lamp, *rest in rows)
        made = planned(log, minutes(lines, day, heading, title))
        log = changed(log, made.change)
        for row in made.rows:  # what is closed in the paper is closed in the log today, and the other way round
            if row.what == ADD and row.found.status in (OPEN, CLOSED):
                (action,) = [a for a in log.actions if a.id == row.id]
                state = as_on(action, None, TODAY)
                assert state is not None
                assert state.status == row.found.status
        assert all(row.what != LEFT_OUT or row.doubts for row in made.rows)
