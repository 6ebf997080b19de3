"""Tables that are drawn with characters: pipes, the grids and simple tables of reStructuredText, columns of space.

Grids are those of pandoc and of docutils ("Grid Tables", "Simple Tables" in the reStructuredText specification); pipes
those of GitHub Flavored Markdown, read more kindly: the line below the header may have too many or too few cells.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from actionlog.document import Row
from actionlog.minutes.tables.columns import REF, heading_meaning
from actionlog.readers.lines import Line

#: What stands before an item of a list, and so parts no columns.
BULLET: Final = r"[-*+•·‣▪◦●○■□➢–—\uf0b7]|o(?=\t|[ ]{2})"
NUMBER: Final = r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[A-Z]\)|\d{1,3}(?:\.\d{1,3})+\.?(?=\s+[A-Z\[('\"‘“])"
Words = Callable[[str], str]  #: takes the markup off the text of a cell

_SIMPLE_BORDER = re.compile(r"[ \t]*=+(?:[ \t]+=+)+[ \t]*")
_LABEL = re.compile(r"\[[^\[\]\t]{1,40}\][ ]*\t")
_RULED = re.compile(r"[ \t]*-+(?:[ \t]+-+)*[ \t]*")
_MARKER = re.compile(rf"\s*(?:{BULLET}|{NUMBER})(?=\s)")
_RUN = re.compile(r"\S+(?:[ \xa0]\S+)*")
_MOST_LINES: Final = 5000  #: of one table
_LONGEST: Final = 1000  #: characters of a line of a table whose columns are space
_BULLET = re.compile(r"(?:[-*+•·]|\(?(?:\d{1,3}|[a-z])[.)])\s")


class Rows(NamedTuple):
    """The rows of a table, and the number of lines that it takes."""

    rows: tuple[Row, ...]
    length: int


# Tabs


def tabs_end(lines: Sequence[Line], at: int) -> int:
    """Return where the lines with tabs end that follow each other from line `at`; 0 where that has none."""
    end = at
    while end < len(lines) and "\t" in lines[end].text and not lines[end].is_blank:
        end += 1
    return end if end > at else 0


def has_columns(lines: Sequence[Line]) -> bool:
    """True where a line has a tab between words, and not just one after a bullet or number."""
    for line in lines:
        words = line.text.strip()
        marker = _MARKER.match(words)
        words = words[marker.end() :].strip() if marker else words
        # `- [AB]` and a tab before the text is an item of a list with its owner, and no row.
        label = _LABEL.match(words) if marker else None
        if "\t" in words[label.end() if label else 0 :]:
            return True
    return False


def split_at_tabs(lines: Sequence[Line], words: Words) -> tuple[Row, ...]:
    """Return lines with tabs as rows."""
    return tuple(Row(tuple(map(words, line.text.split("\t"))), line.place) for line in lines)


# Pipes and grids


def is_delimiter(text: str) -> bool:
    """True for the line below the header of a table with pipes: `| --- | :-: |`."""
    return set(text) <= set("|:- \t+=") and "-" in text


def cells_between_pipes(text: str) -> list[str]:
    """Return the cells between pipes; a pipe after a backslash is part of its cell."""
    inner = text.replace("\\|", "\0").strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\0", "|") for cell in inner.split("|")]


def piped(lines: Sequence[Line], at: int, words: Words) -> Rows | None:
    """Return the table with pipes, or the grid, that begins with line `at`; None where there is none."""
    first = lines[at].text.strip()
    grid = first.startswith(("+-", "+="))
    if not (grid or first.startswith("|")) and not ("|" in first and _delimited(lines, at)):
        return None
    edges = ("|", "+-", "+=") if grid or first.startswith("|") else ("",)
    end = at
    while end < len(lines):
        text = lines[end].text.strip()
        if not text.startswith(edges) or ("|" not in text and not text.startswith("+")):
            break
        end += 1
    run = lines[at:end]
    rows = _grid(run, words) if grid else (_pipe_row(line, words) for line in run)
    return Rows(tuple(row for row in rows if row), end - at)


def _delimited(lines: Sequence[Line], at: int) -> bool:
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    return "|" in following and is_delimiter(following)


def _pipe_row(line: Line, words: Words) -> Row | None:
    if is_delimiter(line.text):
        return None
    return Row(tuple(map(words, cells_between_pipes(line.text))), line.place)


def _grid(run: Sequence[Line], words: Words) -> Iterator[Row]:
    """Yield the rows of a grid table: the lines between two lines of `+---+` are one row."""
    edges = [line.text.strip() for line in run if _is_edge(line)]
    widest = max(edges, key=_bounds)
    bounds = [n for n, sign in enumerate(widest) if sign == "+"]
    for edge, group in groupby(run, _is_edge):
        if edge:
            continue
        lines = list(group)
        parts = [_between(line.text.strip(), bounds) for line in lines]
        columns = max(map(len, parts))
        texts = []
        for n in range(columns):
            width = bounds[n + 1] - bounds[n] - 3 if n + 1 < len(bounds) else _LONGEST
            texts.append(words(in_lines([part[n].strip() if n < len(part) else "" for part in parts], width)))
        yield Row(tuple(texts), lines[0].place)


def _is_edge(line: Line) -> bool:
    return line.text.strip().startswith(("+-", "+="))


def _bounds(edge: str) -> int:
    return edge.count("+")


def _between(text: str, bounds: list[int]) -> list[str]:
    """Return the cells of a line of a grid; a pipe that stands off the bounds is part of its cell."""
    places = [n for n in bounds if n < len(text) and text[n] in "|+"]
    if len(places) < 2 or places[-1] != len(text) - 1:
        return cells_between_pipes(text)  # letters of another width have moved the bounds
    cells = [""] * (len(bounds) - 1)
    for start, end in pairwise(places):
        cells[bounds.index(start)] = text[start + 1 : end].replace("\\|", "|")
    return cells


def in_lines(parts: Sequence[str], width: int) -> str:
    """Return the lines of a cell as one text, with a line feed only where the writer broke it, not the column."""
    text = last = ""
    after_blank = False
    for part in parts:
        if not part:
            after_blank = bool(text)
            continue
        fitted = len(last) + 1 + len(part.split(maxsplit=1)[0]) <= width
        breaks = after_blank or fitted or bool(_BULLET.match(part)) or last.endswith("\\")
        text = f"{text.rstrip(chr(92))}{chr(10) if breaks else ' '}{part}" if text else part
        last, after_blank = part, False
    return text


# The simple tables of reStructuredText


def simple(lines: Sequence[Line], at: int, words: Words) -> Rows | None:
    """Return the table between lines of `=====  =====` that begins with line `at`; None where there is none."""
    border = lines[at].text[:_LONGEST]
    if "=" not in border:
        return None
    if not _SIMPLE_BORDER.fullmatch(border):
        return None
    borders = [at]
    for n in range(at + 1, min(len(lines), at + _MOST_LINES)):
        if _SIMPLE_BORDER.fullmatch(lines[n].text[:_LONGEST]):
            borders.append(n)
            if n + 1 == len(lines) or lines[n + 1].is_blank or len(borders) == 3:
                break
    if len(borders) < 2:
        return None
    starts = [m.start() for m in re.finditer("=+", border)]
    drafts: list[tuple[Line, list[list[str]]]] = []
    for line in lines[at + 1 : borders[-1]]:
        text = line.text.expandtabs(8)
        if line.is_blank or _RULED.fullmatch(text[:_LONGEST]) or _SIMPLE_BORDER.fullmatch(text[:_LONGEST]):
            continue
        ends = [*starts[1:], len(text)]
        cells = [text[s:e].strip() for s, e in zip(starts, ends, strict=True)]
        if cells[0] or not drafts:
            drafts.append((line, [[c] for c in cells]))
        else:
            for column, cell in zip(drafts[-1][1], cells, strict=True):
                column.append(cell)
    widths = [max(e - s - 1, 1) for s, e in zip(starts, [*starts[1:], _LONGEST], strict=True)]
    rows = tuple(
        Row(tuple(words(in_lines(c, w).removeprefix("\\")) for c, w in zip(cells, widths, strict=True)), line.place)
        for line, cells in drafts
    )
    return Rows(rows, borders[-1] + 1 - at)


# Columns parted by space


class _Run(NamedTuple):
    start: int
    end: int
    text: str


def aligned(lines: Sequence[Line], at: int, words: Words) -> Rows | None:
    """Return the table whose columns are parted by two spaces or more, and whose header is line `at`.

    A line is such a header where its words head columns of minutes and action logs. None where there is no table.
    """
    if "  " not in lines[at].text.strip() or len(lines[at].text) > _LONGEST:
        return None
    header = _runs(lines[at])
    if len(header) < 2:
        return None
    meanings = [heading_meaning(run.text) for run in header]
    named = [m for m in meanings if m]
    if len(named) < 2 or len(named) < 0.6 * len(header) or len(set(named)) < 2:
        return None
    body = list(_body(lines, at + 1, header))
    if not any(len(runs) > 1 for _, runs in body):
        return None
    spans = _spans(header, [runs for _, runs in body])
    ref = meanings.index(REF) if REF in meanings else None
    has_gaps = any(not runs for _, runs in body[1:])
    drafts: list[tuple[Line, list[list[str]]]] = [(lines[at], [[run.text] for run in header])]
    after_blank = True
    for line, runs in body:
        if not runs:
            after_blank = True
            continue
        cells = [""] * len(header)
        for run, n in _placed(runs, spans):
            cells[n] = f"{cells[n]} {run.text}".strip()
        if _begins_row(cells, ref, after_blank=after_blank, has_gaps=has_gaps) or len(drafts) == 1:
            drafts.append((line, [[cell] for cell in cells]))
        else:
            for column, cell in zip(drafts[-1][1], cells, strict=True):
                column.append(cell)
        after_blank = False
    widths = [end - start for start, end in spans]
    rows = tuple(
        Row(tuple(words(in_lines(c, w)) for c, w in zip(cells, widths, strict=True)), line.place)
        for line, cells in drafts
    )
    return Rows(rows, len(body) + 1)


def _runs(line: Line) -> list[_Run]:
    """Return the runs of words in a line that are parted by two spaces or more."""
    if len(line.text) > _LONGEST:
        return []
    return [_Run(m.start(), m.end(), m.group()) for m in _RUN.finditer(line.text.expandtabs(8))]


def _body(lines: Sequence[Line], at: int, header: list[_Run]) -> Iterator[tuple[Line, list[_Run]]]:
    """Yield the lines below a header that belong to its table, with their runs; a blank line has none."""
    blanks: list[Line] = []
    for line in lines[at : at + _MOST_LINES]:
        if line.is_blank:
            blanks.append(line)
            if len(blanks) > 2:
                return
            continue
        runs = _runs(line)
        if _RULED.fullmatch(line.text[:_LONGEST]) or set(line.text) <= set("=_ "):
            runs = []
        elif not _fits(runs, header, after_blank=bool(blanks)):
            return
        yield from ((blank, []) for blank in blanks)
        blanks = []
        yield line, runs


def _fits(runs: list[_Run], header: list[_Run], *, after_blank: bool) -> bool:
    """True where a line is one of the table: it has columns, or stands wholly in one of them."""
    if len(runs) > 1:
        return len(runs) <= len(header)
    if not runs:
        return False
    (run,) = runs
    crossed = sum(run.start < h.start < run.end for h in header)
    inner = run.start >= header[1].start - 2
    return crossed == 0 if inner or not after_blank else False


def _spans(header: list[_Run], body: list[list[_Run]]) -> list[tuple[int, int]]:
    """Return where each column begins and ends, by its header and the lines that fill all columns."""
    spans = [(run.start, run.end) for run in header]
    for runs in body:
        if len(runs) == len(header):
            spans = [(min(start, run.start), max(end, run.end)) for (start, end), run in zip(spans, runs, strict=True)]
    return spans


def _placed(runs: list[_Run], spans: list[tuple[int, int]]) -> Iterator[tuple[_Run, int]]:
    """Yield each run with the number of its column."""
    if len(runs) == len(spans):
        yield from zip(runs, range(len(spans)), strict=True)
        return
    for run in runs:
        shared = [min(run.end, end) - max(run.start, start) for start, end in spans]
        near = [-abs(run.start - start) for start, _ in spans]
        yield run, max(range(len(spans)), key=lambda n: (max(shared[n], 0), near[n]))


def _begins_row(cells: list[str], ref: int | None, *, after_blank: bool, has_gaps: bool) -> bool:
    """True where a line begins a row, False where it goes on with the one above."""
    if ref is not None:
        return bool(cells[ref])
    if has_gaps:
        return after_blank
    first = next(cell for cell in cells if cell)
    return sum(map(bool, cells)) > 1 and not first[:1].islower()
