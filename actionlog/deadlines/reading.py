"""What a printed deadline was found to mean, and how a year that is not printed is settled."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from actionlog.deadlines.printed_days import Said, around, disagreement, quoted
from actionlog.model import Deadline, long_date

DATE: Final = "date"
YEAR_INFERRED: Final = "year inferred"
MONTH_INFERRED: Final = "month inferred"
PERIOD_END: Final = "period end"
APPROXIMATE: Final = "approximate"
COUNTED: Final = "counted"
ON_WEEKDAY: Final = "weekday"
RANGE: Final = "range"
KIND: Final = "kind"  #: `On-going` and `next meeting`
COMPLETED: Final = "completed"
ASKED: Final = "asked"
NONE: Final = "none"

FAR: Final = timedelta(days=300)  #: an inferred year is to be confirmed beyond this
_VERY_FAR = timedelta(days=5 * 366)  # so is a printed one beyond this
_RECENT = timedelta(days=30)  # a day without a year that has passed so lately may still be the one meant


class Reading(NamedTuple):
    """What a printed deadline means.

    `doubts` are sentences that a secretary should look at. Where the words could mean several things, `question` asks,
    `readings` holds the days it could be, and `deadline` is None.
    """

    deadline: Deadline
    printed: str = ""  #: the words without markup, otherwise as printed
    basis: str = DATE  #: how the deadline was found: one of the words above
    doubts: tuple[str, ...] = ()
    readings: tuple[date, ...] = ()
    question: str = ""
    completed: date | None = None  #: the day on which it was done, where that is what is printed
    understood: bool = True  #: False where the words were not recognised at all; `ASAP` is understood, and names no day

    @property
    def days(self) -> tuple[date, ...]:
        """The day it means, or each that it could mean; empty where it is none."""
        return (self.deadline,) if isinstance(self.deadline, date) else self.readings

    def doubted(self, *doubts: str) -> "Reading":
        """Return this reading with more doubts."""
        return self._replace(doubts=self.doubts + doubts)


class Minutes(NamedTuple):
    """What a deadline is read against. `printed` is all of its text, for messages."""

    printed: str
    day: date  #: of the meeting
    day_first: bool = True
    next: date | None = None  #: the day of the next meeting, where it is known

    def original(self, words: str) -> str:
        """Return `words`, which are in small letters, as they are printed."""
        start = self.printed.lower().find(words)
        return self.printed[start : start + len(words)] if start >= 0 else words


def no_deadline(*doubts: str) -> Reading:
    """Return the reading of words that name no day."""
    return Reading(None, "", NONE, doubts)


def asked(days: Iterable[date], question: str) -> Reading:
    """Return a question about `days`."""
    return Reading(None, "", ASKED, readings=tuple(sorted(set(days))), question=question)


def which(days: Iterable[date], at: Minutes) -> Reading:
    """Return the question which of `days` the words mean."""
    each = sorted(set(days))
    return asked(each, f"{quoted(at.printed)} could mean {' or '.join(map(long_date, each))}. Which is meant?")


def settled(said: Said, in_year: Callable[[int], date | None], basis: str, at: Minutes) -> Reading:
    """Return the day that `in_year` gives for the printed year, or for the one that the meeting suggests.

    That is the first such day on or after the meeting; one that is far off but has passed lately is asked about.
    DeadlineRefused where there is no such day, or it has another weekday than is printed.
    """
    said = said._replace(text=at.original(said.text))
    doubts: tuple[str, ...] = (f'"{said.misprint}" was read as {said.day}.',) if said.misprint else ()
    if said.year is not None:
        day = in_year(said.year)
        if day is None:
            raise said.refusal()
        if not said.agrees(day):
            raise disagreement(said.text, day)
        return Reading(day, "", basis, doubts + odd(day, at))
    before, after = around(in_year, at.day)
    if after is None:
        raise said.refusal()
    options = [after]
    if before is not None and at.day - before <= _RECENT and after - at.day > FAR:
        options = [before, after]
    options = [day for day in options if said.agrees(day)]
    if not options:
        raise disagreement(said.text, after)
    if len(options) > 1:
        was, will_be = map(long_date, options)
        return asked(
            options,
            f"{quoted(at.printed)} has no year: {was} was shortly before the meeting and {will_be} is almost a year "
            "after it. Which is meant, or is it already done?",
        )
    day = options[0]
    doubts += (f"The year is not printed; {day.year} comes from the meeting.", *odd(day, at, FAR))
    return Reading(day, "", YEAR_INFERRED if basis == DATE else basis, doubts)


def odd(day: date, at: Minutes, far: timedelta = _VERY_FAR) -> tuple[str, ...]:
    """Return what is odd about a deadline on `day`, as sentences: before the meeting, or long after it."""
    if day < at.day:
        return (f"{long_date(day)} is before the meeting.",)
    if day - at.day > far:
        away = "five years" if far == _VERY_FAR else f"{far.days} days"
        return (f"{long_date(day)} is more than {away} after the meeting; please confirm it.",)
    return ()
