"""Marks: where a text announces an action by a word (`ACTION:`, `Action AB to …`, `(AI: AB …)`), and its place.

A marker is a word at the start of a line, a sentence or a bracket, or in capitals. `action=edit` in an address,
`transaction`, `in action` and `call to action: …` are none. The two letters AI mark an action only where somebody who
acts stands behind them: elsewhere they are artificial intelligence.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from actionlog.minutes.marked.bare_marks import (
    BARE,
    BODIES,
    CLOSING,
    IN_BRACKET,
    NUMBERED,
    START,
    WORD,
    Hit,
    bare_hit,
    bracket_hit,
    is_doubtless_start,
    numbered_hit,
)
from actionlog.minutes.marked.forms import usual
from actionlog.minutes.parties import is_deed, is_known_party, is_party, leading_party, split_owners
from actionlog.minutes.statuses import is_status

_COLON: Final = (
    r"\s*(?P<colon>[:;](?=\s|$|[A-Z@\[(])|(?<!\s)\.(?=\s+[A-Z@\[])|\s[-–—]{1,2}(?=\s|[A-Z])|(?<=\w)[-–—](?=\s))"
)
_COLONED = re.compile(
    rf"""
    (?: {START} (?={WORD}) | (?<=\s)(?=ACTION) | (?<=[a-z0-9’'"”]\s)(?=Actions?:\s) )
    {WORD} (?: \s+ (?: (?i:points?|items?|required|agreed|needed|arising|to\ be\ taken) ) ){{0,2}}
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
#: At the start of a line, where somebody who acts stands behind it: `action: AB to …`, `Agreed action: AB to …`.
_AT_START = re.compile(
    r"\W{0,4}(?:(?:agreed|new|follow-?up|next|key|main|further|specific) )?action(?: item| point)?s?"
    r"(?:\s*:|\s[-–—])\s+(?=\S)",
    re.IGNORECASE,
)
_OPENING: Final = " -–—•*>([➡→"
_CHAT = re.compile(r"(?:^|(?<=\s))#action(?:item)?\s+", re.IGNORECASE)
_LETTERS = re.compile(
    r"(?:^|(?<=[\s(\[*'\"]))(?:A\.?I\.?|A/I|A/?P|T[Oo][ -]?D[Oo])s?\s*(?P<colon>:|\s[-–—]\s)\s*(?=\S)"
)
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
_HINT = re.compile(
    r"action|\bA\.?/?I\b|\bA/?P(?![a-z])|to[ -]?do|\btasks?\b"
    r"|follow[ -]?up|next steps?|homework|\btbd by|to be done by",
    re.IGNORECASE,
)
ARROW: Final = re.compile(r"(?:^|(?<=[.!?]\s))(?:={1,2}>|-{1,2}>|→|➡\ufe0f?|⇒|►|▶|➔|➜)\s+(?=[A-Za-z@])")

_OFTEN: Final = 2  #: lines that make a habit


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
    deadline: str = ""
    is_nameless: bool = False  #: only the deed behind it tells that it is a marker


class Habits(NamedTuple):
    """What a document does throughout, by which a reader knows its marks."""

    letters: bool = False  #: `AI:` marks an action
    bare: bool = False  #: lines begin with `Action` and a name or a colon, so one without either is an action too
    brackets: bool = False  #: `[Action: AB]` stands behind what is to be done
    arrows: bool = False  #: `=> AB to write` marks an action


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
    if not may_hold_marks(text):
        return False
    return bool(_hits(usual(without_stray_marks(text), known), known, Habits(letters)))


def starts_with_marker(text: str) -> bool:
    """True where a line begins with a marker of its own."""
    start = _NOTED_STATUS.sub("", text[:300]).lstrip(" ([*'")
    found = next(iter(_hits(usual(start, ()), (), Habits(letters=True))), None)
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


def is_arrowed(text: str, known: tuple[str, ...]) -> bool:
    """True where `text` behind an arrow says who is to do what: `AB to write`, `AB: write`."""
    who, rest = leading_party(text[:200], known)
    words = rest.split(maxsplit=2)
    return bool(who) and len(words) > 1 and (words[0] == "to" or is_deed(words[0]) or is_deed(words[1]))


def marks_in(line: str, known: tuple[str, ...], habits: Habits) -> Iterator[Mark]:
    """Yield the marks of a line, in order, each with the text up to the next."""
    line = usual(line, known)
    hits = list(_hits(line, known, habits))
    end = 0
    for n, hit in enumerate(hits):
        after = line[hit.end : hits[n + 1].start if n + 1 < len(hits) else len(line)]
        opening = line[: hit.start].rstrip()[-1:]
        closing = CLOSING.get(opening, "")
        rest = ""
        if closing and (at := _closes(after, opening, closing)) >= 0:
            after, rest = after[:at], after[at + 1 :]
        before = line[end : hit.start].rstrip()
        before = before.removesuffix(opening) if closing else before
        found = _STATUS_IN_FRONT.search(before[-30:])
        status = found.group(1) if found and is_status(found.group(1)) else ""
        before = before[: -len(found.group())] if found and status else before
        status = status or hit.status
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
            hit.deadline,
            hit.is_nameless,
        )
        end = len(line) - len(rest) if rest and n + 1 == len(hits) else hit.end + len(after) + len(closing)


def _hits(line: str, known: tuple[str, ...], habits: Habits) -> list[Hit]:
    """Return the places of all markers of a line, in order; none overlaps another."""
    found = [hit for m in _COLONED.finditer(line) if (hit := _coloned(line, m, known, habits.bare))]
    found += [hit for m in BARE.finditer(line) if (hit := bare_hit(line, m, known, habits.bare))]
    found += [hit for m in NUMBERED.finditer(line) if (hit := numbered_hit(line, m, known))]
    found += [hit for m in IN_BRACKET.finditer(line) if (hit := bracket_hit(line, m, known))]
    if habits.arrows:
        found += [Hit(m.start(), m.end()) for m in ARROW.finditer(line) if is_arrowed(line[m.end() :], known)]
    letters = habits.letters
    found += [Hit(m.start(), m.end()) for m in _CHAT.finditer(line)]
    if (start := _AT_START.match(line)) and leading_party(line[start.end() : start.end() + 200], known)[1]:
        found.append(Hit(len(line) - len(line.lstrip(_OPENING)), start.end()))
    for m in _LETTERS.finditer(line) if letters else ():
        if leading_party(line[m.end() : m.end() + 200], known)[0] or _ends_with_party(line, m.end(), known):
            found.append(Hit(m.start(), m.end(), is_letters=True))
    for m in _LETTERS_BARE.finditer(line) if letters else ():
        who, rest = leading_party(line[m.end() : m.end() + 200], known)
        named = len(who.split()) == 1 or is_known_party(who, known) if who else False
        colon = line[m.end() + len(who) :].lstrip()[:1] == ":"
        if named and (rest.startswith("to ") or (colon and rest)) and who.lower() not in BODIES:
            found.append(Hit(m.start(), m.end(), is_letters=True))
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _coloned(line: str, found: re.Match[str], known: tuple[str, ...], often: bool) -> Hit | None:
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
    if found["by"] and owner and not _is_somebody(owner.strip(" ()"), after, known) and not often:
        return None  # `Action for Children: a talk`
    if found["name"] and _PLURAL.match(found.group()):
        return None  # `Topic: Action items`, and in the next line `AB: mine is done`
    if (
        found["name"]
        and not often
        and not _is_somebody(owner.strip(" ()"), after, known)
        and not found.group().startswith("ACTION")
    ):
        return None  # `Action Stations: a play`
    if found["name"] and owner.lower().split()[-1] in BODIES and len(owner.split()) == 1:
        return None  # `Action Group: …`
    return Hit(found.start(), found.end(), found["ref"] or "", owner.strip(" ()"))


def _is_somebody(name: str, after: str, known: tuple[str, ...]) -> bool:
    """True where a name before a colon is that of a party, beyond doubt or by what it is asked to do."""
    first = after.split(maxsplit=1)[0].lower() if after.strip() else ""
    return all(is_known_party(p, known) for p in split_owners(name, known)) or first == "to" or is_deed(first)


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


def habits_of(lines: Iterable[str], known: tuple[str, ...]) -> Habits:
    """Return what a document, whose `lines` these are, does throughout."""
    letters, bare, brackets, arrows, arrowed = False, 0, 0, 0, 0
    for line in map(without_stray_marks, lines):
        if arrow := ARROW.match(line):
            arrows += 1
            arrowed += is_arrowed(line[arrow.end() :], known)
        if not may_hold_marks(line):
            continue
        line = usual(line, known)
        letters = letters or uses_letters(line, known)
        if "ction" in line or "CTION" in line:
            bare += is_doubtless_start(line)
            brackets += any(hit.start and line[hit.start - 1] in CLOSING for hit in _hits(line, known, Habits()))
    return Habits(letters, bare >= _OFTEN, brackets >= _OFTEN, arrowed >= _OFTEN and arrowed >= 0.6 * arrows)
