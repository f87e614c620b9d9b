"""The bytes of a file as they come, inflated where it is gzip, and counted on the way."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from opensmp.tables.fault import Fault
from opensmp.tables.limits import MEGABYTE, Limits

BLOCK = 1 << 20
_RATIO = 100
"""How many times its size a text may unpack to beyond ``Limits.inflated_bytes``: logs reach 30, a bomb 1,000."""


class Counted(io.RawIOBase):
    """A stream that counts what was read and refuses to go past a cap; trouble of the packing becomes a reason."""

    def __init__(self, inner: BinaryIO, most: int, code: str) -> None:
        self._inner = inner
        self._most = most
        self._code = code
        self.counted = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed asks for collections.abc.Buffer, new in Python 3.12
        block = self.take(len(buffer))
        buffer[: len(block)] = block
        return len(block)

    def take(self, size: int) -> bytes:
        """Return up to ``size`` further bytes, none at the end."""
        try:
            block = self._inner.read(size)
        except EOFError as cut:
            raise Fault("truncated") from cut
        except (gzip.BadGzipFile, zlib.error) as damage:
            raise Fault("damaged") from damage
        self.counted += len(block)
        if self.counted > self._most:
            raise Fault(self._code, cap=self._most // MEGABYTE)
        return block


def opened(source: BinaryIO, packed: bool, limits: Limits) -> Counted:
    """Return the bytes of a text file from its beginning, inflated where it is ``packed``."""
    source.seek(0)
    if not packed:
        return Counted(source, limits.text_bytes, "file-size")
    large = _RATIO * source.seek(0, io.SEEK_END)
    source.seek(0)
    most = min(limits.inflated_text_bytes, max(limits.inflated_bytes, large))
    return Counted(_inflater(source), most, "inflated-size")


def _inflater(source: BinaryIO) -> BinaryIO:
    return gzip.GzipFile(fileobj=source, mode="rb")  # type: ignore[return-value]  # a GzipFile reads like a BinaryIO, but is not declared as one


def blocks(stream: Counted, size: int = BLOCK) -> Iterator[bytes]:
    """Yield the stream block by block."""
    while block := stream.take(size):
        yield block


def drain(stream: Counted) -> int:
    """Read a stream to its end for its cap and its checksum alone; return its length."""
    return sum(map(len, blocks(stream)))


def head_of(source: BinaryIO, packed: bool, limits: Limits, size: int = BLOCK) -> bytes:
    """Return the first bytes of the content."""
    stream = opened(source, packed, limits)
    head = b""
    while len(head) < size and (block := stream.take(size - len(head))):
        head += block
    return head
