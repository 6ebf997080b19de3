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


def test_those_who_are_missing_are_printed_as_entries_to_be_added(council: Secretary) -> None:
    council.types("add", "Paint the hut", "--owner", "Quillon Farthing: painter", "--deadline", "30 June 2021")
    entries = council.types("people", "--missing").out
    assert entries == '  - name: "Quillon Farthing: painter"\n    kind: person\n'
    register = council.file("people.yaml")
    register.write_text(register.read_text(encoding="utf-8") + entries, encoding="utf-8")
    council.types("check", code=None)
    assert council.types("people", "--missing").out == ""


def test_without_a_register_the_entries_make_one(forum: Secretary) -> None:
    forum.types("add", "Paint the hut", "--owner", "Quillon Farthing", "--deadline", "30 June 2021")
    forum.types("add", "Come early", "--owner", "All", "--deadline", "30 June 2021")
    forum.file("people.yaml").write_text(forum.types("people", "--missing").out, encoding="utf-8")
    assert "Quillon Farthing" in forum.types("people").out
    assert "Everybody who owns an action" in forum.types("people").out


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
