"""From an action as printed to an action understood: its status, deadline and owners, with a doubt for every guess."""

from datetime import date, timedelta
from typing import Final

from actionlog.characters import hidden_in, visible
from actionlog.deadlines import DeadlineRefused, Reading, meeting_date, read_deadline
from actionlog.deadlines.reading import YEAR_INFERRED
from actionlog.minutes.findings import COMPLETED_SECTION, NEW, WITHHELD, Found
from actionlog.minutes.layout import section_of
from actionlog.minutes.raw import RawAction
from actionlog.minutes.statuses import Status, narrated_status, read_status
from actionlog.model import CLOSED, COMPLETED, NOT_RECORDED, OPEN, Deadline, Minuted

#: An outstanding action is rarely due so far ahead: its day without a year is rather the one that has passed.
_AHEAD: Final = timedelta(days=240)


def understood(raw: RawAction, day: date | None, *, day_first: bool = True) -> Found:
    """Return what `raw` means in the minutes of a meeting on `day`; `day_first` is how they print dates."""
    doubts = list(raw.doubts)
    if (hidden := hidden_in("\n".join((raw.text, raw.ref, raw.owners_printed, raw.deadline, raw.status)))) is not None:
        doubts.append(f"It holds a hidden character ({hidden[0]}), which is shown by its code.")
    section = section_of(raw.heading, day)
    status = _status(raw, section)
    deadline, closed_by_deadline = _deadline(raw, day, section, day_first, doubts)
    if status.doubt:
        doubts.append(status.doubt)
    if not raw.owners:
        printed = visible(raw.owners_printed)
        named = any(map(str.isalnum, printed))
        doubts.append(f"The owner is printed as “{printed}”." if named else "No owner is printed.")
    if status.state == OPEN and not raw.status.strip() and _says_closed(raw.note):
        doubts.append(
            f"The remark says “{visible(raw.note[:60])}”; close it with: actionlog close {visible(raw.ref) or 'REF'}."
        )
    if WITHHELD in raw.owners:
        doubts.append("The paper withholds a name; the owner is kept as an unknown party of its own.")
    closed = closed_by_deadline
    state, outcome = status.state, status.outcome
    if raw.closed_on and (found := meeting_date(raw.closed_on, day_first=day_first)):
        closed = found
    if closed and not raw.status:
        state, outcome = CLOSED, outcome or COMPLETED
        doubts = [d for d in doubts if d != status.doubt]
    return Found(
        ref=visible(raw.ref),
        text=visible(raw.text),
        owners=tuple(map(visible, raw.owners)),
        minuted=Minuted(*map(visible, (raw.ref, raw.owners_printed, raw.deadline, raw.status))),
        deadline=deadline,
        status=state,
        outcome=outcome if state == CLOSED else "",
        closed=closed if state == CLOSED else None,
        note=visible(raw.note),
        item=raw.item,
        section=section,
        places=raw.places,
        doubts=tuple(dict.fromkeys(doubts)),
    )


def _says_closed(note: str) -> bool:
    """True for a remark that means a closed action beyond doubt: `Complete`, `Done by AB`."""
    status = read_status(note)
    return status.state == CLOSED and not status.doubt


def _status(raw: RawAction, section: str) -> Status:
    """Return the status: of its own word, or else of the heading it stands under."""
    if raw.status == "struck out":
        return Status(CLOSED, NOT_RECORDED, "It is struck through, so it is taken as Closed.")
    status = narrated_status(raw.status)
    if section == COMPLETED_SECTION and not raw.status.strip():
        closed = "close" in raw.heading.casefold()
        return Status(CLOSED, NOT_RECORDED if closed else COMPLETED)
    if not raw.status.strip():
        return Status(OPEN, doubt="No status is printed, so it is taken as Open.")
    return status


def _deadline(
    raw: RawAction, day: date | None, section: str, day_first: bool, doubts: list[str]
) -> tuple[Deadline, date | None]:
    """Return the deadline, and the day on which its cell says it was done; adds what is doubtful to `doubts`."""
    if not raw.deadline.strip():
        taken = _from_wording(raw, day, day_first)
        said = (
            f"The deadline was taken from the wording, “{visible(raw.by_when)}”."
            if taken
            else "No deadline is printed."
        )
        doubts.append(said)
        return taken, None
    try:
        # Without the meeting's day only a printed year can be trusted, so what rests on the meeting is left out.
        reading = read_deadline(raw.deadline, day or date(1900, 1, 1), day_first=day_first)
    except DeadlineRefused as refusal:
        doubts.append(str(refusal))
        return None, None
    if day and section != NEW and (passed := _passed(raw.deadline, reading, day)):
        doubts.append(f"The year is not printed; {passed.year} was taken, since the action is of an earlier meeting.")
        return passed, reading.completed
    if day is None and not _stands_alone(reading, raw.deadline, day_first):
        doubts.append(f"The deadline “{visible(raw.deadline)}” cannot be read without the day of the meeting.")
        return None, None
    doubts.extend(d for d in reading.doubts if day)
    if reading.question:
        doubts.append(reading.question)
    return reading.deadline, reading.completed


def _passed(printed: str, reading: Reading, day: date) -> date | None:
    """Return the day before the meeting that a deadline of an earlier meeting means, where no year is printed.

    `2 April` beside an outstanding action, in the minutes of May, is the April just past and not the next one.
    """
    if reading.question and reading.readings:
        first = min(reading.readings)
    elif reading.basis == YEAR_INFERRED and isinstance(reading.deadline, date) and reading.deadline - day > _AHEAD:
        first = reading.deadline
    else:
        return None
    try:
        earlier = read_deadline(printed, first - timedelta(days=366)).deadline
    except DeadlineRefused:
        return None
    latest = first if first < day else earlier
    return latest if isinstance(latest, date) and latest < day else None


def _from_wording(raw: RawAction, day: date | None, day_first: bool) -> Deadline:
    """Return the deadline with which a sentence ends (`… by 30 June`), where it is a day beyond doubt."""
    if not raw.by_when or day is None:
        return None
    try:
        reading = read_deadline(raw.by_when, day, day_first=day_first)
    except DeadlineRefused:
        return None
    return reading.deadline if isinstance(reading.deadline, date) and reading.deadline >= day else None


def _stands_alone(reading: Reading, printed: str, day_first: bool) -> bool:
    return not isinstance(reading.deadline, date) or meeting_date(printed, day_first=day_first) == reading.deadline
