"""Writing in the log: a change of some files, all of it or nothing, and one commit of just these files.

Every way a write can end leaves the log as before or as after: refused (all is taken back), interrupted by the
user (likewise), killed (the next command finishes it, see `recovery`).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from actionlog.errors import ActionlogError
from actionlog.store import commit, git_program, journal, lock, recovery
from actionlog.store.commit import GitAtWork
from actionlog.store.files import CannotWrite, FileChange, FileMoved, Replacement, content, place, worded
from actionlog.store.git_program import GitFailed, GitMissing, WorkTree

_NO_REPOSITORY = (
    "The change is written but not committed, since the log is not in a git repository. To keep its history from now "
    "on: git init, then git add and git commit"
)
_NO_GIT = (
    "The change is written but not committed, since the git program was not found. Install it (https://git-scm.com), "
    "then: git add and git commit"
)
_NO_BRANCH = "git is on no branch here, so this commit belongs to none. Give it one with: git switch -c NAME"


class Unfinished(ActionlogError):
    """A change could not be completed and not be taken back either; the next command tries again."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"{words}\nPart of the change could not be taken back. It stands in a journal: put the above right, and "
            "the next command that writes will finish it."
        )


class LeftInIndex(ActionlogError):
    """The files are as before, but git still expects to commit new ones that are gone."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words}\nThe files are as before, but git's index names new ones. Clear it with: git reset")


class Written(NamedTuple):
    """What a write did: the files changed, the commit's short hash (empty if none was made), a word for the user."""

    paths: tuple[str, ...]
    commit: str = ""
    note: str = ""


class Writer:
    """Writes in the log whose folder is `root`; with `commit`, each write is a commit if the log is in git.

    `note` says, once `locked` was entered, what was done about an earlier command that had been interrupted.
    """

    def __init__(self, root: Path, *, commit: bool = True) -> None:
        self._root = root.resolve()
        self._wants_commit = commit
        self._held = False
        self._tree: WorkTree | None = None
        self._why_no_commit = ""
        self.note = ""
        self._untold = ""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep all other writers out, and finish first what an interrupted one had begun.

        Read what you will change inside the `with`. LogLocked, GitAtWork or CannotWrite where that cannot be.
        """
        if self._held:
            yield
            return
        self._look_for_git()
        folder = recovery.own_folder(self._root, self._tree)
        with ExitStack() as held:
            with worded(f"{folder.parent.name}/{folder.name}"):
                held.enter_context(lock.exclusive(folder / "lock", remove=self._tree is None))
                self.note = self._untold = recovery.recover(self._root, self._tree, lock.PATIENCE)
            self._held = True
            try:
                yield
            finally:
                self._held = False

    def write(self, files: Mapping[str, bytes | None], message: str, *, expect: Mapping[str, bytes | None]) -> Written:
        """Write `files` (contents by path from the log's folder; None removes a file) and commit them.

        `expect` says what each file read for this change held, None where there was none; every path of `files` is in
        it. Refuses, with nothing changed: FileMoved, DirtyFile, CommitRefused, GitAtWork, CannotWrite, UnsafePath.
        """
        with self.locked():
            for path, expected in expect.items():
                with worded(path):
                    if content(place(self._root, path)) != expected:
                        raise FileMoved(path)
            changes = [FileChange(path, expect[path], new) for path, new in files.items() if expect[path] != new]
            if not changes:
                return Written((), note=self._tell_recovery())
            paths = tuple(change.path for change in changes)
            tree = self._tree_to_commit_in(paths)
            tip = self._perform(changes, message, tree)
            return Written(paths, tip[:10], self._notes(tree))

    def _look_for_git(self) -> None:
        self._why_no_commit = ""
        try:
            self._tree = git_program.find(self._root)
        except GitMissing:
            self._tree, self._why_no_commit = None, _NO_GIT
        else:
            if self._tree is None:
                self._why_no_commit = _NO_REPOSITORY

    def _tree_to_commit_in(self, paths: Sequence[str]) -> WorkTree | None:
        """Return where to commit, or None; refuse where a commit would fail or take along what is not ours."""
        if self._tree is None or not self._wants_commit:
            return None
        commit.refuse_if_busy(self._tree)
        try:
            commit.refuse_if_dirty(self._tree, set(paths))
        except GitMissing:
            self._why_no_commit = _NO_GIT
            return None
        return self._tree

    def _perform(self, changes: Sequence[FileChange], message: str, tree: WorkTree | None) -> str:
        """Make the change, and its commit if there is a `tree`; return the commit's hash. All or nothing."""
        folder = recovery.own_folder(self._root, self._tree)
        prefix = self._tree.prefix if self._tree else ""
        replacement = Replacement(self._root, changes, folder / "before")
        try:
            with worded(changes[0].path):
                journal.write(folder, journal.Entry(prefix, message, tree is not None, tuple(changes)))
            replacement.make()
            if tree:
                new = [change.path for change in changes if change.old is None]
                with worded(changes[0].path):
                    commit.commit(tree, [change.path for change in changes], new, message, folder)
        except BaseException as failure:
            if not (isinstance(failure, KeyboardInterrupt) and tree and self._is_committed(changes, tree)):
                self._take_back(replacement, changes, tree, failure)
                raise
        replacement.keep()
        journal.drop(folder)
        return tree.tip() if tree else ""

    def _take_back(
        self, replacement: Replacement, changes: Sequence[FileChange], tree: WorkTree | None, failure: BaseException
    ) -> None:
        folder = recovery.own_folder(self._root, self._tree)
        try:
            replacement.take_back()
        except CannotWrite as second:
            raise Unfinished(f"{failure}\n{second}") from failure
        journal.drop(folder)
        new = [change.path for change in changes if change.old is None]
        if tree and new:
            try:
                commit.match_index(tree, new, folder)
            except (GitFailed, GitAtWork, OSError) as second:
                if commit.uncommitted(tree, set(new)):
                    raise LeftInIndex(f"{failure}\n{second}") from failure

    def _is_committed(self, changes: Sequence[FileChange], tree: WorkTree) -> bool:
        """True where a change that was interrupted is complete all the same."""
        with suppress(ActionlogError, OSError):
            in_place = all(content(place(self._root, change.path)) == change.new for change in changes)
            return in_place and not commit.uncommitted(tree, {change.path for change in changes})
        return False

    def _tell_recovery(self) -> str:
        note, self._untold = self._untold, ""
        return note

    def _notes(self, tree: WorkTree | None) -> str:
        """Return what the user should know besides."""
        notes = [self._tell_recovery()]
        if tree and tree.branch_file() is None:
            notes.append(_NO_BRANCH)
        if self._wants_commit:
            notes.append(self._why_no_commit)
        return "\n".join(note for note in notes if note)
