"""Handles in place of names: what somebody must not read stays readable for those who may."""

import re
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from actionlog.changes import Change
from actionlog.model import OWNERS_CHANGED, Action, Event, Log, Meeting
from actionlog.people import BY_NAME, Person

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Written(NamedTuple):
    """One text before and after a handle was put in place of a name, with the action or meeting that it is of."""

    place: str
    before: str
    after: str


def use_handles(log: Log) -> tuple[Change, tuple[Written, ...]]:
    """Return the change that puts handles into every text of `log` that names somebody who is withheld.

    Of everybody in the register with a handle who is not published by name: the name, its aliases, and the surname and
    first name where they stand with a capital and no other entry shares them. Owners and attendance stay as they are,
    since they are withheld as they stand, and so do the words that the minutes printed. Earlier wordings in a history
    change with the wording, so the committee reads what it read before.
    """
    writer = _Writer(log.people)
    actions = tuple(new for new, old in zip(map(writer.action, log.actions), log.actions, strict=True) if new != old)
    meetings = tuple(
        new for new, old in zip(map(writer.meeting, log.meetings), log.meetings, strict=True) if new != old
    )
    number = len(actions) + len(meetings)
    where = "one file" if number == 1 else f"{number} files"
    change = Change(
        f"Write handles in place of names in {where}",
        said=(
            f"Handles stand in place of names in {where}. The committee's papers print the names as before."
            if writer.written
            else "No text names anybody who is withheld and has a handle. Nothing was changed.",
        ),
        actions=actions,
        meetings=meetings,
    )
    return change, tuple(writer.written)


class _Writer:
    def __init__(self, people: tuple[Person, ...]) -> None:
        forms = _forms(people)
        self._handles = dict(forms)
        kept = [phrase for p in people for phrase in p.elsewhere] + [p.name for p in people if p.publish == BY_NAME]
        known = sorted({*self._handles, *kept}, key=len, reverse=True)
        self._kept = frozenset(kept)
        self._pattern = re.compile(rf"(?<![\w@])(?:{'|'.join(map(re.escape, known))})(?!\w)") if known else None
        self.written: list[Written] = []

    def action(self, action: Action) -> Action:
        new = replace(
            action,
            action=self._text(action.id, action.action),
            history=tuple(self._event(action.id, event) for event in action.history),
        )
        return new if new != action else action

    def meeting(self, meeting: Meeting) -> Meeting:
        place = f"{meeting.group}/{meeting.name}"
        return replace(
            meeting,
            items=tuple(i._replace(title=self._text(place, i.title)) for i in meeting.items),
            decisions=tuple(d._replace(decision=self._text(place, d.decision)) for d in meeting.decisions),
        )

    def _event(self, place: str, event: Event) -> Event:
        before, after = event.before, event.after
        if event.event != OWNERS_CHANGED and isinstance(before, str) and isinstance(after, str):
            before, after = self._text(place, before), self._text(place, after)
        return event._replace(
            before=before,
            after=after,
            reason=self._text(place, event.reason),
            evidence=self._text(place, event.evidence),
            note=self._text(place, event.note),
            into=self._text(place, event.into),
        )

    def _text(self, place: str, text: str) -> str:
        if not text or self._pattern is None:
            return text
        new = self._pattern.sub(lambda found: self._handles.get(found[0], found[0]), text)
        if new != text:
            self.written.append(Written(place, text, new))
        return new


def _forms(people: tuple[Person, ...]) -> list[tuple[str, str]]:
    """Return each form of a name that means one person only, with the handle that takes its place."""
    found: list[tuple[str, str]] = []
    for person in people:
        if person.kind != "person":
            continue
        parts = _WORD.findall(person.name)
        pieces = (parts[-1], parts[0]) if len(parts) > 1 else ()
        handle = "" if person.publish == BY_NAME or not person.handle else f"@{person.handle}"
        found += [(form, handle) for form in dict.fromkeys((person.name, *person.aliases, *pieces)) if form]
    times = Counter(form for form, _ in found)
    return [(form, handle) for form, handle in found if handle and times[form] == 1]
