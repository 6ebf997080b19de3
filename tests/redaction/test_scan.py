"""The proof: what is withheld is found in whatever was made, however it is written or packed."""

import base64
import csv
import gzip
import html
import io
import json
import quopri
import zipfile
from collections.abc import Callable
from urllib.parse import quote

import pytest

from actionlog.people import Person
from actionlog.redaction.parties import withheld
from actionlog.redaction.public import public
from actionlog.redaction.scan import Leak, scan
from tests.redaction.invented import full_log, log_of

NAME = "Órla Penhaligon"


def found(name: str, data: str | bytes, *people: Person, machine: tuple[str, ...] = ()) -> list[Leak]:
    hidden = withheld(log_of(people=people)) if people else withheld(full_log())
    return scan({name: data.encode() if isinstance(data, str) else data}, hidden, machine)


def zipped(members: dict[str, bytes], **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.comment, info.extra = more.get("comment", b""), more.get("extra", b"")
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
        archive.comment = more.get("whole", b"")
    return out.getvalue()


def every_letter(write: Callable[[str], str]) -> str:
    return "".join(map(write, "Orla Penhaligon"))


def office(text: str) -> bytes:
    return zipped({"mimetype": b"application/x", "content.xml": f"<x:a><text:p>{text}</text:p></x:a>".encode()})


PACKED: dict[str, tuple[str, str | bytes]] = {
    "text": ("a.txt", f"Ask {NAME}."),
    "lower case": ("a.txt", "ask orla penhaligon"),
    "over two lines": ("a.txt", "ask Orla\n    Penhaligon"),
    "decomposed": ("a.txt", "O\u0301rla Penhaligon"),
    "zero width": ("a.txt", "O\u200brla Pen\u00adhaligon"),
    "as we show a hidden character": ("a.txt", "O<U+200B>rla Pen<U+202E>haligon"),
    "as a page shows a hidden character": ("a.html", "<p>O&lt;U+200B&gt;rla Penhaligon</p>"),
    "letter by letter": ("a.txt", "O.r.l.a P e n h a l i g o n"),
    "latin-1": ("a.txt", NAME.encode("latin-1")),
    "utf-16": ("a.bin", b"\x00\x01" + NAME.encode("utf-16-le") + b"\x00\xff"),
    "utf-16 with its mark": ("a.txt", NAME.encode("utf-16")),
    "split over tags": ("a.html", "<p>Ór<b>la</b> <i>Pen</i><!-- x -->haligon</p>"),
    "split over cells": ("a.html", "<td>Orla</td><td>Penhaligon</td>"),
    "attribute": ("a.html", "<a title='Orla Penhaligon'>x</a>"),
    "data attribute": ("a.html", "<a data-x=orla-penhaligon>x</a>"),
    "genitive": ("a.css", "x { content: 'the Orla Penhaligons' }"),
    "last name first": ("a.html", "<i class='penhaligon-orla'>"),
    "comment": ("a.html", "<p>x</p><!-- orla_penhaligon -->"),
    "style": ("a.html", "<style>.x::after{content:'Orla Penhaligon'}</style>"),
    "style escapes": ("a.css", "x::after{content:'\\4F rla \\50 enhaligon'}"),
    "script": ("a.html", "<script>let x='Orla Penhaligon'</script>"),
    "script joins": ("a.js", "let x='Orla ' + 'Penhaligon'"),
    "script escapes": ("a.js", "let x='\\x4frl\\u0061 P\\u{65}nhaligon'"),
    "entities": ("a.html", "<p>&Oacute;rla Penhaligo&#110; &#x4e;</p>"),
    "entities for each letter": ("a.html", every_letter(lambda c: f"&#{ord(c)};")),
    "entities twice": ("a.html", html.escape(html.escape("<b>Orla</b> <i>Pen</i>haligon"))),
    "json": ("a.json", json.dumps({"x": [NAME]})),
    "json escapes": ("a.json", '{"x": "' + every_letter(lambda c: f"\\u{ord(c):04x}") + '"}'),
    "json key": ("a.json", json.dumps({NAME: 1})),
    "json in a page": ("a.html", f"<script type='application/json'>{json.dumps([[[NAME]]])}</script>"),
    "percent": ("a.html", f"<a href='?owner={quote(NAME)}'>x</a>"),
    "plus": ("a.html", "<a href='?owner=Orla+Penhaligon'>x</a>"),
    "percent for each letter": ("a.html", every_letter(lambda c: f"%{ord(c):02x}")),
    "quoted printable": ("a.eml", quopri.encodestring(NAME.encode())),
    "quoted printable for each letter": ("a.eml", every_letter(lambda c: f"={ord(c):02X}")),
    "quoted printable, broken": ("a.eml", "Orla Penha=\r\nligon"),
    "base64": ("a.eml", base64.encodebytes(f"Dear all, please ask {NAME} about the hall.".encode() * 3)),
    "base64 in a page": ("a.html", b"<img src='data:text/plain;base64," + base64.b64encode(NAME.encode()) + b"'>"),
    "base64 of a page": ("a.html", base64.b64encode(b"<b>Or</b>la Pen&#104;aligon and others")),
    "mail header": ("a.eml", f"Subject: =?utf-8?b?{base64.b64encode(NAME.encode()).decode()}?="),
    "mail header, q": ("a.eml", "Subject: =?utf-8?q?=C3=93rla_Penhaligon?="),
    "calendar": ("a.ics", "BEGIN:VCALENDAR\r\nSUMMARY:Ask Orla Pen\r\n haligon\\, now\r\n"),
    "calendar parameter": ("a.ics", "BEGIN:VCALENDAR\r\nATTENDEE;CN=Orla Penhaligon:x\r\n"),
    "address": ("a.txt", "orla.penhaligon@hall.example.gov.uk"),
    "local part": ("a.txt", "orla.penhaligon@elsewhere"),
    "csv": ("a.csv", "a,b\r\n1,\"Penhaligon, Orla\"\r\n"),
    "csv heading": ("a.csv", "Orla Penhaligon,b\r\n"),
    "surname in a cell": ("a.csv", "a,b\r\n1,Penhaligon\r\n"),
    "initials in a cell": ("a.csv", "a,b\r\n1,OP\r\n"),
    "initials in a page": ("a.html", "<td>OP</td>"),
    "initials in json": ("a.json", '[{"a": "OP"}]'),
    "initials in a calendar": ("a.ics", "BEGIN:VCALENDAR\r\nSUMMARY:OP\r\n"),
    "initials in json in a page": ("a.html", "<script type='application/json'>[\"OP\"]</script>"),
    "base64 after one letter": ("a.css", b"a" + base64.b64encode(NAME.encode())),
    "base64 after two letters": ("a.css", b"a/" + base64.b64encode(NAME.encode())),
    "base64 after three letters": ("a.css", b"ab/" + base64.b64encode(NAME.encode())),
    "initials of an author": ("a.docx", zipped({"word/comments.xml": b"<w:comment w:initials='OP'/>"})),
    "member": ("a.ods", office(NAME)),
    "member, split": ("a.ods", office("Ó<text:span>rla</text:span><text:s/>Penhaligon")),
    "metadata": ("a.ods", zipped({"meta.xml": f"<dc:creator>{NAME}</dc:creator>".encode()})),
    "settings": ("a.ods", zipped({"settings.xml": b"<config:config-item>orla penhaligon</config:config-item>"})),
    "name of a member": ("a.ods", zipped({"Pictures/Orla-Penhaligon.png": b"x"})),
    "folder of a member": ("a.ods", zipped({"orla penhaligon/": b""})),
    "remark of an archive": ("a.zip", zipped({"a": b"x"}, whole=b"by Orla Penhaligon")),
    "remark of a member": ("a.zip", zipped({"a": b"x"}, comment=b"by Orla Penhaligon")),
    "extra field": ("a.zip", zipped({"a": b"x"}, extra=b"\x99\x99\x0f\x00Orla Penhaligon")),
    "before an archive": ("a.zip", b"Orla Penhaligon" + zipped({"a": b"x"})),
    "archive behind something": ("a.bin", b"GIF89a" + zipped({"a": NAME.encode()})),
    "archives in archives": ("a.zip", zipped({"b.zip": zipped({"c.ods": office(NAME)})})),
    "gzip": ("a.svgz", gzip.compress(NAME.encode())),
    "picture": ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00tEXtAuthor\x00Orla Penhaligon\x00\x01\xff\xfe\x80"),
    "file name": ("orla-penhaligon.html", "x"),
    "file name, squeezed": ("by/orlapenhaligon2021.csv", "x"),
    "file name, quoted": ("Orla%20Penhaligon.html", "x"),
    "surname in a file name": ("For-Penhaligon.html", "x"),
}  # fmt: skip


@pytest.mark.parametrize("how", PACKED)
def test_red_3_and_red_4_a_name_is_found_however_it_is_written_or_packed(how: str) -> None:
    leaks = found(*PACKED[how])
    assert leaks
    assert {leak.who for leak in leaks} == {"@p-3"}
    assert "penhaligon" not in repr(leaks).casefold().replace(" ", "").replace("-", "")


def test_red_3_what_may_be_read_is_no_leak() -> None:
    page = (
        "<html lang=en-GB><title>Hall Group</title><h1>Open actions</h1><table><tr><td>Edwin Marsh</td><td>Review team"
        "</td><td>Clerk to the hall</td><td>[Redact]</td><td title='op'>9 June 2021</td></tr></table><script>op()"
        "</script><style>.op{}</style><p>2 people whose names are withheld</p><!-- OP --></html>"
    )
    assert found("index.html", page) == []
    assert found("a.csv", "Ref,Owner\r\n1,Edwin Marsh\r\n") == found("a.json", '{"op": 1}') == []
    assert found("a.ods", office("Edwin Marsh")) == []
    assert found("a.js", "let OP = Orla") == []


def test_one_who_may_be_named_at_meetings_may_stand_in_lists_of_those_who_came_and_nowhere_else() -> None:
    made = public(full_log())
    lists = [
        "<p>Present: Edwin Marsh; Bertil Åkerlund; 2 people whose names are withheld</p>",
        "<li>Bertil Åkerlund</li>",
        "<tr><td>Bertil Åkerlund</td><td>Present</td></tr>",
    ]
    assert scan({"a.html": "".join(lists).encode(), "a.json": b'["Bertil \\u00c5kerlund"]'}, made.withheld) == []
    elsewhere = (
        "<p>Ask Bertil Åkerlund.</p>", "<!-- Bertil Akerlund -->", "<a class='bertil-akerlund'>", "<p>BÅ</p>",
        "<script>x = 'Bertil Akerlund'</script>", "<td>Åkerlund</td>", "<p>bertil akerlund to write</p>",
    )  # fmt: skip
    for text in elsewhere:
        assert {leak.who for leak in scan({"a.html": text.encode()}, made.withheld)} == {"@p-7"}, text
    assert scan({"bertil-akerlund.html": b"x"}, made.withheld)
    assert scan({"a.css": b".bertil-akerlund{}"}, made.withheld)


def test_parts_of_a_name_that_are_everyday_words_give_a_way_out() -> None:
    mark = Person("Mark Lamp", handle="p-1")
    leaks = found("a.html", "<td>Lamp</td>", mark)
    assert leaks[0].who == "@p-1"
    assert "`elsewhere`" in leaks[0].message
    mark = mark._replace(elsewhere=("Lamp",))
    assert found("a.html", "<td>Lamp</td><p>Mark the lamp ones.</p>", mark) == []
    for text in ("Mark Lamp", "mark lamp", "Lamp, Mark", "M. Lamp", "Mark<br>Lamp", "<td>Mark</td>"):
        assert found("a.html", f"<p>{text}</p>", mark), text


def test_red_18_no_trace_of_the_machine_stands_in_any_byte() -> None:
    machine = ("/home/invented/log", "git@forge.example:hall.git", "")
    for text in (
        "see /home/invented/log/actions",
        "\\/home\\/invented\\/log",
        "%2Fhome%2Finvented%2Flog",
        "GIT@forge.example:hall.git",
    ):
        assert found("a.html", text, machine=machine), text
    assert found("a.ods", office("/home/invented/log"), machine=machine)
    assert found("home/a.html", "/home/other", machine=machine) == []
    assert found("x/home/invented/log/a.html", "x", machine=machine)


def test_what_cannot_be_looked_into_counts_as_a_leak() -> None:
    deep = zipped({"a": b"x"})
    for _ in range(5):
        deep = zipped({"a.zip": deep})
    for name, data in (
        ("a.zip", deep),
        ("a.pdf", b"%PDF-1.7"),
        ("a.ods", office("Edwin Marsh")[:-30]),
        ("a.gz", b"\x1f\x8b\x08rubbish"),
    ):
        leaks = found(name, data)
        assert leaks
        assert not leaks[0].who
        assert "cannot be looked into" in leaks[0].message


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actionlog.redaction.unwrapping.LARGEST", 10_000)
    bomb = zipped({"a": b"0" * 1_000_000})
    with monkeypatch.context() as patched:
        patched.delattr("zipfile.ZipFile.read")
        assert "too large" in found("a.zip", bomb)[0].message
    assert "too large" in found("a.gz", gzip.compress(b"0" * 1_000_000))[0].message


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.html", "<td>Wu</td><td>Li</td>"),
        ("a.html", "W<other>u</other> Li"),
        ("a.html", "&lt;other>W&lt;/other>u Li"),
        ("a.html", "W&amp;#117; Li"),
        ("a.css", "W\r\n u Li"),
        ("a.css", "W<U+200B>u Li"),
        ("a.css", "=57u=20Li"),
        ("a.css", "%57u%20Li"),
        ("a.css", "\\57 u\\20 Li"),
        ("a.css", "Wu+Li%20"),
    ],
)
def test_a_short_name_that_is_also_two_words_is_found_however_it_is_written(file: str, text: str) -> None:
    assert found(file, text, Person("Wu Li", handle="p-1", elsewhere=("Wu", "Li")))


def test_a_quoted_name_that_begins_with_an_s_is_no_possessive() -> None:
    sara = Person("Śara Śtoke", handle="p-1")
    for name in ("S\u0301ara S\u0301toke", "S\u200bara S\u00adtoke", "S\ufeffara ‘S’toke"):
        for around in ("x{{content:'{}'}}", "x='{}'", "’{}’", "('{}')", " '{}'"):
            assert found("a.css", around.format(name), sara), (name, around)
    for name in ("Śara Śtoke’s hat", "Śara Śtoke's—", "Śara S\u0301toke’s”", "ŚARA ŚTOKE’S"):
        assert found("a.css", name, sara), name


def test_letters_that_are_two_bytes_are_found_in_quoted_printable() -> None:
    assert found("a.css", quopri.encodestring("Żo Łi".encode()), Person("Żo Łi", handle="p-1"))


def test_the_address_of_an_office_is_withheld_with_whoever_has_it() -> None:
    assert found("a.txt", "write to CHAIR@hall.example", Person("Robert Tollgate", email="chair@hall.example"))
    assert found("a.txt", "the chair of hall.example", Person("Robert Tollgate", email="chair@hall.example")) == []


def test_the_last_word_of_a_long_surname_before_the_first_name_is_found_in_what_nobody_reads() -> None:
    assert found("a.html", "<i class='berg-ludwig'>", Person("Ludwig van der Berg"))


def test_a_short_name_is_found_between_noughts() -> None:
    assert found("a.png", b"\x89PNG\x00Author\x00Wu Li\x00\xff\x80", Person("Wu Li", handle="p-1"))


def test_a_leak_names_the_member_and_the_line() -> None:
    assert found("a.txt", f"one\ntwo\nask {NAME}")[0].where == "line 3"
    assert found("a.ods", zipped({"content.xml": f"<a>\n<b>{NAME}</b></a>".encode()}))[0].where == "content.xml, line 2"
    assert found("Orla Penhaligon.txt", "x")[0].where == "file name"


def test_a_name_at_the_border_of_two_pieces_of_a_long_text_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actionlog.redaction.matching._PIECE", 500)
    monkeypatch.setattr("actionlog.redaction.matching._OVERLAP", 100)
    for before in range(470, 510):
        assert found("a.css", "x" * before + " " + NAME + " word" * 200)
        assert found("a.css", "x" * (before - 450) + " " + "word " * 400 + NAME)
        assert found("a.css", "x" * before + " wu lions " + "word " * 200, Person("Wu Li")) == []
        assert found("a.css", "x" * before + " shawwu li " + "word " * 200, Person("Wu Li")) == []


def test_pages_of_many_megabytes_are_looked_through_in_seconds() -> None:
    out = io.StringIO()
    csv.writer(out).writerows(
        [[i, "The review team to send the summary", "Edwin Marsh", "9 June 2021"] for i in range(40_000)]
    )
    people = tuple(Person(f"Jan{i:03} Tollgate{i:03}", handle=f"p-{i}") for i in range(300))
    assert found("a.csv", out.getvalue(), *people, Person("Edwin Marsh", publish="name")) == []
