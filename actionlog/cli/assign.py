"""`actionlog assign`: other owners."""

from typing import Annotated

import typer

from actionlog.changes import actions
from actionlog.cli.desk import writing_desk
from actionlog.cli.options import Day, Group, Meeting, NoCommit, Reason, Ref


def run(
    ref: Ref,
    owner: Annotated[
        list[str],
        typer.Argument(metavar="OWNER...", help="Who does it from now on, the lead first.", show_default=False),
    ],
    meeting: Meeting = "",
    reason: Reason = "",
    date: Day = "",
    group: Group = "",
    no_commit: NoCommit = False,
) -> None:
    """Give an action to other owners; the old ones stay in its history.

    \b
    Examples:
      actionlog assign 8 "Review team"
      actionlog assign (6,1) Chair Clerk --meeting 2022-01-24 --reason "The team lead has left"
    """
    with writing_desk(no_commit) as desk:
        action = desk.action(ref, group)
        at = desk.meeting_name(action, meeting)
        change = actions.assign(
            desk.log, action, tuple(owner), on=desk.day(date, at), today=desk.today, meeting=at, reason=reason
        )
        desk.save(change)
