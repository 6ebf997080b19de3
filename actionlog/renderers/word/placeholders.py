"""What a template says where: `{{title}}` and its like in any text, and a paragraph `{{paper}}` for the paper."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from actionlog.model import Meeting, long_date, weekday_date
from actionlog.papers import NOT_SET, Paper
from actionlog.query import raised_words
from actionlog.renderers._cells import shown
from actionlog.renderers.word.markup import W

_PLACEHOLDER = re.compile(r"\{\{\s*(title|group|as\s+at|meeting)\s*\}\}", re.IGNORECASE)
_ANY = re.compile(r"\{\{[^{}]{0,80}\}\}")
_PAPER = re.compile(r"\s*\{\{\s*paper\s*\}\}\s*", re.IGNORECASE)
_FOR_THE_MEETING: Final = "For the meeting on "
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def values(paper: Paper) -> dict[str, str]:
    """Return what the placeholders stand for in a paper: its title, group, day and meeting."""
    return {
        "title": shown(paper.title),
        "group": shown(_group(paper)),
        "as at": long_date(paper.as_of),
        "meeting": shown(_meeting(paper)),
    }


def fill(root: Any, texts: Mapping[str, str]) -> None:
    """Fill the placeholders in every paragraph below `root`, also where Word has split one over several runs."""
    for paragraph in root.iter(f"{{{W}}}p"):
        words = "".join(piece.text or "" for piece in _pieces(paragraph))
        if "{{" in words:
            _fill(list(_pieces(paragraph)), list(_PLACEHOLDER.finditer(words)), texts)


def unknown(root: Any) -> str:
    """Return a placeholder below `root` that nothing stands for, such as `{{titel}}`; empty where there is none."""
    for paragraph in root.iter(f"{{{W}}}p"):
        for found in _ANY.finditer(_words(paragraph)):
            if not (_PLACEHOLDER.fullmatch(found[0]) or _PAPER.fullmatch(found[0])):
                return shown(found[0])
    return ""


def place_of_paper(body: Any) -> Any | None:
    """Return the first paragraph that says `{{paper}}` and nothing else, or None."""
    return next((p for p in body.iter(f"{{{W}}}p") if _PAPER.fullmatch(_words(p))), None)


def emptied(paragraph: Any) -> None:
    """Take the text out of a paragraph."""
    for piece in _pieces(paragraph):
        piece.text = ""


def _words(paragraph: Any) -> str:
    return "".join(piece.text or "" for piece in _pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[Any]:
    """Give the texts of a paragraph, and not those of a text box that hangs on it."""
    for piece in paragraph.iter(f"{{{W}}}t"):
        if next(piece.iterancestors(f"{{{W}}}p")) is paragraph:
            yield piece


def _fill(pieces: list[Any], found: list[re.Match[str]], texts: Mapping[str, str]) -> None:
    """Put each text where its placeholder begins, and take the rest of the placeholder out of what follows."""
    for match in reversed(found):  # from the end, so that the places of those before stay right
        text = texts[" ".join(match[1].casefold().split())]
        start = 0
        for piece in pieces:
            old = piece.text or ""
            end = start + len(old)
            first, last = max(match.start(), start), min(match.end(), end)
            if first < last:
                new = text if first == match.start() else ""
                piece.text = old[: first - start] + new + old[last - start :]
                piece.set(_SPACE, "preserve")
            start = end


def _group(paper: Paper) -> str:
    """Return the name of the group: as its actions say, or as the title begins."""
    if paper.standings:
        return paper.standings[0].calendar.group.name
    return paper.title.rpartition(": ")[0] or paper.title


def _meeting(paper: Paper) -> str:
    """Return the day of the meeting that the paper is for, or that it says there is none."""
    for line in paper.lines:
        if line.startswith(_FOR_THE_MEETING):
            return line.removeprefix(_FOR_THE_MEETING)
    name = paper.facts.get("meeting")
    if not isinstance(name, str):
        return NOT_SET
    held = Meeting(paper.group, name)
    return f"{weekday_date(held.date).split()[0]} {raised_words(held)}"
