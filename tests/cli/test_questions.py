"""What a person is asked at a terminal, and what becomes of the answers."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.secretary import DOCUMENTS, Secretary

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


def answers(folder: Path, words: list[str], lines: list[str]) -> str:
    """Run a command on a terminal of 80 columns, type each line when it asks, and return all that was shown."""
    import fcntl
    import pty
    import struct
    import termios

    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
    env = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE")}
    program = subprocess.Popen(
        [sys.executable, "-m", "actionlog", *words], cwd=folder, env=env, stdin=child, stdout=child, stderr=child
    )
    os.close(child)
    shown, left, end = b"", list(lines), time.monotonic() + 60
    while time.monotonic() < end:
        try:
            chunk = os.read(parent, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
        if shown.rstrip(b"\x1b[0m").endswith((b": ", b"] ")):  # who has no more answers closes the keyboard
            os.write(parent, f"{left.pop(0)}\n".encode() if left else b"\x04")
    program.wait(timeout=30)
    os.close(parent)
    return shown.decode().replace("\r\n", "\n")


def test_a_deadline_that_cannot_be_is_asked_again_and_the_action_is_not_lost(forum: Secretary) -> None:
    shown = answers(forum.folder, ["add", "Print the map"], ["Clerk; Chair", "31st February", "gobbledygook", "9 July"])
    assert "1 · Clerk and Chair · Friday 9 July 2021" in shown
    assert forum.json("show", "1")["actions"][0]["owners"] == ["Clerk", "Chair"]


def test_no_answer_leaves_owner_and_deadline_open(forum: Secretary) -> None:
    assert "1 · No owner · No deadline" in answers(forum.folder, ["add", "Print the map"], ["", ""])


def test_lines_are_broken_between_words_on_a_screen(forum: Secretary) -> None:
    shown = answers(forum.folder, ["group", "add", "River Forum of the Upper and the Lower Valley"], [])
    assert max(map(len, shown.splitlines())) <= 80
    assert "--extend meeting" in " ".join(shown.split())


@pytest.mark.parametrize(("answer", "count"), [("n", 0), ("y", 10)])
def test_an_import_is_shown_and_written_only_after_yes(secretary: Secretary, answer: str, count: int) -> None:
    secretary.types("init", "--group", "Shore Forum")
    shown = answers(secretary.folder, ["import", str(DOCUMENTS / "may.txt")], [answer])
    assert "Take all 10 actions (y)" in shown
    assert "10 actions: 10 new" in shown
    assert len(secretary.json("list", "--all")["actions"]) == count


def test_two_documents_are_written_together_or_not_at_all(secretary: Secretary) -> None:
    secretary.types("init", "--group", "Shore Forum")
    secretary.types("import", str(DOCUMENTS / "may.txt"), str(DOCUMENTS / "january.txt"), "--yes")
    assert len(secretary.commits()) == 2
    secretary.on("2022-02-01")
    assert len(secretary.json("list", "--all")["actions"]) == 13


def test_minutes_that_name_no_group_are_refused_where_the_log_has_several(secretary: Secretary) -> None:
    secretary.types("init", "--group", "Alpha Board")
    secretary.types("group", "add", "Beta Board")
    (secretary.folder / "m.txt").write_text("Minutes of 19 May 2021\n\nACTION: Clerk to print the map.\n")
    assert "--group" in secretary.refused("import", "m.txt", "--yes")


def test_what_was_deleted_from_the_disk_is_missed_by_the_check(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "On-going")
    forum.file("shore-forum/2021-05-19/01.yaml").unlink()
    assert "git restore" in forum.types("check", code=1).out


def test_undo_refuses_while_a_change_is_not_committed_and_leaves_alone_what_was_committed_by_hand(
    forum: Secretary,
) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "On-going")
    forum.types("note", "1", "Ink is low", "--no-commit")
    assert "not committed" in forum.refused("undo")
    forum.git("commit", "-q", "-am", "A note by hand")
    assert "git revert" in forum.refused("undo")


def test_undo_knows_what_it_took_back_even_after_a_rebase(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "On-going")
    forum.types("note", "1", "Ink is low", "--date", "2021-06-01")
    forum.types("note", "1", "Ink has come", "--date", "2021-06-02")
    forum.types("undo")
    forum.git("rebase", "-q", "--force-rebase", "--root")
    forum.types("undo")
    assert forum.json("show", "1")["actions"][0]["history"] == []
