"""A full disk, an impatient user, and eight secretaries at once."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from actionlog.store import commit as commits
from actionlog.store.files import CannotWrite
from actionlog.store.writer import Writer, Written

Git = Callable[..., str]


Hook = Callable[[str, str], Path]


Snapshot = Callable[[Path], dict[str, bytes]]


ONE = "g/2021-05-19/01.yaml"


TWO = "g/2021-05-19/02.yaml"


def add(root: Path, path: str = ONE, content: bytes = b"action: one\n", message: str = "Add one") -> Written:
    return Writer(root).write({path: content}, message, expect={path: None})


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
