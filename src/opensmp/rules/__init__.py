"""The checks, one file each, grouped by what they speak about; the registry finds them by being there.

This is one of the two dynamic imports of OpenSMP (the other finds commands): a rule is added by adding its file.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

from opensmp.checking import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by id. A module of a group holds exactly one rule; names with ``_`` in front are helpers."""
    load = getattr(__spec__.loader, "sibling", import_module)  # the program has a shorter way (opensmp.cli.modules)
    modules = [sys.modules.get(name) or load(name) for name in _names()]
    found = [member for module in modules for member in vars(module).values() if isinstance(member, Rule)]
    return tuple(sorted(found, key=lambda rule: rule.id))


def _names() -> list[str]:
    """Return the names of the modules that hold a rule."""
    return sorted(
        f"{__name__}.{group.name}.{file.name.removesuffix('.py')}"
        for group in os.scandir(Path(__file__).parent)
        if group.is_dir()
        for file in os.scandir(group)
        if file.name.endswith(".py") and not file.name.startswith("_")
    )
