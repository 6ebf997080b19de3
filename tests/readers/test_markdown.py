"""Markdown files as a Document: what a reader of the page sees, also where the file is messier than the page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Block, Heading, ListItem, Paragraph, Place, Table
from actionlog.errors import ActionlogError
from actionlog.readers import read


def blocks(text: str) -> tuple[Block, ...]:
    return read("minutes.md", text.encode()).blocks


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text) if not isinstance(block, Table)]


def items(text: str) -> list[tuple[str, int, str]]:
    return [(b.marker, b.depth, b.text) for b in blocks(text) if isinstance(b, ListItem)]


def cells(text: str) -> list[tuple[str, ...]]:
    return [row.cells for block in blocks(text) if isinstance(block, Table) for row in block.rows]


def test_headings_paragraphs_and_lists_keep_their_lines() -> None:
    assert blocks("# Minutes\n\nThe Clerk\nreported.\n\n- one\n  goes on\n- two\n\nTitle\n=====\n") == (
        Heading("Minutes", 1, Place(1)),
        Paragraph("The Clerk\nreported.", Place(3)),
        ListItem("one\ngoes on", 1, "-", Place(6)),
        ListItem("two", 1, "-", Place(8)),
        Heading("Title", 1, Place(10)),
    )


def test_a_list_keeps_its_markers_its_boxes_and_its_depth() -> None:
    text = "- one\n  - below\n    * deeper\n- two\n\n1. first\n3. third\n   - of it\n\n"
    assert items(f"{text}- [x] done\n- [ ] open\n- [] open too\n") == [
        ("-", 1, "one"),
        ("-", 2, "below"),
        ("*", 3, "deeper"),
        ("-", 1, "two"),
        ("1.", 1, "first"),
        ("3.", 1, "third"),
        ("-", 2, "of it"),
        ("[x]", 1, "done"),
        ("[ ]", 1, "open"),
        ("[ ]", 1, "open too"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Actions:\n- Clerk to write\n- Chair to call\n",
        "Actions:\n    - Clerk to write\n    - Chair to call\n",
        "Actions:\n\n    - Clerk to write\n    - Chair to call\n",
        "> Actions:\n> - Clerk to write\n> - Chair to call\n",
        "Actions:\n\n```\n- Clerk to write\n- Chair to call\n```\n",
    ],
)
def test_a_list_is_read_however_it_is_set_off(text: str) -> None:
    assert texts(text) == ["Actions:", "Clerk to write", "Chair to call"]
    assert [(marker, depth) for marker, depth, _ in items(text)] == [("-", 1), ("-", 1)]


def test_numbers_that_go_on_after_a_paragraph_make_a_list() -> None:
    assert items("Then:\n4. Clerk to write\n5) Chair to call\n") == [
        ("4.", 1, "Clerk to write"),
        ("5)", 1, "Chair to call"),
    ]


def test_items_two_spaces_below_a_number_stand_below_it() -> None:
    assert [depth for _, depth, _ in items("1. one\n  - below\n2. two\n")] == [1, 2, 1]


def test_bullets_and_letters_that_markdown_does_not_know_make_lists_too() -> None:
    assert items("• one\n• two\n\n(a) first\n(b) second\n") == [
        ("•", 1, "one"),
        ("•", 1, "two"),
        ("(a)", 1, "first"),
        ("(b)", 1, "second"),
    ]


def test_text_that_is_indented_or_fenced_is_read_line_by_line() -> None:
    assert texts("    Action: Clerk to write\n    Action: Chair to call\n") == [
        "Action: Clerk to write\nAction: Chair to call"
    ]
    assert texts("```\nAction: Clerk to write\n# Not ended\n") == ["Action: Clerk to write", "Not ended"]
    assert texts("```bash\n# no heading\nmake\n```\nAfter\n") == ["# no heading\nmake", "After"]


def test_an_indented_paragraph_belongs_to_the_list_item_above_it() -> None:
    assert texts("- one\n\n  more of it\n\nNot of it\n") == ["one\nmore of it", "Not of it"]
    assert texts("1. one\n\n  more of it\n\nNot of it\n") == ["one\nmore of it", "Not of it"]


def test_a_heading_within_a_numbered_item_keeps_its_number() -> None:
    assert blocks("1. ## Finance\n\n   The Clerk reported.\n") == (
        Heading("1. Finance", 2, Place(1)),
        Paragraph("The Clerk reported.", Place(3)),
    )


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("**Action:** *AB* to `write`", "Action: AB to write"),
        ("**Action: AB to write", "Action: AB to write"),
        ("**Action:**AB to write", "Action:AB to write"),
        ("''(**AI: AB** to write)''", "(AI: AB to write)"),
        (r"\*\*Action\*\* and \_–", "**Action** and _–"),
        ("**** to write", "**** to write"),
        ("snake_case and 2 * 3 * 4 stay", "snake_case and 2 * 3 * 4 stay"),
        ("~~Clerk to write~~", "~~Clerk to write~~"),
        ("<del>Clerk to write</del>", "~~Clerk to write~~"),
        ("by 9 <sup>th</sup> June, 21^st^ May", "by 9th June, 21st May"),
        ("[Redact] [the paper](https://example.org/a_b 'Paper')", "[Redact] the paper"),
        ("[the paper][1] and <https://example.org>\n\n[1]: https://example.org", "the paper and https://example.org"),
        ("![the logo](logo.png)", "the logo"),
        ("<name withheld> to write", "<name withheld> to write"),
        ("<b>Action</b>: AB<!-- not this --> to write", "Action: AB to write"),
        ("fish &amp; chips&nbsp;twice", "fish & chips twice"),
        ("one<br/>two", "one\ntwo"),
        ("one  \ntwo\\\nthree\\", "one\ntwo\nthree"),
        ("[Redact]: agreed", "[Redact]: agreed"),
        ("#ActionPoint is a word, ##Actions", "#ActionPoint is a word, ##Actions"),
    ],
)
def test_markup_is_taken_off_and_all_else_stays_as_printed(line: str, seen: str) -> None:
    assert texts(line) == [seen]


def test_a_footnote_is_read_where_it_stands_and_not_where_it_is_pointed_to() -> None:
    assert texts("Clerk[^1] to write.\n\n[^1]: Until a deputy is found.\n") == [
        "Clerk to write.",
        "Until a deputy is found.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| Action | Owner |\n| --- | --- |\n| Send \\| post | AB |\n",
        "Action | Owner\n--- | ---\nSend \\| post | AB\n",
        "| Action | Owner |\n| --- |\n| Send \\| post | AB |\n",
        "| Action | Owner |\n|---|---|---|\n| Send \\| post | AB |\n",
        "| Action | Owner |\n| Send \\| post | AB |\n",
        "Text above\n| **Action** | Owner |\n| --- | --- |\n| Send \\| post | [AB](ab.md) |\n",
        "- of a list\n\n  | Action | Owner |\n  | --- | --- |\n  | Send \\| post | AB |\n",
        "+---------+-------+\n| Action  | Owner |\n+=========+=======+\n"
        "| Send \\| | AB    |\n| post    |       |\n+---------+-------+\n",
        "<table><tr><th>Action</th><th>Owner</th></tr>\n\n<tr><td>Send | post</td><td>AB</td></tr></table>\n",
        "Action        Owner\n\nSend | post   AB\n",
        "Action\tOwner\nSend | post\tAB\n",
    ],
)
def test_tables_are_read_however_they_are_drawn(text: str) -> None:
    assert cells(text) == [("Action", "Owner"), ("Send | post", "AB")]


def test_lists_and_breaks_within_a_cell_are_lines() -> None:
    text = "| Item | Action |\n| --- | --- |\n| One<br>more | <ul><li>AB to write</li><li>CD to call</li></ul> |\n"
    assert cells(text)[1] == ("One\nmore", "AB to write\nCD to call")


def test_paragraphs_and_sub_headings_within_a_grid_are_kept_apart() -> None:
    text = (
        "+-----+--------------------+-------+\n"
        "| No  | Action             | Owner |\n"
        "+=====+====================+=======+\n"
        "| Carried forward                  |\n"
        "+-----+--------------------+-------+\n"
        "| 1   | Write to all of    | AB    |\n"
        "|     | the members.       | CD    |\n"
        "|     |                    |       |\n"
        "|     | Call the Chair.    |       |\n"
        "+-----+--------------------+-------+\n"
    )
    assert cells(text) == [
        ("No", "Action", "Owner"),
        ("Carried forward", "", ""),
        ("1", "Write to all of the members.\nCall the Chair.", "AB\nCD"),
    ]


def test_html_beside_a_table_and_around_text_is_read() -> None:
    text = "Before <table><tr><td>AB</td><td>CD</td></tr></table> after\n\n<div>\n\n## Actions\n\n</div>\n"
    found = blocks(f"{text}<p>Clerk to write</p>\n")
    assert [b.text if not isinstance(b, Table) else b.rows[0].cells for b in found] == [
        "Before",
        ("AB", "CD"),
        "after",
        "Actions",
        "Clerk to write",
    ]


def test_both_versions_of_an_unfinished_merge_are_read_and_it_is_told() -> None:
    document = read("m.md", b"One\n\n<<<<<<< HEAD\nTwo\n=======\nThree\n>>>>>>> other\n\nFour\n")
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["One", "Two", "Three", "Four"]
    assert document.remarks == (
        "Two versions of the text stand side by side from line 3 (an unfinished merge); both were read.",
    )


@pytest.mark.parametrize("title", ["title: Meeting 7", 'title: "Meeting 7"', "title: >-\n  Meeting 7"])
def test_of_front_matter_only_the_title_is_read(title: str) -> None:
    found = blocks(f"---\n{title}\ndate: 2025-01-01\n---\nText\n")
    assert [b.text for b in found if not isinstance(b, Table)] == ["Meeting 7", "Text"]
    assert texts('+++\ntitle = "Meeting 7"\n+++\nText\n') == ["Meeting 7", "Text"]


def test_a_line_below_several_lines_is_a_rule_and_makes_no_heading() -> None:
    assert blocks("One\ntwo\n---\nTitle\n---\n") == (Paragraph("One\ntwo", Place(1)), Heading("Title", 2, Place(4)))


PIECES = st.sampled_from(
    [
        *("# ", "- ", "1. ", "  ", "    ", "\t", "|", "---", "===", "+--+", "\n", "\n\n", "**", "_", "~~", "<sup>"),
        *(
            "[",
            "](",
            "]: /a",
            "[^1]",
            "<!--",
            "-->",
            "a",
            "> ",
            "```\n",
            "<table>",
            "<td>",
            "</table>",
            "<br>",
            "<div>",
        ),
        *("<<<<<<< \n", "=======\n", ">>>>>>> \n", "[ ] ", "• ", "(a) ", "\\", "&amp;", "Action  Owner\n", "\1", "\2"),
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_places_never_go_back_and_no_block_is_empty(text: str) -> None:
    try:
        document = read("minutes.md", text.encode("utf-8", "replace"))
    except ActionlogError:
        return
    lines = [block.place.line for block in document.blocks]
    assert lines == sorted(lines)
    assert all(block.rows if isinstance(block, Table) else block.text for block in document.blocks)


@pytest.mark.parametrize(
    "unit",
    ["> ", "[", "![", "](", "**", "_", "`", "<b ", "<table>", "| ", "- ", "  - ", "\\", "&", "~~~\n", "<!--", "''"],
)
def test_deep_nesting_and_very_long_lines_are_read(unit: str) -> None:
    """A rule that needs time beyond all measure would never come back from these."""
    for text in (unit * 10_000 + "word", (unit * 100 + "word\n\n") * 300):
        try:
            document = read("minutes.md", text.encode())
        except ActionlogError:
            continue
        assert document.blocks
