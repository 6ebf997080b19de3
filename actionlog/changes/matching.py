"""Which action of the log a row of minutes means: a carried row is matched to its action, not added again.

A match needs the same ref or nearly the same words, and owners who may be the same. Where two actions fit equally, or
one fits only half, nothing is guessed: the row is left for the secretary, with the reason.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from actionlog.minutes import Found
from actionlog.minutes.findings import NEW
from actionlog.minutes.words import words_of
from actionlog.model import BEFORE, STRUCK_OUT, Action, Group, Log, Meeting, meeting_key
from actionlog.owners import aliases, owner_key, owner_label
from actionlog.query import raised_words
from actionlog.refs import Refs, ref_key, same_action
from actionlog.replay import as_on, at_first

ALIKE: Final = 0.85  #: nearly the same words
_HALF: Final = 0.6  #: perhaps the same action, worded anew
_CLEARLY: Final = 0.05  #: by how much one must fit better than the next
_LONGEST: Final = 1000  #: characters that are compared
_ENOUGH_WORDS: Final = 4  #: for one wording to be part of another
_WITH_MEETING = re.compile(r"(.+?)\s*\(((?:before )?.+)\)", re.IGNORECASE)


class Match(NamedTuple):
    """The action that a row means, None for a new one. `unsure` says why that could not be told."""

    action: Action | None = None
    unsure: str = ""
    doubt: str = ""


class _Words(NamedTuple):
    """A wording for comparing: its words in order, and as a set."""

    text: str
    bag: frozenset[str]


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
        self.actions = [a for a in log.actions_of(group.slug) if a.status != STRUCK_OUT]
        refs = Refs(log)
        self.refs = {a.id: ref_key(refs.of(a)) for a in self.actions}
        self.words = {
            a.id: [_words(w) for w in ({a.action, at_first(a).action} if a.history else {a.action})]
            for a in self.actions
        }
        self.raised = {m.name: raised_words(m).casefold() for m in log.meetings_of(group.slug)}
        self.taken: set[str] = set()

    def match(self, rows: Sequence[Found]) -> list[Match]:
        matches: dict[int, Match] = {}
        for same_ref, alike in ((True, ALIKE), (False, ALIKE), (True, 0.0)):
            for n, row in enumerate(rows):
                if n not in matches and (action := self._own(row, same_ref=same_ref, alike=alike)):
                    self.taken.add(action.id)
                    unlike = self._likeness(row, action) < _HALF
                    doubt = "Its words are quite other than those the log has under this ref." if unlike else ""
                    matches[n] = Match(action, doubt=doubt)
        for n, row in enumerate(rows):
            if n not in matches:
                matches[n] = self._other(row)
                if found := matches[n].action:
                    self.taken.add(found.id)
        return [matches[n] for n in range(len(rows))]

    def _own(self, row: Found, *, same_ref: bool, alike: float) -> Action | None:
        """Return the action that an earlier import of these minutes, or the meeting itself, has put into the log."""
        folder = self.meeting if row.section == NEW else BEFORE + self.day.isoformat()
        fits = [
            (self._likeness(row, a), a)
            for a in self.actions
            if a.meeting == folder and a.id not in self.taken and (not same_ref or (row.ref and self._same_ref(row, a)))
        ]
        likely = [(likely, a) for likely, a in fits if likely >= alike]
        return max(likely, key=lambda fit: fit[0])[1] if likely else None

    def _other(self, row: Found) -> Match:
        """Return the action of another meeting that a row means."""
        fits = sorted((f for a in self.actions if (f := self._fit(row, a))), key=lambda f: f[:4], reverse=True)
        good = [f for f in fits if f.alike >= ALIKE and (f.owners or f.same_ref)]
        if row.section == NEW:
            good = [f for f in good if f.same_ref and f.open]
            if not good:
                twin = next((f for f in fits if f.alike >= ALIKE and f.open), None)
                return Match(
                    doubt=f"It has nearly the words of {self._named(twin.action)}, which is open." if twin else ""
                )
        elif not good:
            return self._half(fits)
        best = good[0]
        rivals = [f for f in good[1:] if f[0] == best[0] and f.open == best.open and best.alike - f.alike < _CLEARLY]
        if rivals and not (best.alike == 1.0 > rivals[0].alike):
            names = " or ".join(self._named(f.action) for f in (best, *rivals[:2]))
            return Match(unsure=f"It could be {names}. Nothing was taken; record by hand what the minutes say of it.")
        other_owners = "" if best.owners else "The minutes name other owners than the log; the log's were kept."
        return Match(best.action, doubt=other_owners)

    def _half(self, fits: list[_Fit]) -> Match:
        """Return the match of an outstanding row that no action fits well: none, or one that must be asked."""
        perhaps = next((f for f in fits if f.alike >= ALIKE or (f.same_ref and f.owners and f.alike >= _HALF)), None)
        if perhaps is None:
            return Match()
        what = "other owners" if perhaps.alike >= ALIKE else "other words"
        return Match(
            unsure=f"It may be {self._named(perhaps.action)}, which has {what}. Nothing was taken; record by hand what "
            "the minutes say of it."
        )

    def _fit(self, row: Found, action: Action) -> _Fit | None:
        placeholder = action.meeting.startswith(BEFORE)
        if action.id in self.taken or not (placeholder or meeting_key(action.meeting) < meeting_key(self.meeting)):
            return None
        same_ref = bool(row.ref) and self._same_ref(row, action)
        alike = self._likeness(row, action)
        if alike < _HALF:
            return None
        state = as_on(action, None, self.day)
        return _Fit(same_ref, alike, bool(state and state.is_open), self._owners_agree(row, action), action)

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


def _words(text: str) -> _Words:
    words = words_of(text[:_LONGEST])
    return _Words(" ".join(words), frozenset(words))


def _likeness(one: _Words, other: _Words) -> float:
    """Return how alike two wordings are, from 0 to 1; 0.9 where one is part of the other."""
    if one.text == other.text:
        return 1.0
    fewer = min(len(one.bag), len(other.bag))
    if not fewer or 2 * len(one.bag & other.bag) < fewer:
        return 0.0  # most pairs, and quickly
    short, long = sorted((one.text, other.text), key=len)
    if fewer >= _ENOUGH_WORDS and f" {short} " in f" {long} ":
        return 0.9
    return SequenceMatcher(None, one.text, other.text, autojunk=False).ratio()
