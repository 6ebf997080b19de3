"""What an import would do: a plan for each meeting, and what a person decided of its rows."""

from typing import Final, NamedTuple

from actionlog.changes import Change
from actionlog.minutes import Found, Promise

ADD: Final = "add"
MATCHED: Final = "matched"
UNCHANGED: Final = "unchanged"
LEFT_OUT: Final = "left out"
SKIPPED: Final = "skipped"


class Reviewed(NamedTuple):
    """What a person decided of the actions of a document, by their places in `Minutes.actions`.

    `skipped` are not to be imported; `corrected` say something else than the document, and `added` are promises of it.
    """

    skipped: frozenset[int] = frozenset()
    corrected: frozenset[int] = frozenset()
    added: frozenset[int] = frozenset()

    @property
    def details(self) -> tuple[str, ...]:
        """What a commit says of the review."""
        counts = (
            ("skipped", len(self.skipped), "row"),
            ("corrected", len(self.corrected), "row"),
            ("added", len(self.added), "promise"),
        )
        told = [f"{count(number, noun)} {what}" for what, number, noun in counts if number]
        return (f"In the review: {', '.join(told)}",) if told else ()


NOT_REVIEWED: Final = Reviewed()


class PlannedRow(NamedTuple):
    """What will happen with one action of the minutes.

    `what` is `add`, `matched` (and `changes` tells what its history gets), `unchanged`, `skipped` by a person, or `left
    out`: the row is not imported, and the last of `doubts` says why. `id` is the action's, empty where none is meant.
    """

    found: Found
    what: str
    id: str = ""
    changes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class Plan(NamedTuple):
    """What an import would write, and what it does with each row; `doubts` concern the meeting.

    `promises` are those of the minutes that the log does not hold as actions of theirs.
    """

    change: Change
    rows: tuple[PlannedRow, ...] = ()
    meeting: str = ""  #: its folder name
    doubts: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()

    @property
    def left_out(self) -> tuple[PlannedRow, ...]:
        """The rows that are not imported."""
        return tuple(row for row in self.rows if row.what == LEFT_OUT)


def count(number: int, what: str) -> str:
    """Return a number with its noun: `1 action`, `2 actions`."""
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def is_kept_up(row: Found) -> bool:
    """True for a row of a sheet, which says how an action stands now, not how its meeting left it."""
    return any(place.sheet or (place.row and place.line and not place.table) for place in row.places)
