"""A real mail server on this machine (aiosmtpd), that keeps what it gets, and refuses what a test tells it to."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

import pytest

USER, PASSWORD = "clerk", "correct horse"


class Kept(NamedTuple):
    """A message that the server took: from whom, to whom, and what."""

    sender: str
    to: tuple[str, ...]
    data: bytes

    @property
    def message(self) -> EmailMessage:
        read = message_from_bytes(self.data, policy=policy.SMTP)
        assert isinstance(read, EmailMessage)
        return read


class Server:
    """What the server keeps in `kept`, and whom and what it refuses."""

    def __init__(self) -> None:
        self.port = _free_port()
        self.kept: list[Kept] = []
        self.refused: set[str] = set()
        self.hang_up_at = 0  #: the number of the message in which the connection is cut
        self.full_at = 0  #: the number of the message that it will not keep
        self.connections = 0
        self._tried = 0

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: Any) -> Any:  # noqa: ARG002
        if not session.host_name:
            self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: ARG002
        if address in self.refused:
            return "550 5.1.1 Nobody \x1b[31mof this name here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002
        self._tried += 1
        if self._tried == self.hang_up_at:
            server.transport.abort()
        if self._tried == self.full_at:
            return "552 5.2.2 The mailbox is full"
        self.kept.append(Kept(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        return "250 OK"


@contextmanager
def serving(**more: Any) -> Iterator[Server]:
    """Let a server run while the block does; `more` is what aiosmtpd's Controller takes."""
    controllers = pytest.importorskip("aiosmtpd.controller")
    server = Server()
    controller = controllers.Controller(server, hostname="127.0.0.1", port=server.port, **more)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def authenticator(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> Any:
    """Let in whoever knows the password."""
    from aiosmtpd.smtp import AuthResult

    known = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=known, handled=known)


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Return what a server presents itself with, and the certificate that a client must trust."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed, and makes the certificate of the mail server")
    made, key = folder / "certificate.pem", folder / "key.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "36500", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run([openssl, *words, *names, "-keyout", key, "-out", made], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context, made


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        port: int = asking.getsockname()[1]
        return port
