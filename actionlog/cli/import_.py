"""`actionlog import`: the actions of minutes, shown before they are taken."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from actionlog.cli.desk import is_person, open_desk, say, tell, writing_desk
from actionlog.cli.import_answer import as_json, merged
from actionlog.cli.import_meetings import FEW, Planned, all_in_one, plan_all, read_all, said_of_empty
from actionlog.cli.import_sources import read_column_pairs, read_sources
from actionlog.cli.options import DryRun, Group, Json, NoCommit, Yes
from actionlog.cli.output import print_bytes, show_paper
from actionlog.deadlines import read_date
from actionlog.errors import Refused


def run(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="The minutes: Word, PDF, web page, Markdown, text or spreadsheet; - is standard input.",
            show_default=False,
        ),
    ],
    yes: Yes = False,
    meeting: Annotated[
        str, typer.Option("--meeting", "-m", metavar="DATE", help="The day of the meeting, where it is not printed.")
    ] = "",
    group: Group = "",
    columns: Annotated[
        str,
        typer.Option("--columns", metavar="WORDS", help='What the columns hold: "ref=A, action=Description, owner=C".'),
    ] = "",
    compare: Annotated[
        bool,
        typer.Option(
            "--compare", help="Say where the document and the log disagree; change nothing.", show_default=False
        ),
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
    no_commit: NoCommit = False,
) -> None:
    """Take the actions and decisions out of minutes: shown first, with every doubt; written when you say so.

    At a terminal you may take all of them, or go through them one by one. Elsewhere --yes takes them. With --compare
    the exit code is 1 where the document and the log disagree.

    \b
    Examples:
      actionlog import minutes.docx
      actionlog import minutes.pdf --yes
      actionlog import minutes.txt --meeting "19 May 2021" --dry-run --json
      actionlog import action-log.xlsx --columns "ref=A, action=Description, owner=C, deadline=Target"
      actionlog import --compare minutes.docx
    """
    pairs = read_column_pairs(columns)
    desk = open_desk()
    log, today = desk.log, desk.today
    day = read_date(meeting, today) if meeting else None
    lenient = dry_run and json and not compare
    taken = read_all(desk, log, read_sources(files), group, day, pairs, lenient=lenient)
    if compare:
        from actionlog.cli.compare import compared

        raise typer.Exit(compared(log, taken, today, json=json))
    planned = plan_all(log, taken, today, lenient=lenient)
    asks = is_person() and not (yes or json)
    if dry_run or asks or json or not yes:
        _show(planned, today, json=json)
    if dry_run or not (yes or asks):
        if not (dry_run or json or all(p.plan.change.is_empty for p in planned)):
            names = " ".join(map(str, files))
            tell(f"Nothing was written. To write it: actionlog import {names} --yes")
        return
    if asks:
        from actionlog.cli.review import reviewed

        answer = reviewed(log, planned, today)
        if answer is None:
            return
        planned = answer
    with writing_desk(no_commit) as desk:
        again = plan_all(desk.log, [p.taken for p in planned], today)
        if [p.plan.change for p in again] != [p.plan.change for p in planned]:
            raise Refused("The log was changed by somebody else meanwhile. Nothing was written; run the import again.")
        change = all_in_one(again, shown=asks)
        desk.save(change._replace(said=()) if json else change)
        if not (json or asks):
            _tell_doubts(again)


def _tell_doubts(planned: Sequence[Planned]) -> None:
    """Tell what was left out, and the doubts, where no preview has shown them."""
    from actionlog.cli.preview import told_doubts

    for one in planned:
        for row in one.plan.left_out:
            tell(f"Left out: {row.found.text} {' '.join(row.doubts)}")
        for doubt in (*one.plan.doubts, *told_doubts(one.plan)):
            tell(doubt)


def _show(planned: Sequence[Planned], today: date, *, json: bool) -> None:
    if json:
        from actionlog.renderers.json import json_object

        answers = [as_json(p.taken.minutes, p.plan if p.plan.meeting else None) for p in planned]
        print_bytes(json_object(merged(answers)))
        return
    from actionlog.cli import preview

    empty = [p for p in planned if p.plan.change.is_empty]
    for _, of_one in groupby(planned, key=lambda p: (id(p.taken.source), p.group.slug)):
        shown = [p for p in of_one if p.plan.meeting and (p not in empty or len(planned) == 1 or p.plan.left_out)]
        if len(shown) > FEW:
            papers = [preview.register_paper([(p.taken.minutes, p.plan) for p in shown], shown[0].group, today)]
        else:
            papers = [preview.paper(p.taken.minutes, p.plan, p.group, today) for p in shown]
        for paper in papers:
            show_paper(paper)
            if len(planned) > 1:
                say("")
    for line in said_of_empty(empty, [p for p in planned if p not in empty]) if empty else ():
        say(line)
