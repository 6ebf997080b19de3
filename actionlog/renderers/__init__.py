"""Renderers: a paper in, bytes out. One module for each format, with a function `render`; a new one is a line here.

A module is imported when it is used, and a library that not everybody installs inside the function that needs it. The
terminal stands apart: `terminal.render` also asks how wide it is, and whether there may be colour.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from actionlog.errors import ActionlogError
from actionlog.papers import Paper


class Form(NamedTuple):
    """A format: the module that makes it, how a file of it ends, and whether it is anything but text to be read."""

    module: str
    suffixes: tuple[str, ...]
    is_binary: bool = False


#: What `--format` takes.
RENDERERS = {
    "text": Form("actionlog.renderers.text", ("txt",)),
    "markdown": Form("actionlog.renderers.markdown", ("md",)),
    "docx": Form("actionlog.renderers.docx", ("docx",), is_binary=True),
    "html": Form("actionlog.renderers.html", ("html", "htm")),
    "pdf": Form("actionlog.renderers.pdf", ("pdf",), is_binary=True),
    "xlsx": Form("actionlog.renderers.xlsx", ("xlsx",), is_binary=True),
    "ods": Form("actionlog.renderers.ods", ("ods",), is_binary=True),
    "ics": Form("actionlog.renderers.ics", ("ics",)),
    "csv": Form("actionlog.renderers.csv", ("csv",)),
    "json": Form("actionlog.renderers.json", ("json",)),
}

#: The format that the suffix of a file asks for.
SUFFIXES = {suffix: name for name, form in RENDERERS.items() for suffix in form.suffixes}


class MissingLibrary(ActionlogError):
    """What writes this format is not installed. `extra` is the part of the package that brings it."""

    def __init__(self, what: str, extra: str) -> None:
        self.extra = extra
        super().__init__(
            f"{what} needs a part of actionlog that is not installed here. "
            f'Install it with: python -m pip install "actionlog[{extra}]"'
        )


@contextmanager
def needing(what: str, extra: str) -> Iterator[None]:
    """Turn a library that is missing into a sentence: `with needing("Writing a Word file", "word"): import docx`."""
    try:
        yield
    except ImportError:
        raise MissingLibrary(what, extra) from None


def render(paper: Paper, form: str) -> bytes:
    """Return `paper` in the format `form`, one of RENDERERS. Raises MissingLibrary."""
    from importlib import import_module

    made = import_module(RENDERERS[form].module).render(paper)
    assert isinstance(made, bytes)
    return made
