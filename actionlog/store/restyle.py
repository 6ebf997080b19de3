"""Writes a text anew where another stands, in the style of that one: its quotes, or its lines after `|` or `>`."""

from typing import NamedTuple

from actionlog.store import emit
from actionlog.store.places import HEADER, Page, Text

_FOLDED_WIDTH = 60  # lines after `>` are not folded narrower than this


class Edit(NamedTuple):
    """What stands from `start` to `end` is replaced by `text`."""

    start: int
    end: int
    text: str


def restyled(page: Page, old: Text, new: str, *, key: str, column: int, flow: bool) -> Edit:
    """Return the edit that makes `old` say `new`.

    `key` is what it stands under (empty in a list), `column` that of the lines around it, `flow` whether it stands
    inside brackets.
    """
    bare = emit.scalar(new, date=key in emit.DATE_KEYS, flow=flow)
    if old.style in ("|", ">"):
        return _block(page, old, new, bare, column)
    if old.start == old.end and not old.style:
        return Edit(old.start, old.end, bare if page.text[old.start - 1 : old.start] == " " else f" {bare}")
    if old.style == "'" and not emit.is_unseen(new):
        return Edit(old.start, old.end, "'" + new.replace("'", "''") + "'")
    return Edit(old.start, old.end, emit.quoted(new) if old.style else bare)


def _block(page: Page, old: Text, new: str, bare: str, column: int) -> Edit:
    header = HEADER.match(page.text, old.start)
    end = page.end_of(old)
    comment = header[3] if header else ""
    lines = _lines(page, old, new)
    if lines is None:
        return Edit(old.start, end, bare + comment)
    indent = page.indent_of_block(old)
    if indent <= column or (header and any(c.isdigit() for c in header[2])):
        indent = column + 2
    head = old.style + ("" if new.endswith("\n") else "-") + comment
    return Edit(old.start, end, page.newline.join([head, *(" " * indent + line if line else "" for line in lines)]))


def _lines(page: Page, old: Text, new: str) -> list[str] | None:
    """Return the lines of `new` in the style of `old`, without their indent; None where that style cannot say it."""
    body = new.removesuffix("\n")
    lines = body.split("\n")
    if any(emit.is_unseen(line) for line in lines) or body != body.strip():
        return None
    if old.style == "|":
        return lines
    if any(line[:1] == " " or line[-1:] == " " for line in lines):
        return None
    written = page.text[page.next_line(old.start) : page.end_of(old)].splitlines()
    written = [line.strip(" ") for line in written]
    width = max([_FOLDED_WIDTH, *map(len, written)])
    folded: list[str] = []
    for paragraph in lines:
        # A line break between two lines of text is read as a space, and each further one as itself.
        folded += [*_folded(paragraph, [] if folded else written, width), ""] if paragraph else [""]
    return folded[:-1]


def _folded(paragraph: str, written: list[str], width: int) -> list[str]:
    """Fold at single spaces. Lines that are `written` so stay as they are, up to the first that has changed."""
    lines: list[str] = []
    for line in written:
        rest = paragraph.removeprefix(line + " ")
        if not line or rest == paragraph or rest[:1] == " ":
            break
        lines.append(line)
        paragraph = rest
    while len(paragraph) > width:
        at = next((i for i in range(width, 0, -1) if _may_break(paragraph, i)), 0)
        at = at or next((i for i in range(width, len(paragraph)) if _may_break(paragraph, i)), 0)
        if not at:
            break
        lines.append(paragraph[:at])
        paragraph = paragraph[at + 1 :]
    return [*lines, paragraph]


def _may_break(text: str, at: int) -> bool:
    return text[at] == " " and text[at - 1] != " " and text[at + 1 : at + 2] not in (" ", "")
