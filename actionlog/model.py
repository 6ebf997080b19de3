"""The records of an action log: what its files say, and nothing worked out.

All records are frozen; a change makes a new one (`dataclasses.replace`). What follows from them and a day (overdue,
carried, slip) is worked out in `query`. Words are the committee's (docs/explanation/design.md, section 2).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from actionlog.people import Person

ONGOING: Final = "On-going"
NEXT_MEETING: Final = "next meeting"

#: A deadline: a day, `On-going`, `next meeting`, or None where none was agreed.
Deadline = date | str | None

OPEN: Final = "Open"
PROPOSED: Final = "Proposed"
CLOSED: Final = "Closed"
STRUCK_OUT: Final = "Struck out"
STATUSES: Final = (OPEN, PROPOSED, CLOSED, STRUCK_OUT)

COMPLETED: Final = "completed"
NOT_RECORDED: Final = "not recorded"
OUTCOMES: Final = (COMPLETED, "superseded", "withdrawn", "transferred", "merged", "lapsed", NOT_RECORDED)

NOTE: Final = "note"
CARRIED_FORWARD: Final = "carried forward"
EXTENSION_REQUESTED: Final = "extension requested"
EXTENSION_AGREED: Final = "extension agreed"
EXTENSION_REFUSED: Final = "extension refused"
OWNERS_CHANGED: Final = "owners changed"
WORDING_CHANGED: Final = "wording changed"
PROPOSED_FOR_CLOSURE: Final = "proposed for closure"
CLOSURE_DECLINED: Final = "closure declined"
CLOSING: Final = "closed"
REOPENED: Final = "reopened"
STRIKING_OUT: Final = "struck out"
EVENTS: Final = (
    NOTE,
    CARRIED_FORWARD,
    EXTENSION_REQUESTED,
    EXTENSION_AGREED,
    EXTENSION_REFUSED,
    OWNERS_CHANGED,
    WORDING_CHANGED,
    PROPOSED_FOR_CLOSURE,
    CLOSURE_DECLINED,
    CLOSING,
    REOPENED,
    STRIKING_OUT,
)

#: Events that only tell something; they may be recorded late, after others of a later day.
ONLY_TELL: Final = (NOTE, CARRIED_FORWARD)

#: Who may agree something, least first: each may do what those before it may.
AUTHORITIES: Final = ("secretariat", "chair", "meeting")

DRAFT: Final = "draft"
CLEARED: Final = "cleared"
CONFIRMED: Final = "confirmed"
MINUTES_STATES: Final = (DRAFT, CLEARED, CONFIRMED)

#: The folder of actions that were outstanding when the record begins is named `before-` and that day.
BEFORE: Final = "before-"


#: The keys that each kind of file may hold (`action`, `meeting`, `group`, `settings`), and those of what is nested in
#: it, under the key where it stands (`history`, `minuted`, … and `people` in the register).
KNOWN_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "action": (
        "action", "owners", "deadline", "review", "status", "closed", "outcome", "item", "confidential", "minuted",
        "history",
    ),
    "history": ("date", "event", "from", "to", "meeting", "by", "reason", "outcome", "into", "evidence", "note"),
    "minuted": ("ref", "owners", "deadline", "status"),
    "meeting": (
        "number", "time", "place", "kind", "minutes", "cleared", "cleared_by", "confirmed", "confirmed_at", "inferred",
        "present", "apologies", "attending", "items", "decisions", "papers",
    ),
    "items": ("number", "title"),
    "decisions": ("number", "item", "decision"),
    "papers": ("paper", "as_of", "commit", "open", "closed"),
    "group": (
        "name", "code", "members", "numbering", "policy", "timings", "abbreviations", "publish", "waivers", "dissolved",
    ),
    "numbering": ("ref", "from"),
    "policy": ("close", "extend", "require_deadline", "proposed_counts_overdue"),
    "timings": ("papers", "minutes", "amber", "chair", "stale_meetings", "stale_days"),
    "waivers": ("action", "until", "reason", "agreed_by"),
    "settings": ("format", "timezone", "commit", "people", "mail"),
    "mail": ("server", "port", "security", "user", "from", "reply_to"),
    "people": (
        "name", "handle", "kind", "aliases", "email", "publish", "role", "basis", "decided_by", "decided", "elsewhere",
    ),
}  # fmt: skip


class Source(NamedTuple):
    """Where a record was read: its file, and the line (from 1) of each key that stands in it.

    `lines` is keyed by the key's name, and by `history.0`, `history.1` … for the events. `unknown` are the keys that
    this program does not know; they are kept.
    """

    path: str = ""
    lines: Mapping[str, int] = {}
    unknown: tuple[str, ...] = ()

    def line(self, key: str) -> int:
        """Return the line of `key`, or 1 where the file does not hold it."""
        return self.lines.get(key, 1)


class Minuted(NamedTuple):
    """What the paper printed, as printed, for ever; empty where it printed nothing."""

    ref: str = ""
    owners: str = ""
    deadline: str = ""
    status: str = ""


NOTHING_MINUTED: Final = Minuted()


class Event(NamedTuple):
    """One thing that happened to an action.

    `date` is the day it was agreed or done (not the day it was typed). `before` and `after` are `from` and `to` in
    the file: deadlines as the file writes them, owners as a tuple, wording as text. `meeting` is the folder name of the
    meeting that agreed it; `by` is `secretariat`, `chair`, `meeting` or who said it.
    """

    date: date
    event: str
    before: str | tuple[str, ...] = ""
    after: str | tuple[str, ...] = ""
    meeting: str = ""
    by: str = ""
    reason: str = ""
    outcome: str = ""
    evidence: str = ""
    note: str = ""
    into: str = ""  #: where it went: the action, body or programme of `merged`, `superseded`, `transferred`


@dataclass(frozen=True, slots=True)
class Action:
    """One action, as its file says.

    `group` and `meeting` are folder names, `number` is the file's; together they are its identity, for ever.
    """

    group: str
    meeting: str
    number: int
    action: str
    owners: tuple[str, ...] = ()
    deadline: Deadline = None
    status: str = OPEN
    closed: date | None = None
    outcome: str = ""
    review: date | None = None
    item: str = ""
    confidential: bool = False
    minuted: Minuted = NOTHING_MINUTED
    history: tuple[Event, ...] = ()
    source: Source = field(default=Source(), compare=False, repr=False)

    @property
    def id(self) -> str:
        """The identity: `evidence-group/2021-05-19/05`."""
        return f"{self.group}/{self.meeting}/{self.number:02}"

    @property
    def short_id(self) -> str:
        """The identity without its group and leading noughts, as a user types it: `2021-05-19/5`."""
        return f"{self.meeting}/{self.number}"

    @property
    def is_open(self) -> bool:
        """True while the committee still waits for it: Open or Proposed."""
        return self.status in (OPEN, PROPOSED)


class Item(NamedTuple):
    """An item of the agenda."""

    number: str
    title: str = ""


class Decision(NamedTuple):
    """What the body resolved at a meeting; it may give rise to no action."""

    number: int
    decision: str
    item: str = ""


class Tabled(NamedTuple):
    """A paper that was laid before this meeting.

    `as_of` is the day of its data; `commit` is the commit it was made from (empty outside git). `open` and `closed`
    are the actions it showed, as `2021-05-19/05`; a closed one with the day of its closing, `2021-05-19/05 2021-06-16`.
    """

    paper: str
    as_of: date
    commit: str = ""
    open: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """One sitting of a group, or the placeholder `before-…` for actions older than the record.

    `name` is the folder's: the day, with a letter from the second one that day on (`2021-05-19b`). `inferred` names the
    keys that an import worked out rather than read.
    """

    group: str
    name: str
    number: str = ""
    time: str = ""
    place: str = ""
    kind: str = "ordinary"
    minutes: str = DRAFT
    cleared: date | None = None
    cleared_by: str = ""
    confirmed: date | None = None
    confirmed_at: str = ""
    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()  #: in attendance, not members
    items: tuple[Item, ...] = ()
    decisions: tuple[Decision, ...] = ()
    papers: tuple[Tabled, ...] = ()
    inferred: tuple[str, ...] = ()
    source: Source = field(default=Source(), compare=False, repr=False)

    @property
    def is_before(self) -> bool:
        """True for the placeholder of actions that were already outstanding when the record begins."""
        return self.name.startswith(BEFORE)

    @property
    def date(self) -> date:
        """The day of the meeting; for the placeholder, the day before which its actions were raised."""
        return date.fromisoformat(self.name.removeprefix(BEFORE)[:10])


class Scheme(NamedTuple):
    """How refs are printed, from a meeting on: a template such as `{n}`, `({meeting},{n})`, `AP{yy}/{n:03}`.

    `start` is the folder name of the first meeting it holds for, empty for the first scheme.
    """

    ref: str = "{n}"
    start: str = ""


PLAIN_NUMBERING: Final = (Scheme(),)


class Policy(NamedTuple):
    """Who may do what in a group, and what `check` asks for. `docs/reference/file-format.md` explains each."""

    close: str = "secretariat"
    extend: str = "secretariat"
    require_deadline: str = "advise"  #: `advise`, `warn` or `error`
    proposed_counts_overdue: bool = False


#: What is never published unless a group says so: what was noted, why something was agreed, what shows that it is done.
MAY_BE_PUBLISHED: Final = ("notes", "reasons", "evidence")


class Timings(NamedTuple):
    """A group's days, in working days where nothing else is said."""

    papers: int = 5  #: clear working days before the meeting
    minutes: int = 10  #: working days after it
    amber: int | None = None  #: calendar days before a deadline in which it is due soon; None: by the next meeting
    chair: int = 10  #: working days late after which an overdue action goes to the chair
    stale_meetings: int = 2  #: meetings without an update after which an undated action is stale
    stale_days: int = 90  #: calendar days likewise


DEFAULT_POLICY: Final = Policy()
DEFAULT_TIMINGS: Final = Timings()


class Waiver(NamedTuple):
    """An overdue action for which the check is silent until a day."""

    action: str
    until: date
    reason: str = ""
    agreed_by: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A committee, board or panel. `slug` is its folder's name."""

    slug: str
    name: str
    code: str = ""
    members: tuple[str, ...] = ()
    numbering: tuple[Scheme, ...] = PLAIN_NUMBERING
    policy: Policy = DEFAULT_POLICY
    timings: Timings = DEFAULT_TIMINGS
    abbreviations: tuple[tuple[str, str], ...] = ()  #: each with what it stands for
    publish: tuple[str, ...] = ()  #: which of `MAY_BE_PUBLISHED` the public may read
    waivers: tuple[Waiver, ...] = ()
    dissolved: date | None = None
    source: Source = field(default=Source(), compare=False, repr=False)


class Mail(NamedTuple):
    """How `remind --send` reaches a mail server (RFC 6409). The password is never in a file of the log."""

    server: str = ""
    port: int = 0  #: 0: the usual one of `security`
    security: str = "starttls"  #: starttls, tls or none
    user: str = ""
    sender: str = ""  #: `from` in the file
    reply_to: str = ""


NO_MAIL: Final = Mail()


class Settings(NamedTuple):
    """`actionlog.yaml`: settings of the whole log."""

    format: str = "1"
    timezone: str = "Europe/London"
    commit: bool = True
    people: str = "people.yaml"
    mail: Mail = NO_MAIL


DEFAULT_SETTINGS: Final = Settings()


@dataclass(frozen=True, slots=True)
class Log:
    """All of it, in order: groups by folder name, meetings by day, actions by meeting and number."""

    settings: Settings = DEFAULT_SETTINGS
    groups: tuple[Group, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    actions: tuple[Action, ...] = ()
    people: tuple[Person, ...] = ()

    def group(self, slug: str) -> Group:
        """Return the group of this folder name. KeyError where there is none."""
        for group in self.groups:
            if group.slug == slug:
                return group
        raise KeyError(slug)

    def meetings_of(self, group: str) -> tuple[Meeting, ...]:
        """Return the meetings of a group, by day; the placeholder `before-` stands first of its day."""
        return tuple(m for m in self.meetings if m.group == group)

    def meeting(self, group: str, name: str) -> Meeting:
        """Return a meeting by its folder names. KeyError where there is none."""
        for meeting in self.meetings:
            if meeting.name == name and meeting.group == group:
                return meeting
        raise KeyError(f"{group}/{name}")

    def actions_of(self, group: str) -> tuple[Action, ...]:
        """Return the actions of a group, by meeting and number."""
        return tuple(a for a in self.actions if a.group == group)


def meeting_key(name: str) -> tuple[str, int, str]:
    """Return what meetings are sorted by: the day, `before-` first, then the letter."""
    day = name.removeprefix(BEFORE)
    return day[:10], 0 if name.startswith(BEFORE) else 1, day[10:]


def deadline_text(deadline: Deadline) -> str:
    """Return a deadline as a file writes it: `2021-06-09`, `On-going`, `next meeting`, or empty."""
    if deadline is None:
        return ""
    return deadline if isinstance(deadline, str) else deadline.isoformat()


def day_of(text: str) -> date:
    """Return the day that a file writes so: `2021-06-09` and no other form. ValueError where it is none."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":  # 3.11's fromisoformat also takes 20210609 and 2021-W23-3
        raise ValueError(text)
    return date.fromisoformat(text)


def deadline_of(text: str) -> Deadline:
    """Return the deadline that a file writes so. ValueError where it is none."""
    if not text:
        return None
    if text in (ONGOING, NEXT_MEETING):
        return text
    return day_of(text)


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_date(day: date) -> str:
    """Return a day as papers print it: `9 June 2021` (STY-1: no ordinal, no leading nought, the full month)."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """Return a day with its weekday: `Wednesday 9 June 2021`."""
    return f"{_DAYS[day.weekday()]} {long_date(day)}"


def deadline_words(deadline: Deadline) -> str:
    """Return a deadline as papers print it: `9 June 2021`, `On-going`, `Next meeting`, `Not set`."""
    if deadline is None:
        return "Not set"
    if isinstance(deadline, date):
        return long_date(deadline)
    return deadline[:1].upper() + deadline[1:]
