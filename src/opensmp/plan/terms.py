"""The small shared values: money, cadence, window, target, baseline, interval."""

from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from opensmp.plan.value import value

Language: TypeAlias = Literal["en", "id"]
Cadence: TypeAlias = Literal["weekly", "monthly", "quarterly", "half-yearly", "yearly", "two-yearly", "three-yearly"]
Window: TypeAlias = Literal["week", "month", "quarter", "half-year", "year"]
Comparator: TypeAlias = Literal["at least", "at most", "above", "below", "equal"]
Use: TypeAlias = Literal["operation", "improvement"]
Implementation: TypeAlias = Literal["planned", "designed", "operating"]

MONTHS_BETWEEN: dict[Cadence, int] = {
    "weekly": 0, "monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12, "two-yearly": 24, "three-yearly": 36,
}  # fmt: skip
"""Whole months from one occurrence to the next; a week counts as none."""


@value
class Money:
    """An amount with its ISO 4217 currency, never converted."""

    amount: Decimal
    currency: str


@value
class Period:
    """A planning period, both days included."""

    name: str
    start: date
    end: date


@value
class Target:
    """One measurable promise, in the one shape that commitments, SLAs and contracts share.

    ``metric`` is an id of the metric catalogue (``incident.resolved_within``) or the organisation's own;
    ``limit`` a clock limit such as ``4 h`` or ``2 working days``; ``population`` the records it speaks of (``P1``).
    """

    id: str = ""
    metric: str
    comparator: Comparator
    value: Decimal
    unit: str = "%"
    limit: str = ""
    clock: str = ""
    window: Window | None = None
    population: str = ""


@value
class Baseline:
    """Where an objective starts."""

    value: Decimal
    on: date | None = None
    source: str = ""
