"""A change is all of it or nothing, and one commit of just its files."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from actionlog.errors import ActionlogError
from actionlog.store import commit as commits
from actionlog.store import git_program
from actionlog.store.commit import CommitRefused, DirtyFile, GitAtWork
from actionlog.store.files import CannotWrite, FileMoved, UnsafePath
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


@pytest.mark.parametrize("call", ["fsync", "link", "unlink", "replace", "mkdir"])
def test_interrupted_by_the_user_at_any_step_a_change_is_taken_back(
    root: Path, monkeypatch: pytest.MonkeyPatch, git: Git, snapshot: Snapshot, call: str
) -> None:
    before = snapshot(root)
    for allowed in range(30):
        with monkeypatch.context() as patch:
            _interrupt_at(patch, call, allowed)
            try:
                add(root)
            except KeyboardInterrupt:
                pass
            else:
                break
        if (root / ONE).exists():
            break  # interrupted when it was committed
        assert snapshot(root) == before
        assert git(root, "status", "--porcelain", "-uall") == ""
        assert {path.name for path in (root.parent / ".git").glob("actionlog/*")} <= {"lock"}
    else:
        pytest.fail("it never came to its end")
    assert git(root, "status", "--porcelain", "-uall") == ""
    assert git(root, "log", "-1", "--format=%s") == "Add one\n"


def _interrupt_at(patch: pytest.MonkeyPatch, call: str, allowed: int) -> None:
    owner: object = os if call in ("fsync", "link") else Path
    original = getattr(owner, call)
    left = [allowed]

    def interrupted(*arguments: object, **named: object) -> object:
        left[0] -= 1
        if left[0] == -1:
            raise KeyboardInterrupt
        return original(*arguments, **named)

    patch.setattr(owner, call, interrupted)


def test_interrupted_when_the_commit_was_made_a_change_stays(
    root: Path, monkeypatch: pytest.MonkeyPatch, git: Git
) -> None:
    def interrupt(*arguments: object) -> None:
        original(*arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    original = commits.commit
    monkeypatch.setattr(commits, "commit", interrupt)
    assert add(root).commit
    assert (root / ONE).exists()
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "-1", "--format=%s") == "Add one\n"


FULL = """
import os, subprocess, sys
from pathlib import Path
from actionlog.errors import ActionlogError
from actionlog.store.writer import Writer

disk = Path(sys.argv[1])
disk.mkdir()
if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True).returncode:
    sys.exit("no disk to fill")
if sys.argv[2] == "git":
    script = "git init -q; git config user.name S; git config user.email s@example.org"
    subprocess.run(script, shell=True, check=True, cwd=disk)
root = disk / "log"

def change(number):
    files = {f"g/2021-05-{number:02}/01.yaml": os.urandom(6000), "count.yaml": b"%d\\n" % number * 5000}
    expect = {path: (root / path).read_bytes() if (root / path).exists() else None for path in files}
    Writer(root).write(files, f"Add {number}", expect=expect)

def state():
    held = {path: path.is_file() and path.read_bytes() for path in sorted(root.rglob("*"))}
    status = subprocess.run(["git", "status", "--porcelain", "-uall"], cwd=root, capture_output=True)
    return held, status.stdout, status.stderr

change(1)
filler = disk / ".git" / "filler" if sys.argv[2] == "git" else disk / "filler"
for pages in range(80):
    before = state()
    free = os.statvfs(disk)
    filler.write_bytes(bytes((free.f_bavail - pages) * free.f_frsize))
    try:
        change(2)
    except ActionlogError as refusal:
        filler.unlink()
        print(pages, refusal)
        assert state() == before, (pages, str(refusal), state()[1], before[1])
    else:
        break
else:
    sys.exit("it never fitted")
filler.unlink()
assert (root / "count.yaml").read_bytes().startswith(b"2")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small disk of its own")
@pytest.mark.parametrize("kind", ["git", "plain"])
def test_a_full_disk_is_refused_and_changes_nothing(tmp_path: Path, own_home: Path, kind: str) -> None:
    done = subprocess.run(
        ["unshare", "-rm", sys.executable, "-c", FULL, str(tmp_path / "disk"), kind],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if "no disk to fill" in done.stderr or "unshare" in done.stderr:
        pytest.skip("no small disk can be mounted here")
    assert done.returncode == 0, done.stderr
    assert "could not be written: the disk is full. Nothing was changed. Make room on it" in done.stdout
    assert ("git did not accept the commit" in done.stdout) == (kind == "git")
    assert "(nothing)" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_that_may_not_be_written_is_refused(root: Path) -> None:
    root.chmod(0o555)
    try:
        with pytest.raises(CannotWrite, match="you are not allowed to write there"):
            add(root)
    finally:
        root.chmod(0o755)


MANY = """
import sys
from pathlib import Path
from actionlog.store.writer import Writer
root, name = Path(sys.argv[1]), sys.argv[2]
for _ in range(10):
    writer = Writer(root)
    with writer.locked():
        numbers = [int(file.stem) for file in (root / "g/2021-05-19").glob("[0-9]*.yaml")]
        path = f"g/2021-05-19/{max(numbers, default=0) + 1:02}.yaml"
        writer.write({path: name.encode()}, f"Add {path} for {name}", expect={path: None})
"""


def test_eight_processes_that_add_at_once_lose_nothing_and_use_no_number_twice(
    root: Path, git: Git, python: Callable[..., "subprocess.Popen[bytes]"]
) -> None:
    adders = [python(MANY, root, f"adder{number}") for number in range(8)]
    for adder in adders:
        _, words = adder.communicate()
        assert adder.returncode == 0, words.decode()
    files = sorted((root / "g/2021-05-19").iterdir())
    assert [file.name for file in files] == [f"{number:02}.yaml" for number in range(1, 81)]
    assert sorted(file.read_text() for file in files) == sorted([f"adder{n}" for n in range(8)] * 10)
    subjects = git(root, "log", "--reverse", "--format=%s").splitlines()[1:]
    assert subjects == [f"Add g/2021-05-19/{file.name} for {file.read_text()}" for file in files]
    assert git(root, "log", "--name-only", "--format=").split() == [
        *(f"actions/g/2021-05-19/{file.name}" for file in reversed(files)),
        "actions/actionlog.yaml",
    ]
    assert git(root, "status", "--porcelain") == ""
