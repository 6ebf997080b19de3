"""The values in the cells of a spreadsheet, as python-calamine reads them: in this process, or in one of its own.

On some damaged files from before 2007 that library ends the process it runs in, having written to its standard error.
So those are read in a process of their own, which is this very file: it imports nothing of actionlog.
"""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

Value = int | float | str | bool | time | date | datetime | timedelta

#: The process may use as many bytes (where the system can hold it to that) and seconds.
_MEMORY: Final = 1 << 30
_SECONDS: Final = 10


class SheetValues(NamedTuple):
    """A sheet: its number (from 1) and name, whether it is shown, its values, and how many rows and columns precede."""

    number: int
    name: str
    is_visible: bool
    top: int
    left: int
    rows: list[list[Value]]


def sheets_in(data: bytes) -> Iterator[SheetValues]:
    """Yield the sheets of cells in a spreadsheet. Raises the errors of the library, or an ImportError."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    with load_workbook(io.BytesIO(data)) as workbook:
        for number, about in enumerate(workbook.sheets_metadata, 1):
            if about.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
                continue  # a chart
            sheet = workbook.get_sheet_by_index(number - 1)
            if sheet.start:
                is_visible = about.visible == SheetVisibleEnum.Visible
                yield SheetValues(number, about.name, is_visible, *sheet.start, sheet.to_python())


def sheets_read_apart(data: bytes) -> list[SheetValues]:
    """Return the sheets of cells in a spreadsheet, read in another process. Raises ValueError where that fails."""
    command = [sys.executable, "-P", __file__]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=True)
    except subprocess.SubprocessError:
        raise ValueError("the file could not be read") from None
    sheets = map(SheetValues._make, json.loads(done.stdout))
    return [sheet._replace(rows=[[_decoded(value) for value in row] for row in sheet.rows]) for sheet in sheets]


def _encoded(value: Value) -> object:
    """Return a value as JSON can hold it: days and times as a pair of a word and a text or number."""
    if isinstance(value, timedelta):
        return "timedelta", value.total_seconds()
    return (type(value).__name__, value.isoformat()) if isinstance(value, date | time) else value


def _decoded(value: Value | list[str | float]) -> Value:
    if not isinstance(value, list):
        return value
    kind, said = value
    if kind == "timedelta":
        return timedelta(seconds=float(said))
    kinds: dict[object, type[date] | type[time]] = {"date": date, "datetime": datetime, "time": time}
    return kinds[kind].fromisoformat(str(said))


def _main() -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    sheets = [
        (*sheet[:-1], [[_encoded(value) for value in row] for row in sheet.rows])
        for sheet in sheets_in(sys.stdin.buffer.read())
    ]
    sys.stdout.buffer.write(json.dumps(sheets).encode())


if __name__ == "__main__":
    _main()
