"""The head of minutes: which group met, when, its number, and in which state the minutes are."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from actionlog.document import Document, ListItem, Table, joined
from actionlog.minutes.head.meeting_day import day_of_meeting
from actionlog.minutes.layout import AGENDA, TITLE, Layout
from actionlog.model import CLEARED, CONFIRMED, DRAFT

_BODIES: Final = (
    "group|committee|sub-?committee|board|panel|council|forum|party|team|trust|society|association|assembly|cabinet|"
    "court|senate|body|telecon|teleconference|branch|network|alliance|co-?op|executive|federation|partnership|"
    "chapter|governors|trustees|directors|task ?force|working group|club"
)
_BODY = re.compile(rf"\b(?:{_BODIES})s?\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(date(?: of(?: the)? meeting)?|(?:meeting )?date(?: and |\s?/\s?)time|meeting date|date and time|when|held on|"
    r"group|committee|board|meeting|title|project|"
    r"meeting number|meeting no\.?|time)\s*:\s*(.+)",
    re.IGNORECASE,
)
_DAY_WORDS: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH_WORDS: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE_WORDS = re.compile(
    rf"\b(?:{_DAY_WORDS},?\s*)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH_WORDS},?\s+\d{{4}}"
    rf"|{_MONTH_WORDS}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}})",
    re.IGNORECASE,
)
_CLOCK: Final = r"(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?(?:am|pm|hrs)?"
_TIME = re.compile(
    rf"\b((?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?(?:am|pm|hrs)\b)?|\d{{1,2}}\s?[ap]m)(?:\s*(?:-|–|—|to)\s*({_CLOCK}))?\b",
    re.IGNORECASE,
)
_MINUTES_WORDS = re.compile(
    r"\b(?:(?:draft|unconfirmed|unapproved|confirmed|approved)\b\W*)?"
    r"(?:(?:the )?minutes|notes|(?:rolling )?actions?(?: (?:log|tracker|register|list|items?|points?|notes?))"
    r"|actions|record|report|summary|agenda)\b"
    r"(?:\s*(?:&|and)\s*(?:minutes|notes|actions|decisions))*(?:\s+(?:of|from|for)(?:\s+(?:the|a|an))?)?",
    re.IGNORECASE,
)
_MEETING_WORDS = re.compile(
    r"\b(?:\w+ )?meeting (?:of|for)(?: the)?\b|\bmeeting\b(?:\s*(?:no\.?|number|#)?\s*\d+)?"
    r"|\bheld (?:on|at|in|via)\b.*",
    re.IGNORECASE,
)
_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_NUMBER = re.compile(
    rf"\bmeeting\s*(?:no\.?|number|#|nr\.?)?\s*:?\s*(\d{{1,4}})(?![\d/.:-]|\s*(?:{_MONTH_WORDS}|[ap]m))"
    rf"|\b(\d{{1,4}})(?:st|nd|rd|th)\s+(?:\w+\s+){{0,3}}meeting|\b({'|'.join(_ORDINALS)})\s+(?:\w+\s+){{0,3}}meeting",
    re.IGNORECASE,
)
_UNCONFIRMED = re.compile(r"\b(?:draft|unconfirmed|unapproved|subject to (?:approval|confirmation))\b", re.IGNORECASE)
_CONFIRMED = re.compile(
    r"\b(?:confirmed|approved|ratified)\s+minutes\b|\bminutes\b\W*\(?(?:confirmed|approved|ratified)\b|^\W*confirmed\W*$",
    re.IGNORECASE,
)
#: Lines of the head that name no group, whatever words are in them.
_NOT_A_TITLE = re.compile(
    r"(?:action(?!s? (?:log|tracker|register|list|notes))|agreed|resolved|decision|next|date of|apolog|present|attend"
    r"|in attendance|chair|clerk|to:|from:|cc:|sent:|subject:|venue|location|\d+[.)]?\s)",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"\b(?:room|hall|via|zoom|teams|skype|webex|online|virtual|hybrid|street|road|lane|building|floor|theatre|church"
    r"|hotel|pub|library(?! \w))$|^(?:at|in|via|on) |\bcommittee room\b|^(?:zoom|teams|online|hybrid)\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\(\s*\w?\d*\s*\)|\b\d{1,3}(?:st|nd|rd|th)\b|(?<!\S)[–—-]*\s*\d{1,2}\s*[–—-]+(?!\S)|(?<!\S)#\d+")
_LINES: Final = 40  #: a head is never longer
_LONGEST: Final = 200


class Head(NamedTuple):
    """What the head of the minutes says; empty where it is silent."""

    group: str = ""
    day: date | None = None
    number: str = ""
    time: str = ""
    state: str = CLEARED
    doubts: tuple[str, ...] = ()


def read_head(document: Document, layout: Layout, people: Iterable[str] = (), *, day_first: bool = True) -> Head:
    """Return the head of a document of minutes.

    `people` are the lines of its attendance list; `day_first` is how it prints its dates.
    """
    lines = list(_lines(layout))
    day, doubts = day_of_meeting(document.name, lines, day_first=day_first)
    group, sure = _group(lines, people)
    if group and not sure:
        doubts += (f"The group was taken to be {group}. If it is another, say which with --group.",)
    text = "\n".join(lines)
    state = DRAFT if _UNCONFIRMED.search(text) else CONFIRMED if _CONFIRMED.search(text) else CLEARED
    return Head(group, day, _number(lines), _time(lines), state, doubts)


def _lines(layout: Layout) -> Iterator[str]:
    """Yield the lines of the head: those before the first part, and after it those with a label such as `Date:`."""
    count = 0
    for spot in layout.spots[:_LINES]:
        block = spot.block
        texts = list(_of_table(block)) if isinstance(block, Table) else block.text.split("\n")
        for line in texts:
            of_head = spot.kind == TITLE and not isinstance(block, ListItem)
            line = line[:1000].strip()
            if line and len(line) <= _LONGEST and (of_head or (_LABEL.match(line) and spot.kind != AGENDA)):
                yield line
                count += 1
                if count == _LINES:
                    return


def _of_table(table: Table) -> Iterator[str]:
    """Yield the rows of a table that say something of the meeting: `Date | 3 June 2021`, or a title over its width."""
    for row in table.rows[:10]:
        filled = [joined(cell) for cell in row.cells[:20] if cell.strip()]
        if len(filled) == 1:
            yield filled[0]
            continue
        for key, value in zip(row.cells[:20], row.cells[1:21], strict=False):
            line = f"{joined(key).rstrip(': ')}: {value.strip().partition(chr(10))[0]}"
            if key.strip() and value.strip() and _LABEL.match(line):
                yield line


def _group(lines: list[str], people: Iterable[str]) -> tuple[str, bool]:
    """Return the name of the group, and whether it is sure."""
    best, best_score = "", 0
    for n, line in enumerate(lines):
        label = _LABEL.match(line)
        if label and label.group(1).lower() in ("group", "committee", "board", "project"):
            return label.group(2).strip(), True
        if (label and label.group(1).lower() not in ("meeting", "title")) or _NOT_A_TITLE.match(line):
            continue
        line = label.group(2) if label else line
        name = _without_words(line)
        if not 3 <= len(name) <= 80 or len(name.split()) > 10 or name.endswith((".", "?")) or not name[0].isalpha():
            continue
        near = any(_DATE_WORDS.search(other) for other in lines[n : n + 2])
        said = bool(_MINUTES_WORDS.search(line) or re.search("meeting", line, re.IGNORECASE))
        score = 3 * bool(_BODY.search(name)) + 2 * said + near
        if score > best_score:
            best, best_score = name, score
    if best_score >= 4:
        return _in_full(best, lines), True
    parts = Counter(p for entry in people if (p := entry.rpartition(",")[2].strip()) and p != entry and _BODY.search(p))
    if parts and parts.most_common(1)[0][1] > 1:
        return parts.most_common(1)[0][0], False
    return (best, False) if best_score == 3 else ("", False)


def _in_full(name: str, lines: list[str]) -> str:
    """Return the name as the title has it where a later line is shorter: `Parish Council`, `Board`, `Trustees`."""
    titles = [_without_words(line) for line in lines[:4] if len(line) <= 80]
    longer = (title for title in titles if title.casefold().endswith(f" {name.casefold()}"))
    if full := next(longer, ""):
        return full
    title = lines[0]
    alone = " " not in name and name.casefold() not in title.casefold()
    return f"{title} {name}" if alone and len(title) <= 50 and _without_words(title) == title else name


def _without_words(line: str) -> str:
    """Return a title without its date, its time, and the words for minutes: what is left may be the group."""
    for pattern in (_DATE_WORDS, _TIME, _MEETING_WORDS, _MINUTES_WORDS, _UNCONFIRMED):
        line = pattern.sub(" ", line)
    line = re.sub(
        r"(?:\(?\b(?:of|on|the|at|from|to|for|held|and|as|exported|dated|printed)\b[\s–—-]*)+$",
        "",
        joined(line).strip(" ,:;–—-&|"),
        flags=re.IGNORECASE,
    )
    line = _NUMBERS.sub(" ", line)
    pieces = [
        p for piece in re.split(r"[,|]", line) if (p := joined(piece).strip(" ,:;–—-&|()")) and not _VENUE.search(p)
    ]
    line = joined(", ".join(pieces)).strip(" ,:;–—-&|")
    return line.removeprefix("the ").removeprefix("The ")


def _number(lines: list[str]) -> str:
    for line in lines:
        label = _LABEL.match(line)
        if label and label.group(1).lower().startswith("meeting n") and label.group(2).strip().isalnum():
            return label.group(2).strip()
        if found := _NUMBER.search(line):
            number, ordinal, word = found.groups()
            return number or ordinal or str(_ORDINALS.index(word.lower()) + 1)
    return ""


def _time(lines: list[str]) -> str:
    for line in lines:
        if found := _TIME.search(_DATE_WORDS.sub(" ", line)):
            start, end = found.groups()
            return f"{start} to {end}" if end else start
    return ""
