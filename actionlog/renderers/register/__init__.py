"""The register as a web page: one file that needs nothing else, to be opened from a memory stick or a mail.

Without scripts it is a plain page: the picture, the indexes, and every action with its history, which unfolds by
itself. With its script it is searched and filtered, and the address holds what was asked for, so that it can be sent.
"""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Final, NamedTuple
from urllib.parse import urlencode

from actionlog.model import CLOSED, OPEN, PROPOSED, STRUCK_OUT
from actionlog.papers import NOT_RECORDED, count_of
from actionlog.papers.register import Entry, Register
from actionlog.renderers._cells import cell_lines, cell_words

#: The letters by which the script knows how an action stands; an overdue one has `v` as well.
_LETTERS: Final = {OPEN: "o", PROPOSED: "p", CLOSED: "c", STRUCK_OUT: "s"}
#: How a status looks, beside its words.
_LOOKS: Final = {OPEN: "", PROPOSED: "waiting", CLOSED: "done", STRUCK_OUT: "quiet"}


class _Row(NamedTuple):
    """An action as the table shows it. `group`, `meeting` and `owners` are places in the lists of the form, from 1."""

    entry: Entry
    group: int
    meeting: int
    owners: str
    letters: str
    looks: str
    raised: str
    owner: str
    deadline: tuple[str, ...]
    status: tuple[str, ...]


def render(register: Register) -> bytes:
    """Return `register` as a page, in UTF-8. Raises MissingLibrary where jinja2 is not installed."""
    from actionlog.renderers import pages
    from actionlog.renderers.register.chart import chart

    early, script = pages.inlined("register/early.js"), pages.inlined("register/register.js")
    return pages.page(
        "register/register.html.j2",
        register=register,
        rows=_rows(register),
        chart=chart(register.points) if register.points else "",
        early=early,
        script=script,
        policy=f"{pages.POLICY}; script-src {_allowed(early)} {_allowed(script)}",
        asked=_asked,
        count_of=count_of,
    )


def _allowed(script: str) -> str:
    """Return what allows one script in a page and no other (Content Security Policy Level 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _asked(**filters: str) -> str:
    """Return what the address holds for some filters, as the script reads it: `owner=Review+team`."""
    return urlencode(filters)


def _rows(register: Register) -> list[_Row]:
    groups = _places(register.groups)
    meetings = _places([meeting.key for meeting in register.meetings])
    owners = _places([owner.name for owner in register.owners])
    return [
        _Row(
            entry=entry,
            group=groups.get(entry.group, 0),
            meeting=meetings[entry.meeting],
            owners=" ".join(str(owners[name]) for name in entry.owners),
            letters=_LETTERS[entry.status] + ("v" if entry.overdue else ""),
            looks="late" if entry.overdue else _LOOKS[entry.status],
            raised=cell_words(entry.raised),
            owner=cell_words(entry.owner),
            deadline=cell_lines(entry.deadline),
            status=_status(entry),
        )
        for entry in register.entries
    ]


def _places(names: Sequence[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names, 1)}


def _status(entry: Entry) -> tuple[str, ...]:
    """Return how an action stands, line by line: with when and why it was closed, or how often it was carried."""
    if entry.status == CLOSED:
        day = "Day not recorded" if entry.closed == NOT_RECORDED else cell_words(entry.closed)
        return (*entry.words, day, entry.outcome)
    carried = (f"Carried past {count_of(entry.carried, 'meeting')}",) if entry.carried else ()
    return (*entry.words, *carried)
