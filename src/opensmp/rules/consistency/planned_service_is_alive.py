"""Whether the plan still counts on a service that the register holds as proposed or retired."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.registers.services import Service
from opensmp.rules.consistency._helpers import GONE


@rule(
    "CON-04",
    clause="8.2.4",
    severity=BLOCKS,
    requirements=("R39", "R41", "R46", "R75"),
    detects=("portfolio-not-current",),
    examples=(
        fails(
            "Active in section 6, retired in the register",
            lambda d: put(d, f"registers/services/{_lone(d)}", status="retired"),
        ),
        fails(
            "Active in section 6, only proposed in the register",
            lambda d: put(d, f"registers/services/{_lone(d)}", status="proposed"),
        ),
        passes("Active in both", lambda d: d),
    ),
)
def planned_service_is_alive(dossier: Dossier) -> Iterator[Finding]:
    """No service of the plan is retired or only proposed in the portfolio.

    Why: a plan that promises a service nobody receives any more, or nobody runs yet, was not kept up with the
    portfolio.

    Fix: take a retired service out of sections 1 and 6 and name a proposed one only once it is decided; or correct
    the register.
    """
    lines = {line.service: line for line in dossier.plan.portfolio.services}
    scoped = frozenset(dossier.plan.scope.services)
    for service in dossier.registers.services:
        line = lines.get(service.id)
        if service.status not in GONE or (line is None and service.id not in scoped):
            continue
        if line is None or line.status != service.status:
            yield Finding(
                where=at("plan/portfolio/services", service.id) if line else at("plan/scope/services"),
                says=_said(service, line.status if line else ""),
                quote=str(service.name),
                also=(at("registers/services", service.id, "status"),),
            )


def _said(service: Service, status: str) -> Message:
    if not status:
        return _(
            "Section 1 names service {id} “{name}”, which the portfolio register holds as “{register}”.",
            id=service.id, name=service.name, register=service.status,
        )  # fmt: skip
    if service.status == "retired" and service.retired:
        return _(
            "Section 6 lists service {id} “{name}” as “{plan}”, but it was retired on {day}.",
            id=service.id, name=service.name, plan=status, day=service.retired,
        )  # fmt: skip
    return _(
        "Section 6 lists service {id} “{name}” as “{plan}”; the portfolio register holds it as “{register}”.",
        id=service.id, name=service.name, plan=status, register=service.status,
    )  # fmt: skip


def _lone(dossier: Dossier) -> str:
    """Return the first active service of section 6 on which no other service depends."""
    needed = {key for service in dossier.registers.services for key in service.depends_on}
    lines = (line.service for line in dossier.plan.portfolio.services if line.status == "active")
    return next(key for key in lines if key in dossier.services and key not in needed)
