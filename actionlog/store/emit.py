"""Writes values as YAML in the house style, so that every YAML reader reads the same text back.

What a reader of YAML 1.1 or 1.2 would take for a number, a truth value, a date or nothing is put in quotes, with one
exception: a real day under a key that holds one (`deadline: 2021-06-09`) stands bare, because it reads better and
every reader's date prints as the same text.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date as calendar_date
from typing import Final

from actionlog.errors import Refused

#: What can be written. The strict reader's values are such.
Value = str | Sequence["Value"] | Mapping[str, "Value"]

#: Keys that hold a day.
DATE_KEYS: Final = frozenset((
    "deadline", "closed", "date", "from", "to", "review", "cleared", "confirmed", "until", "dissolved", "as_of",
    "meeting",
))  # fmt: skip

#: A list or mapping in brackets is not made longer than this; beyond it, one line for each item.
WIDTH: Final = 100
_LONGEST_KEY: Final = 500  # YAML allows 1,024 characters before the colon, escape codes included

_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "~", "=", "<<"))
# Numbers and times of day of YAML 1.1 (with its octal, base 60 and underscores) and 1.2, and their dates.
_TYPED = re.compile(
    r"""[-+]?(?: 0x[0-9a-f_]+ | 0o[0-7_]+ | 0b[01_]+
        | [0-9_][0-9_,]*(?::[0-9_]+)+(?:\.[0-9_]*)?
        | (?:[0-9_][0-9_,]*\.?[0-9_]*|\.[0-9_]+)(?:e[-+]?[0-9]+)?
        | \.inf | \.nan | inf | infinity | nan )
      | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ ]+)[0-9:.z+ -]*)?""",
    re.X | re.I,
)
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`.=")  # not all of them in every place, but none is missed
_IN_BRACKETS = re.compile(r"[,\[\]{}:?#]")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What a reader could not see, or would see otherwise than it is. YAML has a code for it in double quotes, except for
# half characters (surrogates), which no file can hold.
_CODED = (
    "\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f"
)
_UNSEEN = re.compile(f"[{_CODED}\ud800-\udfff]")
_ESCAPED = re.compile(f'["\\\\{_CODED}]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str, *, date: bool = False, flow: bool = False) -> str:
    """Return `text` on one line: bare where that is safe, else in quotes.

    `date`: it stands under a key that holds a day, and a real day stands bare. `flow`: it stands inside brackets.
    Raises Refused for what no file can hold (half a character, as a broken file name has).
    """
    if (date and is_day(text)) or is_plain(text, flow=flow):
        return text
    if ('"' in text or "\\" in text) and "'" not in text and not is_unseen(text):
        return f"'{text}'"
    return quoted(text)


def quoted(text: str) -> str:
    """Return `text` on one line in double quotes, with codes for what cannot be seen. Raises Refused as `scalar`."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused(
            f"Character {error.start + 1} of the text cannot be written to a file: it is half a character. "
            "Type the text again."
        ) from None
    return '"' + _ESCAPED.sub(_code, text) + '"'


def is_day(text: str) -> bool:
    """True for a day of the calendar written `2021-06-09`."""
    if not _ISO_DAY.fullmatch(text):
        return False
    try:
        calendar_date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_plain(text: str, *, flow: bool = False) -> bool:
    """True where `text` may stand without quotes, and every YAML reader takes it for just this text."""
    return not (
        not text
        or text[0] in _INDICATORS
        or text != text.strip()
        or ": " in text
        or text[-1] == ":"
        or " #" in text
        or text.casefold() in _WORDS
        or _TYPED.fullmatch(text)
        or (flow and _IN_BRACKETS.search(text))
        or is_unseen(text)
    )


def is_literal(text: str) -> bool:
    """True where `text` may be written after `|`, its lines as they are: no edge gets lost, and all can be seen."""
    lines = text.removesuffix("\n").split("\n")
    return (
        bool(lines[0] and lines[-1])
        and lines[0][0] != " "
        and not any(line != line.rstrip() or is_unseen(line) for line in lines)
    )


def literal(text: str, indent: str) -> list[str]:
    """Return the lines of `text` (for which `is_literal`) written after `|`, with the sign itself as the first."""
    sign = "|" if text.endswith("\n") else "|-"
    return [sign, *(indent + line if line else "" for line in text.removesuffix("\n").split("\n"))]


def flow(value: Value, key: str = "") -> str:
    """Return `value`, which stands under `key`, on one line: `[All, Review team]`, `{ref: "1", owners: All}`."""
    if isinstance(value, str):
        return scalar(value, date=key in DATE_KEYS, flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name(k, flow=True)}: {flow(v, k)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(flow(v) for v in value) + "]"


def name(key: str, *, flow: bool = False) -> str:
    """Return a key as it is written. Raises Refused for one that is empty or of no sensible length."""
    if not key or len(key) > _LONGEST_KEY or len(written := scalar(key, flow=flow)) > 2 * _LONGEST_KEY:
        what = "has no name" if not key else f"has a name longer than {_LONGEST_KEY} characters"
        raise Refused(f"A key of a file {what}. Give it a short name.")
    return written


def inline(value: Value, key: str, room: int = WIDTH) -> str | None:
    """Return what stands behind the key on its own line, or None where the value takes lines of its own."""
    if isinstance(value, str):
        return None if "\n" in value and is_literal(value) else scalar(value, date=key in DATE_KEYS)
    inner = value.values() if isinstance(value, Mapping) else value
    if not value:
        return flow(value)
    if any(not isinstance(v, str) for v in inner):
        return None
    written = flow(value, key)
    return written if len(written) <= room else None


def entry(key: str, value: Value, indent: str = "") -> list[str]:
    """Return the lines of a key and its value in a mapping whose keys are indented by `indent`."""
    head = f"{indent}{name(key)}:"
    written = inline(value, key, WIDTH - len(head))
    if written is not None:
        return [f"{head} {written}"]
    if isinstance(value, str):
        first, *rest = literal(value, indent + "  ")
        return [f"{head} {first}", *rest]
    return [head, *below(value, indent + "  ")]


def below(value: Sequence[Value] | Mapping[str, Value], indent: str) -> list[str]:
    """Return the lines of a list (with dashes) or a mapping that begins on a line of its own."""
    if isinstance(value, Mapping):
        return [line for k, v in value.items() for line in entry(k, v, indent)]
    return [line for v in value for line in item(v, indent)]


def item(value: Value, indent: str, gap: str = " ") -> list[str]:
    """Return the lines of an item of a list, its dash indented by `indent`; `gap` stands between dash and item."""
    inner = f"{indent} {gap}"
    if isinstance(value, str):
        if inline(value, "") is None:
            first, *rest = literal(value, indent + "  ")
            return [f"{indent}-{gap}{first}", *rest]
        return [f"{indent}-{gap}{scalar(value)}"]
    if not value:
        return [f"{indent}-{gap}{flow(value)}"]
    first, *rest = below(value, inner)
    return [f"{indent}-{gap}{first.removeprefix(inner)}", *rest]


def document(data: Mapping[str, Value], comment: str = "", notes: Mapping[str, str] = {}) -> str:
    """Return a new file that holds `data`, in its order. Raises Refused for what cannot be written.

    `comment` becomes its first lines; `notes` are comments, each of which stands above a key.
    """
    lines = _comment(comment)
    for key, value in data.items():
        lines += _comment(notes.get(key, ""))
        lines += entry(key, value)
    return "\n".join([*lines, ""])


def _comment(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]


def is_unseen(text: str) -> bool:
    """True where `text` holds what needs a code: a control, a line break, a hidden or half character."""
    return not text.isprintable() and _UNSEEN.search(text) is not None


def _code(found: "re.Match[str]") -> str:
    char = found.group()
    if char in _SHORT:
        return _SHORT[char]
    number = ord(char)
    return f"\\x{number:02X}" if number < 0x100 else f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"
