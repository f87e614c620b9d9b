"""In which encoding a text file is written: told by its mark, or shown by all of its bytes; never by a guess on a part."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from opensmp.tables.fault import Fault

UTF8 = "utf-8"
WINDOWS = "cp1252"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_SHOWN = 4


def marked(head: bytes) -> str:
    """Return the encoding that the beginning of the file shows: a byte order mark, or the zero bytes of UTF-16; else empty."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            if name == "utf-32":
                raise Fault("not-utf8")
            return name
    if b"\0" not in head:
        return ""
    pairs = len(head) // 2 or 1
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if max(odd, even) * 2 > pairs and min(odd, even) * 10 < pairs:
        return "utf-16-le" if odd > even else "utf-16-be"
    raise Fault("nul-bytes")


def unmarked(blocks: Iterable[bytes]) -> str:
    """Return the encoding of a file that is not UTF-8: Windows-1252, where all bytes allow it.

    A file in which a good part of the letters beyond ASCII is UTF-8 and the rest is not holds two encodings:
    whichever were chosen, names would be read wrongly, so it is refused.
    """
    whole = broken = 0
    for block in blocks:
        if block.isascii():
            continue
        if _UNDEFINED.search(_SEQUENCE.sub(b"", block)):
            raise Fault("not-utf8")
        rest, sequences = _SEQUENCE.subn(b"", block)
        whole += sequences
        broken += len(_BEYOND_ASCII.findall(rest))
    if whole * _SHOWN >= whole + broken:
        raise Fault("mixed-encodings")
    return WINDOWS
