"""Letters to owners: one for each, with its own actions and no one else's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from actionlog.errors import Refused
from actionlog.model import NEXT_MEETING, Action, Group, Log, Meeting, Policy
from actionlog.papers import Divider, Lines, Paper, Text
from actionlog.papers.owner import each, nobody_to_write_to, paper, together
from actionlog.people import Person
from actionlog.query import Standings
from actionlog.renderers import csv, text

Snapshot = Callable[[str, str | bytes], None]

DAY = date(2021, 5, 25)


def letter(log: Log, owner: str, day: date = DAY, **more: object) -> Paper:
    return paper(Standings(log, day), log.groups[0], owner, **more)  # type: ignore[arg-type]


def log_of(*actions: Action, **more: object) -> Log:
    log = Log(groups=(Group("g", "Group"),), meetings=(Meeting("g", "2021-05-19"),), actions=actions)
    return replace(log, **more)  # type: ignore[arg-type]


def owned(number: int, *owners: str, deadline: date | str | None = None) -> Action:
    return Action("g", "2021-05-19", number, f"Text {number}.", owners, deadline)


def test_the_letter_to_the_review_team_is_as_a_secretary_expects_it(may: Log, snapshot: Snapshot) -> None:
    group = replace(may.groups[0], policy=Policy(extend="meeting"))
    log = replace(may, groups=(group,))
    shown = letter(log, "Building team", meeting=log.meetings[2], reply_by=date(2021, 6, 9))
    snapshot("snapshots/letter.txt", text.render(shown))


def test_a_letter_holds_the_owners_actions_and_no_text_of_any_other(may: Log) -> None:
    shown = letter(may, "Building team")
    assert [s.action.short_id for s in shown.standings] == ["before-2021-05-19/10", "2021-05-19/3"]
    printed = text.render(shown).decode()
    for action in may.actions:
        assert (action.action[:20] in printed) == ("Building team" in action.owners)


def test_no_line_of_a_letter_is_longer_than_70_columns(may: Log) -> None:
    shown = together(Standings(may, DAY), may.groups[0], may.meetings[2], date(2021, 6, 9))
    assert max(map(len, text.render(shown, 200).decode().splitlines())) == 70


def test_the_owner_may_be_written_as_the_minutes_spell_it(may: Log) -> None:
    assert letter(may, "the Building Team").standings == letter(may, "Building team").standings


def test_an_alias_of_the_register_is_its_person() -> None:
    log = log_of(owned(1, "Finance lead"), owned(2, "FL"), people=(Person("Finance lead", "role", ("FL",)),))
    assert [s.action.number for s in letter(log, "FL").standings] == [1, 2]


def test_collective_owners_have_one_letter_to_all_members(may: Log) -> None:
    shown = letter(may, "All")
    assert shown.parts[0] == Lines(("To: Hall Group (all members)", "Subject: Hall Group: your actions"))
    assert shown.parts[1] == Text("There are 3 actions for all members on the Hall Group log.")
    assert letter(may, "Members").parts == shown.parts


def test_a_shared_action_says_with_whom(may: Log) -> None:
    shown = letter(may, "Building team member")
    assert shown.tables[0].columns == ("Ref", "Action", "Deadline", "Position")
    assert shown.tables[0].rows[0].cells[-1] == "Open, no fixed date, with [Redact]"
    assert b"Last update: none. With [Redact]." in text.render(shown)


def test_actions_stand_overdue_first_and_say_how_they_stand() -> None:
    log = log_of(
        owned(1, "Clerk"),
        owned(2, "Clerk", deadline="On-going"),
        owned(3, "Clerk", deadline=date(2021, 9, 1)),
        owned(4, "Clerk", deadline=date(2021, 6, 23)),
        owned(5, "Clerk", deadline=date(2021, 6, 1)),
        owned(6, "Clerk", deadline=NEXT_MEETING),
        replace(owned(7, "Clerk"), status="Proposed"),
        meetings=(Meeting("g", "2021-05-19"), Meeting("g", "2021-06-23")),
    )
    shown = letter(log, "Clerk", date(2021, 6, 2), meeting=log.meetings[1])
    said = [row.block[2].split(". Last")[0] for row in shown.tables[0].rows]
    assert said == [
        "Deadline: 1 June 2021, overdue by 1 day",
        "Deadline: 23 June 2021, due by the meeting",
        "Deadline: next meeting (23 June 2021), due by the meeting",
        "Deadline: 1 September 2021, not yet due",
        "Deadline: not set",
        "Deadline: on-going, no date set",
        "Deadline: not set, proposed for closure",
    ]


@pytest.mark.parametrize(
    ("policy", "whose"), [("secretariat", "secretariat's"), ("chair", "chair's"), ("meeting", "group's")]
)
def test_the_letter_says_who_agrees_a_new_date(policy: str, whose: str) -> None:
    log = log_of(owned(1, "Clerk"), groups=(Group("g", "Group", policy=Policy(extend=policy)),))
    assert f"(A new date needs the {whose} agreement.)" in text.render(letter(log, "Clerk")).decode()


def test_an_owner_with_nothing_open_is_told_so() -> None:
    log = log_of(replace(owned(1, "Clerk"), status="Closed"))
    assert letter(log, "Clerk").parts[1:] == (Text("You have no open actions on the Group log."),)


def test_an_owner_nobody_knows_is_refused_with_a_suggestion(may: Log) -> None:
    with pytest.raises(
        Refused, match=r"owned by Bilding team\. Did you mean Building team\? Its owners are: .*Building team"
    ):
        letter(may, "Bilding team")


def test_a_collective_owner_is_among_those_that_are_named_and_suggested(may: Log) -> None:
    with pytest.raises(Refused, match=r"Its owners are: All, Building team, Building team member and Members\."):
        letter(may, "Nobody at all")
    with pytest.raises(Refused, match=r"Did you mean Members\?"):
        letter(may, "membrs")
    with pytest.raises(Refused, match=r"Did you mean Chair\?"):
        letter(log_of(owned(1, "Chair")), "Chiar")


def test_no_letter_is_written_to_owners_whom_the_minutes_did_not_name(may: Log) -> None:
    with pytest.raises(Refused, match="nothing says that two of them are one person"):
        letter(may, "[Redact]")
    assert letter(may, "unknown-1").standings[0].action.short_id == "2021-05-19/4"


def test_there_is_a_letter_for_every_owner_who_is_named(may: Log) -> None:
    letters = each(Standings(may, DAY), may.groups[0])
    assert [(p.facts["to"], len(p.standings)) for p in letters] == [
        ("Hall Group (all members)", 3),
        ("Building team", 2),
        ("Building team member", 1),
    ]


def test_who_has_nobody_to_write_to_is_told_the_secretary_and_stands_in_no_letter(may: Log) -> None:
    shown = together(Standings(may, DAY), may.groups[0])
    assert sum(isinstance(part, Divider) for part in shown.parts) == 2
    assert "secretary" not in text.render(shown).decode()
    assert nobody_to_write_to(Standings(may, DAY), may.groups[0]) == (
        "For the secretary: no letter for 2 actions, because the log names no owner for them: "
        "8 (before 19 May 2021) and 4 (19 May 2021)."
    )
    assert len(shown.standings) == 6
    assert csv.render(shown).decode().splitlines()[1].startswith("To: Hall Group (all members),")


def test_without_open_actions_there_is_no_letter() -> None:
    unnamed = log_of(owned(1, "unknown-1"))
    assert together(Standings(unnamed, DAY), unnamed.groups[0]).parts == (
        Text("No open action has an owner who is named, so there is no letter to write."),
    )
    log = log_of()
    assert nobody_to_write_to(Standings(log, DAY), log.groups[0]) == ""
    assert (
        text.render(together(Standings(log, DAY), log.groups[0]))
        == b"No action is open, so there is no letter to write.\n"
    )
