"""The parts of this slice that need the engine of records, loaded when a page first asks for them.

Ibis and DuckDB take most of a second and ninety megabytes to load; a workspace in which nobody looks at records does without.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def engine(name: str) -> Any:
    """Return a module of this slice by its name: ``measured``, ``drilled``, ``drawn`` or ``brought``."""
    return import_module(f"opensmp.web.evidence.{name}")
