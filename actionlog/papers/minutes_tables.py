"""The actions as the minutes of a meeting print them: those it raised, and those still outstanding from earlier ones.

`table` has the five columns that minutes print; `inline` has a list under each item of the agenda, each action with its
ref in brackets at its end.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from actionlog.model import (
    BEFORE,
    CLEARED,
    CONFIRMED,
    DRAFT,
    STRUCK_OUT,
    Action,
    Group,
    Meeting,
    deadline_words,
    long_date,
    meeting_key,
    weekday_date,
)
from actionlog.owners import owner_label, owners_text
from actionlog.papers import NOT_SET, Bullets, Cell, Heading, Paper, Part, Row, Table, Text
from actionlog.papers.action_cells import action_cell, deadline_cell, owner_cell
from actionlog.papers.events import meeting_words
from actionlog.papers.positions import raised_order
from actionlog.query import Standing, Standings, printed_refs, raised_words
from actionlog.replay import as_on, at_first

STYLES = ("table", "inline")

_COLUMNS = ("Number", "Action", "Owner", "Deadline", "Status")


def paper(
    standings: Standings,
    group: Group,
    meeting: Meeting,
    *,
    style: str = "table",
    as_printed: bool = False,
    state_on: date | None = None,
) -> Paper:
    """Return the actions of `meeting` for its minutes, in one of `STYLES`.

    Outstanding are the actions of earlier meetings that were still open at the end of that day. `as_printed` gives the
    words that the minutes printed when they were imported, and the rows that stood under them. `state_on` is the day on
    which the minutes are draft, cleared or confirmed, where that is another than the day of the data.
    """
    raised = [s for s in standings.all(group.slug) if s.action.meeting == meeting.name and _stands(s)]
    raised.sort(key=raised_order)
    day = state_on or standings.as_of
    parts: tuple[Part, ...]
    if style == "inline":
        earlier: list[Standing] = []
        parts = tuple(_by_item(meeting, raised, as_printed))
    else:
        earlier = _outstanding(standings, group, meeting, as_printed)
        printed_at = meeting if as_printed else None
        parts = (
            _table("Actions", raised, printed_at, "No action was raised at this meeting."),
            _table("Outstanding actions", earlier, printed_at, "No action is outstanding from earlier meetings."),
        )
    return Paper(
        "minutes",
        f"{group.name}: actions of the meeting on {raised_words(meeting)}",
        group.slug,
        standings.as_of,
        lines=(*_meeting_lines(meeting, day), f"Data as at {weekday_date(standings.as_of)}"),
        parts=parts,
        standings=(*raised, *earlier),
        facts={
            "meeting": meeting.name,
            "minutes": minutes_state(meeting, day),
            "actions": [s.action.id for s in raised],
            "outstanding": [s.action.id for s in earlier],
        },
    )


def minutes_state(meeting: Meeting, day: date) -> str:
    """Return what the minutes of `meeting` were on `day`: draft, cleared or confirmed."""
    if meeting.minutes == CONFIRMED and (meeting.confirmed is None or meeting.confirmed <= day):
        return CONFIRMED
    if meeting.minutes != DRAFT and (meeting.cleared is None or meeting.cleared <= day):
        return CLEARED
    return DRAFT


def _meeting_lines(meeting: Meeting, day: date) -> list[str]:
    number = f"Meeting {meeting.number}, " if meeting.number else ""
    when = f"{weekday_date(meeting.date).split()[0]} {raised_words(meeting)}"
    time = f", {meeting.time}" if meeting.time else ""
    state = {DRAFT: "Draft minutes", CLEARED: "Unconfirmed minutes", CONFIRMED: "Confirmed minutes"}
    now = minutes_state(meeting, day)
    said = state[now]
    if now == CLEARED and meeting.cleared:
        said += f": cleared by {_the(meeting.cleared_by or 'chair')} on {long_date(meeting.cleared)}"
    elif now == CONFIRMED and meeting.confirmed_at:
        said += f": confirmed by the meeting of {meeting_words(meeting.confirmed_at)}"
    elif now == CONFIRMED and meeting.confirmed:
        said += f": confirmed on {long_date(meeting.confirmed)}"
    return [f"{number}{when}{time}", said]


def _the(who: str) -> str:
    return f"the {who}" if who in ("chair", "secretariat", "meeting") else who


def _stands(standing: Standing) -> bool:
    return standing.action.status != STRUCK_OUT


def _outstanding(standings: Standings, group: Group, meeting: Meeting, as_printed: bool) -> list[Standing]:
    here = meeting_key(meeting.name)
    printed_here = BEFORE + meeting.name

    def outstanding(standing: Standing) -> bool:
        if as_printed and standing.action.meeting == printed_here:
            return _stands(standing)
        then = as_on(standing.action, None, min(meeting.date, standing.as_of))
        return then is not None and then.is_open

    rows = [s for s in standings.all(group.slug) if meeting_key(s.action.meeting) < here and outstanding(s)]
    return sorted(rows, key=raised_order)


def _table(caption: str, rows: Sequence[Standing], printed_at: Meeting | None, empty: str) -> Table:
    if printed_at:
        made = tuple(Row(_printed_cells(s, printed_at), s) for s in rows)
    else:
        refs = printed_refs(rows)
        made = tuple(
            Row((refs[s.action.id], action_cell(s), owner_cell(s), deadline_cell(s), s.action.status), s) for s in rows
        )
    return Table(caption, _COLUMNS, made, empty)


def _printed_cells(standing: Standing, meeting: Meeting) -> tuple[Cell, ...]:
    """What the minutes of `meeting` printed: of an earlier meeting's action, as it had been changed until then."""
    action, minuted = standing.action, standing.action.minuted
    first = at_first(action)
    its_own = action.meeting in (meeting.name, BEFORE + meeting.name)
    then = (None if its_own else as_on(action, None, meeting.date)) or first
    owners = minuted.owners if then.owners == first.owners else ""
    deadline = minuted.deadline if then.deadline == first.deadline else ""
    status = minuted.status if then.status == first.status else ""
    return (
        standing.ref,
        then.action,
        owners or owners_text(then) or NOT_SET,
        deadline or deadline_words(then.deadline),
        status or then.status,
    )


def _by_item(meeting: Meeting, rows: Sequence[Standing], as_printed: bool) -> Iterable[Part]:
    refs = {s.action.id: s.ref for s in rows} if as_printed else printed_refs(rows)
    titles = {item.number: item.title for item in meeting.items}
    by_item: dict[str, list[str]] = {number: [] for number in titles}
    for s in rows:
        by_item.setdefault(s.action.item, []).append(_inline(s, refs[s.action.id], as_printed))
    loose = by_item.pop("", [])
    for number, bullets in by_item.items():
        if bullets:
            title = titles.get(number)
            yield Heading(f"Agenda item {number}: {title}" if title else f"Agenda item {number}")
            yield Bullets(tuple(bullets))
    if loose:
        yield Heading("Actions under no item of the agenda" if any(by_item.values()) else "Actions")
        yield Bullets(tuple(loose))
    if not rows:
        yield Text("No action was raised at this meeting.")


def _inline(standing: Standing, ref: str, as_printed: bool) -> str:
    action = at_first(standing.action) if as_printed else standing.action
    bracketed = ref if ref.startswith("(") and ref.endswith(")") else f"({ref})"
    return f"{'' if as_printed else _who_and_when(action)}{action.action} {bracketed}"


def _who_and_when(action: Action) -> str:
    """The owner and the day, before a text that does not say them; a list has no columns for them."""
    text = _plain(action.action)
    unsaid = [owner for owner in action.owners if _plain(owner_label(owner)).replace(" the ", " ") not in text]
    said = [owners_text(replace(action, owners=tuple(unsaid)))] if unsaid else []
    if isinstance(action.deadline, date):
        words = long_date(action.deadline)
        if _plain(words.rpartition(" ")[0]) not in text:
            said.append(f"by {words}")
    return f"{', '.join(said)}: " if said else ""


def _plain(text: str) -> str:
    """The words of a text between single spaces, without capitals and the endings of `9th` and `3rd`."""
    words = re.findall(r"[^\W_]+", re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", text.casefold()))
    return f" {' '.join(words)} "
