"""Zip files, of which office documents are made: the same bytes for the same members, on every system and day."""

from collections.abc import Collection, Iterable
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

#: The earliest day that a zip file can state.
_DAY: Final = (1980, 1, 1, 0, 0, 0)
#: What made the file, as APPNOTE 4.4.2 numbers it: Unix, wherever it was made. Python would state the machine's.
_UNIX: Final = 3
#: A plain file that its owner may write and everybody read.
_MODE: Final = 0o100644
_LEVEL: Final = 6


def zipped(members: Iterable[tuple[str, bytes]], stored: Collection[str] = ()) -> bytes:
    """Return a zip file of `members`, pairs of a name and its bytes, in the order given.

    Those named in `stored` are not compressed, as ODF asks for `mimetype` (ODF 1.3 part 2, 3.3) so that a program can
    tell the file by its first bytes.
    """
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, data in members:
            archive.writestr(_entry(name), data, ZIP_STORED if name in stored else ZIP_DEFLATED, _LEVEL)
    return target.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _DAY)
    entry.create_system = _UNIX
    entry.external_attr = _MODE << 16
    return entry
