"""Whether the plan and the portfolio register name the same owner of a service."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "POR-09",
    clause="8.2.4",
    severity=ADVICE,
    requirements=("R41", "R46"),
    detects=("portfolio-not-current",),
    examples=(
        fails(
            "A service owned by one person in section 6 and by another in the register",
            lambda dossier: put(dossier, "registers/services/" + _first(dossier)[0], owner=_first(dossier)[1]),
        ),
        passes("The same owner in both", lambda dossier: dossier),
    ),
)
def owner_agrees_with_the_register(dossier: Dossier) -> Iterator[Finding]:
    """A service has the same owner in the plan and in the portfolio register.

    Why: when a service fails people call the owner. Two names mean that nobody is.

    Fix: ask the two, and correct the place that is wrong.
    """
    people = dossier.people
    for line in dossier.plan.portfolio.services:
        service = dossier.services.get(line.service)
        if service is None or not line.owner or not service.owner or line.owner == service.owner:
            continue
        here, there = people.holders(line.owner), people.holders(service.owner)
        if here and there and not set(here) & set(there):
            says = _(
                "Service {id} “{name}” is owned by {plan} in section 6 and by {register} in the portfolio register.",
                id=service.id, name=service.name, plan=people.name(line.owner), register=people.name(service.owner),
            )  # fmt: skip
            yield Finding(
                at("plan/portfolio/services", line.service, "owner"),
                says,
                quote=line.owner,
                also=(at("registers/services", service.id, "owner"),),
            )


def _first(dossier: Dossier) -> tuple[str, str]:
    """Return a service with an owner, and the id of somebody else who is present."""
    people = dossier.people
    line = next(line for line in dossier.plan.portfolio.services if line.owner and line.service in dossier.services)
    owners = people.holders(line.owner or "")
    other = next(person for person in people.persons.values() if person not in owners and people.present(person))
    return line.service, other.id
