"""`actionlog reopen`: a closed action is open again."""

from typing import Annotated

import typer

from actionlog.changes import closing
from actionlog.cli.add import understood
from actionlog.cli.desk import authority, writing_desk
from actionlog.cli.options import AgreedBy, Day, Group, Meeting, NoCommit, Reason, Ref
from actionlog.model import Meeting as MeetingRecord


def run(
    ref: Ref,
    deadline: Annotated[str, typer.Option("--deadline", "-d", metavar="WHEN", help="The new deadline.")] = "",
    meeting: Meeting = "",
    agreed_by: AgreedBy = "",
    reason: Reason = "",
    date: Day = "",
    group: Group = "",
    no_commit: NoCommit = False,
) -> None:
    """Open a closed action again, with a new deadline; the earlier closure is kept.

    \b
    Example:
      actionlog reopen 1 --deadline "14 July 2021" --meeting 2021-06-23 --reason "Two members had no copy"
    """
    with writing_desk(no_commit) as desk:
        action = desk.action(ref, group)
        at = desk.meeting_name(action, meeting)
        on = desk.day(date, at)
        reading = understood(deadline, MeetingRecord(action.group, on.isoformat()), desk.log)
        desk.save(
            closing.reopen(
                desk.log,
                action,
                deadline=reading.deadline if reading else None,
                on=on,
                today=desk.today,
                reason=reason,
                meeting=at,
                by=authority(agreed_by, at),
            )
        )
