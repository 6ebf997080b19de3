"""Sending, against a real mail server on this machine: what is sent, what is refused, and what is in doubt."""

import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from actionlog.model import Mail
from actionlog.post.message import message
from actionlog.post.smtp import Letter, NotConnected, Outcome, deliver, fault, way
from tests.post.mail_server import PASSWORD, USER, Server, authenticator, certificate, serving

NAMES = ("chair", "clerk", "treasurer")
NOON = datetime(2021, 6, 24, 12, tzinfo=UTC)


def letters(mail: Mail, names: Sequence[str] = NAMES) -> list[Letter]:
    made = []
    for name in names:
        to = f"{name}@example.org"
        made.append(Letter((to,), message(name.title(), [to], "Hall Group: your actions", f"Dear {name}\n", mail)))
    return made


def plain(server: Server, **more: str) -> Mail:
    return Mail("127.0.0.1", server.port, more.pop("security", "none"), sender="Clerk <clerk@example.org>", **more)


def whys(outcomes: Sequence[Outcome]) -> list[str]:
    return [outcome.why for outcome in outcomes]


def test_every_message_arrives_over_one_connection_with_a_date_and_a_number_of_its_own() -> None:
    with serving() as server:
        mail = plain(server)
        assert list(deliver(mail, "", letters(mail), NOON)) == [Outcome()] * 3
        assert server.connections == 1
    assert [(kept.sender, kept.to) for kept in server.kept] == [
        ("clerk@example.org", (f"{name}@example.org",)) for name in NAMES
    ]
    assert [kept.message["To"] for kept in server.kept] == [f"{name.title()} <{name}@example.org>" for name in NAMES]
    assert {kept.message["Date"] for kept in server.kept} == {"Thu, 24 Jun 2021 12:00:00 +0000"}
    assert len({kept.message["Message-ID"] for kept in server.kept}) == 3
    assert all(kept.message["Message-ID"].endswith("@example.org>") for kept in server.kept)
    assert server.kept[0].message.get_content() == "Dear chair\r\n"


def test_a_refused_recipient_is_reported_and_the_others_get_theirs() -> None:
    with serving() as server:
        server.refused = {"clerk@example.org"}
        mail = plain(server)
        said = whys(list(deliver(mail, "", letters(mail), NOON)))
    assert said == [
        "",
        "the server refused clerk@example.org (550 5.1.1 Nobody <U+001B>[31mof this name here)",
        "",
    ]
    assert len(server.kept) == 2


def test_of_several_addresses_the_one_that_is_refused_is_reported() -> None:
    with serving() as server:
        server.refused = {"second@example.org"}
        mail = plain(server)
        letter = letters(mail)[0]._replace(addresses=("first@example.org", "second@example.org"))
        (outcome,) = deliver(mail, "", [letter], NOON)
    assert outcome.why == ""
    assert outcome.refused[0].startswith("the server refused second@example.org (550")
    assert server.kept[0].to == ("first@example.org",)


def test_a_message_that_is_not_kept_is_reported_and_the_others_are_sent() -> None:
    with serving() as server:
        server.full_at = 2
        mail = plain(server)
        said = whys(list(deliver(mail, "", letters(mail), NOON)))
    assert said == ["", "the server answered 552 5.2.2 The mailbox is full", ""]


def test_where_the_connection_is_cut_one_message_is_in_doubt_and_the_rest_are_not_tried() -> None:
    with serving() as server:
        server.hang_up_at = 2
        mail = plain(server)
        outcomes = list(deliver(mail, "", letters(mail), NOON))
    assert whys(outcomes) == [
        "",
        "the connection was lost while it was being sent, so it may have been sent",
        "the connection was lost before its turn",
    ]
    assert [outcome.in_doubt for outcome in outcomes] == [False, True, False]


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # it does not see that all is encrypted
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_whose_certificate_is_trusted_gets_the_password_and_the_messages_encrypted(
    security: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, trusted = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    ways: dict[str, dict[str, Any]] = {
        "starttls": {"tls_context": context, "require_starttls": True},
        "tls": {"ssl_context": context},
    }
    login: dict[str, Any] = {
        "authenticator": authenticator,
        "auth_required": True,
        "auth_require_tls": security == "starttls",
    }
    with serving(**ways[security], **login) as server:
        mail = plain(server, security=security, user=USER)
        assert whys(list(deliver(mail, PASSWORD, letters(mail), NOON))) == ["", "", ""]
        with pytest.raises(NotConnected, match="does not accept the user name and the password") as refused:
            list(deliver(mail, "wrong password", letters(mail), NOON))
        assert "wrong password" not in str(refused.value)
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(NotConnected, match=r"its certificate cannot be trusted \(self.signed certificate\)"):
            list(deliver(mail, PASSWORD, letters(mail), NOON))
    assert len(server.kept) == 3


def test_without_encryption_where_it_is_wanted_nothing_is_sent() -> None:
    with serving() as server:
        with pytest.raises(NotConnected, match="STARTTLS extension not supported by server"):
            list(deliver(plain(server, security="starttls"), "", letters(plain(server)), NOON))
        with pytest.raises(NotConnected, match="it may want starttls instead of tls"):
            list(deliver(plain(server, security="tls"), "", letters(plain(server)), NOON))
    assert server.kept == []


def test_where_nothing_answers_the_way_out_is_named() -> None:
    with serving() as server:
        mail = plain(server)
    with pytest.raises(NotConnected, match=r"nothing answers there\. No message was sent\..*--drafts DIR"):
        list(deliver(mail, "", letters(mail), NOON))
    with pytest.raises(NotConnected, match="holds a letter that mail servers do not take"):
        list(deliver(mail._replace(server="x" * 70 + "é.example"), "", letters(mail), NOON))


def test_a_server_that_never_answers_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actionlog.post.smtp._PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mail = Mail("127.0.0.1", silent.getsockname()[1], "none", sender="clerk@example.org")
        with pytest.raises(NotConnected, match=r"it did not answer within 0\.2 seconds"):
            list(deliver(mail, "", letters(mail), NOON))


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        (Mail(), "`mail` needs server"),
        (Mail("mail.example.org"), "`mail` needs from"),
        (Mail("mail.example.org", sender="the clerk"), "from under `mail`"),
        (Mail("mail.example.org", sender="c@example.org", reply_to="a@b\nBcc: x@y"), "reply_to under `mail`"),
        (Mail("mail.example.org", security="none", user="c", sender="c@example.org"), "without encryption"),
        (Mail("mail.example.org", security="none", sender="c@example.org"), ""),
        (Mail("localhost", security="none", user="c", sender="c@example.org"), ""),
        (Mail("127.0.0.1", security="none", user="c", sender="c@example.org"), ""),
        (Mail("mail.example.org", user="c", sender="Clerk <c@example.org>", reply_to="d@example.org"), ""),
    ],
)
def test_settings_that_cannot_be_used_are_told_in_a_sentence(mail: Mail, said: str) -> None:
    assert (said in fault(mail)) if said else fault(mail) == ""


def test_the_way_is_told_in_words() -> None:
    assert way(Mail("mail.example.org", user="c")) == "mail.example.org, port 587, encrypted by STARTTLS, as c"
    assert way(Mail("mail.example.org", security="tls")) == "mail.example.org, port 465, encrypted"
    assert way(Mail("mail.example.org", security="none")) == "mail.example.org, port 25, not encrypted"
