"""The layout of minutes: under which heading, and which item of the agenda, each block of a document stands.

Minutes saved as text have few real headings. A short line of its own such as `Actions` or `Agenda Item 3: Next steps`
is read as one, as a person would.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from actionlog.deadlines import meeting_date
from actionlog.document import Block, Document, Heading, ListItem, Paragraph, Place, Table, joined
from actionlog.minutes.action_headings import SURE, heads_as_actions
from actionlog.minutes.deeds import DEEDS
from actionlog.minutes.parties import owners_in
from actionlog.minutes.parts import (
    ACTIONS,
    AGENDA,
    APOLOGIES,
    ATTENDING,
    DECISIONS,
    OTHER,
    PARTS_IN_TIME,
    PARTS_OF_ACTIONS,
    PERHAPS,
    PRESENT,
    TITLE,
    kind_of,
    may_head_actions,
    says_nothing,
    section_of,
)
from actionlog.minutes.wording import read_wording
from actionlog.minutes.words import words_of
from actionlog.model import Item

__all__ = [
    "ACTIONS",
    "AGENDA",
    "APOLOGIES",
    "ATTENDING",
    "DECISIONS",
    "OTHER",
    "PERHAPS",
    "PRESENT",
    "TITLE",
    "Layout",
    "Spot",
    "is_furniture",
    "item_of",
    "kind_of",
    "laid_out",
    "section_of",
]

_ITEM = re.compile(
    r"(?:agenda\s+)?item\s+(?:no\.?\s*)?(\d{1,3}[a-z]?(?:\.\d{1,2})*)(?:\s*[:.)–—-]\s*|\s+|$)(.*)", re.IGNORECASE
)
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)(?:[.):]\s*|\s+(?=[A-Z]))(\D.*)")
#: `21/045 Highways`, the forty-fifth minute of the year 2021, as councils number theirs.
_MINUTE = re.compile(r"(\d{2,4})/(\d{2,4})[.:]?\s+([A-Z].*)")
_DUE = re.compile(r"\b(?:due|deadline|by)\b", re.IGNORECASE)  # a date alone may be that of the meeting
_MONTHS: Final = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_MONTH = re.compile(rf"(?:st|nd|rd|th)?\s*(?:of\s+)?{_MONTHS}", re.IGNORECASE)
_PAGE = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|[-–—]\s*\d{1,3}\s*[-–—]", re.IGNORECASE)
_HEAD: Final = 4  #: blocks at the beginning of a document, among which its title stands
_NONE: Final = frozenset({"none", "nil", "n/a", "na", "no new actions", "none recorded", "none noted"})
_MEETING_BEFORE = re.compile(r"from\b.{0,60}\b(?:meeting|telco|call|session)", re.IGNORECASE)
_CHECKBOX = re.compile(r"^\[[ xX]\]\s+")
_LONGEST_HEADING: Final = 80
_LONGEST_TITLE: Final = 60  #: of an item; a longer line is probably one that the page broke


class Spot(NamedTuple):
    """A block and where it stands: the heading above it, the kind of that, and the item of the agenda."""

    block: Block
    is_heading: bool = False
    heading: str = ""
    kind: str = TITLE
    item: str = ""
    is_furniture: bool = False  #: what each page prints: it parts nothing


class Layout(NamedTuple):
    """A document laid out: its blocks in order, and the items of the agenda that its body deals with."""

    spots: tuple[Spot, ...]
    items: tuple[Item, ...]


def laid_out(document: Document) -> Layout:
    """Return the blocks of `document` with where each stands."""
    blocks = list(_parted(document.blocks))
    furniture = _furniture(blocks)
    spots: list[Spot] = []
    items: dict[str, Item] = {}
    now = Spot(Paragraph(""))
    level = 0  # of the heading that began the item of the agenda
    of_actions = 9  # the level of the heading of actions
    # The depth of a list item that heads those below it, what stood above, and whether they stand at its own depth.
    inner: tuple[int, Spot, bool] | None = None
    for n, block in enumerate(blocks):
        if is_furniture(block, furniture):
            spots.append(now._replace(block=block, is_heading=True, is_furniture=True))
            continue
        if inner and not _is_below(block, inner[0], inner[2]):
            now, inner = inner[1], None
        after = blocks[n + 1] if n + 1 < len(blocks) else None
        before = spots[-1] if spots else None
        item = None if isinstance(block, Table) else _item_at(block, now, before, after)
        kind = _kind_at(block, now, after, early=n < _HEAD)
        if item:
            items.setdefault(item.number, item)
            level = block.level if isinstance(block, Heading) else 9
            now = Spot(block, True, item.title or item.number, _kind_of_item(item.title), item.number)
            of_actions = level
            if now.kind == ACTIONS and isinstance(block, ListItem):
                # it heads what stands below it
                inner = (block.depth, now._replace(is_heading=False, kind=OTHER), _heads_beside(block, after))
        elif (
            isinstance(block, Heading)
            and kind == OTHER
            and block.level > of_actions
            and (_parts_actions(now, after) or (now.kind == ACTIONS and _says_when(joined(block.text[:200]))))
        ):
            now = now._replace(block=block, is_heading=True)  # `Within a week` under `Actions`
        elif kind:
            text = joined(getattr(block, "text", ""))
            of_actions = block.level if isinstance(block, Heading) else 9
            ends_item = (isinstance(block, Heading) and block.level <= level < 9) or "summary" in text.lower()
            kept = "" if ends_item else now.item
            if isinstance(block, ListItem) and isinstance(after, ListItem):
                flat = _heads_beside(block, after)
                if flat or after.depth > block.depth:
                    inner = (block.depth, now._replace(is_heading=False), flat)
            now = Spot(block, True, text, kind, kept)
        else:
            spots.append(now._replace(block=block, is_heading=False))
            continue
        spots.append(now)
    return Layout(tuple(spots), tuple(items.values()))


def item_of(text: str) -> Item | None:
    """Return the item of the agenda that a heading names: `Agenda Item 3: Next steps`, `3. Next steps`."""
    text = joined(text)
    if found := _ITEM.fullmatch(text):
        return Item(found.group(1), found.group(2).strip())
    if (found := _MINUTE.fullmatch(text)) and not _is_year(found.group(1), found.group(2)):
        return Item(f"{found.group(1)}/{found.group(2)}", found.group(3).strip())
    found = _NUMBERED.fullmatch(text)
    if found and not _MONTH.match(found.group(2)):
        return Item(found.group(1), found.group(2).strip())
    return None


def _kind_of_item(title: str) -> str:
    """Return the kind of part that an item of the agenda is: `7. Action items` holds actions."""
    kind = "" if says_nothing(title) else kind_of(title) or (PERHAPS if may_head_actions(title) else _wide(title))
    return kind if kind in (ACTIONS, PERHAPS, APOLOGIES, PRESENT, ATTENDING) else OTHER


def _wide(text: str) -> str:
    """Return the kind of part that a heading begins in which `actions` stands among other words."""
    found = heads_as_actions(text)
    return (ACTIONS if found == SURE else PERHAPS) if found else ""


def _is_year(first: str, second: str) -> bool:
    """True for a financial year, `2021/22`: the budget of one is no item."""
    return int(second) == int(first) % 100 + 1


def is_furniture(block: Block | None, repeated: frozenset[str]) -> bool:
    """True for what a page prints besides its text: its number, or a title that stands on every page."""
    if isinstance(block, Heading):
        return joined(block.text).casefold() in repeated
    if isinstance(block, Table | None):
        return False
    marker = f"{block.marker} " if isinstance(block, ListItem) else ""  # `- 2 -` looks like a list
    return bool(_PAGE.fullmatch(marker + joined(block.text[:200])))


def _furniture(blocks: list[Block]) -> frozenset[str]:
    """Return the headings that are repeated, and mean nothing: the title printed on each page."""
    counts = Counter(joined(b.text).casefold() for b in blocks if isinstance(b, Heading))
    first = next((joined(b.text).casefold() for b in blocks if isinstance(b, Heading)), "")
    return frozenset(
        text
        for text, count in counts.items()
        if (count > 2 or (count > 1 and text == first)) and not kind_of(text) and not item_of(text)
    )


def _parted(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks, parted where their first lines are a heading: `Present` and names, `1. Finance` and text."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _parted_paragraph(block)
        elif isinstance(block, ListItem) and "\n" in block.text and _number(block) and _heads_text(block.text):
            first, rest = block.text.split("\n", 1)
            yield block._replace(text=first)
            yield from _parted_paragraph(Paragraph(rest, _below(block.place, 1)))
        else:
            yield block


def _parted_paragraph(block: Paragraph) -> Iterator[Block]:
    lines = block.text.split("\n")
    if len(block.text) <= _LONGEST_HEADING and kind_of(block.text):
        lines = []  # the whole is one heading, on two lines
    start = 0
    for n, line in enumerate(lines[:-1]):
        heads = kind_of(line) or (line.rstrip(" *_").endswith(":") and heads_as_actions(line))
        if len(line) <= _LONGEST_HEADING and (heads or _heads_minute(line, lines[n + 1])):
            if n > start:
                yield Paragraph("\n".join(lines[start:n]), _below(block.place, start))
            yield Paragraph(line, _below(block.place, n))
            start = n + 1
    yield Paragraph("\n".join(lines[start:]), _below(block.place, start)) if start else block


def _heads_minute(line: str, following: str) -> bool:
    """True for `21/045 Highways`, where the text begins in the next line."""
    found = item_of(line) if _MINUTE.match(line) else None
    return bool(found) and _short(line) and following[:1].isupper() and not _acts(line)


def _heads_text(text: str) -> bool:
    """True where the first line of a numbered item is a title, and the text begins in the next."""
    first, rest = text.split("\n", 1)
    return len(first) <= _LONGEST_TITLE and _short(first) and rest.lstrip(' ([*“"')[:1].isupper() and not _acts(first)


def _below(place: Place, lines: int) -> Place:
    return place._replace(line=place.line + lines) if place.line else place


def _item_at(block: Heading | Paragraph | ListItem, now: Spot, before: Spot | None, after: Block | None) -> Item | None:
    """Return the item of the agenda that begins with `block`, or None."""
    if isinstance(block, Heading):
        return item_of(block.text)
    text = joined(block.text[:200])
    if len(block.text) > 2 * _LONGEST_HEADING:
        return None
    if isinstance(block, Paragraph):
        if found := _ITEM.fullmatch(text):
            return Item(found.group(1), found.group(2).strip())
        item = item_of(text) if _short(text) and "\n" not in block.text else None
        if item and "/" in item.number:
            return None if now.kind == ACTIONS and _acts(item.title) else item
        return item if item and (text[len(item.number)] in ".):" or _follows(item.number, now.item)) else None
    number = _number(block)
    if not number or not _short(text):
        return None
    last = _number(before.block) if before and not before.is_heading else 0
    if now.kind == AGENDA:
        return Item(str(number), text) if number == 1 and last > 1 else None  # the body begins after the agenda
    if last == number - 1 > 0:
        return None  # it continues a list
    if now.kind == ACTIONS and (not now.item or not _follows(str(number), now.item) or _acts(text)):
        return None
    if now.item.isdigit():
        return Item(str(number), text) if int(now.item) < number <= int(now.item) + 3 else None
    return Item(str(number), text) if _number(after) != number + 1 else None


def _kind_at(block: Block, now: Spot, after: Block | None, *, early: bool) -> str:
    """Return the kind of part that begins with `block`, or an empty text where it is no heading."""
    if isinstance(block, Table):
        return ""
    text = joined(block.text[:200])
    kind = kind_of(text) if len(block.text) <= _LONGEST_HEADING and not says_nothing(text) else ""
    if not kind and now.kind == ACTIONS and text and set(words_of(text)) <= PARTS_OF_ACTIONS:
        kind = ACTIONS
    if not kind and len(block.text) <= _LONGEST_HEADING and not says_nothing(text) and _may_be_wide(block, text, after):
        kind = _wide(text)
        if (
            early
            and now.kind == TITLE
            and not (_begins_list(after) or (kind == ACTIONS and isinstance(after, Heading)))
        ):
            kind = ""  # it may be the title of the document
    if not kind and len(block.text) <= _LONGEST_HEADING and may_head_actions(text):
        kind = PERHAPS if isinstance(block, Heading) or _heads_entries(block, after) else ""
    if isinstance(block, Heading):
        return kind or (TITLE if now.kind == TITLE else OTHER)
    if isinstance(block, ListItem):
        opens = text.endswith(":") or (isinstance(after, ListItem) and after.depth > block.depth)
        acts = (
            isinstance(after, ListItem) and after.depth > block.depth and owners_in(joined(after.text[:200]))[0] != ""
        )
        return kind if kind in (ACTIONS, PERHAPS) and opens and (now.kind != AGENDA or acts) else ""
    if kind or now.kind not in (ACTIONS, PERHAPS, DECISIONS, AGENDA):
        return kind
    if now.kind in (ACTIONS, PERHAPS) and (text.strip(" .-").lower() in _NONE or _is_part(text, after)):
        return ""
    # A short line of its own ends a list of actions as a heading would.
    ends = _short(text) and "\n" not in block.text and not text.endswith(":") and not isinstance(after, Table)
    if ends and now.kind == ACTIONS and _MEETING_BEFORE.match(text) and _begins_list(after):
        return ""  # `From the June meeting` above more of them
    return OTHER if ends and not _acts(text) else ""


def _begins_list(after: Block | None) -> bool:
    """True where the block below a heading is an entry: of a list or a table, or a line that says who acts."""
    return isinstance(after, ListItem | Table) or (isinstance(after, Paragraph) and _acts(joined(after.text[:200])))


def _may_be_wide(block: Heading | Paragraph | ListItem, text: str, after: Block | None) -> bool:
    """True where a line may be a heading by its place: a real heading, or a line of its own above what it announces."""
    if isinstance(block, Heading):
        return True
    if isinstance(block, ListItem):
        return isinstance(after, ListItem) and after.depth > block.depth
    return "\n" not in block.text and (text.rstrip("*_ ").endswith(":") or isinstance(after, ListItem | Table))


def _heads_beside(block: ListItem, after: Block | None) -> bool:
    """True for a numbered item whose bullets stand at its own depth: the next number ends them."""
    flat = isinstance(after, ListItem) and after.depth == block.depth
    return flat and bool(_number(block)) and not _number(after)


def _is_below(block: Block, depth: int, flat: bool) -> bool:
    """True where a block is one of those that the list item above heads."""
    return isinstance(block, ListItem) and (block.depth > depth or (flat and not _number(block)))


def _parts_actions(now: Spot, after: Block | None) -> bool:
    """True where a heading parts the actions rather than ending them: what follows is one more of them."""
    if now.kind not in (ACTIONS, PERHAPS) or not isinstance(after, ListItem | Paragraph):
        return False
    text = joined(after.text[:200])
    if isinstance(after, ListItem) and (_CHECKBOX.match(f"{after.marker} ") or _CHECKBOX.match(text)):
        return True
    if _acts(text):
        return True
    asks = text.split()[0].lower() in DEEDS if text else False
    return now.kind == ACTIONS and isinstance(after, ListItem) and asks


def _is_part(text: str, after: Block | None) -> bool:
    """True for a line such as `By Friday` above some of the actions."""
    return isinstance(after, ListItem) and _says_when(text)


def _says_when(text: str) -> bool:
    """True for a line that says which actions follow: `Short-term (next 1-2 weeks)`, `High priority`, `By Friday`."""
    words = words_of(text)
    numbers = [w for w in words if w[0].isdigit()]
    if meeting_date(text):
        return False  # `Meeting of 19 May 2021` begins another meeting
    return len(numbers) < len(words) <= 8 and all(w in PARTS_IN_TIME for w in words if w not in numbers)


def _heads_entries(block: Block, after: Block | None) -> bool:
    """True where a line that may be a heading stands above a list, or above lines of its own paragraph."""
    if isinstance(block, ListItem):
        return isinstance(after, ListItem) and after.depth > block.depth
    return isinstance(after, ListItem | Paragraph) and "\n" not in getattr(block, "text", "")


def _acts(text: str) -> bool:
    """True where a line names who acts, or has a ref: it is an action rather than a heading."""
    wording = read_wording(_CHECKBOX.sub("", text))
    return bool(wording.owners or wording.ref or (wording.deadline and _DUE.search(text)))


def _number(block: Block | None) -> int:
    """Return the number before a list item of the outermost list, or 0."""
    marker = block.marker.strip("().") if isinstance(block, ListItem) and block.depth == 1 else ""
    return int(marker) if marker.isdecimal() and len(marker) < 3 else 0


def _follows(number: str, last: str) -> bool:
    return number.isdecimal() and int(number) == (int(last) if last.isdecimal() else 0) + 1


def _short(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.endswith((".", ",", ";", "?", "!")) and bool(text)
