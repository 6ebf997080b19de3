"""One action stated twice in a document is one action with two places: in the text and again in a summary."""

from collections import defaultdict
from difflib import SequenceMatcher

from actionlog.minutes.findings import Found
from actionlog.minutes.words import words_of
from actionlog.owners import owner_key

_ALIKE = 0.9
_FIRST_WORDS = 3
_MOST_PLACES = 20


def merged(found: list[Found]) -> list[Found]:
    """Return the actions in their order, those that say the same as an earlier one added to that as a further place."""
    kept: list[Found] = []
    by_beginning: dict[str, list[int]] = defaultdict(list)
    for action in found:
        words = _words(action)
        beginning = " ".join(words[:_FIRST_WORDS])
        same = next((n for n in by_beginning[beginning][:50] if _same(kept[n], action)), None)
        if same is None:
            by_beginning[beginning].append(len(kept))
            kept.append(action)
        else:
            kept[same] = _richer(kept[same], action)
    return kept


def _same(one: Found, other: Found) -> bool:
    if one.ref and other.ref and one.ref != other.ref:
        return False
    if one.places == other.places:
        return False
    if one.owners and other.owners and not {*map(owner_key, one.owners)} & {*map(owner_key, other.owners)}:
        return False
    left, right = " ".join(_words(one))[:1000], " ".join(_words(other))[:1000]
    return left == right or SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE


def _richer(one: Found, other: Found) -> Found:
    """Return the fuller of two statements of one action, with both places; what it lacks comes from the other."""
    fields = ("ref", "owners", "deadline", "note", "item")
    full, poor = (other, one) if sum(map(bool, other.minuted)) > sum(map(bool, one.minuted)) else (one, other)
    missing = {name: getattr(poor, name) for name in fields if not getattr(full, name)}
    section = one.section if one.section == other.section else full.section
    places = (*one.places, *other.places)[:_MOST_PLACES]
    return full._replace(**missing, section=section, places=places)


def _words(found: Found) -> list[str]:
    """Return the words of an action without those who act, which one statement has and another leaves out."""
    words = words_of(found.text[:2000])
    owners = {w for o in found.owners for w in words_of(o)} | {"the", "to", "will"}
    start = 0
    while start < len(words) - 3 and words[start] in owners:
        start += 1
    return words[start:]
