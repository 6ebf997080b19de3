"""Minutes that are imported into a log which knows better: what the secretary did by hand is never undone."""

import pytest

from tests.cli.secretary import Secretary

HEADER = "Number\tAction\tOwner\tDeadline\tStatus\n"
ROWS = (
    "1\tBook a hall for the summer dinner.\tTreasurer\t18 June 2021\tOpen\n"
    "2\tWrite to the harbour office.\tSecretary\t30 June 2021\tOpen\n"
)


def document(secretary: Secretary, rows: str = ROWS, title: str = "DRAFT minutes") -> str:
    """Write minutes of the invented forum and return the name of their file."""
    text = f"{title} of the Shore Forum\n\n19 May 2021\n\nActions\n\n{HEADER}{rows}"
    (secretary.folder / "minutes.txt").write_text(text, encoding="utf-8")
    return "minutes.txt"


def shown(secretary: Secretary, ref: str) -> str:
    return secretary.file(f"shore-forum/2021-05-19/{ref}.yaml").read_text(encoding="utf-8")


def test_an_action_added_by_hand_is_not_overwritten_by_another_with_its_number(forum: Secretary) -> None:
    forum.types("add", "Circulate the evidence summary", "--owner", "Chair", "--deadline", "2021-06-09", "--meeting",
                "2021-05-19")  # fmt: skip
    before = shown(forum, "01")
    answer = forum.types("import", document(forum), "--yes")
    assert shown(forum, "01") == before
    assert "Action 2021-05-19/1, of these minutes, is worded otherwise in the log: “Circulate the evid" in answer.err
    assert "Write to the harbour office." in shown(forum, "02")


def test_the_same_draft_again_takes_back_neither_an_edit_nor_a_striking_out(forum: Secretary) -> None:
    path = document(forum)
    forum.types("import", path, "--yes")
    forum.types("edit", "1", "--action", "Find a place for the feast")
    forum.types("strike-out", "2", "--reason", "Entered by mistake")
    assert "Struck out" in shown(forum, "02")
    with forum.untouched():
        answer = forum.types("import", path, "--yes")
    assert "Nothing was changed, but 2 rows differ from the log." in answer.out
    assert "The log words this otherwise; the document's wording was not taken." in answer.out
    assert "Action 2021-05-19/2 was struck out of the log, and stays so." in answer.out


@pytest.mark.parametrize("cleared", [False, True])
def test_a_deadline_put_right_in_the_same_minutes_is_no_extension(forum: Secretary, *, cleared: bool) -> None:
    forum.types("import", document(forum), "--yes")
    if cleared:
        forum.types("meeting", "clear", "2021-05-19")
    answer = forum.types("import", document(forum, ROWS.replace("18 June", "28 June")), "--yes")
    assert "extension" not in shown(forum, "01")
    assert "deadline: 2021-06-28" in shown(forum, "01")
    assert "1 action already in the log was updated." in answer.out
    corrected = "The corrected minutes print the deadline 28 June 2021; before, they printed 18 June 2021."
    assert (corrected in shown(forum, "01")) == cleared
    forum.types("check", code=None)
    with forum.untouched():
        forum.types("import", document(forum, ROWS.replace("18 June", "28 June")), "--yes")


def test_what_stands_beside_later_entries_is_kept_when_one_is_put_before_them(forum: Secretary) -> None:
    forum.types("import", document(forum), "--yes")
    forum.types("note", "1", "The hall is dear", "--date", "2021-06-20")
    path = forum.file("shore-forum/2021-05-19/01.yaml")
    text = path.read_text(encoding="utf-8").rstrip() + "\n    our_mark: seen\n"
    path.write_text(text, encoding="utf-8")
    forum.git("commit", "-qam", "By hand")
    late = f"Minutes of the Shore Forum\n\n9 June 2021\n\nOutstanding actions\n\n{HEADER}{ROWS}"
    (forum.folder / "june.txt").write_text(late, encoding="utf-8")
    forum.types("import", "june.txt", "--yes")
    after = path.read_text(encoding="utf-8")
    assert "carried forward" in after
    assert "our_mark: seen" in after[after.index("The hall is dear") :]


def test_owners_that_differ_are_not_called_already_in_the_log(forum: Secretary) -> None:
    forum.types("import", document(forum), "--yes")
    forum.types("meeting", "clear", "2021-05-19")
    path = document(forum, ROWS.replace("Treasurer", "Chair"))
    with forum.untouched():
        answer = forum.types("import", path, "--yes")
    assert "Nothing was changed, but 1 row differs from the log." in answer.out
    assert "actionlog assign 2021-05-19/1 OWNER" in answer.out
    assert "Everything" not in answer.out


def test_the_minutes_of_a_council_come_out_with_their_items(forum: Secretary) -> None:
    text = (
        "Minutes of the Shore Forum\n\n9 June 2021\n\n21/049 Highways\n"
        "It was AGREED that the County Council be asked about the potholes.\nAction: Clerk\n"
        "The Chair will speak to the landowner about the hedge. ACTION: Chair\n"
    )
    (forum.folder / "june.txt").write_text(text, encoding="utf-8")
    forum.types("import", "june.txt", "--yes")
    actions = [forum.file(f"shore-forum/2021-06-09/0{n}.yaml").read_text(encoding="utf-8") for n in (1, 2)]
    assert all("item: 21/049" in action for action in actions)
    assert "owners: [Clerk]" in actions[0]
    assert "owners: [Chair]" in actions[1]
    forum.types("check")
    with forum.untouched():
        assert "already in the log" in forum.types("import", "june.txt", "--yes").out


def test_what_was_added_by_hand_is_kept_where_the_draft_prints_it_otherwise(forum: Secretary) -> None:
    forum.types("add", "Book a hall for the summer feast", "--owner", "Chair", "--deadline", "2021-06-09", "--meeting",
                "2021-05-19")  # fmt: skip
    answer = forum.types("import", document(forum), "--yes")
    after = shown(forum, "01")
    assert "action: Book a hall for the summer feast\nowners: [Chair]\ndeadline: 2021-06-09\n" in after
    assert 'minuted: {ref: "1", owners: Treasurer, deadline: 18 June 2021' in after
    told = answer.out + answer.err
    assert "actionlog assign 2021-05-19/1" in told
    assert told.count("actionlog edit 2021-05-19/1") == 2  # the wording, and the deadline: nobody extended it
    assert "actionlog extend" not in told
    assert "1 action already in the log was updated." in told


def minutes_of(secretary: Secretary, day: str, heading: str, rows: str, name: str) -> str:
    """Write minutes of the invented forum, of some other day, and return the name of their file."""
    text = f"Minutes of the Shore Forum\n\n{day}\n\n{heading}\n\n{HEADER}{rows}"
    (secretary.folder / name).write_text(text, encoding="utf-8")
    return name


def test_an_import_after_another_and_then_the_other_can_be_taken_back(forum: Secretary) -> None:
    first = ROWS.splitlines(keepends=True)[0]
    forum.types("import", document(forum, first), "--yes")
    forum.types("import", document(forum), "--yes")
    assert forum.file("shore-forum/2021-05-19/02.yaml").exists()
    for _ in range(2):
        assert "Taken back: Import minutes" in forum.types("undo").out
    assert not list(forum.file("shore-forum/2021-05-19").glob("0*.yaml"))
    assert forum.json("list", "--all")["actions"] == []


@pytest.mark.parametrize(
    "rows",
    [
        "A3\tPrint the map.\tClerk\t9 June 2021\tOpen\nA3\tBook the hall.\tChair\t9 June 2021\tOpen\n",
        "1\tPrint the map.\tClerk\t1 April 2021\tOpen\n2\tBook the hall.\tChair\t9 June 2020\tOpen\n",
        "1\tPrint the map.\tClerk\t1 April 2021\tClosed 2 April 2021\n",
    ],
)
def test_what_minutes_print_by_mistake_passes_the_check_after_the_import(forum: Secretary, rows: str) -> None:
    answer = forum.types("import", document(forum, rows, "Minutes"), "--yes")
    assert forum.types("check", code=None).code in (0, 3), answer
    assert answer.err  # every one with a doubt
    with forum.untouched():
        assert "already in the log" in forum.types("import", "minutes.txt", "--yes").out


@pytest.mark.parametrize("together", [False, True])
def test_older_minutes_after_newer_ones_overwrite_nothing_and_add_nothing_twice(
    forum: Secretary, *, together: bool
) -> None:
    newer = ROWS.replace("18 June", "30 June")
    files = [
        minutes_of(forum, "9 June 2021", "Outstanding actions", newer, "june.txt"),
        minutes_of(forum, "19 May 2021", "Actions", ROWS, "may.txt"),
    ]
    for some in [files] if together else [[file] for file in files]:
        forum.types("import", *some, "--yes")
    actions = forum.json("list", "--all")["actions"]
    assert [(a["action"], a["deadline"]) for a in actions] == [
        ("Book a hall for the summer dinner.", "2021-06-30"),
        ("Write to the harbour office.", "2021-06-30"),
    ]


def test_an_action_that_the_log_closed_and_the_minutes_list_as_open_stays_closed(forum: Secretary) -> None:
    rows = "21/1\tBook the hall.\tChair\t18 June 2021\tOpen\n"
    forum.types("import", minutes_of(forum, "19 May 2021", "Actions", rows, "may.txt"), "--yes")
    forum.types("close", "21/1", "--date", "2021-06-01")
    answer = forum.types("import", minutes_of(forum, "9 June 2021", "Actions", rows, "june.txt"), "--yes")
    told = answer.out + answer.err
    assert "The log closed 21/1 on 1 June 2021; these minutes list it as Open." in told
    assert "actionlog reopen 2021-05-19/1 --deadline DATE --meeting 2021-06-09" in told
    assert [a["status"] for a in forum.json("list", "--all")["actions"]] == ["Closed"]


def test_an_action_that_a_corrected_version_lost_is_told_at_once(forum: Secretary) -> None:
    forum.types("import", document(forum), "--yes")
    path = document(forum, ROWS.splitlines(keepends=True)[0])
    with forum.untouched():
        answer = forum.types("import", path, "--yes")
    assert "Action 2 of this meeting is in the log and not in this document" in answer.out + answer.err
