"""The proof: no byte of what was made holds what is withheld (RED-3, RED-4, RED-18).

It looks at the files as anybody could who has them: their names, their bytes in any encoding, the members of archives,
what stands in tags and between them, and what is written in entities, escapes or base64. What it cannot look into
counts as a leak, because nobody can vouch for it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from actionlog.redaction.contents import contents, syntax
from actionlog.redaction.folding import fold, words_of
from actionlog.redaction.matching import FULL, INITIALS, Hit, Matcher
from actionlog.redaction.names import Withheld
from actionlog.redaction.own_words import OWN_WORDS
from actionlog.redaction.unwrapping import Leaf, as_read, decoded, leaves, packed_in, unpacked, views

#: Words that stand beside the names of those who came to a meeting.
_OF_ATTENDANCE: Final = words_of(
    "present apologies attendance attending attended in and for absence from with the members member name names "
    "person people whose is are withheld chair secretary"
)


#: How often a text may be packed as base64 that is itself in base64.
_PACKED: Final = 2
#: Among the places of those who are found: a trace of the machine.
_MACHINE: Final = -1


class Leak(NamedTuple):
    """A place in what was made that holds a withheld party, or that cannot be looked into (`who` is empty).

    `where` is the member of an archive, the line, or `file name`. `message` is a sentence without the name.
    """

    file: str
    where: str
    who: str
    message: str = ""


def scan(files: Mapping[str, bytes], withheld: Sequence[Withheld], machine: Sequence[str] = ()) -> list[Leak]:
    """Return every leak in `files` (name to content), by file.

    `withheld` is what `public` found; `machine` are texts that must stand nowhere, such as the log's path.
    """
    scanner = _Scanner(withheld, machine)
    return [leak for name in sorted(files) for leak in dict.fromkeys(scanner.file(name, files[name]))]


class _Scanner:
    def __init__(self, withheld: Sequence[Withheld], machine: Sequence[str]) -> None:
        shown = {party.shown: (*party.shown, *OWN_WORDS) for party in withheld}  # one tuple for all, as a rule
        self.matcher = Matcher([party._replace(shown=shown[party.shown]) for party in withheld])
        self.withheld = withheld
        self.at_meetings = {place for place, party in enumerate(withheld) if party.attending}
        entries = {entry for party in withheld for entry in party.attending}
        phrases = sorted({fold(entry) for entry in entries} - {""}, key=lambda p: (-len(p), p))
        self.attending = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, phrases))})(?!\S)") if phrases else None
        self.machine = tuple(dict.fromkeys(text.casefold() for text in machine if text.strip()))
        self.known: dict[str, tuple[Hit, ...]] = {}
        self.unpacked: dict[tuple[str, int], frozenset[int]] = {}

    def file(self, name: str, data: bytes) -> Iterator[Leak]:
        file = name
        for leak in self._name(name, _NAMELESS_FILE, "file name"):
            file = _NAMELESS_FILE
            yield leak
        for leaf in leaves(name, data):
            if leaf.member and any(self._name(leaf.member, file, "")):
                leaf = leaf._replace(member="a member whose name is itself a leak")
            if leaf.fault:
                message = f"This cannot be looked into, because {leaf.fault}. What cannot be searched is not published."
                yield Leak(file, leaf.member, "", message)
            yield from self._leaf(file, name, leaf)

    def _name(self, name: str, file: str, where: str) -> Iterator[Leak]:
        found = self._named(name, glued=False)
        if _MACHINE in found:
            yield Leak(file, where, "", _OF_THE_MACHINE)
        yield from (self._leak(file, where, Hit(place, FULL)) for place in sorted(found - {_MACHINE}))
        for view in views(name):
            yield from (self._leak(file, where, hit) for hit in self._hits(view))

    def _leaf(self, file: str, name: str, leaf: Leaf) -> Iterator[Leak]:
        texts = decoded(leaf.data)
        for text in dict.fromkeys(texts):
            yield from self._anywhere(file, leaf, text, glued=len(texts) > 1)
        read = as_read(leaf.data)
        if read is None:
            return
        inner = leaf.inner or name
        if self.at_meetings:
            for unit in dict.fromkeys(syntax(inner, read)):
                for place in sorted(self.matcher.names(unit) & self.at_meetings):
                    yield self._leak(file, _where(leaf, read, unit), Hit(place, FULL))
        for unit in dict.fromkeys(contents(inner, read)):
            for hit in self._read(unit):
                yield self._leak(file, _where(leaf, read, unit), hit)

    def _anywhere(self, file: str, leaf: Leaf, text: str, *, glued: bool) -> Iterator[Leak]:
        found = self._named(text, glued=glued)
        for place in sorted(found - self.at_meetings - {_MACHINE}):
            yield self._leak(file, self._line_of(leaf, text, place), Hit(place, FULL))
        if _MACHINE in found:
            yield Leak(file, leaf.member, "", _OF_THE_MACHINE)

    def _named(self, text: str, packed: int = 0, *, glued: bool) -> set[int]:
        """Return who is named in full anywhere in a text, in any way of writing it."""
        found: set[int] = set()
        for view in views(text):
            found |= self.matcher.names(view, glued=glued)
            if self.machine and any(map(view.casefold().__contains__, self.machine)):
                found.add(_MACHINE)
            if packed < _PACKED:
                for run in packed_in(view):
                    found |= self._unpacked(run, packed + 1)
        return found

    def _unpacked(self, run: str, packed: int) -> frozenset[int]:
        """Return who is named in what may be base64. Most of it is none, and stands in every file: worked out once."""
        key = (run, packed)
        if key not in self.unpacked:
            found: set[int] = set()
            for texts in unpacked(run):
                for text in dict.fromkeys(texts):
                    found |= self._named(text, packed, glued=len(texts) > 1)
            self.unpacked[key] = frozenset(found)
        return self.unpacked[key]

    def _line_of(self, leaf: Leaf, text: str, place: int) -> str:
        """Say in which line, where one line holds the whole name as it stands."""
        for number, line in enumerate(text.split("\n"), 1):
            if place in self.matcher.names(line):
                return _joined(leaf.member, f"line {number}")
        return leaf.member or "text"

    def _read(self, unit: str) -> tuple[Hit, ...]:
        """Return who is named in a text that somebody reads; doubtful ones were told of before (`findings`)."""
        if unit not in self.known:
            self.known[unit] = tuple(self._found(unit))
        return self.known[unit]

    def _found(self, unit: str) -> Iterator[Hit]:
        yield from self._hits(self._without_attendance(unit))

    def _hits(self, text: str) -> list[Hit]:
        hits = [hit for hit in self.matcher.hits(text) if not hit.doubtful]
        if "\n" in text:  # a phrase may reach over a line's end, and a sentence begin with a line
            on_one_line = {h.place for h in self.matcher.hits(" ".join(text.split())) if not h.doubtful}
            hits = [hit for hit in hits if hit.place in on_one_line]
        return hits

    def _without_attendance(self, unit: str) -> str:
        """Return nothing of a text that is only the names of those who may be named as having come to a meeting."""
        if self.attending is None:
            return unit
        folded = fold(unit)
        rest = self.attending.sub(" ", folded)
        if rest == folded:
            return unit
        return "" if all(word in _OF_ATTENDANCE or word.isdecimal() for word in rest.split()) else unit

    def _leak(self, file: str, where: str, hit: Hit) -> Leak:
        who = self.withheld[hit.place].who
        what = {FULL: "the name or an address", INITIALS: "the initials"}.get(hit.by, "a part of the name")
        message = f"This holds {what} of {who}, who is withheld."
        if hit.by != FULL:
            message += " Where these words mean something else, enter the phrase under `elsewhere` in the register."
        return Leak(file, where, who, message)


_NAMELESS_FILE: Final = "a file whose name is itself a leak"
_OF_THE_MACHINE: Final = (
    "This holds a path or an address of this computer, or of where the log is kept. Where a text of the log says it, "
    "take it out there."
)


def _where(leaf: Leaf, text: str, unit: str) -> str:
    at = text.find(unit)
    return _joined(leaf.member, f"line {text.count(chr(10), 0, at) + 1}" if at >= 0 else "")


def _joined(*words: str) -> str:
    return ", ".join(filter(None, words)) or "text"
