"""Text that could mislead a reader or command a terminal: refused when typed, shown harmless when found in a file."""

import csv
import io

import pytest

from actionlog.characters import hidden_in
from tests.cli.secretary import Secretary

SCREENS = (
    ["list"],
    ["show", "1"],
    ["report", "outstanding"],
    ["report", "outstanding", "--format", "markdown"],
    ["report", "minutes"],
    ["report", "overdue"],
    ["history", "1"],
    ["changes", "--since", "2021-05-01"],
)
HOSTILE = {
    "colour": "Red \x1b[31malert\x1b[0m",
    "clear screen": "\x1b[2J\x1b[Hgone",
    "title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;http://example.invalid\x1b\\click\x1b]8;;\x1b\\",
    "C1": "x\x9b31mred",
    "right to left": "pay \u202e001 sdnuop",
    "isolate": "a\u2066b\u2069c",
    "NUL": "a\x00b",
    "backspace": "OK\x08\x08No",
    "delete": "a\x7fb",
}
IN_FILES = {name: text for name, text in HOSTILE.items() if name not in ("NUL",)} | {
    "carriage return": "Approved\rRefused",
    "line break": "Print it\n2  Forged action  Chair  1 May 2021  Open",
    "line separator": "Print it\u20282  Forged",
    "ten thousand characters": "x" * 10_000,
    "formula": "=cmd|' /C calc'!A0",
    "markup": "<script>alert(1)</script> | [x](javascript:alert(1)) `",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hidden_characters_that_are_typed_are_refused_by_name(forum: Secretary, name: str) -> None:
    said = forum.refused("add", HOSTILE[name], "--owner", "Clerk")
    assert "U+" in said
    assert hidden_in(said) is None
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    forum.refused("note", "1", HOSTILE[name])
    forum.refused("assign", "1", HOSTILE[name])
    forum.refused("close", "1", "--evidence", HOSTILE[name])


def test_line_breaks_that_are_typed_become_spaces(forum: Secretary) -> None:
    forum.types("add", "Print the map\r\nand post it\n\nApproved-by: The Chair <chair@localhost>", "--owner", "Clerk")
    assert forum.json("show", "1")["actions"][0]["action"].startswith("Print the map and post it Approved-by: ")
    assert forum.git("log", "-1", "--format=%(trailers)").strip() == ""


@pytest.mark.parametrize("name", IN_FILES)
def test_hostile_text_found_in_a_file_reaches_no_screen_and_no_paper_alive(forum: Secretary, name: str) -> None:
    forum.types("add", "Print the map", "--owner", "Clerk", "--deadline", "2 June")
    path = forum.file("shore-forum/2021-05-19/01.yaml")
    escaped = "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in IN_FILES[name])
    path.write_text(path.read_text().replace("action: Print the map", f'action: "{escaped}"'), encoding="utf-8")
    forum.git("commit", "-q", "-am", "By hand")
    for words in SCREENS:
        out = forum.types(*words).out
        assert all(hidden_in(line) is None for line in out.split("\n")), words
        assert "\r" not in out
        assert not any(line.lstrip().startswith("2  Forged") for line in out.split("\n")), words
    out = forum.types("check", code=None).out
    assert all(hidden_in(line) is None for line in out.split("\n"))
    json_text = forum.types("list", "--json").out
    assert hidden_in(json_text) is None
    assert forum.json("list")["actions"][0]["action"] == IN_FILES[name]
    rows = list(csv.reader(io.StringIO(forum.types("report", "outstanding", "--format", "csv").out)))
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
    said = forum.types("show", "99", code=2).err
    assert hidden_in(said.replace("\n", " ")) is None
