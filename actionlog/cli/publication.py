"""What `publish` is about to put into its folder: made, and proved to hold nothing withheld, before it is put there."""

import os
from collections.abc import Callable, Iterator, Sequence
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
from actionlog.redaction.comparing import became
from actionlog.redaction.persons import same_person
from actionlog.redaction.public import WITHHELD, Published, public
from actionlog.redaction.record import RedactionLog, log_rows
from actionlog.redaction.scan import scan
from actionlog.redaction.sources import ERROR
from actionlog.renderers.site import Wanted, site
from actionlog.store import git_identity
from actionlog.store.published_folder import with_manifest
from actionlog.store.redaction_log import added, last_publication

#: Of the places that stop a publication, so many are told at once.
_MOST_TOLD = 40


class Signatures(NamedTuple):
    """Who prepared what is published, and the second person, who checked it; empty where it was not said."""

    prepared_by: str
    checked_by: str


class NotPublished(ActionlogError):
    """What is withheld would be published. `places` are sentences that say where it stands, and never whom it names."""

    exit_code = 1

    def __init__(self, places: Sequence[str], where: str) -> None:
        self.places = tuple(places)
        lines = [f"Nothing was published: what is withheld stands in {count_of(len(places), 'place')} of {where}."]
        lines += places[:_MOST_TOLD]
        if len(places) > _MOST_TOLD:
            lines.append(f"… and {len(places) - _MOST_TOLD} more.")
        lines.append("Mend each of these, then publish again.")
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
    files = with_manifest(site(Wanted(log, day, log.groups, internal=True)))
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
    log = _of_groups(desk.log, groups)
    checker = _second_person(desk, signatures)
    published = public(log, mention_withheld=mention_withheld)
    if errors := [f"{f.path}:{f.line}: {f.message}" for f in published.findings if f.severity == ERROR]:
        raise NotPublished(errors, "the log")
    wanted = Wanted(published.log, day, published.log.groups, left_out=_left_out(published) if mention_withheld else {})
    files = with_manifest(site(wanted))
    _prove(desk, published, wanted, files)
    log_file = redaction_log_of(target)
    rows = log_rows(published, _documents(published), _commit(desk), desk.today, checker, log)
    _prove_log(published, rows)
    former = last_publication(log_file)
    warnings = tuple(f"{f.path}:{f.line}: {f.message}" for f in published.findings if f.severity != ERROR)
    return Publication(
        _title(log.groups),
        day,
        files,
        (*_withheld_words(published), *(became(former, rows.records) if former else ())),
        warnings,
        log_file,
        added(log_file, rows),
    )


def redaction_log_of(target: Path) -> Path:
    """Return the file of the redaction log: beside the folder of the site, never in it."""
    return target.with_name(f"{target.name}-redaction-log.csv")


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
        raise NotPublished([f"{leak.file} ({leak.where}): {leak.message}" for leak in leaks], "the finished site")


def _prove_log(published: Published, rows: RedactionLog) -> None:
    text = "\n".join("\n".join(row) for row in rows.rows)
    if leaks := scan({"redaction-log.txt": text.encode()}, published.withheld):
        raise NotPublished([f"the redaction log ({leak.where}): {leak.message}" for leak in leaks], "the redaction log")


def _of_this_machine(desk: Desk) -> tuple[str, ...]:
    """Return what would tell on which computer, by whom and from where this was made (RED-18)."""
    root = desk.repository.root.resolve()
    home = Path.home()
    paths = {os.fspath(root), root.as_posix(), *((os.fspath(home), home.as_posix()) if len(home.parts) > 2 else ())}
    email = git_identity.identity(root).email
    return tuple(sorted(filter(None, (*paths, email, *git_identity.addresses(root)))))


def _left_out(published: Published) -> dict[str, int]:
    groups = [place.partition("/")[0] for place in published.left_out]
    return {group: groups.count(group) for group in dict.fromkeys(groups)}


def _documents(published: Published) -> dict[str, str]:
    """Return, by the id of an action or meeting, the page that shows it."""
    found = {a.id: f"{a.group}/register.html" for a in published.log.actions}
    for meeting in published.log.meetings:
        found[f"{meeting.group}/{meeting.name}"] = f"{meeting.group}/minutes-{meeting.name}.html"
    return found


def _commit(desk: Desk) -> str:
    from actionlog.store import git
    from actionlog.store.git_program import GitMissing, NotAGitRepository

    try:
        return git.head(desk.repository.root)[:12]
    except (NotAGitRepository, GitMissing):
        return ""


def _withheld_words(published: Published) -> list[str]:
    places = [r for r in published.redactions if r.decision == WITHHELD]
    people = count_of(len({r.handle for r in places}), "party").replace("partys", "parties")
    said = [f"Withheld: {people}, in {count_of(len(places), 'place')}." if places else "Nobody is withheld."]
    if published.left_out:
        said.append(f"Left out: {count_of(len(published.left_out), 'confidential action')}.")
    return said


def _title(groups: Sequence[Group]) -> str:
    return groups[0].name if len(groups) == 1 else count_of(len(groups), "group")
