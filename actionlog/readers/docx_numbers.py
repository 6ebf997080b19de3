"""The automatic numbers of a Word file: what Word prints before each paragraph (ECMA-376, part 1, 17.9).

The file holds only which list and level a paragraph belongs to. The numbers are counted here, as an action's number in
its own cell, or the number of an item of the agenda, is often such a one.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

_LEVEL = re.compile(r"%([1-9])")
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DEEPEST_STYLE: Final = 20


class Level(NamedTuple):
    """A level of a list: its first number, how numbers look, and what is printed: `%1` is the first level's number."""

    start: int
    format: str
    text: str


class Numbers:
    """Counts the paragraphs of a document in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        """Take the roots of `numbering.xml` and `styles.xml`, where the file has them."""
        self._styles = {of(style, "styleId"): style for style in below(styles, "style")}
        self._lists: dict[str, dict[int, Level]] = {}
        self._linked: dict[str, str] = {}  # lists that are told by a style
        self._of_style: dict[str, tuple[str, int]] = {}
        self._abstract: dict[str, str] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for abstract in below(numbering, "abstractNum"):
            self._take_list(abstract)
        for num in below(numbering, "num"):
            self._take_num(num)

    def marker(self, properties: Element | None) -> str:
        """Count a paragraph with these properties, and return what is printed before it; empty for a mere bullet."""
        found = self._place(properties)
        if found is None:
            return ""
        num, at = found
        key = self._abstract.get(num, "")
        key = self._abstract.get(self._num_of_style(self._linked[key])[0], "") if key in self._linked else key
        levels = self._lists.get(key, {})
        if at not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        override = self._overrides.pop((num, at), None)
        counts[at] = counts[at] + 1 if at in counts and override is None else (override or levels[at].start)
        for deeper in [n for n in counts if n > at]:
            del counts[deeper]
        return self._printed(levels, at, counts)

    def outline(self, style: str) -> int:
        """Return the level of heading that a style of paragraphs has, from 1, or 0 where it has none."""
        for element in self._chain(style):
            level = of(child(child(element, "pPr"), "outlineLvl"), "val")
            if level.isdigit():
                return int(level) + 1 if int(level) < 9 else 0
        return 0

    @property
    def styles(self) -> tuple[str, ...]:
        """The names by which paragraphs call their styles."""
        return tuple(name for name, style in self._styles.items() if of(style, "type") == "paragraph")

    def _take_list(self, abstract: Element) -> None:
        key = of(abstract, "abstractNumId")
        levels = self._lists[key] = {}
        for lvl in below(abstract, "lvl"):
            at = _number(of(lvl, "ilvl"), 0)
            levels[at] = _level(lvl)
            if style := of(child(lvl, "pStyle"), "val"):
                self._of_style[style] = (key, at)
        if link := of(child(abstract, "numStyleLink"), "val"):
            self._linked[key] = link

    def _take_num(self, num: Element) -> None:
        name = of(num, "numId")
        key = of(child(num, "abstractNumId"), "val")
        self._abstract[name] = key
        for override in below(num, "lvlOverride"):
            at = _number(of(override, "ilvl"), 0)
            if (start := of(child(override, "startOverride"), "val")).isdigit():
                self._overrides[name, at] = _number(start, 1)
            if (lvl := child(override, "lvl")) is not None:
                self._lists[f"{key} {name}"] = self._lists.get(self._abstract[name], {}) | {at: _level(lvl)}
                self._abstract[name] = f"{key} {name}"

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """Return the list and the level of a paragraph: its own, or else its style's."""
        own = child(properties, "numPr")
        style = of(child(properties, "pStyle"), "val")
        num, at = self._num_of_style(style) if style else ("", 0)
        if (name := of(child(own, "numId"), "val")) and name != num:
            num, at = name, 0
        at = _number(of(child(own, "ilvl"), "val"), at)
        return (num, at) if num and num != "0" else None

    def _num_of_style(self, style: str) -> tuple[str, int]:
        level = self._of_style.get(style, ("", 0))[1]
        for element in self._chain(style):
            found = child(child(element, "pPr"), "numPr")
            if name := of(child(found, "numId"), "val"):
                return name, _number(of(child(found, "ilvl"), "val"), level)
        return "", 0

    def _chain(self, style: str) -> Iterator[Element]:
        """Yield a style and those it is based on."""
        for _ in range(_DEEPEST_STYLE):
            element = self._styles.get(style)
            if element is None:
                return
            yield element
            style = of(child(element, "basedOn"), "val")

    def _printed(self, levels: dict[int, Level], at: int, counts: dict[int, int]) -> str:
        if levels[at].format == "bullet":
            return ""

        def one(match: re.Match[str]) -> str:
            n = int(match[1]) - 1
            return formatted(counts.get(n, levels[n].start), levels[n].format) if n in levels else ""

        return _LEVEL.sub(one, levels[at].text).strip()


def local(element: Element) -> str:
    """Return the name of an element without its namespace: there are two, of the two editions of the standard."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def below(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of this name."""
    return (c for c in element if local(c) == name) if element is not None else iter(())


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of this name, or None."""
    return next(below(element, name), None)


def of(element: Element | None, name: str) -> str:
    """Return the attribute of this name, whatever its namespace, or an empty text."""
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _level(lvl: Element) -> Level:
    count = of(child(lvl, "numFmt"), "val") or "decimal"
    return Level(_number(of(child(lvl, "start"), "val"), 0), count, of(child(lvl, "lvlText"), "val"))


def formatted(number: int, count: str) -> str:
    """Return a number as a list prints it; `count` is a value of ST_NumberFormat (ECMA-376, part 1, 17.18.59)."""
    if count == "none":
        return ""
    if count in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)  # z, aa, bb
        return letter.upper() if count == "upperLetter" else letter
    if count in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        text = ""
        for value, mark in _ROMAN:
            text += mark * (number // value)
            number %= value
        return text.upper() if count == "upperRoman" else text
    return f"{number:02}" if count == "decimalZero" else str(number)
