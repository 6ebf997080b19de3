"""Words that the end of a line divides, put together again: `circu-late` is one word, `follow-up` keeps its hyphen."""

import re
from collections.abc import Iterable
from typing import Final

from actionlog.document import Block, Table

_DIVIDED: Final = re.compile(r"([^\W\d_]{2,30})-\n([^\W\d_]{2,30})([^\w\s]{0,9}) ?")
_WORD: Final = re.compile(r"[^\W\d_]{2,30}(?:-[^\W\d_]{2,30})*")


def without_hyphens(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the words whole that a line divided; whether a hyphen stays is told by the other words."""
    texts = list(_texts(blocks))
    if not any("-\n" in text for text in texts):
        return blocks
    known = {word.casefold() for text in texts for word in _WORD.findall(_DIVIDED.sub(" ", text))}

    def whole(found: re.Match[str]) -> str:
        first, second, rest = found.groups()
        if not second[0].islower():
            return found.group()
        return _joined(first, second, known) + rest + ("\n" if found.group().endswith(" ") else "")

    def clean(text: str) -> str:
        return _DIVIDED.sub(whole, text) if "-\n" in text else text

    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            rows = tuple(row._replace(cells=tuple(map(clean, row.cells))) for row in block.rows)
            made.append(block._replace(rows=rows))
        else:
            made.append(block._replace(text=clean(block.text)))
    return made


def _joined(first: str, second: str, known: set[str]) -> str:
    """Return two parts of a word with or without the hyphen between them."""
    whole, hyphened = f"{first}{second}", f"{first}-{second}"
    if whole.casefold() in known:
        return whole
    both = first.casefold() in known and second.casefold() in known
    return hyphened if both or hyphened.casefold() in known else whole


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells)
        else:
            yield block.text
