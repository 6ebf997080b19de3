"""A template, opened so that nothing in it does harm: no macro, no bomb, nothing but a Word file."""

import io
import re
import zipfile
import zlib
from typing import Any, Final

from actionlog.errors import ActionlogError
from actionlog.papers import count_of
from actionlog.renderers.archive import zipped

#: What a template may come to when it is unpacked, with its pictures, and its text and markup alone.
MOST_BYTES: Final = 100_000_000
MOST_XML: Final = 30_000_000
_MOST_MEMBERS: Final = 2_000
#: No office program writes one; it is how a few lines of XML become gigabytes.
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_MACROS: Final = re.compile(rb"macroEnabled|vbaProject|activeX", re.IGNORECASE)
#: How the main part of a file is related to it that keeps to the strict form of the standard (ECMA-376 part 1).
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
#: The parts that a paper changes, by the end of what relates them to the main one.
_OF_XML: Final = ("/styles", "/numbering", "/settings", "/header", "/footer")


#: What to do with a file that is not as it should be.
_SAVE: Final = "Open it in Word or LibreOffice, and save it as a Word document (.docx)."


class TemplateRefused(ActionlogError):
    """A template cannot be used. `why` follows its name: `is protected by a password`; `mend` is a whole sentence."""

    def __init__(self, name: str, why: str, mend: str = _SAVE) -> None:
        self.name = name
        super().__init__(f"The template {name or 'for Word'} {why}, so nothing was written. {mend}")


def opened(data: bytes, name: str) -> Any:
    """Return the document (of python-docx) that a Word file or a Word template holds. Raises TemplateRefused."""
    from docx import Document

    members = _members(data, name)
    if _MACROS.search(members[_TYPES]) or any(member.casefold().endswith("vbaproject.bin") for member in members):
        raise TemplateRefused(name, "holds macros (a program)")
    if _TEMPLATE in members[_TYPES]:  # python-docx takes documents alone; the two differ in nothing else
        members[_TYPES] = members[_TYPES].replace(_TEMPLATE, _MAIN)
    if _MAIN not in members[_TYPES]:
        raise _another_kind(name)
    if _STRICT in members.get("_rels/.rels", b""):
        raise TemplateRefused(name, 'is a "Strict Open XML Document", which is not read')
    if any(_declares_entities(content) for member, content in members.items() if _is_xml(member)):
        raise _broken(name)
    try:
        document = Document(io.BytesIO(zipped(members.items())))
    except Exception:  # whatever a foreign file makes the library stumble over
        raise _broken(name) from None
    if not _is_whole(document):
        raise _broken(name)
    return document


def _is_whole(document: Any) -> bool:
    """True where there is a body, and what belongs to it is of the kind that its relationship says."""
    from docx.opc.part import XmlPart

    relations = [rel for rel in document.part.rels.values() if rel.reltype.endswith(_OF_XML)]
    return document.element.body is not None and all(
        not rel.is_external and isinstance(rel.target_part, XmlPart) for rel in relations
    )


def _declares_entities(content: bytes) -> bool:
    plain = content.replace(b"\0", b"") if b"\0" in content[:200] else content  # UTF-16 has a zero beside each letter
    return bool(_ENTITY.search(plain))


def _members(data: bytes, name: str) -> dict[str, bytes]:
    """Return what is packed in the file, all of it within bounds."""
    if data.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise TemplateRefused(name, "is protected by a password", "Save a copy without the password, and use that.")
        raise TemplateRefused(name, "is a file of Word before 2007, which is not read")
    if not data.startswith(b"PK"):
        raise _another_kind(name)
    try:
        return _unpacked(data, name)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError):
        raise _broken(name) from None


def _unpacked(data: bytes, name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        sizes = {xml: sum(e.file_size for e in entries if _is_xml(e.filename) >= xml) for xml in (True, False)}
        if len(entries) > _MOST_MEMBERS or sizes[True] > MOST_XML or sizes[False] > MOST_BYTES:
            raise TemplateRefused(
                name,
                f"comes to {sizes[False]:,} bytes in {count_of(len(entries), 'part')} when it is unpacked, far more "
                "than a letterhead needs",
                "Check that it is the right file, and make its pictures smaller.",
            )
        if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
            raise _broken(name)  # office files know no others: ECMA-376 part 2, annex B
        members = {entry.filename: archive.read(entry) for entry in entries}  # no more than its size, or an error
    if _TYPES not in members:
        raise _another_kind(name)
    return members


def _another_kind(name: str) -> TemplateRefused:
    return TemplateRefused(name, "is not a Word document, whatever its name says")


def _broken(name: str) -> TemplateRefused:
    return TemplateRefused(name, "is damaged, or not a proper Word document")


def _is_xml(member: str) -> bool:
    return member.casefold().endswith((".xml", ".rels"))
