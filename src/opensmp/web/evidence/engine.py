"""The parts of this slice that need the engine of records, loaded when a page first asks for them.

Ibis and DuckDB take most of a second and ninety megabytes to load; a workspace without records does without.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings


def engine(name: str) -> Any:
    """Return a module of this slice by its name: ``measured``, ``drilled``, ``drawn`` or ``brought``."""
    return import_module(f"opensmp.web.evidence.{name}")


def warm_up() -> None:
    """Load what the pages of records need, where there are records: whoever looks at them first does not wait for it."""
    if any(Path(settings.HOME).glob("records/*/store.json")):
        for name in ("drilled", "drawn"):
            engine(name)
