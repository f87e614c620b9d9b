"""One pass over the bytes of a text file at the speed of the disk: what is certain about it without splitting a line.

Nothing here looks at single fields. Each block is asked a few questions that C answers: is it ASCII, has it a zero
byte, where is the last line break of each window. A text without quotes that has a line break at least every ``cell``
bytes has no cell that is longer. Where there are quotes, all bytes but quotes and line breaks are deleted, pairs of
quotes cancel out, and what is left says which line breaks end a record.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass

from opensmp.tables.fault import Fault

_KEPT = frozenset(b'"\n')
_DROPPED = bytes(byte for byte in range(256) if byte not in _KEPT)


@dataclass
class Scan:
    """What a whole file was found to be. ``reason`` is a code of ``reasons.NOTES``, or empty where nothing stands against direct reading.

    ``records`` counts line breaks outside quotes (and a last line without one); it is right only where ``reason`` is
    empty.
    """

    size: int = 0
    utf8: bool = True
    ascii: bool = True
    records: int = 0
    inside: bool = False
    reason: str = ""
    last: bytes = b""

    def against(self, reason: str) -> None:
        """Note the first reason against reading directly."""
        self.reason = self.reason or reason


class Scanner:
    """Feeds the blocks of a file into a :class:`Scan`. ``cell`` is the longest record in bytes that is surely harmless."""

    def __init__(self, cell: int) -> None:
        self.found = Scan()
        self._window = max(1, cell // 3)
        self._cell = cell
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._since_break = 0

    def run(self, blocks: Iterable[bytes]) -> Scan:
        """Return what all the blocks together are."""
        for block in blocks:
            self._take(block)
        return self._ended()

    def _take(self, block: bytes) -> None:
        found = self.found
        found.size += len(block)
        if b"\0" in block:
            raise Fault("nul-bytes")
        self._read_encoding(block)
        self._read_ends(block)
        if found.inside or b'"' in block:
            self._read_quoted(block)
        else:
            self._read_simple(block)
        found.last = block[-1:]

    def _ended(self) -> Scan:
        found = self.found
        if found.utf8:
            self._read_encoding(b"", final=True)
        if found.last == b"\r":
            found.against("old-line-ends")
        if found.inside:
            found.against("quotes-do-not-pair")
        elif found.last not in {b"", b"\n"}:
            found.records += 1
        if not found.utf8:
            found.against("not-in-utf8")
        return found

    def _read_encoding(self, block: bytes, final: bool = False) -> None:
        found = self.found
        if not found.utf8 or (not final and found.ascii and block.isascii()):
            return
        found.ascii = found.ascii and not block
        try:
            self._decoder.decode(block, final)
        except UnicodeDecodeError:
            found.utf8 = False

    def _read_ends(self, block: bytes) -> None:
        """Notice a carriage return that is not followed by a line feed; the last byte waits for the next block."""
        if self.found.last == b"\r" and not block.startswith(b"\n"):
            self.found.against("old-line-ends")
        if b"\r" in block and block.count(b"\r") != block.count(b"\r\n") + block.endswith(b"\r"):
            self.found.against("old-line-ends")

    def _read_simple(self, block: bytes) -> None:
        """Count the records of a block without quotes, in steps from line break to line break."""
        self.found.records += block.count(b"\n")
        place = -self._since_break
        while len(block) - place > self._cell:
            at = block.rfind(b"\n", max(0, place), place + self._cell)
            if at < 0:
                self.found.against("long-record")
                break
            place = at + 1
        self._since_break = len(block) - (block.rfind(b"\n") + 1) if b"\n" in block else self._since_break + len(block)

    def _read_quoted(self, block: bytes) -> None:
        """Count the records of a block with quotes, and see that every window has the end of a record."""
        for start in range(0, len(block), self._window):
            window = block[start : start + self._window]
            if self._since_break + len(window) > self._cell:
                self.found.against("long-record")
            ends = self._ends_outside_quotes(window)
            self.found.records += ends
            self._since_break = len(window) if ends else self._since_break + len(window)

    def _ends_outside_quotes(self, window: bytes) -> int:
        left = window.translate(None, _DROPPED).replace(b'""', b"")
        segments = left.split(b'"')
        ends = sum(len(segment) for segment in segments[self.found.inside :: 2])
        if len(segments) % 2 == 0:
            self.found.inside = not self.found.inside
        return ends
