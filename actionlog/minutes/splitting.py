"""One cell with several actions: a list within it, or lines that each say who acts."""

import re
from collections.abc import Callable
from typing import Final

from actionlog.document import joined
from actionlog.minutes.parties import owners_in

_MARKERS: Final = (
    re.compile(r"\(?\d{1,2}[.)]\s+(?=\S)"),
    re.compile(r"[-•*–—▪●◦‣·o]\s+(?=\S)"),
    re.compile(r"\(?[a-z][.)]\s+(?=\S)"),
    re.compile(r"\(?(?:[ivx]{1,4})[.)]\s+(?=\S)"),
)
_MOST: Final = 200


def parts_of(cell: str, known: tuple[str, ...] = ()) -> list[str]:
    """Return the actions that a cell holds: one for each entry of a list, or for each line that names who acts."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()][:_MOST]
    if not lines:
        return []
    marker = next((m for m in _MARKERS if m.match(lines[0])), None)
    if marker:
        return _parted(lines, lambda line: bool(marker.match(line)), marker)
    if len(lines) > 1 and all(owners_in(line, known)[0] for line in lines):
        return [joined(line) for line in lines]
    return [joined(" ".join(lines))]


def _parted(lines: list[str], begins: Callable[[str], bool], marker: re.Pattern[str]) -> list[str]:
    parts: list[str] = []
    for line in lines:
        if begins(line):
            parts.append(marker.sub("", line, count=1))
        else:
            parts[-1] = f"{parts[-1]} {line}"
    return [joined(part) for part in parts]
