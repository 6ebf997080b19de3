"""`actionlog remind`: a letter to each owner, as text, as drafts for a mail program, or as mail."""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from actionlog.cli.desk import Desk, is_person, open_whole_desk, say, tell
from actionlog.cli.options import AsOf, DryRun, Group, Yes
from actionlog.cli.output import print_bytes, show_paper
from actionlog.deadlines import read_date
from actionlog.errors import ActionlogError, Refused
from actionlog.model import Mail
from actionlog.owners import joined
from actionlog.papers import LETTER_WIDTH, count_of
from actionlog.papers.reminders import Post, Reminder, reminders, together
from actionlog.query import Standings

PASSWORD = "ACTIONLOG_SMTP_PASSWORD"


class NotAllSent(ActionlogError):
    """Some messages were not sent, for reasons that were said.

    `again` is the command that sends those to each owner of `not_sent`.
    """

    def __init__(self, sent: int, of: int, not_sent: Sequence[Mapping[str, Any]], again: Mapping[str, str]) -> None:
        self.sent, self.not_sent = sent, tuple(not_sent)
        doubtful = [entry["to"] for entry in not_sent if entry["maybe"]]
        commands = dict.fromkeys(again[entry["to"]] for entry in not_sent)
        lines = [
            f"{sent} of {count_of(of, 'message')} sent for certain. When the reasons above are seen to, send the rest "
            "with:",
            *(f"  {command}" for command in commands),
        ]
        if doubtful:
            lines.append(f"But first ask {joined(doubtful)} whether the message arrived.")
        super().__init__("\n".join(lines))


def run(
    owner: Annotated[str, typer.Argument(metavar="OWNER", help="One owner. [default: every one]")] = "",
    meeting: Annotated[
        str, typer.Option("--meeting", "-m", metavar="DATE", help="The meeting that the answers are for.")
    ] = "",
    reply_by: Annotated[str, typer.Option("--reply-by", metavar="DATE", help="When an answer is wanted.")] = "",
    drafts: Annotated[
        str, typer.Option("--drafts", metavar="DIR", help="Write drafts for a mail program into DIR.")
    ] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Put the drafts in place of those in DIR.")] = False,
    send: Annotated[
        bool, typer.Option("--send", help="Send them over the mail server of actionlog.yaml, after asking.")
    ] = False,
    group: Group = "",
    as_of: AsOf = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    json: Annotated[bool, typer.Option("--json", help="For programs: who gets what, and who gets nothing.")] = False,
) -> None:
    """Write to each owner, with only that owner's actions: as text, as drafts for a mail program, or as mail.

    Nothing is sent without --send, and nothing before you have seen who gets what. Who cannot be written to, and who
    was not at the meeting and must be told, is said on the screen and is in no letter.

    \b
    Examples:
      actionlog remind --meeting 2021-06-23 --reply-by "9 June 2021"
      actionlog remind --meeting 2021-06-23 --drafts drafts
      actionlog remind "Review team" --send
    """
    if drafts and send:
        raise Refused("Drafts are for you to send, so --drafts and --send exclude each other. Leave one of them out.")
    desk = open_whole_desk()
    body = desk.group(group)
    day = desk.as_of(as_of)
    standings = Standings(desk.named_log, day)
    held = desk.coming_meeting(body, meeting)
    post = reminders(standings, body, owner, held, read_date(reply_by, day) if reply_by else None)
    facts: dict[str, Any] = {"as_of": day.isoformat(), "group": body.slug, **post.facts()}
    try:
        if drafts:
            facts["drafts"] = _write_drafts(desk, post, drafts, replace=replace, dry_run=dry_run, quiet=json)
        elif send:
            given = {"--group": group, "--meeting": meeting, "--reply-by": reply_by, "--as-of": as_of}
            again = [word for option, value in given.items() if value for word in (option, value)]
            _send(desk, post, facts, again, dry_run=dry_run, yes=yes, quiet=json)
        elif dry_run:
            _show_plan(post.reminders, "Letters", quiet=json)
        elif not json and post.reminders:
            show_paper(together(post, body, standings))
    except NotAllSent:
        if json:
            _print_json(facts)
        raise
    if json:
        _print_json(facts)
    if not send:
        _tell_remarks(post)


def _tell_remarks(post: Post) -> None:
    if not post.reminders:
        tell("No open action has an owner to write to, so there is no letter.")
    for remark in post.remarks:
        tell(remark)


def _sending(owner: str, settings: Sequence[str]) -> str:
    """Return the command that sends the letter of `owner` with the same settings, as it is typed at a shell.

    A name may hold what a shell would obey, or begin as an option does.
    """
    words = ["--send", *settings, "--", owner] if owner.startswith("-") else [owner, "--send", *settings]
    command = ["actionlog", "remind", *words]
    return subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)


def _print_json(facts: dict[str, Any]) -> None:
    from actionlog.renderers.json import SCHEMA, json_object

    print_bytes(json_object({"schema": SCHEMA, **facts}))


def _show_plan(some: tuple[Reminder, ...], what: str, *, quiet: bool, empty: str = "no address") -> None:
    """Say who gets how many actions; to standard error where standard output is for a program."""
    out = tell if quiet else say
    out(f"{what}: {len(some)}")
    for reminder in some:
        to = reminder.recipient if reminder.addresses else f"{reminder.to}: {empty}"
        secret = ", confidential" if reminder.is_confidential else ""
        out(f"  {to}: {count_of(len(reminder.actions), 'action')}{secret}")


# --------------------------------------------------------------------------------------------------------------- drafts


def _write_drafts(desk: Desk, post: Post, into: str, *, replace: bool, dry_run: bool, quiet: bool) -> list[str]:
    from actionlog.post.drafts import check_place, file_name, put
    from actionlog.post.message import draft

    folder = _outside_the_log(desk, into)
    check_place(folder, replace=replace)
    mail = desk.repository.settings().mail
    names = [file_name(number, reminder.to) for number, reminder in enumerate(post.reminders, 1)]
    _show_plan(post.reminders, f"Drafts for {into}" if dry_run else f"Drafts in {into}", quiet=quiet)
    if not dry_run and post.reminders:
        put(folder, {name: draft(_message(r, mail)) for name, r in zip(names, post.reminders, strict=True)})
        (tell if quiet else say)("Open each with your mail program, read it, and send it there.")
    return names


def _outside_the_log(desk: Desk, into: str) -> Path:
    root = desk.repository.root.resolve()
    folder = Path(into).resolve() if "\0" not in into else root
    if folder == root or root in folder.parents or folder in root.parents:
        raise Refused(
            f"{into} is inside the log's folder, or around it. Write the drafts into a folder of their own: "
            "--drafts drafts"
        )
    return folder


def _message(reminder: Reminder, mail: Mail) -> Any:
    from actionlog.post.message import message
    from actionlog.renderers.text import text_of

    body = text_of(reminder.body, LETTER_WIDTH)
    return message(reminder.to, reminder.addresses, reminder.subject, body, mail, confidential=reminder.is_confidential)


# -------------------------------------------------------------------------------------------------------------- sending


def _send(
    desk: Desk, post: Post, facts: dict[str, Any], again: Sequence[str], *, dry_run: bool, yes: bool, quiet: bool
) -> None:
    from actionlog.post import smtp

    mail = desk.repository.settings().mail
    if wrong := smtp.fault(mail):
        raise Refused(wrong)
    out = tell if quiet else say
    reached = tuple(r for r in post.reminders if r.addresses)
    out(f"From: {mail.sender}, over {smtp.way(mail)}")
    _show_plan(reached, "Messages", quiet=quiet)
    if left := tuple(r for r in post.reminders if not r.addresses):
        _show_plan(left, "No message to", quiet=quiet)
    _tell_remarks(post)
    if dry_run or not post.reminders:
        out("Nothing was sent.")
        return
    if not reached:
        register = desk.repository.settings().people
        raise Refused(f"No owner here has an address, so nothing can be sent. Give them one in {register}.")
    if not yes and not _agreed(len(reached)):
        out("Nothing was sent.")
        return
    letters = [smtp.Letter(r.addresses, _message(r, mail)) for r in reached]
    password = _password(mail)
    sent: list[str] = []
    not_sent: list[dict[str, Any]] = []
    try:
        for reminder, outcome in zip(reached, smtp.deliver(mail, password, letters, desk.moment), strict=True):
            if outcome.why:
                not_sent.append({"to": reminder.to, "why": outcome.why, "maybe": outcome.in_doubt})
                out(f"{'In doubt' if outcome.in_doubt else 'Not sent'}: {reminder.recipient}: {outcome.why}")
                continue
            sent.append(reminder.to)
            out(f"Sent: {reminder.recipient}")
            for refusal in outcome.refused:  # one of several addresses of a letter
                not_sent.append({"to": reminder.to, "why": refusal, "maybe": False})
                out(f"Not sent: {refusal}")
    finally:
        if sent or not_sent:
            facts |= {"sent": sent, "not_sent": not_sent}
    if not_sent:
        raise NotAllSent(len(sent), len(reached), not_sent, {r.to: _sending(r.typed, again) for r in reached})


def _agreed(count: int) -> bool:
    if not is_person():
        raise Refused("Nobody is at the terminal to be asked. To send the messages without being asked, add: --yes")
    answer = input(f"Send {count_of(count, 'message')}? [y/N] ").strip().casefold()
    return answer in ("y", "yes")


def _password(mail: Mail) -> str:
    """Return the password from the environment, or as it is typed; never from a file."""
    if not mail.user:
        return ""
    if given := os.environ.get(PASSWORD):
        return given
    if not is_person():
        raise Refused(
            f"The mail server asks {mail.user} for a password. Give it in the variable {PASSWORD}; it is kept nowhere."
        )
    from getpass import getpass

    return getpass(f"Password of {mail.user} at {mail.server} (it is not shown): ")
