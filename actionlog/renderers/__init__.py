"""Renderers: a paper in, bytes out. One module for each format, with a function `render`; a new one is a line here.

A module is imported when it is used. The terminal stands apart: `terminal.render` also asks how wide it is, and whether
there may be colour.
"""

from actionlog.papers import Paper

#: What `--format` takes, and the module that makes it.
RENDERERS = {
    "text": "actionlog.renderers.text",
    "markdown": "actionlog.renderers.markdown",
    "csv": "actionlog.renderers.csv",
    "json": "actionlog.renderers.json",
}

#: The format that the suffix of a file asks for.
SUFFIXES = {"txt": "text", "md": "markdown", "csv": "csv", "json": "json"}


def render(paper: Paper, form: str) -> bytes:
    """Return `paper` in the format `form`, one of RENDERERS."""
    from importlib import import_module

    made = import_module(RENDERERS[form]).render(paper)
    assert isinstance(made, bytes)
    return made
