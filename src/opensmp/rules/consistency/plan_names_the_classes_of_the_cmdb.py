"""Whether the plan names the classes of configuration items that the CMDB holds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.configuration import ItemClass
from opensmp.rules.consistency._classes import names_of, planned_classes
from opensmp.rules.consistency._helpers import few, spoken, tidy


@rule(
    "CON-38",
    clause="8.2.6",
    severity=ADVICE,
    requirements=("R44", "R46"),
    examples=(
        fails("The CMDB holds printers, which the plan does not name", lambda d: _with_printers(d)),
        passes("The CMDB holds what the plan names", lambda d: d),
    ),
)
def plan_names_the_classes_of_the_cmdb(dossier: Dossier) -> Iterator[Finding]:
    """The plan names every class of configuration items that the CMDB holds.

    Why: what is recorded but not planned has no stated owner or verification, and nobody can say whether it belongs
    under configuration control.

    Fix: name the class in the plan's configuration practice, or stop recording it.
    """
    planned = {tidy(name) for name in planned_classes(dossier)}
    extra = [row for row in dossier.registers.configuration.classes if not planned & names_of(row)] if planned else []
    if extra:
        says = _(
            "The CMDB holds {classes}, which the plan's configuration practice does not name.",
            classes=few(_("{id} “{name}”", id=row.id, name=row.name) for row in extra),
        )
        yield Finding(
            where=at("registers/configuration/classes", extra[0].id),
            says=says,
            quote=extra[0].id,
            also=(at("plan/practices/practices/configuration/classes"),),
        )


def _with_printers(dossier: Dossier) -> Dossier:
    row = ItemClass(
        id="printer-example",
        name=spoken(dossier, en="Printers of the archive", id="Pencetak di arsip"),
        count=12,
        owner=dossier.plan.identity.owner,
        verified=dossier.today,
        accuracy=Decimal(99),
    )
    return add(dossier, "registers/configuration/classes", row)
