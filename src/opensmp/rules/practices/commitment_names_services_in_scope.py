"""Whether commitments are made for services that are in scope."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "PRA-36",
    clause="4.3",
    severity=ADVICE,
    requirements=("R46", "R61"),
    examples=(
        fails(
            "A commitment for a service that section 1 does not name",
            lambda d: put(
                d, f"plan/commitments/commitments/{d.plan.commitments.commitments[0].id}", services=("S-OUT",)
            ),
        ),
        passes(
            "A commitment for all services in scope",
            lambda d: put(d, f"plan/commitments/commitments/{d.plan.commitments.commitments[0].id}", services=()),
        ),
    ),
)
def commitment_names_services_in_scope(dossier: Dossier) -> Iterator[Finding]:
    """A commitment is made for services in scope.

    Why: a promise for a service outside the scope cannot be audited with the system, and one for an unknown
    service not at all.

    Fix: correct the service, or bring it into the scope of section 1.
    """
    scope = frozenset(dossier.plan.scope.services)
    for row in dossier.plan.commitments.commitments if scope else ():
        outside = tuple(key for key in row.services if key not in scope)
        if outside:
            yield Finding(
                where=at("plan/commitments/commitments", row.id, "services"),
                says=_(
                    "Commitment {id} is made for {services}, which section 1 does not name as in scope",
                    id=row.id,
                    services=outside,
                ),
                also=(at("plan/scope/services"),),
            )
