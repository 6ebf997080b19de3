"""What an interrupted command had begun is finished by the next, or taken back, and said."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionlog.store import commit as commits
from actionlog.store import journal
from actionlog.store.commit import GitAtWork
from actionlog.store.files import FileChange
from actionlog.store.journal import Entry
from actionlog.store.recovery import unfinished
from actionlog.store.writer import Writer

Git = Callable[..., str]


Hook = Callable[[str, str], Path]


Python = Callable[..., "subprocess.Popen[bytes]"]


Snapshot = Callable[[Path], dict[str, bytes]]


posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")


def interrupted(root: Path, **options: object) -> Entry:
    """Write the journal of a command that was killed before it touched a file."""
    files = (FileChange("count.yaml", b"0\n", b"1\n"), FileChange("new/a.yaml", None, b"a\n"))
    entry = Entry("actions/", "Add a\nand more", True, files)._replace(**options)  # type: ignore[arg-type]
    folder = root.parent / ".git" / "actionlog"
    journal.write(folder, entry)
    return entry


def finish(root: Path) -> str:
    writer = Writer(root)
    with writer.locked():
        return writer.note


def test_what_was_interrupted_is_finished_and_said(pairs: Path, git: Git) -> None:
    interrupted(pairs)
    assert unfinished(pairs) == {"count.yaml": b"1\n", "new/a.yaml": b"a\n"}
    assert finish(pairs) == "An earlier command was interrupted (Add a); its change was finished."
    assert git(pairs, "log", "-1", "--format=%B", "--name-only").split() == [
        *("Add", "a", "and", "more"),
        *("actions/count.yaml", "actions/new/a.yaml"),
    ]
    assert finish(pairs) == ""
    assert unfinished(pairs) == {}


def test_the_word_about_it_comes_with_the_next_write(pairs: Path) -> None:
    interrupted(pairs)
    written = Writer(pairs).write({"b.yaml": b"b\n"}, "Add b", expect={"b.yaml": None})
    assert written.note.startswith("An earlier command was interrupted (Add a)")


def test_an_interrupted_change_that_was_not_to_be_committed_is_not(pairs: Path, git: Git) -> None:
    interrupted(pairs, commit=False)
    finish(pairs)
    assert git(pairs, "status", "--porcelain", "-uall") == " M actions/count.yaml\n?? actions/new/a.yaml\n"


def test_a_file_that_was_edited_since_is_left_alone_and_said(pairs: Path, git: Git, snapshot: Snapshot) -> None:
    interrupted(pairs)
    (pairs / "count.yaml").write_bytes(b"7\n")
    before = snapshot(pairs)
    note = finish(pairs)
    assert "and count.yaml changed since, so its change was not finished" in note
    assert snapshot(pairs) == before
    assert finish(pairs) == ""


def test_what_git_will_not_have_when_it_is_finished_is_taken_back(
    pairs: Path, git: Git, hook: Hook, snapshot: Snapshot
) -> None:
    before = snapshot(pairs)
    interrupted(pairs)
    hook("pre-commit", "echo 'Not today'; exit 1")
    note = finish(pairs)
    assert "its change was taken back. Not today" in note
    assert snapshot(pairs) == before
    assert git(pairs, "status", "--porcelain", "-uall") == ""


def test_a_removal_that_was_interrupted_is_finished(pairs: Path, git: Git) -> None:
    interrupted(pairs, files=(FileChange("count.yaml", b"0\n", None),))
    finish(pairs)
    assert not (pairs / "count.yaml").exists()
    assert git(pairs, "status", "--porcelain", "-uall") == ""


def test_what_the_user_has_committed_by_hand_is_not_committed_again(pairs: Path, git: Git) -> None:
    interrupted(pairs)
    (pairs / "count.yaml").write_bytes(b"1\n")
    (pairs / "new").mkdir()
    (pairs / "new" / "a.yaml").write_bytes(b"a\n")
    git(pairs, "add", ".")
    git(pairs, "commit", "-q", "-m", "By hand")
    assert finish(pairs).endswith("its change was finished.")
    assert git(pairs, "log", "-1", "--format=%s") == "By hand\n"


def test_without_the_git_program_an_interrupted_change_is_finished_but_not_committed(
    pairs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    interrupted(pairs)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert "was finished, but not committed. The git program was not found" in finish(pairs)
    assert (pairs / "new/a.yaml").read_bytes() == b"a\n"


def test_a_journal_that_was_not_complete_is_as_if_there_were_none(pairs: Path, snapshot: Snapshot) -> None:
    interrupted(pairs)
    folder = pairs.parent / ".git" / "actionlog"
    (folder / "journal").rename(folder / ".journal.actionlog-new")
    before = snapshot(pairs)
    assert finish(pairs) == ""
    assert snapshot(pairs) == before


JOURNAL = b"""{
    "format": %d, "prefix": "actions/", "message": "x", "commit": true,
    "files": [{"path": %b, "old": null, "new": "eA=="}]
}"""


HOSTILE = [
    b"",
    b"{}",
    b"[]",
    b"\xff",
    JOURNAL % (1, b"1"),
    JOURNAL % (1, b'"../x"'),
    JOURNAL % (1, b'".git/x"'),
    JOURNAL % (2, b'"x"'),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_journal_that_makes_no_sense_is_dropped_and_said(pairs: Path, text: bytes, snapshot: Snapshot) -> None:
    file = pairs.parent / ".git" / "actionlog" / "journal"
    before = snapshot(pairs.parent)
    file.write_bytes(text)
    assert unfinished(pairs) == {}
    assert "its journal makes no sense" in finish(pairs)
    assert not file.exists()
    assert snapshot(pairs.parent) == before


def test_a_lock_of_another_git_is_not_removed(pairs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one from before the journal, nor one that was made long after our git had started."""
    monkeypatch.setattr(commits, "PATIENCE", 0.1)
    lock = pairs.parent / ".git" / "index.lock"
    folder = pairs.parent / ".git" / "actionlog"
    for seconds in (-5, 3600):
        interrupted(pairs)
        (folder / "git").write_text("999999999")
        lock.write_bytes(b"")
        when = (folder / "git").stat().st_mtime + seconds
        os.utime(lock, (when, when))
        with pytest.raises(GitAtWork):
            finish(pairs)
        assert lock.exists()
        assert (folder / "journal").exists()
    lock.unlink()
    assert finish(pairs).endswith("its change was finished.")


def test_a_lock_that_our_dead_git_left_is_removed(pairs: Path, git: Git) -> None:
    interrupted(pairs)
    (pairs.parent / ".git" / "actionlog" / "git").write_text("999999999")
    for lock in ("index.lock", "HEAD.lock", "refs/heads/main.lock", "next-index-999.lock"):
        (pairs.parent / ".git" / lock).write_bytes(b"")
    assert finish(pairs).endswith("its change was finished.")
    assert not list((pairs.parent / ".git").rglob("*.lock"))


def test_a_journal_of_another_log_in_the_repository_is_finished_too(pairs: Path, git: Git) -> None:
    interrupted(pairs)
    other = pairs.parent / "other log"
    assert unfinished(other) == {}
    note = Writer(other).write({"a.yaml": b"a\n"}, "Start", expect={"a.yaml": None}).note
    assert note.endswith("its change was finished.")
    assert (pairs / "new/a.yaml").exists()
    assert git(pairs, "status", "--porcelain", "-uall") == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(),
    st.booleans(),
    st.lists(st.tuples(st.text(), st.none() | st.binary(), st.none() | st.binary()).map(lambda t: FileChange(*t))),
)
def test_a_journal_is_read_as_it_was_written(
    tmp_path: Path, message: str, commit: bool, files: list[FileChange]
) -> None:
    entry = Entry("actions/", message, commit, tuple(files))
    journal.write(tmp_path / "ours", entry)
    assert journal.read(tmp_path / "ours") == entry
    journal.drop(tmp_path / "ours")
    assert journal.read(tmp_path / "ours") is None
