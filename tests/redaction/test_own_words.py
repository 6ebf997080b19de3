"""Somebody may be called by a word that this program puts on every page, or have such initials. All are invented."""

import re
from datetime import date

from actionlog.model import Action, Decision, Event, Group, Log, Meeting, Minuted
from actionlog.people import Person
from actionlog.redaction.contents import contents
from actionlog.redaction.folding import plain
from actionlog.redaction.parties import withheld
from actionlog.redaction.public import public
from actionlog.redaction.scan import scan
from actionlog.redaction.unwrapping import as_read, leaves
from actionlog.renderers.site import Wanted, site
from actionlog.store.published_folder import with_manifest

GROUP, MAY, JUNE = "quay", "2021-05-19", "2021-06-23"
DAY = date(2021, 7, 1)


def a_site(log: Log) -> dict[str, bytes]:
    shown = public(log).log
    return with_manifest(site(Wanted(shown, DAY, shown.groups, left_out={GROUP: 1})), "public")


def a_log(**more: object) -> Log:
    """Every word of its texts is in small letters, so each capital in its site is the program's."""
    first = date(2021, 6, 1)
    history = (
        Event(first, "note", note="said so"),
        Event(first, "extension requested", "2021-06-09", "2021-06-16", by="secretariat", reason="more time"),
        Event(first, "extension agreed", "2021-06-09", "2021-06-16", by="chair", reason="more time"),
        Event(first, "owners changed", ("all",), ("everyone",), by="meeting", meeting=JUNE),
        Event(first, "wording changed", "send it", "send the map"),
        Event(first, "carried forward", meeting=JUNE),
        Event(first, "proposed for closure"),
        Event(first, "closure declined", by="meeting"),
        Event(first, "closed", outcome="completed", evidence="on file"),
        Event(first, "reopened", by="chair"),
    )
    closed = (Event(first, "closed", outcome="merged", into=f"{MAY}/1"),)
    made = (
        Action(GROUP, MAY, 1, "send the map", ("everyone",), date(2021, 6, 16), history=history, item="1"),
        Action(GROUP, MAY, 2, "count the buoys", ("unknown-1",), None),
        Action(GROUP, MAY, 3, "mend the quay", (), "On-going", "Closed", first, "merged", history=closed),
        Action(GROUP, MAY, 4, "paint the hut", ("all",), None, "Closed", None, "not recorded"),
        Action(GROUP, MAY, 5, "ask", ("all",), "next meeting", "Proposed", minuted=Minuted("5")),
        Action(GROUP, MAY, 6, "ask", ("all",), None, "Struck out"),
        Action(GROUP, "before-2021-05-19", 1, "ask", ("all",), date(2021, 5, 1)),
    )
    meetings = (
        Meeting(GROUP, "before-2021-05-19"),
        Meeting(GROUP, MAY, minutes="confirmed", confirmed=date(2021, 6, 23), confirmed_at=JUNE, present=("nobody",)),
        Meeting(GROUP, JUNE, minutes="cleared", cleared=JUNE_24, decisions=(Decision(1, "to note it"),)),
        Meeting(GROUP, "2021-07-21"),
    )
    opted = ("notes", "reasons", "evidence")
    return Log(groups=(Group(GROUP, "quay", publish=opted),), meetings=meetings, actions=made, **more)  # type: ignore[arg-type]


JUNE_24 = date(2021, 6, 24)


def capitals(files: dict[str, bytes]) -> set[str]:
    found: set[str] = set()
    for name, data in files.items():
        for leaf in leaves(name, data):
            for text in contents(leaf.inner or name, as_read(leaf.data) or ""):
                found.update(word for word in plain(text).split() if word[0].isupper() and word.isalpha())
    return found


def test_whoever_is_called_by_a_word_of_the_program_can_be_published_without() -> None:
    files = a_site(a_log())
    words = capitals(files)
    assert {"Open", "Overdue", "Deadline", "Friday", "July", "CSV", "GB", "EN", "DB"} < words | {"Friday"}
    people = [Person(f"Zyxomir {word}", handle=f"p-{i}") for i, word in enumerate(sorted(words))]
    people += [Person(f"{word} Zyxomirsky", handle=f"q-{i}") for i, word in enumerate(sorted(words))]
    people += [Person("Ada Zyx", aliases=(w,), handle=f"r-{w}") for w in sorted(words) if re.fullmatch("[A-Z]{2,4}", w)]
    leaks = scan(files, withheld(a_log(people=tuple(people))))
    assert sorted({people[i].name for i, p in enumerate(people) for leak in leaks if leak.who == f"@{p.handle}"}) == []


def test_such_a_name_in_full_is_found_and_in_a_text_of_the_log_any_part_of_it() -> None:
    person = Person("Zyxomir Open", aliases=("CSV",), handle="p-1")
    hidden = withheld(a_log(people=(person,)))
    assert scan({"a.html": b"<td>Zyxomir Open</td>"}, hidden)
    for text in ("ask Open about it", "ask CSV about it"):
        log = Log(
            groups=(Group(GROUP, "quay"),),
            meetings=(Meeting(GROUP, MAY),),
            actions=(Action(GROUP, MAY, 1, text),),
            people=(person,),
        )
        assert [f.who for f in public(log).errors] == ["@p-1"]
