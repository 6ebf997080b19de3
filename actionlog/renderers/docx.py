"""A paper as a Word file (ECMA-376): for Word and LibreOffice, on the committee's own letterhead where it has one.

Made to be heard as well as seen: real headings, captions, and tables whose heading rows are known as such (ACC-1 to
ACC-4). The same paper and template give the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable
from typing import Any, Final

from actionlog.papers import Paper
from actionlog.renderers import needing
from actionlog.renderers.archive import zipped
from actionlog.renderers.word.body import body_blocks, is_wide, styles_of
from actionlog.renderers.word.default_document import default_document
from actionlog.renderers.word.markup import W
from actionlog.renderers.word.metadata import state
from actionlog.renderers.word.opening import TemplateRefused, opened
from actionlog.renderers.word.page import arrange, section_of, width_of_text
from actionlog.renderers.word.placeholders import emptied, fill, place_of_paper, unknown, values
from actionlog.renderers.word.styles import ids_of

#: These stand first in the file, where programs look for them; the others by their names.
_FIRST: Final = ("[Content_Types].xml", "_rels/.rels")
#: Where the paper goes, until it is there.
_MARK: Final = b'<actionlog:paper xmlns:actionlog="urn:actionlog"/>'


def render(paper: Paper, template: bytes | None = None, name: str = "") -> bytes:
    """Return `paper` as a Word file.

    `template` is a Word document or template whose page, header, footer and styles are kept, and `name` is what it is
    called. The paper stands where a paragraph of it says `{{paper}}`, else after its text; `docs/reference/word.md`
    has the other placeholders. Raises MissingLibrary, and TemplateRefused for a template that cannot be used.
    """
    with needing("Writing a Word file", "word"):
        import docx  # noqa: F401  # here, so that its absence is told in a sentence
    if template is None:
        document = opened(default_document(), name)
        arrange(document, is_wide=is_wide(paper), is_letter=paper.letter)
    else:
        document = opened(template, name)
        _must_be_known(document, name)
    _lay(paper, document)
    state(document, paper.title, paper.as_of)
    return _packed(document)


def _must_be_known(document: Any, name: str) -> None:
    """Refuse a template with a placeholder that would stay printed in the paper."""
    for root in (document.part.element, *_margins(document.part)):
        if mistyped := unknown(root):
            raise TemplateRefused(
                name,
                f"holds {mistyped}, which stands for nothing",
                "Write {{paper}}, {{title}}, {{group}}, {{as at}} or {{meeting}}.",
            )
    body = document.element.body
    if place_of_paper(body) is None and "{{paper}}" in "".join(body.itertext()):
        raise TemplateRefused(
            name,
            "holds {{paper}} beside other words",
            "Put it into a paragraph of its own, where the paper is to stand.",
        )


def _lay(paper: Paper, document: Any) -> None:
    """Put a paper into a document: the placeholders first, so that nothing in an action is taken for one."""
    main, body = document.part, document.element.body
    place = place_of_paper(body)
    for root in (main.element, *_margins(main)):
        fill(root, values(paper))
    block = None if place is None else _block(body, place)
    ids = ids_of(main, styles_of(paper))
    blocks = body_blocks(paper, ids, width_of_text(section_of(body, block)))
    _put_mark(body, place, block)
    main._element = _joined(main.element, blocks)


def _joined(root: Any, blocks: Iterable[str]) -> Any:
    """Return the document with `blocks` where the mark is; lxml would take minutes to move a long table into a tree."""
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import parse_xml

    if root.nsmap.get("w") != W:  # the template has another word for the namespace
        blocks = (block.replace(">", f' xmlns:w="{W}">', 1) for block in blocks)
    before, after = serialize_part_xml(root).split(_MARK, 1)
    return parse_xml(b"".join((before, "".join(blocks).encode(), after)))


def _margins(main: Any) -> list[Any]:
    """Return the roots of a document's headers and footers."""
    kinds = ("/header", "/footer")
    return [
        rel.target_part.element for rel in main.rels.values() if rel.reltype.endswith(kinds) and not rel.is_external
    ]


def _block(body: Any, place: Any) -> Any:
    """Return the child of the body that `place` is, or that it stands in."""
    while place.getparent() is not body:
        place = place.getparent()
    return place


def _put_mark(body: Any, place: Any | None, block: Any | None) -> None:
    """Mark where the paper goes, and take away what says so; the properties of the section stay last."""
    section = f"{{{W}}}sectPr"
    if block is None or place is None:
        at = next((i for i, child in enumerate(body) if child.tag == section), len(body))
        if at and _is_empty(body[at - 1]):  # as every new document ends
            at -= 1
            del body[at]
    else:
        at = body.index(block)
        if place is not block:  # a table in a table could hardly be read aloud, and a box might be too small
            emptied(place)
            at += 1
        elif block.find(f".//{section}") is not None:  # it ends a section, and goes on doing so
            emptied(place)
        else:
            body.remove(block)
    mark = body.makeelement("{urn:actionlog}paper", nsmap={"actionlog": "urn:actionlog"})
    body.insert(at, mark)
    below = mark.getnext()
    if below is not None and below.tag != section and not _is_empty(below):
        mark.addnext(body.makeelement(f"{{{W}}}p"))  # so that a table does not touch what is below, nor join with it


def _is_empty(element: Any) -> bool:
    """True for a paragraph that has nothing but its looks, and ends no section."""
    return element.tag == f"{{{W}}}p" and not any(
        inner.tag != f"{{{W}}}pPr" or inner.find(f"{{{W}}}sectPr") is not None for inner in element
    )


def _packed(document: Any) -> bytes:
    """Return the document as a file whose parts stand in a fixed order."""
    written = io.BytesIO()
    document.part.package.save(written)
    with zipfile.ZipFile(written) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    return zipped((member, members[member]) for member in sorted(members, key=lambda m: (m not in _FIRST, m)))
