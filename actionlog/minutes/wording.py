"""One action's wording, as a list or a marker gives it: its ref, who acts, its status and deadline, and the text."""

import re
from typing import NamedTuple

from actionlog.document import joined
from actionlog.minutes.parties import is_known_party, is_party, owners_in, split_owners
from actionlog.minutes.statuses import is_clear, is_status

_REF_BEHIND = re.compile(
    r"\s*([(\[](?:(?:ap|action|ref\.?|no\.?)\s*#?\s*)?\d{1,4}(?:[,.]\s?\d{1,3})+[)\]]"
    r"|[(\[](?:ap|action|ref\.?|no\.?)\s*#?\s*[\w./-]{0,10}\d[)\]])[.\s]*$",
    re.IGNORECASE,
)
_REF_BEFORE = re.compile(
    r"((?:AP|Action Point|Action|A)[ .#-]?\d{1,4}(?:[./]\d{1,4})?|[A-Z]{2,5}[-/ ]?\d{1,4}[./-]\d{1,4}"
    r"|[(\[]\d{1,4}[,.]\s?\d{1,3}[)\]]"
    r"|\d{1,4}\.\d{1,3}(?:\.\d{1,3})?)(?:\s*[:.)–—-]+\s+|\s+(?=[A-Z\[]))"
)
_OWNER_BEFORE = re.compile(r"((?:for\s+)?)([^:–—.!?]{1,60}?)(?:\s*:\s+|\s*[-–—]\s+)(?=\S)", re.IGNORECASE)
_OWNER_IN_FRONT = re.compile(r"()[(\[]([^()\[\]]{1,60})[)\]]\s*[:–—-]?\s+(?=\S)")
_OWNER_BEHIND = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]\??[.\s]*$|\s[-–—]\s+([^-–—.:;()]{1,40})\.?$")
_STATUS_BEHIND = re.compile(r"\s*(?:[(\[]\s*([^()\[\]]{1,40})\s*[)\]]|\s[-–—:]+\s*([^-–—:()\[\]]{1,40}))[.\s]*$")
_CAPITALS_BEHIND = re.compile(r"[.\s]\s*()([A-Z]{4,}(?: [A-Z]+){0,3})(?:\s*\([^()]{0,40}\))?[.\s]*$")
_STATUS_BEFORE = re.compile(r"\[\s*([A-Za-z ]{2,20})\s*\]\s*|(✅|✓|✔|☑|:white_check_mark:)\s*")
_DEADLINE_BEHIND = re.compile(
    r"\s*(?:[(\[]\s*(?:by|(?:now )?due|due by|due date|deadline)[:\s]\s*([^()\[\]]{3,40})[)\]]"
    r"|[-–—.,;]\s*(?:(?:now )?due|due date|(?:now )?due by|deadline)[:\s]\s*([^-–—;()\[\]]{3,40}?)"
    r"(?:\s*\((?:was|previously|originally)\b[^()]{1,40}\))?"
    r"|\s[-–—]\s+((?:by\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?:,?\s+\d{4})?"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d\d-\d\d)))[.\s]*$",
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


def read_wording(text: str, known: tuple[str, ...] = ()) -> Wording:
    """Return the parts of `text`. `known` are the names of the attendance list.

    What stands apart from the sentence is taken off it: a ref, a status or a deadline before or behind it, an owner
    before a colon or behind it in brackets. `AB to write …` stays whole.
    """
    text = joined(text)
    status = struck = ""
    if text.startswith("~~") and text.endswith("~~") and len(text) > 4:
        text, struck = text[2:-2].strip(), "struck out"
    if (found := _STATUS_BEFORE.match(text)) and is_status(word := found.group(1) or found.group(2)):
        status, text = word, text[found.end() :]
    text, deadline = _off_the_end(text, _DEADLINE_BEHIND)
    text, ref = _off_the_end(text, _REF_BEHIND)
    if not status:
        for pattern in (_STATUS_BEHIND, _CAPITALS_BEHIND):
            rest, word = _off_the_end(text, pattern)
            if not status and word and (is_status(word) or (pattern is _CAPITALS_BEHIND and is_clear(word))):
                text, status = rest, word
    if not ref:
        text, ref = _off_the_end(text, _REF_BEHIND)
    if not ref and (found := _REF_BEFORE.match(text)):
        ref, text = found.group(1), text[found.end() :]
    text, printed, owners = _owners(text, known)
    found = None if deadline else _BY_WHEN.search(text, max(len(text) - 60, 0))
    by_when = found.group(1).strip() if found and _TIME_WORDS.search(found.group(1)) else ""
    return Wording(text, ref, printed, owners, status or struck, deadline, by_when)


def _off_the_end(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """Return `text` without what `pattern` finds at its end, and that."""
    start = max(len(text) - 120, 0)  # a pattern at the end need not look at a long text
    found = pattern.search(text, start)
    if not found or found.start() == 0:
        return text, ""
    return text[: found.start()].rstrip(), next(part for part in found.groups() if part).strip()


def _owners(text: str, known: tuple[str, ...]) -> tuple[str, str, tuple[str, ...]]:
    """Return the text without an owner that stands apart, the owners as printed, and one by one."""
    for pattern in (_OWNER_IN_FRONT, _OWNER_BEFORE):
        if (found := pattern.match(text)) and is_party(who := found.group(2), known):
            # One word before a colon may be a topic, unless it is somebody who was there: `Budget: …`.
            parties = split_owners(who, known)
            if found.group(1) or not known or " " in who or any(is_known_party(p, known) for p in parties):
                return text[found.end() :], who, parties
    _, owners = owners_in(text, known)
    if owners:
        return text, "", owners
    rest, printed = _off_the_end(text, _OWNER_BEHIND)
    if printed and is_party(printed.rstrip("?"), known):
        return rest, printed, split_owners(printed, known)
    return text, "", ()
