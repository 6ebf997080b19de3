"""Promises: sentences such as "X will …" that nobody marked as an action. They are told, not taken."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from actionlog.document import ListItem, Paragraph, joined
from actionlog.minutes.findings import Promise
from actionlog.minutes.layout import ACTIONS, AGENDA, APOLOGIES, ATTENDING, DECISIONS, PRESENT, TITLE, Layout
from actionlog.minutes.parties import is_party

_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z\[“\"])")
_SPEAKER = re.compile(r"<([^<>\s]{1,40})>\s*|([^.:!?–—]{1,60}?)\s*(?:_?[–—]|\s-\s|:)\s*")
_PROMISE = re.compile(
    r"(?P<who>[^.:;,!?–—]{1,60}?)\s+"
    r"(?:will|is going to|are going to|agreed to|offered to|undertook to|volunteered to|promised to)"
    r"\s+(?!not\b|have\b|need\b|never\b)[a-z]+"
)
_NO_SUBJECT = re.compile(r"(?:will|agreed to|offered to|happy to)\s+[a-z]+", re.IGNORECASE)
_WE: Final = {"we", "i", "he", "she", "they"}
_NOT_HERE: Final = (ACTIONS, AGENDA, PRESENT, ATTENDING, APOLOGIES, DECISIONS, TITLE)
_LONGEST: Final = 20_000


def find_promises(layout: Layout, known: tuple[str, ...], taken: Collection[str]) -> Iterator[Promise]:
    """Yield the sentences that promise something, but for those that hold an action already `taken`.

    Only the business of a meeting is searched: a newsletter, which has no items, promises nothing to a committee.
    """
    held = [text.casefold() for text in taken]
    for spot in layout.spots:
        block = spot.block
        if not isinstance(block, Paragraph | ListItem) or spot.is_heading or spot.kind in _NOT_HERE:
            continue
        text = joined(block.text[:_LONGEST])
        speaker = _SPEAKER.match(text)
        spoken = bool(speaker and (speaker.group(1) or is_party(speaker.group(2), known)))
        for n, sentence in enumerate(_SENTENCES.split(text)):
            said = sentence[speaker.end() :] if n == 0 and speaker and spoken else sentence
            if _promises(said, spoken, known) and not any(t in text.casefold() for t in held):
                yield Promise(sentence, block.place)


def _promises(sentence: str, spoken: bool, known: tuple[str, ...]) -> bool:
    if sentence.endswith("?"):
        return False
    if spoken and _NO_SUBJECT.match(sentence):
        return True  # `AB – will send the annex`
    found = _PROMISE.match(sentence[:200])
    if not found:
        return False
    who = found["who"].strip()
    return (spoken and who.casefold() in _WE) or is_party(who, known)
