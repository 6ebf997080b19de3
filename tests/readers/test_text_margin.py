"""The margin of typed minutes. All documents and names here are invented."""

from hypothesis import given
from hypothesis import strategies as st

from actionlog.document import ListItem, Paragraph, Table
from actionlog.readers import read

TYPED = """\
EXAMPLE PARISH COUNCIL (invented)

                                                            ACTION
1  Apologies were received.

2  Matters arising
  (a) The sign to be chased with the
      county.                                               Clerk
  (b) Shelter to be cleaned.                                DP
                                                            9 June

3  Field.  The report has one item.
   Chains to be replaced.                                   SU
   Quotes for a gate to be got in
   for November.                                            AF & BL
"""


def blocks(text: str) -> list[str]:
    found = read("minutes.txt", text.encode()).blocks
    return [block.text for block in found if isinstance(block, Paragraph | ListItem)]


def test_what_stands_in_the_margin_comes_below_the_text_beside_it() -> None:
    found = blocks(TYPED)
    assert [text for text in found if text.startswith("ACTION")] == [
        "ACTION: Clerk",
        "ACTION: DP, 9 June",
        "ACTION: SU",
        "ACTION: AF & BL",
    ]
    assert found[found.index("ACTION: AF & BL") - 1] == "Quotes for a gate to be got in\nfor November."


def test_a_word_at_the_right_without_names_below_it_is_no_margin() -> None:
    text = (
        TYPED.replace("Clerk", "12.50")
        .replace("DP", "3.00")
        .replace("9 June", "")
        .replace("SU", "x9")
        .replace("AF & BL", "ok 1")
    )
    assert not any(part.startswith("ACTION:") for part in blocks(text))


def test_the_header_of_a_table_over_two_lines_is_no_margin() -> None:
    text = """\
                                   Person
No  Action                         responsible
1   Send the list                  AB
2   Book the hall                  CD
"""
    (table,) = [b for b in read("minutes.txt", text.encode()).blocks if isinstance(b, Table)]
    assert table.rows[1].cells[-1] == "AB"


@given(
    st.lists(
        st.sampled_from([" " * 50 + "ACTION", "text", "a.  b" + " " * 50 + "AB", " " * 52 + "9 June", "", "\t\tAB"])
    )
)
def test_any_margin_is_read(lines: list[str]) -> None:
    blocks("\n".join(["Minutes", *lines]))
