"""A letter as a message: whatever the log holds, it says who it is for and about what, and nothing else."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.model import Mail
from actionlog.papers.reminders import is_address
from actionlog.post.message import draft, message

MAIL = Mail(sender="Clerk <clerk@example.org>", reply_to="office@example.org")
HEADERS = [
    "From", "To", "Reply-To", "Subject", "Content-Transfer-Encoding", "Content-Type", "MIME-Version", "X-Unsent",
]  # fmt: skip

hostile = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from(
            ["\r\n", "\n", "\r", "\u2028", "Bcc: evil@example.com", "<evil@example.com>", ",", ";", ":", '"', "\\", "(",
             ")", "=?utf-8?q?=0ABcc=3A_evil=40example.com?=", "=?utf-8?b?DQpCY2M6IHg=?=", " ", "é", "議", "\u202e",
             "\x00", "\ud800", "Chair", "@", "evil@example.com", "a" * 90]
        ),
        max_size=12,
    ).map("".join),
)  # fmt: skip


def read(data: bytes) -> EmailMessage:
    got = message_from_bytes(data, policy=policy.SMTP)
    assert isinstance(got, EmailMessage)
    return got


@settings(max_examples=100, deadline=None)
@given(hostile, hostile, hostile)
def test_no_text_of_the_log_forges_a_header_or_an_address(to: str, subject: str, body: str) -> None:
    from actionlog.characters import visible_lines

    data = draft(message(to, ["chair@example.org"], subject, visible_lines(body) + "\n", MAIL))
    got = read(data)
    assert got.keys() == HEADERS
    assert [address.addr_spec for address in got["To"].addresses] == ["chair@example.org"]
    assert [address.addr_spec for address in got["From"].addresses] == ["clerk@example.org"]
    head = data.partition(b"\r\n\r\n")[0].decode("ascii")  # nothing but ASCII, and nothing that a program obeys
    assert all(line.isprintable() and len(line) < 998 for line in head.split("\r\n"))
    # as programs see it that unfold lines and do not decode first
    raw = head.replace("\r\n ", " ").split("\r\nTo: ")[1].split("\r\n")[0]
    assert [spec for _, spec in getaddresses([raw])] == ["chair@example.org"]
    assert not got.defects
    assert max(map(len, data.split(b"\r\n"))) < 998
    assert got.get_content().replace("\r\n", "\n") == visible_lines(body) + "\n"


def test_a_draft_is_what_a_mail_program_opens_and_the_same_every_time() -> None:
    made = [draft(message("Chair", ["chair@example.org"], "Hall: your actions", "Two.\n", MAIL)) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0].decode().split("\r\n") == [
        "From: Clerk <clerk@example.org>",
        "To: Chair <chair@example.org>",
        "Reply-To: office@example.org",
        "Subject: Hall: your actions",
        "Content-Transfer-Encoding: 7bit",
        'Content-Type: text/plain; charset="utf-8"; format="fixed"',
        "MIME-Version: 1.0",
        "X-Unsent: 1",
        "",
        "Two.",
        "",
    ]


def test_a_message_is_the_same_after_a_draft_was_made_of_it() -> None:
    made = message("Chair", ["chair@example.org"], "Hall: your actions", "Two.\n", MAIL)
    assert draft(made) == draft(made)
    assert made["X-Unsent"] is None


def test_a_draft_without_an_address_leaves_it_to_the_secretary() -> None:
    got = read(draft(message("Chair", [], "Hall: your actions", "Two.\n", Mail())))
    assert got["To"] is None
    assert got["From"] is None


def test_a_confidential_letter_says_so_to_the_mail_program() -> None:
    got = message("Chair", ["c@example.org"], "Hall", "Two.\n", MAIL, confidential=True)
    assert got["Sensitivity"] == "Company-Confidential"


@pytest.mark.parametrize("text", ["clerk@example.org", "o'neill+hall@a-b.example", "clerk@localhost", "a.b@c.d.e"])
def test_an_address_is_one(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    ["", "clerk", "clerk@", "@example.org", "clerk at example.org", "clerk@example.org ", "a b@example.org", "a@b@c",
     "clerk@example.org\n", "clerk@example.org\r\nBcc: x@example.com", "<clerk@example.org>", "a,b@example.org",
     "clerk@-example.org", "clerk@example..org", ".clerk@example.org", "clerk@exämple.org", '"a b"@example.org',
     "a@example.org, b@example.org", "x" * 65 + "@example.org", "a@" + "b." * 130 + "c"],
)  # fmt: skip
def test_what_is_no_address_is_none(text: str) -> None:
    assert not is_address(text)
