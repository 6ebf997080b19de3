"""A letter as a message of a mail program (RFC 5322), in plain text and UTF-8."""

from collections.abc import Sequence
from copy import deepcopy
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from actionlog.characters import visible
from actionlog.model import Mail
from actionlog.papers.reminders import is_address

#: The longest name and the longest subject; longer ones are cut, since no mail program shows more.
_NAME, _SUBJECT = 60, 200


def message(
    to: str, addresses: Sequence[str], subject: str, body: str, mail: Mail, *, confidential: bool = False
) -> EmailMessage:
    """Return a letter as a message, the same for the same words: it has neither a date nor a number of its own.

    Every address must be one (`is_address`); without any the message says nothing of whom it is for. Names and the
    subject may be any text: none ends a header or begins another (RFC 5322, section 2.2).
    """
    made = EmailMessage(policy=SMTP)
    if sender := address(mail.sender):
        made["From"] = sender
    if addresses:
        made["To"] = [Address(_words(to, _NAME), addr_spec=spec) for spec in addresses]
    if reply_to := address(mail.reply_to):
        made["Reply-To"] = reply_to
    made["Subject"] = _words(subject, _SUBJECT)
    if confidential:
        made["Sensitivity"] = "Company-Confidential"  # RFC 4021, section 2.1.55; Outlook shows it
    # "fixed", so that no mail program joins lines that were broken on purpose (RFC 3676)
    encoding = "7bit" if body.isascii() and max(map(len, body.split("\n"))) < 998 else "quoted-printable"
    made.set_content(body, cte=encoding, params={"format": "fixed"})
    return made


def draft(made: EmailMessage) -> bytes:
    """Return a message as the file of a draft: a mail program that opens it offers to send it."""
    unsent = deepcopy(made)
    unsent["X-Unsent"] = "1"  # what Outlook looks for
    return unsent.as_bytes(policy=SMTP)


def address(text: str) -> Address | None:
    """Return the address that settings give, with its name where they give one; None where it is none.

    It is written `clerk@example.org` or `Clerk <clerk@example.org>`.
    """
    name, opened, spec = visible(text).removesuffix(">").rpartition("<")
    if text.endswith(">") != bool(opened) or not is_address(spec):
        return None
    return Address(_words(name.strip(' "'), _NAME), addr_spec=spec)


def _words(text: str, most: int) -> str:
    """Return a text as it may stand in a header.

    `=?` begins a word that mail programs, and the library too, would decode: a line break might come out of it.
    """
    text = visible(text).replace("=?", "= ?")
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
