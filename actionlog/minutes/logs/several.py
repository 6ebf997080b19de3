"""Several whole minutes in one file, one after the other: each begins with a title, its date and who was there."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import Final

from actionlog.deadlines import meeting_date
from actionlog.document import Block, Document, Heading, ListItem, Table, joined
from actionlog.errors import ActionlogError
from actionlog.minutes.layout import APOLOGIES, PRESENT, kind_of

_TITLE = re.compile(r"\b(?:minutes|meeting|notes|record|report)\b", re.IGNORECASE)
_NOT_TITLE = re.compile(
    r"\b(?:next|last|previous|approv\w+|confirm\w*|actions?|future|matters|date of|agreed|held over|signed|arising|were"
    r"|was|agenda|notice)\b",
    re.IGNORECASE,
)
#: A file of weekly meetings over ten years has five hundred.
MOST_MEETINGS: Final = 1_000
_LONGEST: Final = 150
_HEAD: Final = 14  #: blocks of a head, in which those present are named


class TooManyMeetings(ActionlogError):
    """The document holds the minutes of more meetings than people keep in one file."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} seems to hold the minutes of more than {MOST_MEETINGS:,} meetings. "
            "Split it, and import the parts one after the other."
        )


def minutes_in(document: Document, *, day_first: bool = True) -> tuple[Document, ...]:
    """Return the minutes that a file holds one after the other, as documents; mostly the one that it is.

    Raises TooManyMeetings.
    """
    blocks = document.blocks
    starts = [n for n, _ in islice(_starts(blocks, day_first), MOST_MEETINGS + 1)]
    if len(starts) > MOST_MEETINGS:
        raise TooManyMeetings(document.name)
    if len(starts) < 2:
        return (document,)
    bounds = [0, *starts[1:], len(blocks)]
    parts = [Document(document.name, blocks[a:b]) for a, b in pairwise(bounds)]
    return (parts[0]._replace(remarks=document.remarks), *parts[1:])


def _starts(blocks: Sequence[Block], day_first: bool) -> Iterator[tuple[int, date]]:
    """Yield where minutes begin, with their day: a title, a new day in it or right below, then who was there."""
    last: date | None = None
    for n, block in enumerate(blocks):
        if isinstance(block, Table | ListItem) or len(block.text) > _LONGEST:
            continue
        if not _TITLE.search(block.text) or _NOT_TITLE.search(block.text):
            continue
        day = _day_of(blocks[n : n + 4], day_first)
        if day is None or day == last or not _names_people(blocks[n + 1 : n + 1 + _HEAD]):
            continue
        last = day
        yield n, day


def _day_of(blocks: Sequence[Block], day_first: bool) -> date | None:
    texts = (joined(b.text) for b in blocks if not isinstance(b, Table) and len(b.text) <= _LONGEST)
    return next((day for text in texts if (day := meeting_date(text, day_first=day_first))), None)


def _names_people(blocks: Sequence[Block]) -> bool:
    for block in blocks:
        if isinstance(block, Table):
            continue
        first = block.text.split("\n", 1)[0]
        label = first.partition(":")[0] if ":" in first[:60] else first
        if kind_of(label[:80]) in (PRESENT, APOLOGIES) and (isinstance(block, Heading) or len(label) < 60):
            return True
    return False
