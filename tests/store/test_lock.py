"""One writer at a time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from actionlog.store import lock
from actionlog.store.lock import LogLocked, exclusive

Python = Callable[..., "subprocess.Popen[bytes]"]

HOLD = """
import sys, time
from pathlib import Path
from actionlog.store.lock import exclusive
with exclusive(Path(sys.argv[1]), remove=sys.argv[2] == "True"):
    print("held", flush=True)
    time.sleep(60)
"""
COUNT = """
import sys
from pathlib import Path
from actionlog.store.lock import exclusive
number = Path(sys.argv[3])
for _ in range(200):
    with exclusive(Path(sys.argv[1]), remove=sys.argv[2] == "True"):
        number.write_text(str(int(number.read_text()) + 1))
"""


@pytest.fixture
def file(tmp_path: Path, own_home: Path) -> Path:
    return tmp_path / "ours" / "lock"


@pytest.mark.parametrize("remove", [False, True])
def test_what_is_held_elsewhere_is_refused_in_a_sentence_after_a_while(
    file: Path, python: Python, remove: bool
) -> None:
    with python(HOLD, file, remove) as holder:
        assert holder.stdout
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(LogLocked, match="Another command is writing in this log"), exclusive(file, patience=0.1):
            pytest.fail("two held it")
        holder.kill()


@pytest.mark.parametrize("remove", [False, True])
def test_a_lock_whose_holder_was_killed_is_free(file: Path, python: Python, remove: bool) -> None:
    with python(HOLD, file, remove) as holder:
        assert holder.stdout
        assert holder.stdout.readline().strip() == b"held"
        holder.kill()
        with exclusive(file, patience=20, remove=remove):
            assert file.exists()


@pytest.mark.parametrize("remove", [False, True])
def test_no_two_processes_hold_it_at_once(file: Path, python: Python, tmp_path: Path, remove: bool) -> None:
    number = tmp_path / "number"
    number.write_text("0")
    counters = [python(COUNT, file, remove, number) for _ in range(4)]
    for counter in counters:
        _, words = counter.communicate()
        assert counter.returncode == 0, words.decode()
    assert number.read_text() == "800"


def test_a_lock_that_was_removed_while_it_was_waited_for_is_not_taken_for_the_lock(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken_too_late(handle: int) -> bool:
        removed.append(file.exists())
        if len(removed) == 1:
            file.unlink()
        return original(handle)

    removed: list[bool] = []
    original = lock._taken
    monkeypatch.setattr(lock, "_taken", taken_too_late)
    with exclusive(file):
        assert file.exists()
    assert len(removed) == 2


def test_a_file_where_the_folder_should_be_is_an_error_and_not_waited_for(file: Path) -> None:
    file.parent.write_text("x")
    with pytest.raises(FileExistsError), exclusive(file):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_folder_that_is_removed_while_it_is_made_is_made_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def removed_at_once(*arguments: object, **named: object) -> int:
        if not removed:
            removed.append(file.parent)
            file.parent.rmdir()
        return original(*arguments, **named)  # type: ignore[arg-type]

    removed: list[Path] = []
    original = os.open
    monkeypatch.setattr(os, "open", removed_at_once)
    with exclusive(file):
        assert file.exists()


def test_a_lock_that_is_to_be_removed_leaves_nothing(file: Path) -> None:
    with exclusive(file, remove=True):
        assert file.exists()
    assert not file.parent.exists()


def test_a_folder_that_holds_more_than_the_lock_is_kept(file: Path) -> None:
    with exclusive(file, remove=True):
        (file.parent / "journal").write_text("x")
    assert [path.name for path in file.parent.iterdir()] == ["journal"]


def test_the_lock_is_let_go_when_the_work_fails(file: Path) -> None:
    with pytest.raises(ZeroDivisionError), exclusive(file):
        raise ZeroDivisionError
    with exclusive(file, patience=0):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_what_a_holder_started_does_not_go_on_holding(file: Path, python: Python) -> None:
    script = HOLD.replace("    time.sleep(60)", "    import subprocess; subprocess.run(['sleep', '60'])")
    with python(script, file, False) as holder:
        assert holder.stdout
        assert holder.stdout.readline().strip() == b"held"
        time.sleep(0.2)
        holder.kill()
        with exclusive(file, patience=20):
            pass
        os.killpg(holder.pid, signal.SIGKILL)
