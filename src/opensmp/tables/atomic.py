"""A file that appears complete or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from opensmp.tables.reasons import unreadable


@contextmanager
def replacing(target: Path) -> Iterator[IO[bytes]]:
    """Yield a new file beside ``target`` that takes its place, safely on the disk, when all went well; else it vanishes.

    Raises:
        Unreadable: ``target`` is the reason: the folder is missing, may not be written, or is full.
    """
    draft = target.with_name(f".{target.name}.{secrets.token_hex(6)}.part")
    try:
        with _new(draft) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        _take_the_place(draft, target)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _new(draft: Path) -> IO[bytes]:
    try:
        return draft.open("xb")
    except OSError as trouble:
        raise unreadable("target") from trouble


def _take_the_place(draft: Path, target: Path) -> None:
    try:
        draft.replace(target)
    except OSError as trouble:
        raise unreadable("target") from trouble
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
