"""`actionlog history`: one action's story, from its file and from git."""

from actionlog.cli.desk import open_desk
from actionlog.cli.options import AsOf, Format, Group, Json, Output, Ref
from actionlog.cli.output import show_paper
from actionlog.papers import history
from actionlog.query import Standings
from actionlog.store.trail import recorded


def run(
    ref: Ref,
    group: Group = "",
    as_of: AsOf = "",
    form: Format = "",
    json: Json = False,
    output: Output = "",
) -> None:
    """Tell one action's story: what happened, when, who agreed it, and who recorded it in which commit.

    \b
    Examples:
      actionlog history 8
      actionlog history 2021-05-19/1 --format markdown
    """
    desk = open_desk()
    standings = Standings(desk.named_log, desk.as_of(as_of))
    trail, warnings = recorded(desk.repository.root, desk.action(ref, group))
    action = desk.named_action(ref, group)
    paper = history.paper(standings, desk.log.group(action.group), action, trail, warnings)
    show_paper(paper, form="json" if json else form, output=output)
