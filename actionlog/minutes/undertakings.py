"""Actions that no marker opens, but the sentence itself says so: `AB took an action item to write`, `AB to action`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from actionlog.minutes.deeds import DEEDS
from actionlog.minutes.parties import is_party

_TOOK = re.compile(
    r"(?:^|(?<=[.;:>]\s))(?P<who>[^.:;!?]{1,60}?)\s+(?:has |have |had |then |also )?"
    r"(?:took|taken|takes|accepted|agreed to take|was given|were given|volunteered to take)\s+(?:on\s+)?(?:an?|the)\s+"
    r"action(?:\s+(?:item|point))?,?\s+to\s+(?P<what>.{3,600}?)(?=\.\s+[A-Z\[(@]|;\s|[.;]?$)"
)
_BRACKETED = re.compile(r"\[(?P<who>[^\[\]:]{1,50}):\s+(?P<what>[^\[\]]{3,300})\]\W*$")
_TO_ACTION = re.compile(
    r"(?:^|(?<=[.;!?(\[]\s)|(?<=[(\[]))(?P<who>[A-Z@][^.:;!?()\[\]]{0,60}?)\s+to\s+action\s*[.)\]]*(?:\s|$)"
)


class Undertaking(NamedTuple):
    """Who is to do what; `before` is the text that says what, where the sentence itself does not."""

    who: str
    what: str = ""
    before: str = ""


def undertaken(line: str, known: tuple[str, ...]) -> Iterator[Undertaking]:
    """Yield what a line says somebody took on. `known` are the names of the attendance list.

    That is `AB took an action to write`, a bracket behind an item (`[AB: write it]`), and `AB to action` behind the
    text. `I`, `we` and questions are left to the talk.
    """
    for match in _TOOK.finditer(line):
        who = match["who"].removeprefix("and ").strip()
        if is_party(who, known) and not line.endswith("?"):
            yield Undertaking(who, match["what"])
    named = _BRACKETED.search(line, max(len(line) - 400, 0))
    if named and is_party(named["who"], known) and named["what"].split()[0].lower() in {*DEEDS, "to"}:
        yield Undertaking(named["who"], named["what"])
    for match in _TO_ACTION.finditer(line):
        if is_party(match["who"], known):
            yield Undertaking(match["who"], before=line[: match.start()].rstrip(" (["))
