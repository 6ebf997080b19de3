"""An abbreviation that the group lists is spelt out where a document first uses it, and nowhere else (ACC-6)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionlog.model import Action, Group, Meeting
from actionlog.papers import Bullets, Cell, Divider, Heading, Lines, Paper, Row, Table, Text, Worded
from actionlog.papers.abbreviations import expanded
from actionlog.query import Calendar, Standing
from actionlog.renderers._cells import cell_words

DAY = date(2021, 6, 15)
GROUP = Group(
    "hall-group",
    "Hall Group",
    abbreviations=(("CSC", "children's social care"), ("CfC", "Circle for CSC"), ("R&D", "roof and drains")),
)
STANDING = Standing(
    Action("hall-group", "2021-05-19", 1, "Ask the CSC.", ("Clerk",)),
    "1",
    DAY,
    Calendar(GROUP, (Meeting("hall-group", "2021-05-19"),)),
)


def paper_of(*parts: Text | Table | Heading | Lines | Bullets | Divider, title: str = "Outstanding") -> Paper:
    return Paper("outstanding", title, "hall-group", DAY, ("For the meeting",), parts)


def read(*texts: str) -> list[str]:
    """The texts of a document, one paragraph after another, as a reader finds them."""
    parts = expanded(paper_of(*map(Text, texts)), GROUP).parts
    return [part.text for part in parts if isinstance(part, Text)]


def test_the_first_use_is_spelt_out_and_later_ones_stay() -> None:
    assert read("Ask CSC, then CSC again.", "CSC, at last.") == [
        "Ask CSC (children's social care), then CSC again.",
        "CSC, at last.",
    ]


def test_each_abbreviation_has_a_first_use_of_its_own_and_a_meaning_is_not_read_again() -> None:
    assert read("CfC and CSC and R&D") == [
        "CfC (Circle for CSC) and CSC (children's social care) and R&D (roof and drains)"
    ]


@pytest.mark.parametrize(
    "text", ["CSCs", "CSC-led", "CSC's", "CSC’s", "CSC/4", "4/CSC", "csc", "a@CSC", "CSC.org", "R&DX"]
)
def test_only_a_whole_word_as_it_is_listed_is_spelt_out(text: str) -> None:
    assert read(text, "CSC.")[0] == text


def test_a_word_that_only_holds_one_leaves_the_first_use_to_the_next() -> None:
    assert read("CSC-led", "(CSC)") == ["CSC-led", "(CSC (children's social care))"]


@pytest.mark.parametrize("text", ["CSC (children's social care)", "Children's social care (CSC)"])
def test_what_is_spelt_out_already_stays_as_it_is(text: str) -> None:
    assert read(text, "CSC") == [text, "CSC"]


def test_the_order_is_that_of_reading() -> None:
    rows = (Row(("1", "CSC", "R&D"), STANDING), Row(("2", "CSC", "CfC")))
    table = Table("Actions", ("Ref", "CSC", "More"), rows)
    paper = paper_of(Heading("CfC"), table, Lines(("R&D",)), title="For CSC")
    made = expanded(paper, GROUP)
    assert made.title == "For CSC (children's social care)"
    assert made.parts[0] == Heading("CfC (Circle for CSC)")
    assert made.tables[0].columns == table.columns
    assert [[cell_words(cell) for cell in row.cells] for row in made.tables[0].rows] == [
        ["1", "CSC", "R&D (roof and drains)"],
        ["2", "CSC", "CfC"],
    ]
    assert made.parts[2] == Lines(("R&D",))


@pytest.mark.parametrize(
    ("part", "made"),
    [
        (Bullets(("CSC", "CSC")), Bullets(("CSC (children's social care)", "CSC"))),
        (Lines(("CSC",)), Lines(("CSC (children's social care)",))),
        (Table("CSC", ("Ref",), ()), Table("CSC (children's social care)", ("Ref",), ())),
        (Table("T", ("Ref",), (), "No CSC."), Table("T", ("Ref",), (), "No CSC (children's social care).")),
    ],
)
def test_every_part_is_read(part: Bullets | Lines | Table, made: Bullets | Lines | Table) -> None:
    assert expanded(paper_of(part), GROUP).parts == (made,)


def test_the_notice_is_read() -> None:
    paper = expanded(paper_of()._replace(notice="CSC is withheld."), GROUP)
    assert paper.notice == "CSC (children's social care) is withheld."


def test_the_data_stay_as_they_are() -> None:
    cells: tuple[Cell, ...] = ("CSC/1", "CSC", Worded(("R&D", "late"), "R&D"), DAY, 3)
    paper = paper_of(Table("T", ("Ref", "a", "b", "c", "d"), (Row(cells, STANDING),)))
    paper = paper._replace(standings=(STANDING,), facts={"owner": "CSC"})
    made = expanded(paper, GROUP)
    assert made.tables[0].rows[0].cells == (
        "CSC/1",
        Worded(("CSC (children's social care)",), "CSC"),
        Worded(("R&D (roof and drains)", "late"), "R&D"),
        DAY,
        3,
    )
    assert (made.standings, made.facts) == (paper.standings, paper.facts)


def test_a_ref_is_never_changed() -> None:
    made = expanded(paper_of(Table("T", ("Ref", "Action"), (Row(("CSC", "CSC"), STANDING),))), GROUP)
    assert [cell_words(cell) for cell in made.tables[0].rows[0].cells] == ["CSC", "CSC (children's social care)"]


def test_each_letter_is_read_by_somebody_else() -> None:
    table = Table("CSC", ("Ref", "Action"), (Row(("1", "CSC"), block=("CSC", "Ask CSC.")),))
    letters = paper_of(Text("You have 1."), table, Divider(), Text("CSC"), title="CSC")._replace(letter=True)
    made = expanded(letters, GROUP)
    assert made.title == "CSC"
    assert made.tables[0].rows[0].block == ("CSC", "Ask CSC (children's social care).")
    assert made.parts[3] == Text("CSC (children's social care)")


@pytest.mark.parametrize("listed", [(), (("", "nothing"),), (("CSC", " "),)])
def test_a_group_that_lists_none_has_its_papers_as_they_are(listed: tuple[tuple[str, str], ...]) -> None:
    paper = paper_of(Text("CSC"))
    assert expanded(paper, Group("g", "G", abbreviations=listed)) is paper


def test_of_two_meanings_the_first_counts() -> None:
    made = expanded(paper_of(Text("A")), Group("g", "G", abbreviations=(("A", "one"), ("A", "two"))))
    assert made.parts == (Text("A (one)"),)


@given(st.lists(st.text("CS Cf&RD.'/-(", max_size=30), max_size=6))
def test_whatever_stands_in_it_only_meanings_are_added_and_each_once(texts: list[str]) -> None:
    made = "\n".join(read(*texts))
    for short, meaning in GROUP.abbreviations:
        assert made.count(f"{short} ({meaning})") <= 1
    for short, meaning in GROUP.abbreviations:
        made = made.replace(f"{short} ({meaning})", short)
    assert made == "\n".join(texts)


def test_a_document_of_a_megabyte_is_read_at_once() -> None:
    """A text that nearly is an abbreviation everywhere; were each looked for anew, this would take minutes."""
    long = "CSCCSC " * 150_000
    many = Group("g", "G", abbreviations=tuple((f"A{i}", "meaning") for i in range(200)))
    assert expanded(paper_of(Text(long)), many).parts == (Text(long),)
