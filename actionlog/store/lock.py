"""One writer at a time, also between processes and between people on one machine.

The system lets go of the lock when its holder ends, however it ends; nobody ever has to remove it by hand. Reading
commands never take it.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from actionlog.errors import ActionlogError

#: Seconds that a command waits for others before it gives up.
PATIENCE = 60.0


class LogLocked(ActionlogError):
    """Other commands have been writing for longer than this one was prepared to wait."""

    def __init__(self) -> None:
        super().__init__(
            "Another command is writing in this log and has not finished, so nothing was changed. It may be waiting "
            "for you (a passphrase, or a hook that asks). Finish or stop it, then run the command again."
        )


@contextmanager
def exclusive(file: Path, *, patience: float = PATIENCE, remove: bool = False) -> Iterator[None]:
    """Hold the lock `file` for the time of the `with`; LogLocked if it cannot be had within `patience` seconds.

    Its folder is made if missing. With `remove`, file and folder are removed at the end, unless somebody needs them.
    """
    deadline = time.monotonic() + patience
    pause = 0.001
    while True:
        handle = _opened(file)
        if _taken(handle):
            if _still_there(handle, file):
                break
            os.close(handle)  # its last holder removed it: take the new one
            continue
        os.close(handle)
        if time.monotonic() > deadline:
            raise LogLocked
        time.sleep(pause)
        pause = min(pause * 1.5, 0.05)
    try:
        yield
    finally:
        if remove:
            _removed(handle, file)
        else:
            os.close(handle)


def _opened(file: Path) -> int:
    while True:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            return os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:
            pass  # another command has just removed the folder
        except FileExistsError:  # it was there, and then was not
            if file.parent.is_file():
                raise


def _still_there(handle: int, file: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(handle), file.stat())
    return False


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        with suppress(PermissionError):
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            return True
        return False

    def _removed(handle: int, file: Path) -> None:
        os.close(handle)  # an open file cannot be removed, neither ours nor one that the next command has opened
        with suppress(OSError):
            file.unlink()
            file.parent.rmdir()

else:
    import fcntl

    def _taken(handle: int) -> bool:
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def _removed(handle: int, file: Path) -> None:
        with suppress(OSError):
            file.unlink()  # while it is held, so that nobody else can hold what is removed
            file.parent.rmdir()
        os.close(handle)
