"""`actionlog show`: one action, as it stands and as it came to be."""

from actionlog.cli.desk import open_desk, say
from actionlog.cli.options import AsOf, Group, Json, Ref
from actionlog.cli.output import print_bytes
from actionlog.errors import Refused
from actionlog.model import deadline_words, long_date, weekday_date
from actionlog.owners import joined, owner_label
from actionlog.papers.events import agreed_by, named, value_words
from actionlog.papers.list import status_words
from actionlog.query import Standing, Standings, raised_words


def run(ref: Ref, group: Group = "", as_of: AsOf = "", json: Json = False) -> None:
    """Show one action and its history.

    \b
    Examples:
      actionlog show 8
      actionlog show 2021-05-19/5
      actionlog show "(6,1)"
    """
    desk = open_desk()
    day = desk.as_of(as_of)
    action = desk.named_action(ref, group)
    standing = Standings(desk.named_log, day).of(action)
    if standing is None:
        raised = long_date(desk.log.meeting(action.group, action.meeting).date)
        raise Refused(
            f"Action {action.short_id} had not been raised yet on {long_date(day)}. It was raised on {raised}; give "
            "that day or a later one: --as-of DATE"
        )
    if json:
        from actionlog.renderers.json import SCHEMA, envelope

        print_bytes(envelope({"schema": SCHEMA, "as_of": day.isoformat()}, [standing]))
        return
    for label, value in _lines(standing):
        if value:
            say(f"{label + ':':<12}{value}")
    if standing.action.history:
        say("History:")
    for event in standing.action.history:
        after, before = value_words(event, event.after), value_words(event, event.before)
        moved = f" ({before or 'not set'} → {after})" if after else ""
        who = f" [{agreed_by(event)}]" if event.by or event.meeting else ""
        say(f"  {long_date(event.date)}  {named(event)}{moved}{who}")


def _lines(s: Standing) -> list[tuple[str, str]]:
    action, minuted = s.action, s.action.minuted
    due = deadline_words(action.deadline)
    if s.due:
        due = weekday_date(s.due) if s.due == action.deadline else f"{due} ({weekday_date(s.due)})"
    if s.slipped:
        due += f"; at first {deadline_words(s.original_deadline)}"
    printed = "; ".join(f"{key} “{value}”" for key, value in minuted._asdict().items() if value)
    return [
        ("Ref", f"{s.ref} ({action.id})"),
        ("Action", action.action),
        ("Owner", joined(map(owner_label, action.owners)) or "Not set"),
        ("Deadline", due),
        ("Review", long_date(action.review) if action.review else ""),
        ("Status", status_words(s)),
        ("Raised", raised_words(s.meeting) + (f", item {action.item}" if action.item else "")),
        ("Carried", f"past {s.carried} meeting{'' if s.carried == 1 else 's'}" if s.carried else ""),
        ("In words", printed),
        ("Published", "never (confidential)" if action.confidential else ""),
    ]
