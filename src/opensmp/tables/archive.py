"""The ZIP around a workbook: looked at before it is opened, read by name, counted while it inflates, never extracted."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from opensmp.tables.fault import Fault
from opensmp.tables.limits import MEGABYTE, Limits

_END = struct.Struct("<4s4H2LH")
_LARGEST_ENTRY = 600
_CHUNK = 1 << 16
_ENCRYPTED = 1
_LINK = 0o120000


class Archive:
    """Members of a ZIP file by their names.

    Raises: Fault: too many members, names that lead out of the archive or stand twice, encryption, a second file in
    front or behind.
    """

    def __init__(self, source: BinaryIO, limits: Limits) -> None:
        _look_at_directory(source, limits)
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(source)
        except (zipfile.BadZipFile, RuntimeError, ValueError, struct.error, OSError) as damage:
            raise Fault("damaged") from damage
        members = self._zip.infolist()
        if len(members) > limits.members:
            raise Fault("too-many-members", cap=limits.members)
        self._members = {member.filename.lower(): member for member in members}
        if len(self._members) != len(members):
            raise Fault("duplicate-members")
        for member in members:
            _look_at_member(member)
        if sum(member.file_size for member in members) > limits.inflated_bytes:
            raise Fault("inflated-size", cap=limits.inflated_bytes // MEGABYTE)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members in lower case: spreadsheets do not tell cases apart."""
        return tuple(self._members)

    @property
    def spelled(self) -> tuple[str, ...]:
        """The names of all members as they were written."""
        return tuple(member.filename for member in self._members.values())

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member."""
        member = self._members.get(name.lower())
        if member is None:
            raise Fault("part-missing", name=name[:100])
        try:
            with self._zip.open(member) as stream:
                inflated = 0
                while block := stream.read(_CHUNK):
                    inflated += len(block)
                    if inflated > self._limits.inflated_bytes:
                        raise Fault("inflated-size", cap=self._limits.inflated_bytes // MEGABYTE)
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, struct.error, OSError) as damage:
            raise Fault("damaged") from damage


def _look_at_directory(source: BinaryIO, limits: Limits) -> None:
    """Refuse by the record at the end, before anything is made of a long directory."""
    size = source.seek(0, io.SEEK_END)
    source.seek(max(0, size - _END.size - 0xFFFF))
    tail = source.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise Fault("truncated")
    _mark, _disk, _start_disk, _here, members, directory, start, comment = _END.unpack_from(tail, at)
    if members > limits.members or directory > limits.members * _LARGEST_ENTRY:
        raise Fault("too-many-members", cap=limits.members)
    end = size - len(tail) + at
    if len(tail) - at != _END.size + comment or start + directory > end:
        raise Fault("polyglot")
    if start + directory < end and tail[max(0, at - 20) : at][:4] != b"PK\x06\x07":
        raise Fault("polyglot")


def _look_at_member(member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    steps = name.replace("\\", "/").split("/")
    if (
        "\0" in name
        or "\\" in name
        or ":" in name
        or ".." in steps
        or steps[0] == ""
        or member.external_attr >> 16 & 0o170000 == _LINK
    ):
        raise Fault("member-name")
    if member.flag_bits & _ENCRYPTED:
        raise Fault("encrypted")
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Fault("damaged")
