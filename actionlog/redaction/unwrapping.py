"""What a file holds, however it is packed: members of archives, texts in every encoding, and what is read in them."""

import base64
import html
import io
import quopri
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

#: How deep archives may stand in one another, and how much they may hold; what is beyond cannot be vouched for.
DEEPEST: Final = 3
LARGEST: Final = 400_000_000

_ENTITY: Final = re.compile(r"&(?:#\d|#[xX][0-9a-fA-F]|[A-Za-z])")
#: An entity that makes a tag, or begins another entity.
_MADE_TAG: Final = re.compile(r"&(?:lt|LT|amp|AMP|#0*6[02]|#0*38|#[xX]0*(?:3[cCeE]|26))(?![0-9])")
_ESCAPE: Final = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-9a-fA-F]{2,6})[ ]?|(.))"
)
_SURROGATES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_PERCENT: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_QUOTED: Final = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")
_ENCODED_WORD: Final = re.compile(r"=\?[\w-]+\?([bBqQ])\?([^?\s]*)\?=")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:\r?\n ?[A-Za-z0-9+/_-]{4,})*={0,2}")
_FOLDED_LINE: Final = re.compile(r"\r?\n[ \t]")
_TAG: Final = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>|<[/!?A-Za-z][^<>]*>")


_SHORT_RUN: Final = 4_000
#: base64 as addresses of pages write it (RFC 4648, section 5).
_OF_ADDRESSES: Final = {ord("-"): "+", ord("_"): "/"}
_READABLE: Final = bytes((0, 9, 10, 13, *range(32, 256)))

#: How far around a character that is written in another way the rest of a name may stand.
_NEAR: Final = 100


class Leaf(NamedTuple):
    """Bytes that hold no other file. `member` is where they stand inside the file, empty for the file itself.

    `fault` says why it cannot be looked into; `inner` is the member's own name, by whose suffix it is read.
    """

    member: str
    data: bytes
    fault: str = ""
    inner: str = ""


class _Budget:
    def __init__(self) -> None:
        self.left = LARGEST


def leaves(name: str, data: bytes) -> Iterator[Leaf]:
    """Return the file, or what is in it: the members of an archive (each with its name and remarks), to depth 3."""
    yield from _leaves("", name, data, 0, _Budget())


def _leaves(where: str, name: str, data: bytes, depth: int, budget: _Budget) -> Iterator[Leaf]:
    yield Leaf(where, data, inner=name)
    if data[:2] == b"\x1f\x8b":
        yield from _unzipped(where, name, data, depth, budget)
    elif data[:5] == b"%PDF-":
        yield Leaf(where, b"", "a PDF keeps its text in a form that cannot be searched")
    elif data[:2] == b"PK" or (data[-65557:].find(b"PK\x05\x06") >= 0 and zipfile.is_zipfile(io.BytesIO(data))):
        yield from _members(where, data, depth, budget)


def _unzipped(where: str, name: str, data: bytes, depth: int, budget: _Budget) -> Iterator[Leaf]:
    unpacker = zlib.decompressobj(31)
    try:
        inner = unpacker.decompress(data, max(budget.left, 1))
    except zlib.error:
        inner = b""
    if not unpacker.eof or unpacker.unused_data:
        yield Leaf(where, b"", "what is compressed in it is too large or damaged")
        return
    yield from _inner(f"{where}/unpacked".lstrip("/"), name, inner, depth, budget)


def _members(where: str, data: bytes, depth: int, budget: _Budget) -> Iterator[Leaf]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Leaf(f"{where} remark".strip(), archive.comment)
            for member in archive.infolist():
                inside = f"{where}/{member.filename}".lstrip("/")
                yield Leaf(f"name of {inside}", f"{member.filename}\n{member.orig_filename}".encode(errors="replace"))
                yield Leaf(f"remark of {inside}", member.comment)
                yield Leaf(f"extra field of {inside}", member.extra)
                if member.is_dir():
                    continue
                if member.file_size > budget.left or member.flag_bits & 1:
                    yield Leaf(inside, b"", "it is too large, or locked with a password")
                    continue
                yield from _inner(inside, member.filename, archive.read(member), depth, budget)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, OSError, ValueError):
        yield Leaf(where, b"", "the archive is damaged")


def _inner(inside: str, name: str, data: bytes, depth: int, budget: _Budget) -> Iterator[Leaf]:
    budget.left -= len(data)
    if budget.left < 0:
        yield Leaf(inside, b"", "it is too large")
    elif depth >= DEEPEST and data[:2] in (b"PK", b"\x1f\x8b"):
        yield Leaf(inside, b"", "it is an archive inside too many others")
    else:
        yield from _leaves(inside, name, data, depth + 1, budget)


# ------------------------------------------------------------------------------------------------ bytes to texts


def decoded(data: bytes) -> list[str]:
    """Return the texts that `data` may be: as UTF-8, and where it is none or holds noughts, in other encodings too."""
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return [data.decode("utf-32", "replace"), data.decode("latin-1")]
    try:
        texts = [data.decode("utf-8-sig")]
    except UnicodeDecodeError:
        texts = [data.decode("utf-8", "ignore"), data.decode("latin-1")]
        if b"\0" not in data:  # two bytes a letter, in a script whose bytes are never nought
            texts += [data.decode("utf-16-le", "replace"), data.decode("utf-16-be", "replace")]
    if b"\0" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        texts += [data.decode(f"utf-16-{end}", "replace") for end in ("le", "be")]
        texts += [data[1:].decode(f"utf-16-{end}", "replace") for end in ("le", "be")]
        texts.append(data.replace(b"\0", b" ").decode("latin-1"))  # where noughts stand between texts
    return texts


def as_read(data: bytes) -> str | None:
    """Return the text that a reader sees who opens `data`, or None for what is no text (a picture, an archive)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def views(text: str, deep: int = 2) -> Iterator[str]:
    """Return `text` as it stands, without its tags, and with each way of writing characters undone, also in turn.

    Where a character is written in another way, what stands around it is enough: a name of which a letter is written
    so stands there.
    """
    seen: set[tuple[int, int]] = set()  # not the texts themselves, which may be large
    waiting = [(text, 0, True)]
    while waiting:
        one, depth, has_tags = waiting.pop()
        key = (len(one), hash(one))
        if key in seen:
            continue
        seen.add(key)
        yield one
        if depth < deep:
            waiting += [(other, depth + 1, tags) for other, tags in _undone(one, has_tags)]


def _undone(text: str, has_tags: bool) -> Iterator[tuple[str, bool]]:
    """Return `text` with one way undone, and whether there may be tags in it that were not taken out before."""
    if has_tags and "<" in text and _TAG.search(text):
        yield _TAG.sub(" ", text), False
        yield _TAG.sub("", text), False
    if "&" in text and (near := _around(_ENTITY, text)):
        yield html.unescape(near), _MADE_TAG.search(near) is not None
    if "\\" in text and (near := _around(_ESCAPE, text)):
        yield unescaped(near), True
    if "%" in text and (near := _around(_PERCENT, text)):
        yield unquote(near.replace("+", " "), errors="replace"), True
        yield unquote(near, encoding="latin-1"), True
    if "=" in text and (near := _around(_QUOTED, text)):
        data = quopri.decodestring(near.encode("utf-8", "replace"))
        yield data.decode("utf-8", "replace"), True
        yield data.decode("latin-1"), True
    if "\n " in text or "\n\t" in text:
        yield _FOLDED_LINE.sub("", _around(_FOLDED_LINE, text)), True


def _around(pattern: re.Pattern[str], text: str) -> str:
    """Return what stands around each place where `pattern` is found, a line for each stretch."""
    stretches: list[tuple[int, int]] = []
    for found in pattern.finditer(text):
        start, end = max(0, found.start() - _NEAR), found.end() + _NEAR
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], end
        else:
            stretches.append((start, end))
    return "\n".join(text[start:end] for start, end in stretches)


def unescaped(text: str) -> str:
    """Return `text` with the escapes of JSON, JavaScript, CSS and iCalendar undone."""

    def one(found: re.Match[str]) -> str:
        braced, four, two, css, char = found.groups()
        if char is not None:
            return {"n": "\n", "N": "\n", "t": "\t", "r": "\n"}.get(char, char)
        code = int(braced or four or two or css, 16)
        return chr(code) if code < 0x110000 else " "

    return _SURROGATES.sub(_paired, _ESCAPE.sub(one, text))


def _paired(found: re.Match[str]) -> str:
    return found.group().encode("utf-16", "surrogatepass").decode("utf-16")


def packed_in(text: str) -> list[str]:
    """Return what in `text` may be base64 (RFC 4648) or the words of a mail's header (RFC 2047), each once."""
    words = [found.group() for found in _ENCODED_WORD.finditer(text)] if "=?" in text else []
    return list(dict.fromkeys((*words, *(found.group() for found in _BASE64.finditer(text)))))


def unpacked(run: str) -> Iterator[list[str]]:
    """Return what one of `packed_in` may hold, each as the texts that it may be; nothing where it is only a word."""
    if found := _ENCODED_WORD.fullmatch(run):
        kind, word = found.group(1).casefold(), found.group(2)
        if kind == "q":
            yield [quopri.decodestring(word.encode(errors="replace"), header=True).decode("utf-8", "replace")]
            return
        run = word
    letters = re.sub(r"[\s=]", "", run).translate(_OF_ADDRESSES)
    for start in range(4 if len(letters) < _SHORT_RUN else 1):  # what stands before it may be of the same letters
        rest = letters[start:]
        rest = rest[: len(rest) - (len(rest) % 4 == 1)]
        data = base64.b64decode(rest + "=" * (-len(rest) % 4))
        unreadable = len(data[:64].translate(None, _READABLE))
        if data and unreadable * 10 <= len(data[:64]):
            yield decoded(data)
