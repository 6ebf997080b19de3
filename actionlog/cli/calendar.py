"""`actionlog calendar`: the deadlines, for a calendar program."""

from typing import Annotated

import typer

from actionlog.cli.desk import open_whole_desk, tell
from actionlog.cli.options import AsOf, Group, Output
from actionlog.cli.output import show_paper
from actionlog.papers.calendar import deadlines
from actionlog.query import Standings


def run(
    owner: Annotated[str, typer.Option("--owner", metavar="OWNER", help="Only the deadlines of this owner.")] = "",
    group: Group = "",
    as_of: AsOf = "",
    output: Output = "",
) -> None:
    """Write deadlines for a calendar program, as iCalendar; of all actions or of one owner's.

    Take the file in again later, and what moved moves and what closed is cancelled; nothing is doubled.

    \b
    Examples:
      actionlog calendar -o deadlines.ics
      actionlog calendar --owner "Review team" -o review-team.ics
    """
    desk = open_whole_desk()
    body = desk.group(group) if group else None
    found = deadlines(Standings(desk.named_log, desk.as_of(as_of)), body, owner)
    show_paper(found.paper, form="ics", output=output)
    if found.remark:
        tell(found.remark)
