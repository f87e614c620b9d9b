"""Whether the portfolio register knows the services that the CMDB knows."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import named


@rule(
    "CON-19",
    clause="8.2.6",
    severity=ADVICE,
    requirements=("R41", "R44", "R46"),
    examples=(
        fails(
            "The CMDB holds S-404, which the portfolio does not",
            lambda d: edit(d, "registers/configuration/services", lambda held: (*held, "S-404")),
        ),
        passes("The CMDB holds services of the portfolio", lambda d: d),
    ),
)
def cmdb_services_are_in_the_portfolio(dossier: Dossier) -> Iterator[Finding]:
    """The portfolio knows every service of the CMDB, and none of them is retired.

    Why: configuration items that carry a service nobody plans are either forgotten equipment or a service that runs
    outside the system.

    Fix: enter the service in the portfolio, or take it out of the CMDB together with its items.
    """
    services, scope = dossier.services, frozenset(dossier.plan.scope.services)
    for key in dict.fromkeys(dossier.registers.configuration.services) if services else ():
        where = at("registers/configuration/services")
        if key not in services:
            says = _("The CMDB holds service {id}, which the portfolio register does not.", id=key)
            yield Finding(where, says, quote=key, also=(at("registers/services"),))
        elif services[key].status == "retired" and key not in scope:
            says = _("The CMDB still holds {service}, which is retired.", service=named(services, [key]))
            yield Finding(where, says, quote=key, also=(at("registers/services", key, "status"),))
