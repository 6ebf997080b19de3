"""Refs: how an action is printed in a paper, and which action a user means by one.

A printed number is no identity: minutes print two different actions as 5. A ref that fits two actions is refused with
both shown, never guessed (`docs/explanation/design.md`, section 4).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from actionlog.errors import AmbiguousRef, UnknownRef
from actionlog.model import Action, Group, Log, Meeting, Scheme, meeting_key

_FIELD = re.compile(r"\{(n|meeting|yyyy|yy|mm|dd|group|seq)(?::0?([1-9]))?\}")


class Refs:
    """The refs that papers print: what the minutes printed, or else by the group's numbering."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._groups = {g.slug: g for g in log.groups}
        self._meetings: Mapping[tuple[str, str], Meeting] = {(m.group, m.name): m for m in log.meetings}
        self._counted: dict[tuple[str, str], list[tuple[tuple[str, int, str], int]]] = {}  # by group and scheme's start

    def of(self, action: Action) -> str:
        """Return the printed ref of `action`."""
        if action.minuted.ref:
            return action.minuted.ref
        group = self._groups.get(action.group) or Group(action.group, action.group)
        return self.by_scheme(group, action.meeting, action.number)

    def by_scheme(self, group: Group, meeting: str, number: int) -> str:
        """Return the ref that the group's numbering gives to an action of a meeting (its folder name)."""
        scheme = scheme_for(group, meeting)
        if scheme.ref == "{n}":
            return str(number)
        held = self._meetings.get((group.slug, meeting)) or Meeting(group.slug, meeting)
        day = held.date
        values: dict[str, str | int] = {
            "n": number,
            "meeting": held.number,
            "yyyy": day.year,
            "yy": day.year % 100,
            "mm": day.month,
            "dd": day.day,
            "group": group.code or group.name,
        }
        if "{meeting" in scheme.ref and not held.number:
            return f"{meeting}/{number}"  # a number that is not known must not be made up
        if "{seq" in scheme.ref:
            values["seq"] = self._seq(group.slug, scheme, meeting, number)

        def filled(found: re.Match[str]) -> str:
            name, width = found.group(1), found.group(2)
            width = width or ("2" if name in ("yy", "mm", "dd") else None)
            return str(values[name]).rjust(int(width), "0") if width else str(values[name])

        return _FIELD.sub(filled, scheme.ref)

    def _seq(self, group: str, scheme: Scheme, meeting: str, number: int) -> int:
        counted = self._counted.get((group, scheme.start))
        if counted is None:
            start = meeting_key(scheme.start) if scheme.start else ("", 0, "")
            places = {(meeting_key(a.meeting), a.number) for a in self._log.actions_of(group)}
            counted = self._counted[group, scheme.start] = sorted(place for place in places if place[0] >= start)
        return bisect_left(counted, (meeting_key(meeting), number)) + 1


def scheme_for(group: Group, meeting: str) -> Scheme:
    """Return the numbering of `group` that holds for a meeting (its folder name)."""
    chosen = Scheme()
    for scheme in group.numbering:
        if not scheme.start or meeting_key(scheme.start) <= meeting_key(meeting):
            chosen = scheme
    return chosen


def template_fault(template: str) -> str:
    """Return what is wrong with a numbering template, as a sentence, or an empty text."""
    rest = _FIELD.sub("", template)
    if "{" in rest or "}" in rest:
        return (
            f"The numbering {template} holds a field that is not known. Use {{n}} for the number, {{meeting}} for the "
            "meeting's number, {seq}, {yy}, {yyyy}, {mm}, {dd} or {group}, each with a width if you like: {n:03}."
        )
    if "{n" not in template and "{seq" not in template:
        return f"The numbering {template} would give every action of a meeting the same ref. Put {{n}} into it."
    return ""


def ref_key(ref: str) -> str:
    """Return what two spellings of one ref share: `(6,1)`, `6,1` and `6.1` are the same."""
    return re.sub(r"[\s()\[\]]", "", ref).replace(",", ".").casefold()


def find(log: Log, ref: str, group: str = "") -> Action:
    """Return the action that a user's `ref` means; never a guess.

    Takes `2021-05-19/5`, `evidence-group/2021-05-19/5`, a path to the file, a printed ref such as `(6,1)`, or the
    number of a meeting and of an action. Raises UnknownRef, or AmbiguousRef with the candidates.
    """
    actions = log.actions_of(group) if group else log.actions
    found = _by_path(actions, ref) or _by_ref(log, actions, ref)
    if len(found) == 1:
        return found[0]
    if found:
        several_groups = len({a.group for a in found}) > 1
        raise AmbiguousRef(ref, [(a.id if several_groups else a.short_id, a.action) for a in found])
    raise UnknownRef(ref, _similar(actions, ref))


def same_action(ref: str, action: Action) -> bool:
    """True where `ref` names `action` by meeting and number, with or without its group."""
    return bool(_by_path([action], ref))


def _by_path(actions: Iterable[Action], ref: str) -> list[Action]:
    parts = ref.strip().replace("\\", "/").removesuffix(".yaml").split("/")
    if len(parts) < 2 or not parts[-1].isdecimal() or not parts[-1].isascii() or len(parts[-1]) > 9:
        return []
    number, meeting = int(parts[-1]), parts[-2]
    group = parts[-3] if len(parts) > 2 else ""
    return [a for a in actions if a.number == number and a.meeting == meeting and (not group or a.group == group)]


def _by_ref(log: Log, actions: Iterable[Action], ref: str) -> list[Action]:
    key = ref_key(ref)
    refs = Refs(log)
    numbers = {(m.group, m.name): m.number for m in log.meetings}
    return [
        a for a in actions if ref_key(refs.of(a)) == key or key == f"{numbers.get((a.group, a.meeting), '')}.{a.number}"
    ]


def _similar(actions: Iterable[Action], ref: str) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(ref, [a.short_id for a in actions], n=2, cutoff=0.8)
