"""What a good secretary would ask about who does an action, and about its wording.

Each function is one piece of advice; its name is the advice's, and its docstring is its entry in
`docs/reference/checks.md`.
"""

from collections.abc import Iterator

from actionlog.checks.survey import Advice, Survey, on
from actionlog.owners import is_unknown, joined, owner_label


def no_owner(survey: Survey) -> Iterator[Advice]:
    """Nobody owns the action. Ask who will do it, and name them with `actionlog assign`."""
    for s in survey.open:
        if not s.action.owners:
            yield on(
                s,
                "no-owner",
                f"It has no owner. Ask who will do it: actionlog assign {survey.ref(s.action)} OWNER",
            )


def collective_owner(survey: Survey) -> Iterator[Advice]:
    """Everybody owns the action (`All`, `Group members`), and nobody leads, so nobody may do it.

    Name one owner who answers for it; the others can be named after that one.
    """
    for s in survey.unsettled:
        owners = s.action.owners
        if owners and all(map(survey.parties[s.action.group].collective, owners)):
            yield on(
                s,
                "collective-owner",
                f"Its owner is {joined(owners)}: everybody, so perhaps nobody. Ask who leads, and name them first: "
                f'actionlog assign {survey.ref(s.action)} LEAD "{owners[0]}"',
            )


def owner_unknown(survey: Survey) -> Iterator[Advice]:
    """The minutes do not say who the owner is (`[Redact]`), so nobody can be reminded.

    Two owners who were redacted are never taken for one person. If you know who it is, name them with
    `actionlog assign`, and let the register of people withhold the name from what is published.
    """
    for s in survey.open:
        if any(map(is_unknown, s.action.owners)):
            yield on(
                s,
                "owner-unknown",
                "The minutes withhold its owner, so nobody can be reminded. If you know who it is: "
                f"actionlog assign {survey.ref(s.action)} OWNER",
            )


def owner_not_in_register(survey: Survey) -> Iterator[Advice]:
    """The register of people does not hold an owner, under any spelling.

    Only where there is a register. A misspelt name would miss its reminders: correct it with `actionlog assign`, or add
    the person, role or team to `people.yaml`.
    """
    if not survey.log.people:
        return
    for s in survey.open:
        parties = survey.parties[s.action.group]
        for owner in s.action.owners:
            if not (is_unknown(owner) or parties.collective(owner) or parties.registered(owner)):
                near = parties.nearest(owner)
                guess = f"Was {near} meant? Correct it" if near else "Correct the name"
                yield on(
                    s,
                    "owner-not-in-register",
                    f"Its owner {owner} is not in {survey.log.settings.people}. {guess} "
                    f"(actionlog assign {survey.ref(s.action)} OWNER), or add them there.",
                )


def owner_contradicts_text(survey: Survey) -> Iterator[Advice]:
    """The text gives the work to somebody who is not among the owners: owner `All`, text `Clerk to send …`.

    Looks at who stands before "to", "should", "must" or "will" in the text. Ask who answers for the action, and name
    them with `actionlog assign`.
    """
    for s in survey.unsettled:
        owners, parties = s.action.owners, survey.parties[s.action.group]
        if not owners:
            continue
        actors = [c.actor for c in survey.clauses[s.action.id] if c.actor and not parties.matched(c.actor, owners)]
        if actors:
            others = joined(dict.fromkeys(actors))
            yield on(
                s,
                "owner-contradicts-text",
                f"Its owner is {joined(map(owner_label, owners))}, but the text gives work to {others}. Ask who "
                f"answers for it: actionlog assign {survey.ref(s.action)} OWNER",
            )


def two_tasks(survey: Survey) -> Iterator[Advice]:
    """One action holds two tasks: two parties each have something to do, or two things are to be made.

    It cannot be closed while either is open, and nobody sees which. Give each its own number: add the second with
    `actionlog add`, and word the first anew with `actionlog edit`.
    """
    from actionlog.checks import wording  # its rules are made only where advice is asked for

    for s in survey.unsettled:
        found = wording.tasks(survey.clauses[s.action.id])
        if len(found) > 1:
            yield on(
                s,
                "two-tasks",
                f"It holds {'two' if len(found) == 2 else 'several'} tasks: {joined(f'“{_short(t)}”' for t in found)}. "
                "Each closes on its own day, so each needs its own number: actionlog add",
            )


def vague_verb(survey: Survey) -> Iterator[Advice]:
    """The action is to consider something, or to look at it: there will be nothing to show when it is done.

    The verbs are consider, explore, look at, look into, think about and reflect on. Say what there will be: a note, a
    list, a recommendation to a meeting.
    """
    from actionlog.checks import wording

    for s in survey.open:
        if verb := wording.vague_verb(survey.clauses[s.action.id]):
            yield on(
                s,
                "vague-verb",
                f"To “{verb}” leaves nothing to show. Ask what there will be when it is done (a note, a list, a "
                f"recommendation), and say so: actionlog edit {survey.ref(s.action)}",
            )


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
