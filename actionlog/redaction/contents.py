"""What somebody reads in a file, apart from its syntax: text between tags, cells, values of JSON and calendars."""

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from actionlog.redaction.folding import words_of
from actionlog.redaction.unwrapping import unescaped

#: Tags that do not end a paragraph (HTML, ODF and OOXML), so that a phrase may reach over them.
_INLINE: Final = words_of(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s small span strong sub sup time tspan u var wbr "
    "text:span text:a text:s w:r w:t w:rpr w:rfonts w:b w:i w:sz w:color w:lang w:u w:hyperlink r t"
)
#: Attributes that are read out or shown.
_READ: Final = words_of(
    "title alt content label placeholder value summary abbr download srcdoc office:string-value table:name "
    "office:title svg:title xlink:title w:author w:initials w:descr descr w:title"
)
_NO_CONTENT: Final = frozenset(("js", "mjs", "css", "map"))
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_TAG: Final = re.compile(r"(<[/!?A-Za-z][^<>]*>)")
_CODE: Final = re.compile(r"<(?:script|style)\b[^<>]*>(.*?)</(?:script|style)", re.DOTALL | re.IGNORECASE)
_TAG_NAME: Final = re.compile(r"</?([A-Za-z][\w:.-]*)")
_ATTRIBUTE: Final = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_BEGUN: Final = re.compile(r"BEGIN:V[A-Z]+")


def contents(name: str, text: str) -> Iterator[str]:
    """Return each text that is read in a file of this name, once for each place."""
    suffix = name.rpartition(".")[2].casefold()
    start = text.lstrip("\ufeff \t\r\n")[:200]
    if suffix in _NO_CONTENT:
        return
    if start.startswith("<"):
        yield from _marked_up(text)
    elif suffix == "json" or start[:1] in ("{", "["):
        yield from _json(text)
    elif suffix in ("csv", "tsv"):
        yield from _cells(text, "\t" if suffix == "tsv" else ",")
    elif _BEGUN.match(start):
        yield from _calendar(text)
    else:
        yield from _PARAGRAPH.split(text)


def _marked_up(text: str) -> Iterator[str]:
    """Return the paragraphs of a page or of XML, and its attributes that are read.

    Whatever is not surely inside a tag counts as text: too much is looked at, never too little.
    """
    paragraph: list[str] = []
    code: list[str] | None = None  # what stands in a script or style
    tags: dict[str, _Tag] = {}
    for i, piece in enumerate(_TAG.split(text)):
        if i % 2 == 0:
            (paragraph if code is None else code).append(piece)
            continue
        tag = tags.get(piece) or tags.setdefault(piece, _tag(piece))
        if code is not None and not tag.ends_code:
            code.append(piece)
            continue
        yield from tag.read
        if code is not None:
            yield from _json("".join(code[1:])) if code[0] == "json" else ()
            code = None
        elif tag.begins_code:
            code = [tag.begins_code]
        if not tag.is_inline:
            yield html.unescape(" ".join("".join(paragraph).split()))
            paragraph = []
    yield html.unescape(" ".join("".join(paragraph).split()))


def syntax(name: str, text: str) -> Iterator[str]:
    """Return what stands in a file of this name but is not read: its tags and remarks, the lines of its code."""
    suffix = name.rpartition(".")[2].casefold()
    if suffix in _NO_CONTENT:
        yield from text.splitlines()
    elif text.lstrip("\ufeff \t\r\n").startswith("<"):
        yield from _TAG.findall(text)
        for code in _CODE.findall(text):
            yield from code.splitlines()


class _Tag(NamedTuple):
    """What a tag does: `read` are its attributes that are read; `begins_code` is `json` or `code`, else empty."""

    is_inline: bool
    read: tuple[str, ...]
    begins_code: str
    ends_code: bool


def _tag(text: str) -> _Tag:
    found = _TAG_NAME.match(text)
    name = found.group(1).casefold() if found else ""
    attributes = [(key.casefold(), html.unescape(a or b or c)) for key, a, b, c in _ATTRIBUTE.findall(text)]
    read = tuple(value for key, value in attributes if key in _READ or key.startswith(("aria-", "data-")))
    is_code = name in ("script", "style")
    opens = is_code and not text.startswith("</") and not text.endswith("/>")
    kind = "json" if any(key == "type" and "json" in value for key, value in attributes) else "code"
    return _Tag(name in _INLINE, read, kind if opens else "", is_code and text.startswith("</"))


def _json(text: str) -> Iterator[str]:
    try:
        waiting: list[object] = [json.loads(text, object_pairs_hook=tuple)]
    except (ValueError, RecursionError):
        yield from text.splitlines()
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            waiting.extend(value)


def _cells(text: str, delimiter: str) -> Iterator[str]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield from row
    except csv.Error:  # a cell that is too long, or a nought
        yield from text.splitlines()


def _calendar(text: str) -> Iterator[str]:
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        name, _, value = line.partition(":")
        yield unescaped(value)
        yield from (parameter.partition("=")[2] for parameter in name.split(";")[1:])
