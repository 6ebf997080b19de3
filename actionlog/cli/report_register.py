"""`actionlog report register`: the whole log, as one page for a chair or as a table."""

from pathlib import Path

from actionlog.cli.desk import Desk, open_whole_desk, tell
from actionlog.cli.layout import known_form
from actionlog.cli.options import AsOf, Format, Group, Json, Output, Template
from actionlog.cli.output import placed, print_bytes, show_paper
from actionlog.model import Group as GroupRecord
from actionlog.papers import INTERNAL
from actionlog.query import Standings


def register(
    group: Group = "",
    as_of: AsOf = "",
    form: Format = "",
    json: Json = False,
    output: Output = "",
    template: Template = "",
) -> None:
    """Print the whole log: every action with its history, to search and to choose from in any browser.

    As a web page (-o FILE.html) it is one file that needs nothing else: to be opened from a memory stick or a mail. It
    holds every name; for the public there is: actionlog publish.

    \b
    Examples:
      actionlog report register -o register-internal.html
      actionlog report register -o register-internal.xlsx
    """
    from actionlog.papers import register as registers

    desk = open_whole_desk()
    body = _one_or_all(desk, group)
    standings = Standings(desk.named_log, desk.as_of(as_of))
    to_file = bool(output) and output != "-"
    asked = "" if template else known_form("json" if json else form, output if to_file else "")
    if asked != "html":
        paper = registers.paper(standings, body)._replace(mark=INTERNAL if to_file else "")
        _hint(output if to_file else "")
        show_paper(paper, form="json" if json else form, output=output, template=template, group=body)
        return
    from actionlog.renderers import register as page

    whole = registers.register(standings, body)._replace(mark=INTERNAL)
    if not to_file:
        print_bytes(page.render(whole))
        return
    _hint(output)
    with placed(output, page.render(whole), whole.heading) as put:
        put()


def _hint(output: str) -> None:
    """Say how the file might be called, where its name does not tell that it is for no one else (RED-17)."""
    path = Path(output)
    if output and not path.stem.endswith("-internal"):
        tell(f"It holds every name. A name such as {path.stem}-internal{path.suffix} would say that it is not for all.")


def _one_or_all(desk: Desk, group: str) -> GroupRecord | None:
    """Return the group that was asked for; None for all groups of a log that has several."""
    return desk.group(group) if group or len(desk.log.groups) < 2 else None
