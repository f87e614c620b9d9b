"""Whether a row of the portfolio is a service that somebody receives, or a component."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "POR-13",
    clause="8.2.2",
    severity=ADVICE,
    requirements=("R41", "R42"),
    examples=(
        fails(
            "A component with customers and an agreement",
            lambda dossier: put(dossier, f"registers/services/{_first(dossier)}", kind="component"),
        ),
        passes("A service with a customer and an agreement", lambda dossier: dossier),
    ),
)
def service_and_component_are_told_apart(dossier: Dossier) -> Iterator[Finding]:
    """A service has a customer; a component has none.

    Why: a service has somebody who receives it and an agreement with them; something without both is a part of a
    service. Mixing them up makes agreements appear to be missing, or hides that they are.

    Fix: name the customer of the service, or mark the row as a component.
    """
    received = {key for customer in dossier.registers.customers for key in customer.services}
    for service in dossier.services_in_scope:
        has_customer = bool(service.customers) or service.id in received
        slas = [sla.id for sla in dossier.slas_of.get(service.id, ()) if sla.status == "approved"]
        where = at("registers/services", service.id)
        if service.kind == "component" and has_customer and slas:
            says = _(
                "{id} “{name}” is registered as a component, but customers receive it under {slas}. Service or component?",
                id=service.id, name=service.name, slas=tuple(slas),
            )  # fmt: skip
            yield Finding(where / "kind", says, quote=service.kind, also=(at("registers/slas", slas[0]),))
        elif service.kind == "service" and not has_customer and slas:
            says = _(
                "Service {id} “{name}” has {slas} but no customer. Service or component?",
                id=service.id, name=service.name, slas=tuple(slas),
            )  # fmt: skip
            yield Finding(where / "customers", says, quote=str(service.name))


def _first(dossier: Dossier) -> str:
    """Return the first service with customers and an agreement."""
    rows = dossier.services_in_scope
    return next(row.id for row in rows if row.kind == "service" and row.customers and row.id in dossier.slas_of)
