"""What `import` takes: several files, standard input, documents that do not say when or who met, and their commit."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.secretary import Secretary
from tests.cli.test_questions import answers

HEADER = "Number\tAction\tOwner\tDeadline\tStatus\n"
MAY = (
    f"Minutes of the Shore Forum\n\n19 May 2021\n\nActions\n\n{HEADER}"
    "1\tPrint the map\tClerk\t9 June 2021\tOpen\n"
    "2\tBook the hall\tChair\t16 June 2021\tOpen\n"
)
JUNE = (
    f"Minutes of the Shore Forum\n\n9 June 2021\n\nActions\n\n{HEADER}"
    "1\tWrite to the harbour office\tClerk\t23 June 2021\tOpen\n"
)
NO_DAY = f"Minutes of the Shore Forum\n\nActions\n\n{HEADER}1\tPaint the gate\tClerk\tOn-going\tOpen\n"
NEWSLETTER = "News of the shore\n\nThe sun shone on the parade.\n"

on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


def write(secretary: Secretary, name: str, text: str) -> str:
    (secretary.folder / name).write_text(text, encoding="utf-8")
    return name


@pytest.fixture
def two(forum: Secretary) -> Secretary:
    """A secretary who has the minutes of May and of June in files, and not yet in the log."""
    write(forum, "may.txt", MAY)
    write(forum, "june.txt", JUNE)
    return forum


def send(secretary: Secretary, data: bytes, *words: str) -> "subprocess.CompletedProcess[bytes]":
    """Run `import` with `data` on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "actionlog", "import", *words],
        cwd=secretary.folder,
        input=data,
        capture_output=True,
        check=False,
    )


def test_a_document_from_standard_input_is_taken_as_one_from_a_file(forum: Secretary) -> None:
    done = send(forum, MAY.encode(), "-", "--yes")
    assert done.returncode == 0, done.stderr
    assert "standard input: 2 new actions" in done.stdout.decode()
    message = forum.git("log", "-1", "--format=%B")
    assert "Document: standard input" in message
    assert hashlib.sha256(MAY.encode()).hexdigest() in message


def test_standard_input_is_read_as_what_its_bytes_are(forum: Secretary) -> None:
    page = (
        "<html><body><h1>Minutes of the Shore Forum</h1><p>19 May 2021</p><h2>Actions</h2><ul>"
        "<li>Clerk to print the map</li></ul></body></html>"
    )
    done = send(forum, page.encode(), "-", "--dry-run", "--json")
    assert done.returncode == 0, done.stderr
    assert [action["owners"] for action in json.loads(done.stdout)["actions"]] == [["Clerk"]]


REGISTER = (
    "Ref,Date raised,Action,Owner,Due,Status\n"
    "SF1,21/04/2021,Print the map,Clerk,09/06/2021,Open\n"
    "SF2,21/04/2021,Book the hall,Chair,16/06/2021,Open\n"
)
MARKED = "# Shore Forum minutes\n\n19 May 2021\n\n## Actions\n\n- [ ] Clerk to print the map\n"


@pytest.mark.parametrize(
    ("name", "text"), [("log.csv", REGISTER), ("log.tsv", REGISTER.replace(",", "\t")), ("minutes.md", MARKED)]
)
def test_standard_input_is_read_as_a_file_of_its_kind_is(forum: Secretary, name: str, text: str) -> None:
    write(forum, name, text)
    of_file = forum.json("import", name, "--dry-run")
    piped = send(forum, text.encode(), "-", "--dry-run", "--json")
    assert json.loads(piped.stdout.decode().replace("standard input", name)) == of_file
    assert of_file["actions"]


@on_a_terminal
def test_the_keyboard_is_no_document(forum: Secretary) -> None:
    assert "Name the file: actionlog import minutes.docx" in " ".join(
        answers(forum.folder, ["import", "-"], []).split()
    )


def test_one_commit_names_every_document_and_its_hash(two: Secretary) -> None:
    before = len(two.commits())
    two.types("import", "may.txt", "june.txt", "--yes")
    assert len(two.commits()) == before + 1
    message = two.git("log", "-1", "--format=%B")
    assert message.startswith("Import 2 documents: 3 actions\n")
    for name, text in (("may.txt", MAY), ("june.txt", JUNE)):
        assert message.count(f"Document: {name}") == 1
        assert message.count(f"SHA-256: {hashlib.sha256(text.encode()).hexdigest()}") == 1


def test_one_file_that_cannot_be_read_stops_all_and_is_named(two: Secretary) -> None:
    (two.folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    assert "broken.pdf" in two.refused("import", "may.txt", "broken.pdf", "june.txt", "--yes")
    assert "There is no file july.txt" in two.refused("import", "may.txt", "july.txt", "--yes")


def test_a_document_without_actions_says_so_and_does_not_stop_the_others(two: Secretary) -> None:
    write(two, "news.txt", NEWSLETTER)
    answer = two.types("import", "may.txt", "news.txt", "june.txt", "--yes")
    assert "news.txt holds no actions and no decisions." in answer.out
    assert "Nothing was changed" not in answer.out
    assert len(two.json("list", "--all")["actions"]) == 3
    assert "news.txt" not in two.git("log", "-1", "--format=%B")


def test_the_preview_of_several_documents_says_which_of_them_are_in_the_log_already(two: Secretary) -> None:
    two.types("import", "may.txt", "--yes")
    with two.untouched():
        answer = two.types("import", "may.txt", "june.txt")
    assert "june.txt: what was understood" in answer.out
    assert "may.txt: what was understood" not in answer.out
    assert "1 meeting in the log already, with nothing new." in answer.out
    two.types("import", "june.txt", "--yes")
    with two.untouched():
        again = two.types("import", "may.txt", "june.txt", "--yes")
    assert again.out == "Everything in this document is already in the log. Nothing was changed.\n"


def test_json_says_of_which_meeting_and_document_each_action_is(two: Secretary) -> None:
    answer = two.json("import", "may.txt", "june.txt", "--dry-run")
    assert answer["schema"] == 1
    assert [m["date"] for m in answer["meetings"]] == ["2021-05-19", "2021-06-09"]
    assert [(a["meeting"], a["document"]) for a in answer["actions"]] == [
        ("2021-05-19", "may.txt"),
        ("2021-05-19", "may.txt"),
        ("2021-06-09", "june.txt"),
    ]


def test_json_of_a_document_without_a_day_says_null(forum: Secretary) -> None:
    write(forum, "undated.txt", NO_DAY)
    assert [a["meeting"] for a in forum.json("import", "undated.txt", "--dry-run")["actions"]] == [None]


@on_a_terminal
def test_many_documents_are_counted_on_a_terminal_and_the_line_is_wiped(two: Secretary) -> None:
    shown = answers(two.folder, ["import", "may.txt", "june.txt"], ["n"])
    assert "Reading june.txt (2 of 2)" in shown
    after = shown[shown.index("Reading june.txt (2 of 2)") + len("Reading june.txt (2 of 2)") :]
    assert after.startswith("\r" + " " * len("Reading june.txt (2 of 2)") + "\r")


def test_what_was_not_taken_is_told_where_nobody_looks(forum: Secretary) -> None:
    text = MAY.replace("16 June 2021\tOpen", "16 June 2021\tPurple").replace(
        "Actions\n", "1. Signs\n\nThe Clerk will write to the harbour office.\n\nActions\n", 1
    )
    write(forum, "minutes.txt", text)
    answer = forum.types("import", "minutes.txt", "--yes")
    assert answer.out.splitlines()[1] == "1 row could not be taken."
    told = answer.err.splitlines()
    assert told[0].startswith("Left out: “Book the hall”: The row is not imported, since its status “Purple”")
    assert "1 sentence promises something without being marked as an action, and was not taken." in answer.err
    assert told[-1].startswith("1 row was left out. What is left out can be added by hand with actionlog add")


def test_a_document_without_actions_says_that_the_meeting_itself_was_recorded(forum: Secretary) -> None:
    write(forum, "minutes.txt", "Minutes of the Shore Forum\n\n2 June 2021\n\nPresent: Chair, Clerk\n")
    answer = forum.types("import", "minutes.txt", "--yes")
    assert answer.out == "minutes.txt: no actions were found.\nThe meeting of 2 June 2021 itself was recorded.\n"


def test_what_concerns_every_row_is_said_once_and_raises_no_doubt_of_its_own(forum: Secretary) -> None:
    rows = "".join(f"{n}\tPrint map {n}\tClerk\n" for n in range(1, 6))
    write(
        forum, "minutes.txt", f"Minutes of the Shore Forum\n\n19 May 2021\n\nActions\n\nNumber\tAction\tOwner\n{rows}"
    )
    shown = forum.types("import", "minutes.txt").out
    assert "5 actions: 5 new. 0 decisions." in shown
    assert "- No statuses are printed; all are taken as Open." in shown
    assert "- No deadlines are printed." in shown
    assert "Doubts about the actions" not in shown


def test_each_doubt_says_of_which_document_it_is_and_is_said_once(two: Secretary) -> None:
    write(two, "june.txt", JUNE.replace("Shore Forum", "River Board").replace("\t23 June 2021", "\tSpring"))
    register = REGISTER.replace("21/04", "22/04", 1).replace("Ref", "Minutes of the Tide Panel\nRef", 1)
    write(two, "action log.csv", register)
    told = two.types("import", "may.txt", "june.txt", "action log.csv", "--yes").err.splitlines()
    assert told
    assert all(line.startswith(("may.txt: ", "june.txt: ", "action log.csv: ")) for line in told)
    assert sum("the River Board" in line for line in told) == 1
    assert sum("action log.csv" in line and "imported into" in line for line in told) <= 1


def test_a_row_that_says_who_and_when_but_not_what_is_told(forum: Secretary) -> None:
    write(forum, "log.csv", f"{REGISTER}SF3,21/04/2021,,Clerk,23/06/2021,Open\n")
    told = forum.types("import", "log.csv", "--yes").err
    assert "1 row of the actions has no wording, so it was not taken: line 4." in told
    assert len(forum.json("list", "--all")["actions"]) == 2


def test_json_without_dry_run_says_that_nothing_was_written(two: Secretary) -> None:
    with two.untouched():
        answer = two.types("import", "may.txt", "--group", "shore-forum", "--json")
    assert answer.json["actions"]
    assert answer.err == "Nothing was written. To write it: actionlog import may.txt --group shore-forum --yes\n"


def test_a_name_that_begins_with_a_dash_can_be_typed(forum: Secretary) -> None:
    write(forum, "-minutes.txt", MAY)
    assert "./-a.docx a name that begins with a dash" in forum.refused("import", "-minutes.txt")
    assert "To write it: actionlog import ./-minutes.txt --yes" in forum.types("import", "./-minutes.txt").err
    forum.types("import", "--yes", "--", "-minutes.txt")
    assert forum.file("shore-forum/2021-05-19/01.yaml").is_file()


def test_a_page_without_a_tag_is_read_as_what_it_is_and_that_is_said(forum: Secretary) -> None:
    write(forum, "minutes.html", MARKED)
    answer = forum.types("import", "minutes.html", "--yes")
    assert "minutes.html: 1 new action" in answer.out
    assert "minutes.html is no web page, so it was read as Markdown." in answer.err


def test_nobody_is_told_of_progress_through_a_pipe(two: Secretary) -> None:
    assert "Reading" not in two.process("import", "may.txt", "june.txt", "--yes").stderr


@on_a_terminal
def test_a_day_that_is_not_printed_is_asked_until_it_is_one(forum: Secretary) -> None:
    write(forum, "undated.txt", NO_DAY)
    shown = answers(forum.folder, ["import", "undated.txt"], ["some day", "26 May 2021", "y"])
    assert "undated.txt does not say when the meeting was." in shown
    assert forum.file("shore-forum/2021-05-26/01.yaml").is_file()


def test_a_day_that_is_not_printed_is_refused_where_nobody_can_be_asked(forum: Secretary) -> None:
    write(forum, "undated.txt", NO_DAY)
    assert "--meeting DATE" in forum.refused("import", "undated.txt", "--yes")
    forum.types("import", "undated.txt", "--meeting", "26 May 2021", "--yes")
    assert forum.file("shore-forum/2021-05-26/01.yaml").is_file()


def test_minutes_of_a_group_that_the_log_has_not_go_into_no_other(two: Secretary) -> None:
    two.types("group", "add", "Tide Panel")
    write(two, "other.txt", MAY.replace("Shore Forum", "River Board"))
    said = two.refused("import", "other.txt", "--yes")
    assert "other.txt is of the River Board, and this log has several groups: shore-forum, tide-panel." in said
    assert "--group NAME" in said
    two.types("import", "other.txt", "--group", "tide-panel", "--yes")
    assert two.file("tide-panel/2021-05-19/02.yaml").is_file()


def test_minutes_go_into_the_group_that_they_name_also_with_an_article(two: Secretary) -> None:
    two.types("group", "add", "Tide Panel")
    write(two, "tide.txt", MAY.replace("Minutes of the Shore Forum", "The Tide Panel\n\nMinutes"))
    two.types("import", "tide.txt", "--yes")
    assert two.file("tide-panel/2021-05-19/02.yaml").is_file()


@on_a_terminal
def test_a_group_that_the_log_has_not_is_asked_for_until_it_is_known(two: Secretary) -> None:
    two.types("group", "add", "Tide Panel")
    write(two, "other.txt", MAY.replace("Shore Forum", "River Board"))
    shown = answers(two.folder, ["import", "other.txt"], ["river", "tide panel", "y"])
    assert "There is no group river in this log." in " ".join(shown.split())
    assert two.file("tide-panel/2021-05-19/02.yaml").is_file()


def test_a_register_of_several_meetings_is_written_at_once_and_changes_nothing_again(forum: Secretary) -> None:
    register = (
        "Ref,Date raised,Action,Owner,Due,Status\n"
        "SF1,21/04/2021,Print the map,Clerk,09/06/2021,Open\n"
        "SF2,21/04/2021,Book the hall,Chair,16/06/2021,Closed\n"
        "SF3,19/05/2021,Write to the harbour office,Clerk,23/06/2021,Open\n"
    )
    write(forum, "log.csv", register)
    forum.types("import", "log.csv", "--yes")
    days = [a["meeting"] for a in forum.json("list", "--all")["actions"]]
    assert sorted(days) == ["2021-04-21", "2021-04-21", "2021-05-19"]
    message = forum.git("log", "-1", "--format=%B")
    assert message.startswith("Import minutes of 2 meetings: 3 actions\n")
    assert message.count("Document: log.csv") == 1
    with forum.untouched():
        assert "already in the log" in forum.types("import", "log.csv", "--yes").out
    write(
        forum,
        "log.csv",
        register.replace("23/06/2021,Open", "30/06/2021,Open").replace("09/06/2021,Open", "09/06/2021,Done"),
    )
    with forum.untouched():
        planned = forum.json("import", "log.csv", "--dry-run")["actions"]
    assert [a["changes"] for a in planned] == [["closed (completed)"], [], ["deadline 23 June 2021 → 30 June 2021"]]
    forum.types("import", "log.csv", "--yes")
    first = forum.json("show", "2021-04-21/1")["actions"][0]
    assert (first["status"], first["outcome"]) == ("Closed", "completed")


def test_a_register_of_many_meetings_is_told_in_one_line(forum: Secretary) -> None:
    rows = [f"SF{n},{n:02}/05/2021,Print map {n},Clerk,09/06/2021,Open\n" for n in range(1, 15)]
    write(forum, "action log.csv", "Ref,Date raised,Action,Owner,Due,Status\n" + "".join(rows))
    shown = forum.types("import", "action log.csv").out
    assert shown.count("what was understood") == 1
    assert "Shore Forum, 14 meetings from 1 May 2021 to 14 May 2021\n14 actions: 14 new. 0 decisions." in shown
    answer = forum.types("import", "action log.csv", "--yes")
    assert answer.out == "action log.csv: 14 new actions of 14 meetings.\nSee them with: actionlog list\n"


def test_a_row_of_a_register_is_closed_on_the_day_beside_it(forum: Secretary) -> None:
    register = "Ref,Date raised,Action,Owner,Due,Status,Date closed\nSF1,21/04/2021,Print the map,Clerk,09/06/2021,{}\n"
    write(forum, "action log.csv", register.format("Open,"))
    forum.types("import", "action log.csv", "--yes")
    write(forum, "action log.csv", register.format("Closed,03/06/2021"))
    forum.types("import", "action log.csv", "--yes")
    assert forum.json("show", "2021-04-21/1")["actions"][0]["closed"] == "2021-06-03"
    with forum.untouched():
        forum.types("import", "action log.csv", "--yes")


def test_columns_that_have_other_headings_can_be_named(forum: Secretary) -> None:
    rows = "A,Thing,Somebody,Target\n1,Print the map,Clerk,9 June 2021\n2,Book the hall,Chair,16 June 2021\n"
    write(forum, "log.csv", rows)
    found = forum.json(
        "import", "log.csv", "--meeting", "2021-05-19", "--columns", "ref=A, action=Thing, owner=C, deadline=Target",
        "--dry-run",
    )  # fmt: skip
    assert [(a["ref"], a["text"], a["owners"], a["deadline"]) for a in found["actions"]] == [
        ("1", "Print the map", ["Clerk"], "2021-06-09"),
        ("2", "Book the hall", ["Chair"], "2021-06-16"),
    ]


@pytest.mark.parametrize("typed", ["ref", "colour=B", "owner=", "ref=A,,"])
def test_columns_that_are_not_understood_are_answered_with_an_example(two: Secretary, typed: str) -> None:
    said = two.refused("import", "may.txt", "--columns", typed)
    assert '--columns "ref=A, action=Description, owner=C, deadline=Target"' in said


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no file without end")
def test_a_file_without_end_is_refused_before_it_fills_the_memory(forum: Secretary) -> None:
    (forum.folder / "endless.txt").symlink_to("/dev/zero")
    with forum.untouched():
        answer = forum.types("import", "endless.txt", code=2)
    assert "endless.txt" in answer.err
