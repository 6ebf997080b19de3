"""One action stated twice in a document is one action with two places: in the text and again in a summary."""

from collections import defaultdict
from difflib import SequenceMatcher
from typing import Final

from actionlog.minutes.findings import Found
from actionlog.minutes.words import words_of
from actionlog.owners import owner_key

_ALIKE: Final = 0.9
_FIRST_WORDS: Final = 3
_MOST_PLACES: Final = 20
_MOST_COMPARED: Final = 50
_BEFORE_TO: Final = 7  #: words of those who act, before `to` or `will`
_LONGEST: Final = 2000


def merged(found: list[Found]) -> list[Found]:
    """Return the actions in their order, those that say the same as an earlier one added to that as a further place."""
    kept: list[Found] = []
    by_beginning: dict[str, list[int]] = defaultdict(list)
    for action in found:
        keys = _beginnings(action)
        near = dict.fromkeys(n for key in keys for n in by_beginning[key][:_MOST_COMPARED])
        same = next((n for n in near if _same(kept[n], action)), None)
        if same is None:
            for key in keys:
                by_beginning[key].append(len(kept))
            kept.append(action)
        else:
            kept[same] = _richer(kept[same], action)
    return kept


def _same(one: Found, other: Found) -> bool:
    if one.ref and other.ref and one.ref != other.ref:
        return False
    whole = " ".join(words_of(one.text[:_LONGEST])) == " ".join(words_of(other.text[:_LONGEST]))
    if one.places == other.places:
        return whole and one.owners == other.owners
    if whole and _names_who(one):
        return True  # once more under each of those who are to do it
    if one.owners and other.owners and not _compatible(one.owners, other.owners):
        return False
    left, right = _words(one), _words(other)
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    if len(short) >= _FIRST_WORDS and long[: len(short)] == short:
        return bool(one.owners and other.owners) or len(short) > 2 * _FIRST_WORDS
    a, b = " ".join(left)[:1000], " ".join(right)[:1000]
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE


def _names_who(action: Found) -> bool:
    """True where the wording itself says who acts: the same words then mean the same people."""
    words = words_of(action.text[:200])
    return any(w in ("to", "will") for w in words[1 : _BEFORE_TO + 1])


def _compatible(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """True where one of `some` may be one of `others`: the same name, a part of it, its initials, or a nick."""
    return any(_may_be(owner_key(a), owner_key(b)) for a in some for b in others)


def _may_be(one: str, other: str) -> bool:
    one, other = one.lstrip("@"), other.lstrip("@")
    if one == other:
        return True
    short, long = sorted((words_of(one), words_of(other)), key=len)
    if short and set(short) <= set(long):
        return True
    if len(short) != 1:
        return False
    name, full = short[0], "".join(long)
    begins = any(a.startswith(b) and len(b) > 2 for a, b in ((name, long[0]), (long[0], name)))  # `danb`, `Dan Birch`
    return begins or name in ("".join(word[0] for word in long), full)


def _richer(one: Found, other: Found) -> Found:
    """Return the fuller of two statements of one action, with both places; what it lacks comes from the other."""
    fields = ("ref", "owners", "deadline", "note", "item")
    full, poor = (other, one) if _fullness(other) > _fullness(one) else (one, other)
    missing = {name: getattr(poor, name) for name in fields if not getattr(full, name)}
    if poor.minuted.status and not full.minuted.status and poor.status:
        missing |= {"status": poor.status, "outcome": poor.outcome, "closed": poor.closed}
    minuted = full.minuted._replace(
        **{name: value for name, value in poor.minuted._asdict().items() if not getattr(full.minuted, name)}
    )
    section = one.section if one.section == other.section else full.section
    places = tuple(dict.fromkeys((*one.places, *other.places)))[:_MOST_PLACES]
    return full._replace(**missing, minuted=minuted, section=section, places=places)


def _fullness(action: Found) -> tuple[int, bool]:
    return sum(map(bool, action.minuted)), bool(action.owners)


def _beginnings(action: Found) -> tuple[str, ...]:
    """Return what two statements of one action may both begin with: the first words, with and without who acts."""
    words = _words(action)
    whole = words_of(action.text[:_LONGEST])
    at = next((n for n, word in enumerate(whole[1:_BEFORE_TO], 1) if word in ("to", "will")), -1)
    keys = (words[:_FIRST_WORDS], whole[at + 1 : at + 1 + _FIRST_WORDS], whole[:_FIRST_WORDS])
    return tuple(dict.fromkeys(" ".join(key) for key in keys))


def _words(found: Found) -> list[str]:
    """Return the words of an action without those who act, which one statement has and another leaves out."""
    words = words_of(found.text[:_LONGEST])
    owners = {w for o in found.owners for w in words_of(o)} | {"the", "to", "will", "and"}
    start = 0
    while start < len(words) - 3 and words[start] in owners:
        start += 1
    return words[start:]
