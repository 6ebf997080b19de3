"""The redaction log, and what changed since the last one."""

from datetime import date

from actionlog.redaction.comparing import became
from actionlog.redaction.public import LEFT_OUT, SHOWN_BY_NAME, SHOWN_BY_ROLE, WITHHELD, public
from actionlog.redaction.record import COLUMNS, UNNAMED, RedactionLog, log_rows
from actionlog.redaction.scan import scan
from tests.redaction.invented import GROUP, MAY, NAMED, ORLA, action, full_log, log_of

DAY = date(2021, 7, 1)


def record(checked_by: str = "Tamsin Quiller") -> RedactionLog:
    log = full_log()
    return log_rows(public(log), {f"{GROUP}/{MAY}/01": "register.html"}, "abc1234", DAY, checked_by, log)


def as_csv(rows: RedactionLog) -> bytes:
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in (rows.columns, *rows.rows)).encode()


def test_red_12_a_row_says_what_was_decided_where_why_by_whom_when_and_who_checked() -> None:
    first = next(r for r in record().records if r["Handle"] == "@p-3" and r["Field"] == "owners")
    assert tuple(first) == COLUMNS
    assert first == {
        "Document": f"register.html: {GROUP}/{MAY}/01", "Field": "owners", "Handle": "@p-3", "Decision": "Withheld",
        "Basis": "FOIA section 40(2)", "Decided by": "Records officer", "Decided on": "2021-05-01",
        "Commit": "abc1234", "Published on": "2021-07-01", "Checked by": "@p-4",
    }  # fmt: skip
    assert any(r["Document"] == f"{GROUP}/{MAY}/09" and r["Decision"] == "Left out" for r in record().records)


def test_red_12_the_redaction_log_holds_no_names_and_passes_the_same_scan() -> None:
    for checker in ("Tamsin Quiller", "Edwin Marsh", "orla penhaligon", "Miss Penhaligon"):
        made = as_csv(record(checker))
        assert scan({"redactions.csv": made}, public(full_log()).withheld) == []
        assert "enhaligon" not in made.decode()


def test_red_12_who_checked_is_given_as_was_said_but_by_handle_where_the_name_is_withheld() -> None:
    def checked(by: str) -> str:
        return record(by).records[0]["Checked by"]

    assert checked("@p-3") == checked("Orla Penhaligon") == "@p-3"
    assert checked("Deputy secretary") == "Deputy secretary"
    assert checked("Ulla Unheard") == "Ulla Unheard"
    assert checked("Head Orla Penhaligon") == UNNAMED


def test_red_12_a_name_among_the_reasons_of_a_decision_is_not_passed_on() -> None:
    person = NAMED._replace(publish="withhold", basis="As Órla Penhaligon wished")
    log = log_of(action(1, "Do it.", "Edwin Marsh"), people=(ORLA, person))
    assert log_rows(public(log), {}, "", DAY, "", log).records[0]["Basis"] == ""
    assert any(f.field == "people.1.basis" for f in public(log).errors)


def row(who: str, decision: str, field: str = "owners", document: str = "g/m/01") -> dict[str, str]:
    return {"Document": document, "Field": field, "Handle": who, "Decision": decision}


def test_red_14_who_became_visible_or_hidden_is_told_by_handle() -> None:
    old = [row("@p-3", WITHHELD), row("@p-4", SHOWN_BY_NAME), row("@p-5", WITHHELD, "history.0.by")]
    new = [row("@p-3", SHOWN_BY_NAME), row("@p-4", WITHHELD), row("@p-5", SHOWN_BY_ROLE, "history.3.by")]
    assert became(old, new) == [
        "@p-3 was withheld and is now shown by name (in owners).",
        "@p-4 was shown by name and is now withheld (in owners).",
        "@p-5 was withheld and is now shown by role (in history.by).",
    ]


def test_red_14_a_confidential_action_that_is_published_now_or_newly_left_out_is_told_by_its_id() -> None:
    left = [row("", LEFT_OUT, "", "register.html: g/m/09")]
    other = [row("@p-3", WITHHELD)]
    assert became([*left, *other], other) == ["g/m/09 was left out as confidential and is now published."]
    assert became(other, [*left, *other]) == ["g/m/09 is now left out as confidential; it was not before."]
    assert became([], left) == []
    assert became(other, other) == became(left, left) == []


def test_red_14_the_same_log_published_again_changes_nothing_and_another_decision_does() -> None:
    log = full_log()
    changed = log_of(*log.actions, people=(ORLA._replace(publish="name"), *log.people[1:]))
    old = log_rows(public(log), {}, "a", DAY, "@p-4", log).records
    assert became(old, log_rows(public(log), {}, "b", DAY, "@p-5", log).records) == []
    told = became(old, log_rows(public(changed), {}, "b", DAY, "@p-4", changed).records)
    assert told
    assert all(sentence.startswith("@p-3 was withheld and is now shown by name") for sentence in told)
