"""A log with people in it, all invented, for what is published: `a_log_with_people` fills a secretary's folder."""

from tests.cli.secretary import Secretary

PEOPLE = """\
people:
  - name: Ottoline Vexley-Marr
    handle: p-1
    aliases: [OVM, Otty]
    email: ottoline.vexley@example.org
    basis: Junior official, no reason to name
    decided_by: Head of secretariat
    decided: 2021-05-01
    publish: withhold
  - name: Zdzisław Krząkała
    handle: p-2
    aliases: [ZK]
    email: z.krzakala@example.org
  - name: Perpetua Quennell
    handle: p-3
    publish: name
    basis: Chair of the forum, named in her public post
    decided_by: Head of secretariat
    decided: 2021-05-01
  - name: Ignatius Thrupp
    handle: p-4
    publish: role
    role: Head of moorings
    basis: Senior official
    decided_by: Head of secretariat
    decided: 2021-05-01
  - {name: Review team, kind: team}
  - {name: Head of secretariat, kind: role}
  - {name: Deputy clerk, kind: role}
"""

#: No byte of anything published may hold one of these, in any case and with or without its accents.
NEVER = (
    "Ottoline", "Vexley", "Marr", "OVM", "Otty", "ottoline.vexley", "Zdzis", "Krz", "z.krzakala", "example.org",
    "Ignatius", "Thrupp",
)  # fmt: skip


def a_log_with_people(secretary: Secretary) -> Secretary:
    """Give the forum a register of people (all invented), and actions of every kind of owner."""
    (secretary.root / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    for text, owner, deadline in (
        ("Send the map of moorings to every member", "Ottoline Vexley-Marr", "26 May 2021"),
        ("Draft the safety note", "ZK", "30 June 2021"),
        ("Open the season", "Perpetua Quennell", "On-going"),
        ("Count the buoys", "Ignatius Thrupp", "9 June 2021"),
        ("Hold two evidence hearings", "Review team", "30 June 2021"),
        ("Bring a chair", "All", "next meeting"),
    ):
        secretary.types("add", text, "--owner", owner, "--deadline", deadline)
    came = ("--present", "Perpetua Quennell", "--present", "Ottoline Vexley-Marr", "--apologies", "ZK")
    secretary.types("meeting", "attendance", "2021-05-19", *came, "--attending", "Review team")
    return secretary
