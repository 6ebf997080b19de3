"""The register: the whole log in one document, every action with its history.

As a paper it is one table, for a spreadsheet or a program. As a page it also has an index of owners and of meetings,
and the figures of a picture: what was open, overdue and closed over time. Struck-out actions are shown as such, and
are counted nowhere.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from actionlog.model import (
    CARRIED_FORWARD,
    CLEARED,
    CLOSED,
    CONFIRMED,
    DRAFT,
    EXTENSION_AGREED,
    OPEN,
    OWNERS_CHANGED,
    PROPOSED,
    STRUCK_OUT,
    WORDING_CHANGED,
    Action,
    Event,
    Group,
    Meeting,
    deadline_words,
    long_date,
    meeting_key,
    weekday_date,
)
from actionlog.owners import aliases, owner_key, owner_label, owners_text
from actionlog.papers import NONE, NOT_RECORDED, NOT_SET, Cell, Paper, Row, Table, Worded, count_of
from actionlog.papers.action_cells import action_cell, deadline_cell, owner_cell, raised_day
from actionlog.papers.events import agreed_by, closing_of, outcome_words, told, value_words
from actionlog.papers.minutes_tables import minutes_state
from actionlog.papers.register_series import Point, days_to_show, series
from actionlog.query import Standing, Standings, printed_refs, raised_words
from actionlog.replay import at_first

_COLUMNS = ("Ref", "Group", "Raised", "Action", "Owner", "Deadline", "Status", "Closed", "Outcome")
#: Events whose value before them a reader wants to see: what the wording was, whose it was, when it was to be done.
_TELL_BEFORE = (WORDING_CHANGED, OWNERS_CHANGED, EXTENSION_AGREED)
#: What minutes are called that a meeting has yet to confirm: as on the minutes themselves.
_STATES = {DRAFT: "draft", CLEARED: "unconfirmed", CONFIRMED: "confirmed"}
_EMPTY = "There is no action in the log yet."


class Happened(NamedTuple):
    """One line of an action's history: the day in words, what happened, what was so before, and who agreed it.

    `before` and `by` are empty where there is nothing to say.
    """

    day: str
    text: str
    before: str = ""
    by: str = ""


class Entry(NamedTuple):
    """One action as the page shows it.

    `anchor` is where the page is entered for it (`a-evidence-group-2021-05-19-05`). `group` is the name of its group,
    `meeting` the key of an entry of `Register.meetings`, and `owners` are names of `Register.owners`. `due` is the day
    of its deadline, None where it has none. `status` is one of `model.STATUSES`; `words` say it on paper. `carried` is
    how many ordinary meetings it was carried past. `closed` and `outcome` are `None` in words while it is open.
    """

    ref: str
    id: str
    anchor: str
    group: str
    meeting: str
    raised: Cell
    action: str
    owner: Cell
    owners: tuple[str, ...]
    deadline: Cell
    due: date | None
    status: str
    words: tuple[str, ...]
    overdue: bool
    carried: int
    closed: Cell
    outcome: str
    history: tuple[Happened, ...]

    @property
    def is_open(self) -> bool:
        """True while the committee still waits for it: Open or Proposed."""
        return self.status in (OPEN, PROPOSED)


class Counts(NamedTuple):
    """How many actions are open, how many of those overdue, and how many there are in all."""

    open: int
    overdue: int
    all: int


class OwnerEntry(NamedTuple):
    """An owner in the index, with the actions still open; those that nobody owns stand under `Not set`."""

    name: str
    counts: Counts
    waiting: tuple[Entry, ...]


class MeetingEntry(NamedTuple):
    """A meeting in the index, with its actions. `key` is its folder's name, with its group's before it where several.

    `minutes` is what its minutes were on the day: draft, unconfirmed or confirmed; empty for what is older.
    """

    key: str
    group: str
    words: str
    minutes: str
    counts: Counts
    actions: tuple[Entry, ...]


class Register(NamedTuple):
    """The register as a page shows it.

    `groups` are the names of the groups where there are several, else empty. `entries` stand the latest meeting first.
    `abbreviations` are those that a group lists and an action uses, each with what it stands for (ACC-6): rows are
    shown as they are asked for, so there is no first use at which to spell them out.
    `mark` is the page's first line (that it is internal), `notice` says that it was edited, `links` are other forms of
    it as (words, address); each empty where there is none.
    """

    heading: str
    as_of: date
    lines: tuple[str, ...]
    groups: tuple[str, ...]
    entries: tuple[Entry, ...]
    owners: tuple[OwnerEntry, ...]
    meetings: tuple[MeetingEntry, ...]
    points: tuple[Point, ...]
    abbreviations: tuple[tuple[str, str], ...] = ()
    empty: str = _EMPTY
    mark: str = ""
    notice: str = ""
    links: tuple[tuple[str, str], ...] = ()


def paper(standings: Standings, group: Group | None = None) -> Paper:
    """Return all actions, of `group` or of every group, as one table in the log's order: one row for each (PUB-2)."""
    shown = standings.all(group.slug if group else "")
    refs = _refs(shown)
    table = Table("Actions", _COLUMNS, tuple(Row(_cells(s, refs[s.action.id]), s) for s in shown), _EMPTY)
    made = Paper(
        "register",
        _heading(standings, group),
        group.slug if group else "",
        standings.as_of,
        lines=_lines(standings, shown),
        parts=(table._replace(optional=("Closed", "Outcome"), folds=(("Raised", "Ref"), ("Owner", "Action"))),),
        standings=tuple(shown),
    )
    if _several(standings, group):
        return made
    from actionlog.papers.columns import without

    return without(made, ("Group",))


def register(standings: Standings, group: Group | None = None) -> Register:
    """Return the register of `group`, or of the whole log, as a page shows it."""
    shown = sorted(standings.all(group.slug if group else ""), key=lambda s: s.action.number)
    shown.sort(key=lambda s: s.action.group)
    shown.sort(key=lambda s: meeting_key(s.action.meeting), reverse=True)
    several = _several(standings, group)
    refs, named = _refs(shown), _owner_names(standings, shown)
    anchors = _anchors(shown)
    entries = tuple(_entry(s, refs[s.action.id], anchors[s.action.id], named, several=several) for s in shown)
    held = [m for m in standings.log.meetings if not group or m.group == group.slug]
    days = days_to_show((m.date for m in held), standings.as_of)
    actions = standings.log.actions_of(group.slug) if group else standings.log.actions
    return Register(
        _heading(standings, group),
        standings.as_of,
        _lines(standings, shown),
        tuple(g.name for g in standings.log.groups) if several else (),
        entries,
        _owner_index(entries),
        _meeting_index(standings, held, entries, several=several),
        series(standings, actions, days) if shown else (),
        _abbreviations([group] if group else standings.log.groups, entries),
    )


def anchor(action_id: str) -> str:
    """Return where the page is entered for an action: `a-evidence-group-2021-05-19-05`."""
    return "a-" + re.sub(r"[^\w-]", "-", action_id)


def _several(standings: Standings, group: Group | None) -> bool:
    return group is None and len(standings.log.groups) > 1


def _heading(standings: Standings, group: Group | None) -> str:
    groups = standings.log.groups
    only = group or (groups[0] if len(groups) == 1 else None)
    return f"{only.name}: register of actions" if only else "Register of actions"


def _lines(standings: Standings, shown: Sequence[Standing]) -> tuple[str, ...]:
    counts = Counter(s.action.status for s in shown)
    struck = counts[STRUCK_OUT]
    open_, overdue = counts[OPEN] + counts[PROPOSED], sum(s.overdue for s in shown)
    said = f"{count_of(len(shown) - struck, 'action')}: {open_} open ({overdue} overdue), {counts[CLOSED]} closed."
    if struck:
        said += f" {struck} struck out and not counted."
    return f"Data as at {weekday_date(standings.as_of)}", said


def _refs(shown: Sequence[Standing]) -> dict[str, str]:
    """Return the printed refs by id; they tell the actions of one group apart, as a column tells the groups."""
    by_group: dict[str, list[Standing]] = defaultdict(list)
    for standing in shown:
        by_group[standing.action.group].append(standing)
    return {id_: ref for of_group in by_group.values() for id_, ref in printed_refs(of_group).items()}


def _anchors(shown: Sequence[Standing]) -> dict[str, str]:
    """Return the anchors by id, each once: `a/b-c` and `a-b/c` would have the same."""
    anchors: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for id_ in sorted(s.action.id for s in shown):
        name = anchor(id_)
        taken[name] += 1
        anchors[id_] = name if taken[name] == 1 else f"{name}_{taken[name]}"
    return anchors


def _cells(standing: Standing, ref: str) -> tuple[Cell, ...]:
    action = standing.action
    words = _status_lines(standing)
    return (
        ref,
        standing.calendar.group.name,
        raised_day(standing.meeting),
        action_cell(standing),
        owner_cell(standing),
        deadline_cell(standing),
        Worded(words, ", ".join(words)),
        _closed_cell(action),
        _outcome(action),
    )


def _status_lines(standing: Standing) -> tuple[str, ...]:
    action = standing.action
    words = [] if action.status == OPEN and standing.overdue else [action.status]
    if action.status == PROPOSED:
        words = ["Proposed for closure"]
    if standing.overdue:
        words.append(f"Overdue by {count_of(standing.days_overdue, 'day')}")
        waived = standing.waived
        words += [f"waived until {long_date(waived)}"] if waived else []
    return tuple(words)


def _closed_cell(action: Action) -> Cell:
    return (action.closed or NOT_RECORDED) if action.status == CLOSED else NONE


def _outcome(action: Action) -> str:
    return outcome_words(action.outcome, closing_of(action.history)) if action.status == CLOSED else NONE


def _entry(standing: Standing, ref: str, where: str, named: Mapping[str, str], *, several: bool) -> Entry:
    action = standing.action
    owners = dict.fromkeys(named[owner] for owner in action.owners)
    return Entry(
        ref=ref,
        id=action.id,
        anchor=where,
        group=standing.calendar.group.name,
        meeting=_meeting_key(action.group, action.meeting, several=several),
        raised=raised_day(standing.meeting),
        action=action.action,
        owner=owner_cell(standing),
        owners=tuple(owners) or (NOT_SET,),
        deadline=deadline_cell(standing),
        due=standing.due,
        status=action.status,
        words=(*_status_lines(standing), *(("Confidential",) if action.confidential else ())),
        overdue=standing.overdue,
        carried=standing.carried if action.is_open else 0,
        closed=_closed_cell(action),
        outcome=_outcome(action),
        history=_history(standing),
    )


def _history(standing: Standing) -> tuple[Happened, ...]:
    """Return what happened until the day, in its order; the raising first."""
    action, meeting = standing.action, standing.meeting
    first = at_first(action)
    deadline = deadline_words(first.deadline)
    raised = f"Raised. Owner: {owners_text(first) or NOT_SET}. Deadline: {deadline}."
    events = sorted(action.history, key=lambda event: event.date)  # within a day they stay as they were recorded
    return (Happened(raised_words(meeting), raised), *map(_happened, events))


def _happened(event: Event) -> Happened:
    by = agreed_by(event)
    known = by != NOT_RECORDED and event.event != CARRIED_FORWARD
    before = value_words(event, event.before) if event.event in _TELL_BEFORE else ""
    return Happened(long_date(event.date), told(event), before, by if known else "")


def _owner_names(standings: Standings, shown: Sequence[Standing]) -> dict[str, str]:
    """Return, by owner as written, the name in the index: of several spellings of one party the most frequent.

    Only what an action says itself: the register of people may hold names that are not to be published. Owners whom
    the papers do not name print alike, so they are one here.
    """
    people = aliases(standings.log)
    times = Counter(owner for s in shown for owner in s.action.owners)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for owner, count in times.items():
        label = owner_label(owner)
        spellings[owner_key(label, people)][label] += count
    names = {key: min(labels, key=lambda label: (-labels[label], label)) for key, labels in spellings.items()}
    return {owner: names[owner_key(owner_label(owner), people)] for owner in times}


def _owner_index(entries: Sequence[Entry]) -> tuple[OwnerEntry, ...]:
    owned: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for owner in entry.owners:
            owned[owner].append(entry)
    names = sorted(owned, key=lambda name: (name == NOT_SET, name.casefold(), name))
    return tuple(OwnerEntry(name, _counts(owned[name]), tuple(e for e in owned[name] if e.is_open)) for name in names)


def _meeting_index(
    standings: Standings, held: Sequence[Meeting], entries: Sequence[Entry], *, several: bool
) -> tuple[MeetingEntry, ...]:
    """Return the meetings until the day and those that raised an action, in the order of the entries."""
    raised: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        raised[entry.meeting].append(entry)
    names = {group.slug: group.name for group in standings.log.groups}
    made = []
    for meeting in sorted(sorted(held, key=lambda m: m.group), key=lambda m: meeting_key(m.name), reverse=True):
        key = _meeting_key(meeting.group, meeting.name, several=several)
        if meeting.date <= standings.as_of or raised[key]:
            state = "" if meeting.is_before else _STATES[minutes_state(meeting, standings.as_of)]
            words = raised_words(meeting)
            actions = raised[key]
            made.append(MeetingEntry(key, names[meeting.group], words, state, _counts(actions), tuple(actions)))
    return tuple(made)


def _abbreviations(groups: Iterable[Group], entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    """Return the abbreviations that `groups` list and `entries` use as whole words, with what they stand for."""
    listed = {(short.strip(), meaning.strip()) for group in groups for short, meaning in group.abbreviations}
    if not listed:
        return ()
    said = "\n".join(text for e in entries for text in (e.action, *e.owners, *(h.text for h in e.history)))
    return tuple(
        (short, meaning)
        for short, meaning in sorted(listed)
        if short and meaning and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", said)
    )


def _meeting_key(group: str, name: str, *, several: bool) -> str:
    return f"{group}/{name}" if several else name


def _counts(entries: Sequence[Entry]) -> Counts:
    open_ = sum(entry.is_open for entry in entries)
    overdue = sum(entry.overdue for entry in entries)
    return Counts(open_, overdue, sum(entry.status != STRUCK_OUT for entry in entries))
