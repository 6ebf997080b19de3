"""`actionlog strike-out`: an action that the chair took out of the draft minutes."""

from actionlog.changes import actions
from actionlog.cli.desk import writing_desk
from actionlog.cli.options import Day, Group, NoCommit, Reason, Ref


def run(ref: Ref, reason: Reason = "", date: Day = "", group: Group = "", no_commit: NoCommit = False) -> None:
    """Strike an action out of draft minutes; its number stays used.

    \b
    Example:
      actionlog strike-out 2021-06-23/4 --reason "Said twice"
    """
    with writing_desk(no_commit) as desk:
        action = desk.action(ref, group)
        desk.save(actions.strike_out(desk.log, action, on=desk.day(date), today=desk.today, reason=reason))
