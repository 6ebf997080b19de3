"""Whether a process that was started earlier is still at work.

A number alone does not name a process: numbers are used again. Where the system tells when a process began (Linux),
that is kept with it. A process that has ended but was never waited for (a zombie) is not at work.
"""

import os
import sys
from pathlib import Path


def mark(pid: int) -> str:
    """Return what tells this process from any later one: its number and, where it is known, when it began."""
    return f"{pid} {_state_and_start(pid)[1]}".rstrip()


def at_work(marked: str) -> bool:
    """True while the process that `mark` described is running."""
    number, _, start = marked.partition(" ")
    if not number.isdigit() or int(number) <= 0:
        return False
    pid = int(number)
    if not _runs(pid):
        return False
    state, began = _state_and_start(pid)
    return state not in ("Z", "X") and (not start or start == began)


def _state_and_start(pid: int) -> tuple[str, str]:
    try:
        line = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return "", ""
    fields = line.rpartition(")")[2].split()  # the name before it may hold anything
    return fields[0], fields[19]


if sys.platform == "win32":

    def _runs(pid: int) -> bool:
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x00100000, False, pid)  # SYNCHRONIZE
        if not handle:
            return False
        try:
            return bool(kernel.WaitForSingleObject(handle, 0) == 0x102)  # WAIT_TIMEOUT: it has not ended
        finally:
            kernel.CloseHandle(handle)

else:

    def _runs(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except PermissionError:
            return True  # somebody else's
        return True
