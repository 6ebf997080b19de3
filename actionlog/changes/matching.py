"""Which action of the log a row of minutes means: a carried row is matched to its action, not added again.

A match needs the same ref or nearly the same words, and owners who may be the same. Where two actions fit equally, or
one fits only half, nothing is guessed: the row is left for the secretary, with the reason.
"""

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from actionlog.minutes import Found
from actionlog.minutes.findings import NEW
from actionlog.minutes.words import word_set, words_of
from actionlog.model import BEFORE, STRUCK_OUT, Action, Group, Log, Meeting, Minuted, long_date, meeting_key
from actionlog.owners import aliases, owner_key, owner_label
from actionlog.query import raised_words
from actionlog.refs import Refs, ref_key, same_action
from actionlog.replay import as_on, at_first

ALIKE: Final = 0.85  #: nearly the same words
_NEARLY: Final = 0.75  #: enough where the ref says which action is meant, as 24/1 does, and 1 does not
_HALF: Final = 0.6  #: perhaps the same action, worded anew
_ALIKE_WORD: Final = 0.75  #: a word misspelt
_SHORT_WORD: Final = 4  #: letters; in a shorter word one letter makes another word
_CLEARLY: Final = 0.05  #: by how much one must fit better than the next
_LONGEST: Final = 1000  #: characters that are compared
_SHOWN: Final = 100  #: characters of a wording that a doubt repeats
_ENOUGH_WORDS: Final = 4  #: for one wording to be part of another
#: Words that minutes leave out or put in as they like: "Update website" is "Update the website".
_SMALL: Final = word_set("a an and at by for from in of on or that the this to with")
_SEVERAL_NUMBERS = re.compile(r"\d+\D+\d")
_WITH_MEETING = re.compile(r"(.+?)\s*\(((?:before )?.+)\)", re.IGNORECASE)


class Match(NamedTuple):
    """The action that a row means, None for a new one. `unsure` says why that could not be told.

    `perhaps` is the action that it would be, if anything: of the same ref and other words, or with other owners.
    """

    action: Action | None = None
    unsure: str = ""
    doubt: str = ""
    perhaps: Action | None = None


class _Words(NamedTuple):
    """A wording for comparing: its words in order, and as a set."""

    words: tuple[str, ...]
    bag: frozenset[str]

    @property
    def numbers(self) -> set[str]:
        """The words of it that are numbers."""
        return {word for word in self.bag if word.isdecimal()}

    @property
    def content(self) -> tuple[str, ...]:
        """The words of it without the small ones."""
        return tuple(word for word in self.words if word not in _SMALL)


class _Fit(NamedTuple):
    """How well an action fits a row; compared from left to right."""

    same_ref: bool
    alike: float
    open: bool
    owners: bool
    action: Action


def match_rows(log: Log, group: Group, meeting: str, rows: Sequence[Found]) -> list[Match]:
    """Return, for each row of the minutes of `meeting` (a folder name), the action of the log that it means.

    First the actions that this meeting raised, or that an import of these minutes added before it; then, for the rows
    left, those of other meetings. No action is taken twice.
    """
    return _Matcher(log, group, meeting).match(rows)


class _Matcher:
    def __init__(self, log: Log, group: Group, meeting: str) -> None:
        self.log, self.group, self.meeting = log, group, meeting
        self.day = Meeting(group.slug, meeting).date
        self.people = aliases(log)
        self.actions = [
            a for a in log.actions_of(group.slug) if a.status != STRUCK_OUT or a.meeting in self._own_folders()
        ]
        refs = Refs(log)
        self.refs = {a.id: ref_key(refs.of(a)) for a in self.actions}
        self.words = {a.id: [_words(w) for w in wordings_of(a)] for a in self.actions}
        self.raised = {m.name: raised_words(m).casefold() for m in log.meetings_of(group.slug)}
        self.taken: set[str] = set()

    def match(self, rows: Sequence[Found]) -> list[Match]:
        matches = {n: Match(action) for n, action in self._as_before(rows)}
        for fit, n in self._own_fits(rows, matches):
            if n not in matches and fit.action.id not in self.taken:
                matches[n] = self._take(fit.action)
        for n, row in enumerate(rows):
            if n not in matches:
                match = self._other(row)
                if match.action:
                    self.taken.add(match.action.id)
                elif not match.unsure and (holder := self._holder(row)):
                    match = Match(
                        unsure=f"{self._named(holder).capitalize()}, of these minutes, is worded otherwise in the log: "
                        f"“{holder.action[:_SHOWN]}”. Nothing was taken; if this is another action: actionlog add",
                        perhaps=holder,
                    )
                matches[n] = match
        return [matches[n] for n in range(len(rows))]

    def _take(self, action: Action) -> Match:
        self.taken.add(action.id)
        return Match(action)

    def _own_folders(self) -> tuple[str, str]:
        """Return the folders of the actions that these minutes raise, or print as outstanding from before."""
        return self.meeting, BEFORE + self.day.isoformat()

    def _holder(self, row: Found) -> Action | None:
        """Return the action of these minutes that has the ref of a row, and quite other words."""
        own = (a for a in self.actions if a.meeting == self._folder_of(row) and a.status != STRUCK_OUT)
        return next((a for a in own if row.ref and a.id not in self.taken and self._same_ref(row, a)), None)

    def _folder_of(self, row: Found) -> str:
        """Return the folder of the actions that an import of these minutes put there, or the meeting itself."""
        return self.meeting if row.section == NEW else BEFORE + self.day.isoformat()

    def _as_before(self, rows: Sequence[Found]) -> Iterator[tuple[int, Action]]:
        """Yield the rows that an earlier import of these very minutes took, with their actions."""
        taken_so: dict[tuple[str, Minuted, tuple[str, ...]], list[Action]] = {}
        for action in self.actions:
            for words in self.words[action.id]:
                taken_so.setdefault((action.meeting, action.minuted, words.words), []).append(action)
        for n, row in enumerate(rows):
            for action in taken_so.get((self._folder_of(row), row.minuted, _words(row.text).words), ()):
                if action.id not in self.taken:
                    self.taken.add(action.id)
                    yield n, action
                    break

    def _own_fits(self, rows: Sequence[Found], matches: Container[int]) -> list[tuple[_Fit, int]]:
        """Return how the other rows fit the other actions of their own folder, best first."""
        fits = []
        for n, row in enumerate(rows):
            own = () if n in matches else (a for a in self.actions if a.meeting == self._folder_of(row))
            for action in own:
                if action.id in self.taken:
                    continue
                same_ref = bool(row.ref) and self._same_ref(row, action)
                alike = self._likeness(row, action)
                agree = self._owners_agree(row, action)
                # What an import put there is the same where all that was printed is; its words may have been edited.
                as_printed = same_ref and row.minuted == action.minuted
                if as_printed or (same_ref and alike >= _HALF) or (alike >= ALIKE and agree):
                    fits.append((_Fit(same_ref and alike >= ALIKE, alike, same_ref, agree, action), n))
                elif not row.ref and row.minuted == action.minuted and alike >= _HALF and (agree or row.minuted.owners):
                    fits.append((_Fit(False, alike, False, agree, action), n))
        return sorted(fits, key=lambda fit: (fit[0][:4], -fit[1]), reverse=True)

    def _other(self, row: Found) -> Match:
        """Return the action of another meeting that a row means."""
        fits = sorted((f for a in self.actions if (f := self._fit(row, a))), key=lambda f: f[:4], reverse=True)
        good = [f for f in fits if self._is_good(row, f)]
        if not good:
            return Match(doubt=self._twin(fits)) if row.section == NEW else self._half(fits)
        best = good[0]
        rivals = [f for f in good[1:] if f[0] == best[0] and f.open == best.open and best.alike - f.alike < _CLEARLY]
        if rivals and not (best.alike == 1.0 > rivals[0].alike):
            names = " or ".join(self._named(f.action) for f in (best, *rivals[:2]))
            return Match(unsure=f"It could be {names}. Nothing was taken; record by hand what the minutes say of it.")
        other_owners = "" if best.owners else "The minutes name other owners than the log; the log's were kept."
        return Match(best.action, doubt=other_owners)

    def _is_good(self, row: Found, fit: _Fit) -> bool:
        """True where an action of another meeting is the one that a row means.

        A plain number is given anew by every meeting, so that a new row with the number and the words of an earlier
        action may well be another one; a ref such as 24/1 is not.
        """
        nearly = fit.alike >= ALIKE
        by_ref = fit.same_ref and fit.owners and fit.alike >= _NEARLY
        of_one_meeting = _SEVERAL_NUMBERS.search(row.ref[:40]) is not None
        if row.section != NEW:
            return (nearly and (fit.owners or fit.same_ref)) or (by_ref and of_one_meeting)
        if came_later(fit.action, self.day):
            return (nearly and fit.owners) or by_ref
        if of_one_meeting and fit.same_ref and nearly:
            return True
        return fit.same_ref and fit.open and fit.alike == 1.0

    def _twin(self, fits: list[_Fit]) -> str:
        """Return the doubt about a new row that has the words of an action which it does not mean, or may."""
        twin = next((f for f in fits if f.alike >= ALIKE and (f.open or f.same_ref)), None)
        if twin is None:
            return ""
        if twin.open:
            return f"It has nearly the words of {self._named(twin.action)}, which is open."
        closed = f"on {long_date(twin.action.closed)}" if twin.action.closed else "before"
        return (
            f"It has the ref and the words of {self._named(twin.action)}, which was closed {closed}. If that was "
            f"reopened, skip this row: actionlog reopen {twin.action.short_id} --deadline DATE"
        )

    def _half(self, fits: list[_Fit]) -> Match:
        """Return the match of an outstanding row that no action fits well: none, or one that must be asked."""
        perhaps = next((f for f in fits if f.alike >= ALIKE or (f.same_ref and f.owners and f.alike >= _HALF)), None)
        if perhaps is None:
            return Match()
        what = "other owners" if perhaps.alike >= ALIKE else "other words"
        return Match(
            unsure=f"It may be {self._named(perhaps.action)}, which has {what}. Nothing was taken; record by hand what "
            "the minutes say of it.",
            perhaps=perhaps.action,
        )

    def _fit(self, row: Found, action: Action) -> _Fit | None:
        if action.status == STRUCK_OUT:
            return None
        placeholder = action.meeting.startswith(BEFORE)
        if action.id in self.taken or not (placeholder or meeting_key(action.meeting) < meeting_key(self.meeting)):
            return None
        same_ref = bool(row.ref) and self._same_ref(row, action)
        alike = self._likeness(row, action)
        if alike < _HALF:
            return None
        return _Fit(same_ref, alike, self._was_open(action), self._owners_agree(row, action), action)

    def _was_open(self, action: Action) -> bool:
        """True where the meeting found the action open, whatever it made of it."""
        before = as_on(action, None, self.day - timedelta(days=1))
        return bool(before and before.is_open) or any(event.meeting == self.meeting for event in action.history)

    def _same_ref(self, row: Found, action: Action) -> bool:
        if self.refs[action.id] == ref_key(row.ref) or same_action(row.ref, action):
            return True
        # Our own papers print `5 (19 May 2021)` where two actions have one ref.
        if found := _WITH_MEETING.fullmatch(row.ref[:100]):
            return ref_key(found[1]) == self.refs[action.id] and found[2].casefold() == self.raised.get(action.meeting)
        return False

    def _owners_agree(self, row: Found, action: Action) -> bool:
        printed = {owner_key(owner, self.people) for owner in row.owners}
        logged = {owner_key(owner_label(owner), self.people) for owner in action.owners}
        return not printed or not logged or bool(printed & logged)

    def _likeness(self, row: Found, action: Action) -> float:
        words = _words(row.text)
        return max(_likeness(words, w) for w in self.words[action.id])

    def _named(self, action: Action) -> str:
        return f"action {action.short_id}"


def wordings_of(action: Action) -> set[str]:
    """Return how an action is worded, and was at first."""
    return {action.action, at_first(action).action} if action.history else {action.action}


def came_later(action: Action, day: date) -> bool:
    """True for an action that minutes of a meeting after `day` brought into the log, as outstanding from before it."""
    return action.meeting.startswith(BEFORE) and Meeting(action.group, action.meeting).date > day


def _words(text: str) -> _Words:
    words = words_of(text[:_LONGEST])
    return _Words(tuple(words), frozenset(words))


def _likeness(one: _Words, other: _Words) -> float:
    """Return how alike two wordings are, from 0 to 1: the share of their words that are the same, in order.

    A misspelt word counts as the same, another number does not: invoice 12 is not invoice 13.
    """
    if one.words == other.words:
        return 1.0
    fewer = min(len(one.bag), len(other.bag))
    if not fewer or 2 * len(one.bag & other.bag) < fewer:
        return 0.0  # most pairs, and quickly
    if one.numbers != other.numbers:
        return min(_HALF, _shared(one.words, other.words))
    short, long = sorted((" ".join(one.words), " ".join(other.words)), key=len)
    if fewer >= _ENOUGH_WORDS and f" {short} " in f" {long} ":
        return 0.9
    if one.content and one.content == other.content:
        return 0.95
    return _shared(one.words, other.words)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    same = 0
    for what, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            same += j - i
        elif what == "replace" and j - i == m - k:
            same += sum(map(_misspelt, one[i:j], other[k:m]))
    return 2 * same / (len(one) + len(other))


def _misspelt(one: str, other: str) -> bool:
    """True for `practise` and `practice`, `programme` and `program`."""
    return len(one) > _SHORT_WORD and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE_WORD
