"""Statements: how far the text behind a marker is action, and where the talk goes on."""

import re
from typing import Final, NamedTuple

from actionlog.minutes.parties import is_deed, is_known_party, leading_party, owners_in
from actionlog.minutes.sentences import sentences
from actionlog.minutes.statuses import begins_clear, is_clear, is_status

_NUMBERED = re.compile(r"(?:^|(?<=[\s;.:,]))\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[).]\s+(?=[A-Z@\[])")
_NEXT_ITEM = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.):]?\s+[A-Z]|(?:[Aa]genda )?[Ii]tem \d")
#: A sentence that tells what happened: the talk goes on.
_TELLS = re.compile(
    r"(?:\S+\s+){0,7}?(?:said|reported|noted|thanked|asked|agreed|advised|explained|confirmed|felt|discussed|informed"
    r"|added|stated|updated|raised|gave|was|were|had|has|resolved|welcomed|presented|received|considered|approved"
    r"|queried|suggested|commented|proposed|seconded|declared|opened|closed|moved|attended|outlined|highlighted"
    r"|mentioned)\b",
    re.IGNORECASE,
)
#: A status in front of the sentence that explains it: `Ongoing Need more time`, `_Done._ AB has written`.
_STATUS_WORDS = re.compile(r"[_*]{0,2}(?P<word>[A-Z][A-Za-z]{2,15}(?: [a-z]{2,12}){0,2})[.!_*]{0,3}(?=\s+[A-Z]|\s*$)")
_STATUS_BEHIND = re.compile(r"(?<=[a-z)?’”\"])\s(?P<word>[A-Z][a-z]{2,12}(?: [a-z]{2,12})?)\.?$")
_MOST_WORDS: Final = 25  #: of an action of several sentences
_FEW_WORDS: Final = 3  #: of a sentence that is a status


class Progress(NamedTuple):
    """An earlier action printed once more: its text, and the status that stands behind it."""

    text: str
    status: str


def progress(parts: list[str], known: tuple[str, ...]) -> Progress | None:
    """Return the action that a ref and the sentences `parts` behind it report on; None where no status is among them.

    The first sentence is the action, and the last status the one that holds: `AB to write. Done. AB sent it. Closed`.
    """
    found: list[str] = []
    behind = _STATUS_BEHIND.search(parts[-1], max(len(parts[-1]) - 40, 0)) if parts else None
    if behind and is_status(behind["word"]):  # `… minute the meeting Closed`, whose bold print ended before it
        parts = [*parts[:-1], parts[-1][: behind.start()], behind["word"]]
    first = len(parts)
    for n, sentence in enumerate(parts[1:], 1):
        match = _STATUS_WORDS.match(sentence[:60])
        if match and is_status(match["word"]):
            found.append(match["word"])
            first = min(first, n)
    if not found:
        return None
    every = ". ".join(dict.fromkeys(found))
    return Progress(statements(parts[:first], False, known)[0], every if is_clear(every) else found[-1])


def statements(parts: list[str], bracketed: bool, known: tuple[str, ...]) -> list[str]:
    """Return the actions that the sentences `parts` behind a marker hold: the first, and more while they are short.

    A sentence that itself names who is `to` do something is an action of its own; one that tells what happened, or
    the next item of the agenda, ends them. `bracketed` says that the marker and its text stand in a bracket.
    """
    found = parts[:1]
    for sentence in parts[1:]:
        if _NEXT_ITEM.match(sentence):
            break
        if _states(sentence, known):
            found.append(sentence)
        elif begins_clear(sentence) and len(sentence.split()) <= _FEW_WORDS:
            found[-1] = f"{found[-1]} {sentence}"
        elif _TELLS.match(sentence):
            break
        elif bracketed or len(found[-1].split()) + len(sentence.split()) <= _MOST_WORDS:
            found[-1] = f"{found[-1]} {sentence}"
        else:
            break
    return found


def several(text: str, known: tuple[str, ...]) -> list[str]:
    """Return the actions behind `ACTIONS:`, up to the next item of the agenda: `AB to x. CD to y.`, `1) … 2) …`."""
    pieces = _NUMBERED.split(text)
    if len(pieces) > 2 and not pieces[0].strip(" .:"):
        return [piece.strip(" ;,") for piece in pieces[1:] if piece.strip(" ;,.")]
    parts: list[str] = []
    for sentence in sentences(text):
        if parts and _NEXT_ITEM.match(sentence):
            break
        parts += [p for piece in re.split(r";\s+", sentence) if (p := piece.strip())]
    if sum(bool(owners_in(p, known)[1] or leading_party(p, known)[0]) for p in parts) < 2:
        pieces = [piece.strip() for piece in re.split(r";\s+", text)]
        if len(pieces) > 1 and all(is_deed(p.split(" ", 1)[0]) for p in pieces if p):
            return [piece for piece in pieces if piece]
        return statements(sentences(text), False, known)
    found: list[str] = []
    for part in parts:
        if leading_party(part, known)[0]:
            found.append(part)
        elif found and _TELLS.match(part):
            break
        elif found and len(found[-1].split()) + len(part.split()) <= _MOST_WORDS:
            found[-1] = f"{found[-1]} {part}"
    return found


def going_on(text: str, known: tuple[str, ...]) -> list[str]:
    """Return the actions with which the paragraph behind `ACTIONS: …` goes on: `AB to x. CD to y.`, up to the talk."""
    found: list[str] = []
    for sentence in sentences(text):
        if not _states(sentence, known):
            break
        found.append(sentence)
    return found


def _states(sentence: str, known: tuple[str, ...]) -> bool:
    """True for a sentence of the form `AB to write …`: not `AB will`, which tells what comes of an action."""
    who, rest = leading_party(sentence, known)
    return bool(who) and rest.startswith("to ") and (len(who.split()) <= 3 or is_known_party(who, known))
