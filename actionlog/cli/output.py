"""Puts a paper where the user wants it: the terminal, a pipe, or a file; in the form the user wants."""

import errno
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from actionlog.cli.desk import log_folder, tell
from actionlog.errors import Refused
from actionlog.papers import Paper


def show_paper(paper: Paper, *, form: str = "", output: str = "") -> None:
    """Write `paper` to standard output, or to the file `output`, whose suffix chooses the form where `form` does not.

    A file is written wholly or not at all. Raises Refused for a form or a suffix that is not known, and for a file
    inside the log.
    """
    with prepared(paper, form=form, output=output) as show:
        show()


@contextmanager
def prepared(paper: Paper, *, form: str = "", output: str = "") -> Iterator[Callable[[], None]]:
    """Give a function that shows `paper` as `show_paper` does, with all done before that might be refused.

    So a command that also changes the log changes it in between, and neither happens without the other. What was
    prepared and not shown leaves no trace.
    """
    from actionlog.renderers import render

    to_file = bool(output) and output != "-"
    form = _known_form(form, output if to_file else "")
    if not to_file:
        if form == "text" and sys.stdout.isatty():
            words = _for_a_person(paper)
            yield lambda: print(words, end="")
        else:
            data = render(paper, form)
            yield lambda: print_bytes(data)
        return
    target = _place_for(output)
    data = render(paper, form)
    if target.exists() and not target.is_file():  # such as /dev/stdout, or a named pipe

        def write() -> None:
            with _refusing(output):
                target.write_bytes(data)

        yield write
        return
    from actionlog.store.files import aside

    waiting = aside(target)
    try:
        with _refusing(output):
            _write_like(target, waiting, data)

        def put() -> None:
            with _refusing(output):
                waiting.replace(target)
            tell(f"{paper.title}: written to {output}")

        yield put
    finally:
        waiting.unlink(missing_ok=True)


def _known_form(form: str, output: str) -> str:
    from actionlog.renderers import RENDERERS, SUFFIXES

    if not form and output:
        suffix = Path(output).suffix.lower().removeprefix(".")
        if suffix not in SUFFIXES:
            raise Refused(
                f"The suffix of {output} is not known. Use one of .{', .'.join(sorted(SUFFIXES))}, or add --format."
            )
        form = SUFFIXES[suffix]
    form = form or "text"
    if form not in RENDERERS:
        raise Refused(f"--format {form} is not known. Write one of: {', '.join(RENDERERS)}.")
    return form


def _place_for(output: str) -> Path:
    """Return where `output` is, links followed. Refused where that is inside the log, whose files are its record."""
    with _refusing(output):
        target = Path(output).resolve()
    root = log_folder().resolve()
    if target == root or root in target.parents:
        raise Refused(
            f"{output} is inside the log's folder, which holds nothing but the record. Write it to another folder."
        )
    return target


def _write_like(target: Path, waiting: Path, data: bytes) -> None:
    """Write `data` beside `target`, flushed to the disk, and with the rights that a file there has already."""
    import os

    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    with waiting.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, waiting)


@contextmanager
def _refusing(output: str) -> Iterator[None]:
    """Turn the system's refusal to write into a sentence."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:  # a name with a zero byte; links in a circle
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Refused(f"{output} cannot be written ({why}). Check the name of its folder.") from None


def _for_a_person(paper: Paper) -> str:
    from actionlog.renderers import terminal

    return terminal.render(paper, shutil.get_terminal_size((80, 24)).columns, colour=wants_colour())


def wants_colour() -> bool:
    """True where standard output may be coloured: NO_COLOR wins, then FORCE_COLOR, then what the terminal can."""
    import os

    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def print_bytes(data: bytes) -> None:
    """Print what a renderer made, byte for byte."""
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(data.decode())
