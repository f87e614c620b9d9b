"""Whether section 7 says what a supplier contributes."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.suppliers._helpers import known_lines


@rule(
    "SUP-02",
    clause="8.3.4.1",
    severity=ADVICE,
    requirements=("R16", "R76"),
    detects=("supplier-not-identified",),
    examples=(
        fails(
            "A supplier with its name only", lambda dossier: put(dossier, "plan/suppliers/suppliers/*", role=Prose())
        ),
        passes("A supplier with its role", lambda dossier: dossier),
    ),
)
def supplier_has_a_role(dossier: Dossier) -> Iterator[Finding]:
    """A supplier has a role in the services.

    Why: a name does not tell what stops when the supplier stops.

    Fix: say in a sentence what the supplier delivers and where it ends.
    """
    for line, supplier in known_lines(dossier):
        if not line.role:
            says = _(
                "Section 7 does not say what supplier {id} “{name}” contributes.", id=supplier.id, name=supplier.name
            )
            yield Finding(at("plan/suppliers/suppliers", supplier.id, "role"), says, quote=supplier.name)
