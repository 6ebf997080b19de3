"""The head of a page in a word processor's file: the group's name or the day of the meeting often stands only there."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from actionlog.document import Block, Paragraph, Table

_PAGE = re.compile(r"(?:page|seite|p\.)?\s*\d*\s*(?:(?:of|von|/)\s*\d*)?", re.IGNORECASE)
_LONGEST: Final = 300  #: what is longer is no head of a page, but a letter's
_WITHIN: Final = 12  #: blocks at the front of the body that may say the same


def front_of(lines: Iterable[str], blocks: Sequence[Block]) -> list[Block]:
    """Return what the lines of a page's head tell and the first `blocks` do not: one paragraph, or nothing.

    Lines of a page number alone are left out.
    """
    said = " ".join("\n".join(map(_said, blocks[:_WITHIN])).casefold().split())
    new = [line for line in dict.fromkeys(" ".join(line.split()) for line in lines) if line.casefold() not in said]
    text = "\n".join(line for line in new if len(line) > _LONGEST or not _PAGE.fullmatch(line))
    return [Paragraph(text)] if text and len(text) <= _LONGEST else []


def _said(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join("\n".join(row.cells) for row in block.rows[:20])
    return block.text
