"""`report --template FILE.j2` as a secretary uses it: the documented examples, a file, the screen, an error."""

import shutil
from pathlib import Path

import pytest

from tests.cli.secretary import Secretary

pytest.importorskip("jinja2")

TEMPLATES = Path(__file__).parents[2] / "docs/templates"
EXAMPLES = sorted(path.name for path in TEMPLATES.glob("*.j2"))
README = (TEMPLATES / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def log(forum: Secretary) -> Secretary:
    """A log (invented) with one action overdue and one not yet due."""
    forum.types("add", "Print the map of the shore", "--owner", "Clerk", "--deadline", "2 June")
    forum.types("add", "Ask the *museum* & the <ferry>", "--owner", "Review team", "--deadline", "30 June")
    for name in EXAMPLES:
        shutil.copy(TEMPLATES / name, forum.folder / name)
    return forum


def test_the_markdown_example_puts_what_is_overdue_first_and_the_rest_by_owner(log: Secretary) -> None:
    shown = log.types("report", "outstanding", "--template", "outstanding.md.j2").out
    assert "# Shore Forum: outstanding actions\n\nPaper for the committee" in shown
    assert "## Overdue: 1\n" in shown
    assert "Owner: Clerk. Overdue by 22 days (the deadline was 2 June 2021)." in shown
    assert "### Review team\n\n| Ref | Action | Deadline | Raised |\n| --- |" in shown
    assert "| Ask the \\*museum\\* & the &lt;ferry> | 30 June 2021 | 19 May 2021 |\n" in shown


@pytest.mark.parametrize(
    "paper", ["outstanding", "closed", "overdue", "decisions", "deadlines", "minutes", "performance", "register"]
)
def test_the_web_page_example_takes_any_paper(log: Secretary, paper: str) -> None:
    shown = log.types("report", paper, "--template", "outstanding.html.j2").out
    assert shown.startswith("<!DOCTYPE html>\n<html lang=")
    assert "<ferry>" not in shown
    if paper == "outstanding":
        assert "<td>Ask the *museum* &amp; the &lt;ferry&gt;</td><td>Review team</td><td>30 June 2021</td>" in shown
        assert '<th scope="col">Owner</th>' in shown


def test_the_note_for_the_agenda_has_the_figures_and_what_is_late(log: Secretary) -> None:
    assert log.types("report", "outstanding", "--template", "agenda-note.txt.j2").out == (
        "AGENDA ITEM: MATTERS ARISING\n24 June 2021\n\n2 open, of which 1 overdue.\n0 closed since the last paper.\n\n"
        "1  Print the map of the shore\n    Clerk: Overdue by 22 days\n    Nothing was heard since it was raised.\n\n"
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_explained_and_takes_a_log_with_nothing_in_it(secretary: Secretary, name: str) -> None:
    assert f"[{name}]({name})" in README
    secretary.types("init", "--group", "Shore Forum")
    answer = secretary.types("report", "outstanding", "--template", str(TEMPLATES / name))
    assert answer.err == ""
    assert "{" not in answer.out.replace("{ ", "").replace("{\n", "") or name.endswith(".html.j2")


def test_a_template_writes_into_a_file_and_says_so(log: Secretary, tmp_path: Path) -> None:
    file = tmp_path / "paper.md"
    answer = log.types("report", "outstanding", "--template", "outstanding.md.j2", "-o", str(file))
    assert answer.out == ""
    assert f"written to {file}" in answer.err
    assert file.read_text(encoding="utf-8") == log.types(
        "report", "outstanding", "--template", "outstanding.md.j2"
    ).out  # fmt: skip


def test_an_error_in_line_seven_names_it_and_leaves_the_file_as_it_was(log: Secretary, tmp_path: Path) -> None:
    file = tmp_path / "paper.md"
    file.write_text("The paper of last month.\n")
    (log.folder / "wrong.md.j2").write_text(
        "# A\n\nB\n\n{% for action in actions %}\n- {{ action.ref }}\n{{ action.onwer }}\n{% endfor %}"
    )
    said = log.refused("report", "outstanding", "--template", "wrong.md.j2", "-o", str(file))
    assert said == (
        "actionlog: Line 7 of the template wrong.md.j2 is wrong, so nothing was written. "
        'An action has no field "onwer". Did you mean "owners"?\n'
    )
    assert file.read_text() == "The paper of last month.\n"


def test_a_frozen_paper_is_not_recorded_where_its_template_is_wrong(log: Secretary) -> None:
    (log.folder / "wrong.md.j2").write_text("{{ paper.tittle }}")
    log.refused("report", "outstanding", "--meeting", "2021-05-19", "--freeze", "--template", "wrong.md.j2")


def test_every_letter_goes_into_a_template(log: Secretary) -> None:
    (log.folder / "letters.txt.j2").write_text(
        "{% for part in paper.parts %}{% if part.kind == 'divider' %}* * *\n{% elif part.kind == 'table' %}"
        "{% for row in part.rows %}{{ row.block|join('\\n') }}\n{% endfor %}{% endif %}{% endfor %}"
    )
    shown = log.types("report", "owner", "--template", "letters.txt.j2").out
    assert "* * *" in shown
    assert "Print the map of the shore" in shown
