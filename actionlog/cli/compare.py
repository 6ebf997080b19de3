"""`actionlog import --compare`: where documents and the log disagree, for a person or for a program."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from actionlog.changes.comparing import DIFFERS, Compared, Disagreement, Side, compare
from actionlog.changes.planned import is_kept_up
from actionlog.characters import visible
from actionlog.cli.desk import say
from actionlog.cli.import_meetings import Taken
from actionlog.cli.import_sources import Source
from actionlog.cli.output import print_bytes, show_paper
from actionlog.errors import Refused
from actionlog.model import Log, deadline_of, long_date
from actionlog.papers import NONE, NOT_SET, Bullets, Heading, Paper, Part, Row, Table, count_of

DISAGREE: Final = 1
_COLUMNS: Final = ("Ref", "What differs", "In the document", "In the log", "From")


def compared(log: Log, taken: Sequence[Taken], today: date, *, json: bool) -> int:
    """Say where each document and the log disagree, and return the exit code: 1 where any does, else 0.

    Raises Refused for a document with actions that does not say when its meeting was.
    """
    results = list(_results(log, taken, today))
    if json:
        from actionlog.renderers.json import SCHEMA, json_object

        print_bytes(
            json_object(
                {
                    "schema": SCHEMA,
                    "disagreements": [
                        {key: value or None for key, value in d._asdict().items()} | {"file": source.name}
                        for source, result in results
                        for d in result.disagreements
                    ],
                }
            )
        )
    else:
        for n, (source, result) in enumerate(results):
            if n:
                say("")
            _show(source, result, today)
    return DISAGREE if any(result.disagreements for _, result in results) else 0


def _results(log: Log, taken: Sequence[Taken], today: date) -> Iterator[tuple[Source, Compared]]:
    for _, of_one in groupby(taken, key=lambda t: id(t.source)):
        meetings = list(of_one)
        source = meetings[0].source
        for one in meetings:
            if one.minutes.day is None and one.minutes.actions:
                raise Refused(
                    f"{visible(source.name)} does not say when the meeting was. Give its day: actionlog import "
                    "--compare FILE --meeting DATE"
                )
        sides = [Side(log.group(one.group), one.minutes) for one in meetings if one.group]
        yield source, compare(log, sides, as_of=today, register=_is_register(meetings))


def _is_register(meetings: Sequence[Taken]) -> bool:
    """True for an action log, which says how things stand now: of several meetings, or the rows of a sheet."""
    return len(meetings) > 1 or any(is_kept_up(row) for one in meetings for row in one.minutes.actions)


def _show(source: Source, result: Compared, today: date) -> None:
    name = visible(source.name)
    if not result.disagreements and not result.actions:
        say(f"No actions were found in {name}, so there was nothing to compare with the log.")
        return
    if not result.disagreements:
        say(f"{name} and the log agree: {count_of(result.actions, 'action')}.")
        return
    count = len(result.disagreements)
    differences = "1 difference" if count == 1 else f"{count} differences"
    title = f"{name} and the log disagree: {differences}"
    show_paper(Paper("compare", title, "", today, parts=tuple(_parts(result))))


def _parts(result: Compared) -> Iterator[Part]:
    """Yield the rows that differ, then what only one of the two has."""
    told = result.disagreements
    if differing := [d for d in told if d.what == DIFFERS]:
        rows = tuple(
            Row((d.ref, d.field.capitalize(), _words(d, d.document), _words(d, d.log), d.place)) for d in differing
        )
        yield Table("In both, but not the same", _COLUMNS, rows)
    for what, of in groupby((d for d in told if d.what != DIFFERS), key=lambda d: d.what):
        yield Heading(f"{what.capitalize()}")
        yield Bullets(tuple(map(_missing, of)))
    if notes := tuple(f"{d.ref or d.place}: {d.note}" for d in told if d.note and d.what == DIFFERS):
        yield Heading("Not sure which action is meant")
        yield Bullets(notes)


def _missing(d: Disagreement) -> str:
    where = f" ({d.place or d.id.partition('/')[2]})"
    ref = f"{d.ref}: " if d.ref else ""
    return f"{ref}{d.document or d.log}{where}{' ' if d.note else ''}{d.note}"


def _words(d: Disagreement, value: str) -> str:
    """Return one side as a person reads it: a day in words."""
    if not value:
        return NOT_SET if d.field else NONE
    try:
        day = deadline_of(value) if d.field == "deadline" else value
    except ValueError:
        return value
    return long_date(day) if isinstance(day, date) else value
