"""Whether each service that customers receive names its agreement."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.portfolio._helpers import delivered


@rule(
    "POR-03",
    clause="8.3.3",
    severity=BLOCKS,
    requirements=("R15", "R42", "R75"),
    detects=("sla-not-referenced",),
    examples=(
        fails(
            "An active service with `slas: []`",
            lambda dossier: put(dossier, f"plan/portfolio/services/{_first(dossier)}", slas=()),
        ),
        passes("A component without an agreement", lambda dossier: dossier),
    ),
)
def service_delivered_has_an_sla(dossier: Dossier) -> Iterator[Finding]:
    """A service that is delivered has a service level agreement.

    Why: what is delivered to a customer needs an agreed level, or nobody can say whether it is good enough.
    Components, which no customer receives, may have none.

    Fix: cite the approved agreement that covers the service, agree one with the customer, or mark the row in the
    register as a component if nobody receives it.
    """
    for line, service in delivered(dossier):
        if line.slas:
            continue
        where = at("plan/portfolio/services", line.service, "slas")
        existing = [sla.id for sla in dossier.slas_of.get(line.service, ()) if sla.status == "approved"]
        if existing:
            says = _(
                "Service {id} “{name}” names no service level agreement, though the register holds {slas}.",
                id=service.id, name=service.name, slas=tuple(existing),
            )  # fmt: skip
            fix = _("Cite {slas} in the row of the service, if it is the agreement meant.", slas=tuple(existing))
            yield Finding(where, says, fix=fix, also=(at("registers/slas", existing[0]),))
        else:
            says = _(
                "Service {id} “{name}” is delivered without a service level agreement.",
                id=service.id,
                name=service.name,
            )
            yield Finding(where, says, quote=str(service.name))


def _first(dossier: Dossier) -> str:
    """Return the first service that is delivered."""
    return next(line.service for line, _service in delivered(dossier))
