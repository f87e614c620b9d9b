"""Numbers of objectives in one measure, so that 240 minutes and 4 hours are the same promise."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

_MINUTES = {
    "ms": "0.0000166667", "s": "0.0166667", "sec": "0.0166667", "second": "0.0166667", "seconds": "0.0166667",
    "detik": "0.0166667", "min": "1", "minute": "1", "minutes": "1", "menit": "1", "h": "60", "hour": "60", "hours": "60",
    "jam": "60", "d": "1440", "day": "1440", "days": "1440", "hari": "1440", "wk": "10080", "week": "10080", "weeks": "10080",
    "minggu": "10080",
}  # fmt: skip
_SHARES = frozenset({"%", "percent", "per cent", "pct", "persen"})
PER_CENT = "share"


@cache
def _scale() -> re.Pattern[str]:
    return re.compile(r"(?:\bof|\bdari|/)\s*(\d+(?:[.,]\d+)?)\s*$")


def dimension(unit: str | None) -> str:
    """Return ``share``, ``time``, or an empty word for a unit that is compared as it stands."""
    plain = (unit or "").strip().lower()
    if plain in _SHARES:
        return PER_CENT
    return "time" if _factor(plain) else ""


def comparable(value: Decimal, unit: str | None) -> Decimal:
    """Return ``value`` in minutes where the unit is one of time, else as it is."""
    factor = _factor((unit or "").strip().lower())
    return (value * factor).quantize(Decimal("0.01")) if factor else value


def top_of_scale(unit: str | None) -> Decimal | None:
    """Return the highest value of a scale: 5 for ``of 5``, ``out of 5``, ``dari 5`` and ``/5``."""
    found = _scale().search((unit or "").strip().lower())
    return Decimal(found[1].replace(",", ".")) if found else None


def _factor(unit: str) -> Decimal | None:
    words = unit.split()
    named = next((word for word in words if word in _MINUTES), None)
    return Decimal(_MINUTES[named]) if named else None
