"""Whether every supplier of section 7 stands in the register."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.suppliers import SupplierLine
from opensmp.rules.suppliers._helpers import spoken


@rule(
    "SUP-15",
    clause="8.3.4.1",
    severity=BLOCKS,
    requirements=("R16", "R46"),
    detects=("supplier-not-identified",),
    examples=(
        fails(
            "SUP-404 in section 7, which the register does not hold",
            lambda dossier: add(
                dossier,
                "plan/suppliers/suppliers",
                SupplierLine(
                    supplier="SUP-404",
                    role=spoken(dossier, en="Runs the network", id="Mengelola jaringan"),
                    management=spoken(dossier, en="Monthly meeting", id="Rapat bulanan"),
                ),
            ),
        ),
        passes("Every supplier in the register", lambda dossier: dossier),
    ),
)
def supplier_in_the_plan_is_registered(dossier: Dossier) -> Iterator[Finding]:
    """A supplier of the plan is in the register of suppliers.

    Why: a supplier without a register entry has no contract, no owner and no review that anybody could show.

    Fix: register the supplier, or correct its id in section 7.
    """
    for line in dossier.plan.suppliers.suppliers:
        if line.supplier not in dossier.suppliers:
            says = _("Section 7 names supplier {id}, which the register of suppliers does not hold.", id=line.supplier)
            yield Finding(at("plan/suppliers/suppliers", line.supplier), says, quote=line.supplier)
