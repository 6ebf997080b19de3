"""An invented village hall's group. Its minutes are shaped like real ones: two actions 5, owners who are not named."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from actionlog.model import (
    CLOSED,
    CLOSING,
    EXTENSION_AGREED,
    EXTENSION_REQUESTED,
    ONGOING,
    OPEN,
    PROPOSED_FOR_CLOSURE,
    Action,
    Deadline,
    Event,
    Group,
    Item,
    Log,
    Meeting,
    Minuted,
)
from actionlog.replay import apply

EARLIER, MAY, JUNE = "before-2021-05-19", "2021-05-19", "2021-06-23"
GROUP = Group("hall-group", "Hall Group", "HG")


def action(meeting: str, number: int, text: str, owner: str, deadline: Deadline, printed: str, **more: str) -> Action:
    """An action as an import leaves it; `printed` is its deadline as printed."""
    status = more.get("status", OPEN)
    return Action(
        GROUP.slug,
        meeting,
        number,
        text,
        tuple(more.get("owners", owner).split(" & ")),
        deadline,
        status,
        outcome="not recorded" if status == CLOSED else "",
        item=more.get("item", ""),
        minuted=Minuted(str(number), owner, printed, status),
    )


@pytest.fixture
def may() -> Log:
    """The log after the minutes of 19 May 2021 were imported; a meeting in June is planned."""
    day = date(2021, 5, 19)
    actions = (
        action(EARLIER, 5, "To pass on the costs of other halls.", "Members", date(2021, 6, 30), "30 June 2021"),
        action(EARLIER, 8, "[Redact] to bring photographs of the old hall.", "[Redact]", date(2021, 5, 26),
               "26 May 2021", owners="unknown-3"),
        action(EARLIER, 10, "Hold two open evenings in the autumn.", "Building Team", ONGOING, "On-going",
               owners="Building team"),
        action(MAY, 1, "Building team to post the survey and members to answer by 9th June.", "All",
               date(2021, 6, 9), "9th June", item="2"),
        action(MAY, 2, "Building team to print the leaflet and bring it to the fair.", "All", day, "19th May",
               status=CLOSED),
        action(MAY, 3, "Building team to think about the winter timetable.", "Building team", ONGOING, "On-going",
               item="2"),
        action(MAY, 4, "Find two people to read the answers.", "[Redact]", ONGOING, "On-going",
               owners="unknown-1"),
        action(MAY, 5, "Members to write in if they can help at the fair.", "All", ONGOING, "On-going", item="3"),
        action(MAY, 6, "Building team to pin up the plan.", "All", day, "19th May", status=CLOSED),
        action(MAY, 7, "[Redact]/building team member to find a speaker.", "[Redact] & building team member", ONGOING,
               "On-going", owners="unknown-2 & Building team member"),
    )  # fmt: skip
    items = (Item("1", "Minutes of the last meeting"), Item("2", "Draft summary"), Item("3", "Future work"))
    meetings = (
        Meeting(GROUP.slug, EARLIER),
        Meeting(GROUP.slug, MAY, time="15:30 to 17:30", items=items),
        Meeting(GROUP.slug, JUNE),
    )
    return Log(groups=(GROUP,), meetings=meetings, actions=actions)


@pytest.fixture
def group() -> Group:
    return GROUP


Then = Callable[[Log, Sequence[tuple[str, Event]]], Log]


@pytest.fixture
def then() -> Then:
    """A function that adds events to actions named as `2021-05-19/5`."""

    def after(log: Log, events: Sequence[tuple[str, Event]]) -> Log:
        by_name = {a.short_id: a for a in log.actions}
        for name, event in events:
            by_name[name] = apply(by_name[name], event)
        return replace(log, actions=tuple(by_name.values()))

    return after


@pytest.fixture
def before_june(may: Log, then: Then) -> Log:
    """Two closed by the secretariat, one extension asked for, one closure proposed; the June meeting is next."""
    return then(
        may,
        [
            (f"{MAY}/1", closing(16, by="secretariat", evidence="Survey posted")),
            (f"{EARLIER}/5", closing(18, by="secretariat", evidence="4 letters received")),
            (f"{EARLIER}/8", Event(date(2021, 6, 20), EXTENSION_REQUESTED, "2021-05-26", "2021-07-14",
                                   reason="Awaiting consent")),
            (f"{MAY}/4", Event(date(2021, 6, 21), PROPOSED_FOR_CLOSURE, evidence="Two readers found")),
        ],
    )  # fmt: skip


@pytest.fixture
def after_june(before_june: Log, then: Then) -> Log:
    """The meeting of 23 June 2021 agreed the extension and the closure."""
    agreed = Event(date(2021, 6, 23), EXTENSION_AGREED, "2021-05-26", "2021-07-14", JUNE)
    evidence = "Two readers found"
    return then(before_june, [(f"{EARLIER}/8", agreed), (f"{MAY}/4", closing(23, meeting=JUNE, evidence=evidence))])


def closing(day: int, **more: str) -> Event:
    """An action completed on a day of June 2021."""
    return Event(date(2021, 6, day), CLOSING, outcome="completed", **more)
