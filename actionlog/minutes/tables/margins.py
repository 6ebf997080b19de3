"""Minutes laid out as a table without headings: the paragraphs at the left, beside them in the margin who acts.

Such a table is known by its margin, which holds nothing but the initials, names or roles of those who act, perhaps with
a day, and is empty beside most of what was said. A list of names, an agenda and a table of votes have no empty margin,
or no sentences beside it.
"""

import re
from collections.abc import Sequence
from typing import Final

from actionlog.document import Row
from actionlog.minutes.parties import is_known_party, split_owners
from actionlog.minutes.tables import columns as c
from actionlog.minutes.tables.beside import is_to_be_done, names_in, sentences_of
from actionlog.minutes.tables.columns import Columns, heading_meaning
from actionlog.minutes.tables.contents import is_nothing, is_ref, is_vote, is_when, reads_like_action, share
from actionlog.minutes.tables.sections import Entry, Section
from actionlog.minutes.words import words_of

_ROWS: Final = 400
_WIDEST: Final = 4  #: columns
_LONGEST: Final = 60  #: characters in the margin
_SENTENCE: Final = 4  #: words
_MOST_NAMED: Final = 0.6  #: of the rows; beside each item of an agenda stands who leads it
_PROSE: Final = 0.5
_TALK: Final = 0.4
_NUMBER = re.compile(r"\W*\d{1,4}(?:[./]\d{1,4})*[.):]?\s+")
_PASSIVE = re.compile(r"\bto be (?!approved|noted|received|agreed|considered|discussed|ratified|adopted|confirmed)\w+")
_PURPOSE = re.compile(
    r"to (?:note|receive|approve|consider|agree|discuss|ratify|adopt|confirm|decide|review|endorse|hear|elect)\b", re.I
)
_NOT_ASKED = re.compile(
    r"\b(?:declared|resolved|seconded|proposed|adopted|interests?|apolog\w+|thanked|welcomed)\b", re.IGNORECASE
)
_OTHER: Final = {"proposed", "seconded", "prop", "sec", "moved", "pp", "apologies", "present"}


def margin_section(rows: Sequence[Row], known: tuple[str, ...] = ()) -> Section | None:
    """Return the rows of minutes beside whose text somebody is named in the last column; None for any other table.

    `known` are the names of the attendance list.
    """
    filled = [row for row in rows[:_ROWS] if any(cell.strip() for cell in row.cells)]
    width = max((len(row.cells) for row in filled), default=0)
    if not 2 <= width <= _WIDEST or len(filled) < 3:
        return None
    last = width - 1
    days = [day for row in filled if (day := _at(row, last))]
    if width > 2 and days and sum(map(is_when, days)) >= len(days) - 1 and any(map(is_when, days)):
        last -= 1  # `When` stands behind `Who`
    margin = [_at(row, last) for row in filled]
    texts = max(range(last), key=lambda n: sum(len(_at(row, n)) for row in filled))
    beside = [(row, entry) for row, entry in zip(filled, margin, strict=True) if entry]
    plain = [(row, entry) for row, entry in beside if not _is_empty(row, entry)]
    if not plain or len(plain) > _MOST_NAMED * len(filled):
        return None
    if not all(_names_somebody(entry, known) for _, entry in plain):
        return None
    said = [text for row in filled if (text := _at(row, texts))]
    if share(said, _is_prose) < _PROSE or share(said, _is_talk) < _TALK:
        return None
    asked = [row for row, _ in plain if any(map(_asks, sentences_of(_at(row, texts))))]
    if 2 * len(asked) < len(plain):
        return None
    entries = [Entry(row) for row, _ in plain if row in asked or any(map(_may_ask, sentences_of(_at(row, texts))))]
    places = [(c.DISCUSSION, texts), (c.TEXT, last)]
    numbers = [text for row in filled if (text := _at(row, 0))]
    if texts and share(numbers, is_ref) > 0.6:
        places.append((c.REF, 0))
    if last < width - 1:
        places.append((c.DEADLINE, width - 1))
    return Section(Columns(tuple(sorted(places, key=lambda p: p[1])), width), tuple(entries), has_header=False)


def _is_empty(row: Row, entry: str) -> bool:
    """True for an entry of the margin that names nobody: the heading above it, a dash, `None`."""
    headings = [cell for cell in row.cells if cell.strip()]
    is_header = heading_meaning(entry) in (c.TEXT, c.OWNER) and all(
        len(cell) <= _LONGEST and not (len(cell) > 12 and cell.rstrip().endswith(".")) for cell in headings
    )
    return is_header or heading_meaning(entry) == c.TEXT or is_nothing(entry) or not any(map(str.isalnum, entry))


def _at(row: Row, n: int) -> str:
    return row.cells[n].strip() if n < len(row.cells) else ""


def _names_somebody(entry: str, known: tuple[str, ...]) -> bool:
    """True for a cell of the margin in which nothing stands but who acts, and perhaps by when."""
    lines = [line.strip() for line in entry.split("\n") if line.strip()]
    names = [line for line in lines if not is_when(line)]
    if len(entry) > _LONGEST or not names or {word.strip(".") for word in words_of(entry)} & _OTHER:
        return False
    if not names_in("\n".join(names), known):
        return False
    return all(is_known_party(party, known) for line in names for party in split_owners(line, known))


def _is_prose(text: str) -> bool:
    return len(text.split()) >= _SENTENCE


def _is_talk(text: str) -> bool:
    """True for a cell that ends as a sentence does; the items of an agenda do not."""
    return text.rstrip().endswith((".", "!", "?", ".”", ".)"))


def _asks(sentence: str) -> bool:
    """True for a sentence that tells somebody to do something, and is neither a vote nor the purpose of an item."""
    if not _may_ask(sentence):
        return False
    bare = _NUMBER.sub("", sentence, count=1)
    return reads_like_action(bare) or bool(_PASSIVE.search(bare))


def _may_ask(sentence: str) -> bool:
    bare = _NUMBER.sub("", sentence, count=1)
    return is_to_be_done(bare) and not is_vote(bare) and not _PURPOSE.match(bare) and not _NOT_ASKED.search(bare)
