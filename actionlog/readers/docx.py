"""Word files, through mammoth: what a reader of the document sees, with tracked insertions and without deletions.

Mammoth is given the text alone, of members that were checked first: no pictures, notes, comments or macros, and nothing
outside the file. It knows no automatic numbers and no headers of pages, so these are read here.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from actionlog.document import Block, Document, Place, Table
from actionlog.readers.archive import Archive
from actionlog.readers.docx_numbers import Numbers, below, child, local, of
from actionlog.readers.html import blocks_of
from actionlog.readers.html_tree import TooMuchMarkup
from actionlog.readers.kinds import DOCX, KINDS
from actionlog.readers.page_heads import front_of
from actionlog.readers.refusals import BrokenFile, FileTooLarge

#: A hundred pages have two megabytes and sixty thousand elements; mammoth takes a hundred times as much memory as that.
MOST_BODY: Final = 10_000_000
MOST_ELEMENTS: Final = 80_000
#: Fields within fields, such as a number of a page within a reference; nobody nests more than three.
_DEEPEST_FIELD: Final = 20
#: Files that were pasted together from many others have a few thousand styles, and headings in some of them.
MOST_STYLES: Final = 5_000
_MOST_HEADINGS: Final = 100
_MARKER_STYLE: Final = "ActionlogMarker"
_STYLE_MAP: Final = (
    f"r.{_MARKER_STYLE} => data.marker",
    "strike => s",
    *(f"p[style-name='toc {n}'] => !" for n in range(1, 10)),
    "p[style-name='Title'] => h1:fresh",
    "p[style-name='Subtitle'] => h2:fresh",
)
#: What mammoth would leave out with all that is in it, under a name whose content it reads.
_CONTAINERS: Final = {"fldSimple": "smartTag", "bdo": "smartTag", "dir": "smartTag", "cr": "br", "dstrike": "strike"}
_NOT_READ: Final = frozenset(
    ("footnoteReference", "endnoteReference", "commentReference", "blip", "imagedata", "footnoteRef", "endnoteRef")
)
_TRACKED: Final = frozenset(("ins", "del", "moveTo", "moveFrom"))
_OFF: Final = ("0", "false", "off", "none")
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class _Body(NamedTuple):
    """The document's own text, ready for mammoth, and what was seen while making it so."""

    xml: bytes
    tracked: int
    hidden: bool


def read(name: str, data: bytes) -> Document:
    """Return the document that a Word file holds.

    The places are paragraphs, and rows of tables. Raises BrokenFile, EncryptedFile, MacroFile or FileTooLarge.
    """
    archive = Archive(name, data, DOCX)
    main = _main(archive)
    root = _parsed(archive, main)
    folder = posixpath.dirname(main)
    styles = _part(archive, f"{folder}/styles.xml")
    numbers = Numbers(_part(archive, f"{folder}/numbering.xml"), styles)
    header = _header(archive, main, root)
    for count, what, most in (
        (sum(1 for _ in below(styles, "style")), "styles", MOST_STYLES),
        (sum(1 for _ in root.iter()), "pieces of text and markup", MOST_ELEMENTS),
    ):
        if count > most:
            raise FileTooLarge(name, f"{count:,} {what}", f"{most:,}")
    used = frozenset(of(element, "val") for element in root.iter() if local(element) == "pStyle")
    body = _prepared(name, root, numbers)
    try:
        blocks = blocks_of(_html(_packed(archive, main, body.xml), numbers, used))
    except TooMuchMarkup as found:
        raise FileTooLarge(name, str(found), "that") from None
    except Exception:  # mammoth's own faults have no common class
        raise BrokenFile(name, KINDS[DOCX].words) from None
    placed = counted(blocks)
    return Document(name, (*front_of(header, placed), *placed), tuple(_remarks(archive, folder, body)))


def _main(archive: Archive) -> str:
    """Return the member that holds the text (ECMA-376, part 2: the relations of the package name it)."""
    if "_rels/.rels" in archive.names:
        for relation in _parsed(archive, "_rels/.rels"):
            target = of(relation, "Target").lstrip("/")
            if of(relation, "Type").endswith("/officeDocument") and target in archive.names:
                return target
    return "word/document.xml"


def _parsed(archive: Archive, member: str) -> Element:
    data = archive.xml(member)
    if len(data) > MOST_BODY:
        raise FileTooLarge(archive.name, f"{len(data):,} characters of text and markup", f"{MOST_BODY:,}")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise BrokenFile(archive.name, KINDS[DOCX].words) from None


def _part(archive: Archive, member: str) -> Element | None:
    return _parsed(archive, member) if member in archive.names else None


def _prepared(name: str, root: Element, numbers: Numbers) -> _Body:
    """Put the printed numbers into the text, and take out what is not to be read."""
    tracked, hidden, fields = 0, False, 0
    for element in list(root.iter()):
        what = local(element)
        if what == "fldChar":
            fields = max(0, fields + {"begin": 1, "end": -1}.get(of(element, "fldCharType"), 0))
            if fields > _DEEPEST_FIELD:
                raise BrokenFile(name, KINDS[DOCX].words)
        if what in _CONTAINERS:
            element.tag = element.tag.replace(what, _CONTAINERS[what])
        elif what == "AlternateContent":
            _choose(element)
        elif what == "sdt" and child(child(element, "sdtPr"), "showingPlcHdr") is not None:
            element.clear()  # `Click here to enter a date`
        elif what in _TRACKED and len(element):
            tracked += 1
        for gone in [c for c in element if local(c) in _NOT_READ or (local(c) == "r" and _is_hidden(c))]:
            hidden = hidden or (local(gone) == "r" and bool("".join(gone.itertext()).strip()))
            element.remove(gone)
    for paragraph in [element for element in root.iter() if local(element) == "p"]:
        _number(paragraph, numbers)
    try:
        return _Body(ElementTree.tostring(root), tracked, hidden)
    except (RecursionError, ValueError, TypeError):
        raise BrokenFile(name, KINDS[DOCX].words) from None


def _is_hidden(run: Element) -> bool:
    mark = child(child(run, "rPr"), "vanish")
    return mark is not None and of(mark, "val") not in _OFF


def _choose(element: Element) -> None:
    """Leave of two ways to draw something the text that is in it: that of a text box."""
    boxes = next(([e for e in way.iter() if local(e) == "txbxContent"] for way in reversed(list(element))), [])
    boxes = boxes or [e for way in element for e in way.iter() if local(e) == "txbxContent"][:1]
    if not boxes:
        return
    space = boxes[0].tag.removesuffix("txbxContent")
    ways = element.tag.removesuffix("AlternateContent")
    for way in list(element):
        element.remove(way)
    SubElement(SubElement(element, f"{ways}Fallback"), f"{space}pict").extend(boxes)


def _number(paragraph: Element, numbers: Numbers) -> None:
    """Put the number that Word prints before a paragraph into a run of its own."""
    if paragraph.tag == "p":
        return
    properties = child(paragraph, "pPr")
    deleted = child(child(properties, "rPr"), "del") is not None
    if deleted and not any(local(c) in ("r", "ins", "hyperlink", "smartTag", "sdt") for c in paragraph):
        return  # the whole paragraph was deleted
    if marker := numbers.marker(properties):
        space = paragraph.tag.removesuffix("p")
        run = Element(f"{space}r")
        style = SubElement(SubElement(run, f"{space}rPr"), f"{space}rStyle")
        style.set(f"{space}val", _MARKER_STYLE)
        SubElement(run, f"{space}t").text = marker
        paragraph.insert(1 if properties is not None else 0, run)


def _packed(archive: Archive, main: str, body: bytes) -> io.BytesIO:
    """Return a Word file of the parts that mammoth needs."""
    folder, _, file = main.rpartition("/")
    parts = ("[Content_Types].xml", "_rels/.rels", f"{folder}/_rels/{file}.rels")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as out:
        for member in (*parts, f"{folder}/styles.xml", f"{folder}/numbering.xml"):
            if member in archive.names:
                out.writestr(member, archive.xml(member))
        out.writestr(main, body)
    packed.seek(0)
    return packed


def _html(packed: io.BytesIO, numbers: Numbers, used: frozenset[str]) -> str:
    """Return what mammoth makes of a Word file whose paragraphs have the styles `used`."""
    import mammoth  # half a tenth of a second, which only those pay who read a Word file

    outlines = ((style, numbers.outline(style)) for style in numbers.styles if _PLAIN_NAME.fullmatch(style))
    headings = ((style, level) for style, level in outlines if level and style in used)
    own = [f"p.{style} => h{min(level, 6)}:fresh" for style, level in islice(headings, _MOST_HEADINGS)]
    result = mammoth.convert_to_html(
        packed,
        style_map="\n".join((*_STYLE_MAP, *own)),
        convert_image=mammoth.images.img_element(lambda _: {}),
        include_embedded_style_map=False,
        external_file_access=False,
    )
    return str(result.value)


def counted(blocks: list[Block]) -> list[Block]:
    """Return the blocks with their places: paragraphs counted, and rows by their table."""
    done: list[Block] = []
    paragraph = 0
    for block in blocks:
        if isinstance(block, Table):
            rows = tuple(row._replace(place=row.place._replace(line=0, paragraph=paragraph)) for row in block.rows)
            done.append(Table(rows, block.place._replace(line=0, row=0, paragraph=paragraph)))
        else:
            paragraph += 1
            done.append(block._replace(place=Place(paragraph=paragraph)))
    return done


def _header(archive: Archive, main: str, root: Element) -> list[str]:
    """Return the lines that stand at the head of the first page."""
    section = next((element for element in root.iter() if local(element) == "sectPr"), None)
    if section is None:
        return []
    kinds = {of(ref, "type") or "default": of(ref, "id") for ref in below(section, "headerReference")}
    wanted = kinds.get("first") if child(section, "titlePg") is not None else kinds.get("default")
    folder, _, file = main.rpartition("/")
    relations = _part(archive, f"{folder}/_rels/{file}.rels") if wanted else None
    for relation in below(relations, "Relationship"):
        member = posixpath.normpath(posixpath.join(folder, of(relation, "Target"))).lstrip("/")
        if of(relation, "Id") == wanted and member in archive.names:
            return [_printed(p) for p in _parsed(archive, member).iter() if local(p) == "p"]
    return []


def _printed(paragraph: Element) -> str:
    """Return the text of a paragraph, without what was deleted (it has another name) or stands in a box of its own."""
    text = ""
    below_it = list(reversed(paragraph))
    while below_it:
        part = below_it.pop()
        if local(part) == "t":
            text += part.text or ""
        elif local(part) in ("tab", "br", "cr"):
            text += " "
        elif local(part) not in ("txbxContent", "pPr"):
            below_it += reversed(part)
    return text


def _remarks(archive: Archive, folder: str, body: _Body) -> Iterator[str]:
    if body.tracked:
        changes = "1 tracked change" if body.tracked == 1 else f"{body.tracked} tracked changes"
        yield (f"{archive.name} has {changes} that nobody accepted yet; insertions were read and deletions were not.")
    comments = sum(1 for _ in below(_part(archive, f"{folder}/comments.xml"), "comment"))
    if comments:
        noun = "1 comment, which was not read" if comments == 1 else f"{comments} comments, which were not read"
        yield f"{archive.name} has {noun}."
    if body.hidden:
        yield f"{archive.name} has hidden text, which was not read."
