"""Minutes laid out as a table, with initials in the margin: which sentence of the discussion they belong to."""

import re
from typing import Final

from actionlog.document import joined
from actionlog.minutes.parties import split_owners
from actionlog.minutes.tables.contents import is_nothing, is_vote, names_only, reads_like_action
from actionlog.minutes.words import words_of

_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z\[@“])|\n+")
_MARK = re.compile(r"(?:ACTIONS?|Actions?)(?:\s+(?:POINT|ITEM|point|item))?\s*[:.–—-]\s*")
_PREFIX = re.compile(r"(?:for\s+)?actions?(?:\s+by)?\s*[:–—-]\s*", re.IGNORECASE)
_WILL = re.compile(
    r"\b(?:to (?!(?:the|a|an|our|their|this|that|which|whom|be honest)\b)[a-z]+|will|would|agreed to|should|shall"
    r"|asked|requested|undertook|offered|must)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[-•*–▪●]\s+")
_LONGEST: Final = 20_000
_MOST: Final = 12  #: names in one cell
_MOST_SENTENCES: Final = 100


def names_in(cell: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the lines of a margin cell where each names who acts and no more; else nothing."""
    lines = [_BULLET.sub("", _PREFIX.sub("", line.strip()), count=1).strip() for line in cell.split("\n")]
    lines = [line for line in lines if any(map(str.isalnum, line))][:_MOST]
    plain = {name.lower() for name in known}
    return tuple(lines) if all(names_only(line) or line.lower() in plain for line in lines) else ()


def deeds_beside(discussion: str, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return what those named in the margin are to do, as pairs of the deed and the name: a sentence of the text each.

    It is the sentence marked as an action, or that names them, or else the last that says what will be done. Where the
    margin names nobody, only marked sentences are taken.
    """
    if names and (told := told_at_end(discussion)):
        return _shared_out(told, names)
    sentences = sentences_of(discussion)
    marked = [s[m.end() :].strip() for s in sentences if (m := _MARK.match(s)) and s[m.end() :].strip()]
    if marked and len(marked) >= len(names):
        return [(s, names[n] if n < len(names) else names[-1]) for n, s in enumerate(marked)] if names else []
    found: list[tuple[str, str]] = []
    free = [s for s in sentences[-_MOST_SENTENCES:] if not is_nothing(s)]
    promising = {s for s in free if is_to_be_done(s)}
    for name in names:
        own = [s for s in free if s in promising and _names(s, name)]
        likely = own or [s for s in free if s in promising] or free
        # One name has the last of the sentences that could be meant; several names share them out in their order.
        at = -1 if len(names) == 1 or own else min(len(likely) - 1, len(found))
        if likely:
            found.append((likely[at], name))
            if len(free) > 1:
                free.remove(likely[at])
    return found


def told_at_end(discussion: str) -> list[str]:
    """Return the last paragraphs of a cell that each tell somebody to do something; nothing where it has but one.

    `Two lamps had failed.`, `Report the lamps.`, `Price a new box.`: the last two.
    """
    lines = [joined(_BULLET.sub("", line.strip(), count=1)) for line in discussion[-_LONGEST:].split("\n")]
    lines = [line for line in lines if any(map(str.isalnum, line))]
    told: list[str] = []
    for line in reversed(lines[1:]):
        if not (reads_like_action(line) and len(line.split()) > 2) or is_vote(line) or is_nothing(line):
            break
        told.append(line)
    told.reverse()
    if any(line[0].islower() for line in told) or any(
        _is_broken(line) for line in lines[: len(lines) - len(told)][-1:]
    ):
        return []  # lines of one paragraph rather than paragraphs
    return [_MARK.sub("", line, count=1) for line in told[-_MOST:]]


def _is_broken(line: str) -> bool:
    """True for a line that stops within a sentence."""
    return line.endswith((",", "-", "–")) or (len(line.split()) > 8 and line[-1].isalnum())


def _shared_out(told: list[str], names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return what is to be done with who is to do it: line by line, or one for all, or all for one."""
    if len(told) == len(names):
        return list(zip(told, names, strict=True))
    if len(told) == 1 or len(names) == 1:
        return [(text, "\n".join(names)) for text in told]
    if len(told) > len(names):
        return [(text, names[min(n, len(names) - 1)]) for n, text in enumerate(told)]
    rest = "\n".join(names[len(told) - 1 :])
    return [(text, names[n] if n < len(told) - 1 else rest) for n, text in enumerate(told)]


def sentences_of(discussion: str) -> list[str]:
    """Return the sentences of a cell, each on one line and without its bullet."""
    parts = _SENTENCES.split(discussion[:_LONGEST])
    return [joined(_BULLET.sub("", s.strip(), count=1)) for s in parts if s.strip()]


def is_to_be_done(sentence: str) -> bool:
    """True for a sentence that may say what somebody is to do: `Send …`, `X to be asked`, `It was agreed that AB …`."""
    return reads_like_action(sentence) or bool(_WILL.search(sentence))


def _names(sentence: str, name: str) -> bool:
    words = words_of(sentence)
    initials = "".join(w[0] for w in re.findall(r"\b[A-Z][\w’'-]+", sentence))
    for party in split_owners(name):
        own = words_of(party)
        if any(words[n : n + len(own)] == own for n in range(len(words))):
            return True
        if party.isupper() and 2 <= len(party) <= 3 and party in initials:
            return True
    return False
