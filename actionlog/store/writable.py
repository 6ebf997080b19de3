"""The log on disk, for writing: how a change is put into its files.

The lock is held from before the log is read until the commit is made, so what a command decided on cannot move under
it.
"""

from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from actionlog.changes import Change
from actionlog.errors import Problem, Refused, UnreadableLog
from actionlog.model import KNOWN_KEYS, Action, Group, Meeting, Settings
from actionlog.store import emit, records, settings_records, splice, strict_yaml
from actionlog.store.assembly import GROUP_FILE, MEETING_FILE, SETTINGS_FILE
from actionlog.store.edits import edits
from actionlog.store.fields import Fields, Value
from actionlog.store.repository import Repository
from actionlog.store.writer import Writer, Written

Record = Action | Meeting | Group | Settings

#: The keys of each kind of file, in the order in which they are written.
_ORDER: Mapping[str, tuple[str, ...]] = {**KNOWN_KEYS, "actionlog": KNOWN_KEYS["settings"]}
#: What a new file says above its keys, for whoever opens it.
_NOTES: Mapping[str, Mapping[str, str]] = {
    "actionlog": {"format": "Settings of the whole log; docs/reference/file-format.md tells what may stand here."},
    "group": {
        "numbering": "How papers print a ref: {n} is the number in the meeting, {meeting} the meeting's own number.",
        "policy": "Who may close an action, and who may agree a new deadline: secretariat, chair or meeting.",
    },
}


@contextmanager
def for_writing(root: Path, *, commit: bool) -> Iterator["WritableRepository"]:
    """Give the log in `root` for a command that reads, decides and writes, and hold its lock meanwhile.

    With `commit`, what is written is committed, unless the log's settings say otherwise. Raises LogLocked and others of
    the writer's refusals.
    """
    writer = Writer(root, commit=commit and Repository(root).settings().commit)
    with writer.locked():
        yield WritableRepository(root, writer)


class WritableRepository(Repository):
    """One log on disk whose lock is held by `writer`."""

    def __init__(self, root: Path, writer: Writer) -> None:
        super().__init__(root)
        self._writer = writer

    def apply(self, change: Change, *, message: str = "") -> Written:
        """Write the records of `change`, each file edited where it must be, and commit just those files.

        The commit's message is the change's own unless `message` is given.

        Raises an ActionlogError where a file cannot be edited, has moved, or is not committed; then nothing is written.
        """
        old = self._records()
        files: dict[str, bytes | None] = {}
        expect: dict[str, bytes | None] = {}
        changes: list[Record] = [*change.groups, *change.meetings, *change.actions]
        changes += [change.settings] if change.settings else []
        for record in changes:
            path = _path(record)
            present = self.present(path)
            new = _new_file(path, record) if present is None else _edited(present, path, old.get(path), record)
            if new != present:
                files[path], expect[path] = new, present
        self.forget()
        return self._writer.write(files, message or message_of(change), expect=expect)

    def start(self, group: Group, summary: str, extra: Mapping[str, bytes]) -> Written:
        """Write the first files of a new log: its settings, its first group, and `extra` files by path."""
        first: list[Record] = [Settings(), group]
        files: dict[str, bytes | None] = {_path(record): _new_file(_path(record), record) for record in first}
        files |= extra
        return self._writer.write(files, summary, expect=dict.fromkeys(files))

    def others_in(self, folder: str, but: Container[str]) -> bool:
        """Return whether a meeting's folder holds an action beside the files `but`."""
        return any(f"{folder}/{path.name}" not in but for path in (self.root / folder).glob("[0-9]*.yaml"))

    def replace(self, files: Mapping[str, bytes | None], expect: Mapping[str, bytes | None], message: str) -> Written:
        """Write whole files by path (None removes one), each of which must still hold what `expect` says."""
        self.forget()
        return self._writer.write(files, message, expect=expect)

    def put(self, path: str, new: bytes, old: bytes, summary: str) -> Written:
        """Replace one file, which held `old`, by text edited by hand."""
        return self.replace({path: new}, {path: old}, summary)

    def read_action(self, path: str, text: bytes) -> Action:
        """Return the action that `text` would be at `path`. Raises UnreadableLog with its faults."""
        problems: list[Problem] = []
        parsed = strict_yaml.read(text, path)
        if isinstance(parsed, list):
            raise UnreadableLog(parsed)
        action = _record(path, Fields(parsed.data, path, parsed.lines, problems))
        if problems:
            raise UnreadableLog(sorted(problems))
        assert isinstance(action, Action)
        return action

    def read_names(self, path: str, text: bytes) -> list[str]:
        """Return the names that `text` would hold as the register of people; none where it cannot be read."""
        problems: list[Problem] = []
        parsed = strict_yaml.read(text, path)
        if isinstance(parsed, list):
            return []
        found = settings_records.people_of(Fields(parsed.data, path, parsed.lines, problems))
        return [] if problems else [person.name for person in found]

    def merged(self, path: str, text: bytes, old: Action, new: Action) -> bytes:
        """Return `text`, which holds `old`, changed where it must be to hold `new`."""
        return _edited(text, path, old, new)

    def _records(self) -> dict[str, Record]:
        log = self.load()
        held: list[Record] = [log.settings, *log.groups, *log.meetings, *log.actions]
        return {_path(record): record for record in held}


def message_of(change: Change) -> str:
    """Return the commit's message: the change's sentence, then its details."""
    return "\n\n".join(filter(None, [change.summary, "\n".join(change.details)]))


def _path(record: Record) -> str:
    if isinstance(record, Action):
        return f"{record.id}.yaml"
    if isinstance(record, Meeting):
        return f"{record.group}/{record.name}/{MEETING_FILE}"
    return f"{record.slug}/{GROUP_FILE}" if isinstance(record, Group) else SETTINGS_FILE


def _data(record: Record) -> dict[str, Value]:
    if isinstance(record, Action):
        return records.action_data(record)
    if isinstance(record, Meeting):
        return records.meeting_data(record)
    return records.group_data(record) if isinstance(record, Group) else settings_records.settings_data(record)


def _kind(path: str) -> str:
    name = path.rpartition("/")[2].removesuffix(".yaml")
    return "action" if name.isdecimal() else name


def _new_file(path: str, record: Record) -> bytes:
    kind = _kind(path)
    comment = f"yaml-language-server: $schema={'../' * path.count('/')}.schema/{kind}.json"
    return emit.document(_data(record), comment=comment, notes=_NOTES.get(kind, {})).encode()


def _edited(present: bytes, path: str, old: Record | None, record: Record) -> bytes:
    parsed = strict_yaml.read(present, path)
    if isinstance(parsed, list):
        raise UnreadableLog(parsed)
    if old is None or _record(path, Fields(parsed.data, path, parsed.lines, [])) != old:
        raise Refused(f"{path} was changed by somebody else just now. Nothing was changed; run the command again.")
    wanted = edits(parsed.data, _data(old), _data(record))
    return splice.change(present, wanted, path, _ORDER[_kind(path)])


def _record(path: str, fields: Fields) -> Record:
    parts = path.split("/")
    if len(parts) == 1:
        return settings_records.settings_of(fields)
    if len(parts) == 2:
        return records.group_of(parts[0], fields)
    if parts[2] == MEETING_FILE:
        return records.meeting_of(parts[0], parts[1], fields)
    return records.action_of(parts[0], parts[1], int(parts[2][:-5]), fields)
