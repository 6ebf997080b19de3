"""The addresses that a Markdown file lists apart from its text: `[paper]: https://example.org`."""

import re
from collections.abc import Sequence
from typing import Final

from actionlog.readers.lines import Line

_DEFINITION = re.compile(
    r"[ ]{0,3}\[(?P<label>[^\]\[\n]{1,200})\]:\s*<?(?P<address>[^\s<>]{1,2000})>?(?:\s+[\"'(].{0,300})?\s*"
)
_FOOTNOTE = re.compile(r"[ ]{0,3}\[\^[^\]\s]{1,30}\]:\s+")
_ADDRESS: Final = re.compile(r"https?:|mailto:|ftp:|www\.|[#/.]|[^\s/]{1,80}[/.]\S", re.IGNORECASE)
_LONGEST: Final = 3000


def without_definitions(lines: Sequence[Line]) -> tuple[list[Line], dict[str, object]]:
    """Return the lines without those that only say where links lead, and these addresses by their names.

    `[Redact]: agreed` is none: what stands behind the colon must be an address. Of a footnote its text stays.
    """
    kept: list[Line] = []
    found: dict[str, object] = {}
    for line in lines:
        text = line.text
        if "]:" in text[:210]:
            definition = _DEFINITION.fullmatch(text[:_LONGEST])
            if footnote := _FOOTNOTE.match(text[:_LONGEST]):
                text = text[footnote.end() :]
            elif definition and _ADDRESS.match(definition["address"]):
                key = " ".join(definition["label"].split()).lower().upper()
                found.setdefault(key, {"title": "", "href": definition["address"]})
                text = ""
        kept.append(Line(line.place, text))
    return kept, found
