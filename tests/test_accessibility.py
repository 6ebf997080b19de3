"""Every page that is written, read as a program reads it: what anybody needs who hears it, feels it or prints it.

Every paper of `report` and every page of a published site, from the example log and from an invented one that holds an
action of every kind and minutes of every state. What only a browser can tell is tried in `tests/browser`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from typing import NamedTuple

import pytest

from actionlog.model import Group, long_date
from actionlog.renderers.site import Wanted, site
from tests.laid_before import DAY, EXAMPLE_DAY, example, invented, pages

pytest.importorskip("jinja2", reason="jinja2 is not installed, which makes web pages")

VOID = ("meta", "link", "br", "hr", "input", "path", "circle")
UNSEEN = ("head", "title", "style", "script", "desc")
MONTHS = (
    "January February March April May June July August September October November December"
)  # fmt: skip
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
LONG_DATE = re.compile(rf"[1-9]\d? (?:{MONTHS.replace(' ', '|')}) \d{{4}}")


class Element:
    """An element of a page; `above` are those it stands in, `text` is all that it and they below it say."""

    def __init__(self, tag: str, attrs: dict[str, str], above: "list[Element]") -> None:
        self.tag, self.attrs, self.above, self.text = tag, attrs, above, ""

    @property
    def classes(self) -> list[str]:
        return self.attrs.get("class", "").split()

    def inside(self, tag: str) -> bool:
        return any(element.tag == tag for element in self.above)


class Page(HTMLParser):
    """The elements of a page in order, and what it says to somebody who reads it from its beginning."""

    def __init__(self, made: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.said = ""
        self._open: list[Element] = []
        self.feed(made.decode())
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self._open))
        self.elements.append(element)
        if tag in VOID:
            self.handle_data("\n")
        else:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, list(self._open)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag
        if tag not in ("a", "b", "time"):
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        if not any(element.tag in UNSEEN for element in self._open):
            self.said += data

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def texts(self, *tags: str) -> list[str]:
        return [element.text.strip() for element in self.all(*tags)]

    def below(self, parent: Element, *tags: str) -> list[Element]:
        return [element for element in self.all(*tags) if any(above is parent for above in element.above)]


class Made(NamedTuple):
    """The pages that one command makes, by name; for which group."""

    group: Group
    pages: dict[str, Page]


@cache
def everything() -> dict[str, Made]:
    """Every page of each log: as papers, as the site for the public, and as the site for members."""
    made = {}
    for name, log, day in (("example", example(), EXAMPLE_DAY), ("invented", invented(), DAY)):
        group = log.groups[0]
        whole = {
            "papers": pages(log, day),
            "public": site(Wanted(log, day, (group,))),
            "internal": site(Wanted(log, day, (group,), internal=True)),
        }
        for audience, files in whole.items():
            read = {file: Page(data) for file, data in files.items() if file.endswith(".html") or audience == "papers"}
            made[f"{name} {audience}"] = Made(group, read)
    return made


def every_page() -> Iterator[tuple[str, Page]]:
    for name, made in everything().items():
        for file, page in made.pages.items():
            yield f"{name} {file}", page


def test_there_is_something_to_look_at() -> None:
    assert len(list(every_page())) > 50


def test_a_page_is_in_british_english_with_one_title_and_one_first_heading() -> None:
    for name, page in every_page():
        assert [element.attrs.get("lang") for element in page.all("html")] == ["en-GB"], name
        assert len(page.texts("h1")) == 1, name
        titles = [element.text.strip() for element in page.all("title") if element.inside("head")]
        assert len(titles) == 1, name
        assert titles[0], name
        assert page.texts("h1")[0], name


def test_no_two_pages_of_a_site_have_the_same_title() -> None:
    for name, made in everything().items():
        read = (page for file, page in made.pages.items() if file != "minutes-inline")  # another style of the same
        titles = Counter(page.texts("title")[0] for page in read)
        assert [title for title, times in titles.items() if times > 1] == [], name


def test_no_level_of_headings_is_skipped_and_none_is_empty() -> None:
    for name, page in every_page():
        levels = [int(element.tag[1]) for element in page.elements if re.fullmatch("h[1-6]", element.tag)]
        assert levels[0] == 1, name
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), (name, levels)
        assert all(page.texts("h1", "h2", "h3", "h4")), name


def test_a_page_has_its_landmarks_and_a_way_past_the_first() -> None:
    for name, page in every_page():
        assert [len(page.all(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1], name
        first = page.all("a")[0]
        assert (first.attrs["href"], page.all("main")[0].attrs["id"]) == ("#main", "main"), name


def test_what_points_to_a_place_of_the_page_points_to_one_that_is_there() -> None:
    for name, page in every_page():
        ids = Counter(element.attrs["id"] for element in page.elements if "id" in element.attrs)
        assert [one for one, times in ids.items() if times > 1] == [], name
        for element in page.elements:
            pointed = [element.attrs.get(key, "") for key in ("aria-labelledby", "aria-describedby", "for")]
            pointed += [element.attrs.get("href", "")[1:]] if element.attrs.get("href", "").startswith("#") else []
            assert set(" ".join(pointed).split()) <= set(ids), (name, pointed)


def test_a_link_says_where_it_leads_in_words_of_its_own() -> None:
    for name, page in every_page():
        links = [(link.text.strip(), link.attrs["href"]) for link in page.all("a") if not link.inside("table")]
        assert all(text for text, _ in links), name
        assert len(dict(links)) == len({text for text, _ in set(links)}) == len(set(links)), name


def test_a_table_has_a_caption_headed_columns_and_a_heading_in_each_row() -> None:
    for name, page in every_page():
        for table in page.all("table"):
            captions = page.below(table, "caption")
            assert [bool(caption.text.strip()) for caption in captions] == [True], name
            head, *rows = page.below(table, "tr")
            heads = page.below(head, "th", "td")
            assert head.inside("thead"), name
            assert [(cell.tag, cell.attrs.get("scope")) for cell in heads] == [("th", "col")] * len(heads), name
            assert len(heads) > 1, name
            for row in rows:
                cells = page.below(row, "th", "td")
                assert [cell.tag for cell in cells] == ["th"] + ["td"] * (len(heads) - 1), (name, row.text)
                assert cells[0].attrs.get("scope") == "row", name


def test_no_cell_is_merged_or_blank_and_no_table_stands_in_another_or_is_for_looks() -> None:
    for name, page in every_page():
        for table in page.all("table"):
            assert not table.inside("table"), name
            assert table.attrs.get("role", "table") == "table", name
        for cell in page.all("th", "td"):
            assert cell.text.strip(" \n–—-"), (name, cell.attrs)
            assert not {"colspan", "rowspan"} & set(cell.attrs), name


def test_a_wide_table_scrolls_in_a_region_that_has_a_name_and_that_the_keyboard_comes_to() -> None:
    for name, page in every_page():
        regions = [e for e in page.elements if e.attrs.get("role") == "region"]
        for region in regions:
            assert region.attrs["tabindex"] == "0", name
            assert region.attrs["aria-labelledby"] in {c.attrs.get("id") for c in page.below(region, "caption")}, name
        for table in page.all("table"):
            if {"register", "figures"}.isdisjoint(table.classes):  # which become lists, or are narrow
                assert any(above in regions for above in table.above), name


def test_colour_never_says_what_no_word_says() -> None:
    """With its styles stripped a page says as much: what looks late, waiting or done has the word for it."""
    words = {"late": "Overdue", "waiting": "Proposed", "done": "Closed"}
    seen = set[str]()
    for name, page in every_page():
        assert not [e for e in page.elements if "style" in e.attrs or "bgcolor" in e.attrs], name
        for element in page.elements:
            for look in words.keys() & set(element.classes):
                seen.add(look)
                assert element.text.strip().startswith(words[look]), (name, element.text)
        for svg in page.all("svg"):
            assert svg.attrs["role"] == "img", name
            drawn = [e.classes[1] for e in page.below(svg, "path") if e.classes[0] == "line"]
            named = {e.classes[1]: e.text for e in page.below(svg, "text") if e.classes[:1] == ["name"]}
            assert all(named[line].strip().lower().startswith(line) for line in drawn), name
    assert seen == set(words)


def test_an_abbreviation_is_spelt_out_where_it_is_first_used() -> None:
    listed = dict(invented().groups[0].abbreviations)
    found = Counter[str]()
    for name, page in every_page():
        if not name.startswith("invented"):
            continue
        letters = page.texts("article")  # each is read by somebody else
        for short, meaning in listed.items():
            for said in letters or [page.said]:
                if first := re.search(rf"\b{short}\b(.*)", said):
                    assert first[1].startswith((f" ({meaning})", f": {meaning}")), (name, first)
                    found[short] += 1
    assert all(found[short] > 5 for short in listed)


def test_what_is_withheld_is_said_in_words_that_can_be_read_aloud() -> None:
    labels = Counter[str]()
    for name, page in every_page():
        assert not re.search(r"[█▇■▮�]|\*{2,}|x{4,}|\bunknown-\d", page.said), name
        labels.update(re.findall(r"\[[^\]]*\]", page.said))
    assert set(labels) == {"[Redact]"}


def test_a_date_is_a_day_a_month_in_full_and_a_year() -> None:
    short = "|".join(month[:3] for month in MONTHS.split() if month != "May")
    wrong = re.compile(
        rf"\d(?:st|nd|rd|th)\b|\b0\d (?:{MONTHS.replace(' ', '|')})|\d (?:{short})\b|\d+/\d+/\d\d"
        r"|\b\d{4}-\d\d-\d\d[a-z]?(?!\d|[a-z]?/\d)"  # but for an action's identity, as it is typed
    )
    for name, page in every_page():
        assert not (found := wrong.search(page.said)), (name, found)


def test_a_date_in_a_table_of_a_paper_can_be_read_by_programs() -> None:
    times = 0
    for name, page in every_page():
        for time in page.all("time"):
            times += 1
            assert long_date(date.fromisoformat(time.attrs["datetime"])) == time.text, name
        for region in [e for e in page.elements if e.attrs.get("role") == "region"]:
            for cell in page.below(region, "th", "td"):
                if LONG_DATE.fullmatch(cell.text.strip()) and not cell.attrs["data-column"].startswith("Raised"):
                    assert page.below(cell, "time"), (name, cell.text)
    assert times > 50


def test_a_range_says_to_and_has_no_dash() -> None:
    for name, page in every_page():
        text = re.sub(r"\d{4}-\d\d-\d\d[a-z]?/\d+", "", page.said)
        assert not (found := re.search(r"\d *[–—-] *\d|[a-z\d] [–—-] [A-Za-z\d]", text)), (name, found)
    said = everything()["example papers"].pages
    assert "14 January to 20 March 2026" in said["performance"].said
    assert "18:30 to 19:45" in said["minutes-3"].said


def test_headings_and_heads_of_columns_are_in_sentence_case() -> None:
    for name, made in everything().items():
        log = example() if name.startswith("example") else invented()
        typed = [made.group.name, *(p for a in log.actions for p in a.owners), *(m.place for m in log.meetings)]
        typed += [item.title for meeting in log.meetings for item in meeting.items]
        names = set(re.findall(r"\w+", " ".join(typed))) | set(f"{MONTHS} {WEEKDAYS}".split())
        for file, page in made.pages.items():
            heads = [th.text for th in page.all("th") if th.attrs["scope"] == "col"]
            for said in [*heads, *page.texts("h1", "h2", "h3", "caption", "summary", "label", "button")]:
                for sentence in re.split(r": ", said.strip()):
                    later = re.findall(r"\w+", sentence)[1:]
                    capitals = [word for word in later if word[0].isupper() and word not in names]
                    assert not capitals, (name, file, said)
                first = said.strip()[:1]
                assert not first or first.isupper() or not first.isalpha(), (name, file, said)


def test_minutes_say_whether_they_are_draft_unconfirmed_or_confirmed_and_of_which_meeting() -> None:
    expected = {
        "5 May 2021": "Confirmed minutes: confirmed by the meeting of 19 May 2021",
        "19 May 2021": "Unconfirmed minutes: cleared by the chair on 25 May 2021",
        "2 June 2021": "Draft minutes",
    }
    for audience in ("papers", "public", "internal"):
        made = everything()[f"invented {audience}"].pages
        said = [page.said for name, page in made.items() if "minutes-" in name and "inline" not in name]
        for (day, state), text in zip(expected.items(), said, strict=True):
            assert f"actions of the meeting on {day}" in text, audience
            assert state in text.splitlines(), audience


def test_a_document_in_which_something_is_withheld_says_that_it_was_edited_and_no_other_does() -> None:
    for made in ("example public", "invented public"):
        for name, page in everything()[made].pages.items():
            told = "This document has been edited before publication" in page.said
            body = page.said.replace("[Redact] stands where", "")
            assert told == ("[Redact]" in body) or name == "index.html", name


def test_of_several_groups_each_page_and_link_says_of_which() -> None:
    log = invented()
    other = replace(log.groups[0], slug="roof", name="Roof Panel (invented)")
    moved = tuple(replace(a, group="roof") for a in log.actions)
    held = tuple(replace(m, group="roof") for m in log.meetings)
    both = replace(log, groups=(*log.groups, other), meetings=(*log.meetings, *held), actions=(*log.actions, *moved))
    read = {n: Page(d) for n, d in site(Wanted(both, DAY, both.groups)).items() if n.endswith(".html")}
    titles = Counter(page.texts("title")[0] for page in read.values())
    assert max(titles.values()) == 1, titles
    words = Counter(link.text for link in read["index.html"].all("a"))
    assert max(words.values()) == 1, words
