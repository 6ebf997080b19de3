"""What a published site is made of, and that nothing is published by halves. All people are invented."""

import csv
import inspect
import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from actionlog.cli import publication, publish
from actionlog.papers import INTERNAL
from actionlog.redaction.scan import Leak
from actionlog.renderers.site import Wanted
from tests.cli.publishing import a_log_with_people
from tests.cli.secretary import Secretary

PUBLISH = ("publish", "--audience", "public", "--out", "public", "--checked-by", "Deputy clerk")


@pytest.fixture
def council(forum: Secretary) -> Secretary:
    return a_log_with_people(forum)


class _Words(HTMLParser):
    """The texts of the body of a page, in order, without the link that skips to its content."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._in_body = self._in_skip = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_body = self._in_body or tag == "body"
        self._in_skip = tag == "a" and ("class", "skip") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._in_skip = self._in_skip and tag != "a"

    def handle_data(self, data: str) -> None:
        if self._in_body and not self._in_skip and data.strip():
            self.words.append(data.strip())


def first_words(page: bytes) -> str:
    parser = _Words()
    parser.feed(page.decode())
    return parser.words[0]


def test_red_1_what_is_published_is_made_from_the_log_and_no_document_is_taken_in() -> None:
    assert not any("file" in name or "input" in name for name in inspect.signature(publish.run).parameters)
    assert "log" in Wanted._fields


def test_red_17_an_internal_page_says_so_before_anything_else(council: Secretary) -> None:
    council.types("publish", "--audience", "internal", "--out", "members")
    pages = sorted((council.folder / "members").rglob("*.html"))
    assert len(pages) > 6
    for page in pages:
        assert page.stem.endswith("-internal")
        assert first_words(page.read_bytes()) == INTERNAL, page.name
    for data in (council.folder / "members").rglob("*.csv"):
        rows = list(csv.DictReader(io.StringIO(data.read_text(encoding="utf-8"))))
        assert all(row["Notice"] == INTERNAL for row in rows)


def test_pub_1_every_page_is_html_with_an_open_spreadsheet_and_data_beside_it(council: Secretary) -> None:
    council.types(*PUBLISH)
    files = {p.relative_to(council.folder / "public").as_posix() for p in (council.folder / "public").rglob("*.*")}
    for page in files:
        if page.endswith(".html") and "/" in page and not page.endswith("register.html"):
            assert {page[:-5] + ".ods", page[:-5] + ".csv"} <= files
    assert not any(name.endswith((".pdf", ".docx", ".xlsx")) for name in files)


def test_pub_2_the_data_has_one_row_of_headings_iso_dates_and_no_formula(council: Secretary) -> None:
    for sign in "=+-@":
        council.types("add", "--owner", "All", "--deadline", "30 June 2021", "--", f"{sign}cmd|' /C calc'!A0")
    council.types(*PUBLISH)
    text = (council.folder / "public/shore-forum/actions.csv").read_bytes().decode("utf-8")
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert len(rows) == 10
    assert all(len(row) == len(head) for row in rows)
    dates = {row[head.index("Deadline")] for row in rows}
    assert dates == {"2021-05-26", "2021-06-09", "2021-06-30", "On-going", "next meeting", "Next meeting"} & dates
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_pub_3_no_spreadsheet_hides_anything(council: Secretary) -> None:
    council.types(*PUBLISH)
    sheets = list((council.folder / "public").rglob("*.ods"))
    assert len(sheets) > 5
    for sheet in sheets:
        with zipfile.ZipFile(sheet) as archive:
            content = archive.read("content.xml").decode()
        assert not re.search(
            r'visibility="(?:collapse|filter)"|table:display="false"|office:annotation|table:formula', content
        )


def test_pub_6_where_the_last_search_finds_a_name_nothing_at_all_is_written(
    council: Secretary, monkeypatch: pytest.MonkeyPatch
) -> None:
    council.types(*PUBLISH)
    before = {p: p.read_bytes() for p in sorted(council.folder.rglob("*")) if p.is_file() and ".git" not in p.parts}
    leak = Leak("shore-forum/register.html", "line 3", "@p-1", "It names @p-1.")
    monkeypatch.setattr(publication, "scan", lambda files, *_: [leak] if "index.html" in files else [])
    assert "register.html (line 3)" in council.types(*PUBLISH, "--replace", code=1).err
    after = {p: p.read_bytes() for p in sorted(council.folder.rglob("*")) if p.is_file() and ".git" not in p.parts}
    assert after == before
    assert not list(Path(council.folder).glob(".public*"))


def test_sty_2_ranges_are_written_with_to(council: Secretary) -> None:
    council.types(*PUBLISH)
    page = (council.folder / "public/shore-forum/performance.html").read_text(encoding="utf-8")
    assert re.search(r"19 May(?: 2021)? to 24 June 2021", page)
    assert not re.search(r"\d [A-Z][a-z]+ \d{4} ?[-–] ?\d", page)
