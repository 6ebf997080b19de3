"""`actionlog changes`: what happened in the log, in sentences."""

import re
from datetime import timedelta
from typing import Annotated

import typer

from actionlog.cli.desk import Desk, open_desk
from actionlog.cli.options import Format, Group, Json, Output
from actionlog.cli.output import show_paper
from actionlog.deadlines import DeadlineRefused, read_date
from actionlog.errors import Refused
from actionlog.model import Log, long_date
from actionlog.papers import changes
from actionlog.query import Standings, before_day, meeting_named
from actionlog.store.assembly import assemble


def run(
    since: Annotated[
        str,
        typer.Option("--since", metavar="WHEN", help="A date, a meeting's number, or a git revision such as HEAD~3."),
    ],
    group: Group = "",
    form: Format = "",
    json: Json = False,
    output: Output = "",
) -> None:
    """Tell what happened in the log since a day (that day included), a meeting, or a commit.

    \b
    Examples:
      actionlog changes --since "19 May 2021"
      actionlog changes --since HEAD~3
    """
    desk = open_desk()
    after = desk.log
    before, words = _earlier(desk, after, since, group)
    if group:
        after, before = _only(after, desk.slug(group)), _only(before, desk.slug(group))
    show_paper(
        changes.paper(before, after, Standings(after, desk.today), words),
        form="json" if json else form,
        output=output,
    )


def _earlier(desk: Desk, log: Log, since: str, group: str) -> tuple[Log, str]:
    """Return the log as it was before `since`, and `since` in words."""
    try:
        day = read_date(since, desk.today, past=True)
    except DeadlineRefused:
        if re.match(r"\d{4}-\d", since):
            raise
        day = None
    if day is None and since.isdecimal() and len(since) < 4:
        day = meeting_named(log, desk.group(group), since, desk.today).date
    if day:
        return before_day(log, day - timedelta(days=1)), long_date(day)
    from actionlog.store import git

    try:
        commit = git.resolve(desk.repository.root, since)
    except git.UnknownRevision:
        raise Refused(
            f"{since} is no day, no number of a meeting, and no commit that git knows. Write a day such as 19 May "
            "2021; the commits are shown by: git log --oneline"
        ) from None
    earlier, problems = assemble(git.tree(desk.repository.root, commit))
    if problems:
        first = problems[0]
        raise Refused(
            f"The log as it was at {since} cannot be read: {first.path}:{first.line}: {first.message} Name another "
            "commit, or a day: --since DATE"
        )
    return earlier, f"commit {commit[:7]} ({since})"


def _only(log: Log, slug: str) -> Log:
    from dataclasses import replace

    return replace(
        log,
        groups=tuple(g for g in log.groups if g.slug == slug),
        meetings=log.meetings_of(slug),
        actions=log.actions_of(slug),
    )
