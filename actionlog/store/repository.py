"""The log on disk, for reading: where it is, and what it says. Nothing here takes a lock or writes."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actionlog.errors import NoLogFound, Problem, UnreadableLog
from actionlog.model import Log, Settings
from actionlog.store import settings_records, strict_yaml
from actionlog.store.assembly import PEOPLE_FILE, SETTINGS_FILE, Assembly
from actionlog.store.fields import Fields


def find_root(start: Path) -> Path:
    """Return the folder of the log that `start` stands in, looking upwards: the one that holds `actionlog.yaml`.

    A folder `actions` with that file, beside one of the folders passed, counts too. Raises NoLogFound.
    """
    for folder in (start, *start.parents):
        for root in (folder, folder / "actions"):
            if (root / SETTINGS_FILE).is_file():
                return root
    raise NoLogFound(str(start))


class Repository:
    """One log on disk. `root` is its folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._log: Log | None = None

    def load(self) -> Log:
        """Return the log. Raises UnreadableLog with every fault: a paper with an action missing is worse than none."""
        if self._log is None:
            log, problems = self.inspect()
            if problems:
                raise UnreadableLog(problems)
            self._log = log
        return self._log

    def forget(self) -> None:
        """Read the log anew when it is next asked for."""
        self._log = None

    def inspect(self) -> tuple[Log, list[Problem]]:
        """Return what can be read of the log, and every fault of its files, in order."""
        assembly = Assembly()
        unfinished = _unfinished(self.root)
        with _without_collecting():
            for path in sorted({*_paths(self.root), *unfinished}) if unfinished else _paths(self.root):
                data = unfinished[path] if path in unfinished else self._read(path, assembly.problems)
                if data is not None and path.endswith(".yaml"):
                    assembly.add(path, data)
            self._add_people(assembly)
            log = assembly.log()
        return log, sorted(assembly.problems)

    def settings(self) -> Settings:
        """Return the settings alone, quickly; the usual ones where they cannot be read."""
        problems: list[Problem] = []
        data = self._read(SETTINGS_FILE, problems)
        parsed = strict_yaml.read(data, SETTINGS_FILE) if data is not None else problems
        if isinstance(parsed, list):
            return Settings()
        return settings_records.settings_of(Fields(parsed.data, SETTINGS_FILE, parsed.lines, []))

    def present(self, path: str) -> bytes | None:
        """Return what a file of the log holds, None where there is none."""
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None

    def _read(self, path: str, problems: list[Problem]) -> bytes | None:
        try:
            return _start_of(f"{self.root}/{path}", strict_yaml.MAX_BYTES + 1)
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            message = f"This file cannot be opened ({reason}). Ask whoever looks after the computer for access to it."
            problems.append(Problem(path, 0, "cannot-open", message))
            return None

    def _add_people(self, assembly: Assembly) -> None:
        named = assembly.settings.people
        if (self.root / named).is_file():
            data = self._read(named, assembly.problems)
            if data is not None:
                assembly.add_people(named, data)
        elif named != PEOPLE_FILE:
            message = f"The register of people is said to be at {named}, but there is no such file. Mend `people:`."
            assembly.problems.append(Problem(SETTINGS_FILE, 0, "missing-file", message))


def _unfinished(root: Path) -> dict[str, bytes | None]:
    """Return what a command at work, or one that was killed, has still to write: so no reader sees half a change."""
    root = root.resolve()
    journal = root / ".actionlog" / "journal"
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            journal = folder / ".git" / "actionlog" / "journal"
            break
    if not journal.exists() and not (journal.parents[1].is_file()):  # a `.git` that is a file leads elsewhere
        return {}
    from actionlog.store.recovery import unfinished

    return unfinished(root)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep Python from looking for cycles while many records, none of them in a cycle, are made: it takes a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _start_of(path: str, most: int) -> bytes:
    """Return the first `most` bytes of a file. Ten thousand are read at once, and file objects cost as much again."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(handle, min(os.fstat(handle).st_size + 1, most))
    finally:
        os.close(handle)


def _paths(root: Path) -> Iterator[str]:
    """Yield the paths of the log's YAML files, sorted; what begins with a dot is not its own."""
    for entry in _entries(root):
        if entry.is_dir():
            for inner in _entries(entry):
                if inner.is_dir():
                    for leaf in _entries(inner):
                        if leaf.name.endswith(".yaml") and not leaf.is_dir():
                            yield f"{entry.name}/{inner.name}/{leaf.name}"
                elif inner.name.endswith(".yaml"):
                    yield f"{entry.name}/{inner.name}"
        elif entry.name.endswith(".yaml") and entry.name != PEOPLE_FILE:
            yield entry.name


def _entries(folder: "Path | os.DirEntry[str]") -> list["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        return sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
