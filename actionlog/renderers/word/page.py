"""The page of a Word file: which section a paper stands in, how wide its text is, and how our own page is turned."""

from typing import Any, Final

from actionlog.renderers.word.default_document import MARGIN, SHORT_SIDE
from actionlog.renderers.word.markup import W

#: No table is narrower than this, whatever a template says: 5 cm, in twentieths of a point.
_NARROWEST: Final = 2835


def width_of_text(section: Any | None) -> int:
    """Return how wide the text of a section (`w:sectPr`) is: what its margins and columns leave of the page."""
    size, margins, columns = (_child(section, name) for name in ("pgSz", "pgMar", "cols"))
    page = _number(size, "w", SHORT_SIDE)
    text = page - sum(
        _number(margins, side, default) for side, default in (("left", MARGIN), ("right", MARGIN), ("gutter", 0))
    )
    count = max(1, _number(columns, "num", 1))
    between = _number(columns, "space", 720) * (count - 1)
    return min(max(_NARROWEST, (text - between) // count), page)


def section_of(body: Any, place: Any | None) -> Any | None:
    """Return the section that `place`, a child of the body, stands in; where that is None, the last one."""
    if place is not None:
        for child in (place, *place.itersiblings()):
            if child.tag != f"{{{W}}}sectPr" and (found := child.find(f".//{{{W}}}sectPr")) is not None:
                return found
    return body.find(f"{{{W}}}sectPr")


def arrange(document: Any, *, is_wide: bool, is_letter: bool) -> None:
    """Turn the page of our own document on its side where it is wide; a letter has no footer."""
    from docx.enum.section import WD_ORIENTATION

    section = document.sections[0]
    if is_letter:
        section.footer.is_linked_to_previous = True  # to none: there is no section before
    elif is_wide:
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENTATION.LANDSCAPE
        tab = section.footer.paragraphs[0].paragraph_format.tab_stops[0]
        tab.position = section.page_width - section.left_margin - section.right_margin


def _child(section: Any | None, name: str) -> Any | None:
    return None if section is None else section.find(f"{{{W}}}{name}")


def _number(element: Any | None, name: str, default: int) -> int:
    value = "" if element is None else str(element.get(f"{{{W}}}{name}", ""))
    return int(value) if value.isdecimal() and len(value) < 6 else default
