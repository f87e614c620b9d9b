"""Which targets can be reached at all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.language import Part
from opensmp.rules.objectives._helpers import Case
from opensmp.rules.objectives._units import PER_CENT, dimension, top_of_scale

_ALL = Decimal(100)
_BEYOND = (
    "peak", "load", "plan", "budget", "expected", "growth", "capacity", "utilis", "utiliz", "return", "revenue", "volume",
    "beban", "puncak", "rencana", "anggaran", "pertumbuhan", "kapasitas", "utilisasi", "pendapatan",
)  # fmt: skip
"""Words of metrics whose per cents may exceed a hundred."""


def impossible(case: Case) -> tuple[Decimal, str] | None:
    """Return the target (value, unit) that lies outside the possible range, or None."""
    for value, unit, top in _targets(case):
        if value < 0 or (top is not None and value > top):
            return value, unit
    return None


def _targets(case: Case) -> Iterator[tuple[Decimal, str, Decimal | None]]:
    stated = [part for each in case.statements for part in each.targets if part.value is not None]
    scale = next((top for part in stated if (top := top_of_scale(part.unit)) is not None), None)
    if case.objective.target is not None:
        unit = case.objective.unit
        yield case.objective.target, unit, top_of_scale(unit) or _top(case, unit, scale)
        return
    for part in stated:
        yield _value(part), part.unit or "", top_of_scale(part.unit) or _top(case, part.unit or "", None)


def _top(case: Case, unit: str, scale: Decimal | None) -> Decimal | None:
    if dimension(unit) != PER_CENT:
        return scale if not dimension(unit) else None
    words = f"{case.objective.metric} {case.sentence}".lower()
    relative = any(each.relative for each in case.statements)
    return None if relative or any(word in words for word in _BEYOND) else _ALL


def _value(part: Part) -> Decimal:
    return part.value if part.value is not None else Decimal(0)
