"""Characters that could mislead a reader or command a terminal, and how they are shown.

Text comes into the log from minutes, from the command line and from files edited by hand. It goes out to
terminals, papers and other programs. Every way out passes through `visible`, so nothing that is not a letter
to be read reaches a screen alive: escape sequences (ECMA-48), C0 and C1 controls, line and paragraph
separators, and the bidirectional controls of Unicode (UAX #9) that can make a line read otherwise than it is.
"""

import re
from functools import cache

# C0 and C1 controls, the line separators of Unicode, bidirectional marks, embeddings, overrides and isolates,
# the byte order mark inside a text, invisible operators, interlinear marks, tags, lone surrogates, and the code points
# that are no characters (Unicode 23.7), two of which XML forbids.
_HIDDEN = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 17 << 16, 1 << 16))
)
_BREAKS = "\r\n|[\t\n\r\v\f\x85\u2028\u2029]"

_FORMULA = r"[\s']*[=+\-@＝＋－＠]"

#: Such a pattern takes a millisecond to compile, and most commands meet no text that needs one.
_compiled = cache(re.compile)


def one_line(text: str) -> str:
    """Return `text` with each line break and tab made one space, and no space at either end."""
    if text.isprintable():
        return text.strip(" ")
    return " ".join(filter(None, (part.strip(" ") for part in _compiled(_BREAKS).split(text))))


def visible(text: str) -> str:
    """Return `text` on one line, each hidden character replaced by its code point, such as `<U+001B>`.

    Line breaks and tabs become a space: an action is one paragraph, and a forged second line must not look like
    another row of a table.
    """
    if text.isascii() and text.isprintable():  # most texts, and quickly
        return text
    return _compiled(f"[\n{_HIDDEN}]").sub(_named, one_line(text))


def visible_lines(text: str) -> str:
    """Return `text` as `visible` does, but keep its line feeds (for messages of several lines)."""
    return text if text.isascii() and text.isprintable() else _compiled(f"[{_HIDDEN}]").sub(_named, text)


def guarded(text: str) -> str:
    """Return `text` as a cell of CSV that is no formula in a spreadsheet: with an apostrophe before what might be one.

    So has what begins with apostrophes and then so, since `unguarded` takes one away and must find what was there. The
    wide forms of the signs are taken for the same. Tabs and returns are spaces once a text is `visible`.
    """
    return f"'{text}" if _compiled(_FORMULA).match(text) else text


def unguarded(cell: str) -> str:
    """Return what a cell said before `guarded` put an apostrophe before it."""
    return cell[1:] if _compiled(f"'{_FORMULA}").match(cell) else cell


def hidden_in(text: str) -> tuple[str, int] | None:
    """Return the name and the place (counted from 1) of the first hidden character of `text`, or None.

    Line breaks and tabs do not count: `one_line` makes spaces of them.
    """
    for found in _compiled(f"[\n{_HIDDEN}]").finditer(text):
        if found.group() not in "\t\n\r\v\f\x85\u2028\u2029":
            return _named(found)[1:-1], found.start() + 1
    return None


def _named(found: re.Match[str]) -> str:
    return f"<U+{ord(found.group()):04X}>"
