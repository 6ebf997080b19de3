"""Markers without a colon, behind their action, or in a bracket with who and when. All documents here are invented."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Document, Heading, ListItem, Paragraph, Place, Table
from actionlog.minutes import Found, read_minutes

DAY = date(2025, 3, 12)
Block = Heading | Paragraph | ListItem | Table


def found(*blocks: Block | str) -> tuple[Found, ...]:
    """Return the actions of a document of these blocks; a text is a paragraph."""
    placed = [Paragraph(b) if isinstance(b, str) else b for b in (Heading("Highways"), *blocks)]
    document = Document("minutes", tuple(b._replace(place=Place(paragraph=n)) for n, b in enumerate(placed, 1)))
    return read_minutes(document, meeting=DAY).actions


def said(*blocks: Block | str) -> list[tuple[str, tuple[str, ...]]]:
    return [(a.text, a.owners) for a in found(*blocks)]


@pytest.mark.parametrize(
    ("line", "text", "owners"),
    [
        ("Action Make a list of what to buy", "Make a list of what to buy", ()),
        ("Action Review the lease of the hut", "Review the lease of the hut", ()),
        ("ACTION (AB) Call the sponsors of last year", "Call the sponsors of last year", ("AB",)),
        ("ACTION (AB, CD) Get forms to the schools", "Get forms to the schools", ("AB", "CD")),
        ("ACTION (AB) -- send in the forms", "send in the forms", ("AB",)),
        ("ACTION (?) find the missing roster", "find the missing roster", ()),
        ("ACTION nan to announce the fair", "nan to announce the fair", ("nan",)),
        ("ACTION-126 on Nan to draft the reason", "Nan to draft the reason", ("Nan",)),
        ("AP12/3 AB to send the leaflet", "AB to send the leaflet", ("AB",)),
        ("AP 4: Send the leaflet to all", "Send the leaflet to all", ()),
        ("➡ Action: AB to send the leaflet", "AB to send the leaflet", ("AB",)),
        ("action: AB to send the leaflet", "AB to send the leaflet", ("AB",)),
        ("Agreed action: AB to send the leaflet", "AB to send the leaflet", ("AB",)),
        ("ACTION ITEM #3 -- AB -- send the leaflet", "send the leaflet", ("AB",)),
        ("M ACTION: to send the leaflet", "M to send the leaflet", ("M",)),
        ("AB has an action to write to the port.", "write to the port", ("AB",)),
        ("Action by AB: send the leaflet", "send the leaflet", ("AB",)),
        ("Action AB/CD: send the leaflet", "send the leaflet", ("AB", "CD")),
    ],
)
def test_a_marker_needs_no_colon_where_a_deed_or_somebody_stands_behind_it(
    line: str, text: str, owners: tuple[str, ...]
) -> None:
    assert said(line) == [(text, owners)]


def test_a_day_in_a_bracket_behind_the_marker_is_the_deadline() -> None:
    (action,) = found("ACTION (due 3 June): AB to send the leaflet.")
    assert (action.text, action.deadline) == ("AB to send the leaflet.", date(2025, 6, 3))


def test_a_status_in_a_bracket_behind_the_marker_is_the_status() -> None:
    (action,) = found("Action (complete): AB to ring the keeper")
    assert (action.owners, action.minuted.status, action.status) == (("AB",), "complete", "Closed")


def test_a_line_that_gives_an_action_to_all_is_no_heading() -> None:
    assert said("Photographs of all councillors for the website.", "ACTION: All") == [
        ("Photographs of all councillors for the website.", ("All",))
    ]


def test_the_number_of_an_action_is_its_ref() -> None:
    assert [a.ref for a in found("ACTION-126 on Nan to draft it", "AP12/3 AB to sing")] == ["ACTION-126", "AP12/3"]


def test_where_lines_begin_with_the_word_throughout_the_word_alone_is_enough() -> None:
    lines = [ListItem("Action Wardens: Revisit this later"), ListItem("Action Tom: Ring the inn")]
    bare = [ListItem("Action Wardens should plan this."), ListItem("Action Another dinner, perhaps near November")]
    assert [text for text, _ in said(*lines, *bare)] == [
        "Revisit this later",
        "Ring the inn",
        "Wardens should plan this.",
        "Another dinner, perhaps near November",
    ]
    assert said(bare[1]) == []


@pytest.mark.parametrize(
    "line",
    [
        "Action planning for next year",
        "Action Fraud gave a talk.",
        "Action Aid will send a letter.",
        "Action Plan (AB): the plan was tabled.",
        "Action Learning Sets start in May.",
        "Action Research by the university",
        "Action Review of the minutes",
        "Actions speak louder than words.",
        "Action Against Hunger will visit.",
        "The Chair had taken action on behalf of Senate.",
        "Chair's Action: approval of the new course had been given.",
        "Chair’s action (to report)",
        "Action was taken at once. AB took the necessary action to stop the leak.",
        "Community Action (Suffolk) gave a grant.",
        "ACTION-12 was discussed. ACTION-13: no progress. ACTION-14 by Kate is late.",
        "AP 3 physics is taught. AP 12: Report of the chair.",
        "The play has an action to it.",
        "Use the ACTION attribute. ACTION SEND is the intent to share.",
        "ACTION: Motion by Birch, second by Dale, to approve the minutes. Motion carried.",
        "ACTION: The Board approved the budget.",
        "Action: To note. Action: for information only",
        "=> see the wiki",
        "Sponsors [Lead: AB] were thanked.",
        "The Chair (Ann, by phone) opened. The tide was high [Dan, before noon].",
        "action: the play was good",
        "Key actions: the report lists five.",
        "Main Actions: Finance",
    ],
)
def test_what_only_speaks_of_action_is_none(line: str) -> None:
    assert said(line) == []
    assert said(ListItem(line)) == []


def test_a_heading_that_begins_with_the_word_asks_for_nothing() -> None:
    assert said(Heading("Action Make a Difference Day", 2), "It went well.") == []


# Behind the action


@pytest.mark.parametrize(
    ("line", "text", "owners", "deadline"),
    [
        ("Letters to go to all (Action: GT by 23 May).", "Letters to go to all", ("GT",), date(2025, 5, 23)),
        ("Five came. It should be back [Action: SR – 14 July 2025].", "It should be back", ("SR",), date(2025, 7, 14)),
        ("It is to be examined (action Marge + Yusuf).", "It is to be examined", ("Marge", "Yusuf"), None),
        ("The key is to be copied (Action AB)", "The key is to be copied", ("AB",), None),
        ("Find out if they deliver ACTION CB", "Find out if they deliver", ("CB",), None),
        ("The door is to be painted.   Action – EF", "The door is to be painted.", ("EF",), None),
        ("Renew the lease [Lead: AB; Due: 12 July 2025]", "Renew the lease", ("AB",), date(2025, 7, 12)),
        ("Renew the lease [Due: 12 July 2025; Owner: AB]", "Renew the lease", ("AB",), date(2025, 7, 12)),
    ],
)
def test_a_marker_behind_the_text_holds_who_and_when_and_not_the_action(
    line: str, text: str, owners: tuple[str, ...], deadline: date | None
) -> None:
    (action,) = found(line)
    assert (action.text, action.owners, action.deadline) == (text, owners, deadline)


def test_a_bracket_without_the_word_is_a_marker_where_the_document_has_others_with_it() -> None:
    marked = ["Legacies to be shown. [Action: Treasurer, by 30 June]", "The policy to come back [Action: Clerk]"]
    bare = "Dates for next year to be circulated [Secretary, before the summer break]."
    assert said(*marked, bare)[2:] == [("Dates for next year to be circulated", ("Secretary",))]
    assert said(bare) == []


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        (
            "We'll offer halves. Action: Pat.  Offer the halves to the first four.",
            ["Offer the halves to the first four."],
        ),
        ("The gate is to be painted. Action: Pat. The Chair thanked all.", ["The gate is to be painted."]),
        ("The gate is to be painted. Action: Pat. Report on the hall was read.", ["The gate is to be painted."]),
    ],
)
def test_a_name_alone_takes_the_sentence_that_asks_for_something(line: str, texts: list[str]) -> None:
    assert [text for text, _ in said(line)] == texts


def test_who_was_there_is_never_what_is_to_be_done() -> None:
    assert said("Present: Ann Birch (AB), Colin Dale (CD)", "Action: AB. Noted.") == []


def test_arrows_are_markers_only_where_a_document_uses_them_for_actions_throughout() -> None:
    arrows = ["The roof leaks.", "=> AB to ring the roofer", "The gate squeaks.", "=> CD to oil the gate"]
    assert [owners for _, owners in said(*arrows)] == [("AB",), ("CD",)]
    assert said(*arrows[:2]) == []
    assert said(*arrows, "=> see the wiki", "=> nothing more", "=> and so on") == []


def test_a_place_before_a_thing_is_nobody_who_is_to_do_something() -> None:
    assert said("Action: Mark Road sign to be replaced.") == [("Mark Road sign to be replaced.", ())]


# Said twice


def test_the_same_words_under_two_items_are_two_actions() -> None:
    note = "ACTION: AB to circulate the note."
    assert len(found(Heading("1 Roof", 2), note, Heading("2 Gate", 2), note)) == 2
    assert len(found(Heading("1 Roof", 2), note, "More talk.", note)) == 1


def test_two_actions_of_one_owner_that_begin_alike_stay_two() -> None:
    first, second = "ACTION: AB to write to the council.", "ACTION: AB to write to the council about hedges."
    assert len(found(first, "Talk.", second)) == 2


def test_a_summary_at_the_end_repeats_what_stands_in_the_text() -> None:
    text = "ACTION: Secretary to Council to add security to the audit"
    summary = ListItem("Add security to the audit (Clerk)")
    assert len(found(text, Heading("Summary of actions"), summary)) == 1
    other = ListItem("Add security to the audit (EF)")
    assert len(found("ACTION: AB to add security to the audit", Heading("Summary of actions"), other)) == 2


# Chats


def test_talk_below_the_heading_of_a_bots_review_is_no_action() -> None:
    lines = ["Yoshi: not yet, needs two more weeks", "<trackbot> ACTION-31 -- Yoshi to go -- due 2025-03-05 -- OPEN"]
    assert [a.text for a in found(Heading("Action review", 3), *lines)] == ["go"]


def test_in_a_chat_whoever_is_asked_is_a_nick() -> None:
    assert said("<nan> ACTION: ivan to bake") == [("ivan to bake", ("ivan",))]


# Whatever comes


@pytest.mark.parametrize(
    "unit",
    ["ACTION (", "ACTION-1 a to ", "AP1 A to ", "=> A to b. ", "[Lead: a; ", "(A, by 3 ", "Action: motion second "],
)
def test_a_long_line_of_such_marks_is_read_in_time(unit: str) -> None:
    start = time.process_time()
    found(unit * (20_000 // len(unit)), unit * (20_000 // len(unit)))
    assert time.process_time() - start < 10


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "ACTION ",
                "Action ",
                "AP 3 ",
                "(",
                ")",
                "[",
                "]",
                "AB",
                " to ",
                "write",
                ": ",
                ". ",
                "-- ",
                "=> ",
                "by 3 May ",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_any_mixture_of_such_marks_gives_actions_with_words(text: str) -> None:
    assert all(action.text.strip() for action in found(text, text))
