"""Plain text: columns where they fit, a short list for each action where they do not."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionlog.papers import Divider, Paper, Row, Table, Text
from actionlog.renderers import text
from actionlog.renderers._columns import GAP, measure, width_of, widths, wrap

Snapshot = Callable[[str, str | bytes], None]


def lines(paper: Paper, width: int = 80) -> list[str]:
    return text.render(paper, width).decode().splitlines()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_paper_is_pleasant_at_any_width(paper: Paper, snapshot: Snapshot, width: int) -> None:
    snapshot(f"snapshots/paper-{width}.txt", text.render(paper, width))


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 300])
def test_no_line_is_wider_than_the_screen(paper: Paper, width: int) -> None:
    assert max(map(len, lines(paper, width))) <= width


def test_a_screen_too_narrow_to_read_is_written_to_as_if_it_had_20_columns(paper: Paper) -> None:
    assert text.render(paper, 3) == text.render(paper, 20)


def test_at_40_columns_each_action_is_a_short_list(paper: Paper) -> None:
    shown = lines(paper, 40)
    at = shown.index("Ref: 1")
    assert shown[at : at + 6] == [
        "Ref: 1",
        "  Action: Write to the three",
        "    neighbours about the fence.",
        "  Owner: Clerk and [Redact]",
        "  Deadline: 9 June 2021",
        "  Status: Overdue by 6 days",
    ]


def test_no_line_ends_in_spaces_and_the_last_one_ends(paper: Paper) -> None:
    assert all(line == line.rstrip() for line in lines(paper))
    assert text.render(paper).endswith(b".\n")


def test_a_column_that_says_nothing_is_left_out_but_only_where_it_may_be(paper: Paper) -> None:
    assert "Evidence" not in text.render(paper).decode()
    tables = [part._replace(optional=()) if isinstance(part, Table) else part for part in paper.parts]
    assert "Evidence" in text.render(paper._replace(parts=tuple(tables))).decode()


def test_a_letter_has_no_title_and_at_most_70_columns(paper: Paper) -> None:
    table = Table("To", ("Ref", "Action"), (Row(("1", "x"), None, ("Ref 1", "word " * 30, "Deadline: none.")),))
    letter = paper._replace(letter=True, parts=(Text("Dear all"), table, Divider()))
    shown = lines(letter, 200)
    assert shown[:4] == ["Dear all", "", "Ref 1", "  " + "word " * 12 + "word"]
    assert shown[-1] == "-" * 70
    assert max(map(len, shown)) == 70


def test_wide_letters_and_combining_marks_keep_the_columns_straight(paper: Paper) -> None:
    table = Table(
        "T", ("Ref", "Action", "Owner"), (Row(("1", "議事録を送る", "A")), Row(("2", "re\u0301sume\u0301", "B")))
    )
    shown = lines(paper._replace(parts=(table,)))
    assert shown[-2:] == ["1    議事録を送る  A", "2    re\u0301sume\u0301        B"]


def test_a_word_without_an_end_is_cut_to_fit(paper: Paper) -> None:
    table = Table("T", ("Ref", "Action"), (Row(("1", "x" * 10_000)),))
    shown = lines(paper._replace(parts=(table,)), 40)
    assert max(map(len, shown)) == 40
    assert sum(line.count("x") for line in shown) == 10_000


def test_ten_thousand_rows_all_come_out(paper: Paper) -> None:
    rows = tuple(Row((str(n), f"Write letter {n} to the neighbours", "Clerk")) for n in range(10_000))
    shown = lines(paper._replace(parts=(Table("T", ("Ref", "Action", "Owner"), rows),)))
    assert shown[-1].split() == ["9999", "Write", "letter", "9999", "to", "the", "neighbours", "Clerk"]
    assert len([line for line in shown if line.endswith("Clerk")]) == 10_000


words = st.text(st.sampled_from("ab -é議\u0301"), max_size=60)


@given(words, st.integers(2, 30))
def test_wrapping_keeps_every_letter_and_the_width(said: str, width: int) -> None:
    wrapped = wrap(said, width)
    assert wrapped
    assert all(width_of(line) <= width for line in wrapped)
    assert "".join(wrapped).replace(" ", "") == said.replace(" ", "")


@given(st.text(st.sampled_from("ab  "), max_size=60), st.integers(1, 30))
def test_wrapping_breaks_between_words_where_it_can(said: str, width: int) -> None:
    short = " ".join(word for word in said.split() if len(word) <= width)
    assert [word for line in wrap(short, width) for word in line.split()] == short.split()


cell = st.text(st.sampled_from("ab 議"), min_size=1, max_size=40).map(lambda said: (said,))


@given(st.lists(st.lists(cell, min_size=1, max_size=4), min_size=1, max_size=8), st.integers(20, 160))
def test_columns_fit_the_screen_or_are_given_up(columns: list[list[tuple[str]]], width: int) -> None:
    fitting = widths([measure(column) for column in columns], width)
    if fitting is not None:
        assert sum(fitting) + GAP * (len(columns) - 1) <= width
        assert all(given > 0 for given in fitting)


def test_columns_that_all_fit_are_not_made_narrower() -> None:
    columns = [[("Ref",), ("10",)], [("Action",), ("Send it.",)]]
    assert widths([measure(column) for column in columns], 80) == [3, 8]


FOLDING = (("Reason", "Action"), ("Times extended", "Action"), ("Owner", "Action"))


def folding(rows: int = 2) -> Table:
    cells = ("1", "Write to the three neighbours about the fence.", "Member for boats", "Nobody was at home", 0)
    return Table("T", ("Ref", "Action", "Owner", "Reason", "Times extended"), (Row(cells),) * rows, folds=FOLDING)


def headings(table: Table, width: int) -> list[str]:
    return text.arranged(table, width)[0]


def test_no_more_columns_are_folded_than_it_takes_to_read_well() -> None:
    assert headings(folding(), 120) == ["Ref", "Action", "Owner", "Reason", "Times extended"]
    assert headings(folding(), 66) == ["Ref", "Action", "Owner", "Times extended"]
    assert headings(folding(), 50) == ["Ref", "Action", "Owner"]
    assert headings(folding(), 40) == ["Ref", "Action"]


def test_what_is_folded_stands_under_its_host_in_the_order_of_the_columns() -> None:
    _, rows, _ = text.arranged(folding(), 40)
    assert rows[0][1][1:] == ("Owner: Member for boats", "Reason: Nobody was at home", "Times extended: 0")


def test_a_column_is_not_made_wide_for_the_sake_of_one_long_cell() -> None:
    action = "Write to the three neighbours about the fence, and to the council too."
    rows = tuple(Row(("1", action, "On-going")) for _ in range(9))
    long = Row(("1", action, "Review 30 September 2026"))
    table = Table("T", ("Ref", "Action", "Deadline"), (*rows, long))
    _, _, fitting = text.arranged(table, 60)
    assert fitting
    assert fitting[2] < len("Review 30 September 2026") <= 2 * fitting[2]
