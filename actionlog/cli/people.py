"""`actionlog people`: the register of people, who is missing from it, and handles in place of names."""

import re
from typing import Annotated

import typer

from actionlog.changes.registering import Entry, entries
from actionlog.cli.desk import Desk, open_desk, say, tell, writing_desk
from actionlog.cli.options import AsOf, DryRun, Format, Json, NoCommit, Output
from actionlog.cli.output import show_paper
from actionlog.errors import Refused
from actionlog.papers import people


def run(
    add_missing: Annotated[
        bool, typer.Option("--add-missing", help="Add those to the register who are not in it yet.")
    ] = False,
    use_handles: Annotated[
        bool, typer.Option("--use-handles", help="Write handles in place of withheld names, in every text of the log.")
    ] = False,
    as_of: AsOf = "",
    form: Format = "",
    json: Json = False,
    output: Output = "",
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
) -> None:
    """List the register of people: what the public may read of each, and who is not in it yet.

    \b
    Examples:
      actionlog people
      actionlog people --add-missing
      actionlog people --use-handles --dry-run
    """
    if add_missing and use_handles:
        raise Refused("Give --add-missing first, look at what was added, then give --use-handles.")
    if not (add_missing or use_handles):
        desk = open_desk()
        show_paper(people.paper(desk.log, desk.as_of(as_of)), form="json" if json else form, output=output)
        return
    with writing_desk(no_commit) as desk:
        if add_missing:
            _add_missing(desk, dry_run=dry_run)
        else:
            _use_handles(desk, dry_run=dry_run)


def _add_missing(desk: Desk, *, dry_run: bool) -> None:
    """Add an entry for everybody whom the log names and the register does not."""
    log = desk.log
    made = entries(people.missing(log), log.people)
    if not made:
        say("Everybody who owns an action or came to a meeting is in the register.")
        return
    for entry in made:
        say(f"{entry.name}: {entry.kind}" + (f", @{entry.handle}, withheld from the public" if entry.handle else ""))
    if dry_run:
        return
    path = log.settings.people
    if path.startswith(("/", "..")) or ":" in path:
        raise Refused(f"The register is kept elsewhere ({path}), so this program does not write to it. Add them there.")
    old = desk.repository.present(path)
    new = _with_entries((old or b"").decode("utf-8"), made)
    _must_hold(desk, path, new, [*(p.name for p in log.people), *(e.name for e in made)])
    number = "an entry" if len(made) == 1 else f"{len(made)} entries"
    written = desk.writable.replace({path: new.encode()}, {path: old}, f"Add {number} to the register of people")
    tell(
        f"Look at {path}: is each of them a person, a role or a team? Who may be named, and why, is for you to decide."
    )
    if written.note:
        tell(written.note)


def _with_entries(text: str, made: tuple[Entry, ...]) -> str:
    """Return the text of the register with an entry for each at its end."""
    from actionlog.store.emit import flow, scalar

    found = re.search(r"^( *)- ", text, re.MULTILINE)
    margin = found[1] if found else "  "
    lines = []
    for entry in made:
        lines += [f"{margin}- name: {scalar(entry.name)}", f"{margin}  kind: {entry.kind}"]
        if entry.aliases:
            lines.append(f"{margin}  aliases: {flow(entry.aliases)}")
        if entry.handle:
            lines += [f"{margin}  handle: {entry.handle}", f"{margin}  # publish: name, role, attendance or withhold"]
    if not text.strip():
        text = "# yaml-language-server: $schema=.schema/people.json\npeople:\n"
    elif not found:
        text = re.sub(r"^people:.*$", "people:", text, count=1, flags=re.MULTILINE)
    return "\n".join([text.rstrip("\n"), *lines, ""])


def _must_hold(desk: Desk, path: str, text: str, names: list[str]) -> None:
    """Refuse where the register would not say what was meant, since it is laid out in a way of its own."""
    if desk.writable.read_names(path, text.encode()) != names:
        raise Refused(
            f"{path} is laid out in a way that this program cannot add to, so nothing was changed. Write each entry on "
            "lines of its own, beginning with a dash, or add them by hand."
        )


def _use_handles(desk: Desk, *, dry_run: bool) -> None:
    """Write handles in place of names, having shown each text before and after."""
    from actionlog.changes.handles import use_handles

    change, written = use_handles(desk.log)
    for one in written:
        say(one.place)
        say(f"  - {one.before}")
        say(f"  + {one.after}")
    if not dry_run:
        desk.save(change)
