"""The program as processes of their own: several at once, killed, cut off, and what it loads."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.secretary import Secretary

PROGRAM = [sys.executable, "-m", "actionlog"]
NOW = {"ACTIONLOG_NOW": "2021-06-24"}


def env(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("ACTIONLOG_DIR", "PYTHONDONTWRITEBYTECODE", "NO_COLOR")}
    return kept | NOW | more


def test_eight_processes_that_add_at_once_lose_nothing_and_use_no_number_twice(forum: Secretary) -> None:
    add = '"$0" -m actionlog add "Print map $1.$n" --owner Clerk --deadline On-going'
    script = f"for n in 1 2 3 4 5; do {add} || exit 1; done"
    running = [
        subprocess.Popen(
            ["sh", "-c", script, sys.executable, str(k)], cwd=forum.folder, env=env(), stdout=subprocess.DEVNULL
        )
        for k in range(8)
    ]
    assert [p.wait(timeout=300) for p in running] == [0] * 8
    actions = forum.json("list")["actions"]
    assert sorted(a["number"] for a in actions) == list(range(1, 41))
    assert len({a["action"] for a in actions}) == 40
    assert sum(s.startswith("Add 2021") for s in forum.commits()) == 40
    assert forum.git("status", "--porcelain") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are killed otherwise there")
def test_a_command_killed_at_any_moment_leaves_a_log_on_which_the_next_one_works(forum: Secretary) -> None:
    chance = random.Random(5)
    for n in range(12):
        victim = subprocess.Popen(
            [*PROGRAM, "add", f"Print map {n}", "--owner", "Clerk", "--deadline", "On-going"],
            cwd=forum.folder, env=env(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        time.sleep(chance.uniform(0.05, 0.4))
        os.killpg(victim.pid, signal.SIGKILL)
        victim.wait()
    done = forum.process("add", "The one after", "--owner", "Clerk", "--deadline", "On-going", **NOW)
    assert done.returncode == 0, done.stderr
    actions = forum.json("list")["actions"]
    assert actions[-1]["action"] == "The one after"
    assert len({a["number"] for a in actions}) == len(actions)
    assert forum.git("status", "--porcelain") == ""
    forum.types("check")


def test_what_is_read_by_nobody_any_more_ends_without_a_word(forum: Secretary) -> None:
    for n in range(30):
        forum.types("add", f"Print map {n}", "--owner", "Clerk", "--deadline", "On-going", "--no-commit")
    done = subprocess.run(
        ["sh", "-c", '"$0" -m actionlog list | head -n 1', sys.executable],
        cwd=forum.folder, env=env(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_commands_load_no_more_than_they_need(forum: Secretary) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    heavy = (
        "rich", "dateutil", "pydantic", "markdown_it", "mammoth", "pypdfium2", "python_calamine", "actionlog.minutes",
        "actionlog.readers", "actionlog.store.git", "hypothesis", "docx", "lxml", "xlsxwriter", "openpyxl", "icalendar",
        "jinja2", "markupsafe", "smtplib", "email", "zipfile", "actionlog.renderers.pages", "actionlog.renderers.word",
        "actionlog.renderers.template", "actionlog.redaction", "actionlog.post",
    )  # fmt: skip
    for words in (
        ["--version"],
        ["--help"],
        ["list", "--format", "json"],
        ["list"],
        ["check", "--as-of", "2021-05-20"],
        ["report", "outstanding"],
        ["report", "outstanding", "--format", "markdown"],
    ):
        code = (
            f"import sys; sys.argv[1:] = {words!r}\n"
            "from actionlog.cli import main\n"
            "try:\n    main()\nexcept SystemExit:\n    pass\n"
            "print('\\n'.join(sys.modules), file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=forum.folder, env=env(), capture_output=True, text=True, check=True
        )
        asks_git = words[0] in ("check", "report")  # of files that were deleted without a commit
        loaded = set(done.stderr.split()) - ({"actionlog.store.git"} if asks_git else set())
        assert not [name for name in heavy if name in loaded], (words, [n for n in heavy if n in loaded])


def test_importing_text_loads_no_library_for_other_files(forum: Secretary) -> None:
    (forum.folder / "minutes.txt").write_text("Shore Forum, 19 May 2021\n\nACTION: Clerk to print the map\n")
    code = (
        "import sys; sys.argv[1:] = ['import', 'minutes.txt', '--dry-run']\n"
        "from actionlog.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=forum.folder, env=env(), capture_output=True, text=True, check=True
    )
    assert "print the map" in done.stdout
    loaded = set(done.stderr.split())
    assert not loaded & {"markdown_it", "mammoth", "pypdfium2", "python_calamine"}


def test_the_version_is_told_without_loading_the_command_line() -> None:
    code = (
        "import sys; sys.argv[1:] = ['--version']\n"
        "from actionlog.cli import main\nmain()\nassert 'typer' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], env=env(), capture_output=True, text=True, check=True)
    assert done.stdout.startswith("actionlog ")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_paper_fits_the_terminal_and_says_overdue_in_words(forum: Secretary, columns: int) -> None:
    forum.types("add", "Print the map of the whole shore and post it", "--owner", "Review team", "--deadline", "2 June")
    shown = on_terminal(forum.folder, columns, "report", "outstanding", NO_COLOR="1")
    assert "Overdue by" in " ".join(shown.split())
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= columns
    coloured = on_terminal(forum.folder, columns, "report", "outstanding")
    assert "\x1b[" in coloured
    assert "\x1b" not in on_terminal(forum.folder, columns, "report", "outstanding", TERM="dumb")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def on_terminal(folder: Path, columns: int, *words: str, **more: str) -> str:
    """Return what a command shows on a terminal of so many columns."""
    import fcntl
    import pty
    import struct
    import termios

    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    clean = {k: v for k, v in env(TERM="xterm-256color").items() if k not in ("COLUMNS", "LINES")} | more
    running = subprocess.Popen([*PROGRAM, *words], cwd=folder, env=clean, stdin=child, stdout=child, stderr=child)
    os.close(child)
    said = b""
    while True:
        try:
            chunk = os.read(parent, 65536)
        except OSError:
            break
        if not chunk:
            break
        said += chunk
    running.wait(timeout=60)
    os.close(parent)
    return said.decode().replace("\r\n", "\n")
