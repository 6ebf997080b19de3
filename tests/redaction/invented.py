"""Invented people, and logs that hold them. Nobody here is real."""

from datetime import date

from actionlog.model import Action, Decision, Event, Group, Item, Log, Meeting, Minuted, Source, Tabled, Waiver
from actionlog.people import Person

MAY, JUNE = "2021-05-19", "2021-06-23"
GROUP = "hall-group"

ORLA = Person(
    "Órla Penhaligon",
    handle="p-3",
    aliases=("OP", "Orla P"),
    email="orla.penhaligon@hall.example.gov.uk",
    basis="FOIA section 40(2)",
    decided_by="Records officer",
    decided=date(2021, 5, 1),
    publish="withhold",
    line=4,
)
NEW = Person("Tamsin Quiller", handle="p-4", line=12)
NAMED = Person("Edwin Marsh", handle="p-5", publish="name", line=18)
BY_ROLE = Person("Ida Fenwick-Rowe", handle="p-6", publish="role", role="Clerk to the hall", line=24)
ATTENDS = Person("Bertil Åkerlund", handle="p-7", publish="attendance", line=30)
TEAM = Person("Review team", kind="team", handle="team", line=36)
HIDDEN_TEAM = Person("Inquiry cell", kind="team", publish="withhold", line=40)
PEOPLE = (ORLA, NEW, NAMED, BY_ROLE, ATTENDS, TEAM, HIDDEN_TEAM)


def action(number: int = 1, text: str = "Send the summary round.", *owners: str, **more: object) -> Action:
    source = Source(f"{GROUP}/{MAY}/{number:02}.yaml", {"action": 2, "owners": 3, "history.0": 7, "item": 5})
    return Action(GROUP, MAY, number, text, owners, source=source, **more)  # type: ignore[arg-type]


def note(text: str = "", **more: object) -> Event:
    return Event(date(2021, 6, 1), "note", note=text, **more)  # type: ignore[arg-type]


def log_of(*actions: Action, people: tuple[Person, ...] = PEOPLE, **more: object) -> Log:
    """A log of these actions. `group` and `meeting` change fields of the group and of its first meeting."""
    group, meeting = more.pop("group", {}), more.pop("meeting", {})
    first = {"name": "Hall Group", "code": "HG", **group}  # type: ignore[dict-item]
    return Log(
        groups=(Group(GROUP, **first),),  # type: ignore[arg-type]
        meetings=(Meeting(GROUP, MAY, **meeting), Meeting(GROUP, JUNE)),  # type: ignore[arg-type]
        actions=actions,
        people=people,
    )


def full_log() -> Log:
    """A log with one of everything, and no name typed as plain text."""
    history = (
        note("Circulated to all"),
        Event(date(2021, 6, 2), "extension requested", "2021-06-09", "2021-06-16", by="@p-4", reason="More time"),
        Event(date(2021, 6, 3), "owners changed", ("Órla Penhaligon",), ("Edwin Marsh", "@p-6"), by="chair"),
        Event(date(2021, 6, 4), "wording changed", "@p-3 to send it.", "Send the summary round.", by="p.stranger"),
        Event(date(2021, 6, 23), "closed", meeting=JUNE, outcome="merged", into=f"{MAY}/9", evidence="On file"),
    )
    return log_of(
        action(1, "@p-3 and @p-5 to tell @p-6.", "Orla Penhaligon", "Edwin Marsh", "@p-6", "Zeb Nobody", "unknown-1"),
        action(
            2,
            "Send the summary round.",
            "Review team",
            "Inquiry cell",
            "All",
            history=history,
            minuted=Minuted("2", "Órla Penhaligon", "9th June", "Open"),
            status="Closed",
            closed=date(2021, 6, 23),
            outcome="merged",
        ),
        action(9, "Consider the complaint.", "@p-3", confidential=True),
        group={
            "members": ("Edwin Marsh", "Tamsin Quiller", "Bertil Åkerlund"),
            "waivers": (Waiver(f"{MAY}/9", date(2021, 7, 1)), Waiver(f"{MAY}/1", date(2021, 7, 1), "Ill", "@p-3")),
        },
        meeting={
            "place": "The hall",
            "cleared_by": "Tamsin Quiller",
            "present": ("Edwin Marsh", "Bertil Åkerlund", "Órla Penhaligon", "Zeb Nobody"),
            "apologies": ("Ida Fenwick-Rowe", "Tamsin Quiller"),
            "attending": ("Review team",),
            "items": (Item("1", "Matters that @p-3 raised"),),
            "decisions": (Decision(1, "To thank @p-5 and @p-4.", "1"),),
            "papers": (
                Tabled(
                    "outstanding", date(2021, 5, 12), "abc123", (f"{MAY}/01", f"{MAY}/09"), (f"{MAY}/09 2021-06-16",)
                ),
            ),
        },
    )
