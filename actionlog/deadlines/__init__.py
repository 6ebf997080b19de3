"""Deadlines as minutes print them: words and the day of the meeting in, a `Reading` out.

A year that is not printed comes from the meeting: the first such day on or after it. Days stand before months. A
phrase is read whole or not at all: nothing is fished out of a sentence, and what could mean two days is asked, not
guessed. `docs/reference/deadlines.md` lists the phrases with their results and reasons; a test holds it to this code.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from actionlog.deadlines.kinds import completed, kind, meeting_or_event, too_loose
from actionlog.deadlines.periods import (
    counted,
    day_of_month,
    month_and_number,
    near,
    one_day,
    part_of_month,
    quarter,
    week,
    weekday,
    year,
)
from actionlog.deadlines.printed_days import (
    WEEKDAY,
    DeadlineRefused,
    as_printed,
    bare,
    meeting_date,
    quoted,
    read_date,
)
from actionlog.deadlines.reading import APPROXIMATE, NONE, RANGE, Minutes, Reading, asked, no_deadline
from actionlog.model import long_date

__all__ = ["DeadlineRefused", "Reading", "meeting_date", "read_date", "read_deadline"]

_LONGEST = 200  # characters; a longer cell holds no deadline


def read_deadline(text: str, meeting: date, *, day_first: bool = True, next_meeting: date | None = None) -> Reading:
    """Return what the printed deadline `text` means in the minutes of the meeting on the day `meeting`.

    `day_first` is False only for a document known to print months first; `next_meeting` is the day of the meeting after
    this one, where it is known. DeadlineRefused for a day that does not exist and for a weekday that is not the day's.
    Words that are not understood are no error: their basis is `none`, `understood` is False, and a doubt says so.
    """
    printed = as_printed(text)
    if len(printed) > _LONGEST:
        why = "The text is too long to be a deadline, so none was taken from it."
        found: Reading | None = no_deadline(why)._replace(understood=False)
    else:
        try:
            found = _understood(printed, Minutes(printed, meeting, day_first, next_meeting))
        except OverflowError:  # beyond the end of the calendar
            found = None
    if found is None:
        found = no_deadline(
            f"{quoted(printed)} was not understood as a deadline. If one was agreed, give it as in 9 June 2021."
        )._replace(understood=False)
    return found._replace(printed=printed, doubts=tuple(dict.fromkeys(found.doubts)))


def _understood(text: str, at: Minutes) -> Reading | None:
    words = bare(text)
    return next((found for form in _FORMS if (found := form(words, at)) is not None), None)


def _range(words: str, at: Minutes) -> Reading | None:
    """Of a range the end counts: `1-3 June`, `From 3 May until 9 June 2017`."""
    inside = re.sub(r"^(?:from|between) ", "", words)
    for mark in (" until ", " till ", " to ", " - ", "-", *([" and "] if words.startswith("between ") else [])):
        first, found, last = inside.partition(mark)
        end = _day_or_month(last, at) if found else None
        if end is None:
            continue
        if number := re.fullmatch(rf"(?:{WEEKDAY} )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?", bare(first)):
            backwards = any(day.day <= int(number["day"]) for day in end.days)
        elif begin := _day_or_month(first, at):
            years_alike = bool(re.search("[0-9]{4}", first)) == bool(re.search("[0-9]{4}", last))
            backwards = years_alike and len(begin.days) == len(end.days) == 1 and begin.days > end.days
        else:
            continue
        if backwards:
            return asked(end.days, f"{quoted(at.printed)} ends before it begins. Which day is meant?")
        return end if end.question else end._replace(basis=RANGE)
    return None


def _day_or_month(text: str, at: Minutes) -> Reading | None:
    words = bare(text)
    return one_day(words, at) or part_of_month(words, at)


def _unsure(words: str, at: Minutes) -> Reading | None:
    """`about 9 June`, `9 June (tbc)`, `9 June?`: a date, and a doubt."""
    found = re.fullmatch(
        r"(?:about|around|approx\.?|approximately|circa|ca?\.|~|provisional(?:ly)?|hopefully|ideally|aim(?:ing)? for)"
        r"[ :]*(?P<rest>.+)",
        words,
    ) or re.fullmatch(r"(?P<rest>.+?)[ ,(-]*(?:\?+|(?<![a-z])(?:tbc|provisional|approx|or so))\)?", words)
    reading = _understood(found["rest"], at) if found else None
    if reading is None or not isinstance(reading.deadline, date):
        return reading
    doubt = f"The words say that {long_date(reading.deadline)} is not certain."
    return reading._replace(basis=APPROXIMATE).doubted(doubt)


def _several(words: str, at: Minutes) -> Reading | None:
    """`9th June and 16th June`, `9 and 16 June`; `ASAP, but by 9 June` is one deadline."""
    parts = [part for part in re.split(r" ?[,;&+] ?| (?:/|and|or|then|but) |(?<=[a-z])/(?=[a-z])", words) if part]
    if not 2 <= len(parts) <= 8:
        return None
    month = re.sub(r"^.*?[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9])", "", parts[-1], count=1)
    found = []
    for part in parts:
        borrows = month and re.search(r"(?<![0-9])[0-9]{1,2}(?:st|nd|rd|th)?$", part)
        reading = _understood(part + month if borrows else part, at)
        if reading is None:
            return None
        found.append(reading)
    return _joined(found, at)


def _beside_brackets(words: str, at: Minutes) -> Reading | None:
    """What stands outside brackets counts; where that is no deadline, what stands inside."""
    found = re.fullmatch(r"([^()\[\]]*)[(\[]([^()\[\]]*)[)\]]([^()\[\]]*)", words)
    if not found:
        return None
    outside, inside = _understood(f"{found[1]} {found[3]}", at), _understood(found[2], at)
    if outside and inside and NONE not in (outside.basis, inside.basis):
        return _joined([outside, inside], at)
    if inside and inside.basis != NONE:
        return inside.doubted("Only the words in brackets were read.")
    return outside and outside.doubted(f"The words in brackets were not read: {quoted(at.original(found[2]))}.")


def _joined(found: list[Reading], at: Minutes) -> Reading:
    """Return what several readings of one cell say together: one deadline, or a question."""
    deadlines = {reading.deadline for reading in found if reading.deadline is not None}
    if len(deadlines) > 1 or any(reading.question for reading in found):
        days = sorted({day for reading in found for day in reading.days})
        kinds = sorted(deadline for deadline in deadlines if isinstance(deadline, str))
        each = " and ".join([*map(long_date, days), *kinds])
        return asked(days, f"{quoted(at.printed)} names several: {each}. Which holds, or are these several actions?")
    best = next((reading for reading in found if reading.deadline is not None), found[0])
    return best._replace(doubts=tuple(doubt for reading in found for doubt in reading.doubts))


#: The forms in the order in which they are tried. Each takes the bare words and returns None where they are another's.
_FORMS: Final[tuple[Callable[[str, Minutes], Reading | None], ...]] = (
    kind,
    month_and_number,
    year,
    part_of_month,
    one_day,
    completed,
    week,
    weekday,
    counted,
    near,
    day_of_month,
    quarter,
    meeting_or_event,
    _range,
    _unsure,
    _several,
    _beside_brackets,
    too_loose,
)
