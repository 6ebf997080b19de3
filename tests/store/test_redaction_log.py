"""The redaction log beside a site: it grows, and loses nothing that somebody wrote into it."""

import csv
import io
from pathlib import Path

import pytest

from actionlog.redaction.record import COLUMNS, RedactionLog
from actionlog.store.redaction_log import NotARedactionLog, added, last_publication


def log_of(*handles: str) -> RedactionLog:
    return RedactionLog(COLUMNS, tuple(("register.html", "owners", h, "Withheld", *[""] * 6) for h in handles))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_each_publication_adds_its_rows_and_keeps_those_before(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_bytes(added(file, log_of("@p-1")))
    first = file.read_bytes()
    file.write_bytes(added(file, log_of("@p-2", "@p-3")))
    assert file.read_bytes().startswith(first)
    assert [row["Publication"] for row in rows(file.read_bytes())] == ["1", "2", "2"]
    assert [row["Handle"] for row in last_publication(file)] == ["@p-2", "@p-3"]


def test_that_nothing_was_withheld_is_a_row_too(tmp_path: Path) -> None:
    assert [row["Decision"] for row in rows(added(tmp_path / "log.csv", log_of()))] == ["Nothing withheld"]


def test_a_column_that_somebody_added_stays(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    head, row = added(file, log_of("@p-1")).decode().split("\r\n")[:2]
    file.write_bytes(f"{head},Remarks\r\n{row},Asked the chair".encode())
    file.write_bytes(added(file, log_of("@p-2")))
    assert [row["Remarks"] for row in rows(file.read_bytes())] == ["Asked the chair", ""]


def test_a_log_that_a_spreadsheet_saved_is_gone_on_with(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_bytes(b"\xef\xbb\xbf" + added(file, log_of("@p-1")))
    assert len(rows(added(file, log_of("@p-2")))) == 2


@pytest.mark.parametrize(
    "other",
    [
        b"Dear all\n",
        b"Publication,Handle\n",
        b"Publication;Document\n1;2\n",
        b'"open',
        b"\n",
        b"x" * 200_000,
        b"\xff\xfe",
    ],
)
def test_another_file_in_its_place_is_never_written_over(tmp_path: Path, other: bytes) -> None:
    file = tmp_path / "log.csv"
    file.write_bytes(other)
    for ask in (last_publication, lambda path: added(path, log_of("@p-1"))):
        with pytest.raises(NotARedactionLog):
            ask(file)


def test_no_cell_is_a_formula_or_commands_a_terminal(tmp_path: Path) -> None:
    made = added(tmp_path / "log.csv", log_of("=cmd|' /C calc'!A0", "\x1b[31mred"))
    assert b"\x1b" not in made
    assert [row["Handle"][0] for row in rows(made)] == ["'", "<"]
