from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.errors import Refused
from actionlog.store import emit, strict_yaml


@pytest.mark.parametrize(
    "text",
    [
        "Review team to send the summary by 9th June",
        "9th June",
        "2021-05-19b",
        "2021-05-19/05",
        "020 7946 0000",
        "the chair's paper",
        "a:b",
        "c#d",
        "extension agreed – café 📌",
        "(6,1)",
        "Proposed",
        "http://example.org/a?b=c",
    ],
)
def test_ordinary_text_stands_without_quotes(text: str) -> None:
    assert emit.scalar(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "no", "Yes", "ON", "off", "true", "null", "~", "y", "012", "08", "7.10", "1_000", "1,000", "12:30",
        "190:20:30.15", "1e3", ".5", "5.", "+1", "-1", "+_0", "0x1F", "0o17", "0b101", ".inf", "-.INF", ".nan", "=",
        "<<",
        "2021-06-09", "2021-02-31", "2021-6-9", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43", " lead",
        "trail ", "- dash", "-5 degrees", "? x", ": x", "a: b", "ends:", "a #b", "#x", "*x", "&x", "!x", "%x", "@x",
        "`x`", "[Redact] to send", "{x}", "> x", "| x", "---", "...", "'x'", ",x",
    ],
)  # fmt: skip
def test_text_that_another_reader_would_take_for_something_else_is_quoted(text: str) -> None:
    assert emit.scalar(text) == f'"{text}"'


def test_single_quotes_are_used_where_double_ones_would_need_backslashes() -> None:
    assert emit.scalar('"Open" papers: all') == "'\"Open\" papers: all'"
    assert emit.scalar("C:\\papers: old") == "'C:\\papers: old'"
    assert emit.scalar('the chair\'s "open" papers: all') == '"the chair\'s \\"open\\" papers: all"'


def test_what_cannot_be_seen_is_written_as_a_code() -> None:
    assert emit.scalar("a\x1b[31m\x00\x85\u2028\u202e\ufeff\tb") == (
        '"a\\x1B[31m\\x00\\x85\\u2028\\u202E\\uFEFF\\tb"'
    )  # fmt: skip


def test_half_a_character_is_refused_with_its_place() -> None:
    with pytest.raises(Refused, match=r"^Character 3 of the text cannot be written to a file"):
        emit.scalar("ab\udcff")


def test_a_real_day_stands_without_quotes_only_where_a_day_is_expected() -> None:
    assert emit.scalar("2021-06-09", date=True) == "2021-06-09"
    assert emit.scalar("2021-02-31", date=True) == '"2021-02-31"'
    assert emit.document({"deadline": "2021-06-09", "action": "2021-06-09"}) == (
        'deadline: 2021-06-09\naction: "2021-06-09"\n'
    )


def test_a_new_file_is_written_in_the_house_style() -> None:
    data: dict[str, emit.Value] = {
        "action": "Review team (invented) to send the summary: all of it.",
        "owners": ["All", "Review team"],
        "deadline": "2021-06-16",
        "status": "Closed",
        "item": "3",
        "minuted": {"ref": "1", "owners": "All", "deadline": "9th June", "status": "Open"},
        "history": [
            {"date": "2021-06-02", "event": "owners changed", "from": ["All"], "to": ["All", "Review team"]},
            {"date": "2021-06-16", "event": "closed", "evidence": "no"},
        ],
    }
    expected = """\
# yaml-language-server: $schema=../../.schema/action.json
action: "Review team (invented) to send the summary: all of it."
owners: [All, Review team]
deadline: 2021-06-16
status: Closed
# As the paper printed it.
item: "3"
minuted: {ref: "1", owners: All, deadline: 9th June, status: Open}
history:
  - date: 2021-06-02
    event: owners changed
    from: [All]
    to: [All, Review team]
  - date: 2021-06-16
    event: closed
    evidence: "no"
"""
    comment = "yaml-language-server: $schema=../../.schema/action.json"
    assert emit.document(data, comment, {"item": "As the paper printed it."}) == expected


def test_a_list_or_mapping_too_long_for_a_line_has_a_line_for_each_item() -> None:
    members = [f"Member number {n} (invented)" for n in range(1, 5)]
    assert emit.document({"members": members, "policy": {"close": "x" * 60, "extend": "y" * 60}}) == (
        "members:\n"
        + "".join(f"  - {m}\n" for m in members)
        + "policy:\n"
        + f"  close: {'x' * 60}\n"
        + f"  extend: {'y' * 60}\n"
    )  # fmt: skip


def test_long_text_stays_on_one_line() -> None:
    assert emit.document({"action": "send papers " * 100 + "now"}).count("\n") == 1


def test_text_of_several_lines_stands_below_a_bar_or_in_quotes_where_lines_would_lose_something() -> None:
    assert emit.document({"note": "first\n\n  second"}) == "note: |-\n  first\n\n    second\n"
    assert emit.document({"note": "first\nsecond\n"}) == "note: |\n  first\n  second\n"
    for text in ("first \nsecond", " first\nsecond", "\nfirst", "first\n\n", "first\r\nsecond", "first\n\tsecond"):
        written = emit.document({"note": text})
        assert written.startswith('note: "')
        assert written.count("\n") == 1


def test_empty_lists_and_mappings_are_written_as_such() -> None:
    assert emit.document({"a": [], "b": {}, "c": [{}, [], ""], "d": {"e": []}}) == (
        'a: []\nb: {}\nc:\n  - {}\n  - []\n  - ""\nd:\n  e: []\n'
    )


@pytest.mark.parametrize("key", ["", "k" * 501, "\x01" * 400])
def test_a_key_without_a_name_or_of_endless_length_is_refused(key: str) -> None:
    with pytest.raises(Refused, match="Give it a short name"):
        emit.document({key: "x"})


def test_half_a_character_in_a_key_is_refused() -> None:
    with pytest.raises(Refused, match="half a character"):
        emit.document({"a\ud800": "x"})


# --- every reader reads the same text back --------------------------------------------------------------------------

_any_text = st.text(st.characters(exclude_categories=["Cs"]))
_like_numbers = st.text("-+.0123456789_:eExXoObBaAfFnN,tTzZ ~=<", max_size=12)
_like_yaml = st.text("ab:#-?[]{},&*!|>'\"%@`\\ \n\t", max_size=14)
_words = st.sampled_from(
    [
        "yes", "No", "ON", "off", "true", "null", "~", "y", "N", ".inf", "-.INF", ".NaN", "0o7", "0x1F", "1_000",
        "12:30", "1e3", "012", "08", "2021-06-09", "2021-02-31", "=", "<<", "<<<", ".5", "+1", "190:20:30.15",
        "2001-12-14t21:59:43.10-05:00", "0b101", "1.e+3", "---", "...", "-", "?", ":", "|-", ">+",
    ]
)  # fmt: skip
_texts = st.one_of(_any_text, _like_numbers, _like_yaml, _words)
_keys = st.one_of(
    st.sampled_from(["deadline", "date", "history", "no", "012", "<<", "a: b", "=", "? x"]), _texts.filter(bool)
)
_values: st.SearchStrategy[Any] = st.recursive(
    _texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3), max_leaves=6
)


def _readers() -> list[Callable[[str], Any]]:
    readers: list[Callable[[str], Any]] = [lambda text: yaml.load(text, yaml.SafeLoader)]
    if hasattr(yaml, "CSafeLoader"):
        readers.append(lambda text: yaml.load(text, yaml.CSafeLoader))
    try:
        from ruamel.yaml import YAML  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return readers  # a reader of YAML 1.2; tried where it is installed
    return [*readers, YAML(typ="safe", pure=True).load]


def _as_text(value: Any, key: str = "") -> Any:
    """What another reader made of a value, with the days under the keys for days as text."""
    if isinstance(value, Mapping):
        return {k: _as_text(v, k) for k, v in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_as_text(v) for v in value]
    return str(value) if type(value) is date and key in emit.DATE_KEYS else value


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(_keys, _values, min_size=1, max_size=3))
def test_every_reader_reads_the_text_that_was_written(data: dict[str, Any]) -> None:
    written = emit.document(data, comment="a comment")
    ours = strict_yaml.read(written.encode(), "01.yaml")
    assert isinstance(ours, strict_yaml.Parsed), (written, ours)
    assert ours.data == data
    for read in _readers():
        assert _as_text(read(written)) == data, written


@settings(max_examples=500, deadline=None)
@given(_texts, st.booleans())
def test_every_reader_reads_a_scalar_in_brackets_and_out_of_them(text: str, flow: bool) -> None:
    written = emit.scalar(text, flow=flow)
    assert "\n" not in written
    for read in _readers():
        assert read(f"a: [{written}]\n" if flow else f"a: {written}\n") == {"a": [text] if flow else text}
