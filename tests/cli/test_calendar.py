"""Deadlines in calendar programs that nobody here wrote: one that moved moves, one that closed goes, none doubles."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.secretary import Secretary

icalendar = pytest.importorskip("icalendar")

Run = Callable[..., str]


def program(name: str) -> str:
    """Return the path of a calendar program, which may be installed beside Python."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    return found or pytest.skip(f"{name} is not installed, which reads the calendar as another program than ours")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A function that runs a calendar program, in a home of its own with one calendar."""
    home = tmp_path / "calendar-home"
    for folder in ("deadlines", ".config/khal", ".config/todoman", ".local/share", ".cache"):
        (home / folder).mkdir(parents=True)
    day, time = "%Y-%m-%d", "%H:%M"
    (home / ".config/khal/config").write_text(
        f"[calendars]\n[[deadlines]]\npath = {home / 'deadlines'}\n[sqlite]\npath = {home / 'khal.db'}\n"
        f"[locale]\ntimeformat = {time}\ndateformat = {day}\nlongdateformat = {day}\ndatetimeformat = {day} {time}\n"
        f"longdatetimeformat = {day} {time}\nlocal_timezone = Europe/London\ndefault_timezone = Europe/London\n"
    )
    (home / ".config/todoman/config.py").write_text(
        f"path = {str(home / '*')!r}\ndate_format = {day!r}\ntime_format = {time!r}\n"
        f"cache_path = {str(home / 'todo.db')!r}\n"
    )
    env = {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "COLUMNS": "200",
    }

    def run(name: str, *words: str) -> str:
        done = subprocess.run(
            [program(name), *words], env=env, cwd=home, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def log(forum: Secretary) -> Secretary:
    """Four actions: two with a day, one of them everybody's, one at the next meeting, one without a day."""
    for text, owner, deadline in (
        ("Print the map", "Chair", "2021-06-30"),
        ("Bring a cake", "All", "2021-07-07"),
        ("Paint the gate", "Chair", "next meeting"),
        ("Keep the list", "Clerk", "On-going"),
    ):
        forum.types("add", text, "--owner", owner, "--deadline", deadline)
    return forum


def events(secretary: Secretary, *words: str) -> list[str]:
    answer = secretary.types("calendar", *words)
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(answer.out).walk("VEVENT")]


def test_what_has_no_day_is_not_in_the_calendar_and_she_is_told(log: Secretary) -> None:
    answer = log.types("calendar")
    assert answer.err == "2 open actions are not in the calendar, for want of a day as deadline: 3 and 4.\n"
    assert "X-WR-CALNAME:Shore Forum: deadlines" in answer.out
    assert events(log) == ["Ref 1: Print the map", "Ref 2: Bring a cake"]
    log.types("meeting", "add", "2021-07-21")
    assert events(log)[2] == "Ref 3: Paint the gate"
    assert log.types("calendar").err.startswith("1 open action is not in the calendar")


def test_one_owners_deadlines_are_that_owners_alone(log: Secretary) -> None:
    assert events(log, "--owner", "chair") == ["Ref 1: Print the map"]
    assert events(log, "--owner", "Members") == ["Ref 2: Bring a cake"]
    assert "Did you mean Chair?" in log.refused("calendar", "--owner", "Chiar")


def test_the_calendar_of_a_day_is_the_same_whenever_it_is_written(log: Secretary, tmp_path: Path) -> None:
    file = tmp_path / "deadlines.ics"
    log.types("calendar", "--as-of", "2021-06-24", "-o", str(file))
    log.types("calendar", "--as-of", "2021-06-24", "-o", str(tmp_path / "again.ics"))
    assert file.read_bytes() == (tmp_path / "again.ics").read_bytes()
    assert file.read_bytes().count(b"BEGIN:VEVENT") == 2


def test_several_groups_stand_in_one_calendar(log: Secretary) -> None:
    log.types("group", "add", "Pier Panel")
    log.types("meeting", "add", "2021-06-02", "--group", "pier-panel")
    log.types("add", "Count the planks", "--owner", "Chair", "--deadline", "2021-07-01", "--group", "pier-panel")
    assert len(events(log)) == 3
    assert events(log, "--group", "pier-panel") == ["Ref 1: Count the planks"]


def test_khal_moves_what_moved_and_doubles_nothing(log: Secretary, run: Run, tmp_path: Path) -> None:
    def take_in() -> list[str]:
        log.types("calendar", "-o", str(tmp_path / "deadlines.ics"))
        run("khal", "import", "--batch", str(tmp_path / "deadlines.ics"))
        shown = run("khal", "list", "--format", "{start} {cancelled}{title}", "2021-06-01", "90d", "--day-format", "")
        return [line for line in shown.splitlines() if "Ref" in line]

    assert take_in() == ["2021-06-30 Ref 1: Print the map", "2021-07-07 Ref 2: Bring a cake"]
    log.types("extend", "1", "--to", "2021-07-14")
    log.types("close", "2", "--outcome", "completed")
    assert take_in() == ["2021-07-07 CANCELLED Ref 2, closed: Bring a cake", "2021-07-14 Ref 1: Print the map"]


def test_todoman_shows_each_deadline_once_and_what_is_done_as_done(log: Secretary, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "calendar-home" / "deadlines"

    def take_in(*words: str) -> list[str]:
        calendar = icalendar.Calendar.from_ical(log.types("calendar").out)
        for task in calendar.walk("VTODO"):  # as a program keeps it that syncs: a file for each UID
            alone = icalendar.Calendar()
            alone.add("version", "2.0")
            alone.add("prodid", "-//a test//EN")
            alone.add_component(task)
            (folder / f"{task['UID']}.ics").write_bytes(alone.to_ical())
        shown = run("todo", "--porcelain", "list", "--sort", "due", *words)
        import json

        return [f"{entry['summary']} {entry['completed']} {entry['due']}" for entry in json.loads(shown)]

    first = take_in()
    assert [line.split(" False")[0] for line in first] == ["Ref 2: Bring a cake", "Ref 1: Print the map"]
    log.types("extend", "1", "--to", "2021-07-14")
    log.types("close", "2", "--outcome", "completed")
    (left,) = take_in()
    assert left.startswith("Ref 1: Print the map False")
    assert left != first[1]
    assert any(line.startswith("Ref 2, closed: Bring a cake True") for line in take_in("--status", "ANY"))
    assert len(take_in("--status", "ANY")) == 2
