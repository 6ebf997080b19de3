"""Paragraphs and runs as WordprocessingML (ECMA-376 part 1, 17.3), with every text shown and escaped on its way in."""

from typing import Final
from xml.sax.saxutils import escape

from actionlog.renderers._cells import shown

#: The namespace of all that is made here, bound to `w`.
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BREAK: Final = "<w:br/>"


def text(words: str) -> str:
    """Return the element of a text, as it is shown, with nothing in it that XML forbids."""
    return f'<w:t xml:space="preserve">{escape(shown(words))}</w:t>'


def run(*lines: str, style: str = "") -> str:
    """Return a run of lines, each below the other; `style` is the id of a character style."""
    looks = f'<w:rPr><w:rStyle w:val="{attribute(style)}"/></w:rPr>' if style else ""
    return f"<w:r>{looks}{BREAK.join(map(text, lines))}</w:r>"


def field(instruction: str, result: str) -> str:
    """Return a field (17.16): what Word works out, and what it shows until then."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(runs: str, style: str = "", *, keep: bool = False, new_page: bool = False, before: int = 0) -> str:
    """Return a paragraph; `style` is the id of a style, and none is the document's own for plain text.

    `keep` holds it on the page of what follows, and `new_page` begins a page with it. `before` is the space above it in
    twentieths of a point, where that is not left to its style.
    """
    properties = (
        (f'<w:pStyle w:val="{attribute(style)}"/>' if style else "")
        + ("<w:keepNext/>" if keep else "")
        + ("<w:pageBreakBefore/>" if new_page else "")
        + (f'<w:spacing w:before="{before}"/>' if before else "")
    )
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def attribute(value: str) -> str:
    """Return a text for an attribute in double quotes."""
    return escape(shown(value), {'"': "&quot;"})
