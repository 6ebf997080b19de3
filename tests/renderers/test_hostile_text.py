"""Whatever stands in an action, no renderer passes on anything that a terminal, a spreadsheet or a page obeys."""

import io
import json as reader
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionlog.characters import hidden_in
from actionlog.papers import Paper
from actionlog.renderers import RENDERERS, SUFFIXES, render, terminal, text

SGR = re.compile(r"\x1b\[[0-9;]*m")

#: A layout that prints every text there is, each on a line of its own.
EVERYTHING = b"""{{ paper.title }}
{% for line in paper.lines %}
{{ line }}
{% endfor %}
{% for part in paper.parts %}
{{ part.text|default("") }}{{ part.caption|default("") }}{{ part.empty|default("") }}
{% for text in part.lines|default(part.items|default([])) %}
{{ text }}
{% endfor %}
{% for row in part.rows|default([]) %}
{{ row.cells|join(", ") }}
{{ row.values|joined }}
{% endfor %}
{% endfor %}
{% for action in actions %}
{{ action.action ~ action.owners_text ~ action.minuted.ref ~ action.minuted.owners ~ action.history[0].note }}
{% endfor %}
"""


def layout(paper: Paper, name: str) -> bytes:
    from actionlog.renderers import template

    return template.render(paper, EVERYTHING, name)


#: Made by another program from the docx or the page, and so tried elsewhere.
ELSEWHERE = ("pdf",)
#: Archives of XML.
ARCHIVES = ("docx", "xlsx", "ods")

WAYS: dict[str, Callable[[Paper], bytes]] = {
    **{form: partial(render, form=form) for form in RENDERERS if form not in ELSEWHERE},
    **{f"template for {form}": partial(layout, name=f"paper.{form}.j2") for form in ("txt", "md", "html", "csv")},
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
    "noncharacters": "a\ufffe\uffff\ufdd0\U0001fffe",
    "10 KB": "x" * 10_000,
    "10 KB wide": "議" * 10_000,
    "10 KB of marks": "e" + "\u0301" * 10_000,
    "10 KB of spaces": " " * 10_000,
    "formula": "=cmd|'/C calc'!A0",
    "formula with a sign": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula after a tab": "\t=1+1",
    "header": "x\r\nBcc: all@example.org\r\n\r\nHello",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\n;,:\\n",
    "pipe": "a | b || c",
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "end of a comment": "--> ]]> </style></title></textarea> <!--",
    "entity": "&lt;b&gt; &#x202e; &amp;amp;",
    "Markdown": "[click](javascript:alert(1)) ![x](http://192.0.2.1/x) <http://192.0.2.1/>",
    "Markdown blocks": "# Heading",
    "template": "{{ paper.title }} {% for a in actions %}",
    "rich markup": "[bold red]owned[/] [link=http://example.org]x[/link] :bomb:",
    "empty": "",
}


def assert_harmless(paper: Paper, way: str) -> None:
    shown = WAYS[way](paper)
    assert shown == WAYS[way](paper)
    if way in ARCHIVES:
        assert_harmless_archive(shown)
        return
    seen = shown.decode()  # which it must be
    for line in seen.replace("\r\n", "\n").split("\n") if way in ("csv", "ics") else seen.split("\n"):
        assert hidden_in(line) is None
        assert "\t" not in line
        assert "\r" not in line
    if "html" in way:
        Page(allowed=frozenset() if way == "template for html" else Page.KNOWN).feed(seen)
    if way == "ics":
        assert_harmless_calendar(shown)
    if "csv" in way:
        for line in seen.splitlines():
            assert not line.lstrip('" ').startswith(("=", "+", "@"))


def assert_harmless_archive(data: bytes) -> None:
    """Unzip a file, member by member: each is XML that any program reads, and holds nothing that acts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name == "mimetype":
                continue
            for element in ElementTree.fromstring(archive.read(name)).iter():
                kind = element.tag.rpartition("}")[2]
                assert kind not in ("f", "script", "object", "hyperlink"), name
                if kind == "instrText":  # what Word works out: nothing but the number of the page
                    assert (element.text or "").split()[0] in ("PAGE", "NUMPAGES"), element.text
                for key, text in [("", element.text), ("", element.tail), *element.attrib.items()]:
                    assert_readable(text or "", name)
                    assert not key.endswith("}formula")
                    assert key.rpartition("}")[2] != "TargetMode"  # a file elsewhere


def assert_readable(text: str, where: str) -> None:
    assert hidden_in(text) is None, where
    assert not re.search("[\ufffe\uffff\ufdd0-\ufdef\U0001fffe]", text), where


class Page(HTMLParser):
    """Reads a page as a browser does, and insists that it holds no element and no attribute but ours."""

    KNOWN = frozenset(
        (
            "html", "head", "meta", "title", "style", "link", "body", "header", "main", "footer", "section", "article",
            "nav", "p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "span", "a", "ul", "ol", "li", "table", "caption",
            "thead", "tbody", "tr", "th", "td", "time", "strong", "br", "hr",
        )
    )  # fmt: skip

    def __init__(self, allowed: frozenset[str]) -> None:
        super().__init__()
        self.allowed = allowed

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.allowed, tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in ("src", "srcset", "action", "style"), name
            assert name != "href" or (value or "").startswith(("#", "data:,")), value
            assert_readable(value or "", name)

    def handle_data(self, data: str) -> None:
        assert_readable(data, "text")


#: The properties and components that a calendar of ours holds (RFC 5545).
CALENDAR = re.compile(r"(BEGIN|END|[A-Z][A-Z-]*)[;:]")
COMPONENTS = ("VCALENDAR", "VEVENT", "VTODO")


def assert_harmless_calendar(data: bytes) -> None:
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.replace(b"\r\n ", b"").decode().split("\r\n"):
        assert not line or CALENDAR.match(line), line
        name, _, value = line.partition(":")
        assert name not in ("BEGIN", "END") or value in COMPONENTS
        assert name not in ("ACTION", "ATTACH", "TRIGGER", "ATTENDEE", "BCC")


def words_in(data: bytes, way: str) -> Iterator[str]:
    """Yield what stands in a file that was made, member by member where it is an archive."""
    if way not in ARCHIVES:
        yield data.decode()
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield archive.read(name).decode()


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
    forged = WAYS[way](of_text("Send it.\nRef: 9\n9  Forged"))
    plain = WAYS[way](of_text("Send it. Ref: 9 9  Forged"))
    assert list(words_in(forged, way)) == list(words_in(plain, way))


def test_rich_markup_is_only_text(of_text: Callable[[str], Paper]) -> None:
    assert "[bold red]owned[/]" in terminal.render(of_text(HOSTILE["rich markup"]), 200, False)


def test_hostile_text_is_shown_by_its_code_point_and_whole_in_json(of_text: Callable[[str], Paper]) -> None:
    said = "\x1b[31m \u202e"
    assert "<U+001B>[31m <U+202E>" in text.render(of_text(said), 200).decode()
    assert reader.loads(render(of_text(said), "json"))["actions"][0]["action"] == said


def test_a_suffix_names_a_format() -> None:
    assert set(SUFFIXES.values()) == set(RENDERERS)
    assert SUFFIXES["md"] == "markdown"
