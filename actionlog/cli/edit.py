"""`actionlog edit`: the wording of an action, in the user's own editor."""

import os
import shlex
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date as Date
from pathlib import Path
from typing import Annotated

import typer

from actionlog.changes import editing
from actionlog.cli.desk import is_person, open_desk, say, tell, writing_desk
from actionlog.cli.options import Day, Group, Meeting, NoCommit, Reason, Ref
from actionlog.deadlines import read_date
from actionlog.errors import ActionlogError, Refused, UnreadableLog
from actionlog.model import Action


def run(
    ref: Ref,
    wording: Annotated[str, typer.Option("--action", metavar="TEXT", help="The new wording; no editor opens.")] = "",
    item: Annotated[str, typer.Option("--item", "-i", metavar="NUMBER", help="Another item of the agenda.")] = "",
    review: Annotated[str, typer.Option("--review", metavar="DATE", help="When to look at it again.")] = "",
    confidential: Annotated[
        bool | None,
        typer.Option("--confidential/--not-confidential", help="Never publish it; or do.", show_default=False),
    ] = None,
    meeting: Meeting = "",
    reason: Reason = "",
    date: Day = "",
    group: Group = "",
    no_commit: NoCommit = False,
) -> None:
    """Change the wording of an action: in your editor, or with --action. It is checked before it is kept.

    \b
    Examples:
      actionlog edit 2021-06-23/4
      actionlog edit 2021-06-23/4 --action "Circulate the final summary"
      actionlog edit 3 --review 2021-09-01
    """
    if wording or item or review or confidential is not None:
        with writing_desk(no_commit) as desk:
            action = desk.action(ref, group)
            at = desk.meeting_name(action, meeting)
            new = replace(
                action,
                action=wording or action.action,
                item=item or action.item,
                review=read_date(review, desk.today) if review else action.review,
                confidential=action.confidential if confidential is None else confidential,
            )
            change = editing.accept(
                desk.log, action, new, on=desk.day(date, at), today=desk.today, meeting=at, reason=reason
            )
            desk.save(change)
        return
    desk = open_desk()
    action = desk.action(ref, group)
    at = desk.meeting_name(action, meeting)
    before = text = desk.repository.present(action.source.path) or b""
    while True:  # until what was edited can be kept, or is given up; nobody is kept waiting meanwhile
        text = edited(text, action)
        if text == before:
            say("Nothing was changed.")
            return
        try:
            _keep(action, text, before, on=desk.day(date, at), meeting=at, reason=reason, no_commit=no_commit)
            return
        except ActionlogError as error:
            if not is_person():
                raise Refused(_what_is_wrong(error)) from None
            tell(_what_is_wrong(error))
            if input("Edit it again? [Y/n] ").strip().casefold().startswith("n"):
                raise Refused("Nothing was changed.") from None


def _keep(action: Action, text: bytes, before: bytes, *, on: Date, meeting: str, reason: str, no_commit: bool) -> None:
    """Check what was edited, and put it into the log. Raises an ActionlogError where it cannot be kept."""
    with writing_desk(no_commit) as desk:
        new = desk.writable.read_action(action.source.path, text)
        change = editing.accept(desk.log, action, new, on=on, today=desk.today, meeting=meeting, reason=reason)
        desk.keep(action, new, change, text, before)


def _what_is_wrong(error: ActionlogError) -> str:
    if isinstance(error, UnreadableLog):
        lines = [f"Line {problem.line}: {problem.message}" for problem in error.problems]
        return "\n".join(["The file cannot be kept as it was edited, so nothing was changed.", *lines])
    return str(error)


def edited(text: bytes, action: Action) -> bytes:
    """Return what the user's editor ($VISUAL, $EDITOR) made of `text`. Raises Refused where it cannot be run."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if sys.platform == "win32" else "")
    if not editor:
        raise Refused(
            f"No editor is set. Type the new wording instead: actionlog edit {action.short_id} --action TEXT "
            "(or set EDITOR to the name of your editor)."
        )
    with tempfile.TemporaryDirectory(prefix="actionlog-") as folder:
        copy = Path(folder) / f"{action.meeting}-{action.number:02}.yaml"
        copy.write_bytes(text)
        # Windows splits a command line itself, and what stands there (`code --wait`) is written for that
        command = f'{editor} "{copy}"' if sys.platform == "win32" else [*shlex.split(editor), str(copy)]
        try:
            done = subprocess.run(command, check=False)
        except OSError as error:
            raise Refused(f"The editor {editor} cannot be started ({error.strerror}). Set EDITOR to another.") from None
        if done.returncode:
            raise Refused(f"The editor {editor} ended with an error, so nothing was changed.")
        return copy.read_bytes()
