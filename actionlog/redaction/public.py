"""The log that the public may read.

Whatever is published is made of this log, never of a paper with names in it (RED-1). It has no register; a party
that may be named stands in it by name or role, and all others by one label that says nothing of them (RED-7, RED-15).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from actionlog.errors import AmbiguousRef, UnknownRef
from actionlog.model import (
    AUTHORITIES,
    CLOSING,
    KNOWN_KEYS,
    NOTE,
    OPEN,
    OWNERS_CHANGED,
    PROPOSED,
    Action,
    Event,
    Group,
    Log,
    Meeting,
    Minuted,
    Settings,
    Source,
)
from actionlog.owners import REDACTED, is_unknown
from actionlog.people import AT_MEETINGS, BY_NAME, BY_ROLE, Person
from actionlog.redaction.folding import fold
from actionlog.redaction.names import Withheld, names_a_person
from actionlog.redaction.parties import Member, Parties, labels, owners_of, publishing, stranger_label
from actionlog.redaction.sources import ERROR, Finding, findings
from actionlog.refs import Refs, find, same_action, scheme_for
from actionlog.replay import at_first

WITHHELD: Final = "Withheld"
SHOWN_BY_NAME: Final = "Shown by name"
SHOWN_BY_ROLE: Final = "Shown by role"
LEFT_OUT: Final = "Left out"

_NOWHERE: Final = Source()


class Redaction(NamedTuple):
    """What was decided of one party in one place. `document` is the id of an action or meeting, or a group's folder.

    `handle` is how messages call the party, never its name; of an action that was left out, it is empty.
    """

    document: str
    field: str
    handle: str
    decision: str
    basis: str = ""
    decided_by: str = ""
    decided: date | None = None


class Published(NamedTuple):
    """What may be published, where none of `errors` stands against it.

    `redactions` say what was decided in each place, `left_out` are the ids of confidential actions, and `mention` is
    the sentence that says how many they are, where the public is told so (RED-10). `withheld` is what `scan` seeks.
    """

    log: Log
    redactions: tuple[Redaction, ...] = ()
    left_out: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    mention: str = ""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that forbid to publish."""
        return tuple(f for f in self.findings if f.severity == ERROR)

    def edited(self, documents: Iterable[str] | None = None) -> bool:
        """True where something was withheld, of these actions, meetings and groups or (None) of any (RED-11).

        A confidential action that the public is not told of does not count.
        """
        wanted = None if documents is None else frozenset(documents)
        counts = (WITHHELD, SHOWN_BY_ROLE, LEFT_OUT) if self.mention else (WITHHELD, SHOWN_BY_ROLE)
        return any(r.decision in counts and (wanted is None or r.document in wanted) for r in self.redactions)


def public(log: Log, *, mention_withheld: bool = False) -> Published:
    """Return the log that the public may read, and what was decided for it.

    It is always made; nothing of it may be written while `errors` is not empty, nor before `scan` has found nothing in
    what was made of it. `mention_withheld` lets the public know how many confidential actions are left out.
    """
    parties = Parties(log)
    editor = _Editor(parties)
    left_out = tuple(a.id for a in log.actions if a.confidential)
    made = Log(
        settings=Settings(format=log.settings.format, timezone=log.settings.timezone),
        groups=tuple(map(editor.group, log.groups)),
        meetings=tuple(map(editor.meeting, log.meetings)),
        actions=tuple(editor.action(a) for a in log.actions if not a.confidential),
    )
    decided = [*editor.redactions, *(Redaction(id_, "", "", LEFT_OUT, "Confidential") for id_ in left_out)]
    return Published(
        made,
        tuple(dict.fromkeys(decided)),
        left_out,
        findings(log, parties),
        parties.withheld,
        _mention(len(left_out)) if mention_withheld else "",
    )


def _mention(count: int) -> str:
    if not count:
        return ""
    return "One action is withheld." if count == 1 else f"{count} actions are withheld."


class _Editor:
    """Makes the public record of each record, and notes what was decided."""

    def __init__(self, parties: Parties) -> None:
        self.parties, self.log = parties, parties.log
        self.redactions: list[Redaction] = []
        self.confidential = [a for a in self.log.actions if a.confidential]
        self.meetings = {(m.group, m.name) for m in self.log.meetings}
        self.groups = {g.slug: g for g in self.log.groups}
        self.refs = Refs(self.log)
        self.strangers = {fold(s.text): stranger_label(s) for s in parties.strangers}

    # ------------------------------------------------------------------------------------------------- parties

    def party(self, document: str, field: str, text: str, group: str) -> str:
        """Return what the public reads of a party: the name, the role or the label."""
        members = self.parties.named(text)
        if members:
            return self._members(document, field, text, members)
        if is_unknown(text):
            self._note(document, field, text, WITHHELD)
            return REDACTED
        if text == REDACTED:
            self._note(document, field, "an owner whom the paper withheld", WITHHELD)
            return REDACTED
        if self.parties.is_public_word(text, group):
            return text
        self._note(document, field, self.strangers.get(fold(text), "somebody who is not in the register"), WITHHELD)
        return REDACTED

    def _members(self, document: str, field: str, text: str, members: tuple[Member, ...]) -> str:
        """Several are meant where they share a name or an alias: each is withheld if any is."""
        if len(members) > 1:
            if all(publishing(m.person) == BY_NAME for m in members):
                return text
            self._note(document, field, labels(map(self.parties.label, members)), WITHHELD, members[0].person)
            return REDACTED
        person, who = members[0].person, self.parties.label(members[0])
        how = publishing(person)
        if how == BY_NAME:
            if person.kind == "person":
                self._note(document, field, who, SHOWN_BY_NAME, person)
            is_somebody = person.kind != "person" and names_a_person(text)  # who holds an office is not named with it
            return person.name if is_somebody or "@" in text or "＠" in text else text
        if how == BY_ROLE and person.role:
            self._note(document, field, who, SHOWN_BY_ROLE, person)
            return person.role
        self._note(document, field, who, WITHHELD, person)
        return REDACTED

    def _note(self, document: str, field: str, who: str, decision: str, person: Person | None = None) -> None:
        why = (person.basis, person.decided_by, person.decided) if person else ("", "", None)
        self.redactions.append(Redaction(document, field, who, decision, *why))

    def text(self, document: str, field: str, text: str) -> str:
        """Return a text with each handle as what the public reads of the party."""
        for start, end, handle, member in reversed(self.parties.handles_in(text)):
            if member is None:
                self._note(document, field, "a handle that nobody has", WITHHELD)
                shown = REDACTED
            else:
                shown = self._members(document, field, f"@{handle}", (member,))
            text = f"{text[:start]}{shown}{text[end:]}"
        return text

    # ------------------------------------------------------------------------------------------------- actions

    def action(self, action: Action) -> Action:
        def said(field: str, text: str) -> str:
            return self.text(action.id, field, text)

        events = (self.event(action, i, event) for i, event in enumerate(action.history))
        return replace(
            action,
            action=said("action", action.action),
            owners=tuple(self.party(action.id, "owners", owner, action.group) for owner in action.owners),
            item=said("item", action.item),
            minuted=self.minuted(action),
            history=tuple(event for event in events if event is not None),
            source=_NOWHERE,
        )

    def minuted(self, action: Action) -> Minuted:
        """Keep the ref as it was printed, and that a closure was proposed; other printed words may hold names.

        A ref that is counted from the first action on would change where one before it is left out.
        """
        ref = self.text(action.id, "minuted.ref", action.minuted.ref)
        if not ref and self.confidential and "{seq" in scheme_for(self._group_of(action), action.meeting).ref:
            ref = self.refs.of(action)
        then = replace(action, status="Closed", history=(Event(date.min, CLOSING),))
        return Minuted(ref=ref, status=PROPOSED if at_first(then).status != OPEN else "")

    def _group_of(self, action: Action) -> Group:
        return self.groups.get(action.group) or Group(action.group, action.group)

    def event(self, action: Action, place: int, event: Event) -> Event | None:
        """Return an event as the public reads it, or None for a note whose words are not published (RED-9)."""
        opted = self._group_of(action).publish
        key = f"history.{place}"

        def said(field: str, text: str) -> str:
            return self.text(action.id, f"{key}.{field}", text)

        def either(field: str, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
            if event.event == OWNERS_CHANGED or isinstance(value, tuple):
                return tuple(self.party(action.id, f"{key}.{field}", o, action.group) for o in owners_of(value))
            return said(field, value)

        if event.event == NOTE and not (event.note and "notes" in opted):
            return None
        return Event(
            event.date,
            event.event,
            before=either("from", event.before),
            after=either("to", event.after),
            meeting=event.meeting if (action.group, event.meeting) in self.meetings else "",
            by=self.by(action, f"{key}.by", event.by),
            reason=said("reason", event.reason) if "reasons" in opted else "",
            outcome=event.outcome,
            evidence=said("evidence", event.evidence) if "evidence" in opted else "",
            note=said("note", event.note) if "notes" in opted else "",
            into=self.into(action, f"{key}.into", event.into),
        )

    def by(self, action: Action, field: str, who: str) -> str:
        """Return who agreed something, empty where that may not be read: a label would tell nothing there."""
        if not who or who in AUTHORITIES:
            return who
        shown = self.party(action.id, field, who, action.group)
        return "" if shown == REDACTED else shown

    def into(self, action: Action, field: str, where: str) -> str:
        """Return where an action went, empty where that is a confidential action."""
        if not where or self._is_left_out(action.group, where):
            return ""
        if self.parties.named(where):
            return self.party(action.id, field, where, action.group)
        return self.text(action.id, field, where)

    def _is_left_out(self, group: str, ref: str) -> bool:
        """True where `ref` means, or may mean, a confidential action."""
        if not self.confidential:
            return False
        if any(same_action(ref, a) and (a.group == group or ref.count("/") > 1) for a in self.confidential):
            return True
        try:
            return find(self.log, ref, group).confidential
        except UnknownRef:
            return False
        except AmbiguousRef as several:
            hidden = {a.id for a in self.confidential} | {a.short_id for a in self.confidential}
            return any(candidate in hidden for candidate, _ in several.candidates)

    # ----------------------------------------------------------------------------------- meetings and groups

    def meeting(self, meeting: Meeting) -> Meeting:
        document = f"{meeting.group}/{meeting.name}"

        def said(field: str, text: str) -> str:
            return self.text(document, field, text)

        cleared_by = meeting.cleared_by
        if cleared_by and cleared_by not in AUTHORITIES:
            cleared_by = self.party(document, "cleared_by", cleared_by, meeting.group)
        return replace(
            meeting,
            number=said("number", meeting.number),
            time=said("time", meeting.time),
            place=said("place", meeting.place),
            cleared_by="" if cleared_by == REDACTED else cleared_by,
            confirmed_at=meeting.confirmed_at if (meeting.group, meeting.confirmed_at) in self.meetings else "",
            present=self.attendance(document, "present", meeting.present, meeting.group),
            apologies=self.attendance(document, "apologies", meeting.apologies, meeting.group),
            attending=self.attendance(document, "attending", meeting.attending, meeting.group),
            items=tuple(
                i._replace(number=said("items.number", i.number), title=said("items.title", i.title))
                for i in meeting.items
            ),
            decisions=tuple(
                d._replace(
                    decision=said(f"decisions.{d.number}.decision", d.decision),
                    item=said(f"decisions.{d.number}.item", d.item),
                )
                for d in meeting.decisions
            ),
            papers=tuple(
                p._replace(
                    paper=said("papers.paper", p.paper),
                    commit="",
                    open=tuple(ref for ref in p.open if not self._is_tabled(meeting.group, ref)),
                    closed=tuple(ref for ref in p.closed if not self._is_tabled(meeting.group, ref)),
                )
                for p in meeting.papers
            ),
            inferred=tuple(key for key in meeting.inferred if key in KNOWN_KEYS["meeting"]),
            source=_NOWHERE,
        )

    def _is_tabled(self, group: str, entry: str) -> bool:
        """True for what a paper says of a confidential action: `2021-05-19/05`, or with the day of its closing."""
        ref = entry.partition(" ")[0]
        return any(same_action(ref, a) and a.group == group for a in self.confidential)

    def attendance(self, document: str, field: str, names: tuple[str, ...], group: str) -> tuple[str, ...]:
        """Return those of `names` who may be named, then how many more they are."""
        shown: list[str] = []
        withheld = 0
        for name in names:
            entry = self._attended(document, field, name, group)
            if entry:
                shown.append(entry)
            else:
                withheld += 1
        if withheld:
            shown.append("1 person whose name is" if withheld == 1 else f"{withheld} people whose names are")
            shown[-1] += " withheld"
        return tuple(shown)

    def _attended(self, document: str, field: str, name: str, group: str) -> str:
        members = self.parties.named(name)
        if members and all(publishing(m.person) in (BY_NAME, AT_MEETINGS) for m in members):
            for member in members:
                if member.person.kind == "person":
                    self._note(document, field, self.parties.label(member), SHOWN_BY_NAME, member.person)
            return members[0].person.name if "@" in name or "＠" in name else name
        entry = self.party(document, field, name, group)
        return "" if entry == REDACTED else entry

    def group(self, group: Group) -> Group:
        def said(field: str, text: str) -> str:
            return self.text(group.slug, field, text)

        return replace(
            group,
            name=said("name", group.name),
            code=said("code", group.code),
            members=tuple(self.party(group.slug, "members", member, group.slug) for member in group.members),
            abbreviations=tuple((short, said("abbreviations", long)) for short, long in group.abbreviations),
            waivers=tuple(
                waiver._replace(reason="", agreed_by="")
                for waiver in group.waivers
                if not self._is_left_out(group.slug, waiver.action)
            ),
            source=_NOWHERE,
        )
