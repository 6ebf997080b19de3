"""The styles of a Word file: found in a template under whatever id its language gives them, or added to it.

Word names its own styles in English in every language (`heading 1`), and only their ids differ (`Titre1`,
`berschrift1`): ECMA-376 part 1, 17.7.4.9.
"""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any, Final

from actionlog.renderers.word.default_document import default_part
from actionlog.renderers.word.markup import W

_NUMBERING_PART: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_STYLES_PART: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def ids_of(main: Any, names: Iterable[str]) -> dict[str, str]:
    """Return the ids of styles, by name, in the document whose main part is `main`. Those it lacks are added.

    What is added has neither font nor colour of its own, so that it looks like the rest of the document.
    """
    sheet = _Sheet(main)
    return {name: sheet.id_of(name) for name in names}


class _Sheet:
    """The styles of a document, with ours beside them."""

    def __init__(self, main: Any) -> None:
        from docx.oxml import parse_xml

        self._main = main
        self._styles = _part(main, "styles", _STYLES_PART)
        self._ours = {_name(style): style for style in parse_xml(default_part("styles")).iterfind(_w("style"))}
        self._our_names = {style.get(_w("styleId")): name for name, style in self._ours.items()}
        self._found: dict[str, str] = {}

    def id_of(self, name: str) -> str:
        """Return the id of the style that has one of our names."""
        if name not in self._found:
            ours = self._ours[name]
            self._found[name] = self._id_there(ours) or self._added(ours)
        return self._found[name]

    def _id_there(self, ours: Any) -> str:
        kind = ours.get(_w("type"))
        alike = [style for style in self._styles.iterfind(_w("style")) if style.get(_w("type")) == kind]
        if ours.get(_w("default")):  # such as Normal, which may be called Standard
            by_default = [s for s in alike if s.get(_w("default")) in ("1", "true", "on")]
            return str(by_default[-1].get(_w("styleId"), "")) if by_default else ""
        wanted = _name(ours).casefold()
        by_name = [s for s in alike if wanted in (name.strip().casefold() for name in _names(s))]
        by_id = [s for s in alike if s.get(_w("styleId")) == ours.get(_w("styleId"))]
        return next((str(s.get(_w("styleId"))) for s in (*by_name, *by_id) if s.get(_w("styleId"))), "")

    def _added(self, ours: Any) -> str:
        """Add one of our styles, with those that it is based on, and the list that it numbers."""
        new = deepcopy(ours)
        new.attrib.pop(_w("default"), None)
        taken = {style.get(_w("styleId")) for style in self._styles.iterfind(_w("style"))}
        style_id = str(ours.get(_w("styleId")))
        while style_id in taken:
            style_id = f"Paper{style_id}"
        new.set(_w("styleId"), style_id)
        for other in (*new.iterfind(_w("basedOn")), *new.iterfind(_w("next"))):
            known = self._ours[self._our_names[other.get(_w("val"))]]
            there = self._id_there(known) if known.get(_w("default")) else self.id_of(_name(known))
            if there:
                other.set(_w("val"), there)
            else:
                new.remove(other)
        for number in new.iter(_w("numId")):
            number.set(_w("val"), self._list_for(style_id))
        self._styles.append(new)
        return style_id

    def _list_for(self, style_id: str) -> str:
        """Add our list, whose items have this style, and return its number."""
        from docx.oxml import parse_xml

        there = _part(self._main, "numbering", _NUMBERING_PART)
        ours = parse_xml(default_part("numbering"))
        looks, number = ours.find(_w("abstractNum")), ours.find(_w("num"))
        _renumber(looks, "abstractNumId", there.iterfind(_w("abstractNum")))
        _renumber(number, "numId", there.iterfind(_w("num")))
        number.find(_w("abstractNumId")).set(_w("val"), looks.get(_w("abstractNumId")))
        for linked in looks.iter(_w("pStyle")):
            linked.set(_w("val"), style_id)
        # 17.9.17: pictures of bullets, then how lists look, then the lists
        lists = there.findall(_w("num"))
        position = there.index(lists[0]) if lists else len(there) - len(there.findall(_w("numIdMacAtCleanup")))
        there.insert(position, looks)
        there.insert(position + 1 + len(lists), number)
        return str(number.get(_w("numId")))


def _part(main: Any, name: str, content_type: str) -> Any:
    """Return the root of a part of the document; where it has none, an empty one is added."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart
    from docx.oxml import parse_xml

    kind = f"{_OFFICE}/{name}"
    found = next((rel.target_part for rel in main.rels.values() if rel.reltype == kind and not rel.is_external), None)
    if found is None:
        root = parse_xml(default_part(name))
        if name == "numbering":
            root[:] = []
        names = {str(part.partname).casefold() for part in main.package.iter_parts()}
        place = f"/word/{name}.xml"
        while place.casefold() in names:
            place = place.replace(f"{name}", f"paper-{name}", 1)
        found = XmlPart(PackURI(place), content_type, root, main.package)
        main.relate_to(found, kind)
    return found.element


def _renumber(element: Any, attribute: str, others: Iterable[Any]) -> None:
    """Give an element a number that none of the others has."""
    taken = [int(n) for other in others if (n := other.get(_w(attribute), "")).isdecimal()]
    element.set(_w(attribute), str(max(taken, default=0) + 1))


def _name(style: Any) -> str:
    name = style.find(_w("name"))
    return "" if name is None else str(name.get(_w("val"), ""))


def _names(style: Any) -> list[str]:
    """Return the name of a style and its aliases (17.7.4.1)."""
    aliases = style.find(_w("aliases"))
    return [_name(style), *("" if aliases is None else str(aliases.get(_w("val"), ""))).split(",")]


def _w(name: str) -> str:
    return f"{{{W}}}{name}"
