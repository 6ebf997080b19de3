"""The example log in `actions/`: it has something of everything, and does not rot with the calendar."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from actionlog.cli.running import run
from actionlog.model import EVENTS, STATUSES

TOP = Path(__file__).parents[1]
#: The day that the example was written for; the Makefile and the workflow name it too.
DAY = "2026-03-20"


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example, outside any git repository."""
    shutil.copytree(TOP / "actions", tmp_path / "actions")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ACTIONLOG_DIR", raising=False)
    monkeypatch.setenv("ACTIONLOG_NOW", "2031-01-01")
    return tmp_path


def test_the_example_has_no_fault_and_nothing_overdue_on_its_day(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--as-of", DAY]) == 0, capsys.readouterr()


def test_a_waiver_of_the_example_runs_out_by_itself(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--as-of", "2026-04-11"]) == 3
    assert "Book the brass band" in capsys.readouterr().out


def test_every_status_and_every_event_occurs_in_the_example(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["list", "--all", "--json"])
    actions = json.loads(capsys.readouterr().out)["actions"]
    assert {a["status"] for a in actions} == set(STATUSES)
    told = {e["event"] for a in actions for e in a["history"]}
    assert told | {"wording changed"} == set(EVENTS)
    assert {a["meeting"] for a in actions} == {"before-2026-01-14", "2026-01-14", "2026-02-11", "2026-03-11"}


def test_the_paper_of_the_example_is_as_the_readme_says(
    example: Path, capsys: pytest.CaptureFixture[str], snapshot: Callable[[str, str], None]
) -> None:
    run(["report", "outstanding", "--as-of", DAY])
    snapshot("example-outstanding.txt", capsys.readouterr().out)


def test_the_day_of_the_example_is_the_same_everywhere() -> None:
    for name in ("Makefile", ".github/workflows/actions.yml", ".ci/run"):
        days = set(re.findall(r"20\d\d-\d\d-\d\d", (TOP / name).read_text(encoding="utf-8")))
        assert days == {DAY}, name
