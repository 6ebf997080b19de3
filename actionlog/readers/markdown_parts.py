"""Parts a Markdown file into what is read by different rules: tables, pieces of HTML, fenced text, and the rest.

CommonMark would not see many of these as their writers meant them: a grid is no table to it, nor is one with a cell too
few below its header; a blank line ends a table of HTML.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from actionlog.document import Row
from actionlog.readers.lines import Line
from actionlog.readers.text_tables import Words, aligned, has_columns, piped, simple, split_at_tabs, tabs_end

_FENCE = re.compile(r"\s*(?:>\s?)*(?:[-*+]\s+)?(`{3,}|~{3,})\s*([^`\s]*)[^`]*$")
_TABLE = re.compile(r"<(/?)table\b", re.IGNORECASE)
_ONLY_TAGS = re.compile(
    r"(?:\s*</?(?:br|hr|div|p|center|details|a|span|font|section|article|main|aside|header|footer|sup|sub|small)"
    r"(?:\s[^<>]*)?/?>)+\s*",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_CROWDED_HEADING = re.compile(r"#{2,6}(?=[^\s#])")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
_RULE = re.compile(r"\s*(?:[-*_][ \t]*){3,}$")
_BLANK: Final = re.compile(r"\s*")
_LONGEST: Final = 2000
_MOST_TABLE_LINES: Final = 20_000


class DrawnTable(NamedTuple):
    """A table of pipes, or a grid."""

    rows: tuple[Row, ...]


class Markup(NamedTuple):
    """A table of HTML, and the line on which it begins."""

    html: str
    line: int


class Fenced(NamedTuple):
    """The lines between two fences, and the language that is named there."""

    lines: tuple[Line, ...]
    language: str


class Text(NamedTuple):
    """Lines of Markdown."""

    lines: tuple[Line, ...]


Part = DrawnTable | Markup | Fenced | Text


def parts_of(lines: Sequence[Line], words: Words) -> Iterator[Part]:
    """Yield the parts in order. `words` takes the markup off the text of a cell."""
    text: list[Line] = []
    at = 0
    no_tabs_before = 0  # lines with tabs that were looked at, and are no table
    unclosed = False  # a table of HTML that never ends ends all search for more
    while at < len(lines):
        line = lines[at]
        part: Part | None = None
        length = 1
        if fence := _FENCE.match(line.text[:_LONGEST]) if "```" in line.text or "~~~" in line.text else None:
            end = _closing(lines, at, fence.group(1))
            if end:
                part, length = Fenced(tuple(lines[at + 1 : end]), fence.group(2).lower()), end + 1 - at
            else:
                line = Line(line.place, "")
        elif "<" in line.text and not unclosed and (opening := _TABLE.search(line.text)) and not opening.group(1):
            found = _html_table(lines, at, opening.start())
            if found:
                before, html, rest, length = found
                text.append(Line(line.place, before))
                part = Markup(html, line.place.line)
                if rest.strip():
                    length -= 1
                    lines = [*lines[: at + length], Line(lines[at + length].place, rest), *lines[at + length + 1 :]]
            else:
                unclosed = True
        elif at >= no_tabs_before and (end := tabs_end(lines, at)):
            if has_columns(lines[at:end]):
                part, length = DrawnTable(split_at_tabs(lines[at:end], words)), end - at
            else:
                no_tabs_before = end
        elif table := piped(lines, at, words) or simple(lines, at, words) or aligned(lines, at, words):
            part, length = DrawnTable(table.rows), table.length
        if part:
            if text:
                yield Text(tuple(text))
            text = []
            yield part
        else:
            text.append(line)
        at += length
    if text:
        yield Text(tuple(text))


def _closing(lines: Sequence[Line], at: int, fence: str) -> int:
    """Return the line that closes the fence of line `at`, or 0."""
    for n in range(at + 1, len(lines)):
        text = lines[n].text.strip(" \t>")
        if text.startswith(fence) and not text.strip(fence[0]):
            return n
    return 0


def _html_table(lines: Sequence[Line], at: int, start: int) -> tuple[str, str, str, int] | None:
    """Return what stands before a table, the table, what stands behind it, and how many lines it takes."""
    depth = 0
    parts: list[str] = []
    before = lines[at].text[:start]
    for n in range(at, min(len(lines), at + _MOST_TABLE_LINES)):
        text = lines[n].text[start:] if n == at else lines[n].text
        for tag in _TABLE.finditer(text):
            depth += -1 if tag.group(1) else 1
            if depth == 0:
                end = text.find(">", tag.end()) + 1 or len(text)
                return before, "\n".join([*parts, text[:end]]), text[end:], n + 1 - at
        parts.append(text)
    return None


def prepared(lines: Sequence[Line]) -> list[Line]:
    """Return lines of Markdown so that CommonMark reads them as a person would.

    Lists begin where they seem to, without a blank line above them and however far indented; quotes are read as what
    they quote; a line of nothing but `<br>` or `</div>` is blank. Each line keeps its place; some are added.
    """
    done: list[Line] = []
    for line in lines:
        text = line.text
        if ">" in text[:4] and (quote := _QUOTE.match(text)):
            text = text[quote.end() :]
        if text.lstrip().startswith("<") and _ONLY_TAGS.fullmatch(text[:_LONGEST]):
            text = ""
        if text.startswith("##") and (crowded := _CROWDED_HEADING.match(text)):
            text = f"{crowded.group()} {text[crowded.end() :]}"
        if done and done[-1].text.strip() and _ITEM.match(text[:_LONGEST]) and not _RULE.fullmatch(text[:_LONGEST]):
            done.append(Line(line.place, ""))
        done.append(Line(line.place, text))
    return done
