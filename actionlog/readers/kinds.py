"""What kind of file some bytes are, told from the bytes themselves: a name may say something else."""

import re
from typing import Final, NamedTuple

TEXT: Final = "text"
HTML: Final = "html"
PDF: Final = "pdf"
DOCX: Final = "docx"
XLSX: Final = "xlsx"
ODT: Final = "odt"
ODS: Final = "ods"
OLE: Final = "ole"  #: before 2007 all files of Word and Excel; since then those with a password
XLS: Final = "xls"
DOC: Final = "doc"
ZIP: Final = "zip"
RTF: Final = "rtf"
PICTURE: Final = "picture"


class Kind(NamedTuple):
    """How people call a kind of file, and how such a file's name should end (empty where no reader takes it)."""

    words: str
    suffix: str = ""


KINDS: Final[dict[str, Kind]] = {
    TEXT: Kind("plain text", ".txt"),
    HTML: Kind("a web page", ".html"),
    PDF: Kind("a PDF", ".pdf"),
    DOCX: Kind("a Word file", ".docx"),
    XLSX: Kind("an Excel file", ".xlsx"),
    ODT: Kind("an OpenDocument text", ".odt"),
    ODS: Kind("an OpenDocument spreadsheet", ".ods"),
    OLE: Kind("an old office file, or one with a password"),
    XLS: Kind("an old Excel file", ".xls"),
    DOC: Kind("an old Word file", ".doc"),
    ZIP: Kind("a zip file"),
    RTF: Kind("a rich text file"),
    PICTURE: Kind("a picture"),
}
_BEGINNINGS: Final = (
    (b"\xd0\xcf\x11\xe0", OLE),
    (b"{\\rtf", RTF),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
)
#: What the list of a zip file's contents holds, by kind. It stands at the end, uncompressed.
_MEMBERS: Final = ((b"word/document", DOCX), (b"xl/workbook", XLSX))
_OPEN_DOCUMENT: Final = (
    (b"application/vnd.oasis.opendocument.text", ODT),
    (b"application/vnd.oasis.opendocument.spreadsheet", ODS),
)
#: What the list of contents of an old file holds, by kind.
_STREAMS: Final = (("WordDocument\0", DOC), ("Workbook\0", XLS), ("Book\0", XLS))
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def kind_of(data: bytes) -> str:
    """Return what kind of file `data` is: one of the words of `KINDS`; what is nothing else is text."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return _kind_of_old(data) if kind == OLE else kind
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    return HTML if _HTML.match(head) else TEXT


def _kind_of_zip(data: bytes) -> str:
    head = data[:200]
    for name, kind in _OPEN_DOCUMENT:
        if name in head:
            return kind
    return next((kind for name, kind in _MEMBERS if name in data), ZIP)


def _kind_of_old(data: bytes) -> str:
    return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), OLE)
