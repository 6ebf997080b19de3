"""The margin of minutes in which the initials stand of those who act: `Action` above it, `AB` beside the text."""

import re
from collections.abc import Sequence
from typing import Final

from actionlog.minutes.tables.columns import OWNER, TEXT, heading_meaning
from actionlog.readers.pdf.words import Line, segments

_LONGEST: Final = 30
_LONGEST_MARKED: Final = 70
_SAME: Final = 3.0  #: points; what begins within them begins at the same place
_FARTHEST_MARKER: Final = 100.0  #: points from the left edge of its line; nearer, it is a column of a table
_MOST_BESIDE: Final = 0.5
_MOST_CROSSED: Final = 0.3
#: How an entry begins that says of itself what it is: `ACTION: Clerk`, `Action – AB`, `Action by Clerk`.
_MARKED = re.compile(
    r"(?:ACTIONS?|Actions?)(?:\s+(?:by|for|on|point|item|BY|FOR))?\s*(?:[:–—-]|(?<=[Yy])\s|(?<=R)\s)\s*\S|(?:ACTION|A\.?P\.?|AP)\s*[:]\s*\S|(?:ACTION|Action)\s+(?:[A-Z]{2,4}(?:\W+[A-Z]{2,4})*|[A-Z][a-z]+)$"
)
_NOT_ALONE = re.compile(r"item|point|no\.?$", re.IGNORECASE)


class Margin:
    """The margin at the right of the text: where it begins, the word that heads it, and how far the text reaches."""

    def __init__(self, left: float, heading: str, text_right: float = 0.0, *, is_marked: bool = False) -> None:
        """`is_marked` says that nothing heads it, and that each entry begins with a marker, `ACTION: Clerk`."""
        self.left, self.heading, self.text_right, self.is_marked = left, heading, text_right, is_marked

    def parted(self, line: Line) -> tuple[Line | None, str] | None:
        """Return the text of a line and what stands beside it; None where the line runs through the margin's edge."""
        inner = [w for w in line.words if w.right <= self.left]
        outer = [w for w in line.words if w.left >= self.left]
        if len(inner) + len(outer) < len(line.words):
            return None
        text = Line(tuple(inner), line.y, line.size) if inner else None
        entry = Line(tuple(outer), line.y, line.size).text if outer else ""
        return None if len(entry) > (_LONGEST_MARKED if self.is_marked else _LONGEST) else (text, entry)

    def holds(self, line: Line, *, goes_on: bool) -> bool:
        """True where an entry begins beside a line, or (`goes_on`) continues there."""
        last = segments(line)[-1]
        return abs(last.left - self.left - _SAME) <= 2 * _SAME and (goes_on or is_marked(last.text))

    def note(self, entry: str) -> str:
        """Return an entry with the word above it, as a marker: `Action: AB`."""
        if self.is_marked:
            return entry
        heading = self.heading if "action" in self.heading.casefold() else "Action"
        return f"{heading}: {entry}"


def is_marked(entry: str) -> bool:
    """True for an entry of a margin that begins with its marker: `ACTION: Clerk`."""
    return bool(_MARKED.match(entry))


def marked_margin(pages: Sequence[Sequence[Line]]) -> Margin | None:
    """Return the margin, without a word above it, in which all entries of a document begin with `ACTION: Clerk`.

    Each begins at the same distance from the edge, right of all the text: no line runs into it.
    """
    places: dict[int, set[str]] = {}
    for lines in pages:
        for line in lines:
            last = segments(line)[-1]
            if last.left > line.left + _FARTHEST_MARKER and _MARKED.match(last.text):
                places.setdefault(round(last.left / _SAME), set()).add(last.text)
    if not places:
        return None
    best = max(places, key=lambda at: len(places[at]))
    left = best * _SAME - _SAME
    margin = Margin(left, "Action", is_marked=True)
    count = beside = crossed = alone = 0
    reach = 0.0
    for lines in pages:
        for line in lines:
            if not any(word.left >= left for word in line.words):
                reach = max(reach, line.right) if line.right < left else reach
                crossed += line.right >= left and len(line.text) > _LONGEST
                count += 1
                continue
            fit = margin.parted(line)
            count += 1
            if fit is None:
                crossed += 1
            elif fit[0] is not None:
                beside += 1
                reach = max(reach, fit[0].right)
            else:
                alone += 1
    few = beside + alone <= _MOST_BESIDE * count and crossed <= max(_MOST_CROSSED * count, 2)
    return Margin(left, "Action", reach, is_marked=True) if beside and few else None


def margin_of(lines: Sequence[Line], left: float, right: float) -> Margin | None:
    """Return the margin that begins on a page with the word `Action`, or its like, alone at the right of the text.

    `left` and `right` are the edges of the page's text.
    """
    for n, line in enumerate(lines):
        parts = segments(line)
        last = parts[-1]
        if len(parts) > 2 or last.left < left + 0.7 * (right - left) or len(last.text) > _LONGEST:
            continue
        heading = last.text.strip(" :")
        if heading_meaning(heading) not in (TEXT, OWNER) or _NOT_ALONE.search(heading):
            continue
        if len(parts) == 2 and (heading_meaning(parts[0].text) or len(parts[0].text) > _LONGEST):
            continue
        below = lines[n + 1 :]
        starts = [p[-1].left for x in below if len(p := segments(x)) > 1 or p[0].left >= last.left - 12]
        edge = min([last.left, *(x for x in starts if x >= last.left - 14)]) - 1
        margin = Margin(edge, heading)
        fits = [margin.parted(x) for x in below]
        entries = [fit[1] for fit in fits if fit and fit[1]]
        if entries and fits.count(None) <= 0.1 * len(fits) and len(entries) <= 0.7 * len(fits):
            reach = [fit[0].right for fit in fits if fit and fit[0]]
            return Margin(edge, heading, max(reach, default=0.0))
    return None
