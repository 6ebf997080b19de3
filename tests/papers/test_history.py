"""The history of one action: what happened, who agreed it, and what should be looked at."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from actionlog.errors import Refused
from actionlog.model import (
    CARRIED_FORWARD,
    CLOSURE_DECLINED,
    EXTENSION_REFUSED,
    NOTE,
    OWNERS_CHANGED,
    REOPENED,
    WORDING_CHANGED,
    Event,
    Log,
)
from actionlog.papers import Paper, Worded
from actionlog.papers.history import RAISED, Recorded, paper
from actionlog.query import Standings
from actionlog.renderers import json, text

Then = Callable[[Log, Sequence[tuple[str, Event]]], Log]
Snapshot = Callable[[str, str | bytes], None]

CLERK = "A clerk (invented)"


def made(log: Log, name: str, day: date = date(2021, 6, 24), **more: object) -> Paper:
    action = next(a for a in log.actions if a.short_id == name)
    return paper(Standings(log, day), log.groups[0], action, **more)  # type: ignore[arg-type]


def cells(shown: Paper) -> list[tuple[object, ...]]:
    return [row.cells[:5] for row in shown.tables[0].rows]


def test_the_story_of_action_8_is_as_a_secretary_expects_it(after_june: Log, snapshot: Snapshot) -> None:
    recorded = {
        RAISED: Recorded("1a2b3c4", CLERK, date(2021, 5, 20)),
        0: Recorded("2b3c4d5", CLERK, date(2021, 6, 21)),
        1: Recorded("3c4d5e6", CLERK, date(2021, 7, 9)),
    }
    snapshot("snapshots/history.txt", text.render(made(after_june, "before-2021-05-19/8", recorded=recorded), 120))


def test_it_tells_who_moved_the_deadline(after_june: Log) -> None:
    shown = made(after_june, "before-2021-05-19/8")
    assert shown.title == "Hall Group: history of action 8 (before 19 May 2021)"
    assert shown.tables[0].columns == ("Date", "What changed", "From", "To", "Who said or agreed", "Recorded by")
    may_26, july_14 = date(2021, 5, 26), date(2021, 7, 14)
    assert cells(shown) == [
        (Worded(("Before 19 May 2021",), "before 2021-05-19"),
         "Raised: owner [Redact], deadline 26 May 2021 (origin not recorded)", "None", "Open", "Not recorded"),
        (date(2021, 6, 20), "Extension requested: Awaiting consent", may_26, july_14, "Not recorded"),
        (date(2021, 6, 23), "Extension agreed", may_26, july_14, "Meeting, 23 June 2021"),
    ]  # fmt: skip


def test_a_closing_tells_status_outcome_and_evidence(after_june: Log) -> None:
    assert cells(made(after_june, "2021-05-19/4"))[1:] == [
        (date(2021, 6, 21), "Proposed for closure. Evidence: Two readers found", "Open", "Proposed",
         "Not recorded"),
        (date(2021, 6, 23), "Closed: completed. Evidence: Two readers found", "Proposed", "Closed",
         "Meeting, 23 June 2021"),
    ]  # fmt: skip
    assert b"Status: Closed on 23 June 2021: completed\n" in text.render(made(after_june, "2021-05-19/4"))


def test_a_refused_extension_and_a_declined_closure_stay_visible(may: Log, then: Then) -> None:
    refused = Event(date(2021, 6, 1), EXTENSION_REFUSED, "On-going", "2021-07-14", by="chair", reason="Too late")
    declined = Event(date(2021, 6, 2), CLOSURE_DECLINED, by="meeting", reason="No evidence")
    log = then(may, [("2021-05-19/4", refused), ("2021-05-19/4", declined)])
    assert cells(made(log, "2021-05-19/4"))[1:] == [
        (date(2021, 6, 1), "Extension refused: Too late", "On-going", date(2021, 7, 14), "Chair"),
        (date(2021, 6, 2), "Closure declined: No evidence", "Proposed", "Open", "Meeting"),
    ]


def test_owners_wording_notes_and_reopening_are_told(after_june: Log, then: Then) -> None:
    name = "2021-05-19/4"
    log = then(
        after_june,
        [
            (
                name,
                Event(date(2021, 7, 1), REOPENED, "On-going", "2021-09-01", "2021-06-23", reason="It met once only"),
            ),
            (name, Event(date(2021, 7, 2), OWNERS_CHANGED, ("unknown-1",), ("Clerk", "Chair"))),
            (name, Event(date(2021, 7, 3), WORDING_CHANGED, "Find two people.", "Find two readers.")),
            (name, Event(date(2021, 7, 4), NOTE, note="Names asked for", by="Clerk")),
            (name, Event(date(2021, 7, 5), CARRIED_FORWARD, meeting="2021-06-23")),
        ],
    )
    assert cells(made(log, name, date(2021, 7, 5)))[3:] == [
        (date(2021, 7, 1), "Reopened: It met once only", "On-going", date(2021, 9, 1), "Meeting, 23 June 2021"),
        (date(2021, 7, 2), "Owners changed", "[Redact]", "Clerk and Chair", "Not recorded"),
        (date(2021, 7, 3), "Wording changed", "Find two people.", "Find two readers.", "Not recorded"),
        (date(2021, 7, 4), "Note: Names asked for", "None", "None", "Clerk"),
        (date(2021, 7, 5), "Carried forward", "None", "None", "Meeting, 23 June 2021"),
    ]


def test_events_stand_by_day_and_keep_the_commit_that_recorded_each(may: Log, then: Then) -> None:
    name = "2021-05-19/3"
    late = Event(date(2021, 6, 10), NOTE, note="Second")
    log = then(may, [(name, late), (name, Event(date(2021, 6, 1), NOTE, note="First, recorded late"))])
    recorded = {0: Recorded("aaa", CLERK, date(2021, 6, 10)), 1: Recorded("bbb", CLERK, date(2021, 6, 11))}
    rows = made(log, name, recorded=recorded).tables[0].rows
    assert [(row.cells[1], row.cells[5]) for row in rows[1:]] == [
        ("Note: First, recorded late", Worded((CLERK, "bbb, 11 June 2021"), f"{CLERK} (bbb, 2021-06-11)")),
        ("Note: Second", Worded((CLERK, "aaa, 10 June 2021"), f"{CLERK} (aaa, 2021-06-10)")),
    ]
    early = made(log, name, date(2021, 6, 5), recorded=recorded)
    assert [row.cells[5] for row in early.tables[0].rows] == [
        "Not committed yet", Worded((CLERK, "bbb, 11 June 2021"), f"{CLERK} (bbb, 2021-06-11)"),
    ]  # fmt: skip


def test_what_no_commit_holds_and_what_was_recorded_late_is_pointed_out(after_june: Log) -> None:
    recorded = {0: Recorded("2b3c4d5", CLERK, date(2021, 7, 5))}
    shown = made(after_june, "before-2021-05-19/8", recorded=recorded, warnings=("An entry was taken out later.",))
    assert shown.facts["warnings"] == [
        "The entry of 20 June 2021 (extension requested) was recorded 11 working days later, on 5 July 2021.",
        "The entry of 23 June 2021 (extension agreed) stands in the file, but no commit holds it.",
        "An entry was taken out later.",
    ]
    assert b"To be looked at" in text.render(shown)
    in_time = {0: Recorded("2b3c4d5", CLERK, date(2021, 7, 2)), 1: Recorded("c", CLERK, date(2021, 6, 23))}
    assert made(after_june, "before-2021-05-19/8", recorded=in_time).facts["warnings"] == []


def test_outside_git_nothing_is_said_of_commits(after_june: Log) -> None:
    shown = made(after_june, "before-2021-05-19/8")
    assert {row.cells[5] for row in shown.tables[0].rows} == {"Not available"}
    assert shown.facts["warnings"] == []


def test_the_commits_are_among_the_facts_for_programs(after_june: Log) -> None:
    recorded = {RAISED: Recorded("1a2b3c4", CLERK, date(2021, 5, 20))}
    shown = made(after_june, "before-2021-05-19/8", recorded=recorded)
    assert shown.facts["recorded"] == [{"commit": "1a2b3c4", "author": CLERK, "date": "2021-05-20"}, None, None]
    assert b'"recorded": [{"commit": "1a2b3c4"' in json.render(shown)


def test_an_action_that_was_not_raised_yet_has_no_history(after_june: Log) -> None:
    with pytest.raises(Refused, match=r"2021-05-19/4 had not been raised on 18 May 2021\."):
        made(after_june, "2021-05-19/4", date(2021, 5, 18))
