"""Papers at the command line: freezing, files, and what goes to the screen beside them."""

import csv
import io
import re
import sys
from pathlib import Path

import pytest

from tests.cli.secretary import Secretary

JUNE = ("report", "outstanding", "--meeting", "2021-06-30", "--freeze")


@pytest.fixture
def one(forum: Secretary) -> Secretary:
    """A forum with one open action."""
    forum.types("add", "Print the map", "--owner", "Chair", "--deadline", "9 June 2021")
    return forum


def failing_hook(secretary: Secretary) -> None:
    hook = secretary.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n")
    hook.chmod(0o755)


def meeting_file(secretary: Secretary) -> str:
    return secretary.file("shore-forum/2021-06-30/meeting.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="the hook is a shell script")
@pytest.mark.parametrize("output", [(), ("-o", "p.md")])
def test_a_paper_that_cannot_be_recorded_as_tabled_is_not_written_either(
    one: Secretary, output: tuple[str, ...]
) -> None:
    failing_hook(one)
    one.refused(*JUNE, *output)
    assert not (one.folder / "p.md").exists()


@pytest.mark.parametrize("name", ["none/p.md", "p.odt", "actions/p.md"])
def test_a_paper_that_cannot_be_written_is_not_recorded_as_tabled(one: Secretary, name: str) -> None:
    one.refused(*JUNE, "-o", name)


def test_a_frozen_paper_is_written_and_recorded(one: Secretary) -> None:
    answer = one.types(*JUNE, "-o", "p.md")
    assert answer.out == ""
    assert "recorded as tabled, with data as at 24 June 2021" in answer.err
    assert "Print the map" in (one.folder / "p.md").read_text(encoding="utf-8")
    assert one.commits()[0] == "Table the outstanding paper for 2021-06-30"
    assert {p.name for p in one.folder.iterdir()} == {".git", "actions", "p.md"}


def test_freezing_again_on_the_same_day_records_what_was_added_since(one: Secretary) -> None:
    one.types(*JUNE)
    with one.untouched():
        assert "already recorded" in one.types(*JUNE).err
    one.types("add", "Book the hall", "--owner", "Clerk", "--deadline", "On-going")
    one.types(*JUNE)
    assert "2021-05-19/02" in meeting_file(one)
    one.types("close", "1", "--evidence", "Seen", "--date", "2021-06-24")
    assert "Seen" in one.types(*JUNE).out
    assert "2021-05-19/01 2021-06-24" in meeting_file(one)
    assert "Seen" in one.types(*JUNE).out


def test_a_paper_of_a_day_to_come_is_shown_but_not_frozen(one: Secretary) -> None:
    said = one.refused(*JUNE, "--as-of", "2021-06-25")
    assert "25 June 2021 is still to come (today is 24 June 2021)" in said
    one.types(*JUNE[:-1], "--as-of", "2021-06-25")


@pytest.mark.parametrize("name", ["actions/p.md", "actions/shore-forum/p.csv", "actions"])
@pytest.mark.parametrize("words", [("report", "outstanding"), ("list",)])
def test_no_paper_is_written_inside_the_log(one: Secretary, name: str, words: tuple[str, ...]) -> None:
    assert "inside the log" in one.refused(*words, "-o", name, "--format", "text")


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_link_into_the_log_does_not_lead_there_and_another_is_followed(one: Secretary) -> None:
    (one.folder / "in").symlink_to(one.root)
    assert "inside the log" in one.refused("list", "-o", "in/p.md")
    kept = one.folder / "kept.md"
    kept.write_text("old", encoding="utf-8")
    kept.chmod(0o640)
    (one.folder / "p.md").symlink_to(kept)
    one.types("list", "-o", "p.md")
    assert (one.folder / "p.md").is_symlink()
    assert "Print the map" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o777 == 0o640


def test_a_paper_is_put_in_place_whole(one: Secretary, monkeypatch: pytest.MonkeyPatch) -> None:
    one.types("list", "-o", "p.md")
    before = (one.folder / "p.md").read_bytes()
    one.types("add", "Book the hall", "--owner", "Clerk", "--deadline", "On-going")

    def full(_: Path, __: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert "No space left" in one.types("list", "-o", "p.md", code=2).err
    assert (one.folder / "p.md").read_bytes() == before
    assert {p.name for p in one.folder.iterdir()} == {".git", "actions", "p.md"}


def test_a_closing_that_was_taken_back_and_made_again_is_shown_in_the_next_paper(one: Secretary) -> None:
    one.types("close", "1", "--date", "2021-06-24")
    one.types(*JUNE)
    closing = one.git("log", "--format=%h", "--grep=^Close").split()[0]
    one.git("revert", "--no-edit", closing)
    one.on("2021-07-02")
    one.types("close", "1", "--date", "2021-07-01")
    out = one.types("report", "outstanding", "--meeting", "2021-07-21").out
    assert "1 closed since the last paper." in out


def test_the_evidence_of_a_proposal_is_not_lost_when_the_meeting_agrees(one: Secretary) -> None:
    one.types("propose", "1", "--evidence", "Sub-group met 21 June", "--date", "2021-06-21")
    assert "Not said" in one.types("report", "deadlines", "--format", "csv").out
    one.types("close", "1", "--meeting", "2021-05-19", "--date", "2021-06-23")
    row = next(csv.DictReader(io.StringIO(one.types("report", "closed", "--format", "csv").out)))
    assert row["Evidence"] == "Sub-group met 21 June"


def test_the_list_of_one_group_is_headed_with_its_name(one: Secretary) -> None:
    one.types("group", "add", "Harbour Panel")
    both = one.types("list").out
    assert both.startswith("Action log: actions\n")
    assert "Group" in both
    only = one.types("list", "-g", "shore-forum").out
    assert only.startswith("Shore Forum: actions\n")
    assert "Group" not in only
    assert one.json("list", "-g", "shore-forum")["group"] == "shore-forum"


def test_the_list_says_how_to_see_everything_where_nothing_fits(one: Secretary) -> None:
    assert "No action fits. All of them: actionlog list --all" in one.types("list", "--text", "zebra").out


def test_a_closing_without_an_outcome_is_said_to_have_none(one: Secretary) -> None:
    one.types("close", "1", "--outcome", "not recorded", "--date", "2021-06-24")
    assert "Closed 24 June 2021, outcome not recorded" in one.types("show", "1").out


def test_what_an_action_was_in_words_is_shown_whether_it_was_typed_or_imported(one: Secretary) -> None:
    out = one.types("show", "1").out
    assert re.search(r"^In words: +deadline “9 June 2021”$", out, re.MULTILINE)
    assert "printed" not in out


def test_letters_hold_nothing_that_is_meant_for_the_secretary(one: Secretary) -> None:
    one.types("add", "Book the hall", "--owner", "[Redact]", "--deadline", "On-going")
    answer = one.types("report", "owner")
    assert "To: Chair" in answer.out
    assert "secretary" not in answer.out
    assert "For the secretary: no letter for 1 action" in answer.err
    assert "Did you mean Chair?" in one.refused("report", "owner", "Chiar")


def test_cleared_minutes_show_what_stood_on_the_day_of_the_meeting(one: Secretary) -> None:
    one.types("close", "1", "--date", "2021-06-20")
    draft = one.types("report", "minutes", "--meeting", "2021-05-19").out
    assert "Data as at Thursday 24 June 2021" in draft
    assert "Closed" in draft
    one.types("meeting", "clear", "2021-05-19")
    cleared = one.types("report", "minutes", "--meeting", "2021-05-19").out
    assert "Unconfirmed minutes: cleared" in cleared
    assert "Data as at Wednesday 19 May 2021" in cleared
    assert "Closed" not in cleared
    assert "Closed" in one.types("report", "minutes", "--meeting", "2021-05-19", "--as-of", "today").out


def test_a_confidential_action_says_so_in_every_paper_of_the_committee(forum: Secretary) -> None:
    forum.types("add", "Ask about the grant", "--owner", "Clerk", "--deadline", "2 June 2021", "--confidential")
    for words in (
        ("list",),
        ("history", "1"),
        *(("report", name) for name in ("outstanding", "minutes", "overdue", "register")),
        *(("report", "outstanding", "--format", form) for form in ("markdown", "html", "ics")),
    ):
        assert "onfidential" in forum.types(*words).out or "CONFIDENTIAL" in forum.types(*words).out, words
    assert "Ask about the grant,Clerk" in forum.types("list", "--format", "csv").out


def test_an_action_is_made_confidential_later_and_no_longer(forum: Secretary) -> None:
    forum.types("add", "Ask about the grant", "--owner", "Clerk", "--deadline", "2 June 2021")
    forum.types("edit", "1", "--confidential")
    assert "never (confidential)" in forum.types("show", "1").out
    forum.types("edit", "1", "--not-confidential")
    assert "confidential" not in forum.types("show", "1").out
    assert "confidential" not in forum.file("shore-forum/2021-05-19/01.yaml").read_text()
