"""JSON: the same records from every command, with stable keys, and nothing in them that a terminal obeys."""

import json as reader
from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from actionlog.characters import hidden_in
from actionlog.model import NEXT_MEETING, Action, Event, Group
from actionlog.papers import Paper
from actionlog.query import Calendar, Standing
from actionlog.renderers import json

Snapshot = Callable[[str, str | bytes], None]

KEYS = [
    "id", "group", "meeting", "number", "ref", "action", "owners", "deadline", "original_deadline", "status", "outcome",
    "closed", "overdue", "days_overdue", "carried", "item", "minuted", "history",
]  # fmt: skip


def standing(**more: object) -> Standing:
    action = Action("g", "2021-05-19", 5, "Send it.", ("All",), **more)  # type: ignore[arg-type]
    return Standing(action, "5", date(2021, 6, 15), Calendar(Group("g", "Group"), ()))


def read(paper: Paper) -> dict[str, Any]:
    answer: dict[str, Any] = reader.loads(json.render(paper))
    return answer


def test_a_paper_is_an_object_for_programs(paper: Paper, snapshot: Snapshot) -> None:
    snapshot("snapshots/paper.json", json.render(paper))


def test_the_envelope_and_the_records_have_the_promised_keys_in_order(paper: Paper) -> None:
    answer = read(paper)
    assert list(answer) == ["schema", "as_of", "paper", "title", "group", "counts", "day", "actions"]
    assert answer["schema"] == 1
    assert answer["as_of"] == answer["day"] == "2021-06-15"
    assert [list(record) for record in answer["actions"]] == [KEYS, KEYS]


def test_a_record_holds_what_the_action_is_and_how_it_stands(paper: Paper) -> None:
    record = read(paper)["actions"][0]
    assert record["id"] == "hall-group/2021-05-19/01"
    assert record["owners"] == ["Clerk", "unknown-1"]
    assert (record["deadline"], record["overdue"], record["days_overdue"]) == ("2021-06-09", True, 6)
    assert record["minuted"] == {"ref": "1", "owners": "Clerk"}
    assert record["history"] == [
        {"date": "2021-06-01", "event": "note", "by": "Clerk", "note": "Two letters are written"},
        {
            "date": "2021-06-02",
            "event": "owners changed",
            "from": ["Clerk"],
            "to": ["Clerk", "unknown-1"],
            "meeting": "2021-06-02",
        },
    ]


def test_what_is_not_known_is_null() -> None:
    (record,) = json.actions_json([standing()])
    assert [key for key in KEYS if record[key] is None] == [
        "deadline",
        "original_deadline",
        "outcome",
        "closed",
        "item",
    ]
    assert record["minuted"] == {}


def test_deadlines_without_a_date_stay_words() -> None:
    assert json.actions_json([standing(deadline=NEXT_MEETING)])[0]["deadline"] == "next meeting"
    assert json.actions_json([standing(deadline="On-going")])[0]["original_deadline"] == "On-going"


def test_a_paper_without_actions_has_an_empty_list(paper: Paper) -> None:
    assert read(paper._replace(standings=()))["actions"] == []


def test_letters_of_any_language_stand_as_they_are() -> None:
    assert "Café, 議事録 🎉".encode() in json.envelope({"said": "Café, 議事録 🎉"}, [])


def test_what_is_not_seen_is_escaped() -> None:
    said = "\x1b[31m \x9b \u202e \u200b \x7f \U000e0041 \ud800"
    written = json.envelope({"said": said}, [])
    assert b'"\\u001b[31m \\u009b \\u202e \\u200b \\u007f \\udb40\\udc41 \\ud800"' in written
    assert reader.loads(written)["said"] == said


@given(st.text(st.characters(), max_size=60))
def test_any_text_comes_back_and_none_of_it_is_hidden(said: str) -> None:
    action = standing(item=said, outcome=said, history=(Event(date(2021, 6, 1), "note", said, (said,), note=said),))
    written = json.envelope({"said": said}, [action])
    assert all(hidden_in(line) is None for line in written.decode().split("\n"))
    answer = reader.loads(written)
    assert answer["said"] == said
    assert answer["actions"][0]["item"] == (said or None)
    assert answer["actions"][0]["history"][0]["to"] == [said]
