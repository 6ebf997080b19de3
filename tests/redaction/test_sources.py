"""What is found in a log before anything is published."""

from dataclasses import replace
from datetime import date

import pytest

from actionlog.model import Action, Decision, Event, Item, Log, Minuted, Waiver
from actionlog.people import Person
from actionlog.redaction.sources import Finding, findings
from tests.redaction.invented import ATTENDS, GROUP, MAY, ORLA, PEOPLE, action, full_log, log_of, note

NAME = "Órla Penhaligon"


def errors(log: Log) -> list[Finding]:
    return [f for f in findings(log) if f.severity == "error"]


def of(text: str, *people: Person) -> list[tuple[str, str]]:
    """Whom a text of an action, which would be published, is found to name."""
    return [
        (f.severity, f.who) for f in findings(log_of(action(1, text), people=people or (ORLA,))) if f.rule == "RED-5"
    ]


def test_a_log_without_a_plain_name_has_no_errors() -> None:
    assert errors(full_log()) == []


@pytest.mark.parametrize(
    "text",
    [
        "Órla Penhaligon to write.",
        "orla penhaligon to write.",
        "ORLA PENHALIGON TO WRITE.",
        "O\u0301rla Penhali\u00adgon to write.",
        "Ask Or\u200bla Penhaligon.",
        "Ask Orla\u00a0Penhaligon's friend.",
        "Ask Orla\nPenhaligon.",
        "Ask Penhaligon, Orla.",
        "Ask O. Penhaligon.",
        "Ask orla.penhaligon",
        "Ask orlapenhaligon.",
        "Ask O r l a P e n h a l i g o n.",
        "Ask Ｏｒｌａ Ｐｅｎｈａｌｉｇｏｎ.",
        "Ask Ms Penhaligon.",
        "Ask Penhaligon’s office.",
        "PENHALIGON to write.",
        "Penhaligon to write.",
        "Tell Orla.",
        "Ask OP.",
        "Ask O.P. again",
        "Ask O. P. again",
        "Ask Orla P again",
    ],
)
def test_red_5_a_name_typed_as_plain_text_is_an_error_however_it_is_written(text: str) -> None:
    assert of(text)
    assert all(found == ("error", "@p-3") for found in of(text))


@pytest.mark.parametrize(
    "text",
    ["Opera and optics.", "op. cit.", "An orlaesque day", "Copenhagen", "Top OPs", "HOPE", "Ask @p-3 to write."],
)
def test_other_words_that_hold_the_letters_of_a_name_are_not_taken_for_it(text: str) -> None:
    assert of(text) == []


def every_place() -> dict[str, Log]:
    """A log for each text that a log may hold, with a name in it."""
    said = f"As {NAME} said"

    def with_(**more: object) -> Log:
        return log_of(action(1, "Do it.", **more))

    def event(**more: object) -> Log:
        kind = str(more.pop("event", "extension requested"))
        return with_(history=(Event(date(2021, 6, 1), kind, **more),))  # type: ignore[arg-type]

    return {
        "action": log_of(action(1, said)),
        "item": with_(item=said),
        "minuted.ref": with_(minuted=Minuted(said)),
        "minuted.deadline": with_(minuted=Minuted("", "", said)),
        "minuted.status": with_(minuted=Minuted("", "", "", said)),
        "owners": log_of(action(1, "Do it.", said)),
        "from": event(event="wording changed", before=said),
        "to": event(event="wording changed", after=said),
        "owners changed": event(event="owners changed", before=(said,)),
        "note": event(event="note", note=said),
        "reason": event(reason=said),
        "evidence": event(evidence=said),
        "into": event(into=said),
        "by": event(by=said),
        "confidential": log_of(action(1, said, confidential=True)),
        "group name": log_of(group={"name": said}),
        "code": log_of(group={"code": said}),
        "abbreviation": log_of(group={"abbreviations": (("AB", said),)}),
        "waiver": log_of(group={"waivers": (Waiver("1", date(2021, 7, 1), said),)}),
        "number": log_of(meeting={"number": said}),
        "time": log_of(meeting={"time": said}),
        "place": log_of(meeting={"place": said}),
        "item of a meeting": log_of(meeting={"items": (Item("1", said),)}),
        "number of an item": log_of(meeting={"items": (Item(said),)}),
        "decision": log_of(meeting={"decisions": (Decision(1, said),)}),
        "item of a decision": log_of(meeting={"decisions": (Decision(1, "Yes", said),)}),
        "role": log_of(people=(*PEOPLE, Person("Edda Lowe", role=said))),
        "basis": log_of(people=(*PEOPLE, Person("Edda Lowe", basis=said))),
        "team": log_of(people=(*PEOPLE, Person(f"{NAME} team", kind="team"))),
        "folder": replace(log_of(), groups=(replace(log_of().groups[0], slug="orla-penhaligon-review"),)),
    }


@pytest.mark.parametrize("place", every_place())
def test_red_5_every_text_of_a_log_is_looked_at_also_what_is_not_published(place: str) -> None:
    found = errors(every_place()[place])
    assert found
    assert {f.who for f in found} == {"@p-3"}
    assert not any("penhaligon" in f.message.casefold() for f in found)


def test_red_5_a_finding_gives_the_file_the_line_and_the_field() -> None:
    found = errors(log_of(action(1, "Do it.", history=(note(f"{NAME} rang"),))))[0]
    assert (found.path, found.line, found.field) == (f"{GROUP}/{MAY}/01.yaml", 7, "history.0.note")
    assert "Write @p-3 in its place." in found.message


def test_a_list_of_owners_as_printed_may_name_them_because_it_is_never_published() -> None:
    printed = Minuted("1", "Órla Penhaligon, Review team and All")
    assert errors(log_of(action(1, "Do it.", "@p-3", minuted=printed))) == []
    printed = Minuted("1", "Órla Penhaligon to ring")
    found = [f for f in findings(log_of(action(1, "Do it.", "@p-3", minuted=printed))) if f.field == "minuted.owners"]
    assert [f.severity for f in found] == ["warning"]


def test_attendance_with_more_than_a_name_is_a_warning_because_it_is_withheld_as_a_whole() -> None:
    found = [f for f in findings(log_of(meeting={"present": (f"{NAME} (until 3)",)})) if f.rule == "RED-5"]
    assert [(f.severity, f.who) for f in found] == [("warning", "@p-3")]


def test_red_6_an_address_is_an_error_wherever_it_stands_and_whosoever_it_is() -> None:
    for text in ("Write to a@b.gov.uk", "Write to A.B+c@mail.example.org.", "x＠example.org"):
        assert [f.rule for f in errors(log_of(action(1, text)))] == ["RED-6"]
        assert [f.rule for f in errors(log_of(action(1, "Do it.", history=(note(text),))))] == ["RED-6"]
        assert [f.rule for f in errors(log_of(action(1, "Do it.", text)))] == ["RED-6"]
    assert errors(log_of(action(1, "Meet @ 3.30 or @p-3."))) == []


def test_red_6_initials_count_as_whole_words_in_capitals_and_only_a_warning_where_they_stay_private() -> None:
    assert of("OP to write") == [("error", "@p-3")]
    assert of("op to write") == of("COP26") == of("STOP") == []
    private = findings(log_of(action(1, "Do it.", history=(note("OP rang"),))))
    assert [(f.severity, f.who) for f in private if f.rule == "RED-5"] == [("warning", "@p-3")]


def test_initials_are_also_known_from_the_name() -> None:
    lady = Person("Jean-Ann Tollgate", handle="p-1")
    for text in ("JT agreed", "J.T. agreed", "JAT agreed", "J-A T agreed"):
        assert of(text, lady) == [("error", "@p-1")]


def test_a_first_name_that_is_also_a_word_is_a_warning_where_it_may_be_one() -> None:
    grace = Person("Grace Tollgate", handle="p-1")
    assert of("Grace notes were sung.", grace) == [("warning", "@p-1")]
    assert of("Grace to write.", grace) == of("Then ask Grace about it.", grace) == [("error", "@p-1")]
    assert of("A period of grace.", grace) == []
    orla = findings(log_of(action(1, "Do it.", history=(note("Orla rang"),))))
    assert [f.severity for f in orla if f.rule == "RED-5"] == ["warning"]


def test_phrases_in_which_the_words_mean_something_else_are_passed_over_but_never_the_full_name() -> None:
    mark = Person("Mark Open", handle="p-1", elsewhere=("Open", "Mark Twain", "MO"))
    assert of("Open the door for Mark Twain, MO.", mark) == []
    assert of("Ask Mark.", mark) == of("Ask Mark Open.", mark) == [("error", "@p-1")]


def test_a_phrase_that_means_something_else_may_hold_a_dot() -> None:
    lady = Person("Orla Tollgate", handle="p-1", elsewhere=("St. Orla",))
    assert of("We met at St. Orla in the field.", lady) == []
    assert of("We met at St. Orla with Orla.", lady) == [("error", "@p-1")]


def test_a_month_beside_a_number_is_a_date_and_no_name() -> None:
    may = Person("Jane May", handle="p-1")
    assert of("By 19 May 2021, or in May 2022.", may) == []
    assert of("Ask May about it.", may) == [("error", "@p-1")]


def test_names_of_groups_teams_and_published_people_may_hold_a_word_of_a_name() -> None:
    smith = Person("Orla Hall", handle="p-1", elsewhere=("Hall Group",))
    marsh = Person("Edwin Hall", publish="name")
    team = Person("Hall keepers", kind="team", publish="name")
    assert of("Hall Group, Edwin Hall and the Hall keepers met.", smith, marsh, team) == []
    assert of("Ask Hall.", smith, marsh, team) == [("error", "@p-1")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Łukasz Żółć", "Ask Lukasz Zolc."),
        ("Jürgen Groß", "Ask Jurgen Gross."),
        ("Jürgen Müller", "Ask Juergen Mueller."),
        ("Şükrü İnönü", "Ask Sukru Inonu."),
        ("ŞÜKRÜ INÖNÜ", "Ask Şükrü ınönü."),
        ("Søren Ærø", "Ask Soren Aero."),
        ("Siobhán O’Malley", "Ask siobhan o'malley."),
        ("Anne-Marie Smith-Jones", "Ask Anne Marie Smith Jones."),
        ("Anne-Marie Smith-Jones", "Ask Mrs Jones."),
        ("Dr Ruth Ellen Cope OBE", "Ask Ruth Cope."),
        ("Ludwig van der Berg", "Ask van der Berg."),
        ("Γιώργος Παπαδόπουλος", "Ask ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ."),
        ("Фёдор Достоевкин", "Спросить: Федор Достоевкин."),
        ("محمد العلوي", "اسأل محمّد العلوي غدا"),
        ("דוד לוין", "לשאול את ודוד לוין"),
        ("Wu Li", "Ask W\u200bu L\u00adi."),
        ("Wu Li", "Ask \x1b[31mWu Li\x1b[0m."),
        ("Wu Li", "Ask \x1bWu Li."),
        ("Wu Li", "Ask W<U+200B>u Li."),
        ("王小明", "请王小明回复。"),
        ("김민준", "김민준에게 물어보기"),
        ("สมชาย ใจดี", "ถามสมชายใจดีพรุ่งนี้"),
    ],
)
def test_names_are_found_in_many_alphabets_and_spellings(name: str, text: str) -> None:
    assert of(text, Person(name, handle="p-1")) == [("error", "@p-1")]


def test_a_handle_or_mailbox_typed_as_a_plain_word_is_an_error() -> None:
    bob = Person("Robert Tollgate", handle="bobbles", email="rt.hall@example.org")
    assert of("Ask bobbles.", bob) == of("Ask rt.hall.", bob) == [("error", "@bobbles")]
    assert of("Ask @bobbles.", bob) == []


def test_the_mailbox_of_an_office_is_no_name() -> None:
    assert of("The chair agreed.", Person("Robert Tollgate", handle="p-1", email="chair@example.org")) == []


def test_an_owner_who_is_not_in_the_register_is_withheld_in_the_texts_too() -> None:
    log = log_of(action(1, "Zeb Nobody to write to Nobody.", "Zeb Nobody"))
    who = f"an owner who is not in the register (first in {GROUP}/{MAY}/01)"
    found = findings(log)
    assert {(f.severity, f.rule) for f in found if f.who == who} == {("error", "RED-5"), ("warning", "RED-2")}
    assert "Zeb" not in repr(found)


def test_an_office_that_is_not_in_the_register_may_stand_in_texts() -> None:
    assert errors(log_of(action(1, "Treasurer to pay the deputy chair.", "Treasurer", "Deputy chair"))) == []


def test_red_8_a_pronoun_beside_a_redacted_person_is_a_warning() -> None:
    def rules(text: str) -> list[tuple[str, str]]:
        return [(f.rule, f.who) for f in findings(log_of(action(1, text))) if f.rule == "RED-8"]

    assert rules("@p-3 to send her notes") == rules("@p-3 said that She did.") == [("RED-8", "@p-3")]
    assert rules("@p-6 to send his notes") == [("RED-8", "@p-6")]
    assert rules("@p-5 to send his notes") == rules("@p-3 to send their notes") == []
    assert rules("@p-3 to write. The chair to send her notes.") == rules("@p-3 to sing the hymn there") == []


def test_red_16_one_who_is_withheld_as_owner_but_named_in_the_attendance_is_a_warning() -> None:
    log = log_of(action(1, "Do it.", "@p-7"), action(2, "Ask @p-7."), meeting={"present": (ATTENDS.name,)})
    assert [(f.severity, f.who) for f in findings(log) if f.rule == "RED-16"] == [("warning", "@p-7")]
    assert not [f for f in findings(log_of(action(1, "Do it.", "@p-7"))) if f.rule == "RED-16"]


def test_findings_are_in_order_and_each_stands_once() -> None:
    log = log_of(action(2, f"Ask {NAME} and {NAME}."), action(1, f"Ask {NAME}."))
    found = findings(log)
    assert list(found) == sorted(found, key=lambda f: (f.path, f.line))
    assert len(errors(log)) == 2


def test_a_large_log_is_looked_through_in_seconds() -> None:
    people = tuple(Person(f"Jan{i:03} Tollgate{i:03}", handle=f"p-{i}") for i in range(300))
    actions = tuple(Action(GROUP, MAY, i, "Review team to send the summary.", ("All",)) for i in range(1, 2001))
    assert errors(log_of(*actions, people=people)) == []


def test_a_group_or_abbreviation_that_is_called_like_a_person_hides_nothing() -> None:
    abbreviation = {"abbreviations": (("OP", "Open procedure"),)}
    for word, group in (("OP", {"name": "OP"}), ("Penhaligon", {"name": "Penhaligon"}), ("OP", abbreviation)):
        found = errors(log_of(action(1, f"Ask {word} again."), group=group))
        assert {"group.yaml", "01.yaml"} == {f.path.rpartition("/")[2] for f in found}


def test_names_of_groups_and_teams_that_are_published_are_looked_at_where_they_are_defined() -> None:
    clerk = Person("Edda Lowe", publish="role", role="Assistant to Penhaligon", line=50)
    team = Person("Penhaligon review", kind="team", line=60)
    found = findings(
        log_of(
            action(1, "Ask the Penhaligon review."), people=(*PEOPLE, clerk, team), group={"name": "Penhaligon Hall"}
        )
    )
    told = [(f.severity, f.path, f.line, f.who) for f in found if f.rule == "RED-5"]
    assert told == [
        ("error", f"{GROUP}/group.yaml", 1, "@p-3"),
        ("error", "people.yaml", 50, "@p-3"),
        ("error", "people.yaml", 60, "@p-3"),
    ]


def test_what_is_said_of_a_stranger_in_brackets_is_no_name() -> None:
    log = log_of(action(1, "Zeb Nobody spoke from item 3."), meeting={"present": ("Zeb Nobody (from item 3)",)})
    assert [f.severity for f in errors(log)] == ["error"]
    assert not errors(log_of(action(1, "He spoke from item 3."), meeting={"present": ("Zeb Nobody (from item 3)",)}))
    quiet = log_of(action(1, "Ask zeb nobody."), meeting={"present": ("zeb nobody",)})
    assert [f.severity for f in errors(quiet)] == ["error"]
