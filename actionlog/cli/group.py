"""`actionlog group`: the committees of a log."""

from typing import Annotated

import typer

from actionlog.changes import groups
from actionlog.cli import plain_app
from actionlog.cli.desk import open_desk, say, writing_desk
from actionlog.cli.options import NoCommit
from actionlog.errors import Refused
from actionlog.model import AUTHORITIES, long_date

app = plain_app(help="Add a group, list the groups, or set a group's policy.")

Code = Annotated[str, typer.Option("--code", metavar="CODE", help="Its letters, such as EG.")]
Member = Annotated[list[str], typer.Option("--member", metavar="NAME", help="A member; repeat for each.")]
Numbering = Annotated[
    str,
    typer.Option(
        "--numbering", metavar="PATTERN", help='How refs are printed: "{n}", "({meeting},{n})", "AP{yy}/{n:03}".'
    ),
]
Name = Annotated[str, typer.Argument(metavar="GROUP", help="The group: its name, code or folder.")]


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The committee's name.")],
    code: Code = "",
    member: Member = [],  # noqa: B006  # Typer copies it
    numbering: Numbering = "",
    no_commit: NoCommit = False,
) -> None:
    """Add a group to the log.

    \b
    Example:
      actionlog group add "Finance Committee" --code FC --numbering "AP{yy}/{n:03}"
    """
    with writing_desk(no_commit) as desk:
        desk.save(
            groups.add(desk.log, groups.slug_of(name), name, code=code, members=tuple(member), numbering=numbering)
        )


@app.command("list")
def list_groups() -> None:
    """List the groups of the log.

    \b
    Example:
      actionlog group list
    """
    log = open_desk().log
    if not log.groups:
        say('No group yet. Add one with: actionlog group add "Name of your committee"')
    for group in log.groups:
        count = sum(a.is_open for a in log.actions_of(group.slug))
        code = f" ({group.code})" if group.code else ""
        ended = f", wound up on {long_date(group.dissolved)}" if group.dissolved else ""
        say(f"{group.slug}  {group.name}{code}: {count} open{ended}")


@app.command("show")
def show(name: Name = "") -> None:
    """Show a group: its members, its policy and how it prints its refs.

    \b
    Example:
      actionlog group show evidence-group
    """
    desk = open_desk()
    group = desk.group(name)
    say(f"{group.name}{f' ({group.code})' if group.code else ''}")
    say(f"Folder: {group.slug}")
    say(f"Members: {', '.join(group.members) or 'None recorded'}")
    for scheme in group.numbering:
        say(f"Refs{f' from {scheme.start}' if scheme.start else ''}: {scheme.ref}")
    policy = group.policy
    say(f"An action is closed by: {policy.close}")
    say(f"A new deadline is agreed by: {policy.extend}")
    say(f"A missing deadline: {policy.require_deadline}")
    for waiver in group.waivers:
        say(f"Waived until {long_date(waiver.until)}: {waiver.action} {waiver.reason}".rstrip())
    if group.dissolved:
        say(f"Wound up on {long_date(group.dissolved)}")


@app.command("set")
def set_policy(
    name: Name,
    close: Annotated[
        str, typer.Option("--close", metavar="WHO", help="Who closes: secretariat, chair or meeting.")
    ] = "",
    extend: Annotated[str, typer.Option("--extend", metavar="WHO", help="Who agrees a new deadline: likewise.")] = "",
    require_deadline: Annotated[
        str, typer.Option("--require-deadline", metavar="HOW", help="A missing deadline: advise, warn or error.")
    ] = "",
    new_name: Annotated[str, typer.Option("--name", metavar="NAME", help="Another name for the group.")] = "",
    code: Code = "",
    member: Member = [],  # noqa: B006  # Typer copies it
    numbering: Numbering = "",
    start: Annotated[
        str, typer.Option("--from", metavar="DATE", help="With --numbering: the first meeting it holds for.")
    ] = "",
    no_commit: NoCommit = False,
) -> None:
    """Set a group's policy, name, members or numbering.

    \b
    Examples:
      actionlog group set evidence-group --extend meeting
      actionlog group set evidence-group --numbering "({meeting},{n})" --from 2022-01-24
    """
    for option, value, allowed in (
        ("--close", close, AUTHORITIES),
        ("--extend", extend, AUTHORITIES),
        ("--require-deadline", require_deadline, ("advise", "warn", "error")),
    ):
        if value and value not in allowed:
            raise Refused(f"{option} {value} is not known. Write one of: {', '.join(allowed)}.")
    with writing_desk(no_commit) as desk:
        group = desk.group(name)
        desk.save(
            groups.change(
                group,
                close=close,
                extend=extend,
                require_deadline=require_deadline,
                name=new_name,
                code=code,
                members=tuple(member),
                numbering=numbering,
                start=desk.meeting(group, start).name if start else "",
            )
        )


@app.command("dissolve")
def dissolve(
    name: Name,
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="The day it was wound up. [default: today]")] = "",
    no_commit: NoCommit = False,
) -> None:
    """Wind a group up, once each of its actions is closed.

    \b
    Example:
      actionlog group dissolve evidence-group --date "23 May 2022"
    """
    with writing_desk(no_commit) as desk:
        desk.save(groups.dissolve(desk.log, desk.group(name), on=desk.day(date), today=desk.today))
