"""Numbers of imported actions: the printed one where it is free, and the numbering that the printed refs show."""

import re
from collections.abc import Sequence
from dataclasses import replace

from actionlog.changes import Change, changed
from actionlog.model import Action, Group, Log, Meeting, Scheme, meeting_key
from actionlog.refs import Refs, template_fault

_NUMBER_IN_REF = re.compile(r"\W*(?:(\d{1,4})[,./]\s?)?(?:[A-Za-z]{1,10}[ .#-]*)?(\d{1,4})\W*")


class Numbers:
    """The numbers of actions in each folder: those used, and those that a row of this document prints."""

    def __init__(self, log: Log, group: str) -> None:
        self.used: dict[str, set[int]] = {}
        for action in log.actions_of(group):
            self.used.setdefault(action.meeting, set()).add(action.number)
        self.preferred: dict[str, set[int]] = {}

    def prefer(self, folder: str, number: int) -> None:
        """Keep a printed number for its row, before rows without one are numbered."""
        if number not in self.used.get(folder, ()):
            self.preferred.setdefault(folder, set()).add(number)

    def take(self, folder: str, number: int) -> int:
        """Return the printed number where it is free, or else the next after all that are used or printed."""
        used, preferred = self.used.setdefault(folder, set()), self.preferred.get(folder, set())
        if not number or number in used:
            number = max(used | preferred, default=0) + 1
        used.add(number)
        return number


def printed_number(ref: str, meeting: str) -> int:
    """Return the number that a printed ref gives an action in its meeting: 5 of `5`, 1 of `(6,1)`; 0 for no number.

    `meeting` is the number of the meeting, where a ref with another first half is not of its numbering.
    """
    found = _NUMBER_IN_REF.fullmatch(ref[:30])
    if not found or (found.group(1) and meeting and found.group(1) != meeting):
        return 0
    return int(found.group(2))


def is_numbered_by(ref: str, meeting: str) -> bool:
    """True where a printed ref names the meeting that raised its action: (6,1) in meeting 6."""
    found = _NUMBER_IN_REF.fullmatch(ref[:30])
    return bool(meeting and found and found.group(1) == meeting)


def learned_numbering(log: Log, group: Group, meeting: Meeting, actions: Sequence[Action]) -> Group:
    """Return `group` with the numbering that the refs of a meeting's new actions show, where it has another so far.

    It holds from this meeting on, so that the next action there prints the ref that follows; earlier refs stay.
    """
    printed = [a for a in actions if a.minuted.ref]
    template = _template(printed[0], meeting) if printed else ""
    if not template or template_fault(template) or _prints(log, group, meeting, printed):
        return group
    others = [s for s in group.numbering if s.start != meeting.name]
    numbering = sorted([*others, Scheme(template, meeting.name)], key=_start)
    learned = replace(group, numbering=tuple(numbering))
    return learned if _prints(log, learned, meeting, printed) else group


def _template(action: Action, meeting: Meeting) -> str:
    """Return the numbering that prints an action's ref: `({meeting},{n})` for (6,1); empty where it cannot be told."""
    parts = re.split(r"(\d+)", action.minuted.ref)
    if len(parts) < 3 or len(parts) > 9 or any("{" in p or "}" in p for p in parts):
        return ""
    numbers = parts[1::2]
    if int(numbers[-1]) != action.number:
        return ""
    year = meeting.date.year
    names = {str(year): "{yyyy}", f"{year % 100:02}": "{yy}", meeting.number: "{meeting}"}
    width = f":0{len(numbers[-1])}" if numbers[-1].startswith("0") and len(numbers[-1]) < 10 else ""
    filled = [names.get(number, number) for number in numbers[:-1]] + [f"{{n{width}}}"]
    return "".join(text + number for text, number in zip(parts[::2], [*filled, ""], strict=True))


def _prints(log: Log, group: Group, meeting: Meeting, actions: Sequence[Action]) -> bool:
    """True where the numbering of `group` gives each of these actions the ref that was printed."""
    refs = Refs(changed(log, Change("", meetings=(meeting,), groups=(group,))))
    return all(refs.by_scheme(group, meeting.name, a.number) == a.minuted.ref for a in actions)


def _start(scheme: Scheme) -> tuple[str, int, str]:
    return meeting_key(scheme.start) if scheme.start else ("", 0, "")
