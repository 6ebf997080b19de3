"""An action as the finders take it from the document: all as printed, nothing read yet."""

from typing import NamedTuple

from actionlog.document import Place


class RawAction(NamedTuple):
    """The printed parts of one action, from a table, a list or a marker; empty where nothing was printed."""

    text: str
    ref: str = ""
    owners_printed: str = ""
    owners: tuple[str, ...] = ()
    deadline: str = ""
    status: str = ""
    closed_on: str = ""
    note: str = ""
    item: str = ""
    heading: str = ""  #: of the part of actions it stands in; empty where it stands in none
    raised: str = ""  #: the day or the meeting at which a log says it was agreed
    above: str = ""  #: the heading above its table, of whatever kind
    dated: str = ""  #: what a column headed no more than `Date` holds
    by_when: str = ""  #: a deadline that ends the sentence, where there is no column of deadlines
    places: tuple[Place, ...] = ()
    doubts: tuple[str, ...] = ()
