"""What a page shows of an element: its words, its links, and whether it is seen at all."""

import re
from typing import Final

from actionlog.readers.html_tree import Node, Words

#: What no reader of the page sees, or what leads about the site.
_UNSEEN: Final = frozenset(
    (
        "script", "style", "head", "title", "nav", "noscript", "noembed", "noframes", "template", "iframe",
        "object", "audio", "video", "canvas", "svg", "math", "select", "datalist", "button", "xmp", "link",
        "meta",
    )
)  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def classes(node: Node) -> list[str]:
    """Return the classes of an element."""
    return node.attributes.get("class", "").split()


def is_unseen(node: Node) -> bool:
    """True for an element that the page does not show."""
    return node.name in _UNSEEN or "hidden" in node.attributes or bool(_HIDDEN.search(node.attributes.get("style", "")))


def terms_of(node: Node) -> list[Node]:
    """Return the terms of a list and what is said of them, in order; a `div` may hold some of them."""
    found: list[Node] = []
    for child in node.elements():
        within = terms_of(child) if child.name == "div" and not has_words(child) else []
        found += within or [child]
    return found


def has_words(node: Node) -> bool:
    """True where text stands in an element itself, outside of those within it."""
    return any(isinstance(child, Words) and child.text.strip() for child in node.children)


def all_words(node: Node) -> list[Words]:
    """Return all the text in an element that is seen, in order."""
    found: list[Words] = []
    for child in node.children:
        if isinstance(child, Words):
            found.append(child)
        elif child.name == "br":
            found.append(Words("\n", child.line))
        elif not is_unseen(child):
            found += all_words(child)
    return found


def texts(node: Node) -> list[str]:
    """Return the pieces of text in an element that are seen, in order."""
    return [words.text for words in all_words(node)]


def links(node: Node) -> list[Node]:
    """Return the links in an element, in order."""
    return [n for child in node.elements() for n in ([child] if child.name == "a" else links(child))]


def all_bold(node: Node) -> bool:
    """True where all the text of an element is printed bold."""
    for child in node.children:
        if isinstance(child, Words):
            if child.text.strip():
                return False
        elif child.name not in ("b", "strong", "th") and not is_unseen(child) and not all_bold(child):
            return False
    return True
