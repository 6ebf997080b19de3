"""What a good secretary would ask about the record: what is missing from it, and what may be taken for something else.

Each function is one piece of advice; its name is the advice's, and its docstring is its entry in
`docs/reference/checks.md`.
"""

from collections.abc import Iterator
from itertools import pairwise

from actionlog.checks.survey import Advice, Survey, on
from actionlog.model import BEFORE, CLOSED, PROPOSED, PROPOSED_FOR_CLOSURE, long_date
from actionlog.owners import joined


def origin_unknown(survey: Survey) -> Iterator[Advice]:
    """The action is older than the record, and nobody knows which meeting raised it.

    It stands in a folder `before-` and a date. If earlier minutes turn up, import them, and close this one as
    superseded by the action found there.
    """
    for s in survey.open:
        if s.meeting.is_before:
            yield on(
                s,
                "origin-unknown",
                f"It was raised before {long_date(s.raised)}, at a meeting that is not recorded. If its minutes turn "
                "up, import them: actionlog import FILE",
            )


def closure_date_not_recorded(survey: Survey) -> Iterator[Advice]:
    """The action is closed, but the day is not recorded, so it counts neither as on time nor as late.

    Minutes often print only "Closed". If you know the day, write it after `closed:`.
    """
    for s in survey.unsettled:
        if s.action.status == CLOSED:
            yield on(
                s,
                "closure-date-not-recorded",
                "It is closed, but not since when, so it counts neither as on time nor as late. If you know the day, "
                f"write it after `closed:` (actionlog edit {survey.ref(s.action)}).",
            )


def closure_waiting(survey: Survey) -> Iterator[Advice]:
    """The action was proposed for closure, and a meeting has been held since that neither closed nor declined it."""
    for s in survey.open:
        if s.action.status != PROPOSED:
            continue
        since = max((e.date for e in s.action.history if e.event == PROPOSED_FOR_CLOSURE), default=s.raised)
        held = [day for day in s.calendar.ordinary if since < day <= survey.as_of]
        if held:
            yield on(
                s,
                "closure-waiting",
                f"It was proposed for closure by {long_date(since)}, and the meeting of {long_date(held[0])} did not "
                f"decide. Ask the next one, then: actionlog close {survey.ref(s.action)}",
            )


def number_gap(survey: Survey) -> Iterator[Advice]:
    """A number is missing between the actions of a meeting, and nothing explains why.

    An action struck out of draft minutes stays in the log, so that its number is explained. If a file was deleted,
    bring it back from git; numbers are never used again. Not looked at: actions older than the record.
    """
    for (group, meeting), numbers in survey.numbers.items():
        if meeting.startswith(BEFORE):
            continue
        gaps = [(a + 1, b - 1) for a, b in pairwise(numbers) if b - a > 1]
        if gaps:
            many = len(gaps) > 1 or gaps[0][0] < gaps[0][1]
            words = joined(str(a) if a == b else f"{a} to {b}" for a, b in gaps)
            yield Advice(
                "number-gap",
                f"{group}/{meeting}",
                f"Number{'s' if many else ''} {words} of this meeting {'are' if many else 'is'} missing, and nothing "
                "explains why. If a file was deleted, bring it back from git.",
            )


def meeting_number_repeated(survey: Survey) -> Iterator[Advice]:
    """Two meetings of a group have the same number, so that a ref such as (6,1) may mean either's action.

    Correct `number:` in one of them, unless the group counts anew each year.
    """
    for group in survey.groups:
        first: dict[str, str] = {}
        for meeting in survey.log.meetings_of(group.slug):
            other = first.setdefault(meeting.number, meeting.name) if meeting.number else meeting.name
            if other != meeting.name:
                yield Advice(
                    "meeting-number-repeated",
                    f"{group.slug}/{meeting.name}",
                    f"This meeting and {other} both have number {meeting.number}. Correct one, unless the group counts "
                    "anew each year.",
                )


def crowded_meeting(survey: Survey) -> Iterator[Advice]:
    """One meeting holds more than a thousand actions: git and file managers become slow in so large a folder.

    No meeting raises so many; most likely a whole register was imported as one. Spread it over the meetings that raised
    the actions.
    """
    for (group, meeting), numbers in survey.numbers.items():
        if len(numbers) > 1000:
            yield Advice(
                "crowded-meeting",
                f"{group}/{meeting}",
                f"This meeting holds {len(numbers)} actions, which makes git slow. Spread them over the meetings that "
                "raised them.",
            )


def alias_shared(survey: Survey) -> Iterator[Advice]:
    """The register gives one alias to two people, so that nobody can tell who is meant by it.

    Initials are the usual case. Such an alias is not used for either. Lengthen it in one of the entries.
    """
    for alias, names in survey.shared_aliases:
        yield Advice(
            "alias-shared",
            survey.log.settings.people,
            f"The alias {alias} stands for {joined(names)}, so it is used for neither. Lengthen it for one of them.",
        )
