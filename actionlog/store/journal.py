"""What a command is about to do, written down before it begins, so that the next one can finish it.

The journal is one file, complete or absent: it is flushed to the disk and then renamed into place before the first file
of the log is touched, and removed when the change is complete, with its commit. Beside it, `git` names the git
process that is at work for the command.
"""

import json
import shutil
from binascii import a2b_base64, b2a_base64
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from actionlog.store import process
from actionlog.store.files import FileChange, write_flushed


class Entry(NamedTuple):
    """A change: its files, whether it is to be committed, and with which message.

    `prefix` leads from the top of the git work tree to the log; empty outside git.
    """

    prefix: str
    message: str
    commit: bool
    files: tuple[FileChange, ...]


def write(folder: Path, entry: Entry) -> None:
    """Write the journal in `folder`. OSError where the disk refuses; then there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    _git(folder).unlink(missing_ok=True)
    files = [{"path": f.path, "old": _text(f.old), "new": _text(f.new)} for f in entry.files]
    document = {"format": 1, "prefix": entry.prefix, "message": entry.message, "commit": entry.commit, "files": files}
    write_flushed(_journal(folder), json.dumps(document).encode("ascii"))


def read(folder: Path) -> Entry | None:
    """Return what an interrupted command was doing, or None. ValueError where the journal says nothing sensible."""
    try:
        text = _journal(folder).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        document = json.loads(text)
        files = tuple(FileChange(f["path"], _bytes(f["old"]), _bytes(f["new"])) for f in document["files"])
        entry = Entry(document["prefix"], document["message"], document["commit"] is True, files)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a journal") from error
    if document.get("format") != 1 or not all(isinstance(t, str) for t in (*entry[:2], *(f.path for f in files))):
        raise ValueError("not a journal that this version writes")
    return entry


def drop(folder: Path) -> None:
    """Remove the journal: its change is complete, or has been taken back. Also what a killed command left beside it."""
    for name in ("journal", ".journal.actionlog-new", "git", "message", "words"):
        with suppress(OSError):  # on Windows a hook's program may still hold `words`; a journal that stays does no harm
            (folder / name).unlink()
    shutil.rmtree(folder / "before", ignore_errors=True)


def git_starts(folder: Path, pid: int | None = None) -> None:
    """Note that a git process is about to start for the change in the journal; then, its number."""
    _git(folder).write_text("" if pid is None else process.mark(pid), "ascii")


def git_ended(folder: Path) -> None:
    """Note that no git process works for the change."""
    _git(folder).unlink(missing_ok=True)


def git_at_work(folder: Path) -> bool:
    """True while the git process that an interrupted command started is still running."""
    try:
        return process.at_work(_git(folder).read_text("ascii", "replace"))
    except FileNotFoundError:
        return False


def git_unrecorded(folder: Path) -> bool:
    """True where a git process was about to start, and may have started, but nothing more is known of it."""
    try:
        return _git(folder).stat().st_size == 0
    except FileNotFoundError:
        return False


def span(folder: Path) -> tuple[float, float] | None:
    """Return when (seconds, by the files' clock) the journal was written and git last started; None if it never was."""
    try:
        return _journal(folder).stat().st_mtime, _git(folder).stat().st_mtime
    except FileNotFoundError:
        return None


def _journal(folder: Path) -> Path:
    return folder / "journal"


def _git(folder: Path) -> Path:
    return folder / "git"


def _text(content: bytes | None) -> str | None:
    return None if content is None else b2a_base64(content, newline=False).decode("ascii")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else a2b_base64(text, strict_mode=True)
