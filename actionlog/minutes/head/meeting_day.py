"""The day of the meeting, among all the dates in the head of minutes: of the next one, of an e-mail, of a draft."""

import re
from datetime import date
from typing import Final, NamedTuple

from actionlog.deadlines import meeting_date
from actionlog.model import long_date

_LABEL = re.compile(r"(?:date\b|meeting date|when|held on|day)[^:]{0,30}:", re.IGNORECASE)
_OF_MEETING = re.compile(r"\b(?:meeting|minutes|notes|held|telecon\w*|call|session|present)\b", re.IGNORECASE)
#: Words that tell of another meeting than this one.
_ANOTHER = re.compile(
    r"\b(?:next|future|forthcoming|following|previous|last|earlier|dates of|continued on|adjourned to)\b"
    r"|\b(?:minutes|actions?|notes) (?:of|from) (?:the )?(?:meetings? (?:of|held|on)\b.*)?.{0,40}"
    r"\b(?:agreed|approved|accepted|confirmed|signed|taken as read|were|was)\b",
    re.IGNORECASE,
)
#: Words beside the day on which a file was made or sent.
_OF_FILE = re.compile(
    r"\b(?:exported|printed|published|posted|circulated|issued?|sent|updated|modified|saved|generated|version|created|due"
    r"|deadline|from:)|\d\d:\d\d:\d\d [+-]\d{4}",
    re.IGNORECASE,
)
_SHORT: Final = 60
_NEAR_TOP: Final = 8


class MeetingDay(NamedTuple):
    """The day, or None where none is printed; and what is doubtful about it, as sentences."""

    day: date | None
    doubts: tuple[str, ...] = ()


def day_of_meeting(name: str, lines: list[str], *, day_first: bool = True) -> MeetingDay:
    """Return the day of the meeting from the lines of the head, or else from `name`, that of the file.

    A day beside a label such as `Date:`, in a title of minutes, near the top, or one that the file's name has too, is
    rather that of the meeting; one beside `next meeting`, `sent` or `exported` is not.
    """
    named = meeting_date(name, day_first=day_first)
    weights: dict[date, int] = {}
    for n, line in enumerate(lines):
        day = meeting_date(line, day_first=day_first)
        if day is not None:
            weights[day] = max(weights.get(day, -9), _weight(n, line) + 4 * (day == named))
    weights = {day: weight for day, weight in weights.items() if weight > 0}
    if not weights:
        doubt = f"The day of the meeting, {long_date(named)}, was taken from the file's name." if named else ""
        return MeetingDay(named, (doubt,) if doubt else ())
    best = max(weights, key=weights.__getitem__)
    doubts = []
    others = [day for day, weight in weights.items() if day != best and weight >= weights[best] - 1]
    if others:
        doubts.append(
            f"The head of the document names {long_date(best)} and {' and '.join(map(long_date, others[:2]))}; the "
            "first was taken as the day of the meeting. If it was another, say so with --meeting."
        )
    if named and named != best:
        doubts.append(
            f"The file's name says {long_date(named)}, the document {long_date(best)}; the document was taken."
        )
    return MeetingDay(best, tuple(doubts))


def _weight(n: int, line: str) -> int:
    """Return how likely the date in the `n`th line of the head is that of the meeting; 0 or less for another's."""
    weight = 2 + 2 * (n < _NEAR_TOP) + (len(line) <= _SHORT)
    if _LABEL.match(line) and not _OF_FILE.search(line):
        weight += 6
    if _OF_MEETING.search(line):
        weight += 3
    if _ANOTHER.search(line):
        weight -= 15
    if _OF_FILE.search(line):
        weight -= 4
    return weight
