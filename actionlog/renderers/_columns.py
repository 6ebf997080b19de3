"""Columns of text: how wide a text is on a screen, where it breaks, and how wide each column may be."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

#: Between two columns.
GAP = 2
#: A longer word may be broken to make its column fit.
_LONG_WORD = 14
#: A column of prose (wider than the first number) is not made narrower than the second; to read well, than the third.
_PROSE, _PROSE_LEAST, _PROSE_WELL = 36, 20, 28


def width_of(text: str) -> int:
    """Return how many columns of a terminal `text` takes: two for a wide letter, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` columns, broken between words; a word too long for a line is cut."""
    if text.isascii():
        return [text] if len(text) <= width else _wrapped_ascii(text, width)
    if width_of(text) <= width:
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        size = width_of(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        while size > width:
            head = _head(word, width)
            lines.append(head)
            word = word[len(head) :]
            size -= width_of(head)
        line, used = word, size
    if line or not lines:
        lines.append(line)
    return lines


def _wrapped_ascii(text: str, width: int) -> list[str]:
    """The same where each letter takes one column, as most do: one search for each line, not a step for each word."""
    lines: list[str] = []
    start = 0
    while len(text) - start > width:
        space = text.rfind(" ", start, start + width + 1)
        end = space if space > start else start + width
        lines.append(text[start:end])
        start = end + (space > start)
    if start < len(text):
        lines.append(text[start:])
    return lines


def _head(word: str, width: int) -> str:
    """The beginning of a word that fits; at least one letter, and no mark parted from its letter."""
    if word.isascii():
        return word[:width]
    used = 0
    for i, char in enumerate(word):
        used += _char_width(char)
        if used > width and i:
            return word[:i]
    return word


def widths(columns: Sequence[Sequence[Sequence[str]]], width: int, *, well: bool = False) -> list[int] | None:
    """Return how wide to make each column so that all fit into `width`, or None where they cannot.

    `columns` are the cells of each column with its heading, each cell as lines. With `well` they fit only where they
    also read well: a short cell takes no more than two lines, and prose has room.
    """
    natural = [max(width_of(line) for cell in column for line in cell) for column in columns]
    spare = width - GAP * (len(columns) - 1)
    if sum(natural) <= spare:
        return natural
    prose = max(_PROSE_WELL if well else _PROSE_LEAST, width // 4)
    least = [_least(column, size, prose) for column, size in zip(columns, natural, strict=True)]
    if well:
        halves = [size if size > _PROSE else size // 2 + 2 for size in natural]
        least = [
            max(a, min(b, size)) if size <= _PROSE else a for a, b, size in zip(least, halves, natural, strict=True)
        ]
    spare -= sum(least)
    return None if spare < 0 else _shared(least, natural, spare)


def _least(column: Sequence[Sequence[str]], natural: int, prose: int) -> int:
    if natural > _PROSE:
        return prose
    longest = max((width_of(word) for cell in column for line in cell for word in line.split(" ")), default=0)
    return max(1, min(natural, longest, _LONG_WORD))


def _shared(least: list[int], natural: list[int], spare: int) -> list[int]:
    """Give what is spare first to short columns, so that they need two lines, then one; what is left goes to prose."""
    given = list(least)
    prose = [i for i in range(len(least)) if natural[i] > _PROSE]
    for lines in (2, 1):
        wanted = {i: size // lines + lines - 1 for i, size in enumerate(natural) if i not in prose}
        for i in sorted(wanted, key=lambda i: wanted[i] - given[i]):
            more = max(0, wanted[i] - given[i])
            if more <= spare:
                given[i] += more
                spare -= more
    wanting = prose or [i for i in range(len(least)) if given[i] < natural[i]]
    for place, i in enumerate(wanting):
        given[i] += spare // len(wanting) + (place < spare % len(wanting))
    return given
