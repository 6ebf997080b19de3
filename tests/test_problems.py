"""Each check, each refusal and each word mistyped: the smallest log that provokes it, and the exact answer.

A folder of `tests/problems` holds a log (`actions/`, and whatever else stands beside it), what is typed
(`command.txt`: the last line is the one that goes wrong, those before it must succeed) and the answer
(`expected.txt`: the exit code, then what is printed). FOLDER stands for the folder in which it is tried, COMMIT for
the hash of a commit. What no file can hold, such as a full disk, is made by `tests/problems/surroundings.py`.
"""

import ast
import importlib
import io
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

import actionlog
from actionlog.checks import CHECKS
from actionlog.checks.manual import READING
from actionlog.cli.running import run
from actionlog.errors import ActionlogError
from tests.conftest import Snapshot
from tests.problems.surroundings import LEFT_CHANGED, NOT_PROVOKED, STANDARD_INPUT, SURROUNDINGS, Surroundings

PROBLEMS = Path(__file__).parent / "problems"
NAMES = sorted(path.parent.name for path in PROBLEMS.glob("*/command.txt"))
PACKAGE = Path(actionlog.__file__).parent
TODAY = "2021-06-24"

_SETTING = re.compile(r"[A-Z_]+=")
_HIDDEN = re.compile(r"\\u([0-9a-f]{4})")
_ENVIRONMENT = {
    "ACTIONLOG_NOW": TODAY,
    "COLUMNS": "100",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_DATE": "2021-06-24T12:00:00Z",
    "GIT_COMMITTER_DATE": "2021-06-24T12:00:00Z",
}
_UNSET = ("ACTIONLOG_DIR", "ACTIONLOG_DEBUG", "EDITOR", "VISUAL", "NO_COLOR", "FORCE_COLOR", "XDG_CONFIG_HOME")


class Site(NamedTuple):
    """A place in the code where a refusal is made: its file below the package, its line, and the function around it."""

    file: str
    line: int
    name: str

    @property
    def kind(self) -> str:
        """Which kind of refusal is made there."""
        return self.name.partition(" ")[0]

    @property
    def is_in_reader(self) -> bool:
        """True within a reader: each kind of refusal is tried here once, its places by the reader's own tests."""
        return self.file.startswith("readers/") and self.file != "readers/__init__.py"


class Played(NamedTuple):
    """What became of a problem: the answer as `expected.txt` writes it, whether anything was changed, and the places
    (file and line) where refusals were made.
    """

    code: int
    answer: str
    changed: bool
    sites: frozenset[tuple[str, int]]


Play = Callable[[str], Played]


@pytest.fixture(scope="session")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Return a function that tries a problem, once in a session."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text("[user]\n  name = Test secretary\n  email = secretary@localhost\n")
    empty = tmp_path_factory.mktemp("empty")
    subprocess.run(["git", "init", "-q", "-b", "main", "--template=", str(empty)], check=True)
    played: dict[str, Played] = {}

    def once(name: str) -> Played:
        if name not in played:
            folder = tmp_path_factory.mktemp("problem") / "committee"
            shutil.copytree(empty, folder)
            with pytest.MonkeyPatch.context() as patch, ExitStack() as closing:
                for variable in [v for v in os.environ if v.startswith("GIT_") or v in _UNSET]:
                    patch.delenv(variable)
                for variable, value in {**_ENVIRONMENT, "HOME": str(home), "USERPROFILE": str(home)}.items():
                    patch.setenv(variable, value)
                patch.chdir(folder)
                played[name] = _play(name, Surroundings(folder, patch, closing))
        return played[name]

    return once


def _play(name: str, around: Surroundings) -> Played:
    folder, patch = around.folder, around.patch
    problem = PROBLEMS / name
    ours = ("command.txt", "expected.txt")
    shutil.copytree(problem, folder, dirs_exist_ok=True, ignore=lambda at, _: ours if Path(at) == problem else ())
    around.git("add", "--all")
    around.git("commit", "-q", "--allow-empty", "-m", "The smallest log")
    *before, last = _commands(problem)
    for words, settings in before:
        code, out, err = _type(words, settings, patch)
        assert code == 0, f"{name}: a command before the last ended with {code}\n{out}{err}"
    sites = _record_refusals(patch)
    with ExitStack() as made:
        around = around._replace(closing=made)
        if name in SURROUNDINGS:
            SURROUNDINGS[name](around)
        untouched = _state(around)
        code, out, err = _type(*last, patch, STANDARD_INPUT.get(name, io.StringIO)())
    changed = _state(around) != untouched
    parts = [f"exit {code}\n", *(f"--- {what}\n{text}" for what, text in (("stdout", out), ("stderr", err)) if text)]
    return Played(code, _without_what_differs("".join(parts), around), changed, frozenset(sites))


def _commands(problem: Path) -> list[tuple[list[str], dict[str, str]]]:
    """Return the commands of a problem, each with the variables that stand before it as in a shell.

    `\\u202e` stands for a character that cannot be seen.
    """
    commands = []
    for line in (problem / "command.txt").read_text("utf-8").splitlines():
        words = [_HIDDEN.sub(lambda found: chr(int(found[1], 16)), word) for word in shlex.split(line)]
        settings = {}
        while _SETTING.match(words[0]):
            name, _, value = words.pop(0).partition("=")
            settings[name] = value
        assert words.pop(0) == "actionlog", line
        commands.append((words, settings))
    return commands


def _type(
    words: list[str], settings: dict[str, str], patch: pytest.MonkeyPatch, stdin: io.TextIOBase | None = None
) -> tuple[int, str, str]:
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2)]
    with pytest.MonkeyPatch.context() as own, redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        own.setenv("ACTIONLOG_DIR", "")  # so that what --log sets is gone afterwards
        for name, value in settings.items():
            own.setenv(name, value)
        own.setattr(sys, "stdin", stdin or io.StringIO())
        code = run(words)
    out, err = ("" if s.closed else s.buffer.getvalue().decode() for s in map(_flushed, streams))  # type: ignore[attr-defined]
    return code, out, err


def _flushed(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    stream.flush()
    return stream


def _state(around: Surroundings) -> tuple[dict[str, bytes], str, str]:
    """Return every byte of the folder, the commit it stands on, and what git says of the rest."""
    files = {
        path.relative_to(around.folder).as_posix(): path.read_bytes()
        for path in sorted(around.folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }
    return files, around.git("rev-parse", "--verify", "-q", "HEAD"), around.git("status", "--porcelain")


def _without_what_differs(text: str, around: Surroundings) -> str:
    """Return an answer with a word for the temporary folder, and one for each commit's hash."""
    for folder in (around.folder.resolve(), around.folder):
        text = text.replace(str(folder), "FOLDER")
    text = re.sub(r"FOLDER\S*", lambda found: found[0].replace("\\", "/"), text)
    for commit in around.git("rev-list", "--all").split():
        text = re.sub(rf"\b{commit[:7]}[0-9a-f]*", "COMMIT", text)
    return text


def _record_refusals(patch: pytest.MonkeyPatch) -> set[tuple[str, int]]:
    """Let every ActionlogError that is made from now on leave its place in the code in the set that is returned."""
    sites: set[tuple[str, int]] = set()

    def made(self: ActionlogError, *arguments: object) -> None:
        frame = sys._getframe(1)
        while frame.f_code.co_name == "__init__" and frame.f_locals.get("self") is self and frame.f_back:
            frame = frame.f_back
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(PACKAGE):
            sites.add((file.relative_to(PACKAGE).as_posix(), frame.f_lineno))
        Exception.__init__(self, *arguments)

    patch.setattr(ActionlogError, "__init__", made)
    return sites


@pytest.mark.parametrize("name", NAMES)
def test_a_problem_is_answered_with_these_words_and_nothing_is_changed(
    name: str, play: Play, snapshot: Snapshot
) -> None:
    played = play(name)
    snapshot(f"problems/{name}/expected.txt", played.answer)
    assert played.changed == (name in LEFT_CHANGED)
    assert "Traceback" not in played.answer
    assert "fault in actionlog itself" not in played.answer


@pytest.mark.parametrize("check", [*READING, *(check.name for check in CHECKS)])
def test_every_check_has_a_folder_that_provokes_it(check: str, play: Play) -> None:
    assert f"[{check}]\n" in play(check).answer


def test_every_kind_of_refusal_is_provoked_and_so_is_every_place_where_one_is_made(play: Play) -> None:
    provoked = {site for name in NAMES for site in play(name).sites}
    made = list(_sites())
    kinds = {s.kind for s in made if (s.file, s.line) in provoked}
    left = {
        f"{s.file}: {s.name}"
        for s in made
        if (s.file, s.line) not in provoked and not (s.is_in_reader and s.kind in kinds)
    }
    assert sorted(left - NOT_PROVOKED.keys()) == []
    assert NOT_PROVOKED.keys() - left == set(), "these are provoked, or are gone; take them out of NOT_PROVOKED"


def _sites() -> Iterator[Site]:
    """Yield every place in the package where an ActionlogError, or one of its kinds, is made."""
    for module in pkgutil.walk_packages(actionlog.__path__, "actionlog."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    kinds = {kind.__name__ for kind in _kinds(ActionlogError)}
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        seen: dict[str, int] = {}
        for site in sorted(_sites_in(ast.parse(path.read_text("utf-8")), file, "", kinds)):
            count = seen[site.name] = seen.get(site.name, 0) + 1
            yield site if count == 1 else site._replace(name=f"{site.name} ({count})")


def _sites_in(tree: ast.AST, file: str, around: str, kinds: set[str]) -> Iterator[Site]:
    for node in ast.iter_child_nodes(tree):
        made = node.func if isinstance(node, ast.Call) else node.exc if isinstance(node, ast.Raise) else None
        if isinstance(made, ast.Name) and made.id in kinds and isinstance(node, (ast.Call, ast.Raise)):
            yield Site(file, node.lineno, f"{made.id} in {around}")
        name = node.name if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else ""
        yield from _sites_in(node, file, ".".join(filter(None, (around, name))), kinds)


def _kinds(kind: type[ActionlogError]) -> Iterator[type[ActionlogError]]:
    yield kind
    for special in kind.__subclasses__():
        yield from _kinds(special)
