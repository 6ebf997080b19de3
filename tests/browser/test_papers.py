"""Every paper as a page in a real browser: for any eye, ear and hand, on any screen, and whatever was typed into it."""

from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.laid_before import DAY, EXAMPLE_DAY, HOSTILE, NAMES, example, invented, pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest.importorskip("jinja2")

Open = Callable[..., "Page"]
Axe = Callable[["Page"], list[str]]

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
#: An ordinary screen, a small tablet, a telephone, and the ordinary screen at 400 % (WCAG 2.2, 1.4.10).
SCREENS = ((1280, 900), (768, 1024), (320, 640), (320, 256))
#: The least that a reader may set text apart by without losing any (WCAG 2.2, 1.4.12).
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"

#: What the focus can come to, in the order of the page.
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter(e => e.checkVisibility()).map((e, i) => e.dataset.stop = `${i} ${e.matches('.skip') ? 'skip' : e.tagName}`)
"""
#: Where the focus is, whether it is to be seen there, and whether that place is on the screen.
FOCUS = """() => {
    const e = document.activeElement, style = getComputedStyle(e), place = e.getBoundingClientRect();
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
        && style.outlineColor !== 'rgba(0, 0, 0, 0)';
    const there = place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth;
    return [e.dataset.stop ?? '', (ring || style.boxShadow !== 'none') && there];
}"""
#: Each kind of element with the names of its attributes; the look of a cell may hang on what it holds.
KINDS = """() => [...new Set([...document.querySelectorAll('*')].map(
    e => [e.tagName, ...e.getAttributeNames().filter(name => name !== 'class')].join(' ')))].sort()
"""


@cache
def of_example() -> dict[str, bytes]:
    return pages(example(), EXAMPLE_DAY)


@cache
def of_invented(said: str) -> dict[str, bytes]:
    return pages(invented(said, name=f"Quay Panel {said}"), DAY)


def width_of(page: "Page") -> int:
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    return wide


@pytest.mark.parametrize("name", NAMES)
def test_a_checker_of_accessibility_finds_nothing(open_page: Open, axe: Axe, name: str) -> None:
    page = open_page(of_example()[name])
    for scheme, width in product(SCHEMES, (1280, 320)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert axe(page) == [], (scheme, width)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_never_scrolls_sideways_and_on_a_telephone_nor_does_a_table(open_page: Open, name: str) -> None:
    page = open_page(of_example()[name])
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        assert width_of(page) <= width
    tables = "() => [...document.querySelectorAll('.scroll')].every(e => e.scrollWidth <= e.clientWidth)"
    assert page.evaluate(tables)
    page.add_style_tag(content=SPACED)
    assert width_of(page) <= 320
    assert page.evaluate(tables)


def test_a_page_asks_for_nothing_but_itself(open_page: Open, tmp_path: Path) -> None:
    page = open_page("<title>Nothing yet</title>")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    files = [tmp_path / f"{name}.html" for name in NAMES]
    for file in files:
        file.write_bytes(of_example()[file.stem])
        page.goto(file.as_uri(), wait_until="load")
    assert [address for address in asked if not address.startswith("data:")] == [file.as_uri() for file in files]


@pytest.mark.parametrize("name", NAMES)
def test_the_keyboard_comes_to_everything_in_order_is_seen_there_and_can_skip_to_the_content(
    open_page: Open, name: str
) -> None:
    page = open_page(of_example()[name])
    expected = page.evaluate(REACHABLE)
    assert expected[0] == "0 skip"
    reached = []
    for _ in expected:
        page.keyboard.press("Tab")
        stop, seen = page.evaluate(FOCUS)
        assert seen, stop
        reached.append(stop)
    assert reached == expected
    page.locator(".skip").press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_runs_nothing_makes_nothing_and_widens_nothing(
    open_page: Open, axe: Axe, tmp_path: Path, name: str
) -> None:
    page = open_page(of_invented("harmless")[name], color_scheme="dark", width=320)
    kinds, title = page.evaluate(KINDS), page.title().split(" harmless")[0]
    hostile = tmp_path / "hostile.html"
    hostile.write_bytes(of_invented(HOSTILE)[name])
    page.goto(hostile.as_uri())
    assert page.evaluate(KINDS) == kinds
    assert page.evaluate("globalThis.owned === undefined")
    assert page.title().startswith(title)
    assert width_of(page) <= 320
    assert axe(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert width_of(page) <= 1280
