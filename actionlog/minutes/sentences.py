"""Sentences of running text, parted as a reader parts them: `Cllr. Ash` and `e.g. A` hold no end of a sentence."""

import re
from typing import Final

_END = re.compile(r"(?<=[.!?])[\"”’)\]*]{0,3}\s+(?=[\"“(*_]{0,2}[A-Z\[@✅✓✔☑]|\d{1,3}(?:\.\d{1,3})?[.):]\s+[A-Z])")
_NO_END = re.compile(
    r"(?:^|[\s(\[])(?:[A-Z]|e\.g|i\.e|etc|cf|vs|approx|incl|dr|mr|mrs|ms|messrs|prof|rev|hon|cllrs?|st|no|nos|ref|refs|p|pp"
    r"|para|paras|jr|sr|dept|ext|art|sec|fig|app|tel|ltd|inc|co|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$",
    re.IGNORECASE,
)
_ONE_LETTER = re.compile(r"(?:^|[\s(\[&/])[a-z]\.$")  # `plan b.` ends a sentence, `A. Ash` does not
_NUMBER = re.compile(r"\s*\d{1,3}(?:\.\d{1,3})?\.")  # of an item, in front of its title
_LONGEST_BEFORE: Final = 12


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, which is one line, without the space between them."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        # What closes a bracket behind the full stop belongs to the sentence.
        close = end.start() + len(end.group().rstrip())
        before = text[max(start, close - _LONGEST_BEFORE) : close]
        if (_NO_END.search(before) and not _ONE_LETTER.search(before)) or _NUMBER.fullmatch(text[start:close]):
            continue
        if text[start:close].strip():
            found.append(text[start:close].strip())
        start = end.end()
    if text[start:].strip():
        found.append(text[start:].strip())
    return found
