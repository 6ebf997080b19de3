"""Who recorded what of an action, told by the commits of its file."""

from pathlib import Path

from actionlog.characters import visible
from actionlog.model import Action, Event, long_date
from actionlog.papers.history import RAISED, Recorded
from actionlog.store import git, records, strict_yaml
from actionlog.store.fields import Fields
from actionlog.store.git_program import GitMissing, NotAGitRepository


def recorded(root: Path, action: Action) -> tuple[dict[int, Recorded] | None, list[str]]:
    """Return which commit recorded each event of `action`, by its place (RAISED: the action itself), and warnings.

    A warning is a sentence about a commit that edited or took away an earlier event. None where the log is not in git.
    """
    path = f"{action.id}.yaml"
    try:
        revisions = git.revisions(root, path)
    except (NotAGitRepository, GitMissing):
        return None, []
    found: dict[int, Recorded] = {}
    warnings: list[str] = []
    before: tuple[Event, ...] = ()
    for revision in revisions:
        commit = Recorded(revision.commit[:7], visible(revision.author), revision.authored.date())
        if revision.content is None:
            warnings.append(f"Commit {commit.commit} ({commit.author}, {long_date(commit.day)}) took the file away.")
            continue
        held = _history(action, path, revision.content)
        if held is None:
            warnings.append(f"Commit {commit.commit} holds the file in a state that cannot be read.")
            continue
        found.setdefault(RAISED, commit)
        for i, event in enumerate(action.history):
            if i not in found and i < len(held) and held[i] == event:
                found[i] = commit
        if held[: len(before)] != before:
            warnings.append(
                f"Commit {commit.commit} ({commit.author}, {long_date(commit.day)}) edited or took away an entry of "
                f"the history that stood there before. See it with: git show {commit.commit}"
            )
        before = held
    return found, warnings


def _history(action: Action, path: str, content: bytes) -> tuple[Event, ...] | None:
    parsed = strict_yaml.read(content, path)
    if isinstance(parsed, list):
        return None
    return records.action_of(
        action.group, action.meeting, action.number, Fields(parsed.data, path, parsed.lines, [])
    ).history
