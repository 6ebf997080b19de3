"""A paper as PDF, where a program that makes it is on the computer: a browser of the Chromium family, or LibreOffice.

The browser is asked first: it prints our page with its title, language, headings and tables tagged for those who hear
it (PDF 1.7, section 14.8). Either runs in a folder of its own that is gone afterwards, and reaches no network.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from actionlog.errors import ActionlogError
from actionlog.papers import Paper
from actionlog.renderers import render as rendered

#: Seconds until a program that makes no PDF is ended.
PATIENCE: Final = 60

_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
_OFFICES = ("soffice", "libreoffice")
#: Where they stand when they are not on the PATH. On Windows these are below the folders of programs.
_MAC_BROWSERS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_MAC_OFFICES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
_WINDOWS_BROWSERS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_WINDOWS_OFFICES = ("LibreOffice/program/soffice.com",)

_SWITCHES = (
    "--headless=new",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-breakpad",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)
_EXPORT = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)

_INFO = re.compile(rb"/Info\s+(\d+)\s+0\s+R")
_STRING = rb"\s*(?:\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>)"
# Who made it, with what and when (PDF 1.7, section 14.3.3), and what is made from that (14.4). A title may hold the
# same words, and is passed over.
_MAKING = re.compile(
    rb"(/Title" + _STRING + rb")|/(?:Author|Creator|Producer|CreationDate|ModDate)" + _STRING, re.DOTALL
)
_IDENTITY = re.compile(rb"/ID\s*\[(?:" + _STRING + rb"\s*){2}\]|/DocChecksum\s*/[0-9A-Fa-f]+", re.DOTALL)
_XMP = re.compile(rb"<\?xpacket begin.*?<\?xpacket end", re.DOTALL)
_XMP_MAKING = re.compile(
    rb"<(xmp:(?:CreatorTool|CreateDate|ModifyDate|MetadataDate)|pdf:Producer|xmpMM:\w+ID)>[^<]*</\1>"
)


class NoPdfProgram(ActionlogError):
    """Neither a browser nor LibreOffice was found."""

    def __init__(self) -> None:
        super().__init__(
            "There is no Chromium, Chrome, Edge or LibreOffice on this computer, and one of them is needed to make a "
            "PDF. Install one; or write the paper with -o paper.docx or -o paper.html, and print it as PDF from there."
        )


class PdfFailed(ActionlogError):
    """A program was found, and it made no PDF; `program` is its name."""

    def __init__(self, program: str) -> None:
        self.program = program
        super().__init__(
            f"The program {program} was asked to make the PDF, and made none within {PATIENCE} seconds. Close it if it "
            "is open, then try again; or write the paper with -o paper.docx or -o paper.html, and print it from there."
        )


def render(paper: Paper) -> bytes:
    """Return `paper` as PDF; the same bytes from the same program with the same fonts.

    Raises NoPdfProgram, PdfFailed, and MissingLibrary where what makes the page or the Word file is not installed.
    """
    ways = ((find_browser(), "html", _printed), (find_office(), "docx", _exported))
    tried = ""
    with tempfile.TemporaryDirectory(prefix="actionlog-", ignore_cleanup_errors=True) as folder:
        for program, form, make in ways:
            if program:
                tried = program.stem
                if made := make(program, rendered(paper, form), Path(folder).resolve()):
                    return plain(made)
    raise PdfFailed(tried) if tried else NoPdfProgram


def find_browser() -> Path | None:
    """Return the program of a browser that prints to PDF; None where there is none."""
    return _found(_BROWSERS, _MAC_BROWSERS, _WINDOWS_BROWSERS)


def find_office() -> Path | None:
    """Return the program of LibreOffice; None where it is not installed."""
    return _found(_OFFICES, _MAC_OFFICES, _WINDOWS_OFFICES)


def plain(pdf: bytes) -> bytes:
    """Return `pdf` without who made it, with what and when: spaces stand there, so that all else keeps its place."""
    for found in _INFO.finditer(pdf):
        start = re.search(rb"(?<!\d)" + found[1] + rb"\s+0\s+obj\b", pdf)
        if start and (end := pdf.find(b"endobj", start.end())) > 0:
            pdf = pdf[: start.end()] + _MAKING.sub(_spaces, pdf[start.end() : end]) + pdf[end:]
    if (trailer := pdf.rfind(b"\ntrailer")) >= 0:
        pdf = pdf[:trailer] + _IDENTITY.sub(_spaces, pdf[trailer:])
    return _XMP.sub(lambda packet: _XMP_MAKING.sub(_spaces, packet[0]), pdf)


def _spaces(found: re.Match[bytes]) -> bytes:
    return found[0] if found.re is _MAKING and found[1] else b" " * len(found[0])


def _printed(browser: Path, page: bytes, folder: Path) -> bytes:
    source, target = folder / "paper.html", folder / "paper.pdf"
    source.write_bytes(page)
    switches = [*_SWITCHES, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}"]
    if getattr(os, "geteuid", lambda: 1)() == 0:
        switches.append("--no-sandbox")  # it has none for the administrator, and our page has no script
    return _made([str(browser), *switches, source.as_uri()], target, folder)


def _exported(office: Path, document: bytes, folder: Path) -> bytes:
    source, target = folder / "paper.docx", folder / "paper.pdf"
    source.write_bytes(document)
    target.unlink(missing_ok=True)
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    switches = ["--headless", "--norestore", "--nologo", "--convert-to", _EXPORT, "--outdir", str(folder)]
    return _made([str(office), profile, *switches, str(source)], target, folder)


def _made(command: Sequence[str], target: Path, folder: Path) -> bytes:
    """Run a program that makes `target`, and return what it made; nothing where it failed or took too long."""
    around = {**os.environ, "TZ": "UTC", "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    quiet = subprocess.DEVNULL
    try:
        running = subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, env=around, start_new_session=True
        )
    except OSError:
        return b""
    try:
        running.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return b""
    finally:
        _end(running)
    made = target.read_bytes() if target.is_file() else b""
    return made if made.startswith(b"%PDF-") and not running.returncode else b""


def _end(running: "subprocess.Popen[bytes]") -> None:
    """End what a program left running: it has started others, which would write into a folder that is going."""
    if sys.platform == "win32":
        running.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def _found(names: Sequence[str], on_mac: Sequence[str], on_windows: Sequence[str]) -> Path | None:
    for name in names:
        path = shutil.which(name)
        if path and Path(path).is_absolute():  # Windows also looks in the folder where one happens to be
            return Path(path)
    places = [Path(place) for place in on_mac] if sys.platform == "darwin" else []
    if sys.platform == "win32":
        roots = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        places = [Path(root, place) for root in roots if root for place in on_windows]
    return next((place for place in places if place.is_file()), None)
