"""Whether sections 1 and 6 list the same services."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, drop, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import covered


@rule(
    "CON-03",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R15", "R41", "R46", "R75"),
    detects=("service-list-missing", "scope-incomplete"),
    items=("a",),
    examples=(
        fails("A service of section 1 that section 6 does not list", lambda d: drop(d, "plan/portfolio/services/*")),
        passes("The same services in both sections, in another order", lambda d: d),
    ),
)
def scope_and_portfolio_list_the_same_services(dossier: Dossier) -> Iterator[Finding]:
    """Sections 1 and 6 list the same services.

    Why: two lists of services in one plan leave open which of them the certificate will cover.

    Fix: decide whether the service is in scope, then name it in both sections or in neither.
    """
    scoped = frozenset(dossier.plan.scope.services)
    listed = frozenset(line.service for line in dossier.plan.portfolio.services)
    if not scoped or not listed:
        return
    for key, service in covered(dossier).items():
        if key in scoped and key in listed:
            continue
        if key in scoped:
            says = _("Section 1 names service {id} “{name}”; section 6 does not list it.", id=key, name=service.name)
            places = (at("plan/portfolio/services"), at("plan/scope/services"))
        else:
            says = _("Section 6 lists service {id} “{name}”; section 1 does not name it.", id=key, name=service.name)
            places = (at("plan/scope/services"), at("plan/portfolio/services", key))
        yield Finding(where=places[0], says=says, quote=str(service.name), also=places[1:])
