"""Whether an objective asks for more than what is already there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.objectives import Objective
from opensmp.plan.terms import Baseline
from opensmp.rules.objectives._examples import specimen, standing
from opensmp.rules.objectives._helpers import measurable_cases, place
from opensmp.rules.objectives._range import impossible


def _starting_at(dossier: Dossier, value: str) -> Baseline:
    return Baseline(value=Decimal(value), on=dossier.today, source="incident records")


@rule(
    "OBJ-16",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11", "R52"),
    examples=(
        fails("95 % is the target and 96 % the baseline", lambda d: specimen(d, baseline=_starting_at(d, "96"))),
        fails("Baseline and target are both 95 %", lambda d: specimen(d, baseline=_starting_at(d, "95"))),
        passes("A standing objective may already be met", lambda d: standing(d, baseline=_starting_at(d, "96"))),
    ),
)
def objective_asks_for_a_change(dossier: Dossier) -> Iterator[Finding]:
    """An objective asks for more than its baseline.

    Why: a target that is met before the work begins plans nothing, and one on the wrong side of its baseline
    rewards getting worse.

    Fix: choose a target beyond the baseline, or say that the level is to be kept and judge it over a period.
    """
    for case in measurable_cases(dossier):
        flaw = None if impossible(case) else _flaw(case.objective)
        if flaw is not None:
            yield Finding(
                where=place(case.objective, "target"),
                says=_(
                    "Objective {id}: {flaw}. “{sentence}”",
                    id=case.objective.id,
                    flaw=flaw,
                    sentence=case.objective.statement,
                ),
                quote=case.sentence,
                also=(place(case.objective, "baseline"),),
            )


def _flaw(objective: Objective) -> Message | None:
    start, target = objective.baseline, objective.target
    if start is None or target is None or objective.kind not in ("increase", "decrease"):
        return None
    if start.value == target:
        return _("the baseline equals the target {target}; suggest to maintain it", target=target)
    if objective.kind == "increase" and start.value > target:
        return _(
            "the value was {start} at the start, already above the target {target}", start=start.value, target=target
        )
    if objective.kind == "decrease" and start.value < target:
        return _(
            "the value was {start} at the start, already below the target {target}", start=start.value, target=target
        )
    return None
