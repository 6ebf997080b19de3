"""Which form a paper is given: by `--format`, by the suffix of its file, or by the committee's own layout."""

from collections.abc import Callable
from pathlib import Path

from actionlog.errors import Refused
from actionlog.papers import Paper

Renderer = Callable[[Paper], bytes]

#: The forms that somebody reads as a document, in which abbreviations are spelt out.
LAID_BEFORE = ("docx", "html", "pdf")

#: A template's last suffix says what it is: a Word file with letterhead and styles, or a layout in jinja2's language.
_WORD = (".docx", ".dotx")
_LAYOUT = ".j2"


def rendering(form: str, output: str, template: str = "") -> tuple[str, Renderer]:
    """Return the form that was asked for, and what makes a paper of it.

    `form` is what `--format` said, `output` the file it goes to and `template` the file of a layout, each empty where
    nothing was said. Raises Refused where they are not known, do not fit together, or the template cannot be opened.
    """
    if template:
        return _by_template(form, output, template)
    form = known_form(form, output)

    def render(paper: Paper) -> bytes:
        from actionlog.renderers import render

        return render(paper, form)

    return form, render


def _by_template(form: str, output: str, template: str) -> tuple[str, Renderer]:
    path = Path(template)
    if output and Path(output).resolve() == path.resolve():
        raise Refused(f"{template} would be written over by its own paper. Give the paper another name: -o FILE")
    if path.suffix.lower() in _WORD:
        return _on_letterhead(form, output, path)
    if path.suffix.lower() != _LAYOUT:
        raise Refused(
            f"{template} is no template: its name must end in .docx for Word, or in .j2 for a layout of your own, such "
            "as paper.md.j2 or paper.html.j2."
        )
    _must_be_text(form, output, template)
    data = _opened(path)

    def render_layout(paper: Paper) -> bytes:
        from actionlog.renderers import template as layout

        return layout.render(paper, data, path.name)

    return "text", render_layout


def _on_letterhead(form: str, output: str, path: Path) -> tuple[str, Renderer]:
    asked = known_form(form, output) if form or output else "docx"
    if asked != "docx":
        raise Refused(f"{path} lays out a Word file, and not the form {asked}. Write: --format docx, or -o FILE.docx")
    data = _opened(path)

    def render_word(paper: Paper) -> bytes:
        from actionlog.renderers import docx

        return docx.render(paper, data, path.name)

    return "docx", render_word


def _must_be_text(form: str, output: str, template: str) -> None:
    """Refuse a form beside a layout, which says itself what it makes, and a file that is known to be no text."""
    from actionlog.renderers import RENDERERS, SUFFIXES

    suffix = Path(output).suffix.lower().removeprefix(".")
    is_text = suffix not in SUFFIXES or not RENDERERS[SUFFIXES[suffix]].is_binary
    if form or not is_text:
        asked = form or SUFFIXES[suffix]
        raise Refused(
            f"{template} says itself what it makes, which is a text and not the form {asked}. Write into a file such "
            "as -o paper.md or paper.html, without --format."
        )


def _opened(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Refused(f"The template {path} cannot be opened ({why}). Check its name and its folder.") from None


def known_form(form: str, output: str) -> str:
    """Return the name of the form: as said, or as the suffix of the file says, or text. Raises Refused."""
    from actionlog.renderers import RENDERERS, SUFFIXES

    if not form and output:
        suffix = Path(output).suffix.lower().removeprefix(".")
        if suffix not in SUFFIXES:
            raise Refused(
                f"The suffix of {output} is not known. Use one of .{', .'.join(sorted(SUFFIXES))}, or add --format."
            )
        form = SUFFIXES[suffix]
    form = form or "text"
    said = SUFFIXES.get(Path(output).suffix.lower().removeprefix("."), form)
    if said != form and form in RENDERERS and (RENDERERS[said].is_binary or RENDERERS[form].is_binary):
        raise Refused(
            f"{output} is named as a file of the form {said}, but --format {form} asks for another. Leave out one of "
            "them, or rename the file."
        )
    if form not in RENDERERS:
        raise Refused(f"--format {form} is not known. Write one of: {', '.join(RENDERERS)}.")
    return form
