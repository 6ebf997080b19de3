"""The bytes of a text file → its text, in whichever of the usual encodings it was saved."""

import codecs
import re
from typing import Final

from actionlog.errors import ActionlogError

#: Longest mark first: the mark of UTF-32 begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: What other programs' files begin with, and how a secretary calls them.
_OTHERS: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word or Excel file, or another zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
#: The encoding is judged from so many bytes.
_JUDGED: Final = 4096
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class NotText(ActionlogError):
    """The file is no text. `what` says what it seems to be; empty where that cannot be told."""

    def __init__(self, name: str, what: str = "") -> None:
        self.name, self.what = name, what
        is_no_text = f"is {what}, not plain text" if what else "is no text, or in an encoding that is not known"
        super().__init__(
            f"{name} {is_no_text}. Open it in the program it was made with, save it as plain text (UTF-8), and import "
            "that file."
        )


def decoded(name: str, data: bytes) -> str:
    """Return the text of a file called `name`: by its mark, or else as UTF-8, or else as cp1252 (Windows).

    Raises NotText for anything that is no text in one of these.
    """
    for mark, what in _OTHERS:
        if data.startswith(mark):
            raise NotText(name, what)
    try:
        text = _by_encoding(data)
    except UnicodeDecodeError:
        raise NotText(name) from None
    # A stray control character is shown for what it is later on; many of them mean that this is no text.
    if len(_NO_TEXT.findall(text[:10_000])) > 0.01 * len(text[:10_000]) + 2:
        raise NotText(name, "a file of another program")
    return text


def _unmarked(head: bytes) -> str:
    """Return the name of UTF-16 without its mark: every other byte is mostly a zero; else an empty text."""
    zeros = [head[at::2].count(0) / max(1, len(head) // 2) for at in (0, 1)]
    if len(head) < 4 or min(zeros) > 0.1 or max(zeros) < 0.6:
        return ""
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _by_encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding)
    if encoding := _unmarked(data[:_JUDGED]):
        return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")
