"""`actionlog list`: which actions there are."""

from typing import Annotated

import typer

from actionlog.cli.desk import open_desk
from actionlog.cli.options import AsOf, Format, Group, Json, Output
from actionlog.cli.output import show_paper
from actionlog.errors import Refused
from actionlog.model import OPEN, PROPOSED, STATUSES
from actionlog.papers.list import action_list
from actionlog.query import Query, Standings, select


def run(
    everything: Annotated[bool, typer.Option("--all", "-a", help="Closed and struck out ones too.")] = False,
    owner: Annotated[str, typer.Option("--owner", metavar="OWNER", help="Only the actions of this owner.")] = "",
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help="Open, Proposed, Closed or Struck out.")
    ] = "",
    meeting: Annotated[
        str, typer.Option("--meeting", "-m", metavar="DATE", help="Only what this meeting raised.")
    ] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    due_before: Annotated[
        str, typer.Option("--due-before", metavar="DATE", help="Only what has a deadline before this day.")
    ] = "",
    text: Annotated[str, typer.Option("--text", metavar="WORDS", help="Only actions that hold these words.")] = "",
    group: Group = "",
    as_of: AsOf = "",
    form: Format = "",
    json: Json = False,
    output: Output = "",
) -> None:
    """List the open actions; with --all, every one.

    \b
    Examples:
      actionlog list
      actionlog list --owner "Review team" --due-before "30 June"
      actionlog list --overdue --as-of 2021-06-15
    """
    desk = open_desk()
    log = desk.named_log
    day = desk.as_of(as_of)
    body = desk.group(group) if group or meeting else None
    query = Query(
        group=body.slug if body else "",
        owner=owner,
        statuses=_statuses(status, everything),
        overdue=overdue,
        due_before=desk.as_of(due_before) if due_before else None,
        text=text,
    )
    if body and meeting:
        query = query._replace(meeting=desk.meeting(body, meeting).name)
    found = select(Standings(log, day), query)
    show_paper(action_list(log, found, day, body), form="json" if json else form, output=output)


def _statuses(status: str, everything: bool) -> tuple[str, ...]:
    if not status:
        return () if everything else (OPEN, PROPOSED)
    for known in STATUSES:
        if known.casefold() == status.casefold():
            return (known,)
    raise Refused(f"--status {status} is not known. Write one of: {', '.join(STATUSES)}.")
