"""`actionlog report`: the papers laid before a meeting."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

import typer

from actionlog.changes import Change, meetings
from actionlog.cli import plain_app
from actionlog.cli.desk import Desk, open_whole_desk, tell, writing_desk
from actionlog.cli.options import AsOf, Format, Group, Json, NoCommit, Output, Template
from actionlog.cli.output import prepared, show_paper
from actionlog.cli.report_register import register
from actionlog.deadlines import read_date
from actionlog.errors import Refused
from actionlog.model import DRAFT, long_date
from actionlog.model import Group as GroupRecord
from actionlog.model import Meeting as MeetingRecord
from actionlog.papers import Paper
from actionlog.query import Standings
from actionlog.store.missing import require_whole

app = plain_app(help="Print a paper of the committee: outstanding actions, tables for the minutes, and others.")

For = Annotated[str, typer.Option("--meeting", "-m", metavar="DATE", help="The meeting the paper is for.")]


@app.command("outstanding")
def outstanding(
    meeting: For = "",
    freeze: Annotated[
        bool, typer.Option("--freeze", help="Record what is tabled, so that the next paper goes on from it.")
    ] = False,
    group: Group = "",
    as_of: AsOf = "",
    form: Format = "",
    json: Json = False,
    output: Output = "",
    template: Template = "",
    no_commit: NoCommit = False,
) -> None:
    """Print what is outstanding: open actions, what closed since the last paper, what waits for a decision.

    \b
    Examples:
      actionlog report outstanding
      actionlog report outstanding --meeting 2021-06-23 --freeze -o paper.md
      actionlog report outstanding --as-of 2021-06-15 --format csv
    """
    if not freeze:
        desk = open_whole_desk()
        paper = _outstanding(desk, group, meeting, desk.as_of(as_of))
        show_paper(paper, form=_form(form, json), output=output, template=template, group=desk.group(group))
        return
    with writing_desk(no_commit) as desk:
        body = desk.group(group)
        if not meeting:
            raise Refused("Say which meeting the paper is tabled for: --freeze --meeting DATE")
        require_whole(desk.repository.root)
        paper = _outstanding(desk, group, meeting, _day_to_freeze(desk, as_of))
        with prepared(paper, form=_form(form, json), output=output, template=template, group=body) as show:
            change = _tabled(desk, body, meeting, paper)
            desk.save(change._replace(said=()))
            show()
        for line in change.said:
            tell(line)  # not on standard output, which may hold the paper


def _day_to_freeze(desk: Desk, as_of: str) -> date:
    day = desk.as_of(as_of)
    if day > desk.today:
        raise Refused(
            f"{long_date(day)} is still to come (today is {long_date(desk.today)}), so nobody knows yet what the paper "
            "of that day will say. Freeze it without --as-of, or look at it without --freeze."
        )
    return day


def _outstanding(desk: Desk, group: str, meeting: str, day: date) -> Paper:
    from actionlog.papers import outstanding as paper

    body = desk.group(group)
    return paper.paper(Standings(desk.named_log, day), body, desk.coming_meeting(body, meeting))


def _tabled(desk: Desk, group: GroupRecord, meeting: str, paper: Paper) -> Change:
    """Return the change that records `paper` as tabled; the meeting is added where the log does not have it yet.

    Empty where the last record of that meeting and day holds the same.
    """
    from actionlog.papers.outstanding import tabled

    record = tabled(paper, desk.commit)
    held = desk.coming_meeting(group, meeting)
    assert held is not None  # one was named
    same_day = [p for p in held.papers if p.paper == record.paper and p.as_of == record.as_of]
    if same_day and same_day[-1]._replace(commit=record.commit) == record:
        return Change("", said=("This paper is already recorded as tabled. Nothing was changed.",))
    return meetings.table(held, record)


@app.command("minutes")
def minutes(
    meeting: Annotated[
        str, typer.Option("--meeting", "-m", metavar="DATE", help="The meeting. [default: the latest]")
    ] = "",
    style: Annotated[
        str, typer.Option("--style", metavar="STYLE", help="table, or inline: under each item of the agenda.")
    ] = "table",
    as_printed: Annotated[
        bool, typer.Option("--as-printed", help="As the minutes printed it, not as it stands.")
    ] = False,
    group: Group = "",
    as_of: AsOf = "",
    form: Format = "",
    json: Json = False,
    output: Output = "",
    template: Template = "",
) -> None:
    """Print the action tables for the minutes of a meeting.

    Minutes that are cleared or confirmed record what stood on the day of the meeting, so that is what they show;
    a draft shows what stands today. Another day: --as-of.

    \b
    Examples:
      actionlog report minutes --meeting 2021-05-19
      actionlog report minutes --meeting 2022-01-24 --style inline
    """
    from actionlog.papers import minutes_tables

    if style not in ("table", "inline"):
        raise Refused(f"--style {style} is not known. Write table or inline.")
    desk = open_whole_desk()
    body = desk.group(group)
    held = desk.named_log.meeting(body.slug, desk.meeting(body, meeting).name)
    state_on = desk.as_of(as_of)
    settled = minutes_tables.minutes_state(held, desk.today) != DRAFT
    day = held.date if (settled or as_printed) and not as_of else state_on
    paper = minutes_tables.paper(
        Standings(desk.named_log, day), body, held, style=style, as_printed=as_printed, state_on=state_on
    )
    show_paper(paper, form=_form(form, json), output=output, template=template, group=body)


def _simple(name: str, help_text: str, make: Callable[[Standings, GroupRecord, MeetingRecord | None], Paper]) -> None:
    """Add the command of a paper that needs no more than a group, a day and perhaps the meeting it is for."""

    def command(
        meeting: For = "",
        group: Group = "",
        as_of: AsOf = "",
        form: Format = "",
        json: Json = False,
        output: Output = "",
        template: Template = "",
    ) -> None:
        desk = open_whole_desk()
        body = desk.group(group)
        held = desk.coming_meeting(body, meeting)
        paper = make(Standings(desk.named_log, desk.as_of(as_of)), body, held)
        show_paper(paper, form=_form(form, json), output=output, template=template, group=body)

    command.__doc__ = help_text
    app.command(name)(command)


def _closed(standings: Standings, group: GroupRecord, meeting: MeetingRecord | None) -> Paper:
    from actionlog.papers import closed

    return closed.paper(standings, group, meeting)


def _overdue(standings: Standings, group: GroupRecord, meeting: MeetingRecord | None) -> Paper:  # noqa: ARG001
    from actionlog.papers import overdue

    return overdue.paper(standings, group)


def _decisions(standings: Standings, group: GroupRecord, meeting: MeetingRecord | None) -> Paper:
    from actionlog.papers import decisions

    return decisions.paper(standings, group, meeting)


def _deadlines(standings: Standings, group: GroupRecord, meeting: MeetingRecord | None) -> Paper:
    from actionlog.papers import deadlines

    return deadlines.paper(standings, group, meeting)


_simple(
    "closed",
    """Print what closed since the last paper, each action once.

    \b
    Example:
      actionlog report closed --meeting 2021-06-23
    """,
    _closed,
)
_simple(
    "overdue",
    """Print what is overdue, worst first, with who takes the next step.

    \b
    Example:
      actionlog report overdue --as-of 2021-06-15
    """,
    _overdue,
)
_simple(
    "decisions",
    """Print the decisions, of one meeting or of all.

    \b
    Example:
      actionlog report decisions --meeting 2021-05-19
    """,
    _decisions,
)
_simple(
    "deadlines",
    """Print the new deadlines and closures that wait for a decision.

    \b
    Example:
      actionlog report deadlines --meeting 2021-06-23
    """,
    _deadlines,
)


@app.command("owner")
def owner(
    name: Annotated[str, typer.Argument(metavar="OWNER", help="One owner. [default: every one]")] = "",
    meeting: For = "",
    reply_by: Annotated[str, typer.Option("--reply-by", metavar="DATE", help="When an answer is wanted.")] = "",
    group: Group = "",
    as_of: AsOf = "",
    form: Format = "",
    json: Json = False,
    output: Output = "",
    template: Template = "",
) -> None:
    """Print the message to an owner, with only that owner's actions; or to every owner in turn.

    What has no owner to write to is told on the screen, and is in no letter.

    \b
    Examples:
      actionlog report owner "Review team" --meeting 2021-06-23 --reply-by "9 June 2021"
      actionlog report owner
    """
    from actionlog.papers import owner as letters

    desk = open_whole_desk()
    body = desk.group(group)
    day = desk.as_of(as_of)
    held = desk.coming_meeting(body, meeting)
    reply = read_date(reply_by, day) if reply_by else None
    standings = Standings(desk.named_log, day)
    if name:
        paper = letters.paper(standings, body, name, held, reply)
        show_paper(paper, form=_form(form, json), output=output, template=template, group=body)
        return
    paper = letters.together(standings, body, held, reply)
    show_paper(paper, form=_form(form, json), output=output, template=template, group=body)
    if note := letters.nobody_to_write_to(standings, body, held):
        tell(note)


@app.command("performance")
def performance(
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day. [default: the record's]")] = "",
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day. [default: today]")] = "",
    by_owner: Annotated[bool, typer.Option("--by-owner", help="Add open and overdue for each owner.")] = False,
    group: Group = "",
    as_of: AsOf = "",
    form: Format = "",
    json: Json = False,
    output: Output = "",
    template: Template = "",
) -> None:
    """Print how the committee does: what was raised and closed, how late, how old.

    \b
    Example:
      actionlog report performance --from 2021-05-19 --to 2021-06-24
    """
    from actionlog.papers import performance as figures

    desk = open_whole_desk()
    body = desk.group(group)
    last = read_date(end, desk.today) if end else desk.as_of(as_of)
    held = desk.log.meetings_of(body.slug)
    first = read_date(start, desk.today) if start else held[0].date if held else last
    paper = figures.paper(
        Standings(desk.named_log, last), body, min(first, last) if not start else first, by_owner=by_owner
    )
    show_paper(paper, form=_form(form, json), output=output, template=template, group=body)


app.command("register")(register)


def _form(form: str, json: bool) -> str:
    return "json" if json else form
