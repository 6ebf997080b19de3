"""What stands behind a marker and asks for nothing: `Action: none`, `Action: to note`, `ACTION: Motion carried`."""

import re
from typing import Final

from actionlog.minutes.parties import is_deed
from actionlog.minutes.statuses import begins_clear

_FEW_WORDS: Final = 3  #: of a status
_NOTHING = re.compile(
    r"[\W_]*|(?:none|nil|n/?a|not applicable|as above|see above)\b.{0,40}"
    r"|(?:noted|approved|agreed|received|deferred|carried)(?: by all)?\W*"
    r"|(?:to|for) (?:be )?(?:not(?:e|ed|ing)|information|info|discussion|decision|consideration)(?: only)?\W*"
    r"|no (?:further )?actions?\b.{0,60}|all (?:actions )?(?:were |are |have been )?completed?\b.{0,40}"
    r"|(?:see|as) (?:the|also|item|minutes?|section|notes?|page|below|above|action|per)\b.{0,120}",
    re.IGNORECASE,
)
#: What a meeting did there and then, which some boards print behind `ACTION:`.
_MOVED = re.compile(
    r"(?:a |the )?motion (?:by|to|of|that|was|is|carried|made)\b"
    r"|.{0,150}\b(?:second(?:ed)? by|(?:motion|vote) (?:was |is )?(?:carried|passed|approved|failed|unanimous))\b",
    re.IGNORECASE,
)
_WAS_DONE = re.compile(
    r"(?:the )?(?:(?!(?:to|get|have|has|be|will|should|must)\b)\w+ ){1,3}(?:moved|seconded|noted|approved|received"
    r"|endorsed|ratified|thanked|accepted|adopted|considered)\b",
    re.IGNORECASE,
)


def asks_nothing(first: str, whole: str) -> bool:
    """True where the text `whole` behind a marker, whose first sentence is `first`, asks nobody for anything.

    So for `none`, `noted`, `as above`, a status alone, and for what a meeting did there and then: American boards print
    their motions behind `ACTION:`.
    """
    if _NOTHING.fullmatch(first[:200]) or (len(whole.split()) <= _FEW_WORDS and begins_clear(whole)):
        return True
    if is_deed(first.split(" ", 1)[0]):
        return False
    return bool(_MOVED.match(first[:250]) or _WAS_DONE.match(first[:120]))
