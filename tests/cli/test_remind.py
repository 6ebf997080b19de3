"""Reminders, as a secretary sends them: read first, kept as drafts, or sent; and who is left for her to see to."""

import json
import shlex
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionlog.cli.remind import _sending
from tests.cli.secretary import Secretary
from tests.post.mail_server import PASSWORD, USER, Server, authenticator, serving

PEOPLE = """\
people:
  - {name: Chair, kind: role, email: chair@example.org}
  - {name: Clerk, kind: role, email: clerk@example.org, aliases: [TC]}
  - {name: Treasurer, kind: role}
  - {name: Warden, kind: role, email: warden at home}
  - {name: All members, kind: set, email: members@example.org}
"""

ACTIONS = (
    ("Print the map", "Chair", "2021-06-30"),
    ("Paint the gate", "Clerk", "2021-06-09"),
    ("Pay for the paint", "TC; Treasurer", "On-going"),
    ("Count the oars", "Treasurer", "next meeting"),
    ("Lock the hut", "Warden", "2021-07-07"),
    ("Bring a cake", "All", "2021-07-07"),
    ("Ask about the pier", "unknown-1", "2021-07-07"),
)


@pytest.fixture
def office(forum: Secretary) -> Secretary:
    """A log with seven actions of invented owners, and a register that gives addresses for some."""
    for text, owners, deadline in ACTIONS:
        named = [word for owner in owners.split("; ") for word in ("--owner", owner)]
        forum.types("add", text, *named, "--deadline", deadline)
    forum.file("people.yaml").write_text(PEOPLE, encoding="utf-8")
    return forum


def settled(office: Secretary, server: Server, **more: str) -> None:
    """Tell the log which server mail is sent over."""
    mail = {"server": "127.0.0.1", "port": str(server.port), "security": "none", "from": "clerk@example.org", **more}
    path = office.file("actionlog.yaml")
    path.write_text(path.read_text(encoding="utf-8").partition("mail:")[0] + f"mail: {json.dumps(mail)}\n", "utf-8")


def test_each_letter_says_to_whom_it_goes_and_what_no_letter_can_do_is_told_apart(office: Secretary) -> None:
    answer = office.types("remind", "--reply-by", "30 June 2021")
    assert [line for line in answer.out.splitlines() if line.startswith("To: ")] == [
        "To: Shore Forum (all members) <members@example.org>",
        "To: Chair <chair@example.org>",
        "To: Clerk <clerk@example.org>",
        "To: Treasurer",
        "To: Warden",
    ]
    assert "Reply by: Wednesday 30 June 2021\nSubject: Shore Forum: your actions\n" in answer.out
    assert max(map(len, answer.out.splitlines())) == 70
    assert answer.err.splitlines() == [
        "No address for Treasurer (no e-mail in the register of people), for 2 actions: 4 and 3.",
        "No address for Warden (“warden at home” is no e-mail address), for 1 action: 5.",
        "For the secretary: no letter for 1 action, because the log names no owner for it: 7.",
    ]
    assert "secretary" not in answer.out


def test_a_letter_holds_its_owners_actions_and_nobody_elses_words_or_address(office: Secretary) -> None:
    out = office.types("remind", "TC").out
    assert "Paint the gate" in out
    assert "With Treasurer." in out
    for other in ("Print the map", "Count the oars", "Lock the hut", "Bring a cake", "chair@", "members@"):
        assert other not in out


def test_a_program_is_told_who_gets_what_and_who_gets_nothing(office: Secretary) -> None:
    told = office.json("remind")
    assert told["schema"] == 1
    assert told["as_of"] == "2021-06-24"
    assert told["messages"][2] == {
        "to": "Clerk",
        "address": "clerk@example.org",
        "subject": "Shore Forum: your actions",
        "confidential": False,
        "actions": ["shore-forum/2021-05-19/02", "shore-forum/2021-05-19/03"],
    }
    assert [message["address"] for message in told["messages"]] == [
        "members@example.org", "chair@example.org", "clerk@example.org", None, None
    ]  # fmt: skip
    assert [missing["owner"] for missing in told["no_address"]] == ["Treasurer", "Warden"]
    assert told["no_owner"] == ["shore-forum/2021-05-19/07"]
    assert told["collective"] == told["not_present"] == []


def test_all_members_without_a_list_to_write_to_are_told(office: Secretary) -> None:
    path = office.file("people.yaml")
    path.write_text(PEOPLE.replace(", email: members@example.org", ""), "utf-8")
    (missing,) = office.json("remind")["collective"]
    assert missing == {
        "owner": "All",
        "why": "no e-mail in the register of people",
        "actions": ["shore-forum/2021-05-19/06"],
    }


def test_who_was_not_at_the_meeting_or_is_no_member_must_be_told(office: Secretary) -> None:
    office.types("group", "set", "shore-forum", "--member", "Chair", "--member", "Clerk", "--member", "Treasurer")
    meeting = office.file("shore-forum/2021-05-19/meeting.yaml")
    meeting.write_text(
        meeting.read_text("utf-8") + "present: [A. Sample (Chair)]\napologies: [Treasurer]\nattending: [TC]\n", "utf-8"
    )
    told = office.json("remind")
    assert told["meeting"] == "2021-05-19"
    assert [
        (absent["owner"], absent["why"], [a[-2:] for a in absent["actions"]]) for absent in told["not_present"]
    ] == [
        ("Treasurer", "sent apologies", ["03", "04", "06"]),
        ("Warden", "is no member, and was not there", ["05"]),
    ]
    said = office.types("remind").err
    assert "Not present on 19 May 2021, must be told:\n  Treasurer (sent apologies), of 3 actions: 3, 4 and 6\n" in said
    assert office.json("remind", "Warden")["not_present"][0]["owner"] == "Warden"
    assert office.json("remind", "Chair")["not_present"] == []
    assert office.json("remind", "--meeting", "2021-07-21")["meeting"] == "2021-05-19"


def test_a_confidential_letter_is_marked_for_its_reader_and_for_her(office: Secretary) -> None:
    path = office.file("shore-forum/2021-05-19/01.yaml")
    path.write_text(path.read_text("utf-8") + "confidential: yes\n", "utf-8")
    answer = office.types("remind", "Chair")
    assert "Subject: Confidential: Shore Forum: your actions\n" in answer.out
    assert "Ref 1, confidential\n  Print the map" in answer.out
    assert "Chair <chair@example.org>: 1 action, confidential" in office.types("remind", "--dry-run").out


def test_drafts_are_files_that_a_mail_program_opens_the_same_each_time(office: Secretary, tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    answer = office.types("remind", "--meeting", "2021-07-21", "--drafts", str(folder))
    names = ["01-shore-forum-all-members.eml", "02-chair.eml", "03-clerk.eml", "04-treasurer.eml", "05-warden.eml"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert "Open each with your mail program" in answer.out
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    got = message_from_bytes(first["03-clerk.eml"], policy=policy.SMTP)
    assert (got["To"], got["Subject"]) == ("Clerk <clerk@example.org>", "Shore Forum: your actions before 21 July 2021")
    assert (got["X-Unsent"], got["Date"], got["Message-ID"]) == ("1", None, None)
    body = got.get_content()
    assert body.startswith("You have 2 actions on the Shore Forum log.\r\n\r\nRef 2\r\n  Paint the gate")
    assert "Subject" not in body
    assert message_from_bytes(first["05-warden.eml"], policy=policy.SMTP)["To"] is None
    office.types("remind", "--meeting", "2021-07-21", "--drafts", str(folder), "--replace")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    office.types("remind", "Chair", "--drafts", str(folder), "--replace")
    assert [path.name for path in folder.iterdir()] == ["01-chair.eml"]


def test_a_dry_run_writes_no_draft_and_reaches_no_server(office: Secretary, tmp_path: Path) -> None:
    with serving() as server:
        settled(office, server)
        answer = office.types("remind", "--send", "--dry-run")
        assert server.connections == 0
    assert answer.out.splitlines() == [
        f"From: clerk@example.org, over 127.0.0.1, port {server.port}, not encrypted",
        "Messages: 3",
        "  Shore Forum (all members) <members@example.org>: 1 action",
        "  Chair <chair@example.org>: 1 action",
        "  Clerk <clerk@example.org>: 2 actions",
        "No message to: 2",
        "  Treasurer: no address: 2 actions",
        "  Warden: no address: 1 action",
        "Nothing was sent.",
    ]
    office.types("remind", "--drafts", str(tmp_path / "drafts"), "--dry-run")
    assert not (tmp_path / "drafts").exists()


def test_what_is_sent_is_what_was_shown_and_nothing_is_sent_without_being_asked(office: Secretary) -> None:
    with serving() as server:
        settled(office, server)
        assert "add: --yes" in office.types("remind", "--send", code=2).err
        assert server.kept == []
        with office.untouched():
            answer = office.types("remind", "--send", "--yes")
    assert "Sent: Clerk <clerk@example.org>" in answer.out
    assert [kept.to for kept in server.kept] == [
        ("members@example.org",), ("chair@example.org",), ("clerk@example.org",)
    ]  # fmt: skip
    got = server.kept[1].message
    assert got["From"] == "clerk@example.org"
    assert got["X-Unsent"] is None
    assert "Print the map" in got.get_content()
    assert "Paint" not in got.get_content()


@pytest.mark.parametrize(("answer", "count"), [("y", 3), ("", 0), ("no", 0)])
def test_at_a_terminal_she_is_asked(
    answer: str, count: int, office: Secretary, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("actionlog.cli.remind.is_person", lambda: True)

    def asking(question: str) -> str:
        asked.append(question)
        return answer

    monkeypatch.setattr("builtins.input", asking)
    with serving() as server:
        settled(office, server)
        office.types("remind", "--send")
    assert asked == ["Send 3 messages? [y/N] "]
    assert len(server.kept) == count


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_the_password_comes_from_the_environment_or_the_keyboard_and_is_never_shown(
    office: Secretary, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(authenticator=authenticator, auth_required=True, auth_require_tls=False) as server:
        settled(office, server, user=USER)
        monkeypatch.delenv("ACTIONLOG_SMTP_PASSWORD", raising=False)
        assert "ACTIONLOG_SMTP_PASSWORD" in office.types("remind", "--send", "--yes", code=2).err
        monkeypatch.setenv("ACTIONLOG_SMTP_PASSWORD", PASSWORD)
        given = office.types("remind", "Chair", "--send", "--yes")
        monkeypatch.delenv("ACTIONLOG_SMTP_PASSWORD")
        monkeypatch.setattr("actionlog.cli.remind.is_person", lambda: True)
        monkeypatch.setattr("getpass.getpass", lambda _: PASSWORD)
        typed = office.types("remind", "Clerk", "--send", "--yes")
        monkeypatch.setattr("getpass.getpass", lambda _: "a wrong one")
        wrong = office.types("remind", "Clerk", "--send", "--yes", code=2)
    assert [kept.to for kept in server.kept] == [("chair@example.org",), ("clerk@example.org",)]
    assert "No message was sent" in wrong.err
    for said in (*given, *typed, *wrong):
        assert PASSWORD not in str(said)
        assert "a wrong one" not in str(said)


def test_where_some_are_not_sent_she_is_told_which_and_how_to_send_the_rest(office: Secretary) -> None:
    with serving() as server:
        settled(office, server)
        server.refused = {"members@example.org"}
        server.hang_up_at = 1
        answer = office.types("remind", "--send", "--yes", code=2)
        assert answer.out.splitlines()[-3:] == [
            "Not sent: Shore Forum (all members) <members@example.org>: the server refused members@example.org (550 "
            "5.1.1 Nobody <U+001B>[31mof this name here)",
            "In doubt: Chair <chair@example.org>: the connection was lost while it was being sent, so it may have been "
            "sent",
            "Not sent: Clerk <clerk@example.org>: the connection was lost before its turn",
        ]
        assert answer.err.endswith(
            "actionlog: 0 of 3 messages sent for certain. When the reasons above are seen to, send the rest with:\n"
            "  actionlog remind All --send\n  actionlog remind Chair --send\n  actionlog remind Clerk --send\n"
            "But first ask Chair whether the message arrived.\n"
        )
        server.hang_up_at = 0
        told = office.types("remind", "--send", "--yes", "--json", code=2).json
    assert told["sent"] == ["Chair", "Clerk"]
    assert [(entry["to"], entry["maybe"]) for entry in told["not_sent"]] == [("Shore Forum (all members)", False)]


AWKWARD = (
    "$(touch pwned) O'Neil", "`id` & \"Sons\"", "-send", "--send", "a\\b; rm -r *", "!!", "%PATH%", "Ånne Æble", "#1",
)  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="shlex splits as a POSIX shell does")
@pytest.mark.parametrize("owner", AWKWARD)
def test_the_command_that_sends_the_rest_finds_its_owner_whatever_the_name(owner: str, office: Secretary) -> None:
    office.file("shore-forum/2021-05-19/01.yaml").write_text(
        f"action: Print the map\nowners: [{json.dumps(owner)}]\nstatus: Open\n", "utf-8"
    )
    people = json.dumps({"people": [{"name": owner, "kind": "role", "email": "odd@example.org"}]})
    office.file("people.yaml").write_text(people, encoding="utf-8")
    options = (
        "--group",
        "Shore Forum",
        "--meeting",
        "2021-07-21",
        "--reply-by",
        "9 July 2021",
        "--as-of",
        "2021-06-24",
    )
    with serving() as server:
        settled(office, server)
        server.refused = {"odd@example.org"}
        said = office.types("remind", "--send", "--yes", *options, code=2).err
        (command,) = (line.strip() for line in said.splitlines() if line.startswith("  actionlog remind "))
        shown = subprocess.run(
            ["sh", "-c", f"actionlog() {{ printf '%s\\n' \"$@\"; }}\n{command}"],
            cwd=office.folder, capture_output=True, encoding="utf-8", check=True,
        ).stdout  # fmt: skip
        words = shlex.split(command)
        assert shown.splitlines() == words[1:]
        server.refused = set()
        office.types("--log", str(office.root), words[1], "--yes", *words[2:])
    (kept,) = server.kept
    assert kept.to == ("odd@example.org",)
    assert "before 21 July 2021" in kept.message["Subject"]
    assert not (office.folder / "pwned").exists()


def test_on_windows_the_command_is_quoted_as_its_programs_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert _sending('O\'Neil & "Sons"', []) == 'actionlog remind "O\'Neil & \\"Sons\\"" --send'
    assert _sending("-x y", ["--group", "a"]) == 'actionlog remind --send --group a -- "-x y"'


@pytest.mark.parametrize(
    ("now", "dated"),
    [
        ("2021-06-24", "Thu, 24 Jun 2021 12:00:00 +0000"),
        ("2021-06-24T08:30:00+01:00", "Thu, 24 Jun 2021 07:30:00 +0000"),
    ],
)
def test_a_message_has_the_moment_that_stands_in_for_the_clock(now: str, dated: str, office: Secretary) -> None:
    with serving() as server:
        settled(office, server)
        office.on(now).types("remind", "Chair", "--send", "--yes")
    assert server.kept[0].message["Date"] == dated


def test_no_text_of_the_log_reaches_the_head_of_a_draft_or_another_owner(office: Secretary, tmp_path: Path) -> None:
    """Whatever an action says, its letter goes to its owner, under its subject, in lines that fit."""
    path, number = office.file("shore-forum/2021-05-19/01.yaml"), 0
    head = b""
    office.types("remind", "Chair", "--drafts", str(tmp_path / "as-it-was"))
    head = (tmp_path / "as-it-was" / "01-chair.eml").read_bytes().partition(b"\r\n\r\n")[0]

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(st.sampled_from(["\n\n", "Bcc: x@example.com", "To: x@example.com", ".", "cake", "é", "a" * 90, ": "]))
    )
    def run(parts: list[str]) -> None:
        nonlocal number
        number += 1
        path.write_text(f"action: {json.dumps('Say ' + ' '.join(parts))}\nowners: [Chair]\nstatus: Open\n", "utf-8")
        folder = tmp_path / str(number)
        office.types("remind", "--drafts", str(folder))
        draft = (folder / "02-chair.eml").read_bytes()
        got = message_from_bytes(draft, policy=policy.SMTP)
        kept = {name: got[name] for name in ("To", "Subject", "X-Unsent")}
        assert kept == {"To": "Chair <chair@example.org>", "Subject": "Shore Forum: your actions", "X-Unsent": "1"}
        assert len(got.keys()) == len(head.split(b"\r\n"))
        lines = got.get_content().splitlines()
        assert max(map(len, lines)) <= 70
        for other in folder.glob("*.eml"):
            if other.name != "02-chair.eml":
                assert b"Say" not in other.read_bytes()

    run()
