"""Real git repositories in a temporary folder, with nothing of the user's own configuration."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import actionlog
from actionlog.store.writer import Writer

Git = Callable[..., str]


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without configuration, and no git variables from outside."""
    home = tmp_path / "home"
    home.mkdir()
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("PYTHONPATH", str(Path(actionlog.__file__).parents[1]))
    return home


@pytest.fixture
def git(own_home: Path) -> Git:
    """Run git in a folder and return what it prints."""

    def run(folder: Path, *arguments: str, given: str | None = None) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, input=given, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def work_tree(tmp_path: Path, git: Git) -> Path:
    """A repository with an identity, no commit yet, on branch main."""
    folder = tmp_path / "work tree"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.name", "Secretary (invented)")
    git(folder, "config", "user.email", "secretary@example.org")
    return folder


@pytest.fixture
def root(work_tree: Path, git: Git) -> Path:
    """A log in a folder `actions` of the repository, with one committed file."""
    log = work_tree / "actions"
    log.mkdir()
    (log / "actionlog.yaml").write_bytes(b"format: 1\n")
    git(work_tree, "add", ".")
    git(work_tree, "commit", "-q", "-m", "Start the log")
    return log


@pytest.fixture
def snapshot() -> Callable[[Path], dict[str, bytes]]:
    """What every file below a folder holds, git's own folder and ours left out; folders too."""

    def take(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"/"
            for path in sorted(folder.rglob("*"))
            if not {".git", ".actionlog"} & set(path.relative_to(folder).parts)
        }

    return take


@pytest.fixture
def python() -> Callable[..., "subprocess.Popen[bytes]"]:
    """Start a Python of its own (in a process group of its own) that runs a script."""

    def start(script: str, *arguments: object) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-c", script, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    return start


@pytest.fixture
def hook(work_tree: Path) -> Callable[[str, str], Path]:
    """Give the repository a hook of this name."""

    def make(name: str, script: str) -> Path:
        file = work_tree / ".git" / "hooks" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", newline="\n")
        file.chmod(0o755)
        return file

    return make


@pytest.fixture
def pairs(root: Path, git: Git) -> Path:
    """A log that holds no pair yet."""
    Writer(root).write({"count.yaml": b"0\n"}, "No pair yet", expect={"count.yaml": None})
    return root
