"""What a page prints besides its text: page numbers, and lines that stand at the top or foot of every page."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from actionlog.minutes.tables.columns import heading_meaning
from actionlog.readers.pdf.pages import Page
from actionlog.readers.pdf.words import Line, segments

_EDGE: Final = 0.12  #: of the page's height
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:page\s*|p\.?\s*)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*\|\s*page|page\s+[ivx]+",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[tuple[Page, list[Line]]]) -> list[list[Line]]:
    """Return the lines of each page without page numbers and repeated lines; a title stays where it stands first."""
    counts: Counter[tuple[str, int]] = Counter()
    for page, lines in pages:
        counts.update({_key(line, page) for line in lines if _at_edge(line, page)})
    enough = max(2, 0.4 * (len(pages) - 1))
    kept: list[list[Line]] = []
    for n, (page, lines) in enumerate(pages):
        kept.append([line for line in lines if not _is_furniture(line, page, counts, enough, first=n == 0)])
    return kept


def _is_furniture(line: Line, page: Page, counts: Counter[tuple[str, int]], enough: float, *, first: bool) -> bool:
    if not _at_edge(line, page):
        return False
    if _NUMBER.fullmatch(line.text[:40]):
        return True
    key = _key(line, page)
    times = max(counts[key[0], key[1] + near] for near in (-1, 0, 1))
    at_top = line.y < (page.box.top + page.box.bottom) / 2
    return times >= enough and not (first and at_top) and not _heads_table(line)


def _at_edge(line: Line, page: Page) -> bool:
    height = page.box.bottom - page.box.top
    return line.y < page.box.top + _EDGE * height or line.y > page.box.bottom - _EDGE * height


def _key(line: Line, page: Page) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.casefold()), round((line.y - page.box.top) / 4)


def _heads_table(line: Line) -> bool:
    return sum(bool(heading_meaning(part.text)) for part in segments(line)) > 1
