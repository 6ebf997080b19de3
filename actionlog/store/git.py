"""What git knows of the log's earlier states. Nothing here writes.

`root` is the log's folder; paths lead from it, with forward slashes. All functions raise NotAGitRepository where the
log is in none, GitMissing without the program, and UnknownRevision for a revision that does not name a commit.

File names never change (they are the actions' identity), hence no `--follow`. A limit to the log's folder is given
only where the repository holds more than the log: a path limit that covers everything makes git several times slower.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from actionlog.characters import visible
from actionlog.errors import ActionlogError
from actionlog.store import git_program
from actionlog.store.git_program import WorkTree

_FILE_MODES = (b"100644", b"100755")


class UnknownRevision(ActionlogError):
    """No commit is called so."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        super().__init__(f"git knows no commit {visible(revision)}. The commits are shown by: git log --oneline")


class Revision(NamedTuple):
    """One file as one commit left it; `content` is None where the commit removed it."""

    commit: str
    author: str
    authored: datetime
    committed: datetime
    subject: str
    content: bytes | None


class Commit(NamedTuple):
    """A commit that touched the log.

    `files` are pairs of git's letter (A added, M modified, D removed, T type changed) and path. `parents` is their
    number: 2 or more for a merge, whose files are not listed.
    """

    commit: str
    author: str
    authored: datetime
    subject: str
    body: str
    files: tuple[tuple[str, str], ...]
    parents: int


def head(root: Path) -> str:
    """Return the full hash of the commit that the work tree stands on, empty where there is none yet."""
    return git_program.required(root).tip()


def resolve(root: Path, revision: str) -> str:
    """Return the full hash of the commit that `revision` (a hash, branch, tag, `HEAD~2` …) names."""
    return _resolved(git_program.required(root), revision)


def tree(root: Path, revision: str, suffix: str = "") -> dict[str, bytes]:
    """Return the files of the log as a commit holds them, by path; with `suffix`, those whose names end so."""
    work_tree = git_program.required(root)
    limit = [work_tree.prefix] if work_tree.prefix else []
    said = git_program.read(
        work_tree, "ls-tree", "-r", "-z", "--full-tree", _resolved(work_tree, revision), "--", *limit
    )
    blobs = {}
    for line in said.split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        mode, _, blob = about.split(b" ")
        path = os.fsdecode(name).removeprefix(work_tree.prefix)
        if mode in _FILE_MODES and path.endswith(suffix):
            blobs[path] = blob
    return {
        path: content or b"" for path, content in zip(blobs, _contents(work_tree, list(blobs.values())), strict=True)
    }


def uncommitted(root: Path) -> list[str]:
    """Return the YAML files of the log that are new, changed or gone since the last commit."""
    work_tree = git_program.required(root)
    said = git_program.read(
        work_tree, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", work_tree.pathspec()
    )
    paths = [os.fsdecode(line[3:]).removeprefix(work_tree.prefix) for line in said.split(b"\0")[:-1]]
    return [path for path in paths if path.endswith(".yaml")]


def deleted(root: Path) -> list[str]:
    """Return the files of the log that git keeps and that are gone from the disk; empty outside git."""
    work_tree = git_program.find(root)
    if work_tree is None:
        return []
    said = git_program.read(work_tree, "ls-files", "--deleted", "-z", "--", work_tree.pathspec())
    return [os.fsdecode(line).removeprefix(work_tree.prefix) for line in said.split(b"\0")[:-1]]


def file_at(root: Path, revision: str, path: str) -> bytes | None:
    """Return what a file held at a commit, None where it did not exist."""
    work_tree = git_program.required(root)
    commit = _resolved(work_tree, revision)
    return next(_contents(work_tree, [_at(work_tree, commit, path)]))


def revisions(root: Path, path: str) -> list[Revision]:
    """Return each commit that changed a file, oldest first, and what it held then."""
    work_tree = git_program.required(root)
    if not work_tree.tip():
        return []
    said = git_program.read(
        work_tree,
        *("log", "--topo-order", "--reverse", "-z", "--no-renames", "--no-color"),
        *("--format=%H%x00%aN%x00%aI%x00%cI%x00%s", "HEAD", "--", work_tree.pathspec(path)),
    )
    fields = said.decode("utf-8", "replace").split("\0")
    rows = [fields[at : at + 5] for at in range(0, len(fields) - 4, 5)]
    contents = _contents(work_tree, [_at(work_tree, row[0], path) for row in rows])
    return [
        Revision(commit, author, _moment(authored), _moment(committed), subject, content)
        for (commit, author, authored, committed, subject), content in zip(rows, contents, strict=True)
    ]


def log_commits(root: Path, since: str = "", limit: int | None = None) -> list[Commit]:
    """Return the commits that touched the log, newest first: those after the revision `since`, at most `limit`."""
    work_tree = git_program.required(root)
    if not work_tree.tip():
        return []
    said = git_program.read(
        work_tree,
        *("log", "--topo-order", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-color", "--ignore-submodules=all"),
        "--format=%H%x00%P%x00%aN%x00%aI%x00%s%x00%b%x00",
        *([f"--max-count={limit}"] if limit is not None else []),
        f"{_resolved(work_tree, since)}..HEAD" if since else "HEAD",
        *(["--", work_tree.pathspec()] if work_tree.prefix else ["--"]),
    )
    return list(_commits(iter(said.split(b"\0")), work_tree.prefix))


def _commits(tokens: Iterator[bytes], prefix: str) -> Iterator[Commit]:
    """Read what `git log -z --raw` prints: seven fields, the last empty; then pairs of `:… letter` and path."""
    token = next(tokens, b"")
    while token:
        parents, author, authored, subject, body, _ = (t.decode("utf-8", "replace") for t in islice(tokens, 6))
        commit = token.decode("ascii")
        files = []
        token = next(tokens, b"")
        while token.lstrip(b"\n").startswith(b":"):
            files.append((chr(token[-1]), os.fsdecode(next(tokens)).removeprefix(prefix)))
            token = next(tokens, b"")
        yield Commit(commit, author, _moment(authored), subject, body.strip("\n"), tuple(files), len(parents.split()))


def _resolved(work_tree: WorkTree, revision: str) -> str:
    if revision and not revision.startswith("-") and "\0" not in revision:
        code, said, _ = git_program.ask(
            work_tree.top, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"
        )
        if code == 0:
            return said.decode("ascii").strip()
    raise UnknownRevision(revision)


def _at(work_tree: WorkTree, commit: str, path: str) -> bytes:
    return os.fsencode(f"{commit}:{work_tree.prefix}{path}")


def _contents(work_tree: WorkTree, names: list[bytes]) -> Iterator[bytes | None]:
    """Yield what each named object holds, None for one that is missing; all from one process."""
    if not names:
        return
    said = git_program.read(work_tree, "cat-file", "--batch", given=b"\n".join(names) + b"\n")
    at = 0
    for _ in names:
        end = said.index(b"\n", at)
        header = said[at:end]
        if header.endswith(b" missing"):
            yield None
            at = end + 1
        else:
            size = int(header.rpartition(b" ")[2])
            yield said[end + 1 : end + 1 + size]
            at = end + size + 2


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:  # a commit may be dated with a zone that there is not
        return datetime.fromtimestamp(0, UTC)
