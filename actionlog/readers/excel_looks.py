"""How the sheets of an Excel file look (SpreadsheetML, ECMA-376 part 1): hidden rows, number formats, strikes."""

import posixpath
import re
from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

from actionlog.readers.archive import Archive
from actionlog.readers.kinds import KINDS
from actionlog.readers.number_formats import BUILT_IN
from actionlog.readers.refusals import BrokenFile, FileTooLarge
from actionlog.readers.sheet_looks import LAST_COLUMN, LAST_ROW, Extent, Look, SheetLooks, local

_WORKBOOK: Final = "xl/workbook.xml"
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_SHARED = re.compile(rb"<(?:\w{1,20}:)?v>(\d{1,9})</")
_SHARED_TEXT = re.compile(rb"<(?:\w{1,20}:)?si\b")
_IS_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
#: A text that several cells share is in the file once, and becomes many: what they may come to, markup and all.
_MOST_SHARED: Final = 100_000_000
_TRUE: Final = ("1", "true")
_FALSE: Final = ("0", "false", "none")


def excel_looks(archive: Archive) -> dict[str, SheetLooks]:
    """Return the looks of the sheets of cells, by name. Raises BrokenFile or FileTooLarge."""
    try:
        styles = {str(n): look for n, look in enumerate(_styles(archive)) if look != Look()}
        extent = Extent(archive.name)
        names = {name.casefold(): name for name in archive.names}
        lengths = _shared_lengths(archive)
        return {
            sheet: _looks(archive, sheet, names[member.casefold()], styles, extent, lengths)
            for sheet, member in _members(archive).items()
            if member.casefold() in names
        }
    except (ET.ParseError, ValueError, LookupError):
        raise BrokenFile(archive.name, KINDS[archive.kind].words) from None


def count_comments(archive: Archive) -> int:
    """Return how many comments stand on cells; a comment with answers is one."""
    notes = (m for m in archive.names if m.startswith("xl/comments") and m.endswith(".xml"))
    return sum(archive.xml(member).count(b"<comment ") for member in notes)


def _members(archive: Archive) -> dict[str, str]:
    """Return for the name of each sheet the member that holds it."""
    workbook = next((m for m in archive.names if posixpath.basename(m) == "workbook.xml"), _WORKBOOK)
    folder, base = posixpath.split(workbook)
    targets: dict[str, str] = {}
    for link in ET.fromstring(archive.xml(f"{folder}/_rels/{base}.rels")):
        target = link.get("Target", "")
        targets[link.get("Id", "")] = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
    sheets: dict[str, str] = {}
    for element in ET.fromstring(archive.xml(workbook)).iter():
        if local(element.tag) == "sheet":
            ids = [value for key, value in element.items() if key.startswith("{") and local(key) == "id"]
            if ids and ids[0] in targets:
                sheets.setdefault(element.get("name", ""), targets[ids[0]])
    return sheets


def _styles(archive: Archive) -> list[Look]:
    """Return the look that each style of a cell gives."""
    member = next((m for m in archive.names if posixpath.basename(m) == "styles.xml"), "")
    if not member:
        return []
    formats = dict(BUILT_IN)
    struck: list[bool] = []
    looks: list[Look] = []
    for part in ET.fromstring(archive.xml(member)):
        if local(part.tag) == "numFmts":
            formats.update({int(e.get("numFmtId", "0")): e.get("formatCode", "") for e in part})
        elif local(part.tag) == "fonts":
            struck = [any(local(e.tag) == "strike" and e.get("val", "1") not in _FALSE for e in font) for font in part]
        elif local(part.tag) == "cellXfs":
            for style in part:
                font = int(style.get("fontId", "0"))
                code = formats.get(int(style.get("numFmtId", "0")), "")
                code = "" if code.casefold() in ("general", "@") else code
                looks.append(Look(code, is_struck=0 <= font < len(struck) and struck[font]))
    return looks


def _shared_lengths(archive: Archive) -> list[int]:
    """Return how long each of the texts is that cells share (ECMA-376, part 1, 18.4), with its markup."""
    member = next((m for m in archive.names if posixpath.basename(m).casefold() == "sharedstrings.xml"), "")
    return [len(text) for text in _SHARED_TEXT.split(archive.xml(member))[1:]] if member else []


def _looks(
    archive: Archive, sheet: str, member: str, styles: Mapping[str, Look], extent: Extent, lengths: list[int]
) -> SheetLooks:
    extent.begin(sheet)
    xml = archive.xml(member)
    if lengths and _IS_SHARED.search(xml):
        numbers = (int(found[1]) for found in _SHARED.finditer(xml))
        if sum(lengths[n] for n in numbers if n < len(lengths)) > _MOST_SHARED:
            raise FileTooLarge(archive.name, f"more than {_MOST_SHARED:,} characters of text", "that")
    pass_ = (_PassWithErrors if _ERROR.search(xml) else _Pass)(extent, styles)
    parser = ET.XMLParser(target=pass_)
    parser.feed(xml)
    parser.close()
    return SheetLooks(frozenset(pass_.hidden_rows), frozenset(pass_.hidden_columns), pass_.cells, pass_.errors)


class _Pass:
    """Goes through the elements of a sheet once, and keeps none."""

    def __init__(self, extent: Extent, styles: Mapping[str, Look]) -> None:
        self.extent, self.styles = extent, styles
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.cells: dict[tuple[int, int], Look] = {}
        self.row = self.column = 0
        self.errors: dict[tuple[int, int], str] = {}
        self.style = ""
        self.fails = False  # the formula of the cell
        self.numbers: dict[str, int] = {}  # of columns, by their letters

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        name = tag.rpartition("}")[2]
        if name == "c":
            self._cell(attributes)
        elif name in ("v", "is"):
            self.extent.reach(self.row, self.column)
            if look := self.styles.get(self.style):
                self.cells[self.row, self.column] = look
            if self.fails:
                self.errors[self.row, self.column] = ""
        elif name == "row":
            self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
            _check(self.row, LAST_ROW)
            if attributes.get("hidden", "0") in _TRUE:
                self.hidden_rows.add(self.row)
        elif name == "col" and attributes.get("hidden", "0") in _TRUE:
            first, last = int(attributes["min"]), int(attributes["max"])
            _check(first, LAST_COLUMN)
            _check(last, LAST_COLUMN)
            self.hidden_columns.update(range(first, last + 1))

    def close(self) -> None:
        """Take the end of the sheet."""

    def _cell(self, attributes: dict[str, str]) -> None:
        self.style = attributes.get("s", "0")
        self.fails = attributes.get("t") == "e"
        if "r" not in attributes:
            self.column += 1
        else:
            address = attributes["r"]
            letters = address.rstrip("0123456789")
            self.row = int(address[len(letters) :])
            self.column = self.numbers.get(letters) or self.numbers.setdefault(letters, _number(letters))
            _check(self.row, LAST_ROW)
        _check(self.column, LAST_COLUMN)


class _PassWithErrors(_Pass):
    """Keeps what cells with errors print; most sheets have none, and are gone through in half the time."""

    def data(self, text: str) -> None:
        """Take text; only that of errors is wanted."""
        if self.fails and (self.row, self.column) in self.errors:
            self.errors[self.row, self.column] += text

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self.fails and local(tag) in ("v", "c"):
            self.fails = False


def _number(letters: str) -> int:
    """Return the number of a column: 3 for `C`, 28 for `AB`."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise ValueError(letters)
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number


def _check(number: int, most: int) -> None:
    if not 0 < number <= most:
        raise ValueError(number)
