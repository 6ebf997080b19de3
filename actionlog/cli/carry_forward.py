"""`actionlog carry-forward`: what is still open goes to the next meeting."""

from typing import Annotated

import typer

from actionlog.changes import carrying
from actionlog.cli.desk import open_desk, say, writing_desk
from actionlog.cli.options import DryRun, Group, NoCommit


def run(
    to: Annotated[
        str, typer.Option("--to", metavar="DATE", help="The meeting they are carried to. [default: the latest]")
    ] = "",
    group: Group = "",
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
) -> None:
    """Carry every open action of earlier meetings forward to a meeting; each gets one entry, however often this is run.

    \b
    Examples:
      actionlog carry-forward --to 2021-06-23 --dry-run
      actionlog carry-forward --to 2021-06-23
    """
    if dry_run:
        desk = open_desk()
        body = desk.group(group)
        meeting = desk.meeting(body, to)
        # a meeting still to come is shown as if it were held today
        change = carrying.carry_forward(desk.log, body, meeting, today=max(desk.today, meeting.date))
        say("Nothing was changed. This would be done:" if not change.is_empty else "Nothing was changed.")
        for line in change.said:
            say(line)
        return
    with writing_desk(no_commit) as desk:
        body = desk.group(group)
        desk.save(carrying.carry_forward(desk.log, body, desk.meeting(body, to), today=desk.today))
