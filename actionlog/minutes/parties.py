"""Owners: who a printed text names, one party at a time, and who a sentence says will act.

A party is a person (`Kate`, `AB`, `Dr A. Brown`), a role (`Clerk`), a team (`Review team`), everybody (`All`) or
somebody whose name is withheld (`[Redact]`). `Analysis and research team lead` is one party, `Tom and Kate` are two.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise
from typing import Final

from actionlog.document import joined
from actionlog.minutes.deeds import DEEDS
from actionlog.minutes.findings import WITHHELD
from actionlog.minutes.words import word_set

_WITHHELD = re.compile(
    r"\[\s*(?:name |names )?(?:redact(?:ed|ion)?|withheld|removed)\s*\]|\(redacted\)|redacted|x{3,}|[█■]{2,}|\*{3,}"
    r"|names? (?:withheld|redacted|removed)",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"[\W_]*|n/?a|none|tb[acd]|to be (?:agreed|confirmed|decided)|nobody|unassigned", re.IGNORECASE)
_JOINTS = re.compile(
    r"\s*(?:[;\n/+]|\s&\s|(?<=\w\w)&(?=\w\w)|\band/or\b|\bwith support from\b|\bsupported by\b|\bwith\b|\bor\b)\s*"
    r"|,(?:\s*(?:and\b|&))?\s*"
)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_ASIDE = re.compile(
    r"\s*\((?:lead|support|chair|all|\d+)\)|[¹²³†‡*]+$|^\s*(?:lead|owner|action by)\s*:\s*|\s*\?+$", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\([^()]{1,25}\)")
_BRACKETED = re.compile(r"\(([^()]{2,80})\)")
_ONE_NAME = re.compile(r"[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)?")
_HANDLE = re.compile(r"@[\w.-]+")
_INITIALS = re.compile(r"[A-Z](?:[A-Z]|[.\-’'][A-Z]?){1,4}[a-z]?")
_NAME_WORD = re.compile(r"[A-Z][\w’'.-]*|@[\w.-]+|de|van|von|der|la|le|al|bin|of|the|for|&")
_STATED = re.compile(
    r"(?P<who>(?:\b[A-Z]\.|\b(?:Dr|Mrs?|Ms|Prof|Cllr|Rev)\.|[^.:;!?]){1,90}?)\??\s+"
    r"(?:(?:has |have |had |also )?(?:agreed|offered|undertaken|undertook|volunteered)(?: that \w+ will)?\s+to"
    r"|(?:is|are|was|were) (?:asked |requested |invited )?to|will|shall|should|must|needs? to|please|to)"
    r"\s+(?P<what>\w+)"
)

#: `Secretary to Council`, `Assistant to the Dean`: one role, and no deed yet.
_ROLE_TO = re.compile(
    r"(?:the )?[A-Za-z][\w’'-]*(?: [A-Za-z][\w’'-]*)? to (?:the )?(?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*){0,2}"
)

#: Words for those who act, other than names; the last word of a role or a team is one of these (`PARTY_NOUNS`).
_PARTY_NOUNS: Final = word_set(
    "all everyone everybody team teams lead leads leader leaders chair chairs chairman "
    "chairperson chairwoman convenor "
    "convener member members group groups subgroup sub-group committee subcommittee sub-committee board panel "
    "forum council secretariat secretary secretaries clerk treasurer director directors manager managers head "
    "officer officers office coordinator co-ordinator administrator editor editors trustees trustee governor "
    "governors president dean registrar councillor councillors cllr cllrs partner partners contractor solicitor "
    "auditor auditors accountant chief executive ceo cfo coo staff department division service services unit "
    "party attendees participants organisation organiser authors author reviewers reviewer sponsor owner owners "
    "adviser advisor representative representatives rep reps deputy principal headteacher facilitator scribe "
    "minister ministers everyone’s sysadmin sysadmins maintainer maintainers developers"
)
#: More of them, which as often are those to whom something is done: `Contact suppliers to ask …`.
_WIDER: Final = word_set(
    "delegation delegations body bodies desk desks bureau liaison liaisons rapporteur caretaker warden wardens foreman "
    "superintendent supervisor supervisors inspector archivist librarian webmaster bursar matron nurse vicar curate "
    "churchwarden churchwardens verger organist captain steward stewards marshal moderator moderators instructor tutor "
    "tutors lecturer professor bosun commodore engineer engineers architect surveyor planner analyst consultant "
    "consultants agent agents agency association society company firm supplier suppliers vendor vendors publisher "
    "consortium federation institute university faculty school authority trust ministry directorate commission "
    "taskforce crew squad pool volunteers parents residents delegate delegates nominee executives trainer researcher "
    "postholder receptionist assistant assistants apprentice intern interns specialist "
)
PARTY_NOUNS: Final = _PARTY_NOUNS | _WIDER
_SMALL: Final = {"of", "and", "for", "the"}
_TITLES: Final = {"dr", "mr", "mrs", "ms", "miss", "prof", "professor", "cllr", "councillor", "sir", "dame", "rev"}
#: Things and deeds with which a sentence begins (`Report to …`); somebody only as part of a name (`Review team`).
_THINGS: Final = word_set(
    "report reports letter paper papers minutes draft agenda invitation email update action actions meeting note notes "
    "thanks welcome apologies discussion decision subject access link links response request proposal changes change "
    "review work information document documents website contact details date support plan research plans points point "
    "items item log required list taken summary tracker register table needed follow-up overview introduction "
    "principles page pages section chapter budget policy policies strategy schedule timetable template newsletter "
    "consultation application applications licence contract quote quotes invoice survey results feedback article"
)
#: Words that nobody's name begins with.
_NOT_WHO: Final = word_set(
    "a an need needs agree agreed continue remember remind try want aim offer arrange write talk speak respond reply "
    "present send add refer submit circulate distribute invite decide ask tell inform encourage help get bring allow "
    "enable set form make create establish convene appoint check find keep this that it there they these those nothing "
    "in on at by if when once after before following due how what which who why where also further consider look move "
    "next go back until prior up down out with from into for and or not no as i we you he she someone somebody anyone "
    "to will shall should must would could can let please new done open pending agenda item topic see under over per "
    "via hopefully maybe also then so but"
)
#: What a name is followed by where it begins a statement of who acts.
_ACTING: Final = word_set(
    "to will shall should must please agreed agrees needs offered undertook volunteered is are was"
)
_BEHIND_DEEDS: Final = word_set(
    "the a an all our their this that these those his her its it them him each every any some new with to on up out "
    "for in into about back through together whether if how what which who when where why and both no more"
)
_PASSIVE: Final = frozenset(
    {"be", "follow", "date", "the", "a", "an", "all", "this", "that", "our", "their", "his", "her"}
)
_TOPIC_ENDINGS: Final = (
    "ing",
    "ion",
    "ions",
    "sis",
    "ment",
    "ance",
    "ence",
    "ity",
    "ics",
    "acy",
    "ogy",
    "ness",
    "ship",
    "tech",
)
_TOPICS: Final = word_set(
    "policy research data health safety audit risk estates people media press finance legal quality equality "
    "digital communications comms strategy property premises membership events sport youth community venue hall "
    "website catering insurance publicity newsletter roof garden gardens highways cemetery allotments toilets boiler "
    "car tickets programme music social volunteers security transport signage parking heating rota infrastructure"
)


def is_withheld(text: str) -> bool:
    """True for the marks under which papers hide a name: `[Redact]`, `xxx`, `Name withheld`."""
    return bool(_WITHHELD.fullmatch(text.strip()))


def split_owners(printed: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the parties that an owner's cell names, lead first; each withheld one is `[Redact]`.

    `known` are the names of the attendance list: they decide whether `X and research lead` is one party or two.
    """
    names = _names(known)
    if _NOBODY.fullmatch(printed[:300]) and printed.strip().lower() not in names:
        return ()
    parts: list[str] = []
    pieces = _JOINTS.split(printed[:2000])
    for piece in pieces:
        for part in _at_and(piece, names):
            name = joined(_ASIDE.sub("", part)).strip(" .,:-–—*")
            if is_withheld(part) or is_withheld(name):
                parts.append(WITHHELD)
            elif name and (not _NOBODY.fullmatch(name) or name.lower() in names or (name == "NA" and pieces[1:])):
                parts.append(_ARTICLE.sub("", name) if name.split()[-1].lower() in PARTY_NOUNS else name)
    return tuple(p for n, p in enumerate(parts) if p == WITHHELD or p not in parts[:n])


def owners_in(text: str, known: tuple[str, ...] = (), *, marked: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return whom a sentence says will act, as printed and one by one: `AB and CD to write …`. Empty where nobody.

    Behind a marker (`marked`) a name may be a nick in small letters: `ACTION: nan to ping the list`.
    """
    found = _STATED.match(text[:300])
    if not found:
        return "", ()
    if (role := _ROLE_TO.match(text[:120])) and is_party(role.group(), known):
        # What stands in for the role has the same length, so that all places stay as they are.
        found = _STATED.match(f"{'_' * role.end()}{text[role.end() : 300]}") or found
    who, what = text[: found.end("who")].strip(), found["what"].lower()
    passive = (what in _PASSIVE and not text[found.end() :].startswith(" up")) or not found["what"][0].islower()
    names = _BRACKET.sub("", who)  # `Kate (Finance) to …`
    named = is_party(names, known) and not (passive and not is_known_party(names, known))
    if not named and not (marked and not passive and what in DEEDS and is_nick(who)):
        return "", ()
    parties = split_owners(names, known)
    if parties and who.lower().startswith("the "):
        # The article belongs to the sentence, not to the name: `The review team to …` names the Review team.
        name = _ARTICLE.sub("", parties[0])
        parties = (name[:1].upper() + name[1:], *parties[1:])
    return who, parties


def leading_party(text: str, known: tuple[str, ...] = (), *, bare: bool = False) -> tuple[str, str]:
    """Return the parties with which `text` begins and what follows them; both empty where it begins with none.

    For text behind a marker: there a name may also stand before a colon or dash (`AB: send it`), before a bare verb
    (`Kate send it`), alone, or be a nick in small letters before `to`. With `bare` anything may follow, as long as
    there is no doubt that it is a party.
    """
    words = text[:200].split()
    for length in range(min(len(words), 9), 0, -1):
        who = " ".join(words[:length])
        rest = text.split(maxsplit=length)[length] if len(words) > length else ""
        name, closed = who.rstrip(" :,.–—-"), who.endswith((":", "–", "—", "-"))
        following = rest.split(maxsplit=1)[0].lower() if rest else ""
        if not name or is_deed(name):
            continue
        if closed or following in ("-", "–", "—", ":", "--"):
            fits = is_party(name, known)
            rest = rest if closed else rest[len(following) :].lstrip()
        elif not rest:
            fits = is_party(name, known)
        elif following in _ACTING:
            fits = bool(owners_in(text, known, marked=True)[1]) and owners_in(text, known, marked=True)[0] == who
        elif following.strip(",.;") in DEEDS and rest[0].islower():  # `Notice board redesign: …` asks nobody
            fits = not is_deed(words[0]) and is_party(name, known) and _is_asked_of(name, rest, known)
        else:
            fits = bare and _is_beyond_doubt(name, known)
        if fits:
            return name, rest
    return "", ""


def is_deed(word: str) -> bool:
    """True for a word that says what to do and not who: `Send`, not `Chair`."""
    return word.lower() in DEEDS and word.lower() not in PARTY_NOUNS


def _is_asked_of(name: str, rest: str, known: tuple[str, ...]) -> bool:
    """False where a name before a bare verb is doubtful: `Mark Road sign to be replaced` asks nobody to sign."""
    if _is_beyond_doubt(name, known):
        return True
    words = [word.lower() for word in rest.split()[:6]]
    if any(pair in (("to", "be"), ("should", "be"), ("will", "be"), ("must", "be")) for pair in pairwise(words)):
        return False
    return len(name.split()) == 1 or (len(words) > 1 and words[1] in _BEHIND_DEEDS)


def is_thing(word: str) -> bool:
    """True for a word with which a sentence on some paper begins, though it may be a deed: `Report`, `Review`."""
    return word.lower() in _THINGS


def _is_beyond_doubt(text: str, known: tuple[str, ...]) -> bool:
    pieces = [joined(p) for piece in _JOINTS.split(text) for p in _AND.split(piece)]
    return all(p and is_known_party(p, known) and _reads_like_party(p, _names(known)) for p in pieces)


def is_party(text: str, known: tuple[str, ...] = ()) -> bool:
    """True where `text` reads like those who act: names, initials, roles, teams, withheld names, joined or alone."""
    names = _names(known)
    pieces = [p for piece in _JOINTS.split(text.strip()[:200]) for p in _at_and(piece, names)] or [""]
    return bool(text.strip()) and all(_reads_like_party(joined(p), names) for p in pieces)


def is_known_party(text: str, known: tuple[str, ...]) -> bool:
    """True where no doubt is left that `text` is a party: a role, initials, withheld, or in the attendance list."""
    words = text.split()
    return (
        words[-1].lower() in PARTY_NOUNS
        or is_withheld(text)
        or bool(_HANDLE.fullmatch(text))
        or bool(_INITIALS.fullmatch(text))
        or text.lower() in _names(known)
    )


def is_nick(text: str) -> bool:
    """True for a word, or two, that may be what somebody is called in a chat, and for several of these."""
    for name in re.split(r"\s+and\s+|\s*[,/&+]\s*", text):
        words = name.split()
        if not 1 <= len(words) <= 2 or name != name.lower():
            return False
        if any(w in _NOT_WHO or w in _THINGS or w in DEEDS or len(w) < 2 for w in words):
            return False
    return True


def _reads_like_party(text: str, names: Collection[str]) -> bool:
    words = text.removeprefix("@").split()
    if is_withheld(text) or text.lower().removeprefix("the ") in names or _HANDLE.fullmatch(text):
        return True
    if not words or len(words) > 7 or (words[0].lower() in _NOT_WHO and words[0] != "IT"):
        return False
    last = words[-1].lower().strip(".,")
    if last in _WIDER and words[1:] and words[0].lower() in DEEDS:
        return False  # `Email residents`
    if last in PARTY_NOUNS:
        # A role or a team: `Review team`, `the clerk`, `analysis and research lead`; not `set up a group`.
        inner = text if not (_ROLE_TO.fullmatch(text) and _is_office(words)) else text.replace(" to ", " ", 1)
        return not {w.lower() for w in inner.split()[1:]} & (_NOT_WHO - _SMALL)
    if _ROLE_TO.fullmatch(text) and _is_office(words):
        return True
    if words[0].lower() in _THINGS or words[-1].lower().strip(".,") in _THINGS:
        return False
    if _INITIALS.fullmatch(text):
        return True
    return len(words) <= 4 and all(_NAME_WORD.fullmatch(w) for w in words) and words[-1][0].isupper()


def _is_office(words: list[str]) -> bool:
    """True for what begins as a role: the `Secretary` of `Secretary to Council`."""
    before = [w.lower() for w in words[: words.index("to")]] if "to" in words else []
    return bool(before) and before[-1] in PARTY_NOUNS


def _at_and(piece: str, names: Collection[str]) -> list[str]:
    """Split at `and`, but not within one role: `Analysis and research team lead`, `Health and Safety Officer`."""
    parts = [p for p in _AND.split(piece.strip()) if p]
    done: list[str] = []
    for part in parts:
        apart = part.lower().startswith("the ") and not done[-1].lower().startswith("the ") if done else False
        if done and not apart and is_topic(done[-1], names) and part.split()[-1].lower() in PARTY_NOUNS:
            done[-1] = f"{done[-1]} and {part}"
        else:
            done.append(part)
    return done


def is_topic(text: str, names: Collection[str] = ()) -> bool:
    """True for what a role is about (`Analysis`, `Health`), rather than somebody."""
    words = text.lower().removeprefix("the ").split()
    if text.lower() in names or not words or is_withheld(text):
        return False
    last = words[-1]
    if last in PARTY_NOUNS or words[0] in PARTY_NOUNS or _INITIALS.fullmatch(text):
        # `Head of finance and estates manager` are two, `Director of finance and resources team` is not ours to know.
        return False
    return last in _TOPICS or last in _THINGS or (len(last) > 4 and last.endswith(_TOPIC_ENDINGS))


@lru_cache(maxsize=8)
def _names(known: tuple[str, ...]) -> frozenset[str]:
    """Return the ways in which those of an attendance list are called: in full, by first name, surname, initials."""
    found: set[str] = set()
    for entry in known:
        name = re.split(r"[,(–—]|\s-\s", entry, maxsplit=1)[0].strip()
        words = [w for w in name.split() if w.lower().strip(".") not in _TITLES]
        if not 1 <= len(words) <= 5:
            continue
        ways = [" ".join(words)]
        if len(words) > 1 and all(w[0].isupper() for w in words):
            ways += [words[0], words[-1], "".join(w[0] for w in words)]
        found.update(w.lower().removeprefix("the ") for w in ways)
    brackets = [m.group(1) for entry in known if (m := _BRACKETED.search(entry[:200]))]
    if any("," in inner for inner in brackets):  # `Northport (Ann, Bob)`: those whom a partner sends
        found.update(
            p.lower()
            for inner in brackets
            for p in re.split(r",\s*|\s+and\s+|\s*&\s*", inner)
            if _ONE_NAME.fullmatch(p)
        )
    return frozenset(found)
