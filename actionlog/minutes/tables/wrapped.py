"""An owner's cell that is narrow: which of its line breaks part two parties, and which break the name of one."""

from typing import Final

from actionlog.document import joined
from actionlog.minutes.parties import PARTY_NOUNS, is_known_party, is_topic
from actionlog.minutes.words import word_set

_MOST_LINES: Final = 50
_SMALL: Final = word_set("of to for the and with in on at & a an")
#: The first half of a role: nobody is called no more than `Deputy`, or `Chief`, above the rest of it.
_FORE: Final = word_set(
    "chief deputy vice assistant associate executive managing interim acting senior junior head principal "
    "non-executive lead company town parish county district city borough community general regional national "
    "international joint hon honorary independent technical clinical medical nursing corporate strategic financial "
    "commercial academic internal external operational operations business human information"
)
#: Bodies, whose officers are named after them: `Students’ Union President`.
_BODIES: Final = word_set(
    "union society association club company trust university college school hospital federation guild institute "
    "faculty department centre church foundation village partnership project programme network"
)
_WHOLE: Final = {"all", "everyone", "everybody"}


def unwrapped(cell: str, known: tuple[str, ...] = ()) -> str:
    """Return an owner's cell with a line feed only between complete names: `Director of`, `Finance` are one party.

    `known` are the names of the attendance list.
    """
    lines = [joined(line) for line in cell.split("\n") if line.strip()]
    if not 2 <= len(lines) <= _MOST_LINES:
        return cell
    text, last = lines[0], lines[0]
    for n, line in enumerate(lines[1:], 1):
        below = lines[n + 1] if n + 1 < len(lines) else ""
        goes_on = _goes_on(last, line, known) or _is_between(last, line, below)
        text += f" {line}" if goes_on else f"\n{line}"
        last = f"{last} {line}" if goes_on else line
    return text


def _goes_on(above: str, line: str, known: tuple[str, ...]) -> bool:
    """True where `line` is the rest of the name that stands above it."""
    last = above.split()[-1].casefold()
    if last in _SMALL or line.startswith("("):
        return True
    if above.endswith((",", ";", "/", "+", "&")):
        return False
    if is_known_party(f"{above} {line}", known) and f"{above} {line}".casefold() in {_bare(name) for name in known}:
        return True
    if line[0].islower():
        return line.casefold() not in _WHOLE
    if line.split()[-1].casefold().strip(".,") not in PARTY_NOUNS or len(line.split()) > 3:
        return False
    if last in _FORE:
        return True
    whole = last in PARTY_NOUNS or is_known_party(above, known)
    return not whole and (last in _BODIES or is_topic(above))


def _is_between(above: str, line: str, below: str) -> bool:
    """True for a line in the middle of a role that stands on three or more: `School`, `Business`, `Manager`."""
    words = [word.casefold().strip(".,") for word in line.split()]
    ends = below.split()[-1].casefold().strip(".,") in PARTY_NOUNS if below else False
    last = above.split()[-1].casefold()
    return ends and all(word in _FORE | _BODIES | _SMALL for word in words) and last in _FORE | _BODIES


def _bare(name: str) -> str:
    return name.partition(",")[0].partition("(")[0].strip().casefold()
