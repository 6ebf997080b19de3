"""A committee's own template, such as `paper.md.j2`, filled with a paper (`docs/reference/templates.md`).

What stands before `.j2` says in which form the texts of the log are made harmless: Markdown, a web page, CSV, or plain
text. The language is jinja2's, in a sandbox.
"""

import re
from typing import Final

from actionlog.errors import ActionlogError
from actionlog.papers import Paper
from actionlog.renderers import needing
from actionlog.renderers.template.faults import Fault
from actionlog.renderers.template.fields import fields_of
from actionlog.renderers.template.forms import FORMS, TemplateForm

#: The largest template, in bytes.
LARGEST: Final = 1_000_000

_LINE_END: Final = re.compile("\r\n|\r|\n")


class TemplateFault(ActionlogError):
    """A template is wrong: `name` is its file, `line` the line (0: none of them), `says` the sentences that tell."""

    def __init__(self, name: str, line: int, says: str) -> None:
        self.name, self.line, self.says = name, line, says
        where = f"Line {line} of the template {name}" if line else f"The template {name}"
        super().__init__(f"{where} is wrong, so nothing was written. {says}")


def render(paper: Paper, template: bytes, name: str) -> bytes:
    """Return what `template`, the text of a file called `name`, makes of `paper`, in UTF-8.

    Raises TemplateFault, which names the line, and MissingLibrary where jinja2 is not installed.
    """
    form = form_of(name)
    source = _source(template, name)
    with needing("Filling a template of your own", "pages"):
        from actionlog.renderers.template.language import filled

    try:
        return filled(source, form, fields_of(paper)).encode()
    except Fault as fault:
        raise TemplateFault(name, fault.line, fault.says) from None


def form_of(name: str) -> TemplateForm:
    """Return the form that a template of this name makes. Raises TemplateFault where it is none that is known."""
    before = name[: -len(".j2")]
    suffix = before.rpartition(".")[2].lower() if "." in before else ""
    if suffix not in FORMS:
        known = ", ".join(f".{form}.j2" for form in FORMS if form)
        raise TemplateFault(
            name,
            0,
            f"Nobody knows which texts would be obeyed in .{suffix}. Give it a name that ends in one of: {known}.",
        )
    return FORMS[suffix]


def _source(template: bytes, name: str) -> str:
    if len(template) > LARGEST:
        raise TemplateFault(name, 0, f"It has {len(template):,} bytes, and may have {LARGEST:,}. Take pictures out.")
    try:
        source = template.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(template[: error.start].decode("utf-8", "replace"))) + 1
        raise TemplateFault(name, line, "It is not in UTF-8. Save it anew, with the encoding UTF-8.") from None
    if not source.strip():
        raise TemplateFault(name, 0, "It is empty. Begin with a line such as: {{ paper.title }}")
    return source
