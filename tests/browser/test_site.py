"""The published site in a real browser, from the disk: every page of it, all ways between them, and on paper."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from html import unescape
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urljoin

import pytest

from actionlog.renderers.site import Wanted, site
from tests.cli.conftest import forum, secretary  # noqa: F401  (fixtures)
from tests.cli.publishing import a_log_with_people
from tests.laid_before import EXAMPLE_DAY, example

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest.importorskip("jinja2")

Open = Callable[..., "Page"]
Axe = Callable[["Page"], list[str]]

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
INDEX = "index.html"
PAGES = (
    "shore-forum/register.html",
    "shore-forum/outstanding.html",
    "shore-forum/overdue.html",
    "shore-forum/closed.html",
    "shore-forum/decisions.html",
    "shore-forum/performance.html",
    "shore-forum/minutes-2021-05-19.html",
)
WITH_SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
LINKS = "() => [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"


@pytest.fixture
def public(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a council of invented people published; it is published once."""
    kept = tmp_path_factory.getbasetemp() / "public-site"
    if not kept.exists():
        council = a_log_with_people(request.getfixturevalue("forum"))
        checked = ("--checked-by", "Deputy clerk", "--as-of", "2021-06-20")
        council.types("publish", "--audience", "public", "--out", "public", *checked)
        shutil.copytree(council.folder / "public", kept)
    return kept


def go_to(page: "Page", address: str) -> None:
    """Tab to the link that leads to `address`, and follow it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.href") == address:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no key leads from {page.url} to {address}")


@pytest.mark.parametrize("name", [INDEX, *PAGES])
def test_a_checker_of_accessibility_finds_nothing(open_page: Open, axe: Axe, public: Path, name: str) -> None:
    page = open_page(public / name)
    for scheme, width in product(SCHEMES, (1280, 320)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert axe(page) == [], (scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_link_leads_to_a_file_of_the_site_and_each_page_has_a_title_of_its_own(
    open_page: Open, public: Path
) -> None:
    assert sorted(p.relative_to(public).as_posix() for p in public.rglob("*.html")) == sorted((INDEX, *PAGES))
    page = open_page(public / INDEX, javascript=False)  # with scripts some links ask for actions, and lead nowhere
    titles, led_to = Counter[str](), set[str]()
    for name in (INDEX, *PAGES):
        page.goto((public / name).as_uri())
        titles[page.title()] += 1
        for href in page.evaluate(LINKS):
            if href.startswith("#"):
                assert page.locator(f"[id='{unquote(href[1:])}']").count() == 1, href
                continue
            target = urljoin(name, href)
            assert (public / unquote(target)).is_file(), f"{name} links to {href}"
            led_to.add(target)
    assert max(titles.values()) == 1, titles
    published = {p.relative_to(public).as_posix() for p in public.rglob("*") if p.is_file()}
    assert published - led_to == {"manifest.json"}  # which is for programs


@WITH_SCRIPTS
def test_the_keyboard_goes_from_the_index_to_every_page_and_back(
    open_page: Open, public: Path, javascript: bool
) -> None:
    page = open_page(public / INDEX, javascript=javascript)
    index = (public / INDEX).as_uri()
    for name in PAGES:
        go_to(page, (public / name).as_uri())
        assert page.url == (public / name).as_uri()
        assert page.get_by_role("heading", level=1).inner_text().startswith("Shore Forum: ")
        go_to(page, index)
        assert page.url == index


@WITH_SCRIPTS
@pytest.mark.parametrize("name", ["register", "outstanding", "overdue"])
def test_paper_holds_every_word_of_every_table(open_page: Open, tmp_path: Path, name: str, javascript: bool) -> None:
    """Nothing is cut off at the edge of the sheet: pdftotext leaves out what stands beyond it."""
    reads = shutil.which("pdftotext")
    if reads is None:
        pytest.skip("pdftotext is not installed, which reads what was printed (Debian: poppler-utils)")
    group = example().groups[0]
    made = site(Wanted(example(), EXAMPLE_DAY, (group,)))[f"{group.slug}/{name}.html"]
    page = open_page(made, javascript=javascript)
    page.emulate_media(media="print")
    pdf = tmp_path / "printed.pdf"
    pdf.write_bytes(page.pdf(prefer_css_page_size=True))
    read = subprocess.run([reads, "-bbox", pdf, "-"], check=True, capture_output=True, text=True, encoding="utf-8")
    printed = unescape(" ".join(re.findall("<word[^>]*>(.*)</word>", read.stdout)))
    tables = [table for table in page.locator("table").all() if table.is_visible()]
    assert tables
    said = " ".join(table.locator("tbody").inner_text() for table in tables)
    assert words(said) - words(printed) == Counter()
    for action in example().actions if name == "register" else ():
        assert words(action.action) - words(printed) == Counter()


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))
