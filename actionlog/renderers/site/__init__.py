"""The site: a log's papers, minutes and register as pages and data that any web server can hand out.

For each group a folder: `register.html` with all its actions, the papers, a page for each meeting's minutes; beside
every page the same as ODS and CSV; all records as `actions.json`, and the deadlines as `deadlines.ics`. `index.html`
leads to all of it. No page needs a script, a server or another site (PUB-1).
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from actionlog.model import Group, Log, Meeting, long_date, meeting_key, weekday_date
from actionlog.owners import REDACTED
from actionlog.papers import (
    INTERNAL,
    Bullets,
    Heading,
    Lines,
    Paper,
    Table,
    Text,
    closed,
    count_of,
    decisions,
    minutes_tables,
    outstanding,
    overdue,
    performance,
)
from actionlog.papers import register as registers
from actionlog.papers.abbreviations import expanded
from actionlog.papers.attendance import attendance
from actionlog.papers.columns import without
from actionlog.query import Standings, raised_words
from actionlog.renderers import csv as csv_data
from actionlog.renderers import html, ics, json, ods, register
from actionlog.renderers._cells import cell_lines
from actionlog.renderers.pages import page

#: What a document says that holds a redaction (RED-11).
NOTICE = (
    "This document has been edited before publication: names are withheld. "
    f"{REDACTED}, or a role, stands in their place."
)

#: Columns that tell what is not published unless the group says so; with the field that opens each.
_PRIVATE = {"Progress": "notes", "Last update": "notes", "Evidence": "evidence", "Reason": "reasons"}


#: How attendance says how many came whose names are withheld.
_COUNTED = re.compile(r"whose names? (?:is|are) withheld")


class Link(NamedTuple):
    """Where a page leads: its words, and the address from that page."""

    words: str
    href: str


class Wanted(NamedTuple):
    """What is to be published.

    `internal` says that nothing is withheld: every file is marked so, and its name ends in `-internal` (RED-17).
    `left_out` is how many confidential actions of each group are not shown, where that is to be said (RED-10). `roles`
    are those that stand in place of a name.
    """

    log: Log
    as_of: date
    groups: tuple[Group, ...]
    internal: bool = False
    left_out: Mapping[str, int] = {}
    roles: tuple[str, ...] = ()


class Document(NamedTuple):
    """One paper of the site: its file's name without suffix, and its words in the index."""

    name: str
    words: str
    paper: Paper


def site(wanted: Wanted) -> dict[str, bytes]:
    """Return the files of the site: path with forward slashes to content, the same for the same log and day."""
    standings = Standings(wanted.log, wanted.as_of)
    files: dict[str, bytes] = {}
    contents = []
    for group in wanted.groups:
        documents = [_marked(d, wanted) for d in _documents(standings, group, wanted)]
        for document in documents:
            files.update(_files_of(document, group, wanted))
        files.update(_register_files(standings, group, wanted))
        contents.append((group, documents))
    files[_named("index", wanted) + ".html"] = _index(contents, wanted)
    return dict(sorted(files.items()))


def _documents(standings: Standings, group: Group, wanted: Wanted) -> Iterator[Document]:
    """Yield the papers of a group, as anybody would look for them: what is open first, then meeting by meeting."""
    coming = _coming(standings, group)
    yield Document("outstanding", "Outstanding actions", outstanding.paper(standings, group, coming))
    yield Document("overdue", "Overdue actions", overdue.paper(standings, group))
    yield Document("closed", "Closed actions", closed.paper(standings, group))
    yield Document("decisions", "Decisions", decisions.paper(standings, group))
    held = [m for m in wanted.log.meetings_of(group.slug) if m.date <= wanted.as_of and not m.is_before]
    if held:
        yield Document("performance", "Performance", performance.paper(standings, group, held[0].date, by_owner=False))
    for meeting in sorted(held, key=lambda m: meeting_key(m.name), reverse=True):
        words = f"Minutes: actions of {raised_words(meeting)}"
        yield Document(f"minutes-{meeting.name}", words, _minutes(standings, group, meeting))


def _coming(standings: Standings, group: Group) -> Meeting | None:
    return standings.calendars[group.slug].after_day(standings.as_of)


def _minutes(standings: Standings, group: Group, meeting: Meeting) -> Paper:
    """Return the tables of the minutes with who came; those of settled minutes as on the day of the meeting (PUB-4)."""
    settled = minutes_tables.minutes_state(meeting, standings.as_of) != "draft"
    then = Standings(standings.log, meeting.date) if settled else standings
    paper = minutes_tables.paper(then, group, meeting, state_on=standings.as_of)
    came = attendance(meeting)
    return paper._replace(parts=(Heading("Attendance"), came, *paper.parts)) if came else paper


def _marked(document: Document, wanted: Wanted) -> Document:
    """Return a document with what it has to say of itself: that it is internal, or that it was edited."""
    group = next(g for g in wanted.groups if g.slug == document.paper.group)
    paper = document.paper
    if wanted.internal:
        paper = paper._replace(mark=INTERNAL)
    else:
        paper = without(paper, [column for column, field in _PRIVATE.items() if field not in group.publish])
        if left_out := _left_out(group, wanted):
            paper = paper._replace(lines=(*paper.lines, left_out))
        if is_edited(paper, wanted.roles):
            paper = paper._replace(notice=NOTICE)
    return document._replace(name=_named(document.name, wanted), paper=paper)


def _left_out(group: Group, wanted: Wanted) -> str:
    number = wanted.left_out.get(group.slug, 0)
    verb = "is" if number == 1 else "are"
    return f"{count_of(number, 'confidential action')} {verb} not shown." if number else ""


def is_edited(paper: Paper, roles: Collection[str] = ()) -> bool:
    """True where a name is withheld from `paper` (RED-11): it says the label, a role instead of a name, or how many.

    The register also shows what happened to each action, so its events count there.
    """
    said = [*_texts(paper)]
    if paper.name == "register":
        said += [repr(standing.action) for standing in paper.standings]
    return any(REDACTED in text or _COUNTED.search(text) or any(role in text for role in roles) for text in said)


def _texts(paper: Paper) -> Iterator[str]:
    """Yield what a paper says below its title."""
    for part in paper.parts:
        if isinstance(part, Table):
            for row in part.rows:
                for cell in row.cells:
                    yield from cell_lines(cell)
        elif isinstance(part, Lines):
            yield from part.lines
        elif isinstance(part, Bullets):
            yield from part.items
        elif isinstance(part, (Text, Heading)):
            yield part.text


def _files_of(document: Document, group: Group, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    place = f"{group.slug}/{document.name}"
    links = (
        Link(f"All pages of {group.name}", _to_index(wanted)),
        Link("The same as a spreadsheet (ODS)", f"{document.name}.ods"),
        Link("The same as data (CSV)", f"{document.name}.csv"),
    )
    yield f"{place}.html", html.render(expanded(document.paper, group), links)
    yield f"{place}.ods", ods.render(document.paper)
    yield f"{place}.csv", csv_data.render(document.paper)


def _register_files(standings: Standings, group: Group, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    """Yield the register as a page and as data, and its deadlines for a calendar."""
    made = _marked(Document("register", "Register", registers.paper(standings, group)), wanted)
    actions, deadlines = _named("actions", wanted), _named("deadlines", wanted)
    links = (
        Link(f"All pages of {group.name}", _to_index(wanted)),
        Link("All actions as a spreadsheet (ODS)", f"{actions}.ods"),
        Link("All actions as data (CSV)", f"{actions}.csv"),
        Link("All actions as data (JSON)", f"{actions}.json"),
        Link("Deadlines for a calendar (ICS)", f"{deadlines}.ics"),
    )
    whole = registers.register(standings, group)._replace(
        notice=" ".join(filter(None, (made.paper.notice, _left_out(group, wanted)))),
        mark=INTERNAL if wanted.internal else "",
        links=links,
    )
    yield f"{group.slug}/{made.name}.html", register.render(whole)
    yield f"{group.slug}/{actions}.ods", ods.render(made.paper)
    yield f"{group.slug}/{actions}.csv", csv_data.render(made.paper)
    yield f"{group.slug}/{actions}.json", json.render(made.paper)
    yield f"{group.slug}/{deadlines}.ics", ics.render(made.paper)


def _index(contents: list[tuple[Group, list[Document]]], wanted: Wanted) -> bytes:
    names = [group.name for group, _ in contents]
    groups = [
        {
            "name": group.name,
            "slug": group.slug,
            "register": f"{group.slug}/{_named('register', wanted)}.html",
            "pages": [Link(d.words, f"{group.slug}/{d.name}.html") for d in documents],
            "data": [
                Link("All actions (ODS)", f"{group.slug}/{_named('actions', wanted)}.ods"),
                Link("All actions (CSV)", f"{group.slug}/{_named('actions', wanted)}.csv"),
                Link("All actions (JSON)", f"{group.slug}/{_named('actions', wanted)}.json"),
                Link("Deadlines for a calendar (ICS)", f"{group.slug}/{_named('deadlines', wanted)}.ics"),
            ],
            "left_out": _left_out(group, wanted),
        }
        for group, documents in contents
    ]
    edited = any(d.paper.notice for _, documents in contents for d in documents)
    return page(
        "site/index.html.j2",
        title=f"{names[0]}: action log" if len(names) == 1 else "Action logs",
        as_of=weekday_date(wanted.as_of),
        day=long_date(wanted.as_of),
        groups=groups,
        mark=INTERNAL if wanted.internal else "",
        notice=NOTICE if edited and not wanted.internal else "",
    )


def _to_index(wanted: Wanted) -> str:
    return f"../{_named('index', wanted)}.html"


def _named(name: str, wanted: Wanted) -> str:
    return f"{name}-internal" if wanted.internal else name
