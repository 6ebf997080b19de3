"""Who records things here, and where the log is kept: what git knows, and what no published page may say."""

from pathlib import Path
from typing import NamedTuple

from actionlog.store import git_program


class Identity(NamedTuple):
    """The name and address that git gives to a commit made here; empty where it has none."""

    name: str = ""
    email: str = ""


def identity(root: Path) -> Identity:
    """Return who git was told makes commits in the log's folder; what git would only guess, or lacks, is empty."""
    return Identity(_setting(root, "user.name"), _setting(root, "user.email"))


def _setting(root: Path, key: str) -> str:
    try:
        code, said, _ = git_program.ask(root, "config", "--get", key)
    except git_program.GitMissing:
        return ""
    return said.decode("utf-8", "replace").strip() if code == 0 else ""


def addresses(root: Path) -> tuple[str, ...]:
    """Return the addresses of the places that the log is pushed to; none where it is not kept in git."""
    try:
        code, said, _ = git_program.ask(root, "config", "--get-regexp", r"^remote\..*\.(push)?url$")
    except git_program.GitMissing:
        return ()
    lines = said.decode("utf-8", "replace").splitlines() if code == 0 else []
    return tuple(sorted({line.partition(" ")[2] for line in lines if " " in line}))
