"""Going through an import at the terminal: what is taken, skipped, corrected and added is what is written."""

import os
import re
import select
import signal
import subprocess
import sys
import time

import pytest

from tests.cli.secretary import Secretary
from tests.cli.test_questions import answers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

TITLE = "DRAFT minutes of the Shore Forum\n\n19 May 2021\n\nPresent: Chair, Clerk, Treasurer\n\n"
ROWS = (
    "1\tPrint the map\tClerk\t9 June 2021\tOpen\n"
    "2\tBook the hall\tChair\t16 June 2021\tOpen\n"
    "3\tSend the accounts\tTreasurer\t\tOpen\n"
)
ACTIONS = f"Actions\n\nNumber\tAction\tOwner\tDeadline\tStatus\n{ROWS}"
PROMISES = (
    "1. Signs\n\nThe Clerk will write to the harbour office about the signs. The Chair was thanked.\n\n"
    "2. Money\n\nThe Treasurer will send round a letter by 30 June 2021.\n\n"
)


@pytest.fixture
def draft(forum: Secretary) -> Secretary:
    """A secretary with draft minutes of three actions and two promises, which the log has not."""
    (forum.folder / "minutes.txt").write_text(TITLE + PROMISES + ACTIONS, encoding="utf-8")
    return forum


def review(secretary: Secretary, *typed: str) -> str:
    """Import the minutes at a terminal, going through them one by one, and return what was shown."""
    return answers(secretary.folder, ["import", "minutes.txt"], ["o", *typed])


def actions(secretary: Secretary) -> list[tuple[str, list[str], str | None, str]]:
    found = secretary.json("list", "--all")["actions"]
    return [(a["action"], a["owners"], a["deadline"], a["status"]) for a in found]


def wordings(secretary: Secretary) -> list[str]:
    return [a["action"] for a in secretary.json("list", "--all")["actions"]]


def flat(shown: str) -> str:
    return " ".join(shown.split())


def test_all_is_taken_at_one_word(draft: Secretary) -> None:
    shown = answers(draft.folder, ["import", "minutes.txt"], ["y"])
    assert "Take all 3 actions (y), go through them one by one (o), or write nothing (n)?" in flat(shown)
    assert wordings(draft) == ["Print the map", "Book the hall", "Send the accounts"]


@pytest.mark.parametrize("typed", [["n"], [""], ["o", "q"], ["o", "", "s", "q"], ["o", "r", "q"], ["o", "r", "r", "n"]])
def test_nothing_is_written_unless_all_was_said_yes_to(draft: Secretary, typed: list[str]) -> None:
    with draft.untouched():
        shown = answers(draft.folder, ["import", "minutes.txt"], typed)
    assert "Nothing was written." in shown


def test_each_row_is_shown_with_what_becomes_of_it_its_doubts_and_its_place(draft: Secretary) -> None:
    shown = review(draft, "", "", "q")
    assert "Action 3 of 3\nRef: 3\nAction: Send the accounts\nOwner: Treasurer\nDeadline: Not set\n" in shown
    assert "What happens: Added as 2021-05-19/03\nDoubt: No deadline is printed.\nFrom: line 20\n" in shown


def test_a_skipped_row_is_not_written_and_the_commit_says_so(draft: Secretary) -> None:
    shown = review(draft, "", "s", "", "r", "y")
    assert wordings(draft) == ["Print the map", "Send the accounts"]
    assert "Write 2 actions into the log?" in shown
    assert "1 row skipped, as you said." in shown
    assert "In the review: 1 row skipped\n" in draft.git("log", "-1", "--format=%B")


def test_back_leads_to_the_row_before_which_can_be_answered_anew(draft: Secretary) -> None:
    review(draft, "s", "b", "a", "s", "", "r", "y")
    assert wordings(draft) == ["Print the map", "Send the accounts"]


def test_the_rest_is_taken_at_one_key(draft: Secretary) -> None:
    review(draft, "s", "r", "r", "y")
    assert wordings(draft) == ["Book the hall", "Send the accounts"]


def test_a_corrected_row_says_what_was_typed_and_what_was_printed_stays_the_record(draft: Secretary) -> None:
    corrections = ["Book the great hall", "Clerk; Chair", "20 June 2021", "Proposed"]
    shown = review(draft, "", "c", *corrections, "", "", "r", "y")
    assert actions(draft)[1] == ("Book the great hall", ["Clerk", "Chair"], "2021-06-20", "Proposed")
    text = draft.file("shore-forum/2021-05-19/02.yaml").read_text(encoding="utf-8")
    assert 'minuted: {ref: "2", owners: Chair, deadline: 16 June 2021, status: Open}' in text
    assert "You have corrected it." in shown
    assert "In the review: 1 row corrected\n" in draft.git("log", "-1", "--format=%B")
    draft.types("check", "--as-of", "2021-06-01")


def test_enter_keeps_what_stands(draft: Secretary) -> None:
    shown = review(draft, "c", "", "", "", "", "", "", "", "r", "y")
    assert "You have corrected it." not in shown
    assert actions(draft)[0] == ("Print the map", ["Clerk"], "2021-06-09", "Open")


def test_what_cannot_be_is_explained_and_asked_again(draft: Secretary) -> None:
    typed = ["", "", "31st February", "gobbledygook", "1 May 2021", "23 June", "purple", "completed"]
    shown = flat(review(draft, "c", *typed, "r", "r", "y"))
    assert "There is no 31 February." in shown
    assert "“gobbledygook” is not understood as a deadline." in shown
    assert "is before the meeting of 19 May 2021" in shown
    assert "“purple” is no status of the log." in shown
    assert actions(draft)[0] == ("Print the map", ["Clerk"], "2021-06-23", "Closed")


@pytest.mark.parametrize("typed", ["March Board", "Spring", "Week 23"])
def test_words_that_are_no_day_are_asked_again_and_never_dropped(draft: Secretary, typed: str) -> None:
    shown = flat(review(draft, "c", "", "", typed, "16 June 2021", "", "r", "r", "y"))
    assert f'"{typed}"' in shown
    assert "Type a day such as 9 July 2021, On-going or next meeting; or - for no deadline." in shown
    assert actions(draft)[0] == ("Print the map", ["Clerk"], "2021-06-16", "Open")


def test_a_deadline_that_is_only_about_right_is_told_as_it_is_taken(draft: Secretary) -> None:
    shown = review(draft, "c", "", "", "early June 2021", "", "r", "r", "y")
    assert "The words are approximate; 10 June 2021 was taken." in flat(shown)


def test_two_owners_typed_as_minutes_print_them_are_two(draft: Secretary) -> None:
    shown = review(draft, "c", "", "RI and PC", "", "", "r", "r", "y")
    assert "“RI and PC” is taken as 2 owners: RI; PC." in flat(shown)
    assert actions(draft)[0][1] == ["RI", "PC"]


def test_an_officer_of_two_things_is_one_owner(draft: Secretary) -> None:
    review(draft, "c", "", "Health and Safety Officer", "", "", "r", "r", "y")
    assert actions(draft)[0][1] == ["Health and Safety Officer"]


@pytest.mark.parametrize(
    ("typed", "status"), [("done", "Closed"), ("In progress", "Open"), ("no longer required", "Closed")]
)
def test_a_status_can_be_typed_as_minutes_print_it(draft: Secretary, typed: str, status: str) -> None:
    review(draft, "c", "", "", "", typed, "r", "r", "y")
    assert actions(draft)[0][3] == status


def test_a_key_that_is_none_loses_nothing(draft: Secretary) -> None:
    shown = answers(draft.folder, ["import", "minutes.txt"], ["x", "o", "take", "r", "r", "a", "?", "yes"])
    assert "“x” was not understood. Take all 3 actions (y)" in flat(shown)
    assert "“take” was not understood; type one key. Enter or a: take it." in flat(shown)
    assert "“a” was not understood. Write 3 actions into the log?" in flat(shown)
    assert len(wordings(draft)) == 3


def test_a_row_that_was_skipped_stays_so_at_enter(draft: Secretary) -> None:
    shown = review(draft, "s", "b", "", "", "", "r", "y")
    assert "You have skipped it." in shown
    assert "Enter or s: leave it out. a: take it after all." in flat(shown)
    assert wordings(draft) == ["Book the hall", "Send the accounts"]


def test_a_row_that_cannot_be_taken_says_what_the_keys_do_there(draft: Secretary) -> None:
    (draft.folder / "minutes.txt").write_text(TITLE + ACTIONS.replace("9 June 2021\tOpen", "9 June 2021\tPurple"))
    shown = flat(answers(draft.folder, ["import", "minutes.txt"], ["o", "a", "", "r", "y"]))
    assert "go through the rows one by one (o), correct it (c) and give its status" in shown
    assert "Why it is left out: " in shown
    assert "Leave it out? [Enter s c b r q ?] a “a” was not understood" in shown
    assert "Enter or s: leave it out. c: correct it, so that it can be taken." in shown
    assert "1 row could not be taken." in shown


def test_a_promise_that_was_added_stays_so_at_enter(draft: Secretary) -> None:
    shown = review(draft, "r", "a", "b", "", "s", "y")
    assert "You have added it." in shown
    assert len(wordings(draft)) == 4


def test_minutes_without_actions_ask_whether_to_record_the_meeting_itself(draft: Secretary) -> None:
    (draft.folder / "minutes.txt").write_text(TITLE.replace("19 May", "2 June"))
    with draft.untouched():
        shown = flat(answers(draft.folder, ["import", "minutes.txt"], [""]))
    assert "No actions were found. The meeting itself would be recorded: its day and its attendance." in shown
    assert "Record the meeting itself, without actions? [y/N]" in shown


def test_sentences_that_nobody_marked_can_be_gone_through_where_no_action_is(draft: Secretary) -> None:
    (draft.folder / "minutes.txt").write_text(TITLE + PROMISES)
    shown = flat(answers(draft.folder, ["import", "minutes.txt"], ["o", "a", "", "y"]))
    assert "go through the 2 sentences that nobody marked as an action (o)" in shown
    assert len(wordings(draft)) == 1


def test_a_dash_takes_away_the_owner_and_the_deadline(draft: Secretary) -> None:
    review(draft, "c", "", "-", "-", "", "r", "r", "y")
    assert actions(draft)[0] == ("Print the map", [], None, "Open")


def test_a_row_whose_status_is_not_known_can_be_put_right_and_taken(draft: Secretary) -> None:
    (draft.folder / "minutes.txt").write_text(TITLE + ACTIONS.replace("9 June 2021\tOpen", "9 June 2021\tPurple"))
    shown = review(draft, "c", "", "", "", "Open", "", "r", "y")
    assert "Status: Not set (printed: Purple)" in shown
    assert wordings(draft)[0] == "Print the map"


def test_a_row_that_cannot_be_taken_is_left_out_at_enter(draft: Secretary) -> None:
    (draft.folder / "minutes.txt").write_text(TITLE + ACTIONS.replace("9 June 2021\tOpen", "9 June 2021\tPurple"))
    shown = review(draft, "", "", "", "y")
    assert "Leave it out?" in shown
    assert wordings(draft) == ["Book the hall", "Send the accounts"]


def test_a_promise_is_added_only_where_the_secretary_says_so(draft: Secretary) -> None:
    shown = review(draft, "r", "", "a", "y")
    assert "Not marked as an action: 1 of 2" in shown
    promised = ("The Treasurer will send round a letter by 30 June 2021.", ["Treasurer"], "2021-06-30", "Open")
    assert actions(draft)[3:] == [promised]
    assert "In the review: 1 promise added\n" in draft.git("log", "-1", "--format=%B")


def test_a_promise_can_be_corrected_as_it_is_added_and_left_out_again(draft: Secretary) -> None:
    review(draft, "r", "a", "b", "s", "c", "Send a letter round", "", "", "", "y")
    assert wordings(draft)[3:] == ["Send a letter round"]


def test_minutes_that_were_reviewed_change_nothing_when_they_are_imported_again(draft: Secretary) -> None:
    review(draft, "c", "Print the small map", "Chair", "23 June 2021", "", "", "", "", "a", "", "y")
    with draft.untouched():
        answer = draft.types("import", "minutes.txt", "--yes")
    assert "1 row differs from the log" in answer.out
    assert "The Clerk will write" not in draft.types("import", "minutes.txt").out


def test_a_row_without_a_ref_that_was_corrected_is_not_added_a_second_time(draft: Secretary) -> None:
    text = f"{TITLE}Actions\n\nAction\tOwner\tDeadline\nPrint the great map of the shore\tClerk\t9 June 2021\n"
    (draft.folder / "minutes.txt").write_text(text)
    review(draft, "c", "Print the small map of the shore", "Chair", "", "", "", "y")
    assert actions(draft) == [("Print the small map of the shore", ["Chair"], "2021-06-09", "Open")]
    with draft.untouched():
        draft.types("import", "minutes.txt", "--yes")


def test_a_skipped_row_still_stands_for_its_action(draft: Secretary) -> None:
    """Else a row with nearly the same words would be taken for it."""
    draft.types("import", "minutes.txt", "--yes")
    july = ACTIONS.replace("Actions", "Outstanding actions").replace(
        ROWS, "1\tPrint the map\tClerk\t7 July 2021\tOpen\n\tPrint the maps\tClerk\t8 July 2021\tOpen\n"
    )
    (draft.folder / "minutes.txt").write_text(TITLE.replace("19 May", "9 June") + july)
    review(draft, "s", "", "y")
    kept = draft.json("show", "2021-05-19/1")["actions"][0]
    assert kept["deadline"] == "2021-06-09"


def test_what_somebody_else_wrote_during_the_review_is_not_written_over(draft: Secretary) -> None:
    with Terminal(draft) as program:
        read_until(program, "[y/o/N] ")
        draft.types("add", "Print the map", "--owner", "Clerk", "--deadline", "9 June 2021", "--meeting", "2021-05-19")
        with draft.untouched():
            program.type("y")
            shown = read_until(program, "run the import again.")
    assert "The log was changed by somebody else meanwhile. Nothing was written" in flat(shown)


@pytest.mark.parametrize("way", ["interrupt", "close the keyboard"])
def test_stopping_in_the_middle_writes_nothing(draft: Secretary, way: str) -> None:
    with draft.untouched(), Terminal(draft) as program:
        read_until(program, "[y/o/N] ")
        program.type("o")
        read_until(program, "?] ")
        program.type("")
        read_until(program, "Action 2 of 3", "?] ")
        if way == "interrupt":
            program.process.send_signal(signal.SIGINT)
            program.type("")  # a read that was about to begin sees the signal only when it ends
        else:
            os.write(program.terminal, b"\x04")
        shown = read_until(program, "Nothing was written.")
        assert "Nothing was written." in flat(shown)
        assert program.process.wait(timeout=30) == 130
    assert "Traceback" not in shown


@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_of_the_review_is_wider_than_the_terminal(draft: Secretary, columns: int) -> None:
    text = TITLE + PROMISES + ACTIONS.replace("Print the map", "Print the map of the shore and of the river " * 5)
    (draft.folder / "minutes.txt").write_text(text)
    with Terminal(draft, columns) as program:
        shown = read_until(program, "[y/o/N] ")
        for typed, until in (("o", "?] "), ("", "?] "), ("r", "?] "), ("r", "[y/N] ")):
            program.type(typed)
            shown += read_until(program, until)
        program.type("n")
        shown += read_until(program, "Nothing was written.")
    assert max(map(len, re.sub(r"\x1b\[\d*m", "", shown).splitlines())) <= columns


class Terminal:
    """A program that runs on a terminal of its own."""

    def __init__(self, secretary: Secretary, columns: int = 80) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.terminal, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        env = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "actionlog", "import", "minutes.txt"],
            cwd=secretary.folder,
            env=env,
            stdin=child,
            stdout=child,
            stderr=child,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background job ignores it
        )
        os.close(child)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(timeout=30)
        os.close(self.terminal)

    def type(self, line: str) -> None:
        os.write(self.terminal, f"{line}\n".encode())


def read_until(program: Terminal, *words: str) -> str:
    """Return what is shown until all `words` stand there, however the lines are broken."""
    shown, end = b"", time.monotonic() + 30
    while not all(flat(wanted) in flat(shown.decode(errors="replace")) for wanted in words):
        ready, _, _ = select.select([program.terminal], [], [], max(0.0, end - time.monotonic()))
        assert ready, f"{words} is not shown, but:\n{shown.decode(errors='replace')}"
        try:
            chunk = os.read(program.terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    return shown.decode().replace("\r\n", "\n")
