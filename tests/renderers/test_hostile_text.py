"""Whatever stands in an action, no renderer passes on anything that a terminal, a spreadsheet or a page obeys."""

import json as reader
import re
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionlog.characters import hidden_in
from actionlog.papers import Paper
from actionlog.renderers import RENDERERS, SUFFIXES, render, terminal, text

SGR = re.compile(r"\x1b\[[0-9;]*m")

WAYS: dict[str, Callable[[Paper], bytes]] = {
    **{form: partial(render, form=form) for form in RENDERERS},
    "text at 40": lambda paper: text.render(paper, 40),
    "terminal": lambda paper: terminal.render(paper, 80, False).encode(),
    "terminal at 40": lambda paper: terminal.render(paper, 40, False).encode(),
    "terminal in colour": lambda paper: SGR.sub("", terminal.render(paper, 80, True)).encode(),
}

HOSTILE = {
    "colour": "\x1b[31mred\x1b[0m",
    "clear screen": "\x1b[2J\x1b[H",
    "title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;http://example.org\x1b\\click\x1b]8;;\x1b\\",
    "C1": "\x9b31m and \x85 and \x90",
    "carriage return": "harmless\rOverdue by 0 days",
    "newline": "Send it.\nRef: 9\n| 9 | Forged | row |\n",
    "line separators": "a\u2028b\u2029c\x0bd\x0ce",
    "right to left": "\u202egnp.exe \u2066 \u200f \u061c",
    "zero width": "a\u200bb\ufeffc\u2060d",
    "tags": "x\U000e0041\U000e0042",
    "NUL and DEL": "a\x00b\x7f",
    "lone surrogate": "a\ud800b",
    "10 KB": "x" * 10_000,
    "10 KB wide": "議" * 10_000,
    "10 KB of marks": "e" + "\u0301" * 10_000,
    "10 KB of spaces": " " * 10_000,
    "formula": "=cmd|'/C calc'!A0",
    "pipe": "a | b || c",
    "script": "<script>alert(1)</script>",
    "rich markup": "[bold red]owned[/] [link=http://example.org]x[/link] :bomb:",
    "empty": "",
}


def assert_harmless(paper: Paper, way: str) -> None:
    shown = WAYS[way](paper)
    seen = shown.decode()  # which it must be
    for line in seen.replace("\r\n", "\n").split("\n") if way == "csv" else seen.split("\n"):
        assert hidden_in(line) is None
        assert "\t" not in line
        assert "\r" not in line
    assert shown == WAYS[way](paper)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_reaches_nobody_alive(name: str, way: str, of_text: Callable[[str], Paper]) -> None:
    assert_harmless(of_text(HOSTILE[name]), way)


@pytest.mark.parametrize("way", WAYS)
def test_any_text_at_all_reaches_nobody_alive(way: str, of_text: Callable[[str], Paper]) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.text(st.characters(), max_size=80))
    def run(said: str) -> None:
        assert_harmless(of_text(said), way)

    run()


@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("csv", "json")])
def test_a_line_break_forges_no_row(way: str, of_text: Callable[[str], Paper]) -> None:
    forged = WAYS[way](of_text("Send it.\nRef: 9\n9  Forged")).decode().splitlines()
    plain = WAYS[way](of_text("Send it. Ref: 9 9  Forged")).decode().splitlines()
    assert forged == plain


def test_rich_markup_is_only_text(of_text: Callable[[str], Paper]) -> None:
    assert "[bold red]owned[/]" in terminal.render(of_text(HOSTILE["rich markup"]), 200, False)


def test_hostile_text_is_shown_by_its_code_point_and_whole_in_json(of_text: Callable[[str], Paper]) -> None:
    said = "\x1b[31m \u202e"
    assert "<U+001B>[31m <U+202E>" in text.render(of_text(said), 200).decode()
    assert reader.loads(render(of_text(said), "json"))["actions"][0]["action"] == said


def test_a_suffix_names_a_format() -> None:
    assert set(SUFFIXES.values()) == set(RENDERERS)
    assert SUFFIXES["md"] == "markdown"
