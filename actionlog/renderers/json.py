"""JSON for programs: the records of the actions that a paper shows, with stable keys (`docs/reference/json.md`)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from actionlog.model import Action, Event, deadline_text
from actionlog.papers import Paper
from actionlog.query import Standing

#: Raised when a key changes its meaning or goes.
SCHEMA = 1

_RARE = re.compile(r"[^\n -~]+")

#: The keys of an event, in the order in which files write them, with the names of its fields.
_EVENT_KEYS = (
    ("from", "before"),
    ("to", "after"),
    ("meeting", "meeting"),
    ("by", "by"),
    ("reason", "reason"),
    ("outcome", "outcome"),
    ("into", "into"),
    ("evidence", "evidence"),
    ("note", "note"),
)


def render(paper: Paper) -> bytes:
    """Return `paper` as JSON: `schema`, what it is, its `actions`, and the figures that belong to it."""
    head = {
        "schema": SCHEMA,
        "as_of": paper.as_of.isoformat(),
        "paper": paper.name,
        "title": paper.title,
        "group": paper.group,
    }
    said = {key: text for key, text in (("mark", paper.mark), ("notice", paper.notice)) if text}
    return envelope(head | said | dict(paper.facts), paper.standings)


def envelope(head: Mapping[str, object], standings: Iterable[Standing]) -> bytes:
    """Return an object with the keys of `head` and the `actions`, one to a line, in UTF-8.

    Letters of every language stand as they are; a character that is not seen, or that could command a terminal, is
    escaped (`\\u202e`), so nothing is lost and nothing acts.
    """
    import json

    encode = json.JSONEncoder(ensure_ascii=False).encode
    lines = [f"  {encode(key)}: {encode(_plain(value))}" for key, value in head.items()]
    actions = ",\n".join(f"    {encode(record)}" for record in actions_json(standings))
    lines.append(f'  "actions": [\n{actions}\n  ]' if actions else '  "actions": []')
    return _escaped("{\n" + ",\n".join(lines) + "\n}\n").encode()


def json_object(values: Mapping[str, object]) -> bytes:
    """Return an object of other things than a paper, such as what a check found, in UTF-8."""
    import json

    return (_escaped(json.dumps(_plain(values), ensure_ascii=False, indent=2)) + "\n").encode()


def actions_json(standings: Iterable[Standing]) -> list[dict[str, object]]:
    """Return the records of actions as every command gives them with `--json`; what is not known is null."""
    return [_record(standing) for standing in standings]


def _record(standing: Standing) -> dict[str, object]:
    action = standing.action
    return {
        "id": action.id,
        "group": action.group,
        "meeting": action.meeting,
        "number": action.number,
        "ref": standing.ref,
        "action": action.action,
        "owners": list(action.owners),
        "deadline": deadline_text(action.deadline) or None,
        "original_deadline": deadline_text(standing.original_deadline) or None,
        "status": action.status,
        "outcome": action.outcome or None,
        "closed": action.closed.isoformat() if action.closed else None,
        "overdue": standing.overdue,
        "days_overdue": standing.days_overdue,
        "carried": standing.carried,
        "item": action.item or None,
        "minuted": _minuted(action),
        "history": [_event(event) for event in action.history],
    }


def _minuted(action: Action) -> dict[str, str]:
    return {key: value for key, value in action.minuted._asdict().items() if value}


def _event(event: Event) -> dict[str, object]:
    """An event with the keys of its file."""
    said: dict[str, object] = {"date": event.date.isoformat(), "event": event.event}
    for key, name in _EVENT_KEYS:
        if value := getattr(event, name):
            said[key] = _plain(value)
    return said


def _plain(value: object) -> object:
    """A value as JSON knows it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return value


def _escaped(text: str) -> str:
    return _RARE.sub(_seen, text)


def _seen(found: re.Match[str]) -> str:
    text = found.group()
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def _escape(char: str) -> str:
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
