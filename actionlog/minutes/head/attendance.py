"""Who came and who sent apologies, and the agenda: what minutes list before their business."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from actionlog.document import ListItem, Table, joined
from actionlog.minutes.layout import AGENDA, APOLOGIES, ATTENDING, PRESENT, TITLE, Layout, Spot, kind_of
from actionlog.minutes.parties import PARTY_NOUNS
from actionlog.minutes.tables.headers import find_header
from actionlog.model import Item

_LABEL = re.compile(r"([A-Za-z][A-Za-z ,/()-]{2,50}?)\s*:\s*(.*)")
#: `Present A Brown, C Dean`, without a colon.
_BARE_LABEL = re.compile(r"(Present|Apologies|Absent|In attendance|Also present|Regrets)[ \t]+(?=[A-Z@])(?!From\b)")
#: A label in the middle of a line: `A Brown, C Dean. In attendance: the Clerk`.
_LABEL_WITHIN = re.compile(r"[.;]\s+(?=[A-Z][A-Za-z]*(?: [A-Za-z]+){0,3}\s*:\s)")
#: Words of a label before a list of names, by what they mean: `Directors present:`, `Governors:`, `There:`.
_PRESENT_WORDS: Final = frozenset(
    {"present", "there", "attendees", "attended", "participants", "governors", "trustees", "directors", "members",
     "delegates", "councillors", "cllrs", "committee"}
)  # fmt: skip
#: A line that ends a list of names: what comes after it names an office or a matter.
_ENDS_NAMES = re.compile(
    r"(?:chair|scribe|scribes|minutes|minute taker|clerk|agenda|topics|contents|quorum)\W*", re.IGNORECASE
)
_NAME_HEADING = re.compile(
    r"(?:(?:attendee|participant|member|delegate)s?(?: name)?|names?|present|those present|in attendance|apologies)"
    r"(?:\s*\([a-z ]{1,20}\))?",
    re.IGNORECASE,
)
#: Headings of the columns beside a column of names.
_BESIDE_NAMES: Final = (
    "initials", "role", "organisation", "organization", "company", "affiliation", "title", "position", "email",
    "representing", "post", "institution", "country",
)  # fmt: skip
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
#: What a bot puts behind a name: `AB (41)`, `AB - 3 lines (2%)`.
_LINES_SAID = re.compile(r"\s*(?:\(\d+\)|-\s*\d+ lines \(\d+%\)\]?)$")
#: A year or a time of day: names do not go on in such a line.
_DATED = re.compile(r"\b(?:(?:19|20)\d\d|\d{1,2}[:.]\d\d)\b")
_MOST: Final = 50_000
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
        name = _LINES_SAID.sub("", name)
        if name and name not in names[kind] and len(names[kind]) < 1000:
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
            listed_names = _of_people(spot.block)
            if listed_names:
                yield from ((_kind_of_table(spot), name) for name in listed_names)
            elif find_header(spot.block.rows, under_actions=False):
                ended = heading  # the actions follow the names without a heading of their own
            elif spot.kind in _KINDS and heading is not ended:
                yield from ((spot.kind, name) for name in _from_table(spot.block))
            continue
        kind = spot.kind if spot.kind in _KINDS and heading is not ended else ""
        listed = isinstance(spot.block, ListItem)
        lines = [joined(spot.block.text)] if listed else _lines_of(spot)
        n = 0
        while n < len(lines):
            line = lines[n].strip()
            label = _LABEL.fullmatch(line[:2000])
            labelled = _labelled(label.group(1), spot) if label else ""
            n += 1
            if label and labelled in _KINDS:
                # A labelled line may go on in the next, up to the next label.
                while n < len(lines) and not _LABEL.fullmatch(lines[n][:2000]) and not _DATED.search(lines[n][:200]):
                    line += " " + lines[n].strip()
                    n += 1
                rest = line.partition(":")[2]
                yield from ((labelled, name) for name in _names(rest, prose=True))
            elif kind and not (label and not label.group(2)) and not line.endswith(":"):
                if _ENDS_NAMES.fullmatch(line[:60]) or (
                    not listed and not _may_be_names(line, several=len(lines) > 1, first=after_heading)
                ):
                    ended = heading  # the text goes on with something else
                    kind = ""
                    continue
                prose = not listed and len(lines) == 1
                yield from ((kind, name) for name in _names(line, prose=prose))
        after_heading = False


def _lines_of(spot: Spot) -> list[str]:
    """Return the lines of a paragraph, parted at labels within them, and with a colon behind each label."""
    assert not isinstance(spot.block, Table)
    lines = [part for line in spot.block.text[:_MOST].split("\n") for part in _LABEL_WITHIN.split(line)]
    if spot.kind == TITLE or spot.kind in _KINDS:
        lines = [_BARE_LABEL.sub(r"\1: ", line, count=1) if _BARE_LABEL.match(line) else line for line in lines]
    return lines


def _labelled(label: str, spot: Spot) -> str:
    """Return which list of names a label begins, or an empty text."""
    if kind := kind_of(label):
        return kind
    words = label.casefold().split()
    if spot.kind not in (TITLE, *_KINDS) or len(words) > 4:
        return ""
    if words[0] in ("apologies", "regrets", "absent", "not") and ("there" in words or words[0] != "not"):
        return APOLOGIES
    if words[0] in ("officers", "guests", "observers", "public", "staff", "clerk", "secretary", "gm", "librarian"):
        return ATTENDING
    return PRESENT if words[-1] in _PRESENT_WORDS else ""


def _kind_of_table(spot: Spot) -> str:
    """Return whose names a table lists: by the heading above, or else of those who were present."""
    return spot.kind if spot.kind in _KINDS else PRESENT


def _of_people(table: Table) -> list[str]:
    """Return the names of a table whose header says that it lists people: `Attendee name | Initials | Organisation`."""
    for at, row in enumerate(table.rows[:3]):
        cells = [joined(cell) for cell in row.cells[:12]]
        column = next((n for n, cell in enumerate(cells) if _NAME_HEADING.fullmatch(cell[:60])), None)
        beside = [cell.casefold() for n, cell in enumerate(cells) if n != column and cell]
        if column is None or not any(word in cell for cell in beside for word in _BESIDE_NAMES):
            continue
        names = []
        for person in table.rows[at + 1 : 500]:
            parts = [joined(cell) for cell in person.cells[:12]]
            name = parts[column] if column < len(parts) else ""
            more = next((p for n, p in enumerate(parts) if n != column and p), "")
            if name and name.casefold() not in _BESIDE_NAMES:
                names.append(f"{name}, {more}" if more and len(more) <= 60 else name)
        return names
    return []


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
    if len(parts) == 2 and _is_person(parts[0]) and not _is_person(parts[1]) and " and " not in parts[1]:
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
