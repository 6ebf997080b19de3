"""Spreadsheets of Excel (`.xlsx`, and `.xls` from before 2007) and OpenDocument (`.ods`): each sheet's rows.

python-calamine reads the values; how they look is read from the XML, which it does not tell. Hidden rows and columns
are read, and told; hidden sheets are told, and not read. Comments on cells are not read.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final

from actionlog.document import Block, Document, Heading, Place, Row
from actionlog.readers.archive import Archive
from actionlog.readers.excel_looks import count_comments, excel_looks
from actionlog.readers.grid import blocks_of, tidy, without_end
from actionlog.readers.kinds import KINDS, ODS, XLS, XLSX
from actionlog.readers.number_formats import shown_date, shown_number
from actionlog.readers.old_excel_looks import old_excel_looks
from actionlog.readers.opendocument_looks import opendocument_looks
from actionlog.readers.refusals import BrokenFile, EncryptedFile, ReaderNotInstalled
from actionlog.readers.sheet_looks import Look, SheetLooks
from actionlog.readers.sheet_values import SheetValues, Value, sheets_in, sheets_read_apart

#: OpenDocument 1.3 part 2, 3.3.
_ODS_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"

#: What programs call a sheet that nobody has named.
_UNNAMED = re.compile(
    r"(?:sheet|tabelle|feuil(?:le)?|hoja|foglio|blad|ark|arkusz|munka|planilha|list|taul|лист)\s?\d{1,3}", re.I
)
_NO_LOOK: Final = Look()


def read_xlsx(name: str, data: bytes) -> Document:
    """Return the sheets of an Excel file. Raises an ActionlogError where it cannot be read."""
    archive = Archive(name, data, XLSX)
    looks = excel_looks(archive)
    sheets = _sheets(name, archive.repacked(), XLSX)
    return _document(name, sheets, lambda sheet: looks.get(sheet.name), count_comments(archive))


def read_ods(name: str, data: bytes) -> Document:
    """Return the sheets of an OpenDocument spreadsheet. Raises an ActionlogError where it cannot be read."""
    archive = Archive(name, data, ODS)
    looks, comments = opendocument_looks(archive)
    packed = io.BytesIO(archive.repacked())
    with zipfile.ZipFile(packed, "a") as out:
        out.writestr("mimetype", _ODS_TYPE)  # by which the library knows the file
    return _document(name, _sheets(name, packed.getvalue(), ODS), lambda sheet: looks.get(sheet.name), comments)


def read_xls(name: str, data: bytes) -> Document:
    """Return the sheets of an Excel file from before 2007. Raises an ActionlogError where it cannot be read."""
    looks, comments = old_excel_looks(name, data)
    sheets = _sheets(name, data, XLS)
    return _document(
        name, sheets, lambda sheet: looks[sheet.number - 1] if sheet.number <= len(looks) else None, comments
    )


def _sheets(name: str, data: bytes, kind: str) -> Iterator[SheetValues]:
    """Yield the values of the sheets. Raises BrokenFile, EncryptedFile or ReaderNotInstalled."""
    try:
        import python_calamine as calamine
    except ImportError:
        raise ReaderNotInstalled(name, "a spreadsheet", "spreadsheets") from None
    broken = BrokenFile(name, KINDS[kind].words)
    try:
        yield from sheets_read_apart(data) if kind == XLS else sheets_in(data)
    except calamine.PasswordError:
        raise EncryptedFile(name) from None
    except (calamine.CalamineError, OSError, ValueError, OverflowError):
        raise broken from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how a fault in the library arrives; it is no Exception
            raise broken from None
        raise


def _document(
    name: str, sheets: Iterable[SheetValues], look_of: Callable[[SheetValues], SheetLooks | None], comments: int
) -> Document:
    """Return the document of these sheets. `look_of` says how a sheet looks; None for one without cells."""
    remarks: list[str] = []
    read: list[tuple[SheetValues, list[Row]]] = []
    for sheet in sheets:
        look = look_of(sheet)
        rows = [] if look is None else list(_rows(sheet, look))
        if rows and not sheet.is_visible:
            remarks.append(f"Sheet {sheet.name} is hidden, and was not read.")
        elif rows and look:
            read.append((sheet._replace(rows=[]), rows))
            remarks += _hidden(sheet.name, rows, look)
    if comments:
        remarks.append(f"{comments} {'comment on a cell was' if comments == 1 else 'comments on cells were'} not read.")
    blocks: list[Block] = []
    for sheet, rows in read:
        if len(read) > 1 or not _UNNAMED.fullmatch(sheet.name):
            blocks.append(Heading(tidy(sheet.name), 1, Place(table=sheet.number, sheet=sheet.name)))
        blocks += blocks_of(rows)
    return Document(name, tuple(blocks), tuple(remarks))


def _rows(sheet: SheetValues, looks: SheetLooks) -> Iterator[Row]:
    """Yield the rows with text, each with its number as the program shows it, and the cells in their columns."""
    for at, values in enumerate(sheet.rows, sheet.top + 1):
        if not any(value != "" for value in values) and not looks.errors:
            continue
        cells = [""] * sheet.left
        struck: list[int] = []
        for column, value in enumerate(values, sheet.left + 1):
            if value == "":
                cells.append(looks.errors.get((at, column), "") if looks.errors else "")
                continue
            look = looks.cells.get((at, column), _NO_LOOK)
            cells.append(tidy(value) if isinstance(value, str) else _shown(value, look))
            if look.is_struck and cells[-1]:
                struck.append(column - 1)
        kept = _struck(without_end(cells), struck)
        if kept:
            yield Row(kept, Place(table=sheet.number, row=at, sheet=sheet.name), at in looks.hidden_rows)


def _shown(value: Value, look: Look) -> str:
    """Return a value as its cell shows it; a date as ISO."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if look.printed:
            return look.printed
        return (look.format and shown_number(value, look.format)) or format(value, ".15g")
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    if isinstance(value, date):
        return (look.format and shown_date(value, look.format)) or value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return tidy(value)


def _struck(cells: tuple[str, ...], struck: list[int]) -> tuple[str, ...]:
    """Return cells with `~~` around what is struck out; where all of a row is, only around its longest cell."""
    if not struck:
        return cells
    longest = max(range(len(cells)), key=lambda n: len(cells[n]))
    marked = (longest,) if longest in struck else struck
    return tuple(f"~~{cell}~~" if n in marked else cell for n, cell in enumerate(cells))


def _hidden(sheet: str, rows: list[Row], looks: SheetLooks) -> Iterator[str]:
    """Yield what to say of hidden rows and columns with text."""
    numbers = [row.place.row for row in rows if row.is_hidden]
    if numbers:
        what = "1 hidden row" if len(numbers) == 1 else f"{len(numbers)} hidden rows"
        yield f"Sheet {sheet}: {what} ({_listed(numbers)}) {'was' if len(numbers) == 1 else 'were'} read too."
    columns = [c for c in sorted(looks.hidden_columns) if any(len(r.cells) >= c and r.cells[c - 1] for r in rows)]
    if columns:
        what = "1 hidden column" if len(columns) == 1 else f"{len(columns)} hidden columns"
        named = ", ".join(map(_letters, columns[:10])) + (", …" if len(columns) > 10 else "")
        yield f"Sheet {sheet}: {what} ({named}) {'was' if len(columns) == 1 else 'were'} read too."


def _listed(numbers: Iterable[int]) -> str:
    """Return `4, 7 and 9`, or `4 to 120`."""
    runs: list[str] = []
    for _, pairs in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in pairs]
        runs += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run)
    if len(runs) > 10:
        return ", ".join(runs[:10]) + " and others"
    return " and ".join(filter(None, [", ".join(runs[:-1]), runs[-1]]))


def _letters(column: int) -> str:
    """Return how a program calls a column: `C` for 3, `AB` for 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
