"""Whether an agreement's target can be met at all, and missed at all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.terms import Target
from opensmp.rules.portfolio._helpers import current_slas


@rule(
    "POR-23",
    clause="8.3.3",
    severity=ADVICE,
    requirements=("R42",),
    examples=(
        fails(
            "“At least 120 % of reports on time”",
            lambda dossier: add(
                dossier,
                f"registers/slas/{next(current_slas(dossier)).id}/targets",
                Target(
                    id="T-X", metric="own.reports_on_time", comparator="at least", value=Decimal(120), window="month"
                ),
            ),
        ),
        passes(
            "“At most 0 breaches”",
            lambda dossier: add(
                dossier,
                f"registers/slas/{next(current_slas(dossier)).id}/targets",
                Target(
                    id="T-X",
                    metric="own.breaches",
                    comparator="at most",
                    value=Decimal(0),
                    unit="breaches",
                    window="month",
                ),
            ),
        ),
    ),
)
def sla_target_is_possible(dossier: Dossier) -> Iterator[Finding]:
    """A target can be met, and can be missed.

    Why: more than 100 % of anything cannot be reached, and at least 0 % cannot be missed. Either shows that
    nobody read the number.

    Fix: check the number and its unit with the customer.
    """
    for sla in current_slas(dossier):
        for place, target in enumerate(sla.targets, start=1):
            if _impossible(target) or _idle(target):
                says = _(
                    "Target {target} of {id} “{title}” cannot be meant: {metric} {comparator} {value} {unit}.",
                    target=target.id or place, id=sla.id, title=sla.title, metric=target.metric,
                    comparator=target.comparator, value=target.value, unit=target.unit,
                )  # fmt: skip
                where = at("registers/slas", sla.id, "targets", target.id or str(place), "value")
                yield Finding(where, says, quote=f"{target.value} {target.unit}")


def _impossible(target: Target) -> bool:
    """Whether no measurement can reach the value."""
    if target.unit == "%" and (target.value > 100 or (target.comparator == "above" and target.value == 100)):
        return True
    return target.value < 0 or (target.comparator == "below" and target.value == 0)


def _idle(target: Target) -> bool:
    """Whether every measurement reaches the value."""
    if target.comparator in {"at least", "above"}:
        return target.value <= 0
    return target.unit == "%" and target.comparator == "at most" and target.value >= 100
