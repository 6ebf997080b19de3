"""The tree of a web page → blocks: what begins a line on the page begins a block here."""

import re
from typing import Final, NamedTuple

from actionlog.document import Block, Heading, ListItem, Paragraph, Place, Table
from actionlog.readers import text as plain_text
from actionlog.readers.html_seen import all_words, classes, has_words, is_unseen, links, terms_of, texts
from actionlog.readers.html_tree import BLOCKS, HEADINGS, Node, TooMuchMarkup, Words
from actionlog.readers.lines import MOST_LINES
from actionlog.readers.refusals import FileTooLarge

_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
_STRIKES: Final = frozenset(("del", "s", "strike"))
_ORDINALS: Final = frozenset(("st", "nd", "rd", "th"))
_SPACES = re.compile(r"\s+")
_SPACES_OF_LINE = re.compile(r"[^\S\n]+")
#: Marks that only say where a line may break, and the two that stand for the ends of struck-out text here.
_BEGIN, _END = "\ufdd0", "\ufdd1"
_DROPPED = re.compile(f"[\u00ad\u200b\ufeff\u2060{_BEGIN}{_END}]")
_STRUCK_TEXT = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BOX = re.compile(r"(\[[ x]\]|[☐☑☒])\s+(\S.*)", re.DOTALL)
_BOXES: Final = {"☐": "[ ]", "☑": "[x]", "☒": "[x]"}
_BULLET = re.compile(r"(?:[•‣▪◦●○■□➢\uf0b7·]\s*|[-–*+]\s+)(?=\w|[(\[@“\"'])")
#: The class of the element `data` that holds an automatic number, where a reader of another format computed it.
PRINTED_MARKER: Final = "marker"
_CHAT = re.compile(r"\s*(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s|<[^<>\s]{1,40}>\s)")
#: The classes by which Confluence marks a list of tasks, and whoever is mentioned by a link.
_TASKS: Final = "inline-task-list"
_MENTION: Final = "user-mention"
_LONGEST_ALT: Final = 80
_LONGEST_TERM: Final = 60
#: Terms that say something of the meeting.
_OF_HEAD: Final = frozenset(
    (
        "present", "in attendance", "attendance", "attendees", "attending", "participants", "members", "apologies",
        "regrets", "absent", "guests", "chair", "chairs", "scribe", "scribes", "organizer", "organiser", "organizers",
        "minutes", "minute taker", "date", "time", "venue", "place", "location", "where", "when", "who", "meeting",
        "agenda", "topics", "next meeting", "date and time", "contact", "email", "phone", "address", "author",
    )
)  # fmt: skip
_LONGEST_SAID: Final = 400  #: of a term, in one line with it
_FEW_WORDS: Final = 4  #: behind struck-out text: `~~write to AB~~ done`


class _List(NamedTuple):
    """A list that is open: how its items are marked, and what is added to its number for each."""

    style: str
    step: int
    is_of_tasks: bool = False  #: each item has a box to tick, which Confluence draws by the item's class


class Flow:
    """Goes through a part of the page once; what is open is one paragraph, heading or list item."""

    def __init__(self, tables: list[int], *, in_cell: bool = False) -> None:
        """`tables` holds one number, how many tables of the page were met; it is counted on."""
        self.blocks: list[Block] = []
        self.tables = tables
        self.in_cell = in_cell
        self._words: list[str] = []
        self._line = 0
        self._lists: list[_List] = []
        self._numbers: list[int] = []
        self._marker = ""  # of the open list item
        self._is_struck = False
        self._heading = 0  # the level of the open heading

    def take(self, node: Node) -> "Flow":
        """Take all that is in `node`, and end what it leaves open."""
        self._children(node)
        self._flush()
        return self

    def _children(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, Words):
                self._say(_SPACES.sub(" ", child.text), child)
            elif not is_unseen(child):
                self._element(child)

    def _element(self, node: Node) -> None:
        name = node.name
        if name == "br":
            self._words.append("\n")
        elif name in BLOCKS:
            self._block(node)
        elif name in _STRIKES or _STRUCK.search(node.attributes.get("style", "")):
            self._strike(node)
        elif name == "sup":
            self._raised(node)
        elif name == "data" and node.attributes.get("class") == PRINTED_MARKER:
            self._mark("".join(texts(node)).strip(), node)
        elif name == "input":
            if node.attributes.get("type", "").lower() == "checkbox":
                self._say("[x] " if "checked" in node.attributes else "[ ] ", Words("", node.line))
        elif name == "img":
            if len(alt := _SPACES.sub(" ", node.attributes.get("alt", ""))) <= _LONGEST_ALT:
                self._say(alt, Words("", node.line))
        elif self._lists and self._lists[-1].is_of_tasks and (name == "time" or _MENTION in classes(node)):
            self._of_task(node)
        else:
            self._children(node)
            if name in ("td", "th"):  # of a row without a table
                self._boundary()

    def _of_task(self, node: Node) -> None:
        """Take who is to do a task, and by when: Confluence means these by the first mention and a date in its line."""
        if node.name == "time":
            self._words.append("(due ")
            self._children(node)
            self._words.append(")")
            return
        is_first = "".join(self._words).strip() in ("[ ]", "[x]")
        self._children(node)
        if is_first:
            self._words.append(":")

    def _strike(self, node: Node) -> None:
        """Take what is struck out, which may be several blocks."""
        if self._is_struck:
            self._children(node)
            return
        self._is_struck = True
        self._words.append(_BEGIN)
        self._children(node)
        self._words.append(_END)
        self._is_struck = False

    def _block(self, node: Node) -> None:
        name = node.name
        self._boundary()
        if name == "table":
            self._table(node)
        elif name == "pre":
            self._preformatted(node)
        elif name in HEADINGS:
            self._flush()
            self._heading = int(name[1])
            self._children(node)
            self._flush()
        elif name in _LISTS:
            self._list(node)
        elif name == "dl" and not self._marker and not self._heading and not has_words(node):
            self._defined(node)
        elif name == "li":
            self._item(node)
        else:
            self._children(node)
            self._boundary()

    def _boundary(self) -> None:
        """Begin a line: within a list item or heading that is all; elsewhere it begins a block."""
        if self._marker or self._heading:
            self._words.append("\n")
        else:
            self._flush()

    def _list(self, node: Node) -> None:
        self._flush()
        ordered = node.name == "ol"
        step = -1 if "reversed" in node.attributes else 1
        start = sum(child.name == "li" for child in node.elements()) if step < 0 else 1
        style = (node.attributes.get("type") or "1") if ordered else ""
        self._lists.append(_List(style, step, _TASKS in classes(node)))
        self._numbers.append(node.number("start", start))
        self._children(node)
        self._flush()
        self._lists.pop()
        self._numbers.pop()

    def _item(self, node: Node) -> None:
        self._flush()
        if not self._lists:
            self._marker = "-"
        else:
            number = self._numbers[-1] = node.number("value", self._numbers[-1])
            self._marker = _numbered(number, self._lists[-1].style)
            self._numbers[-1] = number + self._lists[-1].step
        self._line = node.line
        if self._lists and self._lists[-1].is_of_tasks:
            self._words.append("[x] " if "checked" in classes(node) else "[ ] ")
        self._children(node)
        self._flush()

    def _table(self, node: Node) -> None:
        from actionlog.readers.html_tables import blocks_of_table  # cells are flows of their own

        self._flush()
        self.blocks += blocks_of_table(node, self.tables)

    def _defined(self, node: Node) -> None:
        """Take a list of terms: what is said of one is an item that begins with it, `Gordon: mend the hinge`.

        A list that says who was there, or that holds more than a line for each term, stays as it is.
        """
        self._flush()
        parts = [part for part in terms_of(node) if not is_unseen(part)]
        taken = [(part.name, Flow(self.tables, in_cell=self.in_cell).take(part).blocks) for part in parts]
        terms = [_term(blocks) for name, blocks in taken if name == "dt"]
        plain = all(_is_short(blocks) for name, blocks in taken if name != "dt")
        if not plain or not all(terms) or taken[0][0] != "dt" or {t.casefold() for t in terms} & _OF_HEAD:
            for _, blocks in taken:
                self.blocks += blocks
            return
        term, is_heading = "", False
        for n, (name, blocks) in enumerate(taken):
            if name == "dt":
                term = _term(blocks)
                said = [other for other, _ in taken[n + 1 : n + 3]]
                is_heading = said == ["dd", "dd"] and "action" in term.casefold()  # `Actions`, each of them below it
                self.blocks += blocks if is_heading or said[:1] != ["dd"] else []
            else:
                (block,) = blocks
                assert isinstance(block, Paragraph)
                text = block.text if is_heading else f"{term}: {block.text}"
                self.blocks.append(self._listed(text, "-", block.place))

    def _preformatted(self, node: Node) -> None:
        """Take text whose lines stand as they are: a chat line by line, other text as a text file is read."""
        text = _DROPPED.sub("", "".join(texts(node)))
        first = next((part.line for part in all_words(node)), node.line) + text.startswith("\n")
        text = text.removeprefix("\n")  # the first line feed is the markup's
        if self._marker or self._heading:
            self._say(text, Words("", first))
            return
        self._flush()
        lines = text.split("\n")
        filled = [line for line in lines if line.strip()]
        if sum(bool(_CHAT.match(line)) for line in filled) * 2 <= len(filled):
            try:
                blocks = plain_text.document_of("", text).blocks
            except FileTooLarge:  # what it says would name no file
                raise TooMuchMarkup(f"more than {MOST_LINES:,} lines of text") from None
            self.blocks += [_moved(block, first - 1) for block in blocks]
            return
        self.blocks += [Paragraph(line.strip(), Place(first + n)) for n, line in enumerate(lines) if line.strip()]

    def _raised(self, node: Node) -> None:
        """Take superscript: `9th` is one word; a link to a footnote is no part of the text; `m²` keeps its mark."""
        text = "".join(texts(node)).strip()
        if any(link.attributes.get("href", "").startswith("#") for link in links(node)):
            return
        if text.lower() in _ORDINALS:
            while self._words and not self._words[-1].strip(" ") and self._words[-1]:
                self._words.pop()
            if self._words:
                self._words[-1] = self._words[-1].rstrip(" ")
            self._say(text, Words("", node.line))
        elif text.isascii() and text.isdigit():
            self._say(text.translate(_SUPERSCRIPT), Words("", node.line))
        else:
            self._children(node)

    def _mark(self, marker: str, node: Node) -> None:
        """Take the number that a word processor prints before a paragraph."""
        if self._marker and not "".join(self._words).strip():
            self._marker = marker
        else:
            self._say(f"{marker} ", Words("", node.line))

    def _say(self, text: str, at: Words) -> None:
        text = _DROPPED.sub("", text)
        if not self._line and text.strip():
            before = at.text[: len(at.text) - len(at.text.lstrip())]
            self._line = at.line + before.count("\n")
        self._words.append(text)

    def _flush(self) -> None:
        """End the paragraph, heading or list item that is open."""
        text = tidy("".join((*self._words, _END if self._is_struck else "")))
        place, marker, level = Place(self._line), self._marker, self._heading
        self._words, self._line, self._marker, self._heading = [], 0, "", 0
        if self._is_struck:
            self._words.append(_BEGIN)
        if not text and not (self.in_cell and marker.strip("-")):
            return  # a cell may hold no more than an automatic number
        if level:
            self.blocks.append(Heading(" ".join(text.rstrip("¶# ").split()), level, place))  # links to themselves
        elif marker:
            self.blocks.append(self._listed(re.sub(r"\n{2,}", "\n", text), marker, place))
        else:
            for part in re.split(r"\n{2,}", text):
                self.blocks.append(self._paragraph(part, place))

    def _paragraph(self, text: str, place: Place) -> Block:
        """Return the block for a line of its own: an item of a list where its first mark says so."""
        if _BOX.match(text):
            return self._listed(text, "-", place)
        if (found := _BULLET.match(text)) and "\n" not in text:
            return self._listed(text[found.end() :], "-", place)
        return Paragraph(text, place)

    def _listed(self, text: str, marker: str, place: Place) -> ListItem:
        if box := _BOX.match(text):
            text, marker = box[2], _BOXES.get(box[1], box[1])
        return ListItem(text, max(len(self._lists), 1), marker, place)


def _term(blocks: list[Block]) -> str:
    """Return a term of a list where it is short and stands alone, or an empty text."""
    text = blocks[0].text.strip(" :–—-") if len(blocks) == 1 and isinstance(blocks[0], Paragraph) else ""
    return text if len(text) <= _LONGEST_TERM else ""


def _is_short(blocks: list[Block]) -> bool:
    return len(blocks) == 1 and isinstance(blocks[0], Paragraph) and len(blocks[0].text) <= _LONGEST_SAID


def tidy(text: str) -> str:
    """Return `text` with one space where several stood, none around line feeds, and its struck-out parts settled."""
    if _BEGIN in text:
        text = _settled(text)
    lines = (line.strip() for line in _SPACES_OF_LINE.sub(" ", text).split("\n"))
    return "\n".join(lines).strip()


def _settled(text: str) -> str:
    """Settle what is struck out: all of a text stays, marked with `~~`; a few words within it are gone for good."""
    gone = " ".join(part for part in _STRUCK_TEXT.findall(text) if part.strip())
    left = _STRUCK_TEXT.sub("", text).replace(_BEGIN, "").replace(_END, "")
    if not any(map(str.isalnum, gone)):
        return left
    if not any(map(str.isalnum, left)):
        return f"~~{gone.strip()}~~"
    if len(left.split()) <= _FEW_WORDS < len(gone.split()):
        return _STRUCK_TEXT.sub(lambda m: f"~~{m[1].strip()}~~ ", text).replace(_BEGIN, "").replace(_END, "")
    return left


def _numbered(number: int, style: str) -> str:
    """Return the marker of an item: `3.`, `c.`, `iii.`, or `-` for a list without numbers."""
    if not style:
        return "-"
    if style in "aA" and 1 <= number <= 26:
        return f"{chr(ord(style) + number - 1)}."
    if style in "iI" and 1 <= number < 40:
        tens, ones = divmod(number, 10)
        roman = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
        return f"{roman.upper() if style == 'I' else roman}."
    return f"{number}."


def _moved(block: Block, lines: int) -> Block:
    if isinstance(block, Table):
        rows = tuple(row._replace(place=Place(row.place.line + lines)) for row in block.rows)
        return Table(rows, Place(block.place.line + lines))
    return block._replace(place=Place(block.place.line + lines))
