"""The checks, one file each, grouped by what they speak about; the registry finds them by being there.

This is one of the two dynamic imports of OpenSMP (the other finds commands): a rule is added by adding its file.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from opensmp.checking import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by id. A module of a group holds exactly one rule; names with ``_`` in front are helpers."""
    here = Path(__file__).parent
    names = sorted(
        f"{__name__}.{path.parent.name}.{path.stem}" for path in here.glob("*/*.py") if not path.stem.startswith("_")
    )
    found = [member for name in names for member in vars(import_module(name)).values() if isinstance(member, Rule)]
    return tuple(sorted(found, key=lambda rule: rule.id))
