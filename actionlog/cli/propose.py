"""`actionlog propose`: somebody says it is done, and the body has not agreed yet."""

from typing import Annotated

import typer

from actionlog.changes import closing
from actionlog.cli.add import understood
from actionlog.cli.desk import authority, writing_desk
from actionlog.cli.options import AgreedBy, By, Day, Evidence, Group, Meeting, NoCommit, Reason, Ref
from actionlog.errors import Refused
from actionlog.model import Meeting as MeetingRecord


def run(
    ref: Ref,
    evidence: Evidence = "",
    by: By = "",
    outcome: Annotated[str, typer.Option("--outcome", metavar="WHY", help="The outcome proposed.")] = "",
    declined: Annotated[bool, typer.Option("--declined", help="The closure was declined; it is open again.")] = False,
    to: Annotated[str, typer.Option("--to", metavar="WHEN", help="With --declined: the new deadline.")] = "",
    meeting: Meeting = "",
    agreed_by: AgreedBy = "",
    reason: Reason = "",
    date: Day = "",
    group: Group = "",
    no_commit: NoCommit = False,
) -> None:
    """Propose an action for closure, or record that its closure was declined.

    \b
    Examples:
      actionlog propose 4 --evidence "The sub-group met on 21 June"
      actionlog propose 4 --declined --meeting 2021-06-23 --reason "No paper was seen"
    """
    if to and not declined:
        raise Refused(
            "--to gives the new deadline of an action whose closure is declined. Add --declined, or leave it out."
        )
    with writing_desk(no_commit) as desk:
        action = desk.action(ref, group)
        at = desk.meeting_name(action, meeting)
        on = desk.day(date, at)
        if declined:
            reading = understood(to, MeetingRecord(action.group, on.isoformat()), desk.log)
            change = closing.decline(
                desk.log,
                action,
                on=on,
                today=desk.today,
                reason=reason,
                meeting=at,
                by=authority(agreed_by, at),
                deadline=reading.deadline if reading else None,
            )
        else:
            change = closing.propose(
                desk.log,
                action,
                on=on,
                today=desk.today,
                evidence=evidence,
                by=by,
                outcome=outcome,
                reason=reason,
            )
        desk.save(change)
