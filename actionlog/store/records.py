"""Records from what a file holds, and back. What each key means is told in docs/reference/file-format.md."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from actionlog.model import (
    AUTHORITIES,
    CLOSED,
    EVENTS,
    KNOWN_KEYS,
    MAY_BE_PUBLISHED,
    MINUTES_STATES,
    NOT_RECORDED,
    NOTHING_MINUTED,
    OUTCOMES,
    OWNERS_CHANGED,
    STATUSES,
    Action,
    Decision,
    Event,
    Group,
    Item,
    Meeting,
    Minuted,
    Policy,
    Scheme,
    Source,
    Tabled,
    Timings,
    Waiver,
    deadline_text,
)
from actionlog.store.fields import Fields, Value

Data = Mapping[str, Value]

_KNOWN: Final = {kind: frozenset(keys) for kind, keys in KNOWN_KEYS.items()}

KINDS: Final = ("ordinary", "extraordinary", "correspondence")


# --------------------------------------------------------------------------------------------- from a file to a record


def action_of(group: str, meeting: str, number: int, fields: Fields) -> Action:
    """Return the action that a file holds; what is wrong with it is noted in `fields.problems`."""
    unknown = fields.unknown(_KNOWN["action"])
    events = fields.mappings("history") if "history" in fields.data else []
    minuted = NOTHING_MINUTED
    if "minuted" in fields.data:
        said = fields.mapping("minuted")
        unknown += said.unknown(_KNOWN["minuted"])
        minuted = Minuted(said.text("ref"), said.text("owners"), said.text("deadline"), said.text("status"))
    for event in events:
        unknown += event.unknown(_KNOWN["history"])
    status = fields.choice("status", STATUSES, "", "unknown-status") if fields.data.get("status") else ""
    if not status:
        fields.required("status", "Open, Proposed or Closed")
    outcome = fields.text("outcome")
    if outcome and outcome not in OUTCOMES:
        outcome = fields.choice("outcome", OUTCOMES, NOT_RECORDED, "unknown-outcome")
    return Action(
        group,
        meeting,
        number,
        fields.required("action", "what is to be done"),
        fields.texts("owners"),
        fields.deadline("deadline"),
        status or STATUSES[0],
        fields.day("closed"),
        outcome or (NOT_RECORDED if status == CLOSED else ""),
        fields.day("review"),
        fields.text("item"),
        fields.flag("confidential"),
        minuted,
        tuple(map(_event, events)),
        Source(fields.path, fields.lines, tuple(unknown)),
    )


def _event(fields: Fields) -> Event:
    name = fields.text("event")
    if name not in EVENTS:
        if "event" in fields.data:
            name = fields.choice("event", EVENTS, EVENTS[0], "unknown-event")
        else:
            fields.fault("missing-key", "event", "An entry of the history does not say what happened: write `event:`.")
    day = fields.day("date")
    if day is None and "date" not in fields.data:
        fields.fault("missing-key", "date", "An entry of the history has no date: write `date:` and the day.")
    many = name == OWNERS_CHANGED
    get = fields.data.get
    if get("outcome") is not None and fields.text("outcome") not in (*OUTCOMES, ""):
        fields.choice("outcome", OUTCOMES, NOT_RECORDED, "unknown-outcome")
    said = fields.plain()
    if said is not None and not many:  # as nearly all are; the getters below would only ask the same again
        tell = said.get
        return Event(
            day or date.min,
            name,
            tell("from", ""),
            tell("to", ""),
            tell("meeting", ""),
            tell("by", ""),
            tell("reason", ""),
            tell("outcome", ""),
            tell("evidence", ""),
            tell("note", ""),
            tell("into", ""),
        )
    return Event(
        day or date.min,
        name,
        (fields.texts("from") if many else fields.text("from")) if "from" in fields.data else "",
        (fields.texts("to") if many else fields.text("to")) if "to" in fields.data else "",
        fields.text("meeting"),
        fields.text("by"),
        fields.text("reason"),
        fields.text("outcome"),
        fields.text("evidence"),
        fields.text("note"),
        fields.text("into"),
    )


def meeting_of(group: str, name: str, fields: Fields) -> Meeting:
    """Return the meeting that a file holds."""
    items, decisions, papers = (fields.mappings(key) for key in ("items", "decisions", "papers"))
    unknown = fields.unknown(_KNOWN["meeting"])
    for entries, kind in ((items, "items"), (decisions, "decisions"), (papers, "papers")):
        for entry in entries:
            unknown += entry.unknown(_KNOWN[kind])
    return Meeting(
        group,
        name,
        number=fields.text("number"),
        time=fields.text("time"),
        place=fields.text("place"),
        kind=fields.choice("kind", KINDS, KINDS[0], "unknown-word"),
        minutes=fields.choice("minutes", MINUTES_STATES, MINUTES_STATES[0], "unknown-word"),
        cleared=fields.day("cleared"),
        cleared_by=fields.text("cleared_by"),
        confirmed=fields.day("confirmed"),
        confirmed_at=fields.text("confirmed_at"),
        present=fields.texts("present"),
        apologies=fields.texts("apologies"),
        attending=fields.texts("attending"),
        items=tuple(Item(e.text("number"), e.text("title")) for e in items),
        decisions=tuple(
            Decision(e.whole("number", i) or i, e.required("decision", "what was decided"), e.text("item"))
            for i, e in enumerate(decisions, 1)
        ),
        papers=tuple(
            Tabled(
                e.required("paper", "the paper's name"),
                e.day("as_of") or date.min,
                e.text("commit"),
                e.texts("open"),
                e.texts("closed"),
            )
            for e in papers
        ),
        inferred=fields.texts("inferred"),
        source=Source(fields.path, fields.lines, tuple(unknown)),
    )


def group_of(slug: str, fields: Fields) -> Group:
    """Return the group that a file holds."""
    schemes, waivers = fields.mappings("numbering"), fields.mappings("waivers")
    policy, timings, spelt = fields.mapping("policy"), fields.mapping("timings"), fields.mapping("abbreviations")
    unknown = fields.unknown(_KNOWN["group"]) + policy.unknown(_KNOWN["policy"]) + timings.unknown(_KNOWN["timings"])
    for entries, kind in ((schemes, "numbering"), (waivers, "waivers")):
        for entry in entries:
            unknown += entry.unknown(_KNOWN[kind])
    usual, days = Policy(), Timings()
    return Group(
        slug,
        fields.required("name", "the group's name"),
        fields.text("code"),
        fields.texts("members"),
        tuple(Scheme(e.required("ref", "a pattern such as {n}"), e.text("from")) for e in schemes) or (Scheme(),),
        Policy(
            policy.choice("close", AUTHORITIES, usual.close, "unknown-policy"),
            policy.choice("extend", AUTHORITIES, usual.extend, "unknown-policy"),
            policy.choice("require_deadline", ("advise", "warn", "error"), usual.require_deadline, "unknown-policy"),
            policy.flag("proposed_counts_overdue"),
        ),
        Timings(
            timings.whole("papers", days.papers) or 0,
            timings.whole("minutes", days.minutes) or 0,
            timings.whole("amber", None),
            timings.whole("chair", days.chair) or 0,
            timings.whole("stale_meetings", days.stale_meetings) or 0,
            timings.whole("stale_days", days.stale_days) or 0,
        ),
        tuple((short, spelt.text(short)) for short in spelt.data),
        tuple(field for field in fields.texts("publish") if _may_be_published(fields, field)),
        tuple(
            Waiver(
                e.required("action", "the action's ref"),
                e.day("until") or _missing_until(e),
                e.text("reason"),
                e.text("agreed_by"),
            )
            for e in waivers
        ),
        fields.day("dissolved"),
        Source(fields.path, fields.lines, tuple(unknown)),
    )


def _may_be_published(fields: Fields, field: str) -> bool:
    if field not in MAY_BE_PUBLISHED:
        words = ", ".join(MAY_BE_PUBLISHED)
        fields.fault("unknown-word", "publish", f"`publish` holds `{field}`, but it can hold only these: {words}.")
        return False
    return True


def _missing_until(fields: Fields) -> date:
    if not fields.text("until"):
        fields.fault("missing-key", "until", "A waiver has no end: write `until:` and the last day it holds.")
    return date.min


# --------------------------------------------------------------------------------------------- from a record to a file


def action_data(action: Action) -> dict[str, Value]:
    """Return what the file of `action` holds, in the order of the keys; empty values are left out."""
    return filled(
        action=action.action,
        owners=list(action.owners),
        deadline=deadline_text(action.deadline),
        review=_day(action.review),
        status=action.status,
        closed=_day(action.closed),
        outcome=action.outcome,
        item=action.item,
        confidential="yes" if action.confidential else "",
        minuted=filled(**action.minuted._asdict()),
        history=[_event_data(e) for e in action.history],
    )


def _event_data(event: Event) -> dict[str, Value]:
    return filled(
        date=event.date.isoformat(),
        event=event.event,
        **{"from": _plain(event.before), "to": _plain(event.after)},
        meeting=event.meeting,
        by=event.by,
        reason=event.reason,
        outcome=event.outcome,
        into=event.into,
        evidence=event.evidence,
        note=event.note,
    )


def meeting_data(meeting: Meeting) -> dict[str, Value]:
    """Return what the file of `meeting` holds."""
    return filled(
        number=meeting.number,
        time=meeting.time,
        place=meeting.place,
        kind="" if meeting.kind == KINDS[0] else meeting.kind,
        minutes=meeting.minutes,
        cleared=_day(meeting.cleared),
        cleared_by=meeting.cleared_by,
        confirmed=_day(meeting.confirmed),
        confirmed_at=meeting.confirmed_at,
        inferred=list(meeting.inferred),
        present=list(meeting.present),
        apologies=list(meeting.apologies),
        attending=list(meeting.attending),
        items=[filled(number=i.number, title=i.title) for i in meeting.items],
        decisions=[filled(number=str(d.number), item=d.item, decision=d.decision) for d in meeting.decisions],
        papers=[
            filled(paper=p.paper, as_of=p.as_of.isoformat(), commit=p.commit, open=list(p.open), closed=list(p.closed))
            for p in meeting.papers
        ],
    )


def group_data(group: Group) -> dict[str, Value]:
    """Return what the file of `group` holds; policy and timings only where they are not the usual ones."""
    policy, timings = group.policy, group.timings
    return filled(
        name=group.name,
        code=group.code,
        members=list(group.members),
        numbering=[filled(ref=s.ref, **{"from": s.start}) for s in group.numbering],
        policy=filled(
            close=policy.close,
            extend=policy.extend,
            require_deadline=policy.require_deadline,
            proposed_counts_overdue="yes" if policy.proposed_counts_overdue else "",
        ),
        timings={
            key: str(value)
            for key, value in timings._asdict().items()
            if value is not None and value != Timings._field_defaults[key]
        },
        abbreviations=dict(group.abbreviations),
        publish=list(group.publish),
        waivers=[
            filled(action=w.action, until=w.until.isoformat(), reason=w.reason, agreed_by=w.agreed_by)
            for w in group.waivers
        ],
        dissolved=_day(group.dissolved),
    )


def filled(**values: Value) -> dict[str, Value]:
    """Return the keys of a file that hold something."""
    return {key: value for key, value in values.items() if value}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _plain(value: str | tuple[str, ...]) -> Value:
    return value if isinstance(value, str) else list(value)
