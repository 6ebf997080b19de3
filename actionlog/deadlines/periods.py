"""Deadlines that are days, and periods that end on one: months, weeks, quarters, years, spans counted from the meeting.

Each function takes the bare words and what they are read against, and returns None where the words are another's.
"""

import re
from datetime import date

from actionlog.bank_holidays import add_working_days
from actionlog.deadlines.printed_days import (
    MONTH,
    ONE_DAY,
    WEEKDAY,
    YEAR,
    Said,
    around,
    bare,
    disagreement,
    month_of,
    quoted,
    said_day,
    weekday_of,
    year_of,
)
from actionlog.deadlines.reading import (
    APPROXIMATE,
    COUNTED,
    DATE,
    MONTH_INFERRED,
    ON_WEEKDAY,
    PERIOD_END,
    Minutes,
    Reading,
    asked,
    odd,
    settled,
    which,
)
from actionlog.model import long_date, weekday_date

_FRIDAY = 4
_WEEK = 7 * ONE_DAY
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_END = r"(?:end[ -](?:of )?(?:the )?)"


def one_day(words: str, at: Minutes) -> Reading | None:
    """`9th June`, `Wed 9 June 2021`, `9/6/21`, `2021-06-09`."""
    said = said_day(words, day_first=at.day_first)
    return said and settled(said, said.in_year, DATE, at)


def month_and_number(words: str, at: Minutes) -> Reading | None:
    """`Sept 21` is a day, or a month of a year; it is asked where both are likely."""
    found = re.fullmatch(rf"{MONTH}[ .-]*(?P<number>[0-9]{{2}})", words)
    if not found or not at.day.year - 1 <= year_of(found["number"]) <= at.day.year + 2:
        return None
    readings = one_day(words, at), part_of_month(f"end {words}", at)
    return which((day for reading in readings if reading for day in reading.days), at)


def part_of_month(words: str, at: Minutes) -> Reading | None:
    """`June`, `end June 2021`, `06/2021` are by its last day; `early`, `mid` and `late` are approximate."""
    found = re.fullmatch(
        rf"(?:(?P<part>end|last day|month end|early|beginning|start|mid(?:dle)?|late)[ -]?(?:of )?)?{MONTH}"
        rf"(?:[ ,./-]*{YEAR})?",
        words,
    ) or re.fullmatch(
        r"(?P<part>end (?:of )?)?(?:(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])"
        r"|(?P<number>0?[1-9]|1[0-2])/(?P<full_year>[0-9]{4}))",
        words,
    )
    if not found or re.fullmatch("[a-z]+[ .-]*[0-9]{2}", words):  # `Sept 21` is a day here; see month_and_number
        return None
    parts = found.groupdict()
    name, year = parts["month"] or parts["number"], parts["year"] or parts.get("full_year")
    month = int(name) if name.isdigit() else month_of(name)
    part = (parts["part"] or "")[:3]
    day = {"ear": 10, "beg": 10, "sta": 10, "mid": 15}.get(part, 0)
    said = Said(words, day, month, year_of(year) if year else None)
    reading = settled(said, lambda y: date(y, month, day) if day else _month_end(y, month), PERIOD_END, at)
    if reading.question or not (day or part == "lat"):
        return reading
    return reading._replace(basis=APPROXIMATE).doubted(f"The words are approximate; {_long(reading)} was taken.")


def _month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - ONE_DAY


def _long(reading: Reading) -> str:
    return " or ".join(map(long_date, reading.days))


def week(words: str, at: Minutes) -> Reading | None:
    """`w/c 14 June` is the week's Friday; `w/e 18 June` names the end itself."""
    found = re.fullmatch(
        r"(?:(?P<begins>w/?[cb]|w\.c|(?:week|wk)[ -](?:commencing|beginning|starting|of))|w/?e|(?:week|wk)[ -]ending)"
        r"[ :.]+(?P<day>.+)",
        words,
    )
    if not found:
        return None
    if not found["begins"]:
        ends = one_day(bare(found["day"]), at)
        return ends and ends._replace(basis=PERIOD_END)
    monday = at.day - at.day.weekday() * ONE_DAY  # the week of the meeting began before it
    begins = one_day(bare(found["day"]), at._replace(day=monday))
    if begins is None:
        return None
    fridays = [_friday(day) for day in begins.days]
    if begins.question:
        return which(fridays, at)
    odd_start = [
        f"{weekday_date(day)} does not begin a week; the Friday after it was taken."
        for day in begins.days
        if day.weekday()
    ]
    return begins._replace(deadline=fridays[0], basis=PERIOD_END).doubted(*odd_start)


def _friday(day: date) -> date:
    return day + (_FRIDAY - day.weekday()) % 7 * ONE_DAY


def weekday(words: str, at: Minutes) -> Reading | None:
    """`Friday`, `next Friday`, `Friday week`: the first after the meeting, unless it could be another."""
    words = re.sub("^a week on (.+)", r"\1 week", words)
    found = re.fullmatch(rf"(?:(?P<which>this|this coming|coming|next|following) )?{WEEKDAY}(?P<later> week)?", words)
    if not found:
        return None
    number = weekday_of(found["weekday"])
    first = at.day + (number - at.day.weekday()) % 7 * ONE_DAY
    days = {first, first + _WEEK} if first == at.day else {first}
    if found["later"]:
        days = {first + _WEEK}
    elif found["which"] == "next":  # for some the first to come, for others that of the next week
        days = {max(days), at.day + _WEEK + (number - at.day.weekday()) * ONE_DAY}
    return which(days, at) if len(days) > 1 else _from_meeting(days.pop(), ON_WEEKDAY)


def _from_meeting(day: date, basis: str) -> Reading:
    return Reading(day, "", basis, (f"The date is not printed; {weekday_date(day)} comes from the meeting.",))


def counted(words: str, at: Minutes) -> Reading | None:
    """`within two weeks`, `14 days`, `18 months`, `in a fortnight`, `10 working days`: counted from the meeting."""
    found = re.fullmatch(
        rf"(?:(?:with)?in |after )?(?:the )?(?:next )?(?P<number>[0-9]{{1,4}}|{'|'.join(_NUMBERS)}|an?) ?"
        r"(?P<working>working |business )?(?:calendar )?(?P<unit>day|week|fortnight|month|year)s?'?s?(?: time)?"
        r"(?: (?:of|from|after) (?:(?:the |this )?meeting|today|now))?",
        words,
    )
    if not found or (found["working"] and found["unit"] != "day"):
        return None
    number = found["number"]
    count = int(number) if number.isdigit() else _NUMBERS.index(number) + 1 if number in _NUMBERS else 1
    day = add_working_days(at.day, count) if found["working"] else _later(at.day, count, found["unit"])
    return Reading(day, "", COUNTED, (f"Counted from the meeting on {long_date(at.day)}.", *odd(day, at)))


def _later(day: date, count: int, unit: str) -> date:
    if unit not in ("month", "year"):
        return day + count * {"day": 1, "week": 7, "fortnight": 14}[unit] * ONE_DAY
    from dateutil.relativedelta import relativedelta  # only here: most deadlines are plain dates

    try:
        return day + relativedelta(months=count * (12 if unit == "year" else 1))
    except ValueError as error:  # what dateutil says beyond the year 9999
        raise OverflowError from error


def near(words: str, at: Minutes) -> Reading | None:
    """`today`, `this week`, `end of next month` and the like."""
    if words in ("today", "tomorrow"):
        return _from_meeting(at.day + (words == "tomorrow") * ONE_DAY, COUNTED)
    words = {"eow": "this week", "eom": "this month", "month end": "this month"}.get(words, words)
    found = re.fullmatch(rf"{_END}?(?P<which>this |next )?(?P<unit>week|month)", words)
    if not found or words == found["unit"]:
        return None
    later = found["which"] == "next "
    if found["unit"] == "week":
        monday = at.day - at.day.weekday() * ONE_DAY
        return _from_meeting(_friday(monday + _WEEK if later else at.day), PERIOD_END)
    end = _month_end(at.day.year, at.day.month)
    if later:
        first = end + ONE_DAY
        end = _month_end(first.year, first.month)
    return _from_meeting(end, PERIOD_END)


def day_of_month(words: str, at: Minutes) -> Reading | None:
    """`by the 9th`: the first 9th on or after the meeting."""
    found = re.fullmatch(rf"(?:{WEEKDAY} )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)", words)
    if not found or not 1 <= int(found["day"]) <= 31:
        return None
    day = at.day
    while day.day != int(found["day"]):
        day += ONE_DAY
    if found["weekday"] and weekday_of(found["weekday"]) != day.weekday():
        raise disagreement(at.printed, day)
    return _from_meeting(day, MONTH_INFERRED)


def year(words: str, at: Minutes) -> Reading | None:
    """`2021/22` is the financial year; which year ends by `end of the year` is asked."""
    if found := re.fullmatch(
        rf"{_END}?(?P<kind>fy|f/y|financial year)? ?(?P<year>20[0-9]{{2}})(?P<mark>[/-])(?P<next>(?:20)?[0-9]{{2}})",
        words,
    ):
        first, second = int(found["year"]), int(found["next"][-2:])
        if second != (first + 1) % 100:
            return None
        end = date(first + 1, 3, 31)
        if found["mark"] == "-" and second <= 12 and len(found["next"]) == 2 and not found["kind"]:  # 2011-12
            return which((end, _month_end(first, second)), at)
        doubt = f"{quoted(at.printed)} was read as the financial year that ends on {long_date(end)}."
        return Reading(end, "", PERIOD_END, (doubt, *odd(end, at)))
    if found := re.fullmatch(rf"{_END}?(?P<year>20[0-9]{{2}})", words):
        end = date(int(found["year"]), 12, 31)
        doubts = odd(end, at)
        if words.isdigit():
            doubts += (f"{quoted(at.printed)} names a whole year; its last day was taken.",)
        return Reading(end, "", PERIOD_END, doubts)
    found = re.fullmatch(rf"{_END}(?:this )?(?P<kind>calendar |financial |tax )?year|eoy|year[ -]end", words)
    if not found:
        return None
    calendar, financial = (settled(end, end.in_year, PERIOD_END, at) for end in (Said("", 31, 12), Said("", 31, 3)))
    if found["kind"]:
        return calendar if found["kind"] == "calendar " else financial
    return _which_year(calendar.days, financial.days, at)


def _which_year(calendar: tuple[date, ...], financial: tuple[date, ...], at: Minutes) -> Reading:
    first, second = (" or ".join(map(long_date, days)) for days in (calendar, financial))
    question = (
        f"{quoted(at.printed)} ends on {first} in the calendar year and on {second} in the financial year. "
        "Which is meant?"
    )
    return asked((*calendar, *financial), question)


def quarter(words: str, at: Minutes) -> Reading | None:
    """`Q3` is the calendar's or the financial year's, and only the secretary knows which: asked."""
    found = re.fullmatch(
        rf"{_END}?(?:q|quarter )(?P<number>[1-4])"
        "(?:[ /,-]*(?:of )?(?P<year>20[0-9]{2})(?P<financial>[/-][0-9]{2})?)?",
        words,
    )
    if not found:
        return None
    months = 3 * int(found["number"])
    if found["financial"]:
        end = _months_into(int(found["year"]), months + 3)
        return Reading(end, "", PERIOD_END, odd(end, at))
    if found["year"]:
        calendar, financial = (_months_into(int(found["year"]), m) for m in (months, months + 3))
        return _which_year((calendar,), (financial,), at)

    def first(months: int) -> tuple[date, ...]:
        day = around(lambda y: None if y == 9999 else _months_into(y, months), at.day)[1]
        return (day,) if day else ()

    return _which_year(first(months), first(months + 3), at)


def _months_into(year: int, months: int) -> date:
    """Return the last day of a month counted from January of `year`: 15 is March of the next."""
    return _month_end(year + (months - 1) // 12, (months - 1) % 12 + 1)
