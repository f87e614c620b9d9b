"""What an import does to the disk: few verbs, each of which a crash may interrupt.

A file counts once it is whole: written under a temporary name, forced to the disk, renamed, and its folder forced too.
Tests stand in for ``Disk`` to fail, or to kill the process, at each of its verbs.
"""

from __future__ import annotations

import os
from pathlib import Path


class Disk:
    """The verbs that change a store. Any of them may raise OSError."""

    def write(self, path: Path, data: bytes, mode: int = 0o644) -> None:
        """Write a new file whole and force it to the disk; an older one of this name is replaced."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        self.sync(path)

    def sync(self, path: Path) -> None:
        """Force a file, which the engine wrote, to the disk."""
        with path.open("rb+") as file:
            os.fsync(file.fileno())

    def rename(self, path: Path, target: Path) -> None:
        """Give a whole file its final name, at once and for all readers."""
        path.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Force the names in a folder to the disk; a system without that notion needs nothing."""
        if os.name == "nt":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Remove a file that nothing names any more."""
        path.unlink(missing_ok=True)
