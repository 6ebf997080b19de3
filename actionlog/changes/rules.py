"""What holds for every change: who may agree it, when it may have happened, what may be written."""

from datetime import date

from actionlog.characters import hidden_in, one_line
from actionlog.errors import ActionlogError, Refused
from actionlog.model import (
    AUTHORITIES,
    CLOSING,
    CONFIRMED,
    DRAFT,
    ONLY_TELL,
    Action,
    Event,
    Group,
    Log,
    long_date,
    meeting_key,
)
from actionlog.query import raised_inline, raised_words
from actionlog.refs import Refs

#: Longer than any action of real minutes by far; a whole document pasted by mistake is refused.
LONGEST = 20_000

#: Whoever may close may open again: the policy has one key for both.
_POLICY = {"reopen": "close"}


class PolicyForbids(ActionlogError):
    """The group's policy leaves this to somebody else. `wanted` is `close`, `reopen` or `extend`.

    `until` is what can be done meanwhile, where it is not what `wanted` usually has.
    """

    def __init__(self, group: Group, wanted: str, by: str, until: str = "") -> None:
        self.group, self.wanted, self.by = group, wanted, by
        key = _POLICY.get(wanted, wanted)
        needed = getattr(group.policy, key)
        what = {
            "close": "an action is closed",
            "reopen": "an action is closed, and opened again,",
            "extend": "a new deadline is agreed",
        }[wanted]
        who = {"chair": "the chair", "meeting": "a meeting", "secretariat": "the secretariat"}
        mend = "If the chair agreed it, add: --agreed-by chair"
        if needed == "meeting":
            mend = "Name the meeting that agreed it: --meeting DATE"
            mend += " (and leave --agreed-by out)" if by == "chair" else ""
        meanwhile = {
            "close": "propose it: actionlog propose REF",
            "extend": "record the request: --requested",
            "reopen": "note what is still to do: actionlog note REF TEXT",
        }
        super().__init__(
            f"The policy of {group.name} says that {what} by {who[needed]}, not by {who[by]} "
            f"(policy: {key}: {needed}, in {group.slug}/group.yaml). Nothing was changed. {mend}. "
            f"Until then, {until or meanwhile[wanted]}"
        )


def require_authority(group: Group, wanted: str, by: str, until: str = "") -> None:
    """Raise PolicyForbids unless `by` may `close`, `reopen` or `extend` in `group`; a meeting may what a chair may.

    `until` tells what can be done meanwhile, where the usual advice does not fit.
    """
    if AUTHORITIES.index(by) < AUTHORITIES.index(getattr(group.policy, _POLICY.get(wanted, wanted))):
        raise PolicyForbids(group, wanted, by, until)


def clean(text: str, what: str) -> str:
    """Return what a user typed on one line. Refused where it is empty, too long, or holds a hidden character."""
    line = one_line(text)
    if not line:
        raise Refused(f"The {what} is empty. Type it after the command, in quotes.")
    if found := hidden_in(line):
        name, place = found
        raise Refused(
            f"The {what} holds a hidden character ({name}, at place {place}), which could mislead a reader. "
            "Type the words again instead of pasting them."
        )
    if len(line) > LONGEST:
        raise Refused(f"The {what} is {len(line):,} characters long; at most {LONGEST:,} fit. Shorten it.")
    return line


def optional(text: str, what: str) -> str:
    """Return what `clean` does, or an empty text for an empty one."""
    return clean(text, what) if text else ""


def named(log: Log, action: Action) -> str:
    """Return how a message names `action`: its printed ref and its meeting, `5 (19 May 2021)`."""
    meeting = log.meeting(action.group, action.meeting)
    return f"{Refs(log).of(action)} ({raised_inline(meeting)})"


def commit_ref(log: Log, action: Action) -> str:
    """Return how a commit names `action`: `2021-05-19/5`, with its group where the log has several."""
    return action.short_id if len(log.groups) < 2 else f"{action.group}/{action.short_id}"


def recorded_by(by: str, meeting: str) -> str:
    """Return who agreed something, as a history says it: where it names the meeting, that is enough."""
    return "" if by == "meeting" and meeting else by


def require_order(log: Log, action: Action, event: Event, today: date) -> None:
    """Refused where `event` is dated before the action was raised, after today, or before the change it builds on.

    Likewise where the meeting that agreed it was not held yet, or was held after it, or before the action was raised.
    """
    meeting = log.meeting(action.group, action.meeting)
    name = named(log, action)
    if event.meeting:
        _require_agreed(log, action, event, today)
    if event.date > today:
        raise Refused(
            f"{long_date(event.date)} is still to come (today is {long_date(today)}). "
            "Give the day on which it was agreed or done: --date DATE"
        )
    if not meeting.is_before and event.date < meeting.date:
        raise Refused(
            f"Action {name} was raised on {long_date(meeting.date)}, so nothing can have happened to it "
            f"on {long_date(event.date)}. Correct the date: --date DATE"
        )
    last = max((e for e in action.history if e.event not in ONLY_TELL), key=lambda e: e.date, default=None)
    if last and event.event not in ONLY_TELL and event.date < last.date:
        raise Refused(
            f"The history of action {name} has a later entry, of {long_date(last.date)} ({last.event}), and this is "
            f"dated {long_date(event.date)}. A history is kept in the order in which things were agreed. If that entry "
            "was the last command, take it back first: actionlog undo. If it was not, record this as a note: "
            f"actionlog note {action.short_id} TEXT --date {event.date}"
        )


def _require_agreed(log: Log, action: Action, event: Event, today: date) -> None:
    """Refused where the meeting of `event` cannot have agreed it."""
    agreed = log.meeting(action.group, event.meeting)
    when = raised_words(agreed)
    if agreed.date > today:
        raise Refused(
            f"The meeting of {when} is still to come (today is {long_date(today)}), so it has agreed nothing yet. "
            "Name the meeting that agreed it: --meeting DATE"
        )
    if meeting_key(agreed.name) < meeting_key(action.meeting):
        raise Refused(
            f"Action {named(log, action)} was raised after the meeting of {when}, which cannot have agreed anything "
            "about it. Name the meeting that did: --meeting DATE"
        )
    if event.date < agreed.date and event.event != CLOSING:  # what was done before may be agreed later
        raise Refused(
            f"The meeting of {when} was held after {long_date(event.date)}, so it did not agree this on that day. "
            "Leave --date out, or name the meeting that agreed it: --meeting DATE"
        )


def minutes_state(log: Log, action: Action) -> str:
    """Return the state of the minutes that raised `action`: draft, cleared or confirmed."""
    meeting = log.meeting(action.group, action.meeting)
    return CONFIRMED if meeting.is_before else meeting.minutes


def is_draft(log: Log, action: Action) -> bool:
    """True while the minutes that raised `action` are a draft, so that its wording is free."""
    return minutes_state(log, action) == DRAFT
