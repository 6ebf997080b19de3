"""Markdown, as CommonMark with the tables of GitHub: what was typed into an action is shown, and never acts."""

import re

from actionlog.papers import Bullets, Divider, Heading, Lines, Paper, Part, Table, Text
from actionlog.renderers._cells import cell_words, paper_columns, shown

# What begins markup anywhere in a line: emphasis, code, maths, strikethrough, the end of a cell, and backslashes.
_MARKUP = re.compile(r"([\\`*_~|$])")
# A closing bracket makes a link only before one of these.
_LINK = re.compile(r"\](?=[(\[:])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# At the beginning of a line: headings, quotes, lists, rules, and numbers with a full stop or bracket.
_BLOCK = re.compile(r"^(?:([#>+=[-])|(\d+)([.)]))")


def render(paper: Paper) -> bytes:
    """Return `paper` as Markdown, in UTF-8."""
    top = [*map(_line, paper.above_title), _heading(1, paper.title), *map(_line, paper.under_title)]
    blocks = [] if paper.letter else top
    for part in paper.parts:
        blocks += _blocks(part)
    return ("\n\n".join(blocks) + "\n").encode()


def _blocks(part: Part) -> list[str]:
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, Heading):
        return [_heading(part.level, part.text)]
    if isinstance(part, Text):
        return [_line(part.text)]
    if isinstance(part, Lines):
        return ["\\\n".join(map(_line, part.lines))]  # a backslash at its end breaks the line
    if isinstance(part, Bullets):
        return ["\n".join(f"- {_line(text)}" for text in part.items)]
    assert isinstance(part, Divider)
    return ["---"]


def _table(table: Table) -> list[str]:
    caption = _heading(2, table.caption)
    if not table.rows:
        return [caption, _line(table.empty)]
    columns = paper_columns(table)
    lines = [_row([_inline(table.columns[i]) for i in columns]), _row(["---"] * len(columns))]
    lines += [_row([_inline(cell_words(row.cells[i])) for i in columns]) for row in table.rows]
    return [caption, "\n".join(lines)]


def _heading(level: int, text: str) -> str:
    words = _inline(text).replace("#", r"\#")  # at its end a # would be taken for markup
    return f"{'#' * level} {words}"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(text: str) -> str:
    """A text at the beginning of a line, where more characters have a meaning."""
    return _BLOCK.sub(_harmless, _inline(text).strip())


def _harmless(found: re.Match[str]) -> str:
    sign, number, after = found.groups()
    return f"\\{sign}" if sign else f"{number}\\{after}"


def _inline(text: str) -> str:
    text = _MARKUP.sub(r"\\\1", shown(text))
    # an entity, since not every program that reads Markdown knows `\<`
    return _LINK.sub(r"\\]", _ENTITY.sub("&amp;", text).replace("<", "&lt;"))
