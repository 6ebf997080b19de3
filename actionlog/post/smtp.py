"""The way to a mail server (RFC 6409): one connection, encrypted, and the truth about each message.

A message is sent, refused, or in doubt: where the connection is lost while it is handed over, nobody on this side can
know whether the server has kept it.
"""

import ipaddress
import smtplib
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import deepcopy
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final, NamedTuple
from uuid import uuid4

from actionlog.characters import visible
from actionlog.errors import ActionlogError
from actionlog.model import Mail
from actionlog.post.message import address

_PORTS: Final[Mapping[str, int]] = {"starttls": 587, "tls": 465, "none": 25}
_IN_WORDS: Final[Mapping[str, str]] = {"starttls": "encrypted by STARTTLS", "tls": "encrypted", "none": "not encrypted"}

#: Seconds that a server has for each answer.
_PATIENCE = 30

#: How this computer presents itself; its own name is nobody's business.
_OURSELVES = "[127.0.0.1]"


class NotConnected(ActionlogError):
    """The mail server cannot be used; no message was sent."""

    def __init__(self, mail: Mail, why: str) -> None:
        self.why = why
        super().__init__(
            f"The mail server {mail.server}, port {port_of(mail)}, cannot be used: {why}. No message was sent. "
            "Check `mail` in actionlog.yaml, or write drafts instead: --drafts DIR"
        )


class Letter(NamedTuple):
    """A message and the addresses that it goes to."""

    addresses: tuple[str, ...]
    message: EmailMessage


class Outcome(NamedTuple):
    """What became of a message: `why` it was not sent, empty where it was; and what was `refused` all the same.

    That is one address of several. `in_doubt` means that it may have been sent.
    """

    why: str = ""
    refused: tuple[str, ...] = ()
    in_doubt: bool = False


def port_of(mail: Mail) -> int:
    """Return the port: as the settings say, or the usual one."""
    return mail.port or _PORTS[mail.security]


def way(mail: Mail) -> str:
    """Return how the server is reached, in words: `mail.example.org, port 587, encrypted by STARTTLS, as clerk`."""
    user = f", as {mail.user}" if mail.user else ""
    return f"{mail.server}, port {port_of(mail)}, {_IN_WORDS[mail.security]}{user}"


def fault(mail: Mail) -> str:
    """Return what is wrong with the settings, as a sentence; empty where messages can be sent with them."""
    for key, value in (("server", mail.server), ("from", mail.sender)):
        if not value:
            return (
                f"actionlog.yaml does not say how mail is sent: `mail` needs {key}. Write there: mail: {{server: "
                "mail.example.org, from: clerk@example.org}, or write drafts instead: --drafts DIR"
            )
    for key, value in (("from", mail.sender), ("reply_to", mail.reply_to)):
        if value and address(value) is None:
            return f"{key} under `mail` in actionlog.yaml is no e-mail address: {value}"
    if mail.user and mail.security == "none" and not _is_this_computer(mail.server):
        return (
            f"A password would go to {mail.server} without encryption, for all to read. Set `security` under `mail` in "
            "actionlog.yaml to starttls or tls."
        )
    return ""


def deliver(mail: Mail, password: str, letters: Sequence[Letter], moment: datetime) -> Iterator[Outcome]:
    """Send the letters over one connection and yield what became of each, in their order, as it is known.

    Each gets `moment`, which knows its time zone, as the time at which it was sent, and a number of its own. Raises
    NotConnected before anything is sent.
    """
    with _connected(mail, password) as client:
        for letter in letters:
            if client.sock is None:  # smtplib has closed it
                yield Outcome("the connection was lost before its turn")
            else:
                yield _hand_over(client, mail, letter, moment)


def _hand_over(client: smtplib.SMTP, mail: Mail, letter: Letter, moment: datetime) -> Outcome:
    sender = address(mail.sender)
    assert sender is not None, "the settings were looked at before"
    message = deepcopy(letter.message)
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<{uuid4().hex}@{sender.domain}>"  # Python's own would ask the clock
    try:
        refused = client.send_message(message, sender.addr_spec, letter.addresses)
    except smtplib.SMTPRecipientsRefused as error:
        return Outcome("; ".join(_refusals(error.recipients)))
    except smtplib.SMTPServerDisconnected:
        return Outcome("the connection was lost while it was being sent, so it may have been sent", in_doubt=True)
    except smtplib.SMTPException as error:
        return Outcome(_why(error))
    except OSError:
        return Outcome("the connection was lost while it was being sent, so it may have been sent", in_doubt=True)
    return Outcome(refused=tuple(_refusals(refused)))


def _refusals(refused: Mapping[str, tuple[int, bytes]]) -> Iterator[str]:
    for to, (code, said) in refused.items():
        yield f"the server refused {to} ({code} {_said(said)})"


@contextmanager
def _connected(mail: Mail, password: str) -> Iterator[smtplib.SMTP]:
    client: smtplib.SMTP | None = None
    try:
        try:
            trusted = ssl.create_default_context()
            if mail.security == "tls":
                client = smtplib.SMTP_SSL(mail.server, port_of(mail), _OURSELVES, timeout=_PATIENCE, context=trusted)
            else:
                client = smtplib.SMTP(mail.server, port_of(mail), _OURSELVES, timeout=_PATIENCE)
            if mail.security == "starttls":
                client.starttls(context=trusted)
            if mail.user:
                client.login(mail.user, password)
        except (OSError, ValueError) as error:  # every SMTPException is an OSError; a name of a server may be no name
            why = _why(error)
            raise NotConnected(mail, why.replace(password, "…") if password else why) from None
        yield client
    finally:
        if client is not None:
            with suppress(OSError):
                client.quit()
            client.close()


def _why(error: Exception) -> str:
    """Return in a secretary's words what a mail server, or the way there, refused."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"it does not accept the user name and the password ({error.smtp_code} {_said(error.smtp_error)})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the server answered {error.smtp_code} {_said(error.smtp_error)}"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        if not isinstance(error.__context__, OSError):
            return "it closed the connection"
        error = error.__context__  # such as an answer that did not come in time
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return f"it does not offer what the settings ask for ({visible(str(error)).removesuffix('.')})"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate cannot be trusted ({error.verify_message})"
    for kind, words in (
        (ssl.SSLError, "no encryption could be agreed with it; it may want starttls instead of tls, or the reverse"),
        (ConnectionRefusedError, "nothing answers there"),
        (TimeoutError, f"it did not answer within {_PATIENCE} seconds"),
        (UnicodeError, "its name, the user name or the password holds a letter that mail servers do not take"),
    ):
        if isinstance(error, kind):
            return words
    return visible(str(getattr(error, "strerror", "") or error))


def _said(answer: bytes | str) -> str:
    """What a server said, on one line."""
    text = answer if isinstance(answer, str) else answer.decode("utf-8", "replace")
    return visible(text)[:200]


def _is_this_computer(server: str) -> bool:
    try:
        return ipaddress.ip_address(server).is_loopback
    except ValueError:
        return server == "localhost"
