"""`actionlog publish`: the site that the public, or the members, may read."""

from pathlib import Path
from typing import Annotated

import typer

from actionlog.cli.desk import Desk, open_whole_desk, say, tell
from actionlog.cli.options import AsOf, DryRun, Group
from actionlog.cli.publication import Publication, Signatures, for_members, for_the_public
from actionlog.errors import Refused
from actionlog.model import long_date
from actionlog.papers import count_of

PUBLIC, INTERNAL = "public", "internal"


def run(
    audience: Annotated[str, typer.Option("--audience", metavar="WHO", help="public, or internal: for members.")],
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="The folder that the site is put into.")],
    checked_by: Annotated[
        str, typer.Option("--checked-by", metavar="WHO", help="The second person, who read what is published.")
    ] = "",
    prepared_by: Annotated[
        str, typer.Option("--prepared-by", metavar="WHO", help="Who prepared it. [default: git's name for you]")
    ] = "",
    group: Group = "",
    as_of: AsOf = "",
    mention_withheld: Annotated[
        bool, typer.Option("--mention-withheld", help="Say how many confidential actions are not shown.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in place of the site there.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Make a website of the log: the register, the papers and the minutes' tables, as pages and as data.

    For the public, names are withheld unless people.yaml says otherwise, and a second person must have checked it.
    Where a withheld name would be published, nothing is written and the place is named.

    \b
    Examples:
      actionlog publish --audience public --out public --checked-by "Deputy clerk" --dry-run
      actionlog publish --audience public --out public --checked-by "Deputy clerk" --replace
      actionlog publish --audience internal --out for-members
    """
    if audience not in (PUBLIC, INTERNAL):
        raise Refused(f"--audience {audience} is not known. Write public, or internal for members only.")
    from actionlog.store.published_folder import check_place, put

    desk = open_whole_desk()
    target = _outside_the_log(desk, out)
    check_place(target, replace=replace)
    groups = (desk.group(group),) if group else desk.log.groups
    day = desk.as_of(as_of)
    if audience == INTERNAL:
        made = for_members(desk, groups, day)
    else:
        made = for_the_public(
            desk, groups, day, target, Signatures(prepared_by, checked_by), mention_withheld=mention_withheld
        )
    for warning in made.warnings:
        tell(warning)
    if dry_run:
        _tell_what(made, f"Would be published in {out}")
        return
    with made.log_put() as put_log:
        put(target, made.files)
        put_log()
    _tell_what(made, f"Published in {out}")


def _tell_what(made: Publication, done: str) -> None:
    pages = sum(name.endswith(".html") for name in made.files)
    say(f"{done}: {count_of(pages, 'page')} of {made.title}, data as at {long_date(made.as_of)}.")
    for line in made.said:
        say(line)


def _outside_the_log(desk: Desk, out: str) -> Path:
    try:
        target = Path(out).resolve()
    except (OSError, ValueError, RuntimeError):
        raise Refused(f"{out} is no name for a folder. Write another one: --out public") from None
    root = desk.repository.root.resolve()
    if target == root or root in target.parents or target in root.parents:
        raise Refused(f"{out} is inside the log's folder, or around it. Publish into a folder of its own: --out public")
    return target
