"""Going through an import at the terminal: each row is taken, skipped or corrected before anything is written.

Plain lines and plain keys: the same on a narrow screen, and for a screen reader.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

from actionlog.changes.importing import ADD, LEFT_OUT, MATCHED, PlannedRow, Reviewed
from actionlog.changes.promised import action_of
from actionlog.cli.correcting import corrected
from actionlog.cli.desk import say
from actionlog.cli.import_meetings import Planned, Taken, plan_all
from actionlog.cli.preview import deadline_cell, happens, owners_cell, status_cell
from actionlog.minutes import Found, Promise
from actionlog.model import Log, long_date
from actionlog.owners import joined
from actionlog.papers import NONE, count_of


class _Question(NamedTuple):
    """What is asked of a row or a promise as it stands, the keys beside Enter, and what they mean."""

    asked: str
    keys: str
    meaning: str


_ELSE: Final = "b: back to the one before. q: write nothing at all."
#: Of a row that is taken, one that was skipped, and one that cannot be taken as it is: Enter leaves it so.
_TAKE: Final = _Question(
    "Take it?",
    "ascbrq",
    f"Enter or a: take it. s: skip it. c: correct it. r: take this and all the rest. {_ELSE}",
)
_SKIP: Final = _Question(
    "Leave it out?",
    "ascbrq",
    f"Enter or s: leave it out. a: take it after all. c: correct it. r: leave it out and take all the rest. {_ELSE}",
)
_LEAVE: Final = _Question(
    "Leave it out?",
    "scbrq",
    f"Enter or s: leave it out. c: correct it, so that it can be taken. r: leave it out and take all the rest. {_ELSE}",
)
#: Of a promise, and of one that was added.
_ADD: Final = _Question(
    "Add it?",
    "ascbrq",
    "Enter or s: leave it out. a: add it as an action. c: add it, with corrections. r: leave this and all the rest "
    f"out. {_ELSE}",
)
_KEEP: Final = _Question(
    "Keep it?",
    "ascbrq",
    f"Enter or a: keep it. s: leave it out after all. c: correct it. r: keep it and leave all the rest out. {_ELSE}",
)
_TAKEN: Final = "a"
_SKIPPED: Final = "s"
_CORRECTED: Final = "c"
_BACK: Final = "b"
_REST: Final = "r"
_QUIT: Final = "q"


class _Row(NamedTuple):
    """Which row is meant: that at `at` of the actions of the meeting at `meeting`."""

    meeting: int
    at: int


def reviewed(log: Log, planned: Sequence[Planned], today: date) -> list[Planned] | None:
    """Ask a person what to take of what was shown, and return that as it will be written; None for nothing.

    What changes nothing is not asked about. Raises EOFError where the keyboard is closed.
    """
    rows = [row for p in planned for row in p.plan.rows]
    changing = sum(row.what in (ADD, MATCHED) for row in rows)
    promised = sum(len(p.plan.promises) for p in planned)
    left_out = any(row.what == LEFT_OUT for row in rows)
    if not left_out and all(p.plan.change.is_empty for p in planned):
        return None
    say("")
    if changing:
        all_of = f"all {changing} actions" if changing > 1 else "the action"
        them = "them" if changing > 1 else "it all"
        answer = _asked(f"Take {all_of} (y), go through {them} one by one (o), or write nothing (n)?", "yo")
    elif left_out:
        answer = _asked("Go through what was left out, one by one (o), or write nothing (n)?", "o")
    elif promised:
        unmarked = f"the {count_of(promised, 'sentence')} that nobody marked as an action"
        answer = _asked(
            f"Record {_without_actions(planned)} (y), go through {unmarked} (o), or write nothing (n)?", "yo"
        )
    else:
        answer = _asked(f"Record {_without_actions(planned)}?", "y")
    if answer == "y":
        return list(planned)
    if answer == "o":
        return _Review(log, planned, today).result()
    say("Nothing was written.")
    return None


def _without_actions(planned: Sequence[Planned]) -> str:
    """Return what is recorded of meetings where no action is: `the meeting itself, without actions`."""
    meetings = (
        "the meetings themselves" if sum(not p.plan.change.is_empty for p in planned) > 1 else "the meeting itself"
    )
    return (
        f"{meetings}, without actions" if not any(p.plan.rows for p in planned) else f"{meetings}, without new actions"
    )


class _Review:
    """The answers of a person so far, and what they would change."""

    def __init__(self, log: Log, planned: Sequence[Planned], today: date) -> None:
        self.log, self.today = log, today
        self.first = [p.taken for p in planned]
        self.planned = list(planned)
        self.rows = [
            _Row(m, n)
            for m, p in enumerate(planned)
            for n, row in enumerate(p.plan.rows)
            if row.what in (ADD, MATCHED, LEFT_OUT)
        ]
        self.promises = [(m, promise) for m, p in enumerate(planned) for promise in p.plan.promises]
        self.skipped: set[_Row] = set()
        self.corrections: dict[_Row, Found] = {}
        self.added: dict[tuple[int, Promise], Found] = {}
        self.explained: set[_Question] = set()

    def result(self) -> list[Planned] | None:
        """Go through it all and return what is to be written; None for nothing."""
        done = self._through(len(self.rows), self._row) and self._through(len(self.promises), self._promise)
        if done:
            self._plan()
            if all(p.plan.change.is_empty for p in self.planned):
                say("Nothing is left to write.")
            elif self._confirmed():
                return self.planned
        say("Nothing was written.")
        return None

    def _through(self, count: int, ask: Callable[[int], str]) -> bool:
        """Ask about each of so many things; False where nothing is to be written."""
        at = 0
        while at < count:
            answer = ask(at)
            if answer == _QUIT:
                return False
            if answer == _REST:
                return True
            at = max(0, at - 1) if answer == _BACK else at + 1
        return True

    def _row(self, at: int) -> str:
        """Ask about a row, until it is settled."""
        key = self.rows[at]
        while True:
            row = self.planned[key.meeting].plan.rows[key.at]
            self._show(f"Action {at + 1} of {len(self.rows)}", key, row)
            if key in self.skipped:
                say("You have skipped it.")
            question = _SKIP if key in self.skipped else _LEAVE if row.what == LEFT_OUT else _TAKE
            answer = self._key(question)
            if answer == _CORRECTED:
                self._correct(key, row.found)
                continue
            before = len(self.skipped)
            if answer == _TAKEN:
                self.skipped.discard(key)
            elif answer == _SKIPPED and question != _LEAVE:
                self.skipped.add(key)
            if len(self.skipped) != before:
                self._plan()
            return answer

    def _correct(self, key: _Row, found: Found) -> None:
        taken = self.planned[key.meeting].taken
        new = corrected(self.log, taken.group, taken.minutes, found)
        if new != found:
            # Its doubts were looked at; what is printed of it (`minuted`) stays the record.
            self.corrections[key] = new._replace(doubts=())
            self.skipped.discard(key)
            self._plan()

    def _promise(self, at: int) -> str:
        """Ask about a promise, until it is settled."""
        key = self.promises[at]
        meeting, promise = key
        taken = self.first[meeting]
        assert taken.minutes.day is not None, "only what has a day is planned"
        say("")
        say(f"Not marked as an action: {at + 1} of {len(self.promises)}")
        say(f"“{promise.text}” ({promise.place})")
        found = self.added.get(key) or action_of(promise, taken.minutes, taken.minutes.day)
        say(f"As an action its owner would be: {owners_cell(found)}. Deadline: {_text(deadline_cell(found))}.")
        if key in self.added:
            say("You have added it.")
        answer = self._key(_KEEP if key in self.added else _ADD)
        if answer == _CORRECTED:
            self.added[key] = corrected(self.log, taken.group, taken.minutes, found)
        elif answer == _TAKEN:
            self.added[key] = found
        elif answer == _SKIPPED:
            self.added.pop(key, None)
        return answer

    def _key(self, question: _Question) -> str:
        """Ask for a key; what they mean is told the first time, and to whoever types another."""
        if question not in self.explained:
            say(question.meaning)
        self.explained.add(question)
        while True:
            typed = input(f"{question.asked} [Enter {' '.join(question.keys)} ?] ").strip()
            answer = typed.casefold()
            if not answer or (len(answer) == 1 and answer in question.keys):
                return answer
            if answer != "?":
                say(f"“{typed[:40]}” was not understood; type one key.")
            say(question.meaning)

    def _plan(self) -> None:
        """Plan anew, with all that was answered."""
        self.planned = plan_all(self.log, [self._answered(m, taken) for m, taken in enumerate(self.first)], self.today)

    def _answered(self, meeting: int, taken: Taken) -> Taken:
        actions = taken.minutes.actions
        kept = [self.corrections.get(_Row(meeting, n), found) for n, found in enumerate(actions)]
        added = [found for (of, _), found in self.added.items() if of == meeting]
        marks = Reviewed(
            skipped=frozenset(key.at for key in self.skipped if key.meeting == meeting),
            corrected=frozenset(key.at for key in self.corrections if key.meeting == meeting),
            added=frozenset(range(len(kept), len(kept) + len(added))),
        )
        return taken._replace(minutes=taken.minutes._replace(actions=(*kept, *added)), reviewed=marks)

    def _show(self, title: str, key: _Row, row: PlannedRow) -> None:
        found = row.found
        source, minutes = self.first[key.meeting][:2]
        say("")
        say(title)
        if len(self.first) > 1 and minutes.day:
            say(f"Meeting: {long_date(minutes.day)} ({source.name})")
        why = row.doubts[-1] if row.what == LEFT_OUT else ""
        printed = f" (printed: {found.minuted.status})" if found.minuted.status and not found.status else ""
        for label, value in (
            ("Ref", found.ref or NONE),
            ("Action", found.text),
            ("Owner", owners_cell(found)),
            ("Deadline", _text(deadline_cell(found))),
            ("Status", status_cell(found) + printed),
            ("What happens", happens(row)),
            *(("Why it is left out" if doubt == why else "Doubt", doubt) for doubt in row.doubts),
            ("From", ", ".join(map(str, found.places)) or NONE),
        ):
            say(f"{label}: {value}")
        if key in self.corrections:
            say("You have corrected it.")

    def _confirmed(self) -> bool:
        """Say what will be written, and ask once more."""
        what = [row.what for p in self.planned for row in p.plan.rows]
        new, updated = what.count(ADD), what.count(MATCHED)
        counts = [f"{new} new"] if new else []
        counts += [f"{updated} already in the log and updated"] if updated else []
        review = [f"{len(self.skipped)} skipped"] if self.skipped else []
        review += [f"{len(self.corrections)} corrected"] if self.corrections else []
        review += (
            [f"{len(self.added)} added that {'was' if len(self.added) == 1 else 'were'} not marked"]
            if self.added
            else []
        )
        say("")
        if counts:
            say(f"{count_of(new + updated, 'action')} to write: {joined(counts)}.")
        if review:
            say(f"Of what you went through: {joined(review)}.")
        things = count_of(new + updated, "action") if counts else "the meeting"
        return _asked(f"Write {things} into the log?", "y") == "y"


def _text(cell: object) -> str:
    return long_date(cell) if isinstance(cell, date) else str(cell)


#: What may be typed for each answer, besides its letter.
_WORDS: Final = {"y": "yes", "n": "no", "o": "one by one"}


def _asked(question: str, answers: str) -> str:
    """Ask on a line of its own, so that a narrow screen breaks it between words, until it is answered.

    Returns one of the letters of `answers`, or `n`, which Enter means as well: one wrong key loses nothing.
    """
    say(question)
    while True:
        typed = input(f"[{'/'.join((*answers, 'N'))}] ").strip()
        answer = typed.casefold()
        for letter in f"{answers}n":
            if answer in (letter, _WORDS[letter]):
                return letter
        if not answer:
            return "n"
        say(f"“{typed[:40]}” was not understood. {question}")
