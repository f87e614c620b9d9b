"""The plan's folder: read, write, canonical form and digest; what git holds and CI checks.

A check only reads, and it is a cold process; so what writes, seals and edits is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from opensmp.exchange.errors import Problem, Unreadable
from opensmp.exchange.folder import Folder, Place, load, open_folder

if TYPE_CHECKING:
    from opensmp.exchange.dumping import dump
    from opensmp.exchange.editing import edit

_LATER = {"dump": "dumping", "edit": "editing"}

__all__ = [
    "Folder", "Place", "Problem", "Unreadable", "dump", "edit", "load", "open_folder",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"opensmp.exchange has no {name}")
    return getattr(import_module(f"opensmp.exchange.{_LATER[name]}"), name)
