"""Printed status words → what they mean. An unknown word is a doubt, never a guess.

Several words that tell how an action stands, and say nothing of its being closed, leave it open. The words are those of
real action logs: councils, NHS boards, government and standards bodies. Closed is not completed: a paper that says only
`Closed` does not say why.
"""

import re
from typing import Final, NamedTuple

from actionlog.minutes.words import word_key, word_set
from actionlog.model import CLOSED, COMPLETED, NOT_RECORDED, OPEN, PROPOSED


class Status(NamedTuple):
    """A status as understood. `state` is empty where the word is not known."""

    state: str
    outcome: str = ""
    doubt: str = ""


_OPEN: Final = (
    "open", "o", "new", "outstanding", "pending", "not started", "to do", "todo", "live", "active", "not done",
    "not completed", "not complete", "not yet done", "not yet completed", "not actioned", "incomplete", "awaited",
    "in progress", "in process", "open in progress", "ongoing", "on going", "underway", "under way", "in hand",
    "started", "wip", "doing", "partially complete", "partly complete", "partially completed", "partly done",
    "not yet due",
    "on track", "on target", "overdue", "late", "delayed", "slipped", "carried forward", "c f", "cf", "b f", "bf",
    "brought forward", "carried over", "held over", "deferred", "rolled over", "paused", "on hold", "suspended",
    "blocked", "waiting", "awaiting", "not started yet", "still open", "still outstanding", "remains open",
    "still pending", "still in progress", "no progress", "no update", "not yet started", "verbal update",
    "verbal update to be given", "update to be given", "tbc in meeting", "reopened",
)  # fmt: skip
_PROPOSED: Final = (
    "proposed",
    "proposed for closure", "recommended for closure", "propose to close", "proposed to close", "proposed closed",
    "pending review", "pendingreview", "to close", "for closure",
)  # fmt: skip
_COMPLETED: Final = (
    "complete", "completed", "done", "discharged", "achieved", "implemented", "actioned", "cleared", "resolved",
    "finished", "x", "yes", "published", "forwarded", "circulated", "sent", "submitted", "posted", "uploaded", "paid",
    "all done", "all complete", "all completed", "now done", "now complete", "now completed", "action complete",
    "action completed", "action closed", "done and dusted", "has been done", "been done", "already done",
)  # fmt: skip
_WITHDRAWN: Final = (
    "withdrawn", "no longer required", "no longer needed", "no longer relevant", "cancelled", "canceled",
    "not pursued", "deleted", "dropped", "deprecated", "no action", "no action required", "no further action",
    "no action needed", "no longer applicable", "abandoned",
)  # fmt: skip
_TRANSFERRED: Final = (
    "transferred", "referred", "remitted", "bau", "business as usual", "standing item", "moved",
    "added to forward plan", "added to work programme", "added to forward work programme",
)  # fmt: skip
_WORDS: Final[dict[str, Status]] = {
    **dict.fromkeys(_OPEN, Status(OPEN)),
    **dict.fromkeys(_PROPOSED, Status(PROPOSED)),
    **dict.fromkeys(("closed", "c", "struck out", "struck through"), Status(CLOSED, NOT_RECORDED)),
    **dict.fromkeys(_COMPLETED, Status(CLOSED, COMPLETED)),
    **dict.fromkeys(_WITHDRAWN, Status(CLOSED, "withdrawn")),
    **dict.fromkeys(_TRANSFERRED, Status(CLOSED, "transferred")),
    **dict.fromkeys(("superseded", "overtaken by events", "overtaken", "replaced"), Status(CLOSED, "superseded")),
    **dict.fromkeys(("merged",), Status(CLOSED, "merged")),
    **dict.fromkeys(("lapsed", "fell", "group dissolved"), Status(CLOSED, "lapsed")),
}
_LONGEST: Final = max(len(word.split()) for word in _WORDS)
#: Colours mean a date in one log, progress in another and a judgement in a third, so they are no status.
_COLOURS: Final = {"red", "amber", "green", "yellow", "r", "a", "g", "b"}
_SIGNS: Final[dict[str, Status]] = {
    **dict.fromkeys("✅✓✔☑", Status(CLOSED, COMPLETED)),
    "☐": Status(OPEN),
    "🕒": Status(OPEN),
}
_NEEDS_PLACE: Final = {"superseded": "by what", "transferred": "where to", "merged": "with what"}
_NOTHING = re.compile(r"[\W_]*|n/?a|none|tbc|tba|unknown", re.IGNORECASE)
#: `Moved to 3 June` puts an action off; `Moved to the finance committee` closes it here.
_PUT_OFF = re.compile(
    r"(?:moved|referred|transferred|carried|deferred|postponed) (?:back |over |on )?(?:to|until|till) (?:the )?(?:\d"
    r"|next (?:week|month|meeting|time|year|quarter|agenda)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?:mon|tues|wednes|thurs|fri)day)",
    re.IGNORECASE,
)
#: With these a word alone already says that something is still to come.
_STILL_OPEN: Final = ("pending", "await", "ongoing", "due", "defer", "postpone", "chas")
_CLAUSE_END = re.compile(r"[.;:,(\n–—]|\s-\s")
#: What may follow a status word: `Done by AB`, `Closed in July`, `Deferred to 3 June`, `Completed 9/6/21`.
_MAY_FOLLOW: Final = {
    "by",
    "in",
    "on",
    "at",
    "to",
    "from",
    "with",
    "as",
    "until",
    "till",
    "see",
    "and",
    "due",
    "since",
    "for",
}

_MONTHS: Final = word_set(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december"
)


def read_status(printed: str) -> Status:
    """Return what the printed status means; a doubt where it is blank, a colour, or not known."""
    words = printed.strip().rstrip("\ufe0f")
    if words.lower() in ("[x]", ":white_check_mark:"):
        return Status(CLOSED, COMPLETED)
    if words == "[ ]":
        return Status(OPEN)
    for sign in words[:1]:
        if sign in _SIGNS:
            return _SIGNS[sign]
    if _NOTHING.fullmatch(words[:200]):
        return Status(OPEN, doubt="No status is printed, so it is taken as Open.")
    key = word_key(words)
    if key == "blue":
        return Status(CLOSED, COMPLETED, f"“{words}” is a colour; it is taken as completed, which it mostly means.")
    if key in _COLOURS:
        return Status(OPEN, doubt=f"“{words}” is a colour, not a status, so it is taken as Open.")
    if _PUT_OFF.match(words):
        return Status(OPEN)
    found = _WORDS.get(key) or _by_clauses(words)
    if found is None:
        return Status("", doubt=f"The status “{words[:60]}” is not known. Is the action Open, Proposed or Closed?")
    if found.outcome in _NEEDS_PLACE and len(key.split()) < 2:
        return found._replace(doubt=f"The paper says {words}, but not {_NEEDS_PLACE[found.outcome]}.")
    return found


def narrated_status(printed: str) -> Status:
    """Return what the words where a status stands mean, also where they only tell how the action is getting on.

    `Awaiting reply from the county` says nothing of being closed, so it is open, with a doubt; one unknown word,
    such as `Parked`, stays a question.
    """
    status = read_status(printed)
    key = word_key(printed)
    if status.state or not (len(key.split()) > 1 or key.startswith(_STILL_OPEN)):
        return status
    return Status(OPEN, doubt=f"“{printed.strip()[:60]}” says nothing of being closed, so it is taken as Open.")


def is_status(word: str) -> bool:
    """True for a word or two that mean a status and nothing else; `Done`, `[x]`, not `Done by AB`."""
    return word[:1] in _SIGNS or word == ":white_check_mark:" or (len(word) > 2 and word_key(word) in _WORDS)


def is_clear(words: str) -> bool:
    """True for words that mean a status beyond doubt, also with more behind them: `Done by AB`."""
    return bool(words) and read_status(words).state != "" and not read_status(words).doubt


def begins_clear(words: str) -> bool:
    """True for words of which the first clause already means a status: `Closed. A new one`, not `AB to go. Closed`."""
    return _leading(_CLAUSE_END.split(words[:200])[0]) is not None and is_clear(words)


def _by_clauses(words: str) -> Status | None:
    """Return what the clauses of a longer status agree in: `Closed. New action opened`, `Done by AB on 3 June`."""
    clauses = [_leading(clause) for clause in _CLAUSE_END.split(words[:500])]
    found = [status for status in clauses if status]
    if len({s.state for s in found}) == 1:
        return next((s for s in found if s.outcome not in ("", NOT_RECORDED)), found[0])
    return None


def _leading(clause: str) -> Status | None:
    """Return the status that a clause begins with, longest first."""
    words = word_key(clause).split()
    for length in range(min(len(words), _LONGEST), 0, -1):
        status = _WORDS.get(" ".join(words[:length]))
        following = words[length] if length < len(words) else ""
        # A single letter or a `yes` says something only when it stands alone.
        if status and (not following or (len(" ".join(words[:length])) > 3 and _follows(following))):
            return status
    return None


def _follows(word: str) -> bool:
    return word in _MAY_FOLLOW or word[0].isdigit() or word in _MONTHS
