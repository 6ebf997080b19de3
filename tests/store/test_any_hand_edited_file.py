"""Any file somebody might have written by hand, and any change to it: only what was meant changes, to the byte.

A file is drawn as chunks: the lines of one key at the top, or a line between (with no key). Every comment is marked, so
that it can be looked for afterwards.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from actionlog.store import splice, strict_yaml

ORDER = ("action", "owners", "deadline", "status", "closed", "outcome", "item", "minuted", "history")

Chunks = list[tuple[str, str]]
Lines = list[str]

_WORDS = ["Review", "team", "to", "send", "café", "–", "📌", "no", "7.10", "it's", "(x)", "a:b", "c#d", "012"]
_text = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join)
_new_text = _text | st.sampled_from(
    ["Closed", "no", "2021-06-16", "", "a: b", "it's \"x\"", " lead", "two\nlines", "two\nlines\n", "para\n\npara",
     "x\n\n", "[Redact] y", "q " * 60 + "end"]
)  # fmt: skip
_new_entry = st.dictionaries(st.sampled_from(["date", "event", "reason"]), _new_text, min_size=1)
_new_value: st.SearchStrategy[Any] = st.one_of(
    _new_text, st.lists(_new_text, max_size=3), _new_entry, st.lists(_new_entry, max_size=2)
)


class _Author:
    """Draws a file as somebody might write it."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.marks: Iterator[str] = (f"# mark{n}." for n in range(1, 1000))

    def one_in(self, n: int) -> bool:
        return self.draw(st.integers(1, n)) == n

    def spaces(self, least: int, most: int) -> str:
        return " " * self.draw(st.integers(least, most))

    def file(self) -> Chunks:
        chunks = [("", ["# modeline"])] if self.one_in(2) else []
        chunks += [("", ["---"])] if self.one_in(5) else []
        names = ["action", "owners", "deadline", "status", "item", "minuted", "history", "x-unknown", "my note"]
        for key in self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=5, unique=True)):
            while self.one_in(3):
                # Empty lines behind a text after `|+` would be part of it.
                keeps = bool(chunks) and any(re.search(r"[|>]\d?[+]", line) for line in chunks[-1][1])
                chunks.append(("", [next(self.marks) if keeps or self.one_in(2) else self.spaces(0, 1)]))
            chunks.append((key, self.key(key, 0, 0)))
        chunks += [("", [next(self.marks)])] if self.one_in(5) else []
        chunks += [("", ["..."])] if self.one_in(5) else []
        newline = self.draw(st.sampled_from(["\n", "\n", "\r\n"]))
        file = [(key, "".join(line + newline for line in lines)) for key, lines in chunks]
        if self.one_in(4):
            file[-1] = (file[-1][0], file[-1][1].removesuffix(newline))
        return file

    def key(self, name: str, indent: int, depth: int) -> Lines:
        first, *rest = self.value(indent, depth)
        quote = self.draw(st.sampled_from(["", "", "", '"', "'"]))
        colon = self.draw(st.sampled_from([":", ":", " :"]))
        line = f"{' ' * indent}{quote}{name}{quote}{colon}{' ' if first else ''}{first}"
        if not rest or not first:
            line += self.draw(st.sampled_from(["", "", "", "  ", "   " + next(self.marks)]))
        return [line, *rest]

    def value(self, indent: int, depth: int) -> Lines:
        kinds = ["text"] * 4 + ["brackets"] * 2 + (["items", "entries", "mapping"] if depth < 2 else [])
        kind = self.draw(st.sampled_from(kinds))
        if kind == "text":
            return self.text(indent)
        if kind == "brackets":
            return self.brackets(indent)
        if kind == "mapping":
            return ["", *self.keys(indent + self.draw(st.integers(1, 4)), depth + 1)]
        return ["", *self.items(indent + self.draw(st.integers(0, 4)), depth, kind)]

    def text(self, indent: int) -> Lines:
        style = self.draw(st.sampled_from(["", "", "'", '"', "long", "long'", 'long"', "|", ">", "empty"]))
        text, more = self.draw(_plain), " " * indent + self.spaces(1, 4)
        if style == "empty":
            return [""]
        if style in ("", "'", '"'):
            return [self.quoted(text, style)]
        rest = [*self.draw(st.lists(_plain | st.just(""), max_size=2)), self.draw(_plain)]
        if style in ("|", ">"):
            head = style + self.draw(st.sampled_from(["", "-", "+"]))
            if self.one_in(6):
                head, more = f"{style}2{head[1:]}", " " * (indent + 2)
                rest = [self.spaces(0, 2) + line if line else "" for line in rest]
            head += f"  {next(self.marks)}" if self.one_in(3) else ""
            return [head, *(more + line if line else "" for line in (text, *rest))]
        quote = style.removeprefix("long")
        lines = [self.quoted(line, quote)[len(quote) : -len(quote) or None] for line in (text, *filter(None, rest))]
        lines[0], lines[-1] = quote + lines[0], lines[-1] + quote
        return [lines[0], *(more + line for line in lines[1:])]

    def quoted(self, text: str, quote: str) -> str:
        if quote == "'":
            return "'" + text.replace("'", "''") + "'"
        return f'"{text}{self.draw(st.sampled_from(["", chr(92) + "u00e9", chr(92) + "n"]))}"' if quote else text

    def brackets(self, indent: int, depth: int = 0) -> Lines:
        parts = [self.part(indent, depth) for _ in range(self.draw(st.integers(0, 4)))]
        opening, closing = "[", "]"
        if self.one_in(2):
            names = ["ref", "owners", "deadline", "x y"]
            opening, closing = "{", "}"
            parts = [f"{name}: {part}" for name, part in zip(names, parts, strict=False)]
        if depth or not parts or self.one_in(2):
            pad = self.spaces(0, 1)
            return [f"{opening}{pad}{', '.join(parts)}{pad}{closing}"]
        more, last = " " * indent + self.spaces(1, 4), len(parts) - 1
        comma = self.draw(st.sampled_from(["", ","]))
        lines = [f"{more}{part}{',' if i < last else comma}" for i, part in enumerate(parts)]
        if self.one_in(2):
            return [opening, *lines[:-1], lines[-1] + closing]
        lines = [f"{line}  {next(self.marks)}" if self.one_in(3) else line for line in lines]
        return [opening, *lines, " " * indent + " " + closing]

    def part(self, indent: int, depth: int) -> str:
        if depth == 0 and self.one_in(5):
            return self.brackets(indent, 1)[0]
        return self.quoted(self.draw(_plain), self.draw(st.sampled_from(["", "'", '"'])))

    def items(self, indent: int, depth: int, kind: str) -> Lines:
        lines: Lines = []
        gap, apart = self.spaces(1, 3), self.one_in(4)
        for i in range(self.draw(st.integers(1, 3))):
            lines += [""] if apart and i else []
            if self.one_in(4):  # further in than a text after `|`, it would be part of that
                block = any(re.search(r"[|>]", line) for line in lines)
                lines.append(self.spaces(0, indent if block else 6) + next(self.marks))
            column = indent + 1 + len(gap)
            if kind == "items":
                first, *rest = self.text(indent)
            elif self.one_in(6):
                first, *rest = [f"{{event: note, reason: {self.draw(_plain)}}}"]
            else:
                first, *rest = self.keys(column, depth + 1, comments_first=False)
                first = first[column:]
            lines += [f"{' ' * indent}-{gap}{first}", *rest]
        return lines

    def keys(self, indent: int, depth: int, comments_first: bool = True) -> Lines:
        lines: Lines = []
        names = ["event", "from", "to", "meeting", "reason", "x-k"]
        for name in self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)):
            if self.one_in(4) and (lines or comments_first):
                lines.append(" " * indent + next(self.marks) if self.one_in(2) else "")
            lines += self.key(name, indent, depth)
        return lines


_plain = _text.filter(lambda text: text[0] not in "📌–")


@st.composite
def _hand_edited(draw: st.DrawFn) -> Chunks:
    return _Author(draw).file()


def _data_of(text: str) -> dict[str, Any]:
    outcome = strict_yaml.read(text.encode(), "01.yaml")
    assert isinstance(outcome, strict_yaml.Parsed), outcome
    return outcome.data


def _changed(text: str, new: dict[str, Any]) -> str | splice.EditRefused:
    try:
        return splice.change(text.encode(), new, "01.yaml", ORDER).decode()
    except splice.EditRefused as refusal:
        return refusal


def _merged(old: Any, new: Any) -> Any:
    if not isinstance(new, dict):
        return new
    merged = dict(old) if isinstance(old, dict) else {}
    for key, value in new.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = _merged(merged.get(key), value)
    return merged


def _loses(old: Any, new: Any) -> bool:
    """True where something of `old` is taken away, and its comments may go with it."""
    if isinstance(old, dict):
        return not isinstance(new, dict) or any(key not in new or _loses(value, new[key]) for key, value in old.items())
    if isinstance(old, list):
        return not isinstance(new, list) or len(new) < len(old) or any(map(_loses, old, new))
    return False


@st.composite
def _any_change(draw: st.DrawFn, value: Any) -> Any:
    """A change to a value: for a mapping what is merged into it, for anything else what takes its place."""
    if isinstance(value, str) or draw(st.integers(1, 6)) == 6:
        return draw(_new_value)
    if isinstance(value, dict):
        changes = {key: draw(st.sampled_from(["stays", "stays", "changes", "goes"])) for key in value}
        new = {
            k: None if how == "goes" else draw(_any_change(value[k])) for k, how in changes.items() if how != "stays"
        }
        return new | ({"added": draw(_new_text)} if draw(st.booleans()) else {})
    items, how = list(value), draw(st.sampled_from(["append", "append", "change", "remove", "insert"]))
    another = _new_entry if items and isinstance(items[0], dict) else _new_text
    at = draw(st.integers(0, max(0, len(items) - 1)))
    if how == "append" or not items:
        items += draw(st.lists(another, min_size=1, max_size=2))
    elif how == "insert":
        items.insert(at, draw(another))
    else:
        items[at : at + 1] = [_merged(items[at], draw(_any_change(items[at])))] if how == "change" else []
    return items


def _check(chunks: Chunks, new: dict[str, Any], bom: str) -> splice.EditRefused | None:
    """Make the change, and check that it says what was meant and that nothing else has moved; or return the refusal."""
    text = bom + "".join(part for _, part in chunks)
    present = _data_of(text)
    wanted = _merged(present, new)
    result = _changed(text, new)
    if isinstance(result, splice.EditRefused):
        return result
    assert _data_of(result) == wanted
    if wanted == present:
        assert result == text
    assert result.startswith("\ufeff") == bool(bom)
    assert "\r\n" not in text or not re.search(r"(?<!\r)\n", result)
    at = len(bom)
    for i, (key, part) in enumerate(chunks):
        touched = bool(key) and present.get(key) != wanted.get(key)
        # The sign of a text after `|` may need its minus where the file ended without a line break.
        if not touched and not (i == len(chunks) - 1 and not part.endswith("\n") and re.search(r"[|>]", part)):
            assert part in result[at:], (part, result)
            at = result.index(part, at) + len(part)
        if not touched or (key in wanted and not _loses(present[key], wanted[key])):
            for mark in re.findall(r"mark\d+\.", part):
                assert result.count(mark) == 1, (mark, result)
    return None


_often = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@_often
@given(_hand_edited(), st.sampled_from(["", "\ufeff"]))
def test_any_hand_edited_file_can_be_closed_and_keeps_every_other_byte(chunks: Chunks, bom: str) -> None:
    present = _data_of("".join(part for _, part in chunks))
    assume(isinstance(present.get("history", []), list) and isinstance(present.get("status", ""), str))
    entry = {"date": "2021-06-16", "event": "closed", "outcome": "completed"}
    history = [*present.get("history", []), entry]
    assert _check(chunks, {"status": "Closed", "closed": "2021-06-16", "history": history}, bom) is None


@_often
@given(_hand_edited(), st.sampled_from(["", "\ufeff"]), st.data())
def test_any_change_to_any_hand_edited_file_says_what_was_meant_or_is_refused(
    chunks: Chunks, bom: str, data: st.DataObject
) -> None:
    text = "".join(part for _, part in chunks)
    present = _data_of(text)
    new = data.draw(_any_change(present).filter(lambda new: isinstance(new, dict)))
    absent = st.sampled_from([key for key in ORDER if key not in present])
    new |= data.draw(st.dictionaries(absent, _new_value, max_size=2))
    assume(_merged(present, new))
    refusal = _check(chunks, new, bom)
    if refusal is not None and not re.search(r"[|>]\d?[+]", text):  # which takes in what comes to stand below it
        assert "hold a comment" in refusal.why


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_hand_edited())
def test_pyyamls_own_parser_gives_the_same_edits(chunks: Chunks) -> None:
    text = "".join(part for _, part in chunks)
    new = {"status": "Closed", "closed": "2021-06-16", "history": [{"date": "2021-06-16"}]}
    outcomes = []
    for way in (strict_yaml.open_events, strict_yaml._pure):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(strict_yaml, "open_events", way)
            outcomes.append(str(_changed(text, new)))
    assert outcomes[0] == outcomes[1]
