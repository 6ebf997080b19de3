"""Who is meant where a log names a party, and what the public may read of that party.

A party is named by its name, an alias, its handle or its e-mail address. Who is not in the register is withheld, and
so is a name that may mean somebody who is.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final, NamedTuple

from actionlog.model import AUTHORITIES, Log, Meeting
from actionlog.owners import REDACTED, is_collective, is_unknown
from actionlog.people import AT_MEETINGS, BY_NAME, BY_ROLE, WITHHOLD, Person
from actionlog.redaction.folding import fold
from actionlog.redaction.names import (
    Forms,
    Withheld,
    forms_of_body,
    forms_of_person,
    forms_of_stranger,
    is_office,
    names_a_person,
    told_by,
)

#: `@p-3` where it is no part of an e-mail address or of a longer word.
HANDLE: Final = re.compile(r"(?<![\w@.+-])[@＠](\w(?:[\w.-]*\w)?)")

_AUTHORITIES: Final = frozenset(AUTHORITIES)


class Member(NamedTuple):
    """A person of the register with its place in it, from 1."""

    person: Person
    place: int


class Decided(NamedTuple):
    """What a place shows of a party, and who decided that. `decision` is empty where there was nothing to decide."""

    shown: str
    who: str = ""
    decision: str = ""
    people: tuple[Person, ...] = ()


class Stranger(NamedTuple):
    """A party that the log names and the register does not know; `where` is the first place."""

    text: str
    where: str
    is_owner: bool


def publishing(person: Person) -> str:
    """Return what the public may read of an entry: nothing decided withholds a person, and shows what is none."""
    return person.publish or (WITHHOLD if person.kind == "person" else BY_NAME)


def people_behind(person: Person) -> tuple[str, ...]:
    """Return the aliases of a role, team or set that name somebody: who holds an office is not named with it."""
    if person.kind == "person":
        return ()
    return tuple(alias for alias in person.aliases if names_a_person(alias))


class Parties:
    """The parties of a log."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.members = tuple(Member(person, i) for i, person in enumerate(log.people, 1))
        self._called: dict[str, list[Member]] = {}
        self._handles: dict[str, Member] = {}
        for member in self.members:
            person = member.person
            for called in dict.fromkeys(map(_called, (person.name, *person.aliases, person.email))):
                if called:
                    self._called.setdefault(called, []).append(member)
            if person.handle:
                self._handles.setdefault(person.handle.casefold(), member)
        self._named: dict[str, tuple[Member, ...]] = {}
        self._public_words: dict[tuple[str, str], bool] = {}

    def named(self, text: str) -> tuple[Member, ...]:
        """Return everybody whom `text`, as it stands, may mean; nobody where the register does not know it."""
        if text not in self._named:
            stripped = text.strip()
            if stripped[:1] in ("@", "＠"):
                member = self.by_handle(stripped[1:])
                self._named[text] = (member,) if member else ()
            else:
                self._named[text] = tuple(self._called.get(_called(text), ()))
        return self._named[text]

    def by_handle(self, handle: str) -> Member | None:
        """Return who has this handle, in any case."""
        return self._handles.get(handle.casefold())

    def handles_in(self, text: str) -> list[tuple[int, int, str, Member | None]]:
        """Return each handle of a text: where it stands (with its @), the handle, and who has it or None.

        A dot that begins the next sentence without a space is no part of a handle.
        """
        found = []
        for match in HANDLE.finditer(text) if "@" in text or "＠" in text else ():
            handle = match.group(1)
            member = self.by_handle(handle)
            while member is None and "." in handle:
                handle = handle.rpartition(".")[0]
                member = self.by_handle(handle)
            if member is None:
                handle = match.group(1)
            found.append((match.start(), match.start() + 1 + len(handle), handle, member))
        return found

    def label(self, member: Member) -> str:
        """Return how messages call a member: by the handle, or by its place where the handle tells the name."""
        person = member.person
        if not person.handle or self.is_telling(member) or self._handles.get(person.handle.casefold()) != member:
            return f"entry {member.place} of people.yaml"
        return f"@{person.handle}"

    def is_telling(self, member: Member) -> bool:
        """True where a handle tells a name that is withheld."""
        words = fold(member.person.handle).split()
        if not self._told.isdisjoint((*(w for w in words if len(w) > 2), "".join(words), " ".join(words))):
            return True
        own = self._forms_of_withheld.get(member.place, Forms())
        return any(len(form) > 3 and form in "".join(words) for form in (*own.surnames, *own.given))

    @cached_property
    def _told(self) -> frozenset[str]:
        return frozenset(word for forms in self._forms_of_withheld.values() for word in told_by(forms))

    @cached_property
    def _forms_of_withheld(self) -> dict[int, Forms]:
        """The forms of each entry that is not shown by name, by its place."""
        return {m.place: _forms(m.person) for m in self.members if publishing(m.person) != BY_NAME}

    def is_public_word(self, text: str, group: str = "") -> bool:
        """True for what names everybody, or nobody in particular: `All`, `meeting`, `unknown-1`, the printed label."""
        key = (text, group)
        if key not in self._public_words:
            self._public_words[key] = is_unknown(text) or text == REDACTED or is_collective(text, self.log, group)
        return self._public_words[key]

    @cached_property
    def strangers(self) -> tuple[Stranger, ...]:
        """Every party of the log that is not in the register, each once."""
        found: dict[str, Stranger] = {}

        def met(text: str, where: str, group: str, is_owner: bool = False) -> None:
            key = fold(text)
            if not key or key in _AUTHORITIES or self.named(text) or self.is_public_word(text, group):
                return
            if HANDLE.fullmatch(text.strip()):
                return  # a handle that nobody has is told of as one
            if key not in found or (is_owner and not found[key].is_owner):
                found[key] = Stranger(text, where, is_owner)

        for action in self.log.actions:
            for owner in action.owners:
                met(owner, action.id, action.group, True)
            for event in action.history:
                for owner in (*owners_of(event.before), *owners_of(event.after)):
                    if event.event == "owners changed":
                        met(owner, action.id, action.group, True)
                met(event.by, action.id, action.group)
        for meeting in self.log.meetings:
            for name in (*attendance_of(meeting), meeting.cleared_by):
                met(name, f"{meeting.group}/{meeting.name}", meeting.group)
        for group in self.log.groups:
            for name in (*group.members, *(w.agreed_by for w in group.waivers)):
                met(name, group.slug, group.slug)
        return tuple(found.values())

    @cached_property
    def withheld_members(self) -> tuple[Withheld, ...]:
        """Everybody in the register whom the public may not read of, in its order."""
        found = []
        for member in self.members:
            person = member.person
            how = publishing(person)
            if how != BY_NAME and not (person.kind == "person" and is_office(person.name)):
                forms = self._forms_of_withheld[member.place]
                at = self._attending if how == AT_MEETINGS else ()
                found.append(Withheld(self.label(member), *forms, person.elsewhere, self._shown, at))
            elif people := people_behind(person):
                who = f"a person whom {self.label(member)} has among its aliases"
                found.append(Withheld(who, *forms_of_person(people[0], people[1:]), person.elsewhere, self._shown, ()))
        return tuple(found)

    @cached_property
    def withheld_strangers(self) -> tuple[Withheld, ...]:
        """Everybody else whom the log names and the public may not read of."""
        found = [(stranger_label(stranger), forms_of_stranger(stranger.text)) for stranger in self.strangers]
        return tuple(Withheld(who, *forms, (), self._shown, ()) for who, forms in found if any(forms))

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """All of them, the register's first."""
        return (*self.withheld_members, *self.withheld_strangers)

    @cached_property
    def _shown(self) -> tuple[str, ...]:
        """What may be read, and may hold a word of a name that may not: groups, roles, teams, published names.

        What is itself such a word or such initials hides nothing.
        """
        groups = self.log.groups
        phrases = [group.name for group in groups]
        phrases += [word for group in groups for abbreviation in group.abbreviations for word in abbreviation]
        for person in self.log.people:
            if publishing(person) == BY_NAME:
                phrases += (person.name, *(a for a in person.aliases if a not in people_behind(person)))
            elif publishing(person) == BY_ROLE:
                phrases.append(person.role)
        hidden = self._told.union(*(told_by(forms_of_stranger(stranger.text)) for stranger in self.strangers))
        return tuple(phrase for phrase in dict.fromkeys(phrases) if fold(phrase) not in hidden)

    @cached_property
    def _attending(self) -> tuple[str, ...]:
        """Every entry that a published attendance may hold."""
        every = dict.fromkeys(name for meeting in self.log.meetings for name in attendance_of(meeting))
        names = [self.named(name) for name in every]
        shown = [name for name, who in zip(every, names, strict=True) if who and all(map(_may_attend, who))]
        return tuple(dict.fromkeys((*shown, *(m.person.name for who in names for m in who if _may_attend(m)))))


def _may_attend(member: Member) -> bool:
    return publishing(member.person) in (BY_NAME, AT_MEETINGS)


def _forms(person: Person) -> Forms:
    if person.kind == "person":
        return forms_of_person(person.name, person.aliases, person.email, person.handle, person.elsewhere)
    return forms_of_body(person.name, person.aliases, person.email)


def stranger_label(stranger: Stranger) -> str:
    """Return how messages call a party that is not in the register, by where it is met first."""
    if stranger.is_owner:
        return f"an owner who is not in the register (first in {stranger.where})"
    return f"somebody who is not in the register (first in {stranger.where})"


def attendance_of(meeting: Meeting) -> tuple[str, ...]:
    """Return every entry of a meeting's attendance."""
    return (*meeting.present, *meeting.apologies, *meeting.attending)


def owners_of(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the owners that an event holds before or after it."""
    return value if isinstance(value, tuple) else ((value,) if value else ())


def labels(who: Iterable[str]) -> str:
    """Return several labels as one."""
    return " or ".join(dict.fromkeys(who))


def _called(text: str) -> str:
    return fold(text).removeprefix("the ")


def withheld(log: Log) -> tuple[Withheld, ...]:
    """Return everybody whom `log` names and the public may not read of, in the order of the register."""
    return Parties(log).withheld
