"""The pages of a PDF file: words with their places, and the straight lines that are drawn around them.

The only module that knows pypdfium2, the library that takes PDF files apart. ISO 32000-1, 9.4 and 8.5, say how a page
shows text and draws lines.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final, NamedTuple

from actionlog.readers.kinds import KINDS, PDF
from actionlog.readers.pdf.forms import multiply
from actionlog.readers.pdf.streams import is_bomb
from actionlog.readers.pdf.words import Word, cleaned
from actionlog.readers.refusals import BrokenFile, EncryptedFile, FileTooLarge, ReaderNotInstalled

#: Minutes are never as long.
MOST_PAGES: Final = 1_000
MOST_CHARACTERS: Final = 600_000
#: A page of minutes has five hundred.
MOST_WORDS: Final = 4_000
#: A page with more strokes than this holds a drawing: they are no lines of a table.
MOST_STROKES: Final = 6_000
#: Two hundred pages of tables have half as many; on the pages behind so many strokes, only words are read.
MOST_DRAWN: Final = 100_000
_FARTHEST: Final = 100_000.0
_THIN: Final = 3.0
_BOLD: Final = 600
_PASSWORD_ERRORS: Final = (4, 5)


class Box(NamedTuple):
    """A rectangle; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    """What a page shows: words, strokes (thin boxes), and filled areas. `has_picture` says that there is a picture."""

    number: int
    box: Box
    words: tuple[Word, ...]
    strokes: tuple[Box, ...]
    fills: tuple[Box, ...]
    has_picture: bool


def pages_of(name: str, data: bytes) -> Iterator[Page]:
    """Yield the pages of a PDF file called `name`.

    Raises ReaderNotInstalled, EncryptedFile, BrokenFile or FileTooLarge.
    """
    try:
        import pypdfium2
    except ImportError:
        raise ReaderNotInstalled(name, "a PDF", "pdf") from None
    broken = BrokenFile(name, KINDS[PDF].words)
    if is_bomb(data) or multiply(data):
        raise broken
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in _PASSWORD_ERRORS or "password" in str(error).casefold():
            raise EncryptedFile(name) from None
        raise broken from None
    with closing(document):
        if not len(document):
            raise broken
        if len(document) > MOST_PAGES:
            raise FileTooLarge(name, f"{len(document):,} pages", f"{MOST_PAGES:,}")
        characters, drawable = 0, [MOST_DRAWN]
        for number in range(len(document)):
            try:
                with closing(document[number]) as page, closing(page.get_textpage()) as text:
                    characters += text.count_chars()
                    if characters > MOST_CHARACTERS:
                        raise FileTooLarge(name, "more characters of text", f"{MOST_CHARACTERS:,}")
                    read = _page(number + 1, page, text, drawable)
            except pypdfium2.PdfiumError:
                raise broken from None
            if len(read.words) > MOST_WORDS:
                raise FileTooLarge(name, f"{len(read.words):,} words on page {number + 1}", f"{MOST_WORDS:,} on a page")
            yield read


def _page(number: int, page: Any, text: Any, drawable: list[int]) -> Page:
    words = list(_words(text))
    turns = Counter(turn for _, turn in words)
    turn = turns.most_common(1)[0][0] if turns else 0  # a page may be turned; most of its words stand upright
    strokes, fills, has_picture = _drawn(page, turn, drawable)
    box = _turned(turn, *page.get_bbox())
    return Page(number, box, tuple(w for w, t in words if t == turn), strokes, fills, has_picture)


def _turned(turn: int, left: float, bottom: float, right: float, top: float) -> Box:
    """Return a box of the file's own measures as it stands on a page whose words run in the direction `turn`."""
    (x0, y0), (x1, y1) = _point(turn, left, bottom), _point(turn, right, top)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _point(turn: int, x: float, y: float) -> tuple[float, float]:
    return ((x, -y), (y, x), (-x, y), (-y, -x))[turn]


class _Reading:
    """A word that is being read, character by character."""

    __slots__ = ("edges", "is_bold", "left", "right", "size", "text", "turn", "y")

    def __init__(self, turn: int, size: float, is_bold: bool, y: float, left: float, right: float) -> None:
        self.turn, self.size, self.is_bold, self.y, self.left, self.right = turn, size, is_bold, y, left, right
        self.text: list[str] = []
        self.edges: list[float] = []

    def word(self) -> Word:
        text = "".join(self.text)
        if any("\ud800" <= c <= "\udfff" for c in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        plain = cleaned(text)
        edges = tuple(self.edges) if len(plain) == len(self.text) else ()
        return Word(plain, self.left, self.right, self.y, self.size, self.is_bold, edges)


def _words(text: Any) -> Iterator[tuple[Word, int]]:
    """Yield the words in the order of the file, each with the direction it runs in: quarter turns to the left."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_double(), ctypes.c_double()
    edges = [ctypes.c_double() for _ in range(4)]
    loose, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    now: _Reading | None = None
    spaced = False
    for n in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, n)
        character = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if character.isspace() or character in "\0\u200b\ufeff":
            spaced = True
            continue
        raw.FPDFText_GetCharOrigin(text, n, x, y)
        raw.FPDFText_GetLooseCharBox(text, n, loose)
        box = loose.left, loose.bottom, loose.right, loose.top
        if now is None or now.turn or loose.right <= loose.left:
            raw.FPDFText_GetCharBox(text, n, *edges)
            tight = edges[0].value, edges[2].value, edges[1].value, edges[3].value
            box = tight if now and now.turn else box
        turn = now.turn if now else 0
        left, right, base = _reach(turn, box, x.value, y.value)
        if not max(abs(left), abs(right), abs(base)) < _FARTHEST:
            continue  # a damaged file puts it nowhere
        if now is None or not _goes_on(now, left, base, spaced):
            if now:
                yield now.word(), now.turn
            raw.FPDFText_GetMatrix(text, n, matrix)
            turn = _direction(matrix.a, matrix.b)
            scale = math.hypot(matrix.c, matrix.d) or 1.0
            if turn or loose.right <= loose.left:
                raw.FPDFText_GetCharBox(text, n, *edges)
                box = edges[0].value, edges[2].value, edges[1].value, edges[3].value
            else:
                box = loose.left, loose.bottom, loose.right, loose.top
            left, right, base = _reach(turn, box, x.value, y.value)
            size = raw.FPDFText_GetFontSize(text, n) * scale
            size = min(max(size, 1.0), 400.0) if math.isfinite(size) else 10.0
            now = _Reading(turn, size, _is_bold(text, n, raw), base, left, right)
        now.text.append(character)
        now.edges.append(left)
        now.right = max(now.right, right)
        spaced = False
    if now:
        yield now.word(), now.turn


def _reach(turn: int, box: tuple[float, float, float, float], x: float, y: float) -> tuple[float, float, float]:
    """Return the left and right edge and the baseline of a character."""
    if not turn:
        return box[0], box[2], -y
    turned = _turned(turn, *box)
    return turned.left, turned.right, _point(turn, x, y)[1]


def _goes_on(now: _Reading, left: float, base: float, spaced: bool) -> bool:
    """True where a character belongs to the word before it."""
    gap = left - now.right
    if abs(base - now.y) > 0.1 * now.size or gap < -0.6 * now.size:
        return False
    return gap <= (0.05 if spaced else 0.2) * now.size


def _direction(a: float, b: float) -> int:
    """Return the quarter turns to the left by which text of this matrix is turned; 0 for upright."""
    return round(math.atan2(b, a) / (math.pi / 2)) % 4 if math.isfinite(a) and math.isfinite(b) else 0


def _is_bold(text: Any, n: int, raw: Any) -> bool:
    if raw.FPDFText_GetFontWeight(text, n) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, n, name, 128, ctypes.c_int())
    return any(word in name.raw.lower() for word in (b"bold", b"black", b"heavy", b"semibold"))


def _drawn(page: Any, turn: int, drawable: list[int]) -> tuple[tuple[Box, ...], tuple[Box, ...], bool]:
    """Return the strokes and the filled areas of a page, and whether it shows a picture.

    `drawable` holds how many more may be looked at in this file; it is counted down.
    """
    import pypdfium2.raw as raw

    strokes: list[Box] = []
    fills: list[Box] = []
    has_picture = False
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING]
    for count, drawn in enumerate(page.get_objects(filter=kinds, max_depth=6)):
        if count > MOST_STROKES or len(strokes) > MOST_STROKES or drawable[0] < 0:
            return (), (), True
        drawable[0] -= 1
        if drawn.type != raw.FPDF_PAGEOBJ_PATH:
            has_picture = True
            continue
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(drawn, mode, stroked)
        if not mode.value and not stroked.value:
            continue
        for part in _parts(drawn, raw):
            drawable[0] -= 1
            box = _turned(turn, *part)
            width, height = box.right - box.left, box.bottom - box.top
            if not math.isfinite(width + height):
                continue
            if min(width, height) <= _THIN:
                strokes.append(box)
                continue
            if stroked.value:
                strokes += _sides(box)
            if mode.value:
                fills.append(box)
    return tuple(strokes), tuple(fills), has_picture


def _sides(box: Box) -> Iterator[Box]:
    yield box._replace(bottom=box.top)
    yield box._replace(top=box.bottom)
    yield box._replace(right=box.left)
    yield box._replace(left=box.right)


def _parts(drawn: Any, raw: Any) -> Iterator[tuple[float, float, float, float]]:
    """Yield the boxes of the lines and rectangles of a path; curves are no lines of a table."""
    count = raw.FPDFPath_CountSegments(drawn)
    matrix = drawn.get_matrix()
    holder = drawn.container
    while holder is not None:
        matrix = matrix.multiply(holder.get_matrix())
        holder = holder.container
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for n in range(min(count, 4 * MOST_STROKES)):
        segment = raw.FPDFPath_GetPathSegment(drawn, n)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield _around(points)
            points = []
        elif kind != raw.FPDF_SEGMENT_LINETO:
            return
        points.append(matrix.on_point(x.value, y.value))
    if len(points) > 1:
        yield _around(points)


def _around(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
