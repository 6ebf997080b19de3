"""What is said of earlier days, and of who recorded what: `changes`, `history`, `--as-of`. True, and nobody accused."""

from pathlib import Path

import pytest

from tests.cli.secretary import Secretary

ACCUSED = "edited or took away"


@pytest.fixture
def map_printed(forum: Secretary) -> Secretary:
    """A forum whose action 1 has a note of 1 June."""
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "9 July")
    forum.types("note", "1", "The printer has it", "--date", "2021-06-01")
    return forum


def said(secretary: Secretary, *words: str) -> str:
    return " ".join(secretary.types(*words).out.split())


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# ------------------------------------------------------------------------------------------------------------ changes


def test_a_note_recorded_late_is_told_and_nothing_is_said_to_be_taken_away(map_printed: Secretary) -> None:
    map_printed.types("note", "1", "It is at the shop", "--date", "2021-06-20")
    map_printed.types("note", "1", "The paper was bought", "--date", "2021-05-25")
    map_printed.types("extend", "1", "--to", "16 July", "--date", "2021-06-21")
    told = said(map_printed, "changes", "--since", "2021-06-10")
    assert "It is at the shop" in told
    assert "from 9 July 2021 to 16 July 2021" in told
    assert "The paper was bought" not in told
    assert ACCUSED.split()[0] not in told


def test_since_a_commit_a_note_put_between_others_is_told_alone(map_printed: Secretary) -> None:
    path = map_printed.file("shore-forum/2021-05-19/01.yaml")
    replace_in(path, "history:\n", "history:\n  - {date: 2021-05-30, event: note, note: Put in by hand}\n")
    told = said(map_printed, "changes", "--since", "HEAD")
    assert "Put in by hand" in told
    assert "The printer has it" not in told
    assert "edited" not in told


def test_since_a_commit_an_entry_that_was_edited_is_told(map_printed: Secretary) -> None:
    replace_in(map_printed.file("shore-forum/2021-05-19/01.yaml"), "The printer has it", "The binder has it")
    told = said(map_printed, "changes", "--since", "HEAD")
    assert "an earlier entry of its history was edited or taken away" in told
    assert "The binder has it" in told


def test_minutes_papers_and_a_winding_up_after_the_day_are_changes(map_printed: Secretary) -> None:
    map_printed.on("2021-06-01").types("meeting", "clear", "2021-05-19", "--by", "Chair")
    path = map_printed.file("shore-forum/2021-05-19/meeting.yaml")
    path.write_text(path.read_text() + "papers:\n  - {paper: outstanding, as_of: 2021-06-02}\n")
    group = map_printed.file("shore-forum/group.yaml")
    group.write_text(group.read_text() + "dissolved: 2021-06-20\n")
    map_printed.on("2021-06-24")
    told = said(map_printed, "changes", "--since", "2021-05-25")
    assert "The minutes of 19 May 2021 are now cleared." in told
    assert "The outstanding paper was tabled for 19 May 2021" in told
    assert "The group was wound up on 20 June 2021." in told
    later = said(map_printed, "changes", "--since", "2021-06-03")
    assert "cleared" not in later
    assert "tabled" not in later
    assert "wound up" in later


# ------------------------------------------------------------------------------------------------------------ history


def two_notes_merged(secretary: Secretary) -> None:
    """Two branches each add a note to action 1 and are merged: both notes are kept."""
    secretary.git("checkout", "-q", "-b", "colleague")
    secretary.types("note", "1", "Theirs", "--date", "2021-06-10")
    secretary.git("checkout", "-q", "main")
    secretary.types("note", "1", "Ours", "--date", "2021-06-11")
    secretary.git("merge", "-q", "colleague", check=False)
    path = secretary.file("shore-forum/2021-05-19/01.yaml")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))), "utf-8")
    secretary.git("commit", "-q", "-a", "-m", "Merge")


def test_a_merge_of_two_notes_accuses_nobody_and_tells_who_recorded_each(map_printed: Secretary) -> None:
    two_notes_merged(map_printed)
    told = map_printed.json("history", "1")
    assert ACCUSED not in str(told)
    shown = map_printed.types("history", "1", "--format", "csv").out
    merge = map_printed.git("rev-parse", "--short=7", "HEAD").strip()
    for note in ("Theirs", "Ours"):
        row = next(line for line in shown.splitlines() if note in line)
        adding = map_printed.git("log", "--all", "--reverse", "--format=%h", "-S", note).split()[0]
        assert adding[:7] in row
        assert merge not in row


def test_after_a_merge_only_the_commit_that_took_a_note_away_is_named(map_printed: Secretary) -> None:
    two_notes_merged(map_printed)
    path = map_printed.file("shore-forum/2021-05-19/01.yaml")
    replace_in(path, "Theirs", "Changed")
    map_printed.git("commit", "-q", "-a", "-m", "Tamper")
    told = said(map_printed, "history", "1")
    assert told.count(ACCUSED) == 1
    assert f"Commit {map_printed.git('rev-parse', 'HEAD')[:7]} " in told


def test_an_entry_put_between_others_accuses_nobody(map_printed: Secretary) -> None:
    path = map_printed.file("shore-forum/2021-05-19/01.yaml")
    replace_in(path, "history:\n", "history:\n  - {date: 2021-05-30, event: note, note: From a late import}\n")
    map_printed.git("commit", "-q", "-a", "-m", "Import late")
    told = said(map_printed, "history", "1")
    assert ACCUSED not in told
    assert "From a late import" in told


def test_the_commit_that_edited_an_entry_is_named(map_printed: Secretary) -> None:
    replace_in(map_printed.file("shore-forum/2021-05-19/01.yaml"), "The printer has it", "The binder has it")
    map_printed.git("commit", "-q", "-a", "-m", "Tamper")
    map_printed.types("note", "1", "Printed", "--date", "2021-06-20")
    told = said(map_printed, "history", "1")
    assert told.count(ACCUSED) == 1
    assert f"Commit {map_printed.git('rev-parse', 'HEAD~1')[:7]} " in told


# ---------------------------------------------------------------------------------------------------------- deadlines


def test_an_action_extended_to_the_next_meeting_is_not_overdue_at_once(forum: Secretary) -> None:
    forum.types("meeting", "add", "2021-06-16")
    forum.types("meeting", "add", "2021-07-14")
    forum.types("add", "Print the map", "--meeting", "2021-05-19", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("extend", "1", "--to", "next meeting")
    assert forum.json("show", "1")["actions"][0]["overdue"] is False
    forum.types("close", "1")
    forum.types("reopen", "1", "--deadline", "next meeting")
    assert forum.json("show", "1")["actions"][0]["overdue"] is False
    assert "14 July 2021" in forum.types("show", "1").out
