"""The meetings of an import: of which day and group each is, what each would change, and all of it as one change."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from actionlog.changes import Change, changed
from actionlog.changes.importing import (
    ADD,
    ALL_THERE,
    MATCHED,
    NOT_REVIEWED,
    UNCHANGED_LOG,
    Plan,
    Reviewed,
    is_empty,
    plan,
)
from actionlog.characters import visible
from actionlog.cli.desk import Desk, is_person, tell
from actionlog.cli.import_doubts import tidied
from actionlog.cli.import_gaps import gaps
from actionlog.cli.import_sources import Source
from actionlog.deadlines import read_date
from actionlog.errors import ActionlogError, Refused
from actionlog.minutes import Minutes, read_meetings
from actionlog.model import Group, Log, long_date
from actionlog.papers import count_of
from actionlog.query import group_named

Pairs = tuple[tuple[str, str], ...]


class Taken(NamedTuple):
    """One meeting of a document on its way into the log. `group` is the folder name of its group."""

    source: Source
    minutes: Minutes
    group: str
    reviewed: Reviewed = NOT_REVIEWED


class Planned(NamedTuple):
    """What the import of one meeting would change."""

    taken: Taken
    group: Group
    plan: Plan


def read_all(
    desk: Desk, log: Log, sources: Sequence[Source], group: str, day: date | None, columns: Pairs, *, lenient: bool
) -> list[Taken]:
    """Return the meetings that the documents hold, the earlier documents first.

    `group`, `day` and `columns` are what the user typed. What a document does not say of its meeting is asked where a
    person sits there, and refused elsewhere; with `lenient` a missing day is let pass.
    """
    named = desk.group(group).slug if group else ""
    found = []
    for source in sources:
        meetings = read_meetings(source.document, meeting=day, columns=columns)
        if is_person() and not lenient and any(m.day is None and not is_empty(m) for m in meetings):
            answer = _ask_day(source, desk.today)
            meetings = read_meetings(source.document, meeting=answer, columns=columns)
        meetings = meetings or (Minutes(source.name),)
        if gap := gaps(source.document, [action for m in meetings for action in m.actions]):
            meetings = (meetings[0]._replace(doubts=(*meetings[0].doubts, gap)), *meetings[1:])
        found += [Taken(source, m, named or _group(desk, log, source, m)) for m in meetings]
    return _in_order(found)


def _in_order(taken: list[Taken]) -> list[Taken]:
    """Return the documents in the order of their first meetings, however their files are called."""
    first: dict[int, date] = {}
    for one in taken:
        day = one.minutes.day or date.max
        first[id(one.source)] = min(day, first.get(id(one.source), date.max))
    return sorted(taken, key=lambda one: first[id(one.source)])


def _ask_day(source: Source, today: date) -> date:
    """Ask a person for the day of the meeting, until it is one."""
    tell(f"{source.name} does not say when the meeting was.")
    while True:
        try:
            return read_date(input("Its day: "), today)
        except ActionlogError as error:
            tell(str(error))


def _group(desk: Desk, log: Log, source: Source, minutes: Minutes) -> str:
    """Return the group that minutes belong to: as they say themselves, or the only one; asked or refused else.

    A document that names a group which the log does not have is never put into another of several silently.
    """
    said = _group_key(minutes.group)
    for body in log.groups:
        if said and said in map(_group_key, (body.name, body.code, body.slug)):
            return body.slug
    if is_empty(minutes):
        return ""
    if len(log.groups) < 2 or (not said and not is_person()):
        return desk.group().slug
    names = ", ".join(g.slug for g in log.groups)
    of_another = f"is of the {visible(minutes.group)}" if said else "does not say which group met"
    if not is_person():
        raise Refused(
            f"{visible(source.name)} {of_another}, and this log has several groups: {names}. Say which one it is for: "
            "--group NAME"
        )
    tell(f"{source.name} {of_another}. The groups of this log: {names}.")
    while True:
        try:
            return group_named(log, input("Which group is it for? Its name: ")).slug
        except Refused as error:
            tell(str(error))


def _group_key(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def plan_all(log: Log, taken: Sequence[Taken], on: date, *, lenient: bool = False) -> list[Planned]:
    """Return the plan of every meeting, each as if those before it were written. `on` is today.

    With `lenient`, a meeting of no known day has an empty plan; else it is refused.
    """
    planned = []
    for one in taken:
        body = log.group(one.group) if one.group else Group("", "")
        if lenient and one.minutes.day is None and not is_empty(one.minutes):
            planned.append(Planned(one, body, Plan(Change(""))))
            continue
        source = one.source
        made = plan(log, body, one.minutes, document=source.name, sha256=source.sha256, on=on, reviewed=one.reviewed)
        log = changed(log, made.change)
        planned.append(Planned(one, body, tidied(made)))
    return planned


def all_in_one(planned: Sequence[Planned], *, shown: bool) -> Change:
    """Return the changes of all meetings as one, so that they are written together or not at all.

    Its message names each document, with its hash, once. `shown` says that what the empty ones say has been said.
    """
    made = [p for p in planned if not p.plan.change.is_empty]
    empty = [p for p in planned if p.plan.change.is_empty]
    said = tuple(_said(made))
    last = tuple(dict.fromkeys(line for line in said if line.startswith(_SEE)))
    said = (*(line for line in said if line not in last), *(() if shown else said_of_empty(empty, made)), *last)
    if len(made) < 2:
        change = made[0].plan.change if made else Change("")
        return change._replace(said=said)
    changes = [p.plan.change for p in made]
    details: list[str] = []
    for source, of_one in groupby(made, key=lambda p: p.taken.source[:2]):
        for p in of_one:
            details += [p.plan.change.summary, *p.taken.reviewed.details]
        details += [f"Document: {visible(source[0])}", f"SHA-256: {source[1]}", ""]
    return Change(
        _summary(made),
        said=said,
        details=tuple(details),
        actions=tuple({a.id: a for c in changes for a in c.actions}.values()),
        meetings=tuple({(m.group, m.name): m for c in changes for m in c.meetings}.values()),
        groups=tuple({g.slug: g for c in changes for g in c.groups}.values()),
    )


#: So many meetings of one document are told one by one; more, as one.
FEW = 6
#: How the sentence begins that tells where to look; it is said once, at the end.
_SEE = "See them with:"


def said_of_empty(empty: Sequence[Planned], made: Sequence[Planned]) -> tuple[str, ...]:
    """Return what is said of meetings that change nothing; where others do, without saying that nothing was changed."""
    if not made and len({p.plan.change.said for p in empty}) == 1:
        return empty[0].plan.change.said
    lines: list[str] = []
    known = 0
    for p in empty:
        first, *others = p.plan.change.said or ("",)
        if first == f"{ALL_THERE} {UNCHANGED_LOG}":
            known += 1
            continue
        day = p.taken.minutes.day if p.plan.meeting else None
        where = f"{visible(p.taken.source.name)}, {long_date(day)}: " if day else ""
        lines += [where + first.removesuffix(f" {UNCHANGED_LOG}"), *others]
    if known:
        lines.append(f"{count_of(known, 'meeting')} in the log already, with nothing new.")
    return (*filter(None, lines), *(() if made else (UNCHANGED_LOG,)))


def _said(made: Sequence[Planned]) -> Iterator[str]:
    """Yield what is said of meetings that change something; of an action log of many, how many they are."""
    for source, of_one in groupby(made, key=lambda p: p.taken.source[:2]):
        meetings = list(of_one)
        if len(meetings) > FEW:
            new = sum(row.what == ADD for p in meetings for row in p.plan.rows)
            yield f"{visible(source[0])}: {count_of(new, 'new action')} of {len(meetings)} meetings."
        for p in meetings:
            if not p.plan.rows and p.taken.minutes.day:
                yield f"{visible(source[0])}: no actions were found."
                yield f"The meeting of {long_date(p.taken.minutes.day)} itself was recorded."
            yield from p.plan.change.said[not p.plan.rows or len(meetings) > FEW :]


def _summary(made: Sequence[Planned]) -> str:
    documents = len({p.taken.source[:2] for p in made})
    what = [row.what for p in made for row in p.plan.rows]
    parts = [count_of(what.count(ADD), "action")] if ADD in what else []
    parts += [f"{what.count(MATCHED)} updated"] if MATCHED in what else []
    of = f"{documents} documents" if documents > 1 else f"minutes of {len(made)} meetings"
    return f"Import {of}: {', '.join(parts)}" if parts else f"Import {of}"
