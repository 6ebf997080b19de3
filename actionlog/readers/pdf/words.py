"""Words on a page and the lines they stand on. All measures are in points; `y` counts downwards, as one reads."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

#: What one column of words must at least leave empty before the next, in heights of the type.
COLUMN_GAP: Final = 0.9
_SPACE: Final = 0.12
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
#: What Word's symbol fonts print for these codes.
_SYMBOLS: Final = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf06f": "☐", "\uf0a8": "☐", "\uf071": "☐", "\uf0fe": "☒",
    "\uf052": "☑", "\uf0fc": "✓", "\uf076": "•", "\uf0e0": "→", "\uf02d": "–",
}  # fmt: skip
_OTHERS: Final = {"\xa0": " ", "\u2011": "-", "\u2010": "-", "\x02": "-", "\ufffe": "-", "\xad": "-", "\u200b": ""}
_CHARACTERS: Final = str.maketrans(_LIGATURES | _SYMBOLS | _OTHERS)
_ORDINAL = re.compile(r"\b(\d{1,2}) (st|nd|rd|th)\b")


class Word(NamedTuple):
    """A word: its text, its left and right edge, its baseline, the size of its type, and each character's left edge."""

    text: str
    left: float
    right: float
    y: float
    size: float
    is_bold: bool = False
    edges: tuple[float, ...] = ()


class Line(NamedTuple):
    """The words that stand on one baseline, from left to right."""

    words: tuple[Word, ...]
    y: float
    size: float

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return max(word.right for word in self.words)

    @property
    def is_bold(self) -> bool:
        """True where all its words are bold."""
        return all(word.is_bold or not any(map(str.isalnum, word.text)) for word in self.words)

    @property
    def text(self) -> str:
        """Its words as text; what touches, such as the raised `th` of `9th`, stays one word."""
        parts: list[str] = []
        last: Word | None = None
        for word in self.words:
            if last and word.left - last.right > _SPACE * min(word.size, last.size):
                parts.append(" ")
            parts.append(word.text)
            last = word
        return _ORDINAL.sub(r"\1\2", " ".join("".join(parts).split()))


def cleaned(text: str) -> str:
    """Return text as one types it: no ligatures, no codes of symbol fonts, no soft hyphens."""
    return text.translate(_CHARACTERS)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Return `words` in lines, from the top of the page down."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.y, w.left)):
        if groups and word.y - groups[-1][0].y <= 0.3 * min(word.size, max(w.size for w in groups[-1][:8])):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [line_of(group) for group in _with_raised(groups)]


def line_of(words: Iterable[Word]) -> Line:
    """Return the line of these words, which stand on one baseline."""
    ordered = tuple(sorted(words, key=lambda w: w.left))
    size = max(word.size for word in ordered)
    return Line(ordered, max(word.y for word in ordered if word.size == size), size)


def _with_raised(groups: list[list[Word]]) -> list[list[Word]]:
    """Return the groups with raised and lowered words, such as `th`, put beside the word that they touch."""
    sizes = [max(word.size for word in group) for group in groups]
    for n, group in enumerate(groups):
        for near in (n + 1, n - 1):
            if not 0 <= near < len(groups) or sizes[n] > 0.85 * sizes[near] or not groups[near]:
                continue
            if abs(groups[near][0].y - group[0].y if group else 1e9) > 0.6 * sizes[near]:
                continue
            touching = [w for w in group if any(abs(w.left - o.right) < 0.3 * o.size for o in groups[near])]
            groups[near].extend(touching)
            group[:] = [w for w in group if w not in touching]
    return [group for group in groups if group]


def segments(line: Line, gap: float = COLUMN_GAP) -> list[Line]:
    """Return the parts of a line between which at least `gap` heights of its type are empty."""
    parts: list[list[Word]] = []
    for word in line.words:
        if parts and word.left - parts[-1][-1].right < gap * line.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    return [Line(tuple(part), line.y, line.size) for part in parts]


def split_at(words: Sequence[Word], edges: Sequence[float]) -> list[Word]:
    """Return the words, those cut in two over which one of the `edges` runs: neighbours that print without a gap."""
    found: list[Word] = []
    for word in words:
        rest = word
        for edge in edges:
            if not rest.left + 1 < edge < rest.right - 1 or not rest.edges:
                continue
            at = next((n for n, x in enumerate(rest.edges) if x >= edge - 1), 0)
            if at and len(rest.edges) == len(rest.text):
                found.append(rest._replace(text=rest.text[:at], right=edge, edges=rest.edges[:at]))
                rest = rest._replace(text=rest.text[at:], left=rest.edges[at], edges=rest.edges[at:])
        found.append(rest)
    return found
