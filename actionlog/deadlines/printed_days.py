"""Days as people print and type them: their parts, and what becomes of a day that does not exist.

Nothing here knows what a deadline is. Patterns are kept as text: `re` compiles and remembers
those that are used, so that a command which reads one plain date does not pay for the rest.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Final, NamedTuple

from actionlog.characters import visible
from actionlog.errors import ActionlogError
from actionlog.model import long_date, weekday_date

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ONE_DAY: Final = timedelta(days=1)

_MONTH_WORDS = "|".join(f"{m[:3]}(?:{m[3:]})?" for m in map(str.lower, MONTHS)) + "|sept"
_WEEKDAY_WORDS = f"(?:{'|'.join(WEEKDAYS)})(?:day|s|sday|nesday|r|rs|rsday|urday)?"
MONTH: Final = rf"(?P<month>{_MONTH_WORDS})(?![a-z])\.?"
WEEKDAY: Final = rf"(?P<weekday>{_WEEKDAY_WORDS})(?![a-z])\.?"
YEAR: Final = r"(?P<year>(?<!')[0-9]{4}|'?[0-9]{2})(?![0-9])"

_FULL_YEAR = "(?P<year>[0-9]{4})(?![0-9])"
_NUMBER = "(?P<day>[0-9]{1,2})(?P<ordinal>st|nd|rd|th)?(?![0-9])"
_BEFORE = f"(?:{WEEKDAY}[ ,]*)?"
_AFTER = rf"(?:[ ,(]+(?P<after>{_WEEKDAY_WORDS})\)?)?"
_DAY_MONTH = rf"{_BEFORE}(?:the )?{_NUMBER}[ ./-]*(?:of )?{MONTH}"
_MONTH_DAY = rf"{_BEFORE}{MONTH}[ .-]*{_NUMBER}"
_NUMERIC = rf"{_BEFORE}(?P<first>[0-9]{{1,2}}) ?(?P<mark>[./-]) ?(?P<second>[0-9]{{1,2}})"
_YEAR_FIRST = rf"{_BEFORE}(?P<year>[0-9]{{4}})(?P<mark>[./-])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})"
_FORMS = (
    _YEAR_FIRST,
    f"{_DAY_MONTH}(?:[ ,./-]*{YEAR})?{_AFTER}",
    f"{_MONTH_DAY}(?:[ ,]+{YEAR})?{_AFTER}",
    f"{_NUMERIC} ?(?P=mark) ?{YEAR}{_AFTER}",
    rf"{_BEFORE}(?P<first>[0-9]{{1,2}})/(?P<second>[0-9]{{1,2}}){_AFTER}",
)

#: The first day of a meeting of several: `12-13 February`, `30 June - 1 July`.
_FIRST_DAY = rf"(?:(?P<from>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: (?P<from_month>{_MONTH_WORDS}))? ?(?:-|to|and|&|/) ?)?"
_IN_TITLES = (
    _YEAR_FIRST,
    "(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])",
    rf"{_FIRST_DAY}{_DAY_MONTH}[ ,./-]*{_FULL_YEAR}",
    rf"{_MONTH_DAY}[ ,]+{_FULL_YEAR}",
    rf"{_NUMERIC}(?P=mark){YEAR}(?![./-][0-9])",
)

_TIME_OF_DAY = (
    r"(?<![0-9a-z.:/-])(?:at |@ ?)?(?:[0-9]{1,2}(?:[.:][0-9]{2})? ?(?:am|pm|a\.m\.?|p\.m\.?|noon)"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?z?(?: ?(?:hrs|hours))?|[0-9]{4} ?(?:hrs|hours)|noon|midday|midnight"
    r"|cop|cob|eod|close of (?:play|business)|end of (?:play|business|(?:the )?day))(?![0-9a-z])"
)
_LEADING = (
    r"(?:(?:(?:to|must) be )?(?:completed?|done|finished|sent|circulated|submitted) by|by|before|due(?: date)?"
    r"|on or before|on(?! going)|for|until|till?|deadline|target(?: date)?|date|no(?:t)? later than|in time for|at|the"
    r"|(?:revised|extended|moved|deferred|postponed|changed)(?: to| until)?)(?=[ :])[ :-]*"
)
_TRAILING = r"[ ,]*(?:at the latest|latest|or sooner|if possible|please)$"
_PUNCTUATION = " .,;:!*_`\"'#…†‡-"
_PLAIN = str.maketrans("–—−‐‑’‘“”ᵗʰˢⁿᵈʳ", "-----''\"\"thsndr")


#: Years that can be meant; others are slips, and days near the ends of the calendar cannot be counted with.
_EARLIEST, _LATEST = 1800, 2500


class DeadlineRefused(ActionlogError):
    """A day that cannot be. `text` is what was printed or typed; `str()` says why it cannot be."""

    def __init__(self, text: str, why: str) -> None:
        self.text = text
        super().__init__(why)


class Said(NamedTuple):
    """The parts of a printed day; `year` and `weekday` (Monday is 0) are None where they are not printed."""

    text: str
    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    misprint: str = ""  #: an ordinal such as `21th`

    def in_year(self, year: int) -> date | None:
        """Return the day in `year`, or None where that year has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def refusal(self) -> DeadlineRefused:
        """Return the error for a day that no calendar has."""
        if 1 <= self.month <= 12:
            year = "" if self.year is None else f" {self.year:04}"
            return DeadlineRefused(
                self.text, f"There is no {self.day} {MONTHS[self.month - 1]}{year}. Give the day that was meant."
            )
        return DeadlineRefused(
            self.text,
            f"{quoted(self.text)} is not a date: there is no month {self.month}. Give the month as a word, as in "
            "9 June 2021.",
        )

    def agrees(self, day: date) -> bool:
        """True unless the printed weekday is another than that of `day`."""
        return self.weekday in (None, day.weekday())


def disagreement(text: str, day: date) -> DeadlineRefused:
    """Return the error for a printed weekday that is not that of `day`."""
    weekday = weekday_date(day).split()[0]
    return DeadlineRefused(
        text, f"{quoted(text)} cannot be right: {long_date(day)} is a {weekday}. Give the day that was meant."
    )


def as_printed(text: str) -> str:
    """Return `text` on one line without HTML tags, its ordinals joined: `9 <sup>th</sup> June` is `9th June`."""
    text = re.sub(r"(?i)<br ?/?>", " ", text)
    text = " ".join(re.sub(r"(?i)</?[a-z][^<>]*>", "", text).split())
    return re.sub(r"(?i)(?<![0-9])([0-9]{1,2}) (st|nd|rd|th)\b", r"\1\2", text)


def plain(text: str) -> str:
    """Return `text` in small letters, with plain dashes and quotes, so that patterns can be plain too."""
    return re.sub(r"(?<=[0-9])t(?=[0-9]{2}:)", " ", text.lower().translate(_PLAIN))


def bare(text: str) -> str:
    """Return the words of `text` that say which day: no `by` or `before`, no time of day, no brackets around all."""
    words, shorter = "", " ".join(re.sub(_TIME_OF_DAY, " ", plain(text)).split())
    while shorter != words:
        words, shorter = shorter, re.sub(_TRAILING, "", shorter.strip(_PUNCTUATION))
        shorter = re.sub(rf"^{_LEADING}(?=.)", "", shorter)
        if enclosed := re.fullmatch(r"[(\[]((?:[^()\[\]]|\([^()\[\]]*\))*)[)\]]", shorter):
            shorter = enclosed[1]
    return words


def said_day(words: str, *, day_first: bool = True) -> Said | None:
    """Return the parts of the day that `words` (as `bare` returns them) say and nothing else, or None."""
    for form in _FORMS:
        if found := re.fullmatch(form, words):
            return _said(found, day_first)
    return None


def year_of(digits: str) -> int:
    """Return a printed year: `2021`, and `21` or `'21`, which are in this century."""
    digits = digits.lstrip("'")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def month_of(word: str) -> int:
    """Return the number of a month from its name, short or long."""
    return [m[:3].lower() for m in MONTHS].index(word[:3]) + 1


def weekday_of(word: str) -> int:
    """Return the number of a weekday from its name, short or long; Monday is 0."""
    return WEEKDAYS.index(word[:3])


def around(in_year: Callable[[int], date | None], day: date) -> tuple[date | None, date | None]:
    """Return the last day before `day`, and the first on or after it, of those that `in_year` gives for each year."""
    years = range(max(day.year - 8, 1), min(day.year + 8, 9999) + 1)  # 29 February may be eight years away
    days = [d for d in map(in_year, years) if d is not None]
    return max((d for d in days if d < day), default=None), min((d for d in days if d >= day), default=None)


def quoted(text: str) -> str:
    """Return `text` in quotes for a message, safe to show and not too long."""
    shown = visible(text[:61])
    return f'"{shown}"' if len(text) <= 60 else f'"{shown[:60]}…"'


def read_date(text: str, today: date, *, past: bool = False) -> date:
    """Return the day that a user typed: `2021-05-19`, `19 May 2021`, `19/5/2021`, `19 May`, today, yesterday, tomorrow.

    Without a year it is the first such day on or after `today`, or with `past` the last one on or before it. Days stand
    before months. DeadlineRefused, with a sentence, for anything else, and for a year that no committee's log reaches.
    """
    day = _typed(text, today, past)
    if not _EARLIEST <= day.year <= _LATEST:
        raise DeadlineRefused(
            text, f"{quoted(text)} is in the year {day.year}. Check the year, and type it with four digits."
        )
    return day


def _typed(text: str, today: date, past: bool) -> date:
    if len(text) == 10 and text[4] == text[7] == "-":  # what programs type; it needs no pattern
        with suppress(ValueError):
            return date.fromisoformat(text)
    words = bare(as_printed(text)) if len(text) <= 100 else ""
    steps = {"yesterday": -1, "today": 0, "tomorrow": 1}
    try:
        if words in steps:
            return today + steps[words] * ONE_DAY
        tomorrow = today + ONE_DAY if past else today
    except OverflowError:
        raise DeadlineRefused(text, f"{quoted(text)} is beyond the end of the calendar.") from None
    said = said_day(words)
    if said is None:
        raise DeadlineRefused(text, f"{quoted(text)} is not a date. Type it as 19 May 2021 or 2021-05-19.")
    said = said._replace(text=text)
    if said.year is not None:
        day = said.in_year(said.year)
    else:
        before, after = around(said.in_year, tomorrow)
        day = before if past else after
    if day is None:
        raise said.refusal()
    if not said.agrees(day):
        raise disagreement(text, day)
    return day


def meeting_date(text: str, *, day_first: bool = True) -> date | None:
    """Return the day of a meeting from its title (`Wednesday 19th May 2021 15:30`) or file name, or None.

    None where there is no date with a year, where there are several different ones, and where one does not exist or
    has another weekday than is printed. Of a meeting of two to five days (`12-13 February 2019`) it is the first.
    """
    words = re.sub(_TIME_OF_DAY, " ", plain(as_printed(text[:10_000])).replace("_", "-"))
    days = {
        _first_day(found, day_first)
        for form in _IN_TITLES
        for found in re.finditer(rf"(?<![0-9a-z])(?<![0-9][./-]){form}(?![0-9a-z])", words)
    }
    return days.pop() if len(days) == 1 else None


def _said(found: re.Match[str], day_first: bool) -> Said:
    parts = found.groupdict()
    if "first" in parts:
        day, month = (parts["first"], parts["second"]) if day_first else (parts["second"], parts["first"])
    else:
        day, month = parts["day"], parts["month"]
    weekday = parts.get("weekday") or parts.get("after")
    ordinal, number = parts.get("ordinal"), int(day)
    right = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return Said(
        found.group(),
        number,
        int(month) if month.isdigit() else month_of(month),
        year_of(parts["year"]) if parts.get("year") else None,
        weekday_of(weekday) if weekday else None,
        f"{day}{ordinal}" if ordinal and ordinal != right else "",
    )


def _first_day(found: re.Match[str], day_first: bool) -> date | None:
    said = _said(found, day_first)
    last = said.in_year(said.year or 0)
    if last is None or not said.agrees(last):
        return None
    if not found.groupdict().get("from"):
        return last
    month = found["from_month"]
    first = said._replace(day=int(found["from"]), month=month_of(month) if month else said.month).in_year(last.year)
    if first is None or not 0 < (last - first).days < 5:  # a number before a date: `Meeting 3 - 19 May 2021`
        return last
    is_number = re.search(r"(?:meeting|number|no\.?|#) ?$", found.string[: found.start("from")])
    return None if is_number and found.string[found.end("from")] == " " else first  # `Meeting 18 - 19 May 2021`
