"""Whether the service catalogue lists the services of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.documents import Document, Extract
from opensmp.registers.services import Service
from opensmp.rules.consistency._helpers import GONE, covered, few, label, named, specimen


@rule(
    "CON-29",
    clause="8.2.4",
    severity=ADVICE,
    requirements=("R41", "R46", "R75"),
    detects=("portfolio-not-current",),
    examples=(
        fails("A catalogue that leaves out a service", lambda d: add(d, "registers/documents", _catalogue(d, 1))),
        passes("A catalogue that lists every service", lambda d: add(d, "registers/documents", _catalogue(d, 0))),
    ),
)
def catalogue_lists_the_services(dossier: Dossier) -> Iterator[Finding]:
    """The service catalogue and the portfolio document list the services of the plan.

    Why: customers order from the catalogue, top management signs the plan. A service that stands in one of them only
    is promised by one half of the house.

    Fix: bring catalogue, portfolio and section 6 to the same list, on the same day as the next change of a service.
    """
    planned, scope = covered(dossier), frozenset(dossier.plan.scope.services)
    for document in dossier.registers.documents if dossier.services else ():
        extract = document.extract
        if extract is None or not extract.services or document.status != "approved" or not _is_list(document):
            continue
        told = frozenset(extract.services)
        missing = [key for key, row in planned.items() if key not in told and _is_offered(row.kind, row.status)]
        beyond = [key for key in extract.services if _is_gone(dossier.services.get(key), scope)]
        where = at("registers/documents", document.id, "extract/services")
        if missing and planned.keys() & told:
            says = _(
                "{document} does not list {services}, which the plan covers.",
                document=label(document), services=named(planned, missing),
            )  # fmt: skip
            yield Finding(where, says, quote=missing[0], also=(at("plan/portfolio/services"),))
        if beyond and document.kind != "portfolio":
            says = _(
                "{document} lists {services}, which the portfolio register holds as retired or not at all.",
                document=label(document), services=few(beyond),
            )  # fmt: skip
            yield Finding(where, says, quote=beyond[0], also=(at("registers/services"),))


def _is_list(document: Document) -> bool:
    return document.kind in {"catalogue", "portfolio"} or "g" in document.kinds


def _is_offered(kind: str, status: str) -> bool:
    return kind == "service" and status in {"active", "retiring"}


def _is_gone(service: Service | None, scope: frozenset[str]) -> bool:
    """Whether no customer can receive the service: unknown, or retired and no longer in the plan."""
    return service is None or (service.status in GONE and service.id not in scope)


def _catalogue(dossier: Dossier, fewer: int) -> Document:
    offered = tuple(key for key, row in covered(dossier).items() if _is_offered(row.kind, row.status))
    return replace(specimen(dossier, "DOC-404"), kind="catalogue", extract=Extract(services=offered[fewer:]))
