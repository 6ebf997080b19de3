"""Faults of single actions: what the top of a file, its keys and its text may not say.

Each function is one check; its name is the check's, and its docstring is its entry in `docs/reference/checks.md`.
"""

import re
from collections.abc import Iterator
from datetime import date

from actionlog.characters import hidden_in, visible
from actionlog.errors import Problem
from actionlog.model import (
    CLOSED,
    CLOSING,
    KNOWN_KEYS,
    STRUCK_OUT,
    Action,
    Event,
    Group,
    Log,
    Meeting,
    Source,
    long_date,
)
from actionlog.people import Person
from actionlog.refs import Refs, ref_key


def deadline_before_meeting(log: Log) -> Iterator[Problem]:
    """The deadline is a day before the meeting that raised the action.

    Nearly always a wrong year or month. The day of the meeting itself is allowed, and asked about with `--advice`.
    Correct `deadline:`. Not looked at: actions that were struck out, and those older than the record.
    """
    days = days_raised(log)
    for action in log.actions:
        deadline, raised = action.deadline, days[action.meeting]
        if isinstance(deadline, date) and raised and deadline < raised and action.status != STRUCK_OUT:
            yield _problem(
                action,
                "deadline",
                "deadline-before-meeting",
                f"The deadline, {long_date(deadline)}, is before the meeting that raised the action, "
                f"{long_date(raised)}. Check the year and the month, and correct `deadline`.",
            )


def closed_before_raised(log: Log) -> Iterator[Problem]:
    """The action was closed before the meeting that raised it.

    Correct `closed:`, and the date of the closing entry in the history. Not looked at: actions older than the record.
    """
    days = days_raised(log)
    for action in log.actions:
        raised = days[action.meeting]
        if action.closed and raised and date.min < action.closed < raised:
            yield _problem(
                action,
                "closed",
                "closed-before-raised",
                f"The action was closed on {long_date(action.closed)}, before the meeting that raised it, "
                f"{long_date(raised)}. Correct `closed`, and the date of the closing entry in its history.",
            )


def not_closed(log: Log) -> Iterator[Problem]:
    """A closing date or an outcome stands in an action that is not closed.

    Either the action is closed and its status was forgotten, or it was opened again by hand and these were left behind.
    Close it with `actionlog close`, or take `closed:` and `outcome:` out.
    """
    for action in log.actions:
        left = [f"`{key}`" for key, value in (("closed", action.closed), ("outcome", action.outcome)) if value]
        if left and action.status != CLOSED:
            has = "has" if len(left) == 1 else "have"
            yield _problem(
                action,
                "status",
                "not-closed",
                f"{' and '.join(left)} {has} a value, but `status` is {action.status}. If the action is closed, write "
                f"status: Closed; if not, take {' and '.join(left)} out.",
            )


def outcome_missing(log: Log) -> Iterator[Problem]:
    """An action is closed, but nothing says why.

    Closed is not the same as completed. Write `outcome:` with one of the outcomes; where nobody knows any more, write
    `not recorded`.
    """
    for action in log.actions:
        unsaid = not action.outcome or (bool(action.source.lines) and "outcome" not in action.source.lines)
        if action.status == CLOSED and unsaid and all(e.event != CLOSING for e in action.history):
            yield _problem(
                action,
                "status",
                "outcome-missing",
                "The action is closed, but not why: closed is not the same as completed. Write outcome: completed, "
                "superseded, withdrawn, transferred, merged or lapsed; where nobody knows, outcome: not recorded.",
            )


def require_deadline(log: Log) -> Iterator[Problem]:
    """An open action has no deadline, in a group whose policy is `require_deadline: error`.

    `On-going` and `next meeting` are deadlines. With `warn` the same is said by every `actionlog check`, which then
    still succeeds; with `advise`, the usual, only with `--advice`.
    """
    strict = {g.slug: g for g in log.groups if g.policy.require_deadline == "error" and not g.dissolved}
    for action in log.actions:
        if action.deadline is None and action.is_open and action.group in strict:
            yield _problem(
                action,
                "deadline",
                "require-deadline",
                f"The action has no deadline, and {strict[action.group].name} requires one (policy: require_deadline: "
                f"error, in {action.group}/group.yaml). Set one: actionlog extend {action.short_id} --to DATE",
            )


def duplicate_ref(log: Log) -> Iterator[Problem]:
    """Two actions of one meeting print the same ref, so nobody can tell from a paper which is meant.

    The usual cause is a `minuted: ref:` copied from another file. Correct it in one of them. Actions of different
    meetings may share a ref, and so may those older than the record: papers print their dates beside them.
    """
    refs = Refs(log)
    by_meeting: dict[tuple[str, str], list[Action]] = {}
    for action in log.actions:
        by_meeting.setdefault((action.group, action.meeting), []).append(action)
    for (group, meeting), actions in by_meeting.items():
        if not any(a.minuted.ref for a in actions) or Meeting(group, meeting).is_before:
            continue  # the group's numbering alone never prints a ref twice in one meeting
        first: dict[str, Action] = {}
        for action in actions:
            ref = refs.of(action)
            other = first.setdefault(ref_key(ref), action)
            if other is not action:
                yield _problem(
                    action,
                    "minuted",
                    "duplicate-ref",
                    f"This action and {other.id}.yaml are both printed as {visible(ref)}, so a reader of the minutes "
                    "cannot tell which is meant. Correct `ref` under `minuted` in one of them.",
                )


def hidden_character(log: Log) -> Iterator[Problem]:
    """A text holds a character that cannot be seen.

    Escape sequences can command a terminal, and right-to-left marks can make a line read otherwise than it is. They
    mostly come in with pasted text, and no paper shows them. Type the words again without it.
    """
    for record, texts in _suspicious_texts(log):
        for key, text in texts:
            if found := hidden_in(text):
                name, place = found
                yield Problem(
                    record.path,
                    line(record, key) if record.lines else 0,
                    "hidden-character",
                    f"`{key.split('.')[0]}` holds a character that cannot be seen: {name}{_called(name)}, at place "
                    f"{place}. It could mislead a reader or command a terminal. Type these words again without it.",
                )


def unknown_key(log: Log) -> Iterator[Problem]:
    """A key that is not known is nearly one that is: was `statsu` meant to be `status`?

    What stands after a misspelt key is not read. Correct it. Keys that are near to none, or that begin with
    `x-`, are your own; they are kept, and nothing is said about them.
    """
    kinds = (("group", log.groups), ("meeting", log.meetings), ("action", log.actions))
    for kind, records in kinds:
        for record in records:
            source: Source = record.source
            for key in source.unknown:
                if message := unknown_key_message(kind, key):
                    yield Problem(source.path, line(source, key), "unknown-key", message)


def unknown_key_message(kind: str, key: str) -> str:
    """Return what to say of a key that is not known, or an empty text where it is near to none that is.

    `kind` is the kind of file (`action`, `meeting`, `group`, `settings`); a nested `key` has its parents before it, as
    in `history.0.reson` or `people.3.nmae`.
    """
    from difflib import get_close_matches

    parents, _, name = key.rpartition(".")
    known = KNOWN_KEYS.get(parents.split(".")[0] if parents else kind, ())
    near = get_close_matches(name.casefold(), known, n=1, cutoff=0.75)
    if not near or name.startswith(("x-", "x_")) or re.match(f"{near[0]}[-_]", name):
        return ""  # `closed_by` is no slip for `closed`
    return (
        f"The key `{visible(name)}` is not known, so what stands after it is not read. Was it meant to be `{near[0]}`? "
        f"Then correct it. If it is a key of your own, let it begin with x-: `x-{visible(name)}`."
    )


def line(source: Source, key: str) -> int:
    """Return the line of `key`, or of what it stands in (`history.0` for `history.0.from`), or 1."""
    while key:
        if key in source.lines:
            return source.lines[key]
        key = key.rpartition(".")[0]
    return 1


def days_raised(log: Log) -> dict[str, date | None]:
    """Return the day on which each meeting raised its actions, by its folder; None for those before the record."""
    meetings = (Meeting("", name) for name in {action.meeting for action in log.actions})
    return {m.name: None if m.is_before else m.date for m in meetings}


def _problem(action: Action, key: str, check: str, message: str) -> Problem:
    return Problem(action.source.path, line(action.source, key), check, message)


def _suspicious_texts(log: Log) -> Iterator[tuple[Source, list[tuple[str, str]]]]:
    """Yield the source and the texts, each with its key, of every record that holds anything but letters to be read."""
    for group in log.groups:
        yield group.source, _group_texts(group)
    for meeting in log.meetings:
        yield meeting.source, _meeting_texts(meeting)
    for action in log.actions:  # there are many, and hardly any holds such a thing: first all its texts at once
        texts = "".join((action.action, action.item, *action.owners, *action.minuted))
        if not (texts.isprintable() and all(_is_printable(event) for event in action.history)):
            yield action.source, _action_texts(action)
    people = [("people", text) for p in log.people for text in _person_texts(p)]
    yield Source(log.settings.people), people


def _is_printable(event: Event) -> bool:
    return "".join(_event_texts(event)).isprintable()


def _action_texts(action: Action) -> list[tuple[str, str]]:
    texts = [("action", action.action), ("item", action.item)]
    texts += [("owners", owner) for owner in action.owners]
    texts += [(f"minuted.{key}", text) for key, text in action.minuted._asdict().items()]
    for number, event in enumerate(action.history):
        texts += [(f"history.{number}", text) for text in _event_texts(event)]
    return texts


def _event_texts(event: Event) -> tuple[str, ...]:
    before, after = event.before, event.after
    texts: tuple[str, ...] = (event.meeting, event.by, event.reason, event.evidence, event.note, event.into)
    if before or after:
        texts += (before,) if isinstance(before, str) else before
        texts += (after,) if isinstance(after, str) else after
    return texts


def _person_texts(person: Person) -> tuple[str, ...]:
    decision = (person.role, person.basis, person.decided_by, *person.elsewhere)
    return (person.name, *person.aliases, person.email, person.handle, *decision)


def _group_texts(group: Group) -> list[tuple[str, str]]:
    texts = [("name", group.name), ("code", group.code)]
    texts += [("members", member) for member in group.members]
    texts += [("numbering", scheme.ref) for scheme in group.numbering]
    texts += [("abbreviations", text) for pair in group.abbreviations for text in pair]
    texts += [("waivers", text) for w in group.waivers for text in (w.action, w.reason, w.agreed_by)]
    return texts


def _meeting_texts(meeting: Meeting) -> list[tuple[str, str]]:
    texts = [
        ("number", meeting.number),
        ("time", meeting.time),
        ("place", meeting.place),
        ("cleared_by", meeting.cleared_by),
        ("confirmed_at", meeting.confirmed_at),
    ]
    for key in ("present", "apologies", "attending"):
        texts += [(key, name) for name in getattr(meeting, key)]
    texts += [(f"items.{n}", text) for n, item in enumerate(meeting.items) for text in item]
    texts += [(f"decisions.{n}", text) for n, d in enumerate(meeting.decisions) for text in (d.decision, d.item)]
    texts += [(f"papers.{n}", text) for n, p in enumerate(meeting.papers) for text in (p.paper, p.commit)]
    return texts


def _called(name: str) -> str:
    import unicodedata

    controls = {0x00: "null", 0x07: "bell", 0x08: "backspace", 0x1B: "escape", 0x7F: "delete", 0x9B: "escape"}
    code = int(name.removeprefix("U+"), 16)
    words = controls.get(code) or unicodedata.name(chr(code), "").lower()
    return f" ({words})" if words else ""
