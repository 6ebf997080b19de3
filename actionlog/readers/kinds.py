"""What kind of file some bytes are, told from the bytes themselves: a name may say something else."""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

TEXT: Final = "text"
HTML: Final = "html"
MARKDOWN: Final = "markdown"
SEPARATED: Final = "separated"  #: values with commas, semicolons or tabs between them
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
    MARKDOWN: Kind("Markdown", ".md"),
    SEPARATED: Kind("separated values", ".csv"),
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
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
#: What only the text of a web page has: a tag that ends, or one that need not.
_TAG = re.compile(rb"<(?:/[a-z]|(?:p|li|t[dhr]|h[1-6]|div|body)[\s>])", re.IGNORECASE)
#: What writers of Markdown type and writers of plain text do not: a heading, the line below a table's header, a box.
_MARKS = re.compile(
    r"^(?:#{1,6} +\S.*|[ \t]{0,20}\|?[ \t]{0,20}:?-{3,}:?[ \t]*\|[-:| \t]*|[ \t]{0,20}[-*+] \[[ xX]\] .*)$",
    re.MULTILINE,
)
#: Stars around bold words, and links: one alone may be anything.
_WEAK_MARKS = re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*|\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)", re.MULTILINE)
_ENOUGH_WEAK: Final = 2
#: The kind of a text is judged from so much of it.
_JUDGED: Final = 65_536
_JUDGED_ROWS: Final = 200
#: How the lines of a chat begin that a program wrote with tabs.
_TIME = re.compile(r"[\[(]?(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d")
#: Which rows are rows of values, and how many of all must be.
_FEWEST_CELLS: Final = 3
_MOST_OF: Final = 0.6


def kind_of(data: bytes) -> str:
    """Return what kind of file `data` is: one of the words of `KINDS`; what is nothing else is text.

    Separated values (RFC 4180) are told by their rows, Markdown by its marks; both may be read as text as well.
    """
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return _kind_of_old(data) if kind == OLE else kind
    head = data[:_JUDGED].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    return HTML if _HTML.match(head[:4096]) else _kind_of_text(head.decode("utf-8", "replace"))


def has_tags(data: bytes) -> bool:
    """True for a text that has at least one tag of a web page."""
    return bool(_TAG.search(data.replace(b"\0", b"")))


def is_whole_zip(data: bytes) -> bool:
    """True where the list of a zip file's contents is there; it stands at the end (APPNOTE.TXT, section 4.3.16)."""
    return b"PK\x05\x06" in data[-66_000:]


def _kind_of_text(text: str) -> str:
    if any(map(_is_separated, _tables(text))):
        return SEPARATED
    weak = len(_WEAK_MARKS.findall(text))
    return MARKDOWN if _MARKS.search(text) or weak >= _ENOUGH_WEAK else TEXT


def _tables(text: str) -> Iterator[list[list[str]]]:
    """Yield the rows of a text with each of the usual separators; those without one are rows of one cell."""
    lines = [line for line in text.replace("\0", "").splitlines(keepends=True) if line.strip()]
    for separator in (",", ";", "\t"):
        rows: list[list[str]] = []
        try:
            for row in csv.reader(lines[:_JUDGED_ROWS], delimiter=separator):
                rows.append(row)
        except csv.Error:  # a cell without end
            continue
        yield rows


def _is_separated(rows: Sequence[Sequence[str]]) -> bool:
    """True where most rows have as many cells; behind the comma of a sentence stands a space, and of a value none."""
    lengths = [len(row) for row in rows if len(row) >= _FEWEST_CELLS and not all(c[:1].isspace() for c in row[1:] if c)]
    if 2 * sum(bool(row and _TIME.match(row[0])) for row in rows) > len(rows):
        return False
    most = max(map(lengths.count, set(lengths)), default=0)
    return most > 1 and most >= _MOST_OF * len(rows)


def _kind_of_zip(data: bytes) -> str:
    head = data[:200]
    for name, kind in _OPEN_DOCUMENT:
        if name in head:
            return kind
    return next((kind for name, kind in _MEMBERS if name in data), ZIP)


def _kind_of_old(data: bytes) -> str:
    return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), OLE)
