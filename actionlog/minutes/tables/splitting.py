"""One cell with several actions: a list within it, lines that each say who acts, or an owner below each of them."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from actionlog.document import joined
from actionlog.minutes.parties import is_deed, is_known_party, is_party, leading_party, owners_in, split_owners
from actionlog.minutes.tables.contents import is_when, names_only
from actionlog.minutes.words import word_set

_MARKERS: Final = (
    re.compile(r"\(?\d{1,2}[.)]\s+(?=\S)"),
    re.compile(r"[-•*–—▪●◦‣·o]\s+(?=\S)"),
    re.compile(r"\(?[a-z][.)]\s+(?=\S)"),
    re.compile(r"\(?(?:[ivx]{1,4})[.)]\s+(?=\S)"),
)
_BOX = re.compile(r"(?:\[[ xX]\]|[☐☑☒✅])\s+(?=\S)")
_MOST: Final = 200
_LONGEST_OWNER: Final = 80
_LABEL = re.compile(r"(?:for\s+)?(?:actions?|owners?|leads?)(?:\s+by)?\s*[:–—-]\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]\s*\.?$")
_BEFORE_DAY = re.compile(r"\s+by\s+|\s*[(,;–—]\s*(?:by\s+|due\s+)?|\s+-\s+(?:by\s+)?|\s+(?=\d{1,2}[/. ])")
#: Words after which a sentence goes on, so that a name in the next line belongs to it: `ask the`, `Clerk to write`.
_OPEN_END: Final = word_set(
    "a an the to of for with by from at in on and or & that which who whom their our his her via per as than into "
    "between about if when until before after is are was be has have will"
)


class Deed(NamedTuple):
    """One of the actions of a cell, with the owner and the deadline that stand with it there."""

    text: str
    owner: str
    day: str = ""


def parts_of(cell: str, known: tuple[str, ...] = ()) -> list[str]:
    """Return the actions that a cell holds: one for each entry of a list, or for each line that names who acts."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()][:_MOST]
    if not lines:
        return []
    if _BOX.match(lines[0]):
        return _parted(lines, lambda line: bool(_BOX.match(line)), None)  # the box says how the action stands
    marker = next((m for m in _MARKERS if m.match(lines[0])), None)
    if marker:
        return _parted(lines, lambda line: bool(marker.match(line)), marker)
    if len(lines) > 1 and all(owners_in(line, known)[0] for line in lines):
        return [joined(line) for line in lines]
    if len(lines) > 1 and _leads(lines[0], known):
        return _at_leaders(lines, known)
    return [joined(" ".join(lines))]


def deeds_in(cell: str, known: tuple[str, ...] = ()) -> list[Deed]:
    """Return the actions of a cell in which the owner of each stands behind or below it; nothing for any other.

    `Report on the roof`, `AB – March`, `Ring the county (CD)` are two.
    """
    lines = [line.strip() for line in cell.split("\n") if line.strip()][:_MOST]
    found: list[Deed] = []
    open_lines: list[str] = []
    for line in lines:
        owner = owner_and_day(_LABEL.sub("", line, count=1), known) if open_lines else ("", "")
        if owner[0] and not _is_open(open_lines[-1]):
            found.append(Deed(joined(" ".join(open_lines)), *owner))
            open_lines = []
            continue
        bracket = _BRACKET.search(line[-_LONGEST_OWNER:])
        owner = owner_and_day(bracket.group(1), known) if bracket else ("", "")
        if bracket and owner[0]:
            text = line[: len(line) - len(bracket.group())]
            found.append(Deed(joined(" ".join((*open_lines, text))), *owner))
            open_lines = []
        else:
            open_lines.append(line)
    if found and open_lines:
        found.append(Deed(joined(" ".join(open_lines)), ""))
    return found if all(len(deed.text.split()) > 1 for deed in found) else []


def without_box(text: str) -> tuple[str, str]:
    """Return the wording of an action without the box to tick before it, and that box as its status."""
    box = _BOX.match(text)
    return (text[box.end() :], box.group().strip().lower()) if box else (text, "")


def owner_and_day(text: str, known: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return the parties that `text` names beyond doubt, and the day behind them; both empty where it is more."""
    bare = text.strip().strip("()[]").strip()
    if not 0 < len(bare) <= _LONGEST_OWNER:
        return "", ""
    for found in _BEFORE_DAY.finditer(bare):
        owner, day = bare[: found.start()].strip(), bare[found.end() :].strip(" )")
        if owner and day and len(day) <= 40 and _is_owner(owner, known) and (is_when(day) or _is_meeting(day)):
            return owner, joined(day)
    return (bare, "") if _is_owner(bare, known) else ("", "")


def _is_meeting(day: str) -> bool:
    """True for a meeting that is a deadline: `March Board`, `next committee`."""
    words = day.casefold().split()
    return 1 < len(words) <= 4 and words[-1] in ("board", "meeting", "committee", "council", "session", "forum", "mtg")


def _is_owner(text: str, known: tuple[str, ...]) -> bool:
    parties = split_owners(text, known)
    if not parties or text[0].islower() or not (names_only(text) or _are_initials(text)):
        return False
    return all(is_known_party(party, known) for party in parties)


def _are_initials(text: str) -> bool:
    """True for initials alone, also those that mean something else elsewhere: `NA`, `ON`."""
    return len(text) <= 20 and is_party(text) and text.upper() == text


def _is_open(line: str) -> bool:
    """True for a line whose sentence cannot end with it."""
    last = line.split()[-1].casefold()
    return line.endswith((",", ":", "-", "–", "/")) or last in _OPEN_END or (is_deed(last) and len(line.split()) > 1)


def _leads(line: str, known: tuple[str, ...]) -> bool:
    """True for a line that begins with a party beyond doubt and says what it does: `AB: book the hall`."""
    who, rest = leading_party(line, known)
    return bool(who and rest.strip()) and all(is_known_party(party, known) for party in split_owners(who, known))


def _at_leaders(lines: list[str], known: tuple[str, ...]) -> list[str]:
    """Return the lines parted where one begins with a party; those between go on with the line above."""
    parts = [lines[0]]
    last = lines[0]
    for line in lines[1:]:
        if _leads(line, known) and not _is_open(last):
            parts.append(line)
        else:
            parts[-1] = f"{parts[-1]} {line}"
        last = line
    return [joined(part) for part in parts]


def _parted(lines: list[str], begins: Callable[[str], bool], marker: re.Pattern[str] | None) -> list[str]:
    parts: list[str] = []
    for line in lines:
        if begins(line):
            parts.append(marker.sub("", line, count=1) if marker else line)
        else:
            parts[-1] = f"{parts[-1]} {line}"
    return [joined(part) for part in parts]
