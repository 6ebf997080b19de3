"""The days of a secretary, end to end, on minutes of the two forms that real ones have.

The figures were worked out by hand for the real minutes; the invented minutes have the same refs, owners, deadlines
and statuses, so the same figures hold for both.
"""

import csv
import io
import re

import pytest

from tests.cli.secretary import DOCUMENTS, Minutes, Secretary

OPEN = {"2021-05-19/1", "2021-05-19/3", "2021-05-19/4", "2021-05-19/5", "2021-05-19/7"} | {
    "before-2021-05-19/5",
    "before-2021-05-19/8",
    "before-2021-05-19/10",
}


def short(action: dict[str, object]) -> str:
    return f"{action['meeting']}/{action['number']}"


def test_importing_the_may_minutes_gives_ten_actions_each_at_its_own_path(may: Secretary, minutes: Minutes) -> None:
    actions = may.json("list", "--all")["actions"]
    assert {short(a) for a in actions} == OPEN | {"2021-05-19/2", "2021-05-19/6"}
    group = actions[0]["group"]
    for place in ("2021-05-19/05.yaml", "before-2021-05-19/05.yaml"):
        assert 'ref: "5"' in may.file(f"{group}/{place}").read_text(encoding="utf-8")
    assert sum(a["status"] == "Open" for a in actions) == 8
    assert [a["outcome"] for a in actions if a["status"] == "Closed"] == ["not recorded"] * 2


def test_a_row_that_a_page_break_split_is_one_sentence(may: Secretary) -> None:
    second = may.json("show", "2021-05-19/2")["actions"][0]
    assert re.fullmatch(r"\S.* and the \w+ should send back \w+ if they wish\.", second["action"])


def test_three_redacted_owners_are_three_parties(may: Secretary) -> None:
    owners = [o for a in may.json("list", "--all")["actions"] for o in a["owners"] if o.startswith("unknown-")]
    assert len(owners) == len(set(owners)) == 3


def test_importing_the_same_minutes_again_changes_nothing_and_says_so(may: Secretary, minutes: Minutes) -> None:
    with may.untouched():
        answer = may.types("import", str(minutes.may), "--yes")
    assert "already in the log" in answer.out + answer.err


def test_a_ref_that_two_actions_have_is_refused_with_both_shown(may: Secretary) -> None:
    said = may.refused("show", "5")
    assert "2021-05-19/5" in said
    assert "before-2021-05-19/5" in said
    for action in may.json("list", "--all")["actions"]:
        if action["number"] == 5:
            assert action["action"] in said
    may.types("show", "8")
    may.types("show", "2021-05-19/5")


def test_the_printed_tables_can_be_printed_again(may: Secretary, minutes: Minutes) -> None:
    answer = may.types("report", "minutes", "--meeting", "2021-05-19", "--as-printed", "--format", "csv")
    rows = [list(row.values()) for row in csv.DictReader(io.StringIO(answer.out))]
    table = 1 if len(rows[0]) == 6 else 0
    printed = [
        [re.sub(r"\s*<[^>]*>", "", cell) for cell in line.split("\t")]
        for line in minutes.may.read_text(encoding="utf-8").splitlines()
        if re.match(r"\d*\t", line)
    ]
    joined: list[list[str]] = []
    for row in printed:
        if row[0]:
            joined.append(row)
        else:
            joined[-1][1] += " " + row[1]
    assert len(joined) == 10
    assert [[_straight(c) for c in row[table:]] for row in rows] == [[_straight(c) for c in row] for row in joined]


def _straight(cell: str) -> str:
    return cell.removeprefix("'")


def test_the_outstanding_paper_is_ordered_counted_and_frozen(may: Secretary) -> None:
    words = ("report", "outstanding", "--meeting", "2021-06-23", "--as-of", "2021-06-15")
    frozen = may.types(*words, "--freeze")
    paper = may.json(*words)
    order = [short(a) for a in paper["actions"] if a["status"] == "Open"]
    assert order == [
        "before-2021-05-19/8",
        "2021-05-19/1",
        "before-2021-05-19/5",
        "before-2021-05-19/10",
        "2021-05-19/3",
        "2021-05-19/4",
        "2021-05-19/5",
        "2021-05-19/7",
    ]
    assert [a["days_overdue"] for a in paper["actions"][:2]] == [20, 6]
    assert [short(a) for a in paper["actions"] if a["status"] == "Closed"] == ["2021-05-19/2", "2021-05-19/6"]
    assert "8 open: 2 overdue" in frozen.out
    assert "2 closed since the last paper" in frozen.out
    markdown = may.types(*words, "--format", "markdown").out
    assert "Overdue by 20 days" in markdown
    assert "Overdue by 6 days" in markdown
    meeting = next(may.root.glob("*/2021-06-23/meeting.yaml")).read_text(encoding="utf-8")
    assert "as_of: 2021-06-15" in meeting
    assert re.search(r"commit: \"?[0-9a-f]{7,}", meeting)
    may.on("2021-09-01")
    assert may.types(*words).out == frozen.out


@pytest.mark.parametrize(
    ("day", "code", "late"),
    [
        ("2021-05-26", 0, []),
        ("2021-05-27", 3, ["before-2021-05-19/8"]),
        ("2021-06-09", 3, ["before-2021-05-19/8"]),
        ("2021-06-10", 3, ["before-2021-05-19/8", "2021-05-19/1"]),
        ("2021-06-30", 3, ["before-2021-05-19/8", "2021-05-19/1"]),
        ("2021-07-01", 3, ["before-2021-05-19/8", "2021-05-19/1", "before-2021-05-19/5"]),
    ],
)
def test_the_check_fails_from_the_day_after_the_deadline(may: Secretary, day: str, code: int, late: list[str]) -> None:
    answer = may.json("check", "--overdue", "--as-of", day, code=code)
    assert [short(a) for a in answer["overdue"]] == late


def test_today_is_the_day_in_the_time_zone_of_the_log(may: Secretary) -> None:
    may.on("2021-06-09T23:30:00+00:00")  # half past midnight on 10 June, British Summer Time
    assert len(may.json("check", code=3)["overdue"]) == 2
    may.on("2021-06-09T22:30:00+00:00")
    assert len(may.json("check", code=3)["overdue"]) == 1


def test_a_broken_file_is_named_with_its_line_whatever_is_overdue(may: Secretary) -> None:
    path = next(may.root.glob("*/2021-05-19/03.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("status: Open", "status: Opne"), encoding="utf-8")
    answer = may.types("check", "--as-of", "2021-07-01", code=1)
    line = 1 + path.read_text(encoding="utf-8").splitlines().index("status: Opne")
    assert f"2021-05-19/03.yaml:{line}: " in answer.out
    assert "Open, Proposed, Closed" in answer.out


@pytest.fixture
def june(may: Secretary) -> Secretary:
    """Scenario 4: the paper is out, and the June meeting decides."""
    may.types("report", "outstanding", "--meeting", "2021-06-23", "--as-of", "2021-06-15", "--freeze")
    may.types("close", "2021-05-19/1", "--evidence", "Summary circulated", "--date", "2021-06-16")
    may.types("close", "before-2021-05-19/5", "--evidence", "4 papers received", "--date", "2021-06-18")
    may.types(
        "extend", "8", "--to", "14 July 2021", "--requested", "--reason", "Awaiting consent", "--date", "2021-06-20"
    )
    may.types("propose", "4", "--evidence", "Sub-group met 21 June", "--date", "2021-06-21")
    assert [a["days_overdue"] for a in may.json("check", "--as-of", "2021-06-22", code=3)["overdue"]] == [27]
    may.types("close", "4", "--meeting", "2021-06-23")
    may.types("extend", "8", "--agreed", "--meeting", "2021-06-23")
    return may


def test_what_a_meeting_decides_is_what_stands_the_day_after(june: Secretary) -> None:
    actions = june.json("list", "--as-of", "2021-06-24")["actions"]
    assert sorted(a["number"] for a in actions) == [3, 5, 7, 8, 10]
    june.types("check", "--as-of", "2021-06-24")
    assert [a["number"] for a in june.json("check", "--as-of", "2021-07-15", code=3)["overdue"]] == [8]
    eight = june.json("show", "8")["actions"][0]
    assert (eight["original_deadline"], eight["deadline"]) == ("2021-05-26", "2021-07-14")


def test_what_closed_is_shown_in_exactly_one_paper(june: Secretary) -> None:
    def closed(*words: str) -> list[str]:
        paper = june.json("report", "outstanding", *words)
        return [short(a) for a in paper["actions"] if a["status"] == "Closed"]

    june.on("2021-07-20")
    assert closed("--meeting", "2021-07-21") == ["2021-05-19/1", "before-2021-05-19/5", "2021-05-19/4"]
    june.types("report", "outstanding", "--meeting", "2021-07-21", "--freeze")
    assert closed("--meeting", "2021-09-01") == []


def test_performance_gives_the_figures_worked_out_by_hand(june: Secretary) -> None:
    out = june.types("report", "performance", "--from", "2021-05-19", "--to", "2021-06-24", "--format", "csv").out
    rows = {row["Measure"]: (row["This period"] if "This period" in row else row["Value"]) for row in _rows(out)}
    assert rows["Closed"].startswith("5")
    assert rows["Closure rate"] == "50%"
    assert rows["Closed on time"].startswith("1 of 2")
    assert "31.5" in rows["Days to close"]
    assert "49 days" in rows["Slipped deadlines"]


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_an_extension_that_policy_leaves_to_the_meeting_is_refused_with_the_policy(may: Secretary) -> None:
    group = next(may.root.glob("*/group.yaml")).parent.name
    may.types("group", "set", group, "--extend", "meeting")
    said = may.refused("extend", "8", "--to", "14 July 2021", "--agreed-by", "secretariat")
    assert "extend: meeting" in said
    assert "--meeting" in said


def test_a_refused_request_leaves_the_deadline_and_stays_in_the_history(may: Secretary) -> None:
    may.types("meeting", "add", "2021-06-23")
    may.types("extend", "8", "--to", "14 July 2021", "--requested", "--date", "2021-06-20", "--reason", "More time")
    may.types("extend", "8", "--refused", "--meeting", "2021-06-23", "--reason", "Needed now")
    action = may.json("show", "8")["actions"][0]
    assert action["deadline"] == "2021-05-26"
    said = may.types("history", "8", "--format", "markdown").out
    assert "More time" in said
    assert "Needed now" in said
    assert "14 July 2021" in said


def test_a_declined_closure_opens_the_action_again_with_the_reason(may: Secretary) -> None:
    may.types("meeting", "add", "2021-06-23")
    may.types("propose", "4", "--evidence", "It met", "--date", "2021-06-21")
    may.types("propose", "4", "--declined", "--meeting", "2021-06-23", "--reason", "No paper was seen")
    action = may.json("show", "4")["actions"][0]
    assert action["status"] == "Open"
    assert action["history"][-1]["reason"] == "No paper was seen"


def test_reopening_needs_a_new_deadline_and_keeps_the_earlier_closure(may: Secretary) -> None:
    may.types("close", "2021-05-19/1", "--date", "2021-06-16")
    assert "--deadline" in may.refused("reopen", "2021-05-19/1")
    may.types(
        "reopen", "2021-05-19/1", "--deadline", "14 July 2021", "--date", "2021-06-20", "--reason", "One was missing"
    )
    action = may.json("show", "2021-05-19/1")["actions"][0]
    assert (action["status"], action["deadline"]) == ("Open", "2021-07-14")
    assert [e["event"] for e in action["history"]] == ["closed", "reopened"]


@pytest.fixture
def january(june: Secretary, minutes: Minutes) -> Secretary:
    """Scenario 6: the January minutes arrive, with a new numbering."""
    june.on("2022-01-24")
    june.types("import", str(minutes.january), "--yes")
    return june


def test_january_brings_three_actions_of_meeting_six_with_owners_from_the_text(january: Secretary) -> None:
    found = january.json("list", "--meeting", "2022-01-24")["actions"]
    assert [a["ref"] for a in found] == ["(6,1)", "(6,2)", "(6,3)"]
    assert [a["item"] for a in found] == ["3", "3", "4"]
    assert all(a["owners"] and a["deadline"] is None and a["status"] == "Open" for a in found)
    meeting = next(january.root.glob("*/2022-01-24/meeting.yaml")).read_text(encoding="utf-8")
    assert 'number: "6"' in meeting
    assert "inferred: [number]" in meeting


@pytest.mark.parametrize("ref", ["(6,1)", "6,1", "6.1", "2022-01-24/1"])
def test_every_spelling_of_a_ref_finds_the_same_action(january: Secretary, ref: str) -> None:
    assert january.json("show", ref)["actions"][0]["id"].endswith("2022-01-24/01")


def test_the_next_action_of_january_goes_on_in_the_new_numbering(january: Secretary) -> None:
    answer = january.types("add", "Print the map", "--owner", "Project team", "--deadline", "9 February")
    assert answer.out.startswith("(6,4) · Project team · Wednesday 9 February 2022")
    assert january.json("show", "2021-05-19/3")["actions"][0]["ref"] == "3"


def test_a_group_decides_whether_a_missing_deadline_is_advice_a_warning_or_a_fault(january: Secretary) -> None:
    group = next(january.root.glob("*/group.yaml")).parent.name
    january.types("close", "8", "--date", "2022-01-20")
    january.types("group", "set", group, "--require-deadline", "warn")
    warned = january.json("check")
    assert [a["check"] for a in warned["advice"]] == ["no-deadline"] * 3
    january.types("group", "set", group, "--require-deadline", "error")
    assert len(january.json("check", code=1)["problems"]) == 3


def test_carried_actions_show_their_age_in_the_january_paper(january: Secretary) -> None:
    out = january.types("report", "outstanding", "--as-of", "2022-01-24").out
    assert "250 days" in out


def test_advice_asks_what_a_good_secretary_would(january: Secretary, secretary: Secretary, minutes: Minutes) -> None:
    names = [a["check"] for a in january.json("check", "--advice", code=3)["advice"]]
    assert names.count("no-deadline") == 3


def test_two_clones_that_raise_the_same_number_collide_and_the_check_explains(forum: Secretary) -> None:
    forum.git("checkout", "-q", "-b", "other")
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "On-going")
    forum.git("checkout", "-q", "main")
    forum.types("add", "Book the hall", "--owner", "Chair", "--deadline", "On-going")
    merged = forum.git("merge", "other", check=False)
    assert "01.yaml" in merged
    answer = forum.types("check", code=1)
    assert "2021-05-19/01.yaml" in answer.out
    assert "both" in answer.out.lower()
    assert "Traceback" not in answer.out
    forum.types("report", "outstanding", code=1)


def test_history_answers_who_agreed_to_move_a_deadline(june: Secretary) -> None:
    said = june.types("history", "8", "--format", "csv").out
    for words in ("2021-06-20", "2021-06-23", "2021-07-14", "Awaiting consent", "Test secretary"):
        assert words in said, words
    short_hash = june.git("log", "-1", "--format=%h", "--abbrev=7").strip()
    assert short_hash in said


def test_an_item_that_only_notes_something_is_one_decision_and_no_action(
    secretary: Secretary, minutes: Minutes
) -> None:
    secretary.types("init", "--group", "Invented Panel")
    secretary.types("import", str(minutes.council), "--yes", "--meeting", "2021-04-28", "--group", "Invented Panel")
    assert secretary.json("list", "--all")["actions"] == []
    out = secretary.types("report", "decisions").out
    assert "AGREED that the information provided be noted." in " ".join(out.split())


def test_the_documents_of_these_tests_say_that_they_are_invented() -> None:
    for path in DOCUMENTS.iterdir():
        text = path.read_text(encoding="utf-8")
        assert "Invented" in text or "Shore Forum" in text
