"""Taking back the last command by a new commit: every file it wrote is as it was before, and git keeps both."""

import re
from datetime import date
from pathlib import Path

from actionlog.changes.actions import strike_out
from actionlog.errors import Refused
from actionlog.store import git
from actionlog.store.git import Commit
from actionlog.store.writable import WritableRepository
from actionlog.store.writer import Written

_TAKEN_BACK = re.compile(r"^Takes back commit ([0-9a-f]{40,64})$", re.MULTILINE)
_ACTION = re.compile(r"([^/]+)/([^/]+)/(\d+)\.yaml")


def last_command(root: Path) -> Commit:
    """Return the last commit of the log that was not taken back yet. Refused where there is none.

    Raises NotAGitRepository where the log is in none.
    """
    undone: set[str] = set()
    for commit in git.log_commits(root, limit=200):
        took_back = _TAKEN_BACK.findall(commit.body)
        if took_back:
            undone.update(took_back)
        elif commit.commit not in undone:
            return commit
    raise Refused("There is nothing to take back: no command has been recorded in this log.")


def take_back(repository: WritableRepository, commit: Commit, *, today: date) -> tuple[str, Written]:
    """Take back what `commit` did to the log, and return a sentence that says so.

    An action that was added alone is struck out instead of removed: its number is never used again. Refused for a
    merge, for the commit that started the log, and where one of the files was changed since.
    """
    if commit.parents > 1:
        raise Refused(
            f"The last change is a merge ({commit.subject}), which undo does not take back. Make the correction with a "
            "new command, or ask whoever looks after the repository."
        )
    if ("A", "actionlog.yaml") in commit.files or commit.parents == 0:
        raise Refused("The last change started the log, so there is nothing before it to go back to.")
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
    message = f"Undo: {commit.subject}\n\nTakes back commit {commit.commit}"
    if len(files) == 1 and (added := _ACTION.fullmatch(next(iter(files)))) and None in files.values():
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
