"""`actionlog people`: the register of people, and who is missing from it."""

from typing import Annotated

import typer

from actionlog.cli.desk import open_desk, say, tell
from actionlog.cli.options import AsOf, Format, Json, Output
from actionlog.cli.output import show_paper
from actionlog.papers import people


def run(
    missing: Annotated[
        bool, typer.Option("--missing", help="Print entries for those who are not in the register yet.")
    ] = False,
    as_of: AsOf = "",
    form: Format = "",
    json: Json = False,
    output: Output = "",
) -> None:
    """List the register of people: what the public may read of each, and who is not in it yet.

    \b
    Examples:
      actionlog people
      actionlog people --missing >> actions/people.yaml
    """
    desk = open_desk()
    if missing:
        _entries(people.missing(desk.log), whole=not desk.log.people)
        return
    show_paper(people.paper(desk.log, desk.as_of(as_of)), form="json" if json else form, output=output)


def _entries(names: tuple[str, ...], *, whole: bool) -> None:
    """Print an entry for each name, to be added to the register; as a person whom nobody has decided about."""
    from actionlog.store.emit import scalar

    if not names:
        tell("Everybody who owns an action or came to a meeting is in the register.")
        return
    if whole:
        say("people:")
    for name in names:
        say(f"  - name: {scalar(name)}")
        say("    kind: person")
    tell("For each, write kind: role, team or set where it is no person, and what the public may read: publish: name.")
