"""The log on a day, as the advice looks at it: which actions are asked about, and who can be meant in each group."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from actionlog.model import CLOSED, Action, Group, Log
from actionlog.owners import owner_key
from actionlog.query import Standing, Standings
from actionlog.refs import same_action

if TYPE_CHECKING:
    from actionlog.checks.wording import Clause, Parties


class Advice(NamedTuple):
    """What a good secretary would ask.

    `check` is its name. `id` is the action's, the meeting's (`evidence-group/2021-05-19`), or the file's that it is
    about.
    """

    check: str
    id: str
    message: str


@dataclass(frozen=True)
class Survey:
    """A log and a day. Groups that had been wound up by then are left out, and so are actions that were struck out."""

    log: Log
    as_of: date

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups that are asked about."""
        return tuple(g for g in self.log.groups if not is_dissolved(g, self.as_of))

    @cached_property
    def unsettled(self) -> tuple[Standing, ...]:
        """The actions that are open, or closed without a date: nobody has looked at those since they were imported."""
        slugs = {g.slug for g in self.groups}
        return tuple(
            s
            for s in Standings(self.log, self.as_of).all()
            if s.action.group in slugs and (s.action.is_open or (s.action.status == CLOSED and s.action.closed is None))
        )

    @cached_property
    def open(self) -> tuple[Standing, ...]:
        """The actions that are open on the day."""
        return tuple(s for s in self.unsettled if s.action.is_open)

    @cached_property
    def parties(self) -> dict[str, "Parties"]:
        """Who can be meant by a phrase, by group."""
        from actionlog.checks.wording import Parties  # its rules are made only where advice is asked for

        return {g.slug: Parties(self.log, g.slug) for g in self.groups}

    @cached_property
    def clauses(self) -> dict[str, list["Clause"]]:
        """The clauses of the text of every unsettled action, by its id."""
        from actionlog.checks.wording import clauses

        return {s.action.id: clauses(s.action.action, self.parties[s.action.group]) for s in self.unsettled}

    @cached_property
    def numbers(self) -> dict[tuple[str, str], list[int]]:
        """The numbers used by each meeting that is in the record, in order, by group and meeting."""
        slugs = {g.slug for g in self.groups}
        found: dict[tuple[str, str], list[int]] = {}
        for action in self.log.actions:
            if action.group in slugs:
                found.setdefault((action.group, action.meeting), []).append(action.number)
        return {key: sorted(numbers) for key, numbers in found.items()}

    @cached_property
    def shared_aliases(self) -> list[tuple[str, list[str]]]:
        """The aliases of the register that stand for several, with their names."""
        found: dict[str, list[str]] = {}
        written: dict[str, str] = {}
        for person in self.log.people:
            names = (*person.aliases, f"@{person.handle}") if person.handle else person.aliases
            for alias in dict.fromkeys(map(owner_key, names)):
                found.setdefault(alias, []).append(person.name)
            written |= {owner_key(alias): alias for alias in names}
        return [(written[alias], names) for alias, names in found.items() if len(set(names)) > 1]

    def waiver_ended(self, standing: Standing) -> date | None:
        """Return the day on which the last waiver for an action ran out, or None where none has."""
        waivers = standing.calendar.group.waivers
        days = [w.until for w in waivers if date.min < w.until < self.as_of and same_action(w.action, standing.action)]
        return max(days, default=None)

    def ref(self, action: Action) -> str:
        """Return how a command names `action`: `2021-05-19/5`, with its group where the log has several."""
        return action.short_id if len(self.log.groups) < 2 else f"{action.group}/{action.short_id}"


def is_dissolved(group: Group, day: date) -> bool:
    """True where the group had been wound up by `day`."""
    return group.dissolved is not None and group.dissolved <= day


def on(standing: Standing, check: str, message: str) -> Advice:
    """Return a piece of advice about one action."""
    return Advice(check, standing.action.id, message)
