"""The footer of a Parquet file, as far as names and row count go: the engine reads the rest itself."""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

from opensmp.tables.fault import Fault
from opensmp.tables.limits import Limits

_MAGIC = b"PAR1"
_LARGEST_FOOTER = 64_000_000
_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = (
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    12,
)


def footer(source: BinaryIO, limits: Limits) -> tuple[tuple[str, ...], int]:
    """Return the names of the columns and the number of rows.

    Raises:
        Fault: an encrypted, cut or damaged file, or one with more columns than the cap.
    """
    length = source.seek(0, 2)
    source.seek(max(0, length - 8))
    tail = source.read(8)
    if tail[4:] == b"PARE":
        raise Fault("encrypted")
    if length < 12 or tail[4:] != _MAGIC:
        raise Fault("truncated")
    size = struct.unpack("<I", tail[:4])[0]
    if size > min(length - 12, _LARGEST_FOOTER):
        raise Fault("damaged")
    source.seek(length - 8 - size)
    try:
        meta = Compact(source.read(size)).struct(1)
        schema = [(str(field.get(4, b""), "utf-8"), int(field.get(5, 0))) for field in meta[2]]
        rows = int(meta[3])
    except (IndexError, KeyError, TypeError, ValueError, UnicodeError, AttributeError) as damage:
        raise Fault("damaged") from damage
    names = tuple(_children_of_the_root(schema))
    if len(names) > limits.columns:
        raise Fault("too-many-columns", cap=limits.columns)
    if not names or rows < 0:
        raise Fault("damaged")
    return names, rows


def _children_of_the_root(schema: list[tuple[str, int]]) -> list[str]:
    names: list[str] = []
    waiting: list[int] = []
    for name, children in schema[1:]:
        if not waiting:
            names.append(name)
        else:
            waiting[-1] -= 1
        if children > 0:
            waiting.append(children)
        while waiting and waiting[-1] == 0:
            waiting.pop()
    return names


class Compact:
    """A reader of Thrift's compact protocol; fields are known by number. Damage ends in one of the usual exceptions."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def struct(self, depth: int) -> dict[int, Any]:
        """Return the fields of a struct by their numbers."""
        if depth > 32:
            raise ValueError(depth)
        fields: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._zigzag()
            fields[number] = self._value(head & 15, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Any:
        if kind in {_TRUE, _FALSE}:
            return kind == _TRUE
        if kind == _BYTE:
            return self._byte()
        if kind in {_I16, _I32, _I64}:
            return self._zigzag()
        if kind == _DOUBLE:
            return self._bytes(8)
        if kind == _BINARY:
            return self._bytes(self._varint())
        if kind == _STRUCT:
            return self.struct(depth + 1)
        return self._collection(kind, depth + 1)

    def _collection(self, kind: int, depth: int) -> Any:
        if kind == _MAP:
            size = self._varint()
            kinds = self._byte() if size else 0
            return [(self._item(kinds >> 4, depth), self._item(kinds & 15, depth)) for _ in range(size)]
        if kind not in {_LIST, _SET} or depth > 32:
            raise ValueError(kind)
        head = self._byte()
        size = self._varint() if head >> 4 == 15 else head >> 4
        if size > len(self._data) - self._at:
            raise ValueError(size)
        return [self._item(head & 15, depth) for _ in range(size)]

    def _item(self, kind: int, depth: int) -> Any:
        """Return an element of a collection, where a truth takes a byte of its own."""
        return self._byte() == 1 if kind in {_TRUE, _FALSE} else self._value(kind, depth)

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _bytes(self, size: int) -> bytes:
        if size > len(self._data) - self._at:
            raise ValueError(size)
        self._at += size
        return self._data[self._at - size : self._at]

    def _varint(self) -> int:
        value = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
        raise ValueError(value)

    def _zigzag(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)
