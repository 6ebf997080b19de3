"""What can be wrong: faults in the log's files, as values, and refusals, as exceptions.

A fault in the data is a `Problem`: it is collected with all the others and shown by `check`. A refusal is an
`ActionlogError`: it holds the facts and words its own sentence; nothing has been changed when it is raised. Anything
else is a bug.
"""

from collections.abc import Sequence
from typing import NamedTuple

from actionlog.characters import visible


class Problem(NamedTuple):
    """A fault in a file of the log.

    `path` is relative to the log's folder, with forward slashes; `line` and `column` count from 1, and 0 means the
    whole file. `check` is the name under which `docs/reference/checks.md` explains it. `message` is a whole sentence
    (or several) that says what is wrong and what to do.
    """

    path: str
    line: int
    check: str
    message: str
    column: int = 0


class ActionlogError(Exception):
    """A refusal. `str()` is a sentence for the user; nothing was changed. `exit_code` is the program's."""

    exit_code = 2


class NoLogFound(ActionlogError):
    """There is no log where the user stands."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(
            f"There is no action log in {where} or any folder above it. "
            'Start one with: actionlog init --group "Name of your committee"'
        )


class UnreadableLog(ActionlogError):
    """Some files of the log cannot be read; a paper with an action missing is worse than none."""

    exit_code = 1

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        head = "The log cannot be read, so nothing is shown and nothing was changed: "
        head += "one fault" if count == 1 else f"{count} faults"
        lines = [f"{p.path}:{p.line}: {p.message}" if p.line else f"{p.path}: {p.message}" for p in self.problems[:10]]
        if count > 10:
            lines.append(f"… and {count - 10} more.")
        super().__init__("\n".join([head + " in its files.", *lines, "Mend the file, then run: actionlog check"]))


class UnknownRef(ActionlogError):
    """No action has this ref."""

    def __init__(self, ref: str, similar: Sequence[str] = ()) -> None:
        self.ref, self.similar = ref, tuple(similar)
        mend = f"Did you mean {' or '.join(self.similar)}? " if self.similar else ""
        super().__init__(f"There is no action {ref}. {mend}All actions are shown by: actionlog list --all")


class AmbiguousRef(ActionlogError):
    """Several actions have this ref; `candidates` are pairs of a full ref and the action's text."""

    def __init__(self, ref: str, candidates: Sequence[tuple[str, str]]) -> None:
        self.ref, self.candidates = ref, tuple(candidates)
        number = {2: "Two", 3: "Three", 4: "Four"}.get(len(self.candidates), str(len(self.candidates)))
        lines = [f"  {full}  {visible(text)}" for full, text in self.candidates]
        super().__init__("\n".join([f"{number} actions are printed as {ref}. Type one of these in full:", *lines]))


class Refused(ActionlogError):
    """A refusal worded where it is found; for cases met in one place only."""
