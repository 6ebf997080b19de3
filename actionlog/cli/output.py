"""Puts a paper where the user wants it: the terminal, a pipe, or a file; in the form the user wants."""

import shutil
import sys
from pathlib import Path

from actionlog.cli.desk import tell
from actionlog.errors import Refused
from actionlog.papers import Paper


def show_paper(paper: Paper, *, form: str = "", output: str = "") -> None:
    """Write `paper` to standard output, or to the file `output`, whose suffix chooses the form where `form` does not.

    Raises Refused for a form or a suffix that is not known.
    """
    from actionlog.renderers import RENDERERS, SUFFIXES, render

    to_file = bool(output) and output != "-"
    if not form and to_file:
        suffix = Path(output).suffix.lower().removeprefix(".")
        if suffix not in SUFFIXES:
            raise Refused(
                f"The suffix of {output} is not known. Use one of .{', .'.join(sorted(SUFFIXES))}, or add --format."
            )
        form = SUFFIXES[suffix]
    form = form or "text"
    if form not in RENDERERS:
        raise Refused(f"--format {form} is not known. Write one of: {', '.join(RENDERERS)}.")
    if to_file:
        try:
            Path(output).write_bytes(render(paper, form))
        except OSError as error:
            raise Refused(f"{output} cannot be written ({error.strerror}). Check the name of its folder.") from None
        tell(f"{paper.title}: written to {output}")
    elif form == "text" and sys.stdout.isatty():
        print(_for_a_person(paper), end="")
    else:
        print_bytes(render(paper, form))


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
