"""Whether a supplier promises at least what the customer was promised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from opensmp.checking import BLOCKS, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.terms import Target
from opensmp.registers.services import Sla
from opensmp.registers.suppliers import SupplierContract
from opensmp.rules.suppliers._helpers import contracts_in_force
from opensmp.rules.suppliers._targets import is_weaker


@rule(
    "SUP-12",
    clause="8.3.4.1",
    severity=BLOCKS,
    requirements=("R42", "R45", "R46"),
    detects=("supplier-agreement-missing",),
    examples=(
        fails(
            "The SLA promises 4 hours, the contract with the supplier of the service 1,000",
            lambda dossier: add(
                dossier, f"registers/supplier_contracts/{_pair(dossier)[0]}/targets", _weakened(_pair(dossier)[1])
            ),
        ),
        passes("The contract is stricter than the agreement it supports", lambda dossier: dossier),
    ),
)
def supplier_targets_carry_the_sla(dossier: Dossier) -> Iterator[Finding]:
    """A supplier's target is at least as strict as the agreement it supports.

    Why: nobody can keep a promise that rests on a weaker one. The customer's target is broken although the
    supplier keeps its contract.

    Fix: agree on a stricter target with the supplier, or on a target with the customer that the supplier can
    carry.
    """
    for _line, supplier, contract in contracts_in_force(dossier):
        for place, target in enumerate(contract.targets, start=1):
            weaker = [(sla, promised) for sla, promised in _promises(dossier, contract) if is_weaker(target, promised)]
            if not weaker:
                continue
            sla, promised = weaker[0]
            says = _(
                "Contract {id} with {supplier} promises {metric} {supplied}, weaker than {promised} in {sla} “{title}”.",
                id=contract.id, supplier=supplier.name, metric=target.metric, supplied=_spelt(target),
                promised=_spelt(promised), sla=sla.id, title=sla.title,
            )  # fmt: skip
            yield Finding(
                at("registers/supplier_contracts", contract.id, "targets", target.id or str(place)),
                says,
                quote=str(_spelt(target)),
                also=tuple(dict.fromkeys(at("registers/slas", each.id, "targets") for each, _promised in weaker)),
            )


def _promises(dossier: Dossier, contract: SupplierContract) -> Iterator[tuple[Sla, Target]]:
    """Yield the targets promised to customers for the services that the contract covers."""
    for service in contract.services:
        for sla in dossier.slas_of.get(service, ()):
            if sla.status == "approved" and (sla.end is None or sla.end >= dossier.today):
                yield from ((sla, target) for target in sla.targets)


def _spelt(target: Target) -> Message:
    if target.limit:
        return _(
            "{comparator} {value} {unit} within {limit}",
            comparator=target.comparator, value=target.value, unit=target.unit, limit=target.limit,
        )  # fmt: skip
    return _("{comparator} {value} {unit}", comparator=target.comparator, value=target.value, unit=target.unit)


def _pair(dossier: Dossier) -> tuple[str, Target]:
    """Return a contract and a target that it supports, one with a limit where there is any."""
    pairs = [
        (contract.id, target)
        for _line, _supplier, contract in contracts_in_force(dossier)
        for _sla, target in _promises(dossier, contract)
    ]
    return next((pair for pair in pairs if pair[1].limit), pairs[0])


def _weakened(target: Target) -> Target:
    """Return the target with a limit far longer, or with a value a tenth lower."""
    if target.limit:
        return replace(target, id="T-X", limit=re.sub(r"\d+(?:[.,]\d+)?", "1000", target.limit, count=1))
    return replace(target, id="T-X", value=target.value * Decimal("0.9"))
