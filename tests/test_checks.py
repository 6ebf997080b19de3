"""What `actionlog check` calls a fault, what it calls overdue, and the page of the manual that explains both."""

import ast
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionlog.checks import CHECKS, FAULTS, faults, reference, unknown_key_message, warnings
from actionlog.checks.manual import READING
from actionlog.checks.overdue import overdue, waived
from actionlog.errors import Problem
from actionlog.model import (
    CLEARED,
    CLOSED,
    CLOSING,
    COMPLETED,
    CONFIRMED,
    EVENTS,
    EXTENSION_AGREED,
    EXTENSION_REQUESTED,
    NEXT_MEETING,
    NOTE,
    ONGOING,
    OUTCOMES,
    OWNERS_CHANGED,
    PROPOSED,
    PROPOSED_FOR_CLOSURE,
    REOPENED,
    STATUSES,
    STRUCK_OUT,
    Action,
    Event,
    Group,
    Log,
    Meeting,
    Minuted,
    Policy,
    Scheme,
    Source,
    Tabled,
    Waiver,
)
from actionlog.people import Person
from actionlog.query import Standings
from actionlog.replay import apply

ROOT = Path(__file__).parents[1]
GROUP = Group("bell-ringers", "Bell Ringers (invented)", source=Source("bell-ringers/group.yaml", {"name": 1}))
MAY, JUNE = "2031-05-14", "2031-06-11"


def meeting(name: str, **values: Any) -> Meeting:
    lines = {key: n for n, key in enumerate(values, 1)}
    return replace(Meeting(GROUP.slug, name), source=Source(f"{GROUP.slug}/{name}/meeting.yaml", lines), **values)


def action(number: int = 1, at: str = MAY, **values: Any) -> Action:
    """An action as its file would be read: each key on a line of its own, from line 1, then the history."""
    made = replace(Action(GROUP.slug, at, number, "Clerk to oil the bell", ("Clerk",), date(2031, 6, 4)), **values)
    keys = ["action", "owners", "deadline", "status"]
    keys += [key for key in ("closed", "outcome") if getattr(made, key)] + ["minuted"] * any(made.minuted)
    lines = {key: n for n, key in enumerate(keys, 1)}
    lines |= {f"history.{n}": len(keys) + 2 + 3 * n for n in range(len(made.history))}
    return replace(made, source=Source(f"{made.id}.yaml", lines, made.source.unknown))


def with_keys(*unknown: str, lines: dict[str, int] | None = None) -> Action:
    made = action()
    return replace(made, source=made.source._replace(unknown=unknown, lines={**made.source.lines, **(lines or {})}))


def log(*actions: Action, meetings: tuple[Meeting, ...] = (), group: Group = GROUP, **values: Any) -> Log:
    held = {m.name: m for m in (meeting(MAY), meeting(JUNE), *meetings)}
    held |= {a.meeting: meeting(a.meeting) for a in actions if a.meeting not in held}
    return Log(groups=(group,), meetings=tuple(held.values()), actions=actions, **values)


def only(found: list[Problem]) -> Problem:
    assert len(found) == 1, found
    return found[0]


def closed() -> Action:
    return action(status=CLOSED, closed=date(2031, 6, 2), outcome=COMPLETED, history=CLOSED_ONCE)


def grown(**values: Any) -> Group:
    return replace(GROUP, **values)


CLOSED_ONCE = (Event(date(2031, 6, 2), CLOSING, outcome=COMPLETED, by="chair"),)
TABLED = Tabled("outstanding", date(2031, 6, 4), open=("2031-05-14/01", "2031-05-14/02"))

#: The smallest log that provokes each fault, where it is found, and a part of what is said.
FAULTY = {
    "deadline-before-meeting": (
        log(action(deadline=date(2030, 6, 4))),
        ("bell-ringers/2031-05-14/01.yaml", 3),
        "The deadline, 4 June 2030, is before the meeting that raised the action, 14 May 2031.",
    ),
    "closed-before-raised": (
        log(action(status=CLOSED, closed=date(2031, 5, 1), outcome=COMPLETED)),
        ("bell-ringers/2031-05-14/01.yaml", 5),
        "closed on 1 May 2031, before the meeting that raised it, 14 May 2031",
    ),
    "not-closed": (
        log(action(closed=date(2031, 6, 2), outcome=COMPLETED)),
        ("bell-ringers/2031-05-14/01.yaml", 4),
        "`closed` and `outcome` have a value, but `status` is Open.",
    ),
    "outcome-missing": (
        log(action(status=CLOSED, closed=date(2031, 6, 2))),
        ("bell-ringers/2031-05-14/01.yaml", 4),
        "closed is not the same as completed",
    ),
    "require-deadline": (
        log(action(deadline=None), group=grown(policy=Policy(require_deadline="error"))),
        ("bell-ringers/2031-05-14/01.yaml", 3),
        "Set one: actionlog extend 2031-05-14/1 --to DATE",
    ),
    "duplicate-ref": (
        log(action(1), action(2, minuted=Minuted("1"))),
        ("bell-ringers/2031-05-14/02.yaml", 5),
        "This action and bell-ringers/2031-05-14/01.yaml are both printed as 1",
    ),
    "unknown-key": (
        log(with_keys("statsu", lines={"statsu": 7})),
        ("bell-ringers/2031-05-14/01.yaml", 7),
        "The key `statsu` is not known, so what stands after it is not read. Was it meant to be `status`?",
    ),
    "hidden-character": (
        log(action(owners=("Clerk\x1b[2J",))),
        ("bell-ringers/2031-05-14/01.yaml", 2),
        "`owners` holds a character that cannot be seen: U+001B (escape), at place 6.",
    ),
    "history-disagrees": (
        log(
            action(
                deadline=date(2031, 6, 25),
                history=(Event(date(2031, 6, 1), EXTENSION_AGREED, "2031-06-04", "2031-06-18"),),
            )
        ),
        ("bell-ringers/2031-05-14/01.yaml", 3),
        "`deadline` at the top of this file says `2031-06-25`, but its history says `2031-06-18`.",
    ),
    "history-order": (
        log(
            action(
                history=(
                    Event(date(2031, 6, 2), EXTENSION_REQUESTED, "2031-06-04", "2031-06-18"),
                    Event(date(2031, 6, 1), EXTENSION_REQUESTED, "2031-06-04", "2031-06-18"),
                )
            )
        ),
        ("bell-ringers/2031-05-14/01.yaml", 9),
        "This entry is dated 1 June 2031, but one above it 2 June 2031",
    ),
    "history-out-of-turn": (
        log(action(status=CLOSED, closed=date(2031, 6, 2), outcome=COMPLETED, history=CLOSED_ONCE * 2)),
        ("bell-ringers/2031-05-14/01.yaml", 11),
        "This entry says “closed”, but the last one above it that changes the status says “closed”.",
    ),
    "event-before-action": (
        log(action(history=(Event(date(2030, 6, 2), NOTE, note="Oil bought"),))),
        ("bell-ringers/2031-05-14/01.yaml", 6),
        "dated 2 June 2030, before the meeting that raised the action, 14 May 2031",
    ),
    "event-incomplete": (
        log(action(history=(Event(date(2031, 6, 1), EXTENSION_REQUESTED, "2031-06-04"),))),
        ("bell-ringers/2031-05-14/01.yaml", 6),
        "says “extension requested”, but not the deadline that was asked for",
    ),
    "event-meeting-unknown": (
        log(action(history=(Event(date(2031, 6, 12), NOTE, meeting="2031-06-12", note="Oil bought"),))),
        ("bell-ringers/2031-05-14/01.yaml", 6),
        "names the meeting 2031-06-12, which is not in the log",
    ),
    "minutes-state": (
        log(meetings=(meeting(MAY, minutes="draft", cleared=date(2031, 5, 20)),)),
        ("bell-ringers/2031-05-14/meeting.yaml", 1),
        "The minutes were cleared on 20 May 2031, but their state is draft.",
    ),
    "confirmed-at-unknown": (
        log(meetings=(meeting(MAY, minutes=CONFIRMED, confirmed=date(2031, 6, 12), confirmed_at="2031-06-12"),)),
        ("bell-ringers/2031-05-14/meeting.yaml", 3),
        "confirmed by the meeting 2031-06-12, which is not in the log",
    ),
    "tabled-missing": (
        log(
            action(),
            meetings=(meeting(JUNE, papers=(TABLED,)),),
        ),
        ("bell-ringers/2031-06-11/meeting.yaml", 1),
        "The outstanding paper tabled here showed action 2031-05-14/02, but the log holds no such file.",
    ),
    "numbering": (
        log(group=grown(numbering=(Scheme("AP{nn}"),))),
        ("bell-ringers/group.yaml", 1),
        "The numbering AP{nn} holds a field that is not known.",
    ),
    "waiver-unknown": (
        log(action(), group=grown(waivers=(Waiver("1", date(2031, 9, 1)),))),
        ("bell-ringers/group.yaml", 1),
        "The waiver for 1 fits no action of this group.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("check", FAULTY)
def test_a_fault_is_told_with_its_file_its_line_and_the_mend(check: str) -> None:
    held, place, words = FAULTY[check]
    found = [p for p in faults(held) if p.check == check]
    problem = only(found)
    assert (problem.path, problem.line) == place
    assert words in problem.message
    assert problem.message[0].isupper() or problem.message[0] == "`"
    assert problem.message[-1] in ".?" or "actionlog " in problem.message


@pytest.mark.parametrize("check", FAULTY)
def test_the_smallest_log_that_provokes_a_fault_provokes_no_other(check: str) -> None:
    assert {p.check for p in faults(FAULTY[check][0])} == {check}


def test_every_fault_has_the_smallest_log_that_provokes_it() -> None:
    assert list(FAULTY) == [check.name for check in CHECKS[: len(FAULTS)]]


def test_a_log_in_order_has_no_fault() -> None:
    extended = action(
        3,
        deadline=date(2031, 7, 2),
        history=(
            Event(date(2031, 6, 2), EXTENSION_REQUESTED, "2031-06-04", "2031-07-02", by="Clerk"),
            Event(date(2031, 6, 11), EXTENSION_AGREED, "2031-06-04", "2031-07-02", JUNE),
            Event(date(2031, 5, 20), NOTE, note="Recorded late"),
        ),
    )
    older = action(7, "before-2031-05-14", deadline=date(2031, 1, 8), minuted=Minuted("1"))
    struck = action(4, status=STRUCK_OUT, deadline=date(2031, 1, 8))
    held = log(
        action(1),
        replace(closed(), number=2),
        extended,
        struck,
        older,
        meetings=(
            meeting(MAY, minutes=CONFIRMED, cleared=date(2031, 5, 20), confirmed=date(2031, 6, 11), confirmed_at=JUNE),
            meeting(JUNE, papers=(Tabled("outstanding", date(2031, 6, 4), open=("2031-05-14/01",)),)),
        ),
        group=grown(
            waivers=(Waiver("2031-05-14/1", date(2031, 9, 1)),),
            numbering=(Scheme(), Scheme("({meeting},{n})", "2032-01-14")),
        ),
    )
    assert faults(held) == []


# ------------------------------------------------------------------------------------------------- faults, one by one


def test_a_deadline_on_the_day_of_the_meeting_is_no_fault() -> None:
    assert faults(log(action(deadline=date(2031, 5, 14)))) == []


def test_an_action_older_than_the_record_may_have_any_dates() -> None:
    old = action(5, "before-2031-05-14", deadline=date(2030, 1, 9), history=(Event(date(2030, 1, 2), NOTE, note="x"),))
    assert faults(log(old)) == []


def test_an_action_opened_again_by_hand_whose_outcome_was_left_behind_is_found() -> None:
    problem = only([p for p in faults(log(action(outcome=COMPLETED))) if p.check == "not-closed"])
    assert "take `outcome` out" in problem.message


def test_an_outcome_that_the_file_leaves_out_is_asked_for_even_where_reading_filled_it_in() -> None:
    read = action(status=CLOSED, closed=date(2031, 6, 2), outcome="not recorded")
    assert faults(log(read)) == []
    lines = {key: n for key, n in read.source.lines.items() if key != "outcome"}
    left_out = replace(read, source=read.source._replace(lines=lines))
    assert only(faults(log(left_out))).check == "outcome-missing"


def test_a_deadline_is_required_only_where_the_policy_says_error() -> None:
    nothing = action(deadline=None)
    for word, expected in (("advise", []), ("warn", []), ("error", ["require-deadline"])):
        held = log(nothing, group=grown(policy=Policy(require_deadline=word)))
        assert [p.check for p in faults(held)] == expected
    strict = grown(policy=Policy(require_deadline="error"))
    assert faults(log(action(deadline=ONGOING), replace(closed(), deadline=None), group=strict)) == []
    assert faults(log(nothing, group=replace(strict, dissolved=date(2031, 6, 30)))) == []


def test_a_policy_of_warn_says_so_unasked_and_only_there() -> None:
    nothing = action(deadline=None)
    day = date(2031, 6, 1)
    assert warnings(log(nothing), day) == []
    said = warnings(log(nothing, group=grown(policy=Policy(require_deadline="warn"))), day)
    assert [(a.check, a.id) for a in said] == [("no-deadline", nothing.id)]


def test_two_spellings_of_one_ref_are_the_same_ref() -> None:
    held = log(action(1, minuted=Minuted("(6,1)")), action(2, minuted=Minuted("6.1")))
    assert only(faults(held)).check == "duplicate-ref"


def test_the_same_ref_at_two_meetings_or_before_the_record_is_no_fault() -> None:
    held = log(
        action(1, minuted=Minuted("5")),
        action(1, JUNE, minuted=Minuted("5"), deadline=ONGOING),
        action(5, "before-2031-05-14", minuted=Minuted("5")),
        action(6, "before-2031-05-14", minuted=Minuted("5")),
    )
    assert faults(held) == []


@pytest.mark.parametrize(
    ("kind", "key", "meant"),
    [
        ("action", "statsu", "status"),
        ("action", "Status", "status"),
        ("action", "owner", "owners"),
        ("action", "dead-line", "deadline"),
        ("action", "history.2.reson", "reason"),
        ("action", "minuted.reff", "ref"),
        ("meeting", "minuets", "minutes"),
        ("meeting", "papers.0.as-of", "as_of"),
        ("group", "polcy", "policy"),
        ("group", "policy.require-deadline", "require_deadline"),
        ("group", "waivers.1.untill", "until"),
        ("settings", "time_zone", "timezone"),
        ("people", "people.3.nmae", "name"),
    ],
)
def test_a_misspelt_key_is_asked_about(kind: str, key: str, meant: str) -> None:
    assert f"Was it meant to be `{meant}`?" in unknown_key_message(kind, key)


@pytest.mark.parametrize("key", ["priority", "closed_by", "x-owner", "x", "history.0.mood", "a.b", ".", ""])
def test_a_key_of_ones_own_is_left_alone(key: str) -> None:
    assert unknown_key_message("action", key) == ""


def test_a_misspelt_key_inside_an_entry_is_found_at_that_entry() -> None:
    held = log(with_keys("history.0.reson", lines={"history.0": 12}))
    assert only(faults(held)).line == 12


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Send\x1b[31m it", "U+001B (escape)"),
        ("Send\x9b31m it", "U+009B (escape)"),
        ("Send \u202eti", "U+202E (right-to-left override)"),
        ("Send\u200bit", "U+200B (zero width space)"),
        ("Send\x00it", "U+0000 (null)"),
    ],
)
def test_a_hidden_character_is_named_so_that_it_can_be_found(text: str, name: str) -> None:
    assert f"cannot be seen: {name}, at place" in only(faults(log(action(action=text)))).message


@pytest.mark.parametrize("text", ["Send it to the café — “today” …", "10 kg of oil", "Send\nit\ton", "👩‍🔧 to oil it"])
def test_letters_of_any_language_and_line_breaks_are_not_hidden_characters(text: str) -> None:
    assert faults(log(action(action=text))) == []


def test_a_hidden_character_is_found_wherever_a_text_can_stand() -> None:
    bad = "a\u202eb"
    held = [
        log(action(item=bad)),
        log(action(minuted=Minuted(deadline=bad))),
        log(action(history=(Event(date(2031, 6, 1), NOTE, note=bad),))),
        log(action(owners=("x",), history=(Event(date(2031, 6, 1), OWNERS_CHANGED, (bad,), ("x",)),))),
        log(meetings=(meeting(MAY, place=bad),)),
        log(meetings=(meeting(MAY, present=(bad,)),)),
        log(group=grown(members=(bad,))),
        log(people=(Person("Clerk", aliases=(bad,)),)),
    ]
    assert [only(faults(one)).check for one in held] == ["hidden-character"] * len(held)
    assert (only(faults(held[-1])).path, only(faults(held[-1])).line) == ("people.yaml", 0)


def test_a_status_changed_by_hand_is_held_against_the_history() -> None:
    reopened = replace(closed(), status="Open", closed=None, outcome="")
    problem = only(faults(log(reopened)))
    assert problem.check == "history-disagrees"
    assert "`status` at the top of this file says `Open`, but its history says `Closed`." in problem.message
    assert "actionlog reopen 2031-05-14/1" in problem.message


@pytest.mark.parametrize("values", [{"closed": date(2031, 6, 3)}, {"closed": None}, {"outcome": "lapsed"}])
def test_a_closing_changed_by_hand_is_held_against_the_history(values: dict[str, Any]) -> None:
    problem = only(faults(log(replace(closed(), **values))))
    assert problem.check == "history-disagrees"
    assert problem.message.endswith("Correct the one that is wrong.")


def test_two_entries_that_do_not_fit_together_are_found_at_the_second() -> None:
    torn = action(
        deadline=date(2031, 7, 9),
        history=(
            Event(date(2031, 6, 1), EXTENSION_AGREED, "2031-06-04", "2031-06-18"),
            Event(date(2031, 6, 15), EXTENSION_AGREED, "2031-06-25", "2031-07-09"),
        ),
    )
    problem = only(faults(log(torn)))
    assert (problem.check, problem.line) == ("history-disagrees", torn.source.lines["history.1"])
    assert "the deadline before it was `2031-06-25`, but the entries above it left `2031-06-18`" in problem.message


def test_a_note_may_be_recorded_late() -> None:
    late = (Event(date(2031, 6, 2), EXTENSION_REQUESTED, "2031-06-04", "2031-06-18"), Event(date(2031, 5, 15), NOTE))
    assert faults(log(action(history=late))) == []


def test_an_action_may_be_closed_again_after_it_was_opened_again() -> None:
    made = action()
    for event in (
        Event(date(2031, 6, 1), PROPOSED_FOR_CLOSURE),
        Event(date(2031, 6, 2), CLOSING, outcome=COMPLETED),
        Event(date(2031, 6, 3), REOPENED, "2031-06-04", "2031-07-02"),
        Event(date(2031, 6, 4), CLOSING, outcome=COMPLETED),
    ):
        made = apply(made, event)
    assert faults(log(made)) == []


@pytest.mark.parametrize("value", ["2031-02-30", "soon", "4 June"])
def test_a_deadline_in_the_history_that_is_none_is_found(value: str) -> None:
    event = Event(date(2031, 6, 1), EXTENSION_REQUESTED, "2031-06-04", value)
    assert (
        f"`to` in this entry is `{value}`, which is no deadline." in only(faults(log(action(history=(event,))))).message
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"minutes": CLEARED, "cleared": date(2031, 5, 1)}, "before the meeting itself, 14 May 2031"),
        ({"minutes": CLEARED, "confirmed": date(2031, 6, 11)}, "but their state is cleared"),
        (
            {"minutes": CONFIRMED, "cleared": date(2031, 6, 20), "confirmed": date(2031, 6, 11)},
            "before they were cleared, 20 June 2031",
        ),
    ],
)
def test_the_state_of_minutes_fits_their_dates(values: dict[str, object], words: str) -> None:
    problem = only(faults(log(meetings=(meeting(MAY, **values),))))
    assert problem.check == "minutes-state"
    assert words in problem.message


def test_minutes_cannot_be_confirmed_by_an_earlier_meeting_or_by_their_own() -> None:
    for at in (MAY, JUNE):
        held = log(meetings=(meeting(JUNE, minutes=CONFIRMED, confirmed=date(2031, 7, 9), confirmed_at=at),))
        assert "only a later meeting can confirm them" in only(faults(held)).message


def test_an_action_closed_twice_and_tabled_twice_is_not_missed() -> None:
    tabled = Tabled("outstanding", date(2031, 6, 4), closed=("2031-05-14/01 (2)",))
    assert faults(log(action(), meetings=(meeting(JUNE, papers=(tabled,)),))) == []


@pytest.mark.parametrize("check", ["conflict-markers", "yaml-syntax"])
def test_an_action_whose_file_could_not_be_read_is_not_said_to_be_missing(check: str) -> None:
    tabled = Tabled("outstanding", date(2031, 6, 4), open=("2031-05-14/02",))
    waived = grown(waivers=(Waiver("2031-05-14/2", date(2031, 9, 1)),))
    held = log(action(), group=waived, meetings=(meeting(JUNE, papers=(tabled,)),))
    assert {p.check for p in faults(held)} == {"tabled-missing", "waiver-unknown"}
    assert faults(held, [Problem("bell-ringers/2031-05-14/02.yaml", 3, check, "…")]) == []
    assert len(faults(held, [Problem("bell-ringers/2031-05-14/03.yaml", 3, check, "…")])) == 2


@pytest.mark.parametrize("start", ["soon", "2031"])
def test_a_numbering_holds_from_a_meeting(start: str) -> None:
    held = log(group=grown(numbering=(Scheme(), Scheme("({meeting},{n})", start))))
    assert "which is no meeting" in only(faults(held)).message


def test_the_numbering_of_the_earliest_meeting_stands_first() -> None:
    schemes = (Scheme(), Scheme("A{n}", "2032-01-14"), Scheme("B{n}", "2031-06-11"))
    assert (
        "holds from no later meeting than the one above it" in only(faults(log(group=grown(numbering=schemes)))).message
    )


def test_where_a_line_could_not_be_read_nothing_further_is_said_of_it() -> None:
    held = log(replace(closed(), status="Open", closed=None, outcome=""))
    path = held.actions[0].source.path
    assert [p.check for p in faults(held)] == ["history-disagrees"]
    assert faults(held, [Problem(path, 4, "unknown-status", "…")]) == []
    assert len(faults(held, [Problem(path, 1, "wrong-type", "…")])) == 1


def test_a_misspelt_key_is_asked_about_beside_the_key_that_is_missing() -> None:
    held = log(with_keys("statsu", lines={"statsu": 1}))
    missing = Problem(held.actions[0].source.path, 1, "missing-key", "…")
    assert only(faults(held, [missing])).check == "unknown-key"


def test_all_faults_are_told_at_once_in_the_order_of_files_and_lines() -> None:
    first = action(1, deadline=date(2030, 6, 4), owners=("Cl\u202eerk",))
    second = action(2, closed=date(2031, 6, 2))
    found = faults(log(second, first))
    assert [(p.path[-7:], p.line) for p in found] == [("01.yaml", 2), ("01.yaml", 3), ("02.yaml", 4)]


# ------------------------------------------------------------------------------------------------------------- overdue


def late(held: Log, day: date, **options: Any) -> list[tuple[int, int]]:
    return [(s.action.number, s.days_overdue) for s in overdue(Standings(held, day), **options)]


FOUR = log(
    action(1, deadline=date(2031, 6, 4)),
    action(2, deadline=date(2031, 5, 28)),
    action(3, deadline=ONGOING),
    action(4, deadline=date(2031, 6, 4)),
    replace(closed(), number=5),
    action(6, deadline=None),
    action(7, deadline=NEXT_MEETING),
    action(8, status=PROPOSED, deadline=date(2031, 5, 28)),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2031, 5, 28), []),
        (date(2031, 5, 29), [(2, 1)]),
        (date(2031, 6, 4), [(2, 7)]),
        (date(2031, 6, 5), [(2, 8), (1, 1), (4, 1)]),
        (date(2031, 6, 12), [(2, 15), (1, 8), (4, 8), (7, 1)]),
    ],
)
def test_an_action_is_overdue_from_the_day_after_its_deadline_and_the_worst_stands_first(
    day: date, expected: list[tuple[int, int]]
) -> None:
    assert late(FOUR, day) == expected


def test_days_of_grace_are_let_pass() -> None:
    day = date(2031, 6, 5)
    assert late(FOUR, day, grace=1) == [(2, 8)]
    assert late(FOUR, day, grace=8) == []


def test_a_waiver_silences_an_overdue_action_until_its_day_and_no_longer() -> None:
    held = replace(FOUR, groups=(grown(waivers=(Waiver("2031-05-14/2", date(2031, 6, 1)),)),))
    assert late(held, date(2031, 6, 1)) == []
    assert [s.action.number for s in waived(Standings(held, date(2031, 6, 1)))] == [2]
    assert late(held, date(2031, 6, 2)) == [(2, 5)]
    assert waived(Standings(held, date(2031, 6, 2))) == []


def test_a_group_that_was_wound_up_is_never_overdue_afterwards() -> None:
    held = replace(FOUR, groups=(grown(dissolved=date(2031, 6, 1)),))
    assert late(held, date(2031, 5, 31)) == [(2, 3)]
    assert late(held, date(2031, 6, 1)) == []


def test_one_group_can_be_asked_for() -> None:
    other = replace(Group("flower-rota", "Flower Rota (invented)"))
    held = replace(FOUR, groups=(GROUP, other))
    assert late(held, date(2031, 6, 5), group="flower-rota") == []
    assert len(late(held, date(2031, 6, 5), group=GROUP.slug)) == 3


# ----------------------------------------------------------------------------------------------------------- the manual


def test_every_check_has_a_name_of_its_own_and_an_explanation() -> None:
    assert max(Counter(check.name for check in CHECKS).values()) == 1
    for check in CHECKS:
        words = check.function.__doc__ or ""
        assert words.split("\n")[0].rstrip().endswith((".", "?", ".)")), check.name
        assert f"### {check.name}\n" in reference()


def test_the_page_of_the_manual_is_fresh() -> None:
    page = ROOT / "docs" / "reference" / "checks.md"
    assert page.read_text(encoding="utf-8") == reference(), "Make it anew with: python docs/build.py checks"


def test_every_fault_met_in_reading_is_in_the_manual() -> None:
    named: set[str] = set()
    for file in sorted((ROOT / "actionlog" / "store").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                named |= _check_names(node)
    assert {"duplicate-key", "unknown-status", "conflict-markers"} <= named
    assert named - READING.keys() - {check.name for check in CHECKS} == set()


def _check_names(call: ast.Call) -> set[str]:
    """Return the names of checks that a call in the store gives to a problem."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    at = {"Problem": 2, "_fault": 1, "fault": 0, "choice": 3}.get(name)
    if at is None or len(call.args) <= at:
        return set()
    given = call.args[at]
    values = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
    return {v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}


# ----------------------------------------------------------------------------------------------------------- properties

DAYS = st.dates(date(2029, 1, 1), date(2033, 12, 31))
DEADLINES = st.one_of(st.none(), st.sampled_from([ONGOING, NEXT_MEETING]), DAYS)
TEXTS = st.text(max_size=40)
EVENT = st.builds(
    Event,
    DAYS,
    st.sampled_from(EVENTS),
    st.one_of(TEXTS, DAYS.map(str), st.tuples(TEXTS)),
    st.one_of(TEXTS, DAYS.map(str), st.tuples(TEXTS)),
    st.sampled_from(["", MAY, JUNE, "x"]),
    by=TEXTS,
    note=TEXTS,
)
ACTION = st.builds(
    Action,
    st.just(GROUP.slug),
    st.sampled_from([MAY, JUNE, "before-2031-05-14"]),
    st.integers(1, 99),
    TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple),
    DEADLINES,
    st.sampled_from(STATUSES),
    st.one_of(st.none(), DAYS),
    st.sampled_from(["", *OUTCOMES]),
    minuted=st.builds(Minuted, TEXTS, TEXTS, TEXTS, TEXTS),
    history=st.lists(EVENT, max_size=5).map(tuple),
    source=st.builds(Source, TEXTS, st.just({}), st.lists(TEXTS, max_size=3).map(tuple)),
)


@given(st.lists(ACTION, max_size=6))
def test_whatever_a_log_says_it_is_checked_in_order_and_the_same_each_time(actions: list[Action]) -> None:
    held = log(*actions)
    found = faults(held)
    assert found == sorted(found) == faults(held)
    assert {p.check for p in found} <= {check.name for check in CHECKS}


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 400), st.sampled_from("ndoc")), max_size=8))
def test_a_history_that_the_commands_made_has_no_fault(steps: list[tuple[int, int, str]]) -> None:
    made, day = action(), date(2031, 5, 14)
    for wait, ahead, what in steps:
        day += timedelta(days=wait)
        before, after = made.deadline, date(2031, 5, 14) + timedelta(days=ahead)
        if what == "n":
            made = apply(made, Event(day, NOTE, note="Said so"))
        elif what == "d" and made.is_open:
            made = apply(made, Event(day, EXTENSION_AGREED, str(before), after.isoformat()))
        elif what == "o":
            made = apply(made, Event(day, OWNERS_CHANGED, made.owners, (f"Ringer {ahead}",)))
        elif what == "c" and made.is_open:
            made = apply(made, Event(day, CLOSING, outcome=COMPLETED))
        elif what == "c":
            made = apply(made, Event(day, REOPENED, str(before), after.isoformat()))
    assert faults(log(made)) == []
