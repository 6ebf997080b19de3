"""Whether two ways of naming somebody mean one person (RED-13)."""

import re

from actionlog.model import Log
from actionlog.redaction.folding import fold, spelt_out
from actionlog.redaction.names import forms_of_person
from actionlog.redaction.parties import Parties

_SIGNED = re.compile(r"(.*)<([^<>]+@[^<>]+)>\s*$", re.DOTALL)


def same_person(a: str, b: str, log: Log) -> bool:
    """True where `a` and `b` may be one person: by spelling, title or order, alias, e-mail address or handle.

    An alias that two people share may mean either. Where one of them is empty, nobody can tell, so it is true: whoever
    asks wants to be sure that there are two.
    """
    parties = Parties(log)
    ways_a, ways_b = _ways(a, parties), _ways(b, parties)
    return not ways_a or not ways_b or bool(ways_a & ways_b)


def _ways(text: str, parties: Parties) -> set[str]:
    """Return everything that whoever is named so is called, each in one way of writing it."""
    found: set[str] = set()
    for said in _said(text):
        found |= _spellings(said)
        for member in parties.named(said):
            person = member.person
            found.add(f"entry {member.place}")
            for name in (person.name, *person.aliases, person.email):
                found |= _spellings(name)
    return found


def _said(text: str) -> list[str]:
    """Return the name and the address of `Jane Smith <jane@example.org>`, or the text itself."""
    signed = _SIGNED.match(text)
    pieces = [part.strip() for part in (signed.groups() if signed else (text,))]
    return [piece for piece in pieces if fold(piece)]


def _spellings(text: str) -> set[str]:
    names = [text, text.partition("@")[0]] if "@" in text.strip()[1:] else [text]
    found = set()
    for name in names:
        forms = forms_of_person(name)
        for form in (fold(name), fold(spelt_out(name)), *forms.full, *forms.abridged, *map(fold, forms.initials)):
            found.add(form.replace(" ", ""))
    return found - {""}
