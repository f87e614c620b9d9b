"""Whether an objective asks for less than a commitment that it is linked to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.objectives import Objective
from opensmp.plan.terms import Target
from opensmp.rules.objectives._disagreements import contradicts_itself
from opensmp.rules.objectives._examples import read_today, said, specimen
from opensmp.rules.objectives._helpers import measurable_cases, place
from opensmp.rules.objectives._units import comparable, dimension


def _linked(dossier: Dossier, change: int) -> Dossier:
    """Put an objective ``change`` above the highest commitment that no SLA repeats, and link it."""
    agreed = {target.metric for sla in dossier.registers.slas for target in sla.targets}
    commitment = max(
        (
            row
            for row in dossier.plan.commitments.commitments
            if row.target.metric not in agreed and row.target.comparator == "at least" and row.target.unit == "%"
        ),
        key=lambda row: row.target.value,
    )
    value = commitment.target.value + change
    return specimen(
        dossier,
        en=f"Carry out at least {value} % of the planned work in time in every month.",
        id=f"Melaksanakan sekurang-kurangnya {value} % pekerjaan terencana tepat waktu setiap bulan.",
        metric=said(dossier, "Share of planned work done in time", "Persentase pekerjaan terencana yang tepat waktu"),
        kind="maintain at least",
        target=value,
        baseline=None,
        deadline=None,
        window="month",
        services=(),
        commitments=(commitment.id,),
        readings=read_today(dossier, str(value)),
    )


@rule(
    "OBJ-39",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11", "R46", "R61"),
    examples=(
        fails("The commitment promises more than its objective asks for", lambda d: _linked(d, -1)),
        passes("The objective asks for as much as its commitment promises", lambda d: _linked(d, 0)),
    ),
)
def objective_is_no_easier_than_its_promise(dossier: Dossier) -> Iterator[Finding]:
    """An objective asks for no less than the commitments it is linked to.

    Why: a promise holds today. An objective below it is met on the day it is set, and asks nobody for anything.

    Fix: raise the objective to the level of the promise at least, or amend the promise openly.
    """
    for case in measurable_cases(dossier):
        objective = case.objective
        if objective.target is None or objective.kind == "milestone" or contradicts_itself(case):
            continue
        agreed = {
            (target.metric, target.population, target.limit)
            for service in objective.services
            for sla in dossier.slas_of.get(service, ())
            for target in sla.targets
            if _asks_more(target, objective, objective.target)  # the rule on SLAs speaks of it
        }
        for key in objective.commitments:
            held = dossier.commitments.get(key)
            if held is None or (held.target.metric, held.target.population, held.target.limit) in agreed:
                continue
            if _asks_more(held.target, objective, objective.target):
                yield Finding(
                    where=place(objective, "target"),
                    says=_(
                        "Objective {id} asks for {target} {unit}, commitment {commitment} promises {promised} {unit}: “{sentence}”",
                        id=objective.id, target=objective.target, unit=objective.unit, commitment=held.id,
                        promised=held.target.value, sentence=objective.statement,
                    ),
                    quote=case.sentence,
                    also=(at("plan/commitments/commitments", held.id, "target"),),
                )  # fmt: skip


def _asks_more(promised: Target, objective: Objective, target: Decimal) -> bool:
    if dimension(promised.unit) != dimension(objective.unit):
        return False
    theirs, ours = comparable(promised.value, promised.unit), comparable(target, objective.unit)
    if promised.comparator in ("at least", "above"):
        return objective.kind in ("increase", "maintain at least") and theirs > ours
    if promised.comparator in ("at most", "below"):
        return objective.kind in ("decrease", "maintain at most") and theirs < ours
    return False
