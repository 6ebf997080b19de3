"""Which actions, in which order, as of when; and what follows from them on a day.

Overdue, carried forward, slipped and the rest are defined here once and used by every paper, list and check
(`docs/reference/definitions.md`). The day of the deadline is not yet overdue.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from actionlog.errors import ActionlogError, Refused
from actionlog.model import (
    CARRIED_FORWARD,
    CLEARED,
    CLOSING,
    CONFIRMED,
    DRAFT,
    EXTENSION_AGREED,
    NEXT_MEETING,
    ONGOING,
    OPEN,
    PROPOSED,
    REOPENED,
    STRIKING_OUT,
    Action,
    Deadline,
    Event,
    Group,
    Log,
    Meeting,
    long_date,
    meeting_key,
    weekday_date,
)
from actionlog.owners import aliases, joined, owner_key, owner_label
from actionlog.refs import Refs, ref_key, same_action
from actionlog.replay import MOVES_DEADLINE, as_on, at_first, pending_request


@dataclass(frozen=True, repr=False)
class Calendar:
    """The meetings of one group, as its actions need them: in order, ordinary ones apart."""

    group: Group
    meetings: tuple[Meeting, ...]

    @cached_property
    def ordinary(self) -> tuple[date, ...]:
        """The days of the ordinary meetings, in order."""
        return tuple(m.date for m in self.meetings if m.kind == "ordinary" and not m.is_before)

    @cached_property
    def by_name(self) -> Mapping[str, Meeting]:
        """The meetings by their folder names."""
        return {m.name: m for m in self.meetings}

    def after(self, name: str) -> Meeting | None:
        """Return the first meeting later than the one with this folder name, or None where none is known."""
        key = meeting_key(name)
        later = (m for m in self.meetings if meeting_key(m.name) > key and not m.is_before)
        return next(later, None)

    def after_day(self, day: date) -> Meeting | None:
        """Return the first meeting later than a day, or None where none is known."""
        return next((m for m in self.meetings if m.date > day and not m.is_before), None)


@dataclass(frozen=True, repr=False)
class Standing:
    """How an action stands on a day. `action` is the action as it was then; `ref` is what papers print."""

    action: Action
    ref: str
    as_of: date
    calendar: Calendar

    @cached_property
    def meeting(self) -> Meeting:
        """The meeting that raised it."""
        name = self.action.meeting
        return self.calendar.by_name.get(name) or Meeting(self.action.group, name)

    @property
    def raised(self) -> date:
        """The day it was raised; for an action older than the record, the day before which it was."""
        return self.meeting.date

    @cached_property
    def due(self) -> date | None:
        """The day after which it is overdue, or None: `next meeting` is the day of that meeting, once known.

        It is the first after the meeting that agreed this deadline; where none is named, after the day it was agreed.
        """
        moves = [e for e in self.action.history if e.event in MOVES_DEADLINE and e.after]
        return self._day_of(self.action.deadline, moves[-1] if moves else None)

    @property
    def original_due(self) -> date | None:
        """The day of the deadline first agreed, or None: `next meeting` as in `due`."""
        return self._day_of(self.original_deadline, None)

    def _day_of(self, deadline: Deadline, agreed: Event | None) -> date | None:
        """Return the day of a deadline that an event agreed, or (None) the meeting that raised the action."""
        if isinstance(deadline, date):
            return deadline
        if deadline != NEXT_MEETING:
            return None
        if agreed and not agreed.meeting:
            meeting = self.calendar.after_day(agreed.date)
        else:
            meeting = self.calendar.after(agreed.meeting if agreed else self.action.meeting)
        return meeting.date if meeting else None

    @property
    def undated(self) -> bool:
        """True where it can never be overdue: On-going, or no deadline at all."""
        return self.action.deadline in (None, ONGOING)

    @property
    def requested(self) -> Event | None:
        """The last request for a new deadline that nothing has answered yet, or None."""
        return pending_request(self.action)

    @property
    def overdue(self) -> bool:
        """True where it is open, not proposed for closure, and its deadline has passed (see the group's policy)."""
        counts = self.action.status == OPEN or (
            self.action.status == PROPOSED and self.calendar.group.policy.proposed_counts_overdue
        )
        return counts and self.due is not None and self.as_of > self.due

    @property
    def days_overdue(self) -> int:
        """Calendar days since the deadline, 0 where it is not overdue."""
        return (self.as_of - self.due).days if self.overdue and self.due else 0

    @property
    def waived(self) -> date | None:
        """The day until which the group has agreed that the check be silent about it, or None."""
        days = [
            w.until for w in self.calendar.group.waivers if same_action(w.action, self.action) and self.as_of <= w.until
        ]
        return max(days, default=None)

    @property
    def original_deadline(self) -> Deadline:
        """The deadline first agreed, whatever was agreed later."""
        return at_first(self.action).deadline

    @property
    def slipped(self) -> int:
        """Days from the original to the current deadline, agreed changes only; 0 where either has no day yet."""
        return (self.due - self.original_due).days if self.due and self.original_due else 0

    @property
    def extended(self) -> int:
        """How often a new deadline has been agreed."""
        return sum(e.event == EXTENSION_AGREED for e in self.action.history)

    @property
    def carried(self) -> int:
        """Ordinary meetings held after it was raised and on or before the day, at whose end it was still open."""
        ordinary, history = self.calendar.ordinary, self.action.history
        first = (bisect_left if self.meeting.is_before else bisect_right)(ordinary, self.raised)
        days = ordinary[first : bisect_right(ordinary, self.as_of)]
        if any(e.event == REOPENED for e in history):
            states = (as_on(self.action, None, d) for d in days)
            return sum(state is not None and state.is_open for state in states)
        if self.action.is_open:
            return len(days)
        end = next((e.date for e in history if e.event in (CLOSING, STRIKING_OUT)), self.action.closed)
        return bisect_left(days, end) if end else 0

    @property
    def last_update(self) -> date | None:
        """The day of the last event that tells something; being carried forward tells nothing."""
        return max((e.date for e in self.action.history if e.event != CARRIED_FORWARD), default=None)

    @property
    def stale(self) -> bool:
        """True where it is open without a fixed deadline and nothing was said for long (the group's timings).

        An action whose day of review is still to come is not: somebody has agreed to look at it then.
        """
        if not self.action.is_open or not self.undated:
            return False
        if self.action.review and self.as_of <= self.action.review:
            return False
        since = self.last_update or self.raised
        held = sum(since < d <= self.as_of for d in self.calendar.ordinary)
        timings = self.calendar.group.timings
        return held >= timings.stale_meetings or (self.as_of - since).days > timings.stale_days


class Standings:
    """All actions of a log as they stood on a day, in the log's order; made once for a report or a check."""

    def __init__(self, log: Log, as_of: date) -> None:
        self.log, self.as_of = log, as_of
        self.calendars = {g.slug: Calendar(g, log.meetings_of(g.slug)) for g in log.groups}
        self._raised = {(m.group, m.name): None if m.is_before else m.date for m in log.meetings}
        self._refs = Refs(log)

    def of(self, action: Action) -> Standing | None:
        """Return how `action` stood, or None where it had not been raised."""
        state = as_on(action, self._raised.get((action.group, action.meeting)), self.as_of)
        if state is None:
            return None
        return Standing(state, self._refs.of(action), self.as_of, self.calendars[action.group])

    def all(self, group: str = "") -> list[Standing]:
        """Return all of them that had been raised, of one group or of every one."""
        actions = self.log.actions_of(group) if group else self.log.actions
        return [s for s in map(self.of, actions) if s is not None]


def with_meeting(standings: Standings, meeting: Meeting | None) -> Standings:
    """Return `standings` of a log that has `meeting`: a paper may be for one that is not in the log yet."""
    log = standings.log
    if meeting is None or any(m.name == meeting.name and m.group == meeting.group for m in log.meetings):
        return standings
    meetings = sorted((*log.meetings, meeting), key=lambda m: (m.group, meeting_key(m.name)))
    return Standings(replace(log, meetings=tuple(meetings)), standings.as_of)


class Query(NamedTuple):
    """What a user asked to see; an empty field asks nothing. `meeting` is a folder name."""

    group: str = ""
    owner: str = ""
    statuses: tuple[str, ...] = ()
    meeting: str = ""
    overdue: bool = False
    due_before: date | None = None
    text: str = ""


def select(standings: Standings, query: Query) -> list[Standing]:
    """Return the actions that `query` asks for, in the log's order."""
    people = aliases(standings.log)
    owner = owner_key(query.owner, people) if query.owner else ""
    words = query.text.casefold()

    def wanted(s: Standing) -> bool:
        action = s.action
        return (
            (not query.statuses or action.status in query.statuses)
            and (not query.meeting or action.meeting == query.meeting)
            and (not query.overdue or s.overdue)
            and (not owner or any(_owned(o, owner, people) for o in action.owners))
            and (query.due_before is None or (s.due is not None and s.due < query.due_before))
            and (not words or words in action.action.casefold())
        )

    return [s for s in standings.all(query.group) if wanted(s)]


def _owned(owner: str, wanted: str, people: Mapping[str, str]) -> bool:
    return owner_key(owner, people) == wanted or owner_key(owner_label(owner)) == wanted


def printed_refs(standings: Iterable[Standing]) -> dict[str, str]:
    """Return, by id, the refs to print together: with the meeting's date wherever two would be the same.

    One meeting may print a ref twice, and two groups may meet on one day; these rows are told apart by meeting and
    number (`2021-05-19/5`), with the group where they are of several.
    """
    rows = list(standings)
    refs = {s.action.id: s.ref for s in rows}
    if not _shared(refs.values()):
        return refs
    refs = {s.action.id: f"{s.ref} ({raised_inline(s.meeting)})" for s in rows}
    shared = _shared(refs.values())
    alike = [s.action for s in rows if ref_key(refs[s.action.id]) in shared]
    several_groups = len({a.group for a in alike}) > 1
    return refs | {a.id: a.id if several_groups else a.short_id for a in alike}


def _shared(refs: Iterable[str]) -> set[str]:
    """Return the refs that stand for several, as `ref_key` writes them."""
    return {ref for ref, count in Counter(map(ref_key, refs)).items() if count > 1}


def raised_inline(meeting: Meeting) -> str:
    """Return what `raised_words` does, as it stands inside a sentence or brackets: `before 19 May 2021`."""
    return raised_words(meeting).replace("Before", "before")


def raised_words(meeting: Meeting) -> str:
    """Return when a meeting raised its actions, as papers print it: `19 May 2021`, `Before 19 May 2021`."""
    letter = meeting.name.removeprefix("before-")[10:]
    words = long_date(meeting.date) + (f" ({letter})" if letter else "")
    return f"Before {words}" if meeting.is_before else words


class UnknownMeeting(ActionlogError):
    """The group has no meeting of this day or number; `day` is None where no day was given."""

    def __init__(self, group: Group, text: str, day: date | None) -> None:
        self.group, self.text, self.day = group, text, day
        when = weekday_date(day) if day else text
        add = f"Add it with: actionlog meeting add {day}" if day else "All meetings: actionlog meeting list"
        super().__init__(f"{group.name} has no meeting {'on ' if day else ''}{when} in this log. {add}")


def meeting_named(log: Log, group: Group, text: str, today: date) -> Meeting:
    """Return the meeting of `group` that a user means: by folder name, by its number, or by its day in any form.

    Raises UnknownMeeting, DeadlineRefused for a day that does not exist, Refused where two meetings fit.
    """
    wanted = text.strip().removeprefix(f"{group.slug}/").rstrip("/")
    meetings = log.meetings_of(group.slug)
    named = [m for m in meetings if m.name == wanted] or [m for m in meetings if wanted and m.number == wanted]
    if named:
        return named[0]
    if wanted.isdecimal() and len(wanted) < 5:
        raise UnknownMeeting(group, f"number {wanted}", None)
    from actionlog.deadlines import read_date  # only where a day was typed

    day = read_date(wanted, today)
    found = [m for m in meetings if m.date == day and not m.is_before]
    if len(found) > 1:
        names = joined(m.name for m in found)
        raise Refused(f"{group.name} met {len(found)} times on {weekday_date(day)}: {names}. Type one of these.")
    if not found:
        raise UnknownMeeting(group, wanted, day)
    return found[0]


def next_meeting(log: Log, meeting: Meeting) -> Meeting | None:
    """Return the meeting of the same group that follows `meeting`, or None where none is planned yet."""
    later = (m for m in log.meetings_of(meeting.group) if meeting_key(m.name) > meeting_key(meeting.name))
    return next((m for m in later if not m.is_before), None)


def last_meeting(log: Log, group: Group, on: date) -> Meeting | None:
    """Return the latest meeting of `group` on or before a day, or None."""
    held = [m for m in log.meetings_of(group.slug) if m.date <= on and not m.is_before]
    return held[-1] if held else None


def group_named(log: Log, name: str) -> Group:
    """Return the group with this folder name, code or name, in any case. Refused where there is none."""
    wanted = name.casefold().strip()
    for group in log.groups:
        if wanted in (group.slug.casefold(), group.code.casefold(), group.name.casefold()):
            return group
    known = joined(g.slug for g in log.groups) or "none yet"
    raise Refused(f"There is no group {name} in this log. Its groups are: {known}.")


def before_day(log: Log, day: date) -> Log:
    """Return `log` as it stood at the end of `day`, as far as its files say when things came to be so.

    Actions have their history so far, meetings were held by then and their minutes and papers are those of the day; a
    group that was wound up later is not yet. What has no date (a policy, who attended) is as it is now.
    """
    return replace(
        log,
        groups=tuple(replace(g, dissolved=None) if g.dissolved and g.dissolved > day else g for g in log.groups),
        meetings=tuple(_meeting_on(m, day) for m in log.meetings if m.is_before or m.date <= day),
        actions=tuple(s.action for s in Standings(log, day).all()),
    )


def _meeting_on(meeting: Meeting, day: date) -> Meeting:
    """Return `meeting` with the state of its minutes at the end of `day`, and the papers tabled by then."""
    papers = tuple(p for p in meeting.papers if p.as_of <= day)
    if papers != meeting.papers:
        meeting = replace(meeting, papers=papers)
    if meeting.minutes == CONFIRMED and meeting.confirmed and meeting.confirmed > day:
        state = CLEARED if meeting.cleared else DRAFT
        meeting = replace(meeting, minutes=state, confirmed=None, confirmed_at="")
    if meeting.cleared and meeting.cleared > day:
        meeting = replace(meeting, minutes=DRAFT, cleared=None, cleared_by="", confirmed=None, confirmed_at="")
    return meeting
