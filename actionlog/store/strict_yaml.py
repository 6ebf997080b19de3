"""Reads a file of the log strictly: every scalar is text, and whatever could be read in two ways is a problem.

It is built on PyYAML's event stream and constructs no values, so none of YAML's surprises (`no`, `7.10`, `12:30`,
`2021-02-31`) may change what a secretary wrote. Aliases, tags and second documents are refused: no file of a log needs
them, and other programs read them differently. The bounds (a mebibyte, sixteen levels) keep a hostile file cheap.
"""

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from actionlog.errors import Problem

try:
    from yaml._yaml import CParser
except ImportError:  # pragma: no cover  # PyYAML built without the C library; the tests call `_pure` directly
    CParser = None  # type: ignore[assignment,misc]

#: What a file holds: every scalar is text, the empty one too.
Value = str | list["Value"] | dict[str, "Value"]

MAX_BYTES: Final = 1 << 20
MAX_DEPTH: Final = 16
BOM: Final = b"\xef\xbb\xbf"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ENOUGH: Final = 20  # faults of one file that are worth reading

# The single bytes that mislead no reader: all but C0 controls and DEL. Beyond ASCII, `yaml_faults` looks closer.
_HARMLESS: Final = bytes([9, 10, 13, *range(0x20, 0x7F), *range(0x80, 0x100)])


class Parsed(NamedTuple):
    """What a file holds, and the line (from 1) of each key at its top.

    The items of a list at the top have lines too, under `history.0`, `history.1` and so on.
    """

    data: dict[str, Value]
    lines: dict[str, int]


def read(data: bytes, path: str) -> Parsed | list[Problem]:
    """Return what the file with the content `data` says, or all that is wrong with it (never an empty list).

    `path` is named in the problems. Never raises, whatever the bytes. The checks are named, each with its mend, in
    docs/reference/checks.md.
    """
    if data.startswith(BOM):
        data = data[3:]
    if (
        len(data) > MAX_BYTES
        or not data.isascii()
        or data.translate(None, _HARMLESS)
        or b"<<<<<<<" in data
        or b"=======" in data
        or b">>>>>>>" in data
    ):
        from actionlog.store import yaml_faults

        if faults := yaml_faults.before_parsing(data, path):
            return faults
    built = _Builder(path)
    try:
        parsed = built.build(open_events(data))
    except yaml.YAMLError as error:
        from actionlog.store import yaml_faults

        built.faults.append(yaml_faults.syntax(error, data.decode(), path))
        return built.faults
    return built.faults or parsed


def _c(data: bytes) -> Callable[[], Event | None]:
    return CParser(data).get_event


def _pure(data: bytes) -> Callable[[], Event | None]:
    """Return the events of PyYAML's own parser, some ten times slower than the C library.

    Where it is more lenient it is brought into line: a code such as `\\ud800` in double quotes stands for no character.
    """
    loader: Any = yaml.SafeLoader(data.decode())

    def next_event() -> Event | None:
        try:
            event = loader.get_event()
        except ValueError:  # from chr(), for a code beyond Unicode
            raise _no_character(loader.get_mark()) from None
        if event.__class__ is ScalarEvent and _SURROGATE.search(event.value):
            raise _no_character(event.start_mark)
        return event  # type: ignore[no-any-return]

    return next_event


def _no_character(mark: Any) -> yaml.YAMLError:
    return yaml.scanner.ScannerError(None, None, "found invalid Unicode character escape code", mark)


#: Makes the function that returns one event after the other.
open_events: Callable[[bytes], Callable[[], Event | None]] = _c if CParser is not None else _pure


class _Builder:
    """Makes `Parsed` of events, and notes what no file of a log may hold in `faults`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Problem] = []

    def build(self, next_event: Callable[[], Event | None]) -> Parsed:
        """Return what the events say. It is worth nothing where there are `faults`.

        This loop runs some fifty times for each file of a log, hence its local names and single dispatch.
        """
        root: dict[str, Value] = {}
        lines: dict[str, int] = {}
        parsed = Parsed(root, lines)
        if not self._begins(next_event):
            return parsed
        scalar, mapping_end, sequence_end = ScalarEvent, MappingEndEvent, SequenceEndEvent
        # Where we are: `here` is the open mapping, with the key that waits for its value; in a list, `append` is set.
        here: Any = root
        append: Callable[[Value], None] | None = None
        key: str | None = None
        top = ""
        depth = 0  # containers open inside the root
        around: list[Any] = []
        while True:
            event: Any = next_event()
            kind = event.__class__
            if kind is scalar:
                if event.tag is not None or event.anchor is not None:
                    self._refuse_marked(event)
                if append is not None:
                    if depth == 1:
                        lines[f"{top}.{len(here)}"] = event.start_mark.line + 1
                    append(event.value)
                elif key is not None:
                    here[key] = event.value
                    key = None
                else:
                    key = event.value
                    if not key or key in here:
                        self._refuse_key(event, lines if depth == 0 else {})
                        if len(self.faults) == _ENOUGH:
                            return parsed
                    elif depth == 0:
                        lines[key] = event.start_mark.line + 1
                        top = key
            elif kind is mapping_end or kind is sequence_end:
                if not depth:
                    break
                depth -= 1
                here, append, key = around.pop()
            else:
                if kind is AliasEvent:
                    self._refuse_marked(event)
                    return parsed
                if event.tag is not None or event.anchor is not None:
                    self._refuse_marked(event)
                is_key = append is None and key is None
                if is_key or depth + 2 > MAX_DEPTH:
                    self._refuse_nesting(event, is_key)
                    return parsed
                new: Any = {} if kind is MappingStartEvent else []
                if append is not None:
                    if depth == 1:
                        lines[f"{top}.{len(here)}"] = event.start_mark.line + 1
                    append(new)
                else:
                    here[key] = new
                around.append((here, append, None))
                depth += 1
                here, key = new, None
                append = None if kind is MappingStartEvent else new.append
        next_event()  # the document's end
        event = next_event()
        if event.__class__ is not StreamEndEvent:
            self._fault(
                event,
                "several-documents",
                "A second document begins here, after a line `---`, but a file of the log holds one. "
                "Move what follows into a file of its own, or delete the line.",
            )
        return parsed

    def _begins(self, next_event: Callable[[], Event | None]) -> bool:
        """Read up to the first key; False where there is none."""
        next_event()  # the stream's start
        if next_event().__class__ is StreamEndEvent:
            self._refuse_empty()
            return False
        event: Any = next_event()
        if event.__class__ is MappingStartEvent:
            if event.tag is not None or event.anchor is not None:
                self._refuse_marked(event)
            return True
        if event.__class__ is AliasEvent or event.tag is not None or event.anchor is not None:
            self._refuse_marked(event)
        elif event.__class__ is ScalarEvent and not event.value:
            self._refuse_empty()
        else:
            self._fault(
                event,
                "not-a-mapping",
                "This file should consist of lines that begin with a key, a colon and a space, such as `status: Open`, "
                "but this line does not.",
            )
        return False

    def _fault(self, event: Any, check: str, message: str) -> None:
        mark = event.start_mark
        self.faults.append(Problem(self.path, mark.line + 1, check, message, mark.column + 1))

    def _refuse_empty(self) -> None:
        message = f"This file holds nothing. Put back what it held, in a git repository with: git restore {self.path}"
        self.faults.append(Problem(self.path, 1, "empty-file", message, 1))

    def _refuse_marked(self, event: Any) -> None:
        if event.__class__ is AliasEvent or event.anchor is not None:
            sign = "*" if event.__class__ is AliasEvent else "&"
            self._fault(
                event,
                "alias",
                f"A text that begins with {sign} means something else in YAML (a text to be repeated), which the log "
                'does not use. Put the text in quotes: "…"',
            )
        else:
            self._fault(
                event,
                "tag",
                "A text that begins with ! means something else in YAML (a type), which the log does not use. "
                'Put the text in quotes: "…"',
            )

    def _refuse_key(self, event: Any, lines: dict[str, int]) -> None:
        if not event.value:
            message = "A key is missing before the colon. Write what the text after it is, or delete the line."
            self._fault(event, "yaml-syntax", message)
            return
        from actionlog.characters import visible

        name = visible(event.value)[:60]
        first = f" (the first time on line {lines[event.value]})" if event.value in lines else " in one entry"
        message = f"The key `{name}` stands here for the second time{first}. Keep the right one and delete the other."
        self._fault(event, "duplicate-key", message)

    def _refuse_nesting(self, event: Any, is_key: bool) -> None:
        if is_key:
            message = (
                "A list or mapping stands where a key should be. If it is text in brackets, put it in quotes: "
                '"[Redact] to send": …'
            )
            self._fault(event, "yaml-syntax", message)
        else:
            message = (
                f"Lists are nested here more than {MAX_DEPTH} levels deep, and no file of the log needs that. "
                "If these brackets are part of a text, put the text in quotes."
            )
            self._fault(event, "nested-too-deep", message)
