"""Actions that a marker announces, and what looks like one and is none. All documents here are invented."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Document, Heading, ListItem, Paragraph, Place, Row, Table
from actionlog.minutes import Found, read_minutes
from actionlog.minutes.marked.marks import starts_with_marker
from actionlog.minutes.parties import leading_party
from actionlog.minutes.sentences import sentences
from actionlog.model import CLOSED, OPEN

DAY = date(2025, 3, 12)
Block = Heading | Paragraph | ListItem | Table


def found(*blocks: Block | str) -> tuple[Found, ...]:
    """Return the actions of a document of these blocks; a text is a paragraph."""
    placed = [Paragraph(b) if isinstance(b, str) else b for b in blocks]
    document = Document("minutes", tuple(b._replace(place=Place(paragraph=n)) for n, b in enumerate(placed, 1)))
    return read_minutes(document, meeting=DAY).actions


def said(*blocks: Block | str) -> list[tuple[str, tuple[str, ...]]]:
    return [(a.text, a.owners) for a in found(Heading("Highways"), *blocks)]


def item(text: str, depth: int = 1) -> ListItem:
    return ListItem(text, depth)


# How an action is marked


@pytest.mark.parametrize(
    "line",
    [
        "ACTION: AB to mend the gate",
        "Action; AB to mend the gate",
        "Action - AB to mend the gate",
        "Action – AB to mend the gate",
        "ACTION : AB to mend the gate",
        "Action. AB to mend the gate",
        "ACTION AB to mend the gate",
        "Action AB to mend the gate",
        "ACTION(S): AB to mend the gate".replace("(S)", "S"),
        "**Action:** AB to mend the gate",
        "**Action**: AB to mend the gate",
        "**Action: AB to mend the gate**",
        "''(**Action: AB** to mend the gate)''",
        "Action item: AB to mend the gate",
        "ACTION POINT – AB to mend the gate",
        "Action required: AB to mend the gate",
        "It is broken -- ACTION: AB to mend the gate",
        "It is broken ACTION: AB to mend the gate",
        "<nan> ACTION: AB to mend the gate",
        "[NEW] ACTION: AB to mend the gate [recorded in http://example.org/irc#T10]",
        "ACTION: AB to mend the gate (nan, 18:12:44)",
        "#action AB to mend the gate",
    ],
)
def test_a_marker_is_known_however_it_is_punctuated(line: str) -> None:
    assert said(line) == [("AB to mend the gate", ("AB",))]


@pytest.mark.parametrize(
    ("line", "owners", "text"),
    [
        ("ACTION (DF) To circulate the plan", ("DF",), "To circulate the plan"),
        ("ACTION(Ann): publish the list", ("Ann",), "publish the list"),
        ("ACTION: [Ann] publish the list", ("Ann",), "publish the list"),
        ("**Action - Harbour Office**: publish the list", ("Harbour Office",), "publish the list"),
        ("Action – All: read the list", ("All",), "read the list"),
        ("ACTION @nan: read the list", ("@nan",), "read the list"),
        ("Action for the Clerk: read the list", ("Clerk",), "read the list"),
        ("ACTION by the Registrar: read the list", ("Registrar",), "read the list"),
        ("Action. Dr Rowan agreed to read the list", ("Dr Rowan",), "Dr Rowan agreed to read the list"),
        ("Action: Kate read the list", ("Kate",), "read the list"),
        ("Action Item: AB will read the list", ("AB",), "AB will read the list"),
        ("ACTION: J-F to read the list", ("J-F",), "J-F to read the list"),
        ("ACTION: ND+MH to read the list", ("ND", "MH"), "ND+MH to read the list"),
        ("ACTION: AM/SR to read the list", ("AM", "SR"), "AM/SR to read the list"),
        ("ACTION: Jo or Kim to read the list", ("Jo", "Kim"), "Jo or Kim to read the list"),
        ("ACTION: Gina? to read the list", ("Gina",), "Gina? to read the list"),
        ("ACTION: nan to ping the list", ("nan",), "nan to ping the list"),
        ("ACTION: chairs track the list", ("chairs",), "track the list"),
        ("ACTION: read the list", (), "read the list"),
        ("ACTION: letter to be sent", (), "letter to be sent"),
    ],
)
def test_who_acts_stands_in_many_places_beside_a_marker(line: str, owners: tuple[str, ...], text: str) -> None:
    assert said(line) == [(text, owners)]


def test_a_marker_in_the_plural_announces_each_sentence_that_names_somebody() -> None:
    line = (
        "Fees rose. ACTIONS: AB to pay. CD to check the return. Clerk to file it. 8. Any other business: tea was had."
    )
    assert said(line) == [
        ("AB to pay.", ("AB",)),
        ("CD to check the return.", ("CD",)),
        ("Clerk to file it.", ("Clerk",)),
    ]


def test_a_marker_in_the_plural_goes_on_in_the_next_paragraph_up_to_the_talk() -> None:
    first = "ACTIONS: AB to write to the vicar. CD to speak\nto the verger about keys."
    second = "EF to price the lamp. The chair then thanked the ringers. GH to be asked again."
    assert [owners for _, owners in said(first, second)] == [("AB",), ("CD",), ("EF",)]


@pytest.mark.parametrize(
    "line",
    [
        "Actions: (1) Ann to buy cups (2) Bob to sweep the hall",
        "ACTIONS: a) Ann to buy cups; b) Bob to sweep the hall",
        "ACTION: Ann to buy cups; Bob to sweep the hall",
        "ACTION: Ann to buy cups, Bob to sweep the hall",
        "ACTION: Ann to buy cups. Bob to sweep the hall",
    ],
)
def test_one_marker_may_announce_two_actions(line: str) -> None:
    assert said(line) == [("Ann to buy cups" + "." * (". Bob" in line), ("Ann",)), ("Bob to sweep the hall", ("Bob",))]


@pytest.mark.parametrize(
    "line",
    [
        "The report be circulated. Action: AB",
        "The report be circulated Action: AB",
        "The report be circulated. [Action: AB]",
        "The report be circulated. (Action AB)",
        "The report be circulated (action AB).",
        "The report be circulated. ACTION AB",
        "The report be circulated. ACTION – AB. The chair thanked all.",
        "The report be circulated. AB to action.",
        "The report be circulated. Action AB",
        "It was long.\nThe report be circulated. ACTION: AB",
    ],
)
def test_a_marker_with_only_a_name_belongs_to_the_sentence_before_it(line: str) -> None:
    (action,) = said(line)
    assert (action[0].rstrip("."), action[1]) == ("The report be circulated", ("AB",))


def test_two_markers_in_a_sentence_are_two_actions() -> None:
    line = "The report be circulated Action: Clerk and a quote be sought for matting Action: Chair"
    assert said(line) == [("The report be circulated", ("Clerk",)), ("a quote be sought for matting", ("Chair",))]


def test_a_sentence_between_two_markers_is_the_second_ones() -> None:
    line = "ACTION: Clerk to chase the county. It was agreed to paint the shelter. Action: Chair"
    assert said(line) == [
        ("Clerk to chase the county.", ("Clerk",)),
        ("It was agreed to paint the shelter.", ("Chair",)),
    ]


def test_a_name_behind_an_action_may_have_a_day_or_a_status_behind_it() -> None:
    by, done = found("List the lamps. ACTION: AJ/BK by 30th June", "Mend the bell. Action: AJ Done")
    assert (by.text, by.owners, by.deadline) == ("List the lamps.", ("AJ", "BK"), date(2025, 6, 30))
    assert (done.text, done.owners, done.status) == ("Mend the bell.", ("AJ",), CLOSED)
    (month,) = found("It was agreed that a plan be made (ACTION CC, April 2025).")
    assert (month.text, month.owners, month.deadline) == (
        "It was agreed that a plan be made",
        ("CC",),
        date(2025, 4, 30),
    )


def test_who_is_to_act_may_stand_in_a_line_of_its_own() -> None:
    assert said("Action required: ask the port for a plan", "Action by: Treasurer") == [
        ("ask the port for a plan", ("Treasurer",))
    ]


def test_a_bracket_at_the_end_of_an_item_holds_an_action() -> None:
    present = (Heading("Present"), item("Ben Kim"), Heading("Docs"))
    assert [(a.text, a.owners) for a in found(*present, item("The test fails. [Ben: open an issue]"))] == [
        ("open an issue", ("Ben",))
    ]
    assert found(*present, item("The test fails. [Note: see the log]"), item("It is slow [Source: Ben]")) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Ann took an action item to book a room",
        "Ann agreed to take an action to book a room.",
        "Cold. Ann has taken the action to book a room; tea was had",
        "Ann was given an action to book a room",
    ],
)
def test_to_take_an_action_marks_one(line: str) -> None:
    assert [(t.rstrip("."), o) for t, o in said(line)] == [("book a room", ("Ann",))]


@pytest.mark.parametrize(
    ("line", "owners", "text"),
    [
        ("AI: Phil/Martin - update the page", ("Phil", "Martin"), "update the page"),
        ("AI: Kate to move the page", ("Kate",), "Kate to move the page"),
        ("AI: Phil update the page", ("Phil",), "update the page"),
        ("AI: Group: discuss the page", ("Group",), "discuss the page"),
        ("The page is old. AI - Dan, Eve: update it", ("Dan", "Eve"), "update it"),
        ("It is slow (AI: Bill S to send examples)", ("Bill S",), "Bill S to send examples"),
        ("It is slow **''(AI: Kim** to send examples)''", ("Kim",), "Kim to send examples"),
        ("It is slow (**AI: All** - please review it, (both) parts.)", ("All",), "please review it, (both) parts."),
        ("(AI all**: please review it)", ("all",), "please review it"),
        ("needs a fix AI: Rose", ("Rose",), "needs a fix"),
        ("needs a fix ** AI: Rose ** **Done**", ("Rose",), "needs a fix"),
        ("needs a fix. AI: Rose to open a request", ("Rose",), "Rose to open a request"),
    ],
)
def test_two_letters_mark_an_action_where_somebody_stands_behind_them(
    line: str, owners: tuple[str, ...], text: str
) -> None:
    other = item("AI: Nan to count the lamps")  # so the letters plainly mark actions in this document
    assert said(item(line), other) == [(text, owners), ("Nan to count the lamps", ("Nan",))]


@pytest.mark.parametrize(
    "line",
    [
        "AI: overview of the models by Ann",
        "AI: Add profile for datasets",
        "EU and US AI: Principles",
        "Responsible AI: Next steps",
        "AI is moving fast",
        "AI Act: Ann summarised it",
        "AI Working Group to meet in May",
        "AI models to be tested",
        "Generative AI - Carol",
        "AI, data and Bob to speak",
    ],
)
def test_the_same_two_letters_are_artificial_intelligence_elsewhere(line: str) -> None:
    assert said(item(line)) == []
    assert said(item(line), item("AI: Nan to count the lamps"))[-1:] == [("Nan to count the lamps", ("Nan",))]


def test_minutes_that_call_their_business_the_agenda_are_read() -> None:
    blocks = (Heading("Agenda"), item("Lamps - Nan"), item("Slow (AI: Nan to time it)", 2), item("Action items - Bob"))
    assert [(a.text, a.owners) for a in found(*blocks)] == [("Nan to time it", ("Nan",))]


def test_a_list_of_actions_within_the_agenda_is_known_by_what_stands_in_it() -> None:
    blocks = (Heading("Agenda"), item("Release"), item("it is out", 2), item("Action items"), item("@cy to test", 2))
    assert [(a.text, a.owners) for a in found(*blocks, item("Open talk"))] == [("@cy to test", ("@cy",))]
    assert found(Heading("Agenda"), item("Action items"), item("review (Bob)", 2)) == ()


def test_a_line_that_the_writer_broke_is_a_statement_of_its_own() -> None:
    text = (
        "Bins - Sam has rung the council. ACTION Sam to ring again\n"
        "Fete - 14 June. Viv to book band (Action Viv), Pat & Sam to do the tombola (Action Pat & Sam)."
    )
    present = (Heading("Present"), item("Pat"), item("Sam"), item("Viv"), Heading("Business"))
    assert [(a.text, a.owners) for a in found(*present, text)] == [
        ("Sam to ring again", ("Sam",)),
        ("Viv to book band", ("Viv",)),
        ("Pat & Sam to do the tombola", ("Pat", "Sam")),
    ]


def test_minutes_laid_out_as_a_table_are_searched() -> None:
    rows = (
        Row(("Item", "Discussion")),
        Row(("1", "The budget was shown to all. ACTION: Head to send the plan.")),
        Row(("2", "No action.")),
    )
    assert said(Table(rows)) == [("Head to send the plan.", ("Head",))]


# What is no marker


@pytest.mark.parametrize(
    "line",
    [
        "We moved to GitHub Actions: runner image changed",
        "see https://example.org/?action=edit and https://example.org/q?label%3A%22action%3A+review",
        "A call to action: join the litter pick",
        "Call to Action: join us",
        "Climate Action: a talk was given",
        "Legal Action. The solicitor spoke.",
        "Affirmative Action. The society supports it.",
        "Disciplinary action: any member who fails may be asked to go",
        "Letter from CC on the verge - no action",
        "The action was in hand",
        "There was much action in the hall",
        "The Action Group had met. The Action Plan: reviewed.",
        "Action Plan: reviewed",
        "Action Plan to be reviewed in May",
        "Action Fraud to be invited",
        "Action Stations: a new play",
        "No Harmful Actions: Security research and reporting must not:",
        "Action-packed days",
        "Actions speak louder than words",
        "The action: to be decided",
        "There were three actions: two are done",
        "Action levels: 80",
        "The transaction: AB to sign",
        "We might suggest an action item for this",
        "Take an action? Yes.",
        "I will take an action to look at it",
        "Right well the action then is someone needs to do that",
        "Who wants the action for that",
        "Action ID is the way it is",
        "Action items will be tracked elsewhere",
        "Action was taken on the bins. Actions are recorded in the log.",
        "AB – letter read. No action.",
        "[todo] label used for ticket 5",
        "TODO: remove this",
        "ACTION-39: Ann has sent mail",
        "action-38?",
        "Bus company: Clerk actioned",
        "Clerk will write to the county",
        "Welcome - Ann",
    ],
)
def test_the_word_alone_is_no_marker(line: str) -> None:
    assert said(line) == []
    assert said(item(line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Action: none",
        "Actions: None at this time.",
        "Action Items – None",
        "ACTIONS ARISING: all completed",
        "Action: ongoing",
        "Action: Completed.",
        "Action: see item 5",
        "Action items: see the wiki",
        "Action: noted",
        "ACTION:",
    ],
)
def test_a_marker_that_says_there_is_nothing_gives_nothing(line: str) -> None:
    assert said("The bins are full.", line, "Cllr Ash told of the bins.") == []


def test_a_newsletter_a_policy_and_an_agenda_hold_no_actions() -> None:
    assert (
        found(Heading("Fernley news"), "Our actions matter. Lights, camera, action!", item("Action figures wanted"))
        == ()
    )
    assert (
        found("Health policy", "Corrective action: the manager to be told.", "Action to be taken in a fire: ring.")
        == ()
    )
    agenda = (Heading("Agenda"), ListItem("Welcome - Ann", 1, "1."), ListItem("Action items - Bob", 1, "2."))
    assert found(*agenda, ListItem("Actions from last meeting: Clerk", 1, "3.")) == ()


def test_a_transcript_that_speaks_of_actions_holds_none() -> None:
    lines = (
        "Ann: okay so the action is to look at the transaction and take action on it",
        "Bob: right so I will take an action to look at that. Action ID is the way it is.",
        "Cy: action like Cy to create the thing. Okay I'll take that action",
    )
    assert found(*lines) == ()


# Sentences


def test_the_talk_behind_an_action_is_not_part_of_it() -> None:
    line = "ACTION: AB to mend the gate. Cllr Birch said that it was old. The board thanked him."
    assert said(line) == [("AB to mend the gate.", ("AB",))]
    assert said("ACTION: AB to mend the gate. It must be green.")[0][0] == "AB to mend the gate. It must be green."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("AB to ask Cllr. Ash, e.g. Ann. It is so.", ["AB to ask Cllr. Ash, e.g. Ann.", "It is so."]),
        ("A. Brown to go. AB. The chair left.", ["A. Brown to go.", "AB.", "The chair left."]),
        ("It ended. 8. Finance: rose.", ["It ended.", "8. Finance: rose."]),
        ("(See it.) Then go", ["(See it.)", "Then go"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kate clean up the page", "Kate"),
        ("Tom and Kate, Review team to write", "Tom and Kate, Review team"),
        ("Add the calls", ""),
        ("Fix model card", ""),
        ("the budget to go", ""),
        ("AB", "AB"),
    ],
)
def test_a_statement_begins_with_who_acts_or_with_what_to_do(text: str, who: str) -> None:
    assert leading_party(text)[0] == who


@given(st.text(max_size=200))
def test_sentences_lose_no_word(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


# Logs of a chat and their bots


def chat(*lines: str) -> tuple[Found, ...]:
    return found(Heading("Lamp group"), *lines)


def test_what_a_bot_repeats_is_the_same_action_with_more_places() -> None:
    (action,) = chat(
        "<nan> ACTION: Cy to open an issue on lamps",
        "<trackbot> noticed an ACTION. Trying to create it.",
        "<trackbot> Created ACTION-77 - Open an issue on lamps [on Cy Cedar - due 2025-03-19].",
        "[NEW] ACTION: Cy to open an issue on lamps [recorded in http://example.org/irc#T1]",
    )
    assert (action.ref, action.owners, action.deadline) == ("ACTION-77", ("Cy",), date(2025, 3, 19))
    assert len(action.places) == 3


def test_a_day_in_the_words_wins_over_the_one_that_a_bot_sets() -> None:
    (action,) = chat(
        "<nan> ACTION: Cy to open an issue, due 2025-04-02",
        "<trackbot> Created ACTION-77 - Open an issue [on Cy Cedar - due 2025-03-19].",
    )
    assert action.deadline == date(2025, 4, 2)


def test_an_action_that_only_a_bot_tells_is_taken() -> None:
    (action,) = chat("<trackbot> Created ACTION-78 - Write the schema [on Bob Kay - due 2025-03-19].")
    assert (action.ref, action.text, action.owners) == ("ACTION-78", "Write the schema", ("Bob Kay",))


@pytest.mark.parametrize(
    "answer",
    [
        "Error finding 'bob'. You can review and register nicknames at <https://example.org/users>.",
        "Sorry, couldn't find user - bob.",
        "Sorry, I don't know bob",
    ],
)
def test_an_attempt_that_the_bot_refused_is_left_out(answer: str) -> None:
    (action,) = chat(
        "<nan> ACTION: bob to write the schema",
        f"<trackbot> {answer}",
        "<nan> ACTION: rkay to write the schema",
        "<trackbot> Created ACTION-41 - Write the schema [on Robert Kay - due 2025-03-19].",
        "[NEW] ACTION: bob to write the schema [recorded in http://example.org/irc#T1]",
    )
    assert (action.ref, action.owners) == ("ACTION-41", ("rkay",))


def test_an_attempt_that_nobody_repeats_stays_an_action() -> None:
    assert [a.owners for a in chat("<nan> ACTION: bob to write it", "<bot> Sorry, I don't know bob")] == [("bob",)]


def test_an_older_action_that_a_bot_prints_is_read_and_may_be_closed_further_down() -> None:
    one, two = chat(
        "<trackbot> action-38 -- Ann Low to Review the glossary -- due 2025-02-19 -- OPEN",
        "<trackbot> ACTION-39 -- Bob Kay to Test the bell -- due 2025-02-20 -- PENDINGREVIEW",
        "<nan> ACTION-39: Bob has sent mail",
        "<nan> close ACTION-38",
    )
    assert (one.ref, one.text, one.owners, one.deadline) == (
        "action-38",
        "Review the glossary",
        ("Ann Low",),
        date(2025, 2, 19),
    )
    assert (one.status, two.status, two.ref) == (CLOSED, "Proposed", "ACTION-39")


def test_the_words_that_close_before_the_action_is_printed_do_not_close_it() -> None:
    (action,) = chat("<nan> ACTION-61 closed", "<bot> ACTION-61 -- Eve to Test it -- due 2025-02-01 -- OPEN")
    assert action.status == OPEN


def test_the_minutes_of_a_meeting_bot_give_each_action_once() -> None:
    blocks = (
        Heading("Meeting summary"),
        item("lamps (nan, 14:03:01)"),
        item("ACTION: bob to file a bug about lamps (nan, 14:05:00)", 2),
        item("ACTION: carol and dave will test the bell (nan, 14:07:10)", 2),
        Heading("Action Items"),
        item("bob to file a bug about lamps"),
        item("carol and dave will test the bell"),
        Heading("Action Items, by person"),
        item("bob"),
        item("bob to file a bug about lamps", 2),
        item("carol"),
        item("carol and dave will test the bell", 2),
        item("dave"),
        item("carol and dave will test the bell", 2),
        item("UNASSIGNED"),
        item("(none)", 2),
        Heading("People Present (lines said)"),
        item("nan (30)"),
    )
    bug, bell = found(*blocks)
    assert (bug.text, bug.owners, len(bug.places)) == ("bob to file a bug about lamps", ("bob",), 3)
    assert (bell.owners, len(bell.places)) == (("carol", "dave"), 4)


@pytest.mark.parametrize(
    "line",
    ["14:00:01 <nan> {}", "[14:00] <@nan> {}", "<nan> {}", "2025-03-12 14:00:01 <nan> {}", "[14:00:01] nan: {}"],
)
def test_each_line_of_a_chat_is_a_statement_of_its_own(line: str) -> None:
    text = "\n".join(line.format(said) for said in ("ACTION: bob to write it", "that is fine", "ACTION: cy to read it"))
    assert [(a.text, a.owners) for a in found(text)] == [("bob to write it", ("bob",)), ("cy to read it", ("cy",))]


# Whatever comes


@pytest.mark.parametrize(
    "unit",
    [
        "ACTION: AB to x. ", "ACTION AB ", "AI: ", "(AI: ", "Action ", "[AB: ", "AB to action. ", "AB, ", "** ", "~~",
        "took an action to ", "Action: AB ", "ACTIONS: ", "a) A ", "-- due ", "ACTION-1 ", "Cllr. A", "; AB to x",
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", ["", "- ", "ACTION: ", "<nan> Created ACTION-1 - ", "Actions\n\n- "])
def test_a_very_long_line_of_marks_is_read_in_time(head: str, unit: str) -> None:
    start = time.process_time()
    text = head + unit * (60_000 // len(unit))
    found("Lamps", text, item(text))
    assert time.process_time() - start < 20


BITS = st.sampled_from(
    ["ACTION", "Action", "Actions", ":", " ", "- ", "AB", "Kate", " to ", "write", ". ", "(", ")", "[", "]", "AI", "\n",
     "**", "''", "<nan> ", "Clerk", "Done", ", ", "and ", "by 9 June", "Created ACTION-1 - ", "~~", "; "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(BITS, max_size=30).map("".join))
def test_any_marks_give_actions_with_words_and_places(text: str) -> None:
    for action in found("Lamps", text, item(text)):
        assert action.text
        assert action.places
    starts_with_marker(text)
