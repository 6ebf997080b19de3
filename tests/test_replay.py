"""How an action stood on an earlier day, told from its history."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionlog.model import (
    CLOSED,
    CLOSING,
    CLOSURE_DECLINED,
    COMPLETED,
    EXTENSION_AGREED,
    EXTENSION_REFUSED,
    EXTENSION_REQUESTED,
    NEXT_MEETING,
    NOT_RECORDED,
    NOTE,
    ONGOING,
    OPEN,
    OWNERS_CHANGED,
    PROPOSED,
    PROPOSED_FOR_CLOSURE,
    REOPENED,
    STRIKING_OUT,
    STRUCK_OUT,
    WORDING_CHANGED,
    Action,
    Event,
    Minuted,
    deadline_text,
)
from actionlog.replay import apply, as_on, at_first, disagreements, pending_request

RAISED = date(2031, 5, 14)
IMPORTED = Action("bell-ringers", "2031-05-14", 1, "Clerk to oil the bell", ("Clerk",), date(2031, 6, 4))
PRINTED_AS_PROPOSED = Minuted("1", "Clerk", "4 June 2031", "Proposed for closure")


def day(number: int) -> date:
    return RAISED + timedelta(days=number)


def after(action: Action, *events: Event) -> Action:
    for event in events:
        action = apply(action, event)
    return action


# ------------------------------------------------------------------------------------------------- proposed at import


def test_what_was_imported_as_proposed_stood_so_until_its_closure_was_declined() -> None:
    declined = after(replace(IMPORTED, status=PROPOSED), Event(day(30), CLOSURE_DECLINED))
    assert declined.status == OPEN
    assert at_first(declined).status == PROPOSED
    before, then = as_on(declined, RAISED, day(29)), as_on(declined, RAISED, day(30))
    assert before
    assert then
    assert (before.status, then.status) == (PROPOSED, OPEN)


@pytest.mark.parametrize("printed", ["Proposed for closure", "PROPOSED", "Recommended for closure", "Pending review "])
def test_what_was_printed_as_proposed_stood_so_until_it_was_closed(printed: str) -> None:
    imported = replace(IMPORTED, status=PROPOSED, minuted=Minuted(status=printed))
    closed = after(imported, Event(day(30), CLOSING, outcome=COMPLETED))
    assert as_on(closed, RAISED, day(29)) == imported
    assert as_on(closed, RAISED, day(30)) == closed


@pytest.mark.parametrize("printed", ["", "Open", "Not proposed", "In progress"])
def test_what_was_not_printed_as_proposed_was_open_until_it_was_closed(printed: str) -> None:
    imported = replace(IMPORTED, minuted=Minuted(status=printed))
    assert as_on(after(imported, Event(day(30), CLOSING)), RAISED, day(29)) == imported


def test_what_was_first_proposed_later_was_open_before_whatever_was_printed() -> None:
    proposed = after(replace(IMPORTED, minuted=PRINTED_AS_PROPOSED), Event(day(3), PROPOSED_FOR_CLOSURE))
    assert at_first(proposed).status == OPEN


# ------------------------------------------------------------------------------------------- closed without an event


def test_what_was_closed_by_hand_was_open_before_that_day_though_it_has_later_notes() -> None:
    closed = replace(IMPORTED, status=CLOSED, closed=day(20), outcome=COMPLETED)
    noted = after(closed, Event(day(10), NOTE, note="Oil bought"), Event(day(25), NOTE, note="It rings"))
    early, then = as_on(noted, RAISED, day(12)), as_on(noted, RAISED, day(21))
    assert early
    assert then
    assert (early.status, early.closed, early.outcome, len(early.history)) == (OPEN, None, "", 1)
    assert (then.status, then.closed, then.outcome) == (CLOSED, day(20), COMPLETED)


def test_what_was_printed_as_proposed_and_closed_by_hand_was_proposed_before() -> None:
    closed = replace(IMPORTED, status=CLOSED, closed=day(20), outcome=COMPLETED, minuted=PRINTED_AS_PROPOSED)
    early = as_on(closed, RAISED, day(19))
    assert early
    assert early.status == PROPOSED


# ------------------------------------------------------------------------------------------------- pending requests

ASKED = Event(day(5), EXTENSION_REQUESTED, "2031-06-04", "2031-07-09")


def test_a_request_is_pending_until_something_answers_it() -> None:
    assert pending_request(IMPORTED) is None
    assert pending_request(after(IMPORTED, ASKED)) == ASKED
    again = ASKED._replace(date=day(6), after="2031-08-13")
    assert pending_request(after(IMPORTED, ASKED, again, Event(day(7), NOTE))) == again


@pytest.mark.parametrize(
    "answer",
    [
        Event(day(6), EXTENSION_AGREED, "2031-06-04", "2031-07-09"),
        Event(day(6), EXTENSION_REFUSED, "2031-06-04", "2031-07-09"),
        Event(day(6), CLOSING, outcome=COMPLETED),
        Event(day(6), REOPENED, "2031-06-04", "2031-07-09"),
        Event(day(6), STRIKING_OUT),
        Event(day(6), CLOSURE_DECLINED, "2031-06-04", "2031-07-09"),
    ],
    ids=lambda e: e.event,
)
def test_a_request_is_answered_by_what_settles_the_deadline(answer: Event) -> None:
    assert pending_request(after(IMPORTED, ASKED, answer)) is None
    assert pending_request(after(IMPORTED, ASKED, answer, ASKED)) == ASKED


def test_a_request_outlives_a_declined_closure_that_leaves_the_deadline() -> None:
    proposed, declined = Event(day(6), PROPOSED_FOR_CLOSURE), Event(day(7), CLOSURE_DECLINED)
    assert pending_request(after(IMPORTED, ASKED, proposed, declined)) == ASKED


# --------------------------------------------------------------------------------------------------------- any history

_DEADLINES = st.sampled_from([None, ONGOING, NEXT_MEETING, date(2031, 6, 4), date(2031, 7, 9), date(2032, 1, 14)])
_OWNERS = st.lists(st.sampled_from(["Clerk", "Warden", "unknown-1"]), unique=True).map(tuple)
#: What may happen to an action of each status, as the commands allow it.
_MAY_FOLLOW = {
    OPEN: (EXTENSION_AGREED, PROPOSED_FOR_CLOSURE, CLOSING, STRIKING_OUT),
    PROPOSED: (EXTENSION_AGREED, CLOSURE_DECLINED, CLOSING, STRIKING_OUT),
    CLOSED: (REOPENED,),
    STRUCK_OUT: (),
}
_WHENEVER = (NOTE, EXTENSION_REQUESTED, OWNERS_CHANGED, WORDING_CHANGED)


@st.composite
def _imported(draw: st.DrawFn) -> Action:
    """An action as an import or `add` leaves it: of each status that a paper prints."""
    status = draw(st.sampled_from([OPEN, PROPOSED, CLOSED]))
    printed = {OPEN: ["", "Open"], PROPOSED: ["Proposed for closure"], CLOSED: ["", "Closed"]}[status]
    return replace(
        IMPORTED,
        status=status,
        outcome=NOT_RECORDED if status == CLOSED else "",
        owners=draw(_OWNERS),
        deadline=draw(_DEADLINES),
        minuted=Minuted(status=draw(st.sampled_from(printed))),
    )


@st.composite
def _event(draw: st.DrawFn, action: Action, on: date) -> Event:
    event = Event(on, draw(st.sampled_from((*_MAY_FOLLOW[action.status], *_WHENEVER))))
    kind = event.event
    if kind == OWNERS_CHANGED:
        return event._replace(before=action.owners, after=draw(_OWNERS))
    if kind == WORDING_CHANGED:
        return event._replace(before=action.action, after=draw(st.text("abc", min_size=1, max_size=3)))
    if kind == CLOSING:
        return event._replace(outcome=draw(st.sampled_from(["", COMPLETED, "lapsed"])))
    moved = kind in (EXTENSION_REQUESTED, EXTENSION_AGREED, REOPENED) or (
        kind == CLOSURE_DECLINED and draw(st.booleans())
    )
    if moved:
        return event._replace(before=deadline_text(action.deadline), after=deadline_text(draw(_DEADLINES)))
    return event


@st.composite
def _lives(draw: st.DrawFn) -> list[Action]:
    """The states of an action one after the other: as recorded, then after each event, on ascending days."""
    states, number = [draw(_imported())], 0
    for _ in range(draw(st.integers(0, 8))):
        number += draw(st.integers(0, 3))
        states.append(apply(states[-1], draw(_event(states[-1], day(number)))))
    return states


@given(_lives(), st.integers(-1, 30))
def test_as_on_gives_for_any_history_and_any_day_what_was_so_then(states: list[Action], number: int) -> None:
    then = [s for s in states if not s.history or s.history[-1].date <= day(number)]
    assert as_on(states[-1], RAISED, day(number)) == (then[-1] if number >= 0 else None)
    assert disagreements(states[-1]) == []
