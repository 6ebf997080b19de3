"""Files that were made to take all time and memory end in a document or in a sentence: small ones of each kind.

All are invented, and no minutes look like them.
"""

from collections.abc import Callable

import pytest

from actionlog.errors import ActionlogError
from actionlog.minutes import read_meetings
from actionlog.minutes.logs.several import TooManyMeetings
from actionlog.readers import read
from actionlog.readers.refusals import BrokenFile, FileTooLarge
from tests.readers.making import docx, p


def _in_form(forms: int, times: int) -> bytes:
    """A PDF whose page shows a form that shows the next one `times` times, and so on."""
    shown = b"/X Do " * times
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
    ]
    for n in range(forms):
        content = shown if n + 1 < forms else b"BT ET"
        objects.append(
            b"<</Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>stream\n%s\nendstream"
            % (6 + n, len(content), content)
        )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 99/Root 1 0 R>>\n%%EOF"


def _nested(tag: str, times: int) -> str:
    return f"<w:{tag}>" * times + p("x") + f"</w:{tag}>" * times


_FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_CELL = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
_FILES: dict[str, Callable[[], bytes]] = {
    "tables in tables.docx": lambda: docx(_CELL[0] * 400 + p("x") + _CELL[1] * 400),
    "containers in containers.docx": lambda: docx(_nested("sdt", 400)),
    "fields in fields.docx": lambda: docx("<w:p>" + _FIELD * 400 + "</w:p>"),
    "tiny paragraphs.docx": lambda: docx(p("a") * 400),
    "wide cells.docx": lambda: docx(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr>' + p("a") + "</w:tc></w:tr></w:tbl>"
    ),
    "unclosed elements.html": lambda: b"<html>" + b"<div>" * 5_000 + b"x",
    "unclosed marks.html": lambda: b"<html>" + b"<b>" * 5_000 + b"x",
    "tables in tables.html": lambda: b"<html>" + b"<table><tr><td>" * 2_000 + b"x",
    "unclosed comments.html": lambda: b"<html><p>x" + b"<!--" * 20_000,
    "open brackets.html": lambda: b"<html><p>x" + b"<" * 50_000,
    "attributes.html": lambda: b"<html><p " + b"a=1 " * 10_000 + b">x",
    "spans.html": lambda: b"<html><table>" + b"<tr><td rowspan=65534 colspan=1000>x" * 200,
    "entities.html": lambda: b"<html><p>" + b"&amp;" * 20_000,
    "quotes.md": lambda: b">" * 20_000 + b" x",
    "brackets.md": lambda: b"[" * 20_000,
    "stars.md": lambda: b"*a **b " * 3_000,
    "backticks.md": lambda: " ".join("`" * n + "a" for n in range(200)).encode(),
    "lists in lists.md": lambda: "\n".join("  " * n + "- a" for n in range(200)).encode(),
    "pipes.md": lambda: b"|" * 20_000 + b"x",
    "one line.txt": lambda: b"to A B " * 10_000,
    "tabs.txt": lambda: b"a\tb\tc\n" * 1_000,
    "letters.txt": lambda: b"a\n" * 2_000,
    "actions.txt": lambda: b"ACTION: x\n" * 1_000,
    "dates.txt": lambda: b"ACTION: Clerk to write by " + b"1 May " * 5_000,
    "alike.txt": lambda: "\n\n".join(f"ACTION: Clerk to {'write ' * 150}{n}" for n in range(40)).encode(),
    "quotation marks.csv": lambda: b'"a\n' * 1_500,
    "one row.csv": lambda: b"a," * 5_000 + b"a",
    "forms within forms.pdf": lambda: _in_form(9, 10),
    "a form that shows itself.pdf": lambda: _in_form(1, 2).replace(b"BT ET", b"/X Do").replace(b"X 6 0", b"X 5 0"),
}


@pytest.mark.parametrize("name", _FILES)
def test_a_file_made_to_take_all_time_is_read_or_refused(name: str) -> None:
    told = ""
    try:
        read_meetings(read(name, _FILES[name]()))
    except ActionlogError as refusal:
        told = str(refusal)
    assert not told or name in told


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that small files pass."""
    for limit, most in {
        "actionlog.readers.MOST_CHARACTERS": 5_000,
        "actionlog.readers.MOST_PIECES": 100,
        "actionlog.readers.lines.MOST_LINES": 500,
        "actionlog.readers.html_tree.MOST_TAGS": 50,
        "actionlog.readers.docx.MOST_ELEMENTS": 500,
        "actionlog.readers.docx.MOST_STYLES": 3,
        "actionlog.minutes.logs.several.MOST_MEETINGS": 3,
    }.items():
        monkeypatch.setattr(limit, most)


_STYLES = "".join(f'<w:style w:type="paragraph" w:styleId="S{n}"/>' for n in range(4))
_TOO_LARGE: dict[str, tuple[Callable[[], bytes], str]] = {
    "text.txt": (lambda: b"ten words " * 600, "5,999 characters of text, and minutes have at most 5,000"),
    "lines.txt": (lambda: b"a\n" * 600, "601 lines, and minutes have at most 500"),
    "paragraphs.txt": (lambda: b"a b\n\n" * 101, "101 paragraphs and filled cells, and minutes have at most 100"),
    "cells.csv": (lambda: b"a,,b\n" * 51, "102 paragraphs and filled cells, and minutes have at most 100"),
    "markup.md": (
        lambda: b"<table>" + b"<tr><td>a" * 60 + b"</table>",
        "more than 50 tags, and minutes have at most that",
    ),
    "markup.html": (lambda: b"<html>" + b"<p>a" * 60, "more than 50 tags, and minutes have at most that"),
    "lines.html": (
        lambda: b"<html><pre>" + b"a\n" * 600 + b"</pre>",
        "lines of text, and minutes have at most that",
    ),
    "elements.docx": (lambda: docx(p("a") * 200), "pieces of text and markup, and minutes have at most 500"),
    "styles.docx": (lambda: docx(p("a"), styles=_STYLES), "4 styles, and minutes have at most 3"),
}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", _TOO_LARGE)
def test_what_is_larger_than_minutes_ever_are_is_refused_with_its_name_and_what_was_counted(name: str) -> None:
    make, says = _TOO_LARGE[name]
    with pytest.raises(FileTooLarge) as refusal:
        read(name, make())
    assert str(refusal.value).startswith(f"{name} holds ")
    assert says in str(refusal.value)


def test_forms_that_multiply_each_other_are_refused_before_they_are_drawn() -> None:
    with pytest.raises(BrokenFile):
        read("a.pdf", _in_form(9, 10))


@pytest.mark.usefixtures("small")
def test_the_minutes_of_too_many_meetings_in_one_file_are_refused() -> None:
    text = "\n\n".join(f"Minutes of the meeting held on {n} May 2021\n\nPresent: Clerk" for n in range(1, 7))
    with pytest.raises(TooManyMeetings, match="more than 3 meetings"):
        read_meetings(read("a.txt", text.encode()))


def test_a_page_that_begins_like_another_kind_of_file_is_still_read() -> None:
    document = read("a.html", b"<html><pre>%PDF is what Clerk is to send\nsecond line</pre>")
    assert "%PDF" in str(document.blocks)
