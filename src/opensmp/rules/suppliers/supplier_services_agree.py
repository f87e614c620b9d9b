"""Whether the plan and the register name the same services of a supplier."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.suppliers._helpers import known_lines


@rule(
    "SUP-19",
    clause="8.3.4.1",
    severity=ADVICE,
    requirements=("R16", "R46"),
    examples=(
        fails(
            "A supplier whose register entry names no services",
            lambda dossier: put(
                dossier, f"registers/suppliers/{dossier.plan.suppliers.suppliers[0].supplier}", services=()
            ),
        ),
        passes("The same services in both", lambda dossier: dossier),
    ),
)
def supplier_services_agree(dossier: Dossier) -> Iterator[Finding]:
    """A supplier contributes to the same services in the plan and in the register.

    Why: when a service fails somebody looks up which supplier to call. Two lists give two answers.

    Fix: ask the supplier's owner which list is right, and correct the other.
    """
    for line, supplier in known_lines(dossier):
        here, there = set(line.services), set(supplier.services)
        differs = sorted(here ^ there)
        if differs:
            says = _(
                "Section 7 and the register differ on what supplier {id} “{name}” contributes to: {services}.",
                id=supplier.id, name=supplier.name, services=tuple(differs),
            )  # fmt: skip
            yield Finding(
                at("plan/suppliers/suppliers", supplier.id, "services"),
                says,
                quote=", ".join(line.services),
                also=(at("registers/suppliers", supplier.id, "services"),),
            )
