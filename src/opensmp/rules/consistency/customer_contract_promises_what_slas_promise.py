"""Whether contracts with customers promise more than the agreements behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.services import CustomerContract
from opensmp.rules.consistency._helpers import covered, in_force, label, named
from opensmp.rules.consistency._targets import overpromised, said


@rule(
    "CON-13",
    clause="8.3.3",
    severity=BLOCKS,
    requirements=("R42", "R46", "R47", "R58"),
    examples=(
        fails("A contract promises more than the agreement it rests on", lambda d: _raised(d)),
        fails(
            "A contract names no agreement for the services it covers",
            lambda d: put(d, f"registers/customer_contracts/{_first(d)}", slas=()),
        ),
        passes("A contract promises what its agreements promise", lambda d: d),
    ),
)
def customer_contract_promises_what_slas_promise(dossier: Dossier) -> Iterator[Finding]:
    """A contract with a customer promises no more than its SLAs.

    Why: the contract binds, the service level agreement is what people work and measure by. Where the contract asks
    for more, the promise is broken while every report is green.

    Fix: agree the higher level in the service level agreement too, or amend the contract; cite an agreement for each
    service that the contract covers.
    """
    for contract, target, sla, lower in overpromised(dossier):
        place = contract.targets.index(target) + 1
        says = _(
            "Contract {contract} promises {promise} for {metric}, {sla} only {agreed}.",
            contract=label(contract), promise=said(target), metric=target.metric, sla=sla.id, agreed=said(lower),
        )  # fmt: skip
        where = at("registers/customer_contracts", contract.id, "targets", target.id or str(place))
        yield Finding(where, says, quote=target.metric, also=(at("registers/slas", sla.id, "targets"),))
    services = covered(dossier)
    with_sla = services.keys() & dossier.slas_of.keys()
    for contract in dossier.registers.customer_contracts:
        if not in_force(contract, dossier):
            continue
        agreed_on = {key for each in contract.slas if each in dossier.slas for key in dossier.slas[each].services}
        bare = [key for key in contract.services if key in with_sla and key not in agreed_on]
        if bare:
            says = _(
                "Contract {contract} covers {services} without citing a service level agreement for it.",
                contract=label(contract), services=named(services, bare),
            )  # fmt: skip
            yield Finding(at("registers/customer_contracts", contract.id, "slas"), says, quote=bare[0])


def _first(dossier: Dossier) -> str:
    return next(row.id for row in dossier.registers.customer_contracts if row.slas and in_force(row, dossier))


def _raised(dossier: Dossier) -> Dossier:
    """Raise a figure of a contract above that of the agreement it rests on."""

    def raised(contract: CustomerContract) -> CustomerContract:
        target = contract.targets[0]
        return replace(contract, targets=(replace(target, value=_between(target.value)), *contract.targets[1:]))

    contract = next(row for row in dossier.registers.customer_contracts if row.targets and in_force(row, dossier))
    return edit(dossier, f"registers/customer_contracts/{contract.id}", raised)


def _between(value: Decimal) -> Decimal:
    """Return a share half way to all."""
    return (value + 100) / 2
