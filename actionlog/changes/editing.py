"""An action edited by hand: what may be changed so, and what has a command of its own."""

from dataclasses import replace
from datetime import date

from actionlog.changes import Change
from actionlog.changes.actions import require_deadline_after, reword
from actionlog.changes.rules import clean, commit_ref, is_draft, named
from actionlog.errors import Refused
from actionlog.model import Action, Log
from actionlog.replay import disagreements

#: What is changed by a command, so that the history tells it: the keys of the file, and how.
_BY_COMMAND = (
    ("status", "actionlog close, propose or reopen"),
    ("closed", "actionlog close"),
    ("outcome", "actionlog close"),
)
_ONCE_CLEARED = (("deadline", "actionlog extend"), ("owners", "actionlog assign"))


def accept(log: Log, old: Action, new: Action, *, on: date, today: date, meeting: str = "", reason: str = "") -> Change:
    """Return what becomes of `old` when it was edited to `new`; a correction of the wording is put into its history.

    Raises Refused where a key was changed that has a command of its own, or that never changes. The change is empty
    where nothing that the log knows was changed.
    """
    name = named(log, old)
    if new.minuted != old.minuted:
        raise Refused(f"What was minuted for action {name} is kept as it was printed. Put `minuted:` back as it was.")
    if new.history != old.history:
        raise Refused(
            f"The history of action {name} was edited. It only grows, and only through commands: put it back as it "
            f"was, and record what happened with actionlog note {old.short_id} TEXT"
        )
    draft = is_draft(log, old)
    for key, command in (*_BY_COMMAND, *(() if draft else _ONCE_CLEARED)):
        if getattr(new, key) != getattr(old, key):
            raise Refused(f"The {key} of action {name} is changed with {command}, so that its history tells it.")
    if new.deadline != old.deadline:
        require_deadline_after(log.meeting(old.group, old.meeting), new.deadline)
    for text, what in ((new.item, "item"), *((owner, "owner") for owner in new.owners)):
        if text:
            clean(text, what)
    change = Change(
        f"Edit {commit_ref(log, old)}",
        said=(f"Action {name} is edited.",),
        actions=(new,),
    )
    if new.action != old.action:
        rest = replace(new, action=old.action)
        change = reword(log, rest, new.action, on=on, today=today, meeting=meeting, reason=reason)
    result = change.actions[0]
    if len(disagreements(result)) > len(disagreements(old)):
        found = disagreements(result)[0]
        raise Refused(
            f"The history of action {name} gives its {found.key} as {found.history or 'nothing'}. Nothing was changed. "
            "Change that with the command for it (extend, assign), so that the history tells it too."
        )
    return change if result != old else Change("", said=(f"Action {name} is as it was.",))
