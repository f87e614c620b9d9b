"""Every text of the plan, visited once: where it stands, in which language, and its words.

Rules that read prose (placeholders, clause references, parity, procedure steps …) share this walk, so that a plan of
thirty pages is read once, not once a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    elif isinstance(held, tuple):
        for index, row in enumerate(held):
            if not isinstance(row, str):
                _gather((*parts, key_of(row, index)), row, found)
    elif isinstance(held, Mapping):
        for key, row in held.items():
            _gather((*parts, str(key)), row, found)
    elif hasattr(held, "__dataclass_fields__"):
        for name, row in vars(held).items():
            _gather((*parts, name), row, found)
