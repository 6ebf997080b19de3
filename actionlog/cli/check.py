"""`actionlog check`: every fault of the log, then what is overdue. The gate of a build, and a secretary's own check."""

from typing import Annotated

import typer

from actionlog.checks import faults, warnings
from actionlog.checks.advice import Advice, advice
from actionlog.checks.overdue import overdue as find_overdue
from actionlog.cli.desk import open_desk, say, tell
from actionlog.cli.options import AsOf, Group, Json
from actionlog.cli.output import print_bytes
from actionlog.errors import Problem
from actionlog.model import Log, deadline_words, long_date, weekday_date
from actionlog.owners import owners_text
from actionlog.query import Standing, Standings, printed_refs
from actionlog.refs import Refs
from actionlog.store.missing import missing

FAULTY = 1
OVERDUE = 3


def run(
    overdue: Annotated[bool, typer.Option("--overdue", help="Say only what is overdue (and any fault).")] = False,
    ask: Annotated[bool, typer.Option("--advice", help="Add what a good secretary would ask.")] = False,
    grace: Annotated[int, typer.Option("--grace", metavar="DAYS", min=0, help="Days late that are let pass.")] = 0,
    group: Group = "",
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """Check the log: every fault with its file, line and mend; then what is overdue, worst first.

    Exit code 0: all is well. 1: a fault. 3: no fault, but something is overdue.

    \b
    Examples:
      actionlog check
      actionlog check --advice
      actionlog check --as-of 2021-06-15 --grace 5
    """
    desk = open_desk()
    log, problems = desk.repository.inspect()
    slug = desk.slug_in(log, group)
    day = desk.as_of(as_of)
    problems = sorted([*problems, *missing(desk.repository.root), *faults(log, problems)])
    if slug:
        problems = [p for p in problems if p.path.startswith(f"{slug}/") or "/" not in p.path]
    late = find_overdue(Standings(log, day), grace=grace, group=slug)
    said = [a for a in (advice(log, day) if ask else warnings(log, day)) if not slug or a.id.startswith(f"{slug}/")]
    if json:
        _print_json(problems, late, said)
    else:
        _print(log, problems, late, said, Standings(log, day), quiet=overdue, asked=ask)
    raise typer.Exit(FAULTY if problems else OVERDUE if late else 0)


def _print(
    log: Log,
    problems: list[Problem],
    late: list[Standing],
    said: list[Advice],
    standings: Standings,
    *,
    quiet: bool,
    asked: bool,
) -> None:
    for problem in problems:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        say(f"{place}: {problem.message} [{problem.check}]")
    if problems:
        faulty = "1 fault" if len(problems) == 1 else f"{len(problems)} faults"
        say(f"{faulty}. Mend what is named, then run actionlog check again.")
    if late:
        say(f"Overdue at {weekday_date(standings.as_of)}: {len(late)}")
        refs = printed_refs(late)
        for s in late:
            days = f"{s.days_overdue} day" + ("" if s.days_overdue == 1 else "s")
            owner = owners_text(s.action) or "No owner"
            group = f"{s.calendar.group.name}, " if len(log.groups) > 1 else ""
            say(f"  {group}{refs[s.action.id]}: {days} late ({deadline_words(s.due)}). {owner}. {s.action.action}")
    if said and not quiet:
        say(f"Advice: {len(said)}")
        refs_of = Refs(log)
        names = {a.id: f"{refs_of.of(a)} ({a.meeting})" for a in log.actions}
        for one in said:
            say(f"  {names.get(one.id, one.id)}: {one.message} [{one.check}]")
    if not problems and not late:
        count = len(standings.all())
        actions = "1 action" if count == 1 else f"{count} actions"
        say(f"{actions} checked at {long_date(standings.as_of)}: no fault, nothing overdue.")
    if not asked and not problems and not quiet:
        tell("What a good secretary would ask: actionlog check --advice")


def _print_json(problems: list[Problem], late: list[Standing], said: list[Advice]) -> None:
    from actionlog.renderers.json import SCHEMA, actions_json, json_object

    answer: dict[str, object] = {
        "schema": SCHEMA,
        "problems": [
            {"check": p.check, "path": p.path, "line": p.line, "column": p.column, "message": p.message}
            for p in problems
        ],
        "overdue": actions_json(late),
        "advice": [{"check": a.check, "id": a.id, "message": a.message} for a in said],
    }
    print_bytes(json_object(answer))
