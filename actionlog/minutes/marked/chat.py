"""Logs of a chat, and what the bots in it say of actions: echoes, older actions printed, closings, failed attempts.

The forms are those of MeetBot (`#action`), and of the W3C's trackbot, RRSAgent and scribe.perl: one action may stand
as it was typed, as the bot repeated it, in a summary, and once more by person.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice
from typing import Final, NamedTuple

from actionlog.document import Heading, ListItem, Paragraph, Place, Row, Table
from actionlog.minutes.layout import ACTIONS, Layout
from actionlog.minutes.marked.marks import starts_with_marker
from actionlog.minutes.parties import is_party, split_owners
from actionlog.minutes.raw import RawAction
from actionlog.minutes.words import words_of

_CLOCK: Final = r"[\[(]?(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,6})?Z?(?:\s?[AaPp][Mm])?[\])]?"
_LINE = re.compile(
    rf"\s*(?:{_CLOCK}\s+)?<\s?[@+%&]?(?P<nick>[^<>\s]{{1,40}})>\s*(?P<said>.*)"
    rf"|\s*{_CLOCK}\s+\*\s+(?P<bot>\S{{1,40}})\s+(?P<did>.*)"
    rf"|\s*{_CLOCK}\s+(?P<name>[A-Za-z_\[\]`^|\\{{}}][^\s:<>]{{0,40}}):\s+(?P<told>.*)",
    re.DOTALL,
)
_NICK = re.compile(r"<\s?[@+%&]?([^<>\s]{1,40})>")
#: What programs put behind an action: who typed it when, where it is recorded, a link to it.
_TRAILER = re.compile(
    r"\s*(?:\[\s*recorded (?:in|at)\b[^\]]{0,300}\]"
    r"|\((?:link|[^\s()]{1,40}, \d{1,2}:\d\d(?::\d\d)?)\)|\[\d{1,3}\])\s*$",
    re.IGNORECASE,
)
_CREATED = re.compile(
    r"(?:created|added|new)\s+(action-\d{1,6})\s*[-–—:]{1,2}\s*(.{3,500}?)\s*"
    r"\[(?:on|for)\s+([^\[\]]{1,80}?)(?:\s+[-–—]{1,2}\s+due\s+([\d-]{8,10}))?\]\W*",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\[?(action-\d{1,6})\]?\s*(?:[-–—:]{1,2}\s*)?(.{3,500}?)"
    r"\s+(?:--|[–—])\s+due\s+([\w /.-]{4,20}?)\s+(?:--|[–—])\s+(\w+)\W*",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"(?:(close|closed|closing|reopen|drop)\s+(action-\d{1,6})\b"
    r"|(action-\d{1,6})\W*\s+(?:is\s+|was\s+)?(?:now\s+)?(closed|done|completed?|dropped|reopened|pending\s?review)\b)"
    r".{0,60}",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r".{0,40}?(?:error finding|don['’]?t know|couldn['’]?t find|could not find|unknown user|no such user)"
    r"(?:\s+(?:a\s+|the\s+)?(?:user|anyone|anything)?(?:\s+(?:named|about))?)?\W*([\w@.-]{1,40})",
    re.IGNORECASE | re.DOTALL,
)
_TOLD = re.compile(r"action-\d|error finding|know|find", re.IGNORECASE)
_MOST_TOLD: Final = 2000  #: remarks of bots that are looked at; no meeting has as many
_NEAR: Final = 100  #: actions before an echo among which is the one that it repeats
_BOT = re.compile(r"(?:trackbot|rrsagent|zakim|supybot|zodbot|meetbot|.{1,20}bot)[\d_]*", re.IGNORECASE)
_SPEAKS = re.compile(r"[A-Za-z_][\w.|^`-]{0,30}(?: [A-Z][\w-]{0,20})?:\s")
_MOST_LINES: Final = 20_000
_TO = re.compile(r"([^.:;]{1,60}?)\s+to\s+(?=\S)")
_LONGEST: Final = 1000
_ALIKE: Final = 0.75


class Said(NamedTuple):
    """A line of a chat: who said it, and what."""

    speaker: str
    text: str
    place: Place


def read_line(line: str) -> tuple[str, str] | None:
    """Return who speaks in a line of a chat, and what is said; None where it is no such line."""
    found = _LINE.fullmatch(line[:_LONGEST])
    if not found:
        return None
    speaker = found["nick"] or found["name"] or found["bot"]
    return speaker, (found["said"] or found["told"] or found["did"] or "").strip()


def without_trailer(text: str) -> str:
    """Return an action without what a program put behind it: `(nan, 18:12:44)`, `[recorded in …]`."""
    for _ in range(3):
        found = _TRAILER.search(text, max(len(text) - 400, 0))
        if not found:
            break
        text = text[: found.start()]
    return text


def speakers(layout: Layout) -> tuple[str, ...]:
    """Return the nicks of those who speak in the document, where it is the log of a chat."""
    return tuple(dict.fromkeys(said.speaker for said in _lines(layout) if said.speaker))


def settled(actions: list[RawAction], layout: Layout) -> list[RawAction]:
    """Return `actions` with what the bots of a chat say of them, and those that only a bot tells."""
    talk = _talk(layout)
    found = [action for action in actions if not (action.heading and action.places[0] in talk)]
    told = (s for s in _lines(layout) if _TOLD.search(s.text[:_LONGEST]))
    for said in islice(told, _MOST_TOLD):
        text = said.text[:_LONGEST]
        lower = text.lower()
        if "action-" in lower:
            if match := _CREATED.fullmatch(text):
                _created(found, match, said.place)
            elif match := _SHOWN.fullmatch(text):
                _shown(found, match, said.place)
            elif match := _CHANGED.fullmatch(text):
                _changed(found, match, said.place)
        elif (match := _FAILED.match(text[:200])) and found:
            _failed(found, match.group(1))
    return found


def _talk(layout: Layout) -> set[Place]:
    """Return where people talk under a heading such as `Action review`, in minutes that a scribe and a bot wrote."""
    if not any(_BOT.fullmatch(said.speaker) for said in islice(_lines(layout), _MOST_LINES)):
        return set()
    return {
        spot.block.place
        for spot in layout.spots
        if isinstance(spot.block, Paragraph)
        and spot.kind == ACTIONS
        and not {"summary", "new"} & set(words_of(spot.heading))
        and _SPEAKS.match(spot.block.text[:60])
        and not starts_with_marker(spot.block.text[:300])
    }


def _lines(layout: Layout) -> Iterator[Said]:
    for spot in layout.spots:
        block = spot.block
        if isinstance(block, Table):
            yield from (said for row in block.rows if (said := _of_row(row)))
        else:
            yield from _of_text(block)


def _of_row(row: Row) -> Said | None:
    """Return what is said in a row of a log whose columns are time, nick and text."""
    for n, cell in enumerate(row.cells[:3]):
        if nick := _NICK.fullmatch(cell.strip()):
            return Said(nick.group(1), " ".join(row.cells[n + 1 :]).strip(), row.place)
    return None


def _of_text(block: Heading | Paragraph | ListItem) -> Iterator[Said]:
    for n, line in enumerate(block.text.split("\n")):
        place = block.place._replace(line=block.place.line + n) if block.place.line else block.place
        speaker, text = read_line(line) or ("", line.strip())
        yield Said(speaker, text, place)


def _created(found: list[RawAction], match: re.Match[str], place: Place) -> None:
    """Take the echo of a bot: its ref and date belong to the action typed before it."""
    ref, text, owner, due = match.groups()
    for n in range(len(found) - 1, max(len(found) - _NEAR, 0) - 1, -1):
        if (not found[n].ref or found[n].ref.lower() == ref.lower()) and _holds(found[n].text, text):
            action = found[n]
            found[n] = action._replace(
                ref=action.ref or ref,
                owners_printed=action.owners_printed if action.owners else owner,
                owners=action.owners or (owner,),
                deadline=action.deadline or ("" if action.by_when else due or ""),
                places=(*action.places, place),
            )
            return
    found.append(RawAction(text, ref, owner, (owner,), due or "", places=(place,)))


def _shown(found: list[RawAction], match: re.Match[str], place: Place) -> None:
    """Take an older action that a bot prints: `ACTION-7 -- Nan Ash to write -- due 2020-05-19 -- OPEN`."""
    ref, text, due, status = match.groups()
    name = _TO.match(text)
    who = name.group(1) if name and is_party(name.group(1)) else ""
    text = text[name.end() :] if name and who else text
    for n, action in enumerate(found):
        if action.ref.lower() == ref.lower():
            found[n] = action._replace(
                deadline=action.deadline or due, status=action.status or status, places=(*action.places, place)
            )
            return
    owners = split_owners(who) if who else ()
    found.append(RawAction(text, ref, who, owners, due, status, places=(place,)))


def _changed(found: list[RawAction], match: re.Match[str], place: Place) -> None:
    """Take the closing of an action, which stands further down than the action itself."""
    verb, closed, ref, status = match.groups()
    ref = (closed or ref).lower()
    word = {"close": "Closed", "closing": "Closed", "reopen": "reopened", "drop": "dropped"}.get(
        (verb or "").lower(), verb or status
    )
    for n, action in enumerate(found):
        if action.ref.lower() == ref and action.places[0].order <= place.order:
            found[n] = action._replace(status=word, places=(*action.places, place))


def _failed(found: list[RawAction], nick: str) -> None:
    """Leave out the attempts that a bot refused, where the action was then given with another spelling of the name."""
    key = nick.strip(".-@").lower()
    for action in [a for a in found if _first_word(a) == key][:_NEAR]:
        for n, other in enumerate(found[:_MOST_TOLD]):
            if _first_word(other) != key and _alike(_rest(action), _rest(other)):
                found[n] = other._replace(places=(*other.places, *action.places))
                found.remove(action)
                break


def _first_word(action: RawAction) -> str:
    names = [o.lstrip("@").lower() for o in action.owners] or action.text.lower().split()[:1]
    return names[0] if names else ""


def _rest(action: RawAction) -> str:
    words = words_of(action.text[:_LONGEST])
    for n, word in enumerate(words[:5]):
        if word in ("to", "will"):
            return " ".join(words[n + 1 :])
    return " ".join(words)


def _alike(one: str, other: str) -> bool:
    if not one or one[:2] != other[:2]:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _holds(text: str, echo: str) -> bool:
    """True where nearly all words of a bot's echo stand in the action."""
    words, said = set(words_of(text[:_LONGEST])), words_of(echo)
    return bool(said) and sum(w in words for w in said) >= 0.8 * len(said)
