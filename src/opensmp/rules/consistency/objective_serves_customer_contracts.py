"""Whether objectives ask for less than contracts with customers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.objectives import Objective
from opensmp.plan.terms import Target
from opensmp.registers.services import CustomerContract
from opensmp.rules.consistency._helpers import in_force, label
from opensmp.rules.consistency._targets import key, overpromised, said


@rule(
    "CON-33",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R33", "R46", "R47", "R58"),
    examples=(
        fails("A contract asks for more than the objective for the same thing", lambda d: _asked(d, 1)),
        passes("A contract asks for as much as the objective", lambda d: _asked(d, 0)),
    ),
)
def objective_serves_customer_contracts(dossier: Dossier) -> Iterator[Finding]:
    """An objective asks for no less than contracts with customers.

    Why: an objective that is met while a contract is broken steers people in the wrong direction.

    Fix: raise the objective to what the contract asks for, or agree another level with the customer.
    """
    told = {id(clause.target) for clause in overpromised(dossier)}
    asked: dict[tuple[str, str], list[tuple[CustomerContract, Target, str]]] = {}
    for contract in dossier.registers.customer_contracts:
        for number, target in enumerate(contract.targets, 1) if in_force(contract, dossier) else ():
            if id(target) not in told:
                asked.setdefault(key(target), []).append((contract, target, target.id or str(number)))
    for objective in dossier.plan.objectives.objectives if asked else ():
        for metric in _metrics(dossier, objective):
            for contract, target, place in asked.get(metric, ()):
                if _shares(objective, contract) and _asks_less(objective, target):
                    says = _(
                        "Objective {id} asks for {ours} {unit}, contract {contract} for {theirs}: “{sentence}”",
                        id=objective.id, ours=objective.target or 0, unit=objective.unit, contract=label(contract),
                        theirs=said(target), sentence=objective.statement,
                    )  # fmt: skip
                    where = at("plan/objectives/objectives", objective.id, "target")
                    also = (at("registers/customer_contracts", contract.id, "targets", place),)
                    yield Finding(where, says, quote=str(objective.statement), also=also)


def _metrics(dossier: Dossier, objective: Objective) -> set[tuple[str, str]]:
    """Return what the objective is about: the metrics of the commitments that it names."""
    rows = (dossier.commitments.get(each) for each in objective.commitments)
    return {key(row.target) for row in rows if row is not None}


def _shares(objective: Objective, contract: CustomerContract) -> bool:
    return not objective.services or not contract.services or bool({*objective.services} & {*contract.services})


def _asks_less(objective: Objective, target: Target) -> bool:
    ours = objective.target
    if ours is None or objective.unit.casefold() != target.unit.casefold():
        return False
    if target.comparator in ("at least", "above"):
        return objective.kind in ("increase", "maintain at least") and ours < target.value
    return (
        target.comparator in ("at most", "below")
        and objective.kind in ("decrease", "maintain at most")
        and ours > target.value
    )


def _asked(dossier: Dossier, more: int) -> Dossier:
    """Let a contract ask for what an objective asks for, or for ``more``; no agreement knows the metric."""
    agreed = {key(target) for sla in dossier.registers.slas for target in sla.targets}
    objective, metric = next(
        (row, dossier.commitments[each].target)
        for row in dossier.plan.objectives.objectives
        for each in row.commitments
        if each in dossier.commitments and row.target is not None and row.kind != "milestone"
        if dossier.commitments[each].target.unit == row.unit and key(dossier.commitments[each].target) not in agreed
    )
    step = more if objective.kind in ("increase", "maintain at least") else -more
    target = replace(metric, id="T-X", value=(objective.target or Decimal(0)) + step)
    contract = next(
        row for row in dossier.registers.customer_contracts if in_force(row, dossier) and _shares(objective, row)
    )
    return add(dossier, f"registers/customer_contracts/{contract.id}/targets", target)
