"""Comparing promises: which of two targets for the same thing asks for more, and how a target is said."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.terms import Target
from opensmp.registers.services import CustomerContract, Sla
from opensmp.rules.consistency._helpers import in_force

_FLOOR, _CEILING = frozenset({"at least", "above"}), frozenset({"at most", "below"})
_MINUTES = {
    "s": "0.0166667", "sec": "0.0166667", "second": "0.0166667", "detik": "0.0166667", "m": "1", "min": "1", "minute": "1",
    "menit": "1", "h": "60", "hr": "60", "hour": "60", "jam": "60", "d": "1440", "day": "1440", "hari": "1440", "w": "10080",
    "wk": "10080", "week": "10080", "minggu": "10080",
}  # fmt: skip
_WORKING = ("working", "business", "kerja")
_SAID = {
    "at least": _("at least {figure}"),
    "at most": _("at most {figure}"),
    "above": _("above {figure}"),
    "below": _("below {figure}"),
    "equal": _("exactly {figure}"),
}


class Clause(NamedTuple):
    """A target of a contract beside the target of one of its agreements for the same thing."""

    contract: CustomerContract
    target: Target
    sla: Sla
    agreed: Target


def key(target: Target) -> tuple[str, str]:
    """Return what a target speaks about: the metric, and the records it counts (``P1`` and ``priority 1`` are one)."""
    population = _priority().sub(r"p\1", target.population.casefold())
    return target.metric.casefold(), "".join(population.split())


def comparable(one: Target, other: Target) -> bool:
    """Whether two targets with the same key can be compared: the same unit, and both a floor or both a ceiling."""
    return one.unit.casefold() == other.unit.casefold() and any(
        one.comparator in family and other.comparator in family for family in (_FLOOR, _CEILING, {"equal"})
    )


def asks_more(one: Target, other: Target, dossier: Dossier) -> bool:
    """Whether ``one`` promises something that ``other`` does not: more cases, a shorter limit, or a longer clock."""
    if one.comparator in _FLOOR and one.value > other.value:
        return True
    if one.comparator in _CEILING and one.value < other.value:
        return True
    mine, theirs = limit(one), limit(other)
    if mine is None or theirs is None:
        return False
    if mine[0] == theirs[0] and mine[1] < theirs[1] and not (_open(other, dossier) and not _open(one, dossier)):
        return True
    return mine == theirs and _open(one, dossier) and _limited(other, dossier)


def differ(one: Target, other: Target, dossier: Dossier) -> bool:
    """Whether two targets with the same key promise different things."""
    return one.value != other.value or asks_more(one, other, dossier) or asks_more(other, one, dossier)


def limit(target: Target) -> tuple[str, Decimal] | None:
    """Return a clock limit as (``working`` or nothing, minutes): ``4 h``, ``2 working days``, ``30 menit``."""
    found = _limit().match(target.limit.casefold())
    unit = _MINUTES.get(found["unit"]) or _MINUTES.get(found["unit"].removesuffix("s")) if found else None
    if found is None or unit is None:
        return None
    working = "working" if any(word in target.limit.casefold() for word in _WORKING) else ""
    return working, Decimal(found["number"].replace(",", ".")) * Decimal(unit)


def said(target: Target) -> Message:
    """Return a target as a sentence says it: ``at least 90 % within 4 h (P1)``."""
    figure = _("{value} {unit}", value=target.value, unit=target.unit)
    text = Message(_SAID[target.comparator].template, (("figure", figure),))
    if target.limit:
        text = _("{figure} within {limit}", figure=text, limit=target.limit)
    return _("{figure} ({population})", figure=text, population=target.population) if target.population else text


def clauses(dossier: Dossier) -> Iterator[Clause]:
    """Yield each target of a customer contract in force with each agreed target of its SLAs for the same thing."""
    for contract in dossier.registers.customer_contracts:
        agreements = [dossier.slas[each] for each in contract.slas if each in dossier.slas]
        if not contract.targets or not in_force(contract, dossier):
            continue
        agreed: dict[tuple[str, str], list[tuple[Sla, Target]]] = {}
        for sla in agreements:
            for target in sla.targets:
                agreed.setdefault(key(target), []).append((sla, target))
        for target in contract.targets:
            for sla, other in agreed.get(key(target), ()):
                if comparable(target, other):
                    yield Clause(contract, target, sla, other)


def overpromised(dossier: Dossier) -> Iterator[Clause]:
    """Yield, once for each contract target, an agreement that does not give what the contract promises."""
    seen: set[tuple[str, int]] = set()
    for clause in clauses(dossier):
        mark = (clause.contract.id, clause.contract.targets.index(clause.target))
        if mark not in seen and asks_more(clause.target, clause.agreed, dossier):
            seen.add(mark)
            yield clause


def is_availability(target: Target) -> bool:
    """Whether a target promises a share of time in which something is up."""
    metric = target.metric.casefold()
    return ("availab" in metric or "ketersediaan" in metric) and target.comparator in _FLOOR and target.unit == "%"


def best(values: Iterable[Decimal]) -> Decimal | None:
    """Return the strictest of several availabilities."""
    return max(values, default=None)


def _open(target: Target, dossier: Dossier) -> bool:
    """Whether the clock of a target is known to run round the clock."""
    calendar = next((row for row in dossier.organisation.calendars if row.id == target.clock), None)
    return calendar is not None and not calendar.hours


def _limited(target: Target, dossier: Dossier) -> bool:
    calendar = next((row for row in dossier.organisation.calendars if row.id == target.clock), None)
    return calendar is not None and bool(calendar.hours)


@cache
def _limit() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?P<number>\d+(?:[.,]\d+)?)\s*(?:working|business|calendar|round-the-clock)?\s*(?P<unit>[a-z]+)"
    )


@cache
def _priority() -> re.Pattern[str]:
    return re.compile(r"\b(?:priority|prioritas|prio|severity|sev)\s*(\d)")
