"""The log that the public may read."""

from dataclasses import replace
from datetime import date

from actionlog.model import Event, Meeting, Scheme, Source
from actionlog.query import Standings
from actionlog.redaction.public import LEFT_OUT, SHOWN_BY_NAME, SHOWN_BY_ROLE, WITHHELD, public
from tests.redaction.invented import GROUP, JUNE, MAY, NAMED, ORLA, PEOPLE, action, full_log, log_of, note

LABEL = "[Redact]"


def test_red_2_a_person_of_whom_nothing_is_decided_is_withheld_and_a_warning_names_the_handle_only() -> None:
    made = public(log_of(action(1, "Send it.", "Tamsin Quiller")))
    assert made.log.actions[0].owners == (LABEL,)
    told = [f for f in made.findings if f.who == "@p-4"]
    assert [(f.severity, f.path, f.line) for f in told] == [("warning", "people.yaml", 12)]
    assert "Tamsin" not in told[0].message
    assert not made.errors


def test_owners_are_shown_by_name_or_role_only_where_that_was_decided() -> None:
    owners = ("Edwin Marsh", "Ida Fenwick-Rowe", "@p-3", "OP", "Review team", "All", "Zeb Nobody", "Inquiry cell")
    made = public(log_of(action(1, "Send it.", *owners)))
    assert made.log.actions[0].owners == (
        "Edwin Marsh", "Clerk to the hall", LABEL, LABEL, "Review team", "All", LABEL, LABEL,
    )  # fmt: skip


def test_an_owner_is_known_without_accents_in_any_case_and_with_the() -> None:
    made = public(log_of(action(1, "Send it.", "ORLA PENHALIGON", "the review team", "edwin marsh")))
    assert made.log.actions[0].owners == (LABEL, "the review team", "edwin marsh")


def test_one_who_is_published_by_role_without_a_role_is_withheld() -> None:
    person = NAMED._replace(publish="role")
    made = public(log_of(action(1, "Send it.", "Edwin Marsh"), people=(person,)))
    assert made.log.actions[0].owners == (LABEL,)
    assert any(f.field == "role" and f.severity == "warning" for f in made.findings)


def test_a_name_that_two_people_share_is_withheld_where_either_is() -> None:
    other = NAMED._replace(name="Oscar Pryce", aliases=("OP",), handle="p-9")
    made = public(log_of(action(1, "Send it.", "OP", "Oscar Pryce"), people=(*PEOPLE, other)))
    assert made.log.actions[0].owners == (LABEL, "Oscar Pryce")
    assert made.redactions[0].handle == "@p-3 or @p-9"


def test_red_7_and_red_15_all_who_are_withheld_share_one_label_whatever_they_are_called() -> None:
    for owner in ("Órla Penhaligon", "Tamsin Quiller", "Zeb Nobody", "unknown-1", "unknown-23", LABEL):
        made = public(log_of(action(1, "Send it.", owner)))
        assert made.log.actions == public(log_of(action(1, "Send it.", "@p-3"))).log.actions


def test_handles_in_texts_become_a_name_a_role_or_the_label() -> None:
    made = public(full_log()).log
    assert made.actions[0].action == f"{LABEL} and Edwin Marsh to tell Clerk to the hall."
    assert made.meetings[0].items[0].title == f"Matters that {LABEL} raised"
    assert made.meetings[0].decisions[0].decision == f"To thank Edwin Marsh and {LABEL}."


def test_a_handle_that_nobody_has_is_withheld_too() -> None:
    made = public(log_of(action(1, "Ask @zeb-n, then @p-3.Then stop.", "@zeb")))
    assert made.log.actions[0].action == f"Ask {LABEL}, then {LABEL}.Then stop."
    assert made.log.actions[0].owners == (LABEL,)
    assert any(f.who == "a handle that nobody has" for f in made.findings)


def test_red_9_notes_reasons_and_evidence_are_published_only_where_the_group_says_so() -> None:
    asked = Event(date(2021, 6, 2), "extension requested", "2021-06-09", "2021-06-16", note="More time")
    assert public(log_of(action(1, history=(asked,)))).log.actions[0].history == (asked._replace(note=""),)
    plain = public(full_log()).log.actions[1]
    assert [e.event for e in plain.history] == ["extension requested", "owners changed", "wording changed", "closed"]
    assert not any(e.note or e.reason or e.evidence for e in plain.history)
    for field, said in (("notes", "Circulated to all"), ("reasons", "More time"), ("evidence", "On file")):
        log = full_log()
        log = replace(log, groups=tuple(replace(g, publish=(field,)) for g in log.groups))
        shown = public(log).log.actions[1].history
        assert [t for e in shown for t in (e.note, e.reason, e.evidence) if t] == [said]


def test_who_said_something_is_published_only_where_that_person_may_be_named() -> None:
    said = []
    for by in ("secretariat", "chair", "meeting", "Edwin Marsh", "@p-6", "@p-3", "Zeb Nobody", "Tamsin Quiller"):
        history = (Event(date(2021, 6, 2), "reopened", by=by),)
        said.append(public(log_of(action(1, "Do it.", "All", history=history))))
    assert [made.log.actions[0].history[0].by for made in said] == [
        "secretariat", "chair", "meeting", "Edwin Marsh", "Clerk to the hall", "", "", "",
    ]  # fmt: skip


def test_owners_in_the_history_are_redacted_and_deadlines_and_wording_kept() -> None:
    asked, changed, worded, closed = public(full_log()).log.actions[1].history
    assert (asked.before, asked.after) == ("2021-06-09", "2021-06-16")
    assert (changed.before, changed.after) == ((LABEL,), ("Edwin Marsh", "Clerk to the hall"))
    assert worded.before == f"{LABEL} to send it."
    assert closed.meeting == JUNE


def test_a_meeting_that_the_log_does_not_have_is_not_passed_on_from_an_event() -> None:
    event = Event(date(2021, 6, 2), "reopened", meeting="at Penny's house")
    assert public(log_of(action(1, history=(event,)))).log.actions[0].history[0].meeting == ""
    assert public(log_of(action(1), meeting={"confirmed_at": "at Penny's"})).log.meetings[0].confirmed_at == ""


def test_of_the_printed_words_only_the_ref_is_published() -> None:
    assert public(full_log()).log.actions[1].minuted == (("2", "", "", ""))


def test_a_closure_that_was_printed_as_proposed_still_counts_as_such() -> None:
    from actionlog.model import Minuted

    event = Event(date(2021, 6, 23), "closed", outcome="completed")
    kept = action(1, minuted=Minuted("1", "OP", "", "Proposed for closure (OP)"), status="Closed", history=(event,))
    before = Standings(log_of(kept), date(2021, 6, 1)).all()[0].action.status
    after = Standings(public(log_of(kept)).log, date(2021, 6, 1)).all()[0].action.status
    assert before == after == "Proposed"
    assert public(log_of(kept)).log.actions[0].minuted.status == "Proposed"


def test_red_10_a_confidential_action_is_absent_and_nothing_points_to_it() -> None:
    made = public(full_log())
    assert [a.number for a in made.log.actions] == [1, 2]
    assert made.left_out == (f"{GROUP}/{MAY}/09",)
    assert made.log.actions[1].history[-1].into == ""
    assert made.log.meetings[0].papers[0].open == (f"{MAY}/01",)
    assert made.log.meetings[0].papers[0].closed == ()
    assert [w.action for w in made.log.groups[0].waivers] == [f"{MAY}/1"]
    assert f"{MAY}/9" not in repr(made.log)
    assert f"{MAY}/09" not in repr(made.log)
    assert made.mention == ""
    assert public(full_log(), mention_withheld=True).mention == "One action is withheld."


def test_red_10_an_action_may_go_into_a_confidential_one_by_any_of_its_refs_without_telling() -> None:
    for into in ("9", f"{MAY}/9", f"{GROUP}/{MAY}/09", f"{GROUP}/{MAY}/09.yaml"):
        event = Event(date(2021, 6, 23), "closed", outcome="merged", into=into)
        log = log_of(action(1, history=(event,)), action(9, "Secret.", confidential=True))
        assert public(log).log.actions[0].history[0].into == ""
    event = event._replace(into="The regional programme")
    log = log_of(action(1, history=(event,)), action(9, "Secret.", confidential=True))
    assert public(log).log.actions[0].history[0].into == "The regional programme"


def test_red_10_refs_that_are_counted_stay_as_they_are_in_the_papers_of_the_committee() -> None:
    group = {"numbering": (Scheme("A{seq}"),)}
    log = log_of(action(1, confidential=True), action(2), action(3), group=group)
    inside = [s.ref for s in Standings(log, date(2021, 7, 1)).all()]
    outside = [s.ref for s in Standings(public(log).log, date(2021, 7, 1)).all()]
    assert inside == ["A1", *outside]
    assert outside == ["A2", "A3"]


def test_red_10_a_text_that_points_to_a_confidential_action_raises_a_warning() -> None:
    log = log_of(action(1, f"Wait for {MAY}/9."), action(9, "Secret.", confidential=True))
    told = [f for f in public(log).findings if f.rule == "RED-10"]
    assert [(f.severity, f.field) for f in told] == [("warning", "action")]


def test_attendance_names_those_who_may_be_and_counts_the_others() -> None:
    meeting = public(full_log()).log.meetings[0]
    assert meeting.present == ("Edwin Marsh", "Bertil Åkerlund", "2 people whose names are withheld")
    assert meeting.apologies == ("Clerk to the hall", "1 person whose name is withheld")
    assert meeting.attending == ("Review team",)
    assert meeting.cleared_by == ""


def test_one_who_may_be_named_at_meetings_only_is_withheld_everywhere_else() -> None:
    made = public(log_of(action(1, "Ask @p-7.", "Bertil Åkerlund"), group={"members": ("Bertil Åkerlund",)})).log
    assert made.actions[0].owners == (LABEL,)
    assert made.actions[0].action == f"Ask {LABEL}."
    assert made.groups[0].members == (LABEL,)


def test_reasons_of_waivers_are_not_published_and_the_policy_is() -> None:
    group = public(full_log()).log.groups[0]
    assert all(not w.reason and not w.agreed_by for w in group.waivers)
    assert group.waivers
    assert group.policy == full_log().groups[0].policy
    assert group.members == ("Edwin Marsh", LABEL, LABEL)


def test_red_18_no_register_no_settings_of_the_machine_no_files_and_no_commits_go_on() -> None:
    log = full_log()
    log = replace(
        log, settings=log.settings._replace(people="../secret/people.yaml", mail=log.settings.mail._replace(user="me"))
    )
    made = public(log).log
    assert made.people == ()
    assert made.settings.people == "people.yaml"
    assert not made.settings.mail.user
    sources = [*(g.source for g in made.groups), *(m.source for m in made.meetings), *(a.source for a in made.actions)]
    assert set(map(str, sources)) == {str(Source())}
    assert made.meetings[0].papers[0].commit == ""


def test_what_an_import_worked_out_is_kept_only_where_it_is_a_key() -> None:
    made = public(log_of(action(1), meeting={"inferred": ("number", "Penhaligon said so")}))
    assert made.log.meetings[0].inferred == ("number",)


def test_every_decision_is_noted_with_its_basis_and_without_a_name() -> None:
    made = public(full_log())
    rows = {(r.document, r.field, r.handle, r.decision) for r in made.redactions}
    at = f"{GROUP}/{MAY}"
    assert (f"{at}/01", "owners", "@p-3", WITHHELD) in rows
    assert (f"{at}/01", "owners", "@p-5", SHOWN_BY_NAME) in rows
    assert (f"{at}/01", "action", "@p-6", SHOWN_BY_ROLE) in rows
    assert (at, "present", "@p-7", SHOWN_BY_NAME) in rows
    assert (f"{at}/09", "", "", LEFT_OUT) in rows
    assert (f"{at}/01", "owners", "unknown-1", WITHHELD) in rows
    first = next(r for r in made.redactions if r.handle == "@p-3")
    assert (first.basis, first.decided_by, first.decided) == (ORLA.basis, ORLA.decided_by, ORLA.decided)
    assert not any(word in repr(made.redactions) for word in ("Penhaligon", "Quiller", "Zeb", "Marsh"))


def test_red_11_a_log_counts_as_edited_only_where_something_was_withheld() -> None:
    assert not public(log_of(action(1, "Do it.", "Edwin Marsh", "All"))).edited()
    assert public(log_of(action(1, "Do it.", "@p-3"))).edited()
    assert public(log_of(action(1, "Do it.", "unknown-1"))).edited()
    assert public(log_of(action(1, "Do it.", "@p-6"))).edited()
    two = public(log_of(action(1, "Do it.", "All"), action(2, "Do it.", "@p-3")))
    assert two.edited([f"{GROUP}/{MAY}/02"])
    assert not two.edited([f"{GROUP}/{MAY}/01"])


def test_red_11_a_confidential_action_counts_only_where_the_public_is_told_of_it() -> None:
    log = log_of(action(1, "Do it.", "All"), action(2, confidential=True))
    assert not public(log).edited()
    assert public(log, mention_withheld=True).edited()


def test_a_handle_that_tells_the_name_stands_in_no_record() -> None:
    told = ORLA._replace(handle="penhaligon")
    made = public(log_of(action(1, "Ask @penhaligon.", "@penhaligon"), people=(told,)))
    assert made.log.actions[0].action == f"Ask {LABEL}."
    assert {r.handle for r in made.redactions} == {"entry 1 of people.yaml"}
    assert any(f.field == "handle" for f in made.findings)
    assert not any("penhaligon" in f.message + f.who for f in made.findings)


def test_a_note_without_a_word_that_may_be_published_is_dropped() -> None:
    log = log_of(action(1, history=(note("", evidence="On file"),)), group={"publish": ("notes", "evidence")})
    assert public(log).log.actions[0].history == ()


def test_an_empty_log_may_be_published() -> None:
    assert not public(log_of()).edited()
    assert public(log_of()).log.meetings[0] == Meeting(GROUP, MAY)
