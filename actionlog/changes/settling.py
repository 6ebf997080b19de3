"""Rows as the log can hold them: minutes really print one ref twice, a wrong year, a closing day still to come.

A log in which a paper cannot be told from another, or an action ends before it was raised, is refused by
`actionlog check`. So such a row is settled before it is matched: what cannot stand is left out or filed as older than
the meeting, and a doubt says so. Nothing is guessed that the paper does not show.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from actionlog.changes.matching import Match, match_rows, wordings_of
from actionlog.changes.numbering import is_numbered_by
from actionlog.changes.planned import is_kept_up
from actionlog.characters import visible
from actionlog.minutes import Found
from actionlog.minutes.findings import NEW, OUTSTANDING
from actionlog.minutes.words import word_key
from actionlog.model import CLOSED, DRAFT, NOTHING_MINUTED, STRUCK_OUT, Group, Log, Meeting, long_date
from actionlog.refs import Refs, ref_key

#: A deadline that would lie within so many days after the meeting in another year is printed with the wrong year.
_SOON: Final = timedelta(days=183)
#: How often the rows are matched anew at most: where one row finds its action, another may have lost it.
_ROUNDS: Final = 8
_SHOWN: Final = 100  #: characters of a wording that a doubt repeats


#: Stands in a doubt for the ref of an action that has none yet.
ITS_REF: Final = "REF"


class Settled(NamedTuple):
    """A row as the log can hold it, and the action that it means. `lost` tells what of the paper was left out."""

    row: Found
    match: Match
    lost: str = ""


def settled_rows(log: Log, group: Group, meeting: Meeting, rows: Sequence[Found], today: date) -> list[Settled]:
    """Return the rows of the minutes of `meeting` as the log can hold them, each with the action that it means."""
    name, day = meeting.name, meeting.date
    rows = [_closed_by(row, max(day, today)) for row in _without_repeated_refs(log, group, name, rows)]
    lost = [""] * len(rows)
    matches = match_rows(log, group, name, rows)
    for _ in range(_ROUNDS):
        before = [row.section for row in rows]
        for n, (row, match) in enumerate(zip(rows, matches, strict=True)):
            if match.action is None and row.section == NEW:
                rows[n], told = _settled(row, meeting)
                lost[n] = told or lost[n]
        if before == [row.section for row in rows]:
            break
        matches = match_rows(log, group, name, rows)  # what is older may be an action of the log
    return [Settled(*one) for one in zip(rows, matches, lost, strict=True)]


def missing_from(log: Log, meeting: Meeting, settled: Sequence[Settled]) -> Iterator[str]:
    """Yield which actions the log took from other minutes of this very meeting, and these have not: as doubts."""
    found = {a.id for one in settled for a in (one.match.action, one.match.perhaps) if a}
    own = [a for a in log.actions_of(meeting.group) if a.meeting == meeting.name and a.status != STRUCK_OUT]
    if any(is_kept_up(one.row) for one in settled) or not any(a.id in found for a in own):
        return  # an action log drops what is done, and a paper that has none of them is another one
    refs = Refs(log)
    for action in own:
        if action.id not in found and action.minuted != NOTHING_MINUTED:
            withdrawn = f"close {action.short_id} --outcome withdrawn"
            mend = f"strike-out {action.short_id}" if meeting.minutes == DRAFT else withdrawn
            yield (
                f"Action {refs.of(action)} of this meeting is in the log and not in this document: "
                f"“{action.action[:_SHOWN]}”. If it was struck out: actionlog {mend}"
            )


def _without_repeated_refs(log: Log, group: Group, meeting: str, rows: Sequence[Found]) -> list[Found]:
    """Return the rows, without the ref where another row of the same minutes, or an action struck out, has it.

    The next action of a meeting that prints A3 twice could not be told from the first in any paper.
    """
    refs = Refs(log)
    struck = [a for a in log.actions_of(group.slug) if a.meeting == meeting and a.status == STRUCK_OUT]
    held = {ref_key(refs.of(a)): {word_key(words) for words in wordings_of(a)} for a in struck}
    first: set[str] = set()
    settled = []
    for row in rows:
        key = ref_key(row.ref)
        if row.section == NEW and key:
            if key in first:
                row = _without_ref(row, "The minutes print the ref {} for several actions, and the first keeps it")
            elif key in held and word_key(row.text) not in held[key]:
                row = _without_ref(row, "The ref {} is that of an action which was struck out, and stays its own")
            else:
                first.add(key)
        settled.append(row)
    return settled


def _without_ref(row: Found, why: str) -> Found:
    doubt = f"{why.format(visible(row.ref))}; this one is known in the log by its number."
    return row._replace(ref="", minuted=row.minuted._replace(ref=""), doubts=(*row.doubts, doubt))


def _closed_by(row: Found, latest: date) -> Found:
    """Return a row without a closing day that is still to come."""
    if row.closed is None or row.closed <= latest:
        return row
    doubt = (
        f"It is printed as closed on {long_date(row.closed)}, a day still to come; it is taken as closed, and that day "
        "was left out."
    )
    return row._replace(closed=None, doubts=(*row.doubts, doubt))


def _settled(row: Found, meeting: Meeting) -> tuple[Found, str]:
    """Return a new row as the log can hold it, and what was left out of it.

    What was due or done before the meeting was not raised there: it is older than it, unless its year is misprinted or
    its ref says that it is of this meeting.
    """
    day = meeting.date
    deadline = row.deadline if isinstance(row.deadline, date) and row.deadline < day else None
    closed = row.closed if row.closed and row.closed < day else None
    if not (deadline or closed):
        return row, ""
    told = tuple(d for d in row.doubts if not (deadline and d == f"{long_date(deadline)} is before the meeting."))
    of_meeting = is_numbered_by(row.ref, meeting.number)
    if not of_meeting and (closed or not deadline or not _wrong_year(row, deadline, day)):
        what = f"It was closed on {long_date(closed)}" if closed else ""
        what = what or f"Its deadline was {long_date(deadline or day)}"
        doubt = f"{what}, before the meeting, so it is kept as an action that is older than the meeting."
        return row._replace(section=OUTSTANDING, doubts=(*told, doubt)), ""
    lost = []
    if deadline:
        told = (
            *told,
            f"The deadline is printed as {long_date(deadline)}, which is before the meeting; the printed words are "
            f"kept, and no deadline was set. Ask what was meant: actionlog extend {ITS_REF} --to DATE",
        )
        lost.append("no deadline set")
        row = row._replace(deadline=None)
    if closed:
        told = (*told, f"It is printed as closed on {long_date(closed)}, before the meeting; that day was left out.")
        lost.append("no closing day set")
        row = row._replace(closed=None)
    return row._replace(doubts=told), " and ".join(lost)


def _wrong_year(row: Found, deadline: date, day: date) -> bool:
    """True where a deadline was nearly certainly printed with the wrong year: with another it comes soon.

    An action log that is kept up, and a closed action, may well show a deadline of long ago.
    """
    if is_kept_up(row) or row.status == CLOSED or deadline.year == day.year:
        return False
    return any(day <= _in_year(deadline, year) <= day + _SOON for year in (day.year, day.year + 1)) and (
        day - deadline > _SOON
    )


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February, or a year that no calendar has
        return day
