"""Boxes to tick within the cells of a table that is none of actions: `[ ] AB: write to the county`, in its notes."""

import re
from collections.abc import Iterator
from typing import Final

from actionlog.document import Row, Table, joined
from actionlog.minutes.parties import leading_party
from actionlog.minutes.raw import RawAction
from actionlog.minutes.wording import read_wording

_BOX = re.compile(r"(\[[ xX]\])\s+(?=\S)")
_MOST_LINES: Final = 200
_LONGEST: Final = 2000
_FEW_WORDS: Final = 3


def boxed_actions(table: Table, known: tuple[str, ...]) -> Iterator[RawAction]:
    """Yield the actions of the lines that begin with a box and with somebody who acts; other boxes are a form's."""
    for row in table.rows:
        yield from _of_row(row, known)


def _of_row(row: Row, known: tuple[str, ...]) -> Iterator[RawAction]:
    for cell in row.cells:
        if "[" not in cell:
            continue
        for line in cell.split("\n")[:_MOST_LINES]:
            box = _BOX.match(line.strip())
            text = joined(line.strip()[box.end() : _LONGEST]) if box else ""
            if not box or len(text.split()) <= _FEW_WORDS or not leading_party(text, known)[1]:
                continue
            wording = read_wording(text, known)
            yield RawAction(
                text=wording.text,
                ref=wording.ref,
                owners_printed=wording.owners_printed,
                owners=wording.owners,
                deadline=wording.deadline,
                by_when=wording.by_when,
                status=box.group(1).lower(),
                places=(row.place,),
            )
