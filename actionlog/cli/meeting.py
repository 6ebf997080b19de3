"""`actionlog meeting`: who came, what was on the agenda, what was decided, and how far the minutes are."""

from datetime import date as Date
from typing import Annotated

import typer

from actionlog.bank_holidays import add_working_days, clear_days_before
from actionlog.changes import meetings
from actionlog.cli import plain_app
from actionlog.cli.desk import open_desk, say, writing_desk
from actionlog.cli.options import Day, Group, NoCommit
from actionlog.deadlines import read_date
from actionlog.errors import Refused
from actionlog.model import Timings, long_date, weekday_date
from actionlog.query import raised_words
from actionlog.refs import Refs

app = plain_app(help="Add a meeting, record who came, clear and confirm its minutes.")

Which = Annotated[str, typer.Argument(metavar="DATE", help="The meeting, by its date or its number.")]
Names = Annotated[list[str], typer.Option("--present", metavar="NAME", help="Who was present; repeat for each.")]
Apologies = Annotated[list[str], typer.Option("--apologies", metavar="NAME", help="Who sent apologies; repeat.")]
Attending = Annotated[
    list[str], typer.Option("--attending", metavar="NAME", help="In attendance, not a member; repeat.")
]


@app.command("add")
def add(
    day: Annotated[str, typer.Argument(metavar="DATE", help="The day of the meeting.")],
    group: Group = "",
    number: Annotated[str, typer.Option("--number", metavar="N", help="The meeting's number.")] = "",
    time: Annotated[str, typer.Option("--time", metavar="TIME", help='When: "15:30 to 17:30".')] = "",
    place: Annotated[str, typer.Option("--place", metavar="PLACE", help="Where.")] = "",
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="ordinary, extraordinary or correspondence.")
    ] = "ordinary",
    second: Annotated[bool, typer.Option("--second", help="A second meeting was held that day.")] = False,
    present: Names = [],  # noqa: B006  # Typer copies it
    apologies: Apologies = [],  # noqa: B006
    attending: Attending = [],  # noqa: B006
    no_commit: NoCommit = False,
) -> None:
    """Add a meeting.

    \b
    Examples:
      actionlog meeting add "9 June 2021"
      actionlog meeting add 2021-06-09 --number 6 --time "15:30 to 17:30" --apologies "Chair of the Design Group"
    """
    if kind not in ("ordinary", "extraordinary", "correspondence"):
        raise Refused(f"--kind {kind} is not known. Write ordinary, extraordinary or correspondence.")
    with writing_desk(no_commit) as desk:
        date = _nearest(day, desk.today)
        change = meetings.add(
            desk.log, desk.group(group), date, second=second, number=number, time=time, place=place, kind=kind
        )
        if present or apologies or attending:
            change = meetings.with_attendance(change, tuple(present), tuple(apologies), tuple(attending))
        desk.save(change)


def _nearest(text: str, today: Date) -> Date:
    """Return the day of a meeting; without a year the nearest such day: it was just held, or is soon to come."""
    before, after = read_date(text, today, past=True), read_date(text, today)
    return before if today - before < after - today else after


@app.command("list")
def list_meetings(group: Group = "") -> None:
    """List the meetings, with what each raised.

    \b
    Example:
      actionlog meeting list
    """
    desk = open_desk()
    log = desk.log
    groups = [desk.group(group)] if group else list(log.groups)
    for held in groups:
        if len(groups) > 1:
            say(held.name)
        if not log.meetings_of(held.slug):
            say(f"{held.name} has no meeting yet. Add one with: actionlog meeting add DATE")
        for meeting in log.meetings_of(held.slug):
            actions = [a for a in log.actions_of(held.slug) if a.meeting == meeting.name]
            still = sum(a.is_open for a in actions)
            number = f", number {meeting.number}" if meeting.number else ""
            state = "older than the record" if meeting.is_before else f"minutes {meeting.minutes}"
            say(f"{meeting.name}{number}: {len(actions)} raised, {still} open, {state}")


@app.command("show")
def show(day: Which = "", group: Group = "") -> None:
    """Show a meeting: attendance, agenda, decisions, actions.

    \b
    Example:
      actionlog meeting show 2021-06-09
    """
    desk = open_desk()
    body = desk.group(group)
    meeting = desk.meeting(body, day)
    words = raised_words(meeting) if meeting.is_before else weekday_date(meeting.date)
    say(f"{body.name}, {words}" + (f", meeting {meeting.number}" if meeting.number else ""))
    guessed = " (worked out from the refs, not printed)" if "number" in meeting.inferred else ""
    for label, value in (
        ("Number", f"{meeting.number}{guessed}" if meeting.number else ""),
        ("Time", meeting.time),
        ("Place", meeting.place),
        ("Kind", "" if meeting.kind == "ordinary" else meeting.kind),
    ):
        if value:
            say(f"{label}: {value}")
    if not meeting.is_before:
        cleared = f", cleared on {long_date(meeting.cleared)} by the {meeting.cleared_by}" if meeting.cleared else ""
        confirmed = f", confirmed on {long_date(meeting.confirmed)}" if meeting.confirmed else ""
        say(f"Minutes: {meeting.minutes}{cleared}{confirmed}")
        for line in _timetable(meeting.date, body.timings):
            say(line)
    for label, people in (
        ("Present", meeting.present),
        ("Apologies", meeting.apologies),
        ("In attendance", meeting.attending),
    ):
        if people:
            say(f"{label}: {'; '.join(people)}")
    for item in meeting.items:
        say(f"Item {item.number}: {item.title}")
    for decision in meeting.decisions:
        on = f" (item {decision.item})" if decision.item else ""
        say(f"Decision {decision.number}{on}: {decision.decision}")
    refs = Refs(desk.log)
    for action in desk.log.actions_of(body.slug):
        if action.meeting == meeting.name:
            say(f"Action {refs.of(action)} ({action.status}): {action.action}")
    for paper in meeting.papers:
        say(f"Tabled: the {paper.paper} paper, data as at {long_date(paper.as_of)}")


def _timetable(day: Date, timings: Timings) -> tuple[str, str]:
    """Return when the papers go out and when the draft minutes do, by the group's own timings."""
    papers, minutes = clear_days_before(day, timings.papers), add_working_days(day, timings.minutes)
    return (
        f"Papers out by: {weekday_date(papers)} ({timings.papers} clear working days)",
        f"Draft minutes out by: {weekday_date(minutes)} ({timings.minutes} working days)",
    )


@app.command("attendance")
def attendance(
    day: Which,
    group: Group = "",
    present: Names = [],  # noqa: B006  # Typer copies it
    apologies: Apologies = [],  # noqa: B006
    attending: Attending = [],  # noqa: B006
    no_commit: NoCommit = False,
) -> None:
    """Record who was present, sent apologies, or attended.

    \b
    Example:
      actionlog meeting attendance 2021-06-09 --present "Chair" --apologies "Member for Finance"
    """
    with writing_desk(no_commit) as desk:
        meeting = desk.meeting(desk.group(group), day)
        desk.save(
            meetings.attend(meeting, present=tuple(present), apologies=tuple(apologies), attending=tuple(attending))
        )


@app.command("item")
def item(
    day: Which,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The item's number.")],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The item's title.")],
    group: Group = "",
    no_commit: NoCommit = False,
) -> None:
    """Put an item on the agenda.

    \b
    Example:
      actionlog meeting item 2021-06-09 3 "Call for evidence"
    """
    with writing_desk(no_commit) as desk:
        desk.save(meetings.add_item(desk.meeting(desk.group(group), day), number, title))


@app.command("decision")
def decision(
    day: Which,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What was decided.")],
    group: Group = "",
    item: Annotated[str, typer.Option("--item", metavar="NUMBER", help="The item of the agenda.")] = "",
    no_commit: NoCommit = False,
) -> None:
    """Record a decision.

    \b
    Example:
      actionlog meeting decision 2021-06-09 "AGREED that the report be noted." --item 3
    """
    with writing_desk(no_commit) as desk:
        desk.save(meetings.decide(desk.meeting(desk.group(group), day), text, item=item))


@app.command("clear")
def clear(
    day: Which,
    group: Group = "",
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who cleared them.")] = "chair",
    date: Day = "",
    no_commit: NoCommit = False,
) -> None:
    """Record that the draft minutes were cleared: wording changes are recorded from then on.

    \b
    Example:
      actionlog meeting clear 2021-06-09 --by chair --date 2021-06-14
    """
    with writing_desk(no_commit) as desk:
        desk.save(meetings.clear(desk.meeting(desk.group(group), day), on=desk.day(date), today=desk.today, by=by))


@app.command("confirm")
def confirm(
    day: Which,
    at: Annotated[str, typer.Option("--at", metavar="DATE", help="The later meeting that confirmed them.")],
    group: Group = "",
    no_commit: NoCommit = False,
) -> None:
    """Record that a later meeting confirmed the minutes: only a meeting changes a wording from then on.

    \b
    Example:
      actionlog meeting confirm 2021-05-19 --at 2021-06-09
    """
    with writing_desk(no_commit) as desk:
        body = desk.group(group)
        desk.save(meetings.confirm(desk.meeting(body, day), desk.meeting(body, at), today=desk.today))
