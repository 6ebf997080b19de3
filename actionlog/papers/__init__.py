"""Papers: reports laid before a meeting, as data. One module for each; a renderer makes bytes of any of them.

A cell holds what it means (a date, a number, text); the renderer words it. Every paper states its group, its title and
the day of its data, and orders its rows totally, so that the same log and day give the same bytes.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from actionlog.query import Standing


class Worded(NamedTuple):
    """A cell that says more on paper than it holds: its lines on paper, and its value in CSV.

    `Worded(("16 June 2021", "7 days late"), date(2021, 6, 16))` prints on two lines, and is a plain date in CSV.
    """

    lines: tuple[str, ...]
    value: str | int | date


#: What a cell holds. A date prints as `9 June 2021` on paper and as `2021-06-09` in CSV and JSON.
Cell = str | int | date | Worded

NOT_SET: Final = "Not set"
NONE: Final = "None"
NO_UPDATE: Final = "No update"
NOT_RECORDED: Final = "Not recorded"
NOT_AVAILABLE: Final = "Not available"
#: What a cell says where there is nothing to say; no cell is blank.
NOTHING: Final = frozenset((NOT_SET, NONE, NO_UPDATE, NOT_RECORDED, NOT_AVAILABLE))


class Row(NamedTuple):
    """A row of a table; `standing` is the action it shows, None where it shows none.

    In a letter `block` stands for the row: a first line, then paragraphs indented under it.
    """

    cells: tuple[Cell, ...]
    standing: Standing | None = None
    block: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table with its caption; `empty` is the sentence that stands instead where it has no rows.

    `optional` are columns that paper leaves out where every cell says that there is nothing; data formats keep them.
    `folds` are pairs of a column and the one under whose cells it may stand where the page is too narrow for both.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str = "None."
    optional: tuple[str, ...] = ()
    folds: tuple[tuple[str, str], ...] = ()


class Heading(NamedTuple):
    """A heading below the paper's title; `level` is 2 or more."""

    text: str
    level: int = 2


class Text(NamedTuple):
    """A paragraph."""

    text: str


class Lines(NamedTuple):
    """Lines that stand together, one below the other."""

    lines: tuple[str, ...]


class Bullets(NamedTuple):
    """A list."""

    items: tuple[str, ...]


class Divider(NamedTuple):
    """What stands between two letters of one file."""


Part = Table | Heading | Text | Lines | Bullets | Divider

#: The mark of what must not be published: everything is in it, whoever may be withheld from the public (RED-17).
INTERNAL: Final = "Internal: not for publication. Names are not withheld."

#: The widest line of a letter, so that any mail program shows it as it is.
LETTER_WIDTH: Final = 70


class Paper(NamedTuple):
    """A report: what is shown, in order.

    `name` is the word of the command line (`outstanding`); `group` is the group's folder. `lines` stand under the
    title: the meeting it is for, the day of its data. `standings` are the actions it shows, each once, in its order.
    `facts` go into JSON only. A `letter` is sent to somebody: it has no title and lines of at most 70 columns.
    `mark` stands above all else: that it is not for everybody. `notice` says, under the lines, that what is read was
    edited before it was published. Each is empty where there is nothing to say.
    """

    name: str
    title: str
    group: str
    as_of: date
    lines: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    standings: tuple[Standing, ...] = ()
    facts: Mapping[str, object] = {}
    letter: bool = False
    notice: str = ""
    mark: str = ""

    @property
    def above_title(self) -> tuple[str, ...]:
        """What stands above the title: the mark, where there is one."""
        return (self.mark,) if self.mark else ()

    @property
    def under_title(self) -> tuple[str, ...]:
        """What stands under the title: the lines, then the notice where there is one."""
        return (*self.lines, self.notice) if self.notice else self.lines

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables among its parts."""
        return tuple(part for part in self.parts if isinstance(part, Table))


def count_of(number: int, noun: str) -> str:
    """Return a number with its noun: `1 action`, `2 actions`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
