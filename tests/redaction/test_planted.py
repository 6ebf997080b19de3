"""Names planted anywhere in a log: either the log is refused, or no byte of what is made of it holds them.

What looks for them here is written by other means than the scan that it stands guard over. All names are invented.
"""

import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from actionlog.model import Action, Decision, Event, Group, Item, Log, Meeting, Minuted, Waiver
from actionlog.papers import Paper, closed, decisions, history, minutes_tables, outstanding, performance
from actionlog.people import Person
from actionlog.query import Standings
from actionlog.redaction.parties import withheld
from actionlog.redaction.public import public
from actionlog.redaction.scan import scan
from actionlog.renderers import render

GROUP, MAY, JUNE = "hall-group", "2021-05-19", "2021-06-23"
DAY = date(2021, 7, 1)

NAMES = (
    "Żaneta Błażejczyk", "Çiğdem Yıldırımoğlu", "Éloïse Dubrœucq-Lévêque", "Siobhán O’Gallchobhair", "Jürgen Größwang",
    "Ásdís Þórhallsdóttir", "Ludwiga van der Zwaluw", "Quentin Xavier Zellweger", "Γεωργία Παπαχρήστου",
    "Фёкла Вышнепольская", "فاطمة الزرقاوي", "רבקה זילברמן",
    "歐陽芷晴", "さくらみやもと", "남궁다빛나", "พิมพ์ชนก วัฒนาเลิศ",
)  # fmt: skip
PERSONS = tuple(
    Person(
        name,
        aliases=(f"QZ{chr(65 + i)}", f"Zaxyl{chr(97 + i)}quorn"),
        email=f"zyqx{chr(97 + i)}wvut@mail.example",
        handle=f"p-{i}",
    )
    for i, name in enumerate(NAMES)
)
PUBLIC = Person("Edwin Marsh", publish="name", handle="shown")


class Planted(NamedTuple):
    """Somebody's name, as it is written, where it stands in a log, and whether as the owner that it belongs to."""

    person: Person
    log: Log
    path: str
    field: str


DISGUISES: tuple[Callable[[str], str], ...] = (
    str, str.upper, str.casefold, str.title,
    lambda s: unicodedata.normalize("NFD", s),
    lambda s: unicodedata.normalize("NFKD", s),
    lambda s: "\u200b".join(s),
    lambda s: "\u00ad".join(s),
    lambda s: s.replace(" ", "\u00a0"),
    lambda s: s.replace(" ", "\n"),
    lambda s: s.replace(" ", "_"),
    lambda s: s.replace(" ", ""),
    lambda s: f"{s}’s",
    lambda s: f"({s})",
    lambda s: f"<b>{s}</b>",
    lambda s: ", ".join(reversed(s.split(" ", 1))),
    lambda s: "\x1b[31m".join(s.split(" ")),
)  # fmt: skip


def written(person: Person) -> st.SearchStrategy[str]:
    """Some way of writing who this is."""
    plainly = st.sampled_from((person.name, person.aliases[1], person.email, person.email.partition("@")[0]))
    return st.builds(lambda say, name: say(name), st.sampled_from(DISGUISES), plainly) | st.just(person.aliases[0])


@st.composite
def planted(draw: st.DrawFn) -> Planted:
    person = draw(st.sampled_from(PERSONS))
    name = draw(written(person))
    text = draw(st.sampled_from(("{}", "Ask {} about it.", "{} to write by 9 June", "as said:{}."))).format(name)
    action = Action(GROUP, MAY, 1, "Send the summary round.", ("All",))
    event = Event(date(2021, 6, 1), "note", note="Said so")
    meeting, group = Meeting(GROUP, MAY), Group(GROUP, "Hall Group", publish=("notes", "reasons", "evidence"))
    at = f"{GROUP}/{MAY}/01.yaml"

    def in_action(**more: object) -> tuple[Action, Meeting, Group, str]:
        from dataclasses import replace

        return replace(action, **more), meeting, group, at  # type: ignore[arg-type]

    def in_event(**more: object) -> tuple[Action, Meeting, Group, str]:
        return in_action(history=(event._replace(**more),))  # type: ignore[arg-type]

    def in_meeting(**more: object) -> tuple[Action, Meeting, Group, str]:
        from dataclasses import replace

        return action, replace(meeting, **more), group, f"{GROUP}/{MAY}/meeting.yaml"  # type: ignore[arg-type]

    def in_group(**more: object) -> tuple[Action, Meeting, Group, str]:
        from dataclasses import replace

        return action, meeting, replace(group, **more), f"{GROUP}/group.yaml"  # type: ignore[arg-type]

    moved = {"event": "extension requested"}
    places: dict[str, Callable[[], tuple[Action, Meeting, Group, str]]] = {
        "action": lambda: in_action(action=text),
        "owners": lambda: in_action(owners=("All", draw(st.sampled_from((name, text, f"@{person.handle}"))))),
        "item": lambda: in_action(item=text),
        "minuted.ref": lambda: in_action(minuted=Minuted(ref=text)),
        "minuted.owners": lambda: in_action(minuted=Minuted("1", text)),
        "minuted.deadline": lambda: in_action(minuted=Minuted("1", "", text)),
        "minuted.status": lambda: in_action(minuted=Minuted("1", "", "", text)),
        "note": lambda: in_event(note=text),
        "reason": lambda: in_event(reason=text, **moved),
        "evidence": lambda: in_event(evidence=text),
        "by": lambda: in_event(by=draw(st.sampled_from((name, text)))),
        "meeting": lambda: in_event(meeting=text),
        "into": lambda: in_event(into=text, event="closed", outcome="merged"),
        "wording": lambda: in_event(event="wording changed", before=text, after=action.action),
        "owners changed": lambda: in_event(event="owners changed", before=(name, text), after=("All",)),
        "deadline": lambda: in_event(before=text, **moved),
        "present": lambda: in_meeting(present=("Edwin Marsh", draw(st.sampled_from((name, text))))),
        "apologies": lambda: in_meeting(apologies=(name,), attending=(text,)),
        "cleared_by": lambda: in_meeting(cleared_by=name, cleared=DAY, minutes="cleared"),
        "place": lambda: in_meeting(place=text),
        "time": lambda: in_meeting(time=text),
        "number": lambda: in_meeting(number=text),
        "confirmed_at": lambda: in_meeting(confirmed_at=text, confirmed=DAY, minutes="confirmed"),
        "items": lambda: in_meeting(items=(Item("1", text),)),
        "decisions": lambda: in_meeting(decisions=(Decision(1, text, "1"),)),
        "inferred": lambda: in_meeting(inferred=(text,)),
        "name": lambda: in_group(name=text),
        "code": lambda: in_group(code=text),
        "members": lambda: in_group(members=(name,)),
        "abbreviations": lambda: in_group(abbreviations=(("HG", text),)),
        "waivers": lambda: in_group(waivers=(Waiver(f"{MAY}/1", DAY, text, name),)),
    }
    field = draw(st.sampled_from(sorted(places)))
    made, met, body, path = places[field]()
    people = (person, PUBLIC) if draw(st.integers(0, 4)) else (PUBLIC,)
    if len(people) == 1 and field not in ("owners", "present", "members", "cleared_by", "apologies"):
        people = (person, PUBLIC)
    return Planted(
        person, Log(groups=(body,), meetings=(met, Meeting(GROUP, JUNE)), actions=(made,), people=people), path, field
    )


def rendered(log: Log) -> dict[str, bytes]:
    """Papers of a log in every format that needs nothing installed."""
    standings = Standings(log, DAY)
    group, meeting = log.groups[0], log.meetings[0]
    papers: list[Paper] = [
        outstanding.paper(standings, group),
        closed.paper(standings, group),
        minutes_tables.paper(standings, group, meeting),
        decisions.paper(standings, group),
        performance.paper(standings, group, date(2021, 5, 1)),
        history.paper(standings, group, log.actions[0]),
    ]
    return {f"{p.name}.{form}": render(p, form) for p in papers for form in ("json", "csv", "markdown", "text")}


def letters(text: str) -> str:
    """Only the letters and digits of a text, without case and marks: what a patient reader could put together."""
    text = re.sub(r"<U\+[0-9A-F]{4,6}>", "", text)
    parts = unicodedata.normalize("NFKD", text.casefold()).translate(
        {ord("ı"): "i", ord("ł"): "l", ord("ø"): "o", ord("œ"): "oe"}
    )
    return "".join(c for c in parts if unicodedata.category(c)[0] in "LN")


def naive(content: bytes, person: Person) -> list[str]:
    """Which of a person's names, initials and addresses stand in a file: the simplest search that there is."""
    text = content.decode()
    if text.startswith("{"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    read = letters(html.unescape(re.sub(r"\\(?=[^\w])", "", text)))
    name = person.name.split()
    sought = [person.name, "".join(reversed(name)), person.aliases[1], person.email.partition("@")[0], name[-1]]
    found = [one for one in sought if letters(one) in read]
    return found + [person.aliases[0]] * bool(re.search(rf"(?<!\w){person.aliases[0]}(?!\w)", text))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(planted())
def test_a_planted_name_is_refused_where_it_stands_or_is_in_no_byte_of_any_paper(plant: Planted) -> None:
    made = public(plant.log)
    told = repr([(f.who, f.message) for f in made.findings]) + repr(made.redactions)
    assert letters(plant.person.name) not in letters(told), "a message tells the name"
    if made.errors:
        assert plant.path in {f.path for f in made.errors}, "another place is named than the one to mend"
        return
    files = rendered(made.log)
    for name, content in files.items():
        assert not naive(content, plant.person), (plant.field, name)
    assert scan(files, made.withheld) == []


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PERSONS), st.data())
def test_a_name_in_a_file_is_found_by_the_scan_in_whatever_way_it_is_written(
    person: Person, data: st.DataObject
) -> None:
    name = data.draw(written(person))
    around = data.draw(
        st.sampled_from(("{}", "<p>ask {} now</p>", '["{}"]', "a,{}\r\n", "<i class='{}'>", "<!--{}-->"))
    )
    if name == person.aliases[0] and around[:2] in ("<i", "<!"):
        return  # initials count in what is read
    splits: tuple[Callable[[str], str], ...] = (
        str,
        lambda s: "".join(f"&#{ord(c)};" for c in s),
        lambda s: "".join(f"&#x{ord(c):X};" if i % 2 else c for i, c in enumerate(s)),
        lambda s: "<wbr>".join(s) if around.startswith("<p") else s,
        lambda s: f"{s[:2]}<b></b>{s[2:]}" if around.startswith("<p") else s,
    )
    text = around.format(data.draw(st.sampled_from(splits))(name) if "<" in around else name)
    if around.startswith("["):
        text = json.dumps([name])
    content = text.encode(data.draw(st.sampled_from(("utf-8", "utf-16"))), "surrogatepass")
    if data.draw(st.booleans()):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("content.xml", content)
        content = out.getvalue()
    hidden = withheld(Log(people=(person, PUBLIC)))
    suffix = "html" if "<" in around else "json" if around[0] == "[" else "csv"
    leaks = scan({f"a.{suffix}": content}, hidden)
    assert {leak.who for leak in leaks} == {f"@{person.handle}"}
    assert letters(person.name) not in letters(repr(leaks))


@settings(max_examples=200, deadline=None)
@given(st.text(), st.sampled_from(PERSONS))
@example("<U+", PERSONS[0])
@example("\ud800", PERSONS[0])
@example("<![CDATA[ &#99999999; \\u{ffffff} =?utf-8?b?====?= %", PERSONS[0])
def test_no_text_whatever_makes_the_search_fail(text: str, person: Person) -> None:
    history = (Event(DAY, "note", note=text, by=text, into=text),)
    log = Log(
        groups=(Group(GROUP, "G"),),
        meetings=(Meeting(GROUP, MAY, place=text, present=(text,)),),
        actions=(Action(GROUP, MAY, 1, text, (text,), history=history),),
        people=(person,),
    )
    made = public(log)
    content = text.encode("utf-8", "surrogatepass")
    for name in ("a.html", "a.json", "a.csv", "a.ics", "a.css", "a.txt", "a.zip", "a"):
        scan({name: content, text or "x": b"PK" + content}, made.withheld, (text,))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_whatever_make_the_search_fail(content: bytes) -> None:
    hidden = withheld(Log(people=PERSONS))
    for start in (b"", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"%PDF-", b"\xff\xfe", b"<a>", b"{"):
        scan({"a.bin": start + content}, hidden)


@pytest.mark.parametrize("person", PERSONS, ids=lambda p: p.handle)
def test_a_log_that_calls_people_by_handle_only_is_published_without_them(person: Person) -> None:
    who = f"@{person.handle}"
    action = Action(
        GROUP,
        MAY,
        1,
        f"{who} to write to Edwin Marsh.",
        (who, person.name, person.aliases[0], who),
    )
    meeting = Meeting(GROUP, MAY, present=(person.name, "Edwin Marsh"), decisions=(Decision(1, f"To thank {who}."),))
    log = Log(groups=(Group(GROUP, "Hall Group"),), meetings=(meeting,), actions=(action,), people=(person, PUBLIC))
    made = public(log)
    assert not made.errors
    files = rendered(made.log)
    assert not any(naive(content, person) for content in files.values())
    assert scan(files, made.withheld) == []
    assert any(b"Edwin Marsh" in content for content in files.values())
    assert any(naive(content, person) for content in rendered(log).values()), (
        "the search that stands guard finds nothing"
    )
