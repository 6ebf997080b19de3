"""`actionlog init`: start a log."""

import os
from pathlib import Path
from typing import Annotated

import typer

from actionlog.changes import groups
from actionlog.cli.desk import say, tell
from actionlog.cli.options import NoCommit
from actionlog.errors import Refused
from actionlog.model import Log
from actionlog.schemas import SCHEMAS, schema
from actionlog.store.writable import for_writing

#: Keeps git from changing line ends: what is in the log is what was written, on every system.
_AS_IT_IS = b"# The files of the log are kept as they are, whatever this computer does to others.\n* -text\n"


def run(
    group: Annotated[str, typer.Option("--group", "-g", metavar="NAME", help="The committee's name.")] = "",
    code: Annotated[str, typer.Option("--code", metavar="CODE", help="Its letters, such as EG.")] = "",
    no_commit: NoCommit = False,
) -> None:
    """Start a log for a committee, in a folder `actions` where you stand.

    \b
    Examples:
      actionlog init --group "Name of your committee"
      actionlog init --group "Evidence Group" --code EG
    """
    root = Path(os.environ.get("ACTIONLOG_DIR") or "actions").resolve()
    if (root / "actionlog.yaml").exists():
        raise Refused(
            f"There is already a log in {root}. Nothing was changed. "
            'To add a committee to it: actionlog group add "Name of the committee"'
        )
    if not group.strip():
        raise Refused(
            'Name the committee whose actions this log keeps: actionlog init --group "Name of your committee"'
        )
    start = groups.start()
    first = groups.add(Log(), groups.slug_of(group), group, code=code)
    existed = root.exists()
    root.mkdir(parents=True, exist_ok=True)
    try:
        with for_writing(root, commit=not no_commit) as repository:
            extra = {f".schema/{name}.json": schema(name) for name in SCHEMAS} | {".gitattributes": _AS_IT_IS}
            written = repository.start(first.groups[0], start.summary, extra)
    except BaseException:
        if not existed and root.exists() and not any(root.iterdir()):
            root.rmdir()
        raise
    say(f"The log of {first.groups[0].name} begins in {root}")
    for line in first.said[1:]:
        say(line)
    say("Next: actionlog meeting add DATE, then actionlog add TEXT --owner OWNER --deadline DATE")
    if written.note:
        tell(written.note)
