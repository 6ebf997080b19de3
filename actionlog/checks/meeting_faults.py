"""Faults of meetings and groups: the state of minutes, the papers that were tabled, numbering and waivers.

Each function is one check; its name is the check's, and its docstring is its entry in `docs/reference/checks.md`.
"""

import re
from collections.abc import Container, Iterator

from actionlog.characters import visible
from actionlog.checks.action_faults import line
from actionlog.errors import Problem
from actionlog.model import CONFIRMED, DRAFT, Action, Group, Log, Meeting, Waiver, long_date, meeting_key
from actionlog.refs import same_action, template_fault

_MEETING_NAME = re.compile(r"(?:before-)?\d{4}-\d{2}-\d{2}[b-z]?")


def minutes_state(log: Log) -> Iterator[Problem]:
    """The dates on which minutes were cleared and confirmed do not fit their state, or each other.

    Minutes are a draft, then cleared (usually by the chair), then confirmed by a later meeting. Correct `minutes:`, or
    the dates after `cleared:` and `confirmed:`.
    """
    for meeting in log.meetings:
        for key, message in _state_faults(meeting):
            yield Problem(meeting.source.path, line(meeting.source, key), "minutes-state", message)


def confirmed_at_unknown(log: Log) -> Iterator[Problem]:
    """Minutes are said to be confirmed by a meeting that is not in the log, or by one that was not later.

    Write the name of that meeting's folder after `confirmed_at:`, or add the meeting with `actionlog meeting add`.
    """
    held = {(m.group, m.name) for m in log.meetings}
    for meeting in log.meetings:
        at = meeting.confirmed_at
        if not at:
            continue
        if (meeting.group, at) not in held:
            message = (
                f"The minutes are said to be confirmed by the meeting {visible(at)}, which is not in the log. Correct "
                "`confirmed_at`, or add that meeting: actionlog meeting add DATE"
            )
        elif meeting_key(at) <= meeting_key(meeting.name):
            message = (
                f"The minutes are said to be confirmed by the meeting {visible(at)}, but only a later meeting can "
                "confirm them. Correct `confirmed_at`."
            )
        else:
            continue
        yield Problem(meeting.source.path, line(meeting.source, "confirmed_at"), "confirmed-at-unknown", message)


def tabled_missing(log: Log, unread: Container[str] = ()) -> Iterator[Problem]:
    """A paper that was tabled showed an action whose file is no longer in the log.

    An action that is over is closed, never deleted, and its number is never used again. Bring the file back from git:
    `git log --diff-filter=D --summary` shows the commit that deleted it.
    """
    # `unread` are the paths of files that are there but could not be read: the reader has told what is wrong with them
    ids = {a.id for a in log.actions}
    for meeting in log.meetings:
        for number, paper in enumerate(meeting.papers):
            shown = (*paper.open, *paper.closed)
            for name in dict.fromkeys(map(_action_of, shown)):
                path = f"{meeting.group}/{name}"
                if path in ids or f"{path}.yaml" in unread:
                    continue
                yield Problem(
                    meeting.source.path,
                    line(meeting.source, f"papers.{number}"),
                    "tabled-missing",
                    f"The {visible(paper.paper)} paper tabled here showed action {visible(name)}, but the log holds no "
                    "such file. An action that is over is closed, not deleted: bring the file back from git, or "
                    "correct the entry.",
                )


def numbering(log: Log) -> Iterator[Problem]:
    """A group's numbering does not print refs that can be told apart.

    A pattern needs the action's number `{n}` (or `{seq}`, counted through); `from:` is the folder name of the first
    meeting that it holds for, and the earliest stands first.
    """
    for group in log.groups:
        for number, message in _numbering_faults(group):
            at = line(group.source, f"numbering.{number}")
            yield Problem(group.source.path, at, "numbering", message)


def waiver_unknown(log: Log, unread: Container[str] = ()) -> Iterator[Problem]:
    """A waiver names an action that is not in the log, so it silences nothing.

    Write the meeting's folder and the action's number, such as 2021-05-19/05; the number alone may mean several
    actions.
    """
    actions: dict[tuple[str, str], list[Action]] = {}
    if any(g.waivers for g in log.groups):
        for action in log.actions:
            actions.setdefault((action.group, action.meeting), []).append(action)
    for group in log.groups:
        for number, waiver in enumerate(group.waivers):
            meant = actions.get((group.slug, _meeting_of(waiver)), [])
            if (
                not any(same_action(waiver.action, action) for action in meant)
                and _path_of(group, waiver) not in unread
            ):
                yield Problem(
                    group.source.path,
                    line(group.source, f"waivers.{number}"),
                    "waiver-unknown",
                    f"The waiver for {visible(waiver.action)} fits no action of this group. Write the meeting and the "
                    "number, such as 2021-05-19/05; actionlog list --all shows them.",
                )


def _state_faults(meeting: Meeting) -> Iterator[tuple[str, str]]:
    cleared, confirmed, held = meeting.cleared, meeting.confirmed, meeting.date
    if meeting.minutes == DRAFT and cleared:
        yield (
            "minutes",
            f"The minutes were cleared on {long_date(cleared)}, but their state is draft. Write minutes: cleared, or "
            "take `cleared` out.",
        )
    if meeting.minutes != CONFIRMED and (confirmed or meeting.confirmed_at):
        by = f"on {long_date(confirmed)}" if confirmed else f"by the meeting {visible(meeting.confirmed_at)}"
        yield (
            "minutes",
            f"The minutes were confirmed {by}, but their state is {meeting.minutes}. Write minutes: confirmed, or take "
            "`confirmed` and `confirmed_at` out.",
        )
    if cleared and not meeting.is_before and cleared < held:
        yield (
            "cleared",
            f"The minutes are said to be cleared on {long_date(cleared)}, before the meeting itself, "
            f"{long_date(held)}. Correct `cleared`.",
        )
    if confirmed and confirmed < (cleared or held):
        before = f"they were cleared, {long_date(cleared)}" if cleared else f"the meeting itself, {long_date(held)}"
        yield (
            "confirmed",
            f"The minutes are said to be confirmed on {long_date(confirmed)}, before {before}. Correct the date that "
            "is wrong.",
        )


def _numbering_faults(group: Group) -> Iterator[tuple[int, str]]:
    starts: list[str] = []
    for number, scheme in enumerate(group.numbering):
        if fault := template_fault(scheme.ref):
            yield number, fault
        if scheme.start and not _MEETING_NAME.fullmatch(scheme.start):
            yield (
                number,
                f"The numbering {visible(scheme.ref)} holds from {visible(scheme.start)}, which is no meeting. Write "
                "the name of the first meeting's folder, such as 2022-01-24.",
            )
        elif starts and meeting_key(scheme.start) <= meeting_key(starts[-1]):
            yield (
                number,
                f"The numbering {visible(scheme.ref)} holds from no later meeting than the one above it. Put the "
                "earliest first, and give each of the others the meeting `from` which it holds.",
            )
        starts.append(scheme.start)


def _meeting_of(waiver: Waiver) -> str:
    parts = waiver.action.strip().replace("\\", "/").split("/")
    return parts[-2] if len(parts) > 1 else ""


def _path_of(group: Group, waiver: Waiver) -> str:
    number = waiver.action.replace("\\", "/").rpartition("/")[2].strip().removesuffix(".yaml")
    return f"{group.slug}/{_meeting_of(waiver)}/{number.lstrip('0').rjust(2, '0')}.yaml"


def _action_of(mark: str) -> str:
    """Return the action that a mark such as `2021-05-19/05`, `… 2021-06-16` or `… 2021-06-16 (2)` stands for."""
    return mark.partition(" ")[0]
