"""Documents that somebody brought, read by the limited child process once, whichever page asks."""

from __future__ import annotations

from opensmp.actions.brought import BroughtFile
from opensmp.intake.reading import Changes, read
from opensmp.intake.source import Source
from opensmp.store.files import named
from opensmp.store.reading import Kept

MOST_FILES = 12
"""Documents that one person may bring together."""
_sources: Kept[Source] = Kept(MOST_FILES + 4)


def source_of(file: BroughtFile, changes: Changes = "") -> Source:
    """Return a document as it is. Raises Unreadable where it is gone, or refused by name."""

    def build() -> Source:
        with named(file.sha256, file.name) as path:
            return read(path, changes=changes)

    return _sources.get((file.sha256, file.name, changes), build)
