"""A paper as PDF says what the paper says, is tagged for those who hear it, and tells nothing of who made it where."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionlog.papers import Paper, Table
from actionlog.renderers import MissingLibrary, pdf
from actionlog.renderers._cells import cell_lines, paper_columns

pytest.importorskip("jinja2", reason="jinja2 is not installed, which makes the page that is printed")

BROWSER = pdf.find_browser()
OFFICE = pdf.find_office()
needs_browser = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium, Chrome or Edge on this computer")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this computer")
needs_script = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")


def printed(paper: Paper) -> bytes:
    try:
        return pdf.render(paper)
    except MissingLibrary as missing:
        pytest.skip(f"the part {missing.extra} is not installed")


def words_of(made: bytes) -> list[str]:
    """The words that another program finds in a PDF."""
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed, which reads PDF")
    with pdfium.PdfDocument(made) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document).split()


def words_in(paper: Paper) -> list[str]:
    texts = [paper.title, *paper.lines]
    for part in paper.parts:
        if isinstance(part, Table):
            texts += [part.caption, *(part.columns[i] for i in paper_columns(part))]
            texts += [line for row in part.rows for i in paper_columns(part) for line in cell_lines(row.cells[i])]
    return " ".join(texts).split()


@needs_browser
def test_a_pdf_says_what_the_paper_says(paper: Paper) -> None:
    made = words_of(printed(paper))
    assert not [word for word in words_in(paper) if word not in made]


@needs_browser
def test_a_pdf_is_tagged_has_a_title_a_language_and_bookmarks(paper: Paper) -> None:
    made = printed(paper)
    assert b"/Title (Hall Group: outstanding actions \\(15 June 2021\\))" in made
    assert b"/Lang (en-GB)" in made
    assert re.search(rb"/Marked\s+true", made)
    for tag in (b"/H1", b"/Table", b"/Caption", b"/TH", b"/TD"):
        assert re.search(rb"/S\s*" + tag + rb"\b", made)
    assert re.search(rb"/Scope\s*/Row", made)
    assert b"/Outlines" in made


@needs_browser
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo (poppler) is not on this computer")
def test_another_program_opens_it_and_finds_its_tags(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(printed(paper))
    said = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True)
    assert re.search(r"^Tagged: +yes$", said.stdout, re.MULTILINE)
    assert re.search(r"^Title: +Hall Group: outstanding actions", said.stdout, re.MULTILINE)
    assert not re.search(r"^(Creator|Producer|Author|CreationDate|ModDate):", said.stdout, re.MULTILINE)
    assert said.stderr == ""


@needs_browser
def test_the_same_paper_gives_the_same_bytes_and_none_of_this_computer(paper: Paper) -> None:
    made = printed(paper)
    assert printed(paper) == made
    for trace in (b"file:", str(Path.home()).encode(), b"HeadlessChrome", b"Skia", b"D:20"):
        assert trace not in made


@needs_browser
def test_hostile_text_is_printed_as_text(of_text: Callable[[str], Paper]) -> None:
    made = printed(of_text("<script>alert(1)</script> /Producer (x) \ufffe\u202e"))
    words = words_of(made)
    assert "<script>alert(1)</script>" in words
    assert "<U+FFFE><U+202E>" in words
    assert b"/JavaScript" not in made


@needs_office
def test_libreoffice_makes_it_where_there_is_no_browser(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_browser", lambda: None)
    made = printed(paper)
    assert printed(paper) == made
    words = words_of(made)
    assert not [word for word in words_in(paper) if word not in words]
    assert re.search(rb"/Marked\s+true", made)
    assert b"LibreOffice" not in made


def test_without_a_program_it_says_what_to_install_or_do(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_browser", lambda: None)
    monkeypatch.setattr(pdf, "find_office", lambda: None)
    with pytest.raises(pdf.NoPdfProgram, match=r"Install one; or write the paper with -o paper\.docx"):
        pdf.render(paper)


def pretend(browser: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(pdf, "find_browser", lambda: browser)
    patch.setattr(pdf, "find_office", lambda: None)


def script(path: Path, lines: str) -> Path:
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_program_that_fails_is_named(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(Path(sys.executable), monkeypatch)
    with pytest.raises(pdf.PdfFailed) as failed:
        pdf.render(paper)
    assert failed.value.program == Path(sys.executable).stem


def test_a_program_that_cannot_be_run_is_named(paper: Paper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(tmp_path / "gone", monkeypatch)
    with pytest.raises(pdf.PdfFailed, match="The program gone was asked"):
        pdf.render(paper)


@needs_script
@pytest.mark.parametrize(
    "lines",
    [
        "exit 0",
        'for word; do case $word in --print-to-pdf=*) echo "<html>" >"${word#*=}";; esac; done',
        'for word; do case $word in --print-to-pdf=*) echo "%PDF-" >"${word#*=}";; esac; done; exit 3',
    ],
    ids=["makes nothing", "makes something else", "says that it failed"],
)
def test_only_a_pdf_that_was_made_is_taken(
    lines: str, paper: Paper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend(script(tmp_path / "browser", lines), monkeypatch)
    with pytest.raises(pdf.PdfFailed, match="The program browser was asked to make the PDF"):
        pdf.render(paper)


@needs_script
def test_a_program_that_hangs_is_ended_with_what_it_started(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its child would write this file a second later."""
    late = tmp_path / "late"
    pretend(script(tmp_path / "browser", f'(sleep 1; echo x >"{late}") &\nsleep 60'), monkeypatch)
    monkeypatch.setattr(pdf, "PATIENCE", 0.2)
    with pytest.raises(pdf.PdfFailed):
        pdf.render(paper)
    time.sleep(1.2)
    assert not late.exists()


def test_nothing_is_left_behind(paper: Paper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    if BROWSER is None:
        pretend(Path(sys.executable), monkeypatch)
        with pytest.raises(pdf.PdfFailed):
            pdf.render(paper)
    else:
        printed(paper)
    assert list(tmp_path.iterdir()) == []


INFO = (
    b"%PDF-1.4\n1 0 obj\n<</Title (T /Producer <41> \\(x\\))\n/Creator (A \\(b\\) c)\n/Producer <FEFF0041>"
    b"\n/Author(J)\n/CreationDate (D:20210615)>>\nendobj\n2 0 obj\n(/Producer <41>)\nendobj\n"
    b"<?xpacket begin?><xmp:CreateDate>2021</xmp:CreateDate><dc:title>T</dc:title><?xpacket end?>"
    b"\ntrailer\n<</Info 1 0 R\n/ID [ <AB>\n<AB> ]\n/DocChecksum /CD>>\nstartxref\n9\n%%EOF\n"
)


def test_who_made_it_and_when_becomes_spaces_and_all_else_keeps_its_place() -> None:
    made = pdf.plain(INFO)
    assert len(made) == len(INFO)
    assert re.sub(rb" {3,}", b" ", made) == (
        b"%PDF-1.4\n1 0 obj\n<</Title (T /Producer <41> \\(x\\))\n \n \n \n >>\nendobj\n2 0 obj\n(/Producer <41>)\n"
        b"endobj\n<?xpacket begin?> <dc:title>T</dc:title><?xpacket end?>\ntrailer\n<</Info 1 0 R\n \n >>\nstartxref\n"
        b"9\n%%EOF\n"
    )


@given(st.binary() | st.lists(st.sampled_from(INFO.split(b"\n"))).map(b"\n".join))
def test_whatever_a_program_wrote_keeps_its_length(made: bytes) -> None:
    assert len(pdf.plain(made)) == len(made)
    assert pdf.plain(pdf.plain(made)) == pdf.plain(made)
