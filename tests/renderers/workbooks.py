"""Writes papers as workbooks, and opens them with programs that nobody here wrote."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from python_calamine import CalamineSheet, CalamineWorkbook

from actionlog.papers import Cell, Paper, Row, Table
from actionlog.renderers import ods, xlsx

FORMATS = {"xlsx": xlsx.render, "ods": ods.render}
both = pytest.mark.parametrize("form", FORMATS)
OFFICE = shutil.which("soffice")
PDF_READER = shutil.which("pdftotext")
needs_libreoffice = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")


def one_table(*rows: tuple[Cell, ...], caption: str = "Open actions", **more: Any) -> Paper:
    columns = tuple(f"Column {n}" for n in range(len(rows[0])))
    paper = Paper("p", "T", "g", date(2021, 6, 15), parts=(Table(caption, columns, tuple(map(Row, rows))),))
    return paper._replace(**more)


def read_back(paper: Paper, form: str) -> dict[str, list[list[object]]]:
    """The sheets, as python-calamine reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(FORMATS[form](paper)))
    return {name: _rows(book.get_sheet_by_name(name)) for name in book.sheet_names}


def _rows(sheet: CalamineSheet) -> list[list[object]]:
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def opened(paper: Paper) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(paper)))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def elements(part: bytes) -> Iterable[tuple[str, dict[str, str]]]:
    """The elements of a part and their attributes, without their namespaces."""
    for element in ElementTree.fromstring(part).iter():
        yield element.tag.rpartition("}")[2], {name.rpartition("}")[2]: v for name, v in element.attrib.items()}


def by_libreoffice(data: bytes, form: str, folder: Path, to: str) -> list[Path]:
    assert OFFICE
    (folder / f"paper.{form}").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), f"paper.{form}"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return sorted((folder / "out").iterdir())
