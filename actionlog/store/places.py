"""Where each key and value stands in the text of a file, so that the editor can change one and leave the rest.

PyYAML's marks are offsets into the text (without its BOM, which would put them one out).
"""

import re
from dataclasses import dataclass
from typing import Any

from yaml.events import CollectionEndEvent, ScalarEvent, SequenceStartEvent

from actionlog.store import strict_yaml

_BREAK = re.compile(r"\r\n|\r|\n")
#: The sign of a text on lines of its own, what says how to read it, and the rest of that line (a comment, perhaps).
HEADER = re.compile(r"([|>])([+-]?[1-9]?|[1-9][+-])([ \t]*(?:#[^\r\n]*)?)(?=\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. `style` is empty for one without quotes, else its opening sign: `'`, `"`, `|` or `>`."""

    start: int
    end: int
    value: str
    style: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with dashes or (`flow`) in brackets. `end` means something in brackets only."""

    start: int
    end: int
    flow: bool
    items: "list[Place]"


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping, by lines or (`flow`) in braces. `end` means something in braces only."""

    start: int
    end: int
    flow: bool
    pairs: "list[tuple[Text, Place]]"


Place = Text | Items | Keys


class Page:
    """The text of a file that the strict reader accepts, and where things stand in it. All offsets are into `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        first = _BREAK.search(text)
        self.newline = first.group() if first else "\n"
        self.top = _top(text)

    def line(self, offset: int) -> int:
        """Return the number of the line of an offset, from 1."""
        return 1 + sum(1 for _ in _BREAK.finditer(self.text, 0, offset))

    def line_start(self, offset: int) -> int:
        """Return where the line of an offset begins."""
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends, before its line break."""
        found = _BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)

    def next_line(self, offset: int) -> int:
        """Return where the line after that of an offset begins; the end of the text where there is none."""
        found = _BREAK.search(self.text, offset)
        return found.end() if found else len(self.text)

    def column(self, offset: int) -> int:
        """Return how many characters stand before an offset on its line."""
        return offset - self.line_start(offset)

    def begins_line(self, offset: int) -> bool:
        """True where only spaces stand before an offset on its line."""
        return not self.text[self.line_start(offset) : offset].strip(" ")

    def end_of(self, place: Place) -> int:
        """Return the offset behind the last character of a value; a text after `|` ends before its last line break."""
        if isinstance(place, Text):
            return self._end_of_block(place) if place.style in ("|", ">") else place.end
        if place.flow:
            return place.end
        last = place.items[-1] if isinstance(place, Items) else place.pairs[-1][1]
        return self.end_of(last)

    def after(self, place: Place, column: int) -> int:
        """Return where a line may be put in behind a value, and behind the comments below it that belong to it.

        A comment belongs to it where it stands further in than `column`, without an empty line between.
        """
        offset = self.next_line(self.end_of(place))
        while offset < len(self.text):
            line = self.text[offset : self.line_end(offset)]
            if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) <= column:
                break
            offset = self.next_line(offset)
        return offset

    def dash(self, items: Items, index: int) -> int:
        """Return the offset of the dash of an item of a list with dashes."""
        if index == 0:
            return items.start
        column = self.column(items.start)
        offset = self.next_line(self.end_of(items.items[index - 1]))
        while self.text[offset : offset + column + 1] != " " * column + "-":
            offset = self.next_line(offset)
        return offset + column

    def holds_comment(self, place: Place, start: int) -> bool:
        """True where a comment stands between `start` and the end of a value, outside its texts."""
        bare, offset = [], start
        for text in sorted(_texts(place), key=lambda t: t.start):
            bare.append(self.text[offset : text.start])
            if text.style in ("|", ">") and (header := HEADER.match(self.text, text.start)):
                bare.append(header[3])
            offset = max(offset, self.end_of(text))
        bare.append(self.text[offset : self.end_of(place)])
        return any("#" in part for part in bare)

    def last_text(self, place: Place | None = None) -> Text | None:
        """Return the text that stands last in a value, or on the page; None where there is none."""
        return max(_texts(place or self.top), key=lambda t: t.start, default=None)

    def keeps_empty_lines(self, place: Place) -> bool:
        """True where empty lines behind a value are part of it: it ends with a text after `|+` or `>+`."""
        last = self.last_text(place)
        header = last and HEADER.match(self.text, last.start)
        return bool(last and header and last.style in ("|", ">") and "+" in header[2])

    def _end_of_block(self, text: Text) -> int:
        """Return the end of a text after `|` or `>`: without the empty lines below it, unless they are part of it."""
        header = HEADER.match(self.text, text.start)
        if header is None:
            return text.end
        start, end = header.end(), text.end
        lines = [(m.start(), m.end()) for m in _BREAK.finditer(self.text, start, end)]
        if not lines:
            return end
        if lines[-1][1] == end:
            end = lines.pop()[0]
        if "+" in header[2]:
            return end
        indent = self.indent_of_block(text)
        while lines and len(line := self.text[lines[-1][1] : end]) <= indent and not line.strip(" "):
            end = lines.pop()[0]
        return end

    def indent_of_block(self, text: Text) -> int:
        """Return by how many spaces the lines of a text after `|` or `>` are indented; 0 where it has none."""
        body = self.text[self.next_line(text.start) : text.end]
        return next((len(line) - len(line.lstrip(" ")) for line in _BREAK.split(body) if line.strip(" ")), 0)


def _texts(place: Place) -> "list[Text]":
    if isinstance(place, Text):
        return [place]
    inner = place.items if isinstance(place, Items) else [p for pair in place.pairs for p in pair]
    return [text for p in inner for text in _texts(p)]


def _top(text: str) -> Keys:
    next_event: Any = strict_yaml.open_events(text.encode())
    next_event(), next_event()  # the starts of stream and document
    place = _place(next_event, next_event())
    assert isinstance(place, Keys), "the strict reader lets nothing else through"
    return place


def _place(next_event: Any, opening: Any) -> Place:
    """Return the place that begins with the event `opening`; sixteen levels at the most get past the strict reader."""
    kind, start = opening.__class__, opening.start_mark.index
    if kind is ScalarEvent:
        style = opening.style if opening.style in ("'", '"', "|", ">") else ""
        return Text(start, opening.end_mark.index, opening.value, style)
    inner: list[Place] = []
    event: Any = next_event()
    while not isinstance(event, CollectionEndEvent):
        inner.append(_place(next_event, event))
        event = next_event()
    closing: Any = event.end_mark
    end, flow = closing.index, bool(opening.flow_style)
    if kind is SequenceStartEvent:
        return Items(start, end, flow, inner)
    return Keys(start, end, flow, [(k, v) for k, v in zip(inner[::2], inner[1::2], strict=True) if isinstance(k, Text)])
