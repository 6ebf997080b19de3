"""Deadlines that are words: On-going, the next meeting, those that name no day, and a note that it is done.

Each function takes the bare words and what they are read against, and returns None where the words are another's.
"""

import re

from actionlog.deadlines.periods import one_day
from actionlog.deadlines.printed_days import (
    MONTH,
    ONE_DAY,
    YEAR,
    around,
    bare,
    disagreement,
    month_of,
    plain,
    quoted,
    said_day,
    year_of,
)
from actionlog.deadlines.reading import COMPLETED, FAR, KIND, Minutes, Reading, no_deadline
from actionlog.model import NEXT_MEETING, ONGOING, long_date

_NOTHING = ("n/a", "na", "none", "nil", "not applicable")
_ONGOING = r"on[ -]?going|continu(?:ous|al|ing)|continuously|rolling|open[ -]ended|standing(?: (?:item|action))?"
_NO_DAY = (
    r"asap|a\.s\.a\.p|as soon as (?:possible|practicable)|immediate(?:ly)?|urgent(?:ly)?|now|soon|tb[acd]|\?+"
    r"|(?:date )?to be (?:confirmed|agreed|announced|advised|arranged|decided|determined|set)|not (?:set|known)"
)
_LOOSE = (
    "spring|summer|autumn|winter|christmas|easter|new year|terms?|weeks?|months?|years?|quarters?|half|phase"
    "|during|towards|few|several|later|shortly|once|when|after"
)
_BODY = (
    "(?:board|council|forum|team|panel|full council|(?:(?:sub-?|steering |working |management )?(?:committee|group)))"
)
_SITTING = "(?:meeting|mtg|session|agenda)"
_OCCASION = f"{_BODY}|(?:{_BODY} )?{_SITTING}"
_EVENT = f"{_BODY}|{_SITTING}|agm|egm|conference|workshop|away ?day|event|assembly"


def kind(words: str, at: Minutes) -> Reading | None:
    """`On-going` and its like; `ASAP`, `TBC`; and cells that say there is no deadline."""
    if words in _NOTHING or not plain(at.printed).strip(" .,;:*_-"):
        return no_deadline()
    if re.fullmatch(_ONGOING, words):
        return Reading(ONGOING, "", KIND)
    if re.fullmatch(_NO_DAY, words):
        return no_deadline(f"{quoted(at.original(words))} names no day; agree one with the owner.")
    return None


def completed(words: str, at: Minutes) -> Reading | None:
    """`Complete 9/6/21`: the day on which it was done, and no deadline."""
    found = re.fullmatch(r"(?:completed?|done|closed|actioned|finished|discharged)(?: on)?(?:[ :,-]+(.+))?", words)
    if not found:
        return None
    if not found[1]:
        return Reading(None, "", COMPLETED, (f"{quoted(at.original(words))} is a status, not a deadline.",))
    said = said_day(bare(found[1]), day_first=at.day_first)
    if said is None:
        return None
    day = around(said.in_year, at.day + ONE_DAY)[0] if said.year is None else said.in_year(said.year)
    if day is None:
        raise said.refusal()
    if not said.agrees(day):
        raise disagreement(at.original(said.text), day)
    doubts = [f"{long_date(day)} is printed as the day it was done; no deadline is printed."]
    if said.year is None:
        doubts.append(f"The year is not printed; {day.year} comes from the meeting.")
    if day > at.day:
        doubts.append(f"{long_date(day)} is after the meeting.")
    return Reading(None, "", COMPLETED, tuple(doubts), completed=day)


def meeting_or_event(words: str, at: Minutes) -> Reading | None:
    """`next meeting` is a deadline that moves with the meeting; of another meeting or event the day must be given."""
    if found := re.fullmatch(
        rf"(?:our )?(?:next|following)(?: (?:regular|ordinary|scheduled))?(?: {_BODY}(?: {_SITTING})?| {_SITTING})"
        rf"(?: of the {_BODY})?(?:[ ,:(-]+(?:on |of )?(?P<day>[^()]+)\)?)?",
        words,
    ):
        return _next_meeting_on(found["day"], at) if found["day"] else Reading(NEXT_MEETING, "", KIND)
    if found := re.fullmatch(rf"(?:{_OCCASION}) (?:on|of) (?P<day>.+)|(?P<first>.+?) (?:{_OCCASION})", words):
        on = one_day(bare(found["day"] or found["first"]), at)
        if on is not None:
            return Reading(NEXT_MEETING, "", KIND) if at.next and on.deadline == at.next else on
    if found := re.fullmatch(rf"{MONTH}(?: {YEAR})?(?:'s)?(?: {_BODY}(?: {_SITTING})?| {_SITTING})", words):
        month = (year_of(found["year"]) if found["year"] else None, month_of(found["month"]))
        if at.next and at.next - at.day <= FAR and month in ((None, at.next.month), (at.next.year, at.next.month)):
            doubt = f"Read as the next meeting, on {long_date(at.next)}; if another body is meant, give the day."
            return Reading(NEXT_MEETING, "", KIND, (doubt,))
    elif re.search("[0-9]", words) or not re.search(rf"(?<![a-z])(?:{_EVENT})(?![a-z])", words):
        return None
    return no_deadline(f"{quoted(at.printed)} names a meeting or an event without its day; give the day.")


def _next_meeting_on(text: str, at: Minutes) -> Reading | None:
    printed = one_day(bare(text), at)
    if printed is None or len(printed.days) != 1:
        return printed
    day = printed.days[0]
    if day == at.next:
        return Reading(NEXT_MEETING, "", KIND)
    known = f"but it is on {long_date(at.next)}" if at.next else "and that meeting is not known yet"
    doubts = (*printed.doubts, f"The next meeting is printed as {long_date(day)}, {known}.")
    return Reading(NEXT_MEETING, "", KIND, doubts)


def too_loose(words: str, at: Minutes) -> Reading | None:
    """`Spring 2022`, `Week 22`, `in 2-3 months`: nobody agreed on a day."""
    if found := re.match(r"on-?going ?[,;:-]+ ?", words):
        return Reading(
            ONGOING, "", KIND, (f"The words after it were not read: {quoted(at.original(words[found.end() :]))}.",)
        )
    if re.search(rf"(?<![a-z])(?:{_LOOSE})(?![a-z])", words):
        return no_deadline(f"{quoted(at.printed)} is too loose to be a deadline; agree a day with the owner.")
    return None
