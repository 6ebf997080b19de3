"""A paper as a web page can be read by anybody, by eye, by ear and on paper; and nothing that was typed acts in it."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from actionlog.papers import Bullets, Cell, Divider, Heading, Lines, Paper, Row, Table, Text, Worded
from actionlog.renderers import html, pdf
from actionlog.renderers._cells import shown
from actionlog.renderers.pages import environment, inlined, slug

pytest.importorskip("jinja2", reason="jinja2 is not installed, which makes web pages")

DAY = date(2021, 6, 15)
VOID = ("meta", "link", "br", "hr")
HOSTILE = (
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "\"><img src=x onerror='alert(1)'>",
    "' onmouseover='alert(1)",
    "</title></style></caption></table>",
    "<!-- --><![CDATA[x]]><?x?>",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "&lt;b&gt; &amp;amp; &#60;",
    "\u202egnp.exe\u2066\u200f",
    "a\x00b\x1b[31m\ud800\ufffe\uffff\U0001fffe\ufdd0",
    "x" * 10_000,
)


class Page(HTMLParser):
    """The elements of a page in order, each with its attributes, its text and how deep it stands."""

    def __init__(self, made: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.made = made.decode()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.others: list[str] = []
        self.feed(self.made)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), [e.tag for e in self._open])
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    def all(self, tag: str) -> "list[Element]":
        return [element for element in self.elements if element.tag == tag]

    def texts(self, tag: str) -> list[str]:
        return [element.text.strip() for element in self.all(tag)]

    def skeleton(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(element.tag, tuple(sorted(element.attrs))) for element in self.elements]


class Element:
    def __init__(self, tag: str, attrs: dict[str, str | None], above: list[str]) -> None:
        self.tag, self.attrs, self.above, self.text = tag, attrs, above, ""


def page_of(paper: Paper) -> Page:
    return Page(html.render(paper))


def levels(page: Page) -> Iterator[int]:
    for element in page.elements:
        if re.fullmatch("h[1-6]", element.tag):
            yield int(element.tag[1])


def test_the_page_of_a_paper(paper: Paper, snapshot: Callable[[str, str], None]) -> None:
    made = html.render(paper).decode()
    snapshot("snapshots/paper.html", made.replace(inlined("style.css"), "/* style.css */\n"))


def test_a_page_is_british_english_with_a_title_of_its_own_one_heading_and_landmarks(paper: Paper) -> None:
    page = page_of(paper._replace(notice="This document has been edited: two names are withheld."))
    assert page.others == ["DOCTYPE html"]
    assert page.all("html")[0].attrs["lang"] == "en-GB"
    assert page.texts("title") == ["Hall Group: outstanding actions (15 June 2021)"]
    assert page.texts("h1") == ["Hall Group: outstanding actions"]
    assert [len(page.all(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1]
    note = next(e for e in page.elements if e.attrs.get("role") == "note")
    assert (note.tag, note.text) == ("p", "This document has been edited: two names are withheld.")
    assert "Data as at Tuesday 15 June 2021" in page.texts("p")


def test_a_page_loads_nothing_and_has_no_script(paper: Paper) -> None:
    page = page_of(paper)
    assert not page.all("script")
    assert {e.attrs["href"] for e in page.elements if "href" in e.attrs} == {"#main", "data:,"}
    assert not [e for e in page.elements if "src" in e.attrs]
    policy = next(e.attrs["content"] for e in page.all("meta") if e.attrs.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    style = inlined("style.css")
    assert "url(" not in style
    assert "@import" not in style


def test_each_table_has_a_caption_headed_columns_and_headed_rows_and_no_blank_cell(paper: Paper) -> None:
    page = page_of(paper)
    assert page.texts("caption") == ["Table 1: Open actions", "Table 2: Closed"]
    assert len(page.all("table")) == 2
    for cell in page.all("th"):
        assert cell.attrs["scope"] == ("col" if "thead" in cell.above else "row")
    rows = [e for e in page.all("tr") if "tbody" in e.above]
    assert len([e for e in page.all("th") if e.attrs["scope"] == "row"]) == len(rows) == 3
    assert all(e.text.strip() for e in page.elements if e.tag in ("th", "td"))
    assert not [e for e in page.elements if {"colspan", "rowspan"} & set(e.attrs)]


def test_the_region_in_which_a_wide_table_scrolls_is_named_and_reached_by_the_keyboard(paper: Paper) -> None:
    page = page_of(paper)
    captions = [e.attrs["id"] for e in page.all("caption")]
    regions = [e for e in page.elements if e.attrs.get("role") == "region"]
    assert [e.attrs["aria-labelledby"] for e in regions] == captions == ["table-1", "table-2"]
    assert all(e.attrs["tabindex"] == "0" for e in regions)


def test_a_column_in_which_there_is_nothing_is_left_out_as_on_paper(paper: Paper) -> None:
    assert "Evidence" not in page_of(paper).texts("th")


def test_dates_can_be_read_by_programs(paper: Paper) -> None:
    times = [(e.attrs["datetime"], e.text) for e in page_of(paper).all("time")]
    assert times == [("2021-06-09", "9 June 2021"), ("2021-06-16", "16 June 2021")]


def test_a_cell_of_several_lines_keeps_them(paper: Paper) -> None:
    assert "16 June 2021\n7 days late" in page_of(paper).texts("td")


def test_a_status_is_a_word_whatever_its_colour(paper: Paper) -> None:
    status = next(e for e in page_of(paper).all("td") if e.attrs["data-column"] == "Status")
    assert (status.text, status.attrs["class"]) == ("Overdue by 6 days", "late")


def test_a_table_without_rows_says_so(paper: Paper) -> None:
    page = page_of(paper)
    assert "Table 3: Closures proposed" in page.texts("h2")
    assert "No action is proposed for closure." in page.texts("p")


def test_a_cell_that_holds_nothing_says_so() -> None:
    table = Table("Things", ("Ref", "Action"), (Row(("1", "")), Row(("2", Worded(("", " "), "")))))
    assert page_of(Paper("x", "T", "g", DAY, parts=(table,))).texts("td") == ["Not recorded", "Not recorded"]


def test_no_level_of_headings_is_skipped(paper: Paper) -> None:
    parts = (Heading("a", 4), Heading("b", 9), Heading("c", 2), Heading("d", 3), *paper.parts, Divider())
    seen = list(levels(page_of(paper._replace(parts=parts))))
    assert seen[:5] == [1, 2, 3, 2, 3]
    assert all(later - earlier <= 1 for earlier, later in pairwise(seen))


def test_letters_stand_apart_each_under_whom_it_is_to() -> None:
    rows = (Row(("3", "Mend the gate."), block=("Ref 3", "Mend the gate.", "Deadline: 9 June 2021.")),)
    letter = (Lines(("To: Clerk", "Subject: your actions")), Text("You have 1 action."))
    table = Table("To: Clerk", ("Ref", "Action"), rows)
    both = (*letter, table, Divider(), Lines(("To: Chair", "Subject: your actions")), Text("None."))
    page = page_of(Paper("owner", "Hall Group: letters to owners", "g", DAY, parts=both, letter=True))
    assert page.texts("h1") == ["Hall Group: letters to owners"]
    assert page.texts("h2") == ["To: Clerk", "To: Chair"]
    assert len(page.all("article")) == 2
    assert not page.all("table")
    assert page.texts("p")[1:5] == ["You have 1 action.", "Ref 3", "Mend the gate.", "Deadline: 9 June 2021."]


def test_one_letter_keeps_its_lines_together() -> None:
    parts = (Lines(("To: Clerk", "Subject: your actions")), Text("You have none."))
    page = page_of(Paper("owner", "Hall Group: your actions", "g", DAY, parts=parts, letter=True))
    assert page.texts("p")[0] == "To: Clerk\nSubject: your actions"
    assert not page.texts("h2")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_makes_no_element_and_no_attribute(text: str, of_text: Callable[[str], Paper]) -> None:
    quiet, loud = page_of(of_text("harmless")), page_of(of_text(text)._replace(notice=text))
    assert without_looks(loud) == without_looks(page_of(of_text("harmless")._replace(notice="harmless")))
    assert loud.others == quiet.others


def test_any_text_is_shown_and_never_acts(of_text: Callable[[str], Paper]) -> None:
    quiet = without_looks(page_of(of_text("harmless")))

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.text(st.characters() | st.sampled_from("<>&\"'/=-!{}%#;"), min_size=1, max_size=60))
    @example("\u2028\ufffe<")
    def run(text: str) -> None:
        assume(shown(text).strip())  # a line that holds nothing is left out
        assert without_looks(page_of(of_text(text))) == quiet

    run()


def test_what_is_shown_is_what_was_typed(of_text: Callable[[str], Paper]) -> None:
    said = '<b>Mend</b> & paint "the" gate\'s {{ hinge }}'
    page = page_of(of_text(said))
    assert page.texts("h1") == [said]
    assert said in page.texts("td")
    assert said in page.texts("li")


def test_what_xml_forbids_is_named_and_not_written(of_text: Callable[[str], Paper]) -> None:
    page = page_of(of_text("a\ufffeb\x0cc\U0010ffffd\u202e"))
    assert page.texts("h1") == ["a<U+FFFE>b c<U+10FFFF>d<U+202E>"]


def test_a_word_of_ten_thousand_letters_may_be_broken(of_text: Callable[[str], Paper]) -> None:
    cells = [e for e in page_of(of_text("x" * 10_000)).elements if e.tag == "td" and len(e.text) > 100]
    assert cells
    assert all("long" in (e.attrs["class"] or "").split() for e in cells)


def test_a_value_that_a_template_forgets_is_no_blank() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        environment().from_string("{{ forgotten }}").render()


@pytest.mark.parametrize(
    ("text", "expected"), [("Élan & Co.", "elan-co"), ("議", "u8b70"), ("…", "none"), ("--", "none")]
)
def test_a_part_of_an_address_is_plain_and_never_empty(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_bullets_are_a_list(paper: Paper) -> None:
    parts = (Bullets(("One.", "Two.")),)
    assert page_of(paper._replace(parts=parts)).texts("li") == ["One.", "Two."]


def test_numbers_are_shown_also_where_they_are_nought() -> None:
    cells: tuple[Cell, ...] = ("1", 0)
    table = Table("Things", ("Ref", "Times"), (Row(cells),))
    assert page_of(Paper("x", "T", "g", DAY, parts=(table,))).texts("td") == ["0"]


SCHEMES = re.findall(r":root \{(.*?)\n *\}", inlined("style.css"), re.DOTALL)
TEXT_COLOURS = ("ink", "quiet", "link", "visited", "accent", "late", "waiting", "done")


def colours(scheme: str) -> dict[str, str]:
    """The colours of light, dark or print: those that it does not name are those of light."""
    names = ("light", "dark", "print")
    found = [dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6});", block)) for block in SCHEMES]
    assert len(found) == len(names)
    return found[0] | found[names.index(scheme)]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lower, higher = sorted((luminance(one), luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_text_and_controls_stand_out_from_what_is_behind_them(scheme: str) -> None:
    of = colours(scheme)
    for behind in ("ground", "soft"):
        for name in TEXT_COLOURS:
            assert contrast(of[name], of[behind]) >= 4.5, (name, behind)
        for name in ("control", "ring"):
            assert contrast(of[name], of[behind]) >= 3, (name, behind)
    assert contrast(of["on-accent"], of["accent"]) >= 4.5
    assert contrast(of["on-focus"], of["focus"]) >= 4.5


@pytest.mark.skipif(pdf.find_browser() is None, reason="there is no Chromium, Chrome or Edge on this computer")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["Mend the gate.", "x" * 10_000, "<U+202E>" * 40])
def test_a_page_is_not_wider_than_the_narrowest_screen(
    text: str, scheme: Literal["light", "dark"], of_text: Callable[[str], Paper], tmp_path: Path
) -> None:
    play = pytest.importorskip("playwright.sync_api", reason="playwright is not installed, which drives a browser")
    file = tmp_path / "paper.html"
    file.write_bytes(html.render(of_text(text)))
    with play.sync_playwright() as driver:
        switches = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        browser = driver.chromium.launch(executable_path=str(pdf.find_browser()), args=switches)
        page = browser.new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == "rgb({}, {}, {})".format(*bytes.fromhex(colours(scheme)["ground"]))
        browser.close()


def without_looks(page: Page) -> list[tuple[str, tuple[str, ...]]]:
    """The skeleton of a page but for classes, which a long word or a status brings."""
    return [(tag, tuple(name for name in names if name != "class")) for tag, names in page.skeleton()]
