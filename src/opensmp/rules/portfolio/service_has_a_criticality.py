"""Whether a service's criticality is known."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "POR-14",
    clause="8.2.2",
    severity=ADVICE,
    requirements=("R15",),
    examples=(
        fails(
            "A service without criticality",
            lambda dossier: put(
                dossier,
                f"registers/services/{next(row.id for row in dossier.services_in_scope if row.kind == 'service')}",
                criticality=None,
            ),
        ),
        passes("A service of criticality 2", lambda dossier: dossier),
    ),
)
def service_has_a_criticality(dossier: Dossier) -> Iterator[Finding]:
    """A service in scope has a criticality.

    Why: continuity, priorities and the order of recovery all follow from it.

    Fix: ask the customer what stops when the service stops, and set `criticality`, 1 being the highest.
    """
    for service in dossier.services_in_scope:
        if service.kind == "service" and service.criticality is None:
            says = _("Service {id} “{name}” has no criticality.", id=service.id, name=service.name)
            yield Finding(at("registers/services", service.id, "criticality"), says, quote=str(service.name))
