"""The lines of a text file, each with its place, and the marks that programs leave between them."""

import re
from typing import Final

from actionlog.document import Place
from actionlog.readers.refusals import FileTooLarge

#: Minutes of four hundred pages have twenty thousand.
MOST_LINES: Final = 100_000
_ENDS = re.compile("\r\n|\n|\r")
_OURS: Final = "<<<<<<<"
_BASE: Final = "|||||||"
_PARTING: Final = "======="
_THEIRS: Final = ">>>>>>>"


class Line:
    """A line of the file: its place, and its text without the space at its end."""

    __slots__ = ("place", "text")

    def __init__(self, place: Place, text: str) -> None:
        self.place, self.text = place, text

    @property
    def is_blank(self) -> bool:
        """True for a line of nothing but space."""
        return not self.text or self.text.isspace()

    @property
    def indent(self) -> int:
        """How far its words are from the margin; a tab is four."""
        words = self.text.lstrip(" \t\xa0")
        return len(self.text[: len(self.text) - len(words)].expandtabs(4))


def lines_of(name: str, text: str) -> list[Line]:
    """Return the lines of the text of a file called `name`, counted from 1, with a page where form feeds part them.

    Raises FileTooLarge for more lines than minutes ever have.
    """
    page = 1 if "\f" in text else 0
    parts = _ENDS.split(text)
    if len(parts) > MOST_LINES:
        raise FileTooLarge(name, f"{len(parts):,} lines", f"{MOST_LINES:,}")
    lines = []
    for number, line in enumerate(parts, 1):
        page += line.count("\f") if page else 0
        lines.append(Line(Place(number, page), line.replace("\f", "").rstrip(" \r")))
    return lines


def without_conflicts(lines: list[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """Return the lines without the marks that git leaves where two versions differ, and a remark where it left some.

    The marks are those of `git merge`: seven of one sign, alone or before the name of a version. Both are read.
    """
    first = next((n for n, line in enumerate(lines) if line.text.startswith(_OURS)), -1)
    if first < 0 or not any(line.text.startswith(_THEIRS) for line in lines[first:]):
        return lines, ()
    kept: list[Line] = []
    inside = False
    for line in lines:
        opens, closes = line.text.startswith(_OURS), line.text.startswith(_THEIRS)
        parts = inside and (line.text.rstrip() == _PARTING or line.text.startswith(_BASE))
        is_mark = opens or parts or (inside and closes)
        inside = (inside or opens) and not closes
        kept.append(Line(line.place, "") if is_mark else line)
    number = lines[first].place.line
    remark = f"Two versions of the text stand side by side from line {number} (an unfinished merge); both were read."
    return kept, (remark,)
