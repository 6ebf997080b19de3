"""Entries for the register of people: for those whom the log names and the register does not."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from actionlog.people import Person

_TEAMS = ("team", "group", "board", "panel", "committee", "forum", "secretariat", "office", "department", "council")
_ROLES = (
    "chair", "clerk", "secretary", "treasurer", "lead", "manager", "director", "officer", "head", "member", "members",
    "president", "convenor", "convener", "coordinator", "administrator", "vice-chair", "deputy",
)  # fmt: skip


class Entry(NamedTuple):
    """A proposed entry: what it is called, what it seems to be, and a handle where it seems to be a person.

    `aliases` are spellings of the same name with something in brackets after it: `Anna Keller (Chair)`.
    """

    name: str
    kind: str
    handle: str
    aliases: tuple[str, ...] = ()


def entries(names: Sequence[str], people: Sequence[Person]) -> tuple[Entry, ...]:
    """Return an entry for each name. What it is, is a guess from its words; in doubt it is a person, and withheld."""
    taken = {person.handle.casefold() for person in people}
    spelt: dict[str, list[str]] = {}
    for name in names:
        spelt.setdefault(_bare(name), []).append(name)
    found = []
    number = 0
    for name, spellings in spelt.items():
        kind = _kind(name)
        handle = ""
        if kind == "person":
            number += 1
            while f"p-{number}" in taken:
                number += 1
            handle = f"p-{number}"
        found.append(Entry(name, kind, handle, tuple(spelling for spelling in spellings if spelling != name)))
    return tuple(found)


def _bare(name: str) -> str:
    """A name without what stands in brackets at its end."""
    return re.sub(r"\s*\([^()]*\)$", "", name) or name


def _kind(name: str) -> str:
    """What a name seems to be. Two words with capitals are a person: what is wrongly taken for a role is published."""
    words = re.findall(r"[\w-]+", name)
    if any(word[0].isupper() for word in words[1:]):
        return "person"
    plain = [word.casefold() for word in words]
    if plain and not {plain[0], plain[-1]}.isdisjoint(_TEAMS):
        return "team"
    return "role" if any(word in _ROLES for word in plain) else "person"
