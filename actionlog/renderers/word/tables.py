"""Tables of a paper in Word (ECMA-376 part 1, 17.4): a caption above, a heading row that repeats, no cell blank.

A screen reader says the headings of the first row and the first column (17.4.55), the title and the description.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from actionlog.papers import NOT_RECORDED, Cell, Table, count_of
from actionlog.renderers._cells import cell_lines, paper_columns
from actionlog.renderers.word.markup import attribute, field, paragraph, run

#: A sum of 0x0020 for headings in the first row, 0x0080 for those in the first column, and 0x0600 for no bands.
_LOOK: Final = (
    '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1"'
    ' w:noVBand="1"/>'
)
_HEADING_ROW: Final = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_ROW: Final = "<w:trPr><w:cantSplit/></w:trPr>"
#: A row of more letters in a cell may go on over the page: it could be higher than one.
_LONG_CELL: Final = 1000
#: How wide a letter and the margins of a cell are, in twentieths of a point.
_LETTER, _MARGINS = 114, 200
#: A column is as wide as its longest word, up to so many letters; a text of more letters than the second is wrapped.
_LONGEST_WORD, _LONGEST_LINE = 16, 60
#: The space between a table and the caption of the next.
_BELOW_A_TABLE: Final = 320
_STATUS_COLUMNS: Final = ("Status", "Position")
_NUMBERED = re.compile(r"(Table )(\d{1,4})(: .*)", re.DOTALL)

Words = tuple[str, ...]


def caption(words: str, ids: Mapping[str, str], *, new_page: bool = False, below_table: bool = False) -> str:
    """Return the caption of a table, which stays with it. A number is a field, so that Word can list the tables.

    `ids` are those of the styles, by name. Most templates have no space above a caption: they put it below its table.
    """
    found = _NUMBERED.fullmatch(words)
    runs = run(words)
    if found:
        first, number, rest = found.groups()
        runs = run(first) + field(rf"SEQ Table \* ARABIC \r {number}", number) + run(rest)
    above = _BELOW_A_TABLE if below_table else 0
    return paragraph(runs, ids["caption"], keep=True, new_page=new_page, before=above)


def table(shown: Table, ids: Mapping[str, str], width: int) -> str:
    """Return a table of at least one row, `width` twentieths of a point wide."""
    columns = paper_columns(shown)
    headings = [_filled((shown.columns[i],)) for i in columns]
    rows = [[_filled(_lines(row.cells[i])) for i in columns] for row in shown.rows]
    fitting = widths([headings, *rows], width)
    bold = [shown.columns[i] in _STATUS_COLUMNS for i in columns]
    head = _row([paragraph(run(*cell), ids["Table heading"]) for cell in headings], fitting, _HEADING_ROW)
    body = [
        _row(
            [_cell(cell, ids, may_be_bold=status) for cell, status in zip(cells, bold, strict=True)],
            fitting,
            _ROW if max(len(line) for cell in cells for line in cell) <= _LONG_CELL else "",
        )
        for cells in rows
    ]
    described = f"{count_of(len(rows), 'row')}. The columns are: {', '.join(shown.columns[i] for i in columns)}."
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in fitting)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{attribute(ids["Paper table"])}"/>'
        f'<w:tblW w:w="{sum(fitting)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_LOOK}'
        f'<w:tblCaption w:val="{attribute(shown.caption)}"/><w:tblDescription w:val="{attribute(described)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{''.join(body)}</w:tbl>"
    )


def widths(rows: Sequence[Sequence[Words]], width: int) -> list[int]:
    """Return the widths of columns, which come to `width`: each holds its longest word, and long texts get the rest.

    The first row are the headings, which are bold and so a little wider.
    """
    heads, least, wanted = [], [], []
    for heading, *cells in zip(*rows, strict=True):
        lines = {line for cell in cells for line in cell} | {f"{word}+" for line in heading for word in line.split()}
        longest_word = max(len(word) for line in lines for word in line.split(" "))
        longest_line = max(map(len, lines))
        heads.append(max(len(f"{word}+") for line in heading for word in line.split()) * _LETTER + _MARGINS)
        least.append(min(longest_word, _LONGEST_WORD) * _LETTER + _MARGINS)
        wanted.append(max(least[-1], min(longest_line, _LONGEST_LINE) * _LETTER + _MARGINS))
    if sum(wanted) <= width:
        made = _shared(wanted, wanted, width)
    elif sum(least) <= width:
        made = _shared(least, [w - low for w, low in zip(wanted, least, strict=True)], width)
    elif sum(heads) < width:  # rather break a long word in a cell than a heading
        made = _shared(heads, [max(0, low - head) + 1 for low, head in zip(least, heads, strict=True)], width)
    else:
        made = _shared([0] * len(least), least, width)
    made[-1] += width - sum(made)  # what was lost by rounding down
    return made


def _shared(begun: Sequence[int], weights: Sequence[int], width: int) -> list[int]:
    """Return `begun` with what is left of `width` shared out by weight."""
    left, total = width - sum(begun), sum(weights)
    return [have + left * weight // total for have, weight in zip(begun, weights, strict=True)]


def _lines(cell: Cell) -> Words:
    return tuple(line for line in cell_lines(cell) if line.strip())


def _filled(lines: Words) -> Words:
    return lines if any(line.strip() for line in lines) else (NOT_RECORDED,)


def _cell(lines: Words, ids: Mapping[str, str], *, may_be_bold: bool) -> str:
    """Return the paragraph of a cell; what is overdue is said in words, and is also bold."""
    strong = may_be_bold and lines[0].startswith("Overdue")
    return paragraph(run(*lines, style=ids["Strong"] if strong else ""), ids["Table text"])


def _row(paragraphs: Sequence[str], fitting: Sequence[int], properties: str) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'
        for w, inner in zip(fitting, paragraphs, strict=True)
    )
    return f"<w:tr>{properties}{cells}</w:tr>"
