"""What `actionlog check --advice` asks. The committee and its minutes are invented."""

from collections import Counter
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionlog.changes import changed
from actionlog.changes.importing import plan
from actionlog.checks import ADVICE, CHECKS, faults
from actionlog.checks.advice import Advice, advice
from actionlog.checks.wording import Clause, Parties, clauses, tasks, vague_verb
from actionlog.minutes import read_minutes
from actionlog.model import (
    CARRIED_FORWARD,
    CLOSED,
    CLOSING,
    COMPLETED,
    EXTENSION_AGREED,
    EXTENSION_REFUSED,
    EXTENSION_REQUESTED,
    NOT_RECORDED,
    NOTE,
    ONGOING,
    PROPOSED,
    PROPOSED_FOR_CLOSURE,
    STRUCK_OUT,
    Action,
    Deadline,
    Event,
    Group,
    Log,
    Meeting,
    Minuted,
    Timings,
    Waiver,
)
from actionlog.people import Person
from actionlog.readers import read as read_document

GROUP = Group("heath-panel", "Heath Panel (invented)")
MAY, BEFORE, JANUARY = "2031-05-14", "before-2031-05-14", "2032-01-21"
DAY = date(2031, 5, 20)


def action(number: int, text: str, *owners: str, at: str = MAY, deadline: Deadline = None, **values: Any) -> Action:
    return Action(GROUP.slug, at, number, text, owners, deadline, **values)


def log(*actions: Action, group: Group = GROUP, meetings: tuple[str, ...] = (), **values: Any) -> Log:
    names = dict.fromkeys((BEFORE, MAY, *meetings, *(a.meeting for a in actions)))
    return Log(groups=(group,), meetings=tuple(Meeting(GROUP.slug, n) for n in names), actions=actions, **values)


def asked(made: Action, as_of: date = DAY, **values: Any) -> set[str]:
    return {one.check for one in advice(log(made, **values), as_of)}


def said(check: str, found: list[Advice]) -> str:
    messages = [one.message for one in found if one.check == check]
    assert len(messages) == 1, found
    return messages[0]


def read(text: str) -> list[Clause]:
    return clauses(text, Parties(log(), GROUP.slug))


def closed_as_printed(**values: Any) -> dict[str, Any]:
    return {"status": CLOSED, "outcome": NOT_RECORDED, **values}


#: The rows of two invented meetings, of the shapes that real ones have (the counts below are those of two real ones).
ROWS = (
    action(5, "To lend any maps of the old paths to the Survey Team.", "Panel Members", at=BEFORE,
           deadline=date(2031, 6, 25), minuted=Minuted("5", "Panel Members", "25 June 2031", "Open")),
    action(8, "[Redact] to lend photographs of the pond.", "unknown-3", at=BEFORE, deadline=date(2031, 5, 21),
           minuted=Minuted("8", "[Redact]", "21 May 2031", "Open")),
    action(10, "Hold open mornings on 2 or 3 themes with local guides and invite schools along if they wish to come.",
           "Survey Team", at=BEFORE, deadline=ONGOING, minuted=Minuted("10", "Survey Team", "On-going", "Open")),
    action(1, "Survey team to circulate the draft of the map and panel members to return any corrections by 4th June.",
           "All", deadline=date(2031, 6, 4), minuted=Minuted("1", "All", "4th June", "Open")),
    action(2, "Survey team to share the new names of the paths and the panel should send back thoughts if they wish.",
           "All", deadline=date(2031, 5, 14), minuted=Minuted("2", "All", "14TH May", "Closed"), **closed_as_printed()),
    action(3, "Survey team to consider the likeness of the heath's ponds with the lower common's ponds.",
           "Survey team", deadline=ONGOING, minuted=Minuted("3", "Survey team", "On-going", "Open")),
    action(4, "Form a small sub-group that walks the northern paths and provide second readings and comment.",
           "unknown-1", deadline=ONGOING, minuted=Minuted("4", "[Redact]", "On-going", "Open")),
    action(5, "Panel members to get in touch with the survey team if they wish to lend tools or be part of a coming "
           "count of the birds. Panel members should also say how best to reach the anglers.",
           "All", deadline=ONGOING, minuted=Minuted("5", "All", "On-going", "Open")),
    action(6, "Survey team to share a link to the planting plan and panel members should pass this on to their "
           "neighbours if they wish.",
           "All", deadline=date(2031, 5, 14), minuted=Minuted("6", "All", "14th May", "Closed"), **closed_as_printed()),
    action(7, "[Redact]/survey team member to consider themes for walks outside of the main panel (e.g. a history of "
           "the pond) and sub-groups", "unknown-2", "survey team member", deadline=ONGOING,
           minuted=Minuted("7", "[Redact] & survey team member", "On-going", "Open")),
    action(1, "Mapping and planting team lead to discuss 'what we mean by wild' in each walk with panel members.",
           "Mapping and planting team lead", at=JANUARY, minuted=Minuted("(6,1)")),
    action(2, "The survey team to determine the next panel walk and method for how the panel can give considered "
           "views on the draft map.", "The survey team", at=JANUARY, minuted=Minuted("(6,2)")),
    action(3, "Survey team to consider holding a joint walk with some of the planting group to discuss what would be "
           "helpful for any names of paths.", "Survey team", at=JANUARY, minuted=Minuted("(6,3)")),
)  # fmt: skip

#: What two real meetings of the same shapes must give: `test_the_real_minutes_give_the_counts_worked_out_by_hand`.
COUNTS = {
    "no-deadline": 3,
    "ongoing-without-review": 5,
    "collective-owner": 5,
    "owner-unknown": 3,
    "origin-unknown": 3,
    "closure-date-not-recorded": 2,
    "deadline-is-meeting-day": 2,
    "year-inferred": 3,
    "owner-contradicts-text": 4,
    "vague-verb": 3,
    "two-tasks": 5,
}


def numbers(check: str, found: list[Advice]) -> list[str]:
    return [one.id.removeprefix(f"{GROUP.slug}/") for one in found if one.check == check]


def test_two_meetings_just_imported_are_asked_about_as_a_good_secretary_would() -> None:
    # Both are imported at once, long after; what only time brings (stale) is left out of the counts.
    found = advice(log(*ROWS), date(2032, 1, 21))
    counts = Counter(one.check for one in found)
    assert counts.pop("stale") == 5
    assert counts == COUNTS
    contradicted = [f"{MAY}/{n:02}" for n in (1, 2, 5, 6)]
    assert numbers("collective-owner", found) == [f"{BEFORE}/05", *contradicted]
    assert numbers("owner-contradicts-text", found) == contradicted
    assert numbers("two-tasks", found) == [*contradicted, f"{JANUARY}/02"]
    assert numbers("vague-verb", found) == [f"{MAY}/03", f"{MAY}/07", f"{JANUARY}/03"]
    assert numbers("ongoing-without-review", found) == [f"{BEFORE}/10", *(f"{MAY}/{n:02}" for n in (3, 4, 5, 7))]
    assert numbers("year-inferred", found) == [f"{MAY}/{n:02}" for n in (1, 2, 6)]


SEEDS = Path(__file__).parents[1] / ".." / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"The real minutes are not here: {SEEDS} is missing")
def test_the_real_minutes_give_the_counts_worked_out_by_hand() -> None:
    group = Group("evidence-group", "Evidence Group")
    held = Log(groups=(group,))
    for file in sorted(SEEDS.glob("*.txt")):
        data = file.read_bytes()
        minutes = read_minutes(read_document(file.name, data))
        digest = sha256(data).hexdigest()
        if minutes.day is not None:
            planned = plan(held, group, minutes, document=file.name, sha256=digest, on=date(2022, 1, 24))
            held = changed(held, planned.change)
    assert len(held.actions) == 13
    assert faults(held) == []
    found = advice(held, date(2022, 1, 24))
    counts = Counter(one.check for one in found)
    assert counts.pop("stale") == 5  # five undated actions that nobody has said anything of for eight months
    assert counts == COUNTS
    doubtful = [f"2021-05-19/{n:02}" for n in (1, 2, 5, 6)]
    rows = {check: [one.id.split("/", 1)[1] for one in found if one.check == check] for check in COUNTS}
    assert rows["collective-owner"] == ["before-2021-05-19/05", *doubtful]
    assert rows["owner-contradicts-text"] == doubtful
    assert rows["two-tasks"] == [*doubtful, "2022-01-24/02"]
    assert rows["vague-verb"] == ["2021-05-19/03", "2021-05-19/07", "2022-01-24/03"]


def test_a_plain_action_with_an_owner_and_a_date_is_not_asked_about() -> None:
    assert asked(action(1, "Clerk to send the map to the printer", "Clerk", deadline=date(2031, 6, 4))) == set()


def test_an_action_that_was_struck_out_is_never_asked_about() -> None:
    assert asked(action(1, "All to consider it", "All", status=STRUCK_OUT)) == set()


def test_a_closed_action_is_asked_about_only_where_its_day_is_not_recorded() -> None:
    text = "Clerk to send the map and the treasurer to hang it"
    assert asked(action(1, text, "All", **closed_as_printed())) == {
        "closure-date-not-recorded",
        "collective-owner",
        "owner-contradicts-text",
        "two-tasks",
    }
    settled = action(1, text, "All", **closed_as_printed(closed=date(2031, 5, 18), outcome=COMPLETED))
    assert asked(settled) == set()


def test_an_action_closed_later_is_asked_about_as_it_stood_on_the_day() -> None:
    closing = Event(date(2031, 6, 1), CLOSING, outcome=COMPLETED)
    made = action(1, "Clerk to send it", "Clerk", status=CLOSED, closed=date(2031, 6, 1), outcome=COMPLETED,
                  history=(closing,))  # fmt: skip
    assert asked(made, date(2031, 5, 31)) == {"no-deadline"}
    assert asked(made, date(2031, 6, 1)) == set()


def test_a_group_that_was_wound_up_is_left_in_peace() -> None:
    gone = replace(GROUP, dissolved=date(2031, 5, 19))
    assert asked(action(1, "Consider it"), group=gone) == set()
    assert asked(action(1, "Consider it"), date(2031, 5, 18), group=gone) != set()


def test_the_group_is_named_in_a_command_only_where_the_log_has_several() -> None:
    made = action(1, "Clerk to send it", "Clerk")
    one = log(made)
    assert "actionlog extend 2031-05-14/1 --to" in said("no-deadline", advice(one, DAY))
    two = replace(one, groups=(*one.groups, Group("other", "Other")))
    assert "actionlog extend heath-panel/2031-05-14/1 --to" in said("no-deadline", advice(two, DAY))


# ----------------------------------------------------------------------------------------------------------- deadlines


def test_on_going_is_asked_about_until_a_review_is_agreed_and_again_when_it_has_passed() -> None:
    made = action(1, "Clerk to water the oak", "Clerk", deadline=ONGOING)
    assert asked(made) == {"ongoing-without-review"}
    agreed = replace(made, review=date(2031, 6, 1))
    assert asked(agreed, date(2031, 6, 1)) == set()
    assert "its review on 1 June 2031 has passed" in said(
        "ongoing-without-review", advice(log(agreed), date(2031, 6, 2))
    )


@pytest.mark.parametrize(
    "printed", ["4th June", "4 June", "Wed 4 June", "end of June", "4/6", "4.6.", "June", "by 4 Jun"]
)
def test_a_deadline_printed_without_its_year_is_pointed_out(printed: str) -> None:
    made = action(1, "Clerk to send it", "Clerk", deadline=date(2031, 6, 4), minuted=Minuted("1", deadline=printed))
    assert f"“{printed}”, without a year; it was taken to be 4 June 2031" in said(
        "year-inferred", advice(log(made), DAY)
    )


@pytest.mark.parametrize(
    "printed",
    [
        "4 June 2031",
        "4/6/2031",
        "4.6.31",
        "2031-06-04",
        "4 Jun 31",
        "June '31",
        "next meeting",
        "On-going",
        "",
        "4th June, 2031",
    ],
)
def test_a_deadline_printed_in_full_or_in_other_words_is_not(printed: str) -> None:
    made = action(1, "Clerk to send it", "Clerk", deadline=date(2031, 6, 4), minuted=Minuted("1", deadline=printed))
    assert "year-inferred" not in asked(made)


def test_the_year_of_a_deadline_typed_in_the_meeting_was_echoed_and_is_not_asked_about() -> None:
    typed = action(1, "Clerk to send it", "Clerk", deadline=date(2031, 6, 4), minuted=Minuted(deadline="4 June"))
    assert asked(typed) == set()


def test_an_inferred_year_no_longer_matters_once_another_deadline_was_agreed() -> None:
    moved = action(1, "Clerk to send it", "Clerk", deadline=date(2031, 7, 2), minuted=Minuted("1", deadline="4 June"),
                   history=(Event(date(2031, 5, 18), EXTENSION_AGREED, "2031-06-04", "2031-07-02"),))  # fmt: skip
    assert asked(moved) == set()


def test_a_deadline_far_off_is_asked_about_from_when_it_was_agreed() -> None:
    assert asked(action(1, "Clerk to send it", "Clerk", deadline=date(2032, 3, 9))) == set()
    assert asked(action(1, "Clerk to send it", "Clerk", deadline=date(2032, 3, 10))) == {"deadline-far"}
    later = action(1, "Clerk to send it", "Clerk", deadline=date(2032, 3, 10),
                   history=(Event(date(2031, 6, 18), EXTENSION_AGREED, "2031-06-04", "2032-03-10"),))  # fmt: skip
    assert asked(later, date(2031, 6, 20)) == set()


def test_an_action_without_a_fixed_date_is_stale_when_nothing_is_said_of_it_for_long() -> None:
    made = action(1, "Clerk to water the oak", "Clerk", deadline=ONGOING, review=date(2031, 8, 1))
    late = {"ongoing-without-review", "stale"}  # its day of review has passed as well
    assert asked(made, date(2031, 8, 12)) == late - {"stale"}
    assert asked(made, date(2031, 8, 13)) == late
    noted = replace(made, history=(Event(date(2031, 8, 1), NOTE, note="Watered"),))
    assert asked(noted, date(2031, 8, 13)) == late - {"stale"}
    carried = replace(made, history=(Event(date(2031, 8, 1), CARRIED_FORWARD, meeting="2031-08-01"),))
    assert asked(carried, date(2031, 8, 13)) == late
    patient = replace(GROUP, timings=Timings(stale_days=365))
    assert asked(made, date(2031, 8, 13), group=patient) == late - {"stale"}


def test_an_action_whose_review_is_still_to_come_is_not_stale() -> None:
    made = action(1, "Clerk to water the oak", "Clerk", deadline=ONGOING, review=date(2032, 5, 1))
    assert asked(made, date(2031, 8, 13)) == set()


def test_a_request_for_more_time_waits_until_it_is_answered() -> None:
    request = Event(date(2031, 5, 16), EXTENSION_REQUESTED, "2031-06-04", "2031-07-02")
    made = action(1, "Clerk to send it", "Clerk", deadline=date(2031, 6, 4), history=(request,))
    assert "asked for on 16 May 2031" in said("extension-waiting", advice(log(made), DAY))
    refused = Event(date(2031, 5, 18), EXTENSION_REFUSED, "2031-06-04", "2031-07-02")
    assert asked(replace(made, history=(request, refused))) == set()


def test_a_waiver_that_ran_out_is_pointed_out_while_the_action_is_still_overdue() -> None:
    made = action(1, "Clerk to send it", "Clerk", deadline=date(2031, 5, 15))
    group = replace(GROUP, waivers=(Waiver("2031-05-14/1", date(2031, 5, 18)),))
    assert asked(made, date(2031, 5, 18), group=group) == set()
    assert asked(made, date(2031, 5, 19), group=group) == {"waiver-run-out"}
    again = replace(GROUP, waivers=(*group.waivers, Waiver("2031-05-14/1", date(2031, 6, 30))))
    assert asked(made, date(2031, 5, 19), group=again) == set()
    assert asked(replace(made, deadline=date(2031, 6, 4)), date(2031, 5, 19), group=group) == set()


def test_the_day_before_which_older_actions_were_raised_is_no_meeting_of_theirs() -> None:
    old = action(5, "Clerk to send it", "Clerk", at=BEFORE, deadline=date(2031, 5, 14))
    assert asked(old, date(2031, 5, 14)) == {"origin-unknown"}


# -------------------------------------------------------------------------------------------------- owners and wording


def test_an_action_without_an_owner_is_asked_about() -> None:
    assert asked(action(1, "Send the map to the printer", deadline=date(2031, 6, 4))) == {"no-owner"}


@pytest.mark.parametrize("owner", ["All", "Panel members", "Everyone", "the Group", "Heath Panel (invented)"])
def test_everybody_as_owner_is_asked_about(owner: str) -> None:
    assert "collective-owner" in asked(action(1, "Send it", owner, deadline=date(2031, 6, 4)))


def test_everybody_with_a_lead_who_is_named_is_enough() -> None:
    assert asked(action(1, "Send the map", "Clerk", "All", deadline=date(2031, 6, 4))) == set()


def test_a_set_of_the_register_is_everybody_too() -> None:
    made = action(1, "Send the map", "Wardens", deadline=date(2031, 6, 4))
    assert asked(made, people=(Person("Wardens", "set"),)) == {"collective-owner"}
    assert asked(made, people=(Person("Wardens", "team"),)) == set()


def test_an_owner_is_looked_for_in_the_register_only_where_there_is_one() -> None:
    made = action(1, "Send the map", "Bob Heather", "unknown-1", "All", deadline=date(2031, 6, 4))
    assert asked(made) == {"owner-unknown"}
    people = (Person("Bob Heathers", aliases=("BH",)),)
    words = said("owner-not-in-register", advice(log(made, people=people), DAY))
    assert "Bob Heather is not in people.yaml. Was Bob Heathers meant?" in words
    assert asked(replace(made, owners=("bh",)), people=people) == set()


def test_an_alias_of_two_people_is_pointed_out() -> None:
    people = (Person("Bob Heather", aliases=("BH",)), Person("Bea Hill", aliases=("bh", "Bea")))
    found = advice(log(people=people), DAY)
    assert "stands for Bob Heather and Bea Hill" in said("alias-shared", found)
    assert found[0].id == "people.yaml"


@pytest.mark.parametrize(
    ("text", "owners", "others"),
    [
        ("Clerk to send the map", ("All",), "Clerk"),
        ("The clerk to send the map", ("Treasurer",), "The clerk"),
        ("Panel members should send their maps", ("All",), "Panel members"),
        ("Clerk to send the map and the treasurer to hang it", ("Clerk",), "the treasurer"),
        ("Clerk to send the map, and the chair and treasurer should hang it", ("Clerk",), "the chair and treasurer"),
        ("Bob Heather to send the map", ("Bea Hill",), "Bob Heather"),
        ("BH will send the map", ("Clerk",), "BH"),
        ("Clerk – to send the map", ("Treasurer",), "Clerk"),
        ("Head of paths to send the map", ("Head of ponds",), "Head of paths"),
        ("[Redact] to send the map", ("Clerk",), "[Redact]"),
    ],
)
def test_an_owner_who_is_not_the_one_in_the_text_is_asked_about(
    text: str, owners: tuple[str, ...], others: str
) -> None:
    words = said("owner-contradicts-text", advice(log(action(1, text, *owners)), DAY))
    assert f"but the text gives work to {others}. Ask" in words


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Clerk to send the map", ("clerk",)),
        ("The Survey Team to send the map", ("Survey team",)),
        ("Clerk and treasurer to send the map", ("Clerk", "Treasurer")),
        ("Clerk/treasurer to send the map", ("Treasurer", "Clerk")),
        ("Mapping and planting lead to send the map", ("Mapping and planting lead",)),
        ("BH to send the map", ("Bob Heather",)),
        ("Bob Heather to send the map", ("BH",)),
        ("Bob Heather to send the map", ("Bob",)),
        ("Review team member to send the map", ("Review team",)),
        ("[redacted] to send the map", ("unknown-4",)),
        ("To send the map", ("Clerk",)),
        ("Send the map to the treasurer", ("Clerk",)),
        ("Ask the treasurer to hang the map", ("Clerk",)),
        ("Ask chair to hang the map", ("Clerk",)),
        ("Write to the chair and the treasurer to ask for maps", ("Clerk",)),
        ("Clerk to write to the chair and the treasurer to ask for maps", ("Clerk",)),
        ("Arrange a walk for the team to discuss the map", ("Clerk",)),
        ("The map to be sent by the treasurer", ("Clerk",)),
        ("Clerk to send the map. The council will decide in June.", ("Clerk",)),
        ("Update the map and the list to reflect the walk", ("Clerk",)),
        ("Circulate to members", ("Clerk",)),
        ("The treasurer to be told of the map", ("Clerk",)),
        ("Review Maps to mark new paths", ("Clerk",)),
        ("", ("Clerk",)),
        ("to", ("Clerk",)),
    ],
)
def test_an_owner_whom_the_text_names_or_leaves_open_is_not(text: str, owners: tuple[str, ...]) -> None:
    assert "owner-contradicts-text" not in asked(action(1, text, *owners))


def test_an_alias_of_the_register_is_the_same_owner() -> None:
    people = (Person("Bob Heather", aliases=("The Ranger",)),)
    made = action(1, "Ranger to send the map", "Bob Heather", deadline=date(2031, 6, 4))
    assert asked(made, people=people) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clerk to send the map and treasurer to hang it", ["Clerk to send the map", "treasurer to hang it"]),
        ("Clerk to send the map. Treasurer to hang it.", ["Clerk to send the map.", "Treasurer to hang it."]),
        ("Clerk to send it, while members should read it", ["Clerk to send it", "members should read it"]),
        ("Clerk to agree a date and a place for the walk", ["a date", "a place"]),
        ("Prepare the map and guide for the walk", ["the map", "guide"]),
        ("Team to determine the next walk and method for naming", ["the next walk", "method"]),
    ],
)
def test_two_tasks_in_one_action_are_told_apart(text: str, found: list[str]) -> None:
    assert tasks(read(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Clerk to draft the letter and send it to the treasurer",
        "Clerk to draft and send the letter",
        "Clerk to send the map and the guide to the printer",
        "Clerk to prepare a short and simple guide",
        "Clerk to agree the terms and conditions of the lease",
        "Clerk to agree date and time of the walk",
        "Clerk to develop training for treasurers and guides",
        "Clerk and treasurer to send the map",
        "Mapping and planting team to draw the map",
        "Clerk to identify Heath Lane and Pond Lane on the map",
        "Hold walks on 2 or 3 themes with local guides and invite schools along if they wish to come.",
        "",
    ],
)
def test_one_task_is_left_whole(text: str) -> None:
    assert len(tasks(read(text))) == 1


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Clerk to consider a new map", "consider"),
        ("Consider a new map", "consider"),
        ("To explore new paths", "explore"),
        ("Alex to look into the matter", "look into"),
        ("Alex Heather to also look at the pond", "look at"),
        ("Clerk to send the map and members to reflect on it", "reflect on"),
        ("The panel will think about it", "think about"),
        ("Clerk to continue to explore grants", "explore"),
    ],
)
def test_a_verb_that_leaves_nothing_to_show_is_asked_about(text: str, verb: str) -> None:
    assert vague_verb(read(text)) == verb
    assert f"To “{verb}” leaves nothing to show" in said("vague-verb", advice(log(action(1, text, "X")), DAY))


@pytest.mark.parametrize(
    "text",
    [
        "Clerk to write a note for the panel to consider",
        "Hold a walk to consider the paths",
        "Clerk to report what the panel might explore",
        "Clerk to list considerable risks",
        "Explorer scouts to mend the fence",
    ],
)
def test_another_verb_is_not(text: str) -> None:
    assert vague_verb(read(text)) == ""


# ---------------------------------------------------------------------------------------------------------- the record


def test_a_proposal_to_close_waits_from_the_first_meeting_that_did_not_decide() -> None:
    made = action(1, "Clerk to send it", "Clerk", deadline=date(2031, 6, 4), status=PROPOSED,
                  history=(Event(date(2031, 5, 18), PROPOSED_FOR_CLOSURE),))  # fmt: skip
    assert asked(made, date(2031, 6, 10), meetings=("2031-06-11",)) == set()
    words = said("closure-waiting", advice(log(made, meetings=("2031-06-11",)), date(2031, 6, 11)))
    assert "the meeting of 11 June 2031 did not decide" in words


def test_a_number_that_is_missing_without_a_reason_is_asked_about() -> None:
    kept = [action(n, "Clerk to send it", "Clerk", deadline=date(2031, 6, 4)) for n in (2, 3, 5, 9)]
    found = advice(log(*kept), DAY)
    assert said("number-gap", found).startswith("Numbers 4 and 6 to 8 of this meeting are missing")
    assert found[0].id == f"{GROUP.slug}/{MAY}"
    explained = action(4, "Clerk to send it", "Clerk", status=STRUCK_OUT)
    assert said("number-gap", advice(log(*kept, explained), DAY)).startswith("Numbers 6 to 8 of")
    assert "number-gap" not in {a.check for a in advice(log(*(replace(a, meeting=BEFORE) for a in kept)), DAY)}


def test_two_meetings_with_one_number_are_asked_about() -> None:
    held = log(meetings=("2031-06-11",))
    twice = replace(held, meetings=tuple(replace(m, number="" if m.is_before else "6") for m in held.meetings))
    found = advice(twice, DAY)
    assert said("meeting-number-repeated", found).startswith("This meeting and 2031-05-14 both have number 6.")
    assert found[0].id == f"{GROUP.slug}/2031-06-11"


def test_a_folder_with_more_than_a_thousand_actions_is_pointed_out() -> None:
    many = [action(n, "Clerk to send it", "Clerk", deadline=date(2031, 6, 4)) for n in range(1, 1002)]
    assert advice(log(*many[:1000]), DAY) == []
    assert "holds 1001 actions" in said("crowded-meeting", advice(log(*many), DAY))


# --------------------------------------------------------------------------------------------------------- in general


def test_advice_is_given_action_by_action_and_then_about_the_rest() -> None:
    late = action(9, "Consider it", "All", at=JANUARY)
    found = advice(log(*ROWS, late), date(2032, 1, 21))
    order = {a.id: n for n, a in enumerate((*ROWS, late))}
    places = [order.get(one.id, len(order)) for one in found]
    assert places == sorted(places)
    assert found[-1].check == "number-gap"


def test_each_piece_of_advice_is_a_sentence_under_a_name_in_the_manual() -> None:
    names = {check.name for check in CHECKS[-len(ADVICE) :]}
    for one in advice(log(*ROWS), date(2032, 1, 21)):
        assert one.check in names
        assert one.message[0].isupper() or one.message[0] == "“"
        assert (
            one.message[-1] in ".)" or "actionlog " in one.message.rpartition(". ")[2] + one.message.rpartition(": ")[2]
        )


TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["Clerk", "the", "panel", "members", "to", "and", "should", "send", "consider", "All", "/", ",", ".", "–",
             "[Redact]", "draft", "a", "map", "for", "of", "Bob", "Heather", "BH", "team", "(x)", ";"]
        ),
        max_size=20,
    ).map(" ".join),
)  # fmt: skip


@given(TEXTS, st.lists(st.sampled_from(["All", "Clerk", "unknown-1", "BH", "", "panel members"]), max_size=3))
def test_whatever_the_text_says_each_clause_stands_in_it(text: str, owners: list[str]) -> None:
    held = log(action(1, text, *owners))
    parties = Parties(held, GROUP.slug)
    found = clauses(text, parties)
    plain = " ".join(text.split())
    assert found
    if plain.isprintable():
        assert all(c.words in plain and c.task in plain and c.actor in plain for c in found)
    assert advice(held, DAY) == advice(held, DAY)


@pytest.mark.parametrize(
    "text", ["a " * 5_000, "(" * 10_000, "- " * 5_000, "x" * 10_000, "A to b, " * 2_000, "  " * 5_000]
)
def test_text_that_is_no_prose_is_read_all_the_same(text: str) -> None:
    assert len(read(text)) >= 1
