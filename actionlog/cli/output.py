"""Puts a paper where the user wants it: the terminal, a pipe, or a file; in the form the user wants."""

import errno
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from actionlog.cli.desk import log_folder, tell
from actionlog.errors import Refused
from actionlog.model import Group
from actionlog.papers import Paper


def show_paper(
    paper: Paper, *, form: str = "", output: str = "", template: str = "", group: Group | None = None
) -> None:
    """Write `paper` to standard output, or to the file `output`, whose suffix chooses the form where `form` does not.

    `template` is a file of the committee's own layout; the abbreviations of `group` are spelt out in documents. A file
    is written wholly or not at all. Raises Refused for a form or a suffix that is not known, for a file inside the log,
    and for one that is no text on a terminal.
    """
    with prepared(paper, form=form, output=output, template=template, group=group) as show:
        show()


@contextmanager
def prepared(
    paper: Paper, *, form: str = "", output: str = "", template: str = "", group: Group | None = None
) -> Iterator[Callable[[], None]]:
    """Give a function that shows `paper` as `show_paper` does, with all done before that might be refused.

    So a command that also changes the log changes it in between, and neither happens without the other. What was
    prepared and not shown leaves no trace.
    """
    from actionlog.cli.layout import LAID_BEFORE, rendering

    to_file = bool(output) and output != "-"
    form, render = rendering(form, output if to_file else "", template)
    if group and group.abbreviations and form in LAID_BEFORE:
        from actionlog.papers.abbreviations import expanded

        paper = expanded(paper, group)
    if not to_file:
        refuse_on_a_screen(form, paper.name)
        if form == "text" and not template and is_screen():
            words = _for_a_person(paper)
            yield lambda: print(words, end="")
        else:
            data = render(paper)
            yield lambda: print_bytes(data)
        return
    with placed(output, render(paper), paper.title) as put:
        yield put


def is_screen() -> bool:
    """True where what is printed is read by a person at a terminal."""
    return sys.stdout.isatty()


def refuse_on_a_screen(form: str, name: str) -> None:
    """Refuse to show a file that is no text to a person: it would fill the screen with rubbish."""
    from actionlog.renderers import RENDERERS

    if RENDERERS[form].is_binary and is_screen():
        file = f"{name}.{RENDERERS[form].suffixes[0]}"
        raise Refused(f"The form {form} is not for the screen. Write it into a file: -o {file}")


@contextmanager
def placed(output: str, data: bytes, title: str) -> Iterator[Callable[[], None]]:
    """Give a function that puts `data` into the file `output`, with all done before that might be refused.

    `title` is what the secretary is told was written. What was prepared and not put there leaves no trace.
    """
    target = _place_for(output)
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
            tell(f"{title}: written to {output}")

        yield put
    finally:
        waiting.unlink(missing_ok=True)


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
        raise Refused(f"{output} cannot be written ({why}). {_mend(error)}") from None


def _mend(error: Exception) -> str:
    """Return what to do about the system's refusal."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "Make room on the disk, or write it to another."
    if isinstance(error, IsADirectoryError):
        return "That is a folder; give the name of a file."
    return "Check the name of its folder."


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
