"""Taking back the last command by a new commit: every file it wrote is as it was before, and git keeps both."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

from actionlog.changes.actions import strike_out
from actionlog.errors import Refused
from actionlog.store import git
from actionlog.store.git import Commit
from actionlog.store.writable import WritableRepository
from actionlog.store.writer import Written

UNDO = "Undo: "
#: How the commits of commands begin. What begins otherwise, or touches other files, was committed by hand.
_OURS = re.compile(
    r"(Add|Carry|Change|Clear|Close|Confirm|Decline|Edit|Extend|Import|Note on|Propose|Put|Record|Refuse|Reopen|Request"
    r"|Strike out|Table|Wind up) "
)
_FILE = re.compile(r"actionlog\.yaml|[^/]+/group\.yaml|[^/]+/[^/]+/(meeting|\d+)\.yaml")
#: How the commit of an import begins.
_IMPORT = "Import "
_ACTION = re.compile(r"([^/]+)/([^/]+)/(\d+)\.yaml")


def last_command(root: Path) -> Commit:
    """Return the last command's commit that was not taken back yet. Refused where there is none to take back.

    Refused too where the log holds changes that are not committed, and where the last commit of the log was made by
    hand, was a merge, or started the log. Raises NotAGitRepository where the log is in none.
    """
    if left := git.uncommitted(root):
        raise Refused(
            f"The log holds changes that are not committed ({left[0]}{' and others' if len(left) > 1 else ''}), so the "
            "last command is not in git. See them with git diff; take them back with git restore, or commit them."
        )
    undone: Counter[str] = Counter()  # by first line: a rebase gives commits other names
    for commit in git.log_commits(root, limit=500):
        if commit.subject.startswith(UNDO):
            undone[commit.subject.removeprefix(UNDO)] += 1
        elif undone[commit.subject]:
            undone[commit.subject] -= 1
        else:
            _require_ours(commit)
            return commit
    raise Refused("There is nothing to take back: no command has been recorded in this log.")


def _require_ours(commit: Commit) -> None:
    if commit.parents > 1:
        raise Refused(
            f"The last change is a merge ({commit.subject}), which undo does not take back. Make the correction with a "
            "new command, or ask whoever looks after the repository."
        )
    if ("A", "actionlog.yaml") in commit.files or commit.parents == 0:
        raise Refused("The last change started the log, so there is nothing before it to go back to.")
    if not _OURS.match(commit.subject) or not all(_FILE.fullmatch(path) for _, path in commit.files):
        raise Refused(
            f"The last change of the log was committed by hand ({commit.subject}), not by a command. "
            f"Take it back with: git revert {commit.commit[:10]}"
        )


def take_back(repository: WritableRepository, commit: Commit, *, today: date) -> tuple[str, Written]:
    """Take back what `commit` did to the log, and return a sentence that says so.

    An action that was added alone is struck out instead of removed: its number is never used again. An import goes
    back whole, however many actions it brought: the document gives each its number again, and the import before it can
    be taken back too. Refused where one of the files was changed since, and for a meeting that actions still stand in.
    """
    files: dict[str, bytes | None] = {}
    expect: dict[str, bytes | None] = {}
    for _, path in commit.files:
        now = repository.present(path)
        if now != git.file_at(repository.root, commit.commit, path):
            raise Refused(
                f"{path} was changed after the last command ({commit.subject}), so it cannot be taken back as a whole. "
                "Make the correction with a new command instead."
            )
        files[path] = git.file_at(repository.root, f"{commit.commit}^", path)
        expect[path] = now
    for path, before in files.items():
        folder = path.removesuffix("/meeting.yaml")
        if before is None and folder != path and repository.others_in(folder, files):
            raise Refused(
                f"Actions still stand in the meeting {folder}, so the meeting is not taken back. "
                f"Close them, or strike them out of its minutes, and let the meeting stand."
            )
    message = f"{UNDO}{commit.subject}\n\nTakes back commit {commit.commit}"
    imported = commit.subject.startswith(_IMPORT)
    if not imported and len(files) == 1 and (added := _ACTION.fullmatch(next(iter(files)))) and None in files.values():
        return _strike_out(repository, added, message, today=today)
    return f"Taken back: {commit.subject}", repository.replace(files, expect, message)


def _strike_out(
    repository: WritableRepository, added: re.Match[str], message: str, *, today: date
) -> tuple[str, Written]:
    log = repository.load()
    group, meeting, number = added.group(1), added.group(2), int(added.group(3))
    action = next(a for a in log.actions if (a.group, a.meeting, a.number) == (group, meeting, number))
    day = max(today, log.meeting(group, meeting).date)
    change = strike_out(log, action, on=day, today=day, reason="Taken back with undo")
    return change.said[0], repository.apply(change, message=message)
