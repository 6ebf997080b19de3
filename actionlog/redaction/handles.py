"""Handles: `@p-3` in a text stands for a person of the register."""

from collections.abc import Callable
from dataclasses import replace

from actionlog.model import Action, Event, Group, Log, Meeting, Minuted
from actionlog.redaction.parties import Parties

Words = Callable[[str], str]


def named(log: Log) -> Log:
    """Return `log` for papers that stay inside: each handle as the person's name, wherever one may stand.

    A handle that nobody has stays as it is. Where nobody has one, it is the same log.
    """
    if not any(person.handle for person in log.people):
        return log
    parties = Parties(log)

    def said(text: str) -> str:
        for start, end, _, member in reversed(parties.handles_in(text)):
            if member is not None:
                text = f"{text[:start]}{member.person.name}{text[end:]}"
        return text

    return replace(
        log,
        groups=tuple(_group(group, said) for group in log.groups),
        meetings=tuple(_meeting(meeting, said) for meeting in log.meetings),
        actions=tuple(_action(action, said) for action in log.actions),
    )


def _action(action: Action, said: Words) -> Action:
    if not _mentions(action):
        return action
    return replace(
        action,
        action=said(action.action),
        owners=tuple(map(said, action.owners)),
        item=said(action.item),
        minuted=Minuted(*map(said, action.minuted)),
        history=tuple(_event(event, said) for event in action.history),
    )


def _mentions(action: Action) -> bool:
    texts = (action.action, action.item, *action.owners, *action.minuted)
    return bool(action.history) or any("@" in text or "＠" in text for text in texts)


def _event(event: Event, said: Words) -> Event:
    def either(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        return said(value) if isinstance(value, str) else tuple(map(said, value))

    return event._replace(
        before=either(event.before),
        after=either(event.after),
        by=said(event.by),
        reason=said(event.reason),
        evidence=said(event.evidence),
        note=said(event.note),
        into=said(event.into),
    )


def _meeting(meeting: Meeting, said: Words) -> Meeting:
    return replace(
        meeting,
        number=said(meeting.number),
        time=said(meeting.time),
        place=said(meeting.place),
        cleared_by=said(meeting.cleared_by),
        present=tuple(map(said, meeting.present)),
        apologies=tuple(map(said, meeting.apologies)),
        attending=tuple(map(said, meeting.attending)),
        items=tuple(item._replace(title=said(item.title)) for item in meeting.items),
        decisions=tuple(d._replace(decision=said(d.decision), item=said(d.item)) for d in meeting.decisions),
    )


def _group(group: Group, said: Words) -> Group:
    return replace(
        group,
        name=said(group.name),
        members=tuple(map(said, group.members)),
        abbreviations=tuple((short, said(long)) for short, long in group.abbreviations),
        waivers=tuple(w._replace(reason=said(w.reason), agreed_by=said(w.agreed_by)) for w in group.waivers),
    )
