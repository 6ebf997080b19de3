"""A log from the files of its folder, wherever they come from: the disk, or a commit.

The path of a file is the identity of what it holds: `evidence-group/2021-05-19/05.yaml`. Every file is read; what
cannot be read is a problem, and the caller decides whether to go on without it.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from actionlog.errors import Problem
from actionlog.model import Action, Group, Log, Meeting, Settings, Source, meeting_key
from actionlog.people import Person
from actionlog.store import records, settings_records, strict_yaml
from actionlog.store.fields import Fields

SETTINGS_FILE = "actionlog.yaml"
GROUP_FILE = "group.yaml"
MEETING_FILE = "meeting.yaml"
PEOPLE_FILE = "people.yaml"

_MEETING = re.compile(r"(?:before-)?\d{4}-\d{2}-\d{2}[b-z]?")
_NUMBER = re.compile(r"(?:0[1-9]|[1-9]\d{1,5})\.yaml")


@lru_cache(maxsize=256)
def is_meeting_name(name: str) -> bool:
    """True for the name of a meeting's folder: `2021-05-19`, `2021-05-19b`, `before-2021-05-19`."""
    if not _MEETING.fullmatch(name):
        return False
    try:
        date.fromisoformat(name.removeprefix("before-")[:10])
    except ValueError:
        return False
    return True


class Assembly:
    """Collects the records of a log's files one by one, then puts them in order."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.settings = Settings()
        self.people: tuple[Person, ...] = ()
        self.groups: dict[str, Group] = {}
        self.meetings: dict[tuple[str, str], Meeting] = {}
        self.actions: list[Action] = []

    def add(self, path: str, data: bytes) -> None:
        """Read one file. `path` is relative to the log's folder, with forward slashes."""
        parts = path.split("/")
        if len(parts) == 3:
            self._add_to_meeting(parts[0], parts[1], parts[2], path, data)
        elif len(parts) == 2 and parts[1] == GROUP_FILE:
            if fields := self._fields(path, data):
                self.groups[parts[0]] = records.group_of(parts[0], fields)
        elif parts == [SETTINGS_FILE]:
            if fields := self._fields(path, data):
                self.settings = settings_records.settings_of(fields)
        else:
            self._stray(path)

    def add_people(self, path: str, data: bytes) -> None:
        """Read the register of people, which may stand outside the log's folder."""
        if fields := self._fields(path, data):
            self.people = settings_records.people_of(fields)

    def _add_to_meeting(self, group: str, meeting: str, name: str, path: str, data: bytes) -> None:
        if not is_meeting_name(meeting):
            self._stray(path)
        elif _NUMBER.fullmatch(name):
            if fields := self._fields(path, data):
                self.actions.append(records.action_of(group, meeting, int(name[:-5]), fields))
        elif name == MEETING_FILE:
            if fields := self._fields(path, data):
                self.meetings[group, meeting] = records.meeting_of(group, meeting, fields)
        else:
            self._stray(path)

    def _fields(self, path: str, data: bytes) -> Fields | None:
        parsed = strict_yaml.read(data, path)
        if isinstance(parsed, list):
            self.problems += parsed
            return None
        return Fields(parsed.data, path, parsed.lines, self.problems)

    def _stray(self, path: str) -> None:
        name = path.rpartition("/")[2]
        if re.fullmatch(r"[0-9]+\.yaml", name) and path.count("/") == 2 and int(name[:-5]):
            mend = f"Name it {int(name[:-5]):02}.yaml: a number of two digits or more."
        else:
            mend = (
                "A log holds actionlog.yaml; a folder for each group with group.yaml; in it a folder for each meeting, "
                "named by its date such as 2021-05-19, with meeting.yaml and 01.yaml, 02.yaml and so on. "
                "Move this file to where it belongs, or out of the log."
            )
        self.problems.append(Problem(path, 1, "stray-file", f"This file has no place in the log. {mend}"))

    def log(self) -> Log:
        """Return the log of all that was read, in order. A folder without its own file is given the usual values."""
        for group, meeting in {(a.group, a.meeting) for a in self.actions}:
            if (group, meeting) not in self.meetings:
                self.meetings[group, meeting] = Meeting(group, meeting, source=Source(f"{group}/{meeting}"))
        for slug in sorted({group for group, _ in self.meetings} - self.groups.keys()):
            path = f"{slug}/{GROUP_FILE}"
            self.groups[slug] = Group(slug, slug, source=Source(path))
            if not any(p.path == path for p in self.problems):
                message = f"The folder {slug} holds meetings, but no {GROUP_FILE}. Make one with the line: name: {slug}"
                self.problems.append(Problem(path, 0, "missing-file", message))
        return Log(
            self.settings,
            tuple(self.groups[slug] for slug in sorted(self.groups)),
            tuple(sorted(self.meetings.values(), key=lambda m: (m.group, meeting_key(m.name)))),
            tuple(sorted(self.actions, key=lambda a: (a.group, meeting_key(a.meeting), a.number))),
            self.people,
        )


def assemble(files: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> tuple[Log, list[Problem]]:
    """Return the log that `files` make (path to content), and all that is wrong with them, in order."""
    assembly = Assembly()
    for path, data in files.items() if isinstance(files, Mapping) else files:
        if path == PEOPLE_FILE:
            assembly.add_people(path, data)
        elif path.endswith(".yaml"):
            assembly.add(path, data)
    log = assembly.log()
    return log, sorted(assembly.problems)
