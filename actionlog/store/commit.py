"""Commits of just the files that a command wrote, by the user's own git.

Their hooks, signing and identity are obeyed; what they have staged stays staged. Only new files are added to the index;
`git commit --only` takes the rest from the files themselves.
"""

import os
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from actionlog.characters import visible
from actionlog.errors import ActionlogError
from actionlog.store import git_program, journal
from actionlog.store.git_program import GitFailed, WorkTree, indented
from actionlog.store.message import commit_message

#: Seconds that are given to another git program (an editor's, say) to finish.
PATIENCE = 10.0
#: git makes its lock soon after it starts; one that is made more than these seconds later is another's.
_SOON = 60.0
#: With more paths than this, git is asked about the whole log: a command line cannot take them all.
_MANY = 100
_UNDER_WAY = {
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
}


class CommitRefused(ActionlogError):
    """git, or a hook, did not accept the commit; `words` are theirs. The files are as they were."""

    def __init__(self, words: str, instead: str = "") -> None:
        self.words = words
        super().__init__(
            f"git did not accept the commit, so nothing was changed. It says:\n{indented(words)}\n"
            + (instead or "Put that right and run the command again; or keep the change without a commit: --no-commit")
        )


class DirtyFile(ActionlogError):
    """A file has changes of the user's own that are not committed; a commit of ours would take them along."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = tuple(paths)
        first = ", ".join(visible(path) for path in paths[:3])
        more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
        have, them = ("has", "it") if len(paths) == 1 else ("have", "them")
        super().__init__(
            f"{first}{more} {have} changes that are not committed, so nothing was changed. "
            f"Commit {them} first (git add, then git commit), or use --no-commit."
        )


class GitAtWork(ActionlogError):
    """Another git program holds the repository, or was killed while it did."""

    def __init__(self, lock: str) -> None:
        self.lock = lock
        super().__init__(
            f"Another git program is at work here ({visible(lock)} exists), so nothing was changed. Wait until it is "
            "done, or close the editor in which it waits for you, then run the command again. If no git program is "
            "running, one was interrupted: remove that file."
        )


def refuse_if_busy(tree: WorkTree) -> None:
    """Refuse where git could not commit now: CommitRefused amid a merge or rebase, GitAtWork where it stays locked."""
    for name, doing in _UNDER_WAY.items():
        if (tree.own / name).exists():
            raise CommitRefused(
                f"A {doing} is under way here.",
                f"Finish it (git {doing} --continue) or give it up (git {doing} --abort), then run the command again; "
                "or keep the change without a commit: --no-commit",
            )
    lock = tree.own / "index.lock"
    deadline = time.monotonic() + PATIENCE
    while lock.exists():
        if time.monotonic() > deadline:
            raise GitAtWork(str(lock))
        time.sleep(0.05)


def uncommitted(tree: WorkTree, paths: Collection[str]) -> dict[str, str]:
    """Return those of `paths` that are not as in the last commit, each with git's two letters (git-status, short).

    `??` is a file that git does not know, `!!` one that it was told to ignore.
    """
    paths = set(paths)
    asked = [tree.pathspec(path) for path in paths] if len(paths) <= _MANY else [tree.pathspec()]
    said = git_program.read(
        tree,
        *("status", "--porcelain", "-z", "--untracked-files=all", "--ignored=traditional", "--no-renames"),
        *("--ignore-submodules=all", "--", *(spec for spec in asked if spec != ":(top,literal)")),
    )
    found = {}
    for line in os.fsdecode(said).split("\0"):
        path = line[3:].removeprefix(tree.prefix)
        if path in paths:
            found[path] = line[:2]
    return found


def refuse_if_dirty(tree: WorkTree, paths: Collection[str]) -> None:
    """Refuse where one of `paths` holds what no commit has: DirtyFile, or CommitRefused where git ignores it."""
    found = uncommitted(tree, paths)
    refuse_if_ignored(found)
    if found:
        raise DirtyFile(sorted(found))


def refuse_if_ignored(found: dict[str, str]) -> None:
    """Refuse where `uncommitted` found a file that git ignores: CommitRefused."""
    for path, letters in found.items():
        if letters == "!!":
            raise CommitRefused(
                f"{visible(path)} is ignored by a .gitignore file.",
                "Take it out of .gitignore, or keep the change without a commit: --no-commit",
            )


def commit(tree: WorkTree, paths: Sequence[str], new: Sequence[str], message: str, folder: Path) -> None:
    """Commit `paths`, of which git does not know `new` yet. CommitRefused or GitAtWork; the index may then hold `new`.

    `folder` is our own, with the journal.
    """
    if new:
        _tell(tree, ["add", "--pathspec-from-file=-", "--pathspec-file-nul"], tree.pathspecs(new), folder)
    words = folder / "message"
    tip = tree.tip()
    arguments = ["-c", "i18n.commitEncoding=UTF-8", "commit", "--quiet", "--only", "--cleanup=verbatim"]
    try:
        words.write_bytes(commit_message(message).encode())
        pathspecs = [f"--file={words}", "--pathspec-from-file=-", "--pathspec-file-nul"]
        _tell(tree, [*arguments, *pathspecs], tree.pathspecs(paths), folder)
    except CommitRefused:
        if tree.tip() == tip:
            raise
        match_index(tree, paths, folder)  # git was stopped when the commit was made, but not yet its index
        if uncommitted(tree, set(paths)):
            raise
    finally:
        words.unlink(missing_ok=True)


def match_index(tree: WorkTree, paths: Sequence[str], folder: Path) -> None:
    """Make git's index say of `paths` what the files are: removed where there is no file. GitFailed, GitAtWork."""
    names = b"".join(os.fsencode(f"{tree.prefix}{path}") + b"\0" for path in paths)
    try:
        _tell(tree, ["update-index", "--remove", "-z", "--stdin"], names, folder)
    except CommitRefused as refusal:
        raise GitFailed(refusal.words) from None


def remove_stale_locks(tree: WorkTree, folder: Path) -> None:
    """Remove the locks that a git of ours left behind, which is known to have ended.

    They were made after the journal and soon after git's start. Any other lock is somebody else's, and stays.
    """
    span = journal.span(folder)
    if span is None:  # none of ours had started
        return
    written, started = span
    held = [tree.own / "index", tree.own / "HEAD", tree.common / "reftable" / "tables.list", tree.branch_file()]
    locks = [file.with_name(file.name + ".lock") for file in held if file]
    for lock in [*locks, *tree.own.glob("next-index-*.lock")]:
        with suppress(FileNotFoundError, NotADirectoryError):
            if written <= lock.stat().st_mtime <= started + _SOON:
                lock.unlink()


def _tell(tree: WorkTree, arguments: Sequence[str], given: bytes, folder: Path) -> None:
    """Run git; wait for another git program that is in its way. CommitRefused, or GitAtWork after some time."""
    deadline = time.monotonic() + PATIENCE
    while True:
        journal.git_starts(folder)
        code, words = git_program.tell(
            tree, arguments, given, folder / "words", lambda pid: journal.git_starts(folder, pid)
        )
        if code < 0:  # killed
            remove_stale_locks(tree, folder)
            words += f"\ngit was stopped by signal {-code}."
        journal.git_ended(folder)
        if code == 0:
            return
        if ".lock': File exists" not in words:
            raise CommitRefused(words)
        if time.monotonic() > deadline:
            raise GitAtWork(words.partition("'")[2].partition("'")[0])
        time.sleep(0.1)
