"""Whether a service of section 6 is described."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose


@rule(
    "POR-02",
    clause="8.2.4",
    severity=ADVICE,
    requirements=("R15", "R27"),
    examples=(
        fails(
            "A service with its name only",
            lambda dossier: put(dossier, "plan/portfolio/services/*", summary=Prose()),
        ),
        passes("A service with one sentence", lambda dossier: dossier),
    ),
)
def service_has_a_summary(dossier: Dossier) -> Iterator[Finding]:
    """A service has a short description.

    Why: a new reader has to understand from one line what the service does and for whom.

    Fix: write one sentence: what the customer gets, and when.
    """
    for line in dossier.plan.portfolio.services:
        service = dossier.services.get(line.service)
        if service and not line.summary:
            says = _("Service {id} “{name}” has no description in section 6.", id=service.id, name=service.name)
            yield Finding(at("plan/portfolio/services", line.service, "summary"), says, quote=str(service.name))
