"""The tools whose exports OpenSMP knows, a file each; the registry finds them by being there.

A tool that is not here is read all the same: the *generic* source knows the words of eight tools, of English and of
Indonesian, and a mapping file says the rest.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from opensmp.evidence.sources._source import Export, Source
from opensmp.i18n import Unreadable, _

__all__ = ["Export", "Source", "all_sources", "source"]


@cache
def all_sources() -> tuple[Source, ...]:
    """Return every tool by name; the generic source is the last, because it is asked last."""
    names = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if not file.stem.startswith("_"))
    found = [
        member
        for name in names
        for member in vars(import_module(f"{__name__}.{name}")).values()
        if isinstance(member, Source)
    ]
    return tuple(sorted(found, key=lambda each: (each.name == "generic", each.name)))


def source(name: str) -> Source:
    """Return a tool by its name.

    Raises Unreadable when nobody wrote it down.
    """
    for each in all_sources():
        if each.name == name.lower():
            return each
    known = [each.name for each in all_sources()]
    raise Unreadable(
        _("No source is called “{name}”", name=name), _("Known are: {known}; “generic” reads any file", known=known)
    )
