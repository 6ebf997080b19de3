"""Reminders: who gets a letter, at which address, and what the secretary must see to because no letter does.

An owner who was not at the meeting, or is no member, must be told by the secretary: nobody should be expected to find
an action by chance. So these are listed, with those who cannot be written to.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from actionlog.model import Group, Log, Meeting, long_date
from actionlog.owners import REDACTED, aliases, is_collective, is_unknown, joined, owner_key, owner_label
from actionlog.papers import Divider, Lines, Paper, Part, count_of
from actionlog.papers.closed import paper_refs
from actionlog.papers.owner import each, nobody_to_write_to, paper
from actionlog.papers.owner import together as all_letters
from actionlog.people import Person
from actionlog.query import Standing, Standings, last_meeting

#: What every mail server takes as an address (RFC 5321, section 4.1.2: Dot-string and Domain), 254 letters at most.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


def is_address(text: str) -> bool:
    """True for an e-mail address that every mail server takes: `clerk@example.org`, and nothing beside it."""
    local, _, _ = text.partition("@")
    return len(text) <= 254 and len(local) <= 64 and bool(_ADDRESS.fullmatch(text))


class Unreached(NamedTuple):
    """An owner for whom there is no address, why, and the actions that it should be told of, by id."""

    owner: str
    why: str
    actions: tuple[str, ...]


class Absent(NamedTuple):
    """Somebody who was not at the meeting that raised these actions, and must be told of them."""

    owner: str
    why: str
    actions: tuple[str, ...]


class Reminder(NamedTuple):
    """A letter and where it goes to; without addresses nobody knows where."""

    to: str
    addresses: tuple[str, ...]
    letter: Paper

    @property
    def subject(self) -> str:
        """What the letter is about."""
        return self.letter.title

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions it tells of, by id."""
        return tuple(s.action.id for s in self.letter.standings)

    @property
    def typed(self) -> str:
        """What to type for its owner: one of its spellings, as the log has it."""
        return next(iter(_owners(self.letter)))

    @property
    def is_confidential(self) -> bool:
        """True where one of its actions is."""
        return any(s.action.confidential for s in self.letter.standings)

    @property
    def recipient(self) -> str:
        """To whom, with the address where it is known: `Clerk <clerk@example.org>`."""
        return " ".join((self.to, ", ".join(f"<{address}>" for address in self.addresses))).rstrip()

    @property
    def printed(self) -> tuple[Part, ...]:
        """The letter as it is printed: to whom, by when, about what, and the text."""
        return Lines((f"To: {self.recipient}", *self._reply, f"Subject: {self.subject}")), *self.letter.parts[1:]

    @property
    def body(self) -> Paper:
        """The letter as it is mailed: what the head of a mail says is not in it."""
        reply = (Lines(self._reply),) if self._reply else ()
        return self.letter._replace(parts=(*reply, *self.letter.parts[1:]))

    @property
    def _reply(self) -> tuple[str, ...]:
        head = self.letter.parts[0]
        assert isinstance(head, Lines)
        return head.lines[1:-1]


class Post(NamedTuple):
    """All letters, and what the secretary must see to.

    `no_address` are owners, `collective` are parties that stand for several and have no list to write to, `no_owner`
    are actions by id, `not_present` are those who were not at the meeting `held`.
    """

    reminders: tuple[Reminder, ...]
    no_address: tuple[Unreached, ...] = ()
    collective: tuple[Unreached, ...] = ()
    no_owner: tuple[str, ...] = ()
    held: Meeting | None = None
    not_present: tuple[Absent, ...] = ()
    remarks: tuple[str, ...] = ()  #: all that as sentences for the secretary

    def facts(self) -> dict[str, object]:
        """Return what programs are told (`docs/reference/reminders.md`)."""
        messages = [
            {
                "to": r.to,
                "address": ", ".join(r.addresses) or None,
                "subject": r.subject,
                "confidential": r.is_confidential,
                "actions": list(r.actions),
            }
            for r in self.reminders
        ]
        return {
            "messages": messages,
            "no_address": [u._asdict() for u in self.no_address],
            "collective": [u._asdict() for u in self.collective],
            "no_owner": list(self.no_owner),
            "meeting": self.held.name if self.held else None,
            "not_present": [a._asdict() for a in self.not_present],
        }


def reminders(
    standings: Standings, group: Group, owner: str = "", meeting: Meeting | None = None, reply_by: date | None = None
) -> Post:
    """Return the letters to all owners of `group`, or to `owner` alone.

    `meeting` is the one that the letters are before; one that has been held is the one whose absent are listed, which
    else is the latest. Raises Refused where nobody of this name owns an action.
    """
    coming = meeting if meeting and meeting.date >= standings.as_of else None
    held = meeting if meeting and not coming else last_meeting(standings.log, group, standings.as_of)
    addresses = _Register(standings.log, group)
    if owner:
        letters: Sequence[Paper] = (paper(standings, group, owner, coming, reply_by),)
        left: tuple[str, ...] = ()
    else:
        letters = each(standings, group, coming, reply_by)
        left = tuple(all_letters(standings, group, coming).facts["no_letter"])  # type: ignore[arg-type]
    letters = [letter for letter in letters if letter.standings]
    sent: list[Reminder] = []
    alone: list[Unreached] = []
    collective: list[Unreached] = []
    for letter in letters:
        found, missing = addresses.of(letter)
        sent.append(Reminder(str(letter.facts["to"]), found, letter))
        (collective if addresses.is_collective(letter) else alone).extend(missing)
    absent = _absent(standings, group, held) if held else ()
    if owner:
        people = aliases(standings.log)
        absent = tuple(a for a in absent if owner_key(a.owner, people) == owner_key(owner, people))
    post = Post(tuple(sent), tuple(alone), tuple(collective), left, held, tuple(absent))
    said = tuple(_remarks(post, paper_refs(standings, group, coming)))
    nobody = nobody_to_write_to(standings, group, coming) if left else ""
    return post._replace(remarks=(*said, nobody) if nobody else said)


def together(post: Post, group: Group, standings: Standings) -> Paper:
    """Return all letters as one paper, to be read or pasted; each is headed with its address where that is known."""
    parts: list[Part] = []
    for reminder in post.reminders:
        parts += [*([Divider()] if parts else []), *reminder.printed]
    return Paper("remind", f"{group.name}: reminders", group.slug, standings.as_of, parts=tuple(parts), letter=True)


class _Register:
    """The addresses of the register, by whom they are for."""

    def __init__(self, log: Log, group: Group) -> None:
        self.log, self.group = log, group
        self.people = aliases(log)

    @cached_property
    def _entries(self) -> Mapping[str, list[Person]]:
        entries: dict[str, list[Person]] = {}
        for person in self.log.people:
            entries.setdefault(owner_key(person.name), []).append(person)
        return entries

    @cached_property
    def _for_all(self) -> list[Person]:
        """The sets of the register that mean every member: called `All`, `Forum members` and the like."""
        plain = replace(self.log, people=())
        return [
            person
            for person in self.log.people
            if person.kind == "set"
            and any(is_collective(name, plain, self.group.slug) for name in (person.name, *person.aliases))
        ]

    def is_collective(self, letter: Paper) -> bool:
        """True for the letter to all members."""
        return any(is_collective(owner, self.log, self.group.slug) for owner in _owners(letter))

    def of(self, letter: Paper) -> tuple[tuple[str, ...], list[Unreached]]:
        """Return the addresses that a letter goes to, and which of its owners none of them reaches."""
        found: dict[str, None] = {}
        missing: dict[str, Unreached] = {}
        for owner in _owners(letter):
            address, why = self._address(owner)
            if address:
                found[address] = None
            else:
                label = owner_label(owner)
                actions = tuple(s.action.id for s in letter.standings if owner in s.action.owners)
                missing.setdefault(owner_key(owner, self.people), Unreached(label, why, actions))
        return tuple(found), list(missing.values())

    def _address(self, owner: str) -> tuple[str, str]:
        """Return the address of an owner, or else an empty text and why there is none."""
        entries = self._entries.get(owner_key(owner, self.people), [])
        if not entries and is_collective(owner, self.log, self.group.slug):
            entries = self._for_all
        if not entries:
            return "", "not in the register of people"
        given = sorted({person.email for person in entries if person.email})
        if not given:
            return "", "no e-mail in the register of people"
        if len(given) > 1:
            return "", f"the register of people gives several: {joined(given)}"
        return (given[0], "") if is_address(given[0]) else ("", f"“{given[0]}” is no e-mail address")


def _owners(letter: Paper) -> Iterable[str]:
    owners = letter.facts["owners"]
    assert isinstance(owners, list)
    return owners


def _absent(standings: Standings, group: Group, held: Meeting) -> tuple[Absent, ...]:
    """Return who was not at a meeting and owns an open action that it raised.

    An action that all members own is owned by each who was away. Nobody is said to have been away where nothing is
    recorded of who came.
    """
    log, people = standings.log, aliases(standings.log)
    raised = [s for s in standings.all(group.slug) if s.action.meeting == held.name and s.action.is_open]
    there = _called(people, *held.present, *held.attending)
    members = _called(people, *group.members)
    away: dict[str, Absent] = {}

    def put(name: str, why: str, *, also_everybodys: bool) -> None:
        called = _called(people, name)
        owned = tuple(
            s.action.id
            for s in raised
            if any(
                owner_key(owner, people) in called or (also_everybodys and is_collective(owner, log, group.slug))
                for owner in s.action.owners
            )
        )
        if owned and not called & (there | away.keys()):
            away[owner_key(name, people)] = Absent(owner_label(name), why, owned)

    for name in held.apologies:
        put(name, "sent apologies", also_everybodys=True)
    known = members | _called(people, *held.apologies)
    if held.present:
        for name in group.members:
            if not _called(people, name) & _called(people, *held.apologies):
                put(name, "not among those present", also_everybodys=True)
    if members or held.present:
        why = "is no member, and was not there" if members and held.present else "is no member"
        for owner in _named_owners(raised, log, group):
            if not _called(people, owner) & known:
                put(owner, why if members else "not among those present", also_everybodys=False)
    return tuple(away.values())


def _named_owners(raised: Iterable[Standing], log: Log, group: Group) -> Iterator[str]:
    """Yield the owners who are somebody in particular."""
    for owner in (owner for s in raised for owner in s.action.owners):
        if not is_unknown(owner) and not is_collective(owner, log, group.slug) and owner_label(owner) != REDACTED:
            yield owner


def _called(people: Mapping[str, str], *names: str) -> set[str]:
    """Return how owners may be called whom a list of those present calls so: `A. Person (Chair)`."""
    keys: set[str] = set()
    for name in names:
        bare = re.sub(r"\([^()]*\)", " ", name)
        forms = (name, bare, *bare.split(","), *re.findall(r"\(([^()]*)\)", name))
        keys |= {owner_key(form, people) for form in forms if form.strip()}
    return keys


def _remarks(post: Post, refs: Mapping[str, str]) -> Iterator[str]:
    def those(actions: Sequence[str]) -> str:
        return f"{count_of(len(actions), 'action')}: {joined(refs.get(a, a) for a in actions)}"

    for missing in post.no_address:
        yield f"No address for {missing.owner} ({missing.why}), for {those(missing.actions)}."
    for missing in post.collective:
        yield (
            f"No address for {missing.owner} ({missing.why}), who are several, for {those(missing.actions)}. Give the "
            "list of members an entry of its own in the register, with kind: set."
        )
    if post.not_present and post.held:
        yield f"Not present on {long_date(post.held.date)}, must be told:"
        for absent in post.not_present:
            yield f"  {absent.owner} ({absent.why}), of {those(absent.actions)}"
