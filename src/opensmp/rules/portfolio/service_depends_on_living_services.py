"""Whether what a service depends on exists and lives."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "POR-17",
    clause="8.2.6",
    severity=BLOCKS,
    requirements=("R41", "R46"),
    examples=(
        fails(
            "An active service that depends on S-404, which the register does not hold",
            lambda dossier: edit(
                dossier,
                f"registers/services/{dossier.services_in_scope[0].id}/depends_on",
                lambda others: (*others, "S-404"),
            ),
        ),
        passes("An active service that depends on an active component", lambda dossier: dossier),
    ),
)
def service_depends_on_living_services(dossier: Dossier) -> Iterator[Finding]:
    """An active service depends on services that exist and are not retired.

    Why: if the register is right the service cannot work; if the service works the register is wrong.

    Fix: correct the dependency, or the state of the service it points to.
    """
    for service in dossier.services_in_scope:
        where = at("registers/services", service.id, "depends_on")
        for key in service.depends_on:
            other = dossier.services.get(key)
            if other is None:
                says = _(
                    "Service {id} “{name}” depends on {other}, which the portfolio register does not hold.",
                    id=service.id, name=service.name, other=key,
                )  # fmt: skip
                yield Finding(where, says, quote=key)
            elif other.status == "retired":
                says = _(
                    "Service {id} “{name}” depends on {other} “{title}”, which is retired.",
                    id=service.id, name=service.name, other=key, title=other.name,
                )  # fmt: skip
                yield Finding(where, says, quote=key, also=(at("registers/services", key, "status"),))
