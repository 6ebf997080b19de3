"""The register of people at the command line, and handles in the committee's papers. All people are invented."""

import pytest

from tests.cli.publishing import a_log_with_people
from tests.cli.secretary import Secretary


@pytest.fixture
def council(forum: Secretary) -> Secretary:
    return a_log_with_people(forum)


def test_the_register_is_listed_with_what_the_public_may_read(council: Secretary) -> None:
    said = council.types("people", "--format", "csv").out
    assert "Ottoline Vexley-Marr,person,'@p-1,[Redact],2021-05-01,ottoline.vexley@example.org,1" in said
    assert "Zdzisław Krząkała,person,'@p-2,[Redact] (nothing decided)" in said
    assert "Perpetua Quennell,person,'@p-3,The name" in said
    assert "Ignatius Thrupp,person,'@p-4,The role: Head of moorings" in said
    assert "Review team,team,None,The name" in said


def test_those_who_are_missing_are_added_and_withheld(council: Secretary) -> None:
    council.types("add", "Paint the hut", "--owner", "Quillon Farthing: painter", "--deadline", "30 June 2021")
    council.types("add", "Paint it blue", "--owner", "Finance lead", "--deadline", "30 June 2021")
    council.git("add", "-A")
    council.git("commit", "-qm", "By hand")
    with council.untouched():
        said = council.types("people", "--add-missing", "--dry-run").out
    assert said == "Finance lead: role\nQuillon Farthing: painter: person, @p-5, withheld from the public\n"
    council.types("people", "--add-missing")
    text = council.file("people.yaml").read_text(encoding="utf-8")
    assert '  - name: "Quillon Farthing: painter"\n    kind: person\n    handle: p-5\n' in text
    assert council.commits()[0] == "Add 2 entries to the register of people"
    council.types("check", code=None)
    assert "Everybody who owns an action" in council.types("people", "--add-missing").out


@pytest.mark.parametrize(
    "register", [None, "people: []\n", "# Ours\npeople:\n", "people:\n- {name: Clerk, kind: role}\n"]
)
def test_entries_are_added_to_any_register_as_people_write_it(forum: Secretary, register: str | None) -> None:
    forum.types("add", "Paint the hut", "--owner", "Quillon Farthing", "--deadline", "30 June 2021")
    if register is not None:
        forum.file("people.yaml").write_text(register, encoding="utf-8")
        forum.git("add", "-A")
        forum.git("commit", "-qm", "By hand")
    forum.types("people", "--add-missing")
    said = forum.types("people", "--format", "csv").out
    assert "Quillon Farthing,person,'@p-1,[Redact] (nothing decided)" in said
    assert ("Clerk" in said) == ("Clerk" in (register or ""))


def test_somebody_with_an_office_in_brackets_is_a_person_and_withheld(forum: Secretary) -> None:
    for owner in ("Quilla Farthing (Chair)", "Review team", "Clerk"):
        forum.types("add", "Paint the hut", "--owner", owner, "--deadline", "30 June 2021")
    said = forum.types("people", "--add-missing").out
    assert "Quilla Farthing: person, @p-1" in said
    forum.types("people", "--format", "csv")
    assert 'aliases: ["Quilla Farthing (Chair)"]' in forum.file("people.yaml").read_text() or (
        "aliases: [Quilla Farthing (Chair)]" in forum.file("people.yaml").read_text()
    )
    assert "Everybody who owns" in forum.types("people", "--add-missing").out
    assert "Review team: team\n" in said
    assert "Clerk: role\n" in said


def test_handles_take_the_place_of_names_in_every_text_and_the_committee_reads_the_names(council: Secretary) -> None:
    council.types(
        "add", "Ottoline Vexley-Marr to ring Perpetua Quennell", "--owner", "OVM", "--deadline", "30 June 2021"
    )
    council.types("edit", "7", "--action", "Ottoline to write to Perpetua Quennell", "--reason", "OVM asked")
    council.types("note", "7", "Vexley-Marr was away; Otty rang")
    publish = ("publish", "--audience", "public", "--out", "public", "--checked-by", "Deputy clerk")
    council.types(*publish, code=1)
    with council.untouched():
        said = council.types("people", "--use-handles", "--dry-run").out
    assert "  - Ottoline to write to Perpetua Quennell\n  + @p-1 to write to Perpetua Quennell\n" in said
    council.types("people", "--use-handles")
    text = council.file("shore-forum/2021-05-19/07.yaml").read_text(encoding="utf-8")
    assert "ttoline" not in text
    assert "Vexley" not in text
    assert "owners: [OVM]" in text
    council.types(*publish)
    assert "Ottoline Vexley-Marr to write to Perpetua" in council.types("list", "--format", "csv").out
    council.types("check", code=None)
    assert "Nothing was changed" in council.types("people", "--use-handles").out


def test_the_committee_reads_a_name_where_a_text_has_a_handle(council: Secretary) -> None:
    council.types("add", "@p-1 to ring @p-2", "--owner", "@p-1", "--deadline", "30 June 2021")
    council.types("note", "7", "@p-2 was away")
    for words in (("list",), ("show", "7"), ("history", "7"), ("report", "outstanding"), ("report", "owner", "OVM")):
        said = " ".join(council.types(*words).out.split())
        assert "Ottoline Vexley-Marr" in said, words
        assert "@p-1" not in said, words
    assert "Zdzisław Krząkała was away" in " ".join(council.types("show", "7").out.split())
    assert 'owners: ["@p-1"]' in council.file("shore-forum/2021-05-19/07.yaml").read_text(encoding="utf-8")
    assert len(council.json("list", "--owner", "@p-1")["actions"]) == 2


def test_two_people_with_one_handle_are_told_apart_by_nobody(council: Secretary) -> None:
    register = council.file("people.yaml")
    register.write_text(register.read_text(encoding="utf-8").replace("handle: p-2", "handle: p-1"), encoding="utf-8")
    assert "@p-1 stands for" in council.types("check", "--advice", code=None).out
