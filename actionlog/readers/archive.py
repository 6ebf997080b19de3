"""The files within a Word file, an Excel file or an OpenDocument file: opened so that no bomb goes off.

All of these are zip files of XML. Nothing is unpacked to disk, and what claims to be huge is refused before it is read.
"""

import io
import re
import zipfile
import zlib
from typing import Final

from actionlog.readers.kinds import KINDS
from actionlog.readers.refusals import BrokenFile, EncryptedFile, FileTooLarge, MacroFile

#: What all of a file's XML may come to. Minutes of a hundred pages have two megabytes.
MOST_XML: Final = 60_000_000
_MOST_MEMBERS: Final = 5_000
_BLOCK: Final = 1 << 16
#: No office program writes one; it is how a few lines of XML become gigabytes.
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MACROS: Final = ("vbaproject.bin", "basic/script-lc.xml")


class Archive:
    """The members of an office file, read on demand. `kind` is one of the words of `kinds.KINDS`."""

    def __init__(self, name: str, data: bytes, kind: str) -> None:
        """Raises BrokenFile, EncryptedFile, MacroFile or FileTooLarge, each before anything is read."""
        self.name, self.kind = name, kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
            raise BrokenFile(name, KINDS[kind].words) from None
        members = self._zip.infolist()
        if any(m.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for m in members):
            raise BrokenFile(name, KINDS[kind].words)  # office files know no others: ECMA-376, part 2, annex B
        if any(m.flag_bits & 1 for m in members):
            raise EncryptedFile(name)
        if any(m.filename.casefold().endswith(_MACROS) for m in members):
            raise MacroFile(name, KINDS[kind].suffix)
        size = sum(m.file_size for m in members if _is_xml(m.filename))
        if len(members) > _MOST_MEMBERS or size > MOST_XML:
            raise FileTooLarge(name, f"{size:,} characters of text and markup", f"{MOST_XML:,}")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members."""
        return tuple(self._zip.namelist())

    def xml(self, member: str) -> bytes:
        """Return a member that is XML. Raises BrokenFile where it is missing, damaged, or declares entities."""
        broken = BrokenFile(self.name, KINDS[self.kind].words)
        parts: list[bytes] = []
        left = MOST_XML
        try:
            with self._zip.open(member) as file:
                while part := file.read(_BLOCK):
                    parts.append(part)
                    left -= len(part)
                    if left < 0:  # it is longer than the list of contents says
                        raise FileTooLarge(self.name, f"more than {MOST_XML:,} characters of text and markup", "that")
        except (KeyError, OSError, ValueError, RuntimeError, zipfile.BadZipFile, EOFError, zlib.error):
            raise broken from None
        data = b"".join(parts)
        plain = data.replace(b"\0", b"") if b"\0" in data[:200] else data  # UTF-16 has a zero beside each letter
        if _ENTITY.search(plain):
            raise broken
        return data

    def repacked(self) -> bytes:
        """Return a zip file of the XML members alone, each checked as `xml` does: what other libraries may be given."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as out:
            for member in dict.fromkeys(self.names):
                if _is_xml(member):
                    out.writestr(member, self.xml(member))
        return packed.getvalue()


def _is_xml(member: str) -> bool:
    return member.casefold().endswith((".xml", ".rels"))
