"""A change is all of it or nothing, and one commit of just its files."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from actionlog.store.commit import DirtyFile
from actionlog.store.writer import Writer, Written

Git = Callable[..., str]


Hook = Callable[[str, str], Path]


Snapshot = Callable[[Path], dict[str, bytes]]


ONE = "g/2021-05-19/01.yaml"


TWO = "g/2021-05-19/02.yaml"


def add(root: Path, path: str = ONE, content: bytes = b"action: one\n", message: str = "Add one") -> Written:
    return Writer(root).write({path: content}, message, expect={path: None})


def test_a_new_file_is_one_commit_of_just_that_file(root: Path, git: Git) -> None:
    written = add(root)
    assert written == Written((ONE,), git(root, "rev-parse", "HEAD")[:10], "")
    assert (
        git(root, "show", "--format=%an %s", "--name-status", "HEAD")
        == f"Secretary (invented) Add one\n\nA\tactions/{ONE}\n"
    )
    assert git(root, "status", "--porcelain") == ""


def test_changed_new_and_removed_files_are_one_commit(root: Path, git: Git) -> None:
    add(root)
    Writer(root).write(
        {ONE: None, TWO: b"two\n", "actionlog.yaml": b"format: 1\n# more\n"},
        "Three at once",
        expect={ONE: b"action: one\n", TWO: None, "actionlog.yaml": b"format: 1\n"},
    )
    assert git(root, "show", "--format=%s", "--name-status", "--no-renames", "HEAD").splitlines()[2:] == [
        "M\tactions/actionlog.yaml",
        f"D\tactions/{ONE}",
        f"A\tactions/{TWO}",
    ]
    assert git(root, "status", "--porcelain") == ""


def test_a_change_that_changes_nothing_makes_no_commit(root: Path, git: Git) -> None:
    before = git(root, "rev-parse", "HEAD")
    written = Writer(root).write(
        {"actionlog.yaml": b"format: 1\n"}, "Nothing", expect={"actionlog.yaml": b"format: 1\n"}
    )
    assert written == Written((), "", "")
    assert git(root, "rev-parse", "HEAD") == before


def test_without_a_commit_the_change_stays_in_the_work_tree(root: Path, git: Git) -> None:
    written = Writer(root, commit=False).write({ONE: b"x\n", TWO: b"y\n"}, "Not kept", expect={ONE: None, TWO: None})
    assert written == Written((ONE, TWO), "", "")
    assert git(root, "status", "--porcelain", "-uall").splitlines() == [f"?? actions/{ONE}", f"?? actions/{TWO}"]


def test_without_a_commit_what_is_not_committed_may_be_changed(root: Path) -> None:
    writer = Writer(root, commit=False)
    writer.write({ONE: b"x\n"}, "First", expect={ONE: None})
    writer.write({ONE: b"y\n"}, "Second", expect={ONE: b"x\n"})
    assert (root / ONE).read_bytes() == b"y\n"


def test_what_the_user_has_staged_stays_staged(root: Path, work_tree: Path, git: Git) -> None:
    (work_tree / "other.txt").write_text("staged\n")
    git(work_tree, "add", "other.txt")
    (work_tree / "other.txt").write_text("staged, and edited since\n")
    add(root)
    assert git(work_tree, "status", "--porcelain") == "AM other.txt\n"
    assert git(work_tree, "show", "--format=", "--name-only", "HEAD") == f"actions/{ONE}\n"


def test_the_first_commit_of_a_repository_can_be_the_logs(work_tree: Path, git: Git) -> None:
    root = work_tree / "actions"
    written = Writer(root).write({"actionlog.yaml": b"format: 1\n"}, "Start the log", expect={"actionlog.yaml": None})
    assert git(work_tree, "log", "--format=%h %s", "--abbrev=10") == f"{written.commit} Start the log\n"


def test_the_log_may_be_the_whole_repository(work_tree: Path, git: Git) -> None:
    add(work_tree)
    assert git(work_tree, "ls-files") == f"{ONE}\n"
    assert git(work_tree, "status", "--porcelain") == ""


@pytest.mark.parametrize("folder", ["a b [x]", "-n", "Évidence", "*"])
@pytest.mark.skipif(sys.platform == "win32", reason="some of these names cannot be had there")
def test_names_of_every_kind_are_committed_and_are_no_patterns(work_tree: Path, git: Git, folder: str) -> None:
    root = work_tree / folder
    path = "-é group/2021-05-19/[1].yaml"
    like_it = [root / "-é group/2021-05-19/1.yaml", work_tree / "decoy/-é group/2021-05-19/[1].yaml"]
    for file in like_it:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"not ours\n")
    add(root, path)
    Writer(root).write({path: b"changed\n"}, "Change it", expect={path: b"action: one\n"})
    for commit in ("HEAD", "HEAD~1"):
        shown = git(work_tree, "-c", "core.quotepath=false", "show", "--format=", "--name-only", commit)
        assert shown == f"{folder}/{path}\n"
    assert len(git(work_tree, "status", "--porcelain", "-uall").splitlines()) == len(like_it)


def test_thousands_of_files_are_one_commit(root: Path, git: Git) -> None:
    files: dict[str, bytes | None] = {
        f"g/2021-{month:02}-19/{number:02}.yaml": b"x\n" for month in range(1, 13) for number in range(1, 100)
    }
    written = Writer(root).write(files, "Import", expect=dict.fromkeys(files))
    assert len(git(root, "show", "--format=", "--name-only", written.commit).splitlines()) == len(files)
    dirty = next(iter(files))
    (root / dirty).write_bytes(b"edited\n")
    with pytest.raises(DirtyFile, match=dirty):
        Writer(root).write(dict.fromkeys(files, b"y\n"), "Again", expect=files | {dirty: b"edited\n"})


def test_a_commit_on_no_branch_is_made_and_said(root: Path, git: Git) -> None:
    git(root, "switch", "-q", "--detach")
    written = add(root)
    assert "git is on no branch here" in written.note
    assert git(root, "rev-parse", "HEAD").startswith(written.commit)


def test_a_linked_work_tree_works_as_the_first_does(root: Path, work_tree: Path, tmp_path: Path, git: Git) -> None:
    git(work_tree, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    written = add(tmp_path / "side" / "actions")
    assert git(work_tree, "log", "-1", "--format=%s", "side") == "Add one\n"
    assert git(work_tree, "rev-parse", "side").startswith(written.commit)
    assert not (tmp_path / "side" / "actions" / ".actionlog").exists()


def test_a_repository_named_by_the_environment_is_the_one_that_is_used(
    root: Path, work_tree: Path, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work_tree / ".git").rename(tmp_path / "elsewhere.git")
    git(tmp_path, "init", "-q", "work tree")  # another, which git would find by itself
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(work_tree))
    written = add(root)
    assert git(tmp_path, "log", "--format=%h %s", "--abbrev=10").startswith(f"{written.commit} Add one\n")
    assert (tmp_path / "elsewhere.git" / "actionlog" / "lock").exists()


def test_a_repository_with_long_hashes_works(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256", "long")
    git(tmp_path / "long", "config", "user.name", "Secretary (invented)")
    git(tmp_path / "long", "config", "user.email", "secretary@example.org")
    written = add(tmp_path / "long")
    assert git(tmp_path / "long", "rev-parse", "HEAD").startswith(written.commit)


def test_outside_git_the_change_is_written_and_that_is_said(tmp_path: Path, own_home: Path) -> None:
    root = tmp_path / "actions"
    written = add(root)
    assert written.commit == ""
    assert "not committed, since the log is not in a git repository" in written.note
    assert "git init" in written.note
    assert sorted(path.name for path in root.iterdir()) == ["g"]


def test_without_the_git_program_the_change_is_written_and_that_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    written = add(root)
    assert "the git program was not found" in written.note
    assert (root / ONE).read_bytes() == b"action: one\n"


def test_hooks_are_obeyed_when_they_accept(root: Path, git: Git, hook: Hook) -> None:
    hook("commit-msg", 'echo "Checked-by: a hook" >> "$1"')
    hook("pre-commit", "git diff --cached --name-only -- '*.yaml' > .git/seen")
    add(root)
    assert git(root, "log", "-1", "--format=%B").split() == ["Add", "one", "Checked-by:", "a", "hook"]
    assert (root.parent / ".git" / "seen").read_text() == f"actions/{ONE}\n"


def test_a_program_that_a_hook_leaves_running_does_not_keep_us_waiting(root: Path, hook: Hook) -> None:
    hook("post-commit", "(sleep 300 & echo $! > .git/sleeper)")
    assert add(root).commit
    os.kill(int((root.parent / ".git" / "sleeper").read_text()), 9)


def test_no_configuration_is_written_and_nothing_but_the_lock_is_left(root: Path) -> None:
    config = (root.parent / ".git" / "config").read_bytes()
    add(root)
    assert (root.parent / ".git" / "config").read_bytes() == config
    assert [path.name for path in (root.parent / ".git" / "actionlog").iterdir()] == ["lock"]


def test_writes_within_one_lock_are_each_a_commit(root: Path, git: Git) -> None:
    writer = Writer(root)
    with writer.locked(), writer.locked():
        writer.write({ONE: b"x\n"}, "First", expect={ONE: None})
        writer.write({TWO: b"x\n"}, "Second", expect={TWO: None})
    assert git(root, "log", "--format=%s", "-2") == "Second\nFirst\n"


def test_the_callers_own_errors_pass_through_the_lock(root: Path) -> None:
    with pytest.raises(FileNotFoundError), Writer(root).locked():
        (root / "no such file").read_bytes()
