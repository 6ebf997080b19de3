"""`actionlog note`: what was said of an action."""

from typing import Annotated

import typer

from actionlog.changes import actions
from actionlog.cli.desk import writing_desk
from actionlog.cli.options import By, Day, Group, NoCommit, Ref


def run(
    ref: Ref,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What was said.", show_default=False)],
    by: By = "",
    date: Day = "",
    group: Group = "",
    no_commit: NoCommit = False,
) -> None:
    """Record what was said of an action, such as an owner's progress.

    \b
    Examples:
      actionlog note 8 "Two examples drafted"
      actionlog note 2021-05-19/3 "Waiting for the figures" --by "Review team" --date 2021-06-02
    """
    with writing_desk(no_commit) as desk:
        action = desk.action(ref, group)
        desk.save(actions.note(desk.log, action, text, on=desk.day(date), today=desk.today, by=by))
