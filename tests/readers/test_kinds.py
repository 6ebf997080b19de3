"""What kind of file some bytes are, and that a file which is not what its name says is refused. All invented."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionlog.errors import ActionlogError
from actionlog.readers import kinds, read
from actionlog.readers.archive import MOST_XML, Archive
from actionlog.readers.decoding import NotText, decoded
from actionlog.readers.kinds import kind_of
from actionlog.readers.refusals import (
    BrokenFile,
    EncryptedFile,
    FileTooLarge,
    MacroFile,
    NotWhatItSays,
    OldFormat,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Minutes of 3 June\n", kinds.TEXT),
        (b"%PDF-1.7\n", kinds.PDF),
        (b"some junk that a mail program left\n%PDF-1.4", kinds.PDF),
        (zipped({"word/document.xml": b"<w/>"}), kinds.DOCX),
        (zipped({"xl/workbook.xml": b"<w/>"}), kinds.XLSX),
        (zipped({"notes.txt": b"text"}), kinds.ZIP),
        (OLE, kinds.OLE),
        (OLE + "Workbook\0".encode("utf-16-le"), kinds.XLS),
        (OLE + "WordDocument\0".encode("utf-16-le"), kinds.DOC),
        (b"{\\rtf1", kinds.RTF),
        (b"\x89PNG\r\n", kinds.PICTURE),
        (b"\n<!DOCTYPE html><p>", kinds.HTML),
        (b"<?xml version='1.0'?>\n<!-- saved --><html>", kinds.HTML),
        ("\ufeff<html>".encode("utf-16-le"), kinds.HTML),
        (b"1 < 2, so <html> is no page", kinds.TEXT),
        (b"<h1>Minutes</h1><p>3 June</p>", kinds.HTML),
        (b"Ref,Action,Owner\n1,Print the map,Clerk\n", kinds.SEPARATED),
        (b'Ref;Action;Owner\n1;"Print\nthe map";Clerk\n', kinds.SEPARATED),
        (b"Ref\tAction\tOwner\r\n1\tPrint the map\tClerk\r\n", kinds.SEPARATED),
        ("\ufeffRef\tAction\tOwner\n1\tPrint\tClerk\n".encode("utf-16-le"), kinds.SEPARATED),
        (b"Present: Chair, Clerk, Treasurer\nApologies: Vice-Chair, Auditor, Warden\n", kinds.TEXT),
        (b"10:01\tAnn\tHello\n10:02\tBob\tHello\n10:03\tAnn\tThe map\n", kinds.TEXT),
        (
            b"Minutes\n\nThe map, the hall, and the gate.\n\n1\tPrint\tClerk\n2\tBook\tChair\n\nClosed at 9\n",
            kinds.TEXT,
        ),
        (b"# Minutes\n\n- Clerk to print the map\n", kinds.MARKDOWN),
        (b"| Action | Owner |\n|---|---|\n| Print | Clerk |\n", kinds.MARKDOWN),
        (b"Minutes\n\n- [ ] Clerk to print the map\n", kinds.MARKDOWN),
        (b"**Present** Chair\n\n**Apologies** Clerk\n", kinds.MARKDOWN),
        (b"Minutes\n=======\n\n- Clerk to print the map\n* the gate\n", kinds.TEXT),
        (b"PK\x03\x04 half a file", kinds.ZIP),
        (b"", kinds.TEXT),
    ],
)
def test_a_kind_is_told_from_the_bytes(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


def test_open_document_is_told_by_its_first_member() -> None:
    for word, kind in (("text", kinds.ODT), ("spreadsheet", kinds.ODS)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
            file.writestr("mimetype", f"application/vnd.oasis.opendocument.{word}")
        assert kind_of(out.getvalue()) == kind


@pytest.mark.parametrize(
    ("name", "data", "refusal", "says"),
    [
        ("m.txt", b"%PDF-1.7", NotWhatItSays, "named as plain text, but it is a PDF. Rename it so that it ends"),
        ("m.docx", b"%PDF-1.7", NotWhatItSays, "named as a Word file, but it is a PDF"),
        ("m.xlsx", b"PK\x03\x04 half a file", BrokenFile, "it is damaged, or not a proper instance of an Excel file"),
        ("m.xlsx", zipped({"notes.txt": b"text"}), NotWhatItSays, "but it is a zip file"),
        ("m.xlsx", b"a,b,c\n1,2,3\n", NotWhatItSays, "but it is separated values. Rename it so that it ends in .csv"),
        ("m.csv", b"a,\x81\x8d\n" * 9, NotText, "m.csv is no text, or in an encoding that is not known. Open it"),
        ("m.docx", b"Only text", BrokenFile, "it is damaged, or not a proper instance of a Word file"),
        ("m.docx", OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFile, "protected by a password"),
        ("m.docx", OLE, BrokenFile, "it is damaged, or not a proper instance of a Word file"),
        ("m.docx", OLE + "WordDocument\0".encode("utf-16-le"), NotWhatItSays, "but it is an old Word file"),
        ("m.docm", zipped({"word/document.xml": b""}), MacroFile, "in its own program as a file that ends in .docx"),
        ("m.doc", OLE, OldFormat, "m.doc is an old Word file, which is not read"),
        ("m.rtf", b"{\\rtf1", OldFormat, "save it as a file that ends in .docx"),
        ("m.txt", b"\x89PNG\r\n\x1a\n", NotWhatItSays, "but it is a picture. Save the minutes from"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_is_refused_with_what_to_do(
    name: str, data: bytes, refusal: type[ActionlogError], says: str
) -> None:
    with pytest.raises(refusal) as told:
        read(name, data)
    assert says in str(told.value)


def test_what_has_no_ending_is_read_as_what_it_is() -> None:
    assert read("standard input", b"Minutes\n").blocks
    with pytest.raises(ActionlogError, match="must end in one of"):
        read("standard input", b"\x89PNG\r\n\x1a\n....")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_text_with_two_bytes_a_letter_is_read_without_its_mark(encoding: str) -> None:
    text = "Minutes of 3 June\nThe café will close.\n"
    assert decoded("m.txt", text.encode(encoding)) == text


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_every_text_or_noise_is_of_some_kind(data: bytes) -> None:
    assert kind_of(data) in kinds.KINDS


def test_the_kind_of_a_long_line_is_told_at_once() -> None:
    for piece in (b" ", b"[", b"**", b"|-", b',"', b"<!--"):
        assert kind_of(piece * 40_000) in kinds.KINDS


def test_an_archive_that_claims_to_be_huge_is_refused_before_it_is_read() -> None:
    bomb = zipped({"word/document.xml": b" " * (MOST_XML + 1)})
    assert len(bomb) < 100_000
    with pytest.raises(FileTooLarge, match=r"m\.docx holds 60,000,001 characters"):
        Archive("m.docx", bomb, kinds.DOCX)


def test_an_archive_that_is_longer_than_it_says_is_refused() -> None:
    bomb = bytearray(zipped({"word/document.xml": b" " * (MOST_XML + 1)}))
    claimed = (MOST_XML + 1).to_bytes(4, "little")
    while (at := bomb.find(claimed)) >= 0:
        bomb[at : at + 4] = (5).to_bytes(4, "little")
    archive = Archive("m.docx", bytes(bomb), kinds.DOCX)
    with pytest.raises(ActionlogError):
        archive.xml("word/document.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("declared", ["<!DOCTYPE lolz [", "<!ENTITY a 'b'>"])
def test_a_part_that_declares_entities_is_refused(declared: str, encoding: str) -> None:
    part = f"<?xml version='1.0'?>{declared}".encode(encoding)
    archive = Archive("m.docx", zipped({"word/document.xml": part}), kinds.DOCX)
    with pytest.raises(BrokenFile):
        archive.xml("word/document.xml")


def test_an_archive_with_macros_or_a_password_is_refused() -> None:
    with pytest.raises(MacroFile):
        Archive("m.docx", zipped({"word/document.xml": b"", "word/vbaProject.bin": b"x"}), kinds.DOCX)
    locked = bytearray(zipped({"word/document.xml": b"text"}))
    locked[6] |= 1
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedFile):
        Archive("m.docx", bytes(locked), kinds.DOCX)


def test_an_archive_compressed_as_no_office_file_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as file:
        file.writestr("word/document.xml", b"<w/>")
    with pytest.raises(BrokenFile):
        Archive("m.docx", out.getvalue(), kinds.DOCX)


def test_only_the_xml_of_an_archive_is_handed_on() -> None:
    archive = Archive("m.docx", zipped({"word/document.xml": b"<w/>", "word/media/image1.png": b"\x89"}), kinds.DOCX)
    with zipfile.ZipFile(io.BytesIO(archive.repacked())) as file:
        assert file.namelist() == ["word/document.xml"]
