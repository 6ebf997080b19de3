"""OpenDocument texts, as LibreOffice writes them: read as the web page that they would be.

Elements are named in OpenDocument 1.3, part 3. Deleted text stands in a part of its own and is not read; nor are
comments, notes and tables of contents. Numbers of lists are not in the file: they are counted here.
"""

import html
from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from actionlog.document import Document
from actionlog.readers.archive import Archive
from actionlog.readers.docx import counted
from actionlog.readers.docx_numbers import below, child, formatted, local, of
from actionlog.readers.html import blocks_of
from actionlog.readers.html_tree import MOST_TAGS, MOST_TEXT, TooMuchMarkup
from actionlog.readers.kinds import KINDS, ODT
from actionlog.readers.page_heads import front_of
from actionlog.readers.refusals import BrokenFile, EncryptedFile, FileTooLarge

#: A hundred pages have four megabytes.
_MOST_BODY: Final = 20_000_000
_DEEPEST: Final = 100
_MOST_REPEATED: Final = 100
_UNREAD: Final = frozenset(
    (
        "tracked-changes", "note", "annotation", "annotation-end", "table-of-content", "alphabetical-index", "forms",
        "illustration-index", "bibliography", "hidden-text", "hidden-paragraph", "ruby-text", "title", "desc",
        "sequence-decls", "variable-decls", "user-field-decls", "covered-table-cell", "shapes",
    )
)  # fmt: skip
_FORMATS: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class _Looks(NamedTuple):
    """What the styles say: which of them strike out, raise or embolden text, are titles, and how lists are numbered."""

    struck: frozenset[str]
    raised: frozenset[str]
    bold: frozenset[str]
    titles: dict[str, str]
    lists: dict[str, dict[int, Element]]
    outline: dict[int, Element]


def read(name: str, data: bytes) -> Document:
    """Return the document that an OpenDocument text holds.

    The places are paragraphs, and rows of tables. Raises BrokenFile, EncryptedFile, MacroFile or FileTooLarge.
    """
    archive = Archive(name, data, ODT)
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.xml("META-INF/manifest.xml"):
        raise EncryptedFile(name)
    content = _parsed(archive, "content.xml")
    styles = _parsed(archive, "styles.xml") if "styles.xml" in archive.names else None
    writer = _Writer(_looks([root for root in (styles, content) if root is not None]))
    body = child(child(content, "body"), "text")
    if body is None:
        raise BrokenFile(name, KINDS[ODT].words)
    writer.inside(body, 0)
    try:
        blocks = counted(blocks_of("".join(writer.parts)))
    except TooMuchMarkup as found:
        raise FileTooLarge(name, str(found), "that") from None
    remarks = []
    changes = sum(1 for tracked in below(body, "tracked-changes") for _ in below(tracked, "changed-region"))
    if changes:
        noun = "1 tracked change" if changes == 1 else f"{changes} tracked changes"
        remarks.append(f"{name} has {noun} that nobody accepted yet; insertions were read and deletions were not.")
    if comments := sum(local(e) == "annotation" for e in body.iter()):
        noun = "1 comment, which was not read" if comments == 1 else f"{comments} comments, which were not read"
        remarks.append(f"{name} has {noun}.")
    return Document(name, (*front_of(_page_head(styles), blocks), *blocks), tuple(remarks))


def _parsed(archive: Archive, member: str) -> Element:
    data = archive.xml(member)
    if len(data) > _MOST_BODY:
        raise FileTooLarge(archive.name, f"{len(data):,} characters of text and markup", f"{_MOST_BODY:,}")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise BrokenFile(archive.name, KINDS[ODT].words) from None


def _looks(roots: list[Element]) -> _Looks:
    struck, raised, bold = set[str](), set[str](), set[str]()
    titles: dict[str, str] = {}
    lists: dict[str, dict[int, Element]] = {}
    outline: dict[int, Element] = {}
    for element in (e for root in roots for part in root if local(part).endswith("styles") for e in part):
        name = of(element, "name")
        if local(element) == "list-style":
            lists[name] = {_number(of(level, "level"), 1): level for level in element}
        elif local(element) == "outline-style":
            outline.update({_number(of(level, "level"), 1): level for level in element})
        elif local(element) == "style":
            text = child(element, "text-properties")
            if (
                of(text, "text-line-through-style") not in ("", "none")
                or of(text, "text-line-through-type") == "single"
            ):
                struck.add(name)
            if of(text, "text-position").startswith(("super", "33%", "58%")):
                raised.add(name)
            if of(text, "font-weight") == "bold":
                bold.add(name)
            if (kind := of(element, "parent-style-name") or name) in ("Title", "Subtitle"):
                titles[name] = "h1" if kind == "Title" else "h2"
    return _Looks(frozenset(struck), frozenset(raised), frozenset(bold), titles, lists, outline)


class _Writer:
    """Writes elements as markup of HTML, in `parts`."""

    def __init__(self, looks: _Looks) -> None:
        self.parts: list[str] = []
        self._looks = looks
        self._list: list[str] = []  # the styles of the lists that are open
        self._counts: dict[tuple[str, int], int] = {}
        self._written = 0  # characters of text
        self._marker = ""  # to be printed before the next paragraph

    def inside(self, element: Element, depth: int) -> None:
        """Write what is in an element, and the text between."""
        self._say(element.text)
        for part in element:
            if depth < _DEEPEST:
                self._element(part, depth + 1)
            self._say(part.tail)

    def _times(self, repeated: int) -> Iterator[int]:
        """Count how often a row or cell is written; tables within tables would multiply, so there is an end to it."""
        for n in range(min(repeated, _MOST_REPEATED)):
            if n and (len(self.parts) > MOST_TAGS or self._written > MOST_TEXT):
                return
            yield n

    def _say(self, text: str | None) -> None:
        if text:
            self._written += len(text)
            self.parts.append(html.escape(text, quote=False))

    def _wrapped(self, tag: str, element: Element, depth: int, attributes: str = "") -> None:
        self.parts.append(f"<{tag}{attributes}>")
        self.inside(element, depth)
        self.parts.append(f"</{tag}>")

    def _element(self, element: Element, depth: int) -> None:
        what = local(element)
        if what in _UNREAD or not what:
            return
        if what in ("h", "p"):
            self._paragraph(element, what, depth)
        elif what == "span":
            self._span(element, depth)
        elif what in ("s", "tab"):
            self.parts.append(" ")
        elif what == "line-break":
            self.parts.append("<br>")
        elif what == "list":
            self._listed(element, depth)
        elif what == "table":
            self._wrapped("table", element, depth)
        elif what == "table-row":
            times = _number(of(element, "number-rows-repeated"), 1) if "".join(element.itertext()).strip() else 1
            for _ in self._times(times):
                self._wrapped("tr", element, depth)
        elif what == "table-cell":
            across, down = of(element, "number-columns-spanned"), of(element, "number-rows-spanned")
            for _ in self._times(_number(of(element, "number-columns-repeated"), 1)):
                spans = f" colspan={_number(across, 1)} rowspan={_number(down, 1)}"
                self._wrapped("td", element, depth, spans)
        elif what in ("text-box", "section", "frame", "table-header-rows", "table-rows", "table-row-group"):
            tag = {"table-header-rows": "thead", "table-rows": "tbody", "table-row-group": "tbody"}.get(what, "div")
            self._wrapped(tag, element, depth)
        else:
            self.inside(element, depth)  # fields, links, bookmarks, and what later editions add

    def _paragraph(self, element: Element, what: str, depth: int) -> None:
        style = of(element, "style-name")
        tag = self._looks.titles.get(style, "p")
        if what == "h":
            level = max(1, _number(of(element, "outline-level"), 1))
            tag = f"h{min(level, 6)}"
            if not self._list and of(element, "is-list-header") != "true":
                self._marker = self._counted("", level, self._looks.outline, 0)
        self.parts.append(f"<{tag}>")
        if self._marker:
            self.parts.append(f'<data class="marker">{html.escape(self._marker)}</data>')
            self._marker = ""
        self._span(element, depth)
        self.parts.append(f"</{tag}>")

    def _span(self, element: Element, depth: int) -> None:
        style, looks = of(element, "style-name"), self._looks
        tags = (("s", looks.struck), ("sup", looks.raised), ("b", looks.bold))
        used = [tag for tag, names in tags if style in names]
        self.parts += [f"<{tag}>" for tag in used]
        self.inside(element, depth)
        self.parts += [f"</{tag}>" for tag in reversed(used)]

    def _listed(self, element: Element, depth: int) -> None:
        style = of(element, "style-name") or (self._list[-1] if self._list else "")
        goes_on = of(element, "continue-numbering") == "true" or bool(of(element, "continue-list"))
        self._list.append(style)
        level = len(self._list)
        levels = self._looks.lists.get(style, {})
        if not goes_on:
            self._counts.pop((style, level), None)
        self.parts.append("<ul>")
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            starts_with_list = len(item) > 0 and local(item[0]) == "list"
            if local(item) == "list-item" and not starts_with_list:
                self._marker = self._counted(style, level, levels, _number(of(item, "start-value"), 0))
            self._wrapped("li", item, depth)
            self._marker = ""
        self.parts.append("</ul>")
        self._list.pop()

    def _counted(self, style: str, level: int, levels: dict[int, Element], start: int) -> str:
        """Count an item of a list, or a heading, and return its number as it is printed; empty for a bullet."""
        looks = levels.get(level)
        if looks is None or local(looks) not in ("list-level-style-number", "outline-level-style"):
            return ""
        first = start or _number(of(looks, "start-value"), 1)
        at = style, level
        self._counts[at] = first if start or at not in self._counts else self._counts[at] + 1
        for deeper in [key for key in self._counts if key[0] == style and key[1] > level]:
            del self._counts[deeper]
        if not of(looks, "num-format"):
            return ""
        shown = range(max(1, level - _number(of(looks, "display-levels"), 1) + 1), level + 1)
        numbers = (formatted(self._counts.get((style, n), 1), _format(levels.get(n))) for n in shown)
        return f"{of(looks, 'num-prefix')}{'.'.join(numbers)}{of(looks, 'num-suffix')}".strip()


def _format(level: Element | None) -> str:
    return _FORMATS.get(of(level, "num-format"), "decimal")


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _page_head(styles: Element | None) -> list[str]:
    """Return the lines at the head of the first kind of page."""
    page = next(below(child(styles, "master-styles"), "master-page"), None)
    header = child(page, "header")
    return ["".join(p.itertext()) for p in header.iter() if local(p) in ("p", "h")] if header is not None else []
