"""Names planted anywhere in a log, and the whole site made of it: it is refused, or no byte of the site holds them.

What looks for them here shares nothing with the scan that it stands guard over. All names are invented.
"""

import html
import io
import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from actionlog.model import (
    Action,
    Decision,
    Event,
    Group,
    Item,
    Log,
    Meeting,
    Minuted,
    Scheme,
    Source,
    Tabled,
    Waiver,
)
from actionlog.people import Person
from actionlog.redaction.public import public
from actionlog.redaction.record import log_rows
from actionlog.redaction.scan import scan
from actionlog.renderers.site import Wanted, site
from actionlog.store.published_folder import with_manifest

GROUP, MAY, JUNE = "quay-group", "2021-05-19", "2021-06-23"
DAY = date(2021, 7, 1)

#: Each with the letters that a keyboard without them would have.
NAMES = (
    "Zéphyrine Krautzûmel", "Jacqzélie Vöckleburg-Ñandúquez", "Siobhraith O'Kvistgaard", "Mòrgyth D’Ysquillé",
    "Wojbor Szczękżółwik", "Çağlıqar Yıldızgözlüm", "Ægidius Þyrnørskov", "Quibbin van der Xoxhuis",
    "Ευφροσύνζα Ξυλοκαρπίδου", "Ярополкша Щукозёрская", "عبدالغفّور الزُّمُرُّدي", "צפניהו גבעתזהבי",
    "歐陽芷晴靄", "さくらぎ こよみな", "남궁다빛솔", "ปิ่นมณีย์ ศรีวัฒนโกสุม", "Naïveté Pfœrtzling",
)  # fmt: skip
PEOPLE = tuple(
    Person(
        name,
        aliases=(f"QXJ{chr(65 + i)}", f"Vorxle{chr(97 + i)}quim", f"Ozwald {chr(65 + i)}xqvist"),
        email=f"zjq{chr(97 + i)}.wvuqt@quay.example",
        handle=f"p-{i}",
        publish=("", "withhold", "role")[i % 3],
        role="Officer of the quay",
    )
    for i, name in enumerate(NAMES)
)
NAMED = Person("Edwin Marsh", publish="name", handle="shown")
BETWEEN = ("\u200b", "\u00ad", "\u2060", "\u034f", "\u200d", "\ufeff", "\u202e", "\u0323", "\ufe0f")
DISGUISES: tuple[Callable[[str], str], ...] = (
    str, str, str, str.upper, str.lower, str.title, str.swapcase,
    lambda s: unicodedata.normalize("NFD", s),
    lambda s: unicodedata.normalize("NFKC", s),
    lambda s: "".join(c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c)),
    lambda s: re.sub(r"['’]", "", s),
    lambda s: re.sub(r"['’]", "ʼ", s),
    lambda s: re.sub(r"['’]", "´", s),
    lambda s: s.replace("-", "\u2011"),
    lambda s: s.replace("-", " "),
    lambda s: s.replace(" ", "\u00a0"),
    lambda s: s.replace(" ", "\u3000"),
    lambda s: s.replace(" ", "  \n "),
    lambda s: s.replace(" ", ""),
    lambda s: s.replace(" ", "."),
    lambda s: s.replace(" ", "_"),
    lambda s: " ".join(s),
    lambda s: ", ".join(reversed(s.split(" ", 1))),
    lambda s: " ".join(reversed(s.split(" ", 1))),
    lambda s: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in s),
    lambda s: html.escape(s).replace("e", "&#101;"),
    lambda s: s.replace("a", "%61"),
    lambda s: f"{s[:3]}<b>{s[3:]}</b>",
    lambda s: f"{s}'s",
    lambda s: f"xx{s}xx",
    *(lambda s, c=c: c.join(s) for c in BETWEEN),
)  # fmt: skip
SENTENCES = (
    "{}",
    "Ask {} about it.",
    "{} to write by 9 June",
    "as said:{}.",
    "Dr {}, and all",
    "see ({})",
    "=cmd|'{}'",
)


class Field(NamedTuple):
    """Where something is planted: what it is called, and the log with a text there."""

    name: str
    plant: Callable[[Log, str], Log]


def _action(name: str, made: Callable[[Action, str], Action]) -> Field:
    return Field(name, lambda log, text: replace(log, actions=(made(log.actions[0], text), *log.actions[1:])))


def _event(name: str, made: Callable[[str], Event]) -> Field:
    return _action(name, lambda a, t: replace(a, history=(*a.history, made(t))))


def _meeting(name: str, made: Callable[[Meeting, str], Meeting]) -> Field:
    return Field(name, lambda log, text: replace(log, meetings=(made(log.meetings[0], text), *log.meetings[1:])))


def _group(name: str, made: Callable[[Group, str], Group]) -> Field:
    return Field(name, lambda log, text: replace(log, groups=(made(log.groups[0], text),)))


def _person(name: str, made: Callable[[Person, str], Person]) -> Field:
    return Field(name, lambda log, text: replace(log, people=(*log.people[:-1], made(log.people[-1], text))))


JUNE_1 = date(2021, 6, 1)
#: Those that name a party and nothing else.
OF_PARTIES = (
    _action("owners", lambda a, t: replace(a, owners=(*a.owners, t))),
    _action("only owner", lambda a, t: replace(a, owners=(t,))),
    _event("owners before", lambda t: Event(JUNE_1, "owners changed", (t,), ("All",))),
    _event("owners after", lambda t: Event(JUNE_1, "owners changed", "All", (t, "Clerk"))),
    _event("by", lambda t: Event(JUNE_1, "reopened", by=t)),
    _event("by of a note", lambda t: Event(JUNE_1, "note", by=t, note="Said so")),
    _action("minuted owners", lambda a, t: replace(a, minuted=a.minuted._replace(owners=t))),
    _meeting("present", lambda m, t: replace(m, present=(*m.present, t))),
    _meeting("apologies", lambda m, t: replace(m, apologies=(t,))),
    _meeting("attending", lambda m, t: replace(m, attending=("Clerk", t))),
    _meeting("cleared_by", lambda m, t: replace(m, cleared_by=t, cleared=DAY, minutes="cleared")),
    _group("members", lambda g, t: replace(g, members=("Edwin Marsh", t))),
    _group("waiver agreed by", lambda g, t: replace(g, waivers=(Waiver(f"{MAY}/1", DAY, "Ill", t),))),
    _person("decided_by", lambda p, t: p._replace(decided_by=t)),
)
OF_TEXT = (
    _action("action", lambda a, t: replace(a, action=t)),
    _action("item", lambda a, t: replace(a, item=t)),
    _action("minuted ref", lambda a, t: replace(a, minuted=a.minuted._replace(ref=t))),
    _action("minuted deadline", lambda a, t: replace(a, minuted=a.minuted._replace(deadline=t))),
    _action("minuted status", lambda a, t: replace(a, minuted=a.minuted._replace(status=t))),
    _event("note", lambda t: Event(JUNE_1, "note", note=t)),
    _event("reason", lambda t: Event(JUNE_1, "extension requested", "2021-06-09", "2021-06-16", reason=t)),
    _event("evidence", lambda t: Event(JUNE_1, "closed", outcome="completed", evidence=t)),
    _event("into", lambda t: Event(JUNE_1, "closed", outcome="merged", into=t)),
    _event("meeting of an event", lambda t: Event(JUNE_1, "reopened", meeting=t)),
    _event("deadline before", lambda t: Event(JUNE_1, "extension requested", t, "2021-06-16")),
    _event("wording before", lambda t: Event(JUNE_1, "wording changed", t, "Send the map.")),
    _event("wording after", lambda t: Event(JUNE_1, "wording changed", "Send the map.", t)),
    _meeting("number", lambda m, t: replace(m, number=t)),
    _meeting("time", lambda m, t: replace(m, time=t)),
    _meeting("place", lambda m, t: replace(m, place=t)),
    _meeting("confirmed_at", lambda m, t: replace(m, confirmed_at=t, confirmed=DAY, minutes="confirmed")),
    _meeting("inferred", lambda m, t: replace(m, inferred=("number", t))),
    _meeting("item number", lambda m, t: replace(m, items=(Item(t, "Moorings"),))),
    _meeting("item title", lambda m, t: replace(m, items=(Item("1", t),))),
    _meeting("decision", lambda m, t: replace(m, decisions=(Decision(1, t, "1"),))),
    _meeting("item of a decision", lambda m, t: replace(m, decisions=(Decision(1, "To note it.", t),))),
    _meeting("paper", lambda m, t: replace(m, papers=(Tabled(t, JUNE_1, "abc123"),))),
    _meeting("commit of a paper", lambda m, t: replace(m, papers=(Tabled("outstanding", JUNE_1, t),))),
    _meeting("open of a paper", lambda m, t: replace(m, papers=(Tabled("outstanding", JUNE_1, "", (t,), (t,)),))),
    _group("action of a waiver", lambda g, t: replace(g, waivers=(Waiver(t, DAY, "Ill", "chair"),))),
    _group("name of the group", lambda g, t: replace(g, name=t)),
    _group("code", lambda g, t: replace(g, code=t)),
    _group("abbreviation", lambda g, t: replace(g, abbreviations=((t, "Moorings"),))),
    _group("meaning", lambda g, t: replace(g, abbreviations=(("Send", t),))),
    _group("numbering", lambda g, t: replace(g, numbering=(Scheme(f"{t} {{n}}".replace("'", "")),))),
    _group("reason of a waiver", lambda g, t: replace(g, waivers=(Waiver(f"{MAY}/1", DAY, t, "chair"),))),
    _person("basis", lambda p, t: p._replace(basis=t)),
    _person("role", lambda p, t: p._replace(role=t, publish="role")),
    Field(
        "unknown keys",
        lambda log, t: replace(
            log,
            actions=tuple(replace(a, source=Source(f"{a.id}.yaml", {}, (t,))) for a in log.actions),
            groups=tuple(replace(g, source=Source(f"{g.slug}/group.yaml", {}, (t,))) for g in log.groups),
        ),
    ),
)


def base(people: tuple[Person, ...], opted: tuple[str, ...]) -> Log:
    """A small log without any withheld name in it."""
    return Log(
        groups=(Group(GROUP, "Quay Group", members=("Edwin Marsh",), publish=opted),),
        meetings=(Meeting(GROUP, MAY, number="4", place="The quay", present=("Edwin Marsh",)), Meeting(GROUP, JUNE)),
        actions=(
            Action(GROUP, MAY, 1, "Send the map.", ("All",), deadline=date(2021, 6, 9)),
            Action(GROUP, MAY, 2, "Count the buoys.", ("Edwin Marsh",), minuted=Minuted("2", "Edwin Marsh")),
        ),
        people=(*people, NAMED),
    )


class Planted(NamedTuple):
    """A log, whose names are planted in it, and in which fields."""

    log: Log
    people: tuple[Person, ...]
    fields: tuple[str, ...]


@st.composite
def planted(draw: st.DrawFn) -> Planted:
    people = tuple(draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True)))
    opted = draw(st.sampled_from(((), ("notes", "reasons", "evidence"))))
    log, fields = base(people, opted), []
    quietly = draw(st.integers(0, 2)) > 0  # named where parties are named, and by handle elsewhere
    for _ in range(draw(st.integers(1, 4))):
        person = draw(st.sampled_from(people))
        if quietly:
            field = draw(st.sampled_from(OF_PARTIES))
            called = (person.name, person.name, person.name.upper(), *person.aliases, person.email, f"@{person.handle}")
            log = field.plant(log, draw(st.sampled_from(called)))
            also = draw(st.sampled_from(OF_TEXT[:1] + OF_TEXT[5:8] + OF_TEXT[19:21]))
            log = also.plant(log, f"@{person.handle} to send it.")
            fields += [field.name, f"{also.name} (handle)"]
            continue
        form = draw(st.sampled_from((person.name, person.name, person.aliases[1], person.email, "initials", "split")))
        if form == "split":
            first, second = draw(st.sampled_from(OF_TEXT)), draw(st.sampled_from(OF_TEXT))
            words = person.name.split(" ", 1)
            log = second.plant(first.plant(log, words[0]), words[-1])
            fields += [first.name, second.name]
            continue
        text = person.aliases[0] if form == "initials" else draw(st.sampled_from(DISGUISES))(form)
        field = draw(st.sampled_from(OF_PARTIES + OF_TEXT))
        log = field.plant(log, draw(st.sampled_from(SENTENCES)).replace("{}", text))
        fields.append(field.name)
    return Planted(log, people, tuple(fields))


# ------------------------------------------------------------------------------------------- what looks for the names


def letters(text: str) -> str:
    """The letters and digits of a text, without case or marks: what a patient reader could put together."""
    if text.isascii():
        return re.sub("[^a-z0-9]+", "", text.lower())
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = plain.translate({ord("ı"): "i", ord("ł"): "l", ord("ø"): "o", ord("œ"): "oe", ord("æ"): "ae"})
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if unicodedata.category(c)[0] in "LN")


def sought(person: Person) -> list[str]:
    """What may stand nowhere: the name and each long word of it, aliases, and both parts of the address."""
    words = [word for word in re.split(r"[ \-]", person.name) if len(letters(word)) > 3]
    every = [person.name, *words, *person.aliases[1:], person.email, person.email.partition("@")[0]]
    return [letters(one) for one in every]


def said_in(data: bytes) -> Iterator[str]:
    """Every text that stands in a file, by the simplest means: unzipped, without tags, entities, escapes, folds."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                yield f"{member.filename} {member.comment!r} {member.extra!r}"
                yield from said_in(archive.read(member))
        return
    raw = data.decode()
    yield raw
    unfolded = re.sub(r"\r?\n[ \t]", "", raw)
    for text in (raw, unfolded, re.sub(r"<[^<>]*>", "", raw)):
        plain = html.unescape(html.unescape(text))
        yield plain
        yield unquote(plain.replace("+", " "))
        yield re.sub(r"\\[nNtr]|\\(?=\W)", "", plain)
        yield re.sub(r"u([0-9a-f]{3,5})", lambda m: chr(int(m[1], 16)), plain)  # the anchors of a page
    if raw[:1] in "{[":
        yield json.dumps(json.loads(raw), ensure_ascii=False)


def found(files: dict[str, bytes], people: tuple[Person, ...]) -> list[tuple[str, str]]:
    hits = []
    for name, data in files.items():
        for text in dict.fromkeys((name, *said_in(data))):
            read = letters(re.sub(r"<U\+[0-9A-F]{4,6}>", "", text))
            for person in people:
                hits += [(name, one) for one in sought(person) if one in read]
                hits += [(name, person.aliases[0])] * bool(re.search(rf"(?<!\w){person.aliases[0]}(?!\w)", text))
    return hits


# ----------------------------------------------------------------------------------------------------------- the test


def check(plant: Planted) -> str:
    """Publish as `publish` does; return how it ended."""
    made = public(plant.log)
    told: list[tuple[object, ...]] = [(f.who, f.message) for f in made.findings]
    told += log_rows(made, {}, "abc123", DAY, "Deputy clerk", plant.log).rows
    if made.errors:
        assert all(f.path and f.line and f.message.endswith(".") for f in made.errors)
        ended = "refused where it stands"
    else:
        files = with_manifest(site(Wanted(made.log, DAY, made.log.groups)), "public")
        leaks = scan(files, made.withheld)
        told += leaks
        if leaks:
            ended = "refused for what was made"
        else:
            assert not found(files, plant.people), plant.fields
            ended = "published"
    words = letters(repr(told))
    for person in plant.people:
        assert not [one for one in sought(person) if one in words], "a message tells the name"
    return ended


def test_a_name_planted_anywhere_is_refused_or_in_no_byte_of_the_site() -> None:
    ends: Counter[str] = Counter()

    @settings(max_examples=50, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(planted())
    def checked(plant: Planted) -> None:
        ended = check(plant)
        ends[ended] += 1
        event(ended)

    checked()
    assert ends["published"] > 10, ends
    assert ends["refused where it stands"] > 10, ends


def test_what_looks_for_the_names_here_finds_them() -> None:
    for i, person in enumerate(PEOPLE):
        field = (OF_PARTIES[0], OF_TEXT[0], OF_TEXT[20])[i % 3]
        log = field.plant(base((person,), ()), person.name)
        assert found(site(Wanted(log, DAY, log.groups)), (person,)), (person.name, field.name)
