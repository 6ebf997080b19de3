"""Columns of text: how wide a text is on a screen, where it breaks, and how wide each column may be."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

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


class Measure(NamedTuple):
    """What the cells of a column need: the widest line, a width that three lines in four fit into, the longest word."""

    widest: int
    usual: int
    word: int


def measure(cells: Iterable[tuple[str, ...]]) -> Measure:
    """Return the measure of a column, from its cells and its heading, each as lines."""
    sizes: Counter[int] = Counter()
    word = 0
    for cell, times in Counter(cells).items():  # most columns say the same again and again
        for line in cell:
            size = width_of(line)
            sizes[size] += times
            if size > word:  # no word of a line is wider than the line
                word = max(word, *map(width_of, line.split(" ")))
    return Measure(max(sizes, default=0), _usual(sizes), word)


def _usual(sizes: "Counter[int]") -> int:
    seen, wanted = 0, 3 * sizes.total()
    for size in sorted(sizes):
        seen += sizes[size]
        if 4 * seen >= wanted:
            return size
    return 0


def together(host: Measure, *others: Measure) -> Measure:
    """Return the measure of a column under whose cells the lines of others stand."""
    return Measure(*(max(values) for values in zip(host, *others, strict=True)))


def widths(columns: Sequence[Measure], width: int, *, well: bool = False) -> list[int] | None:
    """Return how wide to make each column so that all fit into `width`, or None where they cannot.

    With `well` they fit only where they also read well: a short cell takes no more than two lines, and prose has room.
    """
    natural = [column.widest for column in columns]
    spare = width - GAP * (len(columns) - 1)
    if sum(natural) <= spare:
        return natural
    prose = max(_PROSE_WELL if well else _PROSE_LEAST, width // 4)
    least = [
        prose if column.widest > _PROSE else max(1, min(column.widest, column.word, _LONG_WORD)) for column in columns
    ]
    if well:
        halves = [column.widest // 2 + 2 for column in columns]
        least = [
            max(a, min(b, column.widest)) if column.widest <= _PROSE else a
            for a, b, column in zip(least, halves, columns, strict=True)
        ]
    spare -= sum(least)
    return None if spare < 0 else _shared(least, columns, spare)


def _shared(least: list[int], columns: Sequence[Measure], spare: int) -> list[int]:
    """Give what is spare first to short columns: that none needs more than two lines, then that most need one.

    What is left goes to prose, so that no column is widened for a few long cells before prose has its room.
    """
    given = list(least)
    prose = [i for i, column in enumerate(columns) if column.widest > _PROSE]
    short = [i for i in range(len(columns)) if i not in prose]
    for wanted in (
        {i: columns[i].widest // 2 + 1 for i in short},
        {i: columns[i].usual for i in short},
    ):
        for i in sorted(wanted, key=lambda i: wanted[i] - given[i]):
            more = max(0, wanted[i] - given[i])
            if more <= spare:
                given[i] += more
                spare -= more
    for some in (prose, range(len(columns))):
        spare = _spread(given, some, columns, spare)
    return given


def _spread(given: list[int], some: Iterable[int], columns: Sequence[Measure], spare: int) -> int:
    """Widen `some` columns, evenly, until each has the room of its widest line; return what is left of `spare`."""
    while wanting := [i for i in some if given[i] < columns[i].widest]:
        if spare < len(wanting):
            for i in wanting[:spare]:
                given[i] += 1
            return 0
        share = min(spare // len(wanting), *(columns[i].widest - given[i] for i in wanting))
        for i in wanting:
            given[i] += share
        spare -= share * len(wanting)
    return spare
