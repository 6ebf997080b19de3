"""Minutes: what is found in a document, what is left alone, and the doubts. All documents here are invented."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Document, Paragraph, Place, Row, Table
from actionlog.errors import ActionlogError
from actionlog.minutes import Found, Minutes, TooManyActions, read_minutes
from actionlog.minutes.layout import kind_of, section_of
from actionlog.minutes.parties import owners_in, split_owners
from actionlog.minutes.statuses import read_status
from actionlog.minutes.tables.columns import heading_meaning
from actionlog.minutes.wording import read_wording
from actionlog.model import CLEARED, CLOSED, CONFIRMED, DRAFT, NOT_RECORDED, ONGOING, OPEN, PROPOSED, Item, Minuted
from actionlog.readers import read

SAMPLES = Path(__file__).parent / "readers" / "samples"
SEEDS = Path(__file__).parents[1] / ".." / "shared" / "seeds"
HEADER = "Number\tAction\tOwner\tDeadline\tStatus\n"


def sample(name: str) -> Minutes:
    return read_minutes(read(name, (SAMPLES / name).read_bytes()))


def minutes(text: str, day: date | None = date(2025, 3, 12)) -> Minutes:
    return read_minutes(read("minutes.txt", text.encode()), meeting=day)


def found(text: str) -> tuple[Found, ...]:
    return minutes(text).actions


def row(cells: str, header: str = HEADER) -> Found:
    (action,) = found(header + cells + "\n")
    return action


# Tables


def test_the_table_form_gives_each_row_with_everything_it_prints() -> None:
    read_ = sample("table-form.txt")
    assert [(a.section, a.ref, a.owners, a.deadline, a.status) for a in read_.actions] == [
        ("new", "1", ("All",), date(2025, 4, 2), OPEN),
        ("new", "2", ("All",), date(2025, 3, 12), CLOSED),
        ("new", "3", ("Harbour office",), ONGOING, OPEN),
        ("new", "5", ("[Redact]",), ONGOING, OPEN),
        ("new", "6", ("[Redact]", "harbour office member"), ONGOING, OPEN),
        ("outstanding", "5", ("Panel Members",), date(2025, 4, 30), OPEN),
        ("outstanding", "8", ("[Redact]",), date(2025, 3, 26), OPEN),
    ]
    assert read_.actions[1].outcome == NOT_RECORDED
    assert {a.item for a in read_.actions} == {""}  # the table stands before the items
    assert read_.actions[1].minuted == Minuted("2", "All", "12TH March", "Closed")
    assert read_.actions[4].minuted.owners == "[Redact] & harbour office member"


def test_a_row_that_a_page_break_splits_is_one_sentence_with_both_places() -> None:
    action = sample("table-form.txt").actions[1]
    assert action.text == (
        "Harbour office to share the new draft of the lamp code and the panel should say what they think of it."
    )
    assert [place.line for place in action.places] == [23, 31]
    assert any("is split" in doubt for doubt in action.doubts)


@pytest.mark.parametrize(
    "between",
    [
        "\n\n",
        "\n# Panel\n\n",
        "\n# Panel\n\n" + HEADER,
        "\nPage 2 of 9\n\n",
        "\n- 2 -\n\n",
        "\nMinutes of the Lantern Panel, continued\n\n",
    ],
)
@pytest.mark.parametrize("cells_behind", ["\t\t\t", ""])
def test_a_table_goes_on_over_a_page_break(between: str, cells_behind: str) -> None:
    rest = f"\tlamp list.{cells_behind}\n2\tPost it.\tAB\t\tOpen\n"
    text = f"# Panel\n\n{HEADER}1\tSend the\tAll\t9 June\tOpen\n{between}{rest}"
    assert [(a.ref, a.text) for a in found(text)] == [("1", "Send the lamp list."), ("2", "Post it.")]


def test_a_table_of_something_else_does_not_go_on_with_the_actions() -> None:
    text = f"{HEADER}1\tSend it.\tAB\t9 June\tOpen\n\n# Payments\n\n1\tHall hire\t£30\n2\tLamp oil\t£7\n"
    assert [a.text for a in found(text)] == ["Send it."]


def test_the_cells_of_an_owner_go_on_too() -> None:
    text = HEADER + "1\tSend the list to\tHarbour\t9 June\tOpen\n\tall ports.\toffice\t\t\n"
    assert [(a.text, a.owners) for a in found(text)] == [("Send the list to all ports.", ("Harbour office",))]


def test_a_row_without_a_number_that_has_all_else_is_an_action_of_its_own() -> None:
    text = HEADER + "1\tSend the list.\tAB\t9 June\tOpen\n\tPost the letter.\tCD\t10 June\tOpen\n"
    assert [(a.ref, a.owners) for a in found(text)] == [("1", ("AB",)), ("", ("CD",))]


def test_a_word_that_the_page_broke_at_its_hyphen_is_joined() -> None:
    for rest in ("\tgroup.\t\t\t\n", "\tgroup.\n"):
        assert found(f"{HEADER}1\tForm a sub-\tAB\t9 June\tOpen\n\n{rest}")[0].text == "Form a sub-group."


def test_two_actions_with_one_number_stay_two() -> None:
    assert [a.text for a in sample("table-form.txt").actions if a.ref == "5"] == [
        "Panel members to say if they wish to help with the count.",
        "To share any photographs of the old pier with the Harbour office.",
    ]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("No.", "ref"),
        ("AP#", "ref"),
        ("Action(s)", "text"),
        ("ACTION POINT", "text"),
        ("Task Description", "weak text"),
        ("Res(1)", "owner"),
        ("By whom?", "owner"),
        ("Name of lead", "owner"),
        ("Due Date", "deadline"),
        ("Revised date", "revised"),
        ("Status", "status"),
        ("BRAG", "rag"),
        ("Update / comments", "note"),
        ("Status/comment", "note"),
        ("Date raised", "raised"),
        ("Seconded by", "no action"),
        ("Tea", ""),
    ],
)
def test_columns_are_known_by_the_headings_that_action_logs_use(heading: str, meaning: str) -> None:
    assert heading_meaning(heading) == meaning


@pytest.mark.parametrize(
    "table",
    [
        "Motion\tMoved\tSeconded\tAction\tStatus\nThat tea be served\tAB\tCD\tCarried\tPassed\n",
        "Name\tInitials\tPresent\nA Brown\tAB\tyes\n",
        "Risk\tLikelihood\tOwner\tStatus\nFire\tlow\tAB\tOpen\n",
        "Name\tRole\nA Brown\tChair\n",
        "Item\tTitle\n1\tWelcome\n2\tFinance\n",
    ],
)
@pytest.mark.parametrize("heading", ["", "# Actions\n\n"])
def test_tables_of_other_things_hold_no_actions(heading: str, table: str) -> None:
    if heading and table.startswith(("Item", "Name\tRole")):
        return  # below a heading of actions these may be
    assert found(heading + table) == ()


def test_the_header_may_stand_in_a_later_row_and_columns_in_any_order() -> None:
    (action,) = found("\t\t\nAction log\t\t\nWho\tBy when\tAction\nAB\t9 June 2025\tSend the list.\n")
    assert (action.text, action.owners, action.deadline) == ("Send the list.", ("AB",), date(2025, 6, 9))


def test_a_table_without_a_header_is_read_below_a_heading_of_actions() -> None:
    (one, two) = found(
        "# Actions\n\n1\tSend the list to all the ports\tAB\t9 June 2025\tOpen\n"
        "2\tPost the letter to the harbour\tCD\tOn-going\tDone\n"
    )
    assert (one.ref, one.owners, one.deadline, one.status) == ("1", ("AB",), date(2025, 6, 9), OPEN)
    assert (two.ref, two.owners, two.deadline, two.status) == ("2", ("CD",), ONGOING, CLOSED)


def test_rows_that_say_there_is_nothing_are_no_actions() -> None:
    rows = "1\tNone\t\t\t\n2\tNo action\tAB\t\t\n3\t\t\t\t\n4\t-\t\t\t\n5\tSend it.\tAB\t9 June\tOpen\n"
    assert [a.ref for a in found(HEADER + rows)] == ["5"]


def test_a_ref_that_looks_like_a_decimal_stays_as_printed() -> None:
    assert row("72.0\tSend it.\tAB\t9 June\tOpen").ref == "72.0"
    assert row("3.\tSend it.\tAB\t9 June\tOpen").ref == "3"


def test_the_date_on_which_an_action_was_raised_is_no_deadline() -> None:
    action = row("1 May 2025\tSend it.\tAB", "Date raised\tAction\tOwner\n")
    assert action.deadline is None
    assert "No deadline is printed." in action.doubts


def test_a_revised_deadline_is_taken_and_the_earlier_one_told() -> None:
    action = row("Send it.\tAB\t9 June 2025\t1 July 2025", "Action\tOwner\tDue\tRevised date\n")
    assert action.deadline == date(2025, 7, 1)
    assert any("9 June 2025" in doubt for doubt in action.doubts)


def test_a_colour_is_told_as_printed_and_an_update_becomes_a_note() -> None:
    action = row("Send it.\tAB\tAmber\tDraft seen", "Action\tOwner\tRAG\tUpdate\n")
    assert action.note == "Draft seen (RAG as printed: Amber)"
    assert action.status == OPEN


def test_an_empty_cell_for_the_owner_leaves_the_one_whom_the_wording_names() -> None:
    action = row("1\tClerk to send the list.\t\t9 June 2025\tOpen")
    assert action.owners == ("Clerk",)
    assert any("taken from the wording" in doubt for doubt in action.doubts)


def test_what_the_owner_column_says_stands_against_the_wording() -> None:
    assert row("1\tClerk to send the list.\tAll\t9 June 2025\tOpen").owners == ("All",)


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Actions", "new"),
        ("New and ongoing actions", "new"),
        ("Actions from this meeting", "new"),
        ("Outstanding actions", "outstanding"),
        ("Actions since last meeting", "outstanding"),
        ("Actions from 108", "outstanding"),
        ("Actions carried forward", "outstanding"),
        ("Completed Actions", "closed"),
    ],
)
def test_the_heading_says_whether_actions_are_new(heading: str, section: str) -> None:
    assert kind_of(heading) == "actions"
    assert section_of(heading) == section


def test_actions_of_another_day_are_outstanding() -> None:
    assert section_of("Actions from 3 March 2025", date(2025, 4, 9)) == "outstanding"
    assert section_of("Actions from 9 April 2025", date(2025, 4, 9)) == "new"


@pytest.mark.parametrize(
    "heading",
    [
        "Action plan for the lamp museum",
        "Matters arising",
        "Minutes & Actions of the panel",
        "Transactions",
        "Action 7.1",
    ],
)
def test_other_headings_announce_no_actions(heading: str) -> None:
    assert kind_of(heading) != "actions"


def test_what_stands_under_completed_actions_is_closed() -> None:
    (action,) = found("# Completed actions\n\nAction\tOwner\nSend it.\tAB\n")
    assert (action.status, action.outcome, action.section) == (CLOSED, "completed", "closed")


# Lists


def test_the_list_form_takes_ref_owner_and_item_from_where_a_reader_finds_them() -> None:
    read_ = sample("list-form.txt")
    assert [(a.ref, a.owners, a.item, a.deadline, a.status) for a in read_.actions] == [
        ("(4,1)", ("Analysis and lamp team lead",), "2", None, OPEN),
        ("(4,2)", ("Harbour office",), "2", None, OPEN),
        ("(4,3)", ("Harbour office",), "3", None, OPEN),
    ]
    assert read_.actions[0].text == "Analysis and lamp team lead to tell the panel what counts as a lamp."
    assert all("No deadline is printed." in a.doubts for a in read_.actions)
    assert all("No status is printed, so it is taken as Open." in a.doubts for a in read_.actions)


def test_the_number_of_the_meeting_is_inferred_from_refs_that_share_it() -> None:
    read_ = sample("list-form.txt")
    assert (read_.number, read_.number_inferred) == ("4", True)


def test_refs_by_agenda_item_give_no_number_of_a_meeting() -> None:
    text = "Agenda Item 3: Lamps\n\nActions\n\n- AB to write. (3,1)\n- CD to call. (3,2)\n"
    assert minutes(text).number == ""


@pytest.mark.parametrize(
    ("item", "ref", "owners", "text", "status"),
    [
        ("AB to write to the port", "", ("AB",), "AB to write to the port", ""),
        ("AB and CD to write to the port", "", ("AB", "CD"), "AB and CD to write to the port", ""),
        ("The clerk will write (AP 3)", "(AP 3)", ("Clerk",), "The clerk will write", ""),
        ("8.3 Clerk to write", "8.3", ("Clerk",), "Clerk to write", ""),
        ("Clerk: write to the port", "", ("Clerk",), "write to the port", ""),
        ("AB/CD - write to the port - Done", "", ("AB", "CD"), "write to the port", "Done"),
        ("[DONE] AB to write to the port", "", ("AB",), "AB to write to the port", "DONE"),
        ("Write to the port (AB)", "", ("AB",), "Write to the port", ""),
        ("Write to the port – AB, CD", "", ("AB", "CD"), "Write to the port", ""),
        ("Form a small group to look at lamps", "", (), "Form a small group to look at lamps", ""),
        ("Report to be written", "", (), "Report to be written", ""),
        ("Remind members to write", "", (), "Remind members to write", ""),
    ],
)
def test_an_item_of_a_list_is_taken_apart_as_a_reader_would(
    item: str, ref: str, owners: tuple[str, ...], text: str, status: str
) -> None:
    wording = read_wording(item)
    assert (wording.ref, wording.owners, wording.text, wording.status) == (ref, owners, text, status)


def test_checked_boxes_are_done_and_numbers_that_only_count_a_list_are_no_refs() -> None:
    one, two = found("# Actions\n\n- [x] AB to write\n- [ ] CD to call\n")
    assert (one.status, two.status) == (CLOSED, OPEN)
    # Every list begins at 1, so such a number names no action; one that goes on from other minutes does.
    assert [a.ref for a in found("# Actions\n\n1. AB to write\n2. CD to call\n")] == ["", ""]
    assert [a.ref for a in found("# Actions\n\n14. AB to write\n15. CD to call\n")] == ["14", "15"]


def test_lines_without_bullets_are_actions_where_they_say_who_acts() -> None:
    lines = "AB to write to the port\nCD to call the keeper"
    text = f"Actions\n\nThe following was agreed:\n\n{lines}\n\nAny other business\n\nEF to sing\n"
    assert [a.owners for a in found(text)] == [("AB",), ("CD",)]


def test_a_list_ends_with_the_next_heading() -> None:
    text = "Actions\n\n- AB to write\n\nAgenda item 2: Lamps\n\n- CD to call\n"
    assert [a.text for a in found(text)] == ["AB to write"]


@pytest.mark.parametrize("nothing", ["None", "No actions", "No new actions were agreed.", "N/A", "-"])
def test_a_list_that_says_there_is_nothing_gives_nothing(nothing: str) -> None:
    assert found(f"# Actions\n\n- {nothing}\n") == ()


def test_items_below_an_item_are_parts_of_it_or_actions_of_their_own() -> None:
    text = "# Actions\n\n- AB to buy:\n  - a lamp\n  - a bell\n- Lamps:\n  - CD to light them\n  - EF to clean them\n"
    assert [a.text for a in found(text)] == ["AB to buy: a lamp; a bell", "CD to light them", "EF to clean them"]


def test_what_is_told_below_a_table_of_actions_is_not_more_of_them() -> None:
    text = f"# Actions\n\n{HEADER}1\tLight it.\tAB\t9 June\tOpen\n\nAB will light it when there is oil.\n"
    assert [a.text for a in found(text)] == ["Light it."]


# Markers


def test_marked_actions_are_found_and_false_alarms_are_not() -> None:
    read_ = sample("inline-form.txt")
    assert [(a.item, a.ref, a.owners, a.text) for a in read_.actions] == [
        ("1", "", ("Clerk",), "Clerk to send the accounts to the auditor by 30 June 2025."),
        ("2", "", ("Treasurer",), "The swing is broken and a quote is needed."),
        ("3", "", ("AB",), "AB to file the transactions"),
        ("3", "", ("Clerk",), "Clerk to write to the county."),
        ("3", "", ("Treasurer",), "Treasurer to ask the school."),
        ("3", "", ("All",), "The posters to be hung before the fair"),
        ("3", "7", ("Clerk",), "Clerk to mend the gate"),
        ("3", "", ("Treasurer",), "pay the invoice"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "ACTION: AB to mend the gate",
        "Action: AB to mend the gate",
        "**Action:** AB to mend the gate",
        "Action - AB to mend the gate",
        "ACTION AB to mend the gate",
        "Action point 3: AB to mend the gate",
        "It was broken. Action: AB to mend the gate",
        "It was broken (Action: AB to mend the gate)",
    ],
)
def test_a_marker_may_be_written_in_many_ways(line: str) -> None:
    assert [(a.owners, a.text) for a in found(f"# Lamps\n\n{line}\n")] == [(("AB",), "AB to mend the gate")]


@pytest.mark.parametrize(
    "line",
    [
        "A call to action: the panel was moved.",
        "see https://example.org/?action=edit and action%3A",
        "The transaction: AB to sign it",
        "no action was taken: AB to note",
        "Action: none",
        "Actions: all completed.",
    ],
)
def test_the_word_alone_marks_nothing(line: str) -> None:
    assert found(f"# Lamps\n\n{line}\n") == ()


def test_a_marker_does_not_swallow_the_talk_that_follows() -> None:
    talk = "The panel then spoke at length about lamps, bells and boats, and about the weather of that week. " * 3
    (action,) = found(f"# Lamps\n\nACTION: AB to mend the gate. It must be green. {talk}\n")
    assert action.text == "AB to mend the gate. It must be green."


def test_a_deadline_that_ends_the_sentence_is_taken_where_there_is_no_column_for_it() -> None:
    action = sample("inline-form.txt").actions[0]
    assert action.deadline == date(2025, 6, 30)
    assert "The deadline was taken from the wording, “30 June 2025”." in action.doubts
    assert row("1\tClerk to write by 9 May 2025.\tClerk\tOn-going\tOpen").deadline == ONGOING


def test_an_action_stated_twice_is_one_action_with_two_places() -> None:
    text = "# Lamps\n\nACTION: AB to mend the gate\n\n# Actions\n\nAction\tOwner\nMend the gate\tAB\n"
    (action,) = found(text)
    assert action.owners == ("AB",)
    assert [place.line for place in action.places] == [8, 3]


def test_the_same_words_for_two_owners_are_two_actions() -> None:
    text = "# Lamps\n\nACTION: AB to mend the gate\n\n# Actions\n\n- CD to mend the gate\n"
    assert [a.owners for a in found(text)] == [("AB",), ("CD",)]


def test_a_marker_within_a_list_of_actions_makes_no_second_one() -> None:
    assert [a.text for a in found("# Actions\n\n- ACTION: AB to mend the gate\n")] == ["AB to mend the gate"]


def test_what_the_text_says_of_a_numbered_action_is_no_action() -> None:
    text = (
        "Action 2 – AB reported that the lamp is lit.\n\n# Actions\n\nNumber\tAction\tOwner\n2\tLight the lamp.\tAB\n"
    )
    (action,) = found(text)
    assert "The text says more of it (line 1)." in action.doubts


# Statuses, owners, deadlines


@pytest.mark.parametrize(
    ("printed", "state", "outcome"),
    [
        ("Open", OPEN, ""),
        ("o", OPEN, ""),
        ("In progress", OPEN, ""),
        ("On-going", OPEN, ""),
        ("Overdue", OPEN, ""),
        ("C/f", OPEN, ""),
        ("NOT DONE", OPEN, ""),
        ("Not yet completed", OPEN, ""),
        ("Verbal update", OPEN, ""),
        ("Deferred to 3 June", OPEN, ""),
        ("Propose to close", PROPOSED, ""),
        ("Recommended for closure", PROPOSED, ""),
        ("Closed", CLOSED, NOT_RECORDED),
        ("C", CLOSED, NOT_RECORDED),
        ("Closed. New action opened", CLOSED, NOT_RECORDED),
        ("Closed in July 2015", CLOSED, NOT_RECORDED),
        ("Complete", CLOSED, "completed"),
        ("DONE (see above)", CLOSED, "completed"),
        ("Done by AB before the call", CLOSED, "completed"),
        ("Discharged", CLOSED, "completed"),
        ("Reported 6/11. Completed", CLOSED, "completed"),
        ("✅", CLOSED, "completed"),
        ("[x]", CLOSED, "completed"),
        ("Superseded by 7", CLOSED, "superseded"),
        ("No longer required", CLOSED, "withdrawn"),
        ("Transferred to the board", CLOSED, "transferred"),
        ("BAU", CLOSED, "transferred"),
        ("Merged with 4", CLOSED, "merged"),
        ("Lapsed", CLOSED, "lapsed"),
    ],
)
def test_status_words_mean_what_secretariats_mean_by_them(printed: str, state: str, outcome: str) -> None:
    status = read_status(printed)
    assert (status.state, status.outcome) == (state, outcome)


@pytest.mark.parametrize("printed", ["Banana", "Parked", "Noted"])
def test_an_unknown_status_is_asked_not_guessed(printed: str) -> None:
    assert read_status(printed).state == ""
    action = row(f"1\tSend it.\tAB\t9 June 2025\t{printed}")
    assert action.status == ""
    assert any(f"“{printed}” is not known" in doubt for doubt in action.doubts)


@pytest.mark.parametrize(
    "printed",
    [
        "c/f to March",
        "On agenda for May",
        "Awaiting reply from the county",
        "Meeting arranged for 3/6",
        "6 of 15 received",
        "See item 4",
        "Completely wrong",
        "open-ended question",
        "a door done up",
        "Not closed",
    ],
)
def test_a_status_that_only_tells_how_things_stand_is_open_with_a_doubt(printed: str) -> None:
    action = row(f"1\tSend it.\tAB\t9 June 2025\t{printed}")
    assert action.status == OPEN
    assert any(f"“{printed}” says nothing of being closed" in doubt for doubt in action.doubts)


def test_what_was_moved_to_a_day_is_open_and_what_was_moved_to_a_group_is_not() -> None:
    assert read_status("Moved to 21 October").state == OPEN
    assert read_status("Moved to the finance group").state == CLOSED


@pytest.mark.parametrize("printed", ["", "-", ".", "[???]", "Amber", "G"])
def test_a_blank_status_and_a_colour_are_open_with_a_doubt(printed: str) -> None:
    status = read_status(printed)
    assert status.state == OPEN
    assert status.doubt


@pytest.mark.parametrize(
    ("printed", "owners"),
    [
        ("All", ("All",)),
        ("AB/CD", ("AB", "CD")),
        ("AB+CD, EF & GH", ("AB", "CD", "EF", "GH")),
        ("Kate and Tom", ("Kate", "Tom")),
        ("A. Brown; Dr C. Dean", ("A. Brown", "Dr C. Dean")),
        ("AB with CD", ("AB", "CD")),
        ("AB\nCD", ("AB", "CD")),
        ("J-F", ("J-F",)),
        ("AB?", ("AB",)),
        ("AB (lead), CD", ("AB", "CD")),
        ("Health and Safety Officer", ("Health and Safety Officer",)),
        ("Analysis and lamp team lead", ("Analysis and lamp team lead",)),
        ("Clerk and chair", ("Clerk", "chair")),
        ("[Redact] & harbour office member", ("[Redact]", "harbour office member")),
        ("[redacted] and xxxx", ("[Redact]", "[Redact]")),
        ("Name withheld", ("[Redact]",)),
        ("TBC", ()),
        ("N/A", ()),
        ("-", ()),
        ("", ()),
    ],
)
def test_owners_are_split_into_parties(printed: str, owners: tuple[str, ...]) -> None:
    assert split_owners(printed) == owners


def test_the_attendance_list_tells_whether_two_words_are_one_party() -> None:
    assert split_owners("Constance and lamp lead") == ("Constance and lamp lead",)
    assert split_owners("Constance and lamp lead", ("Constance Ash, Panel",)) == ("Constance", "lamp lead")


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("[Redact] to share the list", ("[Redact]",)),
        ("The lamp team to share the list", ("Lamp team",)),
        ("Kate Ash agreed to share the list", ("Kate Ash",)),
        ("Kate is asked to share the list", ("Kate",)),
        ("Letter to the port", ()),
        ("Access to be given to all", ()),
        ("To share the list", ()),
        ("It was agreed to share the list", ()),
    ],
)
def test_a_sentence_says_who_acts_only_where_it_names_somebody(sentence: str, who: tuple[str, ...]) -> None:
    assert owners_in(sentence)[1] == who


def test_a_deadline_that_cannot_be_is_told_and_not_taken() -> None:
    action = row("1\tSend it.\tAB\t31 February\tOpen")
    assert action.deadline is None
    assert any("31 February" in doubt for doubt in action.doubts)
    assert action.minuted.deadline == "31 February"


def test_an_outstanding_deadline_without_a_year_may_have_passed() -> None:
    days = ("2 January", "1 March", "1 May")
    rows = "".join(f"{n}\tLight lamp {n}.\tAB\t{day}\tOpen\n" for n, day in enumerate(days))
    text = f"# Outstanding actions\n\n{HEADER}{rows}"
    assert [a.deadline for a in found(text)] == [date(2025, 1, 2), date(2025, 3, 1), date(2025, 5, 1)]
    assert found(HEADER + "1\tSend it.\tAB\t2 January\tOpen\n")[0].deadline == date(2026, 1, 2)


def test_without_the_day_of_the_meeting_only_printed_years_count() -> None:
    text = (
        HEADER + "1\tSend it.\tAB\t9 June 2025\tOpen\n2\tPost it.\tAB\t9 June\tOpen\n3\tSee it.\tAB\tOn-going\tOpen\n"
    )
    read_ = minutes(text, None)
    assert [a.deadline for a in read_.actions] == [date(2025, 6, 9), None, ONGOING]
    assert read_.day is None


def test_hidden_characters_are_shown_by_their_code() -> None:
    action = row("1\tSend \u202eit.\tAB\t9 June 2025\tOpen")
    assert action.text == "Send <U+202E>it."
    assert any("hidden character" in doubt for doubt in action.doubts)


# The meeting


@pytest.mark.parametrize(
    ("head", "group", "day", "number", "time", "state"),
    [
        (
            "# Lamp Committee Minutes 3rd June 2025 10:00 – 11:30",
            "Lamp Committee",
            (2025, 6, 3),
            "",
            "10:00 to 11:30",
            CLEARED,
        ),
        ("Lamp Committee\n\nTuesday 3 June 2025", "Lamp Committee", (2025, 6, 3), "", "", CLEARED),
        (
            "DRAFT MINUTES\n\nMinutes of the Lamp Board held on 3/6/2025 at 7.30 pm",
            "Lamp Board",
            (2025, 6, 3),
            "",
            "7.30 pm",
            DRAFT,
        ),
        ("Confirmed minutes of the Lamp Board\n\nDate: 3 June 2025", "Lamp Board", (2025, 6, 3), "", "", CONFIRMED),
        ("Minutes of the sixth meeting of the Lamp Panel, 2025-06-03", "Lamp Panel", (2025, 6, 3), "6", "", CLEARED),
        ("# Meeting 25 – 3 November 2011", "", (2011, 11, 3), "25", "", CLEARED),
        ("Committee: Lamps\nDate: 3 June 2025\nTime: 10:00", "Lamps", (2025, 6, 3), "", "10:00", CLEARED),
    ],
)
def test_the_head_says_who_met_when(
    head: str, group: str, day: tuple[int, int, int], number: str, time: str, state: str
) -> None:
    read_ = minutes(head + "\n\n# Lamps\n\nOn 1 January 2020 a lamp was lit.\n", None)
    assert (read_.group, read_.day, read_.number, read_.time, read_.state) == (group, date(*day), number, time, state)


def test_a_head_laid_out_as_a_table_is_read() -> None:
    read_ = minutes("Date:\t3 June 2025\nGroup:\tLamp Panel\n\nActions\n\n- AB to write\n", None)
    assert (read_.group, read_.day) == ("Lamp Panel", date(2025, 6, 3))


def test_the_name_of_the_file_gives_the_day_where_the_document_does_not() -> None:
    read_ = read_minutes(read("minutes-2025-06-03.txt", b"# Actions\n\n- AB to write\n"))
    assert read_.day == date(2025, 6, 3)
    assert any("file's name" in doubt for doubt in read_.doubts)


def test_the_day_that_the_user_gives_wins_and_the_difference_is_told() -> None:
    read_ = minutes("Lamp Panel\n\n3 June 2025\n", date(2025, 6, 4))
    assert read_.day == date(2025, 6, 4)
    assert any("3 June 2025" in doubt and "4 June 2025" in doubt for doubt in read_.doubts)


def test_names_are_read_as_lists_lines_and_sentences() -> None:
    text = (
        "Present: A Ash (Chair), B Birch and C Cedar\nIn attendance: the Clerk\n\n"
        "Apologies\n\nApologies were received from D Dogwood and E Elm.\n\n# Lamps\n\nF Fir will light one.\n"
    )
    read_ = minutes(text)
    assert read_.present == ("A Ash (Chair)", "B Birch", "C Cedar")
    assert read_.attending == ("the Clerk",)
    assert read_.apologies == ("D Dogwood", "E Elm")


def test_attendance_keeps_what_is_printed_beside_a_name() -> None:
    read_ = sample("table-form.txt")
    assert read_.present == (
        "Chair of the panel, Lantern Panel",
        "Keeper of lamps, Lantern Panel",
        "Harbour office members",
    )
    assert read_.apologies == ("Keeper of boats, Lantern Panel",)


def test_labels_within_a_list_of_names_part_members_from_visitors() -> None:
    read_ = sample("list-form.txt")
    assert read_.present == ("Chair of the panel", "Keeper of lamps, Lantern Panel")
    assert read_.attending == ("Visitor from the museum",)
    assert read_.apologies == ("Keeper of boats",)


def test_nobody_sent_apologies() -> None:
    assert sample("next-meeting.txt").apologies == ()


def test_the_items_of_the_agenda_are_read_from_its_list_or_from_the_headings() -> None:
    assert sample("table-form.txt").items == (
        Item("1", "Minutes of last meeting"),
        Item("2", "Call for photographs"),
        Item("3", "AOB"),
    )
    assert sample("inline-form.txt").items == (Item("1", "Finance"), Item("2", "Playground"), Item("3", "Transactions"))


def test_a_plain_agenda_is_told_from_the_items_that_follow_it() -> None:
    text = "Agenda\n\n1. Welcome\n2. Lamps\n\n1. Welcome\n\nAll were welcomed.\n\n2. Lamps\n\nAction: AB to light one\n"
    read_ = minutes(text)
    assert read_.items == (Item("1", "Welcome"), Item("2", "Lamps"))
    assert [a.item for a in read_.actions] == ["2"]


def test_a_numbered_list_within_an_item_begins_no_new_item() -> None:
    text = "1. Lamps\n\nThere are:\n\n1. The old one\n2. The new one\n3. The red one\n\nAction: AB to light one\n"
    assert [a.item for a in found(text)] == ["1"]


@pytest.mark.parametrize(
    ("line", "decision"),
    [
        ("AGREED that the lamp be lit.", "AGREED that the lamp be lit."),
        ("RESOLVED: that the lamp be lit.", "RESOLVED: that the lamp be lit."),
        ("It was agreed that the lamp be lit.", "It was agreed that the lamp be lit."),
        ("Decision 3: Light the lamp.", "Light the lamp."),
    ],
)
def test_decisions_are_known_by_the_word_that_opens_them(line: str, decision: str) -> None:
    read_ = minutes(f"# Lamps\n\nThe lamp was discussed.\n{line}\n")
    assert [(d.text, d.place) for d in read_.decisions] == [(decision, Place(4))]
    assert read_.actions == ()


def test_narrative_that_speaks_of_agreeing_is_no_decision() -> None:
    said = "AB – we agreed that long ago. Agreed to light it."
    text = f"# Lamps\n\n- Welcomed the panel and agreed previous minutes.\n\n{said}\n"
    assert minutes(text).decisions == ()


COUNCIL = (
    "Invented Parish Council\n\n21/048 Minutes of the last meeting\n\nIt was RESOLVED that they be signed.\n\n"
    "21/049 Highways\nIt was AGREED that the County Council be asked about the potholes.\nAction: Clerk\n"
    "The Chair will speak to the landowner about the hedge. ACTION: Chair\n\nThe committee NOTED the report.\n"
)


def test_a_marker_with_only_an_owner_ends_there() -> None:
    assert [(a.text, a.owners, a.item) for a in found(COUNCIL)] == [
        ("It was AGREED that the County Council be asked about the potholes.", ("Clerk",), "21/049"),
        ("The Chair will speak to the landowner about the hedge.", ("Chair",), "21/049"),
    ]


def test_the_minutes_of_a_council_are_items_and_its_decisions_stand_under_them() -> None:
    read_ = minutes(COUNCIL)
    assert read_.items == (Item("21/048", "Minutes of the last meeting"), Item("21/049", "Highways"))
    assert [(d.text, d.item) for d in read_.decisions] == [
        ("It was RESOLVED that they be signed.", "21/048"),
        ("It was AGREED that the County Council be asked about the potholes.", "21/049"),
        ("The committee NOTED the report.", "21/049"),
    ]


def test_a_financial_year_is_no_item() -> None:
    assert minutes("# Lamps\n\n2021/22 Budget\n\nIt was AGREED that it be read.\n").items == ()


@pytest.mark.parametrize(
    "heading", ["Carried over from last meeting", "Carried forward", "Brought forward from 3 March 2025"]
)
def test_what_is_carried_over_is_read_after_the_new_actions(heading: str) -> None:
    text = (
        "Action points\n\n1. Niamh and Tom to draft the budget - 25 July 2025\n\n"
        f"{heading}\n\n1. Tom to update the website - now due 30 July 2025 (was 1 June 2025)\n"
        "2. Niamh to book the room - DONE\n"
    )
    assert [(a.text, a.section, a.deadline, a.status) for a in found(text)] == [
        ("Niamh and Tom to draft the budget", "new", date(2025, 7, 25), OPEN),
        ("Tom to update the website", "outstanding", date(2025, 7, 30), OPEN),
        ("Niamh to book the room", "outstanding", None, CLOSED),
    ]


def test_a_title_with_the_day_of_the_meeting_still_ends_a_list_of_actions() -> None:
    text = "Actions\n\n- AB to write the letter\n\nLamp Panel - 3 June 2025\n\n- A lamp was lit\n"
    assert [a.text for a in found(text)] == ["AB to write the letter"]


def test_an_owner_to_be_confirmed_is_told_as_printed() -> None:
    assert "The owner is printed as “TBC”." in row("1\tSend it.\tTBC\t9 June 2025\tOpen").doubts
    assert "No owner is printed." in row("1\tSend it.\t-\t9 June 2025\tOpen").doubts


def test_a_remark_that_says_complete_closes_the_action_and_that_is_told() -> None:
    text = "No\tAction\tLead\tDeadline\tUpdate\n{}\tWrite it.\tAB\t9 July 2025\t{}\n"
    (action,) = found(text.format(7, "Complete"))
    assert action.status == CLOSED
    assert "Its status was taken from what the remark says." in action.doubts
    assert not any("remark" in d for d in found(text.format(7, "In hand"))[0].doubts)


def test_promises_are_told_but_not_taken() -> None:
    read_ = sample("inline-form.txt")
    assert [p.text for p in read_.promises] == ["The clerk will ask the school."]
    assert [p.text for p in sample("list-form.txt").promises] == ["The keeper of lamps will bring a lamp."]


def test_a_promise_that_is_marked_as_an_action_is_not_told_again() -> None:
    read_ = minutes("Agenda item 1: Lamps\n\nThe clerk will light the lamp. Action: Clerk\n")
    assert [a.text for a in read_.actions] == ["The clerk will light the lamp."]
    assert read_.promises == ()


def test_what_is_no_minutes_gives_nothing() -> None:
    text = (
        "# Lamp news\n\n- Bridge the lamps\n- Spending review\n\n## Chair's page\n\nWe will light a lamp. "
        "Over the coming weeks we will:\n\n- Share our thoughts\n- Continue our lamps, a call to action\n"
    )
    read_ = minutes(text, None)
    assert (read_.actions, read_.decisions, read_.promises, read_.day) == ((), (), (), None)


# Whatever comes


def test_a_document_with_more_actions_than_minutes_have_is_refused() -> None:
    with pytest.raises(TooManyActions, match=r"more than 5,000 actions"):
        found(HEADER + "".join(f"{n}\tSend lamp {n}.\tAB\t9 June\tOpen\n" for n in range(5001)))


BITS = st.sampled_from(
    [
        "Actions", "# ", "- ", "1. ", "\t", "\n", "\n\n", "|", HEADER, "AB to write ", "by ", "[x] ",
        "Action: ", "[Redact]", "(6,1)", "9 June", "31 February", "Closed", "Agenda item 3: ",
        "Present: ", "Apologies\n",
        "AGREED ", "will ", " & ", "and ", "  - ", "Outstanding actions\n\n", "19 May 2021 ", "Lamp Panel ",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(BITS | st.text(max_size=4), max_size=40).map("".join), st.none() | st.dates())
def test_any_text_gives_minutes_or_a_sentence(text: str, day: date | None) -> None:
    try:
        document = read("minutes.txt", text.encode("utf-8", "replace"))
    except ActionlogError:
        return
    read_ = read_minutes(document, meeting=day)
    for action in read_.actions:
        assert action.text
        assert action.places
        assert action.status in (OPEN, PROPOSED, CLOSED, "")
        assert all(doubt.endswith((".", "?")) for doubt in action.doubts)


@given(st.lists(st.lists(st.text(max_size=6), min_size=1, max_size=6), min_size=1, max_size=6))
def test_any_table_gives_minutes(rows: list[list[str]]) -> None:
    table = Table(tuple(Row(tuple(cells), Place(n)) for n, cells in enumerate(rows, 1)), Place(1))
    for blocks in ((table,), (Paragraph("Actions", Place(1)), table, table)):
        read_minutes(Document("any", blocks), meeting=date(2025, 1, 1))


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "AB, ",
        "and ",
        "Action: ",
        "(AB) ",
        "by 9 June ",
        "(6,1)",
        "will ",
        "to ",
        "- ",
        "DONE. ",
        "minutes of the ",
    ],
)
@pytest.mark.parametrize("head", ["", "Actions\n\n- ", "Present\n\n", "ACTION: ", HEADER + "1\t", "# "])
def test_a_very_long_line_is_read_wherever_it_stands(head: str, unit: str) -> None:
    """A pattern that needs time beyond all measure would never come back from these."""
    minutes("Lamps\n\n" + head + unit * (200_000 // len(unit)))


# The five documents that the project was given to read


@pytest.mark.parametrize(
    ("start", "actions", "decisions"), [("000", 10, 0), ("001", 0, 1), ("002", 0, 0), ("003", 0, 0), ("004", 3, 0)]
)
def test_the_five_real_documents_come_out_as_a_secretary_reads_them(start: str, actions: int, decisions: int) -> None:
    if not SEEDS.is_dir():
        pytest.skip("The five real documents are not here; they are not ours to hand on.")
    (path,) = SEEDS.glob(f"{start}_*.txt")
    read_ = read_minutes(read(path.name, path.read_bytes()))
    assert (len(read_.actions), len(read_.decisions)) == (actions, decisions)
    if actions:
        assert read_.group == "Evidence Group"
    if start == "000":
        assert [a.ref for a in read_.actions] == ["1", "2", "3", "4", "5", "6", "7", "5", "8", "10"]
        assert [a.section for a in read_.actions] == ["new"] * 7 + ["outstanding"] * 3
        assert read_.actions[1].text.count("  ") == 0
        assert len(read_.actions[1].places) == 2
        assert sum(o == "[Redact]" for a in read_.actions for o in a.owners) == 3
        assert (read_.day, read_.number) == (date(2021, 5, 19), "")
    if start == "004":
        assert [(a.ref, a.item) for a in read_.actions] == [("(6,1)", "3"), ("(6,2)", "3"), ("(6,3)", "4")]
        assert (read_.day, read_.number, read_.number_inferred) == (date(2022, 1, 24), "6", True)
