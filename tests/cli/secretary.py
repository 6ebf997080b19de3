"""A secretary at the command line, in a real git repository. Every command goes through the real program."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from actionlog.cli.running import run

DOCUMENTS = Path(__file__).parent / "documents"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


class Answer(NamedTuple):
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Secretary:
    """Types commands in `folder`, a git repository of her own; `today` is the day on her calendar."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder, self._capture, self._patch = folder, capture, patch
        self.root = folder / "actions"

    def on(self, day: str) -> "Secretary":
        self._patch.setenv("ACTIONLOG_NOW", day)
        return self

    def types(self, *words: str, code: int | None = 0) -> Answer:
        """Run a command, and insist on its exit code (None: any)."""
        self._patch.delenv("ACTIONLOG_DIR", raising=False)
        self._capture.readouterr()
        got = run(list(words))
        out, err = self._capture.readouterr()
        assert code in (None, got), f"exit {got} instead of {code}\n{out}{err}"
        assert "Traceback" not in err
        return Answer(got, out, err)

    def json(self, *words: str, code: int = 0) -> Any:
        return self.types(*words, "--json", code=code).json

    def refused(self, *words: str) -> str:
        """Run a command that must be refused: exit 2, a sentence, and not a byte changed. Return the sentence."""
        with self.untouched():
            answer = self.types(*words, code=2)
        assert answer.out == ""
        return answer.err

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """Insist that neither a file nor git's history changes inside."""
        before = self._state()
        yield
        assert self._state() == before

    def _state(self) -> tuple[dict[str, bytes], str, str]:
        files = {
            str(p.relative_to(self.folder)): p.read_bytes()
            for p in sorted(self.folder.rglob("*"))
            if p.is_file() and ".git" not in p.parts
        }
        return files, self.git("rev-parse", "--verify", "-q", "HEAD", check=False), self.git("status", "--porcelain")

    def git(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.folder, check=False, capture_output=True, text=True, encoding="utf-8"
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    def commits(self) -> list[str]:
        """Return the first lines of the commits, newest first."""
        return self.git("log", "--format=%s").splitlines()

    def file(self, path: str) -> Path:
        return self.root / path

    def process(self, *words: str, **env: str) -> "subprocess.CompletedProcess[str]":
        """Run the program as a process of its own, its output into pipes."""
        clean = {k: v for k, v in os.environ.items() if k not in ("ACTIONLOG_DIR", "PYTHONDONTWRITEBYTECODE")}
        return subprocess.run(
            [sys.executable, "-m", "actionlog", *words],
            cwd=self.folder,
            env=clean | env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


class Minutes(NamedTuple):
    """Two sets of minutes of one committee, in the two forms that real ones have."""

    group: str
    may: Path
    january: Path
    council: Path
