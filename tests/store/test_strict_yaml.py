import re
from collections.abc import Callable

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actionlog.errors import Problem
from actionlog.store import strict_yaml

PATH = "evidence-group/2021-05-19/01.yaml"

EXAMPLE = """\
# yaml-language-server: $schema=../../.schema/action.json
action: Review team (invented) to send the summary – all of it 📌
owners: [All, "Review team"]
deadline: 2021-02-31
item: 7.10
confidential: no
time: 12:30
number: 012
reason:
minuted: {ref: 1, status: 'Open'}  # as printed

note: |
  First line
    second line
history:
  - date: 2021-06-02
    event: >-
      extension
      agreed
  -
    date: 2021-06-16
    to: [~, =, <<]
"""


@pytest.fixture(params=["c", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """PyYAML's C library, and its own parser, which stands in where that is missing."""
    if request.param == "c" and not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML has no C library here, so only its own parser is tested")
    monkeypatch.setattr(strict_yaml, "open_events", strict_yaml._c if request.param == "c" else strict_yaml._pure)
    return str(request.param)


def parsed(text: str | bytes) -> strict_yaml.Parsed:
    outcome = strict_yaml.read(text.encode() if isinstance(text, str) else text, PATH)
    assert isinstance(outcome, strict_yaml.Parsed), outcome
    return outcome


def problems(text: str | bytes) -> list[Problem]:
    outcome = strict_yaml.read(text.encode() if isinstance(text, str) else text, PATH)
    assert isinstance(outcome, list), outcome
    assert outcome
    return outcome


def problem(text: str | bytes) -> Problem:
    (only,) = problems(text)
    return only


def test_every_scalar_is_the_text_that_was_written(parser: str) -> None:
    assert parsed(EXAMPLE).data == {
        "action": "Review team (invented) to send the summary – all of it 📌",
        "owners": ["All", "Review team"],
        "deadline": "2021-02-31",
        "item": "7.10",
        "confidential": "no",
        "time": "12:30",
        "number": "012",
        "reason": "",
        "minuted": {"ref": "1", "status": "Open"},
        "note": "First line\n  second line\n",
        "history": [
            {"date": "2021-06-02", "event": "extension agreed"},
            {"date": "2021-06-16", "to": ["~", "=", "<<"]},
        ],
    }


def test_keys_at_the_top_and_items_of_their_lists_have_their_lines(parser: str) -> None:
    assert parsed(EXAMPLE).lines == {
        "action": 2, "owners": 3, "owners.0": 3, "owners.1": 3, "deadline": 4, "item": 5, "confidential": 6, "time": 7,
        "number": 8, "reason": 9, "minuted": 10, "note": 12, "history": 15, "history.0": 16, "history.1": 21,
    }  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        EXAMPLE.encode(),
        EXAMPLE.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + EXAMPLE.encode(),
        b"\xef\xbb\xbf" + EXAMPLE.replace("\n", "\r\n").encode(),
        EXAMPLE.rstrip("\n").encode(),
        f"---\n{EXAMPLE}...\n".encode(),
        f"%YAML 1.1\n---\n{EXAMPLE}".encode(),
    ],
    ids=["LF", "CRLF", "BOM", "BOM and CRLF", "no final newline", "document marks", "directive"],
)
def test_line_ends_a_byte_order_mark_and_document_marks_change_nothing(parser: str, data: bytes) -> None:
    assert parsed(data).data == parsed(EXAMPLE).data


def test_a_byte_order_mark_does_not_count_as_a_column(parser: str) -> None:
    assert problem(b"\xef\xbb\xbf*a: b\n")[:3] == (PATH, 1, "alias")
    assert problem(b"\xef\xbb\xbf*a: b\n").column == 1


# --- what YAML allows and the log does not ---------------------------------------------------------------------------


def test_every_key_given_twice_is_reported_with_both_lines(parser: str) -> None:
    found = problems("a: 1\nb: 2\na: 3\nminuted: {ref: 1, ref: 2}\nb: 4\n")
    assert [(p.line, p.column, p.check) for p in found] == [
        (3, 1, "duplicate-key"),
        (4, 19, "duplicate-key"),
        (5, 1, "duplicate-key"),
    ]
    assert found[0].message == (
        "The key `a` stands here for the second time (the first time on line 1). "
        "Keep the right one and delete the other."
    )  # fmt: skip
    assert "`ref` stands here for the second time in one entry" in found[1].message


def test_twenty_faults_of_one_file_are_enough(parser: str) -> None:
    assert len(problems("a: 1\n" * 1000)) == 20


def test_a_hidden_character_in_a_key_reaches_no_message(parser: str) -> None:
    found = problem('"a\\e[31m": 1\n"a\\e[31m": 2\n')
    assert "`a<U+001B>[31m`" in found.message


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: *b\n", (1, 4)),
        ("a: &b c\n", (1, 4)),
        ("&a b: c\n", (1, 1)),
        ("&top\na: b\n", (1, 1)),
        ("a: &b [c]\n", (1, 4)),
        ("*a\n", (1, 1)),
        ("a: b\nc: [x, *b]\n", (2, 8)),
        ("l1: &l1 [lol, lol]\n" + "".join(f"l{n}: &l{n} [{f'*l{n - 1}, ' * 9}]\n" for n in range(2, 10)), (1, 5)),
    ],
)
def test_an_alias_or_anchor_is_refused_where_it_stands(parser: str, text: str, place: tuple[int, int]) -> None:
    found = problems(text)[0]
    assert (found.line, found.column) == place
    assert found.check == "alias"
    assert 'Put the text in quotes: "…"' in found.message


@pytest.mark.parametrize(
    ("text", "column"),
    [("a: !x b\n", 4), ("a: !!python/object/apply:os.system [ls]\n", 4), ("a: ! b\n", 4), ("!x\na: b\n", 1)],
)
def test_a_tag_is_refused_where_it_stands(parser: str, text: str, column: int) -> None:
    found = problems(text)[0]
    assert (found.line, found.column, found.check) == (1, column, "tag")


def test_a_second_document_is_refused_at_its_line(parser: str) -> None:
    assert problem("a: b\n---\nc: d\n")[1:3] == (2, "several-documents")
    assert problem("a: b\n...\n---\nc: d\n")[1:3] == (3, "several-documents")
    assert problem("a: b\n---\n")[1:3] == (2, "several-documents")


@pytest.mark.parametrize("depth", [16, 5_000, 100_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_more_than_sixteen_levels_are_refused_however_many(parser: str, depth: int, opening: str) -> None:
    found = problem("a:\n  " + opening * depth)
    assert found.line == 2
    assert found.check == ("yaml-syntax" if opening == "? " else "nested-too-deep")


def test_sixteen_levels_are_read(parser: str) -> None:
    assert parsed("a: " + "[" * 15 + "x" + "]" * 15 + "\n")


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "---", '""', " "])
def test_an_empty_file_is_reported_with_how_to_get_it_back(parser: str, text: str) -> None:
    found = problem(text)
    assert (found.line, found.check) == (1, "empty-file")
    assert found.message.endswith(f"git restore {PATH}")


@pytest.mark.parametrize(
    ("text", "line"),
    [("hello\n", 1), ("- a\n- b\n", 1), ("[a]\n", 1), ("status:Open\n", 1), ("# a comment\n\nacti", 3)],
)
def test_a_file_that_is_no_mapping_is_reported_where_it_begins(parser: str, text: str, line: int) -> None:
    assert problem(text)[1:3] == (line, "not-a-mapping")


def test_a_key_that_is_no_text_or_is_missing_is_reported(parser: str) -> None:
    assert problem("a: b\n[c]: d\n")[1:3] == (2, "yaml-syntax")
    assert problem("? {c: d}\n: e\n")[1:3] == (1, "yaml-syntax")
    for text in ("a: b\n: d\n", 'a: b\n"": d\n'):
        found = problem(text)
        assert found[1:3] == (2, "yaml-syntax")
        assert "A key is missing before the colon" in found.message


# --- what is no YAML, or no text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            "action: Bring paper: now\nstatus: Open\n",
            (1, 20),
            "The text after `action:` has a colon and a space in it, which YAML takes for a second key. "
            "Put the text in quotes, or on the next line after `|`.",
        ),
        ("owners: @chair\n", (1, 9), 'A text may not begin with @ unless it is in quotes. Put it in quotes: "@…"'),
        ("a: `x`\n", (1, 4), 'A text may not begin with ` unless it is in quotes. Put it in quotes: "`…"'),
        ("a: % of it\n", (1, 4), 'A text may not begin with % unless it is in quotes. Put it in quotes: "%…"'),
        ("a: * x\n", (1, 4), 'A text may not begin with * unless it is in quotes. Put it in quotes: "*…"'),
        ("a: , x\n", (1, 4), 'A text may not begin with , unless it is in quotes. Put it in quotes: ",…"'),
        (
            "action: [Redact] to send it\nstatus: Open\n",
            (1, 18),
            "The text after `action:` begins with a bracket, which makes it a list unless it is in quotes. "
            'Put the whole text in quotes: "[Redact] to send …"',
        ),
        (
            'action: "Open" papers\n',
            (1, 16),
            "More text follows after a closing quotation mark \". Put quotes of the other kind, ', around the whole "
            "text; or look whether a text further up has lost its closing mark.",
        ),
        (
            'status: Open\naction: "Send it\nowner: x\n',
            (2, 9),
            "The quotation mark that opens this text has no fellow. Put the same mark where the text ends.",
        ),
        (
            "history:\n\t- date: 2021-06-02\n",
            (2, 1),
            "A tab stands here. YAML wants spaces before a key: replace the tab by spaces.",
        ),
        (
            "a: b\n\tc: d\n",
            (2, 1),
            "A tab stands here. YAML wants spaces before a key: replace the tab by spaces.",
        ),
        (
            'a: "C:\\Users"\n',
            (1, 9),
            "In a text in double quotes a backslash begins a code, and this is none. Write the backslash twice: \\\\",
        ),
        (
            "action: x\ndeadline 2021-06-09\nstatus: Open\n",
            (2, 1),
            "This line has no key: a key is followed by a colon and a space, such as `status: Open`. "
            "If it is the rest of the text above, put the whole text in quotes or on one line.",
        ),
        (
            "action: x\nstatus:Open\n",
            (2, 1),
            "A space is missing after the colon. Write it so: `status: Open`.",
        ),
        (
            "action: x\n  status: Open\n",
            (2, 3),
            "This line stands further in than the one above. Let it begin in the same column; or, if it is the rest "
            "of the text above, put the whole text in quotes.",
        ),
        (
            "history:\n  - date: x\n   event: y\n",
            (3, 4),
            "This line does not line up with those above: the keys of one entry begin in the same column, and so do "
            "the dashes of one list. Move it, or, if it is the rest of the text above, put the whole text in quotes.",
        ),
        (
            "owners: - All\n",
            (1, 9),
            "A list with dashes begins on the line below its key. A short one is written in brackets: "
            '[All, Review team]. If the dash is part of the text, put the text in quotes: "- …"',
        ),
        (
            "owners: [All, Chair\nstatus: Open\n",
            (1, 9),
            "The bracket [ here is not closed by ], or a text inside it needs quotes. Text with a colon, comma or "
            'bracket in it must be in quotes there; if the whole is one text, put it in quotes: "[…"',
        ),
        (
            "a: >see below\n",
            (1, 4),
            "After > the text begins on the next line, two spaces further in. "
            'If the text itself begins with >, put it in quotes: ">…"',
        ),
        (
            " a: b\nc: d\n",
            (2, 1),
            "The file should end before this line: it stands further left than the first key, or it follows a line "
            "`...`. Let all keys at the top of the file begin in the first column.",
        ),
        (
            "%YAML 2.0\n---\na: b\n",
            (1, 1),
            "A line that begins with % is a directive of YAML, and this is not one that can be followed. Delete it.",
        ),
    ],
)
def test_common_slips_are_explained_with_their_mend(
    parser: str, text: str, place: tuple[int, int], message: str
) -> None:
    assert problem(text) == Problem(PATH, place[0], "yaml-syntax", message, place[1])


def test_a_file_cut_short_is_reported_at_the_line_where_it_ends(parser: str) -> None:
    assert problem("action: x\nhistory:\n  - date: 2021-06-02\n    ev")[1:3] == (4, "yaml-syntax")
    assert problem('action: x\nhistory:\n  - event: "clo')[1:3] == (3, "yaml-syntax")


CONFLICT = """\
action: x
<<<<<<< HEAD
status: Open
=======
status: Closed
>>>>>>> their-branch
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_both_sides_of_a_merge_are_explained_before_anything_else(parser: str, newline: str) -> None:
    found = problem(CONFLICT.replace("\n", newline))
    assert found == Problem(
        PATH,
        2,
        "conflict-markers",
        "This file was changed on both sides of a merge, and git has left both versions here, between lines 2 and 6. "
        "If both are about the same action, keep the lines of one side. If they are two different actions, move the "
        "second into a file of its own with the next free number. "
        "Then delete the marker lines, which begin with <<<<<<<, ======= and >>>>>>>.",
        1,
    )


def test_a_marker_that_was_left_behind_is_reported(parser: str) -> None:
    assert problem("a: b\n=======\n")[1:3] == (2, "conflict-markers")
    assert problem("a: b\r\n=======\r\n")[1:3] == (2, "conflict-markers")
    assert problem("a: b\n||||||| base\n>>>>>>> x\n")[1:3] == (2, "conflict-markers")


def test_signs_of_equality_inside_a_text_are_no_conflict(parser: str) -> None:
    assert parsed("a: =======\nb: |\n  =======\n  <<<<<<< x\n").data == {"a": "=======", "b": "=======\n<<<<<<< x\n"}


@pytest.mark.parametrize(
    "char", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\ufeff", "\uffff"]
)
def test_a_character_that_cannot_be_seen_is_reported_with_line_and_column(parser: str, char: str) -> None:
    found = problem(f"a: b\nc: de{char}f\n")
    assert (found.line, found.column, found.check) == (2, 6, "control-character")
    assert f"U+{ord(char):04X}" in found.message


def test_accents_and_emoji_in_a_text_are_read(parser: str) -> None:
    assert parsed("a: é – 👩‍🔬\n").data == {"a": "é – 👩‍🔬"}


def test_a_tab_inside_a_text_is_read_or_named(parser: str) -> None:
    text = "a: b\tc\n"
    if parser == "c":
        assert parsed(text).data == {"a": "b\tc"}
    else:  # PyYAML's own parser knows no tabs between words
        assert problem(text).message.startswith("A tab stands here.")


def test_bytes_that_are_not_utf_8_are_reported_with_line_and_column(parser: str) -> None:
    found = problem("a: é\nb: é x".encode() + b"\x96\n")
    assert (found.line, found.column, found.check) == (2, 7, "not-utf-8")
    assert "The byte 96" in found.message
    assert "“–”" in found.message
    assert problem(b"\xff")[1:3] == (1, "not-utf-8")
    assert problem(b"a: \xed\xa0\x80\n")[1:3] == (1, "not-utf-8")  # half a character


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named_as_such(parser: str, encoding: str) -> None:
    found = problem(EXAMPLE.encode(encoding))
    assert found.check == "not-utf-8"
    assert "UTF-16" in found.message


def test_a_file_over_a_mebibyte_is_not_read(parser: str) -> None:
    found = problem(b"a: " + b"x" * (1 << 20))
    assert (found.line, found.check) == (1, "too-large")


def test_a_code_for_half_a_character_is_refused(parser: str) -> None:
    assert problem('a: "\\ud800"\n')[1:3] == (1, "yaml-syntax")
    assert problem('a: "\\U00110000"\n')[1:3] == (1, "yaml-syntax")


# --- whatever the bytes ----------------------------------------------------------------------------------------------

_FRAGMENTS = [
    ": ", "- ", "[", "]", "{", "}", "#", " #", "\t", "\n", "\r\n", "\r", "'", '"', "|", ">", "&a", "*a", "!x", "%", "@",
    "`", "---\n", "...\n", "? ", "\x00", "\x85", "\u2028", "\ufeff", "é", "📌", "<<<<<<< HEAD\n", "=======\n", "  ",
    "\\", "\\ud800", "<<: ", "~", ",", "|2-\n", "\x07", "a: ",
]  # fmt: skip


@st.composite
def _mutated(draw: st.DrawFn) -> bytes:
    text = EXAMPLE
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 3, 20])))
        text = text[:start] + draw(st.sampled_from(_FRAGMENTS) | st.text(max_size=2)) + text[end:]
    data = text.encode("utf-8", "surrogatepass")
    at = draw(st.integers(0, len(data)))
    return data[:at] + draw(st.sampled_from([b"", b"", b"", b"\xff", b"\xc3"])) + data[at:]


_ANY_BYTES = st.one_of(
    _mutated(), st.binary(max_size=60), st.lists(st.sampled_from(_FRAGMENTS), max_size=12).map("".join).map(str.encode)
)


@settings(max_examples=400, deadline=None)
@given(_ANY_BYTES)
@example(b"---")
@example(b'"')
def test_any_bytes_give_what_they_say_or_problems_with_a_line(data: bytes) -> None:
    outcomes = [_read_by(way, data) for way in (strict_yaml.open_events, strict_yaml._pure)]
    lines = 1 + len(re.findall(rb"\r\n|\r|\n", data))
    for outcome in outcomes:
        if isinstance(outcome, list):
            assert outcome
            assert all(p.path == PATH and 1 <= p.line <= lines and p.column >= 1 and p.message for p in outcome)
    if not any(isinstance(outcome, list) for outcome in outcomes):
        assert outcomes[0] == outcomes[1]


def _read_by(way: Callable[[bytes], object], data: bytes) -> strict_yaml.Parsed | list[Problem]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict_yaml, "open_events", way)
        return strict_yaml.read(data, PATH)


@settings(max_examples=200, deadline=None)
@given(_mutated())
def test_what_is_read_is_what_pyyaml_reads_without_constructing_values(data: bytes) -> None:
    outcome = strict_yaml.read(data, PATH)
    if isinstance(outcome, strict_yaml.Parsed):
        assert outcome.data == yaml.load(data, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
