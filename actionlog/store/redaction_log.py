"""The redaction log beside a published site: a table that grows with each publication, and loses nothing."""

import csv
import io
from pathlib import Path

from actionlog.characters import guarded, unguarded, visible
from actionlog.errors import ActionlogError
from actionlog.redaction.record import COLUMNS, RedactionLog

#: The first column: which publication, counted from 1, a row belongs to.
_NUMBER = "Publication"


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
    _, _, rows = _read(file)
    return [row for row in rows if row[_NUMBER] == rows[-1][_NUMBER]] if rows else []


def added(file: Path, new: RedactionLog) -> bytes:
    """Return what the log is to hold: all that it holds, byte for byte, and the rows of a further publication.

    Columns that somebody added stay, and are empty in the new rows. Raises NotARedactionLog.
    """
    data, columns, rows = _read(file)
    number = str(int(rows[-1][_NUMBER]) + 1 if rows else 1)
    records = [{_NUMBER: number, **record} for record in new.records]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    if not data:
        writer.writerow(columns)
    elif not data.endswith((b"\n", b"\r")):
        out.write("\r\n")
    for record in records or [{_NUMBER: number, "Decision": "Nothing withheld"}]:  # which is worth recording too
        writer.writerow([guarded(visible(record.get(column, ""))) for column in columns])
    return data + out.getvalue().encode()


def _read(file: Path) -> tuple[bytes, list[str], list[dict[str, str]]]:
    """Return the bytes of the log as it is, its columns and its rows; those of an empty one where there is none."""
    columns = [_NUMBER, *COLUMNS]
    try:
        data = file.read_bytes()
        table = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        head, *cells = [row for row in table if row]
    except FileNotFoundError:
        return b"", columns, []
    except (OSError, ValueError, csv.Error):  # ValueError: not UTF-8, or no line at all
        raise NotARedactionLog(file) from None
    rows = [dict(zip(head, map(unguarded, row), strict=False)) for row in cells]
    if not set(columns) <= set(head) or not all(row[_NUMBER].isdecimal() for row in rows):
        raise NotARedactionLog(file)
    return data, head, rows
