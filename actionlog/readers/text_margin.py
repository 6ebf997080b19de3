"""The margin of typed minutes, in which the initials of those who act stand at the right: `Action` above, `AB` below.

What stands there becomes a line of its own below the text beside it, `ACTION: AB`, as people write it elsewhere.
"""

import re
from collections.abc import Sequence
from typing import Final

from actionlog.minutes.tables.beside import names_in
from actionlog.minutes.tables.columns import OWNER, TEXT, heading_meaning
from actionlog.minutes.tables.contents import is_when
from actionlog.readers.lines import Line

_COLUMN = re.compile(r"\S+(?: \S+)*")
_GAP = re.compile(r"\S {3,200}\S")
_NOT_ALONE = re.compile(r"item|point|no\.?$", re.IGNORECASE)
_BEGINS = re.compile(r"\s*(?:[-*+•]|\(?[a-z0-9]{1,3}[.)]|\d{1,4}(?:[./]\d{1,4})*\.?)\s")
_SENTENCE_END: Final = (".", "!", "?", ":", ";")
_LEFTMOST: Final = 30  #: characters that stand left of a margin at least
_WIDEST: Final = 30
_LONGEST: Final = 300  #: of a line that can have a margin
_NEAR: Final = 4
_FAR: Final = 12
_MOST_LINES: Final = 20_000


def without_margin(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines with what stands in the margin put below the text; as they are where there is no margin.

    It begins with a line that holds no more than `Action` or its like at the right.
    """
    for n, line in enumerate(lines[:_MOST_LINES]):
        if n and not lines[n - 1].is_blank:
            continue  # `responsible` below `Person` is part of a table's header
        at = _heading(line)
        if at and not _is_header(lines[n + 1 : n + 2]) and (parted := _parted(lines[n + 1 :], at)) is not None:
            return [*lines[:n], *_below(parted)]
    return lines


def _heading(line: Line) -> int:
    """Return where the margin begins whose heading stands alone in this line, or 0."""
    if len(line.text) > _LONGEST:
        return 0
    text = line.text.expandtabs(8).rstrip()
    start = len(text) - len(text.lstrip())
    words = text.strip(" :")
    alone = start >= _LEFTMOST and len(words) <= _WIDEST and "  " not in words
    return start if alone and heading_meaning(words) in (TEXT, OWNER) and not _NOT_ALONE.search(words) else 0


def _is_header(lines: Sequence[Line]) -> bool:
    """True for a line of headings: what stands above it belongs to these."""
    runs = [run.group() for line in lines if len(line.text) <= _LONGEST for run in _COLUMN.finditer(line.text)]
    return len(runs) > 1 and any(map(heading_meaning, runs))


def _parted(lines: Sequence[Line], at: int) -> list[tuple[Line, str]] | None:
    """Return the lines each with what stands in the margin beside it; None where that is not all names and days."""
    found: list[tuple[Line, str]] = []
    entries = 0
    for line in lines:
        text, entry = _split(line, at)
        if entry and not (names_in(entry) or is_when(entry)):
            text, entry = line.text, ""
            entries -= 1
        entries += bool(entry)
        found.append((Line(line.place, text), entry))
    filled = sum(not line.is_blank for line, _ in found)
    return found if 0 < entries <= 0.7 * filled else None


def _split(line: Line, at: int) -> tuple[str, str]:
    if len(line.text) > _LONGEST:
        return line.text, ""
    text = line.text.expandtabs(8)
    runs = list(_COLUMN.finditer(text))
    last = runs[-1] if runs else None
    if last is None or not at - _NEAR <= last.start() <= at + _FAR or len(last.group()) > _WIDEST:
        return line.text, ""
    before = text[: last.start()]
    return (before.rstrip(), last.group()) if before.endswith("  ") or not before.strip() else (line.text, "")


def _below(parted: Sequence[tuple[Line, str]]) -> list[Line]:
    found: list[Line] = []
    waiting: list[str] = []
    is_first = True  # of its paragraph
    for n, (line, entry) in enumerate(parted):
        waiting += _added(waiting, entry)
        listed = bool(_GAP.search(line.text))  # a line of a table ends the text above it
        if listed:
            found += [_blank(line), line, _blank(line)]
        elif not line.is_blank or not entry:
            found.append(line)
        following, beside = parted[n + 1] if n + 1 < len(parted) else (_blank(line), "")
        ends = following.is_blank and not (beside and is_when(beside))
        ends = ends or bool(_BEGINS.match(following.text)) or bool(beside and not is_when(beside))
        ends = ends or (bool(entry) and not beside and not is_first and line.text.endswith(_SENTENCE_END))
        if waiting and ends:
            found.append(_blank(line))
            found += [Line(line.place, f"ACTION: {name}") for name in waiting]
            found.append(_blank(line))
            waiting = []
        is_first = line.is_blank or listed
    return found


def _added(waiting: list[str], entry: str) -> list[str]:
    """Return what an entry adds to those that wait; a day is put behind the name above it."""
    if entry and is_when(entry) and waiting:
        waiting[-1] = f"{waiting[-1]}, {entry}"
        return []
    return [entry] if entry else []


def _blank(line: Line) -> Line:
    return Line(line.place, "")
