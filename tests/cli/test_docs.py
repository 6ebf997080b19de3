"""The documentation says what the program does: commands, keys, codes and the session of the README are tried."""

import json
import re
import shlex
from pathlib import Path
from typing import get_args

import pytest

from actionlog.checks import reference
from actionlog.cli import COMMANDS, load
from actionlog.cli.options import Format
from actionlog.cli.running import run
from actionlog.model import EVENTS, KNOWN_KEYS, OUTCOMES, STATUSES
from actionlog.renderers import RENDERERS, SUFFIXES
from tests.cli.secretary import Secretary

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")
FORMAT = (TOP / "docs/reference/file-format.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_first_block_of_the_readme_is_two_lines_and_ci_runs_the_second() -> None:
    first = blocks("sh")[0].splitlines()
    assert len(first) == 2
    assert first[1] in (TOP / ".ci/run").read_text(encoding="utf-8")


def test_the_session_of_the_readme_is_what_the_program_answers(secretary: Secretary) -> None:
    secretary.on("2026-05-19")
    said: list[str] = []
    days = {"close": "2026-06-08", "report": "2026-06-16", "extend": "2026-06-23", "carry-forward": "2026-07-21"}
    lines = blocks("console")[0].splitlines()
    for line in lines:
        if not line.startswith("$ "):
            assert line in said, f"{line!r} is not among {said}"
            continue
        words = shlex.split(line)[2:]
        secretary.on(days.get(words[0], "2026-05-19"))
        answer = secretary.types(*words, code=3 if words[0] == "check" else 0)
        said = answer.out.splitlines()


def test_the_file_and_the_difference_in_the_readme_are_real(secretary: Secretary) -> None:
    secretary.on("2026-05-19").types("init", "--group", "Shore Forum")
    secretary.types("meeting", "add", "19 May 2026")
    secretary.types("add", "Circulate the draft charter", "--owner", "Clerk", "--deadline", "9 June")
    secretary.on("2026-06-08").types("close", "1", "--evidence", "Sent by e-mail")
    assert blocks("yaml")[0] == secretary.file("shore-forum/2026-05-19/01.yaml").read_text(encoding="utf-8")
    difference = secretary.git("show", "--format=", "HEAD")
    assert blocks("diff")[0] in difference


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_commands_own_help_says(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = load(name)
    assert command.help
    assert run([name, "--help"]) == 0
    assert "Usage: actionlog " + name in capsys.readouterr().out


def test_every_key_status_event_and_outcome_is_documented() -> None:
    for keys in KNOWN_KEYS.values():
        for key in keys:
            assert f"`{key}`" in FORMAT, key
    for word in (*STATUSES, *EVENTS, *OUTCOMES):
        assert f"`{word}`" in FORMAT, word


def test_the_schemas_hold_exactly_the_keys_that_are_known() -> None:
    for name, kind in {"action": "action", "meeting": "meeting", "group": "group", "actionlog": "settings"}.items():
        schema = json.loads((TOP / f"actionlog/schemas/{name}.json").read_text(encoding="utf-8"))
        assert set(schema["properties"]) == set(KNOWN_KEYS[kind]), name


def test_the_example_and_every_new_file_satisfy_their_schemas() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    import yaml

    seen = set()
    for path in sorted((TOP / "actions").rglob("*.yaml")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        named = re.search(r"\$schema=(\S+)", first)
        assert named, path
        target = (path.parent / named.group(1)).resolve()
        schema = json.loads(target.read_text(encoding="utf-8"))
        assert target.read_bytes() == (TOP / "actionlog/schemas" / target.name).read_bytes()
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        jsonschema.Draft202012Validator(schema).validate(data)
        seen.add(target.name)
    assert seen == {"action.json", "meeting.json", "group.json", "people.json", "actionlog.json"}


def test_the_manual_of_checks_is_fresh() -> None:
    assert (TOP / "docs/reference/checks.md").read_text(encoding="utf-8") == reference()


def test_exit_codes_and_formats_are_documented() -> None:
    codes = (TOP / "docs/reference/exit-codes.md").read_text(encoding="utf-8")
    for code in ("0", "1", "2", "3", "130"):
        assert f"| {code} |" in codes
    told = get_args(Format)[1].help
    assert told == f"{', '.join(list(RENDERERS)[:-1])} or {list(RENDERERS)[-1]}."
    for suffix in SUFFIXES:
        assert re.search(rf"\b{suffix}\b", README) or suffix in ("htm", "txt"), f".{suffix} is not in the README"


def test_links_between_documents_lead_somewhere() -> None:
    for page in [TOP / "README.md", TOP / "CONTRIBUTING.md", *(TOP / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
