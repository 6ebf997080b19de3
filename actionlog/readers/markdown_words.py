"""The words of a paragraph, heading or cell of Markdown as a reader of the page sees them: no markup, nothing lost.

Emphasis, links, code and escapes are those of CommonMark 0.31 with the strikethrough of GitHub Flavored Markdown.
Beyond it, marks that were never closed (`**Action: AB to write`) are taken off too, as a person would overlook them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from actionlog.readers.markup import leftovers, ordinals, plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: Stand for what must not be taken for markup, or for the end of a line of the file, until all is read.
BREAK: Final = "\1"  #: a line feed that the page has, and the file has not
_ESCAPE: Final = "\2"
STANDING: Final = str.maketrans({BREAK: "\ufffd", _ESCAPE: "\ufffd", "\0": "\ufffd"})
#: Longer texts are read by simpler rules: nobody writes them, and the time that brackets need grows with their square.
_LONGEST: Final = 4000
_MOST_BRACKETS: Final = 200
_MOST_OPEN: Final = 10
_HTML_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_NEW_LINE: Final = frozenset(("br", "li", "p", "div", "tr", "ul", "ol", "hr"))
_STRUCK: Final = frozenset(("s", "del", "strike"))
#: The other tags of HTML that are marks only. What is in brackets and none of these is a word: `<name withheld>`.
_SILENT: Final = frozenset(
    (
        "a", "abbr", "b", "bdi", "bdo", "big", "blockquote", "caption", "center", "cite", "code", "col", "colgroup",
        "data", "dd", "details", "dfn", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "i", "iframe", "img", "ins", "kbd", "label", "main", "mark", "nav", "nobr", "pre",
        "picture", "q", "samp", "section", "small", "source", "span", "strong", "sub", "summary", "sup", "svg", "table",
        "tbody", "td", "tfoot", "th", "thead", "time", "tt", "u", "var", "video", "wbr",
    )
)  # fmt: skip
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,30}\](?!:)")
_UNMARKED = re.compile(r"[^\\`*_~\[\]!<&^\n]*")
_LINES_END = re.compile(r" ?(?:\x01 ?)+")


def words_reader(markdown: "MarkdownIt", references: dict[str, object]) -> Callable[[str], str]:
    """Return a function that takes the markup off a text, and leaves `BREAK` and escapes to be `settled`.

    `references` are the addresses that links name, as `markdown` keeps them. The function keeps the lines of the text.
    """

    def words(text: str) -> str:
        if _UNMARKED.fullmatch(text):
            return leftovers(text)
        brackets = text.count("[")
        if len(text) > _LONGEST or brackets > _MOST_BRACKETS or brackets > text.count("]") + _MOST_OPEN:
            return plain(text)
        tokens: list[Token] = []
        markdown.inline.parse(ordinals(_FOOTNOTE.sub("", text)), markdown, {"references": references}, tokens)
        return leftovers("".join(_texts(tokens)))

    return words


def settled(text: str) -> str:
    """Return the text of a block once its lines have been read: no sign stands for another any more."""
    text = _LINES_END.sub("\n", text.replace(_ESCAPE, ""))
    return "\n".join(line.strip() for line in text.split("\n")).strip().removesuffix("\\").rstrip()


def _texts(tokens: "Sequence[Token]") -> Iterator[str]:
    for token in tokens:
        match token.type:
            case "text_special":
                yield _ESCAPE + token.content if token.info == "escape" else token.content
            case "softbreak" | "hardbreak":
                yield "\n"
            case "s_open" | "s_close":
                yield "~~"
            case "image":
                yield "".join(_texts(token.children or ()))
            case "html_inline":
                yield _of_tag(token.content)
            case _:
                yield token.content


def _of_tag(tag: str) -> str:
    """Return what a reader sees of a tag of HTML: a new line, a box, or nothing."""
    found = _HTML_TAG.match(tag)
    if not found:
        return "" if tag.startswith("<!") else tag
    name = found.group(1).lower()
    if name in _NEW_LINE:
        return BREAK
    if name in _STRUCK:
        return "~~"
    if name == "input" and "checkbox" in tag.lower():
        return "[x] " if "checked" in tag.lower() else "[ ] "
    return "" if name in _SILENT else tag
