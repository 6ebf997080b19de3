"""Who recorded what of an action, told by the commits of its file."""

from collections import Counter
from collections.abc import Iterator
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

    Events are known by what they say, not by their places: two clones that each add a note are merged, and a late
    import puts an event between others. Commits of two branches stand one after the other, so an event is gone only
    where the file no longer has it; the commit after the last that had it is the one that took it away.
    """
    path = f"{action.id}.yaml"
    try:
        revisions = git.revisions(root, path)
    except (NotAGitRepository, GitMissing):
        return None, []
    found: dict[int, Recorded] = {}
    said: dict[int, str] = {}
    taken_by: dict[Event, int] = {}
    now, before = Counter(action.history), Counter[Event]()
    commits = [Recorded(r.commit[:7], visible(r.author), r.authored.date()) for r in revisions]
    for at, (revision, commit) in enumerate(zip(revisions, commits, strict=True)):
        if revision.content is None:
            said[at] = f"Commit {commit.commit} ({commit.author}, {long_date(commit.day)}) took the file away."
            continue
        history = _history(action, path, revision.content)
        if history is None:
            said[at] = f"Commit {commit.commit} holds the file in a state that cannot be read."
            continue
        held = Counter(history)
        found.setdefault(RAISED, commit)
        for place, times in _occurrences(action.history):
            if held[action.history[place]] >= times:
                found.setdefault(place, commit)
        taken_by |= {event: at for event in before - held if before[event] > now[event]}
        before = held
    for at in taken_by.values():
        commit = commits[at]
        said[at] = (
            f"Commit {commit.commit} ({commit.author}, {long_date(commit.day)}) edited or took away an entry of "
            f"the history that stood there before. See it with: git show {commit.commit}"
        )
    return found, [said[at] for at in sorted(said)]


def _occurrences(history: tuple[Event, ...]) -> Iterator[tuple[int, int]]:
    """Yield the place of each event, and how often it has been said by then: two may say the same."""
    seen: Counter[Event] = Counter()
    for place, event in enumerate(history):
        seen[event] += 1
        yield place, seen[event]


def _history(action: Action, path: str, content: bytes) -> tuple[Event, ...] | None:
    parsed = strict_yaml.read(content, path)
    if isinstance(parsed, list):
        return None
    return records.action_of(
        action.group, action.meeting, action.number, Fields(parsed.data, path, parsed.lines, [])
    ).history
