"""The list that `actionlog list` prints: the actions that were asked for, in the log's order."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from actionlog.model import CLOSED, NOT_RECORDED, Group, Log, long_date
from actionlog.papers import Paper, Row, Table, Worded, count_of
from actionlog.papers.action_cells import action_cell, deadline_cell, owner_cell
from actionlog.query import Standing
from actionlog.refs import Refs, ref_key

_COLUMNS = ("Ref", "Action", "Owner", "Deadline", "Status")


def action_list(log: Log, found: Sequence[Standing], as_of: date, group: Group | None = None) -> Paper:
    """Return the actions `found` as a paper of one table, headed with `group` where only its actions were asked for.

    Where the log has several groups and none was asked for, a column names the group of each action.
    """
    only = group or (log.groups[0] if len(log.groups) == 1 else None)
    several = only is None and len(log.groups) > 1
    refs = typed_refs(log, found)
    rows = tuple(
        Row(
            (
                refs[s.action.id],
                *((s.calendar.group.name,) if several else ()),
                action_cell(s),
                owner_cell(s),
                deadline_cell(s),
                Worded(_status_lines(s), status_words(s)),
            ),
            s,
        )
        for s in found
    )
    overdue = sum(s.overdue for s in found)
    said = count_of(len(found), "action") + (f", {overdue} overdue" if overdue else "")
    return Paper(
        "list",
        f"{only.name if only else 'Action log'}: actions",
        only.slug if only else "",
        as_of,
        lines=(f"{said}. As at {long_date(as_of)}.",),
        parts=(
            Table(
                "Actions",
                ("Ref", "Group", *_COLUMNS[1:]) if several else _COLUMNS,
                rows,
                "No action fits. All of them: actionlog list --all",
                folds=(("Owner", "Action"),),
            ),
        ),
        standings=tuple(found),
    )


def typed_refs(log: Log, found: Sequence[Standing]) -> dict[str, str]:
    """Return, by id, what to type for each action: its printed ref where no other has it, else meeting and number."""
    refs = Refs(log)
    times = Counter((action.group, ref_key(refs.of(action))) for action in log.actions)
    return {s.action.id: s.ref if times[s.action.group, ref_key(s.ref)] == 1 else s.action.short_id for s in found}


def status_words(standing: Standing) -> str:
    """Return how an action stands, in words: `Overdue by 6 days`, `Open`, `Closed 16 June 2021, completed`."""
    return ", ".join(_status_lines(standing))


def _status_lines(standing: Standing) -> tuple[str, ...]:
    action = standing.action
    if standing.overdue:
        late = f"Overdue by {count_of(standing.days_overdue, 'day')}"
        waived = standing.waived
        return (late, f"waived until {long_date(waived)}") if waived else (late,)
    if action.status == CLOSED:
        day = f" {long_date(action.closed)}" if action.closed else ""
        outcome = "outcome not recorded" if action.outcome == NOT_RECORDED else action.outcome
        return (f"Closed{day}", outcome) if outcome else (f"Closed{day}",)
    return (action.status,)
