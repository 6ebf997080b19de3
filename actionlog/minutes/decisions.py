"""Decisions: what the body resolved, where the minutes mark it by a word such as AGREED or RESOLVED."""

import re
from collections.abc import Iterator
from typing import Final

from actionlog.document import Heading, ListItem, Paragraph, Place, Table, joined
from actionlog.minutes.findings import FoundDecision
from actionlog.minutes.layout import DECISIONS, Layout, Spot

#: In capitals these words open a decision. In small letters they open narrative too ("agreed previous minutes"), so
#: there they need what makes a decision of them.
_OPENING = re.compile(
    r"(?:[Ii]t was |[Tt]he \w+ (?:\w+ )?)?"
    r"(?:AGREED|RESOLVED|NOTED|RECEIVED|APPROVED|ENDORSED|RECOMMENDED|RATIFIED|DECIDED"
    r"|ADOPTED)\b(?!\s*\?)"
    r"|DECISION\b|(?:Decision|Resolution|Agreed|Resolved)(?:\s+\d{1,3}(?:[./]\d{1,3})?)?\s*:"
    r"|It was (?:agreed|resolved|decided)\b|Resolved that\b|Agreed that\b"
)
_LABEL = re.compile(r"(?:DECISION|Decision|Resolution)(?:\s+\d{1,3}(?:[./]\d{1,3})?)?\s*[:.–—-]\s*")
_NONE = re.compile(r"[\W_]*|(?:none|nil|n/?a|no decisions?)\b.{0,40}", re.IGNORECASE)
_ACTION_LINE = re.compile(r"(?:ACTION|Action)[^.:]{0,40}:")  # below a decision: who sees to it
_LONGEST: Final = 5000
_MOST_ITEMS: Final = 50


def opens_decision(line: str) -> bool:
    """True where a line opens with a word of deciding."""
    return bool(_OPENING.match(line.lstrip(" *")))


def find_decisions(layout: Layout) -> Iterator[FoundDecision]:
    """Yield the decisions: paragraphs and list items that open with a word of deciding, and lists so headed."""
    spots = [s for s in layout.spots if not s.is_furniture]
    for n, spot in enumerate(spots):
        if spot.is_heading or isinstance(spot.block, Table):
            continue
        listed = spot.kind == DECISIONS and isinstance(spot.block, ListItem)
        for text, place in _statements(spot.block):
            if not listed and not opens_decision(text):
                continue
            if text.endswith((":", ":-", "that")) and isinstance(spot.block, Paragraph):
                text = f"{text.removesuffix('-')} {'; '.join(_items_below(spots[n + 1 : n + 1 + _MOST_ITEMS]))}".strip()
            text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
            if not _NONE.fullmatch(text[:100]):
                yield FoundDecision(text, spot.item, place)


def _statements(block: Paragraph | ListItem | Heading) -> Iterator[tuple[str, Place]]:
    """Yield the statements of a block, with their places: it is parted at each line that opens a decision."""
    lines = block.text[:_LONGEST].split("\n")
    starts = [0, *(n for n, line in enumerate(lines) if n and opens_decision(line))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        place = block.place._replace(line=block.place.line + start) if block.place.line else block.place
        end = next((n for n in range(start + 1, end) if _ACTION_LINE.match(lines[n])), end)
        yield joined(" ".join(lines[start:end])), place


def _items_below(spots: list[Spot]) -> Iterator[str]:
    for spot in spots:
        if not isinstance(spot.block, ListItem):
            return
        yield joined(spot.block.text[:_LONGEST])
