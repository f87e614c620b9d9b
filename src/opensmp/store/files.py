"""Files that people bring: on the disk under the SHA-256 of their content, there before any row names them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import NamedTuple

from django.conf import settings

from opensmp.i18n import Unreadable, _


class Stored(NamedTuple):
    """A file as it stands on the disk."""

    sha256: str
    size: int

    @property
    def path(self) -> Path:
        return folder() / self.sha256


def folder() -> Path:
    """Return where brought files are kept."""
    return Path(settings.HOME) / "uploads"


def keep(blocks: Iterable[bytes], largest: int) -> Stored | None:
    """Keep a file under its content's name, flushed with its folder; None, and nothing kept, where it is larger.

    A file that no row comes to name, because the action after it is refused, is found by nobody and is swept after a while.
    """
    place = folder()
    make_folder(place)
    digest, size = sha256(), 0
    with NamedTemporaryFile(dir=place, delete=False) as file:
        made = Path(file.name)
        for block in blocks:
            size += len(block)
            if size > largest:
                break
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    try:
        if size > largest:
            return None
        stored = Stored(digest.hexdigest(), size)
        made.replace(stored.path)
    finally:
        made.unlink(missing_ok=True)
    force(place)
    return stored


def plain_name(name: str, otherwise: str) -> str:
    """Return the name of a file without its folders and without anything a terminal or a page would act on, its ending kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[-120:].strip(" .") or otherwise


@contextmanager
def named(content: str, name: str) -> Iterator[Path]:
    """Give the file with the SHA-256 ``content`` the name it was brought under, for as long as it is read.

    The ending of a name says what kind of file it is. Raises Unreadable where the content is gone.
    """
    held = folder() / content
    if not held.is_file():
        raise Unreadable(_("{file} is no longer here.", file=name), _("Choose it once more."))
    with TemporaryDirectory(prefix="opensmp-reading-", dir=folder()) as place:
        path = Path(place) / plain_name(name, "export.csv")
        try:
            os.link(held, path)
        except OSError:  # a disk without links
            shutil.copyfile(held, path)
        yield path


def make_folder(place: Path) -> None:
    """Make a folder, and those above it, whose names outlive a loss of power; only this account may look into them."""
    if place.is_dir():
        return
    make_folder(place.parent)
    place.mkdir(mode=0o700, exist_ok=True)
    force(place.parent)


def force(place: Path) -> None:
    """Force the names in a folder to the disk; a system without that notion needs nothing."""
    if os.name != "posix":
        return
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
