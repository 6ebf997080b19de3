"""Handles in papers that stay inside, and in the words of one who is asked whether two are the same."""

from dataclasses import replace

import pytest

from actionlog.redaction.handles import named
from actionlog.redaction.persons import same_person
from tests.redaction.invented import PEOPLE, action, full_log, log_of


def test_inside_the_committee_a_handle_reads_as_the_name_wherever_it_stands() -> None:
    made = named(full_log())
    assert made.actions[0].action == "Órla Penhaligon and Edwin Marsh to tell Ida Fenwick-Rowe."
    assert made.actions[0].owners[2] == "Ida Fenwick-Rowe"
    history = made.actions[1].history
    assert history[1].by == "Tamsin Quiller"
    assert history[2].after == ("Edwin Marsh", "Ida Fenwick-Rowe")
    assert history[3].before == "Órla Penhaligon to send it."
    assert made.meetings[0].decisions[0].decision == "To thank Edwin Marsh and Tamsin Quiller."
    assert made.meetings[0].items[0].title == "Matters that Órla Penhaligon raised"
    assert made.groups[0].waivers[1].agreed_by == "Órla Penhaligon"
    assert "@p-" not in repr(made)


def test_a_handle_that_nobody_has_an_address_and_a_longer_word_stay_as_they_are() -> None:
    text = "Ask @p-33, @p-3x, x@p-3 and a@p-3.example, not @P-3."
    made = named(log_of(action(1, text)))
    assert made.actions[0].action == text.replace("@P-3", "Órla Penhaligon")


def test_without_handles_it_is_the_same_log() -> None:
    log = replace(full_log(), people=tuple(p._replace(handle="") for p in PEOPLE))
    assert named(log) is log
    assert named(replace(log, people=())).people == ()


@pytest.mark.parametrize(
    "other",
    [
        "Órla Penhaligon", "orla penhaligon", "Dr Orla Penhaligon", "Penhaligon, Orla", "@p-3", "@P-3", "OP",
        "orla.penhaligon@hall.example.gov.uk", "Orla Penhaligon <orla@elsewhere.example>", "O. Penhaligon",
        "orla.penhaligon@elsewhere.example", "", "  ",
    ],
)  # fmt: skip
def test_red_13_whoever_prepares_cannot_check_under_another_spelling(other: str) -> None:
    for name in ("Órla Penhaligon", "@p-3", "orla.penhaligon@hall.example.gov.uk"):
        assert same_person(name, other, full_log())
        assert same_person(other, name, full_log())


def test_red_13_two_people_are_two() -> None:
    for a, b in (("Órla Penhaligon", "Tamsin Quiller"), ("@p-3", "@p-4"), ("Zeb Nobody", "Edwin Marsh"), ("Ann", "Bo")):
        assert not same_person(a, b, full_log())
