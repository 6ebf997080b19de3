"""What one document of minutes, or one action log, holds before its actions are given to their meetings."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import Final, NamedTuple

from actionlog.characters import visible
from actionlog.deadlines import DeadlineRefused, meeting_date, read_deadline
from actionlog.document import Document, Table
from actionlog.errors import ActionlogError
from actionlog.minutes.decisions import find_decisions
from actionlog.minutes.findings import NEW, Minutes
from actionlog.minutes.head.attendance import read_attendance
from actionlog.minutes.head.date_order import date_order
from actionlog.minutes.head.reading import read_head
from actionlog.minutes.layout import laid_out, section_of
from actionlog.minutes.listed.finding import find_in_lists
from actionlog.minutes.logs.sheets import names_log, titles_log
from actionlog.minutes.marked.chat import settled
from actionlog.minutes.marked.finding import find_marked
from actionlog.minutes.promises import find_promises
from actionlog.minutes.raw import RawAction
from actionlog.minutes.tables.chosen import read_chosen
from actionlog.minutes.tables.columns import heading_meaning
from actionlog.minutes.tables.contents import is_when
from actionlog.minutes.tables.finding import find_in_tables
from actionlog.minutes.words import word_key
from actionlog.model import Item, long_date

#: No minutes have as many; a document with more was chosen by mistake.
MOST_ACTIONS: Final = 5000
_TITLES: Final = 2  #: lines at the top that may be the title
_LONGEST_TITLE: Final = 120
_DUE_WITHIN: Final = timedelta(days=200)


class TooManyActions(ActionlogError):
    """The document holds more actions than minutes can."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} seems to hold more than {MOST_ACTIONS:,} actions, and no minutes do. "
            "Check that it is the right file."
        )


class Gathered(NamedTuple):
    """A document as read: its minutes without their actions, and these as printed; `order_doubt` is on its dates."""

    minutes: Minutes
    actions: tuple[RawAction, ...]
    day_first: bool
    order_doubt: str = ""
    own_day: date | None = None  #: the day that the document itself says
    is_called_log: bool = False  #: its name or title calls it an action log


def gather(document: Document, *, meeting: date | None, columns: Sequence[tuple[str, str]] = ()) -> Gathered:
    """Return what a document holds. `meeting` is the day of its meeting, and `columns` those that the user named.

    Raises TooManyActions for a document that cannot be minutes, and Refused for columns that it does not have.
    """
    chosen = read_chosen(document, columns)
    layout = laid_out(document)
    attendance = read_attendance(layout)
    known = (*attendance.present, *attendance.attending, *attendance.apologies)
    order = date_order(document)
    head = read_head(document, layout, known, day_first=order.day_first)
    day = meeting or head.day
    doubts = [*document.remarks, *head.doubts]
    if meeting and head.day and meeting != head.day:
        doubts.append(f"The document says {long_date(head.day)}, but the meeting was given as {long_date(meeting)}.")
    in_tables = islice(find_in_tables(layout, known, titled=document.name, chosen=chosen), MOST_ACTIONS + 1)
    tabled = [_dated(raw, day, day_first=order.day_first) for raw in in_tables]
    listed = list(islice(chain(tabled, find_in_lists(layout, known)), MOST_ACTIONS + 1))
    enough = MOST_ACTIONS + 1 if len(listed) <= MOST_ACTIONS else 0
    raw = _with_remarks(listed, len(tabled), islice(find_marked(layout, known), enough))
    raw = settled(raw, layout)
    if len(raw) > MOST_ACTIONS:
        raise TooManyActions(document.name)
    decisions = [d._replace(text=visible(d.text)) for d in find_decisions(layout)]
    promises = find_promises(layout, known, [r.text for r in raw]) if layout.items or raw else ()
    minutes = Minutes(
        name=document.name,
        group=visible(head.group),
        day=day,
        number=visible(head.number),
        time=visible(head.time),
        state=head.state,
        present=tuple(map(visible, attendance.present)),
        apologies=tuple(map(visible, attendance.apologies)),
        attending=tuple(map(visible, attendance.attending)),
        items=tuple(Item(visible(i.number), visible(i.title)) for i in attendance.items),
        decisions=tuple(decisions),
        promises=tuple(p._replace(text=visible(p.text)) for p in promises),
        doubts=tuple(map(visible, doubts)),
    )
    called = names_log(document.name) or any(
        titles_log(s.block.text[:_LONGEST_TITLE]) for s in layout.spots[:_TITLES] if not isinstance(s.block, Table)
    )
    return Gathered(minutes, tuple(raw), order.day_first, order.doubt, head.day, called)


def outstanding(raw: RawAction, day: date | None, *, day_first: bool) -> RawAction:
    """Return an action of minutes as outstanding, where a column says that it was raised before their meeting."""
    raised = meeting_date(raw.raised, day_first=day_first) if raw.raised and day else None
    if day and raised and raised < day and section_of(raw.heading, day) == NEW:
        return raw._replace(heading="Outstanding actions")
    return raw


def _dated(raw: RawAction, day: date | None, *, day_first: bool) -> RawAction:
    """Return an action with its column `Date` understood: a deadline after the meeting, before it the day raised."""
    if not raw.dated:
        return raw
    if raw.deadline:
        return raw._replace(raised=raw.raised or raw.dated)
    printed = meeting_date(raw.dated, day_first=day_first)
    is_due = bool(day and printed and printed > day)
    if printed is None and is_when(raw.dated):
        is_due = not any(map(str.isdigit, raw.dated)) or _is_near(raw.dated, day, day_first=day_first)
    if not is_due:
        return raw._replace(raised=raw.raised or raw.dated)
    doubt = "Its column is headed no more than “Date”; it was taken as the deadline."
    return raw._replace(deadline=raw.dated, by_when="", doubts=(*raw.doubts, doubt))


def _is_near(printed: str, day: date | None, *, day_first: bool) -> bool:
    """True for a day without a year that comes soon after the meeting; one that has passed would be far ahead."""
    if day is None:
        return False
    try:
        found = read_deadline(printed, day, day_first=day_first).deadline
    except DeadlineRefused:
        return False
    return isinstance(found, date) and day < found <= day + _DUE_WITHIN


def _is_another(marked: RawAction, listed: RawAction) -> bool:
    """True for an action of its own under a ref that a list has too: two lists may count from 1.

    An earlier action is printed with its status, and the new one that takes its ref is for others.
    """
    if marked.ref.isdigit():
        return bool(marked.owners)
    return bool(marked.owners and marked.status) and {*marked.owners} != {*listed.owners}


def _with_remarks(listed: list[RawAction], tabled: int, marked: Iterable[RawAction]) -> list[RawAction]:
    """Return all actions; `Action 3: AB reported …` where a table holds action 3 is a remark on that, no action.

    The first `tabled` of `listed` are rows of tables: what is marked within such a row is that action itself.
    """
    at = {r.ref: n for n, r in enumerate(listed) if r.ref}
    in_rows: dict[object, list[str]] = {}
    for raw in listed[:tabled]:
        for place in raw.places:
            in_rows.setdefault(place, []).append(word_key(raw.text))
    found = list(listed)
    for action in marked:
        n = at.get(action.ref)
        own = n is not None and n >= tabled and _is_another(action, listed[n])
        if n is not None and not own:
            remark = f"The text says more of it ({action.places[0]})."
            found[n] = found[n]._replace(doubts=(*found[n].doubts, remark))
            continue
        if action.places[0].row and (heading_meaning(action.text) or heading_meaning(action.owners_printed)):
            continue  # `Actions: Responsible` is the heading of a column
        key = word_key(action.text)
        if not any(key in text or text in key for text in in_rows.get(action.places[0], ())):
            found.append(action)
    return found
