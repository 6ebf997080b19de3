"""Markdown: tables that every reader shows alike, and nothing that was typed acts as markup."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from actionlog.characters import visible
from actionlog.papers import Bullets, Heading, Lines, Paper, Row, Table, Text
from actionlog.renderers import markdown

Snapshot = Callable[[str, str | bytes], None]

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

HOSTILE = [
    "a | b",
    "a \\| b",
    "ends in a backslash \\",
    "<script>alert(1)</script>",
    "a <b>bold</b> claim",
    "[click](javascript:alert(1))",
    "![image](http://example.org/x.png)",
    "[ref][1] and [1]: http://example.org",
    "[1]: http://example.org 'title'",
    "<http://example.org>",
    "`code` and ``more``",
    "**bold** _slanted_ ~~gone~~",
    "&lt;script&gt; &copy; &#x3c; &amp;amp;",
    "# heading",
    "## a heading ##",
    "> quote",
    "- [ ] a list",
    "+ another",
    "1. numbered",
    "12) numbered",
    "=====",
    "-----",
    "***",
    "~~~",
    "    indented",
    "$x$ and $5 or $6",
    "\\",
    "a line\nand | another",
    "--- | ---",
]


def inline(paper: Paper) -> list[Token]:
    return [token for token in PARSER.parse(markdown.render(paper).decode()) if token.type == "inline"]


def content(token: Token) -> str:
    assert {child.type for child in token.children or []} <= {"text", "hardbreak", "text_special"}, token
    return "".join("\n" if child.type == "hardbreak" else child.content for child in token.children or [])


def test_a_paper_is_readable_as_it_is(paper: Paper, snapshot: Snapshot) -> None:
    snapshot("snapshots/paper.md", markdown.render(paper))


def test_a_label_in_brackets_stays_readable(paper: Paper) -> None:
    assert b"| Clerk and [Redact] |" in markdown.render(paper)


def test_lines_that_stand_together_do_so_on_the_page(paper: Paper) -> None:
    assert content(inline(paper)[3]) == "2 open: 1 overdue.\n1 closed since the last paper."


def test_a_letter_has_no_title(paper: Paper) -> None:
    letter = paper._replace(letter=True, parts=(Lines(("To: Clerk", "1. What has been done?")),))
    assert markdown.render(letter) == b"To: Clerk\\\n1\\. What has been done?\n"


def assert_shown_as_typed(paper: Paper, said: str) -> None:
    """Wherever `said` stands in a paper, a reader of Markdown shows it, and takes none of it for markup."""
    seen = visible(said).strip()
    parts = (
        Text(said),
        Lines(("before", said)),
        Bullets((said,)),
        Heading(said),
        Table("T", ("Ref", "Action", "Owner"), (Row(("1", said, "Clerk")), Row(("2", "x", "Clerk")))),
    )
    shown = [content(token) for token in inline(paper._replace(parts=parts, title="T", lines=()))]
    table = ["T", "Ref", "Action", "Owner", "1", seen, "Clerk", "2", "x", "Clerk"]
    expected = ["T", seen, f"before\n{seen}", seen, seen, *table]
    assert [" ".join(text.split(" ")).strip() for text in shown] == expected


@pytest.mark.parametrize("said", HOSTILE)
def test_markup_in_an_action_is_shown_and_does_not_act(paper: Paper, said: str) -> None:
    assert_shown_as_typed(paper, said)


markup = st.text(st.sampled_from("ab1 |\\`*_~[](){}<>#+-.!&;:=$\"'@/\n"), min_size=1, max_size=30).filter(str.strip)


@given(said=markup)
def test_any_markup_is_shown_and_does_not_act(said: str) -> None:
    from datetime import date

    assert_shown_as_typed(Paper("p", "T", "g", date(2021, 6, 15)), said)


def test_a_script_reaches_no_page_alive(of_text: Callable[[str], Paper]) -> None:
    assert b"<script" not in markdown.render(of_text("<script>alert(1)</script>"))
