"""`actionlog import`: the actions of minutes, shown before they are taken."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from actionlog.changes import Change, changed
from actionlog.changes.importing import Plan, plan
from actionlog.cli.desk import Desk, is_person, open_desk, say, tell, writing_desk
from actionlog.cli.import_answer import as_json
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
    desk = open_desk()
    planned = _planned(desk, files, group, meeting, lenient=dry_run and json)
    asks = is_person() and not (yes or json)
    if dry_run or asks or json or not yes:
        _show(desk, planned, json=json)
    if dry_run or not (yes or asks):
        if not dry_run and not json:
            names = " ".join(map(str, files))
            tell(f"Nothing was written. To write it: actionlog import {names} --yes")
        return
    if asks and not all(p.plan.change.is_empty for p in planned):
        answer = input("Write this into the log? [y/N] ")
        if not answer.strip().casefold().startswith("y"):
            say("Nothing was written.")
            return
    with writing_desk(no_commit) as desk:
        again = _planned(desk, files, group, meeting, days=[p.minutes.day for p in planned])
        if [p.plan.change for p in again] != [p.plan.change for p in planned]:
            raise Refused("The log was changed by somebody else meanwhile. Nothing was written; run the import again.")
        change = _all_in_one(again, shown=asks)
        desk.save(change._replace(said=()) if json else change)
        if not json:
            _tell_doubts(again, shown=asks)


def _all_in_one(planned: list[Planned], *, shown: bool) -> Change:
    """Return the changes of all documents as one, so that they are written together or not at all.

    `shown` says that what the empty ones say has been said already.
    """
    changes = [p.plan.change for p in planned]
    made = [c for c in changes if not c.is_empty]
    said = tuple(line for c in changes for line in c.said if not (shown and c.is_empty))
    if len(made) < 2:
        return (made or changes)[0]._replace(said=said)
    return Change(
        f"Import {len(made)} documents",
        said=said,
        details=tuple(line for c in made for line in (c.summary, *c.details)),
        actions=tuple({a.id: a for c in made for a in c.actions}.values()),
        meetings=tuple({(m.group, m.name): m for c in made for m in c.meetings}.values()),
        groups=tuple({g.slug: g for c in made for g in c.groups}.values()),
    )


def _tell_doubts(planned: list[Planned], *, shown: bool) -> None:
    """Tell what was left out, and the doubts where they have not been shown."""
    for one in planned:
        for row in one.plan.left_out:
            tell(f"Left out: {row.found.text} {' '.join(row.doubts)}")
        for doubt in () if shown else one.plan.doubts:
            tell(doubt)
        for row in () if shown else one.plan.rows:
            if row.doubts and row not in one.plan.left_out and row.what != "unchanged":
                tell(f"{row.id.partition('/')[2]}: {' '.join(row.doubts)}")


def _planned(
    desk: Desk,
    files: list[Path],
    group: str,
    meeting: str,
    *,
    lenient: bool = False,
    days: Sequence[date | None] = (),
) -> list[Planned]:
    """Read every document and plan its import, each as if those before it were written.

    `days` are those of the meetings, where they are known from before. With `lenient`, a document that does not say
    when its meeting was is understood as far as it goes; else the day is asked, or refused.
    """
    given = read_date(meeting, desk.today) if meeting else None
    log = desk.log
    found = []
    for at, path in enumerate(files):
        data = _bytes(path)
        minutes = read_minutes(read(path.name, data), meeting=days[at] if days else given)
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
    if path.is_dir():
        raise Refused(f"{path} is a folder. Name the files in it that hold minutes.")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"There is no file {path}. Check its name and its folder.") from None


def _group(desk: Desk, minutes: Minutes, named: str) -> GroupRecord:
    """Return the group that minutes belong to: as the user said, as they say themselves, or the only one."""
    if named:
        return desk.group(named)
    if minutes.group:
        with suppress(Refused):
            return group_named(desk.log, minutes.group)
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
