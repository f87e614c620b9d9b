"""Whether a supplier's contract lasts through the planning period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.registers.suppliers import SupplierContract
from opensmp.rules.suppliers._helpers import contracts_in_force, first_contract


@rule(
    "SUP-05",
    clause="8.3.4.1",
    severity=ADVICE,
    requirements=("R39", "R45"),
    detects=("supplier-agreement-missing",),
    examples=(
        fails(
            "A contract that ends tomorrow",
            lambda dossier: put(
                dossier,
                f"registers/supplier_contracts/{first_contract(dossier)}",
                end=dossier.today + timedelta(days=1),
            ),
        ),
        passes("A contract that outlasts the planning period", lambda dossier: dossier),
    ),
)
def contract_lasts_through_the_period(dossier: Dossier) -> Iterator[Finding]:
    """A supplier's contract lasts through the planning period.

    Why: the plan counts on the supplier until the period ends. A contract that ends before is a decision that has
    to be planned: renew, replace or leave.

    Fix: put the decision with its date and owner into the calendar of section 8, or register the contract that
    follows.
    """
    until = _horizon(dossier)
    if until is None:
        return
    for _line, supplier, contract in contracts_in_force(dossier):
        if contract.end is None or contract.end >= until[0] or _followed(dossier, contract):
            continue
        says = _(
            "Contract {id} “{title}” with {supplier} ends on {end}, before the {horizon} on {until}.",
            id=contract.id, title=contract.title, supplier=supplier.name, end=contract.end, horizon=until[1], until=until[0],
        )  # fmt: skip
        yield Finding(at("registers/supplier_contracts", contract.id, "end"), says, quote=str(contract.end))


def _horizon(dossier: Dossier) -> tuple[date, Message] | None:
    """Return until when contracts have to last: the end of the planning period, else the next review of the plan."""
    period, review = dossier.plan.identity.period, dossier.plan.review.next_review
    if period is not None:
        return period.end, _("end of the planning period")
    return (review, _("next review of the plan")) if review is not None else None


def _followed(dossier: Dossier, contract: SupplierContract) -> bool:
    """Whether the register holds a later contract of the same supplier."""
    end = contract.end or date.max
    others = dossier.contracts_of.get(contract.supplier, ())
    return any(
        other.status != "ended" and (other.end is None or other.end > end) for other in others if other is not contract
    )
