"""Whether every key supplier of the register stands in section 7."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.suppliers import Supplier


@rule(
    "SUP-14",
    clause="8.3.4",
    severity=BLOCKS,
    requirements=("R16", "R46", "R76"),
    detects=("supplier-not-identified",),
    examples=(
        fails(
            "A key supplier of the register that section 7 does not name",
            lambda dossier: add(
                dossier,
                "registers/suppliers",
                Supplier(
                    id="SUP-X", name="Mitra Jaringan", key=True, services=dossier.plan.scope.services[:1], reviewed=None
                ),
            ),
        ),
        passes(
            "A supplier that is not key",
            lambda dossier: add(
                dossier, "registers/suppliers", Supplier(id="SUP-X", name="Mitra Kertas", reviewed=None)
            ),
        ),
    ),
)
def key_supplier_is_in_the_plan(dossier: Dossier) -> Iterator[Finding]:
    """A key supplier of the register is in the plan.

    Why: the register says that services in scope rest on this supplier, and the plan does not know it.

    Fix: add the supplier to section 7, or take the mark `key` from it in the register if no service in scope
    rests on it.
    """
    lines = {line.supplier for line in dossier.plan.suppliers.suppliers}
    if not lines:
        return
    in_scope = {service.id for service in dossier.services_in_scope}
    for supplier in dossier.registers.suppliers:
        serves = not supplier.services or any(service in in_scope for service in supplier.services)
        if supplier.key and serves and supplier.id not in lines:
            says = _("Key supplier {id} “{name}” is not in section 7.", id=supplier.id, name=supplier.name)
            where = at("plan/suppliers/suppliers")
            yield Finding(where, says, quote=supplier.name, also=(at("registers/suppliers", supplier.id),))
