"""Whether an objective that was met last period is continued with a lower target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.objectives import Objective, PastObjective
from opensmp.rules.objectives._disagreements import contradicts_itself
from opensmp.rules.objectives._examples import said, standing
from opensmp.rules.objectives._helpers import cases, place
from opensmp.rules.objectives._past import last_period


@rule(
    "OBJ-38",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11", "R52", "R71"),
    examples=(
        fails("At least 98 % was the target last period and met; now it is 95 %", lambda d: _after(d, "98")),
        passes("At least 93 % was the target last period and met; now it is 95 %", lambda d: _after(d, "93")),
    ),
)
def target_is_no_lower_than_last_years(dossier: Dossier) -> Iterator[Finding]:
    """A target that was met is not lowered for the next period.

    Why: objectives carry improvement. A target below the one that was reached plans for getting worse, and an auditor
    asks who decided that, and why.

    Fix: keep or raise the target, or say in the plan why less is enough now and drop the objective.
    """
    held = {case.objective.id: case for case in cases(dossier)}
    for row in last_period(dossier):
        case = held.get(row.continued_as or row.id)
        if case is None or case.objective.target is None or row.outcome != "met" or contradicts_itself(case):
            continue
        objective, target = case.objective, case.objective.target
        before = _number(row.target, objective.unit)
        if before is not None and _easier(objective, target, before):
            yield Finding(
                where=place(objective, "target"),
                says=_(
                    "Objective {id} asks for {target} {unit}; in {period} it asked for “{before}” and was met: “{sentence}”",
                    id=objective.id, target=target, unit=objective.unit, period=row.period, before=row.target,
                    sentence=objective.statement,
                ),
                quote=str(objective.statement),
                also=(at("plan/objectives/past", row.id, "target"),),
            )  # fmt: skip


def _number(target: str, unit: str) -> Decimal | None:
    """Return the only number of last period's target, if it is of the same kind (a share, or none)."""
    numbers = re.findall(r"\d+(?:[.,]\d+)?", target)
    if len(numbers) != 1 or ("%" in target) != (unit == "%"):
        return None
    return Decimal(numbers[0].replace(",", "."))


def _easier(objective: Objective, target: Decimal, before: Decimal) -> bool:
    if objective.kind in ("increase", "maintain at least"):
        return target < before
    return objective.kind in ("decrease", "maintain at most") and target > before


def _after(dossier: Dossier, before: str) -> Dossier:
    changed = standing(dossier)
    first = changed.plan.objectives.objectives[0]
    row = PastObjective(
        id="SMO-EX-1",
        period=max((each.period for each in dossier.plan.objectives.past), default="2025"),
        statement=said(
            dossier,
            f"Restore at least {before} % of priority 2 incidents within one working day",
            f"Memulihkan sekurang-kurangnya {before} % insiden prioritas 2 dalam satu hari kerja",
        ),
        target=f"at least {before} %",
        result=f"{before}.5 %",
        outcome="met",
        continued_as=first.id,
    )
    return add(changed, "plan/objectives/past", row)
