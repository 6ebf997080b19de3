"""What `publish` is about to put into its folder: made, and proved to hold nothing withheld, before it is put there."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from actionlog.cli.desk import Desk
from actionlog.cli.output import placed
from actionlog.errors import ActionlogError, Refused
from actionlog.model import Group, Log
from actionlog.papers import count_of
from actionlog.people import BY_ROLE
from actionlog.query import before_day
from actionlog.redaction.comparing import became
from actionlog.redaction.persons import same_person
from actionlog.redaction.public import WITHHELD, Published, public
from actionlog.redaction.record import RedactionLog, log_rows
from actionlog.redaction.scan import Leak, scan
from actionlog.redaction.sources import ERROR, Finding
from actionlog.renderers.site import Wanted, site
from actionlog.store import git_identity
from actionlog.store.published_folder import published_pages, with_manifest
from actionlog.store.redaction_log import added, last_publication

#: Of the kinds of places that stop a publication, so many are told at once; and of each so many places.
_MOST_TOLD = 40
_PLACES_TOLD = 8


#: An address of a mailbox, of a server or of a folder, and not `..` or a single word.
_TELLS = re.compile(r"\w@\w|\w{3,}.*[/\\:]|[/\\:].*\w{3,}", re.DOTALL)


class Signatures(NamedTuple):
    """Who prepared what is published, and the second person, who checked it; empty where it was not said."""

    prepared_by: str
    checked_by: str


class NotPublished(ActionlogError):
    """What is withheld would be published, in `number` places.

    `places` are sentences that say where it stands, and never whom it names.
    """

    exit_code = 1

    def __init__(self, places: Sequence[str], number: int, where: str) -> None:
        self.places = tuple(places)
        lines = [f"Nothing was published: what is withheld stands in {count_of(number, 'place')} of {where}."]
        lines += places[:_MOST_TOLD]
        if len(places) > _MOST_TOLD:
            lines.append(f"… and {len(places) - _MOST_TOLD} more of other kinds.")
        lines.append("Mend each of these, then publish again.")
        if where == "the log":
            lines.append("To write handles in place of names in every text at once: actionlog people --use-handles")
        super().__init__("\n".join(lines))


class Publication(NamedTuple):
    """A site that may be put in place. `said` is told on standard output, `warnings` on standard error."""

    title: str
    as_of: date
    files: dict[str, bytes]
    said: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    log_file: Path | None = None
    log_data: bytes = b""

    @contextmanager
    def log_put(self) -> Iterator[Callable[[], None]]:
        """Give what puts the redaction log beside the site, having made sure that it can be written."""
        if self.log_file is None:
            yield lambda: None
            return
        shown = os.path.relpath(self.log_file)
        with placed(shown, self.log_data, "The redaction log") as put:
            yield put


def for_members(desk: Desk, groups: Sequence[Group], day: date) -> Publication:
    """Return the site with nothing withheld, every page and file name of which says so (RED-17)."""
    log = _of_groups(desk.named_log, groups)
    files = with_manifest(site(Wanted(log, day, log.groups, internal=True)), "internal")
    return Publication(_title(log.groups), day, files, ("Nothing is withheld in it: it is for members only.",))


def for_the_public(
    desk: Desk,
    groups: Sequence[Group],
    day: date,
    target: Path,
    signatures: Signatures,
    *,
    mention_withheld: bool,
) -> Publication:
    """Return the site that the public may read, and the redaction log that goes with it.

    Raises Refused where nobody else has checked it, and NotPublished where a withheld name stands in the log's texts or
    would stand in any byte of the site.
    """
    checker = _second_person(desk, signatures)
    log = _raised_by(desk.log, day)
    published = _only(public(log, mention_withheld=mention_withheld), groups)
    if errors := [f for f in published.findings if f.severity == ERROR]:
        raise NotPublished(told_once(errors), len(errors), "the log")
    wanted = Wanted(
        published.log,
        day,
        published.log.groups,
        left_out=_left_out(published) if mention_withheld else {},
        roles=tuple(person.role for person in log.people if person.publish == BY_ROLE and person.role),
    )
    files = with_manifest(site(wanted), "public")
    _prove(desk, published, wanted, files)
    log_file = redaction_log_of(target)
    rows = log_rows(published, _documents(published), desk.commit, desk.today, checker, log)
    _prove_log(published, rows)
    slugs = {group.slug for group in groups}
    former = [row for row in last_publication(log_file) if _group_of(row["Document"]) in slugs]
    warnings = told_once([f for f in published.findings if f.severity != ERROR])
    return Publication(
        _title(published.log.groups),
        day,
        files,
        (
            *_withheld_words(published),
            *(became(former, rows.records) if former else ()),
            *_gone(target, files),
        ),
        (*warnings, *_not_committed(desk)),
        log_file,
        added(log_file, rows),
    )


def told_once(found: Sequence[Finding]) -> list[str]:
    """Return findings as sentences: of one kind about one party the first place whole, then where else it is so."""
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        kinds.setdefault((finding.who, finding.message.replace(f"`{finding.field}`", "")), []).append(finding)
    return [
        f"{first.path}:{first.line}: {first.message}{_also(dict.fromkeys(f'{f.path}:{f.line}' for f in more))}"
        for first, *more in kinds.values()
    ]


def _leaks_told(leaks: Sequence[Leak]) -> list[str]:
    kinds: dict[tuple[str, str], list[Leak]] = {}
    for leak in leaks:
        kinds.setdefault((leak.who, leak.message), []).append(leak)
    return [
        f"{first.file} ({first.where}): {first.message}{_also(dict.fromkeys(leak.file for leak in more))}"
        for first, *more in kinds.values()
    ]


def _also(places: Iterable[str]) -> str:
    """Return where else something is so, as a sentence that goes on; empty where nowhere."""
    every = list(places)
    if not every:
        return ""
    rest = f" and {len(every) - _PLACES_TOLD} more" if len(every) > _PLACES_TOLD else ""
    return f" The same in: {', '.join(every[:_PLACES_TOLD])}{rest}."


def redaction_log_of(target: Path) -> Path:
    """Return the file of the redaction log: beside the folder of the site, never in it."""
    return target.with_name(f"{target.name}-redaction-log.csv")


def _raised_by(log: Log, day: date) -> Log:
    """Return `log` with the actions that had been raised by `day`; meetings to come stay, since papers name them."""
    raised = {action.id for action in before_day(log, day).actions}
    return replace(log, actions=tuple(a for a in log.actions if a.id in raised))


def _only(published: Published, groups: Sequence[Group]) -> Published:
    """Return the part of what may be published that is of these groups.

    The whole log is redacted first: a text of one group may name somebody, or an action, of another.
    """
    slugs = {group.slug for group in groups}
    if slugs == {group.slug for group in published.log.groups}:
        return published
    others = {g.slug for g in published.log.groups} - slugs
    return published._replace(
        log=_of_groups(published.log, groups),
        redactions=tuple(r for r in published.redactions if _group_of(r.document) in slugs),
        left_out=tuple(place for place in published.left_out if _group_of(place) in slugs),
        findings=tuple(f for f in published.findings if _group_of(f.path) not in others),
    )


def _group_of(document: str) -> str:
    """Return the folder of the group that an action, a meeting or a file of the log belongs to."""
    return document.rpartition(": ")[2].partition("/")[0]


def _gone(target: Path, files: dict[str, bytes]) -> list[str]:
    """Say how many pages of the site that is replaced are not in the new one."""
    gone = published_pages(target) - files.keys()
    verb = "is" if len(gone) == 1 else "are"
    return [f"{count_of(len(gone), 'page')} of the former site {verb} not in this one."] if gone else []


def _not_committed(desk: Desk) -> list[str]:
    """Warn where the commit that the redaction log names does not hold what is published."""
    from actionlog.store import git
    from actionlog.store.git_program import GitMissing, NotAGitRepository

    try:
        changed = git.uncommitted(desk.repository.root)
    except (NotAGitRepository, GitMissing):
        return []
    if not changed:
        return []
    return [
        f"The log has changes that are not committed ({', '.join(changed[:3])}{' …' if len(changed) > 3 else ''}), so "
        "the commit that the redaction log names does not hold what is published."
    ]


def _of_groups(log: Log, groups: Sequence[Group]) -> Log:
    """Return the part of `log` that is of these groups; the register of people stays whole."""
    slugs = {group.slug for group in groups}
    return replace(
        log,
        groups=tuple(g for g in log.groups if g.slug in slugs),
        meetings=tuple(m for m in log.meetings if m.group in slugs),
        actions=tuple(a for a in log.actions if a.group in slugs),
    )


def _second_person(desk: Desk, signatures: Signatures) -> str:
    """Return who checked it, having made sure that it is not who prepared it (RED-13)."""
    checker = signatures.checked_by.strip()
    if not checker:
        raise Refused("Say who checked what is published, and is not who prepared it: --checked-by WHO")
    identity = git_identity.identity(desk.repository.root)
    preparers = [signatures.prepared_by.strip()] if signatures.prepared_by.strip() else [*filter(None, identity)]
    if not preparers:
        raise Refused("Say who prepared what is published, since git has no name for you: --prepared-by WHO")
    if any(same_person(checker, preparer, desk.log) for preparer in preparers):
        raise Refused(
            f"{checker} both prepared this and checked it. A second person must read it first: --checked-by WHO"
        )
    return checker


def _prove(desk: Desk, published: Published, wanted: Wanted, files: dict[str, bytes]) -> None:
    """Raise NotPublished where any byte of `files` holds what is withheld.

    Somebody named only among those who came may stand there and nowhere else: so the site is made once more with no
    attendance in it, and that one is searched for them.
    """
    leaks = scan(files, [w for w in published.withheld if not w.attending], _of_this_machine(desk))
    if here := [w for w in published.withheld if w.attending]:
        alone = tuple(replace(m, present=(), apologies=(), attending=()) for m in published.log.meetings)
        without = wanted._replace(log=replace(published.log, meetings=alone))
        leaks += scan(site(without), here)
    if leaks:
        raise NotPublished(_leaks_told(leaks), len(leaks), "the finished site")


def _prove_log(published: Published, rows: RedactionLog) -> None:
    text = "\n".join("\n".join(row) for row in rows.rows)
    if leaks := scan({"redaction-log.txt": text.encode()}, published.withheld):
        raise NotPublished(
            [f"the redaction log ({leak.where}): {leak.message}" for leak in leaks], len(leaks), "the redaction log"
        )


def _of_this_machine(desk: Desk) -> tuple[str, ...]:
    """Return what would tell on which computer, by whom and from where this was made (RED-18).

    What is too short to tell anything is left out (a remote `..`, an address `clerk`): every page would hold it.
    """
    root = desk.repository.root.resolve()
    paths = [path for path in (root, Path.home()) if len(path.parts) > 2]
    of_git = (git_identity.identity(root).email, *git_identity.addresses(root))
    found = (*map(os.fspath, paths), *(path.as_posix() for path in paths), *filter(_TELLS.search, of_git))
    return tuple(sorted(set(found)))


def _left_out(published: Published) -> dict[str, int]:
    groups = [place.partition("/")[0] for place in published.left_out]
    return {group: groups.count(group) for group in dict.fromkeys(groups)}


def _documents(published: Published) -> dict[str, str]:
    """Return, by the id of an action or meeting, the page that shows it."""
    found = {a.id: f"{a.group}/register.html" for a in published.log.actions}
    for meeting in published.log.meetings:
        found[f"{meeting.group}/{meeting.name}"] = f"{meeting.group}/minutes-{meeting.name}.html"
    return found


def _withheld_words(published: Published) -> list[str]:
    places = [r for r in published.redactions if r.decision == WITHHELD]
    people = count_of(len({r.handle for r in places}), "party").replace("partys", "parties")
    said = [f"Withheld: {people}, in {count_of(len(places), 'place')}." if places else "Nobody is withheld."]
    if published.left_out:
        said.append(f"Left out: {count_of(len(published.left_out), 'confidential action')}.")
    return said


def _title(groups: Sequence[Group]) -> str:
    return groups[0].name if len(groups) == 1 else count_of(len(groups), "group")
