"""Whether the owner of a supplier is still there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.organisation import Person
from opensmp.rules.suppliers._helpers import known_lines


@rule(
    "SUP-20",
    clause="8.3.4.1",
    severity=ADVICE,
    requirements=("R16", "R54"),
    detects=("supplier-relationship-unplanned",),
    examples=(
        fails(
            "A supplier whose owner left last week",
            lambda dossier: put(
                put(_with_a_leaver(dossier), "plan/suppliers/suppliers/*", owner="leaver"),
                f"registers/suppliers/{dossier.plan.suppliers.suppliers[0].supplier}",
                owner="leaver",
            ),
        ),
        passes("A supplier owned by an office that somebody holds", lambda dossier: dossier),
    ),
)
def supplier_owner_is_present(dossier: Dossier) -> Iterator[Finding]:
    """The owner of a supplier is still with the organisation.

    Why: the supplier has a contact who is not there, and nobody has noticed.

    Fix: name the successor, and tell the supplier.
    """
    people = dossier.people
    for line, supplier in known_lines(dossier):
        owner = line.owner or supplier.owner
        if not owner or people.holders(owner) or not people.known(owner):
            continue
        left = people.departed(owner)
        if left is not None and left.left is not None:
            says = _(
                "{person}, who owns supplier {id} “{name}”, left on {day}.",
                person=left.name, id=supplier.id, name=supplier.name, day=left.left,
            )  # fmt: skip
        else:
            says = _(
                "{post}, which owns supplier {id} “{name}”, is held by nobody.",
                post=people.name(owner), id=supplier.id, name=supplier.name,
            )  # fmt: skip
        yield Finding(at("plan/suppliers/suppliers", supplier.id, "owner"), says, quote=owner)


def _with_a_leaver(dossier: Dossier) -> Dossier:
    leaver = Person(id="leaver", name="Bayu Leaver", left=dossier.today - timedelta(days=7))
    return add(dossier, "organisation/people", leaver)
