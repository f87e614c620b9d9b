"""What a plain word of YAML means, decided by the type of its field: YAML 1.2, with none of its surprises.

A text stays exactly as it was written, so version ``2.0`` keeps its nought, ``no`` is a word and ``012`` a code. Numbers
are plain decimals; ``true`` and ``false`` are the only truths; a day is ``2027-06-30``.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
LONGEST_NUMBER = 40
"""Characters of a number; no plan needs more, and a limit keeps hostile ones cheap."""


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[-+]?(?:0|[1-9][0-9]*)(\.[0-9]+)?")


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@cache
def forbidden_characters() -> re.Pattern[str]:
    """Match control characters that no text of a plan holds; only an escape such as ``\\0`` can write them."""
    return re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@cache
def invisible_characters() -> re.Pattern[str]:
    """Match characters that nobody sees, line ends and marks of direction included; no id holds one.

    A fixed list, because what Python calls printable differs between its versions.
    """
    return re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]")


def decimal_of(written: str) -> Decimal | None:
    """Return the number, or None where ``written`` is not a plain decimal."""
    fits = len(written) <= LONGEST_NUMBER and _number().fullmatch(written)
    return Decimal(written) if fits else None


def integer_of(written: str) -> int | None:
    """Return the whole number, or None where ``written`` is not one."""
    found = _number().fullmatch(written) if len(written) <= LONGEST_NUMBER else None
    return int(written) if found and found[1] is None else None


def day_of(written: str) -> date | None:
    """Return the day, or None where ``written`` is not an existing day as ``2027-06-30``."""
    if not _day().fullmatch(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
