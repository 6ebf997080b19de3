"""The register: every action with its history, its indexes, and the figures of its picture."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.model import (
    CLOSED,
    EVENTS,
    NEXT_MEETING,
    ONGOING,
    OPEN,
    STATUSES,
    STRIKING_OUT,
    STRUCK_OUT,
    Action,
    Event,
    Group,
    Log,
    Meeting,
    Minuted,
    Policy,
)
from actionlog.papers.register import Entry, Register, anchor, paper, register
from actionlog.papers.register_series import MOST_POINTS, Point, days_to_show, series
from actionlog.people import Person
from actionlog.query import Standings
from actionlog.renderers import csv, text

Snapshot = Callable[[str, str | bytes], None]
DAY = date(2021, 6, 24)


def struck_out(log: Log, name: str) -> Log:
    event = Event(date(2021, 6, 1), STRIKING_OUT, reason="Entered twice")
    return replace(
        log,
        actions=tuple(
            replace(a, status=STRUCK_OUT, history=(*a.history, event)) if a.short_id == name else a for a in log.actions
        ),
    )


def entry(made: Register, id_: str) -> Entry:
    return next(e for e in made.entries if e.id == id_)


def one(*actions: Action, **more: object) -> Log:
    """A small invented log of one group."""
    meetings = tuple(Meeting("g", name) for name in dict.fromkeys(a.meeting for a in actions))
    return Log(groups=(Group("g", "Group"),), meetings=meetings, actions=actions, **more)  # type: ignore[arg-type]


def test_the_register_is_as_a_secretary_expects_it(after_june: Log, snapshot: Snapshot) -> None:
    log = struck_out(after_june, "2021-05-19/6")
    snapshot("snapshots/register.txt", text.render(paper(Standings(log, DAY), log.groups[0]), 120))


def test_the_csv_has_one_row_of_headings_and_one_row_for_each_action(after_june: Log) -> None:
    log = struck_out(after_june, "2021-05-19/6")
    lines = csv.render(paper(Standings(log, DAY), log.groups[0])).decode().splitlines()
    assert lines[0] == "Ref,Raised,Action,Owner,Deadline,Status,Closed,Outcome"
    assert len(lines) == 1 + len(log.actions)
    assert all(cell for line in lines for cell in line.split(","))
    assert lines[4].startswith("1 (19 May 2021),2021-05-19,")
    assert lines[4].endswith(",2021-06-09,Closed,2021-06-16,Completed")


def test_a_log_of_several_groups_names_the_group_of_each_action(after_june: Log) -> None:
    other = Action("roof-panel", "2021-06-01", 1, "Get a quotation.", ("Clerk",))
    log = replace(
        after_june,
        groups=(*after_june.groups, Group("roof-panel", "Roof Panel")),
        meetings=(*after_june.meetings, Meeting("roof-panel", "2021-06-01")),
        actions=(*after_june.actions, other),
    )
    whole, page = paper(Standings(log, DAY)), register(Standings(log, DAY))
    assert whole.title == page.heading == "Register of actions"
    assert [row.cells[1] for row in whole.tables[0].rows][-2:] == ["Hall Group", "Roof Panel"]
    assert page.groups == ("Hall Group", "Roof Panel")
    assert entry(page, other.id).meeting == "roof-panel/2021-06-01"
    alone = register(Standings(log, DAY), log.groups[1])
    assert (alone.heading, alone.groups, len(alone.entries)) == ("Roof Panel: register of actions", (), 1)
    assert [m.key for m in alone.meetings] == ["2021-06-01"]


def test_what_was_struck_out_is_shown_and_counted_nowhere(after_june: Log) -> None:
    before = register(Standings(after_june, DAY), after_june.groups[0])
    after = register(Standings(struck_out(after_june, "2021-05-19/3"), DAY), after_june.groups[0])
    assert entry(after, "hall-group/2021-05-19/03").words == ("Struck out",)
    assert before.lines[1] == "10 actions: 5 open (0 overdue), 5 closed."
    assert after.lines[1] == "9 actions: 4 open (0 overdue), 5 closed. 1 struck out and not counted."
    team = next(o for o in after.owners if o.name == "Building team")
    assert (team.counts, [e.ref for e in team.waiting]) == ((1, 0, 1), ["10 (before 19 May 2021)"])
    may = next(m for m in after.meetings if m.key == "2021-05-19")
    assert (may.counts.all, len(may.actions)) == (6, 7)
    assert after.points[-1] == Point(DAY, 4, 0, 5)


def test_the_latest_meeting_stands_first_and_its_actions_by_number(after_june: Log) -> None:
    made = register(Standings(after_june, DAY), after_june.groups[0])
    assert [e.id.split("/", 1)[1] for e in made.entries] == [
        *(f"2021-05-19/0{n}" for n in range(1, 8)),
        "before-2021-05-19/05",
        "before-2021-05-19/08",
        "before-2021-05-19/10",
    ]
    assert [(m.key, m.minutes) for m in made.meetings] == [
        ("2021-06-23", "draft"),
        ("2021-05-19", "draft"),
        ("before-2021-05-19", ""),
    ]


def test_a_history_tells_what_was_before_and_who_agreed_it(after_june: Log) -> None:
    made = register(Standings(after_june, DAY), after_june.groups[0])
    assert [tuple(line) for line in entry(made, "hall-group/before-2021-05-19/08").history] == [
        ("Before 19 May 2021", "Raised. Owner: [Redact]. Deadline: 26 May 2021.", "", ""),
        ("20 June 2021", "New deadline 14 July 2021 requested: Awaiting consent", "", ""),
        ("23 June 2021", "New deadline 14 July 2021 agreed", "26 May 2021", "Meeting, 23 June 2021"),
    ]


def test_a_history_is_told_by_day_however_it_was_recorded() -> None:
    events = tuple(Event(date(2021, 6, day), "note", note=f"Note {day}") for day in (9, 3, 3, 7))
    made = register(Standings(one(Action("g", "2021-05-19", 1, "Write.", history=events)), DAY))
    assert [line.day for line in made.entries[0].history[1:]] == [f"{n} June 2021" for n in (3, 3, 7, 9)]


def test_the_register_of_an_earlier_day_knows_nothing_of_what_came_later(after_june: Log) -> None:
    made = register(Standings(after_june, date(2021, 6, 15)), after_june.groups[0])
    assert made.lines[1] == "10 actions: 8 open (2 overdue), 2 closed."
    assert all(len(e.history) == 1 for e in made.entries)
    assert [m.key for m in made.meetings] == ["2021-05-19", "before-2021-05-19"]
    assert made.points[-1] == Point(date(2021, 6, 15), 8, 2, 2)


def test_spellings_of_one_owner_make_one_entry_under_the_most_frequent() -> None:
    owners = ("Review team", "The review  team", "Review team", "RT", "unknown-1", "unknown-2", "")
    actions = tuple(Action("g", "2021-05-19", n, "Write.", (o,) if o else ()) for n, o in enumerate(owners, 1))
    log = one(*actions, people=(Person("Review team of the whole county", "team", aliases=("RT", "review team")),))
    made = register(Standings(log, DAY))
    assert [(o.name, o.counts.all) for o in made.owners] == [("[Redact]", 2), ("Review team", 4), ("Not set", 1)]
    assert [e.owners for e in made.entries][3] == ("Review team",)
    assert made.entries[3].owner == "RT"  # as written


def test_an_anchor_is_the_same_for_ever_and_no_two_are_alike() -> None:
    assert anchor("evidence-group/2021-05-19/05") == "a-evidence-group-2021-05-19-05"
    groups = (Group("g", "G"), Group("g-before", "G before"))
    meetings = (Meeting("g", "before-2021-05-19"), Meeting("g-before", "2021-05-19"))
    actions = (Action("g", "before-2021-05-19", 1, "A"), Action("g-before", "2021-05-19", 1, "B"))
    made = register(Standings(Log(groups=groups, meetings=meetings, actions=actions), DAY))
    assert sorted(e.anchor for e in made.entries) == ["a-g-before-2021-05-19-01", "a-g-before-2021-05-19-01_2"]


def test_an_open_action_says_how_often_it_was_carried_and_how_late_it_is() -> None:
    meetings = tuple(Meeting("g", name) for name in ("2021-05-19", "2021-06-02", "2021-06-23"))
    late = Action("g", "2021-05-19", 1, "Write.", deadline=date(2021, 6, 1))
    closed = Action("g", "2021-05-19", 2, "Read.", status=CLOSED)
    log = Log(groups=(Group("g", "G"),), meetings=meetings, actions=(late, closed))
    first, second = register(Standings(log, DAY)).entries
    assert (first.words, first.carried, first.closed, first.outcome) == (("Overdue by 23 days",), 2, "None", "None")
    assert (second.words, second.carried, second.closed) == (("Closed",), 0, "Not recorded")
    assert second.outcome == "Closed (reason not recorded)"


def test_abbreviations_that_are_used_are_told_with_what_they_stand_for() -> None:
    listed = (("HM", "harbour master"), ("RNLI", "Royal National Lifeboat Institution"), ("AB", "able"), ("", "x"))
    note = Event(date(2021, 6, 1), "note", note="The HM, who answers")
    log = one(Action("g", "2021-05-19", 1, "Ask the RNLI. ABC.", history=(note,)))
    log = replace(log, groups=(replace(log.groups[0], abbreviations=listed),))
    assert register(Standings(log, DAY)).abbreviations == listed[:2]
    assert register(Standings(log, DAY), log.groups[0]).abbreviations == listed[:2]


@pytest.mark.parametrize("count", [1, 2, MOST_POINTS - 1, MOST_POINTS, 61, 500, 3000])
def test_a_picture_has_as_many_points_as_can_be_read_and_ends_on_the_day(count: int) -> None:
    held = [date(1990, 1, 1) + timedelta(days=5 * n) for n in range(count)]
    for as_of in (held[-1], held[-1] + timedelta(days=400)):
        days = days_to_show([*held, as_of + timedelta(days=1)], as_of)
        assert list(days) == sorted(set(days))
        assert len(days) <= MOST_POINTS
        assert days[-1] == as_of
        if count < MOST_POINTS:
            assert set(held) <= set(days)


def test_a_log_at_the_end_of_the_calendar_has_a_picture_too() -> None:
    action = Action("g", "9999-12-01", 1, "Write.", deadline=date.max)
    log = one(action, replace(action, meeting="0001-01-01"))
    assert register(Standings(log, date.max)).points == (
        Point(date(1, 1, 1), 1, 0, 0),
        Point(date(9999, 12, 1), 2, 0, 0),
        Point(date.max, 2, 0, 0),
    )


def test_an_empty_log_has_an_empty_register() -> None:
    log = Log(groups=(Group("g", "Group"),))
    made = register(Standings(log, DAY))
    assert (made.entries, made.owners, made.points) == ((), (), ())
    assert made.lines[1] == "0 actions: 0 open (0 overdue), 0 closed."
    assert b"There is no action in the log yet." in text.render(paper(Standings(log, DAY)))


_DAYS = st.dates(date(2021, 1, 1), date(2021, 3, 1))
_DEADLINES = st.one_of(st.none(), st.just(ONGOING), st.just(NEXT_MEETING), _DAYS)
_MEETINGS = ("before-2021-01-05", "2021-01-05", "2021-01-20", "2021-01-20b", "2021-02-10", "2021-03-02")
_WRITTEN = st.one_of(st.just(""), st.just(NEXT_MEETING), _DAYS.map(date.isoformat))
_EVENTS = st.builds(
    Event,
    date=_DAYS,
    event=st.sampled_from(EVENTS),
    before=_WRITTEN,
    after=_WRITTEN,
    meeting=st.sampled_from(("", *_MEETINGS[1:])),
)
_ACTIONS = st.builds(
    Action,
    group=st.just("g"),
    meeting=st.sampled_from(_MEETINGS),
    number=st.integers(1, 9),
    action=st.just("Write."),
    deadline=_DEADLINES,
    status=st.sampled_from(STATUSES),
    closed=st.none() | _DAYS,
    minuted=st.sampled_from((Minuted(), Minuted(status="Proposed to close"))),
    history=st.lists(_EVENTS, max_size=5).map(tuple),
)


@given(st.lists(_ACTIONS, max_size=4).map(tuple), st.booleans())
@settings(max_examples=200, deadline=None)
def test_the_figures_of_each_day_are_those_of_a_paper_of_that_day(actions: tuple[Action, ...], strict: bool) -> None:
    """However odd a history is: events out of order, of days before the action was raised, or that contradict it."""
    group = Group("g", "Group", policy=Policy(proposed_counts_overdue=strict))
    log = Log(groups=(group,), meetings=tuple(Meeting("g", name) for name in _MEETINGS), actions=actions)
    days = tuple(date(2020, 12, 28) + timedelta(days=n) for n in range(0, 75, 2))

    def counted(day: date) -> Point:
        shown = Standings(log, day).all()
        open_ = sum(s.action.is_open for s in shown)
        return Point(day, open_, sum(s.overdue for s in shown), sum(s.action.status == CLOSED for s in shown))

    assert series(Standings(log, days[-1]), actions, days) == tuple(map(counted, days))


def test_an_action_that_is_open_counts_from_the_day_it_was_raised(may: Log) -> None:
    days = (date(2021, 5, 18), date(2021, 5, 19))
    assert [a.status for a in may.actions].count(OPEN) == 8
    assert series(Standings(may, days[1]), may.actions, days) == (Point(days[0], 3, 0, 0), Point(days[1], 8, 0, 2))
