"""The text of a paper in Word: headings that skip no level, paragraphs, lists, tables, and letters one to a page."""

from collections.abc import Iterator, Mapping
from typing import Final

from actionlog.papers import NOT_RECORDED, Bullets, Divider, Heading, Lines, Paper, Part, Table, Text
from actionlog.renderers._cells import paper_columns
from actionlog.renderers.word import tables
from actionlog.renderers.word.markup import paragraph, run

_DEEPEST_HEADING: Final = 4
#: A page with a table of so many columns lies on its side.
_WIDE_TABLE: Final = 6


def body_blocks(paper: Paper, ids: Mapping[str, str], width: int) -> Iterator[str]:
    """Give the paragraphs and tables of the paper.

    `ids` are those of the styles that `styles_of` names; `width` is that of the text, in twentieths of a point.
    """
    return _letters(paper, ids, width) if paper.letter else _whole(paper, ids, width)


def styles_of(paper: Paper) -> tuple[str, ...]:
    """Return the names of the styles that the paper needs, in the order of our own document."""
    parts = paper.parts
    of_tables = [t for t in paper.tables if t.rows and not is_letter(t)]
    needed = {
        "heading 1": not paper.letter or any(isinstance(part, Divider) for part in parts),
        "heading 2": any(isinstance(part, Heading) for part in parts),
        "heading 3": any(isinstance(part, Heading) and part.level > 2 for part in parts),
        "heading 4": any(isinstance(part, Heading) and part.level > 3 for part in parts),
        "List Bullet": any(isinstance(part, Bullets) for part in parts),
        "caption": any(not is_letter(t) for t in paper.tables),
        "Table text": of_tables,
        "Table heading": of_tables,
        "Letter text": any(is_letter(t) for t in paper.tables),
        "Strong": paper.tables,
        "Paper table": of_tables,
    }
    return tuple(name for name, is_needed in needed.items() if is_needed)


def is_wide(paper: Paper) -> bool:
    """True where a table has so many columns that the page should lie on its side."""
    return any(len(paper_columns(t)) >= _WIDE_TABLE for t in paper.tables if t.rows and not is_letter(t))


def is_letter(table: Table) -> bool:
    """True where the rows of a table are written out as a letter."""
    return any(row.block for row in table.rows)


def _whole(paper: Paper, ids: Mapping[str, str], width: int) -> Iterator[str]:
    for line in paper.above_title:
        yield paragraph(run(line))
    yield paragraph(run(paper.title), ids["heading 1"])
    for line in paper.under_title:
        yield paragraph(run(line))
    level, new_page, below_table = 1, False, False
    for part in paper.parts:
        if isinstance(part, Divider):
            new_page = True
            continue
        if isinstance(part, Heading):
            level = max(2, min(part.level, level + 1, _DEEPEST_HEADING))  # a level that is skipped seems to be missing
            yield paragraph(run(part.text), ids[f"heading {level}"], new_page=new_page)
        elif isinstance(part, Table):
            yield from _table(part, ids, width, new_page, below_table)
        else:
            yield from _blocks(part, ids, width, new_page)
        new_page, below_table = False, isinstance(part, Table) and bool(part.rows)


def _letters(paper: Paper, ids: Mapping[str, str], width: int) -> Iterator[str]:
    """Give each letter; where there are several, each begins a page, and its first line is a heading to find it by."""
    letters: list[list[Part]] = [[]]
    for part in paper.parts:
        if isinstance(part, Divider):
            letters.append([])
        else:
            letters[-1].append(part)
    for number, letter in enumerate(letters):
        new_page = number > 0
        if len(letters) > 1 and letter and isinstance(letter[0], Lines):
            to, *others = letter[0].lines
            yield paragraph(run(to), ids["heading 1"], new_page=new_page)
            letter, new_page = [*([Lines(tuple(others))] if others else []), *letter[1:]], False
        for part in letter:
            if isinstance(part, Heading):
                yield paragraph(run(part.text), ids["heading 2"], new_page=new_page)
            else:
                yield from _blocks(part, ids, width, new_page)
            new_page = False


def _blocks(part: Part, ids: Mapping[str, str], width: int, new_page: bool) -> Iterator[str]:
    """Give the paragraphs and tables of a part that is no heading; `new_page` begins a page with the first."""
    if isinstance(part, Table):
        yield from _table(part, ids, width, new_page)
    elif isinstance(part, Text):
        yield paragraph(run(part.text), new_page=new_page)
    elif isinstance(part, Lines):
        yield paragraph(run(*part.lines), new_page=new_page)
    else:
        assert isinstance(part, Bullets)
        for number, item in enumerate(part.items):
            yield paragraph(run(item), ids["List Bullet"], new_page=new_page and number == 0)


def _table(part: Table, ids: Mapping[str, str], width: int, new_page: bool, below_table: bool = False) -> Iterator[str]:
    if is_letter(part):
        yield from _letter(part, ids, new_page)
        return
    yield tables.caption(part.caption, ids, new_page=new_page, below_table=below_table)
    yield tables.table(part, ids, width) if part.rows else paragraph(run(part.empty))


def _letter(part: Table, ids: Mapping[str, str], new_page: bool) -> Iterator[str]:
    """Give each row as its first line, and the others indented under it, together on one page where they can be."""
    for number, row in enumerate(part.rows):
        first, *others = row.block or (NOT_RECORDED,)
        yield paragraph(run(first, style=ids["Strong"]), keep=bool(others), new_page=new_page and number == 0)
        for text in others:
            yield paragraph(run(text), ids["Letter text"], keep=text is not others[-1])
