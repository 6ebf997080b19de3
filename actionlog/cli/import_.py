"""`actionlog import`: the actions of minutes, shown before they are taken."""

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from actionlog.changes.planned import ADD, MATCHED, PlannedRow
from actionlog.cli import preview
from actionlog.cli.desk import is_person, open_desk, say, tell, writing_desk
from actionlog.cli.import_answer import as_json, merged
from actionlog.cli.import_doubts import doubts_of, labels_of
from actionlog.cli.import_meetings import FEW, Planned, all_in_one, plan_all, read_all, said_of_empty
from actionlog.cli.import_sources import DASH, read_column_pairs, read_sources
from actionlog.cli.options import DryRun, Group, Json, NoCommit, Yes
from actionlog.cli.output import print_bytes, show_paper
from actionlog.deadlines import read_date
from actionlog.errors import Refused


def run(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="The minutes: Word, PDF, web page, Markdown, text or spreadsheet; - is standard input, "
            "./-a.docx a name that begins with a dash.",
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
    with _writes_nothing():
        planned = _answered(_Wanted(files, yes, meeting, group, columns, compare, dry_run, json))
    if not planned:
        return
    asked = is_person() and not (yes or json)
    with writing_desk(no_commit) as desk:
        again = plan_all(desk.log, [p.taken for p in planned], desk.today)
        if [p.plan.change for p in again] != [p.plan.change for p in planned]:
            raise Refused("The log was changed by somebody else meanwhile. Nothing was written; run the import again.")
        change = all_in_one(again, shown=asked)
        desk.save(change._replace(said=()) if json else change)
    if not (json or asked):
        _tell_doubts(again)


class _Wanted(NamedTuple):
    """What was typed after `import`."""

    files: list[Path]
    yes: bool
    meeting: str
    group: str
    columns: str
    compare: bool
    dry_run: bool
    json: bool

    @property
    def again(self) -> str:
        """What to type to write what was shown."""
        options = (("--meeting", self.meeting), ("--group", self.group), ("--columns", self.columns))
        typed = [f"{name} {_quoted(value)}" for name, value in options if value]
        return " ".join(("actionlog import", *map(_named, self.files), *typed, "--yes"))


def _answered(wanted: _Wanted) -> list[Planned]:
    """Return what is to be written, shown and asked about before where that is wanted; empty for nothing."""
    pairs = read_column_pairs(wanted.columns)
    desk = open_desk()
    log, today = desk.log, desk.today
    yes, dry_run, json = wanted.yes, wanted.dry_run, wanted.json
    day = read_date(wanted.meeting, today) if wanted.meeting else None
    lenient = dry_run and json and not wanted.compare
    taken = read_all(desk, log, read_sources(wanted.files), wanted.group, day, pairs, lenient=lenient)
    if wanted.compare:
        from actionlog.cli.compare import compared

        raise typer.Exit(compared(log, taken, today, json=json))
    planned = plan_all(log, taken, today, lenient=lenient)
    asks = is_person() and not (yes or json or dry_run)
    if not yes or dry_run or json:
        _show(planned, today, json=json, asks=asks)
    if asks:
        from actionlog.cli.review import reviewed

        return reviewed(log, planned, today) or []
    if yes and not dry_run:
        return planned
    if not dry_run and not all(p.plan.change.is_empty for p in planned):
        tell(f"Nothing was written. To write it: {wanted.again}")
    return []


@contextmanager
def _writes_nothing() -> Iterator[None]:
    """Say that nothing was written where a person stops the import before that, or closes the keyboard."""
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        from actionlog.cli.running import INTERRUPTED, complain

        print(file=sys.stderr)
        complain("Stopped. Nothing was written.")
        raise typer.Exit(INTERRUPTED) from None


def _named(path: Path) -> str:
    """Return the name of a file as it can be typed; one that begins with a dash looks like an option."""
    name = str(path)
    return _quoted(f"./{name}" if name.startswith("-") and name != DASH else name)


def _quoted(word: str) -> str:
    return word if re.fullmatch(r"[\w./\\:+@%-]+", word) else f'"{word}"'


def _tell_doubts(planned: Sequence[Planned]) -> None:
    """Tell what was left out, the doubts and the promises, where no preview has shown them: of each document once."""
    several = len({id(p.taken.source) for p in planned}) > 1
    left_out: list[PlannedRow] = []
    for _, of_one in groupby(planned, key=lambda p: id(p.taken.source)):
        meetings = list(of_one)
        begins = f"{meetings[0].taken.source.name}: " if several else ""
        for line in _doubts(meetings):
            tell(begins + line)
        left_out += [row for p in meetings for row in p.plan.left_out]
    if left_out:
        were = "row was" if len(left_out) == 1 else "rows were"
        tell(f"{len(left_out)} {were} left out. {preview.advice(left_out, asks=False)}")


def _doubts(meetings: Sequence[Planned]) -> Iterator[str]:
    """Yield what is told of the meetings of one document."""
    plans = [p.plan for p in meetings]
    for row in (row for plan in plans for row in plan.left_out):
        yield f"Left out: “{row.found.text}”: {' '.join(row.doubts)}"
    yield from dict.fromkeys(doubt for plan in plans for doubt in plan.doubts)
    changing = [row for plan in plans for row in plan.rows if row.what in (ADD, MATCHED)]
    doubts = doubts_of(changing, labels_of(changing))
    yield from (*doubts.general, *doubts.special)
    promised = sum(len(plan.promises) for plan in plans if not plan.change.is_empty)
    if promised:
        one = promised == 1
        yield (
            f"{'1 sentence promises' if one else f'{promised} sentences promise'} something without being marked as an "
            f"action, and {'was' if one else 'were'} not taken. To see {'it' if one else 'them'}, import the document "
            "again with --dry-run."
        )


def _show(planned: Sequence[Planned], today: date, *, json: bool, asks: bool) -> None:
    if json:
        from actionlog.renderers.json import json_object

        answers = [as_json(p.taken.minutes, p.plan if p.plan.meeting else None) for p in planned]
        print_bytes(json_object(merged(answers)))
        return
    empty = [p for p in planned if p.plan.change.is_empty]
    for _, of_one in groupby(planned, key=lambda p: (id(p.taken.source), p.group.slug)):
        shown = [p for p in of_one if p.plan.meeting and (p not in empty or len(planned) == 1 or p.plan.left_out)]
        if len(shown) > FEW:
            papers = [
                preview.register_paper([(p.taken.minutes, p.plan) for p in shown], shown[0].group, today, asks=asks)
            ]
        else:
            papers = [preview.paper(p.taken.minutes, p.plan, p.group, today, asks=asks) for p in _told_once(shown)]
        for paper in papers:
            show_paper(paper)
            if len(planned) > 1:
                say("")
    for line in said_of_empty(empty, [p for p in planned if p not in empty]) if empty else ():
        say(line)


def _told_once(shown: Sequence[Planned]) -> Iterator[Planned]:
    """Yield the meetings of one document, without the doubts that were told of one before."""
    told: set[str] = set()
    for p in shown:
        yield p._replace(plan=p.plan._replace(doubts=tuple(d for d in p.plan.doubts if d not in told)))
        told.update(p.plan.doubts)
