"""Streams that are packed so tightly that they can only be meant to fill the memory: refused before they are unpacked.

A stream's dictionary names the filters it went through (ISO 32000-1, 7.4). Text, fonts and tables of a PDF shrink to a
tenth by `FlateDecode`; what shrinks to a thousandth is the same few letters over and over. Pictures are never unpacked.
"""

import base64
import re
import zlib
from typing import Final

#: What a stream may unpack to, whatever it holds; beyond `_SURELY_FINE`, it must also be less than `_TIGHTEST` times.
_MOST: Final = 60_000_000
_SURELY_FINE: Final = 4_000_000
_TIGHTEST: Final = 150
_BEST_RATIO: Final = 1_100  #: no filter does better
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_FILTER: Final = re.compile(rb"/(FlateDecode|Fl|ASCII85Decode|A85|ASCIIHexDecode|AHx)\b")
_PICTURE: Final = re.compile(rb"/Subtype\s*/Image\b")
_HEAD: Final = 500


def is_bomb(data: bytes) -> bool:
    """True where one of the streams of a PDF file unpacks to far more than text, fonts and drawings do."""
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _HEAD) : found.start()].rpartition(b"obj")[2]
        filters = [name.decode() for name in _FILTER.findall(head)]
        packings = sum(name.startswith("Fl") for name in filters)
        if not packings or _PICTURE.search(head):
            continue
        end = data.find(b"endstream", found.end())
        packed = data[found.end() : end if end >= 0 else len(data)]
        if len(packed) * _BEST_RATIO**packings > _SURELY_FINE and _is_too_tight(packed, filters):
            return True
    return False


def unpacked(data: bytes, start: int, head: bytes) -> bytes:
    """Return the beginning of a stream of `data`, unpacked by the filters that its dictionary, `head`, names."""
    end = data.find(b"endstream", start)
    content = data[start : end if end >= 0 else len(data)]
    for name in _FILTER.findall(head):
        content = _unpacked(content, name.decode())[1]
    return content


def _is_too_tight(packed: bytes, filters: list[str]) -> bool:
    length = max(len(packed), 1)
    for name in filters:
        size, packed = _unpacked(packed, name)
        if size > _MOST or (size > _SURELY_FINE and size > _TIGHTEST * length):
            return True
    return False


def _unpacked(packed: bytes, name: str) -> tuple[int, bytes]:
    """Return how long a stream is before the filter `name`, and its beginning."""
    if not name.startswith("Fl"):
        try:
            bare = b"".join(packed.split()).removesuffix(b"~>").removesuffix(b">").removeprefix(b"<~")
            plain = base64.a85decode(bare) if "85" in name else bytes.fromhex(bare.decode("ascii"))
        except ValueError:
            return 0, b""
        return len(plain), plain
    unpacker = zlib.decompressobj()
    size, kept, rest = 0, b"", packed
    try:
        while rest and not unpacker.eof and size <= _MOST:
            part = unpacker.decompress(rest, 1_000_000)
            size, rest = size + len(part), unpacker.unconsumed_tail
            kept += part if len(kept) < _SURELY_FINE else b""
    except zlib.error:
        pass  # a stream that is damaged further on: what could be unpacked counts
    return size, kept
