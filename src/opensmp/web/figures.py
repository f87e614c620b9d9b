"""Figures and targets in words, one spelling for every page: ``95%``, ``4 hours, 90%``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from opensmp.i18n import Message, _, speak, spoken_number
from opensmp.measures.limits import Limit, parsed
from opensmp.plan.terms import Target

_SIGNS: Mapping[str, str] = {"at least": "≥ ", "at most": "≤ ", "above": "> ", "below": "< ", "equal": "= "}


def figure_words(value: int | Decimal, unit: str, language: str) -> str:
    """Return a number with its unit: ``95%``, ``4 hours``."""
    number = spoken_number(value, language)
    return f"{number}%" if unit == "%" else f"{number} {speak(unit, language)}".strip()


def amount(value: Decimal, unit: str) -> Message:
    """Return what was measured with its unit, without noughts at its end: 84.6%, 4 h."""
    short = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    if unit == "%":
        return _("{value}%", value=short)
    return _("{value} {unit}", value=short, unit=unit) if unit else _("{value}", value=short)


def target_words(target: Target, language: str, *, sign: bool = False) -> str:
    """Return a target as a chip says it: ``4 hours, 90%``. With ``sign``, or where less is better, ``≤ 5%``."""
    mark = _SIGNS[target.comparator] if sign or target.comparator != "at least" else ""
    figure = mark + figure_words(target.value, target.unit, language)
    if not target.limit:
        return figure
    limit = parsed(target.limit)
    spoken = limit.says.text(language) if isinstance(limit, Limit) else target.limit
    return f"{spoken}, {figure}"
