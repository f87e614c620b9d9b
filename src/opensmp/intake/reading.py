"""A document as it is, read by a limited child process that can open nothing, write nothing and reach no network."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TypeAlias

from opensmp.intake.reasons import REASONS
from opensmp.intake.source import Source, source_of
from opensmp.tables import UPLOAD, Limits
from opensmp.tables.process import in_child

Changes: TypeAlias = Literal["", "accept", "reject"]
DOCUMENTS = frozenset({".docx", ".md", ".markdown", ".html", ".htm", ".txt", ".text", ".pdf", ".docm", ".doc"})
"""Endings of documents; some of them are refused by name."""


def read(path: Path, *, changes: Changes = "", limits: Limits = UPLOAD, seconds: float | None = None) -> Source:
    """Return a document as it is.

    ``changes`` says what becomes of tracked changes; left empty they are read as accepted and counted in
    ``Source.unresolved``, for the caller to stop.

    Raises:
        Unreadable: the file is missing, contradicts its name, is beyond a cap, or is no document; ``code`` names the reason.
    """
    packages = _packages() if path.suffix.lower() == ".pdf" else ""
    raw = in_child("read", path, limits, seconds, package="intake", reasons=REASONS, changes=changes, packages=packages)
    return source_of(raw, path.name)


def _packages() -> str:
    """Return the folder of the package that reads PDF; the child has no other."""
    found = find_spec("pypdf")
    return str(Path(found.origin).parents[1]) if found and found.origin else ""
