"""A document that somebody brings to be read: kept on the disk before anything names it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from opensmp.i18n import Message, Refused, Unreadable, _
from opensmp.store.files import keep, plain_name

LARGEST = 32 * 1024 * 1024
"""Bytes of one document."""


class BroughtFile(NamedTuple):
    """A file that somebody brought: the name it had, and the content it is kept under."""

    name: str
    sha256: str
    size: int


def kept_file(name: str, blocks: Iterable[bytes], if_large: Message) -> BroughtFile:
    """Keep a document for reading. Raises where it is empty, or too large: ``if_large`` says what to do then."""
    name = plain_name(name, "plan")
    stored = keep(blocks, LARGEST)
    if stored is None:
        raise Refused(_("{file} is larger than {n} MB.", file=name, n=LARGEST // 1024 // 1024), if_large)
    if not stored.size:
        raise Unreadable(_("{file} is empty.", file=name), _("Save it again, and choose it once more."))
    return BroughtFile(name, stored.sha256, stored.size)
