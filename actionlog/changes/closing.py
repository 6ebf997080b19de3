"""How an action ends: proposed for closure, declined, closed, and opened again."""

import re
from datetime import date

from actionlog.changes import Change
from actionlog.changes.actions import require_deadline_after, require_deadline_ahead, require_not_closed
from actionlog.changes.rules import commit_ref, named, optional, recorded_by, require_authority, require_order
from actionlog.errors import Refused, UnknownRef
from actionlog.model import (
    CLOSED,
    CLOSING,
    CLOSURE_DECLINED,
    COMPLETED,
    OUTCOMES,
    PROPOSED,
    PROPOSED_FOR_CLOSURE,
    REOPENED,
    Action,
    Deadline,
    Event,
    Log,
    deadline_text,
    deadline_words,
)
from actionlog.refs import find
from actionlog.replay import apply

#: Outcomes that say where the action went, so `into` must name it.
GOES_INTO = {
    "superseded": "the ref of the action that superseded it, or the name of what did",
    "transferred": "the name of the body or programme it went to, or the ref of an action",
    "merged": "the ref of the action it went into",
}
#: What is typed like a ref must be one; what else superseded an action, or where it went, is typed as its name.
_REF = re.compile(r"\(?[\w./,-]*\d\)?")


def propose(
    log: Log,
    action: Action,
    *,
    on: date,
    today: date,
    evidence: str = "",
    by: str = "",
    outcome: str = "",
    reason: str = "",
) -> Change:
    """Propose an action for closure: somebody says it is done, and the body has not agreed yet."""
    require_not_closed(log, action)
    if action.status == PROPOSED:
        raise Refused(
            f"Action {named(log, action)} is already proposed for closure. Nothing was changed. "
            f"Close it with: actionlog close {action.short_id}"
        )
    event = Event(
        on,
        PROPOSED_FOR_CLOSURE,
        by=optional(by, "name"),
        reason=optional(reason, "reason"),
        outcome=_outcome(outcome) if outcome else "",
        evidence=optional(evidence, "evidence"),
    )
    require_order(log, action, event, today)
    said = [f"Action {named(log, action)} is proposed for closure."]
    if not evidence:
        said.append(f"No evidence was given; the meeting may ask for it: actionlog note {action.short_id} TEXT")
    return Change(f"Propose {commit_ref(log, action)} for closure", said=tuple(said), actions=(apply(action, event),))


def decline(
    log: Log,
    action: Action,
    *,
    on: date,
    today: date,
    reason: str = "",
    meeting: str = "",
    by: str = "secretariat",
    deadline: Deadline = None,
) -> Change:
    """Record that a proposed closure was declined: the action is open again, with a new deadline if one was agreed.

    Raises PolicyForbids where the group leaves a new deadline to somebody else.
    """
    if action.status != PROPOSED:
        raise Refused(
            f"Action {named(log, action)} is not proposed for closure ({action.status}). Nothing was changed."
        )
    moved = deadline is not None and deadline != action.deadline
    if moved:
        require_authority(log.group(action.group), "extend", by, "decline the closure alone: leave --to out")
        require_deadline_after(log.meeting(action.group, action.meeting), deadline)
        require_deadline_ahead(deadline, on)
    event = Event(
        on,
        CLOSURE_DECLINED,
        deadline_text(action.deadline) if moved else "",
        deadline_text(deadline) if moved else "",
        meeting,
        recorded_by(by, meeting),
        optional(reason, "reason"),
    )
    require_order(log, action, event, today)
    until = f" New deadline: {deadline_words(deadline)}." if moved else ""
    return Change(
        f"Decline the closure of {commit_ref(log, action)}",
        said=(f"The closure of action {named(log, action)} is declined; it is open again.{until}",),
        actions=(apply(action, event),),
    )


def close(
    log: Log,
    action: Action,
    *,
    on: date,
    today: date,
    outcome: str = COMPLETED,
    evidence: str = "",
    reason: str = "",
    into: str = "",
    meeting: str = "",
    by: str = "secretariat",
) -> Change:
    """Close an action, with why. Raises PolicyForbids where the group leaves closing to somebody else.

    Raises UnknownRef or AmbiguousRef where what it was merged into, or what superseded it, is no action of the log.
    """
    require_not_closed(log, action)
    require_authority(log.group(action.group), "close", by)
    word = _outcome(outcome)
    if word in GOES_INTO and not into:
        raise Refused(
            f"An action that is {word} needs {GOES_INTO[word]}. Add: --into {'REF' if word == 'merged' else 'NAME'}"
        )
    if word == "merged" or (word == "superseded" and _REF.fullmatch(into.strip())):
        _require_action(log, action, into)
    event = Event(
        on,
        CLOSING,
        meeting=meeting,
        by=recorded_by(by, meeting),
        reason=optional(reason, "reason"),
        outcome=word,
        evidence=optional(evidence, "evidence"),
        into=optional(into, "name after --into"),
    )
    require_order(log, action, event, today)
    said = [f"Action {named(log, action)} is closed: {word}."]
    if word == "withdrawn" and not reason:
        said.append("No reason was given for withdrawing it; a later reader will want one.")
    return Change(f"Close {commit_ref(log, action)}: {word}", said=tuple(said), actions=(apply(action, event),))


def reopen(
    log: Log,
    action: Action,
    *,
    deadline: Deadline,
    on: date,
    today: date,
    reason: str = "",
    meeting: str = "",
    by: str = "secretariat",
) -> Change:
    """Open a closed action again, with a new deadline; the earlier closure stays in its history.

    Raises PolicyForbids where the group leaves that, or the new deadline, to somebody else.
    """
    if action.status != CLOSED:
        mend = (
            f" To decline its closure: actionlog propose {action.short_id} --declined"
            if action.status == PROPOSED
            else ""
        )
        raise Refused(f"Action {named(log, action)} is not closed ({action.status}). Nothing was changed.{mend}")
    if deadline is None:
        raise Refused(
            f"Action {named(log, action)} needs a new deadline to be opened again. "
            "Add: --deadline DATE (or --deadline On-going)"
        )
    require_authority(log.group(action.group), "reopen", by)
    if deadline != action.deadline:
        old = deadline_text(action.deadline)
        keep = f'open it with the deadline it had: --deadline "{old}"' if old else ""
        keep = keep or f"note what is still to do: actionlog note {action.short_id} TEXT"
        require_authority(log.group(action.group), "extend", by, keep)
        require_deadline_ahead(deadline, on)
    require_deadline_after(log.meeting(action.group, action.meeting), deadline)
    event = Event(
        on,
        REOPENED,
        deadline_text(action.deadline),
        deadline_text(deadline),
        meeting,
        recorded_by(by, meeting),
        optional(reason, "reason"),
    )
    require_order(log, action, event, today)
    return Change(
        f"Reopen {commit_ref(log, action)}",
        said=(f"Action {named(log, action)} is open again. Deadline: {deadline_words(deadline)}.",),
        actions=(apply(action, event),),
    )


def _require_action(log: Log, action: Action, into: str) -> None:
    """Raise UnknownRef or AmbiguousRef unless `into` means an action: of the same group, or else of another."""
    try:
        find(log, into, action.group)
    except UnknownRef:
        find(log, into)


def _outcome(word: str) -> str:
    from difflib import get_close_matches

    wanted = word.casefold().strip().replace("_", " ").replace("-", " ")
    if wanted in OUTCOMES:
        return wanted
    near = get_close_matches(wanted, OUTCOMES, n=1)
    guess = f" Did you mean {near[0]}?" if near else ""
    raise Refused(f"“{word}” is not an outcome.{guess} An outcome is one of: {', '.join(OUTCOMES)}.")
