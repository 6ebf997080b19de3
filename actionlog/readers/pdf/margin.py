"""The margin of minutes in which the initials stand of those who act: `Action` above it, `AB` beside the text."""

import re
from collections.abc import Sequence
from typing import Final

from actionlog.minutes.columns import OWNER, TEXT, heading_meaning
from actionlog.readers.pdf.words import Line, segments

_LONGEST: Final = 30
_NOT_ALONE = re.compile(r"item|point|no\.?$", re.IGNORECASE)


class Margin:
    """The margin at the right of the text: where it begins, the word that heads it, and how far the text reaches."""

    def __init__(self, left: float, heading: str, text_right: float = 0.0) -> None:
        self.left, self.heading, self.text_right = left, heading, text_right

    def parted(self, line: Line) -> tuple[Line | None, str] | None:
        """Return the text of a line and what stands beside it; None where the line runs through the margin's edge."""
        inner = [w for w in line.words if w.right <= self.left]
        outer = [w for w in line.words if w.left >= self.left]
        if len(inner) + len(outer) < len(line.words):
            return None
        text = Line(tuple(inner), line.y, line.size) if inner else None
        entry = Line(tuple(outer), line.y, line.size).text if outer else ""
        return None if len(entry) > _LONGEST else (text, entry)

    def note(self, entry: str) -> str:
        """Return an entry with the word above it, as a marker: `Action: AB`."""
        heading = self.heading if "action" in self.heading.casefold() else "Action"
        return f"{heading}: {entry}"


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
