"""What a good secretary would ask about a log: nothing is wrong, and the check succeeds."""

from datetime import date

from actionlog.checks import deadline_advice, owner_advice, record_advice
from actionlog.checks.survey import Advice, Survey
from actionlog.model import Log

__all__ = ["ADVICE", "Advice", "advice", "warnings"]

#: Every piece of advice, in the order in which they are given about one action.
ADVICE = (
    deadline_advice.no_deadline,
    deadline_advice.ongoing_without_review,
    deadline_advice.deadline_is_meeting_day,
    deadline_advice.year_inferred,
    deadline_advice.deadline_far,
    deadline_advice.extension_waiting,
    deadline_advice.waiver_run_out,
    deadline_advice.stale,
    owner_advice.no_owner,
    owner_advice.collective_owner,
    owner_advice.owner_unknown,
    owner_advice.owner_not_in_register,
    owner_advice.owner_contradicts_text,
    owner_advice.two_tasks,
    owner_advice.vague_verb,
    record_advice.origin_unknown,
    record_advice.closure_date_not_recorded,
    record_advice.closure_waiting,
    record_advice.number_gap,
    record_advice.meeting_number_repeated,
    record_advice.crowded_meeting,
    record_advice.alias_shared,
)


def advice(log: Log, as_of: date) -> list[Advice]:
    """Return all advice about `log` as it stood on a day: action by action in the log's order, then about the rest."""
    survey = Survey(log, as_of)
    order = {action.id: number for number, action in enumerate(log.actions)}
    found = [one for give in ADVICE for one in give(survey)]
    return sorted(found, key=lambda one: order.get(one.id, len(order)))


def warnings(log: Log, as_of: date) -> list[Advice]:
    """Return the advice that is given unasked: no deadline, in groups whose policy is `require_deadline: warn`."""
    strict = {group.slug for group in log.groups if group.policy.require_deadline == "warn"}
    found = deadline_advice.no_deadline(Survey(log, as_of)) if strict else ()
    return [one for one in found if one.id.split("/")[0] in strict]
