"""Every text of the plan, visited once: where it stands, in which language, and its words.

Rules that read prose (placeholders, clause references, parity, procedure steps …) share this walk, so that a plan of
thirty pages is read once, not once a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any, NamedTuple

from opensmp.plan.plan import Plan
from opensmp.plan.prose import PREVAILING, Prose
from opensmp.plan.value import key_of


class Text(NamedTuple):
    """One prose field of the plan. ``parts`` is its address."""

    parts: tuple[str, ...]
    prose: Prose

    @property
    def section(self) -> str:
        """The key of the section that holds it (``scope`` … ``review``, or ``identity``, ``commitments``)."""
        return self.parts[1]

    @property
    def field(self) -> str:
        """The name of the field: ``statement``, ``approach``, ``text`` …"""
        return self.parts[-1]

    def in_languages(self, prevailing: str) -> Iterator[tuple[str, str]]:
        """Yield (language, words), the prevailing language named rather than empty."""
        return ((language if language != PREVAILING else prevailing, words) for language, words in self.prose.each())


def texts_of(plan: Plan) -> tuple[Text, ...]:
    """Return every non-empty prose of the plan in the order of its fields, with its address."""
    found: list[Text] = []
    _gather(("plan",), plan, found)
    return tuple(found)


def _gather(parts: tuple[str, ...], held: Any, found: list[Text]) -> None:
    if isinstance(held, Prose):
        if held:
            found.append(Text(parts, held))
        return
    for name, row in _inside(held):
        if row.__class__ not in PLAIN:
            _gather((*parts, name), row, found)


def _inside(held: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(held, tuple):
        return ((key_of(row, index), row) for index, row in enumerate(held))
    if isinstance(held, Mapping):
        return ((str(key), row) for key, row in held.items())
    return vars(held).items() if hasattr(held, "__dataclass_fields__") else ()


PLAIN = frozenset({str, int, bool, date, Decimal, NoneType})
"""Most values are plain and hold no prose; a look at their class saves the walk into them."""
