"""The redaction log beside a published site: a table that grows with each publication, and loses nothing."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from actionlog.errors import ActionlogError
from actionlog.redaction.record import RedactionLog

#: The first column: which publication, counted from 1, a row belongs to.
_NUMBER = "Publication"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class NotARedactionLog(ActionlogError):
    """Where the redaction log should be, there is another file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(
            f"{file.name} should be the redaction log, but it is another file. Nothing was published. Move it "
            "elsewhere, or publish into another folder."
        )


def last_publication(file: Path) -> list[dict[str, str]]:
    """Return the rows of the last publication, each as column to value; none where there was none."""
    rows = _rows(file)
    return [row for row in rows if row[_NUMBER] == rows[-1][_NUMBER]] if rows else []


def added(file: Path, new: RedactionLog) -> bytes:
    """Return what the log is to hold: all its rows, and those of a further publication. Raises NotARedactionLog."""
    old = _rows(file)
    number = int(old[-1][_NUMBER]) + 1 if old else 1
    columns = (_NUMBER, *new.columns)
    rows: Sequence[Mapping[str, str]] = [*old, *({_NUMBER: str(number), **record} for record in new.records)]
    if not new.records:  # that nothing had to be withheld is a record too
        rows = [*rows, {_NUMBER: str(number), "Decision": "Nothing withheld"}]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_inert(row.get(column, "")) for column in columns] for row in rows)
    return out.getvalue().encode()


def _rows(file: Path) -> list[dict[str, str]]:
    try:
        text = file.read_bytes().decode()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError):
        raise NotARedactionLog(file) from None
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if any(not (row.get(_NUMBER) or "").isdecimal() or None in row for row in rows):
        raise NotARedactionLog(file)
    return [{column: _said(value) for column, value in row.items()} for row in rows]


def _said(cell: str) -> str:
    """What a cell said before `_inert` made it harmless."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _inert(text: str) -> str:
    """No cell is a formula in a spreadsheet; a handle, which begins with @, is none once a ' stands before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
