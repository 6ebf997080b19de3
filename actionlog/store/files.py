"""Files of the log, replaced all together or not at all.

A new content is written beside the old under another name, flushed to the disk, and put in place by a rename, which
the system does wholly or not at all. Until a change is complete each old file is kept under a second name, so that
taking the change back needs no room on a full disk and gives back the very same file.
"""

import errno
import os
import re
import shutil
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from actionlog.characters import visible
from actionlog.errors import ActionlogError

#: What a part of a path may not hold: other systems refuse it, or it means something else there.
_FORBIDDEN = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]|[. ]$|^$')


class FileChange(NamedTuple):
    """A file of the log, by its path from the log's folder: what it holds before and after, None where it is not."""

    path: str
    old: bytes | None
    new: bytes | None


class FileMoved(ActionlogError):
    """A file is not any more as it was when the command read it."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f"{visible(path)} was changed by somebody else while this command was working, so nothing was changed. "
            "Run the command again."
        )


class UnsafePath(ActionlogError):
    """A path that leads out of the log, or that some system would understand otherwise."""

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        super().__init__(f"{visible(path)} cannot be a file of the log: {why}. Nothing was changed.")


class CannotWrite(ActionlogError):
    """The system refused: the disk is full, or may not be written."""

    def __init__(self, path: str, error: OSError) -> None:
        self.path, self.error = path, error
        why, mend = _REASONS.get(error.errno or 0, (error.strerror or str(error), "Put that right"))
        super().__init__(
            f"{visible(path)} could not be written: {why}. Nothing was changed. {mend}, then run the command again."
        )


_FULL = ("the disk is full", "Make room on it")
_FORBIDS = ("you are not allowed to write there", "Ask whoever keeps the folder for the right to write")
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("your share of the disk is used up", "Make room"),
    errno.EACCES: _FORBIDS,
    errno.EPERM: _FORBIDS,
    errno.EROFS: ("the disk can only be read", "Make it writable"),
    errno.ENAMETOOLONG: ("its name is too long", "Choose a shorter name"),
    errno.EISDIR: ("a folder stands in its place", "Move the folder away"),
    errno.ENOTDIR: ("a file stands where a folder is needed", "Move that file away"),
}


def place(root: Path, path: str) -> Path:
    """Return where the file `path` (with forward slashes) of the log in `root` is. UnsafePath if it is not inside."""
    target = root
    for part in path.split("/"):
        if _FORBIDDEN.search(part):
            raise UnsafePath(path, "a name in it has characters that not every system allows")
        if _is_gits(part):
            raise UnsafePath(path, "it belongs to git")
        target = target / part
        if target.is_symlink():
            raise UnsafePath(path, f"{visible(part)} is a link to another place, and a log holds no links")
    return target


def _is_gits(name: str) -> bool:
    """True for `.git` and what file systems may take for it: other case, invisible letters, Windows' short name."""
    plain = "".join(letter for letter in name if letter.isascii()).casefold()
    return plain == ".git" or re.fullmatch(r"git~\d+", plain) is not None


def content(target: Path) -> bytes | None:
    """Return what a file holds, None where there is none. OSError where it cannot be read."""
    try:
        return target.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


class Replacement:
    """A change of several files: `make` it, then either `keep` it or `take_back`.

    `kept` is a folder for the old files' second names, on the same disk if possible.
    """

    def __init__(self, root: Path, changes: Sequence[FileChange], kept: Path) -> None:
        self._root, self._changes, self._kept = root, changes, kept
        self._made: list[int] = []

    def make(self) -> None:
        """Put the new contents in place. FileMoved, UnsafePath or CannotWrite if that cannot be; then `take_back`."""
        shutil.rmtree(self._kept, ignore_errors=True)
        for number, change in enumerate(self._changes):
            with worded(change.path):
                self._prepare(number, change)
        for number, change in enumerate(self._changes):
            self._made.append(number)
            with worded(change.path):
                try:
                    _put(self._target(change), change)
                except FileMoved:
                    self._made.remove(number)  # what stands there now is somebody else's
                    raise
            if change.new is None:
                self._remove_empty(self._target(change).parent)
        self._flush_folders()

    def take_back(self) -> None:
        """Give back what was before `make`, wherever it stopped. CannotWrite if even that cannot be."""
        for number, change in enumerate(self._changes):
            target = self._target(change)
            with worded(change.path):
                aside(target).unlink(missing_ok=True)
                if number in self._made:
                    if change.old is None:
                        target.unlink(missing_ok=True)
                    else:
                        target.parent.mkdir(parents=True, exist_ok=True)
                        _rename(self._second(number), target)
            if change.old is None:
                self._remove_empty(target.parent)
        self._made.clear()
        self._flush_folders()
        self.keep()

    def keep(self) -> None:
        """Let go of the old files."""
        shutil.rmtree(self._kept, ignore_errors=True)

    def _target(self, change: FileChange) -> Path:
        return place(self._root, change.path)

    def _second(self, number: int) -> Path:
        return self._kept / str(number)

    def _prepare(self, number: int, change: FileChange) -> None:
        target = self._target(change)
        if change.new is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_waiting(target, change.new)
        if change.old is not None:
            self._kept.mkdir(parents=True, exist_ok=True)
            _keep_second(target, self._second(number))

    def _flush_folders(self) -> None:
        folders = {self._root}
        for change in self._changes:
            folder = self._target(change).parent
            while folder not in folders:
                folders.add(folder)
                folder = folder.parent
        for folder in folders:
            with worded(folder.name), suppress(FileNotFoundError):  # removed, since the change left it empty
                flush_folder(folder)

    def _remove_empty(self, folder: Path) -> None:
        with suppress(OSError):  # not empty
            while folder != self._root:
                with suppress(FileNotFoundError):
                    folder.rmdir()
                folder = folder.parent


def _put(target: Path, change: FileChange) -> None:
    if content(target) != change.old:
        raise FileMoved(change.path)
    if change.new is None:
        target.unlink()
    elif change.old is None:
        _create(target, change.path)
    else:
        _rename(aside(target), target)


def aside(target: Path) -> Path:
    """Return where the new content of a file waits to be put in place; the log's reader passes over such names."""
    return target.with_name(f".{target.name}.actionlog-new")


def _write_waiting(target: Path, new: bytes) -> None:
    """Write the new content beside the old, with the old file's mode, and flush it to the disk."""
    waiting = aside(target)
    waiting.unlink(missing_ok=True)  # a command that was killed may have left one
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    with waiting.open("xb") as file:
        file.write(new)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        waiting.chmod(mode)


def write_flushed(file: Path, data: bytes) -> None:
    """Write a file of our own (not of the log) wholly or not at all, and flush it to the disk."""
    try:
        _write_waiting(file, data)
        _rename(aside(file), file)
    finally:
        aside(file).unlink(missing_ok=True)
    flush_folder(file.parent)


def _create(target: Path, path: str) -> None:
    """Put a new file in place, but not over one that somebody has made since. FileMoved if so."""
    try:
        if sys.platform == "win32":
            aside(target).rename(target)  # which there never replaces a file
        else:
            os.link(aside(target), target)
            aside(target).unlink()
    except FileExistsError:
        raise FileMoved(path) from None
    except OSError as error:
        if error.errno not in _NO_SECOND_NAMES:
            raise
        _rename(aside(target), target)


def _keep_second(target: Path, second: Path) -> None:
    """Give the file a second name, or copy it where a file cannot have two."""
    try:
        os.link(target, second)
    except OSError as error:
        if error.errno not in _NO_SECOND_NAMES:
            raise
        shutil.copy2(target, second)


#: What a system answers where a file cannot have two names: another disk, or a simple kind of disk.
_NO_SECOND_NAMES = {errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL, errno.EACCES}


def _rename(source: Path, target: Path) -> None:
    for pause in (0.01, 0.05, 0.2, 0.5) if sys.platform == "win32" else ():
        with suppress(PermissionError):  # on Windows a file that somebody is reading cannot be replaced: wait for that
            source.replace(target)
            return
        time.sleep(pause)
    source.replace(target)


def flush_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk (Windows does so by itself)."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some disks in a network know no such thing
                raise
        finally:
            os.close(handle)


@contextmanager
def worded(path: str) -> Iterator[None]:
    """Turn the system's refusal to read or write `path` into CannotWrite."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(path, error) from error
