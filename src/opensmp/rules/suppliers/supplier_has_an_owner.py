"""Whether somebody manages each supplier."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.suppliers._helpers import known_lines


@rule(
    "SUP-08",
    clause="8.3.4.1",
    severity=ADVICE,
    requirements=("R16", "R76"),
    detects=("supplier-relationship-unplanned",),
    examples=(
        fails(
            "A supplier with an owner neither in section 7 nor in the register",
            lambda dossier: put(
                put(dossier, "plan/suppliers/suppliers/*", owner=None),
                f"registers/suppliers/{dossier.plan.suppliers.suppliers[0].supplier}",
                owner=None,
            ),
        ),
        passes("A supplier with an owner", lambda dossier: dossier),
    ),
)
def supplier_has_an_owner(dossier: Dossier) -> Iterator[Finding]:
    """A supplier has an owner inside the organisation.

    Why: somebody has to be responsible for the relationship, the contract and the performance.

    Fix: name the person, office or role that manages the supplier.
    """
    for line, supplier in known_lines(dossier):
        if not (line.owner or supplier.owner):
            says = _("Nobody owns the relationship with supplier {id} “{name}”.", id=supplier.id, name=supplier.name)
            yield Finding(at("plan/suppliers/suppliers", supplier.id, "owner"), says, quote=supplier.name)
