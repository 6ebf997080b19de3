"""Web pages as a Document: what a reader of the page sees, with the line it stands on. All pages are invented."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Heading, ListItem, Paragraph, Place, Table
from actionlog.errors import ActionlogError
from actionlog.readers import read
from actionlog.readers.html import blocks_of
from actionlog.readers.html_tree import MOST_TAGS
from actionlog.readers.refusals import FileTooLarge


def page(markup: str) -> tuple[object, ...]:
    return read("minutes.html", f"<html><body>{markup}".encode()).blocks


def texts(markup: str) -> list[str]:
    return [block.text for block in blocks_of(markup) if not isinstance(block, Table)]


def items(markup: str) -> list[tuple[int, str, str]]:
    return [(b.depth, b.marker, b.text) for b in blocks_of(markup) if isinstance(b, ListItem)]


def rows(markup: str) -> list[tuple[str, ...]]:
    """The rows of the only table."""
    (table,) = (block for block in blocks_of(markup) if isinstance(block, Table))
    return [row.cells for row in table.rows]


def test_headings_and_paragraphs_keep_their_order_and_their_lines() -> None:
    assert page("<h1>Board</h1>\n<h2>Actions\nnow</h2>\n<p>\n Clerk to\n write.</p>") == (
        Heading("Board", 1, Place(1)),
        Heading("Actions now", 2, Place(2)),
        Paragraph("Clerk to write.", Place(5)),
    )


def test_a_page_without_a_main_heading_begins_with_its_title() -> None:
    data = b"<html><head><title>Board &amp; panel</title></head><body><h2>Actions</h2></body></html>"
    assert [block.text for block in read("a.html", data).blocks if not isinstance(block, Table)] == [
        "Board & panel",
        "Actions",
    ]
    assert read("a.html", data.replace(b"h2", b"h1")).blocks[0] == Heading("Actions", 1, Place(1))


@pytest.mark.parametrize(
    ("start", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-16"),
        ("", "cp1252"),
        ("<meta charset='iso-8859-2'>", "iso-8859-2"),
        ("<meta charset=iso-8859-1>", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
        ("<meta charset=utf-8>", "cp1252"),
        ("<meta charset=unicode_escape>", "utf-8"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_names_or_else_as_text_is(start: str, encoding: str) -> None:
    data = f"<html>{start}<p>Zdeněk Müller" if "125" not in encoding[:5] else f"<html>{start}<p>Müller"
    if encoding == "cp1252":
        data = data.replace("ě", "e")
    assert read("a.html", data.encode(encoding)).blocks[0] == Paragraph(data.partition("<p>")[2], Place(1))


def test_what_the_page_does_not_show_is_not_read() -> None:
    hidden = "<script>var a = '<p>no'</script><style>p {}</style><nav>Home</nav><template>t</template><!-- no -->"
    assert texts(f"{hidden}<p>Seen<span hidden> not</span><span style='Display: none'> nor</span></p>") == ["Seen"]


def test_lists_have_the_markers_and_the_depth_that_the_page_shows() -> None:
    assert items("<ol><li>One<ul><li>Below<li>Beside</ul><li>Two</ol><ol start=5 type=a><li>Five<li value=9>Nine") == [
        (1, "1.", "One"),
        (2, "-", "Below"),
        (2, "-", "Beside"),
        (1, "2.", "Two"),
        (1, "e.", "Five"),
        (1, "i.", "Nine"),
    ]
    assert items("<ol reversed><li>b<li>a</ol>") == [(1, "2.", "b"), (1, "1.", "a")]


def test_a_tick_box_is_the_marker_of_its_item() -> None:
    assert items(
        "<ul><li><input type=checkbox checked> Done<li><input type='checkbox'>Open</ul><p>☐ Later</p><p>☑ Now</p>"
    ) == [(1, "[x]", "Done"), (1, "[ ]", "Open"), (1, "[ ]", "Later"), (1, "[x]", "Now")]


def test_a_bullet_that_was_typed_is_a_bullet() -> None:
    assert items("<p>• Clerk to write</p><p>- Chair to sign</p>") == [
        (1, "-", "Clerk to write"),
        (1, "-", "Chair to sign"),
    ]


def test_paragraphs_of_one_list_item_are_its_lines() -> None:
    assert items("<ul><li><p>Clerk to write</p><p>by June</p></li></ul>") == [(1, "-", "Clerk to write\nby June")]


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("by 9<sup>th</sup> June", "by 9th June"),
        ("by 9 <sup> TH </sup> June", "by 9TH June"),
        ("Owner<sup>1</sup>", "Owner¹"),
        ("Clerk<sup><a href='#note'>[1]</a></sup> to write", "Clerk to write"),
        ("a&nbsp;&amp;&nbsp;b &lt;c&gt;", "a & b <c>"),
        ("one<br>two<br/> three", "one\ntwo\nthree"),
        ("re\u00adport<wbr>ing", "reporting"),
        ("<b>ACTION:</b> <a href='x'>Clerk</a> to write", "ACTION: Clerk to write"),
        ("Status: <img src=t.png alt=done>", "Status: done"),
        ("<p>Send <del>the draft</del> <ins>the report</ins> to all", "Send the report to all"),
        ("<s>Send the draft to all</s>", "~~Send the draft to all~~"),
        ("<span style='text-decoration: line-through'>Send it</span>", "~~Send it~~"),
        ("<strike>Send the draft to all members</strike> done", "~~Send the draft to all members~~ done"),
    ],
)
def test_text_is_what_a_person_reads(markup: str, seen: str) -> None:
    assert texts(markup) == [seen]


def test_two_line_breaks_part_paragraphs() -> None:
    assert texts("One<br><br>Two<br> <br/>Three") == ["One", "Two", "Three"]


def test_a_marker_word_stays_at_the_start_of_its_paragraph() -> None:
    assert texts("<p class=phone><cite>Chair:</cite> hello</p><p><b>ACTION:</b> clerk to write</p>") == [
        "Chair: hello",
        "ACTION: clerk to write",
    ]


def test_a_chat_in_preformatted_text_is_read_line_by_line() -> None:
    assert page("<pre>\n10:01 &lt;chair&gt; hello\n10:02 &lt;chair&gt; ACTION: clerk to write\n</pre>") == (
        Paragraph("10:01 <chair> hello", Place(2)),
        Paragraph("10:02 <chair> ACTION: clerk to write", Place(3)),
    )


def test_other_preformatted_text_is_read_as_a_text_file_is() -> None:
    blocks = page("<p>Above</p>\n<pre>Actions\n=======\n\n- Clerk to write\n</pre>")
    assert blocks == (
        Paragraph("Above", Place(1)),
        Heading("Actions", 1, Place(2)),
        ListItem("Clerk to write", 1, "-", Place(5)),
    )


def test_what_is_said_of_a_term_is_an_item_that_begins_with_the_term() -> None:
    (item,) = page("<dl><div><dt>Clerk</dt><dd>Mend the hinge</dd></div></dl>")
    assert item == ListItem("Clerk: Mend the hinge", 1, "-", Place(1))


def test_each_of_several_things_said_of_a_term_is_an_item() -> None:
    assert texts("<dl><dt>Clerk<dd>Mend the hinge<dd>Write</dl>") == ["Clerk: Mend the hinge", "Clerk: Write"]
    assert texts("<dl><dt>Actions<dd>Mend the hinge<dd>Write</dl>") == ["Actions", "Mend the hinge", "Write"]


def test_terms_that_say_who_was_there_and_what_is_said_of_them_are_paragraphs() -> None:
    assert texts("<dl><dt>Present<dd>Clerk, Chair<dt>Regrets<dd>none</dl>") == [
        "Present",
        "Clerk, Chair",
        "Regrets",
        "none",
    ]


def test_a_term_stays_a_paragraph_where_what_is_said_of_it_is_more_than_one() -> None:
    assert texts("<dl><dt>1. Hall<dd><p>It leaks.<p>Nobody knows why.</dl>") == [
        "1. Hall",
        "It leaks.",
        "Nobody knows why.",
    ]
    assert texts("<dl><dt>1. Hall<dt>2. Roof</dl>") == ["1. Hall", "2. Roof"]


def test_end_tags_may_be_left_out() -> None:
    assert rows("<table><tr><th>Action<th>Owner<tr><td>Write<p>soon<td>Clerk<tr><td>Sign<td>Chair</table>") == [
        ("Action", "Owner"),
        ("Write\nsoon", "Clerk"),
        ("Sign", "Chair"),
    ]


def test_the_head_the_body_and_the_foot_of_a_table_are_its_rows() -> None:
    assert rows(
        "<table><caption>Actions</caption><thead><tr><th>Action<th>Owner</thead><tbody><tr><td>A<td>B</tbody>"
        "<tfoot><tr><td>C<td>D</tfoot></table>"
    ) == [("Action", "Owner"), ("A", "B"), ("C", "D")]
    assert texts("<table><caption>Actions</caption><tr><td>A<td>B</table>") == ["Actions"]


def test_lines_and_lists_of_a_cell_are_its_lines() -> None:
    assert rows("<table><tr><td>1<td><ol><li>Write<li>Sign</ol><td>Clerk<br>Chair<td><ul><li>x</ul></table>") == [
        ("1", "1. Write\n2. Sign", "Clerk\nChair", "x")
    ]


def test_a_short_cell_merged_over_rows_belongs_to_each_of_them() -> None:
    assert rows("<table><tr><td>A<td rowspan=2>Clerk<td>x<tr><td>B<td>y<tr><td>C<td>Chair<td>z</table>") == [
        ("A", "Clerk", "x"),
        ("B", "Clerk", "y"),
        ("C", "Chair", "z"),
    ]


def test_a_long_text_merged_over_rows_stands_once() -> None:
    long = "The committee spoke of this at some length and left it to the next meeting."
    assert rows(f"<table><tr><td>A<td rowspan=2>{long}<tr><td>B</table>") == [("A", long), ("B", "")]


def test_a_cell_merged_over_columns_stands_in_the_first_of_them() -> None:
    assert rows("<table><tr><td colspan=2>Action<td>Owner<tr><td>1<td>Write<td>Clerk</table>") == [
        ("Action", "", "Owner"),
        ("1", "Write", "Clerk"),
    ]


def test_a_table_of_one_column_is_no_table() -> None:
    assert texts("<table><tr><td><h2>Actions</h2><p>Clerk to write</table>") == ["Actions", "Clerk to write"]


LAYOUT = (
    "<table><tr><td colspan=3>Summary</td></tr><tr><td colspan=3><p>We met.</p><p>We left.</p></td></tr>"
    "<tr><td colspan=3>Action points:</td></tr><tr><td>No<td>Action<td>Who</tr><tr><td>1<td>Write<td>Clerk</tr>"
    "<tr><td>2<td>Sign<td>Chair</tr><tr><td colspan=3>Any other business</td></tr></table>"
)


def test_a_report_laid_out_as_one_table_has_paragraphs_and_its_actions_with_their_header() -> None:
    assert texts(LAYOUT) == ["Summary", "We met.", "We left.", "Action points:", "Any other business"]
    assert rows(LAYOUT) == [("No", "Action", "Who"), ("1", "Write", "Clerk"), ("2", "Sign", "Chair")]


def test_rows_keep_their_numbers_in_a_table_that_is_taken_apart() -> None:
    (table,) = (block for block in blocks_of(LAYOUT) if isinstance(block, Table))
    assert [(row.place.table, row.place.row) for row in table.rows] == [(1, 4), (1, 5), (1, 6)]


def test_a_title_within_an_action_table_does_not_part_it_from_its_header() -> None:
    assert rows(
        "<table><tr><th>Action<th>Who<tr><td>A<td>Clerk<tr><td colspan=2>Later ones<tr><td>B<td>Chair</table>"
    ) == [("Action", "Who"), ("A", "Clerk"), ("Later ones", ""), ("B", "Chair")]


def test_a_table_within_a_cell_is_a_table_of_its_own() -> None:
    inner = "<table><tr><td>Action<td>Who<tr><td>Write<td>Clerk</table>"
    blocks = blocks_of(f"<table><tr><th>Item<th>Notes<tr><td>1<td>Before {inner} after</table>")
    tables = [[row.cells for row in block.rows] for block in blocks if isinstance(block, Table)]
    assert tables == [[("Item", "Notes"), ("1", "Before\nafter")], [("Action", "Who"), ("Write", "Clerk")]]


def test_markup_within_another_document_has_its_lines() -> None:
    assert [block.place.line for block in blocks_of("<p>a</p>\n<p>b</p>", 7)] == [7, 8]
    assert [block.place.line for block in blocks_of("<p>a</p>\n<p>b</p>")] == [0, 0]


def test_a_page_of_too_many_tags_is_refused_in_a_sentence() -> None:
    with pytest.raises(FileTooLarge, match="more than 250,000 tags"):
        read("a.html", b"<html>" + b"<p>a" * (MOST_TAGS + 1))


@pytest.mark.parametrize("part", ["<!--", '<a "', "<a b='", "<a b=", "<![CDATA[", "<", "</", "&amp", "<sup>", "<s>"])
def test_markup_that_never_ends_takes_no_time(part: str) -> None:
    data = f"<html>Clerk{part * (400_000 // len(part))}".encode()
    blocks = read("a.html", data).blocks
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].text.strip("~").startswith("Clerk")


@pytest.mark.parametrize("part", ["<div>", "<ul><li>", "<table><tr><td>a<td>", "<b>", "<table><tr><td>"])
def test_elements_within_elements_without_end_are_read(part: str) -> None:
    assert "Clerk" in str(page(part * 3000 + "Clerk to write"))


_TAGS = st.sampled_from(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "td",
        "th",
        "thead",
        "caption",
        "b",
        "s",
        "sup",
        "br",
        "h1",
        "pre",
        "a",
    ]
)
_PIECES = st.one_of(
    st.builds("<{}>".format, _TAGS),
    st.builds("</{}>".format, _TAGS),
    st.builds("<{} rowspan={} colspan={} start={}>".format, _TAGS, st.integers(0, 9), st.integers(0, 9), st.integers()),
    st.text(max_size=8),
)


def test_what_is_struck_out_over_several_blocks_is_struck_out_in_each() -> None:
    assert texts("<s><p>One of them</p><p>Two of them</p></s><p>Three</p>") == [
        "~~One of them~~",
        "~~Two of them~~",
        "Three",
    ]


def test_text_that_is_in_a_table_but_in_no_cell_is_read_before_it() -> None:
    markup = "<table>Actions<tr>of June<td>Write<td>Clerk</table>"
    assert texts(markup) == ["Actions", "of June"]
    assert rows(markup) == [("Write", "Clerk")]


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_markup_is_read(markup: str) -> None:
    for block in blocks_of(markup, 1):
        assert block.place.line >= 1 or isinstance(block, Table)
        if isinstance(block, Table):
            assert all(any(row.cells) for row in block.rows)
        else:
            assert block.text.strip() == block.text != ""


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(categories=("L", "N")), min_size=1, max_size=30))
def test_no_word_of_a_page_is_lost(word: str) -> None:
    for markup in (f"<p>{word}", f"<table><tr><td>{word}<td>x", f"<ul><li>{word}", f"<div><span>{word}</span></div>"):
        assert word in str(blocks_of(markup))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes) -> None:
    with suppress(ActionlogError):
        read("a.html", b"<html>" + data)


def test_a_task_of_confluence_has_its_box_its_owner_and_its_day() -> None:
    markup = """<ul class="inline-task-list">
    <li class="checked"><a class="user-mention">Kim Ash</a> close the mailbox with
    <a class="user-mention">Lou Bay</a></li>
    <li><a class="user-mention">Lou Bay</a> ask for figures <time datetime="2024-07-02">02 Jul 2024</time></li></ul>
    <p>Seen by <a class="user-mention">Kim Ash</a> on <time>3 Jul 2024</time></p>"""
    assert [(marker, text) for _, marker, text in items(markup)] == [
        ("[x]", "Kim Ash: close the mailbox with Lou Bay"),
        ("[ ]", "Lou Bay: ask for figures (due 02 Jul 2024)"),
    ]
    assert texts(markup)[-1] == "Seen by Kim Ash on 3 Jul 2024"
