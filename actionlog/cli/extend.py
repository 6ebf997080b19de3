"""`actionlog extend`: new deadlines."""

from datetime import date as Date
from typing import Annotated

import typer

from actionlog.changes import extending
from actionlog.cli.add import tell_doubts, understood
from actionlog.cli.desk import authority, writing_desk
from actionlog.cli.options import AgreedBy, By, Day, Group, Meeting, NoCommit, Reason, Ref
from actionlog.errors import Refused
from actionlog.model import Deadline
from actionlog.model import Meeting as MeetingRecord


def run(
    ref: Ref,
    to: Annotated[str, typer.Option("--to", metavar="WHEN", help="The new deadline.")] = "",
    requested: Annotated[bool, typer.Option("--requested", help="It is only asked for; the deadline stays.")] = False,
    refused: Annotated[bool, typer.Option("--refused", help="What was requested is refused.")] = False,
    agreed: Annotated[bool, typer.Option("--agreed", help="It is agreed (the default).")] = False,
    agreed_by: AgreedBy = "",
    meeting: Meeting = "",
    reason: Reason = "",
    by: By = "",
    date: Day = "",
    group: Group = "",
    no_commit: NoCommit = False,
) -> None:
    """Record a new deadline: agreed, requested or refused. The original one is kept.

    \b
    Examples:
      actionlog extend 8 --to "14 July 2021" --requested --reason "Awaiting consent to share"
      actionlog extend 8 --to "14 July 2021" --meeting 2021-06-23
      actionlog extend 8 --agreed --meeting 2021-06-23
      actionlog extend 8 --refused --meeting 2021-06-23 --reason "Needed before the report"
    """
    if requested + refused + agreed > 1:
        raise Refused("Say only one of --requested, --agreed and --refused.")
    if refused and to:
        raise Refused("--to gives a new deadline, and --refused says that there is none. Leave one of them out.")
    with writing_desk(no_commit) as desk:
        action = desk.action(ref, group)
        at = desk.meeting_name(action, meeting)
        on = desk.day(date, at)
        new: Deadline = None
        reading = None
        if to:
            # the year of a new deadline comes from the day it is agreed, as minutes of that day would mean it
            held = MeetingRecord(action.group, max(on, _raised(action.meeting)).isoformat())
            reading = understood(to, held, desk.log)
            new = reading.deadline if reading else None
            if new is None:
                doubts = reading.doubts if reading else ()
                raise Refused(" ".join([*doubts, "No new deadline was given. Add: --to DATE"]))
        who = "" if requested else authority(agreed_by, at)  # nobody has agreed to a request yet
        if requested:
            change = extending.request(desk.log, action, new, on=on, today=desk.today, reason=reason, by=by)
        elif refused:
            change = extending.refuse(desk.log, action, on=on, today=desk.today, reason=reason, meeting=at, by=who)
        else:
            change = extending.agree(desk.log, action, new, on=on, today=desk.today, reason=reason, meeting=at, by=who)
        desk.save(change)
        tell_doubts(reading)


def _raised(meeting: str) -> Date:
    return MeetingRecord("", meeting).date
