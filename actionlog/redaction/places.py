"""Every text of a log, with where it stands and whether the public may come to read it."""

from collections.abc import Iterator
from typing import NamedTuple

from actionlog.model import OWNERS_CHANGED, Action, Event, Group, Log, Meeting, Source
from actionlog.people import BY_NAME, BY_ROLE
from actionlog.redaction.parties import owners_of, publishing


class Place(NamedTuple):
    """A text. `document` is the id of its action or meeting, or its group's folder; `field` is its key.

    `is_public`: what is published would hold it. `is_party`: it names a party, and nothing else.
    """

    document: str
    path: str
    line: int
    field: str
    text: str
    is_public: bool = True
    is_party: bool = False


def places(log: Log) -> Iterator[Place]:
    """Return every text of `log` that is not empty, in the order of its files."""
    opted = {group.slug: frozenset(group.publish) for group in log.groups}
    for place in _all(log, opted):
        if place.text:
            yield place


def _all(log: Log, opted: dict[str, frozenset[str]]) -> Iterator[Place]:
    yield from _people(log)
    for group in log.groups:
        yield from _group(group)
    for meeting in log.meetings:
        yield from _meeting(meeting)
    for action in log.actions:
        yield from _action(action, opted.get(action.group, frozenset()))


class _Writer:
    """Makes the places of one record."""

    def __init__(self, document: str, source: Source, path: str) -> None:
        self.document, self.source, self.path = document, source, source.path or path

    def place(self, field: str, text: str, *, public: bool = True, party: bool = False) -> Place:
        return Place(self.document, self.path, self._line(field), field, text, public, party)

    def _line(self, field: str) -> int:
        while field:
            if field in self.source.lines:
                return self.source.lines[field]
            field = field.rpartition(".")[0]
        return 1


def _people(log: Log) -> Iterator[Place]:
    path = log.settings.people
    for i, person in enumerate(log.people):

        def place(field: str, text: str, i: int = i, line: int = person.line, public: bool = True) -> Place:
            return Place("people", path, line, f"people.{i}.{field}", text, public, field == "decided_by")

        how = publishing(person)
        if person.kind != "person" and how == BY_NAME:
            yield place("name", person.name)
        yield place("role", person.role, public=how == BY_ROLE)
        yield place("basis", person.basis)
        yield place("decided_by", person.decided_by)


def _group(group: Group) -> Iterator[Place]:
    at = _Writer(group.slug, group.source, f"{group.slug}/group.yaml")
    yield at.place("folder", group.slug.replace("-", " ").replace("_", " ").title())
    yield at.place("name", group.name)
    yield at.place("code", group.code)
    for i, member in enumerate(group.members):
        yield at.place(f"members.{i}", member, party=True)
    for i, scheme in enumerate(group.numbering):
        yield at.place(f"numbering.{i}.ref", scheme.ref)
    for i, (short, long) in enumerate(group.abbreviations):  # by number: the short one may be somebody's initials
        yield at.place(f"abbreviations.{i}", f"{short} {long}")
    for i, waiver in enumerate(group.waivers):
        yield at.place(f"waivers.{i}.reason", waiver.reason, public=False)
        yield at.place(f"waivers.{i}.agreed_by", waiver.agreed_by, public=False, party=True)


def _meeting(meeting: Meeting) -> Iterator[Place]:
    name = f"{meeting.group}/{meeting.name}"
    at = _Writer(name, meeting.source, f"{name}/meeting.yaml")
    yield at.place("number", meeting.number)
    yield at.place("time", meeting.time)
    yield at.place("place", meeting.place)
    yield at.place("cleared_by", meeting.cleared_by, party=True)
    yield at.place("confirmed_at", meeting.confirmed_at, public=False)
    for key, names in (
        ("present", meeting.present),
        ("apologies", meeting.apologies),
        ("attending", meeting.attending),
    ):
        for i, person in enumerate(names):
            yield at.place(f"{key}.{i}", person, party=True)
    for i, item in enumerate(meeting.items):
        yield at.place(f"items.{i}.number", item.number)
        yield at.place(f"items.{i}.title", item.title)
    for i, decision in enumerate(meeting.decisions):
        yield at.place(f"decisions.{i}.decision", decision.decision)
        yield at.place(f"decisions.{i}.item", decision.item)
    for i, paper in enumerate(meeting.papers):
        yield at.place(f"papers.{i}.paper", paper.paper)


def _action(action: Action, opted: frozenset[str]) -> Iterator[Place]:
    at = _Writer(action.id, action.source, f"{action.id}.yaml")
    public = not action.confidential
    yield at.place("action", action.action, public=public)
    for i, owner in enumerate(action.owners):
        yield at.place(f"owners.{i}", owner, public=public, party=True)
    yield at.place("item", action.item, public=public)
    yield at.place("minuted.ref", action.minuted.ref, public=public)
    yield at.place("minuted.owners", action.minuted.owners, public=False, party=True)
    yield at.place("minuted.deadline", action.minuted.deadline, public=False)
    yield at.place("minuted.status", action.minuted.status, public=False)
    for i, event in enumerate(action.history):
        yield from _event(at, f"history.{i}", event, opted, public)


def _event(at: _Writer, key: str, event: Event, opted: frozenset[str], public: bool) -> Iterator[Place]:
    for name, value in (("from", event.before), ("to", event.after)):
        if event.event == OWNERS_CHANGED or isinstance(value, tuple):
            for owner in owners_of(value):
                yield at.place(f"{key}.{name}", owner, public=public, party=True)
        else:
            yield at.place(f"{key}.{name}", value, public=public)
    yield at.place(f"{key}.by", event.by, public=public, party=True)
    yield at.place(f"{key}.meeting", event.meeting, public=False)
    yield at.place(f"{key}.into", event.into, public=public)
    yield at.place(f"{key}.note", event.note, public=public and "notes" in opted)
    yield at.place(f"{key}.reason", event.reason, public=public and "reasons" in opted)
    yield at.place(f"{key}.evidence", event.evidence, public=public and "evidence" in opted)
