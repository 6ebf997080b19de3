"""Lists of actions under the name of a person: `Ann`, and below it what Ann is to do."""

from collections.abc import Sequence
from typing import Final

from actionlog.document import Heading, ListItem, Paragraph, joined
from actionlog.minutes.layout import ACTIONS, OTHER, Spot
from actionlog.minutes.parties import is_known_party, is_party, is_topic
from actionlog.minutes.words import word_set, words_of

_NOBODY: Final = word_set("general other others unassigned misc miscellaneous tbc unallocated")
#: Short for what no person is called.
_NO_NAMES: Final = word_set("aob aocb agm egm donm next date")
_MOST_WORDS: Final = 4


def under_people(spots: Sequence[Spot], known: tuple[str, ...]) -> tuple[list[Spot], dict[int, str]]:
    """Return `spots` with the lists below people's names as parts of actions, and who owns which spot, by its number.

    A name of its own line ends a list of actions as any short line does, unless most of the lines that follow so are
    the names of those who were there (`known`).
    """
    done, whose = list(spots), dict[int, str]()
    region: Spot | None = None
    names: list[int] = []
    for n, spot in enumerate(done):
        if not spot.is_heading and names and isinstance(spot.block, Paragraph):
            if _may_name(done, n, region, known):
                names.append(n)
            else:
                _take(done, region, names, n, whose, known)
                region, names = None, []
        elif not spot.is_heading:
            _in_place(done, n, whose, known)
        elif spot.kind == ACTIONS:
            _take(done, region, names, n, whose, known)
            region, names = spot, []
        elif region and _may_name(done, n, region, known):
            names.append(n)
        else:
            _take(done, region, names, n, whose, known)
            region, names = None, []
    _take(done, region, names, len(done), whose, known)
    _under_inner_names(done, whose, known)
    return done, whose


def _under_inner_names(spots: list[Spot], whose: dict[int, str], known: tuple[str, ...]) -> None:
    """Give the items below `Ann`, a deeper heading within the actions, to Ann, who was there."""
    name = ""
    for n, spot in enumerate(spots):
        if spot.is_heading or spot.kind != ACTIONS:
            text = joined(getattr(spot.block, "text", "")).strip(" :*")
            inner = spot.kind == ACTIONS and isinstance(spot.block, Heading) and text != spot.heading
            name = text if inner and _is_name(text, known) else ""
        elif name and isinstance(spot.block, ListItem):
            whose.setdefault(n, name)


def _is_name(text: str, known: tuple[str, ...]) -> bool:
    few = 0 < len(text.split()) <= _MOST_WORDS
    return few and is_party(text, known) and is_known_party(text, known) and not is_topic(text)


def _in_place(spots: list[Spot], n: int, whose: dict[int, str], known: tuple[str, ...]) -> None:
    """Give the items below `Ann:`, a line of its own within a list of actions, to Ann."""
    block = spots[n].block
    if spots[n].kind != ACTIONS or not isinstance(block, Paragraph) or not block.text.rstrip().endswith(":"):
        return
    name = joined(block.text).strip(" :*")
    if len(name.split()) > _MOST_WORDS or not is_party(name, known) or is_topic(name):
        return
    for below in range(n + 1, len(spots)):
        if not isinstance(spots[below].block, ListItem) or spots[below].kind != ACTIONS:
            return
        whose[below] = name


def _may_name(spots: Sequence[Spot], n: int, region: Spot | None, known: tuple[str, ...]) -> bool:
    spot, below = spots[n], spots[n + 1] if n + 1 < len(spots) else None
    block = spot.block
    if (
        region is None
        or spot.kind != OTHER
        or below is None
        or below.is_heading
        or not isinstance(below.block, ListItem)
    ):
        return False
    if isinstance(block, Heading) and not (isinstance(region.block, Heading) and block.level > region.block.level):
        return False
    if not isinstance(block, Heading | Paragraph) or spot.item != region.item:
        return False
    name = joined(block.text).strip(" :*")
    words = words_of(name)
    if not words or len(words) > _MOST_WORDS or words[0] in _NO_NAMES:
        return False
    return words[0] in _NOBODY or (is_party(name, known) and not is_topic(name))


def _take(
    spots: list[Spot], region: Spot | None, names: list[int], end: int, whose: dict[int, str], known: tuple[str, ...]
) -> None:
    """Turn the lists below `names`, the numbers of such lines up to `end`, into parts of `region`."""
    called = {n: joined(getattr(spots[n].block, "text", "")).strip(" :*") for n in names}
    sure = sum(is_known_party(name, known) for name in called.values())
    people = [name for name in called.values() if name.lower() not in _NOBODY]
    if region is None or not people or 2 * sure < len(people):
        return
    for n in range(names[0], end):
        if n in called:
            name = "" if called[n].lower() in _NOBODY else called[n]
            spots[n] = region._replace(block=spots[n].block)
        else:
            spots[n] = spots[n]._replace(kind=ACTIONS, heading=region.heading, item=region.item)
            if name:
                whose[n] = name
