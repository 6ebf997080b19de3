"""The forms that a committee's own template may have, each with what makes a text harmless in it."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from actionlog.characters import guarded
from actionlog.renderers._cells import cell_value, shown

# What begins markup anywhere in a line of Markdown. A template may put a text anywhere, so more than markdown.py
# escapes: every bracket, and a sign at the beginning of the text wherever that will stand.
_MARKUP: Final = re.compile(r"([\\`*_~|$\[\]])")
_ENTITY: Final = re.compile(r"&(?=[#\w]|$)")
_BLOCK: Final = re.compile(r"^(\s*)(?:([#>+=-])|(\d+)([.)])(?=\s|$))")
_LAST_SIGN: Final = re.compile(r"#$")  # at the end of a heading it would be taken for its end


class TemplateForm(NamedTuple):
    """A form of a template: what it is called, and what makes a text, which holds no line break, harmless in it."""

    name: str
    harmless: Callable[[str], str]
    is_html: bool = False

    def escaped(self, text: str) -> str:
        """Return `text`, line by line, so that it is only read and never acts."""
        return "\n".join(self.harmless(seen(line)) for line in text.split("\n"))


def seen(text: str) -> str:
    """Return `text` with what is hidden in it named; unlike `shown` it leaves the spaces at the ends of any other."""
    return text if text.isprintable() else shown(text)


def markdown(text: str) -> str:
    """Return a line of text as Markdown (CommonMark 0.31, sections 2.4 and 2.5), wherever in a line it will stand."""
    text = _ENTITY.sub("&amp;", _MARKUP.sub(r"\\\1", text)).replace("<", "&lt;")
    return _BLOCK.sub(_not_a_block, _LAST_SIGN.sub(r"\\#", text))


def _not_a_block(found: re.Match[str]) -> str:
    space, sign, number, after = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{after}"


def _web_page(text: str) -> str:
    import html

    return html.escape(text)


def _cell(text: str) -> str:
    """A cell of CSV (RFC 4180, section 2), in quotes where it needs them; what would be a formula is text."""
    text = guarded(cell_value(text))
    return '"' + text.replace('"', '""') + '"' if re.search('[",\n]', text) else text


_TEXT = TemplateForm("plain text", str)
_MARKDOWN = TemplateForm("Markdown", markdown)
_WEB_PAGE = TemplateForm("a web page", _web_page, is_html=True)
_CSV = TemplateForm("CSV", _cell)

#: By what stands before `.j2`; for others nobody knows what acts in them.
FORMS: Final = {
    "": _TEXT,
    "txt": _TEXT,
    "md": _MARKDOWN,
    "markdown": _MARKDOWN,
    "html": _WEB_PAGE,
    "htm": _WEB_PAGE,
    "xml": _WEB_PAGE,
    "csv": _CSV,
}
