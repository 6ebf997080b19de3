"""What a Word file says of itself: its title and the day of its data, and nobody's name (RED-4, RED-18).

A template brings along who made it, from which file, with which printer; who commented on it and when.
"""

from datetime import date
from typing import Any, Final
from xml.sax.saxutils import escape

from actionlog.renderers._cells import shown
from actionlog.renderers.word.markup import W

_CORE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_MAIN: Final = "/officeDocument"
#: What is left out of a template, by the end of its kind: parts that name people or places, or that are programs.
_LEFT_OUT: Final = (
    "/attachedTemplate",
    "/attachedToolbars",
    "/customXml",
    "/glossaryDocument",
    "/keyMapCustomizations",
    "/mailMergeHeaderSource",
    "/mailMergeRecipientData",
    "/mailMergeSource",
    "/people",
    "/printerSettings",
    "/recipientData",
    "/vbaProject",
)
#: Elements that name files, people, or the sittings in which a text was written (ECMA-376 part 1, 17.15.1 and 17.6.14).
_ELEMENTS: Final = ("attachedTemplate", "docVars", "mailMerge", "rsids", "saveThroughXslt", "printerSettings")
#: What Word itself writes for somebody whose name it was told to remove.
_NOBODY: Final = "Author"


def state(document: Any, title: str, as_of: date) -> None:
    """Let the file say its title and its day, and take out of it what else it says of people and places."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    for key in [key for key, rel in package.rels.items() if not rel.reltype.endswith(_MAIN)]:
        del package.rels[key]
    for part in list(package.iter_parts()):
        for key in [key for key, rel in part.rels.items() if rel.reltype.endswith(_LEFT_OUT)]:
            del part.rels[key]
    for part in package.iter_parts():
        _say_nobody(part)
    package.relate_to(Part(PackURI("/docProps/core.xml"), _CORE_TYPE, _core(title, as_of), package), _CORE)


def _say_nobody(part: Any) -> None:
    """Take out of a part who changed or commented what and when, and what settings say of files and people."""
    from docx.opc.oxml import serialize_part_xml
    from docx.opc.part import XmlPart
    from docx.oxml import parse_xml

    if isinstance(part, XmlPart):
        _unname(part.element)
    elif part.content_type.endswith("+xml") and b"author=" in part.blob:  # notes, which python-docx leaves as they are
        root = parse_xml(part.blob)
        _unname(root)
        part._blob = serialize_part_xml(root)


def _unname(root: Any) -> None:
    for element in list(root.iter(*(f"{{{W}}}{name}" for name in _ELEMENTS))):
        element.getparent().remove(element)
    for element in root.iter():
        if f"{{{W}}}author" in element.attrib:
            element.set(f"{{{W}}}author", _NOBODY)
            for name in ("date", "initials"):
                element.attrib.pop(f"{{{W}}}{name}", None)


def _core(title: str, as_of: date) -> bytes:
    """Return the core properties (ECMA-376 part 2, 11), with no author."""
    moment = f"{as_of.isoformat()}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(shown(title))}</dc:title><dc:creator></dc:creator>"
        "<cp:lastModifiedBy></cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    ).encode()
