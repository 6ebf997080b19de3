"""What git knows of the log's earlier states, and how it is asked."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from actionlog.store import git as past
from actionlog.store import git_program, process
from actionlog.store.git import UnknownRevision
from actionlog.store.git_program import GitMissing, NotAGitRepository
from actionlog.store.writer import Writer

Git = Callable[..., str]

ONE = "g/2021-05-19/01.yaml"


@pytest.fixture
def story(root: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Four commits after the first, at noon from 19 to 22 May 2021; their hashes, oldest first."""
    steps: list[tuple[dict[str, bytes | None], str]] = [
        ({ONE: b"one\n"}, "Add one"),
        ({ONE: b"one, changed\n", "g/é x.yaml": b"\xff\x00\n"}, "Change one\nwith a body\n\nof two paragraphs"),
        ({"g/é x.yaml": None}, "Remove the other"),
        ({ONE: b"one, closed\n"}, "Close one"),
    ]
    hashes = [past.head(root)]
    for day, (files, message) in enumerate(steps, 19):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"2021-05-{day}T12:00:00+0100")
        monkeypatch.setenv("GIT_AUTHOR_DATE", f"2021-05-{day}T11:00:00+0100")
        expect = {path: (root / path).read_bytes() if (root / path).exists() else None for path in files}
        Writer(root).write(files, message, expect=expect)
        hashes.append(past.head(root))
    return hashes


def test_the_head_is_the_last_commit_or_nothing(root: Path, work_tree: Path, tmp_path: Path, git: Git) -> None:
    assert past.head(root) == git(root, "rev-parse", "HEAD").strip()
    git(root, "pack-refs", "--all")
    assert past.head(root) == git(root, "rev-parse", "HEAD").strip()
    git(root, "switch", "-q", "--detach")
    assert past.head(root) == git(root, "rev-parse", "HEAD").strip()
    git(root, "switch", "-q", "--orphan", "empty")
    assert past.head(work_tree) == ""


def test_a_revision_may_be_written_in_all_of_gits_ways(root: Path, story: list[str], git: Git) -> None:
    git(root, "tag", "-a", "-m", "x", "tabled", story[1])
    for revision, commit in [("HEAD", 4), ("HEAD~3", 1), ("main", 4), ("tabled", 1), (story[2][:9], 2)]:
        assert past.resolve(root, revision) == story[commit]


NO_COMMIT = ["nothing", "", "--all", "-h", "HEAD:actions", "HEAD\0x", "HEAD..HEAD", "\x1b[31m"]


@pytest.mark.parametrize("revision", NO_COMMIT)
def test_what_names_no_commit_is_refused(root: Path, story: list[str], revision: str) -> None:
    for ask in (past.resolve, past.tree, lambda root, revision: past.file_at(root, revision, ONE)):
        with pytest.raises(UnknownRevision, match="git knows no commit") as refusal:
            ask(root, revision)
        assert "\x1b" not in str(refusal.value)


def test_the_tree_is_the_log_as_a_commit_holds_it(root: Path, work_tree: Path, story: list[str]) -> None:
    assert past.tree(root, story[0]) == {"actionlog.yaml": b"format: 1\n"}
    held = {"actionlog.yaml": b"format: 1\n", ONE: b"one, changed\n", "g/é x.yaml": b"\xff\x00\n"}
    assert past.tree(root, story[2]) == held
    assert past.tree(work_tree, story[2]) == {f"actions/{path}": content for path, content in held.items()}
    assert list(past.tree(root, story[2], suffix="01.yaml")) == [ONE]
    assert past.tree(work_tree / "elsewhere", story[2]) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs rights there")
def test_the_tree_holds_no_links(root: Path, git: Git) -> None:
    (root / "link.yaml").symlink_to("actionlog.yaml")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "A link")
    assert list(past.tree(root, "HEAD")) == ["actionlog.yaml"]


def test_two_files_that_hold_the_same_are_both_there(root: Path) -> None:
    Writer(root).write({"a.yaml": b"same", "b.yaml": b"same"}, "Two", expect={"a.yaml": None, "b.yaml": None})
    assert past.tree(root, "HEAD") == {"actionlog.yaml": b"format: 1\n", "a.yaml": b"same", "b.yaml": b"same"}


def test_a_file_at_a_commit_is_what_it_held_or_nothing(root: Path, story: list[str]) -> None:
    assert past.file_at(root, story[1], ONE) == b"one\n"
    assert past.file_at(root, "HEAD", ONE) == b"one, closed\n"
    assert past.file_at(root, story[0], ONE) is None
    assert past.file_at(root, "HEAD", "no such.yaml") is None


def test_the_revisions_of_a_file_are_its_commits_oldest_first(root: Path, story: list[str]) -> None:
    told = past.revisions(root, ONE)
    assert [(r.commit, r.subject, r.content) for r in told] == [
        (story[1], "Add one", b"one\n"),
        (story[2], "Change one", b"one, changed\n"),
        (story[4], "Close one", b"one, closed\n"),
    ]
    assert {r.author for r in told} == {"Secretary (invented)"}
    assert told[0].authored == datetime(2021, 5, 19, 10, tzinfo=UTC)
    assert told[0].committed == datetime(2021, 5, 19, 11, tzinfo=UTC)


def test_the_removal_of_a_file_is_a_revision_without_content(root: Path, story: list[str]) -> None:
    assert [r.content for r in past.revisions(root, "g/é x.yaml")] == [b"\xff\x00\n", None]


def test_a_file_without_commits_has_no_revisions(root: Path, work_tree: Path, git: Git) -> None:
    assert past.revisions(root, "no such.yaml") == []
    git(root, "switch", "-q", "--orphan", "empty")
    assert past.revisions(work_tree, ONE) == []
    assert past.log_commits(work_tree) == []


def test_the_commits_of_the_log_are_told_newest_first(root: Path, story: list[str]) -> None:
    told = past.log_commits(root)
    assert [(c.commit, c.subject, c.files, c.parents) for c in told] == [
        (story[4], "Close one", (("M", ONE),), 1),
        (story[3], "Remove the other", (("D", "g/é x.yaml"),), 1),
        (story[2], "Change one", (("M", ONE), ("A", "g/é x.yaml")), 1),
        (story[1], "Add one", (("A", ONE),), 1),
        (story[0], "Start the log", (("A", "actionlog.yaml"),), 0),
    ]
    assert told[2].body == "with a body\n\nof two paragraphs"
    assert told[2].authored == datetime(2021, 5, 20, 10, tzinfo=UTC)
    assert told[2].author == "Secretary (invented)"


def test_the_commits_can_be_limited(root: Path, story: list[str]) -> None:
    assert [c.commit for c in past.log_commits(root, limit=2)] == [story[4], story[3]]
    assert [c.commit for c in past.log_commits(root, since="HEAD~2")] == [story[4], story[3]]
    assert past.log_commits(root, since="HEAD") == []
    with pytest.raises(UnknownRevision):
        past.log_commits(root, since="--all")


def test_commits_beside_the_log_are_left_out(root: Path, work_tree: Path, story: list[str], git: Git) -> None:
    (work_tree / "code.py").write_text("x\n")
    git(work_tree, "add", ".")
    git(work_tree, "commit", "-q", "-m", "Something else")
    assert past.log_commits(root, limit=1)[0].commit == story[4]
    assert past.log_commits(work_tree, limit=1)[0].files == (("A", "code.py"),)


def test_a_merge_tells_how_many_parents_it_has(root: Path, work_tree: Path, story: list[str], git: Git) -> None:
    git(root, "switch", "-q", "-c", "colleague", story[1])
    Writer(root).write({"other.yaml": b"x\n"}, "Theirs", expect={"other.yaml": None})
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "Merge", "colleague")
    told = past.log_commits(work_tree)
    assert (told[0].subject, told[0].parents, told[0].files) == ("Merge", 2, ())
    assert "Theirs" in [c.subject for c in told]


def test_what_the_user_has_configured_does_not_confuse_reading(root: Path, story: list[str], git: Git) -> None:
    for name, value in [
        *(("log.showSignature", "true"), ("log.follow", "true"), ("color.ui", "always"), ("diff.renames", "copies")),
        *(("core.quotepath", "true"), ("log.date", "relative"), ("i18n.logOutputEncoding", "latin1")),
        *(("diff.noprefix", "true"), ("status.relativePaths", "true"), ("core.commentChar", "C")),
    ]:
        git(root, "config", name, value)
    test_the_commits_of_the_log_are_told_newest_first(root, story)
    test_the_revisions_of_a_file_are_its_commits_oldest_first(root, story)
    Writer(root).write({ONE: b"changed\n"}, "Change é", expect={ONE: b"one, closed\n"})
    assert past.log_commits(root, limit=1)[0].subject == "Change é"


def test_a_commit_with_an_impossible_date_does_no_harm(root: Path, git: Git) -> None:
    raw = git(root, "cat-file", "commit", "HEAD").replace("+0000", "+9999")
    broken = git(root, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=raw).strip()
    git(root, "update-ref", "HEAD", broken)
    assert past.log_commits(root)[0].authored.tzinfo is not None


def test_reading_writes_nothing(root: Path, work_tree: Path, story: list[str]) -> None:
    def stamps() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in work_tree.rglob("*")}

    before = stamps()
    os.utime(root / ONE)  # git would write the index anew to remember that it is unchanged
    before[root / ONE] = (root / ONE).stat().st_mtime_ns
    past.log_commits(root)
    past.revisions(root, ONE)
    past.tree(root, "HEAD")
    assert stamps() == before


def test_outside_git_each_question_is_refused_in_a_sentence(tmp_path: Path, own_home: Path) -> None:
    questions: list[Callable[[], object]] = [
        lambda: past.head(tmp_path),
        lambda: past.resolve(tmp_path, "HEAD"),
        lambda: past.tree(tmp_path, "HEAD"),
        lambda: past.file_at(tmp_path, "HEAD", ONE),
        lambda: past.revisions(tmp_path, ONE),
        lambda: past.log_commits(tmp_path),
    ]
    for question in questions:
        with pytest.raises(NotAGitRepository, match=r"is not in a git repository\. Start one there with: git init"):
            question()


def test_without_the_git_program_a_question_is_refused_in_a_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(GitMissing, match="The git program was not found"):
        past.log_commits(root)


def test_the_repository_is_found_with_and_without_asking_git(
    root: Path, work_tree: Path, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = git_program.find(root)
    assert plain == (work_tree, work_tree / ".git", work_tree / ".git", "actions/")
    assert git_program.find(work_tree / "not" / "there yet") == plain._replace(prefix="not/there yet/")
    assert git_program.find(tmp_path) is None
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert git_program.find(root) == plain
    assert git_program.find(work_tree) == plain._replace(prefix="")
    assert git_program.find(tmp_path) is None
    git(work_tree, "worktree", "add", "-q", str(tmp_path / "side"))
    side = git_program.find(tmp_path / "side" / "actions")
    assert side == (tmp_path / "side", work_tree / ".git/worktrees/side", work_tree / ".git", "actions/")


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs rights there")
def test_a_log_reached_by_a_link_is_where_it_really_is(root: Path, tmp_path: Path, git: Git) -> None:
    (tmp_path / "shortcut").symlink_to(root)
    written = Writer(tmp_path / "shortcut").write({ONE: b"x\n"}, "Add one", expect={ONE: None})
    assert git(root, "log", "-1", "--format=%h", "--abbrev=10").strip() == written.commit


def test_a_process_is_at_work_until_it_ends(own_home: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        mark = process.mark(child.pid)
        assert process.at_work(mark)
        child.kill()
        if sys.platform == "linux":
            os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
            assert not process.at_work(mark)  # ended, though nobody has waited for it yet
    assert not process.at_work(mark)
    assert process.at_work(process.mark(os.getpid()))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells when a process began")
def test_another_process_of_the_same_number_is_not_taken_for_it() -> None:
    assert not process.at_work(f"{os.getpid()} 1")


@pytest.mark.parametrize("mark", ["", "0", "-1", "x", "99999999999999999999", "999999999"])
def test_what_names_no_process_is_not_at_work(mark: str) -> None:
    assert not process.at_work(mark)
