"""Drawings within drawings: how much a page of a PDF shows once each is drawn as often as it is asked for.

A form is a drawing that pages and other forms show by its name (ISO 32000-1, 8.10). Eight forms that each show the next
ten times make a page of a hundred million drawings from a file of two kilobytes. The library draws them all, so they
are counted before it may.
"""

import re
from collections import Counter
from typing import Final

from actionlog.readers.pdf.streams import unpacked

#: What the drawings of a page may come to, in bytes, each counted as often as it is shown.
_MOST: Final = 60_000_000
_LONGEST_HEAD: Final = 20_000
_MOST_OBJECTS: Final = 100_000
_OBJECT: Final = re.compile(rb"(?<!\d)(\d{1,8})\s{1,9}\d{1,5}\s{1,9}obj\b")
_STREAM: Final = re.compile(rb"stream\r?\n")
_FORM: Final = re.compile(rb"/Subtype\s{0,9}/Form\b")
_SHOWN: Final = re.compile(rb"/([^\s/<>\[\](){}%]{1,100})\s{1,9}Do\b")
_REFERENCE: Final = re.compile(rb"/([^\s/<>\[\](){}%]{1,100})\s{1,9}(\d{1,8})\s{1,9}\d{1,5}\s{1,9}R\b")
_HOLDERS: Final = (b"Resources", b"XObject")


def multiply(data: bytes) -> bool:
    """True where a form of a PDF file comes to far more than text and drawings do, once the forms in it are drawn."""
    if not _FORM.search(data):
        return False
    forms = _Forms(data)
    return any(forms.weight(number, frozenset()) > _MOST for number in forms.numbers)


class _Forms:
    """The forms of a file, by the number of their object, each with what it shows and how long it is."""

    def __init__(self, data: bytes) -> None:
        self._heads: dict[int, bytes] = {}
        self._weights: dict[int, int] = {}
        self._own: dict[int, tuple[int, Counter[bytes]]] = {}
        for count, found in enumerate(_OBJECT.finditer(data)):
            if count > _MOST_OBJECTS:
                break
            number = int(found[1])
            end = data.find(b"endobj", found.end(), found.end() + _LONGEST_HEAD)
            head = data[found.end() : end if end >= 0 else found.end() + _LONGEST_HEAD]
            if (stream := _STREAM.search(head)) is None:
                if any(b"/" + holder in head for holder in _HOLDERS) or _REFERENCE.search(head[:200]):
                    self._heads[number] = head
            elif _FORM.search(head, 0, stream.start()):
                self._heads[number] = head[: stream.start()]
                content = unpacked(data, found.end() + stream.end(), head[: stream.start()])
                self._own[number] = len(content), Counter(name for name in _SHOWN.findall(content))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the objects that are forms."""
        return tuple(self._own)

    def weight(self, number: int, within: frozenset[int]) -> int:
        """Return how long a form is with all that it shows; one that shows itself is endless."""
        if number in self._weights:
            return self._weights[number]
        if number in within or len(within) > 50:
            return _MOST + 1
        size, shown = self._own[number]
        if shown:
            inner = self._named(number)
            size += sum(
                times * self.weight(inner[name], within | {number})
                for name, times in shown.items()
                if inner.get(name) in self._own
            )
        self._weights[number] = size
        return size

    def _named(self, number: int) -> dict[bytes, int]:
        """Return what the names mean that a form uses: they stand in its head, or where that refers to."""
        named: dict[bytes, int] = {}
        head = self._heads[number]
        for _ in range(3):
            found = {name: int(target) for name, target in _REFERENCE.findall(head)}
            named |= found
            head = b"".join(self._heads.get(found[holder], b"") for holder in _HOLDERS if holder in found)
        return named
