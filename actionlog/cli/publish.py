"""`actionlog publish`: the site that the public, or the members, may read."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from actionlog.cli.desk import Desk, open_whole_desk, say, tell
from actionlog.cli.options import AsOf, DryRun, Group
from actionlog.cli.publication import Publication, Signatures, for_members, for_the_public
from actionlog.errors import Refused
from actionlog.model import long_date
from actionlog.papers import count_of
from actionlog.store.published_folder import MANIFEST, check_place, put

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
    desk = open_whole_desk()
    target = _outside_the_log(desk, out)
    _not_inside_a_site(target, out)
    check_place(target, replace=replace, audience=audience)
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
    with suppress(OSError):  # what comes next says why it cannot be written
        target.parent.mkdir(parents=True, exist_ok=True)
    with made.log_put() as put_log:
        put_log()  # first: no site may stand without the record of what was withheld from it
        put(target, made.files)
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
        where = out or "The folder where you are"
        raise Refused(
            f"{where} is inside the log's folder, or around it. Publish into a folder of its own: --out public"
        )
    return target


def _not_inside_a_site(target: Path, out: str) -> None:
    """What stands inside a site is read by whoever reads it; so would be the redaction log, beside the inner one."""
    if any(map(_is_site, target.parents)):
        raise Refused(f"{out} is inside a site that was published. Publish into a folder beside it.")


def _is_site(folder: Path) -> bool:
    try:
        return (folder / MANIFEST).is_file() and any(
            (folder / f"{index}.html").is_file() for index in ("index", "index-internal")
        )
    except OSError:
        return False
