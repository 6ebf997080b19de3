"""Abbreviations spelt out where a document first uses them: `CSC (children's social care)` (ACC-6)."""

import re
from collections.abc import Mapping

from actionlog.model import Group
from actionlog.papers import Bullets, Cell, Divider, Heading, Lines, Paper, Part, Row, Table, Text, Worded


def expanded(paper: Paper, group: Group) -> Paper:
    """Return `paper` with each abbreviation that `group` lists spelt out at its first use, in the order of reading.

    Only whole words count, in the case that is listed: not `CSC` in `CSCs`, `CSC-led`, `CSC's` or `CSC/4`. Where the
    text spells it out already, it stays as it is. Each letter of several is read by somebody else, and begins anew.
    What cells hold beside what they show, refs, headings of columns, standings and facts are untouched.
    """
    meanings = {short.strip(): meaning.strip() for short, meaning in reversed(group.abbreviations)}
    meanings = {short: meaning for short, meaning in meanings.items() if short and meaning}
    if not meanings:
        return paper
    reader = _Reader(meanings)
    if not paper.letter:  # its title is for the list of files, and is not sent
        paper = paper._replace(title=reader.text(paper.title))
    lines = reader.texts(paper.lines)
    notice = reader.text(paper.notice)
    parts = []
    for part in paper.parts:
        if paper.letter and isinstance(part, Divider):
            reader = _Reader(meanings)
        parts.append(_part(part, reader))
    return paper._replace(lines=lines, notice=notice, parts=tuple(parts))


class _Reader:
    """Reads a document from its beginning, and knows which abbreviations are still to be spelt out."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._left = dict(meanings)
        shorts = "|".join(re.escape(short) for short in sorted(meanings, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<![\w/@&-])(?:{shorts})(?![\w/@&-]|['’.]\w)")

    def text(self, text: str) -> str:
        """Return a text with what it uses first spelt out."""
        return self._pattern.sub(self._spelt_out, text) if self._left else text

    def texts(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Return several texts, one after another."""
        return tuple(map(self.text, texts)) if self._left else texts

    def _spelt_out(self, found: re.Match[str]) -> str:
        short = found[0]
        meaning = self._left.pop(short, "")
        if not meaning or _is_spelt_out(found.string, found.start(), found.end(), meaning):
            return short
        return f"{short} ({meaning})"


def _is_spelt_out(text: str, start: int, end: int, meaning: str) -> bool:
    """True for `CSC (children's social care)` and for `children's social care (CSC)`, in any case."""
    after = text[end : end + len(meaning) + 3]
    before = text[max(0, start - len(meaning) - 2) : start]
    folded = meaning.casefold()
    return after.casefold() == f" ({folded})" or (before.casefold() == f"{folded} (" and after.startswith(")"))


def _part(part: Part, reader: _Reader) -> Part:
    if isinstance(part, Table):
        return _table(part, reader)
    if isinstance(part, (Heading, Text)):
        return part._replace(text=reader.text(part.text))
    if isinstance(part, Lines):
        return Lines(reader.texts(part.lines))
    if isinstance(part, Bullets):
        return Bullets(reader.texts(part.items))
    return part


def _table(table: Table, reader: _Reader) -> Table:
    if any(row.block for row in table.rows):  # of a letter, which shows its blocks alone
        return table._replace(rows=tuple(_block(row, reader) for row in table.rows))
    caption = reader.text(table.caption)
    if not table.rows:
        return table._replace(caption=caption, empty=reader.text(table.empty))
    return table._replace(caption=caption, rows=tuple(_row(row, reader) for row in table.rows))


def _block(row: Row, reader: _Reader) -> Row:
    ref, others = row.block[:1], row.block[1:]
    return row._replace(block=ref + reader.texts(others))


def _row(row: Row, reader: _Reader) -> Row:
    refs = 1 if row.standing else 0  # a ref is typed and searched for as it is
    return row._replace(cells=row.cells[:refs] + tuple(_cell(cell, reader) for cell in row.cells[refs:]))


def _cell(cell: Cell, reader: _Reader) -> Cell:
    if isinstance(cell, Worded):
        return cell._replace(lines=reader.texts(cell.lines))
    if not isinstance(cell, str):
        return cell
    text = reader.text(cell)
    return cell if text == cell else Worded((text,), cell)
