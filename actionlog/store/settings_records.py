"""The settings and the register of people from what their files hold, and back (docs/reference/file-format.md)."""

import re
from typing import Final

from actionlog.model import KNOWN_KEYS, Mail, Settings
from actionlog.people import BY_ROLE, PUBLISHING, Person
from actionlog.store.fields import Fields, Value
from actionlog.store.records import filled

_KNOWN: Final = {kind: frozenset(KNOWN_KEYS[kind]) for kind in ("settings", "mail", "people")}
_HANDLE: Final = re.compile(r"\w(?:[\w.-]*\w)?")
SECURITIES: Final = ("starttls", "tls", "none")


def settings_of(fields: Fields) -> Settings:
    """Return the settings that `actionlog.yaml` holds."""
    _ask_about("settings", fields, fields.unknown(_KNOWN["settings"]))
    usual = Settings()
    found = fields.text("format", usual.format)
    if found != usual.format:
        fields.fault(
            "unknown-format",
            "format",
            f"This log is of format {found}, and this program reads format {usual.format}. Install a newer actionlog.",
        )
    return Settings(
        found,
        _time_zone(fields, usual.timezone),
        fields.flag("commit", usual.commit),
        fields.text("people", usual.people) or usual.people,
        _mail(fields.mapping("mail")),
    )


def _mail(fields: Fields) -> Mail:
    usual = Mail()
    _ask_about("mail", fields, fields.unknown(_KNOWN["mail"]))
    if "password" in fields.data:
        fields.fault(
            "unknown-key",
            "password",
            "A password must stand in no file of the log, since git keeps it for ever. Take it out, change it at the "
            "mail server, and give it in the variable ACTIONLOG_SMTP_PASSWORD, or when `remind --send` asks.",
        )
    return Mail(
        fields.text("server"),
        fields.whole("port", usual.port) or usual.port,
        fields.choice("security", SECURITIES, usual.security, "unknown-word"),
        fields.text("user"),
        fields.text("from"),
        fields.text("reply_to"),
    )


def _time_zone(fields: Fields, usual: str) -> str:
    named = fields.text("timezone", usual) or usual
    if named != usual:  # whose check would cost every command a few milliseconds
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            ZoneInfo(named)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            fields.fault("unknown-word", "timezone", f"There is no time zone {named}. Write one such as {usual}.")
            return usual
    return named


def _ask_about(kind: str, fields: Fields, unknown: list[str]) -> None:
    """Note a problem for each unknown key that is nearly a known one (other records carry theirs to the checks)."""
    if unknown:
        from actionlog.checks import unknown_key_message

        for key in unknown:
            if message := unknown_key_message(kind, key):
                fields.fault("unknown-key", key, message)


def people_of(fields: Fields) -> tuple[Person, ...]:
    """Return the register of people that a file holds."""
    for entry in fields.mappings("people"):
        _ask_about("people", fields, entry.unknown(_KNOWN["people"]))
        if entry.text("publish") == BY_ROLE and not entry.text("role"):
            entry.fault("missing-key", "publish", "`publish: role` needs the role: write `role:` and what may be read.")
        if entry.text("handle") and not _HANDLE.fullmatch(entry.text("handle").removeprefix("@")):
            entry.fault("unknown-word", "handle", "A handle has letters, digits, dots and dashes only, such as `p-3`.")
    return tuple(
        Person(
            e.required("name", "a name"),
            e.choice("kind", ("person", "role", "team", "set"), "person", "unknown-word"),
            e.texts("aliases"),
            e.text("email"),
            e.choice("publish", PUBLISHING, "", "unknown-word") if e.text("publish") else "",
            e.text("handle").removeprefix("@"),
            e.text("role"),
            e.text("basis"),
            e.text("decided_by"),
            e.day("decided"),
            e.texts("elsewhere"),
            e.line("name"),
        )
        for e in fields.mappings("people")
    )


def settings_data(settings: Settings) -> dict[str, Value]:
    """Return what `actionlog.yaml` holds: the format, and what is not as usual."""
    usual = Settings()
    return filled(
        format=settings.format,
        timezone="" if settings.timezone == usual.timezone else settings.timezone,
        commit="" if settings.commit else "no",
        people="" if settings.people == usual.people else settings.people,
        mail=_mail_data(settings.mail),
    )


def _mail_data(mail: Mail) -> dict[str, Value]:
    usual = Mail()
    return filled(
        server=mail.server,
        port=str(mail.port) if mail.port else "",
        security="" if mail.security == usual.security else mail.security,
        user=mail.user,
        **{"from": mail.sender},
        reply_to=mail.reply_to,
    )
