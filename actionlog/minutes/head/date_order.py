"""Whether a document prints the day or the month first, judged from all of its dates and never from the machine.

`03/04/2022` alone can be read either way; `14/03/2022` elsewhere in the same document settles it, as does `3 April
2022` beside it. Where nothing does, the day is first, as in the United Kingdom, and that is said.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from actionlog.deadlines import meeting_date
from actionlog.document import Document, Table
from actionlog.model import long_date

_NUMERIC = re.compile(r"(?<![\d./:-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/]|[.-]\d)")
_MONTHS: Final = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_MONTH_THEN_DAY = re.compile(rf"\b{_MONTHS}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}}|\b(?! \d))", re.IGNORECASE)
_DAY_THEN_MONTH = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTHS}\b", re.IGNORECASE)
_WORDED = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTHS}\.?,? \d{{4}}|{_MONTHS}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{4}-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_LONGEST: Final = 20_000  #: characters of a block that are looked at
_MOST: Final = 2_000  #: dates; more settle nothing that these do not


class DateOrder(NamedTuple):
    """`day_first` says how `03/04/2022` is to be read; `doubt` is a sentence where the document leaves it open."""

    day_first: bool = True
    doubt: str = ""


def date_order(document: Document) -> DateOrder:
    """Return how the dates of `document` are printed."""
    texts = [document.name.replace("_", " "), *_texts(document)]
    numeric = list(_found(_NUMERIC, texts))
    day_first = sum(int(n[1]) > 12 >= int(n[3]) for n in numeric)
    month_first = sum(int(n[3]) > 12 >= int(n[1]) for n in numeric)
    open_ones = [n for n in numeric if int(n[1]) <= 12 and int(n[3]) <= 12 and n[1] != n[3]]
    if not open_ones:
        return DateOrder(day_first >= month_first)
    worded = {day for found in _found(_WORDED, texts) if (day := meeting_date(found.group()))}
    for n in open_ones:
        first = meeting_date(n.group()) in worded
        second = meeting_date(n.group(), day_first=False) in worded
        day_first += first and not second
        month_first += second and not first
    if day_first and month_first:
        order = day_first >= month_first
        return DateOrder(order, _mixed(order))
    if day_first or month_first:
        return DateOrder(bool(day_first))
    month_words, day_words = any(_found(_MONTH_THEN_DAY, texts)), any(_found(_DAY_THEN_MONTH, texts))
    if day_words and not month_words:
        return DateOrder()
    american = month_words and not day_words
    return DateOrder(not american, _open(open_ones[0].group(), not american))


def is_either(text: str) -> bool:
    """True where `text` holds a date that could be read with the day or with the month first."""
    return any(int(n[1]) <= 12 and int(n[3]) <= 12 and n[1] != n[3] for n in _NUMERIC.finditer(text[:_LONGEST]))


def _mixed(day_first: bool) -> str:
    order = "the day before the month" if day_first else "the month before the day"
    return (
        "Some dates in the document have the day first and others the month; "
        f"{order} was taken where both were possible."
    )


def _open(printed: str, day_first: bool) -> str:
    day = meeting_date(printed, day_first=day_first)
    read = f"; {printed} was read as {long_date(day)}" if day else ""
    return f"The document does not show whether the day or the month comes first in its dates{read}. Check each."


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell[:_LONGEST] for row in block.rows for cell in row.cells)
        else:
            yield block.text[:_LONGEST]


def _found(pattern: re.Pattern[str], texts: list[str]) -> Iterator[re.Match[str]]:
    count = 0
    for text in texts:
        for found in pattern.finditer(text):
            yield found
            count += 1
            if count == _MOST:
                return
