"""Lists under headings that may mean actions, such as `Next steps` or `What we said we'd do`: their entries decide."""

from collections.abc import Iterator, Sequence
from typing import Final

from actionlog.document import ListItem, Paragraph, Table, joined
from actionlog.minutes.action_headings import heads_as_actions, is_mixed
from actionlog.minutes.layout import ACTIONS, PERHAPS, Spot
from actionlog.minutes.parties import PARTY_NOUNS, is_deed, is_known_party, is_party, owners_in
from actionlog.minutes.wording import read_wording
from actionlog.minutes.words import words_of

_BOXES: Final = ("[ ]", "[x]", "[X]")
_SIGNS: Final = ("✅", "☑", "☐", "✔", "✓", "~~")
_DECIDED: Final = {"decision", "decisions", "resolution", "resolutions", "vote", "votes", "motions", "agreements"}
_LONGEST: Final = 400  #: characters of an entry; a longer one tells
_FEW_WORDS: Final = 5
_MOST_TEXT: Final = 100_000


def settled(spots: Sequence[Spot], known: tuple[str, ...]) -> list[Spot]:
    """Return `spots` with the lists that hold actions, though their heading only may say so, as parts of actions.

    They do where at least half of the entries have a box to tick or say who acts. Under `Next steps` that must be
    somebody who was there, and only such entries count; elsewhere also somebody whom the rest of the text names.
    """
    done = list(spots)
    told = _told(spots)
    at = 0
    while at < len(done):
        if not (done[at].is_heading and done[at].kind == PERHAPS):
            at += 1
            continue
        end = at + 1
        while end < len(done) and not done[end].is_heading:
            end += 1
        _settle(done, at, end, known, told)
        at = end
    return done


def _settle(spots: list[Spot], at: int, end: int, known: tuple[str, ...], told: str) -> None:
    freely = bool(heads_as_actions(spots[at].heading))
    strict = "step" in " ".join(words_of(spots[at].heading)) or "follow" in words_of(spots[at].heading)[:1]
    strict = strict or (freely and is_mixed(spots[at].heading))
    told = "" if strict else told
    entries = list(_entries(spots, at + 1, end))
    saying = {n for n, text in entries if _says_who(text, known, told, freely=freely)}
    whole = {n for n, _ in entries}
    words = {*words_of(spots[at].heading)}
    of_actions = bool({"action", "actions"} & words) and not words & _DECIDED
    if of_actions and len(entries) > 1 and all(_begins_with_deed(text) for _, text in entries):
        saying = whole  # `Explore …`, `Create …`: each says what to do, and the heading speaks of actions
    if not saying or 2 * len(saying) < len(entries):
        return
    spots[at] = spots[at]._replace(kind=ACTIONS)
    taken = False
    for n in range(at + 1, end):
        if n in whole:
            taken = n in saying or (not strict and isinstance(spots[n].block, ListItem))
        elif not isinstance(spots[n].block, ListItem):
            taken = False
        if taken:
            spots[n] = spots[n]._replace(kind=ACTIONS)


def _begins_with_deed(text: str) -> bool:
    first = text.split(" ", 1)[0]
    return first[:1].isupper() and is_deed(first)


def _entries(spots: Sequence[Spot], start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each entry: an item of the outermost list, or a short paragraph."""
    for n in range(start, end):
        block = spots[n].block
        below = spots[n + 1].block if n + 1 < end else None
        if isinstance(block, ListItem) and block.depth == 1:
            heads = isinstance(below, ListItem) and below.depth > 1 and len(block.text.split()) <= _FEW_WORDS
            mark = f"{block.marker} " if block.marker in (*_BOXES, *_SIGNS) else ""
            yield n, f"{mark}{joined(block.text)}{':' if heads else ''}"
        elif isinstance(block, Paragraph):
            yield n, joined(block.text.split("\n")[0] if block.text.count("\n") > 1 else block.text)


def _says_who(text: str, known: tuple[str, ...], told: str, *, freely: bool = False) -> bool:
    """True where an entry has a box or says who acts: `freely` under a heading that does speak of actions."""
    if text.startswith((*_BOXES, *_SIGNS)):
        return True
    if len(text) > _LONGEST or text.endswith("?"):
        return False
    if text.endswith(":"):
        name = text.strip(" :*")
        return is_party(name, known) and is_known_party(name, known)
    stated, parties = owners_in(text, known)
    if stated:
        rest = text[len(stated) :].split()
        if rest[1:2] == ["be"]:
            return False  # `Review team to be set up` asks nobody
        asked = bool(rest) and rest[0] in ("to", "please", "agreed")
        return (
            asked
            or freely
            or all(is_known_party(p, known) and p.split()[-1].lower() not in PARTY_NOUNS for p in parties)
        )
    wording = read_wording(text, known)
    if freely and wording.owners and (wording.status or wording.deadline):
        return True
    return bool(wording.owners) and all(
        is_known_party(p, known) or (bool(told) and f" {p.removeprefix('the ')}" in told) for p in wording.owners
    )


def _told(spots: Sequence[Spot]) -> str:
    """Return what the document says besides such lists, to see whom it names."""
    if not any(s.is_heading and s.kind == PERHAPS for s in spots):
        return ""
    texts = (s.block.text for s in spots if s.kind != PERHAPS and not isinstance(s.block, Table))
    return " " + joined(" ".join(texts)[:_MOST_TEXT])
