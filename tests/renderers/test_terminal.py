"""A person's terminal: colour only where it may be, words always, and plain text for a long table."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from actionlog.papers import Paper, Row, Table
from actionlog.renderers import terminal, text

Snapshot = Callable[[str, str | bytes], None]

SGR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [40, 80])
def test_a_paper_is_pleasant_on_a_screen(paper: Paper, snapshot: Snapshot, width: int) -> None:
    snapshot(f"snapshots/terminal-{width}.txt", terminal.render(paper, width, False))


def test_colour_adds_nothing_but_colour(paper: Paper) -> None:
    for width in (40, 80, 120):
        coloured = terminal.render(paper, width, True)
        assert "\x1b[1;31mOverdue by 6 days\x1b[0m" in coloured.replace("\n", " ") or width == 80
        plain = "\n".join(line.rstrip() for line in SGR.sub("", coloured).split("\n"))
        assert plain == terminal.render(paper, width, False)


def test_without_colour_there_is_no_escape_sequence(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # it is for the caller to obey
    assert "\x1b" not in terminal.render(paper, 80, False)


def test_with_colour_the_environment_is_not_asked_again(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    with_none = terminal.render(paper, 120, True)
    for name, value in {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "30"}.items():
        monkeypatch.setenv(name, value)
    assert terminal.render(paper, 120, True) == with_none


def test_only_how_an_action_stands_is_coloured_never_what_somebody_typed(paper: Paper) -> None:
    table = Table("T", ("Ref", "Action", "Status"), (Row(("1", "Overdue by 3 days, says the clerk", "Open")),))
    assert "31m" not in terminal.render(paper._replace(parts=(table,)), 80, True)


@pytest.mark.parametrize("width", [10, 20, 40, 80, 120])
def test_no_line_is_wider_than_the_screen(paper: Paper, width: int) -> None:
    shown = terminal.render(paper, width, False)
    assert max(cell_len(line) for line in shown.split("\n")) <= max(width, 20)


def test_a_long_table_is_plain_text(paper: Paper) -> None:
    def of(count: int) -> Paper:
        return paper._replace(parts=(Table("T", ("Ref",), tuple(Row((str(n),)) for n in range(count))),))

    assert terminal.render(of(201), 80, True) == text.render(of(201), 80).decode()
    assert "\x1b[1m" in terminal.render(of(200), 80, True)


def test_rich_is_loaded_only_for_a_terminal() -> None:
    heavy = "[m for m in ('rich', 'csv', 'json') if m in sys.modules]"
    script = f"import sys, actionlog.renderers, actionlog.renderers.terminal; print({heavy})"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
