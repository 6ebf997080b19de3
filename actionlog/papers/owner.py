"""Letters to owners: to each its own open actions and no one else's, to be pasted into any mail program."""

from dataclasses import dataclass, field
from datetime import date

from actionlog.errors import Refused
from actionlog.model import Group, Meeting, deadline_words, long_date, weekday_date
from actionlog.owners import REDACTED, aliases, is_collective, is_unknown, joined, owner_key, owner_label
from actionlog.papers import Divider, Lines, Paper, Part, Row, Table, Text, count_of
from actionlog.papers.action_cells import deadline_cell
from actionlog.papers.closed import paper_refs
from actionlog.papers.positions import Horizon, Position, horizon, open_order, position, status_words
from actionlog.query import Standing, Standings, with_meeting

_COLUMNS = ("Ref", "Action", "Deadline", "Position")
_AGREES = {"secretariat": "secretariat's", "chair": "chair's", "meeting": "group's"}

#: The party that all collective owners are: they have one letter between them.
_EVERYBODY = ""


def paper(
    standings: Standings, group: Group, owner: str, meeting: Meeting | None = None, reply_by: date | None = None
) -> Paper:
    """Return the letter to `owner`. A collective owner, such as `All`, has the letter to all members.

    Raises Refused where no action of the group has this owner, or where the minutes did not name it.
    """
    if owner_key(owner) == owner_key(REDACTED):
        raise Refused(
            f"{REDACTED} stands for owners whom the minutes did not name, and nothing says that two of them are one "
            "person. So no letter can be written to them; give their actions an owner with: actionlog assign REF OWNER"
        )
    post = _sorted_post(standings, group, meeting)
    party = post.party(owner)
    if party not in post.known:
        raise Refused(_nobody(group, owner, post))
    return _letter(post, party, reply_by)


def each(
    standings: Standings, group: Group, meeting: Meeting | None = None, reply_by: date | None = None
) -> tuple[Paper, ...]:
    """Return a letter for every owner who has an open action and whom the minutes name, by name; all members first."""
    post = _sorted_post(standings, group, meeting)
    return tuple(_letter(post, party, reply_by) for party in sorted(post.open_of) if not _is_unnamed(party))


def together(standings: Standings, group: Group, meeting: Meeting | None = None, reply_by: date | None = None) -> Paper:
    """Return all letters as one paper; `nobody_to_write_to` says for which actions there is none."""
    letters = each(standings, group, meeting, reply_by)
    parts: list[Part] = []
    for letter in letters:
        parts += [*([Divider()] if parts else []), *letter.parts]
    written = {s.action.id: s for letter in letters for s in letter.standings}
    left = _without_letter(standings, group)
    if not parts:
        why = "No open action has an owner who is named" if left else "No action is open"
        parts = [Text(f"{why}, so there is no letter to write.")]
    return Paper(
        "owner",
        f"{group.name}: letters to owners",
        group.slug,
        standings.as_of,
        parts=tuple(parts),
        standings=tuple(written.values()),
        facts={"letters": [dict(letter.facts) for letter in letters], "no_letter": [s.action.id for s in left]},
        letter=True,
    )


def nobody_to_write_to(standings: Standings, group: Group, meeting: Meeting | None = None) -> str:
    """Return a remark for the secretary, which no letter may hold: for which open actions nobody gets a letter.

    Empty where every one is in some letter.
    """
    left = _without_letter(standings, group)
    if not left:
        return ""
    refs = paper_refs(with_meeting(standings, meeting), group, meeting)
    for_them = "it" if len(left) == 1 else "them"
    why = f"no letter for {count_of(len(left), 'action')}, because the log names no owner for {for_them}"
    return f"For the secretary: {why}: {joined(refs[s.action.id] for s in left)}."


def _without_letter(standings: Standings, group: Group) -> list[Standing]:
    """Return the open actions that have no owner, or none whom the minutes name."""
    return [s for s in standings.all(group.slug) if s.action.is_open and all(map(_is_unnamed, s.action.owners))]


def _is_unnamed(owner: str) -> bool:
    return is_unknown(owner) or owner_key(owner) == owner_key(REDACTED)


@dataclass(frozen=True)
class _Post:
    """Who owns what: `open_of` are the open actions of each party by id, `known` is the name of every party.

    `spelt` is every owner as first written in the log, the collective ones each by themselves.
    """

    standings: Standings
    group: Group
    meeting: Meeting | None
    soon: Horizon
    refs: dict[str, str]
    people: dict[str, str]
    open_of: dict[str, dict[str, Standing]] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    spelt: dict[str, str] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)

    def party(self, owner: str) -> str:
        """Return the party that an owner is; each spelling is worked out once."""
        if owner not in self.parties:
            self.parties[owner] = self._party(owner)
        return self.parties[owner]

    def _party(self, owner: str) -> str:
        if is_unknown(owner):
            return owner
        if is_collective(owner, self.standings.log, self.group.slug):
            return _EVERYBODY
        return owner_key(owner, self.people)


def _sorted_post(standings: Standings, group: Group, meeting: Meeting | None) -> _Post:
    standings = with_meeting(standings, meeting)
    rows = standings.all(group.slug)
    refs = paper_refs(standings, group, meeting)
    post = _Post(standings, group, meeting, horizon(standings, group, meeting), refs, aliases(standings.log))
    for standing in rows:
        for owner in standing.action.owners:
            party = post.party(owner)
            post.spelt.setdefault(owner_key(owner), owner_label(owner))
            post.known.setdefault(party, f"{group.name} (all members)" if party == _EVERYBODY else owner_label(owner))
            if standing.action.is_open:
                post.open_of.setdefault(party, {})[standing.action.id] = standing
    return post


def _nobody(group: Group, owner: str, post: _Post) -> str:
    from difflib import get_close_matches

    names = sorted({name for party, name in post.spelt.items() if not _is_unnamed(party)})
    by_key = {owner_key(name): name for name in names}
    near = get_close_matches(owner_key(owner), by_key, n=1)
    guess = f" Did you mean {by_key[near[0]]}?" if near else ""
    return f"No action of {group.name} is owned by {owner}.{guess} Its owners are: {joined(names) or 'none yet'}."


def _letter(post: _Post, party: str, reply_by: date | None) -> Paper:
    group, soon = post.group, post.soon
    rows = sorted(post.open_of.get(party, {}).values(), key=lambda s: open_order(s, soon))
    name = post.known[party]
    subject = f"{group.name}: your actions" + (f" before {long_date(post.meeting.date)}" if post.meeting else "")
    if any(s.action.confidential for s in rows):
        subject = f"Confidential: {subject}"
    reply = (f"Reply by: {weekday_date(reply_by)}",) if reply_by else ()
    parts: list[Part] = [
        Lines((f"To: {name}", *reply, f"Subject: {subject}")),
        Text(_opening(group, len(rows), everybody=party == _EVERYBODY)),
    ]
    if rows:
        parts.append(Table(f"To: {name}", _COLUMNS, tuple(_row(s, post, party) for s in rows)))
        needs = f"3. If not, when? (A new date needs the {_AGREES[group.policy.extend]} agreement.)"
        questions = ("1. What has been done?", "2. Can it close, and what shows that?", needs)
        parts.append(Lines(("For each, please tell us:" if len(rows) > 1 else "Please tell us:", *questions)))
    return Paper(
        "owner",
        subject,
        group.slug,
        post.standings.as_of,
        parts=tuple(parts),
        standings=tuple(rows),
        facts={
            "to": name,
            "owners": sorted({owner for s in rows for owner in s.action.owners if post.party(owner) == party}),
            "reply_by": reply_by.isoformat() if reply_by else None,
        },
        letter=True,
    )


def _opening(group: Group, count: int, *, everybody: bool) -> str:
    number = "no open actions" if count == 0 else count_of(count, "action")
    if everybody:
        return f"{'There is' if count == 1 else 'There are'} {number} for all members on the {group.name} log."
    return f"You have {number} on the {group.name} log."


def _row(standing: Standing, post: _Post, party: str) -> Row:
    ref, soon = post.refs[standing.action.id], post.soon
    others = [owner_label(o) for o in standing.action.owners if post.party(o) != party]
    status = status_words(standing, soon)
    shared = f", with {joined(others)}" if others else ""
    update = long_date(standing.last_update) if standing.last_update else "none"
    told = [f"Deadline: {_deadline_words(standing, soon)}.", f"Last update: {update}."]
    if others:
        told.append(f"With {joined(others)}.")
    cells = ref, standing.action.action, deadline_cell(standing), f"{status}{shared}"
    marked = ", confidential" if standing.action.confidential else ""
    return Row(cells, standing, (f"Ref {ref}{marked}", standing.action.action, " ".join(told)))


def _deadline_words(standing: Standing, soon: Horizon) -> str:
    deadline = standing.action.deadline
    words = deadline_words(deadline)
    if not isinstance(deadline, date):
        words = words[:1].lower() + words[1:]
        if standing.due:
            words += f" ({long_date(standing.due)})"
    where = position(standing, soon)
    if where == Position.UNDATED:
        return f"{words}, no date set" if deadline else words
    status = status_words(standing, soon).removeprefix("Open, ")
    return f"{words}, {status[:1].lower()}{status[1:]}"
