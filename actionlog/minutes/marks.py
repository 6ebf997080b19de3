"""Marks: where a text announces an action by a word (`ACTION:`, `Action AB to …`, `(AI: AB …)`), and its place.

A marker is a word at the start of a line, a sentence or a bracket, or in capitals. `action=edit` in an address,
`transaction`, `in action` and `call to action: …` are none. The two letters AI mark an action only where somebody who
acts stands behind them: elsewhere they are artificial intelligence.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from actionlog.minutes.parties import is_deed, is_known_party, is_party, leading_party, split_owners
from actionlog.minutes.statuses import is_status

_START: Final = r"(?:^|(?<=[.!?;:)\]”’>…]\s)|(?<=\s[-–—|•]\s)|(?<=--\s)|(?<=[(\[])|(?<=[(\[]\s))"
_WORD: Final = r"(?:ACTIONS?|Actions?)"
_COLON: Final = (
    r"\s*(?P<colon>[:;](?=\s|$|[A-Z@\[(])|(?<!\s)\.(?=\s+[A-Z@\[])|\s[-–—]{1,2}(?=\s|[A-Z])|(?<=\w)[-–—](?=\s))"
)
_COLONED = re.compile(
    rf"""
    (?: {_START} (?={_WORD}) | (?<=\s)(?=ACTION) | (?<=[a-z0-9’'"”]\s)(?=Actions?:\s) )
    {_WORD} (?: \s+ (?: (?i:points?|items?|required|agreed|needed|arising|to\ be\ taken) ) ){{0,2}}
    (?: \s+ (?:[Nn][Oo]\.?\s*|\#\s*)?
        (?P<ref> (?:[A-Z]{{1,3}}[-.]?)?\d{{1,4}}(?:[.,/-]\d{{1,4}})* | \(\d{{1,3}}[.,]\d{{1,3}}\) ) )?
    (?:
        \s*[-–—]\s* (?P<for> [^:.\n]{{1,40}}? ) (?=\s*:)
      | \s+(?:for|by|on|with|owner)\b:?\s* (?P<by> [^:.\n]{{1,40}}? ) (?=\s*:)
      | (?: \s+ (?=[A-Z@\[(]) | (?=\() ) (?P<name> [^:.\n]{{1,40}}? ) (?=:\s)
    )?
    (?:\s+(?:by|for|on|owner))? {_COLON} \s*
    """,
    re.VERBOSE,
)
_BARE = re.compile(
    rf"(?:{_START}(?={_WORD}\s)|(?<=\s)(?=ACTIONS?\s)){_WORD}\s+"
    r"(?:(?P<ref>\d{1,4}(?:[./-]\d{1,4})*)\s+)?(?P<by>(?:by|for|on)\s+)?(?=[A-Z(\[@])"
)
_IN_BRACKET = re.compile(
    r"(?<=[(\[])\s*(?:action|actioned)(?:\s+by|\s+for)?\s*:?\s+(?=[^()\[\]]{1,40}[)\]])", re.IGNORECASE
)
_CHAT = re.compile(r"(?:^|(?<=\s))#action(?:item)?\s+", re.IGNORECASE)
_LETTERS = re.compile(r"(?:^|(?<=[\s(\[*'\"]))(?:A\.?I\.?|A/I|AP|T[Oo][ -]?D[Oo])s?\s*(?P<colon>:|\s[-–—]\s)\s*(?=\S)")
_LETTERS_BARE = re.compile(r"(?:^|(?<=[(\[])|(?<=[(\[]\s))(?:AI|AP)\s+(?=[A-Za-z@\[])")
#: Words before `Action:` within a sentence that make something else of it: `a call to Action: …`, `Climate Action: …`.
_NOT_BEFORE: Final = frozenset(
    [
        "to",
        "in",
        "of",
        "for",
        "the",
        "a",
        "an",
        "no",
        "this",
        "that",
        "any",
        "further",
        "take",
        "takes",
        "taking",
        "taken",
        "direct",
        "with",
        "and",
        "or",
        "into",
        "on",
        "by",
        "from",
    ]
)
_NOTED_STATUS = re.compile(r"^\s*\[[A-Za-z ]{3,20}\]\s*")
_STATUS_IN_FRONT = re.compile(r"[(\[]\s*([A-Za-z ]{3,20}?)\s*[)\]]\s*$")
_PLURAL = re.compile(r"ACTIONS|ACTION\s+(?:POINTS|ITEMS)", re.IGNORECASE)
_STRAY = re.compile(r"\*\*+(?=\S)|(?<=\S)\*\*+|''+|(?<!\S)\*\*(?!\S)|(?<!\w)\*(?=[\w(\[])|(?<=[\w.)\]:])\*(?!\w)")
_HINT = re.compile(r"action|\bA\.?/?I\b|\bAP\b|to[ -]?do", re.IGNORECASE)
_CLOSING: Final = {"(": ")", "[": "]"}
#: What stands before `Group`, or alone: an Action Group is a body, an action for the Clerk is an action.
_BODIES: Final = frozenset(
    ["group", "groups", "team", "teams", "committee", "board", "panel", "forum", "council", "partnership", "network"]
)


class Mark(NamedTuple):
    """A marker in a line: the text before and behind it, and what it holds itself."""

    before: str
    after: str
    ref: str = ""
    owner: str = ""
    status: str = ""
    is_plural: bool = False
    is_letters: bool = False  #: `AI:`, which needs somebody behind it
    is_within: bool = False  #: of a sentence, which goes on up to the marker
    is_bracketed: bool = False


class _Hit(NamedTuple):
    start: int
    end: int
    ref: str = ""
    owner: str = ""
    is_letters: bool = False


def without_stray_marks(text: str) -> str:
    """Return `text` without asterisks that a Markdown file left open; `****` alone may be a withheld name."""
    if "*" not in text and "''" not in text:
        return text
    return text if re.search(r"(?<!\S)\*{3,}(?!\S)", text) else _STRAY.sub("", text)


def may_hold_marks(text: str) -> bool:
    """False for a text that holds no word of a marker; most hold none."""
    return bool(_HINT.search(text))


def is_marked(text: str, known: tuple[str, ...] = (), *, letters: bool = True) -> bool:
    """True where `text`, one line, holds a marker. `letters` says that `AI:` is one in this document."""
    return may_hold_marks(text) and next(iter(_hits(without_stray_marks(text), known, letters)), None) is not None


def starts_with_marker(text: str) -> bool:
    """True where a line begins with a marker of its own."""
    start = _NOTED_STATUS.sub("", text[:300]).lstrip(" ([*'")
    found = next(iter(_hits(start, (), letters=True)), None)
    return found is not None and found.start == 0


def uses_letters(text: str, known: tuple[str, ...] = ()) -> bool:
    """True where `AI:` plainly marks an action in this line: `AI: AB to write`, not `AI: an overview`."""
    for found in _LETTERS.finditer(text):
        who, rest = leading_party(text[found.end() : found.end() + 200], known)
        if who and rest and (rest.split()[0].lower() in ("to", "will", "please") or is_known_party(who, known)):
            return True
    for found in _LETTERS_BARE.finditer(text):
        behind = text[found.end() : found.end() + 200]
        who, rest = leading_party(behind, known)
        if who and rest and behind[len(who) :].lstrip()[:1] == ":" and is_known_party(who, known):
            return True
    return False


def marks_in(line: str, known: tuple[str, ...], *, letters: bool) -> Iterator[Mark]:
    """Yield the marks of a line, in order, each with the text up to the next."""
    hits = list(_hits(line, known, letters))
    end = 0
    for n, hit in enumerate(hits):
        after = line[hit.end : hits[n + 1].start if n + 1 < len(hits) else len(line)]
        opening = line[: hit.start].rstrip()[-1:]
        closing = _CLOSING.get(opening, "")
        rest = ""
        if closing and (at := _closes(after, opening, closing)) >= 0:
            after, rest = after[:at], after[at + 1 :]
        before = line[end : hit.start].rstrip()
        before = before.removesuffix(opening) if closing else before
        found = _STATUS_IN_FRONT.search(before[-30:])
        status = found.group(1) if found and is_status(found.group(1)) else ""
        before = before[: -len(found.group())] if found and status else before
        yield Mark(
            before.strip(" -–—"),
            after.strip(" ]*" if closing else " *").rstrip(" ([" if n + 1 < len(hits) else " "),
            hit.ref,
            hit.owner,
            status,
            bool(_PLURAL.match(line, hit.start, hit.end)),
            hit.is_letters,
            bool(before.strip(" -–—")) and not before.rstrip().endswith((".", "!", "?", ":", ";", "]")),
            bool(closing),
        )
        end = len(line) - len(rest) if rest and n + 1 == len(hits) else hit.end + len(after) + len(closing)


def _hits(line: str, known: tuple[str, ...], letters: bool) -> list[_Hit]:
    """Return the places of all markers of a line, in order; none overlaps another."""
    found = [hit for m in _COLONED.finditer(line) if (hit := _coloned(line, m, known))]
    found += [hit for m in _BARE.finditer(line) if (hit := _bare(line, m, known))]
    for m in _IN_BRACKET.finditer(line):
        inside = re.split(r"[)\]]", line[m.end() : m.end() + 41])[0]
        if is_party(inside, known) and all(is_known_party(p, known) for p in split_owners(inside, known)):
            found.append(_Hit(m.start(), m.end()))
    found += [_Hit(m.start(), m.end()) for m in _CHAT.finditer(line)]
    for m in _LETTERS.finditer(line) if letters else ():
        if leading_party(line[m.end() : m.end() + 200], known)[0] or _ends_with_party(line, m.end(), known):
            found.append(_Hit(m.start(), m.end(), is_letters=True))
    for m in _LETTERS_BARE.finditer(line) if letters else ():
        who, rest = leading_party(line[m.end() : m.end() + 200], known)
        named = len(who.split()) == 1 or is_known_party(who, known) if who else False
        colon = line[m.end() + len(who) :].lstrip()[:1] == ":"
        if named and (rest.startswith("to ") or (colon and rest)) and who.lower() not in _BODIES:
            found.append(_Hit(m.start(), m.end(), is_letters=True))
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[_Hit] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _coloned(line: str, found: re.Match[str], known: tuple[str, ...]) -> _Hit | None:
    """Return the place of a marker with a colon, or what stands for one."""
    before = line[max(found.start() - 40, 0) : found.start()].split()
    if before and before[-1].lower() in _NOT_BEFORE:
        return None
    after = line[found.end() : found.end() + 200]
    opens = not before or before[-1][-1] in ".!?;:)]”’>…-–—|•([" or found.group().startswith("ACTION")
    if not opens and (before[-1][0].isupper() or not leading_party(after, known, bare=True)[0]):
        return None  # `Climate Action: a talk`
    if found["colon"] == "." and not leading_party(after, known)[0]:
        return None
    if found["colon"] in ("-", "–", "—") and found["ref"] and not found["ref"].isdigit() and "-" in found["ref"]:
        return None
    owner = (found["for"] or found["by"] or found["name"] or "").strip()
    if owner and not is_party(owner.strip(" ()"), known):
        if found["name"] or found["for"].isdigit() if found["for"] else found["name"]:
            return None  # `Action Plan: …`, `ACTION-131: …`
        owner = ""
    if found["name"] and _PLURAL.match(found.group()):
        return None  # `Topic: Action items`, and in the next line `AB: mine is done`
    if found["name"] and not _is_somebody(owner.strip(" ()"), after, known) and not found.group().startswith("ACTION"):
        return None  # `Action Stations: a play`
    if found["name"] and owner.lower().split()[-1] in _BODIES and len(owner.split()) == 1:
        return None  # `Action Group: …`
    return _Hit(found.start(), found.end(), found["ref"] or "", owner.strip(" ()"))


def _is_somebody(name: str, after: str, known: tuple[str, ...]) -> bool:
    """True where a name before a colon is that of a party, beyond doubt or by what it is asked to do."""
    first = after.split(maxsplit=1)[0].lower() if after.strip() else ""
    return all(is_known_party(p, known) for p in split_owners(name, known)) or first == "to" or is_deed(first)


def _bare(line: str, found: re.Match[str], known: tuple[str, ...]) -> _Hit | None:
    """Return the place of a marker without a colon: `ACTION AB to …`, `[Action AB]`, `Action by Clerk`."""
    after = line[found.end() : found.end() + 200]
    who, rest = leading_party(after.lstrip("(["), known)
    if after[:1] in ("(", "["):
        inside, closed, behind = after[1:].partition(_CLOSING[after[0]])
        if closed and is_party(inside, known) and behind.strip()[:3].lower() in ("to ", "wil"):
            return _Hit(found.start(), found.end(), found["ref"] or "")
        return None
    if who and who.lower() not in _BODIES and rest.split(maxsplit=1)[:1] in (["to"], ["will"], ["agreed"]):
        return _Hit(found.start(), found.end(), found["ref"] or "")
    alone = after.split(")")[0].split("]")[0].strip(" .")
    opening = line[: found.start()].rstrip()[-1:]
    if found["ref"]:
        return None
    if opening in _CLOSING and opening:
        alone = re.split(r",|\s[-–—]\s|\b(?:by|before|due)\b", alone)[0].strip()  # a day may stand behind the name
    ends = opening in _CLOSING or found.start() == 0 or line[found.start() : found.start() + 6] == "ACTION"
    ends = ends or opening in (".", "!", "?")
    if ends and alone and len(alone) <= 40 and is_party(alone, known) and alone.lower() not in _BODIES:
        sure = all(is_known_party(p.strip(), known) for p in re.split(r"[/,&+]|\band\b", alone) if p.strip())
        return _Hit(found.start(), found.end()) if sure else None
    return None


def _ends_with_party(line: str, at: int, known: tuple[str, ...]) -> bool:
    """True where a name and perhaps a status are all that follows: `… needs a fix AI: AB Done`."""
    return bool(leading_party(line[at : at + 60].partition(")")[0], known, bare=True)[0])


def _closes(text: str, opening: str, closing: str) -> int:
    """Return where the bracket ends that was opened before `text`, or -1."""
    depth = 0
    for at, letter in enumerate(text):
        if letter == opening:
            depth += 1
        elif letter == closing:
            if not depth:
                return at
            depth -= 1
    return -1
