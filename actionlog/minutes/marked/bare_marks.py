"""Markers without a colon: `ACTION AB to write`, `ACTION (AB) write`, `Action Organise a fair`, `AP 3 AB to write`.

Without its colon the word is a marker only where somebody who acts, or a deed, stands behind it: an action plan, a
group called Action Aid and `Action was taken` are none. Where a document marks its actions so again and again, a line
that begins with the word alone is one too: that is how a reader takes `Action Another dinner in November`.
"""

import re
from typing import Final, NamedTuple

from actionlog.minutes.parties import is_deed, is_known_party, is_party, leading_party, split_owners
from actionlog.minutes.statuses import is_status
from actionlog.minutes.words import word_set

START: Final = (
    r"(?:^|(?<=[.!?;:)\]”’>…➡→⇒►▶➔➜👉\ufe0f]\s)|(?<=\s[-–—|•]\s)|(?<=--\s)|(?<=[(\[])|(?<=[(\[]\s))"  #: of a statement
)
WORD: Final = r"(?:ACTIONS?|Actions?)"
BARE: Final = re.compile(
    rf"(?:{START}(?={WORD}\s)|(?<=\s)(?=ACTIONS?\s)){WORD}\s+"
    r"(?:(?P<ref>\d{1,4}(?:[./-]\d{1,4})*)\s+)?(?P<by>(?:by|for|on)\s+)?(?=[A-Za-z(\[@])"
)
NUMBERED: Final = re.compile(
    rf"{START}(?P<ref>(?:ACTION|Action|action)-\d{{1,6}}|AP\s?[-#]?\s?\d{{1,4}}(?:[./-]\d{{1,4}}){{0,3}})"
    r"(?P<colon>\s*[:–—-])?\s+(?:(?:on|for|by)\s+)?(?=[A-Za-z@\[])"
)
IN_BRACKET: Final = re.compile(r"(?<=[(\[])\s*action(?:\s+by|\s+for)?\s*:?\s+(?=[^()\[\]]{1,60}[)\]])", re.IGNORECASE)
CLOSING: Final = {"(": ")", "[": "]"}
#: What stands before `Group`, or alone: an Action Group is a body, an action for the Clerk is an action.
BODIES: Final = word_set("group groups team teams committee board panel forum council partnership network")
_NAMED: Final = word_set("aid fraud man stations day days week plan plans fund trust for research learning")
#: Words that make one thing of `Action` and themselves, which is talked of and not asked for.
COMPOUNDS: Final = _NAMED | word_set(
    "planning point points item items list lists log logs register tracker table tables summary sheet sheets review "
    "reviews report reports record records required needed taken agreed arising area areas note notes noted learning "
    "tracks track update updates status owner owners date due deadline by who number ref no none nil form paper papers "
    "pack brief programme project theme themes step steps schedule request requests heroes hub centre zone movie film "
    "packed oriented based driven photo shots camera completed closed open pending outstanding"
)
_ARTICLES: Final = word_set("the a an all our their this these those his her each every any some")
_ASKED: Final = word_set("will should shall must please needs need agreed agrees")
_UNNAMED = re.compile(r"\?{1,3}|tb[acd]|anyone|someone|volunteers?(?: needed| wanted)?", re.IGNORECASE)
_DUE = re.compile(r"(?:due|by|before|deadline)(?:\s+(?:on|by|date))?[:\s]\s*(.{3,40})", re.IGNORECASE)
_DAY_BEHIND = re.compile(r",|\s[-–—]\s|\b(?:by|before|due)\b")
_BETWEEN = re.compile(r"\s*(?P<sign>:|--|[–—-])?\s*")
_JOINTS = re.compile(r"[/,&+]|\band\b")
_DOUBTLESS = re.compile(rf"\W*{WORD}(?:\s+(?P<name>[A-Z@][^:.!?\n]{{0,30}}))?\s*:\s+\S")
_FEW_WORDS: Final = 3


class Hit(NamedTuple):
    """The place of a marker in a line, and what it holds itself."""

    start: int
    end: int
    ref: str = ""
    owner: str = ""
    deadline: str = ""
    status: str = ""
    is_letters: bool = False
    is_nameless: bool = False  #: neither a colon nor somebody tells that it is a marker, only the deed behind it


def bare_hit(line: str, found: re.Match[str], known: tuple[str, ...], often: bool) -> Hit | None:
    """Return the place of a marker without a colon: `ACTION AB to …`, `[Action AB]`, `Action by Clerk`.

    `often` says that the lines of this document begin with the word again and again.
    """
    after = line[found.end() : found.end() + 200]
    in_capitals = line[found.start() : found.end()].startswith("ACTION")
    hit = Hit(found.start(), found.end(), found["ref"] or "")
    if after[:1] in CLOSING:
        return _bracketed(line, hit, after, known, often or in_capitals)
    begins = not re.search(r"[^\W_]", line[: found.start()])
    who, rest = leading_party(after, known)
    following = rest.split(maxsplit=1)[0] if rest else ""
    named = bool(who) and who.lower() not in BODIES and who.split()[0].lower() not in _NAMED
    if named and not after[0].isupper() and after[0] != "@":
        sure = (in_capitals and begins) or all(is_known_party(p, known) for p in split_owners(who, known))
        return hit if sure and following in ("to", "will") else None
    if named and line.rstrip().endswith("?") and not all(is_known_party(p, known) for p in split_owners(who, known)):
        return None  # `Action Hampshire to visit in May?` asks about a body
    if named and (following in ("to", "agreed") or (following in _ASKED and (in_capitals or often or begins))):
        sure = following in ("to", "agreed") or often or all(is_known_party(p, known) for p in split_owners(who, known))
        return hit if sure or in_capitals else None
    if found["ref"] or not after[0].isupper():
        return None
    if _is_owner_behind(line, found.start(), after, known):
        return hit
    singular = not found.group().lower().startswith("actions")
    if begins and singular and not found["by"] and _is_asked(after, often):
        return hit._replace(is_nameless=True)
    return None


def numbered_hit(line: str, found: re.Match[str], known: tuple[str, ...]) -> Hit | None:
    """Return the place of a number that announces an action: `ACTION-12 on AB to write`, `AP3/2 AB to write`."""
    after = line[found.end() : found.end() + 200]
    who, rest = leading_party(after, known)
    words = rest.split(maxsplit=2)
    to = who and words[:1] in (["to"], ["will"]) and len(words) > 1 and (is_deed(words[1]) or words[0] == "to")
    tracked = found["ref"].lower().startswith("action")
    if (to and not (tracked and found["colon"])) or (found["colon"] and not tracked and _is_deed_to_do(after)):
        return Hit(found.start(), found.end(), found["ref"])
    return None


def bracket_hit(line: str, found: re.Match[str], known: tuple[str, ...]) -> Hit | None:
    """Return the place of a marker that stands with its owner in a bracket: `(action AB)`, `[Action: Kate, by May]`."""
    inside = re.split(r"[)\]]", line[found.end() : found.end() + 61])[0]
    who = _DAY_BEHIND.split(inside)[0].strip()
    if not who or not is_party(who, known) or who.lower() in BODIES or who.split()[0].lower() in _NAMED:
        return None
    small = found.group().strip().startswith("action")  # a name in small letters, `(action Aid)`, has none
    sure = all(is_known_party(p, known) for p in split_owners(who, known))
    return Hit(found.start(), found.end()) if sure or small else None


def is_doubtless_start(line: str) -> bool:
    """True for a line that begins `Action Somebody: …`, `Action: …` or `Action AB to …`: how a document marks."""
    found = _DOUBTLESS.match(line[:80])
    return found is not None and (not found["name"] or found["name"].split()[0].lower() not in COMPOUNDS)


def _bracketed(line: str, hit: Hit, after: str, known: tuple[str, ...], sure: bool) -> Hit | None:
    """Return the place of a marker with who acts, or until when, in a bracket behind it: `ACTION (AB) Write`."""
    inside, closed, behind = after[1:].partition(CLOSING[after[0]])
    inside = inside.strip()
    if not closed or not inside:
        return None
    due = _DUE.fullmatch(inside[:60])
    unnamed = _UNNAMED.fullmatch(inside[:40])
    party = is_party(inside, known)
    if party and behind.strip()[:3].lower() in ("to ", "wil"):
        return hit
    status = inside if is_status(inside) else ""
    party = party and not status
    if not (due or unnamed or party or status):
        return None
    between = _BETWEEN.match(behind)
    sign, end = (between["sign"], between.end()) if between else ("", 0)
    text = behind[end:]
    certain = all(is_known_party(p, known) for p in split_owners(inside, known)) if party else True
    asks = sign == ":" or sure or _is_deed_to_do(text) or bool(leading_party(text, known)[1])
    if not (asks and (certain or sure)) or not (text or party):
        return None
    end = min(hit.end + len(after) - len(behind) + end, len(line))
    return hit._replace(end=end, owner=inside if party else "", deadline=due.group(1) if due else "", status=status)


def _is_owner_behind(line: str, start: int, after: str, known: tuple[str, ...]) -> bool:
    """True where nothing but an owner, and perhaps a day, follows: `… be mended. Action AB`, `[Action AB by May]`."""
    opening = line[:start].rstrip()[-1:]
    alone = after.split(")")[0].split("]")[0].strip(" .")
    if opening in CLOSING and opening:
        alone = _DAY_BEHIND.split(alone)[0].strip()
    ends = start == 0 or line.startswith("ACTION", start) or (opening and opening in "([.!?")
    if not ends or not alone or len(alone) > 40 or alone.lower() in BODIES or not is_party(alone, known):
        return False
    return all(is_known_party(p.strip(), known) for p in _JOINTS.split(alone) if p.strip())


def _is_asked(after: str, often: bool) -> bool:
    """True where the words behind a bare marker ask for something: `Action Make a list of …`."""
    words = after.split()
    first = words[0].strip(".,:;!?").lower()
    if len(words) < _FEW_WORDS:
        return False
    if is_deed(first) and words[1].lower() in _ARTICLES:
        return True
    if first in COMPOUNDS or words[1].lower().strip(",.") in ("was", "is", "were", "has", "are"):
        return False
    return often or (is_deed(first) and words[1][0].islower())


def _is_deed_to_do(text: str) -> bool:
    """True for a text that begins with what to do: `Call the sponsors`, not `Report of the chair`."""
    words = text.split(maxsplit=2)
    if len(words) < 2 or not is_deed(words[0]):
        return False
    return words[0].lower() not in COMPOUNDS or words[1].lower() in _ARTICLES
