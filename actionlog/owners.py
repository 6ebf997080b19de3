"""Owners: parties as the minutes name them, when two spellings are one party, and who is nobody in particular."""

import re
from collections.abc import Iterable, Mapping

from actionlog.model import Action, Log

_UNKNOWN = re.compile(r"unknown-\d+")
REDACTED = "[Redact]"
_COLLECTIVE = {
    "all",
    "all members",
    "everyone",
    "everybody",
    "group",
    "group members",
    "members",
    "committee",
    "committee members",
    "board members",
    "panel members",
    "working group members",
    "wg members",
}


def owner_key(owner: str, people: Mapping[str, str] | None = None) -> str:
    """Return what two spellings of one owner share: `The review team` and `Review Team` are the same.

    `people` is what `aliases` returned, where there is a register.
    """
    key = " ".join(owner.casefold().split()).removeprefix("the ")
    return people.get(key, key) if people else key


def aliases(log: Log) -> dict[str, str]:
    """Return, for each alias and handle of the register, the key of the name it stands for.

    An alias of two people is left out.
    """
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for person in log.people:
        name = owner_key(person.name)
        handle = (f"@{person.handle}",) if person.handle else ()
        for alias in map(owner_key, (*person.aliases, *handle)):
            if found.setdefault(alias, name) != name:
                doubtful.add(alias)
    return {alias: name for alias, name in found.items() if alias not in doubtful}


def is_unknown(owner: str) -> bool:
    """True for an owner whom the paper did not name: each such placeholder is a party of its own."""
    return bool(_UNKNOWN.fullmatch(owner))


def is_collective(owner: str, log: Log, group: str = "") -> bool:
    """True for `All`, `Group members` and the like: everybody, so nobody."""
    key = owner_key(owner)
    if key in _COLLECTIVE or any(p.kind == "set" and owner_key(p.name) == key for p in log.people):
        return True
    names = [g.name for g in log.groups if not group or g.slug == group]
    return any(key in (f"{n.casefold()} members", n.casefold()) for n in names)


def owner_label(owner: str) -> str:
    """Return an owner as papers print it: an unknown one as `[Redact]`."""
    return REDACTED if is_unknown(owner) else owner


def joined(names: Iterable[str]) -> str:
    """Return names as prose: `A`, `A and B`, `A, B and C`."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def owners_text(action: Action) -> str:
    """Return the owners of `action` as papers print them; empty where it has none."""
    return joined(map(owner_label, action.owners))
