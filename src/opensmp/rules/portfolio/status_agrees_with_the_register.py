"""Whether the plan and the portfolio register give a service the same status."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Correction, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "POR-08",
    clause="8.2.4",
    severity=BLOCKS,
    requirements=("R41", "R46", "R75"),
    detects=("portfolio-not-current",),
    examples=(
        fails(
            "Retiring in section 6, active in the register",
            lambda dossier: put(dossier, f"plan/portfolio/services/{_first(dossier)}", status="retiring"),
        ),
        passes("The same status in both", lambda dossier: dossier),
    ),
)
def status_agrees_with_the_register(dossier: Dossier) -> Iterator[Finding]:
    """A service has the same status in the plan and in the portfolio register.

    Why: two documents that disagree about what is delivered are a red flag, whichever is right.

    Fix: find out which is right and correct the other.
    """
    for line in dossier.plan.portfolio.services:
        service = dossier.services.get(line.service)
        if service is None or service.status == line.status or service.status in {"proposed", "retired"}:
            continue
        says = _(
            "Service {id} “{name}” is “{plan}” in section 6 and “{register}” in the portfolio register.",
            id=service.id, name=service.name, plan=line.status, register=service.status,
        )  # fmt: skip
        where = at("plan/portfolio/services", line.service, "status")
        yield Finding(
            where,
            says,
            quote=line.status,
            correction=Correction("meaning", where, line.status, service.status),
            also=(at("registers/services", service.id, "status"),),
        )


def _first(dossier: Dossier) -> str:
    """Return the first service that is active in both places."""
    lines = dossier.plan.portfolio.services
    return next(
        line.service
        for line in lines
        if line.status == "active"
        and line.service in dossier.services
        and dossier.services[line.service].status == "active"
    )
