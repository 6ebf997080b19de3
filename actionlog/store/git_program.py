"""The git work tree that holds the log, and the one place where the git program is run.

git is the user's own program, run without a shell: its hooks, signing and identity are obeyed, and its configuration
is never written. Names are passed with the pathspec magic `:(top,literal)`, not by `GIT_LITERAL_PATHSPECS`, and
messages are asked for in English by `LANGUAGE`, not by `LC_ALL`: hooks inherit the environment, and must find theirs.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from actionlog.characters import visible_lines
from actionlog.errors import ActionlogError

#: With one of these set, git may look elsewhere than in the folders above: then git is asked.
_REDIRECTIONS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_CEILING_DIRECTORIES")
#: What reading asks of git, whatever the user's configuration says.
_PLAIN = ("-c", "i18n.logOutputEncoding=UTF-8", "-c", "log.showSignature=false", "-c", "log.follow=false")
#: Bytes set aside for git's words, so that it can still say that the disk is full.
_ROOM = 8192
_HASH = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")


class GitMissing(ActionlogError):
    """The git program is not installed, or not on the PATH."""

    def __init__(self) -> None:
        super().__init__("The git program was not found. Install it (https://git-scm.com), then run the command again.")


class NotAGitRepository(ActionlogError):
    """What was asked is known to git alone, and the log is not in a git repository."""

    def __init__(self, where: Path) -> None:
        self.where = where
        super().__init__(
            f"This needs the log's earlier states, which git keeps, and {where} is not in a git repository. "
            "Start one there with: git init"
        )


class GitFailed(ActionlogError):
    """git could not do what it was asked, for a reason of its own; `words` are git's."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(f"git could not do what was asked, and nothing was changed. It says:\n{indented(words)}")


class WorkTree(NamedTuple):
    """Where git keeps what it knows of the log.

    `top` is the topmost folder of the work tree. `own` holds what belongs to this work tree alone (HEAD, index),
    `common` what linked work trees share (branches); in most repositories both are `.git`. `prefix` leads from `top` to
    the log: empty, or ending with a slash.
    """

    top: Path
    own: Path
    common: Path
    prefix: str

    def pathspec(self, path: str = "") -> str:
        """Return a path of the log, or the log itself, as a pathspec in which nothing is a wildcard."""
        return f":(top,literal){self.prefix}{path}"

    def pathspecs(self, paths: Iterable[str]) -> bytes:
        """Return paths of the log as git reads them with `--pathspec-from-file` and `--pathspec-file-nul`."""
        return b"".join(os.fsencode(self.pathspec(path)) + b"\0" for path in paths)

    def branch_file(self) -> Path | None:
        """Return the file in which git keeps the tip of the current branch; None where HEAD is on no branch."""
        head = (self.own / "HEAD").read_text("utf-8", "replace").strip()
        return self.common / head[4:].strip() if head.startswith("ref:") else None

    def tip(self) -> str:
        """Return the full hash of the commit that HEAD stands on, empty where there is none yet."""
        file = self.branch_file() or self.own / "HEAD"
        tip = file.read_text("ascii", "replace").strip() if file.is_file() else ""
        if _HASH.fullmatch(tip):
            return tip
        code, said, _ = ask(self.top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return said.decode("ascii").strip() if code == 0 else ""


def find(root: Path) -> WorkTree | None:
    """Return the work tree that holds the folder `root` (which need not exist yet), or None.

    A plain `.git` folder is found without starting git. GitMissing or GitFailed where git has to be asked and fails.
    """
    root = root.resolve()
    if any(name in os.environ for name in _REDIRECTIONS):
        return _told_by_git(root)
    for folder in (root, *root.parents):
        git = folder / ".git"
        if (git / "HEAD").is_file():
            return WorkTree(folder, git, git, _prefix(root, folder))
        if git.is_file():  # a linked work tree, or a submodule
            return _told_by_git(root)
    return None


def required(root: Path) -> WorkTree:
    """Return the work tree that holds `root`, or raise NotAGitRepository."""
    tree = find(root)
    if tree is None:
        raise NotAGitRepository(root)
    return tree


def _told_by_git(root: Path) -> WorkTree | None:
    folder = next(f for f in (root, *root.parents) if f.is_dir())
    code, said, words = ask(folder, "rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir")
    if code:
        if "not a git repository" in words or "must be run in a work tree" in words:
            return None
        raise GitFailed(words)
    top, own, common = (Path(os.fsdecode(line)) for line in said.splitlines())
    return WorkTree(top.resolve(), own, (folder / common).resolve(), _prefix(root, top.resolve()))


def _prefix(root: Path, top: Path) -> str:
    return "" if root == top else root.relative_to(top).as_posix() + "/"


def read(tree: WorkTree, *arguments: str, given: bytes = b"") -> bytes:
    """Return what a git command prints that only reads; GitFailed where it refuses."""
    code, said, words = ask(tree.top, *_PLAIN, *arguments, given=given)
    if code:
        raise GitFailed(words)
    return said


def ask(folder: Path, *arguments: str, given: bytes = b"") -> tuple[int, bytes, str]:
    """Run a git command that only reads, in `folder`: its exit code, what it printed, its words for the user."""
    import subprocess  # here, since loading it takes longer than many a command

    try:
        done = subprocess.run(
            [_program(), *arguments],
            input=given,
            capture_output=True,
            cwd=folder,
            env=_environment() | {"GIT_OPTIONAL_LOCKS": "0"},
            check=False,
        )
    except FileNotFoundError:
        raise GitMissing from None
    return done.returncode, done.stdout, _words(done.stderr)


def tell(
    tree: WorkTree, arguments: Sequence[str], given: bytes, heard: Path, started: Callable[[int], None]
) -> tuple[int, str]:
    """Run a git command that writes, and return its exit code and its words (a hook's included).

    `started` gets the number of the process before git gets `given` on its standard input. What git is to work on must
    be in there (`--pathspec-from-file=-`): then no git ever works unrecorded, for it ends by itself where that never
    comes. git's words go to the file `heard`: a pipe would keep us waiting for whatever a hook leaves running.
    KeyboardInterrupt passes through when git has ended, and tells nothing of what it has done.
    """
    import subprocess

    with heard.open("w+b") as words:
        words.write(bytes(_ROOM))
        words.seek(0)
        try:
            process = subprocess.Popen(
                [_program(), *arguments],
                stdin=subprocess.PIPE,
                stdout=words,
                stderr=words,
                cwd=tree.top,
                env=_environment(),
            )
        except FileNotFoundError:
            raise GitMissing from None
        try:
            started(process.pid)
        except BaseException:
            process.communicate(b"")  # git has nothing to do, and ends
            raise
        try:
            process.communicate(given)
        except KeyboardInterrupt:  # it has most likely reached git too; how git ended, Python may not know any more
            if process.stdin and not process.stdin.closed:
                process.stdin.close()
            process.wait()
            raise
        words.seek(0)
        said = _words(words.read().rstrip(b"\0"))
    with suppress(OSError):  # on Windows, what a hook left running may still have it open
        heard.unlink()
    return process.returncode, said


def _environment() -> dict[str, str]:
    return {**os.environ, "LANGUAGE": "C", "GIT_TERMINAL_PROMPT": "0"}


def _program() -> str:
    if sys.platform == "win32":  # Windows would try the current folder first, where anybody may have put a git.exe
        for folder in os.get_exec_path():
            program = Path(folder, "git.exe")
            if program.is_absolute() and program.is_file():
                return str(program)
        raise GitMissing
    return "git"


def _words(said: bytes) -> str:
    return visible_lines(said.decode("utf-8", "replace").replace("\r\n", "\n")).strip()


def indented(words: str) -> str:
    """Return another program's words set in by two spaces, for a message that quotes them."""
    return "\n".join(f"  {line}".rstrip() for line in words.splitlines()) or "  (nothing)"
