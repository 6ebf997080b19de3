"""`actionlog import`: the actions of minutes, shown before they are taken."""

import hashlib
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from actionlog.changes import Change, changed
from actionlog.changes.importing import Plan, as_json, plan
from actionlog.cli.desk import Desk, is_person, open_desk, say, tell, writing_desk
from actionlog.cli.options import DryRun, Group, Json, NoCommit, Yes
from actionlog.cli.output import print_bytes, show_paper
from actionlog.deadlines import read_date
from actionlog.errors import Refused
from actionlog.minutes import Minutes, read_minutes
from actionlog.model import Group as GroupRecord
from actionlog.query import group_named
from actionlog.readers import read


class Planned(NamedTuple):
    """One document on its way into the log."""

    minutes: Minutes
    group: GroupRecord
    plan: Plan


def run(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The minutes, as text.", show_default=False)],
    yes: Yes = False,
    meeting: Annotated[
        str, typer.Option("--meeting", "-m", metavar="DATE", help="The day of the meeting, where it is not printed.")
    ] = "",
    group: Group = "",
    dry_run: DryRun = False,
    json: Json = False,
    no_commit: NoCommit = False,
) -> None:
    """Take the actions and decisions out of minutes: shown first, with every doubt; written with --yes.

    \b
    Examples:
      actionlog import minutes.txt
      actionlog import minutes.txt --yes
      actionlog import minutes.txt --meeting "19 May 2021" --dry-run --json
    """
    if dry_run or not (yes or (is_person() and not json)):
        _show(open_desk(), _planned(open_desk(), files, group, meeting, lenient=json), json=json)
        if not dry_run and not json:
            names = " ".join(map(str, files))
            tell(f"Nothing was written. To write it: actionlog import {names} --yes")
        return
    with writing_desk(no_commit) as desk:
        planned = _planned(desk, files, group, meeting)
        if not yes or json:
            _show(desk, planned, json=json)
        if not yes and any(not p.plan.change.is_empty for p in planned):
            answer = input("Write this into the log? [y/N] ")
            if not answer.strip().casefold().startswith("y"):
                say("Nothing was written.")
                return
        for one in planned:
            _write(desk, one, quiet=json)


def _planned(desk: Desk, files: list[Path], group: str, meeting: str, *, lenient: bool = False) -> list[Planned]:
    """Read every document and plan its import, each as if those before it were written."""
    day = read_date(meeting, desk.today) if meeting else None
    log = desk.log
    found = []
    for path in files:
        data = _bytes(path)
        minutes = read_minutes(read(path.name, data), meeting=day)
        if minutes.day is None and minutes.actions and is_person() and not lenient:
            answer = input(f"{path.name} does not say when the meeting was. Its day: ")
            minutes = read_minutes(read(path.name, data), meeting=read_date(answer, desk.today))
        body = _group(desk, minutes, group)
        if minutes.day is None and lenient:
            found.append(Planned(minutes, body, Plan(Change(""))))
            continue
        made = plan(log, body, minutes, document=path.name, sha256=hashlib.sha256(data).hexdigest(), on=desk.today)
        log = changed(log, made.change)
        found.append(Planned(minutes, body, made))
    return found


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"There is no file {path}. Check its name and its folder.") from None
    except IsADirectoryError:
        raise Refused(f"{path} is a folder. Name the files in it that hold minutes.") from None


def _group(desk: Desk, minutes: Minutes, named: str) -> GroupRecord:
    """Return the group that minutes belong to: as the user said, as they say themselves, or the only one."""
    if named:
        return desk.group(named)
    try:
        return group_named(desk.log, minutes.group)
    except Refused:
        return desk.group()


def _show(desk: Desk, planned: list[Planned], *, json: bool) -> None:
    if json:
        from actionlog.renderers.json import json_object

        answers = [as_json(p.minutes, p.plan if p.plan.meeting else None) for p in planned]
        merged = dict(answers[0])
        for key, value in merged.items():
            if isinstance(value, list):
                merged[key] = [entry for answer in answers for entry in _entries(answer[key])]
        print_bytes(json_object(merged))
        return
    from actionlog.cli import preview

    for one in planned:
        if one.plan.meeting:
            show_paper(preview.paper(one.minutes, one.plan, one.group, desk.today))
        for line in one.plan.change.said if one.plan.change.is_empty else ():
            say(line)


def _entries(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _write(desk: Desk, one: Planned, *, quiet: bool) -> None:
    if quiet:
        one = one._replace(plan=one.plan._replace(change=_silent(one.plan)))
    desk.save(one.plan.change)
    if not quiet:
        for row in one.plan.left_out:
            tell(f"Left out: {row.found.text} {' '.join(row.doubts)}")
        for doubt in one.plan.doubts:
            tell(doubt)
        doubts = sum(bool(row.doubts) for row in one.plan.rows)
        if doubts:
            tell(f"{doubts} of them have doubts: actionlog check --advice")


def _silent(made: Plan) -> Change:
    return made.change._replace(said=())
