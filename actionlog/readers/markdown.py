"""Markdown, as its writers meant it: CommonMark 0.31 with what GitHub, pandoc and wikis add, read kindly.

Kindly: text that is indented, quoted or fenced is text, for actions stand there too; a list needs no blank line above
it; a table may have a wrong line below its header; bold need not be closed. A place is a line of the file.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from actionlog.document import Block, Document, Heading, ListItem, Paragraph, Place, Table
from actionlog.readers import text as plain_text
from actionlog.readers.chat import blocks_of_chat, is_chat, without_recorders
from actionlog.readers.decoding import decoded
from actionlog.readers.html_tree import TooMuchMarkup
from actionlog.readers.lines import Line, lines_of, without_conflicts
from actionlog.readers.markdown_links import without_definitions
from actionlog.readers.markdown_parts import DrawnTable, Fenced, Markup, Part, Text, parts_of, prepared
from actionlog.readers.markdown_words import STANDING, settled, words_reader
from actionlog.readers.markup import without_comments
from actionlog.readers.refusals import FileTooLarge
from actionlog.readers.text_tables import Words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LONGEST_TITLE: Final = 120  #: an underlined line that is longer was underlined by mistake
#: Minutes of a hundred pages have fewer characters; what is longer is read by the simpler rules of plain text.
_LONGEST: Final = 300_000
_LONGEST_ITEM: Final = 20_000
#: Fenced text in these languages, or in none, is text.
_TEXTS: Final = ("", "text", "txt", "md", "markdown", "plain", "plaintext", "log", "irc", "none")


def read(name: str, data: bytes) -> Document:
    """Return the document that `data` holds. Raises an ActionlogError where it is no text."""
    text = without_comments(decoded(name, data).translate(STANDING)).replace("<!--", " ")
    lines, remarks = without_conflicts(without_recorders(lines_of(name, text)))
    if is_chat(lines):
        return Document(name, tuple(blocks_of_chat(lines)), remarks)
    title, begins = plain_text.front_matter(lines)
    if len(text) > _LONGEST:
        return Document(name, (*title, *plain_text.blocks_of(lines[begins:])), remarks)
    lines, references = without_definitions(lines[begins:])
    markdown = _parser()
    words = words_reader(markdown, references)
    flow = _Flow(markdown, words)
    try:
        for part in parts_of(lines, lambda cell: settled(words(cell))):
            flow.take(part)
    except TooMuchMarkup as found:
        raise FileTooLarge(name, str(found), "that") from None
    return Document(name, (*title, *flow.done), remarks)


def _parser() -> "MarkdownIt":
    """Return the parser. It takes indented text for text, and leaves tables and the words of a block to us."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("strikethrough")
    return parser.disable(["code", "fence", "reference", "blockquote", "inline"], ignoreInvalid=True)


class _Flow:
    """Turns the parts of a file into blocks. What is open is the list item whose text may go on."""

    def __init__(self, markdown: "MarkdownIt", words: Words) -> None:
        self.markdown = markdown
        self.words = words
        self.done: list[Block] = []
        self.indents: list[int] = []  # of the lists that are open, outermost first
        self.item: ListItem | None = None

    def take(self, part: Part) -> None:
        """Add the blocks of a part of the file."""
        if isinstance(part, Text):
            self._text(part.lines)
            return
        if isinstance(part, DrawnTable):
            if part.rows:
                self.done.append(Table(part.rows, part.rows[0].place))
        elif isinstance(part, Markup):
            self._html(part.html, part.line)
        else:
            self._fenced(part)

    def _text(self, lines: Sequence[Line]) -> None:
        lines = prepared(lines)
        tokens = self.markdown.parse("\n".join(line.text for line in lines))
        for n, token in enumerate(tokens):
            match token.type:
                case "list_item_open":
                    self._close()
                    self._open_item(token, lines)
                case "list_item_close" | "hr":
                    self._close()
                case "inline":
                    self._inline(tokens[n - 1], token, lines)
                case "html_block":
                    self._close()
                    self._html(token.content, lines[_first(token)].place.line)
                case _:
                    pass
        self._close()

    def _open_item(self, token: "Token", lines: Sequence[Line]) -> None:
        line = lines[_first(token)]
        # How far the line is indented says how deep the item stands; the parser asks for more space than people type.
        while self.indents and line.indent < self.indents[-1]:
            self.indents.pop()
        if not self.indents or line.indent > self.indents[-1]:
            self.indents.append(line.indent)
        self.item = ListItem("", len(self.indents), f"{token.info}{token.markup}", line.place)

    def _close(self) -> None:
        """End the list item that is open; one without text was a mere mark."""
        item, self.item = self.item, None
        if item and item.text:
            self.done.append(plain_text.list_item(item))

    def _inline(self, opening: "Token", token: "Token", lines: Sequence[Line]) -> None:
        """Take the words of a heading or a paragraph."""
        first = _first(token)
        if opening.type == "heading_open":
            is_underlined = opening.markup in ("=", "-")
            if not is_underlined or (len(token.content) <= _LONGEST_TITLE and "\n" not in token.content):
                self._heading(settled(self.words(token.content.rstrip("# "))), int(opening.tag[1:]), lines[first].place)
                return
        shown = self.words(token.content).split("\n")
        end = max(len(lines) - 1, first)
        texts = [Line(lines[min(first + n, end)].place, line) for n, line in enumerate(shown)]
        if self.item is not None and not any(plain_text.begins_item(line.text) for line in texts[1:]):
            self._lengthen_item(settled("\n".join(shown)))
            return
        if self.item is None and self._belongs_above(lines[first]):
            self._lengthen_last(settled("\n".join(shown)))
            return
        depth = len(self.indents) if self.item is not None else 0
        self._close_into(texts, depth, lines[first].indent)

    def _heading(self, text: str, level: int, place: Place) -> None:
        if self.item is not None and not self.item.text:
            marker, self.item = self.item.marker, None
            text = f"{marker} {text}" if marker[0].isdigit() else text  # `1. ## Welcome`
        self._close()
        self.indents = []
        if text:
            self.done.append(Heading(text, level, place))

    def _lengthen_item(self, text: str) -> None:
        item = self.item
        assert item is not None
        if len(item.text) > _LONGEST_ITEM:
            self._close()
            self.done.append(Paragraph(text, item.place))
        else:
            self.item = item._replace(text=f"{item.text}\n{text}".strip())

    def _belongs_above(self, line: Line) -> bool:
        """True for a paragraph that is indented further than the list item above it, though not as far as it should."""
        last = self.done[-1] if self.done else None
        further = bool(self.indents) and line.indent > self.indents[-1] + 1
        return further and isinstance(last, ListItem) and len(last.text) <= _LONGEST_ITEM

    def _lengthen_last(self, text: str) -> None:
        last = self.done.pop()
        assert isinstance(last, ListItem)
        self.done.append(last._replace(text=f"{last.text}\n{text}".strip()))

    def _close_into(self, texts: list[Line], depth: int, indent: int) -> None:
        """Add a paragraph whose lines may be items of a list by marks that Markdown does not know: `a)`, `•`."""
        item, self.item = self.item, None
        if item is None and indent <= (self.indents[-1] if self.indents else 0):
            self.indents = []
        blocks = plain_text.blocks_of(texts, settled)
        if item is not None:
            if blocks and isinstance(blocks[0], Paragraph) and not item.text:
                item = item._replace(text=blocks[0].text)
                blocks = blocks[1:]
            if item.text:
                self.done.append(plain_text.list_item(item))
        self.done += [b._replace(depth=b.depth + depth) if isinstance(b, ListItem) else b for b in blocks]

    def _html(self, markup: str, line: int) -> None:
        from actionlog.readers.html import blocks_of

        self.done += blocks_of(markup, line)

    def _fenced(self, part: Fenced) -> None:
        """Add fenced text: as text where it is any, line by line where it is a program's."""
        if part.language in _TEXTS:
            self.done += blocks_of_chat(part.lines) if is_chat(part.lines) else plain_text.blocks_of(part.lines)
            return
        shown = [line for line in part.lines if not line.is_blank]
        if shown:
            self.done.append(Paragraph("\n".join(line.text.strip() for line in shown), shown[0].place))


def _first(token: "Token") -> int:
    """Return the number of the first line of a token, counted from 0 in what was parsed."""
    return token.map[0] if token.map else 0
