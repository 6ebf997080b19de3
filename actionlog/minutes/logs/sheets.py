"""What the name of a sheet or a file says of the tables in it: closed actions, lists to choose from, a log."""

from itertools import pairwise
from typing import Final

from actionlog.minutes.words import word_set, words_of

#: Sheets that explain how to fill the log, or hold what its cells may be.
_GUIDES: Final = word_set(
    "guidance guide guides instructions instruction lists list lookup lookups look validation dropdown dropdowns drop "
    "down downs readme key legend settings config reference data help example examples template dashboard summary "
    "chart charts pivot statistics stats cover contents changelog definitions version history notes "
    "how use values options "
    "metadata calculations control"
)
_IN_GUIDES: Final = word_set("and of to the up sheet tab for document dont not delete do edit read me first 1 2")
_CLOSED: Final = word_set("closed completed complete archive archived done resolved discharged")
_ACTIONS: Final = word_set("action actions")
_LOGS: Final = word_set("log logs tracker trackers register list lists sheet tracking")
_NOT_LOG: Final = word_set("minutes minute agenda notes meeting report paper summary")


def is_guide(sheet: str) -> bool:
    """True for a sheet such as `Guidance` or `Lists`, which holds no actions."""
    words = set(words_of(sheet))
    return bool(words & _GUIDES) and words <= _GUIDES | _IN_GUIDES


def is_closed(sheet: str) -> bool:
    """True for a sheet such as `Closed` or `Archive 2021`, whose actions are closed."""
    words = set(words_of(sheet))
    return bool(words & _CLOSED) and not words & {"open", "not", "live", "to"}


def titles_log(title: str) -> bool:
    """True for a title such as `Action log of the Pier Committee`."""
    words = words_of(title)
    return any(one in _ACTIONS and two in _LOGS for one, two in pairwise(words)) and "minutes" not in words


def names_log(name: str) -> bool:
    """True for the name of a file or a sheet that calls it an action log: `Action tracker.xlsx`, `Actions`."""
    words = set(words_of(name.rpartition(".")[0] or name))
    return bool(words & _ACTIONS) and not words & _NOT_LOG
