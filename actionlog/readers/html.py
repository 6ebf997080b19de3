"""Web pages, and markup within other documents, as blocks: what a reader of the page sees, in the order of the page.

Places are lines of the file. Python alone is used, as no library for HTML is worth its weight here.
"""

import codecs
import re
from typing import Final

from actionlog.document import Block, Document, Heading, Place, Table
from actionlog.readers.decoding import decoded
from actionlog.readers.html_blocks import Flow
from actionlog.readers.html_tree import Node, TooMuchMarkup, Words, tree_of
from actionlog.readers.refusals import FileTooLarge

_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^<>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
#: The encodings of pages other than UTF-8; a page may name anything, also what Python would run away with.
_PAGES = re.compile(
    r"(?:iso-?8859-?\d+|windows-?125\d|cp-?125\d|koi8-?[ru]|macintosh|latin-?\d|shift[_-]?jis|euc-?(?:jp|kr)|gb2312"
    r"|gbk|gb18030|big5)",
    re.IGNORECASE,
)
_HEAD: Final = 4096


def read(name: str, data: bytes) -> Document:
    """Return the document that a web page holds.

    The encoding is that of its mark, or the one that it names, or else as for text. A page without a heading of the
    first level begins with its title. Raises NotText where it is no text, and FileTooLarge for more tags or text than
    minutes have.
    """
    try:
        root = tree_of(_text(name, data))
        blocks = Flow([0]).take(root).blocks
    except TooMuchMarkup as found:
        raise FileTooLarge(name, str(found), "that") from None
    title = _title(root)
    if title and not any(isinstance(block, Heading) and block.level == 1 for block in blocks):
        blocks.insert(0, title)
    return Document(name, tuple(blocks))


def blocks_of(markup: str, line: int = 0) -> list[Block]:
    """Return the blocks of some markup of HTML that begins on `line`.

    Places have lines (0 for all where `line` is 0), and rows of tables also their table and row. Raises TooMuchMarkup.
    """
    blocks = Flow([0]).take(tree_of(markup, max(line, 1))).blocks
    return blocks if line else [_without_lines(block) for block in blocks]


def _without_lines(block: Block) -> Block:
    if isinstance(block, Table):
        rows = tuple(row._replace(place=row.place._replace(line=0)) for row in block.rows)
        return Table(rows, block.place._replace(line=0))
    return block._replace(place=block.place._replace(line=0))


def _text(name: str, data: bytes) -> str:
    found = _CHARSET.search(data[:_HEAD])
    named = found[1].decode("ascii", "replace") if found else ""
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if marked or not _PAGES.fullmatch(named):
        return _with_line_feeds(decoded(name, data))
    try:
        # Browsers take Latin 1 for what it nearly always is (Encoding standard, 4.2).
        latin = re.fullmatch(r"(?i)iso-?8859-?1|latin-?1", named)
        return _with_line_feeds(data.decode("cp1252" if latin else named))
    except (LookupError, UnicodeDecodeError):
        return _with_line_feeds(decoded(name, data))


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _title(node: Node) -> Heading | None:
    """Return the title of the page, which stands in its head."""
    for child in node.elements():
        if child.name == "title":
            words = [part for part in child.children if isinstance(part, Words)]
            text = " ".join(" ".join(part.text for part in words).split())
            return Heading(text, 1, Place(child.line)) if text else None
        if child.name in ("html", "head") and (found := _title(child)):
            return found
    return None
