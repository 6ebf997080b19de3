"""Finds the forms of withheld names in a text, all of them in one walk over its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from actionlog.redaction.folding import fold, has_case, plain
from actionlog.redaction.names import ALSO_WORDS, OFFICES, SQUEEZABLE, Withheld

#: Longer texts are taken in pieces of this size, which overlap by more than the longest name.
_PIECE: Final = 1_000_000
_OVERLAP: Final = 2_000

_SENTENCE_END: Final = re.compile(r"(?<=[.!?:;•…])[\"')\]”’]*\s+|[\n\r\u2028\u2029]+")
_MONTHS: Final = frozenset(
    (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    )
)
#: After a first name that is also a word, these say that somebody is meant: `Mark to send`.
_OF_A_PERSON: Final = frozenset(
    ("to", "and", "has", "is", "was", "will", "would", "agreed", "said", "reported", "asked")
)
_LETTER_RUNS: Final = re.compile(r"[^\x00-\x7f]+")

#: By what somebody is found, the surest first.
FULL: Final = "name"
SURNAME: Final = "surname"
GIVEN: Final = "first name"
INITIALS: Final = "initials"
_SUREST: Final = (FULL, SURNAME, GIVEN, INITIALS)


class Hit(NamedTuple):
    """Who was found (a place in the list of withheld) and by what; `doubtful` where it may be an everyday word."""

    place: int
    by: str
    doubtful: bool = False


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    place: int
    by: str
    capitals: bool
    masked: bool


def _also_genitive(form: str) -> Iterator[tuple[str, ...]]:
    """Yield a part of a name in words; and with an s, whose apostrophe somebody left out or that means a family."""
    *before, last = form.split() or [""]
    yield (*before, last)
    if len(last) > 3 and not last.endswith("s") and last not in ALSO_WORDS:
        yield (*before, f"{last}s")


class Matcher:
    """Knows the forms of all who are withheld."""

    def __init__(self, withheld: Sequence[Withheld]) -> None:
        self.withheld = withheld
        self._exact: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._pairs: set[tuple[str, str]] = set()  # with which two words a name begins
        self._together: dict[str, list[int]] = {}
        self._beginnings: set[str] = set()
        self._inside: dict[str, list[tuple[str, int]]] = {}
        self._anywhere: list[tuple[str, int]] = []
        self._long: dict[str, list[tuple[str, int]]] = {}
        self._read: dict[str, list[_Phrase]] = {}
        self._initials: dict[str, list[tuple[str, int]]] = {}
        self._own_masks: list[dict[str, list[tuple[str, ...]]]] = []
        self._shown: dict[int, dict[str, list[tuple[str, ...]]]] = {}
        for place, party in enumerate(withheld):
            self._learn(place, party)
        self._heads = self._exact.keys() | self._beginnings
        self._alone = {form[0] for forms in self._exact.values() for form, _ in forms if len(form) == 1}
        self._alone |= self._together.keys()
        self._lengths = sorted({len(word) for word in self._long})
        self._lasts = frozenset(word[-1] for word in self._long)
        self._read_heads = self._read.keys()

    def _learn(self, place: int, party: Withheld) -> None:
        for form in party.full:
            self._learn_full(form, place)
        for form in party.abridged:
            self._learn_read(_Phrase(tuple(form.split()), place, FULL, True, False))
        for form in party.surnames:  # `vexley-marr` is no everyday word, so needs no capitals
            for words in _also_genitive(form):
                self._learn_read(_Phrase(words, place, SURNAME, " " not in form, True))
        for form in party.given:
            for words in _also_genitive(form):
                self._learn_read(_Phrase(words, place, GIVEN, True, True))
        for form in party.words:
            self._learn_read(_Phrase(tuple(form.split()), place, SURNAME, False, True))
        for form in party.initials:
            self._initials.setdefault(form[0], []).append((form, place))
        self._own_masks.append(_by_head(party.elsewhere))
        if id(party.shown) not in self._shown:  # one tuple for all, as a rule
            self._shown[id(party.shown)] = _by_head(party.shown)

    def _learn_full(self, form: str, place: int) -> None:
        words = tuple(form.split())
        together = "".join(words)
        if not words:
            return
        if not has_case(together) and (len(words) > 1 or _has_no_spaces(together)) and len(together) > 1:
            self._anywhere.append((together, place))
        self._exact.setdefault(words[0], []).append((words, place))
        if len(words) > 1 and has_case(together):  # a genitive without its apostrophe, or the whole family
            self._exact[words[0]].append(((*words[:-1], f"{words[-1]}s"), place))
        self._pairs.update(form[:2] for form, _ in self._exact[words[0]] if len(form) > 1)  # type: ignore[misc]
        if len(together) >= SQUEEZABLE:
            self._long.setdefault(words[0], []).append((" ".join(words), place))
            self._together.setdefault(together, []).append(place)
            self._beginnings.update(together[:end] for end in range(1, len(together) + 1))
            self._inside.setdefault(together[:SQUEEZABLE], []).append((together, place))

    def _learn_read(self, phrase: _Phrase) -> None:
        if phrase.words and len("".join(phrase.words)) > 1:
            self._read.setdefault(phrase.words[0], []).append(phrase)

    # ------------------------------------------------------------------------------------------------ anywhere

    def names(self, text: str, *, glued: bool = False) -> set[int]:
        """Return who is named in full anywhere in `text`, in any case, squeezed together or pulled apart.

        `glued`: where the text is of bytes that are none, a name may stand between others without a space.
        """
        found: set[int] = set()
        for piece in _pieces(text):
            folded = fold(piece)
            found |= self._names_in(folded)
            if glued:
                found.update(place for form, place in self._glued(folded) if form in folded)
        return found

    def _glued(self, folded: str) -> Iterator[tuple[str, int]]:
        """Yield the names whose first word is the end of a word of `folded`: the others cannot stand in it."""
        words = [word for word in set(folded.split()) if word[-1] in self._lasts]
        ends = {word[-length:] for length in self._lengths for word in words}
        for head in self._long.keys() & ends:
            yield from self._long[head]

    def _names_in(self, folded: str) -> set[int]:
        found: set[int] = set()
        words = folded.split()
        unique = set(words)
        if heads := self._begun(words, unique):
            for at in [i for i, word in enumerate(words) if word in heads]:
                found.update(self._names_at(words, at))
        for word in unique:
            if len(word) > SQUEEZABLE:
                found.update(self._names_inside(word))
        if self._anywhere and not folded.isascii():
            together = "".join(_LETTER_RUNS.findall(folded.replace(" ", "")))
            found.update(place for form, place in self._anywhere if form in together)
        return found

    def _begun(self, words: Sequence[str], unique: set[str]) -> set[str]:
        """Return the words at which a name may begin: one that is a name, or that the next one carries on."""
        heads = self._heads & unique
        if not heads:
            return heads
        found = heads & self._alone
        for pair in set(pairwise(words)):
            if pair[0] in heads and (pair in self._pairs or pair[0] + pair[1] in self._beginnings):
                found.add(pair[0])
        return found

    def _names_at(self, words: Sequence[str], at: int) -> Iterator[int]:
        head = words[at]
        for form, place in self._exact.get(head, ()):
            if len(form) == 1 or tuple(words[at : at + len(form)]) == form:
                yield place
        said, end = head, at + 1
        while said in self._beginnings:
            yield from self._together.get(said, ())
            if end == len(words):
                return
            said += words[end]
            end += 1

    def _names_inside(self, word: str) -> Iterator[int]:
        for start in range(len(word) - SQUEEZABLE + 1):
            for together, place in self._inside.get(word[start : start + SQUEEZABLE], ()):
                if word.startswith(together, start):
                    yield place

    # -------------------------------------------------------------------------------------------- in what is read

    def hits(self, text: str) -> list[Hit]:
        """Return everybody whom `text`, which somebody reads, names in full, in part or by initials; each once."""
        found = [Hit(place, FULL) for place in sorted(self.names(text))]
        if self._read_heads and not self._read_heads.isdisjoint(fold(text).split()):
            found += self._read_in(text)
        found += self._initials_in(text)
        return _strongest(found)

    def _read_in(self, text: str) -> Iterator[Hit]:
        """Return who is named in part. Sentences say where one begins; a phrase may reach over a dot (`St. Orla`)."""
        whole = list(self._parts(text))
        places = {hit.place for hit in whole}
        found = [hit for sentence in _SENTENCE_END.split(text) for hit in self._parts(sentence) if hit.place in places]
        yield from found
        in_sentences = {(hit.place, hit.by) for hit in found}
        yield from (hit for hit in whole if (hit.place, hit.by) not in in_sentences)

    def _parts(self, sentence: str) -> Iterator[Hit]:
        seen = plain(sentence).split()
        words = [word.casefold() for word in seen]
        for at, word in enumerate(words):
            for phrase in self._read.get(word, ()):
                end = at + len(phrase.words)
                if tuple(words[at:end]) != phrase.words:
                    continue
                typed_small = phrase.capitals and not _has_capitals(seen[at:end])
                if typed_small and not _is_rarely_a_word(phrase):
                    continue
                if phrase.masked and self._is_masked(words, at, end, phrase.place):
                    continue
                yield Hit(phrase.place, phrase.by, typed_small or _may_be_a_word(seen, at, end))

    def _initials_in(self, text: str) -> Iterator[Hit]:
        if not self._initials:
            return
        seen = plain(text).split()
        for at, word in enumerate(seen):
            for form, place in self._initials.get(word[0], ()):
                end = at + 1 if word == form else _spelt(seen, at, form)
                if end and not self._is_masked([w.casefold() for w in seen], at, end, place):
                    yield Hit(place, INITIALS)

    def _is_masked(self, words: Sequence[str], start: int, end: int, place: int) -> bool:
        if any(word in _MONTHS for word in words[start:end]) and _is_date(words, start, end):
            return True
        shown = self._shown[id(self.withheld[place].shown)]
        return _covered(words, start, end, self._own_masks[place]) or _covered(words, start, end, shown)


def _by_head(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(fold(phrase).split())
        if words:
            found.setdefault(words[0], []).append(words)
    return found


def _covered(words: Sequence[str], start: int, end: int, masks: dict[str, list[tuple[str, ...]]]) -> bool:
    """Return whether a phrase of `masks` stands in `words` over all that is between start and end."""
    for at in range(max(0, start - 20), start + 1):
        for phrase in masks.get(words[at], ()):
            if at + len(phrase) >= end and tuple(words[at : at + len(phrase)]) == phrase:
                return True
    return False


def _is_date(words: Sequence[str], start: int, end: int) -> bool:
    """`19 May 2021`, `May 2021`, `19 May`, `May to`: the name of a month beside a number."""
    near = (*words[max(0, start - 1) : start], *words[end : end + 1])
    return any(word.rstrip("stndrh").isdecimal() for word in near)


def _has_capitals(words: Iterable[str]) -> bool:
    """True where each word begins with a capital, or is of a script without; small words of a surname need none."""
    every = list(words)
    return all(not word[0].islower() for word in (every[0], every[-1])) or (
        len(every) > 1 and not every[-1][0].islower()
    )


def _is_rarely_a_word(phrase: _Phrase) -> bool:
    """True for a surname that is told of, as doubtful, where somebody typed it in small letters."""
    word = "".join(phrase.words)
    return phrase.by == SURNAME and len(word) > 4 and word not in ALSO_WORDS and word not in OFFICES


def _may_be_a_word(seen: Sequence[str], start: int, end: int) -> bool:
    """True for `Mark the papers`: a first word that is also an everyday word, in what reads on as a sentence."""
    if start or end != 1 or end >= len(seen) or seen[0].casefold() not in ALSO_WORDS:
        return False
    return seen[end][0].islower() and seen[end] not in _OF_A_PERSON


def _spelt(seen: Sequence[str], at: int, form: str) -> int:
    """Return where `J. S.` ends that begins at `at`, 0 where it is not there."""
    end, said = at, ""
    while end < len(seen) and len(said) < len(form) and len(seen[end]) < len(form):
        said += seen[end]
        end += 1
    return end if said == form and end > at + 1 else 0


def _strongest(found: Iterable[Hit]) -> list[Hit]:
    best: dict[int, Hit] = {}
    for hit in sorted(found, key=lambda h: (h.place, h.doubtful, _SUREST.index(h.by))):
        best.setdefault(hit.place, hit)
    return list(best.values())


def _pieces(text: str) -> Iterator[str]:
    if len(text) <= _PIECE:
        yield text
        return
    start = 0
    while start < len(text):
        end = min(len(text), start + _PIECE)
        yield text[_word_start(text, start) : _word_start(text, end) if end < len(text) else end]
        start = end if end == len(text) else end - _OVERLAP


def _word_start(text: str, at: int) -> int:
    """Return the start of a word at or before `at`, so that the end of one is not taken for a word."""
    begin = at
    while begin > max(0, at - 200) and text[begin - 1].isalnum():
        begin -= 1
    return begin


def _has_no_spaces(word: str) -> bool:
    """True for a script that puts no spaces between words: Han, kana, Thai and its neighbours, Hangul names."""
    return any(
        0x0E00 <= ord(c) <= 0x0EFF
        or 0x1000 <= ord(c) <= 0x11FF
        or 0x1780 <= ord(c) <= 0x17FF
        or 0x2E80 <= ord(c) <= 0x9FFF
        or 0xAC00 <= ord(c) <= 0xD7FF
        or 0xF900 <= ord(c) <= 0xFAFF
        or 0x20000 <= ord(c) <= 0x3FFFF
        for c in word
    )
