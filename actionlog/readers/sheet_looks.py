"""What a sheet shows beside the values of its cells: which rows are hidden, how a number is printed, what is struck.

The library that reads the values does not tell these, so they are read from the XML. The same pass measures the sheet:
that library gives each cell between the first and the last its place in memory, so a few bytes could fill all of it.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from actionlog.readers.refusals import FileTooLarge

#: What a sheet can have in any program.
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
#: A register of ten thousand actions in twenty columns has 200,000 cells; a template may be 16,384 columns wide.
_MOST_CELLS: Final = 5_000_000
_MOST_VALUES: Final = 500_000


class Look(NamedTuple):
    """How a cell looks: its number format, what it prints where that is known, and whether it is struck out."""

    format: str = ""
    printed: str = ""
    is_struck: bool = False


class SheetLooks(NamedTuple):
    """What a sheet shows. Rows and columns count from 1; `cells` holds by row and column those with a look.

    `errors` holds what cells print whose formula has failed: the library gives them no value.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    cells: Mapping[tuple[int, int], Look] = {}
    errors: Mapping[tuple[int, int], str] = {}


def local(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


class Extent:
    """How far the values of the sheets reach, and how many there are."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sheet = ""
        self.rows = self.columns = 0
        self.earlier = 0  # cells of the sheets before
        self.values = 0

    def begin(self, sheet: str) -> None:
        """Begin a sheet."""
        self.earlier += self.rows * self.columns
        self.sheet = sheet
        self.rows = self.columns = 0

    def reach(self, row: int, column: int, count: int = 1) -> None:
        """Take note of `count` values, the last at this cell. Raises FileTooLarge where a log is never as large."""
        self.values += count
        if row > self.rows:
            self.rows = row
        if column > self.columns:
            self.columns = column
        if self.values > _MOST_VALUES:
            raise FileTooLarge(self.name, f"{_MOST_VALUES + 1:,} filled cells or more", f"{_MOST_VALUES:,}")
        if self.rows * self.columns > _MOST_CELLS - self.earlier:
            size = f"text in row {self.rows:,} and in column {self.columns:,} of its sheet {self.sheet}"
            raise FileTooLarge(self.name, size, f"{_MOST_CELLS:,} cells")
