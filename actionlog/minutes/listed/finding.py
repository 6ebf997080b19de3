"""Actions in lists: what stands under a heading such as `Actions`, one item or line each."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from actionlog.document import Heading, ListItem, Paragraph, Table, joined
from actionlog.minutes.deeds import DEEDS
from actionlog.minutes.findings import COMPLETED_SECTION
from actionlog.minutes.layout import ACTIONS, Layout, Spot, section_of
from actionlog.minutes.listed.people import under_people
from actionlog.minutes.listed.perhaps import settled
from actionlog.minutes.listed.ticked import with_boxes
from actionlog.minutes.marked.chat import without_trailer
from actionlog.minutes.marked.finding import marked_at_all
from actionlog.minutes.marked.marks import starts_with_marker, without_stray_marks
from actionlog.minutes.parties import is_known_party, is_party, is_topic, leading_party, owners_in, split_owners
from actionlog.minutes.raw import RawAction
from actionlog.minutes.sentences import sentences
from actionlog.minutes.statuses import begins_clear
from actionlog.minutes.wording import Wording, parted, read_wording
from actionlog.minutes.words import word_set, words_of

_NONE = re.compile(
    r"[\W_]*|n/?a|nil|to[ -]?do|tb[acd]|text|(?:action )?item(?: \d+)?"
    r"|(?:\W{0,3}\b(?:add|your|name|actions?|here|insert|text)\b){2,6}\W{0,3}"
    r"|none\b.{0,40}|\(none\)|no (?:new |further |outstanding |open |specific )?"
    r"(?:actions?|items?)\b.{0,60}"
    r"|(?:all )?(?:actions )?(?:are |were |have been )?(?:now )?(?:completed?|done|closed)\W*"
    r"|there (?:were|are) no .{0,60}|nothing .{0,30}"
    r"|\S*https?://\S*"
    r"|(?:please )?see (?:the )?(?:notes?|above|below|minutes|log|list|attached|action|separate|table)\b.{0,60}"
    r"|(?:date of |the )?next meeting\b.{0,80}|(?:meeting|call) (?:closed|ended|adjourned)\b.{0,60}",
    re.IGNORECASE,
)
_REF_MARKER = re.compile(r"[(\[]?(\d{1,4}(?:\.\d{1,3})+|\d{1,3})[.)\]]?")
_PLAIN_NUMBER = re.compile(r"[(\[]?(\d{1,3})[.)\]]?")
_TITLE = re.compile(
    r"(?:the )?(?:actions|action (?:items|points|list|log|notes))\s+(?:from|of|at|for|since|arising)\b", re.IGNORECASE
)
_MARK = re.compile(r"(?:AI|AP|ACTION|Action)\s*(?:[:–—-]\s*|\s+)(?=[A-Z@\[a(])")
_NAME_IN_FRONT = re.compile(r"([A-Z][\w’'-]{1,20}(?: [A-Z][\w’'-]{0,20})?)(?:\s*:|\s*[-–—](?=\s))")
_CHECKBOX = re.compile(r"(\[[ xX]\])\s+")
#: Lines below an action that print its parts: `Owner: AB`, `Due: 9 June`.
_FIELD = re.compile(
    r"(owners?|lead|responsible|who|assigned to|assignee|due(?: date)?|deadline|by when|when|status)\s*[:–—-]\s*(\S.*)",
    re.IGNORECASE,
)
_FIELDS: Final = {
    **dict.fromkeys(("owner", "owners", "lead", "responsible", "who", "assigned", "assignee"), "owner"),
    **dict.fromkeys(("due", "deadline", "by", "when"), "deadline"),
    "status": "status",
}
_BY_PERSON: Final = {"person", "people", "attendee", "attendees", "owner", "owners", "name", "assignee", "individual"}
_BOXES: Final = ("[x]", "[ ]", "✅", "☑", "☐", "✓", "✔")
#: What follows a name that tells of somebody, and asks nothing.
_TELLING: Final = word_set("has had have is was were are and said says reported gave asked noted thanked s")
#: How somebody fared, who is named by a handle.
_REMARK = re.compile(r"@[\w.-]+\s+(?:has|had|was|is|did|already|ended|went|[a-z]{2,12}ed)\b(?! to\b)")
_TOPIC_END = re.compile(r"(?:[\w’'-]+ ){0,3}[\w’'-]+:\s")  #: `Notice board repairs: …` is a topic
_FEW_WORDS: Final = 5  #: of a topic with items below it, or of `Clerk to arrange.`
_LONG: Final = 25  #: words of a paragraph that tells rather than asks


class _Line(NamedTuple):
    """A line of a list: its text as one line, what was printed before it, and where it stands."""

    spot: Spot
    text: str
    marker: str
    line: int


def find_in_lists(layout: Layout, known: tuple[str, ...]) -> Iterator[RawAction]:
    """Yield the actions of all lists that stand under a heading of actions. `known` are the names of those present."""
    spots = with_boxes(settled([s for s in layout.spots if not s.is_furniture], known), known)
    known = (*known, *_named_in_front(spots, known))
    spots, whose = under_people(spots, known)
    spots = spots if _counts_on(spots) else [_without_number(s) for s in spots]
    talk = set(_talk(spots, known))
    at = 0
    over = False  # what follows is how the actions stand, or the talk that goes on, not more of them
    after_table = False
    loose = False  # the heading is no more than a line: a paragraph of talk ends its list
    while at < len(spots):
        spot = spots[at]
        at += 1
        if spot.is_heading:
            over = after_table = False
            loose = not isinstance(spot.block, Heading)
            continue
        after_table = after_table or isinstance(spot.block, Table)
        over = over or after_table
        if spot.kind != ACTIONS:
            continue
        if at - 1 in talk:
            continue
        if isinstance(spot.block, ListItem):
            who = whose.get(at - 1, "")
            children = []
            while at < len(spots) and _is_child(spots[at], spot):
                children.append(spots[at])
                at += 1
            for action in _of_item(_line(spot), [_line(s) for s in children], known, who):
                says = action.owners or action.status or len(action.text.split()) > 1
                if says and not (after_table and not action.owners):
                    yield action
        elif isinstance(spot.block, Paragraph) and not over:
            objects = []
            if spot.block.text.rstrip().endswith(":") and owners_in(joined(spot.block.text), known)[0]:
                # `AB will contact:`, and below it those whom: one action.
                while at < len(spots) and _is_item(spots[at]) and not leading_party(_line(spots[at]).text, known)[1]:
                    objects.append(_line(spots[at]).text)
                    at += 1
            found = list(_of_paragraph(spot, spot.block, "; ".join(objects), known))
            yield from found
            over = loose and not found and len(spot.block.text.split()) > _LONG


def _talk(spots: list[Spot], known: tuple[str, ...]) -> Iterator[int]:
    """Yield which items are talk: where several of a part begin with a marker, those without one that name nobody."""
    start = 0
    for end in range(1, len(spots) + 1):
        if end < len(spots) and not spots[end].is_heading:
            continue
        items = [n for n in range(start, end) if spots[n].kind == ACTIONS and _is_item(spots[n])]
        marked = {n for n in items if starts_with_marker(joined(_line(spots[n]).text[:300]))}
        if len(marked) > 1:
            yield from (n for n in items if n not in marked and not owners_in(joined(_line(spots[n]).text), known)[0])
        start = end


def _counts_on(spots: list[Spot]) -> bool:
    """True where plain numbers are refs, since a list goes on from another meeting or part: it begins above 1."""
    seen: Spot | None = None
    heading: Spot | None = None
    for spot in spots:
        if spot.is_heading:
            heading = spot
        elif _is_item(spot) and (number := _PLAIN_NUMBER.fullmatch(getattr(spot.block, "marker", ""))):
            if seen is not heading and int(number.group(1)) > 1:
                return True
            seen = heading
    return False


def _without_number(spot: Spot) -> Spot:
    """Return a spot without the number that only counts the items of its list."""
    block = spot.block
    counts = isinstance(block, ListItem) and _is_item(spot) and _PLAIN_NUMBER.fullmatch(block.marker)
    return spot._replace(block=block._replace(marker="-")) if counts and isinstance(block, ListItem) else spot


def _named_in_front(spots: list[Spot], known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names before a colon or dash in the lists of actions, where most of them are of people known.

    `Budget: …` is a topic; but who was absent has actions too, and stands in no list of those present.
    """
    lines = [joined(s.block.text[:200]) for s in spots if isinstance(s.block, ListItem) and s.kind == ACTIONS]
    names = [m.group(1) for line in lines if (m := _NAME_IN_FRONT.match(line)) and is_party(m.group(1), known)]
    sure = sum(is_known_party(name, known) for name in names)
    return tuple(dict.fromkeys(names)) if 2 * sure > len(names) else ()


def _is_item(spot: Spot) -> bool:
    return isinstance(spot.block, ListItem) and spot.kind == ACTIONS and not spot.is_heading


def _is_child(spot: Spot, parent: Spot) -> bool:
    inner, outer = spot.block, parent.block
    deeper = isinstance(inner, ListItem) and isinstance(outer, ListItem) and inner.depth > outer.depth
    return deeper and _is_item(spot)


def _line(spot: Spot) -> _Line:
    block = spot.block
    assert isinstance(block, ListItem)
    text, marker = without_trailer(joined(without_stray_marks(block.text))), block.marker
    if box := _CHECKBOX.match(text):
        text, marker = text[box.end() :], box.group(1).lower()
    return _Line(spot, text, marker, block.place.line)


def _of_item(item: _Line, children: list[_Line], known: tuple[str, ...], owner: str = "") -> Iterator[RawAction]:
    """Yield the action of a list item, and of those below it.

    Below a person's name stand that person's actions; below a topic, actions; below an action, its parts where it
    ends with a colon, actions of their own where they say who acts, and else remarks on it. `owner` is the person
    under whose name the whole list stands.
    """
    if owner:
        yield from (_owned(action, owner, known) for action in _with_parts(item, children, known, apart=False))
        return
    who = _person(item, children, known)
    if who:
        for child, below in _nested(children):
            yield from (_owned(action, who, known) for action in _with_parts(child, below, known, apart=False))
        return
    own = [c for c in children if _acts(c, known)]
    rest = [c for c in children if c not in own]
    is_heading = bool(children) and not _acts(item, known) and _is_topic(item, own, children)
    if is_heading:
        own, rest = children, []
    elif item.text:
        yield from _with_parts(item, rest, known)
    for child in own:
        yield from _taken(child, known)


def _nested(lines: list[_Line]) -> Iterator[tuple[_Line, list[_Line]]]:
    """Yield each line with those that stand deeper below it."""
    n = 0
    while n < len(lines):
        end = n + 1
        while end < len(lines) and _depth(lines[end]) > _depth(lines[n]):
            end += 1
        yield lines[n], lines[n + 1 : end]
        n = end


def _depth(line: _Line) -> int:
    return getattr(line.spot.block, "depth", 0)


def _person(item: _Line, children: list[_Line], known: tuple[str, ...]) -> str:
    """Return the person whose name an item is, where the items below are that person's actions."""
    name = item.text.strip(" :*–—-")
    if not children or len(name.split()) > _FEW_WORDS:
        return ""
    by_person = bool(_BY_PERSON & set(words_of(item.spot.heading)))
    if by_person:
        return name
    return name if is_party(name, known) and (is_known_party(name, known) or item.text.endswith(":")) else ""


def _owned(action: RawAction, who: str, known: tuple[str, ...]) -> RawAction:
    if action.owners or who.lower() == "unassigned":
        return action
    return action._replace(owners_printed=who, owners=split_owners(who, known))


def _acts(line: _Line, known: tuple[str, ...]) -> bool:
    if line.marker in _BOXES and _REMARK.match(line.text[:80]):
        return False  # `[x] @kim ended up sending this instead`, below an action
    return bool(owners_in(line.text, known)[0] or line.marker in _BOXES) or _MARK.match(line.text) is not None


def _is_topic(item: _Line, own: list[_Line], children: list[_Line]) -> bool:
    """True where an item is what the actions below it are about, and no action itself."""
    short = len(item.text.split()) <= _FEW_WORDS
    return (len(own) == len(children) and (item.text.endswith(":") or short)) or (
        short and item.text.endswith(":") and len(children) > 1 and all(len(c.text.split()) > 2 for c in children)
    )


def _with_parts(item: _Line, parts: list[_Line], known: tuple[str, ...], *, apart: bool = True) -> Iterator[RawAction]:
    """Yield the action of an item with what stands below it: its parts, its status, or remarks on it."""
    texts = [p.text for p in parts]
    if not item.text.endswith(":"):
        fields = {_FIELDS[m.group(1).lower().split()[0]]: m.group(2) for t in texts if (m := _FIELD.fullmatch(t[:200]))}
        status = fields.get("status") or next(
            (t for t in texts if len(t.split()) <= _FEW_WORDS and begins_clear(t)), ""
        )
        note = " ".join(t for t in texts if t != status and not _FIELD.fullmatch(t[:200]))
        for action in _taken(item, known, apart=apart):
            action = action._replace(
                status=action.status or status,
                deadline=action.deadline or fields.get("deadline", ""),
                note=f"{action.note} {note}".strip(),
            )
            yield _owned(action, fields["owner"], known) if "owner" in fields else action
        return
    whole = f"{item.text} {'; '.join(texts)}" if texts else item.text
    yield from _taken(item._replace(text=whole), known, apart=apart)


def _of_paragraph(spot: Spot, paragraph: Paragraph, objects: str, known: tuple[str, ...]) -> Iterator[RawAction]:
    """Yield the actions of plain lines: each line that says who acts, or has a ref."""
    if _TITLE.match(paragraph.text[:100]) and not owners_in(joined(paragraph.text), known)[0]:
        return  # `Actions from the meeting on 3 May` heads what follows
    lines = without_stray_marks(paragraph.text).split("\n")
    single = len(lines) == 1 or sum(_is_action(line, known) for line in lines) < 2
    texts = [joined(" ".join(lines))] if single else lines
    for n, text in enumerate(texts):
        line = _Line(spot, f"{joined(text)} {objects}".strip(), "", paragraph.place.line + n)
        if box := _CHECKBOX.match(line.text):
            yield from _taken(line._replace(text=line.text[box.end() :], marker=box.group(1).lower()), known)
        elif marked_at_all(line.text, known):
            continue
        elif _is_action(text, known):
            yield from _taken(line, known)
        elif who := _ends_with_owner(line.text, known):
            yield from (_owned(action, who, known) for action in _taken(line, known))


def _is_action(line: str, known: tuple[str, ...]) -> bool:
    wording = read_wording(line, known)
    return bool(wording.owners or wording.ref) and len(wording.text.split()) > 2 and not line.endswith("?")


def _ends_with_owner(text: str, known: tuple[str, ...]) -> str:
    """Return who acts where a paragraph ends with a sentence of only that: `A visit is needed. Clerk to arrange.`"""
    *before, last = sentences(text) or [""]
    who = owners_in(last, known)[0]
    return who if before and who and len(last.split()) <= _FEW_WORDS and " to " in last else ""


def _taken(line: _Line, known: tuple[str, ...], *, apart: bool = True) -> Iterator[RawAction]:
    if _NONE.fullmatch(line.text[:200]) or marked_at_all(line.text, known):
        return  # what a marker announces is taken by its own finder
    text = line.text
    if (mark := _MARK.match(text)) and leading_party(text[mark.end() :], known)[1]:
        text = text[mark.end() :]
    for n, part in enumerate(parted(text, known)):
        wording = _with_name(read_wording(part, known, marked=True, apart=apart), line, known)
        block = line.spot.block
        numbered = n == 0 and not (isinstance(block, ListItem) and block.depth > 1)  # an inner list begins again at 1
        number = _REF_MARKER.fullmatch(line.marker) if numbered else None
        ticked = line.marker == "[x]" and wording.status == "struck out"
        if wording.status == "struck out" and section_of(line.spot.heading) == COMPLETED_SECTION:
            wording = wording._replace(status="")  # the heading says it
        if wording.text:
            yield RawAction(
                text=wording.text,
                ref=wording.ref or (number.group(1) if number else ""),
                owners_printed=wording.owners_printed,
                owners=wording.owners,
                deadline=wording.deadline,
                status=line.marker if ticked else wording.status or (line.marker if line.marker in _BOXES else ""),
                item=line.spot.item,
                heading=line.spot.heading,
                by_when=wording.by_when,
                note=wording.note,
                places=(line.spot.block.place._replace(line=line.line),),
            )


def _with_name(wording: Wording, line: _Line, known: tuple[str, ...]) -> Wording:
    """Return the wording with the owner whom only its place tells: a name in full before anything, or in a box's line.

    `Ann Ash damp leaflet in four languages` is how wikis print a mention; `[ ] Jason: create the list` names somebody
    who was not there, since a deed follows.
    """
    if wording.owners:
        return wording
    who, rest = leading_party(wording.text, known, bare=True)
    if len(who.split()) > 1 and rest[:1].islower() and rest.split()[0] not in _TELLING and not _TOPIC_END.match(rest):
        return wording._replace(text=rest, owners_printed=who, owners=split_owners(who, known))
    front = _NAME_IN_FRONT.match(wording.text)
    ticked = line.marker in _BOXES or wording.status == "struck out"
    if (
        front
        and ticked
        and "-" not in front.group(1)
        and is_party(front.group(1), known)
        and not is_topic(front.group(1))
    ):
        rest = wording.text[front.end() :].strip()
        if rest and rest.split()[0].lower() in DEEDS:
            return wording._replace(text=rest, owners_printed=front.group(1), owners=(front.group(1),))
    return wording
