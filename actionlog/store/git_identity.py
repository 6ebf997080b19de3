"""Who records things here, and where the log is kept: what git knows, and what no published page may say."""

import re
from pathlib import Path
from typing import NamedTuple

from actionlog.store import git_program

_IDENTITY = re.compile(r"(.*) <([^>]*)> \d+ [+-]\d{4}")


class Identity(NamedTuple):
    """The name and address that git gives to a commit made here; empty where it has none."""

    name: str = ""
    email: str = ""


def identity(root: Path) -> Identity:
    """Return who would make a commit in the log's folder now; an empty one where git is missing or has no name."""
    try:
        code, said, _ = git_program.ask(root, "var", "GIT_AUTHOR_IDENT")
    except git_program.GitMissing:
        return Identity()
    found = _IDENTITY.fullmatch(said.decode("utf-8", "replace").strip()) if code == 0 else None
    return Identity(found[1], found[2]) if found else Identity()


def addresses(root: Path) -> tuple[str, ...]:
    """Return the addresses of the places that the log is pushed to; none where it is not kept in git."""
    try:
        code, said, _ = git_program.ask(root, "config", "--get-regexp", r"^remote\..*\.(push)?url$")
    except git_program.GitMissing:
        return ()
    lines = said.decode("utf-8", "replace").splitlines() if code == 0 else []
    return tuple(sorted({line.partition(" ")[2] for line in lines if " " in line}))
