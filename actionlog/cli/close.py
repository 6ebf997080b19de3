"""`actionlog close`: an action ends, with why."""

from typing import Annotated

import typer

from actionlog.changes import closing
from actionlog.cli.desk import authority, writing_desk
from actionlog.cli.options import AgreedBy, Day, Evidence, Group, Meeting, NoCommit, Reason, Ref
from actionlog.model import COMPLETED


def run(
    ref: Ref,
    outcome: Annotated[
        str,
        typer.Option(
            "--outcome",
            metavar="WHY",
            help="completed, superseded, withdrawn, transferred, merged, lapsed or not recorded.",
        ),
    ] = COMPLETED,
    evidence: Evidence = "",
    meeting: Meeting = "",
    agreed_by: AgreedBy = "",
    reason: Reason = "",
    into: Annotated[str, typer.Option("--into", metavar="REF", help="What superseded it, or where it went.")] = "",
    date: Day = "",
    group: Group = "",
    no_commit: NoCommit = False,
) -> None:
    """Close an action. Closed is not the same as completed: say why.

    \b
    Examples:
      actionlog close 1 --evidence "Circulated by e-mail" --date "16 June 2021"
      actionlog close 4 --meeting 2021-06-23
      actionlog close 7 --outcome superseded --into 2021-06-23/2
    """
    with writing_desk(no_commit) as desk:
        action = desk.action(ref, group)
        at = desk.meeting_name(action, meeting)
        desk.save(
            closing.close(
                desk.log,
                action,
                on=desk.day(date, at),
                today=desk.today,
                outcome=outcome,
                evidence=evidence,
                reason=reason,
                into=into,
                meeting=at,
                by=authority(agreed_by, at),
            )
        )
