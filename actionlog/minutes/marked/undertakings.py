"""Actions that no marker opens, but the sentence itself says so: `AB took an action item to write`, `AB to action`."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from actionlog.minutes.deeds import DEEDS
from actionlog.minutes.parties import is_party

_ART: Final = r"(?:an?|the|this|one|another)\s+"
_ITEM: Final = r"(?:\s+(?:item|point))?(?:,?\s+to|\s*:)"
_TOOK = re.compile(
    r"(?:^|(?<=[.;:>]\s))(?P<who>[^.:;!?]{1,60}?)\s+(?:has |have |had |then |also )?"
    rf"(?:(?:took|taken|takes|takes up|accepted|accepts|agreed to take|agrees to take|will take|to take"
    rf"|volunteered to take|volunteers to take|picked up)\s+(?:on\s+)?{_ART}(?:new\s+)?(?:action|AI|AP){_ITEM}"
    rf"|(?:has|have|had|still has|still have)\s+{_ART}(?:new\s+)?action{_ITEM}"
    rf"|(?:(?:was|were|is|are)\s+)?(?:given|assigned|allocated|handed)\s+(?:{_ART})?action{_ITEM}"
    r"|(?:was|were|is|are|has been|have been)\s+(?:actioned|tasked)\s+(?:to|with))"
    r"\s+(?P<what>.{3,600}?)(?=\.\s+[A-Z\[(@]|;\s|[.;]?$)"
)
_BRACKETED = re.compile(r"\[(?P<who>[^\[\]:]{1,50}):\s+(?P<what>[^\[\]]{3,300})\]\W*$")
_TO_ACTION = re.compile(
    r"(?:^|(?<=[.;!?(\[]\s)|(?<=[(\[]))(?P<who>[A-Z@][^.:;!?()\[\]]{0,60}?)\s+to\s+action\s*[.)\]]*(?:\s|$)"
)


#: `[Lead: AB; Due: 3 June]` behind an item.
_FIELDS = re.compile(
    r"[(\[]\s*(?:(?:lead|owner|who|responsible|assigned to|action by):\s*(?P<who>[^\[\]():;]{1,60}?)\s*[;,|–—-]\s*"
    r"(?:due|by|deadline|when|target|date|due date|by when):?\s+(?P<when>[^\[\]():;]{2,40}?)"
    r"|(?:due|by|deadline|when|target|due date|by when):\s*(?P<day>[^\[\]():;]{2,40}?)\s*[;,|–—-]\s*"
    r"(?:lead|owner|who|responsible|assigned to|action by):\s*(?P<whom>[^\[\]():;]{1,60}?))\s*[)\]]\W*$",
    re.IGNORECASE,
)
#: `[Secretary, before the summer]` behind an item, where others of the document have `[Action: Secretary]`.
_TIMED = re.compile(
    r"[(\[](?P<who>[A-Z@][^\[\](),:;]{0,60}?)(?:,|\s[-–—])?\s+(?P<when>(?:by|before|due)\s+[^\[\]()]{3,40})[)\]]\W*$"
)
_TIME = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tues|wednes|thurs|fri|week|month|year|meeting|spring"
    r"|summer|autumn|winter|easter|christmas|term|agm|end)",
    re.IGNORECASE,
)
_TAIL: Final = 400


class Undertaking(NamedTuple):
    """Who is to do what; `before` is the text that says what, where the sentence itself does not."""

    who: str
    what: str = ""
    before: str = ""
    when: str = ""


def undertaken(line: str, known: tuple[str, ...], *, in_brackets: bool = False) -> Iterator[Undertaking]:
    """Yield what a line says somebody took on. `known` are the names of the attendance list.

    That is `AB took an action to write`, a bracket behind an item (`[AB: write it]`), and `AB to action` behind the
    text, or a bracket of who and when (`[Lead: AB; Due: 3 June]`; with `in_brackets`, `[AB, by 3 June]`). `I`, `we` and
    questions are left to the talk.
    """
    for match in _TOOK.finditer(line):
        who = match["who"].removeprefix("and ").strip()
        if is_party(who, known) and not line.endswith("?"):
            yield Undertaking(who, match["what"])
    named = _BRACKETED.search(line, max(len(line) - _TAIL, 0))
    if named and is_party(named["who"], known) and named["what"].split()[0].lower() in {*DEEDS, "to"}:
        yield Undertaking(named["who"], named["what"])
    fields = _FIELDS.search(line, max(len(line) - _TAIL, 0))
    if fields and is_party(who := (fields["who"] or fields["whom"]).strip(), known):
        yield Undertaking(who, before=line[: fields.start()].rstrip(), when=(fields["when"] or fields["day"]).strip())
    timed = _TIMED.search(line, max(len(line) - _TAIL, 0)) if in_brackets else None
    if timed and is_party(timed["who"], known) and _TIME.search(timed["when"]):
        yield Undertaking(timed["who"], before=line[: timed.start()].rstrip(), when=timed["when"])
    for match in _TO_ACTION.finditer(line):
        if is_party(match["who"], known):
            yield Undertaking(match["who"], before=line[: match.start()].rstrip(" (["))
