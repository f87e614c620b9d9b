"""What the portfolio rules share: which services are delivered, and which agreements the plan cites for them."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.dossier import Dossier
from opensmp.plan.portfolio import ServiceLine
from opensmp.plan.prose import Prose
from opensmp.registers.services import Service, Sla

DELIVERED = frozenset({"active", "retiring"})
"""The states in which customers receive a service."""


def delivered(dossier: Dossier) -> Iterator[tuple[ServiceLine, Service]]:
    """Yield the lines of section 6 with a service that customers receive now; components have no customer."""
    for line in dossier.plan.portfolio.services:
        service = dossier.services.get(line.service)
        if service and service.kind == "service" and service.status in DELIVERED and line.status in DELIVERED:
            yield line, service


def cited_slas(dossier: Dossier) -> Iterator[Sla]:
    """Yield the agreements that section 6 cites for services delivered, each once."""
    cited = dict.fromkeys(sla for line, _service in delivered(dossier) for sla in line.slas)
    return (dossier.slas[sla] for sla in cited if sla in dossier.slas)


def current_slas(dossier: Dossier) -> Iterator[Sla]:
    """Yield the cited agreements that are approved and have not ended; the others have findings of their own."""
    return (sla for sla in cited_slas(dossier) if sla.status == "approved" and not ended(sla, dossier))


def ended(sla: Sla, dossier: Dossier) -> bool:
    """Whether the agreement's last day has passed."""
    return sla.end is not None and sla.end < dossier.today


def owner_of(line: ServiceLine, dossier: Dossier) -> str | None:
    """Return who owns the service: as section 6 says, else as the register does."""
    service = dossier.services.get(line.service)
    return line.owner or (service.owner if service else None)


def name_of(line: ServiceLine, dossier: Dossier) -> str | Prose:
    """Return the service's name in the register, else its id."""
    service = dossier.services.get(line.service)
    return service.name if service else line.service
