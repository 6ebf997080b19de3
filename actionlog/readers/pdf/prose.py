"""Lines of running text → headings, paragraphs and list items."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from actionlog.document import Block, Heading, ListItem, Paragraph, Place
from actionlog.readers.pdf.words import Line

_BULLETS: Final = "[-*•·‣▪◦●○■□➢–—➤►▶→]"
_BOXES: Final = {"☐": "[ ]", "□": "[ ]", "☑": "[x]", "☒": "[x]", "✓": "[x]", "✔": "[x]", "✅": "[x]"}
_NUMBER: Final = r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[A-Z]\)|\d{1,3}(?:\.\d{1,3})+\.?(?=\s+[A-Z\[('\"‘“])"
_ITEM = re.compile(rf"({_BULLETS}|[☐☑☒✓✔✅]|\[[ xX]?\]|{_NUMBER})\s+(\S.*)")
_GLUED = re.compile(r"([•▪◦●■➢☐☑☒])(\w.*)")
_OPEN_BULLET = re.compile(r"([o§])\s+(\S.*)")
_BARE = re.compile(rf"(?:{_BULLETS}|[☐☑☒])?")
_LABEL = re.compile(r"[A-Z][^:]{1,40}:\s*\S")
_SENTENCE_END: Final = (".", "!", "?", ":", ";", ".”", ".)", ".’")
_LONGEST_BOLD: Final = 90
_LONGEST_LARGE: Final = 200
_NEAR: Final = 4.0
_ENOUGH_LINES: Final = 12


class Style(NamedTuple):
    """How the running text of a document is set: its size, the distance of its lines (in sizes), its right edge."""

    size: float
    pitch: float
    right: float
    larger: tuple[float, ...]
    bold_means_heading: bool


def style_of(pages: Iterable[Sequence[Line]]) -> Style:
    """Return how the running text of these pages is set."""
    sizes: Counter[float] = Counter()
    pitches: Counter[float] = Counter()
    rights: list[float] = []
    bold = total = 0
    for lines in pages:
        for n, line in enumerate(lines):
            length = len(line.text)
            sizes[round(line.size * 2) / 2] += length
            rights.append(line.right)
            total += length
            bold += length if line.is_bold else 0
            if n and abs(lines[n - 1].size - line.size) < 0.6:
                ratio = (line.y - lines[n - 1].y) / line.size
                if 0.9 <= ratio <= 2.6:
                    pitches[round(ratio, 1)] += 1
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    common = [ratio for ratio, count in pitches.items() if count >= 0.08 * pitches.total()]
    larger = tuple(sorted((s for s in sizes if s >= 1.12 * size), reverse=True))[:5]
    right = sorted(rights)[int(0.97 * (len(rights) - 1))] if rights else 500.0
    pitch = min(common) if pitches.total() >= _ENOUGH_LINES else 1.2
    return Style(size, pitch, right, larger, bold < 0.45 * max(total, 1))


class Prose:
    """Takes lines one after the other and makes blocks of them; what is open is one paragraph or list item."""

    def __init__(self, style: Style, blocks: list[Block]) -> None:
        self.style = style
        self.blocks = blocks
        self.open: list[str] = []
        self.last: Line | None = None
        self.place = Place()
        self.marker = ""
        self.level = 0  # of the open heading; 0 for a paragraph
        self.indents: list[float] = []
        self.text_left = 0.0
        self.notes: list[str] = []
        self.noted: Paragraph | None = None  # what stood in the margin last
        self.right = style.right  # how far the lines reach; less beside a margin

    def add(self, line: Line, place: Place, *, new_page: bool) -> None:
        """Take the next line of the text."""
        text = line.text
        if _BARE.fullmatch(text):
            return  # a bullet without text
        marker, rest, text_left = _item(line)
        level = self._heading_level(line, text, marker)
        if level > len(self.style.larger) and self._runs_on(line):
            level = 0
        if self.last is None or not self.open:
            pass
        elif not self._belongs(line, text, marker, level, new_page=new_page):
            self.close()
        if not self.open:
            self.place, self.level, self.marker = place, level, marker if not level else ""
            if self.marker:
                self._indent(line.left)
                self.text_left = text_left
                text = rest
            elif not self._hangs(line):
                self.indents = []
        self.open.append(text)
        self.last = line

    def note(self, text: str) -> None:
        """Take what stands in the margin beside the open paragraph; it is put below it."""
        self.notes.append(text)

    def note_day(self, day: str) -> bool:
        """Put a day that stands in the margin behind the name above it; False where there is none."""
        if self.notes:
            self.notes[-1] = f"{self.notes[-1]}, {day}"
            return True
        above = self.blocks[-1] if self.blocks else None
        if not self.open and isinstance(above, Paragraph) and above == self.noted:
            self.noted = self.blocks[-1] = above._replace(text=f"{above.text}, {day}")
            return True
        return False

    def close(self) -> None:
        """End what is open."""
        if self.open:
            text = "\n".join(self.open)
            if self.level:
                self.blocks.append(Heading(" ".join(self.open), self.level, self.place))
            elif self.marker:
                self.blocks.append(ListItem(text, max(len(self.indents), 1), self.marker, self.place))
            else:
                self.blocks.append(Paragraph(text, self.place))
        self.open, self.last = [], None
        for note in self.notes:
            self.noted = Paragraph(note, self.place)
            self.blocks.append(self.noted)
        self.notes = []

    def _belongs(self, line: Line, text: str, marker: str, level: int, *, new_page: bool) -> bool:
        """True where a line goes on with what is open."""
        last = self.last
        assert last is not None
        if marker or level != self.level or abs(line.size - last.size) > 0.15 * last.size:
            return False
        ended = self.open[-1].endswith(_SENTENCE_END)
        if new_page:
            return not level and not ended and text[:1].islower()
        gap = (line.y - last.y) / max(last.size, 1.0)
        if gap < 0 or gap > max(1.3 * self.style.pitch, self.style.pitch + 0.25):
            return False
        if level:
            return len(self.open) < 3
        broke = last.right + 0.3 * last.size + line.words[0].right - line.words[0].left < self.right - 2
        if self.marker:
            hangs = line.left >= self.text_left - _NEAR or line.left > self.indents[-1] + _NEAR
            runs_on = not broke or (not ended and text[:1].islower())
            return hangs or (runs_on and line.left >= self.indents[-1] - _NEAR)
        if line.left > last.left + 0.9 * line.size and len(self.open) > 1:
            return False  # an indent begins a paragraph
        return not (broke and (ended or _LABEL.match(text)))

    def _heading_level(self, line: Line, text: str, marker: str) -> int:
        """Return the level of the heading that a line is, or 0."""
        if not any(map(str.isalpha, text)):
            return 0
        size = round(line.size * 2) / 2
        larger = [n for n, s in enumerate(self.style.larger, 1) if size >= s]
        if larger and len(text) <= _LONGEST_LARGE and not (len(text) > 60 and text.endswith(".")):
            return larger[0]
        if marker and not marker[:1].isalnum():
            return 0
        if not self.style.bold_means_heading or not line.is_bold or len(text) > _LONGEST_BOLD:
            return 0
        if line.size < 0.85 * self.style.size or text.endswith((".", ";", ",")) or _LABEL.match(text):
            return 0
        return len(self.style.larger) + 1

    def _runs_on(self, line: Line) -> bool:
        """True where a bold line goes on with the bold text above it, `ACTION: AB to …`, and heads nothing."""
        if not self.open or self.level or self.last is None or not self.last.is_bold:
            return False
        near = 0 < line.y - self.last.y <= (self.style.pitch + 0.25) * self.last.size
        return near and not self.open[-1].endswith(_SENTENCE_END)

    def _indent(self, left: float) -> None:
        while self.indents and left < self.indents[-1] - _NEAR:
            self.indents.pop()
        if not self.indents or left > self.indents[-1] + _NEAR:
            self.indents.append(left)

    def _hangs(self, line: Line) -> bool:
        return bool(self.indents) and line.left > self.indents[-1] + _NEAR


def _item(line: Line) -> tuple[str, str, float]:
    """Return the marker of a list item, the text behind it, and where that begins; an empty marker for none."""
    text = line.text
    found = _ITEM.match(text) or _GLUED.match(text)
    gap = line.words[1].left - line.words[0].right if len(line.words) > 1 else 0.0
    if not found and gap > 0.5 * line.size:
        found = _OPEN_BULLET.match(text)
    if not found:
        return "", text, line.left
    marker = found.group(1)
    left = line.words[1].left if len(line.words) > 1 else line.left
    if marker[0] == "[":
        marker = "[x]" if "x" in marker.lower() else "[ ]"
    return _BOXES.get(marker, marker), found.group(2), left
