"""`actionlog undo`: the last command is taken back, by a new commit."""

from actionlog.cli.desk import say, tell, writing_desk
from actionlog.cli.options import DryRun
from actionlog.store.undoing import last_command, take_back


def run(dry_run: DryRun = False) -> None:
    """Take back the last command that was recorded, by a new commit. Nothing is erased: git keeps both.

    \b
    Examples:
      actionlog undo --dry-run
      actionlog undo
    """
    with writing_desk() as desk:
        last = last_command(desk.repository.root)
        if dry_run:
            say(f"Nothing was changed. This would be taken back: {last.subject}")
            for _, path in last.files:
                say(f"  {path}")
            return
        said, written = take_back(desk.writable, last, today=desk.today)
        say(said)
        if written.note:
            tell(written.note)
