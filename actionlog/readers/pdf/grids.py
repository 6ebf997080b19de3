"""Tables with lines around their cells: from the strokes of a page to the rows and cells between them."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from actionlog.readers.pdf.pages import Box
from actionlog.readers.pdf.words import Line, Word, lines_of, split_at

_NEAR: Final = 3.0  #: strokes so close are one; a double line is 2 points apart
_SHORTEST: Final = 6.0
_MOST_CELLS: Final = 4_000
_MOST_RULES: Final = 150  #: more are a drawing or a chart
_COVERED: Final = 0.6
_NARROWEST: Final = 12.0  #: of a column; narrower ones part a frame from what it holds
_LONGEST_SPAN: Final = 150  #: a longer cell as wide as the table is running text


class Rule(NamedTuple):
    """A straight line: where it stands, and from where to where it runs."""

    at: float
    start: float
    end: float


class Cell(NamedTuple):
    """A cell: its columns, from the first up to but not with the last, and the lines of its text."""

    first: int
    last: int
    lines: tuple[Line, ...]


class GridRow(NamedTuple):
    """A row of a ruled table and where it begins and ends on the page."""

    top: float
    bottom: float
    cells: tuple[Cell, ...]


class Grid(NamedTuple):
    """A ruled table: the places of its upright lines, and its rows."""

    box: Box
    edges: tuple[float, ...]
    rows: tuple[GridRow, ...]


def rules_of(strokes: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    """Return the level and the upright lines that the strokes of a page make up."""
    level, upright = [], []
    for box in strokes:
        if box.right - box.left >= box.bottom - box.top:
            level.append(Rule((box.top + box.bottom) / 2, box.left, box.right))
        else:
            upright.append(Rule((box.left + box.right) / 2, box.top, box.bottom))
    return _merged(level), _merged(upright)


def grids_of(level: Sequence[Rule], upright: Sequence[Rule], words: Sequence[Word]) -> list[Grid]:
    """Return the ruled tables of a page, from the top down.

    A frame around text is none, nor is a row of one long cell within a table: some reports stand in one big table, and
    what is a table within it is found for itself.
    """
    if not 0 < len(upright) <= _MOST_RULES or len(level) > _MOST_RULES:
        return []
    whole = (_grid(rows, columns, words) for rows, columns in _crossing(level, upright))
    found = [part for grid in whole if grid for part in _parts(grid)]
    return sorted(_outermost(found), key=lambda g: (g.box.top, g.box.left))


def _outermost(grids: list[Grid]) -> list[Grid]:
    """Return the tables that do not stand within another."""
    return [g for g in grids if not any(o is not g and _within(g.box, o.box) for o in grids)]


def _within(inner: Box, outer: Box) -> bool:
    across = inner.left >= outer.left - _NEAR and inner.right <= outer.right + _NEAR
    return across and inner.top >= outer.top - _NEAR and inner.bottom <= outer.bottom + _NEAR


def _parts(grid: Grid) -> Iterator[Grid]:
    """Yield the runs of rows whose cells stand below each other; a title within a run is part of it."""
    run: list[GridRow] = []
    walls: set[int] = set()
    for n, row in enumerate(grid.rows):
        own = _walls(row)
        following = next((r for r in grid.rows[n + 1 :] if len(r.cells) > 1), None)
        goes_on = following is not None and _agree(_walls(following), walls)
        if not own and (not run or _is_long(row) or not goes_on):
            yield from _part(run, grid)
            run, walls = [], set()
        elif run and own and not _agree(own, walls):
            yield from _part(run, grid)
            run, walls = [row], own
        else:
            run.append(row)
            walls |= own
    yield from _part(run, grid)


def _part(run: list[GridRow], grid: Grid) -> Iterator[Grid]:
    if run:
        box = grid.box._replace(top=run[0].top, bottom=run[-1].bottom)
        yield Grid(box, grid.edges, tuple(run))


def _walls(row: GridRow) -> set[int]:
    return {cell.first for cell in row.cells[1:]}


def _agree(one: set[int], other: set[int]) -> bool:
    return one <= other or other <= one


def _is_long(row: GridRow) -> bool:
    lines = [line for cell in row.cells for line in cell.lines]
    return len(lines) > 2 or sum(len(line.text) for line in lines) > _LONGEST_SPAN


def _merged(rules: list[Rule]) -> list[Rule]:
    """Return the rules with those joined that go on in each other: each cell has its own pieces of line."""
    found: list[Rule] = []
    for row in _clustered(rules):
        at = sum(r.at for r in row) / len(row)
        open_: Rule | None = None
        for rule in sorted(row, key=lambda r: r.start):
            if open_ and rule.start <= open_.end + _NEAR + 1:
                open_ = Rule(at, open_.start, max(open_.end, rule.end))
                continue
            if open_:
                found.append(open_)
            open_ = Rule(at, rule.start, rule.end)
        if open_:
            found.append(open_)
    return [rule for rule in found if rule.end - rule.start >= _SHORTEST]


def _clustered(rules: list[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _crossing(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the groups of rules that touch or cross each other."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for rule in level:
        columns = [u for u in upright if _touch(rule, u)]
        rows = [rule]
        apart = []
        for group in groups:
            if any(u in group[1] for u in columns):
                rows, columns = group[0] + rows, group[1] + [u for u in columns if u not in group[1]]
            else:
                apart.append(group)
        groups = [*apart, (rows, columns)]
    return [group for group in groups if group[1]]


def _touch(level: Rule, upright: Rule) -> bool:
    across = level.start - _NEAR <= upright.at <= level.end + _NEAR
    return across and upright.start - _NEAR <= level.at <= upright.end + _NEAR


def _grid(level: list[Rule], upright: list[Rule], words: Sequence[Word]) -> Grid | None:
    ys = _places([r.at for r in level], [x for r in upright for x in (r.start, r.end)])
    xs = _places([r.at for r in upright], [x for r in level for x in (r.start, r.end)])
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    inside = [w for w in words if _is_in(w, box)]
    if not inside:
        return None
    xs = _without_slivers(xs, inside)
    if len({_slot(xs, (word.left + word.right) / 2) for word in inside}) < 2:
        return None
    columns, rows = len(xs) - 1, len(ys) - 1
    open_below = [[not _covers(level, ys[r + 1], xs[c], xs[c + 1]) for c in range(columns)] for r in range(rows)]
    spans = [_spans(upright, xs, ys[r], ys[r + 1]) for r in range(rows)]
    homes: dict[tuple[int, int], list[Word]] = {}
    for word in _divided(inside, xs, ys, spans):
        row = _slot(ys, word.y - 0.3 * word.size)
        column = _slot(xs, (max(word.left, xs[0]) + min(word.right, xs[-1])) / 2)
        span = next(s for s in spans[row] if s[0] <= column < s[1])
        while row and span in spans[row - 1] and all(open_below[row - 1][span[0] : span[1]]):
            row -= 1
        homes.setdefault((row, span[0]), []).append(word)
    made = []
    for r in range(rows):
        cells = [Cell(a, b, tuple(lines_of(homes.get((r, a), ())))) for a, b in spans[r]]
        if any(cell.lines for cell in cells):
            made.append(GridRow(ys[r], ys[r + 1], tuple(cells)))
    return Grid(box, tuple(xs), tuple(made)) if made else None


def _without_slivers(xs: list[float], words: list[Word]) -> list[float]:
    """Return the edges of columns without those of narrow columns that no word stands in."""
    kept = [xs[0]]
    for at, following in zip(xs[1:], [*xs[2:], None], strict=False):
        narrow = at - kept[-1] < _NARROWEST
        if narrow and not any(kept[-1] <= (w.left + w.right) / 2 <= at for w in words):
            if following is not None:
                if len(kept) == 1:
                    kept = [at]
                continue
            if len(kept) > 1:
                kept.pop()
        kept.append(at)
    return kept


def _divided(words: list[Word], xs: list[float], ys: list[float], spans: list[list[tuple[int, int]]]) -> list[Word]:
    """Return the words, those divided that run from one cell into the next."""
    found: list[Word] = []
    for word in words:
        walls = [xs[first] for first, _ in spans[_slot(ys, word.y - 0.3 * word.size)][1:]]
        found += split_at([word], walls)
    return found


def _places(values: list[float], ends: list[float]) -> list[float]:
    """Return the different places of rules; where lines run out beyond them, a table has no line at its side."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    if found and min(ends) < found[0] - 15:
        found.insert(0, min(ends))
    if found and max(ends) > found[-1] + 15:
        found.append(max(ends))
    return found


def _is_in(word: Word, box: Box) -> bool:
    middle, height = (word.left + word.right) / 2, word.y - 0.3 * word.size
    return box.left - 1 <= middle <= box.right + 1 and box.top <= height <= box.bottom


def _covers(rules: list[Rule], at: float, start: float, end: float) -> bool:
    reach = sum(max(0.0, min(r.end, end) - max(r.start, start)) for r in rules if abs(r.at - at) <= _NEAR)
    return reach >= _COVERED * (end - start)


def _spans(upright: list[Rule], xs: list[float], top: float, bottom: float) -> list[tuple[int, int]]:
    """Return the columns that each cell of a row takes."""
    walls = [0, *(n for n in range(1, len(xs) - 1) if _covers(upright, xs[n], top, bottom)), len(xs) - 1]
    return list(itertools.pairwise(walls))


def _slot(edges: list[float], at: float) -> int:
    """Return between which of the edges `at` lies."""
    return max(0, min(len(edges) - 2, sum(edge <= at for edge in edges) - 1))
