"""Readers: the bytes of a file → a neutral `Document`. One module for each kind of file, one line for each suffix."""

from collections.abc import Callable
from typing import Final

from actionlog.characters import visible
from actionlog.document import Document, Heading, ListItem, Paragraph, Table
from actionlog.readers import docx, html, markdown, odt, pdf, separated, spreadsheets, text
from actionlog.readers.kinds import (
    DOC,
    DOCX,
    HTML,
    KINDS,
    MARKDOWN,
    ODS,
    ODT,
    OLE,
    PDF,
    RTF,
    SEPARATED,
    TEXT,
    XLS,
    XLSX,
    ZIP,
    has_tags,
    is_whole_zip,
    kind_of,
)
from actionlog.readers.refusals import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    MacroFile,
    NotWhatItSays,
    OldFormat,
    UnknownFormat,
)

__all__ = ["READERS", "read"]

Reader = Callable[[str, bytes], Document]

#: Which reader takes a file, by the end of its name, and what kind of file that must be.
READERS: Final[dict[str, tuple[Reader, str]]] = {
    ".txt": (text.read, TEXT),
    ".text": (text.read, TEXT),
    ".log": (text.read, TEXT),
    ".md": (markdown.read, TEXT),
    ".markdown": (markdown.read, TEXT),
    ".docx": (docx.read, DOCX),
    ".pdf": (pdf.read, PDF),
    ".html": (html.read, HTML),
    ".htm": (html.read, HTML),
    ".xhtml": (html.read, HTML),
    ".odt": (odt.read, ODT),
    ".csv": (separated.read, TEXT),
    ".tsv": (separated.read, TEXT),
    ".xlsx": (spreadsheets.read_xlsx, XLSX),
    ".xls": (spreadsheets.read_xls, XLS),
    ".ods": (spreadsheets.read_ods, ODS),
}
#: Kinds of text: a file of one of these can be read as any of the others.
_WRITTEN: Final = frozenset((TEXT, HTML, MARKDOWN, SEPARATED))
_ZIPPED: Final = frozenset((DOCX, XLSX, ODT, ODS))
#: Endings of files that are known and not read: the words for them, and the ending to save them under instead.
_MACROS: Final = {".docm": ".docx", ".dotm": ".docx", ".xlsm": ".xlsx", ".xltm": ".xlsx"}
_OLD: Final = {".doc": DOC, ".rtf": RTF}

#: Minutes are never as large; what is was chosen by mistake.
LARGEST: Final = 20_000_000
#: Minutes of four hundred pages have a million characters; a log of two thousand actions has forty thousand cells.
MOST_CHARACTERS: Final = 1_500_000
MOST_PIECES: Final = 100_000


def read(name: str, data: bytes) -> Document:
    """Return what the file called `name` holds. Its reader is chosen by the end of the name.

    A name without folders and ending, such as that of standard input, is read as what its bytes are. Raises an
    ActionlogError where no reader takes such a file, or the reader cannot make sense of it.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    if not data.strip(b" \t\r\n\0\f\xef\xbb\xbf"):
        raise EmptyFile(name)
    if len(data) > LARGEST:
        raise FileTooLarge(name, f"{len(data):,} bytes", f"{LARGEST:,}")
    reader = _reader(name, data)
    document = reader(name, data)
    if not document.blocks:
        raise EmptyFile(name)
    characters, pieces = sum(map(_size, document.blocks)), sum(map(_pieces, document.blocks))
    for count, what, most in (
        (characters, "characters of text", MOST_CHARACTERS),
        (pieces, "paragraphs and filled cells", MOST_PIECES),
    ):
        if count > most:
            raise FileTooLarge(name, f"{count:,} {what}", f"{most:,}")
    return document


def _reader(name: str, data: bytes) -> Reader:
    """Return the reader for a file of this name, having made sure that the file is what its name says."""
    really = kind_of(data)
    end = "." + name.lower().rpartition(".")[2] if "." in name.strip(".") else KINDS[really].suffix
    if end in _MACROS:
        raise MacroFile(name, _MACROS[end])
    if end in _OLD:
        raise OldFormat(name, KINDS[_OLD[end]].words, ".docx")
    if end not in READERS:
        raise UnknownFormat(name, READERS)
    reader, kind = READERS[end]
    if kind == HTML and really in _WRITTEN - {HTML} and not has_tags(data):
        return _instead(
            KINDS[really].suffix, f"{visible(name)} is no web page, so it was read as {KINDS[really].words}."
        )
    if really == kind or (kind in _WRITTEN and really in _WRITTEN):
        return reader
    if really == OLE and "EncryptedPackage".encode("utf-16-le") in data:  # [MS-OFFCRYPTO], section 2.3.4
        raise EncryptedFile(name)
    if really in (TEXT, OLE) or (really == ZIP and kind in _ZIPPED and not is_whole_zip(data)):
        raise BrokenFile(name, KINDS[kind].words)
    raise NotWhatItSays(name, KINDS[kind].words, KINDS[really].words, KINDS[really].suffix)


def _instead(suffix: str, remark: str) -> Reader:
    """Return the reader of files that end in `suffix`, for one that ends otherwise; `remark` says so."""
    reader = READERS[suffix][0]

    def read_instead(name: str, data: bytes) -> Document:
        document = reader(name, data)
        return document._replace(remarks=(remark, *document.remarks))

    return read_instead


def _size(block: Heading | Paragraph | ListItem | Table) -> int:
    if isinstance(block, Table):
        return sum(len(cell) for row in block.rows for cell in row.cells)
    return len(block.text)


def _pieces(block: Heading | Paragraph | ListItem | Table) -> int:
    """Return how many pieces of text there are: each is gone through on its own, however short it is."""
    if isinstance(block, Table):
        return sum(1 for row in block.rows for cell in row.cells if cell)
    return 1
