"""Boxes to tick that stand outside lists of actions, where somebody is named to do something: `[ ] @kim will test it`.

A box alone says little: agendas, lists of those present and forms have them too. With an owner and a deed it is as good
as a marker.
"""

import re
from collections.abc import Sequence
from typing import Final

from actionlog.document import ListItem, joined
from actionlog.minutes.deeds import DEEDS
from actionlog.minutes.layout import ACTIONS, AGENDA, APOLOGIES, ATTENDING, PRESENT, Spot
from actionlog.minutes.parties import is_known_party, is_party, leading_party, owners_in
from actionlog.minutes.words import word_set, words_of

_BOX = re.compile(r"\[[ xX]\]\s+")
_BOXES: Final = ("[ ]", "[x]", "[X]")
_HANDLE = re.compile(r"(@[\w.-]+(?:(?:\s*[,/&+]\s*|\s+and\s+)@[\w.-]+){0,5})\s*[:–—-]?\s+")
_NOT_HERE: Final = (AGENDA, PRESENT, ATTENDING, APOLOGIES)
_ASKING: Final = word_set("will shall should must to needs need please can agreed offered volunteered")
#: Words of headings under which boxes are a form's: what each new member, or each meeting, has to go through.
_FORMS: Final = word_set(
    "agenda template checklist induction onboarding example examples attendance attendees participants members voting "
    "quorum roll present instructions howto"
)
#: What follows a handle in a remark: `@kim was on leave`, `@kim if that fails`.
_TELLING: Final = word_set(
    "has had have was were been be am did does do went said says thinks asks asked wants if that who which when on in "
    "at for from of with without by as not no yes ok and or but also still already just the a an his her their my "
    "our this these those took gave made got found wrote sent built thought came saw left ran met put set brought"
)
_FEW_WORDS: Final = 3


def with_boxes(spots: Sequence[Spot], known: tuple[str, ...]) -> list[Spot]:
    """Return `spots` with the boxes that name who does what, and what stands below them, as parts of actions."""
    done = list(spots)
    depth = 0  # of the box that what stands below belongs to
    for n, spot in enumerate(done):
        block = spot.block
        if not isinstance(block, ListItem) or spot.is_heading:
            depth = 0
            continue
        if depth and block.depth > depth:
            done[n] = spot._replace(kind=ACTIONS)
            continue
        depth = 0
        if spot.kind != ACTIONS and spot.kind not in _NOT_HERE and _asks(block, known) and not _is_form(spot):
            done[n] = spot._replace(kind=ACTIONS)
            depth = block.depth
    return done


def _is_form(spot: Spot) -> bool:
    return bool(_FORMS & set(words_of(spot.heading)))


def _asks(block: ListItem, known: tuple[str, ...]) -> bool:
    """True for an item with a box in which somebody is to do something."""
    text = joined(block.text[:400])
    if block.marker not in _BOXES and not _BOX.match(text):
        return False
    text = _BOX.sub("", text, count=1).replace("**", "")
    if len(text.split()) < _FEW_WORDS or text.endswith("?"):
        return False
    if handle := _HANDLE.match(text):
        first = text[handle.end() :].split()[0].lower().strip(",.;:")
        return first in DEEDS | _ASKING or (first.isalpha() and not first.endswith("ed") and first not in _TELLING)
    who, rest = leading_party(text, known)
    if not who or not rest or not is_party(who, known):
        return False
    first = rest.split()[0].lower().strip(",.;:")
    return first in DEEDS or (is_known_party(who, known) and bool(owners_in(text, known)[0]))
