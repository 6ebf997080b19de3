"""The file in these tests is invented, and so is everybody in it."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from actionlog.errors import Refused, UnreadableLog
from actionlog.store import splice, strict_yaml

PATH = "evidence-group/2021-05-19/01.yaml"
ORDER = ("action", "owners", "deadline", "status", "closed", "outcome", "item", "minuted", "history")

BEFORE = """\
# yaml-language-server: $schema=../../.schema/action.json

# Raised in a hurry 📌
action: >-   # as the paper has it
   Review team (invented) to send the summary
   – and all members their comments.

owners:   [All, "Review team"]   # both
deadline: '2021-06-09'
status:   Open   # see below

x-colour: 7.10

item: "3"
minuted: {ref: "1", owners: All, deadline: 9th June, status: Open}  # printed so
history:
    # asked for by the chair
    - date: 2021-06-02
      event: extension agreed   # at once
      from: 2021-06-02

      to: 2021-06-09
      reason: >
        Summary still
        with the chair
# the end
"""

AFTER = """\
# yaml-language-server: $schema=../../.schema/action.json

# Raised in a hurry 📌
action: >-   # as the paper has it
   Review team (invented) to send the summary
   – and all members their comments.

owners:   [All, "Review team"]   # both
deadline: '2021-06-09'
status:   Closed   # see below
closed: 2021-06-16

x-colour: 7.10

item: "3"
minuted: {ref: "1", owners: All, deadline: 9th June, status: Open}  # printed so
history:
    # asked for by the chair
    - date: 2021-06-02
      event: extension agreed   # at once
      from: 2021-06-02

      to: 2021-06-09
      reason: >
        Summary still
        with the chair
    - date: 2021-06-16
      event: closed
# the end
"""


def data_of(content: bytes) -> dict[str, Any]:
    outcome = strict_yaml.read(content, PATH)
    assert isinstance(outcome, strict_yaml.Parsed), outcome
    return outcome.data


def changed(text: str, new: Mapping[str, Any], order: Sequence[str] = ORDER) -> str:
    return splice.change(text.encode(), new, PATH, order).decode()


def closing(text: str) -> dict[str, Any]:
    history = data_of(text.encode()).get("history", [])
    return {
        "status": "Closed",
        "closed": "2021-06-16",
        "history": [*history, {"date": "2021-06-16", "event": "closed"}],
    }


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE, AFTER),
        (crlf(BEFORE), crlf(AFTER)),
        ("\ufeff" + BEFORE, "\ufeff" + AFTER),
        ("\ufeff" + crlf(BEFORE), "\ufeff" + crlf(AFTER)),
        (BEFORE.removesuffix("# the end\n").rstrip("\n"), AFTER.removesuffix("# the end\n").rstrip("\n")),
        (f"---\n{BEFORE}...\n", f"---\n{AFTER}...\n"),
        (BEFORE.replace("both\n", "both   \n"), AFTER.replace("both\n", "both   \n")),
    ],
    ids=["LF", "CRLF", "BOM", "BOM and CRLF", "no final newline", "document marks", "trailing spaces"],
)
def test_closing_changes_five_lines_and_leaves_every_other_byte(before: str, after: str) -> None:
    if not before.endswith("\n"):  # `reason` lost its last line break, and keeps it lost
        after = after.replace("reason: >\n", "reason: >-\n")
    result = changed(before, closing(before))
    assert result == after
    diff = [line for line in difflib.ndiff(before.splitlines(), result.splitlines()) if line[0] in "+-"]
    assert len(diff) == (5 if before.endswith("\n") else 7)


def test_nothing_to_change_gives_the_same_bytes() -> None:
    data = ("\ufeff" + crlf(BEFORE)).encode()
    assert splice.change(data, {}, PATH, ORDER) is data
    assert splice.change(data, data_of(data), PATH, ORDER) is data
    assert splice.change(data, {"closed": None}, PATH, ORDER) is data


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        # a text keeps its quotes where it can
        ("a: 'x'  # c\n", "it's", "a: 'it''s'  # c\n"),
        ('a: "x"\n', 'say "no"', 'a: "say \\"no\\""\n'),
        ("a: x\n", "k", "a: k\n"),
        ("a: x\n", "no", 'a: "no"\n'),
        ("a: 012\n", "13", 'a: "13"\n'),
        ("a: 'x'\n", "two\nlines", 'a: "two\\nlines"\n'),
        ("a:   # c\n", "k", "a: k   # c\n"),
        ("a: x\n", "", 'a: ""\n'),
        # a text of several lines goes onto one, unless its lines are its style
        ("a: x\n  k\n  # c\nb: c\n", "z", "a: z\n  # c\nb: c\n"),
        ("a: 'x\n\n  k' # c\n", "z", "a: 'z' # c\n"),
        ("a: |\n   x\n   k\n\nb: c\n", "k\nz\n", "a: |\n   k\n   z\n\nb: c\n"),
        ("a: |  # c\n  x\n", "k", "a: |-  # c\n  k\n"),
        ("a: |2\n   x\n", "k\n", "a: |\n  k\n"),
        ("a: |+\n  x\n\nb: c\n", "k\n", "a: |\n  k\nb: c\n"),
        ("a: |\nb: c\n", "k\n", "a: |\n  k\nb: c\n"),
        ("a: |\n  x\n", " k", 'a: " k"\n'),
        ("a: >-\n  one two\n  three four\n\n  next\n", "one two three\nnext\nlast",
         "a: >-\n  one two\n  three\n\n  next\n\n  last\n"),
        ("a: >\n  x\n", f"{'word ' * 20}end\n", f"a: >\n  {'word ' * 11}word\n  {'word ' * 8}end\n"),
        # a text becomes a list, a list a text, and what is behind it on the line stays
        ("a: x # c\nb: c\n", ["x", "k"], "a: [x, k] # c\nb: c\n"),
        ("a: # c\n  - x\n  - k\nb: c\n", "x", "a: x # c\nb: c\n"),
        ("a: [] # none\nb: c\n", [{"date": "2021-06-09"}], "a: # none\n  - date: 2021-06-09\nb: c\n"),
        ("a:\n# c\nb: c\n", [{"x": "k"}], "a:\n  - x: k\n# c\nb: c\n"),
        ("a:\n- x\n- k\n", [["x"], {"k": "z"}], "a:\n- - x\n- k: z\n"),
        # lists
        ("a: [x, 'k',  z]  # c\n", ["x", "k", "z", "a, b"], "a: [x, 'k',  z, \"a, b\"]  # c\n"),
        ("a: [x, k, z]\n", ["x", "z"], "a: [x, z]\n"),
        ("a: [x, k]\n", ["k"], "a: [k]\n"),
        ("a: [x, k]\n", ["x"], "a: [x]\n"),
        ("a: [k]\n", ["x", "k"], "a: [x, k]\n"),
        ("a: [x, k]\n", [], "a: []\n"),
        ("a: [\n  x, # c\n  k # d\n]\n", ["x", "k", "z"], "a: [\n  x, # c\n  k, # d\n  z\n]\n"),
        ("a: [\n  x,\n  k, # d\n]\n", ["x", "k", "z"], "a: [\n  x,\n  k, # d\n  z,\n]\n"),
        ("a: [x,\n    k]\n", ["x", "k", "z"], "a: [x,\n    k,\n    z]\n"),
        ("a:\n-   x\n-   k # c\n# d\n", ["x", "k", "z"], "a:\n-   x\n-   k # c\n-   z\n# d\n"),
        ("a:\n  - x\n  - k\n  - z\n", ["x", "q", "z"], "a:\n  - x\n  - q\n  - z\n"),
        ("a:\n  - x\n  # c\n  - k\n  - z\n", ["x", "z"], "a:\n  - x\n  # c\n  - z\n"),
        ("a:\n  - x\nb: c\n", ["w", "x"], "a:\n  - w\n  - x\nb: c\n"),
        ("a:\n  - x\n  - k\nb: c\n", [], "a: []\nb: c\n"),
        ("a:\n  - x: 1\n\n  - x: 2\n\nb: c\n", [{"x": "1"}, {"x": "2"}, {"x": "3"}],
         'a:\n  - x: 1\n\n  - x: 2\n\n  - x: "3"\n\nb: c\n'),
        ("a:\n  - {x: k}\n", [{"x": "k"}, {"x": "z"}], "a:\n  - {x: k}\n  - {x: z}\n"),
        ("a:\n  - x: k\n    # of x\n# of b\nb: c\n", [{"x": "k"}, {"x": "z"}],
         "a:\n  - x: k\n    # of x\n  - x: z\n# of b\nb: c\n"),
        ("a:\n  - # c\n  - x\n", ["k", "x"], "a:\n  - k # c\n  - x\n"),
        ("a:\n  - x\n\n  - |+\n    w\n\nb: c\n", ["x", "w\n\n", "k"], "a:\n  - x\n\n  - |+\n    w\n\n  - k\nb: c\n"),
        # an entry of a list
        ("a:\n  - x: k # c\n    z: 'w'\n  - v: u\n", [{"x": "q", "z": "w", "l": "m"}, {"v": "u"}],
         "a:\n  - x: q # c\n    z: 'w'\n    l: m\n  - v: u\n"),
        ("a:\n  - x: k\n    z: w # c\n    v: u\n", [{"z": "w", "v": "u"}], "a:\n  - z: w # c\n    v: u\n"),
        ("a:\n  - x: k\n    z: w # c\n", [{"l": "m", "x": "k", "z": "w"}], "a:\n  - l: m\n    x: k\n    z: w # c\n"),
        # a mapping is merged into the one that is there
        ("a: {x: k, 'z': w}  # c\n", {"x": "q", "l": "m", "z": None}, "a: {x: q, l: m}  # c\n"),
        ("a: {x: k, z: w}\n", {"x": None}, "a: {z: w}\n"),
        ("a:\n    x: k # c\n\n    z: w\n", {"z": "v", "l": "m"}, "a:\n    x: k # c\n\n    z: v\n    l: m\n"),
        ("a:\n  x: k\n  # c\n  z: w\nb: c\n", {"x": None}, "a:\n  # c\n  z: w\nb: c\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_value_is_changed_in_the_style_it_has(before: str, new: Any, after: str, newline: str) -> None:
    assert changed(before.replace("\n", newline), {"a": new}) == after.replace("\n", newline)


def test_a_new_key_stands_behind_the_nearest_key_before_it() -> None:
    before = "# modeline\naction: x  # of action\n# of item\nitem: y\n"
    new = {"closed": "2021-06-16", "status": "Closed", "x-colour": "red", "minuted": {"ref": "1"}}
    assert changed(before, new) == (
        "# modeline\naction: x  # of action\nstatus: Closed\nclosed: 2021-06-16\n# of item\nitem: y\n"
        'minuted: {ref: "1"}\nx-colour: red\n'
    )  # fmt: skip


def test_a_new_key_stands_behind_spaces_that_are_part_of_a_text() -> None:
    before = "action: |\n  x\n     \n  \nitem: y\n"
    assert changed(before, {"status": "Open"}) == "action: |\n  x\n     \nstatus: Open\n  \nitem: y\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# modeline\n# of item\nitem: y\n", "# modeline\naction: x\n# of item\nitem: y\n"),
        ("# modeline\n\n# of\n# item\nitem: y\n", "# modeline\n\naction: x\n# of\n# item\nitem: y\n"),
        ("item: y\n", "action: x\nitem: y\n"),
        ("---\n\nitem: y\n", "---\n\naction: x\nitem: y\n"),
    ],
)
def test_a_new_first_key_stands_above_the_comment_of_the_next_and_below_the_first_line(
    before: str, after: str, newline: str
) -> None:
    assert changed(before.replace("\n", newline), {"action": "x"}) == after.replace("\n", newline)


def test_reopening_takes_keys_away_and_leaves_the_comments_between() -> None:
    before = "status: Closed\nclosed: 2021-06-16  # on the day\n# why\noutcome: >\n  completed\n\nitem: y\n"
    assert changed(before, {"status": "Open", "closed": None, "outcome": None}) == (
        "status: Open\n# why\n\nitem: y\n"
    )  # fmt: skip


def test_a_file_without_final_newline_keeps_none() -> None:
    assert changed("action: x", {"status": "Open"}) == "action: x\nstatus: Open"
    assert changed("status: Open", {"status": "Closed"}) == "status: Closed"


def test_a_file_without_final_newline_is_given_one_where_a_text_ends_with_it() -> None:
    assert changed("action: x", {"status": "two\nlines\n"}) == "action: x\nstatus: |\n  two\n  lines\n"


def test_a_whole_file_in_braces_stays_so() -> None:
    assert changed("{action: x, status: Open} # c\n", closing("status: Open")) == (
        "{action: x, status: Closed, closed: 2021-06-16, history: [{date: 2021-06-16, event: closed}]} # c\n"
    )


def test_keys_in_quotes_and_with_question_marks_are_found() -> None:
    assert changed("'action': x\n\"status\" : y\n? item\n: z\n", {"action": "a", "status": "b", "item": "c"}) == (
        "'action': a\n\"status\" : b\n? item\n: c\n"
    )


def test_hostile_text_adds_no_lines_of_its_own() -> None:
    hostile = "x\nstatus: Closed\r\n# \x1b[31m\u2028closed: 2021-06-16"
    result = changed("action: x\nstatus: Open\n", {"action": hostile})
    assert result.count("\n") == 2
    assert data_of(result.encode()) == {"action": hostile, "status": "Open"}


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_a_comment_is_not_lost_without_a_word() -> None:
    before = b"action: x\nowners:\n  # the lot\n  - All\nstatus: Open\n"
    with pytest.raises(splice.EditRefused) as refusal:
        splice.change(before, {"owners": "Review team"}, PATH, ORDER)
    assert str(refusal.value) == (
        f"{PATH}, line 4: The lines here hold a comment, which would be lost. Nothing was changed. "
        "Open the file and make the change by hand: write `owners: Review team`."
    )
    assert (refusal.value.path, refusal.value.line, refusal.value.exit_code) == (PATH, 4, 2)


def test_what_to_do_by_hand_is_told_for_lists_and_keys_taken_away() -> None:
    before = b"history:\n  # c\n  - date: x\nstatus:\n  # c\n  - y\nclosed: z\n"
    new = {"history": [{"date": "x"}, {"date": "y\x1b"}], "status": "q" * 300, "closed": None}
    with pytest.raises(splice.EditRefused) as refusal:
        splice.change(before, new, PATH, ORDER)
    assert 'add to the list `history:` {date: "y\\x1B"}' in str(refusal.value)
    assert f"write `status: {'q' * 191}…`" in str(refusal.value)
    assert "delete `closed:`" in str(refusal.value)


def test_a_file_is_not_left_without_keys() -> None:
    with pytest.raises(splice.EditRefused, match="Nothing of what stands here would be left"):
        changed("action: x\n", {"action": None})


def test_empty_lines_that_would_become_part_of_a_text_are_not_moved() -> None:
    before = "action: |+\n  x\nstatus: Open\n\nitem: y\n"
    with pytest.raises(splice.EditRefused, match="without changing what stands beside it"):
        changed(before, {"status": None})


def test_a_change_that_makes_the_file_too_large_is_refused() -> None:
    with pytest.raises(splice.EditRefused, match="After the change the file could not be read"):
        changed("action: x\n", {"action": "y" * (1 << 20)})


def test_a_file_that_cannot_be_read_is_not_edited() -> None:
    with pytest.raises(UnreadableLog) as refusal:
        changed("action: x: y\n", {"action": "z"})
    assert refusal.value.problems[0].line == 1


def test_half_a_character_is_refused() -> None:
    with pytest.raises(Refused, match="half a character"):
        changed("action: x\n", {"action": "\udcff"})
