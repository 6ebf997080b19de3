"""Web pages: the layout, the looks and the templates that papers, the register and the published site share.

A template is HTML in the language of jinja2, with the suffix `.html.j2`. Every value that it prints is passed through
`shown` and then escaped, without being asked; only what is made from templates and files of this program is not.
"""

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from actionlog.model import long_date
from actionlog.renderers import needing
from actionlog.renderers._cells import shown

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

#: What pages say of where they may load things from: from nowhere. Styles and pictures stand in the page itself.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")


@cache
def environment() -> "Environment":
    """Return what fills templates. Raises MissingLibrary where jinja2 is not installed.

    A template is named by its file in this folder (`paper.html.j2`), or in another of the renderers'
    (`site/index.html.j2`). Filters: `shown`, `long_date`, `slug`. `inlined("style.css")` gives a file as it is.
    """
    with needing("Making a web page", "pages"):
        import jinja2
        from markupsafe import Markup

    def printed(value: object) -> object:
        return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters |= {"shown": shown, "long_date": long_date, "slug": slug}
    made.globals |= {"inlined": inlined, "POLICY": Markup(POLICY)}
    return made


def page(template: str, **values: object) -> bytes:
    """Return the page that `template` makes of `values`, in UTF-8. Raises MissingLibrary."""
    return environment().get_template(template).render(values).encode()


def inlined(name: str) -> "Markup":
    """Return a file of this program, named as a template is, to stand in a page as it is: a style or a script."""
    with needing("Making a web page", "pages"):
        from markupsafe import Markup
    return Markup(_source(name))


def slug(text: str) -> str:
    """Return `text` as part of an address or an id: `review-team`. It is never empty; two texts may have the same."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(c if c.isascii() else f"u{ord(c):x}" for c in plain if not unicodedata.combining(c))
    return _NOT_IN_A_SLUG.sub("-", letters).strip("-") or "none"


def _source(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return files("actionlog.renderers").joinpath(folder or "pages", file).read_text(encoding="utf-8")
