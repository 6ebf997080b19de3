"""What minutes say again of an action that the log holds: a corrected version of them, or the next meeting's.

Only what the paper prints otherwise than before becomes history. What the log has learned since stays: minutes imported
late, or twice, take nothing back.
"""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from actionlog.changes.matching import came_later
from actionlog.changes.planned import is_kept_up
from actionlog.deadlines import DeadlineRefused, read_deadline
from actionlog.minutes import Found
from actionlog.minutes.statuses import is_status
from actionlog.minutes.words import words_of
from actionlog.model import (
    BEFORE,
    CARRIED_FORWARD,
    CLOSED,
    CLOSING,
    CONFIRMED,
    DRAFT,
    EXTENSION_AGREED,
    NOT_RECORDED,
    NOTE,
    NOTHING_MINUTED,
    ONLY_TELL,
    OPEN,
    OWNERS_CHANGED,
    PROPOSED,
    PROPOSED_FOR_CLOSURE,
    WORDING_CHANGED,
    Action,
    Deadline,
    Event,
    Meeting,
    Minuted,
    deadline_of,
    deadline_text,
    deadline_words,
    long_date,
    meeting_key,
)
from actionlog.owners import owner_key, owner_label
from actionlog.replay import MOVES_DEADLINE, apply, as_on, at_first

AS_PRINTED = "As printed in the minutes"
AS_KEPT_UP = "As printed in the action log"
AS_CORRECTED = "As printed in the corrected minutes"
#: So many words are more than a status.
_REMARK = 2


class Outcome(NamedTuple):
    """An action after what the minutes say of it, what changed in words, and what is doubtful."""

    action: Action
    said: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class _Telling:
    """Collects what becomes of one action."""

    def __init__(self, action: Action) -> None:
        self.action = action
        self.said: list[str] = []
        self.doubts: list[str] = []

    def add(self, event: Event, said: str) -> None:
        """Put `event` into the history, unless something later there builds on what it would change."""
        later = [e for e in self.action.history if e.date > event.date]
        apart = (*ONLY_TELL, *({OWNERS_CHANGED, WORDING_CHANGED} - {event.event}))
        if event.event not in ONLY_TELL and (any(e.event not in apart for e in later) or self._carried_since(event)):
            self.doubts.append(f"Not recorded, since the log has later changes: {said}.")
            return
        told = apply(self.action, event)
        self.action = replace(told, history=_in_order(self.action, event)) if later else told
        self.said.append(said)

    def _carried_since(self, event: Event) -> bool:
        """True where a later meeting than that of `event` listed the action as it stood: that is the newer word."""
        if not event.meeting or event.event in (OWNERS_CHANGED, WORDING_CHANGED):
            return False
        said = Meeting(self.action.group, event.meeting).date
        return any(e.event == CARRIED_FORWARD and e.date > said for e in self.action.history)

    def outcome(self) -> Outcome:
        return Outcome(self.action, tuple(self.said), tuple(self.doubts))


def carried_over(action: Action, row: Found, meeting: Meeting, raised: date) -> Outcome:
    """Return what a later meeting's minutes make of `action`: closed, a new deadline, carried forward.

    `raised` is the day of the meeting that raised it; `row` is what the minutes of `meeting` print of it.
    """
    if came_later(action, meeting.date):
        return _told_earlier(action, row)
    telling = _Telling(action)
    day, name = meeting.date, meeting.name
    state = as_on(action, None, day) or action
    _compare_wording(telling, state, row)
    closes = row.status == CLOSED and state.is_open
    known = {_plain(text) for e in action.history for text in (e.note, e.evidence)} | {_plain(action.minuted.status)}
    for note in (row.note, "" if closes else remark_of(row)):
        if note and _plain(note) not in known:
            telling.add(Event(day, NOTE, meeting=name, note=note), "note")
    _restate_status(telling, state, row, meeting, raised)
    if not state.is_open or row.status == CLOSED:
        return telling.outcome()
    _restate_deadline(telling, state, row, meeting, raised)
    already = any(e.event == CARRIED_FORWARD and e.meeting == name for e in action.history)
    if meeting_key(action.meeting) < meeting_key(name) and action.meeting != BEFORE + day.isoformat() and not already:
        telling.add(Event(day, CARRIED_FORWARD, meeting=name), "carried forward")
    return telling.outcome()


def remark_of(row: Found) -> str:
    """Return what is printed as the status of a row where that says more than a status: `Done - letter sent`."""
    printed = row.minuted.status
    return "" if is_status(printed) or len(words_of(printed)) < _REMARK else printed


def _told_earlier(action: Action, row: Found) -> Outcome:
    """Return what minutes make of an action that later minutes brought into the log: nothing, and what they print."""
    first = at_first(action)
    since = long_date(Meeting(action.group, action.meeting).date)
    told = f"The minutes of {since}, which are later, brought this into the log; it is left as they have it."
    if row.deadline and row.deadline != first.deadline:
        told += f" Here the deadline is {deadline_words(row.deadline)}, there {deadline_words(first.deadline)}."
    if row.status == CLOSED and first.is_open:
        told += f" Here it is {row.minuted.status or CLOSED}, there {first.status}."
    return Outcome(action, doubts=(told,))


def _compare_wording(telling: _Telling, state: Action, row: Found) -> None:
    if _plain(row.text) not in (_plain(state.action), _plain(at_first(telling.action).action)):
        telling.doubts.append("The minutes word it a little otherwise than the log; the log's wording was kept.")
    printed = {owner_key(o) for o in row.owners}
    logged = {owner_key(owner_label(o)) for o in state.owners}
    first = {owner_key(owner_label(o)) for o in at_first(telling.action).owners}
    if printed and printed not in (logged, first):
        telling.doubts.append(
            "The minutes name other owners than the log; the log's were kept. "
            f"If it was reassigned: actionlog assign {state.short_id} OWNER"
        )


def _restate_status(
    telling: _Telling, state: Action, row: Found, meeting: Meeting, raised: date, on: date | None = None
) -> None:
    """Record a status that the paper prints otherwise than it stood; `on` is its day where that is not the meeting."""
    day, name = meeting.date, meeting.name
    if row.status == CLOSED and state.is_open:
        latest = on or day
        closed = row.closed if row.closed and raised <= row.closed <= latest else latest
        outcome = row.outcome or NOT_RECORDED
        agreed = name if closed <= day or not on else ""  # no meeting closes what was done after it
        reason = AS_PRINTED if agreed else AS_KEPT_UP
        event = Event(closed, CLOSING, meeting=agreed, outcome=outcome, reason=reason, evidence=remark_of(row))
        telling.add(event, f"closed ({outcome})")
    elif row.status == PROPOSED and state.status == OPEN:
        telling.add(Event(day, PROPOSED_FOR_CLOSURE, meeting=name, reason=AS_PRINTED), "proposed for closure")
    elif row.status in (OPEN, PROPOSED) and state.status == CLOSED:
        when = f" on {long_date(state.closed)}" if state.closed else " before"
        telling.doubts.append(
            f"The log closed {row.ref or state.short_id}{when}; these minutes list it as {row.minuted.status or OPEN}. "
            f"If it was reopened: actionlog reopen {state.short_id} --deadline DATE --meeting {day}"
        )
    elif row.status == OPEN and row.minuted.status and state.status == PROPOSED:
        telling.doubts.append(
            f"The minutes print it as {row.minuted.status}, but the log has it as proposed for closure; that was kept."
        )
    elif not row.status:
        telling.doubts.append(f"The status “{row.minuted.status}” is not known; the log's, {state.status}, was kept.")


def _restate_deadline(telling: _Telling, state: Action, row: Found, meeting: Meeting, raised: date) -> None:
    """Record a deadline that the minutes print otherwise than it stood at their meeting."""
    if row.deadline is None or row.deadline == state.deadline:
        return
    if _plain(row.minuted.deadline) == _plain(state.minuted.deadline):
        return  # printed as at first
    if _means(row.minuted.deadline, state.deadline, raised):
        return  # `9 June`, printed without a year, is still the June after it was raised
    if isinstance(row.deadline, date) and not _is_before(state) and row.deadline < raised:
        telling.doubts.append(_before_raised(row.deadline, raised, state.deadline))
        return
    said = f"deadline {deadline_words(state.deadline)} → {deadline_words(row.deadline)}"
    earlier = {at_first(telling.action).deadline, *_deadlines(telling.action)}
    if row.deadline in earlier:
        telling.doubts.append(
            f"The minutes print {deadline_words(row.deadline)}, a deadline that the log had before; "
            f"{deadline_words(state.deadline)} was kept."
        )
        return
    before, after = deadline_text(state.deadline), deadline_text(row.deadline)
    telling.add(Event(meeting.date, EXTENSION_AGREED, before, after, meeting.name, reason=AS_PRINTED), said)


def corrected(action: Action, row: Found, meeting: Meeting, owners: tuple[str, ...], on: date) -> Outcome:
    """Return what a corrected version of the minutes that raised `action` makes of it.

    While the minutes are a draft, what they print otherwise than before is simply put right. Afterwards a wording put
    right is history, a deadline is told, since no meeting agreed an extension, and once they are confirmed only a
    meeting changes a wording. What the log alone worded otherwise, or somebody added by hand, is never taken back.
    `owners` are those of `row`, with the log's unknown parties.
    """
    telling = _Telling(action)
    by_hand = _is_by_hand(action, row)
    draft = meeting.minutes == DRAFT and not by_hand
    first = at_first(action)
    changed_since = {e.event for e in action.history}
    on = max(on, meeting.date)
    moved = bool(changed_since & {*MOVES_DEADLINE})
    _correct_deadline(telling, row, meeting, on, by_hand=by_hand, moved=moved)
    _correct_wording(telling, row, meeting, on, free=draft and WORDING_CHANGED not in changed_since, by_hand=by_hand)
    if owners and row.minuted.owners != action.minuted.owners and owners not in (action.owners, first.owners):
        if draft and OWNERS_CHANGED not in changed_since:
            telling.action = replace(telling.action, owners=owners)
            telling.said.append("owners")
        else:
            telling.doubts.append(
                "The corrected minutes name other owners than the log; the log's were kept. "
                f"If they are right: actionlog assign {action.short_id} OWNER"
            )
    if row.status and row.minuted.status != action.minuted.status and row.status != first.status:
        if draft and telling.action.status == first.status:
            closed = row.closed if row.closed and (row.closed >= meeting.date or _is_before(action)) else None
            outcome = (row.outcome or NOT_RECORDED) if row.status == CLOSED else ""
            telling.action = replace(telling.action, status=row.status, outcome=outcome, closed=closed)
            telling.said.append(f"status {row.status}")
        else:
            kept_up = on if on > meeting.date and is_kept_up(row) else None
            state = as_on(action, None, kept_up or meeting.date) or action
            _restate_status(telling, state, row, meeting, meeting.date, kept_up)
    if meeting.minutes == DRAFT and row.minuted != action.minuted:
        telling.action = replace(telling.action, minuted=row.minuted)
        if not telling.said:
            telling.said.append("what was printed")
    return telling.outcome()


def _correct_wording(telling: _Telling, row: Found, meeting: Meeting, on: date, *, free: bool, by_hand: bool) -> None:
    action = telling.action
    known = {action.action, at_first(action).action}
    known |= {
        t for e in action.history if e.event == WORDING_CHANGED for t in (e.before, e.after) if isinstance(t, str)
    }
    if row.text in known:
        return
    if meeting.minutes == CONFIRMED:
        telling.doubts.append("The minutes are confirmed, so only a meeting changes its wording; the log's was kept.")
    elif by_hand or row.minuted == action.minuted:
        # All else is printed as it was, so it may well be the log's wording that somebody changed.
        telling.doubts.append(
            "The log words this otherwise; the document's wording was not taken. "
            f"If it is right: actionlog edit {action.short_id} --action TEXT"
        )
    elif free:
        telling.action = replace(action, action=row.text)
        telling.said.append("wording")
    else:
        telling.add(Event(on, WORDING_CHANGED, action.action, row.text, reason=AS_CORRECTED), "wording changed")


def _correct_deadline(telling: _Telling, row: Found, meeting: Meeting, on: date, *, by_hand: bool, moved: bool) -> None:
    """Put a deadline right that a corrected version prints otherwise; told only, where the log knows it better.

    No meeting agreed an extension, so it is none: once the minutes are cleared a note tells what was put right.
    """
    action = telling.action
    known = {action.deadline, at_first(action).deadline, *_deadlines(action)}
    as_before = row.minuted.deadline == action.minuted.deadline and not by_hand
    if as_before or row.deadline in known or row.deadline is None:
        return
    if isinstance(row.deadline, date) and not _is_before(action) and row.deadline < meeting.date:
        telling.doubts.append(_before_raised(row.deadline, meeting.date, action.deadline))
        return
    was, new = deadline_words(action.deadline), deadline_words(row.deadline)
    if not (by_hand or moved) and meeting.minutes != CONFIRMED:
        telling.action = replace(action, deadline=row.deadline)
        telling.said.append(f"deadline {was} → {new}")
        if meeting.minutes != DRAFT:
            note = f"The corrected minutes print the deadline {new}; before, they printed {was}."
            telling.action = replace(telling.action, history=_in_order(action, Event(on, NOTE, note=note)))
    elif action.is_open:
        to = deadline_text(row.deadline)
        to = f'"{to}"' if " " in to else to
        by_edit = meeting.minutes == DRAFT and not moved
        mend = f"edit {action.short_id}" if by_edit else f"extend {action.short_id} --to {to}"
        if meeting.minutes == CONFIRMED:
            mend += " --meeting DATE"
        if_right = "If a meeting agreed the new one" if meeting.minutes == CONFIRMED else "If the new one is right"
        telling.doubts.append(
            f"The document prints the deadline {new}; the log's, {was}, was kept. {if_right}: actionlog {mend}"
        )


def _in_order(action: Action, event: Event) -> tuple[Event, ...]:
    return tuple(sorted((*action.history, event), key=lambda e: e.date))


def _before_raised(printed: date, raised: date, kept: Deadline) -> str:
    return (
        f"The deadline is printed as {long_date(printed)}, before the meeting that raised the action "
        f"({long_date(raised)}), so the log's, {deadline_words(kept)}, was kept."
    )


def _is_before(action: Action) -> bool:
    """True for an action that is older than the record, of which nobody knows when it was raised."""
    return action.meeting.startswith(BEFORE)


def _is_by_hand(action: Action, row: Found) -> bool:
    """True for an action that no minutes were read for yet: nothing of what `row` prints of it is known."""
    return _nothing_but_deadline(action.minuted) and not _nothing_but_deadline(row.minuted)


def _nothing_but_deadline(minuted: Minuted) -> bool:
    return minuted._replace(deadline="") == NOTHING_MINUTED


def _deadlines(action: Action) -> set[Deadline]:
    """Return the deadlines that the history of an action names, old and new."""
    found: set[Deadline] = set()
    for event in action.history:
        for text in (event.before, event.after) if event.event in MOVES_DEADLINE else ():
            try:
                found.add(deadline_of(str(text)))
            except ValueError:
                found.add(str(text))
    return found


def _means(printed: str, deadline: Deadline, raised: date) -> bool:
    """True where `printed` is this deadline in the minutes of the meeting that raised the action."""
    try:
        return read_deadline(printed, raised).deadline == deadline
    except DeadlineRefused:
        return False


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
