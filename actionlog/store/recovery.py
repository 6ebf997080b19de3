"""Finishing what a command that was interrupted had begun.

Its journal says what the files held and what they were to hold. Every file still old is written, and the commit is made
if it was not; the log is then as after that command. Where git refuses the commit, all is taken back. Where somebody
has changed one of the files since, nothing is touched.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from actionlog.characters import visible
from actionlog.errors import ActionlogError
from actionlog.store import commit, git_program, journal
from actionlog.store.commit import CommitRefused, GitAtWork
from actionlog.store.files import FileChange, Replacement, UnsafePath, aside, content, place, worded
from actionlog.store.git_program import GitMissing, WorkTree
from actionlog.store.journal import Entry

#: Seconds in which a git that was killed before it was recorded, or was told nothing, has certainly ended.
_UNRECORDED = 3.0


def own_folder(root: Path, tree: WorkTree | None) -> Path:
    """Return the folder of our own files (lock, journal): in git's folder, or outside git in the log's."""
    return tree.own / "actionlog" if tree else root / ".actionlog"


def unfinished(root: Path) -> dict[str, bytes | None]:
    """Return what an interrupted command (or one at work) has still to write below `root`, by path; None removes.

    A reader that lays these over the files sees the log as it will be, never half a change. Writes nothing.
    """
    with suppress(ActionlogError, ValueError, OSError):  # what is wrong there, the next command that writes will say
        tree = git_program.find(root)
        entry = journal.read(own_folder(root, tree))
        if entry and entry.prefix == (tree.prefix if tree else ""):
            return {f.path: f.new for f in entry.files if content(place(root, f.path)) == f.old}
    return {}


def recover(root: Path, tree: WorkTree | None, patience: float) -> str:
    """Finish an interrupted command, with the lock held. Returns what was done, for the user; empty if nothing was.

    GitAtWork where a git process still works for it after `patience` seconds, or another holds the repository.
    """
    folder = own_folder(root, tree)
    try:
        entry = journal.read(folder)
        for file in entry.files if entry else ():
            place(root, file.path)
    except (ValueError, UnsafePath):
        journal.drop(folder)
        return "An earlier command was interrupted, and its journal makes no sense. Look at the log with: git status"
    if entry is None:
        journal.drop(folder)
        return ""
    if tree:
        _wait_for_git(tree, folder, patience)
        commit.remove_stale_locks(tree, folder)
        root, tree = tree.top / entry.prefix, tree._replace(prefix=entry.prefix)
    note = _finish(root, tree, entry, folder)
    journal.drop(folder)
    return note


def _finish(root: Path, tree: WorkTree | None, entry: Entry, folder: Path) -> str:
    interrupted = f"An earlier command was interrupted ({visible(entry.message.partition(chr(10))[0])})"
    edited = []
    remaining = []
    for file in entry.files:
        with worded(file.path):
            target = place(root, file.path)
            aside(target).unlink(missing_ok=True)
            now = content(target)
        if now == file.old:
            remaining.append(file)
        elif now != file.new:
            edited.append(visible(file.path))
    if edited:
        return (
            f"{interrupted}, and {', '.join(edited)} changed since, so its change was not finished. Look at what it "
            "left with: git status"
        )
    _replace(root, remaining, folder)
    if entry.commit and tree:
        try:
            _commit(tree, entry, folder)
        except GitMissing as missing:
            return f"{interrupted}; its change was finished, but not committed. {missing}"
        except CommitRefused as refusal:
            _take_back(root, tree, entry, folder)
            return f"{interrupted}. git did not accept its commit, so its change was taken back. {refusal.words}"
    return f"{interrupted}; its change was finished."


def _commit(tree: WorkTree, entry: Entry, folder: Path) -> None:
    paths = [file.path for file in entry.files]
    commit.refuse_if_busy(tree)
    found = commit.uncommitted(tree, paths)
    commit.refuse_if_ignored(found)
    # git may have been killed between the commit and its index: bring the index up to the files, and look again
    known = [path for path, letters in found.items() if letters != "??"]
    if known:
        commit.match_index(tree, known, folder)
        found = commit.uncommitted(tree, paths)
    if found:
        commit.commit(tree, list(found), [p for p, letters in found.items() if letters == "??"], entry.message, folder)


def _take_back(root: Path, tree: WorkTree, entry: Entry, folder: Path) -> None:
    _replace(root, [FileChange(file.path, old=file.new, new=file.old) for file in entry.files], folder)
    commit.match_index(tree, [file.path for file in entry.files], folder)


def _replace(root: Path, changes: Sequence[FileChange], folder: Path) -> None:
    replacement = Replacement(root, changes, folder / "before")
    try:
        replacement.make()
    except BaseException:
        replacement.take_back()
        raise
    replacement.keep()


def _wait_for_git(tree: WorkTree, folder: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while journal.git_at_work(folder):
        if time.monotonic() > deadline:
            raise GitAtWork(str(folder / "git"))
        time.sleep(0.05)
    deadline = time.monotonic() + _UNRECORDED
    while journal.git_unrecorded(folder) and (tree.own / "index.lock").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
