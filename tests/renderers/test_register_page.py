"""The register as a page: whole without scripts, well-formed, the same bytes each time, and dead to hostile text."""

import os
import re
import subprocess
import sys
from base64 import b64encode
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.characters import hidden_in
from actionlog.model import CLOSED, Action, Event, Group, Log, Meeting
from actionlog.papers.register import Register, register
from actionlog.papers.register_series import Point
from actionlog.query import Standings
from actionlog.renderers.register import render
from actionlog.renderers.register.chart import chart, in_words

pytest.importorskip("jinja2")
lxml = pytest.importorskip("lxml.html", reason="lxml is not installed")

DAY = date(2021, 6, 15)
HISTORY = (
    Event(date(2021, 6, 1), "note", by="Clerk", note="Two letters are written"),
    Event(date(2021, 6, 2), "extension agreed", "2021-06-01", "2021-06-09", "2021-06-02"),
)


def log_of(text: str = "Write to the neighbours.", owner: str = "Clerk", group: str = "Hall Group") -> Log:
    """An invented log in which `text` stands wherever a text can stand."""
    said = Event(date(2021, 6, 3), "note", text, text, by=text, reason=text, evidence=text, note=text, into=text)
    actions = (
        Action("hall", "2021-05-19", 1, text, (owner, "Treasurer"), date(2021, 6, 9), history=(*HISTORY, said)),
        Action("hall", "2021-05-19", 2, "Count the chairs.", (), status=CLOSED, closed=date(2021, 6, 1)),
        Action("hall", "2021-06-02", 1, "Buy a tent.", (owner,), "On-going", outcome=text),
    )
    meetings = (Meeting("hall", "2021-05-19"), Meeting("hall", "2021-06-02"))
    return Log(groups=(Group("hall", group),), meetings=meetings, actions=actions)


def made(log: Log | None = None) -> Register:
    return register(Standings(log or log_of(), DAY))


def page(log: Log | None = None) -> str:
    return render(made(log)).decode()


def words(element: object) -> str:
    return " ".join(element.text_content().split())  # type: ignore[attr-defined]


def test_everything_is_in_the_page_without_a_script() -> None:
    tree = lxml.fromstring(page())
    rows = tree.xpath("//table[@id='register']/tbody/tr")
    assert [row.get("id") for row in rows] == ["a-hall-2021-06-02-01", "a-hall-2021-05-19-01", "a-hall-2021-05-19-02"]
    said = words(rows[1])
    for text in (
        "1 (19 May 2021)",
        "Write to the neighbours.",
        "Clerk and Treasurer",
        "9 June 2021",
        "Overdue by 6 days",
        "Carried past 1 meeting",
        "1 June 2021: Two letters are written Clerk",
        "2 June 2021: New deadline 9 June 2021 agreed Before: 1 June 2021 Meeting, 2 June 2021",
    ):
        assert text in said
    assert "Closed 1 June 2021 Closed (reason not recorded)" in words(rows[2])
    assert len(tree.xpath("//tr//details/summary")) == 3
    assert tree.get_element_by_id("filter").get("hidden") is not None
    assert tree.get_element_by_id("more").get("hidden") is not None


def test_every_link_leads_somewhere_without_a_script() -> None:
    tree = lxml.fromstring(page())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = list(tree.xpath("//a/@href"))
    assert targets
    assert {target.removeprefix("#") for target in targets} <= set(ids)


def test_the_table_is_one_for_those_who_hear_it() -> None:
    tree = lxml.fromstring(page())
    assert len(tree.xpath("//h1")) == 1
    assert tree.get("lang") == "en-GB"
    tables = tree.xpath("//table")
    assert len(tables) == 4
    for table in tables:
        assert words(table.find("caption"))
        assert all(cell.get("scope") == "col" for cell in table.xpath("thead/tr/*"))
        for row in table.xpath("tbody/tr"):
            assert row[0].tag == "th"
            assert row[0].get("scope") == "row"
            assert all(words(cell) for cell in row)
            assert len(row) == len(table.xpath("thead/tr/*"))


def test_the_page_allows_its_own_scripts_and_no_other() -> None:
    tree = lxml.fromstring(page())
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    scripts = [script.text for script in tree.xpath("//script")]
    hashes = [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts]
    assert len(hashes) == 2
    assert f"script-src {' '.join(hashes)}" in policy
    assert "default-src 'none'" in policy
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")


def test_the_page_needs_nothing_else() -> None:
    shown = page()
    tree = lxml.fromstring(shown)
    assert not tree.xpath("//@src | //@srcset | //object | //iframe | //embed | //*[local-name()='use']")
    assert all(address.startswith(("#", "data:,")) for address in tree.xpath("//@href"))
    assert "url(" not in shown
    assert "://" not in shown
    assert "@import" not in shown


def test_the_first_line_says_that_a_page_is_internal_and_a_notice_stands_under_the_title() -> None:
    whole = made()._replace(mark="Internal: not for publication.", notice="This was edited.", links=(("CSV", "r.csv"),))
    header = lxml.fromstring(render(whole)).xpath("//header")[0]
    assert words(header).startswith("Internal: not for publication. Hall Group: register of actions")
    assert words(header).endswith("This was edited. CSV")
    assert header.xpath(".//a/@href") == ["r.csv"]
    assert "Internal" not in words(lxml.fromstring(page()).xpath("//header")[0])


def test_abbreviations_are_spelt_out_before_the_actions() -> None:
    whole = made()._replace(abbreviations=(("HM", "harbour master"), ("RNLI", "a lifeboat institution")))
    assert "Abbreviations: HM: harbour master; RNLI: a lifeboat institution." in words(lxml.fromstring(render(whole)))
    assert "Abbreviations" not in page()


def test_a_register_without_actions_says_so() -> None:
    tree = lxml.fromstring(page(Log(groups=(Group("hall", "Hall Group"),))))
    assert words(tree.xpath("//main")[0]) == "There is no action in the log yet."
    assert not tree.xpath("//script | //form | //table | //*[local-name()='svg']")


def test_groups_have_a_column_and_a_filter_where_there_are_several() -> None:
    log = log_of()
    roof = Action("roof", "2021-06-01", 1, "Get a quotation.", ("Clerk",))
    several = Log(
        groups=(*log.groups, Group("roof", "Roof Panel")),
        meetings=(*log.meetings, Meeting("roof", "2021-06-01")),
        actions=(*log.actions, roof),
    )
    tree = lxml.fromstring(page(several))
    assert tree.xpath("//select[@id='group']/option/@value") == ["", "Hall Group", "Roof Panel"]
    row = tree.get_element_by_id("a-roof-2021-06-01-01")
    assert (row.get("data-g"), words(row[1])) == ("2", "Roof Panel")
    assert not lxml.fromstring(page()).xpath("//select[@id='group']")


def test_the_same_log_and_day_give_the_same_bytes_whatever_the_order_of_a_set() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_register_page import page\n"
        "sys.stdout.buffer.write(page().encode())"
    )
    folder = str(Path(__file__).parent)
    pages = {
        subprocess.run(
            [sys.executable, "-c", program, folder],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2]), "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert pages == {page().encode()}


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "end of script": "</script><script>alert(1)</script>",
    "comment": "--> <!-- <img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x=\'y',
    "end of a style": "</style></title></textarea><svg onload=alert(1)>",
    "template": "{{ 7 * 7 }} {% raw %} ${7 * 7}",
    "address": "javascript:alert(1)#&a=b&amp;%3Cscript%3E",
    "escape": "\x1b[31mred\x00\x9b",
    "right to left": "\u202egnp.exe\u2066\u200f",
    "not of XML": "a\ufffeb\U0001ffffc\ufdd0",
    "lone surrogate": "a\ud800b",
    "10 KB": "x" * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_dead_wherever_it_stands(text: str) -> None:
    shown = page(log_of(text, text, text))
    for line in shown.split("\n"):
        assert hidden_in(line) is None
    tree, plain = lxml.fromstring(shown), lxml.fromstring(page())
    assert [e.tag for e in tree.iter("script", "style", "img", "title", "form")] == [
        e.tag for e in plain.iter("script", "style", "img", "title", "form")
    ]
    assert {name for e in tree.iter() for name in e.attrib} <= {name for e in plain.iter() for name in e.attrib}
    assert not re.search("[\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff]", shown)


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_no_text_makes_an_element_or_an_attribute_of_its_own(text: str) -> None:
    shapes = [
        sorted((e.tag, *sorted(e.attrib)) for e in lxml.fromstring(page(log_of(said, said, said))).iter())
        for said in (text, "Words")
    ]
    # an owner or a note that says nothing leaves a cell or a line out
    assert shapes[0] == shapes[1] or not text.strip()


POINTS = tuple(Point(date(2021, 1, 1) + timedelta(days=9 * n), 40 - n, n // 2, 250 * n) for n in range(12))


def svg(points: tuple[Point, ...]) -> ElementTree.Element:
    return ElementTree.fromstring(str(chart(points)))


@pytest.mark.parametrize("count", [1, 2, 12])
def test_the_picture_is_well_formed_and_stays_in_its_frame(count: int) -> None:
    picture = svg(POINTS[:count])
    width, height = (float(n) for n in picture.attrib["viewBox"].split()[2:])
    assert len(picture.findall(".//circle")) == 3
    assert len(picture.findall(".//path[@class='grid']")) >= 4
    lines = [p.attrib["d"] for p in picture.findall(".//path") if "line" in p.attrib["class"]]
    assert len(lines) == (0 if count == 1 else 3)
    for line in lines:
        places = [tuple(map(float, place.split())) for place in line.removeprefix("M").split("L")]
        assert len(places) == count
        assert all(0 <= x <= width and 0 <= y <= height for x, y in places)
        assert [x for x, _ in places] == sorted(x for x, _ in places)


def test_the_picture_is_told_in_words_too() -> None:
    picture = svg(POINTS)
    assert picture.attrib["role"] == "img"
    assert picture.findtext("desc") == in_words(POINTS)
    assert in_words(POINTS) == (
        "From 1 January 2021 to 10 April 2021. On 10 April 2021: 29 open, 5 of them overdue, and 2,750 closed. "
        "The most that were open: 40, on 1 January 2021."
    )
    names = [t.text for t in picture.findall("text") if "name" in t.attrib.get("class", "")]
    assert names == ["Open 29", "Overdue 5", "Closed 2,750"]


@given(st.integers(0, 20_000), st.integers(0, 20_000), st.integers(0, 20_000))
@settings(max_examples=60, deadline=None)
def test_the_names_of_the_lines_never_touch_and_no_scale_has_many_steps(open_: int, overdue: int, closed: int) -> None:
    picture = svg((Point(DAY, max(open_, overdue), min(open_, overdue), closed),))
    names = {t.attrib["class"]: float(t.attrib["y"]) for t in picture.findall("text") if "class" in t.attrib}
    assert names["name overdue"] - names["name open"] >= 17.9
    assert len(picture.findall(".//path[@class='grid']")) <= 10


def test_the_picture_and_its_table_have_the_same_figures() -> None:
    log = log_of()
    rows = lxml.fromstring(page(log)).xpath("//section[1]//tbody/tr")
    assert [tuple(words(cell) for cell in row) for row in rows] == [
        ("19 May 2021", "2", "0", "0"),
        ("2 June 2021", "2", "0", "1"),
        ("15 June 2021", "2", "1", "1"),
    ]


def test_ten_thousand_actions_are_made_in_seconds_and_stay_below_twelve_megabytes() -> None:
    actions = tuple(
        Action("hall", f"20{n // 500 + 1:02}-05-19", n % 500 + 1, "Write to all of the neighbours about the fence.",
               (f"Team {n % 40}",), date(2021, 6, 9), history=HISTORY)
        for n in range(10_000)
    )  # fmt: skip
    meetings = tuple(Meeting("hall", name) for name in dict.fromkeys(a.meeting for a in actions))
    shown = page(Log(groups=(Group("hall", "Hall Group"),), meetings=meetings, actions=actions))
    assert shown.count("<tr id=") == 10_000
    assert len(shown.encode()) < 12_000_000
