"""Where a command works: the log it is about, the day it is, and the words the user typed, understood.

The only place that asks the clock. Below it, the day is an argument.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from actionlog.characters import visible, visible_lines
from actionlog.cli.screen import fitted
from actionlog.errors import Refused
from actionlog.model import AUTHORITIES, Action, Group, Log, Meeting, Settings
from actionlog.query import UnknownMeeting, group_named, last_meeting, meeting_named
from actionlog.refs import find
from actionlog.store.repository import Repository, find_root

if TYPE_CHECKING:
    from actionlog.changes import Change
    from actionlog.store.writable import WritableRepository
    from actionlog.store.writer import Written


class Desk:
    """A log as a command works on it. `log` is read when it is first asked for."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._today: date | None = None
        self._named: Log | None = None

    @property
    def log(self) -> Log:
        """The log, as its files say. Raises UnreadableLog."""
        return self.repository.load()

    @property
    def named_log(self) -> Log:
        """The log as the committee reads it: with the name of each person whom a text calls by a handle."""
        if self._named is None:
            log = self.log
            if any(person.handle for person in log.people):
                from actionlog.redaction.handles import named

                log = named(log)
            self._named = log
        return self._named

    @property
    def today(self) -> date:
        """Today, in the log's time zone."""
        if self._today is None:
            self._today = today_in(self.repository.settings())
        return self._today

    @property
    def moment(self) -> datetime:
        """This moment; ACTIONLOG_NOW stands in for the clock, a day for its noon (UTC)."""
        day = self.today  # which refuses an ACTIONLOG_NOW that is none
        now = os.environ.get("ACTIONLOG_NOW", "")
        if len(now) == 10:
            return datetime.combine(day, time(12), UTC)
        return (datetime.fromisoformat(now) if now else datetime.now(UTC)).astimezone(UTC)

    @property
    def commit(self) -> str:
        """The commit that the log stands on, shortened; empty where the log is not kept in git."""
        from actionlog.store import git
        from actionlog.store.git_program import GitMissing, NotAGitRepository

        try:
            return git.head(self.repository.root)[:12]
        except (NotAGitRepository, GitMissing):
            return ""

    def group(self, name: str = "") -> Group:
        """Return the group that `name` means; without a name the only one, or the one whose folder we stand in."""
        if name:
            return group_named(self.log, name)
        groups = self.log.groups
        if len(groups) == 1:
            return groups[0]
        if not groups:
            raise Refused('This log has no group yet. Add one with: actionlog group add "Name of your committee"')
        here = Path.cwd().resolve()
        for group in groups:
            folder = (self.repository.root / group.slug).resolve()
            if here == folder or folder in here.parents:
                return group
        names = ", ".join(g.slug for g in groups)
        raise Refused(f"This log has several groups: {names}. Say which one: --group NAME")

    def slug(self, name: str) -> str:
        """Return the folder name of the group that a user named, or an empty text where none was named."""
        return self.group(name).slug if name else ""

    def slug_in(self, log: Log, name: str) -> str:
        """Return what `slug` does, for a log that may have faults."""
        return group_named(log, name).slug if name else ""

    @property
    def writable(self) -> "WritableRepository":
        """The log as it can be written; only a desk for writing has it."""
        from actionlog.store.writable import WritableRepository

        assert isinstance(self.repository, WritableRepository), "a reading command cannot write"
        return self.repository

    def action(self, ref: str, group: str = "") -> Action:
        """Return the action that a ref means."""
        return find(self.log, ref, self.slug(group))

    def named_action(self, ref: str, group: str = "") -> Action:
        """Return the action that a ref means, as the committee reads it."""
        return find(self.named_log, ref, self.slug(group))

    def meeting(self, group: Group, text: str) -> Meeting:
        """Return the meeting of `group` that `text` means; the latest one where it is empty."""
        if text:
            return meeting_named(self.log, group, text, self.today)
        if latest := last_meeting(self.log, group, self.today):
            return latest
        raise Refused(f"{group.name} has no meeting in this log yet. Add one with: actionlog meeting add {self.today}")

    def coming_meeting(self, group: Group, text: str) -> Meeting | None:
        """Return the meeting that a paper is for, also one that is still to come; None where none is named."""
        if not text:
            return None
        try:
            return self.meeting(group, text)
        except UnknownMeeting as unknown:
            if unknown.day is None:
                raise
            return Meeting(group.slug, unknown.day.isoformat())

    def meeting_name(self, action: Action, text: str) -> str:
        """Return the folder name of the meeting that agreed something about `action`; empty where none is named."""
        return meeting_named(self.log, self.log.group(action.group), text, self.today).name if text else ""

    def day(self, text: str, meeting: str = "") -> date:
        """Return the day something was agreed or done: as typed, or that of the meeting (a folder name), or today."""
        if text:
            from actionlog.deadlines import read_date

            return read_date(text, self.today, past=True)
        if meeting:
            return Meeting("", meeting).date
        return self.today

    def as_of(self, text: str) -> date:
        """Return the day to look at the log."""
        if not text:
            return self.today
        from actionlog.deadlines import read_date  # only where a day was typed: most commands are given none

        return read_date(text, self.today)

    def keep(self, old: Action, new: Action, change: "Change", text: bytes, before: bytes) -> None:
        """Keep a file that was edited by hand from `before` to `text`, with what `change` adds to it."""
        path = old.source.path
        from actionlog.changes import Change

        if change.is_empty:  # comments, or keys that are not ours
            change = Change(
                f"Edit {old.short_id}", said=("The file is edited; what the log knows of it is as it was.",)
            )
        else:
            text = self.writable.merged(path, text, new, change.actions[0])
        written = self.writable.put(path, text, before, change.summary)
        for line in change.said:
            say(line)
        if written.note:
            tell(written.note)

    def save(self, change: "Change") -> "Written | None":
        """Put `change` into the log and say what was done. Nothing is written where it is empty."""
        written = None
        if not change.is_empty:
            written = self.writable.apply(change)
        for line in change.said:
            say(line)
        if written and written.note:
            tell(written.note)
        return written


def open_desk() -> Desk:
    """Return a desk for reading. Raises NoLogFound."""
    return Desk(Repository(log_folder()))


def open_whole_desk() -> Desk:
    """Return a desk for a paper. Raises UnreadableLog where a file of the log was deleted without a commit."""
    from actionlog.store.missing import require_whole

    desk = open_desk()
    require_whole(desk.repository.root)
    return desk


@contextmanager
def writing_desk(no_commit: bool = False) -> Iterator[Desk]:
    """Give a desk for writing, and hold the log's lock while it is used."""
    from actionlog.store.writable import for_writing

    with for_writing(log_folder(), commit=not no_commit) as repository:
        yield Desk(repository)


def log_folder() -> Path:
    """Return the folder of the log: `--log` or ACTIONLOG_DIR, or else found upwards from where we stand."""
    named = os.environ.get("ACTIONLOG_DIR")
    if not named:
        return find_root(Path.cwd())
    folder = Path(named)
    for root in (folder, folder / "actions"):
        if (root / "actionlog.yaml").is_file():
            return root
    raise Refused(f"There is no action log in {named}: the folder has no actionlog.yaml. Check the name after --log.")


def today_in(settings: Settings) -> date:
    """Return today's date in the log's time zone; ACTIONLOG_NOW (a day or an instant) stands in for the clock."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        zone = ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(
            f"This computer does not know the time zone {settings.timezone}, so it cannot tell which day it is there. "
            "Install the world's time zones: pip install tzdata (or give the day with --as-of)."
        ) from None
    now = os.environ.get("ACTIONLOG_NOW", "")
    try:
        if len(now) == 10:
            return date.fromisoformat(now)
        return (datetime.fromisoformat(now) if now else datetime.now(zone)).astimezone(zone).date()
    except ValueError:
        raise Refused(
            f"ACTIONLOG_NOW stands in for the clock, but {now} is no day. Write one such as 2021-06-24, or unset it."
        ) from None


def authority(agreed_by: str, meeting: str) -> str:
    """Return who agreed something: as typed, or the meeting where one is named, or else the secretariat.

    Refused where a meeting is said to have agreed it and none is named.
    """
    if not agreed_by:
        return "meeting" if meeting else "secretariat"
    if agreed_by not in AUTHORITIES:
        raise Refused(f"--agreed-by {agreed_by} is not known. Write one of: {', '.join(AUTHORITIES)}.")
    if agreed_by == "meeting" and not meeting:
        raise Refused("--agreed-by meeting needs the meeting that agreed it. Add: --meeting DATE")
    return agreed_by


def say(text: str) -> None:
    """Print one line of the answer to standard output, whatever the text holds; its margin is kept."""
    bare = text.lstrip(" ")
    print(fitted(text[: len(text) - len(bare)] + visible(bare), sys.stdout))


def tell(text: str) -> None:
    """Print a remark for the user to standard error."""
    print(fitted(visible_lines(text), sys.stderr), file=sys.stderr)


def is_person(stream_in: bool = True) -> bool:
    """True where a person sits at the terminal, who can be asked."""
    return sys.stdout.isatty() and (not stream_in or sys.stdin.isatty())
