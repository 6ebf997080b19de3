"""How the sheets of an Excel file from before 2007 look: hidden rows, number formats, strikes, errors, comments.

Such a file (MS-XLS) is a stream of records, each of a type and a length, within a file of sectors (MS-CFB). The
stream is measured as the newer files are: the library that reads the values would give a few bytes all of the memory.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from actionlog.readers.kinds import KINDS, XLS
from actionlog.readers.number_formats import BUILT_IN
from actionlog.readers.refusals import BrokenFile, EncryptedFile, FileTooLarge
from actionlog.readers.sheet_looks import Extent, Look, SheetLooks

#: The types of records (MS-XLS 2.3).
_END, _NOTE, _FILE_PASS, _FONT, _COLUMN, _SHEET = 0x0A, 0x1C, 0x2F, 0x31, 0x7D, 0x85
_ROW, _STYLE, _FORMAT, _MANY_NUMBERS, _FAILED, _FORMULA = 0x208, 0xE0, 0x41E, 0xBD, 0x205, 0x06
_VALUES: Final = frozenset((_FORMULA, 0xD6, 0xFD, 0x203, 0x204, _FAILED, 0x27E))
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_MOST_RECORDS: Final = 5_000_000
_LAST_SECTOR: Final = 0xFFFF_FFFA
_PLAIN: Final = Look()


def old_excel_looks(name: str, data: bytes) -> tuple[list[SheetLooks], int]:
    """Return the looks of the sheets, in order, and how many comments stand on their cells.

    Raises BrokenFile, EncryptedFile or FileTooLarge.
    """
    try:
        return _Pass(name, _workbook(data)).sheets()
    except (struct.error, LookupError, ValueError):
        raise BrokenFile(name, KINDS[XLS].words) from None


class _Record(NamedTuple):
    type: int
    data: bytes


class _Pass:
    """Goes through the records of the workbook, and for each sheet through those of the sheet."""

    def __init__(self, name: str, stream: bytes) -> None:
        self.name, self.stream = name, stream
        self.extent = Extent(name)
        self.left = _MOST_RECORDS
        self.comments = 0

    def sheets(self) -> tuple[list[SheetLooks], int]:
        """Return what `old_excel_looks` does."""
        formats = dict(BUILT_IN)
        struck: list[bool] = []
        styles: list[tuple[int, int]] = []
        starts: list[int] = []
        for kind, data in self._records(0):
            if kind == _FILE_PASS:
                raise EncryptedFile(self.name)
            if kind == _SHEET:
                starts += struct.unpack_from("<I", data)
            elif kind == _FONT:
                struck.append(bool(struct.unpack_from("<H", data, 2)[0] & 8))
            elif kind == _FORMAT and len(data) > 5:
                wide = data[4] & 1
                formats[struct.unpack_from("<H", data)[0]] = data[5:].decode(
                    "utf-16-le" if wide else "latin-1", "replace"
                )
            elif kind == _STYLE:
                styles.append(struct.unpack_from("<HH", data))
        looks = {n: _look(font, formats.get(number, ""), struck) for n, (font, number) in enumerate(styles)}
        looks = {n: look for n, look in looks.items() if look != _PLAIN}
        return [self._sheet(n, start, looks) for n, start in enumerate(starts, 1)], self.comments

    def _records(self, at: int) -> Iterator[_Record]:
        """Yield the records from `at` to the end of the sheet, or of what stands before the sheets."""
        while at + 4 <= len(self.stream):
            kind, length = struct.unpack_from("<HH", self.stream, at)
            self.left -= 1
            if self.left < 0:
                raise FileTooLarge(self.name, f"{_MOST_RECORDS + 1:,} records or more", f"{_MOST_RECORDS:,}")
            yield _Record(kind, self.stream[at + 4 : at + 4 + length])
            if kind == _END:
                return
            at += 4 + length

    def _sheet(self, number: int, start: int, looks: Mapping[int, Look]) -> SheetLooks:
        self.extent.begin(str(number))
        rows: set[int] = set()
        columns: set[int] = set()
        cells: dict[tuple[int, int], Look] = {}
        errors: dict[tuple[int, int], str] = {}
        for kind, data in self._records(start):
            if kind in _VALUES:
                row, column, style = struct.unpack_from("<HHH", data)
                self.extent.reach(row + 1, column + 1)
                if style in looks:
                    cells[row + 1, column + 1] = looks[style]
                if error := _error(kind, data):
                    errors[row + 1, column + 1] = error
            elif kind == _MANY_NUMBERS:
                row, column = struct.unpack_from("<HH", data)
                for at in range(4, len(data) - 7, 6):
                    column += 1
                    self.extent.reach(row + 1, column)
                    if (style := struct.unpack_from("<H", data, at)[0]) in looks:
                        cells[row + 1, column] = looks[style]
            elif kind == _ROW and struct.unpack_from("<H", data, 12)[0] & 0x20:
                rows.add(struct.unpack_from("<H", data)[0] + 1)
            elif kind == _COLUMN and struct.unpack_from("<H", data, 8)[0] & 1:
                first, last = struct.unpack_from("<HH", data)
                columns.update(range(first + 1, min(last, 255) + 2))
            elif kind == _NOTE:
                self.comments += 1
        return SheetLooks(frozenset(rows), frozenset(columns), cells, errors)


def _look(font: int, code: str, struck: list[bool]) -> Look:
    at = font - (font > 4)  # there is no font 4 (MS-XLS 2.5.129)
    code = "" if code.casefold() in ("general", "@") else code
    return Look(code, is_struck=at < len(struck) and struck[at])


def _error(kind: int, data: bytes) -> str:
    """Return what a cell prints whose formula has failed."""
    if kind == _FAILED and len(data) > 7 and data[7]:
        return _ERRORS.get(data[6], "")
    if kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
        return _ERRORS.get(data[8], "")
    return ""


def _workbook(data: bytes) -> bytes:
    """Return the stream that holds the sheets (MS-CFB 2.2 to 2.6). Raises a ValueError, LookupError or struct.error."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError(shift)
    directory, _, cutoff, small_fat = struct.unpack_from("<4I", data, 48)
    sectors = _Sectors(data, shift)
    entries = sectors.chain(directory)
    found: dict[str, tuple[int, int]] = {}
    root = 0
    for at in range(0, len(entries) - 127, 128):
        length, kind = struct.unpack_from("<HB", entries, at + 64)
        start, size = struct.unpack_from("<II", entries, at + 116)
        if kind == 5:
            root = start
        elif kind == 2 and length <= 64:
            found.setdefault(
                entries[at : at + max(0, length - 2)].decode("utf-16-le", "replace").lower(), (start, size)
            )
    start, size = found["workbook" if "workbook" in found else "book"]
    if size >= cutoff:
        return sectors.chain(start)[:size]
    table = sectors.chain(small_fat)
    chained = _follow(start, struct.unpack(f"<{len(table) // 4}I", table))
    small = sectors.chain(root)
    return b"".join(small[n << 6 : (n + 1) << 6] for n in chained)[:size]


class _Sectors:
    """The sectors of the file, and the table that says which follows which."""

    def __init__(self, data: bytes, shift: int) -> None:
        self.data, self.shift = data, shift
        first, count = struct.unpack_from("<II", data, 68)
        numbers = list(struct.unpack_from("<109I", data, 76))
        width = (1 << shift) // 4
        for _ in range(min(count, len(data) >> shift)):
            *more, first = struct.unpack(f"<{width}I", self._sector(first))
            numbers += more
        table = b"".join(self._sector(n) for n in numbers[: len(data) >> shift] if n < _LAST_SECTOR)
        self.table = struct.unpack(f"<{len(table) // 4}I", table)

    def chain(self, start: int) -> bytes:
        """Return the sectors from `start` on, in order."""
        return b"".join(map(self._sector, _follow(start, self.table)))

    def _sector(self, number: int) -> bytes:
        at = (number + 1) << self.shift
        return self.data[at : at + (1 << self.shift)].ljust(1 << self.shift, b"\0")


def _follow(start: int, table: tuple[int, ...]) -> Iterator[int]:
    """Yield the numbers of the sectors of a chain. Raises an IndexError or ValueError where it leads astray."""
    for _ in range(len(table) + 1):
        if start >= _LAST_SECTOR:
            return
        yield start
        start = table[start]
    raise ValueError(start)
