"""What is wrong in a log before anything is published: names typed as plain text, and what gives a person away."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from actionlog.model import Log
from actionlog.owners import joined
from actionlog.people import AT_MEETINGS, BY_NAME, BY_ROLE
from actionlog.redaction.folding import fold
from actionlog.redaction.matching import FULL, GIVEN, INITIALS, Hit, Matcher
from actionlog.redaction.names import is_office
from actionlog.redaction.parties import Member, Parties, attendance_of, publishing, stranger_label
from actionlog.redaction.places import Place, places

ERROR: Final = "error"
WARNING: Final = "warning"

#: An e-mail address as mail programs find one in a text; looser than RFC 5322 where that errs on the safe side.
EMAIL: Final = re.compile(r"[^\s@＠<>()\[\],;:\"]+[@＠][^\W_](?:[\w-]*[^\W_])?(?:[.．][\w-]+)+")

_PRONOUN: Final = re.compile(r"\b(?:he|she|his|hers?|him|himself|herself)\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|[\n\r]+")
_ID: Final = re.compile(r"(?:([\w-]+)/)?((?:before-)?\d{4}-\d\d-\d\d[b-z]?)/0*(\d{1,6})(?!\d)")


class Finding(NamedTuple):
    """A place of the log that must be mended (`error`) or looked at (`warning`) before it is published.

    `path` is relative to the log's folder; `line` counts from 1; `rule` is RED-5 and the like. Neither `who` nor
    `message` holds the name.
    """

    path: str
    line: int
    field: str
    who: str
    message: str
    severity: str = ERROR
    rule: str = ""


def findings(log: Log, parties: Parties | None = None) -> tuple[Finding, ...]:
    """Return all of them, by path and line. `parties` are those of `log`, where they are known already."""
    parties = parties or Parties(log)
    found = [*_register(parties), *_strangers(parties), *_by_elimination(parties)]
    matcher = Matcher(parties.withheld)
    strict = Matcher([party._replace(shown=()) for party in parties.withheld])
    confidential = {a.id for a in log.actions if a.confidential}
    for place in places(log):
        found += _typed_names(place, parties, matcher)
        found += _names_in_names(place, log, matcher, strict)
        found += _addresses(place)
        found += _handles(place, parties)
        found += _pronouns(place, parties)
        found += _left_out(place, confidential)
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f.path, f.line, f.severity, f.field, f.who, f.message)))


def _at(place: Place, who: str, message: str, severity: str, rule: str) -> Finding:
    return Finding(place.path, place.line, place.field, who, message, severity, rule)


# ---------------------------------------------------------------------------------------- RED-5: names typed as text


def _typed_names(place: Place, parties: Parties, matcher: Matcher) -> Iterator[Finding]:
    if place.is_party and _is_one_party(place, parties):
        return
    registered = len(parties.withheld_members)
    text = place.text
    for start, end, _, member in reversed(parties.handles_in(text)):
        text = text if member is None else f"{text[:start]}@{text[end:]}"
    for hit in matcher.hits(text):
        if place.is_party and hit.place >= registered:
            continue  # the text is that party's own
        who = matcher.withheld[hit.place].who
        yield _at(place, who, _typed_message(place, hit, who), _severity(place, hit), "RED-5")


def _names_in_names(place: Place, log: Log, matcher: Matcher, strict: Matcher) -> Iterator[Finding]:
    """What is itself published by name, and so is passed over wherever it stands, is looked at where it is defined."""
    if not _is_definition(place, log):
        return
    known = {hit.place for hit in matcher.hits(place.text)}
    for hit in strict.hits(place.text):
        if hit.place not in known:
            who = strict.withheld[hit.place].who
            message = (
                f"The field `{place.field}` holds a word of the name of {who}, or the initials, and is published as it "
                "stands. If it means that person, word it otherwise. If not, enter the phrase under `elsewhere` for "
                "that person; of a team or a role, `publish: name` says so too."
            )
            yield _at(place, who, message, ERROR if place.is_public else WARNING, "RED-5")


def _is_definition(place: Place, log: Log) -> bool:
    """True for the name of a group, an abbreviation, a role, and a team of whose name nobody has decided."""
    if place.document == "people":
        _, number, key = place.field.split(".")
        return key == "role" or (key == "name" and not log.people[int(number)].publish)
    return "/" not in place.document and (place.field == "name" or place.field.startswith("abbreviations"))


def _is_one_party(place: Place, parties: Parties) -> bool:
    if place.field == "minuted.owners":
        pieces = [piece for piece in re.split(r"[/;&,]|\band\b", place.text) if piece.strip()]
        return all(_known(piece.strip(), parties) for piece in pieces)
    return _known(place.text, parties)


def _known(text: str, parties: Parties) -> bool:
    return bool(parties.named(text)) or parties.is_public_word(text)


def _severity(place: Place, hit: Hit) -> str:
    if hit.doubtful:
        return WARNING
    if place.is_party:  # who is not the register's is withheld as a whole; only an owner must be mended
        return ERROR if hit.by == FULL and place.field.startswith(("owners", "history")) else WARNING
    if hit.by in (GIVEN, INITIALS):
        return ERROR if place.is_public else WARNING
    return ERROR


def _typed_message(place: Place, hit: Hit, who: str) -> str:
    read = "would be published" if place.is_public else "is not published, but must hold no name either"
    if place.is_party:
        return (
            f"The field `{place.field}` holds more than the name of {who}. Write the name alone, or the handle; or "
            "enter the whole as an alias in the register."
        )
    what = {
        FULL: f"names {who} in plain words",
        INITIALS: f"holds the initials of {who}",
        GIVEN: f"holds a first name of {who}",
    }.get(hit.by, f"holds a surname, handle or address of {who} in plain words")
    handle = who if who.startswith("@") else "a handle (give the party one in the register)"
    said = f"The field `{place.field}`, which {read}, {what}. Write {handle} in its place."
    if hit.by == FULL:
        return f"{said} If it is no person but a role or a team, enter it in the register with its `kind`."
    doubt = " It may be an everyday word here." if hit.doubtful else ""
    return f"{said}{doubt} Where these words mean something else, enter the phrase under `elsewhere` in the register."


# ------------------------------------------------------------------------------------------------- RED-6: addresses


def _addresses(place: Place) -> Iterator[Finding]:
    if ("@" in place.text or "＠" in place.text) and EMAIL.search(place.text):
        message = (
            f"The field `{place.field}` holds an e-mail address. No address is published: take it out, or write the "
            "handle of the person it belongs to."
        )
        yield _at(place, "an e-mail address", message, ERROR, "RED-6")


# --------------------------------------------------------------------------------------- RED-8 and handles in texts


def _handles(place: Place, parties: Parties) -> Iterator[Finding]:
    for _, _, _, member in parties.handles_in(place.text):
        if member is None and not EMAIL.search(place.text):
            message = (
                f"The field `{place.field}` holds a handle that nobody in the register has. The public reads the "
                "redaction label in its place. Correct it, or give it to somebody in the register."
            )
            yield _at(place, "a handle that nobody has", message, WARNING, "RED-2")


def _pronouns(place: Place, parties: Parties) -> Iterator[Finding]:
    if not place.is_public or ("@" not in place.text and "＠" not in place.text):
        return
    for sentence in _SENTENCE.split(place.text):
        hidden = [m for _, _, _, m in parties.handles_in(sentence) if m is None or publishing(m.person) != BY_NAME]
        people = [m for m in hidden if m is None or m.person.kind == "person"]
        if people and _PRONOUN.search(sentence):
            who = parties.label(people[0]) if people[0] else "somebody who is not in the register"
            message = (
                f"The field `{place.field}` says he or she of {who}, who is not published by name. Word it without "
                "the pronoun."
            )
            yield _at(place, who, message, WARNING, "RED-8")


# --------------------------------------------------------------------------------------- what stands in the register


def _register(parties: Parties) -> Iterator[Finding]:
    path = parties.log.settings.people

    def said(member: Member, field: str, message: str, rule: str) -> Finding:
        who = parties.label(member)
        return Finding(path, member.person.line, field, who, message.format(who=who), WARNING, rule)

    for member in parties.members:
        person = member.person
        if person.kind == "person" and is_office(person.name):
            yield said(
                member,
                "kind",
                "{who} is called by the words of an office. If it is no person, enter `kind: role` or `kind: team`.",
                "RED-2",
            )
        if person.kind == "person" and not person.publish:
            yield said(
                member,
                "publish",
                "Nobody has decided what the public may read of {who}, so the redaction label stands for that person. "
                "Enter `publish:` with name, role, attendance or withhold, and who decided it.",
                "RED-2",
            )
        if publishing(person) == BY_ROLE and not person.role:
            yield said(
                member,
                "role",
                "{who} is published by role, but no role is entered, so the redaction label stands instead. "
                "Enter `role:`.",
                "RED-2",
            )
        if person.handle and parties.is_telling(member):
            yield said(
                member,
                "handle",
                "The handle of {who} tells a name that is withheld. It is published nowhere, but it stands in the "
                "log's texts. Choose a neutral one, such as p-1.",
                "RED-12",
            )
        if person.handle and parties.by_handle(person.handle) != member:
            yield said(
                member,
                "handle",
                "The handle of {who} belongs to an entry above it already. Give it another one.",
                "RED-2",
            )


def _strangers(parties: Parties) -> Iterator[Finding]:
    log = parties.log
    actions = {a.id: a for a in log.actions}
    for stranger in parties.strangers:
        if not stranger.is_owner:
            continue
        action = actions[stranger.where]
        if action.confidential:
            continue
        key = fold(stranger.text)
        field = "owners" if any(fold(owner) == key for owner in action.owners) else "history"
        yield Finding(
            action.source.path or f"{action.id}.yaml",
            action.source.line(field),
            field,
            stranger_label(stranger),
            "This owner is not in the register, so the public reads the redaction label. Enter the owner there, with "
            "`kind: role` or `kind: team` where it is no person, and what may be published.",
            WARNING,
            "RED-2",
        )
    for meeting in log.meetings:
        unknown = [n for n in attendance_of(meeting) if not _known(n, parties)]
        if unknown:
            count = f"{len(unknown)} of those" if len(unknown) > 1 else "One of those"
            yield Finding(
                meeting.source.path or f"{meeting.group}/{meeting.name}/meeting.yaml",
                meeting.source.line("present"),
                "present",
                "somebody who is not in the register",
                f"{count} who came or sent apologies to this meeting cannot be found in the register, so the public "
                "reads how many they are, and not who. Enter them there, with what may be published.",
                WARNING,
                "RED-2",
            )


# ------------------------------------------------------------------------------------------ RED-16: by elimination


def _by_elimination(parties: Parties) -> Iterator[Finding]:
    at_meetings = {m.place for m in parties.members if publishing(m.person) == AT_MEETINGS}
    if not at_meetings:
        return
    log = parties.log
    attended = {m.place for g in log.meetings for name in attendance_of(g) for m in parties.named(name)}
    told: set[int] = set()
    for place in places(log):
        if not place.is_public or place.path == log.settings.people or place.field.startswith(_ATTENDANCE):
            continue
        meant = [*(parties.named(place.text) if place.is_party else ())]
        meant += [m for _, _, _, m in parties.handles_in(place.text) if m is not None]
        for member in meant:
            if member.place in (at_meetings & attended) - told:
                told.add(member.place)
                who = parties.label(member)
                message = (
                    f"{who} is withheld here, but named among those who came to a meeting, so a reader may work out "
                    "who is meant. Withhold the name in both, or publish it in both."
                )
                yield _at(place, who, message, WARNING, "RED-16")


_ATTENDANCE: Final = ("present", "apologies", "attending", "members")


# --------------------------------------------------------------------------------- RED-10: what points to a left-out


def _left_out(place: Place, confidential: set[str]) -> Iterator[Finding]:
    if not confidential or not place.is_public or place.field.endswith(".into"):
        return
    group = place.document.partition("/")[0]
    pointed = [f"{found[1] or group}/{found[2]}/{int(found[3]):02}" for found in _ID.finditer(place.text)]
    if hits := sorted(confidential.intersection(pointed)):
        message = (
            f"The field `{place.field}` points to {joined(hits)}, which is confidential and left out. Word it without "
            "that."
        )
        yield _at(place, hits[0], message, WARNING, "RED-10")
