"""What follows from a log on a day: when an action is due, how far it slipped, how it is printed, how it was before."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actionlog.model import (
    CLEARED,
    CLOSURE_DECLINED,
    CONFIRMED,
    DRAFT,
    EXTENSION_AGREED,
    EXTENSION_REQUESTED,
    NEXT_MEETING,
    ONGOING,
    REOPENED,
    Action,
    Deadline,
    Event,
    Group,
    Log,
    Meeting,
    Minuted,
    Tabled,
)
from actionlog.query import Standing, Standings, before_day, printed_refs
from actionlog.replay import apply

GROUP = Group("bell-ringers", "Bell Ringers (invented)")
BEFORE, MAY, JUNE, JULY = "before-2031-05-14", "2031-05-14", "2031-06-11", "2031-07-09"
MEETINGS = tuple(Meeting(GROUP.slug, name) for name in (BEFORE, MAY, JUNE, JULY))


def action(number: int = 1, at: str = MAY, deadline: Deadline = NEXT_MEETING, **values: Any) -> Action:
    return Action(GROUP.slug, at, number, "Clerk to oil the bell", ("Clerk",), deadline, **values)


def standing(
    held: Action, *events: Event, on: date = date(2031, 6, 20), meetings: tuple[Meeting, ...] = MEETINGS
) -> Standing:
    for event in events:
        held = apply(held, event)
    found = Standings(Log(groups=(GROUP,), meetings=meetings, actions=(held,)), on).of(held)
    assert found
    return found


# ------------------------------------------------------------------------------------------------------ next meeting


@pytest.mark.parametrize(("at", "due"), [(BEFORE, MAY), (MAY, JUNE), (JUNE, JULY)])
def test_next_meeting_is_the_one_after_the_meeting_that_raised_it(at: str, due: str) -> None:
    assert standing(action(at=at)).due == date.fromisoformat(due)


@pytest.mark.parametrize("event", [EXTENSION_AGREED, REOPENED, CLOSURE_DECLINED])
def test_next_meeting_agreed_between_meetings_is_the_first_after_that_day(event: str) -> None:
    moved = standing(action(deadline=date(2031, 5, 30)), Event(date(2031, 6, 20), event, "2031-05-30", NEXT_MEETING))
    assert (moved.due, moved.overdue) == (date(2031, 7, 9), False)


def test_next_meeting_agreed_on_the_day_of_a_meeting_is_the_one_after_it() -> None:
    moved = Event(date(2031, 6, 11), EXTENSION_AGREED, "2031-05-30", NEXT_MEETING)
    assert standing(action(deadline=date(2031, 5, 30)), moved).due == date(2031, 7, 9)


def test_next_meeting_agreed_by_a_meeting_is_the_one_after_it_whenever_it_was_recorded() -> None:
    moved = Event(date(2031, 6, 11), EXTENSION_AGREED, "2031-05-30", NEXT_MEETING, meeting=MAY)
    assert standing(action(deadline=date(2031, 5, 30)), moved).due == date(2031, 6, 11)


def test_the_last_change_of_the_deadline_says_which_meeting_is_next() -> None:
    by_meeting = Event(date(2031, 5, 14), EXTENSION_AGREED, ONGOING, NEXT_MEETING, meeting=MAY)
    reopened = Event(date(2031, 6, 20), REOPENED, NEXT_MEETING, NEXT_MEETING)
    assert standing(action(deadline=ONGOING), by_meeting, reopened).due == date(2031, 7, 9)


def test_next_meeting_is_no_day_while_the_log_has_none() -> None:
    moved = Event(date(2031, 7, 20), EXTENSION_AGREED, NEXT_MEETING, NEXT_MEETING)
    late = standing(action(), moved, on=date(2031, 7, 21))
    assert (late.due, late.overdue) == (None, False)


# ------------------------------------------------------------------------------------------------------------ slipped


def test_an_action_slips_from_the_meeting_that_was_next_when_it_was_raised() -> None:
    moved = standing(action(), Event(date(2031, 6, 20), EXTENSION_AGREED, NEXT_MEETING, "2031-06-25"))
    assert (moved.original_due, moved.slipped) == (date(2031, 6, 11), 14)
    to_next = standing(action(), Event(date(2031, 6, 11), EXTENSION_AGREED, NEXT_MEETING, NEXT_MEETING, meeting=JUNE))
    assert to_next.slipped == 28


def test_an_action_whose_days_are_not_known_has_not_slipped() -> None:
    moved = Event(date(2031, 6, 20), EXTENSION_AGREED, NEXT_MEETING, "2031-06-25")
    assert standing(action(), moved, meetings=MEETINGS[:2]).slipped == 0
    assert standing(action(deadline=ONGOING), moved._replace(before=ONGOING)).slipped == 0
    assert standing(action()).slipped == 0


def test_an_action_slips_from_one_day_to_another() -> None:
    moved = Event(date(2031, 6, 1), EXTENSION_AGREED, "2031-06-04", "2031-06-25")
    assert standing(action(deadline=date(2031, 6, 4)), moved).slipped == 21


def test_a_reopened_action_no_longer_has_the_request_made_before_it_was_closed() -> None:
    asked = Event(date(2031, 5, 20), EXTENSION_REQUESTED, NEXT_MEETING, "2031-07-01")
    reopened = Event(date(2031, 6, 15), REOPENED, NEXT_MEETING, "2031-08-01")
    assert standing(action(), asked).requested == asked
    assert standing(action(), asked, reopened).requested is None


# ------------------------------------------------------------------------------------------------------- printed refs


def refs(*actions: Action) -> list[str]:
    log = Log(groups=(GROUP,), meetings=MEETINGS, actions=actions)
    return list(printed_refs(Standings(log, date(2031, 7, 20)).all()).values())


def test_refs_that_differ_are_printed_as_they_are() -> None:
    assert refs(action(1), action(2, JUNE)) == ["1", "2"]


def test_where_two_refs_are_the_same_all_carry_the_day_of_their_meeting() -> None:
    assert refs(action(1), action(2), action(1, JUNE)) == ["1 (14 May 2031)", "2 (14 May 2031)", "1 (11 June 2031)"]


def test_where_one_meeting_prints_a_ref_twice_these_two_are_told_apart_by_their_numbers() -> None:
    twice = [action(n, minuted=Minuted(ref=ref)) for n, ref in ((4, "(5)"), (5, "5"), (6, "6"))]
    assert refs(*twice) == ["2031-05-14/4", "2031-05-14/5", "6 (14 May 2031)"]
    assert refs(*twice, action(5, JUNE)) == ["2031-05-14/4", "2031-05-14/5", "6 (14 May 2031)", "5 (11 June 2031)"]


def test_where_two_groups_that_met_on_one_day_print_the_same_ref_the_group_is_added() -> None:
    other = Group("ringers-council", "Ringers Council (invented)")
    log = Log(
        groups=(GROUP, other),
        meetings=(*MEETINGS, Meeting(other.slug, MAY)),
        actions=(action(1), action(2), replace(action(1), group=other.slug)),
    )
    shown = list(printed_refs(Standings(log, date(2031, 7, 20)).all()).values())
    assert shown == ["bell-ringers/2031-05-14/01", "2 (14 May 2031)", "ringers-council/2031-05-14/01"]


# ------------------------------------------------------------------------------------------------- the log on a day


def rolled_back(meeting: Meeting, day: date) -> Meeting:
    return before_day(Log(groups=(GROUP,), meetings=(meeting,)), day).meetings[0]


def test_minutes_were_a_draft_until_they_were_cleared_and_cleared_until_they_were_confirmed() -> None:
    made = replace(
        MEETINGS[1],
        minutes=CONFIRMED,
        cleared=date(2031, 5, 20),
        cleared_by="Chair",
        confirmed=date(2031, 6, 11),
        confirmed_at=JUNE,
    )
    assert rolled_back(made, date(2031, 6, 11)) == made
    cleared = replace(made, minutes=CLEARED, confirmed=None, confirmed_at="")
    assert rolled_back(made, date(2031, 6, 10)) == cleared
    assert rolled_back(made, date(2031, 5, 20)) == cleared
    assert rolled_back(made, date(2031, 5, 19)) == replace(cleared, minutes=DRAFT, cleared=None, cleared_by="")


def test_minutes_that_were_never_cleared_were_a_draft_until_they_were_confirmed() -> None:
    made = replace(MEETINGS[1], minutes=CONFIRMED, confirmed=date(2031, 6, 11), confirmed_at=JUNE)
    assert rolled_back(made, date(2031, 6, 10)).minutes == DRAFT


def test_minutes_without_a_day_are_as_they_are() -> None:
    made = replace(MEETINGS[1], minutes=CLEARED)
    assert rolled_back(made, date(2031, 5, 14)) == made


def test_papers_of_later_data_had_not_been_tabled() -> None:
    early, late = Tabled("outstanding", date(2031, 5, 14)), Tabled("closed", date(2031, 5, 15))
    made = replace(MEETINGS[1], papers=(early, late))
    assert rolled_back(made, date(2031, 5, 14)).papers == (early,)
    assert rolled_back(made, date(2031, 5, 15)) == made


def test_a_group_that_was_wound_up_later_had_not_been() -> None:
    log = Log(groups=(replace(GROUP, dissolved=date(2031, 7, 1)),), meetings=MEETINGS)
    assert before_day(log, date(2031, 6, 30)).groups == (GROUP,)
    assert before_day(log, date(2031, 7, 1)).groups == log.groups
    assert [m.name for m in before_day(log, date(2031, 5, 13)).meetings] == [BEFORE]
