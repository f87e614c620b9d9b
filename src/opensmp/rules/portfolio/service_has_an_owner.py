"""Whether somebody owns each service."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.portfolio._helpers import owner_of


@rule(
    "POR-20",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R12", "R15", "R54"),
    examples=(
        fails(
            "A service with an owner neither in section 6 nor in the register",
            lambda dossier: put(
                put(dossier, "plan/portfolio/services/*", owner=None),
                f"registers/services/{dossier.plan.portfolio.services[0].service}",
                owner=None,
            ),
        ),
        passes(
            "A service whose owner stands in the register",
            lambda dossier: put(dossier, "plan/portfolio/services/*", owner=None),
        ),
    ),
)
def service_has_an_owner(dossier: Dossier) -> Iterator[Finding]:
    """A service has an owner.

    Why: somebody has to answer for the service as a whole, whoever runs its parts.

    Fix: name one person, office or role as the owner, in section 6 or in the portfolio register.
    """
    for line in dossier.plan.portfolio.services:
        service = dossier.services.get(line.service)
        if service is not None and not owner_of(line, dossier):
            says = _("Service {id} “{name}” has no owner.", id=service.id, name=service.name)
            yield Finding(
                at("plan/portfolio/services", line.service, "owner"),
                says,
                quote=str(service.name),
                also=(at("registers/services", service.id, "owner"),),
            )
