"""The documents of an import: files, or standard input, read into memory before anything is decided."""

import hashlib
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from actionlog.document import Document
from actionlog.errors import Refused
from actionlog.minutes.tables.chosen import MEANINGS
from actionlog.readers import LARGEST, read
from actionlog.readers.refusals import FileTooLarge

#: What stands for standard input on the command line, and how messages call it.
DASH: Final = "-"
STANDARD_INPUT: Final = "standard input"


class Source(NamedTuple):
    """A document that was read: its file's name without folders, the hash of its bytes, and what it holds."""

    name: str
    sha256: str
    document: Document


def read_sources(files: Sequence[Path]) -> list[Source]:
    """Read every file, in their order; on a terminal with a line that says how far that is.

    Raises an ActionlogError for the first that cannot be read, so that nothing is taken of the others.
    """
    if sum(str(path) == DASH for path in files) > 1:
        raise Refused("Standard input (-) can be read only once. Name the other documents as files.")
    sources = []
    with _progress(len(files)) as tell_progress:
        for n, path in enumerate(files, 1):
            name = STANDARD_INPUT if str(path) == DASH else path.name
            tell_progress(name, n)
            data = _typed_in() if str(path) == DASH else _bytes(path)
            sources.append(Source(name, hashlib.sha256(data).hexdigest(), read(name, data)))
    return sources


def read_column_pairs(typed: str) -> tuple[tuple[str, str], ...]:
    """Return what `--columns` says: pairs of a meaning and a heading, or a letter such as `C`. Refused for other text.

    `ref=A, action=Description` gives `(("ref", "A"), ("action", "Description"))`.
    """
    pairs: list[tuple[str, str]] = []
    for part in typed.split(",") if typed.strip() else ():
        word, equals, heading = (piece.strip() for piece in part.partition("="))
        if not (equals and heading and word.casefold() in MEANINGS):
            raise Refused(
                f"--columns “{part.strip()}” is not understood. Say what each column holds, with commas between them: "
                f'--columns "ref=A, action=Description, owner=C, deadline=Target". What a column can hold: '
                f"{', '.join(MEANINGS)}."
            )
        if other := next((other for known, other in pairs if known == word.casefold()), ""):
            raise Refused(
                f"--columns says twice which column holds the {word.casefold()}: {other} and {heading}. Name the one "
                "that does."
            )
        pairs.append((word.casefold(), heading))
    return tuple(pairs)


class _Progress:
    """A line on a terminal that is written over again and again, and wiped in the end."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.shown = 0

    def __call__(self, name: str, number: int) -> None:
        from actionlog.characters import visible

        width = max(20, shutil.get_terminal_size((80, 24)).columns) - 1
        line = f"Reading {visible(name)} ({number} of {self.total})"
        if len(line) > width:
            line = f"Reading {number} of {self.total}"
        self.wipe()
        print(line, end="", file=sys.stderr, flush=True)
        self.shown = len(line)

    def wipe(self) -> None:
        if self.shown:
            print(f"\r{' ' * self.shown}\r", end="", file=sys.stderr, flush=True)
            self.shown = 0


class _Silence(_Progress):
    """No line at all: for one document, and where no person looks."""

    def __call__(self, name: str, number: int) -> None:
        pass


@contextmanager
def _progress(total: int) -> Iterator[_Progress]:
    """Give what tells which document is being read; its line is gone afterwards, whatever happens."""
    progress = _Progress(total) if total > 1 and sys.stderr.isatty() else _Silence(total)
    try:
        yield progress
    finally:
        progress.wipe()


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise Refused(f"{path} is a folder. Name the files in it that hold minutes.")
    try:
        size = path.stat().st_size
        if size > LARGEST:  # said before it fills the memory
            raise FileTooLarge(path.name, f"{size:,} bytes", f"{LARGEST:,}")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)  # a pipe has no size, and may have no end
    except FileNotFoundError:
        raise Refused(f"There is no file {path}. Check its name and its folder.") from None


def _typed_in() -> bytes:
    """Return the bytes of standard input. Refused where that is the keyboard."""
    if sys.stdin is None or sys.stdin.isatty():
        raise Refused(
            "Standard input (-) is the keyboard here, and no document comes from it. Name the file: actionlog import "
            "minutes.docx; or send one: actionlog import - < minutes.docx"
        )
    stream = getattr(sys.stdin, "buffer", None)
    return stream.read(LARGEST + 1) if stream else sys.stdin.read(LARGEST + 1).encode()
