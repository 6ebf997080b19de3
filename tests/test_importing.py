"""Importing minutes into a log: what is added, what is matched, what becomes history, and what is left to a person."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actionlog.changes import changed
from actionlog.changes.importing import ADD, LEFT_OUT, MATCHED, UNCHANGED, Plan, plan
from actionlog.changes.numbering import printed_number
from actionlog.cli.import_answer import as_json
from actionlog.errors import Refused
from actionlog.minutes import Minutes, read_minutes
from actionlog.model import (
    CARRIED_FORWARD,
    CLEARED,
    CLOSED,
    CLOSING,
    COMPLETED,
    CONFIRMED,
    DRAFT,
    EXTENSION_AGREED,
    NOT_RECORDED,
    NOTE,
    ONGOING,
    OPEN,
    WORDING_CHANGED,
    Action,
    Decision,
    Event,
    Group,
    Log,
    Meeting,
    Scheme,
)
from actionlog.readers import read
from actionlog.refs import Refs, find
from actionlog.replay import apply, disagreements

SAMPLES = Path(__file__).parent / "readers" / "samples"
SEEDS = Path(__file__).parents[1] / ".." / "shared" / "seeds"
PANEL = Group("lantern-panel", "Lantern Panel")
EMPTY = Log(groups=(PANEL,))
TODAY = date(2026, 1, 1)
HEADER = "Number\tAction\tOwner\tDeadline\tStatus\n"
MARCH, APRIL, MAY = date(2025, 3, 12), date(2025, 4, 9), date(2025, 5, 14)


def minutes(text: str, day: date) -> Minutes:
    return read_minutes(read("minutes.txt", text.encode()), meeting=day)


def sample(name: str) -> Minutes:
    return read_minutes(read(name, (SAMPLES / name).read_bytes()))


def planned(log: Log, read_: Minutes) -> Plan:
    group = log.group(PANEL.slug)
    made = plan(log, group, read_, document=read_.name, sha256="0" * 64, on=TODAY)
    after = changed(log, made.change)
    assert [d for a in after.actions for d in disagreements(a)] == []  # what is written agrees with its own history
    again = plan(after, after.group(PANEL.slug), read_, document=read_.name, sha256="0" * 64, on=TODAY)
    assert again.change.is_empty, again.rows  # the same document again changes nothing, whatever it was
    assert again.change.said[0].startswith(
        ("Everything in this document is already in the log.", "minutes.txt holds no", "Nothing was changed, but ")
    )
    return made


def imported(log: Log, read_: Minutes) -> Log:
    return changed(log, planned(log, read_).change)


def one_row(text: str, day: date = MARCH, heading: str = "") -> Minutes:
    return minutes(f"{heading}\n\n{HEADER}{text}\n", day)


def only(log: Log) -> Action:
    (action,) = log.actions
    return action


@pytest.fixture
def march() -> Log:
    return imported(EMPTY, sample("table-form.txt"))


# The first import


def test_every_row_becomes_an_action_under_the_number_it_prints(march: Log) -> None:
    assert [a.id.removeprefix("lantern-panel/") for a in march.actions] == [
        "before-2025-03-12/05",
        "before-2025-03-12/08",
        "2025-03-12/01",
        "2025-03-12/02",
        "2025-03-12/03",
        "2025-03-12/05",
        "2025-03-12/06",
    ]
    assert {a.minuted.ref for a in march.actions if a.number == 5} == {"5"}


def test_what_is_printed_is_kept_beside_what_was_understood(march: Log) -> None:
    action = find(march, "2025-03-12/2")
    assert (action.owners, action.deadline, action.status, action.outcome, action.closed) == (
        ("All",),
        MARCH,
        CLOSED,
        NOT_RECORDED,
        None,
    )
    assert action.minuted == ("2", "All", "12TH March", "Closed")


def test_each_withheld_name_is_an_unknown_party_of_its_own(march: Log) -> None:
    owners = [o for a in march.actions for o in a.owners if o.startswith("unknown")]
    assert sorted(owners) == ["unknown-1", "unknown-2", "unknown-3"]
    after = imported(march, one_row("1\tTo sing.\t[Redact]\tOn-going\tOpen", MAY))
    assert after.actions[-1].owners == ("unknown-4",)


def test_the_meeting_is_recorded_with_its_attendance_items_and_decisions() -> None:
    (meeting,) = planned(EMPTY, sample("next-meeting.txt")).change.meetings
    assert meeting == Meeting(
        PANEL.slug,
        "2025-05-14",
        time="2.00 pm",
        minutes=CLEARED,
        present=("Chair of the panel", "Keeper of lamps", "Keeper of boats"),
        decisions=(Decision(1, "AGREED that the album be printed."),),
    )


@pytest.mark.parametrize(
    ("title", "state"), [("Minutes", CLEARED), ("DRAFT minutes", DRAFT), ("Confirmed minutes", CONFIRMED)]
)
def test_the_state_of_the_minutes_is_what_they_say(title: str, state: str) -> None:
    text = f"{title} of the Lantern Panel\n\n{HEADER}1\tSend it.\tAB\tOn-going\tOpen\n"
    (meeting,) = planned(EMPTY, minutes(text, MARCH)).change.meetings
    assert meeting.minutes == state


def test_the_commit_names_the_document_and_holds_no_text_of_an_action() -> None:
    change = planned(EMPTY, sample("table-form.txt")).change
    assert change.summary == "Import minutes of 2025-03-12: 7 actions"
    assert change.details == ("Document: table-form.txt", "SHA-256: " + "0" * 64)


def test_refs_that_name_the_meeting_teach_the_group_its_numbering() -> None:
    log = imported(EMPTY, sample("list-form.txt"))
    group = log.group(PANEL.slug)
    assert group.numbering == (Scheme(), Scheme("({meeting},{n})", "2025-04-09"))
    assert log.meeting(PANEL.slug, "2025-04-09").inferred == ("number",)
    assert Refs(log).by_scheme(group, "2025-04-09", 4) == "(4,4)"
    assert [find(log, ref).number for ref in ("(4,1)", "4,2", "4.3")] == [1, 2, 3]


def test_a_new_numbering_leaves_earlier_refs_as_they_are(march: Log) -> None:
    log = imported(march, sample("list-form.txt"))
    assert Refs(log).of(find(log, "2025-03-12/1")) == "1"
    log = imported(log, sample("next-meeting.txt"))
    assert log.group(PANEL.slug).numbering[-1] == Scheme("{n}", "2025-05-14")
    assert Refs(log).by_scheme(log.group(PANEL.slug), "2025-04-09", 4) == "(4,4)"


@pytest.mark.parametrize(
    ("refs", "template"),
    [
        (("AP25/001", "AP25/002"), "AP{yy}/{n:03}"),
        (("A1", "A2"), "A{n}"),
        (("2025-1", "2025-2"), "{yyyy}-{n}"),
        (("1", "2"), "{n}"),
        (("", ""), "{n}"),
        (("7.3", "9.4"), "{n}"),
    ],
)
def test_a_numbering_is_learned_only_where_every_ref_follows_it(refs: tuple[str, str], template: str) -> None:
    rows = "\n".join(f"{ref}\tLight lamp {n}.\tAB\tOn-going\tOpen" for n, ref in enumerate(refs))
    log = imported(EMPTY, one_row(rows))
    assert log.group(PANEL.slug).numbering[-1].ref == template


@pytest.mark.parametrize(
    ("ref", "meeting", "number"),
    [
        ("5", "", 5),
        ("(6,1)", "6", 1),
        ("6.2", "", 2),
        ("(6,1)", "7", 0),
        ("AP 3", "", 3),
        ("72.0", "72", 0),
        ("x", "", 0),
    ],
)
def test_a_printed_ref_gives_the_number_of_its_file(ref: str, meeting: str, number: int) -> None:
    assert printed_number(ref, meeting) == number


def test_rows_without_a_free_number_get_the_next_one() -> None:
    rows = "\n".join(
        f"{ref}\tLight the {lamp} lamp.\tAB\tOn-going\tOpen" for ref, lamp in (("", "red"), ("2", "old"), ("2", "new"))
    )
    log = imported(EMPTY, one_row(rows))
    assert [(a.number, a.action) for a in log.actions] == [
        (2, "Light the old lamp."),
        (3, "Light the red lamp."),
        (4, "Light the new lamp."),
    ]


def test_an_update_that_is_printed_becomes_a_note() -> None:
    text = "Action\tOwner\tDeadline\tStatus\tUpdate\nLight it.\tAB\tOn-going\tOpen\tWaiting for oil\n"
    assert only(imported(EMPTY, minutes(text, MARCH))).history == (
        Event(MARCH, NOTE, meeting="2025-03-12", note="Waiting for oil"),
    )


def test_a_group_that_is_not_in_the_log_yet_is_written_with_the_import() -> None:
    made = plan(Log(), PANEL, sample("table-form.txt"), document="x", sha256="0", on=TODAY)
    assert made.change.groups == (PANEL,)


# What cannot be imported


def test_minutes_without_a_day_are_refused() -> None:
    text = f"{HEADER}1\tLight it.\tAB\tOn-going\tOpen\n"
    with pytest.raises(Refused, match="does not say when the meeting was"):
        plan(EMPTY, PANEL, read_minutes(read("x.txt", text.encode())), document="x.txt", sha256="0", on=TODAY)


def test_a_document_without_actions_changes_nothing_and_says_so() -> None:
    made = plan(EMPTY, PANEL, minutes("Lamp news\n\nAll is well.\n", MARCH), document="x.txt", sha256="0", on=TODAY)
    assert made.change.is_empty
    assert made.change.said == ("x.txt holds no actions and no decisions. Nothing was changed.",)


def test_a_row_whose_status_is_unknown_is_left_out_with_the_reason() -> None:
    made = planned(EMPTY, one_row("1\tLight it.\tAB\tOn-going\tBanana\n2\tClean it.\tAB\tOn-going\tOpen"))
    assert [row.what for row in made.rows] == [LEFT_OUT, ADD]
    assert "“Banana” is not known" in made.left_out[0].doubts[-1]
    assert [a.number for a in made.change.actions] == [2]


def test_a_row_that_is_far_too_long_is_left_out() -> None:
    made = planned(EMPTY, one_row(f"1\t{'Light it. ' * 3000}\tAB\tOn-going\tOpen\n2\tClean it.\tAB\tOn-going\tOpen"))
    assert [row.what for row in made.rows] == [LEFT_OUT, ADD]


def test_another_group_and_a_day_to_come_are_told() -> None:
    text = f"Minutes of the Boat Committee\n\n{HEADER}1\tLight it.\tAB\tOn-going\tOpen\n"
    made = planned(EMPTY, minutes(text, date(2026, 2, 1)))
    assert any("names the Boat Committee" in doubt for doubt in made.doubts)
    assert any("still to come" in doubt for doubt in made.doubts)


# The next meeting's minutes


def test_carried_rows_are_matched_and_what_changed_becomes_history(march: Log) -> None:
    made = planned(march, sample("next-meeting.txt"))
    assert [(row.what, row.id.removeprefix("lantern-panel/")) for row in made.rows] == [
        (MATCHED, "2025-03-12/01"),
        (MATCHED, "2025-03-12/03"),
        (MATCHED, "before-2025-03-12/05"),
        (MATCHED, "before-2025-03-12/08"),
        (ADD, "2025-05-14/01"),
    ]
    assert made.rows[1].changes == ("deadline On-going → 30 June 2025", "carried forward")
    assert made.change.summary == "Import minutes of 2025-05-14: 1 action, 4 updated, 1 decision"
    log = changed(march, made.change)
    closed, moved = find(log, "2025-03-12/1"), find(log, "before-2025-03-12/8")
    assert (closed.status, closed.closed, closed.outcome, closed.deadline) == (
        CLOSED,
        MAY,
        NOT_RECORDED,
        date(2025, 4, 2),
    )
    assert closed.history == (
        Event(MAY, CLOSING, meeting="2025-05-14", outcome=NOT_RECORDED, reason="As printed in the minutes"),
    )
    assert (find(log, "before-2025-03-12/5").outcome) == COMPLETED
    assert moved.history == (
        Event(
            MAY, EXTENSION_AGREED, "2025-03-26", "2025-06-25", meeting="2025-05-14", reason="As printed in the minutes"
        ),
        Event(MAY, CARRIED_FORWARD, meeting="2025-05-14"),
    )
    assert moved.minuted.deadline == "26 March 2025"


def test_an_open_row_that_says_nothing_new_is_carried_forward(march: Log) -> None:
    text = "3\tHarbour office to consider how other ports count their lamps.\tHarbour office\tOn-going\tOpen"
    log = imported(march, one_row(text, MAY, "# Outstanding actions"))
    assert find(log, "2025-03-12/3").history == (Event(MAY, CARRIED_FORWARD, meeting="2025-05-14"),)


def test_a_deadline_printed_as_before_without_its_year_is_no_new_one(march: Log) -> None:
    text = (
        "1\tHarbour office to send the list of lamps and panel members to send corrections by 2nd April."
        "\tAll\t2 April\tOpen"
    )
    log = imported(march, one_row(text, MAY, "# Outstanding actions"))
    assert [e.event for e in find(log, "2025-03-12/1").history] == [CARRIED_FORWARD]


def test_the_first_minutes_again_take_nothing_back(march: Log) -> None:
    log = imported(march, sample("next-meeting.txt"))
    made = planned(log, sample("table-form.txt"))
    assert {row.what for row in made.rows} == {UNCHANGED}
    assert made.change.said == ("Everything in this document is already in the log. Nothing was changed.",)


def test_minutes_imported_late_change_nothing_that_the_log_knows_better(march: Log) -> None:
    action = find(march, "2025-03-12/3")
    later = apply(action, Event(date(2025, 6, 1), CLOSING, outcome=COMPLETED))
    log = replace(march, actions=tuple(later if a.id == later.id else a for a in march.actions))
    text = "3\tHarbour office to consider how other ports count their lamps.\tHarbour office\t30 June 2025\tOpen"
    made = planned(log, one_row(text, MAY, "# Outstanding actions"))
    (row,) = made.rows
    assert row.changes == ("carried forward",)
    assert any("the log has later changes" in doubt for doubt in row.doubts)
    after = find(changed(log, made.change), "2025-03-12/3")
    assert [e.event for e in after.history] == [CARRIED_FORWARD, CLOSING]  # oldest first
    assert after.status == CLOSED


def test_a_row_printed_as_open_does_not_reopen_a_closed_action(march: Log) -> None:
    text = "2\tHarbour office to share the new draft of the lamp code and the panel should say what they think of it."
    made = planned(march, one_row(f"{text}\tAll\t12th March\tOpen", MAY, "# Outstanding actions"))
    (row,) = made.rows
    assert row.what == UNCHANGED
    assert any("The log closed 2 before; these minutes list it as Open." in doubt for doubt in row.doubts)


def test_a_deadline_that_the_log_had_before_is_not_agreed_again(march: Log) -> None:
    def paper(deadline: str, day: date) -> Minutes:
        row = f"8\t[Redact] to share examples of good lamps.\t[Redact]\t{deadline}\tOpen"
        return one_row(row, day, "# Outstanding actions")

    log = imported(imported(march, paper("25 June 2025", APRIL)), paper("30 July 2025", MAY))
    assert find(log, "before-2025-03-12/8").deadline == date(2025, 7, 30)
    for stale in ("26 March 2025", "25 June 2025"):
        made = planned(log, paper(stale, date(2025, 6, 4)))
        assert made.rows[0].changes == ("carried forward",)
    assert "25 June 2025, a deadline that the log had before" in made.rows[0].doubts[-1]


def test_a_carried_row_among_the_new_ones_keeps_its_deadline_without_a_year() -> None:
    log = imported(EMPTY, one_row("1\tLight the lamp.\tAB\t2 April\tOpen", MARCH))
    log = imported(log, one_row("1\tLight the lamp.\tAB\t2nd Apr\tOpen", MAY))
    assert only(log).deadline == date(2025, 4, 2)
    assert [e.event for e in only(log).history] == [CARRIED_FORWARD]


def test_an_action_that_the_minutes_close_among_the_new_ones_is_closed_once() -> None:
    log = imported(EMPTY, one_row("1\tLight the lamp.\tAB\tOn-going\tOpen", MARCH))
    log = imported(log, one_row("1\tLight the lamp.\tAB\tOn-going\tDone", MAY))
    assert (only(log).closed, only(log).outcome) == (MAY, COMPLETED)


def test_the_day_on_which_the_paper_says_an_action_was_closed_is_kept() -> None:
    log = imported(EMPTY, one_row("1\tLight the lamp.\tAB\tOn-going\tOpen", MARCH))
    text = "Number\tAction\tOwner\tStatus\tDate closed\n1\tLight the lamp.\tAB\tDone\t2 May 2025\n"
    log = imported(log, minutes(text, MAY))
    assert only(log).closed == date(2025, 5, 2)


def test_another_number_in_the_words_makes_another_action() -> None:
    log = imported(EMPTY, one_row("1\tClerk to pay the invoice of the harbour, no 12.\tClerk\tOn-going\tOpen", MARCH))
    text = "2\tClerk to pay the invoice of the harbour, no 13.\tClerk\tOn-going\tOpen"
    assert planned(log, one_row(text, MAY, "# Outstanding actions")).rows[0].what == ADD


def test_an_outstanding_row_that_is_not_in_the_log_is_older_than_the_record(march: Log) -> None:
    log = imported(march, one_row("9\tRepair the old crane.\tCD\tOn-going\tOpen", MAY, "# Outstanding actions"))
    assert find(log, "before-2025-05-14/9").owners == ("CD",)


def test_the_same_number_alone_makes_no_match(march: Log) -> None:
    made = planned(march, one_row("3\tRepair the old crane.\tCD\tOn-going\tOpen", MAY, "# Outstanding actions"))
    assert made.rows[0].what == ADD


@pytest.mark.parametrize(
    "text",
    [
        "Harbour office to think about how other ports count all their lamps and boats.",
        "Harbour office to consider how other ports count lamps, or whether they do.",
    ],
)
def test_a_row_that_fits_only_half_is_left_to_a_person(march: Log, text: str) -> None:
    made = planned(march, one_row(f"3\t{text}\tHarbour office\tOn-going\tOpen", MAY, "# Outstanding actions"))
    assert [row.what for row in made.rows] == [LEFT_OUT]
    assert "2025-03-12/3" in made.rows[0].doubts[-1]


def test_a_row_that_fits_two_actions_is_left_to_a_person() -> None:
    text = "\tClerk to light the old lamp at noon.\tClerk\tOn-going\tOpen"
    log = imported(imported(EMPTY, one_row("1" + text, MARCH)), one_row("2" + text, APRIL))
    made = planned(log, one_row(text, MAY, "# Outstanding actions"))
    assert made.rows[0].what == LEFT_OUT
    assert "2025-03-12/1" in made.rows[0].doubts[-1]
    assert "2025-04-09/2" in made.rows[0].doubts[-1]
    for ref in ("2", "2 (9 April 2025)", "2025-04-09/2"):
        assert planned(log, one_row(ref + text, MAY, "# Outstanding actions")).rows[0].id.endswith("2025-04-09/02")


def test_a_new_action_in_the_words_of_an_open_one_is_added_with_a_doubt() -> None:
    log = imported(EMPTY, one_row("1\tClerk to light the lamp.\tClerk\tOn-going\tOpen", MARCH))
    made = planned(log, one_row("2\tClerk to light the lamp.\tClerk\tOn-going\tOpen", MAY))
    assert made.rows[0].what == ADD
    assert any("2025-03-12/1, which is open" in doubt for doubt in made.rows[0].doubts)


def test_other_owners_in_a_carried_row_are_told_and_not_taken(march: Log) -> None:
    text = "3\tHarbour office to consider how other ports count their lamps.\tAB\tOn-going\tOpen"
    made = planned(march, one_row(text, MAY, "# Outstanding actions"))
    assert any("other owners" in doubt for doubt in made.rows[0].doubts)
    assert find(changed(march, made.change), "2025-03-12/3").owners == ("Harbour office",)


def test_a_ref_with_its_meeting_finds_its_action(march: Log) -> None:
    rows = (
        "5 (before 12 March 2025)\tTo share any photographs of the old pier with the Harbour office.\tPanel Members\t"
        "30 April 2025\tOpen\n"
        "5 (12 March 2025)\tPanel members to say if they wish to help with the count.\t[Redact]\tOn-going\tOpen"
    )
    made = planned(march, one_row(rows, MAY, "# Outstanding actions"))
    assert [row.id.partition("/")[2] for row in made.rows] == ["before-2025-03-12/05", "2025-03-12/05"]


# A corrected version of the same minutes


def test_draft_minutes_are_simply_put_right() -> None:
    draft = "DRAFT minutes of the Lantern Panel\n\n" + HEADER
    log = imported(EMPTY, minutes(draft + "1\tLight the lamp.\tAB\t1 May 2025\tOpen\n", MARCH))
    made = planned(log, minutes(draft + "1\tLight the old lamp.\tCD\t2 May 2025\tOpen\n", MARCH))
    (row,) = made.rows
    assert (row.what, set(row.changes)) == (MATCHED, {"wording", "owners", "deadline 1 May 2025 → 2 May 2025"})
    action = only(changed(log, made.change))
    assert (action.action, action.owners, action.deadline, action.history) == (
        "Light the old lamp.",
        ("CD",),
        date(2025, 5, 2),
        (),
    )
    assert action.minuted.owners == "CD"


def test_a_withheld_owner_keeps_its_number_where_another_owner_is_put_right() -> None:
    draft = "DRAFT minutes of the Lantern Panel\n\n" + HEADER
    log = imported(EMPTY, minutes(draft + "1\tLight the lamp.\t[Redact]\tOn-going\tOpen\n", MARCH))
    log = imported(log, minutes(draft + "1\tLight the lamp.\t[Redact] & AB\tOn-going\tOpen\n", MARCH))
    assert only(log).owners == ("unknown-1", "AB")


def test_once_minutes_are_cleared_a_correction_is_history() -> None:
    log = imported(EMPTY, one_row("1\tLight the lamp.\tAB\t1 May 2025\tOpen"))
    made = planned(log, one_row("1\tLight the old lamp.\tAB\t2 May 2025\tOpen"))
    action = only(changed(log, made.change))
    assert [(e.event, e.before, e.after) for e in action.history] == [
        (NOTE, "", ""),
        (WORDING_CHANGED, "Light the lamp.", "Light the old lamp."),
    ]
    assert action.history[0].note == (
        "The corrected minutes print the deadline 2 May 2025; before, they printed 1 May 2025."
    )
    assert (action.deadline, action.minuted.deadline) == (date(2025, 5, 2), "1 May 2025")  # no meeting extended it
    first = one_row("1\tLight the lamp.\tAB\t1 May 2025\tOpen")
    assert planned(changed(log, made.change), first).change.is_empty  # the old version takes nothing back


def test_the_wording_of_confirmed_minutes_stays() -> None:
    confirmed = "Confirmed minutes of the Lantern Panel\n\n" + HEADER
    log = imported(EMPTY, minutes(confirmed + "1\tLight the lamp.\tAB\t1 May 2025\tOpen\n", MARCH))
    made = planned(log, minutes(confirmed + "1\tLight the old lamp.\tAB\t1 May 2025\tOpen\n", MARCH))
    assert made.change.is_empty
    assert any("only a meeting changes its wording" in doubt for doubt in made.rows[0].doubts)


def test_a_row_put_in_between_does_not_shift_the_others() -> None:
    rows = ["Light the lamp.", "Mend the bell.", "Paint the old pier."]
    log = imported(EMPTY, one_row("\n".join(f"{n}\t{r}\tAB\tOn-going\tOpen" for n, r in enumerate(rows, 1))))
    rows.insert(1, "Ask the harbour master.")
    made = planned(log, one_row("\n".join(f"{n}\t{r}\tAB\tOn-going\tOpen" for n, r in enumerate(rows, 1))))
    assert [(row.what, row.id[-2:]) for row in made.rows] == [
        (UNCHANGED, "01"),
        (ADD, "04"),
        (UNCHANGED, "02"),
        (UNCHANGED, "03"),
    ]


def test_what_a_person_recorded_of_the_meeting_is_kept_and_filled_up() -> None:
    meeting = Meeting(PANEL.slug, "2025-05-14", "7", minutes=DRAFT, present=("Somebody else",))
    log = replace(EMPTY, meetings=(meeting,))
    made = planned(log, sample("next-meeting.txt"))
    (after,) = made.change.meetings
    assert (after.number, after.minutes, after.present, after.time) == ("7", DRAFT, ("Somebody else",), "2.00 pm")
    assert any("lists others as present" in doubt for doubt in made.doubts)


def test_a_number_that_another_meeting_has_is_not_taken_twice() -> None:
    log = replace(EMPTY, meetings=(Meeting(PANEL.slug, "2025-03-12", "4"),))
    made = planned(log, sample("list-form.txt"))
    assert made.change.meetings[0].number == ""
    assert any("already has number 4" in doubt for doubt in made.doubts)


def test_of_two_meetings_on_a_day_the_one_with_the_number_is_meant() -> None:
    log = replace(EMPTY, meetings=(Meeting(PANEL.slug, "2025-04-09", "3"), Meeting(PANEL.slug, "2025-04-09b", "4")))
    assert {a.meeting for a in imported(log, sample("list-form.txt")).actions} == {"2025-04-09b"}


# For programs


def test_the_json_of_a_dry_run_holds_what_was_understood(march: Log) -> None:
    read_ = sample("next-meeting.txt")
    answer = json.loads(json.dumps(as_json(read_, planned(march, read_))))
    assert answer["schema"] == 1
    assert (answer["meetings"][0]["date"], answer["meetings"][0]["group"]) == ("2025-05-14", "Lantern Panel")
    first = answer["actions"][0]
    assert {key: first[key] for key in ("ref", "owners", "deadline", "status", "place", "what", "id")} == {
        "ref": "1",
        "owners": ["All"],
        "deadline": "2025-04-02",
        "status": "Closed",
        "place": "line 10",
        "what": "matched",
        "id": "lantern-panel/2025-03-12/01",
    }
    assert first["minuted"] == {"ref": "1", "owners": "All", "deadline": "2nd April", "status": "Closed"}
    assert answer["actions"][3]["owners"] == ["[Redact]"]
    assert answer["decisions"][0]["text"] == "AGREED that the album be printed."


def test_the_json_can_be_made_before_the_day_is_known() -> None:
    text = f"{HEADER}1\tLight it.\tAB\tOn-going\tOpen\n"
    answer = as_json(read_minutes(read("x.txt", text.encode())))
    assert answer["meetings"][0]["date"] is None  # type: ignore[index]
    assert answer["actions"][0]["deadline"] == ONGOING  # type: ignore[index]


# Whatever comes

CELLS = st.tuples(
    st.sampled_from(["", "1", "2", "5", "(4,1)", "AP 3"]),
    st.sampled_from(["old", "new", "red", "tall"]),
    st.sampled_from(["AB", "All", "[Redact]", "[Redact] & CD", ""]),
    st.sampled_from(["On-going", "2 June", "2 June 2025", "31 February", "next meeting", ""]),
    st.sampled_from(["Open", "Closed", "Completed", "Proposed for closure", "Banana", ""]),
)
Rows = list[tuple[str, str, str, str, str]]
Papers = list[tuple[date, str, str, Rows]]


def papers_of(rows: st.SearchStrategy[Rows]) -> st.SearchStrategy[Papers]:
    """Minutes of several days; two papers of one meeting are a correction, which is tested above."""
    headings = st.sampled_from(["", "# Outstanding actions", "# Completed actions"])
    titles = st.sampled_from(["Minutes", "DRAFT minutes", "Confirmed minutes"])
    papers = st.tuples(st.dates(date(2025, 1, 1), date(2025, 12, 31)), headings, titles, rows)
    return st.lists(papers, min_size=1, max_size=4, unique_by=lambda paper: paper[0])


def paper_minutes(day: date, heading: str, title: str, rows: Rows) -> Minutes:
    lines = "".join(f"{ref}\tClerk to light the {lamp} lamp.\t{o}\t{d}\t{s}\n" for ref, lamp, o, d, s in rows)
    return minutes(f"{title} of the Lantern Panel\n\n{heading}\n\n{HEADER}{lines}", day)


@settings(max_examples=150, deadline=None)
@given(papers_of(st.lists(CELLS, max_size=5)))
@example(
    [
        (date(2025, 1, 2), "# Outstanding actions", "Minutes", [("", "new", "AB", "On-going", "Open")]),
        (
            date(2025, 1, 1),
            "",
            "Minutes",
            [
                *([("", "old", "AB", "On-going", "Open")] * 3),
                ("1", "new", "AB", "On-going", "Open"),
                ("(4,1)", "old", "AB", "On-going", "Open"),
            ],
        ),
    ]
)
def test_whatever_is_imported_the_histories_agree_and_a_second_import_changes_nothing(papers: Papers) -> None:
    log = EMPTY
    for paper in papers:
        log = imported(log, paper_minutes(*paper))  # which looks at both
    assert len({a.id for a in log.actions}) == len(log.actions)


@settings(max_examples=100, deadline=None)
@given(papers_of(st.lists(CELLS, max_size=5, unique_by=lambda cells: cells[1])))
def test_earlier_minutes_imported_once_more_after_later_ones_change_no_action(papers: Papers) -> None:
    log = EMPTY
    done = []
    for paper in sorted(papers):
        made = planned(log, paper_minutes(*paper))
        log = changed(log, made.change)
        if not made.left_out:  # what was left out may be known by then
            done.append(paper_minutes(*paper))
    for read_ in done:
        assert not planned(log, read_).change.actions


# The real documents


def test_the_real_minutes_become_the_actions_that_their_secretary_knows() -> None:
    if not SEEDS.is_dir():
        pytest.skip("The five real documents are not here; they are not ours to hand on.")
    log = Log(groups=(PANEL,))
    for start in ("000", "004"):
        (path,) = SEEDS.glob(f"{start}_*.txt")
        log = imported(log, read_minutes(read(path.name, path.read_bytes())))
    assert [a.short_id for a in log.actions] == [
        "before-2021-05-19/5",
        "before-2021-05-19/8",
        "before-2021-05-19/10",
        *(f"2021-05-19/{n}" for n in range(1, 8)),
        *(f"2022-01-24/{n}" for n in range(1, 4)),
    ]
    assert sum(a.status == OPEN for a in log.actions) == 11
    assert sorted(o for a in log.actions for o in a.owners if o.startswith("unknown")) == [
        "unknown-1",
        "unknown-2",
        "unknown-3",
    ]
    assert find(log, "6.1").owners == ("Analysis and research team lead",)
    assert Refs(log).by_scheme(log.group(PANEL.slug), "2022-01-24", 4) == "(6,4)"
