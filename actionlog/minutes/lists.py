"""Actions in lists: what stands under a heading such as `Actions`, one item or line each."""

import re
from collections.abc import Iterator
from typing import Final

from actionlog.document import ListItem, Paragraph, Table, joined
from actionlog.minutes.layout import ACTIONS, Layout, Spot
from actionlog.minutes.markers import starts_with_marker
from actionlog.minutes.parties import owners_in
from actionlog.minutes.raw import RawAction
from actionlog.minutes.wording import read_wording

_NONE = re.compile(
    r"[\W_]*|n/?a|nil|none\b.{0,40}|no (?:new |further |outstanding )?actions?\b.{0,60}|(?:all )?completed?"
    r"|there were no .{0,60}",
    re.IGNORECASE,
)
_REF_MARKER = re.compile(r"[(\[]?(\d{1,4}(?:\.\d{1,3})+|\d{1,3})[.)\]]?")
_MARK = re.compile(r"(?:AI|AP|ACTION)\s*[:–—-]?\s+(?=[A-Z@\[a])")
_CHECKED: Final = "[x]"


def find_in_lists(layout: Layout, known: tuple[str, ...]) -> Iterator[RawAction]:
    """Yield the actions of all lists that stand under a heading of actions. `known` are the names of those present."""
    spots = [s for s in layout.spots if not s.is_furniture]
    at = 0
    after_table = False
    while at < len(spots):
        spot = spots[at]
        at += 1
        # What is told below a table of actions is how they stand, not more of them.
        after_table = not spot.is_heading and (after_table or isinstance(spot.block, Table))
        if spot.kind != ACTIONS or spot.is_heading:
            continue
        if isinstance(spot.block, ListItem):
            children = []
            while at < len(spots) and _is_child(spots[at], spot):
                children.append(spots[at])
                at += 1
            yield from _of_item(spot, spot.block, children, known)
        elif isinstance(spot.block, Paragraph) and not after_table:
            yield from _of_paragraph(spot, spot.block, known)


def _is_child(spot: Spot, parent: Spot) -> bool:
    inner, outer = spot.block, parent.block
    listed = isinstance(inner, ListItem) and isinstance(outer, ListItem) and inner.depth > outer.depth
    return listed and spot.kind == ACTIONS and not spot.is_heading


def _of_item(spot: Spot, item: ListItem, children: list[Spot], known: tuple[str, ...]) -> Iterator[RawAction]:
    """Yield the action of a list item; items below it are actions of their own where they say who acts."""
    own = [s for s in children if isinstance(s.block, ListItem) and owners_in(joined(s.block.text), known)[0]]
    parts = [joined(s.block.text) for s in children if isinstance(s.block, ListItem) and s not in own]
    text = joined(item.text)
    is_heading = bool(own) and len(own) == len(children) and (text.endswith(":") or len(text.split()) <= 5)
    if text and not is_heading:
        whole = f"{text} {'; '.join(parts)}" if parts else text
        yield from _taken(spot, whole, item.marker, item.place.line, known)
    for child in own:
        block = child.block
        assert isinstance(block, ListItem)
        yield from _taken(child, joined(block.text), block.marker, block.place.line, known)


def _of_paragraph(spot: Spot, paragraph: Paragraph, known: tuple[str, ...]) -> Iterator[RawAction]:
    """Yield the actions of plain lines: each line that says who acts, or has a ref."""
    lines = paragraph.text.split("\n")
    texts = lines if len(lines) > 1 and sum(_is_action(line, known) for line in lines) > 1 else [joined(paragraph.text)]
    for n, line in enumerate(texts):
        if _is_action(line, known):
            yield from _taken(spot, joined(line), "", paragraph.place.line + n, known)


def _is_action(line: str, known: tuple[str, ...]) -> bool:
    wording = read_wording(line, known)
    return bool(wording.owners or wording.ref) and len(wording.text.split()) > 2 and not line.endswith("?")


def _taken(spot: Spot, text: str, marker: str, line: int, known: tuple[str, ...]) -> Iterator[RawAction]:
    if _NONE.fullmatch(text[:200]) or starts_with_marker(text):
        return  # what a marker announces is taken by its own finder
    wording = read_wording(_MARK.sub("", text), known)
    number = _REF_MARKER.fullmatch(marker)
    yield RawAction(
        text=wording.text,
        ref=wording.ref or (number.group(1) if number else ""),
        owners_printed=wording.owners_printed,
        owners=wording.owners,
        deadline=wording.deadline,
        status=wording.status or (marker if marker == _CHECKED else ""),
        item=spot.item,
        heading=spot.heading,
        by_when=wording.by_when,
        places=(spot.block.place._replace(line=line),),
    )
