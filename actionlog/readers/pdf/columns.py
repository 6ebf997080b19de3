"""Tables without upright lines: columns found from the words of the header, or from the gaps that lines share.

The words that head the columns of action logs are those of `minutes.columns`.
"""

import itertools
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from actionlog.minutes.tables.columns import ITEM, REF, heading_meaning
from actionlog.readers.pdf.words import Line, Word, segments, split_at

_NARROWEST: Final = 0.4  #: what is left of the gap between two columns whose cells nearly touch
#: More are a drawing's labels, or words strewn over a page.
MOST_COLUMNS: Final = 20
_MOST_ALIGNED: Final = 100  #: lines that are looked at together for columns without a header
_BEARING: Final = 0.4  #: what letters leave empty at their sides
_HEADER_LINES: Final = 3
_LONGEST_HEADING: Final = 40
_ALIGNED_GAP: Final = 1.1
_NARROW_GAP: Final = 0.6  #: where a cell nearly fills its column; the lines below must bear it out
_REF = re.compile(r"\W*(?:[A-Za-z]{1,6}[ -]?)?\d{1,4}(?:[./,-]\d{1,4})*[a-z]?\W*")
_BULLET = re.compile(r"(?:[-*•·‣▪◦●○■□☐☑☒✓✗➢–—o§]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,3})+\.?)")
_SENTENCE_END: Final = (".", "!", "?", ":", ";", ".”", ".)")

#: An empty strip between two columns, which the words of its table leave free: one piece, or several.
Gutter = tuple[tuple[float, float], ...]


class Columns(NamedTuple):
    """Columns: the gutters between them, where the text of each begins, and what each holds (empty: not known)."""

    gutters: tuple[Gutter, ...]
    lefts: tuple[float, ...]
    meanings: tuple[str, ...]

    @property
    def borders(self) -> list[float]:
        """The middle of each gutter: of its piece just before the next column, or else of its widest."""
        found = []
        for pieces, left in zip(self.gutters, self.lefts[1:], strict=True):
            before = [p for p in pieces if p[0] - 2 <= left <= p[1] + 2]
            piece = max(before or pieces, key=lambda p: p[1] - p[0])
            found.append((piece[0] + piece[1]) / 2)
        return found


class Header(NamedTuple):
    """The header of a table: how many lines it takes, and its cells."""

    height: int
    cells: tuple[str, ...]
    columns: Columns


def columns_between(edges: Sequence[float], meanings: Sequence[str]) -> Columns:
    """Return the columns between upright lines at `edges`, the first and the last of them at the sides."""
    return Columns(tuple(((edge - 1, edge + 1),) for edge in edges[1:]), tuple(edges), tuple(meanings))


def header_at(lines: Sequence[Line]) -> Header | None:
    """Return the header with which `lines` begin; None where they do not begin with one."""
    best: tuple[int, Header] | None = None
    for count in range(1, min(_HEADER_LINES, len(lines)) + 1):
        if count > 1 and not _tight(lines[count - 2], lines[count - 1]):
            break
        parts = _stacked(lines[:count])
        if parts is None:
            break
        texts = [" ".join(line.text for line in part) for part in parts]
        meanings = [heading_meaning(text) for text in texts]
        known = sum(map(bool, meanings))
        if any(not m and any(heading_meaning(x.text) for x in p) for p, m in zip(parts, meanings, strict=True)):
            continue  # the heading above a table is no part of its header
        if known < 2 or known < 0.6 * len(parts):
            continue
        score = 2 * known - len(parts)
        if best is None or score >= best[0]:
            spans = [(min(x.left for x in part), max(x.right for x in part)) for part in parts]
            gutters = tuple(((a[1], b[0]),) for a, b in itertools.pairwise(spans))
            if all(right - left >= _NARROWEST for ((left, right),) in gutters):
                columns = Columns(gutters, tuple(left for left, _ in spans), tuple(meanings))
                best = score, Header(count, tuple(texts), columns)
    return best[1] if best else None


def _tight(above: Line, line: Line) -> bool:
    """True where two lines may be those of one header."""
    return line.y - above.y <= 1.9 * line.size and abs(line.size - above.size) <= 0.1 * line.size


def _stacked(lines: Sequence[Line]) -> list[list[Line]] | None:
    """Return the parts of lines that stand above each other, column by column; None where one covers two columns."""
    found: list[list[Line]] = []
    for line in lines:
        parts = segments(line)
        if len(parts) > MOST_COLUMNS:
            return None
        for part in parts:
            if len(part.text) > _LONGEST_HEADING:
                return None
            over = [c for c in found if min(x.left for x in c) < part.right and part.left < max(x.right for x in c)]
            if len(over) > 1:
                return None
            if over:
                over[0].append(part)
            else:
                found.append([part])
    return sorted(found, key=lambda c: min(x.left for x in c))


def narrowed(columns: Columns, line: Line) -> Columns | None:
    """Return the columns with the gutters that are left beside the words of `line`; None where one is crossed."""
    gutters = []
    words = _cut(line, columns)
    for pieces in columns.gutters:
        left = pieces
        for word in words:
            left = tuple(piece for p in left for piece in _without(p, word.left + _BEARING, word.right - _BEARING))
        if not left:
            return None
        gutters.append(left)
    return columns._replace(gutters=tuple(gutters))


def _cut(line: Line, columns: Columns) -> list[Word]:
    """Return the words of a line, those cut in two that run from a full cell into the next without a gap."""
    return [part for word in line.words for part in split_at([word], _starts_within(word, columns))]


def _starts_within(word: Word, columns: Columns) -> list[float]:
    """Return where columns begin within a word: at a letter that looks like the first of a cell."""
    found = []
    for left in columns.lefts[1:]:
        if not word.left < left < word.right:
            continue
        at = min(range(len(word.edges)), key=lambda n: abs(word.edges[n] - left), default=0)
        if at and abs(word.edges[at] - left) < 0.8:
            before, after = word.text[at - 1], word.text[at]
            if (after.isupper() and not before.isupper()) or after.isdigit() != before.isdigit():
                found.append(word.edges[at])
    return found


def _without(piece: tuple[float, float], left: float, right: float) -> list[tuple[float, float]]:
    if right <= piece[0] or left >= piece[1]:
        return [piece]
    parts = [(piece[0], left), (right, piece[1])]
    return [(a, b) for a, b in parts if b - a >= min(_NARROWEST, piece[1] - piece[0])]


def grown(columns: Columns, lines: Sequence[Line], header: Line | None = None, *, headed: bool) -> tuple[int, Columns]:
    """Return how many of `lines` are rows of a table with these columns, and its columns narrowed by them.

    `header` is the line above them, of the table's header, and `headed` says that there is one, here or on a page
    before.
    """
    widest, last = 0.0, header
    for n, line in enumerate(lines):
        fit = narrowed(columns, line)
        if fit is None or (headed and _is_heading(line, lines[:n], columns)):
            return n, columns
        if not headed and len(segments(line, _ALIGNED_GAP)) > len(_cells(line, columns)):
            return n, columns  # its columns are others
        gap = line.y - last.y if last else 0.0
        full = headed and len(_cells(line, columns)) > 1
        limit = (
            6.0 * line.size if full or (header and n == 0) else max(1.8 * widest, (3.2 if n < 3 else 2.7) * line.size)
        )
        outside = line.left < min(columns.lefts) - 12 and line.right < columns.borders[0]
        if last and (gap > limit or (headed and n > 1 and outside)):
            return n, columns
        widest, last, columns = max(widest, gap), line, fit
    return len(lines), columns


def _is_heading(line: Line, above: Sequence[Line], columns: Columns) -> bool:
    """True for a line below a table that heads what follows: bold or larger, or no ref where there are refs."""
    if len(segments(line)) > 1 or not above:
        return False
    parts = _cells(line, columns)
    typical = sorted(x.size for x in above)[len(above) // 2]
    first = min(parts)
    if line.size > 1.12 * typical or (line.is_bold and not any(x.is_bold for x in above[-3:])):
        return first == 0 or line.size > 1.12 * typical
    if len(parts) > 1:
        return False
    meaning = columns.meanings[first] if first < len(columns.meanings) else ""
    return first == 0 and meaning in (REF, ITEM) and len(line.text) > 20 and not _REF.fullmatch(line.text[:40])


def aligned_at(lines: Sequence[Line]) -> tuple[int, Columns] | None:
    """Return how many of `lines` stand in columns that they share, without a header, and these columns."""
    for gap in (_ALIGNED_GAP, _NARROW_GAP):
        parts = segments(lines[0], gap)
        if not 1 < len(parts) <= MOST_COLUMNS or (_BULLET.fullmatch(parts[0].text) and len(parts) == 2):
            return None
        if found := _aligned(lines, parts):
            return found
    return None


def _aligned(lines: Sequence[Line], parts: Sequence[Line]) -> tuple[int, Columns] | None:
    """Return what `aligned_at` does, for columns of which the first line fills `parts`."""
    gutters = tuple(((a.right, b.left),) for a, b in itertools.pairwise(parts))
    columns = Columns(gutters, tuple(p.left for p in parts), ("",) * len(parts))
    lines = lines[:_MOST_ALIGNED]
    count, fit = grown(columns, lines, headed=False)
    while count > 1 and not (_is_shared(lines, count - 1) or _starts_column(lines[count - 1], fit)):
        count -= 1
    fit = _refitted(columns, lines[:count])
    shared = sum(_is_shared(lines, n) for n in range(count))
    later = sum(_starts_column(line, fit) for line in lines[:count])
    certain = shared if len(segments(lines[0], _ALIGNED_GAP)) == len(parts) else shared + later
    agreeing = sum(_starts_column(part, fit) for line in lines[1:count] for part in segments(line, _ALIGNED_GAP))
    wide = certain > 1 and (agreeing > 0 or len(parts) > 2 or shared == count)
    return (count, fit) if wide and shared + later >= 0.5 * count else None


def _is_shared(lines: Sequence[Line], n: int) -> bool:
    """True where several columns share a line, or the cell of one stands at half its height beside that of another."""
    if len(segments(lines[n], _ALIGNED_GAP)) > 1:
        return True
    near = [lines[m] for m in (n - 1, n + 1) if 0 <= m < len(lines)]
    beside = [x for x in near if abs(x.y - lines[n].y) < 0.85 * lines[n].size]
    return any(x.left > lines[n].right or x.right < lines[n].left for x in beside)


def _starts_column(line: Line, columns: Columns) -> bool:
    return any(abs(line.left - left) < 4 for left in columns.lefts[1:])


def _refitted(columns: Columns, lines: Sequence[Line]) -> Columns:
    for line in lines:
        columns = narrowed(columns, line) or columns
    return columns


def _cells(line: Line, columns: Columns) -> dict[int, Line]:
    """Return the parts of a line by their columns."""
    found: dict[int, list[Word]] = {}
    borders = columns.borders
    for word in _cut(line, columns):
        middle = (word.left + word.right) / 2
        found.setdefault(sum(middle > border for border in borders), []).append(word)
    return {n: Line(tuple(words), line.y, line.size) for n, words in found.items()}


def rows_of(lines: Sequence[Line], columns: Columns, separators: Sequence[float]) -> list[list[dict[int, Line]]]:
    """Return the lines of a table's body as rows; each row is a list of lines, each of them its cells by column.

    `separators` are the places of level lines drawn in the table.
    """
    split = [_cells(line, columns) for line in lines]
    if not split:
        return []
    marks = _anchors(split, columns)
    for starts in (_by_rules(lines, separators), _by_gaps(lines)):
        groups = _grouped(len(lines), starts)
        single = all(sum(marks[a:b]) <= 1 for a, b in groups)
        if len(groups) > 1 and (single or not any(marks)):
            break
    else:
        starts = {n for n, mark in enumerate(marks) if mark}
        starts |= {n for n in _by_gaps(lines) if marks[n]}
        if not any(marks):
            starts = {n for n in range(len(lines)) if _begins(split, n)}
        groups = _grouped(len(lines), starts)
    return [split[a:b] for a, b in groups]


def _grouped(count: int, starts: set[int]) -> list[tuple[int, int]]:
    cuts = [*sorted({0, *starts}), count]
    return list(itertools.pairwise(cuts))


def _by_rules(lines: Sequence[Line], separators: Sequence[float]) -> set[int]:
    """Return which lines are the first below a drawn line."""
    return {
        n
        for n in range(1, len(lines))
        if any(lines[n - 1].y - 1 <= at <= lines[n].y - 0.4 * lines[n].size for at in separators)
    }


def _by_gaps(lines: Sequence[Line]) -> set[int]:
    """Return which lines stand farther below the one above than lines of one cell do."""
    gaps = [(b.y - a.y) / max(b.size, 1) for a, b in itertools.pairwise(lines)]
    # A cell at half the height of its neighbour stands between two lines of that: their distance is both gaps.
    halves = [a + b for a, b in itertools.pairwise(gaps) if a < 0.85 and b < 0.85]
    tight = [gap for gap in gaps if gap >= 0.85] + halves
    if not tight:
        return set()
    pitch = min(tight)
    if max(tight) < 1.18 * pitch:
        return set(range(1, len(lines))) if pitch >= 1.5 and not halves else set()
    return {n for n, gap in enumerate(gaps, 1) if gap > 1.18 * min(pitch, 1.5)}


def _anchors(split: Sequence[dict[int, Line]], columns: Columns) -> list[bool]:
    """Return which lines have a ref, where there is a column of refs: each begins a row of its own."""
    at = next((n for n, meaning in enumerate(columns.meanings) if meaning in (REF, ITEM)), None)
    if at is None:
        return [False] * len(split)
    return [at in cells and bool(_REF.fullmatch(cells[at].text[:40])) for cells in split]


def _begins(split: Sequence[dict[int, Line]], n: int) -> bool:
    """True where a line begins a row, as far as its words tell: no line goes on from the one above."""
    cells = split[n]
    if n == 0:
        return True
    widest = max(cells, key=lambda c: len(cells[c].text))
    above = next((split[m][widest].text for m in range(n - 1, -1, -1) if widest in split[m]), "")
    if len(cells) == 1:
        return 0 in cells and len(max(split, key=len)) < 3 and above.endswith(_SENTENCE_END)
    text = cells[widest].text
    return not text[:1].islower() and (0 in cells or above.endswith(_SENTENCE_END))
