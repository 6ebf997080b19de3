"""What cannot be written or committed is refused in a sentence, and nothing has changed."""

import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from actionlog.errors import ActionlogError
from actionlog.store import commit as commits
from actionlog.store import git_program
from actionlog.store.commit import CommitRefused, DirtyFile, GitAtWork
from actionlog.store.files import FileMoved, UnsafePath
from actionlog.store.git_program import GitFailed
from actionlog.store.writer import LeftInIndex, Writer, Written

Git = Callable[..., str]


Hook = Callable[[str, str], Path]


Snapshot = Callable[[Path], dict[str, bytes]]


ONE = "g/2021-05-19/01.yaml"


TWO = "g/2021-05-19/02.yaml"


def add(root: Path, path: str = ONE, content: bytes = b"action: one\n", message: str = "Add one") -> Written:
    return Writer(root).write({path: content}, message, expect={path: None})


@pytest.fixture
def refused(root: Path, work_tree: Path, git: Git, snapshot: Snapshot) -> Callable[..., str]:
    """Write, see the refusal, and see that not a byte of files, index or history has changed; return its words."""

    def expect_refusal(kind: type[ActionlogError], files: dict[str, bytes | None], **options: bool) -> str:
        before = (
            snapshot(work_tree),
            git(work_tree, "status", "--porcelain", "-uall"),
            git(work_tree, "reflog", "--all"),
        )
        staged = git(work_tree, "ls-files", "--stage")
        expect = {path: (root / path).read_bytes() if (root / path).is_file() else None for path in files}
        with pytest.raises(kind) as refusal:
            Writer(root, **options).write(files, "A change that is refused", expect=expect)
        after = snapshot(work_tree), git(work_tree, "status", "--porcelain", "-uall"), git(work_tree, "reflog", "--all")
        assert after == before
        assert git(work_tree, "ls-files", "--stage") == staged
        assert sorted(path.name for path in (work_tree / ".git" / "actionlog").iterdir()) == ["lock"]
        return str(refusal.value)

    return expect_refusal


def test_a_file_that_moved_underneath_is_refused(root: Path, refused: Callable[..., str]) -> None:
    writer = Writer(root)
    with pytest.raises(FileMoved, match=r"actionlog\.yaml was changed by somebody else"):
        writer.write({"actionlog.yaml": b"new\n"}, "x", expect={"actionlog.yaml": b"older\n"})
    with pytest.raises(FileMoved):
        writer.write({"actionlog.yaml": b"new\n"}, "x", expect={"actionlog.yaml": None})
    with pytest.raises(FileMoved):
        writer.write({ONE: b"new\n"}, "x", expect={ONE: b"old\n"})
    with pytest.raises(FileMoved, match=r"group\.yaml"):  # read, but not written
        writer.write({ONE: b"new\n"}, "x", expect={ONE: None, "g/group.yaml": b"read\n"})
    assert not (root / "g").exists()


def test_a_path_out_of_the_log_is_refused(refused: Callable[..., str]) -> None:
    assert "cannot be a file of the log" in refused(UnsafePath, {"../other.txt": b"x"})


@pytest.mark.parametrize("state", ["edited", "staged", "staged new", "unknown", "removed"])
def test_a_file_with_changes_that_are_not_committed_is_refused(
    root: Path, git: Git, refused: Callable[..., str], state: str
) -> None:
    add(root)
    path = ONE
    if state == "removed":
        (root / ONE).unlink()
    elif state in ("edited", "staged"):
        (root / ONE).write_bytes(b"edited\n")
    else:
        path = TWO
        (root / TWO).write_bytes(b"mine\n")
    if state.startswith("staged"):
        git(root, "add", ".")
    message = refused(DirtyFile, {path: b"ours\n"})
    assert message.startswith(f"{path} has changes that are not committed, so nothing was changed. Commit it first")
    assert "--no-commit" in message


def test_a_dirty_file_elsewhere_is_none_of_our_business(root: Path, git: Git) -> None:
    (root / "actionlog.yaml").write_bytes(b"format: 1\n# edited\n")
    add(root)
    assert git(root, "status", "--porcelain") == " M actions/actionlog.yaml\n"


@pytest.mark.parametrize("known", [True, False])
def test_a_rejected_commit_is_taken_back_and_the_hooks_words_are_shown(
    root: Path, hook: Hook, refused: Callable[..., str], known: bool
) -> None:
    hook("pre-commit", "printf 'No commits on a Friday \\033[31m\\n' >&2; exit 1")
    message = refused(CommitRefused, {"actionlog.yaml" if known else ONE: b"new\n"})
    assert message == (
        "git did not accept the commit, so nothing was changed. It says:\n"
        "  No commits on a Friday <U+001B>[31m\n"
        "Put that right and run the command again; or keep the change without a commit: --no-commit"
    )


def test_a_commit_rejected_for_its_message_is_taken_back(hook: Hook, refused: Callable[..., str]) -> None:
    hook("commit-msg", "echo 'It wants a number'; exit 1")
    assert "  It wants a number\n" in refused(CommitRefused, {"actionlog.yaml": None, ONE: b"x\n"})


def test_what_a_rejecting_hook_rewrote_is_taken_back(root: Path, hook: Hook, refused: Callable[..., str]) -> None:
    hook("pre-commit", f"echo tidied > 'actions/{ONE}'; git add 'actions/{ONE}'; exit 1")
    refused(CommitRefused, {ONE: b"x\n"})


def test_a_commit_that_cannot_be_signed_is_taken_back(root: Path, git: Git, refused: Callable[..., str]) -> None:
    git(root, "config", "commit.gpgsign", "true")
    git(root, "config", "gpg.program", "false")
    assert "failed to sign" in refused(CommitRefused, {ONE: b"x\n"})


def test_a_missing_identity_is_refused_in_gits_words(root: Path, git: Git, refused: Callable[..., str]) -> None:
    git(root, "config", "--unset", "user.name")
    git(root, "config", "--unset", "user.email")
    git(root, "config", "user.useConfigOnly", "true")
    message = refused(CommitRefused, {ONE: b"x\n"})
    assert "Please tell me who you are" in message
    assert "--no-commit" in message


@pytest.mark.parametrize("known", [True, False])
def test_a_file_that_git_ignores_is_refused(root: Path, git: Git, refused: Callable[..., str], known: bool) -> None:
    (root / ".gitignore").write_text("g/\n")
    if known:
        (root / ONE).parent.mkdir(parents=True)
        (root / ONE).write_bytes(b"x\n")
    message = refused(CommitRefused, {ONE: b"y\n", "actionlog.yaml": b"more\n"})
    assert "ignored by" in message


@pytest.mark.parametrize("doing", ["merge", "rebase", "cherry-pick", "revert"])
def test_amid_a_merge_or_rebase_a_change_is_refused(
    root: Path, git: Git, refused: Callable[..., str], doing: str
) -> None:
    add(root, content=b"first\n")
    git(root, "switch", "-q", "-c", "other", "HEAD~1")
    add(root, content=b"second\n")
    what = ["--no-commit", "HEAD"] if doing == "revert" else ["main"]
    subprocess.run(["git", doing, *what], cwd=root, capture_output=True, check=False)
    message = refused(CommitRefused, {"actionlog.yaml": b"more\n"})
    assert f"A {doing} is under way here." in message
    assert f"git {doing} --abort" in message


def test_another_git_program_at_work_is_waited_for_and_then_refused(
    root: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = root.parent / ".git" / "index.lock"
    lock.write_bytes(b"")
    monkeypatch.setattr(commits, "PATIENCE", 0.2)
    message = refused(GitAtWork, {ONE: b"x\n"})
    assert str(lock) in message
    assert "If no git program is running" in message
    assert lock.exists()
    assert Writer(root, commit=False).write({ONE: b"x\n"}, "x", expect={ONE: None}).paths == (ONE,)


@pytest.mark.parametrize("known", [True, False])
def test_another_git_program_that_comes_between_is_waited_for(
    root: Path, monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str], known: bool
) -> None:
    def come_between(tree: object) -> None:
        lock.write_bytes(b"")

    lock = root.parent / ".git" / "index.lock"
    files: dict[str, bytes | None] = {"actionlog.yaml" if known else ONE: b"x\n"}
    with monkeypatch.context() as patch:
        patch.setattr(commits, "refuse_if_busy", come_between)
        patch.setattr(commits, "PATIENCE", 0.2)
        with pytest.raises(GitAtWork, match=r"Another git program is at work here.*index"):
            Writer(root).write(files, "x", expect=dict.fromkeys(files, b"format: 1\n" if known else None))
        assert not (root / ONE).exists()
        assert (root / "actionlog.yaml").read_bytes() == b"format: 1\n"
        patch.setattr(commits, "PATIENCE", 20)
        goes = threading.Timer(0.3, lock.unlink)
        goes.start()
        assert Writer(root).write(files, "x", expect=dict.fromkeys(files, b"format: 1\n" if known else None)).commit
        goes.join()


def test_a_new_file_that_cannot_be_taken_out_of_the_index_again_is_said(
    root: Path, hook: Hook, monkeypatch: pytest.MonkeyPatch, git: Git
) -> None:
    hook("pre-commit", "exit 1")
    monkeypatch.setattr(commits, "match_index", locked_out)
    with pytest.raises(LeftInIndex, match="git's index names new ones"):
        add(root)
    assert not (root / ONE).exists()
    assert git(root, "status", "--porcelain") == f"AD actions/{ONE}\n"


def locked_out(*arguments: object) -> None:
    raise GitAtWork("index.lock")


def test_asking_whether_files_are_committed_writes_nothing(root: Path) -> None:
    os.utime(root / "actionlog.yaml", (1, 1))  # git would write its index anew to remember that it is unchanged
    index = (root.parent / ".git" / "index").stat()
    tree = git_program.find(root)
    assert tree
    assert commits.uncommitted(tree, ["actionlog.yaml"]) == {}
    assert (root.parent / ".git" / "index").stat() == index


def test_a_repository_git_will_not_use_is_refused_in_gits_words(root: Path) -> None:
    (root.parent / ".git" / "config").write_text("[core\n")
    with pytest.raises(GitFailed, match="bad config"):
        add(root)
    assert not (root / ONE).exists()
