"""Groups: the committees whose actions a log keeps, their numbering and their policy."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

from actionlog.changes import Change
from actionlog.changes.rules import clean, named, optional
from actionlog.characters import visible
from actionlog.errors import Refused
from actionlog.model import DEFAULT_SETTINGS, Group, Log, Scheme, Settings, long_date, meeting_key
from actionlog.refs import template_fault


def slug_of(name: str) -> str:
    """Return the folder name for a group: `Evidence Group` gives `evidence-group`. Refused where nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:60].strip("-")
    if not slug:
        raise Refused(f"No folder can be named after “{name}”: give the group a name with letters from a to z.")
    if slug in ("con", "prn", "aux", "nul") or re.fullmatch(r"(com|lpt)\d", slug):
        slug += "-group"  # Windows keeps these names for devices
    return slug


def start(settings: Settings = DEFAULT_SETTINGS) -> Change:
    """Start a log: its settings."""
    return Change("Start the action log", settings=settings)


def add(
    log: Log, slug: str, name: str, *, code: str = "", members: tuple[str, ...] = (), numbering: str = ""
) -> Change:
    """Add a group in the folder `slug`. Refused where the folder, the name or the code is taken."""
    title = clean(name, "group's name")
    letters = optional(code, "code")
    for other in log.groups:
        if other.slug == slug or other.name.casefold() == title.casefold():
            raise Refused(
                f"This log already has a group {other.name} (folder {other.slug}). Nothing was changed. "
                f"To change its settings: actionlog group set {other.slug}"
            )
        if letters and other.code.casefold() == letters.casefold():
            raise Refused(f"The code {letters} is taken by {other.name}. Give another: --code CODE")
    group = Group(slug, title, letters, tuple(clean(m, "member") for m in members), (_scheme(numbering or "{n}"),))
    return Change(
        f"Add the group {slug}",
        said=(
            f"{title} is in the log (folder {slug}).",
            f"As usual, {_who_may(group)}. "
            f"To leave that to the meeting: actionlog group set {slug} --close meeting --extend meeting",
        ),
        groups=(group,),
    )


def change(
    group: Group,
    *,
    close: str = "",
    extend: str = "",
    require_deadline: str = "",
    name: str = "",
    code: str = "",
    members: tuple[str, ...] = (),
    numbering: str = "",
    start: str = "",
) -> Change:
    """Change who may close and extend, whether a deadline is required, what the group is called, how refs are printed.

    `numbering` is the pattern of refs from the meeting `start` on (its folder name; empty: from the beginning).
    """
    policy = group.policy._replace(
        close=close or group.policy.close,
        extend=extend or group.policy.extend,
        require_deadline=require_deadline or group.policy.require_deadline,
    )
    changed = replace(
        group,
        policy=policy,
        name=optional(name, "group's name") or group.name,
        code=optional(code, "code") or group.code,
        members=tuple(dict.fromkeys((*group.members, *(clean(m, "member") for m in members)))),
    )
    renumbered = replace(changed, numbering=_numbered(group, numbering, start)) if numbering else changed
    if renumbered == group:
        return Change("", said=(f"Nothing was changed: {group.name} has these settings already.",))
    said = []
    if changed != group:
        asks = _asks(policy.require_deadline)
        said.append(f"{changed.name}: {_who_may(changed)}; a missing deadline is {asks}.")
    if renumbered != changed:
        since = f" from {start} on" if start else ""
        said.append(f"{changed.name} prints its refs as {numbering}{since}.")
    what = "settings" if changed != group else "numbering"
    return Change(f"Change the {what} of {group.slug}", said=tuple(said), groups=(renumbered,))


def _numbered(group: Group, ref: str, start: str) -> tuple[Scheme, ...]:
    """Return the numbering of `group` with the pattern `ref` from the meeting `start` on."""
    kept = [s for s in group.numbering if s.start != start]
    return tuple(sorted([*kept, _scheme(ref, start)], key=lambda s: meeting_key(s.start) if s.start else ("", 0, "")))


def dissolve(log: Log, group: Group, *, on: date, today: date) -> Change:
    """Wind a group up. Refused until each of its actions is closed (completed, transferred, lapsed), or until `on`."""
    if group.dissolved:
        raise Refused(f"{group.name} was already wound up on {long_date(group.dissolved)}. Nothing was changed.")
    if on > today:
        raise Refused(
            f"{long_date(on)} is still to come (today is {long_date(today)}). Wind {group.name} up on or after that "
            "day, or give the day it was wound up: --date DATE"
        )
    still_open = [a for a in log.actions_of(group.slug) if a.is_open]
    if still_open:
        lines = "\n".join(f"  {named(log, a)}  {visible(a.action)}" for a in still_open)
        count = "1 open action" if len(still_open) == 1 else f"{len(still_open)} open actions"
        raise Refused(
            f"{group.name} still has {count}, so it cannot be wound up. Close each first, as completed, transferred or "
            f"lapsed:\n{lines}\nFor example: actionlog close {still_open[0].short_id} --outcome lapsed"
        )
    return Change(
        f"Wind up {group.slug}",
        said=(f"{group.name} is wound up on {long_date(on)}; its log stays, and the check is silent about it.",),
        groups=(replace(group, dissolved=on),),
    )


def _who_may(group: Group) -> str:
    close, extend = group.policy.close, group.policy.extend
    if close == extend:
        return f"the {close} closes actions and agrees new deadlines"
    return f"the {close} closes actions, and the {extend} agrees new deadlines"


def _scheme(ref: str, start: str = "") -> Scheme:
    pattern = clean(ref, "numbering")
    if fault := template_fault(pattern):
        raise Refused(fault)
    return Scheme(pattern, start)


def _asks(word: str) -> str:
    return {"advise": "only advised against", "warn": "warned of", "error": "an error"}[word]
