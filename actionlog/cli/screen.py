"""Lines for a screen: broken between words where a person reads them, as they are where a program does."""

import shutil
from typing import TextIO


def fitted(text: str, stream: TextIO) -> str:
    """Return `text` with lines no wider than the terminal `stream` is; unchanged where it is none.

    A line that continues is set in under its beginning. A word wider than the terminal stays whole, so that it can be
    copied.
    """
    if not stream.isatty():
        return text
    width = max(20, shutil.get_terminal_size((80, 24)).columns)
    if all(len(line) <= width for line in text.split("\n")):
        return text
    import textwrap

    lines = []
    for line in text.split("\n"):
        margin = " " * (len(line) - len(line.lstrip(" ")))
        lines += textwrap.wrap(
            line,
            width,
            subsequent_indent=margin + "  ",
            break_long_words=False,
            break_on_hyphens=False,
            drop_whitespace=True,
        ) or [line]
    return "\n".join(lines)
