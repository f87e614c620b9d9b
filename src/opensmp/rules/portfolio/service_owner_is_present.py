"""Whether the owner of a service is still there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.organisation import Person
from opensmp.rules.portfolio._helpers import owner_of


@rule(
    "POR-24",
    clause="5.3",
    severity=ADVICE,
    requirements=("R15", "R43", "R54"),
    detects=("portfolio-not-current",),
    examples=(
        fails(
            "A service whose owner left last week",
            lambda dossier: put(
                put(_with_a_leaver(dossier), "plan/portfolio/services/*", owner="leaver"),
                f"registers/services/{dossier.plan.portfolio.services[0].service}",
                owner="leaver",
            ),
        ),
        passes("A service owned by an office that somebody holds", lambda dossier: dossier),
    ),
)
def service_owner_is_present(dossier: Dossier) -> Iterator[Finding]:
    """The owner of a service is still with the organisation.

    Why: a name that has left answers no telephone, and shows that the list was not read since.

    Fix: name the successor in section 6 and in the portfolio register.
    """
    people = dossier.people
    for line in dossier.plan.portfolio.services:
        service, owner = dossier.services.get(line.service), owner_of(line, dossier)
        if service is None or not owner or people.holders(owner) or not people.known(owner):
            continue
        where = at("plan/portfolio/services", line.service, "owner")
        left = people.departed(owner)
        if left is not None and left.left is not None:
            says = _(
                "{person}, who owns service {id} “{name}”, left on {day}.",
                person=left.name, id=service.id, name=service.name, day=left.left,
            )  # fmt: skip
        else:
            says = _(
                "{post}, which owns service {id} “{name}”, is held by nobody.",
                post=people.name(owner), id=service.id, name=service.name,
            )  # fmt: skip
        yield Finding(where, says, quote=owner)


def _with_a_leaver(dossier: Dossier) -> Dossier:
    leaver = Person(id="leaver", name="Bayu Leaver", left=dossier.today - timedelta(days=7))
    return add(dossier, "organisation/people", leaver)
