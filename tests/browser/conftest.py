"""A real browser, and the accessibility checker axe-core in it; what needs one that is missing is skipped visibly.

Chromium is the system's (Debian: `apt install chromium`), playwright drives it (`pip install playwright`, without its
own browsers), and axe-core comes with `npm install` in this folder.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

#: Where `npm install` in this folder puts the checker.
AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
#: WCAG 2.2, level A and AA with all before it, and what the checker's makers call best practice.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
#: What a page may ask for: files beside it, and what it holds itself.
OWN = ("file:", "data:")
#: Names under which the browser is installed.
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="package")  # no longer: while it runs, no other test could have an event loop of its own
def chromium() -> Iterator["Browser"]:
    """The browser, without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: "Browser", tmp_path: Path) -> Iterator[Callable[..., "Page"]]:
    """Opens a page, given as text, as bytes or as a path, from the disk: as somebody would whom it was mailed to.

    A test fails where a script of its page fails, the page asks for anything that is not on the disk, or its policy
    stops something; with `fails` where none does.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    expected: list[bool] = []

    def opened(
        page: bytes | str | Path,
        color_scheme: str = "light",
        width: int = 1280,
        javascript: bool = True,
        fragment: str = "",
        fails: bool = False,
    ) -> "Page":
        path = page if isinstance(page, Path) else tmp_path / f"page-{len(contexts)}.html"
        if not isinstance(page, Path):
            path.write_bytes(page if isinstance(page, bytes) else page.encode())
        context = chromium.new_context(
            color_scheme=color_scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
        )
        context.set_default_timeout(5000)
        contexts.append(context)
        expected.append(fails)
        shown = context.new_page()
        shown.on("request", lambda asked: complaints.append(asked.url) if not asked.url.startswith(OWN) else None)
        shown.on("pageerror", lambda error: complaints.append(str(error)))
        shown.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        shown.goto(path.as_uri() + fragment)
        return shown

    yield opened
    for context in contexts:
        context.close()
    assert bool(complaints) == any(expected), complaints


@pytest.fixture
def axe() -> Callable[["Page"], list[str]]:
    """Returns what axe-core finds wrong with a page as it is shown now: the rule, and the first place of it."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed, which checks accessibility: npm install --prefix tests/browser")
    source = AXE.read_text(encoding="utf-8")

    def found(page: "Page") -> list[str]:
        if page.evaluate("!globalThis.axe"):
            page.evaluate(source)
        run = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
        result = page.evaluate(run, list(RULES))
        return [f"{fault['id']}: {fault['help']}: {fault['nodes'][0]['html']}" for fault in result["violations"]]

    return found
