"""Who came and who sent apologies, and the agenda: what minutes list before their business."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from actionlog.document import ListItem, Table, joined
from actionlog.minutes.columns import find_header
from actionlog.minutes.layout import AGENDA, APOLOGIES, ATTENDING, PRESENT, Layout, Spot, kind_of
from actionlog.minutes.parties import PARTY_NOUNS
from actionlog.model import Item

_LABEL = re.compile(r"([A-Za-z][A-Za-z ,/()-]{2,50}?)\s*:\s*(.*)")
_FROM = re.compile(
    r".*\b(?:received|accepted|noted|sent|absence|apologies)\b.*?\b(?:from|by|for)\s+(.+)", re.IGNORECASE
)
_NONE = re.compile(r"\W*(?:none|nil|n/?a|no apologies(?: were received)?|there were none)?\W*", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w’'.-]*|de|van|von|der|la|le|al|bin|of|the|and|&|for)(?:\s+|$)")
_NOT_A_NAME: Final = {
    "minutes",
    "welcome",
    "introductions",
    "matters",
    "business",
    "report",
    "update",
    "item",
    "meeting",
}
_LONGEST: Final = 100
_SENTENCE: Final = 400
_KINDS: Final = (PRESENT, ATTENDING, APOLOGIES)


class Attendance(NamedTuple):
    """Names as printed, with what stands beside them (`A Brown, Chair`), and the items of the agenda."""

    present: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


def read_attendance(layout: Layout) -> Attendance:
    """Return who was present, in attendance, and absent with apologies, and the agenda where it is listed."""
    names: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for kind, name in _entries(layout):
        if name not in names[kind] and len(names[kind]) < 1000:
            names[kind].append(name)
    listed = {
        number: Item(number, joined(s.block.text))
        for s in layout.spots
        if s.kind == AGENDA and isinstance(s.block, ListItem) and (number := s.block.marker.strip("().")).isdecimal()
    }
    items = listed | {i.number: i for i in layout.items if i.title or i.number not in listed}
    present, attending, apologies = (tuple(names[kind]) for kind in _KINDS)
    return Attendance(present, attending, apologies, tuple(items.values()))


def _entries(layout: Layout) -> Iterator[tuple[str, str]]:
    ended: Spot | None = None
    heading: Spot | None = None
    after_heading = False  # the block right below a heading of names, whose lines need not look like names
    for spot in layout.spots:
        if spot.is_furniture:
            continue
        if spot.is_heading:
            heading, after_heading = spot, True
            continue
        if isinstance(spot.block, Table):
            if find_header(spot.block.rows, under_actions=False):
                ended = heading  # the actions follow the names without a heading of their own
            elif spot.kind in _KINDS and heading is not ended:
                yield from ((spot.kind, name) for name in _from_table(spot.block))
            continue
        kind = spot.kind if spot.kind in _KINDS and heading is not ended else ""
        listed = isinstance(spot.block, ListItem)
        lines = [joined(spot.block.text)] if listed else spot.block.text.split("\n")
        n = 0
        while n < len(lines):
            line = lines[n].strip()
            label = _LABEL.fullmatch(line[:2000])
            labelled = kind_of(label.group(1)) if label else ""
            n += 1
            if label and labelled in _KINDS:
                # A labelled line may go on in the next, up to the next label.
                while n < len(lines) and not _LABEL.fullmatch(lines[n][:2000]):
                    line += " " + lines[n].strip()
                    n += 1
                rest = line.partition(":")[2]
                yield from ((labelled, name) for name in _names(rest, prose=True))
            elif kind and not (label and not label.group(2)) and not line.endswith(":"):
                if not listed and not _may_be_names(line, several=len(lines) > 1, first=after_heading):
                    ended = heading  # the text goes on with something else
                    kind = ""
                    continue
                prose = not listed and len(lines) == 1
                yield from ((kind, name) for name in _names(line, prose=prose))
        after_heading = False


def _names(text: str, *, prose: bool) -> list[str]:
    """Return the names of a line; with `prose` it may hold several, parted by commas and `and`."""
    text = joined(text[:2000]).strip(" .*")
    if found := _FROM.fullmatch(text[:_SENTENCE]):
        text, prose = found.group(1), True
    if _NONE.fullmatch(text):
        return []
    if not prose:
        return [text]
    if ";" in text:
        return [name for part in text.split(";") if part.strip() for name in _names(part, prose=True)]
    parts = [p.strip() for p in re.split(r",(?![^()]*\))", text)]
    if len(parts) == 2 and not _is_person(parts[1]) and " and " not in parts[1]:
        return [text]  # `A Brown, Evidence Group`: one with what he is
    return [t for part in parts for p in re.split(r"\s+and\s+|^and\s+", part) if (t := p.strip(" ."))]


def _is_person(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 4 and words[0][0].isupper() and not {w.lower().strip(".,") for w in words} & PARTY_NOUNS


def _may_be_names(line: str, *, several: bool, first: bool) -> bool:
    """True for a line that reads like names rather than like business; `first` right below the heading of names."""
    if len(line) > (_LONGEST if several else 10 * _LONGEST) or line.endswith((";", "?")):
        return False
    if _FROM.fullmatch(line[:_SENTENCE]) or _NONE.fullmatch(line[:100]):
        return True
    words = line.lower().split()
    if set(words) & _NOT_A_NAME or not words:
        return False
    if first and len(line) <= _LONGEST and not line.endswith("."):
        return True
    name = re.split(r"[,;(–—]|\s-\s", line, maxsplit=1)[0].strip()
    short = len(name.split()) <= 6
    named = bool(re.fullmatch(rf"(?:{_NAME.pattern})+", name[:_LONGEST])) if short else False
    return named or (short and bool({w.strip(".,") for w in name.lower().split()} & PARTY_NOUNS))


def _from_table(table: Table) -> Iterator[str]:
    """Yield the first column of a list of names laid out as a table."""
    for n, row in enumerate(table.rows[:500]):
        cells = [joined(c) for c in row.cells if c.strip()]
        if not cells or (n == 0 and cells[0].lower() in ("name", "names", "member", "attendee", "initials")):
            continue
        yield ", ".join(cells[:2]) if len(cells[0]) > 4 else " ".join(reversed(cells[:2]))
