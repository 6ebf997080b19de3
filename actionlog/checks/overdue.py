"""What is overdue on a day, and what would be, had the group not agreed to be silent about it for a while."""

from actionlog.checks.survey import is_dissolved
from actionlog.query import Standing, Standings


def overdue(standings: Standings, *, grace: int = 0, group: str = "") -> list[Standing]:
    """Return the overdue actions of one group, or of all, worst first; the same number of days by id.

    Left out are those at most `grace` days late, those for which a waiver holds, and those of groups wound up.
    """
    return [s for s in _late(standings, grace, group) if s.waived is None]


def waived(standings: Standings, *, grace: int = 0, group: str = "") -> list[Standing]:
    """Return the overdue actions that a waiver keeps out of `overdue`, in the same order."""
    return [s for s in _late(standings, grace, group) if s.waived is not None]


def _late(standings: Standings, grace: int, group: str) -> list[Standing]:
    day = standings.as_of
    living = {g.slug for g in standings.log.groups if not is_dissolved(g, day)}
    late = [s for s in standings.all(group) if s.action.group in living and s.days_overdue > max(grace, 0)]
    return sorted(late, key=lambda s: (-s.days_overdue, s.action.id))
