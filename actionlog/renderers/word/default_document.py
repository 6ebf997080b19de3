"""Our own document, into which a paper is laid where a committee has no template: A4, Arial, a footer with the page."""

from functools import cache
from importlib.resources import files
from typing import Final

from actionlog.renderers.archive import zipped

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: The parts beside the main one, in the order of their relationship ids: rId1 …
_PARTS: Final = ("styles", "numbering", "settings", "footer")
#: How wide A4 is, and its margins, in twentieths of a point.
SHORT_SIDE, MARGIN = 11906, 1134


@cache
def default_document() -> bytes:
    """Return the document as a file: an empty page, its styles, and a footer with a placeholder for the title."""
    main = '<Override PartName="/word/document.xml" ContentType="' + _KIND + '.document.main+xml"/>'
    overrides = "".join(f'<Override PartName="/word/{p}.xml" ContentType="{_KIND}.{p}+xml"/>' for p in _PARTS)
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{main}{overrides}</Types>'
    )
    return zipped(
        [
            ("[Content_Types].xml", types.encode()),
            ("_rels/.rels", _relationships([("officeDocument", "word/document.xml")])),
            ("word/_rels/document.xml.rels", _relationships([(part, f"{part}.xml") for part in _PARTS])),
            *((f"word/{part}.xml", default_part(part)) for part in ("document", *_PARTS)),
        ]
    )


@cache
def default_part(name: str) -> bytes:
    """Return a part of our own document: `styles`, `numbering` …"""
    return files("actionlog.renderers.word").joinpath("default", f"{name}.xml").read_bytes()


def _relationships(targets: list[tuple[str, str]]) -> bytes:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{made}</Relationships>'.encode()
