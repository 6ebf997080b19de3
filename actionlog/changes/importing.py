"""Importing minutes: what was read from a document, set against the log, becomes one change.

New actions are added, carried rows are matched to their actions (`matching`), and what the minutes say of these becomes
history. The same document again changes nothing. What is not sure is left to the secretary, with the reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from actionlog.changes import Change, changed
from actionlog.changes.matching import Match
from actionlog.changes.numbering import Numbers, learned_numbering, printed_number
from actionlog.changes.planned import (
    ADD,
    LEFT_OUT,
    MATCHED,
    NOT_REVIEWED,
    SKIPPED,
    UNCHANGED,
    Plan,
    PlannedRow,
    Reviewed,
    count,
)
from actionlog.changes.restating import carried_over, corrected
from actionlog.changes.rules import LONGEST
from actionlog.changes.settling import ITS_REF, Settled, missing_from, settled_rows
from actionlog.characters import visible
from actionlog.errors import Refused
from actionlog.minutes import Found, Minutes, Promise
from actionlog.minutes.findings import NEW, WITHHELD
from actionlog.model import (
    BEFORE,
    CLOSED,
    CONFIRMED,
    NOT_RECORDED,
    NOTE,
    STRUCK_OUT,
    Action,
    Decision,
    Event,
    Group,
    Log,
    Meeting,
    long_date,
)
from actionlog.owners import is_unknown

__all__ = [
    "ADD",
    "ALL_THERE",
    "LEFT_OUT",
    "MATCHED",
    "NOT_REVIEWED",
    "SKIPPED",
    "UNCHANGED",
    "UNCHANGED_LOG",
    "Plan",
    "PlannedRow",
    "Reviewed",
    "is_empty",
    "plan",
]


def plan(
    log: Log,
    group: Group,
    minutes: Minutes,
    *,
    document: str,
    sha256: str,
    on: date,
    reviewed: Reviewed = NOT_REVIEWED,
) -> Plan:
    """Return what importing `minutes` into `group` would change. `on` is today; `document` the file's name.

    `reviewed` is what a person decided of its actions. Raises Refused where the day of the meeting is not known, which
    every action and decision needs.
    """
    if is_empty(minutes):
        return Plan(Change("", said=(f"{visible(document)} holds no actions and no decisions. {UNCHANGED_LOG}",)))
    if minutes.day is None:
        raise Refused(
            f"{visible(document)} does not say when the meeting was. Give its day: actionlog import FILE --meeting DATE"
        )
    first = _Import(log, group, minutes, minutes.day, on, reviewed)
    made = first.plan(visible(document), sha256)
    for _ in range(_LOOKS):  # rows much alike are told apart only when some of them are in the log
        after = changed(log, made.change)
        second = _Import(after, after.group(group.slug), minutes, minutes.day, on, reviewed)
        again = second.plan(visible(document), sha256)
        if again.change.is_empty:
            break
        made = first.with_more(made, again, visible(document), sha256)
    return made


def is_empty(minutes: Minutes) -> bool:
    """True where minutes hold nothing that a log takes: no action, no decision, and of no day who was there."""
    m = minutes
    return not (m.actions or m.decisions or (m.day and (m.present or m.apologies or m.attending)))


#: What is said of a document that changes nothing.
ALL_THERE: Final = "Everything in this document is already in the log."
UNCHANGED_LOG: Final = "Nothing was changed."
#: How often a document is looked at again at most, so that importing it twice changes nothing more.
_LOOKS = 4


class _Import:
    """One document on its way into the log."""

    def __init__(self, log: Log, group: Group, minutes: Minutes, day: date, on: date, reviewed: Reviewed) -> None:
        self.log, self.group, self.minutes, self.day, self.on = log, group, minutes, day, on
        self.reviewed = reviewed
        self.doubts = list(minutes.doubts)
        self.name = self._folder()
        self.meeting = self._meeting()
        self.numbers = Numbers(log, group.slug)
        self.unknown = max((n for a in log.actions_of(group.slug) for n in _unknowns(a)), default=0)

    def plan(self, document: str, sha256: str) -> Plan:
        rows = self.minutes.actions
        settled = settled_rows(self.log, self.group, self.meeting, rows, self.on)
        skipped = self.reviewed.skipped
        for n, (row, match, _) in enumerate(settled):
            if n not in skipped and _is_new(row, match):
                self.numbers.prefer(self._folder_of(row), self._printed(row))
        planned: list[PlannedRow] = []
        actions: list[Action] = []
        for n, one in enumerate(settled):
            # A skipped row still stands for its action, so that no other row is taken for that.
            done, action = (_skipped(one.row, one.match), None) if n in skipped else self._row(one)
            planned.append(done._replace(found=rows[n]))
            if action is not None:
                actions.append(action)
        self.doubts += missing_from(self.log, self.meeting, settled)
        change = self._change(tuple(actions), planned, document, sha256)
        return Plan(change, tuple(planned), self.name, tuple(dict.fromkeys(self.doubts)), self._promises())

    def with_more(self, made: Plan, again: Plan, document: str, sha256: str) -> Plan:
        """Return `made` with what a second look at the same document, `made` being done, would add."""
        rows = [b if b.what == ADD or b.changes else a for a, b in zip(made.rows, again.rows, strict=True)]
        actions = {a.id: a for a in (*made.change.actions, *again.change.actions)}
        return made._replace(change=self._change(tuple(actions.values()), rows, document, sha256), rows=tuple(rows))

    def _promises(self) -> tuple[Promise, ...]:
        """Return the promises that are no actions yet, neither of this meeting in the log nor of the document."""
        own = [a.action for a in self.log.actions_of(self.group.slug) if a.meeting == self.name]
        taken = {_plain(text) for text in (*own, *(row.text for row in self.minutes.actions))}
        return tuple(p for p in self.minutes.promises if _plain(p.text) not in taken)

    def _row(self, one: Settled) -> tuple[PlannedRow, Action | None]:
        row, match, lost = one
        doubts = (*row.doubts, match.doubt) if match.doubt else row.doubts
        if why := match.unsure or ("" if match.action else _unfit(row)):
            return PlannedRow(row, LEFT_OUT, doubts=(*doubts, why)), None
        if match.action is None:
            action = self._added(row)
            if action.deadline is None and action.is_open and self.group.policy.require_deadline == "error":
                doubts = (*doubts, f"{self.group.name} requires a deadline; until it has one, the check will say so.")
            doubts = tuple(doubt.replace(f" {ITS_REF} ", f" {action.short_id} ") for doubt in doubts)
            return PlannedRow(row, ADD, action.id, (lost,) if lost else (), doubts), action
        if match.action.status == STRUCK_OUT:
            struck = f"Action {match.action.short_id} was struck out of the log, and stays so."
            return PlannedRow(row, UNCHANGED, match.action.id, doubts=(struck,)), None
        own = match.action.meeting in (self.name, BEFORE + self.day.isoformat())
        if own:
            outcome = corrected(match.action, row, self.meeting, self._handles(row, match.action), self.on)
        else:
            outcome = carried_over(match.action, row, self.meeting, self._raised(match.action))
        # How a row was read matters only where it changes something: a row read as before raises no doubts again.
        read = row.doubts if any(said.startswith(("deadline", "closed")) for said in outcome.said) else ()
        doubts = (*read, *filter(None, (match.doubt,)), *outcome.doubts)
        if outcome.action == match.action:
            return PlannedRow(row, UNCHANGED, match.action.id, doubts=doubts), None
        return PlannedRow(row, MATCHED, match.action.id, outcome.said, doubts), outcome.action

    def _added(self, row: Found) -> Action:
        folder = self._folder_of(row)
        note = (Event(self.day, NOTE, meeting=self.name, note=row.note),) if row.note else ()
        return Action(
            self.group.slug,
            folder,
            self.numbers.take(folder, self._printed(row)),
            row.text,
            self._handles(row),
            row.deadline,
            row.status,
            row.closed if row.status == CLOSED else None,
            (row.outcome or NOT_RECORDED) if row.status == CLOSED else "",
            item=row.item,
            minuted=row.minuted,
            history=note,
        )

    def _handles(self, row: Found, action: Action | None = None) -> tuple[str, ...]:
        """Return the owners, each withheld one as an unknown party of its own; those of `action` keep their numbers."""
        kept = [o for o in action.owners if is_unknown(o)] if action else []
        owners = []
        for owner in row.owners:
            if owner != WITHHELD:
                owners.append(owner)
            elif kept:
                owners.append(kept.pop(0))
            else:
                self.unknown += 1
                owners.append(f"unknown-{self.unknown}")
        return tuple(owners)

    def _printed(self, row: Found) -> int:
        return printed_number(row.ref, self.meeting.number if row.section == NEW else "")

    def _folder_of(self, row: Found) -> str:
        return self.name if row.section == NEW else BEFORE + self.day.isoformat()

    def _raised(self, action: Action) -> date:
        try:
            return self.log.meeting(action.group, action.meeting).date
        except KeyError:
            return Meeting(action.group, action.meeting).date

    def _folder(self) -> str:
        """Return the folder name of the meeting: the day, or of several held that day the one with this number."""
        held = [m for m in self.log.meetings_of(self.group.slug) if not m.is_before and m.date == self.day]
        if len(held) > 1:
            same = [m for m in held if m.number and m.number == self.minutes.number]
            if not same:
                self.doubts.append(
                    f"The log has {len(held)} meetings on {long_date(self.day)}; the first was taken, since the "
                    "document does not say which it is."
                )
            return (same or held)[0].name
        return held[0].name if held else self.day.isoformat()

    def _meeting(self) -> Meeting:
        """Return the meeting as it will be: what the log has of it, and what the document adds."""
        m = self.minutes
        others = [o for o in self.log.meetings_of(self.group.slug) if o.name != self.name]
        old = next((o for o in self.log.meetings_of(self.group.slug) if o.name == self.name), None)
        number = m.number
        if clash := next((o for o in others if number and o.number == number), None):
            self.doubts.append(f"The meeting of {long_date(clash.date)} already has number {number}; it was not taken.")
            number = ""
        if m.group and m.group.casefold() not in (self.group.name.casefold(), self.group.code.casefold()):
            self.doubts.append(f"The document names the {m.group}; it is imported into {self.group.name}.")
        if self.day > self.on:
            self.doubts.append(
                f"The meeting, on {long_date(self.day)}, is still to come (today is {long_date(self.on)})."
            )
        if old is None:
            inferred: tuple[str, ...] = ("number",) if m.number_inferred and number else ()
            meeting = Meeting(self.group.slug, self.name, number, m.time, minutes=m.state, inferred=inferred)
            meeting = replace(meeting, present=m.present, apologies=m.apologies, attending=m.attending, items=m.items)
            return replace(meeting, decisions=self._decisions(meeting))
        if number and old.number and number != old.number:
            self.doubts.append(
                f"The document says that the meeting has number {number}; the log's, {old.number}, was kept."
            )
        inferred = ("number",) if m.number_inferred and number and not old.number else ()
        known = {i.number for i in old.items}
        return replace(
            old,
            number=old.number or number,
            time=old.time or m.time,
            items=(*old.items, *(i for i in m.items if i.number not in known)),
            decisions=self._decisions(old),
            inferred=(*old.inferred, *inferred),
            present=self._names("present", m.present, old.present),
            apologies=self._names("having sent apologies", m.apologies, old.apologies),
            attending=self._names("in attendance", m.attending, old.attending),
        )

    def _names(self, what: str, printed: tuple[str, ...], logged: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names that the log will have: its own, or those printed where it has none."""
        if printed and logged and printed != logged:
            self.doubts.append(f"The document lists others as {what} than the log; the log's were kept.")
        return logged or printed

    def _decisions(self, meeting: Meeting) -> tuple[Decision, ...]:
        decisions = list(meeting.decisions)
        known = list(decisions)  # each stands for one: the same words under another item are another decision
        for found in self.minutes.decisions:
            same = [d for d in known if _plain(d.decision) == _plain(found.text)]
            if same:
                known.remove(next((d for d in same if d.item == found.item), same[0]))
                continue
            if meeting.minutes == CONFIRMED and meeting.decisions:
                self.doubts.append(f"The log's minutes are confirmed, so this decision was not added: {found.text}")
            else:
                number = max((d.number for d in decisions), default=0) + 1
                decisions.append(Decision(number, found.text, found.item))
        return tuple(decisions)

    def _change(self, actions: tuple[Action, ...], rows: list[PlannedRow], document: str, sha256: str) -> Change:
        new = [a for a in actions if a.meeting == self.name]
        group = learned_numbering(self.log, self.group, self.meeting, new)
        added = sum(row.what == ADD for row in rows)
        altered = sum(row.what == MATCHED for row in rows)
        old = next((m for m in self.log.meetings_of(self.group.slug) if m.name == self.name), None)
        decided = len(self.meeting.decisions) - len(old.decisions if old else ())
        if not actions and self.meeting == old:
            return Change("", said=tuple(_nothing_new(rows)))
        parts = [count(added, "action")] if added else []
        parts += [f"{altered} updated"] if altered else []
        parts += [count(decided, "decision")] if decided else []
        known = any(g.slug == group.slug for g in self.log.groups)
        return Change(
            f"Import minutes of {self.name}: {', '.join(parts) or 'the meeting alone'}",
            said=tuple(self._said(rows, decided, document)),
            details=(*self.reviewed.details, f"Document: {document}", f"SHA-256: {sha256}"),
            actions=actions,
            meetings=() if self.meeting == old else (self.meeting,),
            groups=() if known and group == self.group else (group,),
        )

    def _said(self, rows: list[PlannedRow], decided: int, document: str) -> Iterable[str]:
        added = [row for row in rows if row.what == ADD]
        before = sum(row.id.partition("/")[2].startswith(BEFORE) for row in added)
        when = long_date(self.day)
        new = len(added) - before
        line = f"{document}: {count(new, 'new action') if new else 'no new action'} of the meeting of {when}"
        yield line + (f", {before} outstanding from before it." if before else ".")
        if matched := [row for row in rows if row.what == MATCHED]:
            were = "was" if len(matched) == 1 else "were"
            yield f"{count(len(matched), 'action')} already in the log {were} updated."
        if decided:
            yield f"{count(decided, 'decision')} recorded."
        yield from _left_as_they_are(rows)
        if left := [row for row in rows if row.what == LEFT_OUT]:
            yield f"{count(len(left), 'row')} could not be taken."
        if skipped := [row for row in rows if row.what == SKIPPED]:
            offered = "It" if len(skipped) == 1 else "They"
            yield (
                f"{count(len(skipped), 'row')} skipped, as you said. {offered} will be offered again if this document "
                "is imported again."
            )
        if added or matched:
            yield "See them with: actionlog list"


def _nothing_new(rows: Sequence[PlannedRow]) -> Iterable[str]:
    """Yield what is said of a document that changes nothing: that the log has it all, or what differs."""
    differing = [row for row in rows if row.what == UNCHANGED and row.doubts]
    left_out = [row for row in rows if row.what == LEFT_OUT]
    left = f" {count(len(left_out), 'row')} could not be taken." if left_out else ""
    if not differing:
        yield f"{ALL_THERE}{left} {UNCHANGED_LOG}"
        return
    differ = "1 row differs" if len(differing) == 1 else f"{len(differing)} rows differ"
    yield f"Nothing was changed, but {differ} from the log.{left}"
    yield from _left_as_they_are(rows)


def _left_as_they_are(rows: Sequence[PlannedRow]) -> Iterable[str]:
    """Yield why actions that the document prints otherwise stay as the log has them."""
    for row in rows:
        if row.what == UNCHANGED and row.doubts:
            yield f"{row.id.partition('/')[2]} is left as the log has it: {' '.join(row.doubts)}"


def _is_new(row: Found, match: Match) -> bool:
    return match.action is None and not match.unsure and not _unfit(row)


def _unfit(row: Found) -> str:
    """Return why a new row cannot be added, or an empty text."""
    if not row.status:
        return f"The row is not imported, since its status “{row.minuted.status}” is not known."
    if len(row.text) > LONGEST:
        return f"The row is not imported: its text is {len(row.text):,} characters long, and at most {LONGEST:,} fit."
    return ""


def _unknowns(action: Action) -> Iterable[int]:
    values: list[object] = [*action.owners, *(v for e in action.history for v in (e.before, e.after))]
    flat = [o for value in values for o in (value if isinstance(value, tuple) else (value,))]
    return (int(o.removeprefix("unknown-")) for o in flat if isinstance(o, str) and is_unknown(o))


def _skipped(row: Found, match: Match) -> PlannedRow:
    return PlannedRow(row, SKIPPED, match.action.id if match.action else "")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
