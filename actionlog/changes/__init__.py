"""What a command changes: a log and the user's words in, a `Change` out. Nothing is written here.

One module for each kind of record, one function for each verb of the command line.
"""

from typing import NamedTuple

from actionlog.model import Action, Group, Log, Meeting, Settings


class Change(NamedTuple):
    """What a command wants written, and its sentence.

    `summary` is the first line of the commit and holds no text of an action; `details` are its further lines. `said` is
    told to the user. The records replace those of the same identity, or are new. An empty change has no records.
    """

    summary: str
    said: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    groups: tuple[Group, ...] = ()
    settings: Settings | None = None

    @property
    def is_empty(self) -> bool:
        """True where nothing would be written."""
        return not (self.actions or self.meetings or self.groups or self.settings)


def changed(log: Log, change: Change) -> Log:
    """Return `log` as it will be after `change`."""
    from dataclasses import replace

    from actionlog.model import meeting_key

    groups = {g.slug: g for g in log.groups} | {g.slug: g for g in change.groups}
    meetings = {(m.group, m.name): m for m in log.meetings} | {(m.group, m.name): m for m in change.meetings}
    actions = {a.id: a for a in log.actions} | {a.id: a for a in change.actions}
    return replace(
        log,
        settings=change.settings or log.settings,
        groups=tuple(sorted(groups.values(), key=lambda g: g.slug)),
        meetings=tuple(sorted(meetings.values(), key=lambda m: (m.group, meeting_key(m.name)))),
        actions=tuple(sorted(actions.values(), key=lambda a: (a.group, meeting_key(a.meeting), a.number))),
    )
