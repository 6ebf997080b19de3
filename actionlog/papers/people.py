"""The register of people: who is in it, what the public may read of them, and who is in the log but not in it."""

from collections import Counter
from datetime import date

from actionlog.model import Log, weekday_date
from actionlog.owners import REDACTED, aliases, is_collective, is_unknown, owner_key
from actionlog.papers import NONE, NOT_SET, Paper, Row, Table
from actionlog.people import AT_MEETINGS, BY_NAME, BY_ROLE, Person

_COLUMNS = ("Name", "Kind", "Handle", "The public reads", "Decided", "Address", "Actions")


def paper(log: Log, as_of: date) -> Paper:
    """Return everybody of the register, and whoever owns an action or came to a meeting without being in it."""
    people = aliases(log)
    owned = Counter(owner_key(owner, people) for action in log.actions for owner in action.owners)
    rows = [Row(_cells(person, owned[owner_key(person.name)])) for person in log.people]
    strangers = missing(log)
    return Paper(
        "people",
        "The register of people",
        "",
        as_of,
        lines=(f"Data as at {weekday_date(as_of)}",),
        parts=(
            Table("In the register", _COLUMNS, tuple(rows), f"{log.settings.people} holds nobody yet."),
            Table(
                "Not in the register, and withheld from the public",
                ("Name", "Actions"),
                tuple(Row((name, owned[owner_key(name, people)])) for name in strangers),
                "Everybody who owns an action or came to a meeting is in the register.",
            ),
        ),
        facts={
            "people": [person.name for person in log.people],
            "missing": list(strangers),
        },
    )


def missing(log: Log) -> tuple[str, ...]:
    """Return every owner, member and attendee whom the register does not hold under any spelling, in order of name."""
    people = aliases(log)
    known = {owner_key(person.name) for person in log.people}
    named = [(action.group, owner) for action in log.actions for owner in action.owners]
    named += [(m.group, name) for m in log.meetings for name in (*m.present, *m.apologies, *m.attending)]
    named += [(group.slug, name) for group in log.groups for name in group.members]
    found: dict[str, str] = {}
    for group, name in named:
        key = owner_key(name, people)
        if not (key in known or is_unknown(name) or name == REDACTED or is_collective(name, log, group)):
            found.setdefault(key, name)
    return tuple(sorted(found.values(), key=lambda name: (name.casefold(), name)))


def _cells(person: Person, actions: int) -> tuple[str | int | date, ...]:
    handle = f"@{person.handle}" if person.handle else NONE
    return (
        person.name,
        person.kind,
        handle,
        public_words(person),
        person.decided or NOT_SET,
        person.email or NOT_SET,
        actions,
    )


def public_words(person: Person) -> str:
    """Return what the public reads of a party: its name, its role, or the label."""
    if person.publish == BY_NAME or (person.kind != "person" and not person.publish):
        return "The name"
    if person.publish == BY_ROLE:
        return f"The role: {person.role}" if person.role else REDACTED
    if person.publish == AT_MEETINGS:
        return f"{REDACTED}; the name among those who came"
    return REDACTED if person.publish else f"{REDACTED} (nothing decided)"
