"""The markup of a web page → a tree of its elements, as a browser would build it where people left out end tags.

Python's own `html.parser` takes time quadratic in some broken pages, and pages are written by anyone: here one pass of
one pattern, in which everything that opens also ends (at the latest at the end of the page, as the HTML standard,
13.2.5, has it).
"""

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

#: More than the longest minutes have by far; each tag costs memory, and all text is gone through several times.
MOST_TAGS: Final = 250_000
MOST_TEXT: Final = 4_000_000
#: Elements within elements; what is deeper is read as if its parents ended here.
_DEEPEST: Final = 100

_VALUE: Final = r"""=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+"""
_TOKEN = re.compile(
    rf"<(?:!--(?P<comment>.*?)(?:-->|\Z)|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[^>=]++|{_VALUE})*+)(?:>|\Z)"
    r"|[!?/][^>]*+(?:>|\Z))",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
#: The attributes that say how an element is seen or counted; the others are not kept.
_KEPT: Final = frozenset(
    ("alt", "checked", "class", "colspan", "hidden", "href", "reversed", "rowspan", "start", "style", "type", "value")
)
VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_RAW: Final = frozenset(("script", "style", "textarea", "title", "iframe", "noscript", "xmp", "noembed", "noframes"))
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: What begins a line of its own. It ends an open paragraph, which nobody needs to end.
BLOCKS: Final = HEADINGS | frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dd", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html",
        "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
    )
)  # fmt: skip
#: The start tags that end open elements, up to the nearest of the second set.
_LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
_CELLS: Final = frozenset(("td", "th", "caption", "table"))
_ENDS: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "li": (frozenset(("li",)), _LISTS | _CELLS),
    **dict.fromkeys(("dt", "dd"), (frozenset(("dt", "dd")), frozenset(("dl",)) | _CELLS)),
    **dict.fromkeys(("td", "th"), (frozenset(("td", "th", "caption")), frozenset(("tr", "table")))),
    "tr": (frozenset(("tr", "caption", "colgroup")), frozenset(("table",))),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"),
        (frozenset(("thead", "tbody", "tfoot", "caption", "colgroup")), frozenset(("table",))),
    ),
}  # fmt: skip
_TABLE_PARTS: Final = frozenset(("td", "th", "tr", "thead", "tbody", "tfoot", "table", "caption"))


class TooMuchMarkup(Exception):
    """There are more tags, characters or lines of text than minutes have; the message says which."""


class Words(NamedTuple):
    """Text between tags, its entities resolved, and the line it begins on."""

    text: str
    line: int


class Node:
    """An element: its name, the attributes that matter, what is in it, and the line of its start tag."""

    __slots__ = ("attributes", "children", "line", "name")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name, self.attributes, self.line = name, attributes, line
        self.children: list[Node | Words] = []

    def number(self, name: str, default: int) -> int:
        """Return the attribute `name` as a number from 0 to 99,999, or `default`."""
        value = self.attributes.get(name, "").strip()
        return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else default

    def elements(self) -> "Iterator[Node]":
        """Yield the elements right below this one."""
        return (child for child in self.children if isinstance(child, Node))


def tree_of(markup: str, line: int = 1) -> Node:
    """Return the root, an element without a name, of what `markup` holds. `line` is the line it begins on.

    Raises TooMuchMarkup; all else that is wrong with the markup is read as a browser reads it.
    """
    root = Node("", {}, line)
    open_ = [root]
    at = counted = tags = 0
    left = MOST_TEXT
    while found := _TOKEN.search(markup, at):
        if found.start() > at:
            line += markup.count("\n", counted, at)
            counted = at
            left -= found.start() - at
            _say(open_[-1], markup[at : found.start()], line)
        line += markup.count("\n", counted, found.start())
        counted, at = found.start(), found.end()
        if not found["name"]:
            continue
        tags += 1
        if left < 0:
            break
        if tags > MOST_TAGS:
            raise TooMuchMarkup(f"more than {MOST_TAGS:,} tags")
        name = found["name"].lower().rpartition(":")[2] if found["name"][:2] == "h:" else found["name"].lower()
        if found["end"]:
            _end(open_, name)
            continue
        node = Node(name, _attributes(found["rest"]), line)
        _make_room(open_, name)
        open_[-1].children.append(node)
        if name in _RAW and not found["rest"].endswith("/"):
            end = re.compile(f"</{name}", re.IGNORECASE).search(markup, at)
            text = markup[at : end.start() if end else len(markup)]
            if name == "title":
                _say(node, text, line)
            at += len(text)
        elif name not in VOID and len(open_) < _DEEPEST:
            open_.append(node)
    if left < len(markup) - at:
        raise TooMuchMarkup(f"more than {MOST_TEXT:,} characters of text")
    if at < len(markup):
        _say(open_[-1], markup[at:], line + markup.count("\n", counted, at))
    return root


def _say(node: Node, text: str, line: int) -> None:
    node.children.append(Words(html.unescape(text) if "&" in text else text, line))


def _attributes(text: str) -> dict[str, str]:
    if not text or text.isspace() or text == "/":
        return {}
    found = {}
    for match in _ATTRIBUTE.finditer(text[:20_000]):
        name = match[1].lower()
        if name in _KEPT and name not in found:
            found[name] = html.unescape(match[2] or match[3] or match[4] or "")
    return found


def _make_room(open_: list[Node], name: str) -> None:
    """End what a start tag ends: `<li>` the item before it, a block the paragraph."""
    if name in BLOCKS:
        _end_all(open_, frozenset(("p",)), _CELLS | frozenset(("li", "dd", "div")))
    if name in HEADINGS:
        _end_all(open_, HEADINGS, _CELLS | frozenset(("li", "dd", "div")))
    if rule := _ENDS.get(name):
        _end_all(open_, *rule)


def _end_all(open_: list[Node], names: frozenset[str], within: frozenset[str]) -> None:
    """End the innermost open element that is one of `names`, unless one of `within` is open inside it."""
    for n in range(len(open_) - 1, 0, -1):
        if open_[n].name in names:
            del open_[n:]
            if names & _TABLE_PARTS:
                continue
            return
        if open_[n].name in within:
            return


def _end(open_: list[Node], name: str) -> None:
    """End the innermost open element of this name; one outside the cell that is open only where it ends the table."""
    if name in HEADINGS:
        return _end_all(open_, HEADINGS, _CELLS)
    within = frozenset(("table",)) - {name} if name in _TABLE_PARTS else _CELLS
    for n in range(len(open_) - 1, 0, -1):
        if open_[n].name == name:
            del open_[n:]
            return None
        if open_[n].name in within:
            return None
    return None
