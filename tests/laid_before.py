"""What is laid before a committee, as pages: every paper of `report`, from the example log and one made up here."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from actionlog.model import (
    CARRIED_FORWARD,
    CLEARED,
    CLOSED,
    CLOSING,
    CONFIRMED,
    EXTENSION_REQUESTED,
    NOTE,
    ONGOING,
    PROPOSED,
    PROPOSED_FOR_CLOSURE,
    Action,
    Decision,
    Event,
    Group,
    Item,
    Log,
    Meeting,
)
from actionlog.papers import (
    INTERNAL,
    Paper,
    closed,
    deadlines,
    decisions,
    minutes_tables,
    outstanding,
    overdue,
    owner,
    performance,
    register,
)
from actionlog.papers.abbreviations import expanded
from actionlog.people import Person
from actionlog.query import Standings
from actionlog.renderers import html
from actionlog.renderers import register as register_page
from actionlog.store.repository import Repository

#: The names of all papers, as `pages` gives them; of the meetings, both logs have three.
NAMES = (
    "outstanding",
    "closed",
    "overdue",
    "decisions",
    "deadlines",
    "performance",
    "owner",
    "owner-clerk",
    "minutes-1",
    "minutes-2",
    "minutes-3",
    "minutes-inline",
    "register",
)
#: What somebody may type, or paste from a page or a spreadsheet, that must not act. `owned` is what it would leave.
HOSTILE = " ".join(
    (
        "</title></style></script><script>globalThis.owned = 1</script>",
        "\"><img src=x onerror='globalThis.owned = 1'>",
        "' onfocus='globalThis.owned = 1' autofocus='",
        '<a href="javascript:globalThis.owned = 1">here</a>',
        "</caption></table></select><iframe src=//example.org></iframe><!-- {{ 7 * 7 }}",
        "@import url(//example.org/x.css); } body { background: url(//example.org/x.png) }",
        "\u202egnp.exe\u2066\x1b[31m\x00\ud800\ufffe",
        "x" * 2000,
    )
)

#: The day that the example log was written for.
EXAMPLE_DAY = date(2026, 3, 20)
#: The day of the log that is made up here.
DAY = date(2021, 6, 15)
_FIRST, _SECOND, _THIRD = "2021-05-05", "2021-05-19", "2021-06-02"


@cache
def example() -> Log:
    """The log of `actions/`, whose committee is invented."""
    return Repository(Path(__file__).parents[1] / "actions").load()


def invented(said: str = "Ask the CSC for its list", *, name: str = "Quay Panel (invented)") -> Log:
    """A log of one group with actions of every kind, minutes of every state, and `said` wherever a text can stand."""
    asked = Event(date(2021, 6, 10), EXTENSION_REQUESTED, "2021-06-09", "2021-07-14", by=said, reason=said)
    told = Event(date(2021, 6, 1), NOTE, by=said, note=said)
    carried = Event(date(2021, 6, 2), CARRIED_FORWARD, meeting=_THIRD)
    proposed = Event(date(2021, 6, 3), PROPOSED_FOR_CLOSURE, by=said, evidence=said, outcome="completed")
    done = Event(date(2021, 6, 4), CLOSING, by=said, outcome="completed", evidence=said, reason=said)
    group = Group(
        "quay",
        name,
        members=(said, "Clerk"),
        abbreviations=(("CSC", "coast safety council"), ("HM", "harbour master")),
        publish=("notes", "evidence", "reasons"),
    )
    meetings = (
        Meeting("quay", _FIRST, "1", minutes=CONFIRMED, confirmed=date(2021, 5, 19), confirmed_at=_SECOND),
        Meeting("quay", _SECOND, "2", minutes=CLEARED, cleared=date(2021, 5, 25), cleared_by="chair"),
        Meeting("quay", _THIRD, "3", "15:30 to 17:30", said, present=(said, "Clerk"), apologies=(said,)),
    )
    items, decided = (Item("1", said), Item("2", "Boats")), (Decision(1, said, "1"),)
    actions = (
        Action("quay", _FIRST, 1, said, (said,), date(2021, 6, 9), item="1", history=(told, carried, asked)),
        Action("quay", _FIRST, 2, said, ("Clerk", "unknown-1"), ONGOING, item="1", history=(told,)),
        Action("quay", _SECOND, 1, said, ("unknown-2",), date(2021, 6, 1), PROPOSED, item="2", history=(proposed,)),
        Action("quay", _SECOND, 2, said, (), "next meeting", item="2"),
        Action("quay", _SECOND, 3, said, ("Clerk",), date(2021, 6, 1), CLOSED, date(2021, 6, 4), history=(done,)),
        Action("quay", _THIRD, 1, said, (said, "All"), date(2021, 6, 30), item="2"),
        Action("quay", _THIRD, 2, "Ask the HM. The CSC knows.", ("Clerk",), None, item="1"),
    )
    held = tuple(replace(m, items=items, decisions=decided) for m in meetings)
    return Log(groups=(group,), meetings=held, actions=actions, people=(Person(name="Clerk", kind="role"),))


def papers(log: Log, day: date) -> dict[str, Paper]:
    """Return every paper of `report` about the first group of `log`, as a document says it; by a name of its own."""
    group, standings = log.groups[0], Standings(log, day)
    held = [m for m in log.meetings_of(group.slug) if not m.is_before]
    made = {
        "outstanding": outstanding.paper(standings, group),
        "closed": closed.paper(standings, group),
        "overdue": overdue.paper(standings, group),
        "decisions": decisions.paper(standings, group),
        "deadlines": deadlines.paper(standings, group),
        "performance": performance.paper(standings, group, held[0].date),
        "owner": owner.together(standings, group),
        "owner-clerk": owner.paper(standings, group, "Clerk"),
    }
    for number, meeting in enumerate(held, 1):
        made[f"minutes-{number}"] = minutes_tables.paper(standings, group, meeting)
    made["minutes-inline"] = minutes_tables.paper(standings, group, held[-1], style="inline")
    return {name: expanded(paper, group) for name, paper in made.items()}


def pages(log: Log, day: date) -> dict[str, bytes]:
    """Return every paper of `report` as the web page it is written as, the register too; by its name."""
    whole = register.register(Standings(log, day), log.groups[0])._replace(mark=INTERNAL)
    made = {name: html.render(paper) for name, paper in papers(log, day).items()}
    return made | {"register": register_page.render(whole)}
