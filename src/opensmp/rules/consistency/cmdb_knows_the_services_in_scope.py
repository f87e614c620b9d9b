"""Whether the CMDB knows the services of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import covered, named


@rule(
    "CON-20",
    clause="8.2.6",
    severity=ADVICE,
    requirements=("R41", "R44", "R46"),
    examples=(
        fails(
            "The CMDB lacks a service of section 1",
            lambda d: edit(
                d,
                "registers/configuration/services",
                lambda held: tuple(key for key in held if key != d.plan.scope.services[0]),
            ),
        ),
        passes("The CMDB holds the services of section 1", lambda d: d),
    ),
)
def cmdb_knows_the_services_in_scope(dossier: Dossier) -> Iterator[Finding]:
    """The CMDB knows every service of the plan.

    Why: without the service in the CMDB nobody can tell which items it rests on, so neither changes nor incidents can
    be judged by their effect on it.

    Fix: record the service in the CMDB with the items that carry it.
    """
    held = frozenset(dossier.registers.configuration.services)
    if not held:
        return
    rows = covered(dossier)
    missing = [key for key, row in rows.items() if key not in held and row.in_scope and row.status != "in development"]
    if missing:
        says = _("The CMDB does not hold {services}, which the plan covers.", services=named(rows, missing))
        yield Finding(at("registers/configuration/services"), says, quote=missing[0], also=(at("plan/scope/services"),))
