"""The metrics as expressions, one module a practice, found by being there: adding a metric is adding a function."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from opensmp.evidence.judged import Expression, registered


@cache
def expressions() -> Mapping[str, Expression]:
    """Return every metric's expression by the metric's id."""
    for module in iter_modules(__path__):
        if not module.name.startswith("_"):
            import_module(f"{__name__}.{module.name}")
    return dict(sorted(registered().items()))
