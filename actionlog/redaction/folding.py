"""What two ways of writing one name share: letters without case, marks, hidden characters or punctuation.

Compatibility forms, case and marks are those of Unicode (UAX #15, and chapter 3.13 for case folding). Letters that it
does not take apart, such as ø and ł, are written as English does; `spelt_out` knows the other custom, ö as oe.
"""

import re
import unicodedata
from typing import Final

#: Letters that are one with others in English, though Unicode does not take them apart.
_LETTERS: Final = {
    "ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "þ": "th", "Þ": "Th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ħ": "h", "Ħ": "H",
    "ŧ": "t", "Ŧ": "T", "ŋ": "n", "Ŋ": "N", "ƒ": "f", "ȷ": "j", "ɨ": "i", "ʉ": "u",
}  # fmt: skip
_SPELT: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa"}
_APOSTROPHES: Final = "'`´‘’‚‛ʹʻʼʽˈ′‵׳＇՚"
#: Blank letters: Unicode calls them letters, and they show nothing.
_BLANK: Final = "\u115f\u1160\u3164\uffa0"

#: Marks and hidden characters belong to the letter before them, so `'S` is no possessive where one follows.
_BELONGS: Final = (
    "\u0300-\u036f\u00ad\u061c\u034f\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
#: The owner of something is the one without the s. A quotation that begins with an S is none.
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}](?<![\s=(\[{{<>,:;\"'/\\].)[sS](?![^\W_]|[{_BELONGS}])")
#: A hidden character as our own renderers show it, and what is left of a colour of a terminal (ECMA-48).
_SHOWN = re.compile(r"<U\+[0-9A-Fa-f]{4,6}>")
_COLOUR = re.compile(r"\[[0-9;]+m")


class _Plain(dict[int, str | None]):
    """What each character is worth, worked out when it is first met (for `str.translate`; None: nothing)."""

    def __missing__(self, code: int) -> str | None:
        worth = self[code] = _worth(chr(code)) or None
        return worth


def _worth(char: str) -> str:
    if char in _APOSTROPHES or char in _BLANK:
        return ""
    kept = []
    for part in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", char)):
        part = _LETTERS.get(part, part)
        kind = unicodedata.category(part[0])
        if part.isalnum():
            kept.append(part)
        elif part.isspace() or kind not in ("Cf", "Cc", "Cs", "Mn", "Me"):
            kept.append(" ")
    return "".join(kept)


_PLAIN: Final = _Plain()


def plain(text: str) -> str:
    """Return the letters and digits of `text` with their case, without marks, one space between words."""
    if "<U+" in text:
        text = _SHOWN.sub("", text)
    if "[" in text:
        text = _COLOUR.sub("", text)
    text = _POSSESSIVE.sub("", text)
    if text.isascii():
        return " ".join(text.translate(_PLAIN).split())
    # line by line: Python is many times quicker with those that are ASCII
    return " ".join(" ".join(line.translate(_PLAIN) for line in text.split("\n")).split())


def fold(text: str) -> str:
    """Return `text` for comparing: small letters and digits without marks, one space between words.

    Apostrophes and hidden characters go without a trace, also where a renderer showed one as `<U+200B>`; the s of a
    possessive goes with its apostrophe; whatever else is no letter or digit separates words.
    """
    return plain(text).casefold()


def squeezed(text: str) -> str:
    """Return `text` folded, without its spaces."""
    return fold(text).replace(" ", "")


def spelt_out(text: str) -> str:
    """Return `text` with ö written oe and the like, as its owner may do where a keyboard has no ö."""
    return "".join(_SPELT.get(char, char) for char in unicodedata.normalize("NFC", text))


def has_case(text: str) -> bool:
    """True where every letter of `text` is of a script with capitals, whose words stand apart by spaces."""
    return all(char.lower() != char.upper() for char in plain(text) if char.isalpha())


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())
