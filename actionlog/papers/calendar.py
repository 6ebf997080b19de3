"""The deadlines for a calendar: every action that has a day as its deadline, closed ones too.

A calendar that takes the file in again learns only from what stands in it: a deadline that is left out once its action
is closed would stay in the calendar for ever.
"""

from collections.abc import Mapping
from typing import NamedTuple

from actionlog.errors import Refused
from actionlog.model import Group
from actionlog.owners import aliases, is_collective, is_unknown, joined, owner_key, owner_label
from actionlog.papers import Paper, count_of
from actionlog.query import Standing, Standings, printed_refs


class Deadlines(NamedTuple):
    """The paper, and the open actions that are not in it, because their deadline is no day."""

    paper: Paper
    left_out: tuple[Standing, ...]

    @property
    def remark(self) -> str:
        """A remark for the secretary on what was left out; empty where nothing was."""
        if not self.left_out:
            return ""
        refs = printed_refs((*self.paper.standings, *self.left_out))
        those = joined(refs[s.action.id] for s in self.left_out)
        verb = "is" if len(self.left_out) == 1 else "are"
        open_ones = count_of(len(self.left_out), "open action")
        return f"{open_ones} {verb} not in the calendar, for want of a day as deadline: {those}."


def deadlines(standings: Standings, group: Group | None = None, owner: str = "") -> Deadlines:
    """Return the deadlines of `group`, or of every one; and of `owner`, where one is named.

    Whoever stands for everybody, such as `All`, is one owner. Raises Refused where nobody of this name owns anything.
    """
    rows = standings.all(group.slug if group else "")
    if owner:
        rows = _owned(standings, rows, owner)
    only = group or (standings.log.groups[0] if len(standings.log.groups) == 1 else None)
    title = f"{only.name if only else 'Action log'}: deadlines" + (f" of {owner_label(owner)}" if owner else "")
    shown = tuple(s for s in rows if s.due)
    paper = Paper("calendar", title, only.slug if only else "", standings.as_of, standings=shown)
    return Deadlines(paper, tuple(s for s in rows if not s.due and s.action.is_open))


def _owned(standings: Standings, rows: list[Standing], owner: str) -> list[Standing]:
    people = aliases(standings.log)
    known: dict[str, str] = {}
    found = []
    for standing in rows:
        for name in standing.action.owners:
            known.setdefault(owner_key(name), owner_label(name))
        if _is_one_of(standing, owner, standings, people):
            found.append(standing)
    if found:
        return found
    names = joined(sorted({name for key, name in known.items() if not is_unknown(key)})) or "none yet"
    raise Refused(f"No action is owned by {owner}.{_guess(owner, known)} The owners are: {names}.")


def _is_one_of(standing: Standing, owner: str, standings: Standings, people: Mapping[str, str]) -> bool:
    group, owners = standing.action.group, standing.action.owners
    if is_collective(owner, standings.log, group):
        return any(is_collective(name, standings.log, group) for name in owners)
    wanted = owner_key(owner, people)
    return any(owner_key(name, people) == wanted for name in owners)


def _guess(owner: str, known: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(owner_key(owner), [key for key in known if not is_unknown(key)], n=1)
    return f" Did you mean {known[near[0]]}?" if near else ""
