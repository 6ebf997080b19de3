"""The history of one action: what happened to it, who agreed it, and who recorded it when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from actionlog.bank_holidays import working_days_between
from actionlog.errors import Refused
from actionlog.model import CLOSED, Action, Event, Group, deadline_of, deadline_words, long_date, weekday_date
from actionlog.owners import owners_text
from actionlog.papers import (
    NONE,
    NOT_AVAILABLE,
    NOT_RECORDED,
    NOT_SET,
    Bullets,
    Cell,
    Heading,
    Lines,
    Paper,
    Part,
    Row,
    Table,
    Text,
    Worded,
    count_of,
)
from actionlog.papers.action_cells import fixed_cell, raised_day
from actionlog.papers.events import DEADLINE_EVENTS, agreed_by, named, value_words
from actionlog.query import Standing, Standings, raised_words
from actionlog.replay import apply, at_first

#: Working days after which something recorded is said to have been recorded late.
LATE = 10

#: The index, among what was recorded, of the action itself.
RAISED = -1

_COLUMNS = ("Date", "What changed", "From", "To", "Who said or agreed", "Recorded by")


class Recorded(NamedTuple):
    """The commit that put something into the log: its short name, its author and its day."""

    commit: str
    author: str
    day: date


def paper(
    standings: Standings,
    group: Group,
    action: Action,
    recorded: Mapping[int, Recorded] | None = None,
    warnings: Sequence[str] = (),
) -> Paper:
    """Return the story of one action until the day of the data.

    `recorded` says which commit recorded each event, by its place in `action.history`, and `RAISED` for the action
    itself; None where the log is not kept in git. `warnings` are what git shows that the file does not (an event that
    was edited or taken out later), as sentences. Raises Refused where the action had not been raised on that day.
    """
    standing = standings.of(action)
    if standing is None:
        raise Refused(f"Action {action.short_id} had not been raised on {long_date(standings.as_of)}.")
    told = [(index, event) for index, event in enumerate(action.history) if event.date <= standings.as_of]
    state = at_first(action)
    events: list[tuple[date, tuple[Cell, ...]]] = []
    for index, event in told:
        after = apply(state, event)
        events.append((event.date, _event_cells(event, state, after, _recorded_cell(recorded, index))))
        state = after
    events.sort(key=lambda row: row[0])  # within a day they stay as they were recorded
    rows = [
        _raised_cells(standing, at_first(action), _recorded_cell(recorded, RAISED)),
        *(cells for _, cells in events),
    ]
    parts: list[Part] = [
        Text(standing.action.action),
        Lines(
            (
                f"Owner: {owners_text(standing.action) or NOT_SET}",
                f"Deadline: {_deadline_now(standing)}",
                f"Status: {_status_now(standing)}",
                *(("Confidential",) if standing.action.confidential else ()),
            )
        ),
        Table("History", _COLUMNS, tuple(Row(cells) for cells in rows)),
    ]
    flags = [*_flags(told, recorded), *warnings]
    if flags:
        parts += [Heading("To be looked at"), Bullets(tuple(flags))]
    return Paper(
        "history",
        f"{group.name}: history of action {standing.ref} ({_in_sentence(raised_words(standing.meeting))})",
        group.slug,
        standings.as_of,
        lines=(f"Data as at {weekday_date(standings.as_of)}",),
        parts=tuple(parts),
        standings=(standing,),
        facts={"recorded": _recorded_facts(told, recorded), "warnings": flags},
    )


def _status_now(standing: Standing) -> str:
    action = standing.action
    if standing.overdue:
        return f"{action.status}, overdue by {count_of(standing.days_overdue, 'day')}"
    if action.status != CLOSED:
        return action.status
    when = f" on {long_date(action.closed)}" if action.closed else ""
    return f"{action.status}{when}: {action.outcome or NOT_RECORDED}"


def _deadline_now(standing: Standing) -> str:
    first, now = standing.original_deadline, standing.action.deadline
    return deadline_words(now) + (f" (at first {deadline_words(first)})" if first != now else "")


def _raised_cells(standing: Standing, first: Action, recorded: Cell) -> tuple[Cell, ...]:
    meeting = standing.meeting
    what = f"Raised: owner {owners_text(first) or 'not set'}, deadline {_in_sentence(deadline_words(first.deadline))}"
    if meeting.is_before:
        what += " (origin not recorded)"
    who = NOT_RECORDED if meeting.is_before else f"Meeting, {raised_words(meeting)}"
    return raised_day(meeting), what, NONE, first.status, who, recorded


def _event_cells(event: Event, before: Action, after: Action, recorded: Cell) -> tuple[Cell, ...]:
    from_cell, to_cell = _value_cell(event, event.before), _value_cell(event, event.after)
    if not event.before and not event.after and before.status != after.status:
        from_cell, to_cell = before.status, after.status
    return event.date, named(event), from_cell, to_cell, agreed_by(event), recorded


def _value_cell(event: Event, value: str | tuple[str, ...]) -> Cell:
    if isinstance(value, str) and event.event in DEADLINE_EVENTS:
        try:
            deadline = deadline_of(value)
        except ValueError:
            return value
        # of a reopening that keeps the deadline the file says neither `from` nor `to`
        return fixed_cell(deadline) if value or event.before or event.after else NONE
    return value_words(event, value) or NONE


def _recorded_cell(recorded: Mapping[int, Recorded] | None, index: int) -> Cell:
    if recorded is None:
        return NOT_AVAILABLE
    commit = recorded.get(index)
    if commit is None:
        return "Not committed yet"
    words = commit.author, f"{commit.commit}, {long_date(commit.day)}"
    return Worded(words, f"{commit.author} ({commit.commit}, {commit.day.isoformat()})")


def _flags(told: Sequence[tuple[int, Event]], recorded: Mapping[int, Recorded] | None) -> list[str]:
    if recorded is None:
        return []
    flags = []
    for index, event in told:
        what = f"The entry of {long_date(event.date)} ({event.event})"
        commit = recorded.get(index)
        if commit is None:
            flags.append(f"{what} stands in the file, but no commit holds it.")
            continue
        days = working_days_between(event.date, commit.day)
        if days > LATE:
            flags.append(f"{what} was recorded {days} working days later, on {long_date(commit.day)}.")
    return flags


def _recorded_facts(
    told: Sequence[tuple[int, Event]], recorded: Mapping[int, Recorded] | None
) -> list[dict[str, str] | None]:
    """One entry for the action itself, then one for each event shown; None where no commit is known."""
    commits = [(recorded or {}).get(index) for index in (RAISED, *(index for index, _ in told))]
    return [c and {"commit": c.commit, "author": c.author, "date": c.day.isoformat()} for c in commits]


def _in_sentence(words: str) -> str:
    return words[:1].lower() + words[1:]
