"""The checks, one file each, grouped by what they speak about; the registry finds them by being there.

This is one of the two dynamic imports of OpenSMP (the other finds commands): a rule is added by adding its file.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType

from opensmp.checking import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by id. A module of a group holds exactly one rule; names with ``_`` in front are helpers."""
    modules = [sys.modules.get(name) or _loaded(name, path) for name, path in _files()]
    found = [member for module in modules for member in vars(module).values() if isinstance(member, Rule)]
    return tuple(sorted(found, key=lambda rule: rule.id))


def _files() -> list[tuple[str, str]]:
    """Return the module and the file of each rule, by name."""
    return sorted(
        (f"{__name__}.{group.name}.{file.name.removesuffix('.py')}", file.path)
        for group in os.scandir(Path(__file__).parent)
        if group.is_dir()
        for file in os.scandir(group)
        if file.name.endswith(".py") and not file.name.startswith("_")
    )


def _loaded(name: str, path: str) -> ModuleType:
    """Import a module whose file is known: to search the folders for each of them takes a fifth of the time of all."""
    loader = SourceFileLoader(name, path)
    spec = ModuleSpec(name, loader, origin=path)
    spec.has_location = True
    module = sys.modules[name] = module_from_spec(spec)
    loader.exec_module(module)
    return module
