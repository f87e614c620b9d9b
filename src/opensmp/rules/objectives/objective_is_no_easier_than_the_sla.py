"""Whether an objective asks for less than the customers were promised."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.objectives import Objective
from opensmp.plan.terms import Target
from opensmp.registers.services import Sla
from opensmp.rules.objectives._examples import read_today, said, specimen
from opensmp.rules.objectives._helpers import measurable_cases, place
from opensmp.rules.objectives._units import comparable, dimension

_AVAILABILITY = ("availab", "ketersediaan")


def _availability(dossier: Dossier, change: str) -> Dossier:
    """Put an objective on the availability of a service, ``change`` above what its SLA promises."""
    service, target = next(
        (service, target)
        for service in dossier.services_in_scope
        for sla in dossier.slas_of.get(service.id, ())
        for target in sla.targets
        if "availab" in target.metric and target.comparator == "at least" and target.value < Decimal("99.99")
    )
    value = target.value + Decimal(change)
    return specimen(
        dossier,
        en=f"Keep the availability of the service at or above {value} % in every month.",
        id=f"Menjaga ketersediaan layanan sekurang-kurangnya {str(value).replace('.', ',')} % setiap bulan.",
        metric=said(dossier, "Availability of the service", "Ketersediaan layanan"),
        kind="maintain at least",
        target=value,
        baseline=None,
        deadline=None,
        window="month",
        services=(service.id,),
        commitments=(),
        readings=read_today(dossier, str(value)),
    )


@rule(
    "OBJ-32",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11", "R42", "R46"),
    examples=(
        fails("The SLA promises more availability than the objective asks for", lambda d: _availability(d, "-0.5")),
        passes("The objective asks for as much as the SLA", lambda d: _availability(d, "0")),
    ),
)
def objective_is_no_easier_than_the_sla(dossier: Dossier) -> Iterator[Finding]:
    """An objective asks for no less than the SLA.

    Why: an objective below the level that customers were promised is met while agreements are broken.

    Fix: raise the objective to the level of the SLA at least, or agree another level with the customer.
    """
    for case in measurable_cases(dossier):
        objective = case.objective
        if objective.target is None or objective.kind == "milestone":
            continue
        found = _stricter(dossier, objective, objective.target)
        if found is not None:
            sla, promised = found
            yield Finding(
                where=place(objective, "target"),
                says=_(
                    "Objective {id} asks for {target} {unit}, {sla} promises {promised} {unit}: “{sentence}”",
                    id=objective.id,
                    target=objective.target,
                    unit=objective.unit,
                    sla=sla.id,
                    promised=promised.value,
                    sentence=objective.statement,
                ),
                quote=case.sentence,
                also=(at("registers/slas", sla.id, "targets"),),
            )


def _stricter(dossier: Dossier, objective: Objective, target: Decimal) -> tuple[Sla, Target] | None:
    """Return the SLA target for the same metric of one of the objective's services that asks for more."""
    about = _metrics(dossier, objective)
    for service in objective.services:
        for sla in dossier.slas_of.get(service, ()):
            for promised in sla.targets if sla.status == "approved" else ():
                if _same_metric(promised, about, objective) and _asks_more(promised, objective, target):
                    return sla, promised
    return None


def _metrics(dossier: Dossier, objective: Objective) -> set[tuple[str, str, str]]:
    """Return (metric, population, limit) of the commitments that the objective names."""
    named = (dossier.commitments[each].target for each in objective.commitments if each in dossier.commitments)
    return {(target.metric, target.population, target.limit) for target in named}


def _same_metric(promised: Target, about: set[tuple[str, str, str]], objective: Objective) -> bool:
    if dimension(promised.unit) != dimension(objective.unit):
        return False
    if (promised.metric, promised.population, promised.limit) in about:
        return True
    words = " ".join(text.lower() for _, text in objective.metric.each())
    return "availab" in promised.metric.lower() and any(word in words for word in _AVAILABILITY)


def _asks_more(promised: Target, objective: Objective, target: Decimal) -> bool:
    theirs, ours = comparable(promised.value, promised.unit), comparable(target, objective.unit)
    if promised.comparator in ("at least", "above"):
        return objective.kind in ("increase", "maintain at least") and theirs > ours
    return objective.kind in ("decrease", "maintain at most") and theirs < ours
