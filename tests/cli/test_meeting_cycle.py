"""Each command as a secretary uses it: what is said, what is written, what is committed."""

import re

import pytest
import yaml

from tests.cli.secretary import Secretary


def test_a_log_begins_with_its_group_and_one_commit(secretary: Secretary) -> None:
    answer = secretary.types("init", "--group", "Shore Forum", "--code", "SF")
    assert "meeting add" in answer.out
    assert secretary.commits() == ["Start the action log"]
    assert yaml.safe_load(secretary.file("shore-forum/group.yaml").read_text())["name"] == "Shore Forum"
    assert secretary.git("status", "--porcelain") == ""


def test_a_log_outside_git_is_written_with_a_clear_word_about_it(
    secretary: Secretary, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(folder)
    answer = secretary.types("init", "--group", "Shore Forum")
    assert "not in a git repository" in answer.err
    assert "git init" in answer.err
    secretary.types("meeting", "add", "2021-05-19")
    assert (
        "1 · Clerk · On-going" in secretary.types("add", "Print it", "--owner", "Clerk", "--deadline", "On-going").out
    )


def test_adding_an_action_echoes_its_ref_owner_and_the_whole_deadline(forum: Secretary) -> None:
    forum.types("group", "set", "SF", "--numbering", "({meeting},{n})")
    forum.types("meeting", "add", "2021-06-23", "--number", "6")
    forum.on("2021-06-23")
    answer = forum.types("add", "Circulate the charter", "--owner", "Review team", "--deadline", "9 July")
    assert answer.out == "(6,1) · Review team · Friday 9 July 2021\n"
    assert forum.commits()[0] == "Add 2021-06-23/1"
    assert forum.git("show", "--stat", "--format=", "HEAD").count("|") == 1


def test_the_words_of_a_deadline_are_kept_as_they_were_typed(forum: Secretary) -> None:
    forum.types("add", "Circulate it", "--owner", "Clerk", "--deadline", "end of June")
    action = forum.json("show", "1")["actions"][0]
    assert (action["deadline"], action["minuted"]["deadline"]) == ("2021-06-30", "end of June")


def test_an_action_without_owner_or_deadline_is_taken_and_asked_about(forum: Secretary) -> None:
    answer = forum.types("add", "Think of something")
    assert "assign" in answer.out
    assert "extend" in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--deadline", "31st February"), "31"),
        (("--deadline", "10 May 2021"), "before the meeting"),
        (("--deadline", "gobbledygook"), "not understood"),
        (("--deadline", "Sept 21"), "2021"),
        (("--meeting", "2021-05-20"), "2021-05-20"),
        (("--group", "Nobody"), "no group"),
    ],
)
def test_an_action_that_cannot_be_is_refused_and_nothing_changes(
    forum: Secretary, words: tuple[str, ...], said: str
) -> None:
    assert said in forum.refused("add", "Circulate it", "--owner", "Clerk", *words)


def test_the_list_is_filtered_by_owner_status_meeting_deadline_and_words(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "The review team", "--deadline", "2 June")
    forum.types("add", "Book the hall", "--owner", "Clerk", "--deadline", "30 June")
    forum.types("add", "Write to the wardens", "--owner", "Clerk", "--owner", "Review Team", "--deadline", "On-going")
    forum.types("close", "2", "--date", "2021-06-01")

    def numbers(*words: str) -> list[int]:
        return [a["number"] for a in forum.json("list", *words)["actions"]]

    assert numbers() == [1, 3]
    assert numbers("--all") == [1, 2, 3]
    assert numbers("--owner", "review team") == [1, 3]
    assert numbers("--status", "closed") == [2]
    assert numbers("--overdue") == [1]
    assert numbers("--due-before", "2021-06-03") == [1]
    assert numbers("--text", "wardens") == [3]
    assert numbers("--meeting", "19 May 2021") == [1, 3]
    assert numbers("--as-of", "2021-05-31") == [1, 2, 3]


def test_closing_changes_five_lines_and_is_committed_in_words(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    path = forum.file("shore-forum/2021-05-19/01.yaml")
    text = path.read_text().replace("owners:", "# the Clerk has the printer\nowners:") + "x-cost: 12\n"
    path.write_text(text)
    forum.git("commit", "-q", "-am", "By hand")
    forum.types("close", "1", "--evidence", "Printed", "--date", "2021-06-01")
    assert forum.commits()[0] == "Close 2021-05-19/1: completed"
    diff = [line for line in forum.git("show", "--format=", "HEAD").splitlines() if re.match(r"[-+][^-+]", line)]
    assert [line for line in diff if line.startswith("-")] == ["-status: Open"]
    kept = path.read_text()
    assert "# the Clerk has the printer\n" in kept
    assert "x-cost: 12\n" in kept


def test_closing_what_is_closed_is_refused_with_when_and_why(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("close", "1", "--date", "2021-06-01")
    said = forum.refused("close", "1")
    assert "1 June 2021" in said
    assert "completed" in said


def test_an_outcome_that_goes_somewhere_must_say_where(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    assert "--into" in forum.refused("close", "1", "--outcome", "superseded")
    assert "Did you mean" in forum.refused("close", "1", "--outcome", "compelted")
    forum.types("meeting", "add", "2021-06-23")
    forum.types("add", "Print the chart", "--meeting", "2021-06-23")
    forum.types("close", "2021-05-19/1", "--outcome", "superseded", "--into", "2021-06-23/1")
    assert forum.json("show", "2021-05-19/1")["actions"][0]["outcome"] == "superseded"


def test_a_wording_is_free_in_a_draft_recorded_once_cleared_and_the_meetings_once_confirmed(forum: Secretary) -> None:
    forum.types("add", "Print teh map", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("edit", "1", "--action", "Print the map")
    assert forum.json("show", "1")["actions"][0]["history"] == []
    forum.types("meeting", "clear", "2021-05-19", "--by", "chair", "--date", "2021-05-24")
    forum.types("edit", "1", "--action", "Print the map twice", "--date", "2021-05-25")
    history = forum.json("show", "1")["actions"][0]["history"]
    assert [(e["event"], e["from"], e["to"]) for e in history] == [
        ("wording changed", "Print the map", "Print the map twice")
    ]
    forum.types("meeting", "add", "2021-06-23")
    forum.types("meeting", "confirm", "2021-05-19", "--at", "2021-06-23")
    assert "only a meeting" in forum.refused("edit", "1", "--action", "Print no map")
    forum.types("edit", "1", "--action", "Print no map", "--meeting", "2021-06-23")


def test_an_action_struck_out_of_a_draft_keeps_its_number(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("strike-out", "1", "--reason", "Said twice")
    assert forum.json("list")["actions"] == []
    assert forum.json("report", "outstanding")["actions"] == []
    forum.types("add", "Book the hall", "--owner", "Clerk", "--deadline", "2 June")
    assert [a["number"] for a in forum.json("list")["actions"]] == [2]
    forum.types("meeting", "clear", "2021-05-19")
    assert "no longer a draft" in forum.refused("strike-out", "2")


def test_a_request_does_not_stop_the_clock_and_the_first_deadline_is_kept(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("extend", "1", "--to", "14 July", "--requested", "--reason", "No paper")
    assert forum.json("list", "--overdue")["actions"][0]["days_overdue"] == 22
    forum.types("extend", "1", "--agreed")
    action = forum.json("show", "1")["actions"][0]
    assert (action["deadline"], action["original_deadline"], action["overdue"]) == ("2021-07-14", "2021-06-02", False)


def test_what_is_open_is_carried_forward_once_however_often_it_is_asked(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("add", "Book the hall", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("close", "2", "--date", "2021-06-01")
    forum.types("meeting", "add", "2021-06-23")
    with forum.untouched():
        assert "2021" in forum.types("carry-forward", "--to", "2021-06-23", "--dry-run").out
    forum.types("carry-forward", "--to", "2021-06-23")
    with forum.untouched():
        assert "Nothing to carry forward" in forum.types("carry-forward", "--to", "2021-06-23").out
    action = forum.json("show", "2021-05-19/1")["actions"][0]
    assert [e["event"] for e in action["history"]] == ["carried forward"]
    assert action["carried"] == 1


def test_undo_puts_every_file_back_and_keeps_both_commits(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    before = forum.file("shore-forum/2021-05-19/01.yaml").read_bytes()
    forum.types("close", "1", "--date", "2021-06-01")
    forum.types("undo")
    assert forum.file("shore-forum/2021-05-19/01.yaml").read_bytes() == before
    assert forum.commits()[:2] == ["Undo: Close 2021-05-19/1: completed", "Close 2021-05-19/1: completed"]


def test_undoing_an_add_never_frees_its_number(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("undo")
    assert forum.json("list")["actions"] == []
    answer = forum.types("add", "Book the hall", "--owner", "Clerk", "--deadline", "2 June")
    assert answer.out.startswith("2 · ")


def test_undo_goes_back_one_command_at_a_time(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("note", "1", "Ink is low", "--date", "2021-06-01")
    forum.types("note", "1", "Ink has come", "--date", "2021-06-02")
    forum.types("undo")
    forum.types("undo")
    assert forum.json("show", "1")["actions"][0]["history"] == []


def test_a_change_left_uncommitted_is_seen_by_git_diff_and_not_swept_into_the_next_commit(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("add", "Book the hall", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("close", "1", "--date", "2021-06-01", "--no-commit")
    assert "+status: Closed" in forum.git("diff")
    forum.types("close", "2", "--date", "2021-06-01")
    assert "01.yaml" not in forum.git("show", "--stat", "--format=", "HEAD")
    assert "not committed" in forum.refused("note", "1", "More")


def test_a_log_whose_settings_say_so_makes_no_commits(forum: Secretary) -> None:
    forum.file("actionlog.yaml").write_text('format: "1"\ncommit: no\n')
    forum.git("commit", "-q", "-am", "No commits")
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    assert forum.commits()[0] == "No commits"


def test_an_action_edited_in_the_users_editor_is_checked_before_it_is_kept(
    forum: Secretary, monkeypatch: pytest.MonkeyPatch
) -> None:
    forum.types("add", "Print teh map", "--owner", "Clerk", "--deadline", "2 June")
    monkeypatch.setenv("EDITOR", "sed -i.bak s/teh/the/")
    forum.types("edit", "1")
    assert "Print the map" in forum.file("shore-forum/2021-05-19/01.yaml").read_text()
    monkeypatch.setenv("EDITOR", "sed -i.bak s/Open/Opne/")
    assert "Opne" in forum.refused("edit", "1")
    monkeypatch.setenv("EDITOR", "sed -i.bak s/Open/Closed/")
    assert "actionlog close" in forum.refused("edit", "1")


def test_changes_are_told_in_sentences_since_a_day_and_since_a_commit(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    start = forum.git("rev-parse", "HEAD").strip()
    forum.types("close", "1", "--evidence", "Printed", "--date", "2021-06-01")
    for since in ("1 June 2021", start, "HEAD~1"):
        said = " ".join(forum.types("changes", "--since", since).out.split())
        assert "Action 1 (19 May 2021), 1 June 2021: Closed" in said, since
        assert "Printed" in said


def test_meetings_hold_attendance_apologies_items_and_decisions(forum: Secretary) -> None:
    forum.types("meeting", "attendance", "2021-05-19", "--present", "Chair", "--apologies", "Tide keeper")
    forum.types("meeting", "item", "2021-05-19", "3", "Call for records")
    forum.types("meeting", "decision", "2021-05-19", "AGREED that the map be noted.", "--item", "3")
    said = forum.types("meeting", "show", "2021-05-19").out
    for words in (
        "Present: Chair",
        "Apologies: Tide keeper",
        "Item 3: Call for records",
        "AGREED that the map be noted.",
    ):
        assert words in said
    assert "AGREED" in forum.types("report", "decisions").out
    assert "2021-05-19" in forum.types("meeting", "list").out


def test_a_meeting_tells_when_its_papers_and_its_minutes_go_out(forum: Secretary) -> None:
    forum.types("meeting", "add", "2021-06-23")
    assert "Papers out by: Tuesday 15 June 2021" in forum.types("meeting", "show", "2021-06-23").out
    assert "minutes out by: Thursday 3 June 2021" in forum.types("meeting", "show", "2021-05-19").out
    path = forum.file("shore-forum/group.yaml")
    path.write_text(path.read_text() + "timings: {papers: 3}\n")
    assert "Papers out by: Thursday 17 June 2021" in forum.types("meeting", "show", "2021-06-23").out


def test_a_second_meeting_on_one_day_has_a_folder_of_its_own(forum: Secretary) -> None:
    assert "--second" in forum.refused("meeting", "add", "2021-05-19")
    forum.types("meeting", "add", "2021-05-19", "--second")
    assert forum.file("shore-forum/2021-05-19b/meeting.yaml").is_file()
    assert "2021-05-19b" in forum.refused("add", "Print it", "--meeting", "19 May 2021")


def test_a_meeting_typed_without_a_year_is_the_nearest_such_day(forum: Secretary) -> None:
    assert "Wednesday 9 June 2021" in forum.types("meeting", "add", "9 June").out
    assert "Tuesday 6 July 2021" in forum.types("meeting", "add", "6 July").out


def test_two_groups_in_one_log_are_kept_apart(forum: Secretary) -> None:
    forum.types("group", "add", "River Forum", "--code", "RF")
    forum.types("meeting", "add", "2021-05-20", "--group", "RF")
    assert "--group" in forum.refused("add", "Print it")
    forum.types("add", "Print the map", "--group", "RF", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("add", "Book the hall", "--group", "SF", "--owner", "Clerk", "--deadline", "2 June")
    assert "river-forum/2021-05-20/1" in forum.refused("show", "1").replace("/01", "/1")
    assert forum.json("show", "1", "--group", "river-forum")["actions"][0]["action"] == "Print the map"
    assert forum.commits()[0] == "Add shore-forum/2021-05-19/1"


def test_a_group_is_wound_up_only_when_nothing_is_open_and_then_never_fails_the_check(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    assert "still has 1 open" in forum.refused("group", "dissolve", "SF")
    forum.types("close", "1", "--outcome", "lapsed")
    forum.types("group", "dissolve", "SF", "--date", "2021-06-24")
    forum.types("check", "--as-of", "2031-01-01")


def test_a_waiver_keeps_the_check_silent_and_runs_out_by_itself(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    path = forum.file("shore-forum/group.yaml")
    waiver = "waivers:\n  - action: 2021-05-19/1\n    until: 2021-07-01\n    reason: No paper\n    agreed_by: chair\n"
    path.write_text(path.read_text() + waiver)
    forum.types("check", "--as-of", "2021-07-01")
    forum.types("check", "--as-of", "2021-07-02", code=3)


def test_a_grace_lets_a_few_days_pass(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("check", "--as-of", "2021-06-05", "--grace", "3")
    forum.types("check", "--as-of", "2021-06-06", "--grace", "3", code=3)


def test_a_deadline_of_the_next_meeting_is_overdue_only_when_that_meeting_has_passed(forum: Secretary) -> None:
    forum.types("add", "Report back", "--owner", "Clerk", "--deadline", "next meeting")
    forum.types("check", "--as-of", "2022-01-01")
    forum.types("meeting", "add", "2021-06-23")
    forum.types("check", "--as-of", "2021-06-23")
    forum.types("check", "--as-of", "2021-06-24", code=3)
    assert forum.json("show", "1")["actions"][0]["deadline"] == "next meeting"


def test_papers_are_written_to_a_file_in_the_form_of_its_suffix(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    for name, words in (
        ("p.md", "| 1 |"),
        ("p.csv", "2021-06-02"),
        ("p.json", '"schema": 1'),
        ("p.txt", "2 June 2021"),
    ):
        forum.types("report", "outstanding", "-o", name)
        assert words in (forum.folder / name).read_text(encoding="utf-8"), name
    assert ".md" in forum.types("report", "outstanding", "-o", "p.odt", code=2).err


def test_every_command_has_help_with_examples_before_the_options(forum: Secretary) -> None:
    from actionlog.cli import COMMANDS

    for name in COMMANDS:
        said = forum.types(name, "--help").out
        if name in ("group", "meeting", "report"):
            continue
        assert "Example" in said, name
        assert said.index("Example") < said.index("Options"), name


def test_a_command_typed_wrongly_is_answered_with_a_suggestion(forum: Secretary) -> None:
    assert "list" in forum.types("lsit", code=2).err
    assert "--owner" in forum.types("list", "--ownr", "x", code=2).err


@pytest.mark.parametrize("command", ["reopen", "propose"])
def test_a_new_deadline_needs_whoever_agrees_deadlines_by_whatever_command_it_comes(
    forum: Secretary, command: str
) -> None:
    forum.types("group", "set", "SF", "--extend", "meeting")
    forum.types("meeting", "add", "2021-06-23")
    forum.types("add", "Print the map", "--meeting", "2021-05-19", "--owner", "Clerk", "--deadline", "30 June")
    forum.types(*(("close", "1") if command == "reopen" else ("propose", "1")), "--date", "2021-06-01")
    words, option = (("reopen", "1"), "--deadline") if command == "reopen" else (("propose", "1", "--declined"), "--to")
    said = forum.refused(*words, option, "14 July 2021")
    assert "a new deadline is agreed by a meeting, not by the secretariat" in said
    assert "--requested" not in said, "neither command has that option"
    assert ". ." not in said
    with_deadline = (*words, option, "14 July 2021", "--meeting", "2021-06-23")
    forum.types(*with_deadline)
    event = forum.json("show", "1")["actions"][0]["history"][-1]
    assert (event["to"], event["meeting"]) == ("2021-07-14", "2021-06-23")


@pytest.mark.parametrize("command", ["reopen", "propose"])
def test_a_deadline_that_stays_needs_nobody_who_agrees_deadlines(forum: Secretary, command: str) -> None:
    forum.types("group", "set", "SF", "--extend", "meeting")
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    if command == "reopen":
        forum.types("close", "1", "--date", "2021-06-01")
        forum.types("reopen", "1", "--deadline", "2 June 2021")
    else:
        forum.types("propose", "1")
        forum.types("propose", "1", "--declined")
    assert forum.json("show", "1")["actions"][0]["deadline"] == "2021-06-02"


def test_a_closure_cannot_be_declined_with_a_deadline_before_the_meeting(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("propose", "1")
    assert "before the meeting" in forum.refused("propose", "1", "--declined", "--to", "12 May 2021")


def test_a_meeting_agrees_nothing_before_it_is_held_nor_about_an_action_raised_later(forum: Secretary) -> None:
    for day in ("2021-04-21", "2021-06-09", "2021-07-21"):
        forum.types("meeting", "add", day)
    forum.types("add", "Print the map", "--meeting", "2021-05-19", "--owner", "Clerk", "--deadline", "2 June")
    for words in (
        ("close", "1"),
        ("extend", "1", "--to", "14 July 2021"),
        ("assign", "1", "Chair"),
    ):
        assert "21 July 2021 is still to come" in forum.refused(*words, "--meeting", "2021-07-21", "--date", "today")
        if words[0] != "close":  # what was done earlier may be agreed later
            said = forum.refused(*words, "--meeting", "2021-06-09", "--date", "2021-06-01")
            assert "The meeting of 9 June 2021 was held after 1 June 2021" in said
        said = forum.refused(*words, "--meeting", "2021-04-21", "--date", "2021-06-01")
        assert "was raised after the meeting of 21 April 2021" in said
    forum.types("close", "1", "--meeting", "2021-06-09")
    assert "21 July 2021 is still to come" in forum.refused(
        "reopen", "1", "--deadline", "On-going", "--meeting", "2021-07-21", "--date", "today"
    )


def test_agreed_by_a_meeting_needs_the_meeting_and_a_request_needs_none(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    for words in (
        ("close", "1"),
        ("extend", "1", "--to", "14 July"),
    ):
        assert "Add: --meeting DATE" in forum.refused(*words, "--agreed-by", "meeting")
    forum.types("extend", "1", "--to", "14 July", "--requested", "--agreed-by", "meeting")


@pytest.mark.parametrize("ended", ["closed and opened again", "declined with a new deadline"])
def test_a_request_ends_with_the_closure_or_the_new_deadline_that_overtakes_it(forum: Secretary, ended: str) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("extend", "1", "--to", "1 July", "--requested")
    if ended == "closed and opened again":
        forum.types("close", "1")
        forum.types("reopen", "1", "--deadline", "1 December 2021")
    else:
        forum.types("propose", "1")
        forum.types("propose", "1", "--declined", "--to", "1 December 2021")
    assert "Add: --to DATE" in forum.refused("extend", "1", "--agreed")
    assert "No new deadline was requested" in forum.refused("extend", "1", "--refused")


def test_carried_to_a_meeting_still_to_come_the_entry_is_dated_today(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "On-going")
    forum.types("meeting", "add", "2021-07-21")
    forum.types("carry-forward", "--to", "2021-07-21")
    entry = forum.json("show", "1")["actions"][0]["history"][0]
    assert (entry["date"], entry["meeting"]) == ("2021-06-24", "2021-07-21")
    forum.types("close", "1")
    forum.types("check")
    with forum.on("2021-07-21").untouched():
        forum.types("carry-forward", "--to", "2021-07-21")


def test_an_action_is_not_added_to_confirmed_minutes_nor_to_a_group_wound_up(forum: Secretary) -> None:
    forum.types("meeting", "add", "2021-06-23")
    forum.types("meeting", "confirm", "2021-05-19", "--at", "2021-06-23")
    assert "--meeting 2021-06-23" in forum.refused("add", "Print the map", "--meeting", "2021-05-19")
    forum.types("group", "dissolve", "SF")
    assert "Shore Forum was wound up on 24 June 2021" in forum.refused("add", "Print the map")


def test_minutes_are_confirmed_by_a_meeting_that_was_held_after_they_were_cleared(forum: Secretary) -> None:
    forum.types("meeting", "add", "2021-06-09")
    forum.types("meeting", "add", "2021-07-21")
    said = forum.refused("meeting", "confirm", "2021-05-19", "--at", "2021-07-21")
    assert "21 July 2021 is still to come" in said
    forum.types("meeting", "clear", "2021-05-19", "--date", "2021-06-14")
    said = forum.refused("meeting", "confirm", "2021-05-19", "--at", "2021-06-09")
    assert "were cleared on 14 June 2021" in said
    forum.on("2021-07-21").types("meeting", "confirm", "2021-05-19", "--at", "2021-07-21")


def test_a_group_is_not_wound_up_on_a_day_still_to_come(forum: Secretary) -> None:
    assert "21 July 2021 is still to come" in forum.refused("group", "dissolve", "SF", "--date", "2021-07-21")


def test_a_new_deadline_is_not_a_day_that_has_passed_unless_it_was_agreed_before(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    for how in ("--requested", "--agreed"):
        said = forum.refused("extend", "1", "--to", "9 June 2021", how)
        assert "Wednesday 9 June 2021, had already passed on 24 June 2021" in said
    forum.types("extend", "1", "--to", "9 June 2021", "--date", "2021-06-01")
    forum.types("extend", "1", "--to", "24 June 2021")


def test_what_superseded_an_action_or_took_it_in_is_an_action_of_the_log(forum: Secretary) -> None:
    forum.types("group", "add", "River Forum", "--code", "RF")
    forum.types("meeting", "add", "2021-05-20", "--group", "RF")
    for group in ("SF", "SF", "SF", "RF"):
        forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June", "--group", group)
    close = ("close", "shore-forum/2021-05-19/1")
    for outcome in ("superseded", "merged"):
        for ref in ("2021-05-19/7", "9"):
            assert f"no action {ref}" in forum.refused(*close, "--outcome", outcome, "--into", ref)
    forum.types(*close, "--outcome", "merged", "--into", "2")
    forum.types("close", "shore-forum/2021-05-19/2", "--outcome", "merged", "--into", "river-forum/2021-05-20/1")
    forum.types("close", "shore-forum/2021-05-19/3", "--outcome", "transferred", "--into", "Committee 7")


def test_several_settings_of_a_group_are_one_change_or_none(forum: Secretary) -> None:
    with forum.untouched():
        forum.types("group", "set", "SF", "--numbering", "A{n}", "--name", "Sho\u202ere Forum", code=2)
    before = len(forum.commits())
    said = forum.types("group", "set", "SF", "--numbering", "A{n}", "--name", "Coast Forum", "--close", "chair").out
    assert said.splitlines() == [
        "Coast Forum: the chair closes actions, and the secretariat agrees new deadlines; a missing deadline is only "
        "advised against.",
        "Coast Forum prints its refs as A{n}.",
    ]
    assert len(forum.commits()) == before + 1
    with forum.untouched():
        assert "Nothing was changed" in forum.types("group", "set", "SF", "--numbering", "A{n}").out


def test_a_change_dated_before_the_last_one_is_never_answered_with_an_untrue_date(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("propose", "1", "--date", "2021-06-09")
    said = forum.refused("close", "1", "--date", "2021-06-02")
    assert "9 June 2021" in said
    assert "2 June 2021" in said
    assert "actionlog undo" in said
    assert "on or after" not in said
    note = said.split("actionlog note ")[1].split()
    forum.types("note", note[0], "It was done", *note[2:4])


def test_attendance_is_counted_in_words_that_fit_the_number(forum: Secretary) -> None:
    said = forum.types("meeting", "attendance", "2021-05-19", "--present", "Chair", "--apologies", "Clerk").out
    assert "1 present, 1 apology, 0 in attendance" in said


def test_a_changed_wording_is_told_plainly(forum: Secretary) -> None:
    forum.types("add", "Print teh map", "--owner", "Clerk", "--deadline", "2 June")
    said = forum.types("edit", "1", "--action", "Print the map").out
    assert said.startswith("The wording of action 1 (19 May 2021) is changed")


def test_an_action_is_told_its_meeting_where_it_was_neither_named_nor_held_today(forum: Secretary) -> None:
    words = ("add", "Print the map", "--owner", "Clerk", "--deadline", "On-going")
    assert forum.types(*words).out == "1 · Clerk · On-going\nRaised at the meeting of 19 May 2021.\n"
    assert forum.types(*words, "--meeting", "2021-05-19").out == "2 · Clerk · On-going\n"
    assert forum.on("2021-05-19").types(*words).out == "3 · Clerk · On-going\n"
