"""Says in plain English what is wrong with a file that cannot be read as YAML, and where.

Imported only where there is a fault. PyYAML's C library and its own parser word their errors differently, so the
sentences depend on what kind of error it is and on the line it points at, not on its wording.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from actionlog.characters import visible
from actionlog.errors import Problem
from actionlog.store.strict_yaml import MAX_BYTES

_BREAK = re.compile(r"\r\n|\r|\n")
#: What YAML itself refuses, and what only some YAML readers take for the end of a line. Escape codes in double quotes
#: may stand for them.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_MARKER = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: .*)?|={7})(?=\r|\n|\Z)", re.M)


def before_parsing(data: bytes, path: str) -> list[Problem]:
    """Return what is wrong with the bytes of a file (without a BOM) before YAML sees them; empty if nothing is."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / MAX_BYTES:.1f}"
        message = f"This file has {size} mebibytes, and no file of a log is longer than 1. Is it a file of the log?"
        return [Problem(path, 1, "too-large", message, 1)]
    every_second_is_zero = max(data[::2].count(0), data[1::2].count(0)) > len(data) // 4 > 0
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or every_second_is_zero:
        message = "This file is saved as UTF-16. Open it in an editor and save it again as UTF-8."
        return [Problem(path, 1, "not-utf-8", message, 1)]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = _place(before, len(before))
        byte = data[error.start : error.start + 1]
        message = (
            f"The byte {byte.hex().upper()} stands here, which is not UTF-8; it was probably meant as "
            f"“{visible(byte.decode('cp1252', 'replace'))}”. Type that character again and save the file as UTF-8."
        )
        return [Problem(path, line, "not-utf-8", message, column)]
    return [*_conflict(text, path), *_hidden(text, path)]


def _conflict(text: str, path: str) -> list[Problem]:
    markers = list(_MARKER.finditer(text))
    if not markers:
        return []
    first, last = _place(text, markers[0].start())[0], _place(text, markers[-1].start())[0]
    where = f"on line {first}" if first == last else f"between lines {first} and {last}"
    message = (
        f"This file was changed on both sides of a merge, and git has left both versions here, {where}. "
        "If both are about the same action, keep the lines of one side. If they are two different actions, move the "
        "second into a file of its own with the next free number. "
        "Then delete the marker lines, which begin with <<<<<<<, ======= and >>>>>>>."
    )
    return [Problem(path, first, "conflict-markers", message, 1)]


def _hidden(text: str, path: str) -> list[Problem]:
    faults = []
    for found in _HIDDEN.finditer(text):
        line, column = _place(text, found.start())
        message = (
            f"A character that cannot be seen stands here, U+{ord(found.group()):04X}. It may have come with a text "
            "that was copied from elsewhere. Delete it, or type a space in its place."
        )
        faults.append(Problem(path, line, "control-character", message, column))
        if len(faults) == 10:  # enough to see what kind of file this is
            break
    return faults


def _place(text: str, index: int) -> tuple[int, int]:
    """Return the line and the column of an offset in `text`, both from 1."""
    line, start = 1, 0
    for found in _BREAK.finditer(text, 0, index):
        line, start = line + 1, found.end()
    return line, index - start + 1


# ------------------------------------------------------------------------------------- where YAML stumbled, and why

_Place = tuple[int, int]  # line and column, from 0
_KEY = re.compile(r"""[ ]*(?:-[ ]+)*([^\s'"\[{#][^:]*):(?:[ \t]+|$)""")
_QUOTE = 'If it is text, put it in quotes, "…", or on the next line after `|`, two spaces further in.'


class _Spot(NamedTuple):
    """Where YAML stumbled (`stop`), and where what it was reading begins (`begin`)."""

    lines: list[str]
    stop: _Place
    begin: _Place

    @property
    def text(self) -> str:
        """The line at which YAML stumbled."""
        return self.lines[self.stop[0]]

    @property
    def key(self) -> str:
        """The key of that line with its colon, in backquotes; or words for it."""
        found = _KEY.match(self.text)
        return f"`{visible(found[1])[:60]}:`" if found else "the key"

    @property
    def sign(self) -> str:
        """The character with which begins what YAML was reading."""
        line, column = self.begin
        return self.lines[line][column : column + 1]


def syntax(error: yaml.YAMLError, text: str, path: str) -> Problem:
    """Return the problem that PyYAML's `error` stands for, in words for somebody who does not know YAML."""
    stop = getattr(error, "problem_mark", None)
    if stop is None:
        return Problem(path, 1, "yaml-syntax", f"YAML cannot read this file: {visible(str(error))}", 1)
    lines = _BREAK.split(text)
    spot = _Spot(lines, _within(lines, stop), _within(lines, getattr(error, "context_mark", None) or stop))
    said = f"{getattr(error, 'context', '') or ''}: {getattr(error, 'problem', '') or ''}"
    explain = next((explain for pattern, explain in _RULES if pattern.search(said)), _unknown)
    (line, column), message = explain(spot)
    return Problem(path, line + 1, "tag" if explain is _tag else "yaml-syntax", message, column + 1)


def _within(lines: list[str], mark: Any) -> _Place:
    """Return the place of a mark; one behind the end of the file is moved to the last line that says anything."""
    line = min(mark.line, len(lines) - 1)
    if line == mark.line and lines[line].strip():
        return line, mark.column
    while line > 0 and not lines[line].strip():
        line -= 1
    return line, len(lines[line].rstrip())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _quote_it(sign: str) -> str:
    return f'A text may not begin with {sign} unless it is in quotes. Put it in quotes: "{sign}…"'


def _colon(spot: _Spot) -> tuple[_Place, str]:
    (line, column), text = spot.stop, spot.text
    found = _KEY.match(text)
    if found and found.end() <= column and ": " in text[found.end() :] + " ":
        return spot.stop, (
            f"The text after {spot.key} has a colon and a space in it, which YAML takes for a second key. "
            "Put the text in quotes, or on the next line after `|`."
        )
    above = next((i for i in range(line - 1, -1, -1) if spot.lines[i].strip()), line)
    words = spot.lines[above].strip()
    if above < line and not words.startswith(("#", "- ")) and not re.search(r":(\s|$)", words):
        return (above, _indent(spot.lines[above])), _no_colon(words)
    if _indent(text) > _indent(spot.lines[above]):
        return (line, _indent(text)), (
            "This line stands further in than the one above. Let it begin in the same column; or, if it is the rest of "
            "the text above, put the whole text in quotes."
        )
    return spot.stop, f"YAML does not expect a colon here. {_QUOTE}"


def _no_colon(words: str) -> str:
    if re.match(r"[A-Za-z_]+:\S", words):
        return "A space is missing after the colon. Write it so: `status: Open`."
    return (
        "This line has no key: a key is followed by a colon and a space, such as `status: Open`. "
        "If it is the rest of the text above, put the whole text in quotes or on one line."
    )


def _missing_colon(spot: _Spot) -> tuple[_Place, str]:
    return spot.begin, _no_colon(spot.lines[spot.begin[0]].strip())


def _first_character(spot: _Spot) -> tuple[_Place, str]:
    sign = spot.text[spot.stop[1] : spot.stop[1] + 1]
    return _tab(spot) if sign == "\t" else (spot.stop, _quote_it(sign))


def _tab(spot: _Spot) -> tuple[_Place, str]:
    return spot.stop, "A tab stands here. YAML wants spaces before a key: replace the tab by spaces."


def _unclosed_quote(spot: _Spot) -> tuple[_Place, str]:
    return spot.begin, "The quotation mark that opens this text has no fellow. Put the same mark where the text ends."


def _escape(spot: _Spot) -> tuple[_Place, str]:
    return spot.stop, (
        "In a text in double quotes a backslash begins a code, and this is none. Write the backslash twice: \\\\"
    )


def _reference(spot: _Spot) -> tuple[_Place, str]:
    return spot.begin, _quote_it(spot.sign)


def _tag(spot: _Spot) -> tuple[_Place, str]:
    return spot.begin, (
        "A text that begins with ! means something else in YAML (a type), which the log does not use. "
        'Put the text in quotes: "!…"'
    )


def _block_text(spot: _Spot) -> tuple[_Place, str]:
    return spot.begin, (
        f"After {spot.sign} the text begins on the next line, two spaces further in. "
        f'If the text itself begins with {spot.sign}, put it in quotes: "{spot.sign}…"'
    )


def _list_on_line(spot: _Spot) -> tuple[_Place, str]:
    return spot.stop, (
        "A list with dashes begins on the line below its key. A short one is written in brackets: [All, Review team]. "
        'If the dash is part of the text, put the text in quotes: "- …"'
    )


def _unclosed_bracket(spot: _Spot) -> tuple[_Place, str]:
    return spot.begin, (
        f"The bracket {spot.sign} here is not closed by {'}' if spot.sign == '{' else ']'}, or a text inside it needs "
        "quotes. Text with a colon, comma or bracket in it must be in quotes there; "
        f'if the whole is one text, put it in quotes: "{spot.sign}…"'
    )


def _directive(spot: _Spot) -> tuple[_Place, str]:
    line = "A line that begins with % is a directive of YAML, and this is not one that can be followed. Delete it."
    return (spot.stop[0], 0), line


def _before_start(spot: _Spot) -> tuple[_Place, str]:
    return spot.stop, (
        "The file should end before this line: it stands further left than the first key, or it follows a line `...`. "
        "Let all keys at the top of the file begin in the first column."
    )


def _out_of_line(spot: _Spot) -> tuple[_Place, str]:
    """YAML expected a key (or a dash) and found something else."""
    if spot.text[: spot.stop[1]].strip() in ("", "-"):
        if spot.text.lstrip(" -").startswith(":"):
            return spot.stop, "A key is missing before the colon. Write what the text after it is, or delete the line."
        return spot.stop, (
            "This line does not line up with those above: the keys of one entry begin in the same column, and so do "
            "the dashes of one list. Move it, or, if it is the rest of the text above, put the whole text in quotes."
        )
    opening = _KEY.sub("", spot.text, count=1).strip()[:1]
    if opening in ("[", "{"):
        whole = '"[Redact] to send …"' if opening == "[" else '"{…} …"'
        return spot.stop, (
            f"The text after {spot.key} begins with a bracket, which makes it a list unless it is in quotes. "
            f"Put the whole text in quotes: {whole}"
        )
    if opening in ('"', "'"):
        other = "'" if opening == '"' else '"'
        return spot.stop, (
            f"More text follows after a closing quotation mark {opening}. Put quotes of the other kind, {other}, "
            "around the whole text; or look whether a text further up has lost its closing mark."
        )
    if opening and opening in "*&!,>|%@`":
        return spot.stop, _quote_it(opening)
    return _unknown(spot)


def _unknown(spot: _Spot) -> tuple[_Place, str]:
    return spot.stop, f"YAML cannot read this line. {_QUOTE}"


#: What PyYAML says (its C library, or its own parser), and who explains it. The first that fits.
_RULES: tuple[tuple[re.Pattern[str], Callable[[_Spot], tuple[_Place, str]]], ...] = tuple(
    (re.compile(pattern), explain)
    for pattern, explain in (
        (r"tab character", _tab),
        (r"mapping values are not allowed", _colon),
        (r"cannot start any token", _first_character),
        (r"could not find expected ':'", _missing_colon),
        (r"quoted scalar: .*(end of stream|document separator)", _unclosed_quote),
        (r"escape|hexdecimal|hexadecimal", _escape),
        (r"an (alias|anchor)", _reference),
        (r"a tag\b|tag handle", _tag),
        (r"a block scalar", _block_text),
        (r"sequence entries are not allowed", _list_on_line),
        (r"flow (sequence|mapping)", _unclosed_bracket),
        (r"directive|incompatible YAML", _directive),
        (r"document start", _before_start),
        (r"block (mapping|collection|node)", _out_of_line),
    )
)
