"""One action stated twice in a document is one action with two places: in the text and again in a summary."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from actionlog.minutes.findings import Found
from actionlog.minutes.words import words_of
from actionlog.owners import owner_key

_SEE_ABOVE = re.compile(r"[(\[]?\b(?:see|as) (?:above|earlier|before)\b[)\]]?", re.IGNORECASE)
_SMALL: Final = {"the", "a", "an", "to", "of", "and", "for", "this", "that"}
_ALIKE: Final = 0.9
_FIRST_WORDS: Final = 3
_MOST_PLACES: Final = 20
_MOST_COMPARED: Final = 50
_BEFORE_TO: Final = 7  #: words of those who act, before `to` or `will`
_LONGEST: Final = 2000
_LONGEST_INITIALS: Final = 4
_COMPARED: Final = 1000  #: characters of two wordings that are compared letter by letter
#: What comparing letter by letter may cost in one document: the product of the lengths, over all pairs. It is enough
#: for a thousand pairs of actions of two lines that share most words; beyond it only equal words are the same.
_MOST_WORK: Final = 15_000_000
_MANY_WORDS: Final = 15  #: of so many, two wordings that are alike share most
_SHARED: Final = 0.7


class Origin(NamedTuple):
    """Where an action stands: in a table or list of actions, or in the text; `under` is the item and the heading."""

    is_listed: bool = False
    under: str = ""


def merged(found: list[Found], origins: Sequence[Origin] = ()) -> list[Found]:
    """Return the actions in their order, those that say the same as an earlier one added to that as a further place.

    `origins` says of each whether it stands in a table or a list of actions, and under which item where it does not:
    the same words under two items are two actions, but a summary at the end repeats what stands in the text.
    """
    kept: list[Found] = []
    from_where: list[Origin] = []
    letters = _Letters()
    by_beginning: dict[str, list[int]] = defaultdict(list)
    for at, action in enumerate(found):
        origin = origins[at] if origins else Origin(is_listed=True)
        keys = _beginnings(action)
        near = dict.fromkeys(n for key in keys for n in by_beginning[key][:_MOST_COMPARED])
        if _SEE_ABOVE.search(action.text[:_LONGEST]):
            near = dict.fromkeys((*near, *range(max(len(kept) - _MOST_COMPARED, 0), len(kept))))
        same = next((n for n in near if _same(kept[n], action, from_where[n], origin, letters)), None)
        if same is None:
            for key in keys:
                by_beginning[key].append(len(kept))
            kept.append(action)
            from_where.append(origin)
        else:
            kept[same] = _richer(kept[same], action)
            from_where[same] = Origin(is_listed=from_where[same].is_listed or origin.is_listed, under=origin.under)
    return kept


class _Letters:
    """Compares wordings letter by letter, as long as one document may take."""

    def __init__(self) -> None:
        self._left = _MOST_WORK

    def alike(self, one: str, other: str) -> bool:
        """True where two wordings have nearly all letters in common, in their order."""
        one, other = one[:_COMPARED], other[:_COMPARED]
        if 2 * min(len(one), len(other)) < _ALIKE * (len(one) + len(other)) or self._left <= 0:
            return False
        if not _share_words(one.split(), other.split()):
            return False
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        if matcher.quick_ratio() < _ALIKE:
            return False
        self._left -= len(one) * len(other)
        return matcher.ratio() >= _ALIKE


def _share_words(some: list[str], others: list[str]) -> bool:
    """True where two wordings share most words, or have too few for that to tell anything."""
    total = len(some) + len(others)
    return total < 2 * _MANY_WORDS or 2 * (Counter(some) & Counter(others)).total() >= _SHARED * total


def _same(one: Found, other: Found, here: Origin, there: Origin, letters: _Letters) -> bool:
    if one.ref and other.ref and one.ref != other.ref:
        return False
    whole = " ".join(words_of(one.text[:_LONGEST])) == " ".join(words_of(other.text[:_LONGEST]))
    if one.places == other.places:
        return whole and one.owners == other.owners
    if _SEE_ABOVE.search(other.text[:_LONGEST]) and _refers_to(other, one):
        return True
    if not (here.is_listed or there.is_listed) and here.under != there.under:
        return False
    if whole and (_names_who(one) or not (one.owners and other.owners)):
        return True  # once more under each of those who are to do it
    if here.is_listed != there.is_listed and _restates(one, other):
        return True
    if one.owners and other.owners and not _compatible(one.owners, other.owners):
        return False
    left, right = _words(one), _words(other)
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    apart = here.is_listed != there.is_listed or here.under != there.under  # two of one list are two
    if len(short) >= _FIRST_WORDS and long[: len(short)] == short and apart:
        return bool(one.owners and other.owners) or len(short) > 2 * _FIRST_WORDS
    if not (here.is_listed or there.is_listed):
        return False  # close words marked twice in the text are two: one reads `draft`, the other `final`
    if not apart or _numbers(left) != _numbers(right):
        return False  # two rows of one list are two actions, and so are letters to number 17 and to number 18
    return letters.alike(" ".join(left), " ".join(right))


def _refers_to(later: Found, earlier: Found) -> bool:
    """True for `AB – staging (see above)`, where AB was asked above to see to the staging."""
    said = words_of(_SEE_ABOVE.sub(" ", later.text[:_LONGEST]))
    who = bool(later.owners and earlier.owners) and _compatible(later.owners, earlier.owners)
    return who and bool(said) and set(said) - _SMALL <= {*words_of(earlier.text[:_LONGEST])}


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if any(map(str.isdigit, word))]


def _restates(one: Found, other: Found) -> bool:
    """True where `AB to write to the port` and `Write to the port | AB` say the same, whatever the owner is called."""
    short, long = sorted((words_of(one.text[:_LONGEST]), words_of(other.text[:_LONGEST])), key=len)
    before = long[: len(long) - len(short)]
    if len(short) < _FIRST_WORDS or long[len(before) :] != short:
        return False
    who = not before or (len(before) <= _BEFORE_TO + 1 and before[-1] in ("to", "will"))
    return who and not (
        _are_people(one.owners) and _are_people(other.owners) and not _compatible(one.owners, other.owners)
    )


def _are_people(owners: tuple[str, ...]) -> bool:
    """True for initials alone, which name people beyond doubt; a role may be held by one of them."""
    return bool(owners) and all(len(o) <= _LONGEST_INITIALS and o.isupper() for o in owners)


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
    starts = [0] + [n + 1 for n, word in enumerate(whole[: _BEFORE_TO + 1]) if n and word in ("to", "will")]
    keys = (words[:_FIRST_WORDS], *(whole[n : n + _FIRST_WORDS] for n in starts))
    return tuple(dict.fromkeys(" ".join(key) for key in keys))


def _words(found: Found) -> list[str]:
    """Return the words of an action without those who act, which one statement has and another leaves out."""
    words = words_of(found.text[:_LONGEST])
    owners = {w for o in found.owners for w in words_of(o)} | {"the", "to", "will", "and"}
    start = 0
    while start < len(words) - 3 and words[start] in owners:
        start += 1
    return words[start:]
