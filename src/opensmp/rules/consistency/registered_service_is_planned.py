"""Whether the plan names every service in scope that the portfolio register holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from opensmp.checking import BLOCKS, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.services import Service
from opensmp.rules.consistency._helpers import covered, is_excluded, spoken


@rule(
    "CON-02",
    clause="8.2.4",
    severity=BLOCKS,
    requirements=("R40", "R41", "R46", "R58", "R75"),
    detects=("portfolio-not-current", "scope-incomplete"),
    items=("a",),
    examples=(
        fails(
            "A service in scope that stands in the register only", lambda d: add(d, "registers/services", _service(d))
        ),
        passes(
            "A component, which no customer receives, may stay in the register",
            lambda d: add(d, "registers/services", _service(d, kind="component")),
        ),
        passes(
            "A proposed service is not yet in the plan",
            lambda d: add(d, "registers/services", _service(d, status="proposed")),
        ),
    ),
)
def registered_service_is_planned(dossier: Dossier) -> Iterator[Finding]:
    """Every service in scope of the portfolio register is in the plan.

    Why: a service delivered to customers that the plan does not name is run without being planned, and the auditor
    finds it by comparing two lists.

    Fix: bring the service into sections 1 and 6, or mark it in the register as outside the scope and justify its
    exclusion.
    """
    plan = dossier.plan
    if not (plan.scope.services or plan.portfolio.services):
        return
    planned = covered(dossier)
    for service in dossier.services_in_scope:
        if service.kind == "component" or service.id in planned or is_excluded(dossier, service):
            continue
        says = _(
            "The portfolio register holds {id} “{name}” in scope ({status}), and the plan does not name it.",
            id=service.id, name=service.name, status=service.status,
        )  # fmt: skip
        yield Finding(
            where=at("plan/portfolio/services"),
            says=says,
            quote=str(service.name),
            also=(at("registers/services", service.id),),
        )


def _service(dossier: Dossier, **fields: str) -> Service:
    told: dict[str, Any] = {
        "name": spoken(dossier, en="Room reservation", id="Pemesanan ruang"),
        "description": spoken(dossier, en="Rooms for hybrid meetings", id="Ruang untuk rapat hibrida"),
        "owner": dossier.plan.identity.owner,
        "criticality": 4,
    }
    return Service(id="S-404", **{**told, **fields})
