"""A command that is killed, at whatever moment, leaves a log on which the next one works."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from actionlog.store.recovery import unfinished
from actionlog.store.writer import Writer

Git = Callable[..., str]


Hook = Callable[[str, str], Path]


Python = Callable[..., "subprocess.Popen[bytes]"]


Snapshot = Callable[[Path], dict[str, bytes]]


posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")


#: Adds the next pair of files and counts it, all in one change, for ever; argument 2 stops it before its nth step.
PAIRS = """
import os, signal, sys
from pathlib import Path
from actionlog.store.writer import Writer

STEPS = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "subprocess.Popen", "open"}
left = int(sys.argv[2])
on = False

def step(event, arguments):
    global left
    if on and event in STEPS and (event != "open" or arguments[2] & (os.O_WRONLY | os.O_RDWR)):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(step)
root = Path(sys.argv[1])
once = left > 0
while True:
    writer = Writer(root)
    with writer.locked():
        on = once
        count = int((root / "count.yaml").read_bytes())
        files = {
            "count.yaml": b"%d\\n" % (count + 1),
            f"left/{count + 1:05}.yaml": b"%d" % count,
            f"right/{count + 1:05}.yaml": b"%d" % count,
        }
        expect = dict.fromkeys(files) | {"count.yaml": b"%d\\n" % count}
        writer.write(files, f"Add pair {count + 1}", expect=expect)
    if once:
        break
"""


def assert_whole(root: Path, git: Git | None) -> int:
    """See that the log is as after some number of whole changes, each one commit, and nothing else left; the number."""
    writer = Writer(root)
    with writer.locked():
        pass
    count = int((root / "count.yaml").read_bytes())
    wanted = [f"{number:05}.yaml" for number in range(1, count + 1)]
    for side in ("left", "right"):
        assert sorted(path.name for path in (root / side).glob("*")) == wanted
        assert [(root / side / name).read_bytes() for name in wanted] == [b"%d" % n for n in range(count)]
    assert not list(root.rglob(".*"))
    if git:
        assert git(root, "status", "--porcelain", "-uall") == ""
        subjects = git(root, "log", "--reverse", "--format=%s").splitlines()[2:]
        assert subjects == [f"Add pair {number}" for number in range(1, count + 1)]
        ours = root.parent / ".git"
        assert [path.name for path in (ours / "actionlog").iterdir()] == ["lock"]
        # git tidies up now and then after a commit; killed while it does, it leaves this one, which stops no command
        assert {path.name for path in ours.rglob("*.lock")} <= {"maintenance.lock"}
        git(root, "fsck", "--strict")
    return count


def add_pair(root: Path) -> str:
    """Add one more pair, as any next command would; return the word for the user."""
    writer = Writer(root)
    with writer.locked():
        count = int((root / "count.yaml").read_bytes())
        pair = {f"{side}/{count + 1:05}.yaml": b"%d" % count for side in ("left", "right")}
        files = {"count.yaml": b"%d\n" % (count + 1), **pair}
        expect = {**dict.fromkeys(files), "count.yaml": b"%d\n" % count}
        return writer.write(files, f"Add pair {count + 1}", expect=expect).note


@posix
@pytest.mark.parametrize("kind", ["committed", "not committed"])
def test_killed_before_any_of_its_steps_a_change_is_whole_or_not_there(
    tmp_path: Path, git: Git, python: Python, kind: str, request: pytest.FixtureRequest
) -> None:
    outside = kind == "not committed"
    if outside:
        root = tmp_path / "plain"
        Writer(root).write({"count.yaml": b"0\n"}, "No pair yet", expect={"count.yaml": None})
    else:
        root = request.getfixturevalue("pairs")
    seen, before = set(), 0
    for step in range(1, 200):
        with python(PAIRS, root, step) as change:
            _, words = change.communicate()
        halfway = {f for f in ("left", "right") if (root / f / f"{before + 1:05}.yaml").exists()}
        overlay = unfinished(root)
        count = assert_whole(root, None if outside else git)
        assert count - before in (0, 1)
        if overlay:  # who read the log before the next command saw what that command has made of it
            assert all((root / path).read_bytes() == new for path, new in overlay.items())
            assert count == before + 1
        seen.add((len(halfway), count - before))
        if change.returncode == 0:
            break
        assert change.returncode == -signal.SIGKILL, words.decode()
        before = count
    else:
        pytest.fail("it never came to its end")
    assert step > 15
    assert {(0, 0), (0, 1), (1, 1), (2, 1)} <= seen
    add_pair(root)
    assert assert_whole(root, None if outside else git) == count + 1


@posix
@pytest.mark.parametrize("whom", ["the program", "its whole group"])
def test_killed_at_random_the_log_is_whole_and_the_next_command_works(
    pairs: Path, git: Git, python: Python, whom: str
) -> None:
    chance = random.Random(whom)
    reached = 0
    for _ in range(25):
        with python(PAIRS, pairs, 0) as change:
            time.sleep(0.08 + chance.random() * 0.15)
            if whom == "the program":
                change.kill()
            else:
                os.killpg(change.pid, signal.SIGKILL)
        add_pair(pairs)
        count = assert_whole(pairs, git)
        assert count > reached
        reached = count


#: Where a hook stops git: nothing committed yet, about to be, just committed but not in the index, all done.
MOMENTS = {
    "pre-commit": "",
    "reference-transaction prepared": '[ "$1" = prepared ] || exit 0\n',
    "reference-transaction committed": '[ "$1" = committed ] || exit 0\n',
    "post-commit": "",
}


@posix
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("whom", ["git alone", "both"])
def test_killed_while_git_was_at_work_a_change_is_committed_once(
    pairs: Path, git: Git, python: Python, hook: Hook, moment: str, whom: str
) -> None:
    program = '$(cut -d" " -f4 /proc/$PPID/stat)' if whom == "both" else ""
    made = hook(moment.split()[0], f"{MOMENTS[moment]}rm $0\nkill -9 {program} $PPID\nsleep 1")
    with python(PAIRS, pairs, 1000) as change:
        _, words = change.communicate()
    assert not made.exists()
    assert change.returncode == (-signal.SIGKILL if whom == "both" else 0) or b"signal 9" in words
    assert "interrupted" in add_pair(pairs) or whom == "git alone"
    committed = "committed" in moment or moment == "post-commit" or whom == "both"
    assert assert_whole(pairs, git) == (2 if committed else 1)


@posix
def test_interrupted_by_ctrl_c_while_a_hook_works_a_change_is_taken_back(
    pairs: Path, git: Git, python: Python, hook: Hook
) -> None:
    hook("pre-commit", "touch .git/working; sleep 60")
    with python(PAIRS, pairs, 1000) as change:
        while not (pairs.parent / ".git" / "working").exists():
            time.sleep(0.01)
        os.killpg(change.pid, signal.SIGINT)
        _, words = change.communicate()
    assert b"KeyboardInterrupt" in words
    (pairs.parent / ".git" / "hooks" / "pre-commit").unlink()
    assert git(pairs, "status", "--porcelain", "-uall") == ""
    assert assert_whole(pairs, git) == 0


@posix
def test_interrupted_alone_the_program_waits_for_git_and_ends_well(
    pairs: Path, git: Git, python: Python, hook: Hook
) -> None:
    hook("pre-commit", "touch .git/working; sleep 0.5")
    with python(PAIRS, pairs, 1000) as change:
        while not (pairs.parent / ".git" / "working").exists():
            time.sleep(0.01)
        os.kill(change.pid, signal.SIGINT)
        change.communicate()
    assert change.returncode == 0
    assert assert_whole(pairs, git) == 1


@posix
def test_a_git_that_lives_on_after_the_program_is_waited_for(pairs: Path, git: Git, python: Python, hook: Hook) -> None:
    hook("pre-commit", 'kill -9 $(cut -d" " -f4 /proc/$PPID/stat)\nrm $0\necho $PPID > .git/first\nsleep 1')
    hook("post-commit", "rm $0\necho $PPID > .git/made")
    with python(PAIRS, pairs, 1000) as change:
        change.communicate()
    assert change.returncode == -signal.SIGKILL
    assert (pairs.parent / ".git" / "index.lock").exists()
    assert add_pair(pairs) == "An earlier command was interrupted (Add pair 1); its change was finished."
    assert (pairs.parent / ".git" / "made").read_text() == (pairs.parent / ".git" / "first").read_text()
    assert assert_whole(pairs, git) == 2
