"""Who is withheld, and in which forms their names could be written."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from actionlog.redaction.folding import fold, has_case, plain, spelt_out, words_of

_TITLES: Final = words_of(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron cllr councillor rev revd reverend "
    "father sister rabbi imam judge justice hon rt capt captain maj col colonel gen sgt lt frau herr mme mlle "
    "ald alderman"
)
_AFTER_NAMES: Final = words_of(
    "obe mbe cbe kbe dbe mp msp mep qc kc frs phd md ba ma msc bsc mba jnr jr snr sr esq frcp frcs rgn ii iii iv"
)
_PARTICLES: Final = words_of("van von de der den del della di da do dos la le el al bin bint ibn ap ten ter zu")

#: Words of offices and bodies: an owner called by one is hardly a person, and a mailbox of that name is no secret.
OFFICES: Final = words_of(
    "admin administrator admissions board body bureau chair chairman chairperson chairwoman chief clerk "
    "clinic commission committee communications contact convener convenor coordinator council department "
    "deputy director directorate division enquiries executive finance forum governance group head hello info "
    "information lead leads manager managers meeting member members mail office officer officers panel "
    "partner partners planning president programme project registrar reception secretariat secretary service "
    "services staff steward subgroup support taskforce team teams treasurer trust trustees unit vice warden "
    "workstream"
)
#: Words, and endings of numbers, that initials in small letters would be taken for.
_SHORT_WORDS: Final = words_of(
    "a ad ah all am an and any are as at ave be bn but by can cc cm co dr do eg en ex far few for get go ha had has he "
    "her hi him his how hr ie if in inc is it its kg km let lo ltd max may me min ml mm mr mrs ms mum my nd new no nor "
    "not now of off oh ok old on one op or our out own page past pm per pp pro put rd re see set she so st ten th than "
    "that the them then they this to too top tv two uk un up us use via vs was way we who why will with yes yet you"
)
#: First names that are also everyday words: at the start of a sentence they may be either.
ALSO_WORDS: Final = words_of(
    "amber angel april art august autumn basil bay bill bishop bob bond brook buck carol chance charity chase "
    "chip christian chuck clay cliff constant cook dale dawn dean destiny dot drew duke earl eve faith fern "
    "flora ford frank gale gene ginger glen grace grant guy happy harmony hazel heath heather holly honour "
    "hope hunter iris ivy jack jade jasmine jay jewel joy june king kit lance lane lee lily lotus major mark "
    "marshal mason max may melody mercy merry miles misty norm olive page pat patience pearl peg penny poppy "
    "prudence ray reed rich river rob robin rod rose rosemary royal ruby rusty sage sandy scarlet skip sky "
    "star sterling sue summer tanner tailor van verity victor violet wade ward warren will willow wren a al "
    "an and as at be but by do for go he i if in is it me my no of on or our she so the to up us we you"
)

#: Squeezed together or pulled apart, a shorter name would be found in other words.
SQUEEZABLE: Final = 8


class Withheld(NamedTuple):
    """A party whom the public may not read of, and every form in which it could be named.

    `who` is how messages call it, never its name: `@p-3`, `entry 4 of people.yaml`. `full` count everywhere and in any
    case; `abridged` (`J Smith`) count in what is read, with capitals; `surnames`, `given` and `initials` likewise, but
    not inside `elsewhere` (the party's own) or `shown` (what else may be read); `words` do so in any case. `attending`
    is every entry of the published attendance, for one who may be named in it and nowhere else.
    """

    who: str
    full: tuple[str, ...] = ()
    abridged: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()


class Forms(NamedTuple):
    """The forms of one name, as in `Withheld`, folded; initials in capitals."""

    full: tuple[str, ...] = ()
    abridged: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def forms_of_person(
    name: str, aliases: Iterable[str] = (), email: str = "", handle: str = "", elsewhere: Iterable[str] = ()
) -> Forms:
    """Return every form in which a person could be named.

    Where `elsewhere` says that the first or last name is an everyday word, the last before the first (`Open, Mark`)
    counts only where somebody reads it so: in a table, the one may end a cell and the other begin the next.
    """
    found = [_forms_of_name(spelling) for spelling in dict.fromkeys((name, spelt_out(name)))]
    found += [form for alias in aliases for form in map(_forms_of_alias, dict.fromkeys((alias, spelt_out(alias))))]
    joined = _joined(found)
    if not {*joined.surnames, *joined.given}.isdisjoint(map(fold, elsewhere)):
        joined = _in_order(joined)
    return _joined((joined, _forms_of_address(email, joined), _forms_of_handle(handle)))


def _in_order(forms: Forms) -> Forms:
    swapped = [f for f in forms.full if any(f == f"{s} {g}" for s in forms.surnames for g in forms.given)]
    full = tuple(form for form in forms.full if form not in swapped)
    return forms._replace(full=full, abridged=(*forms.abridged, *swapped))


def forms_of_body(name: str, aliases: Iterable[str] = (), email: str = "") -> Forms:
    """Return the forms of what is no person: its names as they stand, and its short ones in capitals."""
    found = [Forms(full=(fold(name),)), *map(_forms_of_alias, aliases)]
    return _joined((*found, _forms_of_address(email, Forms())))


def forms_of_stranger(text: str) -> Forms:
    """Return the forms of an owner, as typed, whom no register knows: a person unless a word says otherwise."""
    pieces = [piece for piece in re.split(r"[/;&()\[\]]|,(?=\s*\w+\s+\w)|\band\b", text) if fold(piece)]
    if any(map(str.isupper, text)):  # what is said of a party in small letters names nobody: `(from item 3)`
        pieces = [piece for piece in pieces if any(map(str.isupper, piece)) or not has_case(piece)]
    if is_office(text):
        return Forms()
    whole = Forms(full=(fold(text),)) if len(fold(text).split()) > 1 else Forms()
    return _joined((whole, *(_forms_of_piece(piece) for piece in pieces if not is_office(piece))))


def is_office(text: str) -> bool:
    """True where `text` is only the words of an office (`Clerk`, `Vice-Chair`), so names nobody."""
    return OFFICES.issuperset(fold(text).split())


def names_a_person(text: str) -> bool:
    """True where `text` reads as the name of one person: several words with capitals, none of them of an office."""
    words = plain(text).split()
    capitals = all(word[0].isupper() or word in _PARTICLES for word in words)
    return 1 < len(words) < 6 and has_case(text) and capitals and not OFFICES.intersection(map(str.casefold, words))


def _forms_of_piece(piece: str) -> Forms:
    words = plain(piece).split()
    is_person = len(words) < 6 and not OFFICES.intersection(map(str.casefold, words))
    if is_person and len(words) > 1 and has_case(piece):
        is_person = all(word[0].isupper() or word in _PARTICLES for word in words)
    return forms_of_person(piece) if is_person else forms_of_body(piece)


def told_by(forms: Forms) -> frozenset[str]:
    """Return the words, and the names squeezed together, that tell the name whose forms these are."""
    together = (form.replace(" ", "") for form in forms.full)
    return frozenset((*forms.full, *together, *forms.surnames, *forms.given, *map(str.casefold, forms.initials)))


def _forms_of_name(name: str) -> Forms:
    words = _words(name)
    whole, bare = fold(name), fold(" ".join(words))
    if len(words) < 2 or not words:
        if has_case(name):
            return _forms_of_single(bare or whole, whole)
        return Forms(full=_kept((whole, bare)))
    first, last, middle = words[0], words[-1], words[1:-1]
    before, surname = _particles(middle)
    family = fold(" ".join((*surname, last)))
    full = [whole, bare, f"{fold(first)} {fold(last)}", f"{fold(last)} {fold(first)}", f"{fold(first)} {family}"]
    full += [f"{family} {fold(' '.join((first, *before)))}", f"{family} {fold(first)}"]
    if not has_case(name):
        return Forms(full=_kept(full), surnames=_longer(fold(last)), given=_longer(fold(first)))
    letters = [_letters(word) for word in words]
    if before:
        full.append(f"{fold(first)} {' '.join(''.join(_letters(w)) for w in before)} {family}".casefold())
    short = _abridged(letters, before, fold(last), family)
    return Forms(
        full=_kept(full),
        abridged=short,
        surnames=_kept((family, *_hyphenated(last))),
        given=_kept((fold(first), *(fold(w) for w in before))),
        initials=_initials(words),
    )


def _forms_of_single(bare: str, whole: str) -> Forms:
    if len(bare) > 4:
        return Forms(full=_kept((bare, whole)))
    return Forms(full=_kept((whole,)) if " " in whole else (), abridged=_kept((bare,)))


def _forms_of_alias(alias: str) -> Forms:
    folded, letters = fold(alias), plain(alias).replace(" ", "")
    if not folded:
        return Forms()
    if has_case(alias) and len(letters) < 5 and letters.isupper():
        small = letters.lower()
        typed = (small,) if len(small) > 1 and small not in _SHORT_WORDS and small not in ALSO_WORDS else ()
        return Forms(initials=(letters,) if len(letters) > 1 else (), words=typed)
    words = _words(alias)
    if len(words) > 1:
        named = _forms_of_name(alias)
        return named if all(w[:1].isupper() for w in words) else Forms(full=named.full)
    if has_case(alias) and len(folded) < 5:
        return Forms(given=(folded,), words=() if folded in ALSO_WORDS or folded in _SHORT_WORDS else (folded,))
    return Forms(full=(folded,))


def _forms_of_address(email: str, own: Forms) -> Forms:
    local, _, _ = email.partition("@")
    folded = fold(local)
    if not folded:
        return Forms()
    full = (fold(email),) if "@" in email else ()
    together = folded.replace(" ", "")
    if folded in OFFICES or folded in own.surnames or folded in own.given:
        return Forms(full=full)
    if together.upper() in own.initials or len(together) < 3:
        return Forms(full=full)
    if " " in folded or len(together) > 4:
        return Forms(full=(*full, folded))
    return Forms(full=full, given=(folded,)) if folded in ALSO_WORDS else Forms(full=full, words=(folded,))


def _forms_of_handle(handle: str) -> Forms:
    folded = fold(handle)
    if len(folded) < 5 or any(c.isdigit() for c in folded) or OFFICES.intersection(folded.split()):
        return Forms()
    return Forms(words=(folded,))


def _words(name: str) -> list[str]:
    """Return the words of a name, first name first, without titles and what stands after names."""
    if "," in name:
        last, _, first = name.partition(",")
        rest = [word for word in first.split() if fold(word) not in _AFTER_NAMES]
        name = f"{' '.join(rest)} {last}"
    words = [word for word in name.split() if fold(word)]
    kept = [word for word in words if fold(word) not in _TITLES]
    while len(kept) > 2 and fold(kept[-1]) in _AFTER_NAMES:
        kept.pop()
    return kept or words


def _particles(middle: list[str]) -> tuple[list[str], list[str]]:
    """Return the middle names, and the small words that belong to the surname: `van der`."""
    for i, word in enumerate(middle):
        if fold(word) in _PARTICLES:
            return middle[:i], middle[i:]
    return middle, []


def _letters(word: str) -> list[str]:
    """Return the first letters of a word's hyphened parts, in capitals."""
    return [part[0].upper() for part in plain(word).split()]


def _hyphenated(word: str) -> list[str]:
    parts = fold(word).split()
    return [fold(word), *(part for part in parts if len(part) > 2)]


def _abridged(letters: list[list[str]], before: list[str], last: str, family: str) -> tuple[str, ...]:
    first = " ".join(letters[0]).casefold()
    middle = " ".join(letter for word in before for letter in _letters(word)).casefold()
    found = []
    for surname in dict.fromkeys((last, family)):
        found += [f"{first[0]} {surname}", f"{surname} {first[0]}", f"{first} {surname}", f"{surname} {first}"]
        if middle:
            found += [f"{first} {middle} {surname}", f"{surname} {first} {middle}"]
    return _kept(found)


def _initials(words: list[str]) -> tuple[str, ...]:
    parts = [_letters(word) for word in words]
    plainly = "".join(part[0] for part in parts)
    every = "".join("".join(part) for part in parts)
    ends = parts[0][0] + parts[-1][0]
    return _kept(form for form in (plainly, every, ends, "".join(parts[0]) + "".join(parts[-1])) if len(form) > 1)


def _longer(form: str) -> tuple[str, ...]:
    return (form,) if len(form) > 1 else ()


def _kept(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in (" ".join(f.split()) for f in forms) if form))


def _joined(found: Iterable[Forms]) -> Forms:
    every = list(found)

    def both(i: int) -> Iterator[str]:
        for forms in every:
            yield from forms[i]

    return Forms(*(_kept(both(i)) for i in range(len(Forms._fields))))
