"""One action's wording, as a list or a marker gives it: its ref, who acts, its status and deadline, and the text."""

import re
from typing import NamedTuple

from actionlog.document import joined
from actionlog.minutes.parties import is_known_party, is_party, is_topic, leading_party, owners_in, split_owners
from actionlog.minutes.sentences import sentences
from actionlog.minutes.statuses import begins_clear, is_status

_REF_BEHIND = re.compile(
    r"\s*([(\[](?:(?:ap|action|ref\.?|no\.?)\s*#?\s*)?\d{1,4}(?:[,.]\s?\d{1,3})+[)\]]"
    r"|[(\[](?:ap|action|ref\.?|no\.?)\s*#?\s*[\w./-]{0,10}\d[)\]])[.\s]*$",
    re.IGNORECASE,
)
_REF_BEFORE = re.compile(
    r"(\[?(?:ACTION|Action|action)-\d{1,6}\]?(?=\W)"
    r"|(?:AP|Action Point|Action|A)[ .#-]?\d{1,4}(?:[./]\d{1,4})?|[A-Z]{2,5}[-/ ]?\d{1,4}[./-]\d{1,4}"
    r"|[(\[]\d{1,4}[,.]\s?\d{1,3}[)\]]"
    r"|\d{1,4}\.\d{1,3}(?:\.\d{1,3})?)(?:\s*[:.)–—-]+\s+|\s+(?=[A-Z\[@]))"
)
#: The code of a tracker before the wording, in brackets or with a colon: `[AI-017] AB to …`, `ACT-SC-2016-04: AB - …`.
_CODE: str = r"(?!COVID)[A-Z]{1,8}(?:[-/][A-Z0-9]{1,8}){0,4}[-/]\d{1,5}"
_CODE_BEFORE = re.compile(rf"(?:[A-Z][a-z]{{2}}\s+)?(?:(\[{_CODE}\]|\({_CODE}\))\s*[:–—-]?\s*|({_CODE})\s*:\s+)(?=\S)")
_INITIAL: str = r"\b[A-Za-z]\.(?=[ -]?[A-Z])"  # `K. Aalto` is no end of a sentence
_OWNER_BEFORE = re.compile(
    rf"((?:for\s+)?)((?:{_INITIAL}|[^:–—.!?]){{1,60}}?)(?:\s*:\s+|\s*[-–—]\s+)(?=\S)", re.IGNORECASE
)
_OWNER_IN_FRONT = re.compile(r"()[(\[]([^()\[\]]{1,60})[)\]]\s*[:–—-]?\s+(?=\S)")
_OWNER_BEHIND = re.compile(
    r"\s*[-–—.,;(\[]*\s*\b(?:owners?|responsible|lead|assigned to|assignee|who|by whom"
    r"|action by)\s*:\s*([^:;()\[\]]{1,60}?)[.)\]\s]*$|"
    r"\s*(?:\s[-–—]{1,2}|[(\[])\s*(?:owners?|lead|assigned to|assignee|responsible)\s+([^:;()\[\]–—]{1,60}?)[.)\]\s]*$|"
    r"\s*[(\[]([^()\[\]]{1,60})[)\]]\??[.\s]*$|"
    r"\s[-–—]{1,2}\s+((?:\b[A-Z]\.(?=[ -]?[A-Z])|(?<=\w)-(?=\w)|[^-–—.:;()]){1,40})\.?$",
    re.IGNORECASE,
)
_STATUS_BEHIND = re.compile(r"\s*(?:[(\[]\s*([^()\[\]]{1,40})\s*[)\]]|(?:\s[-–—:]+|:)\s*([^-–—:()\[\]]{1,40}))[.\s]*$")
_CAPITALS_BEHIND = re.compile(r"[.\s]\s*()((?:NOT |IN |ON )?[A-Z]{3,}(?: [A-Z]+){0,3})(?:\s*\([^()]{0,40}\))?[.\s]*$")
_STATUS_BEFORE = re.compile(
    r"[\[(]\s*([A-Za-z ]{2,20}|\?{2,3})\s*[\])]\s*[:–—-]?\s*|(✅|✓|✔|☑|☐|🕒|:white_check_mark:)\ufe0f?\s*"
)
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z ]{2,20}?)\s*(?::|\s[-–—]|\.)\s+(?=\S)")
_SIGN_BEHIND = re.compile(
    r"\s*((?:✅|✓|✔|☑|🕒)\ufe0f?(?:\s+(?:all |now )?(?:done|complete|completed|closed|sent|ok|yes))?"
    r"|:white_check_mark:|\[[xX ]\])\ufe0f?[.!\s]*$",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"~~([^~]*)~~")
_OWNER_FIRST = re.compile(r"[-–—\s]*(?:[(\[]([^()\[\]]{1,60})[)\]]|(@[\w.-]+))[\s.,;:–—-]*")
_LIST_END = re.compile(r"\s[-–—]{1,2}\s+(\w{3,20}(?:\s\w{2,10})?),\s*([A-Za-z ]{3,20})[.\s]*$")
_SECOND = re.compile(r"(?=[;,]\s)")
_AND = re.compile(r"^and\s+")
_MOST_STATUS_WORDS = 12
_MOST_NAMES = 6
_SEVERAL = 2
_MANY = 4  #: names of those present, so that an unknown one says something
_TOPIC_BEFORE = re.compile(r"[^:.;]{3,50}:\s+(?=\S)")
_DATE: str = (
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)[a-z]{0,3},?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?:,?\s+\d{4})?)"
)
_DEADLINE_BEHIND = re.compile(
    r"\s*(?:[(\[]\s*(?:by|(?:now )?due|due by|due date|target|deadline)[:\s]\s*([^()\[\]]{3,40})[)\]]"
    rf"|[-–—.,;:]{{1,2}}\s*(?:(?:now )?due(?: date| by| on)?|target(?: date)?|deadline)[:\s]\s*"
    rf"({_DATE}|[^-–—;()\[\]]{{3,40}}?)"
    r"(?:\s*\((?:was|previously|originally)\b[^()]{1,40}\))?"
    rf"|\s(?:due(?: date| by| on)?|deadline):?\s+({_DATE})"
    rf"|\s[(\[]({_DATE})[)\]]"
    rf"|\s[-–—]{{1,2}}\s+((?:by\s+)?{_DATE}|tb[acd]|(?:by|w/c|week commencing)\s+[^-–—;:()\[\]]{{3,30}}))[.\s]*$",
    re.IGNORECASE,
)
#: What stands behind a name in lists of other things: a grant, an attendance.
#: What happens on a day, which is then no deadline: `the visit on 1 April`.
_EVENTS: str = (
    r"held|meetings?|minutes|agm|events?|visits?|session|conference|workshop|concert|fair|show|party|day|open|dinner|"
    r"lunch|training|call|telco|elections?|match|walk|webinar|hearing|interviews?|hackathon|trip|tour|works?|week"
)
_EVENT = re.compile(rf"\b(?:{_EVENTS})$", re.IGNORECASE)
#: Words before a day that the action itself is about: `the minutes of 3 June 2024`.
_ABOUT = re.compile(
    r"\b(?:by|before|due|of|dated|from|on|for|since|the|until|till|at|to|in|between|and|after|a|an|this|"
    rf"{_EVENTS})$",
    re.IGNORECASE,
)
_DAY_BEHIND = re.compile(rf"\s({_DATE}),?[.\s]*$", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_ON_DAY = re.compile(rf"\bon\s+({_DATE})[.\s]*$", re.IGNORECASE)
_ENDS_MONTH = re.compile(
    r"\s*(?:[(\[]\s*|[-–—]{1,2}\s+)(?:by\s+)?((?:the\s+)?end\s+(?:of\s+)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?:\s+\d{4})?)"
    r"(?:\s*\([A-Z]?\d{0,3}\))?[)\].\s]*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:USD|EUR|GBP|US\$|[$£€])?\s*\d[\d,.]*\s*(?:USD|EUR|GBP|[kKm$£€%])?\W*"
    r"|present|absent|apologies|excused|on leave",
    re.IGNORECASE,
)
#: A deadline that ends the sentence: `… by 30 June 2024.`
_BY_WHEN = re.compile(r"\b(?:by|before)\s+((?:(?!\bby\b|\bbefore\b)[^.;:]){3,40})\W*$", re.IGNORECASE)
_TIME_WORDS = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tues|wednes|thurs|fri|week|month|year|meeting)",
    re.IGNORECASE,
)


class Wording(NamedTuple):
    """The parts of an action's wording, each as printed; empty where there is none."""

    text: str
    ref: str = ""
    owners_printed: str = ""  #: where they stand apart; those within the sentence stay there
    owners: tuple[str, ...] = ()
    status: str = ""
    deadline: str = ""
    by_when: str = ""  #: a deadline that ends the sentence, and stays there
    note: str = ""  #: what stands behind a text that is struck out


def read_wording(text: str, known: tuple[str, ...] = (), *, marked: bool = False, apart: bool = True) -> Wording:
    """Return the parts of `text`. `known` are the names of the attendance list.

    What stands apart from the sentence is taken off it: a ref, a status or a deadline before or behind it, an owner
    before a colon or behind it in brackets. `AB to write …` stays whole. Behind a marker (`marked`) an owner may also
    stand before a bare verb: `Kate send the list`. Where the owner is known already (`apart` is false), only a sentence
    names another one: what stands in brackets then belongs to the text.
    """
    text, struck, note = _unstruck(joined(text))
    text, status = _status_in_front(text)
    if struck and not status and note and begins_clear(note):
        status, note = note, ""
    text, deadline = _deadline_behind(text)
    text, ref = _off_the_end(text, _REF_BEHIND)
    if not status:
        text, status = _status_behind(text)
    if not deadline:
        text, deadline = _deadline_behind(text)
    if not ref:
        text, ref = _off_the_end(text, _REF_BEHIND)
    if not ref and (found := _CODE_BEFORE.match(text[:120]) or _REF_BEFORE.match(text)):
        ref, text = next(filter(None, found.groups())), text[found.end() :]
        if not status:
            text, status = _status_in_front(text)
    text, printed, owners = _owners(text, known, marked, apart)
    by_when = "" if deadline else _by_when(text)
    if by_when and not owners and not deadline and apart:
        # `… – AB and CD, by 14/3`: who acts stands before the day.
        before = text[: text.rindex(by_when)].rstrip()
        before = before[: -len(before.split()[-1])].rstrip(" ,") if before.split() else ""
        rest, named = _off_the_end(before, _OWNER_BEHIND)
        if named and is_party(named, known):
            text, printed, owners, deadline, by_when = rest, named, split_owners(named, known), by_when, ""
    ref = ref.strip("[]") if "ction-" in ref.lower() else ref
    return Wording(text, ref, printed, owners, status or struck, deadline, by_when, note)


def parted(text: str, known: tuple[str, ...] = ()) -> list[str]:
    """Return the actions of one statement: `AB to write to the port; CD to call the keeper` holds two."""
    parts: list[str] = []
    for n, part in enumerate(_SECOND.split(text)):
        joint, words = (part[:1], part[1:].strip()) if n else ("", part)
        words = _AND.sub("", words)
        both = bool(parts) and _names(parts[0], known) and _names(words, known)
        if n == 0 or (both and (joint == ";" or (_is_to(parts[-1], known) and _is_to(words, known)))):
            parts.append(words)
        else:
            parts[-1] += part
    return [part.strip() for part in parts if part.strip()]


def _is_to(text: str, known: tuple[str, ...]) -> bool:
    """True for `AB to write`: only that begins an action of its own behind a comma."""
    return leading_party(text, known)[1].startswith("to ")


def _names(text: str, known: tuple[str, ...]) -> bool:
    """True where a statement begins with who is to act, and goes on."""
    who, rest = leading_party(text, known)
    return bool(who and rest) and len(who.split()) <= _MOST_NAMES


def _unstruck(text: str) -> tuple[str, str, str]:
    """Return the text without the marks of a strike-through, whether it is struck out, and what stands behind it.

    What is struck within a text that stands is gone: `by ~~Friday~~ Monday` says Monday.
    """
    if "~~" not in text:
        return text, "", ""
    struck = joined(" ".join(_STRUCK.findall(text)))
    rest = joined(_STRUCK.sub(" ", text)).replace("~~", "")
    if len(struck.split()) <= 1 or (not text.startswith("~~") and len(struck.split()) < len(rest.split())):
        whole = joined(text.replace("~~", "")) if struck and not rest.strip(" .,:–—-") else rest.strip()
        return whole, "struck out" if whole != rest.strip() else "", ""
    head, _, tail = text.partition("~~")
    tail = joined(tail.rpartition("~~")[2]).lstrip(" -–—:.")
    kept = joined(f"{head} {struck}")
    found = _OWNER_FIRST.match(tail)
    if found and is_party(who := found.group(1) or found.group(2)):
        kept, tail = f"{kept} ({who})", tail[found.end() :]
    return kept, "struck out", tail


def _status_in_front(text: str) -> tuple[str, str]:
    """Return the text without a status before it, and that status."""
    if (found := _STATUS_BEFORE.match(text)) and text[found.end() :].strip():
        word = found.group(1) or found.group(2)
        if is_status(word) or set(word) == {"?"}:
            return text[found.end() :], "[???]" if set(word) == {"?"} else word
    found = _WORD_BEFORE.match(text[:60])
    if found and is_status(found.group(1)) and found.group(1).lower() not in ("new", "live", "yes", "moved"):
        return text[found.end() :], found.group(1)
    return text, ""


def _status_behind(text: str) -> tuple[str, str]:
    """Return the text without a status behind it, and that status: `… – Done`, `… (closed)`, `… Done by AB.`."""
    rest, word = _off_the_end(text, _SIGN_BEHIND)
    if word:
        return rest, word
    both = _LIST_END.search(text, max(len(text) - 80, 0))
    if both and both.start() and is_status(both.group(2).strip()):
        return text[: both.start()], text[both.start(1) :].strip(" .")  # `… – booked, done`
    for pattern in (_STATUS_BEHIND, _CAPITALS_BEHIND):
        rest, word = _off_the_end(text, pattern)
        if word and (is_status(word) or begins_clear(word) or set(word) == {"?"}):
            return rest, word
    parts = sentences(text)
    for n in range(max(len(parts) - 3, 1), len(parts)):
        rest = " ".join(parts[n:])
        if len(rest.split()) <= _MOST_STATUS_WORDS and (is_status(parts[n].strip(".")) or begins_clear(parts[n])):
            return " ".join(parts[:n]), rest.rstrip(".") if n == len(parts) - 1 else rest
    return text, ""


def _deadline_behind(text: str) -> tuple[str, str]:
    """Return the text without a deadline that stands behind it, and that."""
    for pattern in (_DEADLINE_BEHIND, _ENDS_MONTH):
        rest, deadline = _off_the_end(text, pattern)
        if deadline:
            return rest, deadline
    rest, day = _off_the_end(text, _DAY_BEHIND)
    if _YEAR.search(day) and not _ABOUT.search(rest) and len(rest.split()) > 2 and rest[-1].isalnum():
        return rest, day
    return text, ""


def _by_when(text: str) -> str:
    """Return the time with which a sentence ends, by which or on which it asks for something."""
    start = max(len(text) - 60, 0)
    if (found := _BY_WHEN.search(text, start)) and _TIME_WORDS.search(found.group(1)):
        return found.group(1).strip()
    found = _ON_DAY.search(text, start)
    return found.group(1) if found and not _EVENT.search(text[: found.start()].rstrip()) else ""


def _off_the_end(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """Return `text` without what `pattern` finds at its end, and that."""
    start = max(len(text) - 120, 0)  # a pattern at the end need not look at a long text
    found = pattern.search(text, start)
    if not found or found.start() == 0:
        return text, ""
    return text[: found.start()].rstrip(), next(part for part in found.groups() if part).strip()


def _owners(text: str, known: tuple[str, ...], marked: bool, apart: bool) -> tuple[str, str, tuple[str, ...]]:
    """Return the text without an owner that stands apart, the owners as printed, and one by one."""
    for pattern in (_OWNER_IN_FRONT, _OWNER_BEFORE):
        if (found := pattern.match(text)) and is_party(who := found.group(2), known):
            # One word before a colon may be a topic, unless it is somebody who was there: `Budget: …`.
            parties = split_owners(who, known)
            sure = found.group(1) or (" " in who and apart) or re.search("[a-z][A-Z]", who)
            sure = (
                sure
                or (not known and apart and not is_topic(who))
                or pattern is _OWNER_IN_FRONT
                or any(is_known_party(p, known) for p in parties)
            )
            if sure and not _AMOUNT.fullmatch(text[found.end() :][:60]):
                return text[found.end() :], who, parties
    _, owners = owners_in(text, known, marked=marked)
    if owners:
        return text, "", owners
    if marked and (named := leading_party(text, known))[1] and text[len(named[0]) :].lstrip()[:1] not in ":-–—":
        return named[1], named[0], split_owners(named[0], known)
    if not apart:
        return text, "", ()
    rest, printed = _off_the_end(text, _OWNER_BEHIND)
    if printed and is_party(printed.rstrip("?"), known):
        parties = split_owners(printed, known)
        if len(parties) < _SEVERAL or len(known) < _MANY or any(is_known_party(p, known) for p in parties):
            return rest, printed, parties  # `… local firms (Potts, Cole)`: none of those who were there
    if topic := _TOPIC_BEFORE.match(text):
        # `Stall rota: Ann, Bob and Cy to draw it up`
        parties = owners_in(text[topic.end() :], known)[1]
        if parties and all(is_known_party(p, known) for p in parties):
            return text, "", parties
    return text, "", ()
