"""What is found in minutes: the meeting, its actions and decisions, each with its place and its doubts."""

from datetime import date
from typing import Final, NamedTuple

from actionlog.document import Place
from actionlog.model import CLEARED, OPEN, Deadline, Item, Minuted

#: Which part of the minutes an action stands in.
NEW: Final = "new"
OUTSTANDING: Final = "outstanding"
COMPLETED_SECTION: Final = "closed"

#: What stands for an owner whom the paper does not name.
WITHHELD: Final = "[Redact]"


class Found(NamedTuple):
    """An action that the minutes hold.

    `ref`, `text` and `minuted` are as printed; the rest is what was understood of it. `status` is empty where the
    printed word is not known: it must be asked, not guessed. `doubts` are whole sentences for the secretary.
    """

    ref: str
    text: str
    owners: tuple[str, ...] = ()
    minuted: Minuted = Minuted()
    deadline: Deadline = None
    status: str = OPEN
    outcome: str = ""
    closed: date | None = None  #: the day it was closed, where the paper prints one
    note: str = ""  #: what a column of updates or remarks says
    item: str = ""
    section: str = NEW
    places: tuple[Place, ...] = ()
    doubts: tuple[str, ...] = ()


class FoundDecision(NamedTuple):
    """A decision that the minutes record."""

    text: str
    item: str = ""
    place: Place = Place()


class Promise(NamedTuple):
    """A sentence that sounds like an action ("X will …") but is not marked as one, so it was not taken."""

    text: str
    place: Place = Place()


class Minutes(NamedTuple):
    """What was read from a document of minutes. `doubts` concern the meeting; empty fields were not found."""

    name: str
    group: str = ""
    day: date | None = None
    number: str = ""
    number_inferred: bool = False  #: worked out from refs such as (6,1)
    time: str = ""
    state: str = CLEARED
    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    actions: tuple[Found, ...] = ()
    decisions: tuple[FoundDecision, ...] = ()
    promises: tuple[Promise, ...] = ()
    doubts: tuple[str, ...] = ()
