"""Actions that stand under a heading of actions, one item or line each. All documents here are invented."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Document, Heading, ListItem, Paragraph, Place, Row, Table
from actionlog.minutes import Found, read_minutes
from actionlog.minutes.layout import kind_of, section_of
from actionlog.minutes.parties import split_owners
from actionlog.minutes.wording import read_wording
from actionlog.model import CLOSED, OPEN, PROPOSED

DAY = date(2025, 3, 12)
Block = Heading | Paragraph | ListItem | Table


def found(*blocks: Block | str) -> tuple[Found, ...]:
    """Return the actions of a document of these blocks; a text is a list item."""
    placed = [ListItem(b) if isinstance(b, str) else b for b in blocks]
    document = Document("minutes", tuple(b._replace(place=Place(paragraph=n)) for n, b in enumerate(placed, 1)))
    return read_minutes(document, meeting=DAY).actions


def listed(*items: Block | str, heading: str = "Actions") -> list[tuple[str, tuple[str, ...]]]:
    return [(a.text, a.owners) for a in found(Heading("Lamp panel"), Heading(heading), *items)]


def inner(text: str) -> ListItem:
    return ListItem(text, 2)


# The headings of action parts


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Actions", "new"),
        ("Action Items:", "new"),
        ("New Action Items", "new"),
        ("Action Summary", "new"),
        ("Summary of action items", "new"),
        ("Summary of remaining actions", "new"),
        ("Planning of actions and tasks", "new"),
        ("Actions and tasks until the next phase", "new"),
        ("Todos for next week", "new"),
        ("To-do list", "new"),
        ("New and Ongoing Actions", "new"),
        ("ACTION LOG", "new"),
        ("Action items, by person", "new"),
        ("Action Items by Attendee", "new"),
        ("Actions for next meeting", "new"),
        ("Review Previous Meeting's Action Items", "outstanding"),
        ("Actions since last meeting", "outstanding"),
        ("Carried over", "outstanding"),
        ("Completed Actions", "closed"),
    ],
)
def test_a_heading_of_actions_is_known_by_its_words(heading: str, section: str) -> None:
    assert kind_of(heading) == "actions"
    assert section_of(heading) == section


@pytest.mark.parametrize(
    "heading",
    [
        "Recommendations",
        "Matters arising",
        "Action Planning",
        "In action",
        "Action in the community",
        "Next meeting",
        "Getting in on the action",
        "Direct action",
    ],
)
def test_other_headings_announce_none(heading: str) -> None:
    assert kind_of(heading) != "actions"
    assert listed("Clerk to write", heading=heading) == []


@pytest.mark.parametrize(
    "heading",
    [
        "Action Items & Follow-ups",
        "Actions & decisions",
        "Actions and owners",
        "Action plan",
        "Agreed actions and deadlines",
        "Our actions",
        "Committee actions",
        "Post-meeting actions",
        "Actions still open",
        "Unresolved action items",
        "Urgent actions",
        "APs",
        "AIs",
        "Actions/On-going",
        "Launch Actions",
        "Action Item Review",
        "Actions from the March meeting of the Board",
        "Earlier actions",
        "Action grid",
        "Actions - 12 May 2024",
        "Actions to take forward",
        "Rolling action log",
        "Summary of Actions and Decisions",
        "Website team actions",
        "Recap of actions",
    ],
)
def test_a_heading_with_actions_among_other_words_heads_those_below_it_who_act(heading: str) -> None:
    assert listed("Clerk to write", "Chair to call", heading=heading) == [
        ("Clerk to write", ("Clerk",)),
        ("Chair to call", ("Chair",)),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "GitHub Actions",
        "Legal actions",
        "Disciplinary actions",
        "Planning enforcement actions",
        "Climate action plan",
        "Action on Hearing Loss",
        "Actions speak louder than words",
        "What actions are needed?",
        "The board reviewed the actions",
        "Volunteer action days",
        "Community Action",
    ],
)
def test_other_things_that_are_called_actions_head_none(heading: str) -> None:
    assert listed("Clerk to write", "Chair to call", heading=heading) == []


def test_a_title_with_minutes_and_actions_heads_no_list() -> None:
    assert found(Heading("Lamp panel minutes & actions 9 June 2021"), Paragraph("Kim spoke."), "Clerk to write") == ()


def test_deeper_headings_that_say_by_when_are_parts_of_the_actions() -> None:
    blocks = (
        Heading("Action items & follow-ups", 2),
        Heading("Immediate (by Friday)", 3),
        "Print the posters",
        Heading("Short-term (next 1-2 weeks)", 3),
        "[ ] Lamp oil: compare prices",
        Heading("Ongoing projects", 3),
        "Clerk to write",
        Heading("Key quotes", 2),
        "Clerk to be thanked, they said",
    )
    assert [a.text for a in found(*blocks)] == ["Print the posters", "Lamp oil: compare prices", "Clerk to write"]


def test_none_under_one_part_of_the_actions_does_not_end_the_others() -> None:
    blocks = (Heading("Action items", 2), Heading("New", 3), Paragraph("None"), Heading("Completed", 3))
    assert [a.status for a in found(*blocks, "[x] Clerk to write")] == [CLOSED]


def test_deeper_headings_of_names_own_what_stands_below_them() -> None:
    blocks = (Heading("Actions", 2), Heading("Clerk", 3), "Print the posters", Heading("Chair", 3), "Ring the port")
    assert [(a.text, a.owners) for a in found(*blocks)] == [
        ("Print the posters", ("Clerk",)),
        ("Ring the port", ("Chair",)),
    ]


def test_under_actions_and_votes_only_entries_that_say_who_acts_are_actions() -> None:
    blocks = ("Clerk to write", "The motion was carried 4-0")
    assert listed(*blocks, heading="Actions & votes") == [("Clerk to write", ("Clerk",))]


def test_a_box_with_who_does_what_is_an_action_wherever_it_stands() -> None:
    blocks = (
        Heading("Lamp panel"),
        Heading("Tasking", 2),
        ListItem("@kim will light the lamp", 1, "[ ]"),
        ListItem("@ash ended up doing this instead", 2, "[x]"),
        ListItem("@ash incorporate the remarks", 1, "[x]"),
        ListItem("@ash (optional) that wants to come", 1, "[ ]"),
        ListItem("Lamp 4, if that fails lamp 5", 1, "[ ]"),
    )
    assert [(a.owners, a.status) for a in found(*blocks)] == [(("@kim",), OPEN), (("@ash",), CLOSED)]


@pytest.mark.parametrize("heading", ["Agenda", "Onboarding checklist", "Present", "Voting members"])
def test_the_boxes_of_a_form_are_no_actions(heading: str) -> None:
    assert found(Heading("Lamp panel"), Heading(heading, 2), ListItem("@kim will light it", 1, "[ ]")) == ()


@pytest.mark.parametrize(
    ("printed", "owners"),
    [
        ("UK delegation to send the data", ("UK delegation",)),
        ("Service desk to reply", ("Service desk",)),
        ("Head Gardener and Grounds Foreman to mow", ("Head Gardener", "Grounds Foreman")),
        ("National body to vote", ("National body",)),
    ],
)
def test_delegations_and_offices_are_owners(printed: str, owners: tuple[str, ...]) -> None:
    assert listed(printed) == [(printed, owners)]


def test_those_to_whom_something_is_done_own_nothing() -> None:
    assert listed("Email student body to see who comes", "Contact suppliers to compare prices") == [
        ("Email student body to see who comes", ()),
        ("Contact suppliers to compare prices", ()),
    ]


def test_a_topic_before_a_colon_owns_nothing() -> None:
    assert listed("Notice board redesign: a new frame")[0][1] == ()


def test_an_item_of_the_agenda_may_be_the_heading_of_actions() -> None:
    blocks = (Heading("6. Lamps"), Paragraph("They burn."), Heading("7. Action items"), "AB to write", "CD to call")
    assert [(a.owners, a.item) for a in found(*blocks)] == [(("AB",), "7"), (("CD",), "7")]


def test_headings_within_the_part_say_which_actions_follow() -> None:
    blocks = (Heading("Action items"), Heading("Ongoing", 2), "AB to write", Heading("Resolved", 2), "CD to call")
    assert [a.status for a in found(*blocks)] == [OPEN, CLOSED]


def test_a_line_that_heads_a_nested_list_ends_with_it() -> None:
    blocks = ("Release:", inner("it slipped"), "Actions:", inner("AB to write"), "Fees: the treasurer reported")
    assert [(a.text) for a in found(Heading("Talk"), *blocks)] == ["AB to write"]


@pytest.mark.parametrize(
    "nothing",
    [
        "None.",
        "n/a",
        "(none)",
        "No open items",
        "See the log: https://example.org/log",
        "https://example.org/log",
        "See above",
        "All actions completed",
        "All are complete.",
        "All done.",
        "Next meeting: 9 April at the hall",
        "There were no actions",
        "AB: USD 500",
        "CD: present",
    ],
)
def test_a_heading_with_nothing_to_do_below_it_gives_nothing(nothing: str) -> None:
    actions = found(Heading("Lamp panel"), Heading("Actions"), nothing, Heading("Next meeting"), "9 April, the hall")
    assert [a for a in actions if a.owners or ("USD" not in a.text and "present" not in a.text)] == []


def test_a_heading_that_says_all_is_done_heads_nothing() -> None:
    assert found(Heading("Panel"), Paragraph("ACTIONS ARISING: all completed"), "Cuttings by the bins") == ()
    assert found(Heading("Panel"), Heading("Actions"), Heading("Decisions"), "Ann will lead on it") == ()


def test_the_talk_below_a_mere_line_of_a_heading_ends_its_actions() -> None:
    talk = "The panel then spoke of the roof for a long time and of the reserves that had been spent on it " * 2
    blocks = (Paragraph("ACTION:"), Paragraph("Clerk to write"), Paragraph(talk), Paragraph("The chair will call."))
    assert [a.text for a in found(Heading("3. Roof"), *blocks)] == ["Clerk to write"]


def test_items_below_a_table_of_actions_are_remarks_unless_they_say_who_acts() -> None:
    table = Table((Row(("Action", "Owner")), Row(("Light it", "AB"))))
    assert listed(table, ListItem("Collaborators", 1, "(1)"), "it was dark") == [("Light it", ("AB",))]


# Items


@pytest.mark.parametrize(
    ("item", "text", "owners"),
    [
        ("Ann to call the bank", "Ann to call the bank", ("Ann",)),
        ("**Ann** will call the bank", "Ann will call the bank", ("Ann",)),
        ("Carol: find quotes", "find quotes", ("Carol",)),
        ("Peter- find quotes", "find quotes", ("Peter",)),
        ("Dan – find quotes", "find quotes", ("Dan",)),
        ("For Cho: find quotes", "find quotes", ("Cho",)),
        ("[Bob, Cy] Find quotes", "Find quotes", ("Bob", "Cy")),
        ("Dee/Eve - Find quotes", "Find quotes", ("Dee", "Eve")),
        ("@kim: find quotes", "find quotes", ("@kim",)),
        ("@kim to find quotes", "@kim to find quotes", ("@kim",)),
        ("nan to find quotes", "nan to find quotes", ("nan",)),
        ("Find quotes - Ivy, Jon", "Find quotes", ("Ivy", "Jon")),
        ("Find re-used quotes -- Ivy", "Find re-used quotes", ("Ivy",)),
        ("Find quotes (Hal?)", "Find quotes", ("Hal",)),
        ("Find quotes (Hal)?", "Find quotes", ("Hal",)),
        ("Find quotes. Owner: Fay", "Find quotes", ("Fay",)),
        ("AI Kate & Karen to find quotes", "Kate & Karen to find quotes", ("Kate", "Karen")),
        ("AP: Kate to find quotes", "Kate to find quotes", ("Kate",)),
        ("Ann, Bob, & Cy (OS WG) to find quotes", "Ann, Bob, & Cy (OS WG) to find quotes", ("Ann", "Bob", "Cy")),
        ("Everyone: find quotes", "find quotes", ("Everyone",)),
        ("All to find quotes", "All to find quotes", ("All",)),
        ("Head of Estates and the Chair to go", "Head of Estates and the Chair to go", ("Head of Estates", "Chair")),
        ("J-F to find quotes", "J-F to find quotes", ("J-F",)),
        ("Fundraising: plan the fair", "Fundraising: plan the fair", ()),
        ("AI models to be compared", "AI models to be compared", ()),
        ("Find quotes", "Find quotes", ()),
    ],
)  # fmt: skip
def test_an_item_says_who_acts_in_many_ways(item: str, text: str, owners: tuple[str, ...]) -> None:
    assert listed(item, "Nan to count the lamps")[0] == (text, owners)


def test_who_was_absent_has_actions_too_where_most_names_in_front_are_known() -> None:
    present = (Heading("Present"), "Ann Ash", "Bob Birch", Heading("Actions"))
    actions = found(*present, "Ann: find quotes", "Bob: light it", "Zoe: ring the bell")
    assert [a.owners for a in actions] == [("Ann",), ("Bob",), ("Zoe",)]
    assert [a.owners for a in found(*present, "Budget: find quotes", "Venue: book it", "Ann: go")][:2] == [(), ()]


@pytest.mark.parametrize(
    ("item", "status", "printed"),
    [
        ("Eve to dig - completed 3 March", CLOSED, "completed 3 March"),
        ("Eve to dig (done 3 March)", CLOSED, "done 3 March"),
        ("Eve to dig. Done by Leo before the call.", CLOSED, "Done by Leo before the call"),
        ("Eve to dig. Closed. New action opened.", CLOSED, "Closed. New action opened."),
        ("Eve to dig. NOT DONE", OPEN, "NOT DONE"),
        ("Eve to dig (NOT DONE)", OPEN, "NOT DONE"),
        ("Eve to dig [closed]", CLOSED, "closed"),
        ("Eve to dig: WIP", OPEN, "WIP"),
        ("Eve to dig — BLOCKED ON FAY", OPEN, "BLOCKED ON FAY"),
        ("Eve to dig. In progress.", OPEN, "In progress"),
        ("Eve to dig. Waiting until May.", OPEN, "Waiting until May"),
        ("Eve to dig (???)", OPEN, "???"),
        ("Eve to dig - PENDINGREVIEW", PROPOSED, "PENDINGREVIEW"),
        ("Eve to dig - no longer relevant", CLOSED, "no longer relevant"),
        ("Eve to dig. Deprecated.", CLOSED, "Deprecated"),
        ("Eve to dig (lapsed)", CLOSED, "lapsed"),
        ("Eve to dig ✅", CLOSED, "✅"),
        ("Eve to dig :white_check_mark:", CLOSED, ":white_check_mark:"),
        ("✔\ufe0f Eve to dig", CLOSED, "✔"),
        ("🕒 Eve to dig", OPEN, "🕒"),
        ("DONE: Eve to dig", CLOSED, "DONE"),
        ("OPEN - Eve to dig", OPEN, "OPEN"),
        ("(done) Eve to dig", CLOSED, "done"),
        ("[DONE] Eve to dig", CLOSED, "DONE"),
        ("~~Eve to dig~~", CLOSED, "struck out"),
        ("~~Eve to dig~~ done", CLOSED, "done"),
    ],
)
def test_a_status_before_or_behind_the_words_is_taken_off_them(item: str, status: str, printed: str) -> None:
    (action,) = found(Heading("Lamp panel"), Heading("Actions"), item)
    assert (action.text.rstrip("."), action.owners, action.status) == ("Eve to dig", ("Eve",), status)
    assert action.minuted.status == printed


def test_words_that_only_sound_like_a_status_stay() -> None:
    for text in ("Eve to open the gate", "Eve to find out what is done", "Eve to report: Ivy to close it"):
        (action,) = found(Heading("Lamp panel"), Heading("Actions"), text)
        assert (action.text, action.minuted.status) == (text, "")


@pytest.mark.parametrize("box", [("[x]", CLOSED), ("[ ]", OPEN), ("[X]", CLOSED)])
def test_a_box_says_whether_it_is_done_wherever_the_reader_left_it(box: tuple[str, str]) -> None:
    sign, status = box
    for block in (
        ListItem("AB to write", 1, sign.lower()),
        ListItem(f"{sign} AB to write"),
        Paragraph(f"{sign} AB to write"),
    ):
        assert [a.status for a in found(Heading("Lamp panel"), Heading("Actions"), block)] == [status]


@pytest.mark.parametrize(
    ("item", "deadline"),
    [
        ("AB to write -- due 2025-05-19", date(2025, 5, 19)),
        ("AB to write -- due 2025-05-19 -- OPEN", date(2025, 5, 19)),
        ("AB to write (by 9 June)", date(2025, 6, 9)),
        ("AB to write (9 June 2025)", date(2025, 6, 9)),
        ("AB to write due 12/05/2025", date(2025, 5, 12)),
        ("AB to write. Due: 15 April 2025", date(2025, 4, 15)),
        ("AB to write by end of May", date(2025, 5, 31)),
        ("AB to write by the end of May 2025.", date(2025, 5, 31)),
        ("AB to write before 30 April 2025", date(2025, 4, 30)),
        ("AB to write - 30 June 2025", date(2025, 6, 30)),
        ("AB to write at the next meeting", None),
    ],
)
def test_a_deadline_behind_the_words_is_read(item: str, deadline: date | None) -> None:
    (action,) = found(Heading("Lamp panel"), Heading("Actions"), item)
    assert (action.owners, action.deadline) == (("AB",), deadline)


@pytest.mark.parametrize(
    ("item", "ref", "text"),
    [
        ("72.0 Hal to report", "72.0", "Hal to report"),
        ("8.3.1 Hal to report", "8.3.1", "Hal to report"),
        ("AP 3: Hal to report", "AP 3", "Hal to report"),
        ("Hal to report (6,1)", "(6,1)", "Hal to report"),
        ("ACTION-131: Hal to report", "ACTION-131", "Hal to report"),
        ("[ACTION-131] Hal to report", "ACTION-131", "Hal to report"),
        ("Hal to follow up on 24.04", "", "Hal to follow up on 24.04"),
        ("25.00 Hal to follow up on 24.04", "25.00", "Hal to follow up on 24.04"),
    ],
)
def test_a_ref_is_kept_as_printed_and_one_within_the_words_is_not_taken(item: str, ref: str, text: str) -> None:
    wording = read_wording(item)
    assert (wording.ref, wording.text, wording.owners) == (ref, text, ("Hal",))


# Several in one, and one in several


def test_one_item_may_hold_a_second_action() -> None:
    assert listed("**Ann** to call the bank; **Bob** will pay") == [
        ("Ann to call the bank", ("Ann",)),
        ("Bob will pay", ("Bob",)),
    ]
    assert listed("Ann to buy a lamp; a bell; oil") == [("Ann to buy a lamp; a bell; oil", ("Ann",))]
    assert listed("Ann to ask Bob, Cy and Dee") == [("Ann to ask Bob, Cy and Dee", ("Ann",))]


def test_below_a_name_stand_the_actions_of_that_person() -> None:
    assert listed("Treasurer", inner("pay the band"), inner("Clerk to ask for the bill")) == [
        ("pay the band", ("Treasurer",)),
        ("Clerk to ask for the bill", ("Clerk",)),
    ]


def test_below_a_topic_stand_actions() -> None:
    assert [t for t, _ in listed("Venue:", inner("Dan to book it"), inner("Eve to order tea"))] == [
        "Dan to book it",
        "Eve to order tea",
    ]
    assert [t for t, _ in listed("Website:", inner("update the logo"), inner("mend the links there"))] == [
        "update the logo",
        "mend the links there",
    ]


def test_below_an_action_stand_another_one_or_remarks_or_its_parts() -> None:
    first, second = found(
        Heading("Panel"),
        Heading("Actions"),
        "Bob to draft it",
        inner("Cy to proofread it"),
        inner("it should be short"),
    )
    assert (first.text, first.note, second.owners) == ("Bob to draft it", "it should be short", ("Cy",))
    (done,) = found(Heading("Panel"), Heading("Actions"), "Bob to draft it", inner("Done: sent 1 March"))
    assert (done.status, done.note) == (CLOSED, "")
    (owned,) = found(Heading("Panel"), Heading("Actions"), "Draft it", inner("Owner: Bob"), inner("Due: 9 June 2025"))
    assert (owned.owners, owned.deadline, owned.note) == (("Bob",), date(2025, 6, 9), "")


def test_a_sentence_whose_list_is_only_what_it_is_about_is_one_action() -> None:
    blocks = (Paragraph("Fay will contact:"), "North school", "South school", Paragraph("Gus to write"))
    assert listed(*blocks) == [("Fay will contact: North school; South school", ("Fay",)), ("Gus to write", ("Gus",))]


def test_a_paragraph_that_ends_with_who_is_to_arrange_it_is_an_action_below_a_heading_of_them() -> None:
    said = Paragraph("A site visit is needed. Clerk to arrange.")
    assert listed(said) == [("A site visit is needed. Clerk to arrange.", ("Clerk",))]
    assert listed(said, heading="Lamps") == []


def test_a_marker_within_an_item_makes_one_action_of_it() -> None:
    assert listed("The letter be sent. Action: AB", "ACTION: CD to call") == [
        ("The letter be sent.", ("AB",)),
        ("CD to call", ("CD",)),
    ]


# Headings that only may mean actions

PRESENT = (Heading("Present"), "Ann Ash", "Bob Birch")


@pytest.mark.parametrize(
    "heading",
    [
        "What we said we'd do",
        "Left over from October",
        "To do before 20 March",
        "Things to do",
        "Last time's list",
        "Still outstanding",
        "Who does what",
        "Jobs",
        "Homework",
        "Next steps",
    ],
)
def test_a_list_in_which_people_act_holds_actions_under_a_heading_in_everyday_words(heading: str) -> None:
    for items in (
        ("Ann: write to the port", "Bob: call the bank"),
        ("Ann to write to the port", "Bob to call the bank"),
    ):
        actions = found(*PRESENT, Heading(heading), *items)
        assert [a.owners for a in actions] == [("Ann",), ("Bob",)]


@pytest.mark.parametrize("heading", ["Completed since the last meeting", "Closed since last telco", "Done since May"])
def test_such_a_heading_may_say_that_all_below_it_is_done(heading: str) -> None:
    assert [a.status for a in found(*PRESENT, Heading(heading), "Ann: write", "~~Bob: call~~")] == [CLOSED, CLOSED]


@pytest.mark.parametrize(
    ("heading", "items"),
    [
        ("Next steps", ("The report goes to the board in May", "The board will decide")),
        ("Next steps", ("Design: finish the drawings", "Kitchen: the tiles")),
        ("Next steps", ("Review team to be set up", "Budget to be agreed")),
        ("Jobs", ("Welder – Quay Works – apply by 3 May", "Cook – The Swan")),
        ("Homework", ("Year 7: half an hour", "Reading: every day")),
        ("Left over from the fair", ("Twelve chairs", "The urn – in the hall")),
        ("What we said we would do", ("Improve the parks", "Plant 300 trees")),
        ("Closed since May", ("The Swan, High Street", "The post office")),
        ("Who may use what", ("[x] Laser: Ann, Bob", "[ ] Lathe: nobody yet")),
    ],
)
def test_a_list_in_which_nobody_acts_holds_none_under_such_a_heading(heading: str, items: tuple[str, ...]) -> None:
    assert found(*PRESENT, Heading(heading), *items) == ()


def test_the_boxes_of_a_list_under_such_a_heading_say_that_they_are_to_be_ticked() -> None:
    boxes = (ListItem("buy salt", 1, "[ ]"), ListItem("Ann: ring the bell", 1, "[x]"))
    assert [(a.text, a.status) for a in found(*PRESENT, Heading("To do before the open day"), *boxes)] == [
        ("buy salt", OPEN),
        ("ring the bell", CLOSED),
    ]


def test_a_line_that_leads_in_a_list_of_actions_needs_no_owners() -> None:
    lead = ListItem("Note of ongoing actions which need completing soon:", 1, "1.")
    rest = (ListItem("Roof:", 1, "2."), inner("It leaks"))
    assert [a.text for a in found(Heading("Minutes"), lead, inner("Sell the boat"), inner("Mend the oar"), *rest)] == [
        "Sell the boat",
        "Mend the oar",
    ]
    past = Paragraph("The following actions were taken by the police:")
    assert found(Heading("Minutes"), past, "Two arrests", "A car was seized") == ()


def test_names_of_people_in_lines_of_their_own_part_a_list_of_actions() -> None:
    blocks = (
        Paragraph("Ann"),
        "write it (see the note)",
        Paragraph("Bob"),
        "pay",
        Paragraph("AOB"),
        "the fair went well",
    )
    actions = found(*PRESENT, Heading("Actions"), *blocks)
    assert [(a.text, a.owners) for a in actions] == [("write it (see the note)", ("Ann",)), ("pay", ("Bob",))]


# Who acts, when, and what is struck out


@pytest.mark.parametrize(
    ("item", "text", "owners"),
    [
        ("K. Lamp to find quotes", "K. Lamp to find quotes", ("K. Lamp",)),
        ("P. Oar and R. Sail to find quotes", "P. Oar and R. Sail to find quotes", ("P. Oar", "R. Sail")),
        ("K. Lamp: find quotes", "find quotes", ("K. Lamp",)),
        ("Find quotes – J-L. Buoy", "Find quotes", ("J-L. Buoy",)),
        ("Find quotes — owner LC — due 2025-06-17", "Find quotes", ("LC",)),
        ("Find quotes — @kim and @lou, by 14/3", "Find quotes", ("@kim", "@lou")),
        ("[KL]\tFind quotes", "Find quotes", ("KL",)),
        ("Secretary to Council to find quotes", "Secretary to Council to find quotes", ("Secretary to Council",)),
        ("Survey and mapping lead to find it", "Survey and mapping lead to find it", ("Survey and mapping lead",)),
        ("~~Find quotes~~ (@kim) he came on Friday", "Find quotes", ("@kim",)),
        ("~~Kim: find quotes~~", "find quotes", ("Kim",)),
        ("Kim to call by ~~Friday~~ Monday", "Kim to call by Monday", ("Kim",)),
    ],
)
def test_more_ways_to_say_who_acts(item: str, text: str, owners: tuple[str, ...]) -> None:
    wording = read_wording(item)
    assert (wording.text, wording.owners) == (text, owners)


def test_a_box_before_a_name_nobody_knows_and_a_deed_names_the_owner() -> None:
    boxes = (ListItem("Zoe: create the list", 1, "[ ]"), ListItem("Venue: book it", 1, "[ ]"))
    assert [a.owners for a in found(*PRESENT, Heading("Actions"), *boxes)] == [("Zoe",), ()]


def test_initials_that_look_like_not_applicable_are_somebody_who_was_there() -> None:
    assert split_owners("NA", ("Nan Ash",)) == ("NA",)
    assert split_owners("GH/NA") == ("GH", "NA")
    assert split_owners("N/A", ("Nan Ash",)) == split_owners("n/a") == ()


@pytest.mark.parametrize(
    ("item", "deadline"),
    [
        ("AB to turn the water on on 1 April", date(2025, 4, 1)),
        ("AB to write (by end of June 2025 (M18))", date(2025, 6, 30)),
        ("AB to write – end of June 2025 (M18)", date(2025, 6, 30)),
        ("Ann Ash ask the bank for figures 02 Jul 2025", date(2025, 7, 2)),
        ("AB to write before the AGM", None),
        ("AB to arrange the visit on 1 April", None),
        ("AB to circulate the minutes of 3 June 2025", None),
    ],
)
def test_a_day_at_the_end_is_the_deadline_unless_something_happens_on_it(item: str, deadline: date | None) -> None:
    (action,) = found(*PRESENT, Heading("Actions"), item)
    assert action.deadline == deadline


def test_a_template_that_nobody_filled_in_holds_nothing() -> None:
    for text in ("TODO", "TBD", "...", "Action item 1", "Add your action here"):
        assert found(Heading("Panel"), Heading("Action items"), ListItem(text, 1, "[ ]")) == ()


def test_a_title_of_the_actions_is_none() -> None:
    title = Paragraph("Actions from the conference on 3 March 2025\n25.1 – Ann Ash – 3 March 2025")
    assert found(*PRESENT, Heading("Actions 25"), title) == ()


# The same action twice


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kate Ash to send the new list to the port", "send the new list to the port (KA)"),
        ("Kate Ash to send the new list to the port", "Kate: send the new list to the port"),
        ("kate to send the new list to the port", "Kate to send the new list to the port"),
        ("Kate to send the new list to the port", "Kate to send the new list to the port and the pilots"),
    ],
)
def test_one_action_by_other_spellings_of_its_owner_is_one(one: str, other: str) -> None:
    blocks = (Paragraph(f"ACTION: {one}"), Heading("Action summary"), other)
    present = (Heading("Present"), "Kate Ash (KA)", Heading("Lamps"))
    (action,) = found(*present, *blocks)
    assert len(action.places) == 2
    assert action.owners


def test_what_one_statement_lacks_comes_from_the_other() -> None:
    blocks = (
        Paragraph("ACTION: Kate to send the list by 9 June 2025"),
        Heading("Actions"),
        "Kate to send the list - Done",
    )
    (action,) = found(Heading("Lamps"), *blocks)
    assert (action.status, action.deadline) == (CLOSED, date(2025, 6, 9))


def test_what_stands_below_two_people_with_who_acts_in_its_words_is_one_action() -> None:
    blocks = ("Ann", inner("notes to be typed"), "Bob", inner("notes to be typed"))
    assert len(listed(*blocks, heading="Action items by person")) == 1


def test_the_same_deed_for_two_people_is_two_actions() -> None:
    assert len(listed("Kate: review the paper", "Tom: review the paper")) == 2


# Whatever comes

BITS = st.sampled_from(
    ["AB", "Kate", " to ", "write", ": ", " - ", ". ", "(", ")", "[x] ", "~~", "Done", "by 9 June", "; ", ", ", "1.2 ",
     "AI ", "Owner: ", "✅", "@", "\n", "?", "** "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.lists(BITS, max_size=12).map("".join), st.integers(1, 3)), max_size=6))
def test_any_list_gives_actions_with_words_and_places(items: list[tuple[str, int]]) -> None:
    for action in found(Heading("Actions"), *(ListItem(text, depth) for text, depth in items)):
        assert action.text
        assert action.places
