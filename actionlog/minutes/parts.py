"""The parts of minutes, by their headings: who was there, the agenda, decisions, actions new and outstanding."""

import re
from datetime import date
from typing import Final

from actionlog.deadlines import meeting_date
from actionlog.minutes.findings import COMPLETED_SECTION, NEW, OUTSTANDING
from actionlog.minutes.words import word_set, words_of

ACTIONS: Final = "actions"
PERHAPS: Final = "perhaps"  #: actions, if its entries say who acts: `Next steps`, `What we said we'd do`
AGENDA: Final = "agenda"
PRESENT: Final = "present"
ATTENDING: Final = "attending"
APOLOGIES: Final = "apologies"
DECISIONS: Final = "decisions"
TITLE: Final = "title"  #: before the first heading of a known kind
OTHER: Final = "other"

_KINDS: Final = {
    **dict.fromkeys(("agenda", "order of business"), AGENDA),
    **dict.fromkeys(
        (
            "present", "attendees", "attendance", "members present", "those present", "participants", "attended",
            "membership present", "members in attendance", "people present", "people present lines said",
            "attendee list", "who was there", "invited attendants", "attendants", "invited attendees", "invitees",
            "roll call", "members", "list of attendees", "list of participants", "participants list", "delegates",
            "in the room", "on the call", "who came", "attendance list", "directors present", "councillors present",
            "key participants", "key attendees", "meeting participants", "meeting attendees", "who attended",
            "attendees present", "participants present", "committee present", "voting members present",
            "governors present", "trustees present", "board members present", "committee members present",
        ),
        PRESENT,
    ),
    **dict.fromkeys(
        ("in attendance", "also present", "attending", "also in attendance", "observing", "observers", "guests",
         "visitors", "invited", "officers in attendance", "others present", "non members"),
        ATTENDING,
    ),
    **dict.fromkeys(
        ("apologies", "apologies for absence", "apologies received", "absent", "absent with apologies", "regrets",
         "apologies from", "not present", "absences"),
        APOLOGIES,
    ),
    **dict.fromkeys(("decisions", "decisions made", "decisions taken", "decision", "resolutions"), DECISIONS),
}  # fmt: skip
#: A heading of nothing but these words, one of them an action, is the heading of actions.
_ACTION_WORDS: Final = frozenset({"action", "actions", "todo", "todos"})
_BESIDE_ACTION: Final = word_set(
    "item items point points list log register table tracker summary of the from this that last previous meeting "
    "meetings new and ongoing on going outstanding open completed complete closed resolved done carried forward "
    "over brought since remaining agreed arising review current pending key follow up for next week update "
    "updates to be taken required assigned by all at a progress status matters minutes not yet due date until "
    "phase tasks task planning decided raised recorded s person attendee attendees owner people name assignee "
    "next step steps key main immediate today in call session previously be done telco telecon time month quarter"
)
#: What a line that leads in a list may say besides: `Note of ongoing actions which need completing soon:`.
_LEADING_IN: Final = word_set(
    "note which that need needs needing still completing completion doing soon following are were is we group "
    "committee board panel team have has must should urgent urgently attention as possible our us here below "
    "before these those also any"
)
#: Headings that say of what follows that it is to be done, or was, without the word.
_PERHAPS = re.compile(
    r"what (?:we|people|everyone|everybody|each of us|you|they)(?: \w+)? (?:said|agreed|promised|undertook|have|need|"
    r"will|would|ll|are)\b.{0,40}|what (?:needs|has|remains|is left) (?:doing|todo|to be done|to get done)\b.{0,20}"
    r"|who (?:does|is doing|s doing|will do|is going todo|will be doing) what\b.{0,30}"
    r"|(?:things?|jobs?|bits|list of things) todo\b.{0,30}|todo (?:before|by|until|for|from|after|since)\b.{0,40}"
    r"|(?:our |your |the )?(?:jobs?|job list|jobs list|homework|tasks?|task list|assignments|chores)"
    r"(?: (?:for|from|before|until|by|since|this|next|last|given|agreed|assigned|list)\b.{0,40})?"
    r"|(?:left ?over|leftovers|carried over|held over|rolled over|hanging over|still open|still todo|unfinished)"
    r"(?: (?:from|since|of)\b.{0,40})?"
    r"|(?:from )?last (?:time|month|meeting|week|quarter|telco|call)(?: s)? (?:list|jobs|homework|todo|todos|promises)"
    r"|(?:our |the |agreed |key |immediate |proposed )?next steps?"
    r"(?: (?:and|for|before|until|by|after|agreed)\b.{0,40})?"
    r"|(?:still |items? |matters )?outstanding(?: (?:items?|matters|jobs|from|since)\b.{0,30})?"
    r"|(?:finished|ticked off|wrapped up)(?: since\b.{0,40})?|follow ups?(?: items?)?"
)
_CLOSED_SINCE = re.compile(
    r"(?:completed|closed|done|finished|resolved|cleared)(?: items?)? (?:since|at|from|after)\b.{0,50}"
)
_CLOSED_WORDS: Final = {"completed", "complete", "closed", "resolved", "done", "finished", "ticked", "wrapped"}
_EARLIER_WORDS: Final = {
    "outstanding", "previous", "previously", "last", "carried", "brought", "since", "pending", "review", "matters",
    "update", "updates", "progress", "left", "leftover", "leftovers", "held", "rolled", "unfinished",
}  # fmt: skip
#: Headings within a part of actions that say which ones follow.
PARTS_OF_ACTIONS: Final = _CLOSED_WORDS | _EARLIER_WORDS | {"new", "open", "ongoing", "forward", "over", "still", "in"}
#: Words of headings within a part of actions that say by when, or how urgent.
PARTS_IN_TIME: Final = word_set(
    "immediate immediately urgent urgently now asap today tomorrow soon short medium long near mid term week weeks "
    "month months quarter year day days this next by the end of friday monday tuesday wednesday thursday "
    "saturday sunday s "
    "meeting meetings within before until in due later ongoing on going projects project items item tasks high low top "
    "normal priority priorities january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec q1 q2 q3 q4 a one two three four six and or to st nd rd th other "
    "recurring standing critical time sensitive not overdue for everyone all backlog"
)
#: What follows the words that it stands for: `Action Points (AP)`.
_SHORT_FOR = re.compile(r"[(\[]\s*(?:APs?|AIs?)\s*[)\]]")
_TO_DO = re.compile(r"\bto[ -]dos?\b", re.IGNORECASE)
_CARRIED = ("carried over", "carried forward", "brought forward", "outstanding", "previously agreed")
_TAKEN = re.compile(r"\b(?:were|was|been|being) taken\b|\bhave (?:we|you)\b")
_MONTHS: Final = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTHS}[a-z]*\.?(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}",
    re.IGNORECASE,
)
_NOTHING_TO_SAY = re.compile(
    r"[^:–—]{3,60}(?::|\s[-–—])\s*(?:all |none|nil|no |n/a|complete|closed|done|see |as )[^:]{0,60}", re.IGNORECASE
)


def kind_of(text: str) -> str:
    """Return the kind of part that a heading of these words begins, or an empty text where it is no known one."""
    words = words_of(_TO_DO.sub("todo", _DATE.sub(" ", _SHORT_FOR.sub(" ", text))))
    key = " ".join(words)
    if key in _KINDS:
        return _KINDS[key]
    if key in ("actions arising", "matters arising"):
        return ACTIONS if key == "actions arising" else OTHER
    letters = [w for w in words if not w.isdigit()]
    one = "action" in letters and not {"item", "items", "points", "point", "log", "list", "summary"} & set(letters)
    if (one and len(letters) < len(words)) or letters[:1] == ["in"] or key in ("action planning", "call to action"):
        return ""  # `Action 70.6` is one of them; `In action` is a title
    if len(words) <= 12 and _ACTION_WORDS & set(letters) and set(letters) <= _ACTION_WORDS | _BESIDE_ACTION:
        return ACTIONS
    if (
        len(words) <= 12
        and key != "outstanding"
        and key.startswith(_CARRIED)
        and set(letters) <= _BESIDE_ACTION - {"minutes"}
    ):
        return ACTIONS  # `Carried over from last meeting`
    nouns = {"actions"} & set(letters) or "action items" in key or "action points" in key
    if text.rstrip().endswith(":") and nouns and 3 < len(words) <= 14 and not _TAKEN.search(key):
        beside = _ACTION_WORDS | _BESIDE_ACTION | _LEADING_IN
        return ACTIONS if set(letters) <= beside else ""
    return ""


def may_head_actions(text: str) -> bool:
    """True for words that may head a list of actions without saying so; a sentence ends otherwise than a heading."""
    key = " ".join(words_of(_TO_DO.sub("todo", _DATE.sub(" ", text))))
    first = text.lstrip(" *_0123456789.)")[:1]
    said = first.isupper() and len(key) <= 60 and not text.rstrip().endswith((".", ",", ";", "!"))
    return said and bool(_PERHAPS.fullmatch(key) or _CLOSED_SINCE.fullmatch(key))


def section_of(heading: str, day: date | None = None) -> str:
    """Return which actions a heading announces: new ones, outstanding ones of earlier meetings, or closed ones.

    `day` is the meeting's: `Actions from 3 May 2021` are outstanding in the minutes of a later one.
    """
    words = set(words_of(_DATE.sub(" ", heading)))
    if "new" in words or "this" in words:
        return NEW
    if words & _CLOSED_WORDS and not words & {"not", "to"}:
        return COMPLETED_SECTION
    dated = meeting_date(heading)
    if day and dated and dated < day:
        return OUTSTANDING
    if words & {"time"} and "last" in words:
        return OUTSTANDING
    if "from" in words and (words & {"last", "previous"} or any(w.isdigit() for w in words)):
        return OUTSTANDING
    return OUTSTANDING if words & _EARLIER_WORDS else NEW


def says_nothing(text: str) -> bool:
    """True for a heading that is a statement too: `Actions arising: all completed`."""
    return bool(_NOTHING_TO_SAY.fullmatch(text[:120]))
