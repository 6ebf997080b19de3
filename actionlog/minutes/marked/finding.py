"""Actions marked where they were agreed: `ACTION: AB to write …`, `… be circulated. Action: AB`, `[Action: AB]`.

What a marker is, `marks.py` says. Here each becomes an action: of the text behind it, or, where only somebody's name
follows, of the sentence before it.
"""

import re
from collections.abc import Iterator
from copy import copy
from typing import Final

from actionlog.document import ListItem, Paragraph, Place, Table, joined
from actionlog.minutes.decisions import opens_decision
from actionlog.minutes.layout import ACTIONS, AGENDA, APOLOGIES, ATTENDING, PRESENT, Layout, Spot
from actionlog.minutes.marked.chat import read_line, speakers, without_trailer
from actionlog.minutes.marked.marks import (
    ARROW,
    Habits,
    Mark,
    habits_of,
    is_marked,
    marks_in,
    may_hold_marks,
    starts_with_marker,
    without_stray_marks,
)
from actionlog.minutes.marked.nothing import asks_nothing
from actionlog.minutes.marked.statements import going_on, progress, several, statements
from actionlog.minutes.marked.undertakings import undertaken
from actionlog.minutes.parties import (
    is_deed,
    is_known_party,
    is_nick,
    is_party,
    is_thing,
    is_topic,
    leading_party,
    split_owners,
)
from actionlog.minutes.raw import RawAction
from actionlog.minutes.sentences import sentences
from actionlog.minutes.statuses import begins_clear
from actionlog.minutes.tables.headers import find_header
from actionlog.minutes.wording import parted, read_wording

_WHO_WAS_THERE = re.compile(
    r"\W*(?:present|in attendance|attendees|attending|apologies|participants)\b[^.]{0,20}:", re.IGNORECASE
)
_BEHIND_OWNER = re.compile(
    r"\s*[,(–—-]*\s*\b(?:(?P<when>(?:by|before|due)\s+\S.{2,40}"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+\d{4})?)|\w+)\)?$",
    re.IGNORECASE,
)
_WHEN = re.compile(r"(?:(?:by|before|due(?: by| on)?)\s+)?(.*\d.*|(?:by|before) .*)", re.IGNORECASE)
_BEGINS = re.compile(r"(?!To\b)[A-Z\[“\d]")
_NOT_HERE: Final = (PRESENT, ATTENDING, APOLOGIES)
_LONGEST: Final = 20_000  #: characters of a block that are searched
_LONGEST_BEFORE: Final = 2000
_FULL_LINE: Final = 60  #: a shorter line that ends a sentence ends the statement too
_BROKEN: Final = 0.7  #: of the width of a page, which a line that it broke has at least
_LABEL: Final = 25  #: characters of a cell that holds a heading rather than sentences
_NICK_TO = re.compile(
    r"\W*actions?:?\s+(?P<who>[^\s:]{2,30}(?:(?:,| and| &)\s[^\s:]{2,30}){0,3})\s+to\s+[a-z]", re.IGNORECASE
)
_FOR_ALL = re.compile(r"\W*(?:ACTION|Action)\s*[:–-]\s*(?:all|everyone|everybody)\W*", re.IGNORECASE)  #: no heading
_ALONE = re.compile(r"\W*(?:ACTION|Action)s?(?: (?:by|required|points?|items?))?\s*[:–-]?\W*")  #: on its line
_LINES_APART: Final = 3
_SMALL_WORD = re.compile(r"action(?!s?\s*:)")  #: within a sentence
_DOUBLE_DASH = re.compile(r"\s--\s")
_LONGEST_NAME: Final = 60
_FEW_WORDS: Final = 3  #: a sentence of so few says too little to be an action: `Agreed. Action: AB`


class _Context:
    """What is known of the document while its marks are read."""

    def __init__(self, layout: Layout, known: tuple[str, ...]) -> None:
        self.known = (*known, *speakers(layout))
        self.habits = habits_of(_lines_of(layout), self.known)

    def with_nick(self, said: str) -> "_Context":
        """Return what is known while a line of a chat is read: `ACTION: nan to bake` names a nick, whoever has it."""
        found = _NICK_TO.match(said[:200])
        if not found or not is_nick(found["who"]) or is_deed(found["who"].split()[0]):
            return self
        own = copy(self)
        own.known = (*self.known, *split_owners(found["who"]))
        return own


def _lines_of(layout: Layout) -> Iterator[str]:
    """Yield the texts of a document outside its tables, each on one line."""
    for spot in layout.spots:
        if not isinstance(spot.block, Table) and not spot.is_heading:
            yield from (joined(line) for line in spot.block.text[:_LONGEST].split("\n"))


def marked_at_all(text: str, known: tuple[str, ...]) -> bool:
    """True where a line of a list of actions is taken by its marker rather than as an item."""
    line = joined(without_stray_marks(text[:_LONGEST]))
    return (is_marked(line, known, letters=False) or bool(_letters_within(line, known))) and not _is_said(line)


def find_marked(layout: Layout, known: tuple[str, ...]) -> Iterator[RawAction]:
    """Yield the actions that a marker announces. `known` are the names of the attendance list."""
    last: RawAction | None = None
    for action in _marked(layout, known):
        if last and starts_with_marker(action.text):
            # `Action required: ask the port.` and below it `Action by: Clerk` are one.
            owners = tuple(dict.fromkeys((*last.owners, *action.owners)))
            last = last._replace(owners_printed=last.owners_printed or action.owners_printed, owners=owners)
            continue
        if last:
            yield last
        last = action
    if last:
        yield last


def _marked(layout: Layout, known: tuple[str, ...]) -> Iterator[RawAction]:
    context = _Context(layout, known)
    above = ""
    continued = False  # the last marker was `ACTIONS:`, and its paragraph ended with it
    for spot in layout.spots:
        block = spot.block
        if spot.kind in _NOT_HERE or spot.is_furniture:
            above = above if spot.is_furniture else ""  # who was there is nothing to be done
            continue
        if isinstance(block, Table):
            yield from _in_table(spot, block, context)
            continued = False
            continue
        if spot.is_heading and spot.kind == ACTIONS and not (above and _FOR_ALL.fullmatch(block.text[:40])):
            above, continued = "", False
            continue
        found = list(_in_text(spot, block.text[:_LONGEST], block.place, above, context))
        yield from (action for action, _ in found)
        if not found and continued and isinstance(block, Paragraph):
            more = list(_continuation(spot, block, context))
            yield from more
            continued = bool(more)
        else:
            continued = bool(found) and found[-1][1]
        above = joined(block.text[-_LONGEST_BEFORE:])


def _in_table(spot: Spot, table: Table, context: _Context) -> Iterator[RawAction]:
    """Yield the marked actions of cells: logs of a chat, minutes laid out as a table."""
    listed = find_header(table.rows, under_actions=spot.kind == ACTIONS) is not None
    for row in table.rows:
        before = ""
        for cell in row.cells:
            opens = any(starts_with_marker(line) for line in cell[:_LONGEST].split("\n") if may_hold_marks(line))
            if opens or (not listed and len(cell) > _LABEL and may_hold_marks(cell)):
                for action, _ in _in_text(spot, cell[:_LONGEST], row.place, before, context):
                    yield action._replace(places=(row.place,))
            before = joined(cell[-_LONGEST_BEFORE:])


def _in_text(spot: Spot, text: str, place: Place, before: str, context: _Context) -> Iterator[tuple[RawAction, bool]]:
    """Yield the marked actions of one paragraph, list item or cell, and whether more may follow in the next.

    `before` is the text that precedes it.
    """
    lines = without_stray_marks(text).split("\n")
    width = max(map(len, lines))
    n = 0
    while n < len(lines):
        start, line = n, [lines[n]]
        n += 1
        if _ALONE.fullmatch(line[0][:60]):
            while n < len(lines) and n - start < _LINES_APART and _is_apart(line, lines[n], context.known):
                line.append(lines[n])
                n += 1
        while n < len(lines) and _goes_on(lines[n - 1], lines[n], width, context.known):
            line.append(lines[n])
            n += 1
        at = place._replace(line=place.line + start) if place.line else place
        said = read_line(line[0])
        whole = without_trailer(joined(" ".join([said[1], *line[1:]] if said else line)))
        yield from _in_line(whole, spot, at, before, context.with_nick(whole) if said else context)
        before = whole


def _in_line(whole: str, spot: Spot, at: Place, before: str, context: _Context) -> Iterator[tuple[RawAction, bool]]:
    """Yield the actions of one statement on one line."""
    known = context.known
    habits = context.habits
    if not (may_hold_marks(whole) or "[" in whole or "(" in whole or (habits.arrows and ARROW.search(whole))):
        return
    found = False
    left = ""  # what a marker behind its action leaves to the next
    marks = list(marks_in(whole, known, context.habits))
    for place, mark in enumerate(marks):
        if mark.is_letters and spot.kind == ACTIONS and isinstance(spot.block, ListItem) and not mark.before:
            continue  # an item of a list of actions, whose finder takes it
        if mark.is_nameless and spot.is_heading:
            continue  # `Action Make a Difference` is the title of an item
        if spot.kind == AGENDA and not (mark.is_bracketed or leading_party(mark.after, known)[1]):
            continue  # some minutes call their business the agenda; an agenda itself holds no actions
        mark = mark._replace(before=f"{left} {mark.before}".strip())
        following = marks[place + 1] if place + 1 < len(marks) else None
        spare = ""
        if following and not following.before and _owner_only(following.after.split(". ")[0], known)[0]:
            # `ACTION: AB to write. A lamp be bought. Action: CD`: the last sentence is the next marker's.
            *parts, spare = sentences(mark.after) or [""]
            mark = mark._replace(after=" ".join(parts)) if parts else mark
            spare = spare if parts else ""
        # What precedes the line was taken by the first of its markers, or is another's.
        actions, left = _of_mark(mark, "" if place else before, spot, at, known)
        left = f"{left} {spare}".strip()
        for n, action in enumerate(actions):
            found = True
            yield action, mark.is_plural and n == len(actions) - 1
    if found:
        return
    for said in undertaken(whole, known, in_brackets=habits.brackets):
        if said.what or spot.kind not in (ACTIONS, AGENDA):
            text = said.what or _last_sentence(said.before or before)
            if text:
                action = _raw(text, "", said.who, "", spot, at, known)
                yield action._replace(deadline=action.deadline or _day_of(said.when)), False


def _day_of(printed: str) -> str:
    """Return a day as printed, without the word before it: `by 3 June`."""
    found = _WHEN.fullmatch(printed)
    return found.group(1) if found else printed


def _is_apart(line: list[str], following: str, known: tuple[str, ...]) -> bool:
    """True where a line belongs to the marker that stands alone above it: who acts, and then what is to be done."""
    if not following.strip() or starts_with_marker(following):
        return False
    return len(line) == 1 or (_is_owner_only(line[-1], known) and is_deed(following.split()[0]))


def _goes_on(line: str, following: str, width: int, known: tuple[str, ...]) -> bool:
    """True where the next line is still of the same statement: the page, `width` wide, broke the line."""
    if read_line(following) or (len(line) < _BROKEN * width and following[:1].isupper()):
        return False
    marks = list(marks_in(line, known, Habits())) if len(line) < _FULL_LINE else []
    if marks and _is_owner_only(marks[-1].after, known) and _BEGINS.match(following):
        return False  # `Action: Clerk` stands behind its action; what follows is something else
    ended = line.rstrip().endswith((".", "!", "?", "]", ")")) and len(line) < _FULL_LINE
    if _SMALL_WORD.match(following) and not ended:
        return True  # `… (see` and below it `action for AB to write`
    return not (ended or starts_with_marker(following) or opens_decision(following))


def _of_mark(mark: Mark, before: str, spot: Spot, place: Place, known: tuple[str, ...]) -> tuple[list[RawAction], str]:
    """Return the actions of a mark, and what of its text belongs to the next one."""
    owner = mark.owner if mark.owner and is_party(mark.owner, known) else ""
    parts = sentences(mark.after)
    first = parts[0] if parts else ""
    nothing = asks_nothing(first, mark.after)
    if nothing and not (owner and not mark.after.strip(" .")):
        return [], ""
    earlier = mark.before or before
    if owner and not first:
        return _behind(earlier, mark, owner, "", spot, place, known), ""
    if not owner and (led := _led_by(mark, known)):
        return [_raw(f"{led} {mark.after}", mark.ref, led, mark.status, spot, place, known)], ""
    if not owner:
        who, rest = _owner_only(first, known)
        if who and len(parts) > 1 and _is_told_behind(mark, parts[1], known):
            action = _raw(parts[1], mark.ref, who, mark.status, spot, place, known)
            return [action._replace(deadline=action.deadline or (_day_of(rest) if rest else ""))], " ".join(parts[2:])
        if who:
            return _behind(earlier, mark, who, rest, spot, place, known), " ".join(parts[1:])
        who, rest = leading_party(first, known, bare=True) if mark.is_within or mark.is_bracketed else ("", "")
        if who and mark.is_bracketed and rest and not leading_party(first, known)[0]:
            return [_raw(mark.after[len(who) :].strip(" :,–—-"), mark.ref, who, mark.status, spot, place, known)], ""
        if who and not leading_party(first, known)[0]:
            return _behind(earlier, mark, who, "", spot, place, known), " ".join([rest, *parts[1:]])
    if mark.is_letters and not leading_party(mark.after, known)[0]:
        return [], ""
    if mark.ref and (told := progress(parts, known)):
        action = _raw(told.text, mark.ref, owner, mark.status or told.status, spot, place, known)
        return [action._replace(deadline=action.deadline or mark.deadline)], ""
    texts = several(mark.after, known) if mark.is_plural else statements(parts, mark.is_bracketed, known)
    actions = []
    for text in (t for whole in texts for t in parted(whole, known)):
        if len(text.split()) > 1 or (text and owner):
            action = _raw(text, mark.ref, owner, mark.status, spot, place, known)
            actions.append(action._replace(deadline=action.deadline or mark.deadline))
    return actions, ""


def _led_by(mark: Mark, known: tuple[str, ...]) -> str:
    """Return who stands before a marker and is to do what stands behind it: `AB ACTION: to write to the port`."""
    words = mark.after.split(maxsplit=2)
    if len(words) < 2 or words[0] != "to" or not mark.before or len(mark.before) > _LONGEST_NAME:
        return ""
    who = mark.before.rstrip(" :-–—")
    sure = len(who.split()) == 1 or all(is_known_party(p, known) for p in split_owners(who, known))
    return who if sure and is_party(who, known) else ""


def _is_told_behind(mark: Mark, following: str, known: tuple[str, ...]) -> bool:
    """True where `Action: AB.` is followed by what AB is to do, not preceded by it: `Action: AB. Offer the halves.`"""
    words = following.split()
    if len(words) < _FEW_WORDS or not is_deed(words[0]) or is_thing(words[0]) or leading_party(following, known)[0]:
        return False
    before = _last_sentence(mark.before)
    asks = re.search(r"\bto (?:be )?[a-z]+|\bwill\b|\bshould\b|\bmust\b|\bneeds?\b", before)
    return not (asks or (before and is_deed(before.split()[0])))


def _behind(
    before: str, mark: Mark, owner: str, status: str, spot: Spot, place: Place, known: tuple[str, ...]
) -> list[RawAction]:
    """Return the action whose marker stands behind it: `… be circulated. Action: AB`."""
    text = "" if _WHO_WAS_THERE.match(before[:80]) else _last_sentence(before).strip(" ,;")
    text = re.sub(r"^(?:and|but)\s+", "", text)
    when = _WHEN.fullmatch(status)
    if when and text and not begins_clear(status):
        (action,) = _behind(before, mark, owner, "", spot, place, known)
        return [action._replace(deadline=action.deadline or when.group(1).rstrip(")"))]
    return [_raw(text, mark.ref, owner.rstrip("."), mark.status or status, spot, place, known)] if text else []


def _raw(text: str, ref: str, owner: str, status: str, spot: Spot, place: Place, known: tuple[str, ...]) -> RawAction:
    text = _DOUBLE_DASH.sub(" – ", text[:_LONGEST_NAME], count=1) + text[_LONGEST_NAME:]  # `AB -- write`
    who = leading_party(text, known)[0]
    if who and not is_topic(who):
        known = (
            *known,
            *split_owners(who),
        )  # who stands behind a marker is somebody, also where the attendance list lacks the name
    wording = read_wording(text, known, marked=True)
    return RawAction(
        text=text if owner and wording.owners_printed else wording.text,
        ref=ref or wording.ref,
        owners_printed=owner or wording.owners_printed,
        owners=split_owners(owner, known) if owner else wording.owners,
        deadline=wording.deadline,
        status=status or wording.status,
        item=spot.item,
        heading=spot.heading if spot.kind == ACTIONS else "",
        above=spot.heading,
        by_when=wording.by_when,
        places=(place,),
    )


def _owner_only(text: str, known: tuple[str, ...]) -> tuple[str, str]:
    """Return the owner and what is printed of status and day where a text is no more than these.

    So for `AB`, `Clerk and Chair.`, `AB Done`, `AB/CD by 30 June`.
    """
    text = text.strip(" .")
    if len(text) > 120:
        return "", ""
    if (found := _BEHIND_OWNER.search(text)) and _is_owner_only(text[: found.start()], known):
        rest = text[found.start() :].strip(" ,()–—-")
        if found["when"] or begins_clear(rest):
            return text[: found.start()].strip(" ,–—-"), rest
    if _is_owner_only(text, known):
        return text, ""
    words = text.split()
    for n in range(1, min(len(words), 4)):
        who, rest = " ".join(words[:n]).rstrip(" -–—:,"), " ".join(words[n:])
        if is_party(who, known) and not is_deed(words[0]) and begins_clear(rest) and len(words) <= 9:
            return who, rest
    return "", ""


def _is_owner_only(text: str, known: tuple[str, ...]) -> bool:
    words = text.strip(" .")
    if not words or len(words.split()) > 8 or len(words) > 80 or is_deed(words.split()[0]):
        return False
    return is_party(words, known)


def _continuation(spot: Spot, block: Paragraph, context: _Context) -> Iterator[RawAction]:
    """Yield the actions with which the paragraph behind `ACTIONS: …` goes on: `AB to x. CD to y.`, then the talk."""
    for sentence in going_on(joined(block.text[:_LONGEST]), context.known):
        yield _raw(sentence, "", "", "", spot, block.place, context.known)


def _last_sentence(text: str) -> str:
    """Return the last sentence of what stands before a marker, with the one before it where it is very short."""
    parts = sentences(text[-_LONGEST_BEFORE:].strip())
    if len(parts) > 1 and len(parts[-1].split()) < _FEW_WORDS:
        return " ".join(parts[-2:])
    return parts[-1] if parts else ""


def _letters_within(line: str, known: tuple[str, ...]) -> bool:
    """True where `AI:` stands within a line and not at its start."""
    return any(mark.is_letters and mark.before for mark in marks_in(line, known, Habits(letters=True)))


def _is_said(line: str) -> bool:
    return read_line(line) is not None
