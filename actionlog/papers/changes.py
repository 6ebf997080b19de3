"""What happened in a log between two of its states, in sentences."""

from collections import Counter

from actionlog.model import (
    CARRIED_FORWARD,
    Action,
    Event,
    Group,
    Log,
    Meeting,
    deadline_words,
    long_date,
    weekday_date,
)
from actionlog.owners import owners_text
from actionlog.papers import Bullets, Heading, Paper, Part, Text
from actionlog.papers.events import agreed_by, named, value_words
from actionlog.query import Standings, raised_inline, raised_words
from actionlog.refs import Refs


def paper(before: Log, after: Log, standings: Standings, since: str) -> Paper:
    """Return what happened from the log `before` to the log `after`; `since` says from when, in words.

    Compares every action, meeting and group; what neither log tells apart is left out.
    """
    parts: list[Part] = []
    touched: list[Action] = []
    for group in after.groups:
        old = next((g for g in before.groups if g.slug == group.slug), None)
        said, actions = _of_group(before, after, old, group)
        if said:
            parts += [Heading(group.name), Bullets(tuple(said))]
            touched += actions
    gone = [g.name for g in before.groups if g.slug not in {a.slug for a in after.groups}]
    parts += [Text(f"The group {name} is no longer in the log.") for name in gone]
    only = after.groups[0] if len(after.groups) == 1 else None
    return Paper(
        "changes",
        f"{only.name if only else 'Action log'}: changes since {since}",
        only.slug if only else "",
        standings.as_of,
        lines=(f"Data as at {weekday_date(standings.as_of)}",),
        parts=tuple(parts) or (Text("Nothing has changed."),),
        standings=tuple(s for s in map(standings.of, touched) if s),
        facts={"since": since},
    )


def _of_group(before: Log, after: Log, old: Group | None, group: Group) -> tuple[list[str], list[Action]]:
    said: list[str] = []
    if old is None:
        said.append(f"The group {group.name} was added.")
    else:
        said += _of_settings(old, group)
    meetings = {(m.group, m.name): m for m in before.meetings}
    for meeting in after.meetings_of(group.slug):
        said += _of_meeting(meetings.get((meeting.group, meeting.name)), meeting)
    actions = {a.id: a for a in before.actions_of(group.slug)}
    refs, touched = Refs(after), []
    for action in after.actions_of(group.slug):
        name = f"Action {refs.of(action)} ({_day(after.meeting(action.group, action.meeting))})"
        lines = _of_action(actions.pop(action.id, None), action, name)
        said += lines
        if lines:
            touched.append(action)
    said += [f"Action {a.short_id} is no longer in the log: {a.action}" for a in actions.values()]
    return said, touched


def _of_settings(old: Group, group: Group) -> list[str]:
    said = []
    for key in ("close", "extend", "require_deadline"):
        was, now = getattr(old.policy, key), getattr(group.policy, key)
        if was != now:
            said.append(f"The policy {key.replace('_', ' ')} was {was}, and is now {now}.")
    if old.numbering != group.numbering:
        said.append("The numbering of refs was changed.")
    said += [f"Waived until {long_date(w.until)}: action {w.action}." for w in group.waivers if w not in old.waivers]
    if group.dissolved and not old.dissolved:
        said.append(f"The group was wound up on {long_date(group.dissolved)}.")
    return said


def _of_meeting(old: Meeting | None, meeting: Meeting) -> list[str]:
    if meeting.is_before:
        return []
    name = f"The meeting of {raised_words(meeting)}"
    said = [f"{name} was added."] if old is None else []
    was = old or Meeting(meeting.group, meeting.name)
    if meeting.minutes != was.minutes:
        said.append(f"The minutes of {raised_words(meeting)} are now {meeting.minutes}.")
    said += [
        f"Decision {d.number} of {raised_words(meeting)}: {d.decision}"
        for d in meeting.decisions
        if d not in was.decisions
    ]
    said += [
        f"The {p.paper} paper was tabled for {raised_words(meeting)}, data as at {long_date(p.as_of)}."
        for p in meeting.papers
        if p not in was.papers
    ]
    if old and (old.present, old.apologies, old.attending) != (meeting.present, meeting.apologies, meeting.attending):
        said.append(f"The attendance of {raised_words(meeting)} was changed.")
    return said


def _of_action(old: Action | None, action: Action, name: str) -> list[str]:
    said = []
    if old is None:
        said.append(
            f"{name} was raised: {action.action} "
            f"({owners_text(action) or 'no owner'}; {deadline_words(action.deadline)}; {action.status})"
        )
    new, gone = Counter(action.history), Counter[Event]()
    if old:  # compared by what they say, not by their places: a note may be recorded late, above others
        new, gone = new - Counter(old.history), Counter(old.history) - new
    for event in action.history:
        if not new[event]:
            continue
        new[event] -= 1
        moved = value_words(event, event.after)
        was = value_words(event, event.before)
        change = f", from {was or 'nothing'} to {moved}" if moved and event.event != CARRIED_FORWARD else ""
        who = f" ({agreed_by(event)})" if event.meeting or event.by else ""
        said.append(f"{name}, {long_date(event.date)}: {named(event)}{change}{who}")
    if gone:
        said.append(f"{name}: an earlier entry of its history was edited or taken away.")
    if old and Counter(action.history) == Counter(old.history):
        for key in ("action", "owners", "deadline", "status", "item", "review"):
            was_so, now = getattr(old, key), getattr(action, key)
            if was_so != now:
                said.append(f"{name}: its {_key_words(key)} was {_shown(was_so)}, and is now {_shown(now)}.")
    return said


def _key_words(key: str) -> str:
    return "wording" if key == "action" else key


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "nobody"
    return str(value) if value else "not set"


def _day(meeting: Meeting) -> str:
    return raised_inline(meeting)
