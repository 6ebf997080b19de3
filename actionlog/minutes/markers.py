"""Actions marked where they were agreed: `ACTION: AB to write …`, `… be circulated. Action: AB`, `[Action: AB]`.

A marker is a word at the start of a line, a sentence or a bracket. `action=edit` in an address, `transaction`,
`in action` and `call to action` are none.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from actionlog.document import Place, Table, joined
from actionlog.minutes.decisions import opens_decision
from actionlog.minutes.layout import ACTIONS, AGENDA, APOLOGIES, ATTENDING, PRESENT, Layout, Spot
from actionlog.minutes.parties import is_party, split_owners
from actionlog.minutes.raw import RawAction
from actionlog.minutes.wording import read_wording

_MARKER = re.compile(
    r"""
    (?: ^ | (?<=[.!?;:)\]”’]\s) | (?<=\s)(?=ACTION) | (?<=\s[-–—]\s) | (?<=[(\[]) )  # where a statement begins
    (?:
        (?: ACTIONS? | Actions? ) (?: \s+ (?: POINT | ITEM | [Pp]oint | [Ii]tem ) )?
        (?: \s+ (?:no\.?\s*)? (?P<ref> \d{1,4}(?:[.,/]\d{1,3})* | \(\d{1,3}[.,]\d{1,3}\) ) )?
        (?:
            \s*[-–—]\s* (?P<for> [^:.\n]{1,40}? ) (?=\s*:)         # Action - Treasurer:
          | \s+(?:for|by|on)\s+ (?P<by> [^:.\n]{1,40}? ) (?=\s*:)   # Action for AB:
          | \s+ (?P<name> [A-Z@\[][^:.\n]{0,30}? ) (?=:\s)          # Action AB:
        )?
        \s* (?: [:;](?=\s|$) | (?<!\s)\.(?=\s+[A-Z]) | \s[-–—](?=\s) )
      | ACTION (?: \s+ (?= [A-Z(\[][\w.]* \s+ (?:to|will|and|&|/)\s ) | (?=\s\() )  # ACTION AB to …, ACTION (AB) To …
    )
    \s*
    """,
    re.VERBOSE,
)
_NOTHING = re.compile(
    r"[\W_]*|(?:none|nil|n/?a|noted|not applicable)\b.{0,40}|no (?:further )?action\b.{0,60}|all completed?\b.{0,40}",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z\[@])")
_BEGINS = re.compile(r"(?!To\b)[A-Z\[“\d]")
_NOT_HERE: Final = (AGENDA, PRESENT, ATTENDING, APOLOGIES)
_HINT: Final = "action"  #: no marker without it; most blocks have none
_LONGEST: Final = 20_000  #: characters of a block that are searched
_LONGEST_BEFORE: Final = 2000
_MOST_WORDS: Final = 25  #: of an action of several sentences
_FULL_LINE: Final = 60  #: a shorter line that ends a sentence ends the statement too


class _Mark(NamedTuple):
    """A marker in a line: what stands before it, after it, and in it."""

    before: str
    after: str
    ref: str
    owner: str
    is_plural: bool


def starts_with_marker(text: str) -> bool:
    """True where a line begins with a marker of its own."""
    return bool(_MARKER.match(text[:300].lstrip(" ([*")))


def find_marked(layout: Layout, known: tuple[str, ...]) -> Iterator[RawAction]:
    """Yield the actions that a marker announces. `known` are the names of the attendance list."""
    above = ""
    for spot in layout.spots:
        block = spot.block
        if spot.kind in _NOT_HERE or spot.is_furniture:
            continue
        if isinstance(block, Table):
            yield from _in_table(spot, block, known)
        else:
            if _HINT in block.text.lower():
                yield from _in_text(spot, block.text[:_LONGEST], block.place, above, known)
            above = joined(block.text[-_LONGEST_BEFORE:])


def _in_table(spot: Spot, table: Table, known: tuple[str, ...]) -> Iterator[RawAction]:
    """Yield the marked actions of cells that begin with a marker: logs of a chat, minutes laid out as a table."""
    for row in table.rows:
        before = ""
        for cell in row.cells:
            if _HINT in cell.lower() and starts_with_marker(cell):
                yield from _in_text(spot, cell[:_LONGEST], row.place, before, known)
            before = joined(cell[-_LONGEST_BEFORE:])


def _in_text(spot: Spot, text: str, place: Place, before: str, known: tuple[str, ...]) -> Iterator[RawAction]:
    """Yield the marked actions of one paragraph, list item or cell; `before` is the text that precedes it."""
    lines = text.split("\n")
    n = 0
    while n < len(lines):
        start, line = n, [lines[n]]
        n += 1
        while n < len(lines) and _goes_on(lines[n - 1], lines[n], known):
            line.append(lines[n])
            n += 1
        at = place._replace(line=place.line + start) if place.line else place
        whole = joined(" ".join(line))
        for mark in _marks(whole):
            yield from _of_mark(mark, mark.before or before, spot, at, known)
        before = whole


def _goes_on(line: str, following: str, known: tuple[str, ...]) -> bool:
    """True where the next line is still of the same statement: the page broke the line, not the writer."""
    mark = _MARKER.match(line) if len(line) < _FULL_LINE else None
    if mark and _is_owner_only(line[mark.end() :], known) and _BEGINS.match(following):
        return False  # `Action: Clerk` stands behind its action; what follows is something else
    ended = line.rstrip().endswith((".", "!", "?", "]", ")")) and len(line) < _FULL_LINE
    return not (ended or starts_with_marker(following) or opens_decision(following))


def _marks(line: str) -> Iterator[_Mark]:
    found = list(_MARKER.finditer(line))
    end = 0
    for n, mark in enumerate(found):
        after = line[mark.end() : found[n + 1].start() if n + 1 < len(found) else len(line)]
        bracket = line[mark.start() - 1 : mark.start()]
        closing = {"(": ")", "[": "]"}.get(bracket, "")
        rest = ""
        if closing and closing in after:
            after, rest = after.split(closing, 1)
        owner = mark["for"] or mark["by"] or mark["name"] or ""
        plural = mark.group().upper().startswith("ACTIONS")
        yield _Mark(
            line[end : mark.start()].strip(" ([-–—"), after.strip(" )]*"), mark["ref"] or "", owner.strip(), plural
        )
        end = mark.end() + len(after) + len(closing)
        if rest and n + 1 == len(found):
            end = len(line) - len(rest)


def _of_mark(mark: _Mark, before: str, spot: Spot, place: Place, known: tuple[str, ...]) -> Iterator[RawAction]:
    if _NOTHING.fullmatch(mark.after[:200]) and not mark.owner:
        return
    owner = mark.owner if mark.owner and is_party(mark.owner, known) else ""
    if not owner and _is_owner_only(mark.after, known):
        # The marker stands behind its action: `… be circulated. Action: AB`.
        text = _last_sentence(before)
        if text:
            yield _raw(text, mark.ref, mark.after.rstrip("."), spot, place, known)
        return
    texts = _SENTENCES.split(mark.after) if mark.is_plural else [_statement(mark.after)]
    for text in texts:
        wording = read_wording(text, known)
        if mark.is_plural and len(texts) > 1 and not wording.owners:
            continue
        if len(text.split()) > 1:
            yield _raw(text, mark.ref, owner, spot, place, known)


def _raw(text: str, ref: str, owner: str, spot: Spot, place: Place, known: tuple[str, ...]) -> RawAction:
    wording = read_wording(text, known)
    return RawAction(
        text=text if owner else wording.text,
        ref=ref or wording.ref,
        owners_printed=owner or wording.owners_printed,
        owners=split_owners(owner, known) if owner else wording.owners,
        deadline=wording.deadline,
        status=wording.status,
        item=spot.item,
        heading=spot.heading if spot.kind == ACTIONS else "",
        by_when=wording.by_when,
        places=(place,),
    )


def _is_owner_only(text: str, known: tuple[str, ...]) -> bool:
    words = text.strip(" .")
    return len(words.split()) <= 6 and len(words) <= 60 and is_party(words, known)


def _statement(text: str) -> str:
    """Return the sentences that a marker announces: the first, and more while they are short; then the talk goes on."""
    first, *more = _SENTENCES.split(text)
    for sentence in more:
        if len(first.split()) + len(sentence.split()) > _MOST_WORDS:
            break
        first = f"{first} {sentence}"
    return first


def _last_sentence(text: str) -> str:
    """Return the last sentence of what stands before a marker."""
    return _SENTENCES.split(text.strip())[-1].strip() if text.strip() else ""
