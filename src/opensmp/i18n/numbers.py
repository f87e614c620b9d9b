"""Numbers and dates as people write them in English and Bahasa Indonesia."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

_MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
}  # fmt: skip


def spoken_number(value: int | Decimal, language: str) -> str:
    """Return 1,284 and 99.5 in English; 1.284 and 99,5 in Indonesian. Decimals keep the digits they were given."""
    grouped = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,d}"
    if language != "id":
        return grouped
    return grouped.translate(str.maketrans(",.", ".,"))


_APART = re.compile(r"(?<=[0-9}])[ \u00a0]%")


def closed(sentence: str) -> str:
    """Put each per cent sign directly behind its figure, as both languages write it here: 95%, 99,5%."""
    return _APART.sub("%", sentence) if "%" in sentence else sentence


def spoken_date(day: date, language: str) -> str:
    """Return 31 March 2027 or 31 Maret 2027."""
    months = _MONTHS.get(language, _MONTHS["en"])
    return f"{day.day} {months[day.month - 1]} {day.year}"
