"""What a good secretary would ask about deadlines.

Each function is one piece of advice; its name is the advice's, and its docstring is its entry in
`docs/reference/checks.md`.
"""

import re
from collections.abc import Iterator
from datetime import date

from actionlog.checks.survey import Advice, Survey, on
from actionlog.model import ONGOING, long_date
from actionlog.replay import MOVES_DEADLINE, at_first

FAR = 300  #: days; a deadline further off than this is more often a wrong year than a plan

_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(uary|ruary|ch|il|ust|ember|ober)?\b", re.I
)
_DAY_AND_MONTH = re.compile(r"(?<![\d./-])\d{1,2}[./-]\d{1,2}(?![./-]?\d)")
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)|\d[./-]\d{1,2}[./-]\d{2}(?!\d)|[a-z][.,]?\s*['’]?\d\d\s*$", re.I)


def no_deadline(survey: Survey) -> Iterator[Advice]:
    """No deadline was agreed, so the action can never be overdue and nobody is reminded of it.

    Ask the meeting for one, and set it with `actionlog extend`. A group can require deadlines: `require_deadline: warn`
    says this at every check, `error` makes it a fault.
    """
    for s in survey.open:
        if s.action.deadline is None:
            yield on(
                s,
                "no-deadline",
                "No deadline was agreed, so it can never be overdue. Ask the meeting for one: "
                f"actionlog extend {survey.ref(s.action)} --to DATE",
            )


def ongoing_without_review(survey: Survey) -> Iterator[Advice]:
    """The deadline is On-going and nothing says when the committee will look at the action again.

    On-going can hide that nothing happens. Give it a day with `actionlog edit REF --review DATE`;
    when that has passed, this advice comes back.
    """
    for s in survey.open:
        review = s.action.review
        if s.action.deadline == ONGOING and (review is None or review < survey.as_of):
            when = (
                "nobody is to look at it again" if review is None else f"its review on {long_date(review)} has passed"
            )
            yield on(
                s,
                "ongoing-without-review",
                f"It is On-going, and {when}. Agree a day to review it: "
                f"actionlog edit {survey.ref(s.action)} --review DATE",
            )


def deadline_is_meeting_day(survey: Survey) -> Iterator[Advice]:
    """The deadline is the day of the meeting that raised the action.

    Either it was done on the spot, or the deadline was typed wrongly.
    """
    for s in survey.unsettled:
        if s.action.deadline == s.raised and not s.meeting.is_before:
            yield on(
                s,
                "deadline-is-meeting-day",
                f"Its deadline is the day of the meeting, {long_date(s.raised)}. If it was done on the spot, that is "
                "right; if not, ask which day was meant.",
            )


def deadline_far(survey: Survey) -> Iterator[Advice]:
    """The deadline is more than 300 days after it was agreed: more often a wrong year than a plan."""
    for s in survey.open:
        deadline = s.action.deadline
        if isinstance(deadline, date):
            agreed = max((e.date for e in s.action.history if e.event in MOVES_DEADLINE and e.after), default=s.raised)
            if (deadline - agreed).days > FAR:
                yield on(
                    s,
                    "deadline-far",
                    f"Its deadline, {long_date(deadline)}, is {(deadline - agreed).days} days after it was agreed. "
                    "Check the year.",
                )


def year_inferred(survey: Survey) -> Iterator[Advice]:
    """The minutes printed the deadline without a year, and the year was worked out from the meeting.

    Nobody need act on it; it says how far to trust the date. It is silent once another deadline has been agreed.
    """
    for s in survey.unsettled:
        printed, deadline = s.action.minuted, s.action.deadline
        from_a_paper = printed.ref or printed.owners or printed.status  # what was typed was echoed in full
        if (
            isinstance(deadline, date)
            and from_a_paper
            and _names_a_day_without_year(printed.deadline)
            and at_first(s.action).deadline == deadline
        ):
            yield on(
                s,
                "year-inferred",
                f"The minutes print its deadline as “{printed.deadline}”, without a year; it was taken to be "
                f"{long_date(deadline)}. Check that this is what was meant.",
            )


def stale(survey: Survey) -> Iterator[Advice]:
    """The action has no fixed deadline, and nothing was recorded about it for long.

    Usually for two meetings, or 90 days; the group's timings say otherwise. Ask the owner, and record the answer with
    `actionlog note`.
    """
    for s in survey.open:
        if s.stale:
            since = s.last_update or s.raised
            yield on(
                s,
                "stale",
                f"It has no fixed deadline, and nothing was recorded about it since {long_date(since)}. Ask the owner, "
                f"and record the answer: actionlog note {survey.ref(s.action)} TEXT",
            )


def extension_waiting(survey: Survey) -> Iterator[Advice]:
    """A new deadline was asked for, and nobody has answered. A request does not stop the clock.

    Agree it with `actionlog extend`, or refuse it; both are recorded.
    """
    for s in survey.open:
        if s.requested:
            yield on(
                s,
                "extension-waiting",
                f"A new deadline was asked for on {long_date(s.requested.date)}, and nobody has answered. Agree it: "
                f"actionlog extend {survey.ref(s.action)} --agreed (or refuse it: --refused)",
            )


def waiver_run_out(survey: Survey) -> Iterator[Advice]:
    """A waiver has run out and its action is still overdue, so the check fails because of it again.

    Have the action done, extended or closed; a new waiver is for the group to agree.
    """
    for s in survey.open:
        ended = survey.waiver_ended(s)
        if ended and s.overdue and s.waived is None:
            yield on(
                s,
                "waiver-run-out",
                f"Its waiver ran out on {long_date(ended)}, and it is still overdue. Have it done, extended or closed, "
                "or ask the group for another waiver.",
            )


def _names_a_day_without_year(printed: str) -> bool:
    return not _YEAR.search(printed) and bool(_MONTH.search(printed) or _DAY_AND_MONTH.search(printed))
