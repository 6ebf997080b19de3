"""Takes the marks of Markdown and the tags of HTML off a line; what was printed stays.

Every pattern runs in time linear in the line: a line may have a million characters.
"""

import html
import re
from typing import Final

_TAGS: Final = "sup|sub|b|i|u|em|strong|small|big|span|font|mark|code|tt|p|div|ins|abbr|center|a|li|ul|ol|nobr"
_ORDINAL = re.compile(r"(?<=\d)[ \t]*<sup>[ \t]*(st|nd|rd|th)[ \t]*</sup>", re.IGNORECASE)
_CARET = re.compile(r"(?<=\d)[ \t]*\^\(?(st|nd|rd|th)\)?\^?", re.IGNORECASE)
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\][]*)\]\([^()\s]*\)")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
# Bold is a pair of marks that touches a word; `****` that stands alone may be a withheld name.
_BOLD = re.compile(
    r"(?<![\\*])\*\*\*?(?=[^\s*])|(?<=[^\s*\\])\*\*\*?(?!\*)|(?<![\w\\])__(?=[^\s_])|(?<=[^\s_\\])__(?!\w)"
)
_ITALIC = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]*)(?<=[^\s\\])\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w\\])_(?=[^\s_])([^_\n]*)(?<=[^\s\\])_(?!\w)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_SPACES = re.compile(r"[^\S\n]+")
_QUOTES = re.compile(r"(?<![\d'])'{2,5}(?!')")  # the marks of MediaWiki; 6'' is a length
_ROLE_LINK = re.compile(r"`([^`<>\n]{1,300}?)[ \t]*<[^`<>\s]{1,1000}>`__?")  # of reStructuredText


def plain(line: str) -> str:
    """Return what a reader of `line` sees: no markup, one space where several stood, a line feed for each `<br>`."""
    if ">`_" in line:
        line = _ROLE_LINK.sub(r"\1", line)
    line = ordinals(line)
    if "<" in line:
        line = _ADDRESS.sub(r"\1", _TAG.sub("", _BREAK.sub("\n", line)))
    if "](" in line:
        line = _LINK.sub(r"\1", line)
    if "*" in line or "_" in line:
        line = _UNDERLINED.sub(r"\1", _ITALIC.sub(r"\1", _BOLD.sub("", line)))
    if "\\" in line:
        line = _ESCAPED.sub(r"\1", line)
    if "&" in line:
        line = html.unescape(line)
    if "''" in line:
        line = _QUOTES.sub("", line)
    line = _SPACES.sub(" ", line.replace("`", ""))
    return "\n".join(part.strip() for part in line.split("\n")).strip()


def ordinals(line: str) -> str:
    """Return `line` with `9th` for `9 <sup>th</sup>` and `9^th^`."""
    if "<" in line:
        line = _ORDINAL.sub(r"\1", line)
    return _CARET.sub(r"\1", line) if "^" in line else line


def leftovers(line: str) -> str:
    """Return `line` without the marks that no other mark closes, and one space where several stood."""
    if "**" in line or "__" in line:
        line = _BOLD.sub("", line)
    if "''" in line:
        line = _QUOTES.sub("", line)
    return _SPACES.sub(" ", line.replace("`", ""))


def without_comments(text: str) -> str:
    """Return `text` without the comments of HTML; their lines stay, empty."""
    if "<!--" not in text:
        return text
    parts: list[str] = []
    rest = text
    at = 0
    while (start := rest.find("<!--", at)) >= 0:
        end = rest.find("-->", start)
        if end < 0:
            break
        parts += [rest[at:start], "\n" * rest.count("\n", start, end)]
        at = end + 3
    return "".join(parts) + rest[at:]
