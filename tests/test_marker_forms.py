"""The many forms of a marker, and what looks like one of them and is none. All documents here are invented."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionlog.document import Document, Heading, ListItem, Paragraph, Place
from actionlog.minutes import Found, read_minutes
from actionlog.minutes.marked.forms import usual
from actionlog.model import CLOSED, OPEN

DAY = date(2025, 3, 12)
PRESENT = "Present: Olga Pile (chair), Ned Reed, Abel Moss (all invented)"


def found(*texts: str, in_list: bool = False) -> tuple[Found, ...]:
    """Return the actions of a document of these paragraphs, or items of a list."""
    blocks = [ListItem(t) if in_list and t != PRESENT else Paragraph(t) for t in texts]
    placed = [b._replace(place=Place(paragraph=n)) for n, b in enumerate([Heading("Highways"), *blocks], 1)]
    return read_minutes(Document("minutes", tuple(placed)), meeting=DAY).actions


def is_one(actions: tuple[Found, ...], who: tuple[str, ...]) -> bool:
    texts = [a.text.rstrip(".").lower() for a in actions]
    return len(texts) == 1 and texts[0].endswith("mend the gate") and actions[0].owners == who


@pytest.mark.parametrize(
    "line",
    [
        "Action item(s)/Assignee(s): AB: mend the gate",
        "Action item(s)/Assignee(s): AB will mend the gate",
        "Action(s): AB to mend the gate",
        "Action/Owner: AB to mend the gate",
        "Actions / Owners: AB – mend the gate",
        "ACTION(S) – AB to mend the gate",
        "Action Point(s): AB to mend the gate",
        "Decision/Action: AB to mend the gate",
        "Required action: AB to mend the gate",
        "Follow-up actions: AB to mend the gate",
        "Action taken by AB: mend the gate",
        "Action assigned to AB: mend the gate",
        "Action lead: AB – mend the gate",
        "To be done by AB: mend the gate",
        "TBD by AB: mend the gate",
        "Follow-up: AB to mend the gate",
        "Follow up (AB): mend the gate",
        "Next steps: AB to mend the gate",
        "TO DO: AB to mend the gate",
        "TO DO : AB to mend the gate",
        "TODO(AB): mend the gate",
        "TODO AB: mend the gate",
        "todo: AB to mend the gate",
        "To-do: AB mend the gate",
        "Task: AB to mend the gate",
        "Task for AB: mend the gate",
        "A/P: AB to mend the gate",
        "#todo AB to mend the gate",
        "@action AB: mend the gate",
        "[ACTION] AB to mend the gate",
        "[action] AB: mend the gate",
        "(Action) AB to mend the gate",
        "{Action: AB to mend the gate}",
        "It is broken. {ACTION AB: mend the gate}",
        "*** ACTION *** AB to mend the gate",
        "==>Action: AB to mend the gate",
        ">> Action AB to mend the gate",
        "Action → AB to mend the gate",
        "Action => AB: mend the gate",
        "action AB: mend the gate",
        "action AB mend the gate",
        "action on AB to mend the gate",
        "action - AB to mend the gate",
        "AB action: mend the gate",
        "AB: action – mend the gate",
        "AB’s action: mend the gate",
        "It is broken, and so forth, action on AB to mend the gate",
        "It is broken; action: AB to mend the gate",
        "We agreed to mend the gate (==>Action AB)",
        "We agreed to mend the gate -> Action: AB",
        "Mend the gate – action AB",
        "Mend the gate. For action: AB",
        "Mend the gate (for action by AB)",
        "Mend the gate. Action required by AB",
        "It is broken. AB was actioned to mend the gate",
        "It is broken. Action is on AB to mend the gate",
        "AB took an AI to mend the gate",
        "AB took an action item: mend the gate",
        "AB given action to mend the gate",
    ],
)
@pytest.mark.parametrize("in_list", [False, True])
def test_a_mark_is_known_in_whatever_form_people_write_it(line: str, in_list: bool) -> None:
    assert is_one(found(line, in_list=in_list), ("AB",))


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Action Olga Pile Mend the gate", ("Olga Pile",)),
        ("Action: Olga Pile Mend the gate", ("Olga Pile",)),
        ("Action Olga Pile and Ned Reed Mend the gate", ("Olga Pile", "Ned Reed")),
        ("Action Olga Pile, Ned Reed Mend the gate", ("Olga Pile", "Ned Reed")),
        ("Action Clerk Mend the gate", ("Clerk",)),
        ("ACTION Ned Mend the gate", ("Ned",)),
        ("Ned action: mend the gate", ("Ned",)),
        ("Action (Ned): mend the gate", ("Ned",)),
        ("TO DO: Mend the gate", ()),
        ("action: mend the gate", ()),
    ],
)
def test_a_badge_a_name_and_a_text_may_stand_in_one_line_without_anything_between(
    line: str, who: tuple[str, ...]
) -> None:
    assert is_one(found(PRESENT, line), who)


@pytest.mark.parametrize(
    "line",
    [
        "The board took action to amend the rules",
        "The committee agreed to take action: the gate would be closed",
        "AB has an AI to help with drafting",
        "AB had taken action to mend the fence",
        "Action Hampshire to visit in May?",
        "Action for Children: a talk",
        "Action plan: AB spoke",
        "-> Action plan to be discussed",
        "Follow-up: none",
        "Follow-up: see item 4",
        "Follow-up question: AB asked why",
        "Follow-up meeting: AB to chair",
        "Follow up from last meeting: AB said the gate was mended",
        "Next steps: the site will be surveyed",
        "Next steps: Ned explained the timetable",
        "Task: the group discussed what it is there for",
        "Task 3.1: data collection – AB reported progress",
        "Task and Finish Group: AB reported that the group had met",
        "TO DO: none",
        "To do list: AB presented the list",
        "AB to do: nothing",
        "TODO: remove this",
        "There is much to do: the hall, the gate",
        "Climate action: AB spoke",
        "Class action: AB explained",
        "Council action: Approve the minutes. Motion carried.",
        "github action to build the site failed",
        "action taken last year",
        "It was, in short, action packed: AB laughed",
        "The action: a play in three acts",
        "*** Break ***",
        "-> AB said no",
        "Action/Owner/Due",
        "(Action: to note)",
    ],
)
@pytest.mark.parametrize("in_list", [False, True])
def test_what_only_looks_like_a_form_of_the_mark_is_none(line: str, in_list: bool) -> None:
    assert found(line, in_list=in_list) == ()


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("Action 2.1: CD to mend the gate. Done. Closed", CLOSED),
        ("Action 2.1: CD to mend the gate. Done. CD has updated the list. Closed", CLOSED),
        ("Action 2.1: CD to mend the gate? CD now has the wood. The hinge is good too. Closed", CLOSED),
        ("Action 2.1: CD to mend the gate Closed", CLOSED),
        ("Action 2.1: CD to mend the gate. _Ongoing_ It needs wood, and there is none. More will be said.", OPEN),
        ("Action 2.1: CD to mend the gate. Ongoing More wood is needed.", OPEN),
    ],
)
def test_an_earlier_action_is_printed_with_its_progress_and_the_last_status_holds(line: str, state: str) -> None:
    (action,) = found(line, in_list=True)
    assert (action.ref, action.owners, action.status) == ("2.1", ("CD",), state)
    assert action.text.rstrip("?.") == "CD to mend the gate"


def test_initials_before_a_sentence_of_its_own_are_the_owners() -> None:
    (action,) = found("Action 2.3: AA/CG/DS We should mend the gate. Closed")
    assert (action.owners, action.text.rstrip(".")) == (("AA", "CG", "DS"), "We should mend the gate")


def test_several_deeds_behind_to_do_are_several_actions() -> None:
    texts = [a.text for a in found("TO DO: Find more volunteers; book the hall; buy paint.")]
    assert texts == ["Find more volunteers", "book the hall", "buy paint."]


def test_a_line_that_refers_to_an_earlier_action_of_the_same_person_is_that_action() -> None:
    listed = (
        Heading("Actions", place=Place(paragraph=1)),
        ListItem("Ned – ask the school for the staging", place=Place(paragraph=2)),
        ListItem("Ned – staging (see above)", place=Place(paragraph=3)),
    )
    (action,) = read_minutes(Document("minutes", listed), meeting=DAY).actions
    assert len(action.places) == 2


def test_a_marker_alone_on_its_line_goes_with_the_lines_below() -> None:
    assert is_one(found("We talked.\nAction:\nAB\nMend the gate", in_list=True), ("AB",))


@given(st.text("action ACTION:Ab/()[]{}<>=-→*.;,to do task \n", max_size=200))
def test_whatever_is_written_keeps_its_last_words(line: str) -> None:
    assert usual(f"{line} zebra", ()).endswith("zebra")


@pytest.mark.parametrize(
    "piece", ["action AB, ", "Action Ned Reed ", "{Action ", "-> action ", "[ACTION] ", "(s)/", "AB action: "]
)
def test_a_hostile_line_is_read_in_good_time(piece: str) -> None:
    start = time.process_time()
    found(*[(piece * 2000)[:20_000]] * 3)
    assert time.process_time() - start < 8
