"""`actionlog add`: an action, in the meeting, in under ten seconds."""

import re
from typing import Annotated

import typer

from actionlog.changes import actions
from actionlog.cli.desk import Desk, is_person, open_desk, tell, writing_desk
from actionlog.cli.options import Group, NoCommit
from actionlog.deadlines import Reading, read_date, read_deadline
from actionlog.deadlines.reading import YEAR_INFERRED
from actionlog.errors import ActionlogError, Refused
from actionlog.model import Log, Meeting, long_date
from actionlog.query import next_meeting


def run(
    text: Annotated[str, typer.Argument(metavar="ACTION", help="What is to be done.", show_default=False)],
    owner: Annotated[
        list[str], typer.Option("--owner", "-w", metavar="OWNER", help="Who does it; repeat for each, the lead first.")
    ] = [],  # noqa: B006  # Typer copies it
    deadline: Annotated[
        str, typer.Option("--deadline", "-d", metavar="WHEN", help='"9 July", 2021-07-09, On-going, "next meeting".')
    ] = "",
    meeting: Annotated[
        str, typer.Option("--meeting", "-m", metavar="DATE", help="The meeting that agreed it. [default: the latest]")
    ] = "",
    item: Annotated[str, typer.Option("--item", "-i", metavar="NUMBER", help="The item of the agenda.")] = "",
    review: Annotated[
        str, typer.Option("--review", metavar="DATE", help="For On-going: when to look at it again.")
    ] = "",
    confidential: Annotated[bool, typer.Option("--confidential", help="Never to be published.")] = False,
    group: Group = "",
    no_commit: NoCommit = False,
) -> None:
    """Add an action to a meeting.

    \b
    Examples:
      actionlog add "Circulate the summary" --owner "Review team" --deadline "9 July"
      actionlog add "Draft two examples" --owner Chair --owner Clerk --deadline "next meeting" --item 3
      actionlog add "Keep the risk register" --owner Clerk --deadline On-going --review 2021-09-01
    """
    owners, asked = owner, None
    if is_person():  # before the lock is taken: nobody else waits for an answer
        desk = open_desk()
        owners = owner or _ask_owners()
        asked = _ask_deadline(desk, desk.meeting(desk.group(group), meeting), deadline)
    with writing_desk(no_commit) as desk:
        body = desk.group(group)
        held = desk.meeting(body, meeting)
        reading = asked or understood(deadline, held, desk.log)
        change = actions.add(
            desk.log,
            body,
            held,
            text,
            owners=tuple(owners),
            deadline=reading.deadline if reading else None,
            printed=reading.printed if reading else "",
            item=item,
            review=read_date(review, held.date) if review else None,
            confidential=confidential,
            tell_meeting=not meeting and held.date != desk.today,
        )
        desk.save(change)
        tell_doubts(reading)
        for name in owners:
            if re.search(r" and |[/&;+]|, ", name):
                tell(f"“{name}” is kept as one owner. For several, give --owner for each.")


def _ask_owners() -> list[str]:
    answer = input("Owner (several with a semicolon between them; Enter for none): ")
    return [name.strip() for name in answer.split(";") if name.strip()]


def _ask_deadline(desk: Desk, meeting: Meeting, typed: str) -> Reading | None:
    """Return the deadline typed, or asked for; one that cannot be is asked again, so that the action is not lost."""
    while True:
        words = typed or input("Deadline (Enter for none): ").strip()
        try:
            reading = understood(words, meeting, desk.log)
            actions.require_deadline_after(meeting, reading.deadline if reading else None)
        except ActionlogError as error:
            if typed:
                raise
            tell(str(error))
        else:
            return reading


def understood(words: str, meeting: Meeting, log: Log) -> Reading | None:
    """Return the deadline that `words` mean at `meeting`; None for no words.

    What could mean two days is asked where a person sits there, and refused elsewhere. Raises Refused, DeadlineRefused.
    """
    if not words.strip():
        return None
    coming = next_meeting(log, meeting)
    reading = read_deadline(words, meeting.date, next_meeting=coming.date if coming else None)
    if not reading.question:
        if not reading.understood:
            raise Refused(
                f"“{words}” is not understood as a deadline. Write a date such as 9 July 2021, On-going, or next "
                "meeting."
            )
        return reading
    if reading.readings and is_person():
        for i, day in enumerate(reading.readings, 1):
            tell(f"  {i}. {long_date(day)}")
        answer = input(f"{reading.question} Type a number, or Enter to stop: ").strip()
        if answer.isdecimal() and 1 <= int(answer) <= len(reading.readings):
            return reading._replace(deadline=reading.readings[int(answer) - 1], question="")
    example = long_date(reading.readings[0]) if reading.readings else "9 July 2021"
    raise Refused(f"{reading.question} Nothing was changed. Type one day in full, such as: {example}")


def tell_doubts(reading: Reading | None) -> None:
    """Tell what is doubtful about a deadline; a year that was not typed is echoed in full already."""
    if reading and not (reading.basis == YEAR_INFERRED and len(reading.doubts) == 1):
        for doubt in reading.doubts:
            tell(doubt)
