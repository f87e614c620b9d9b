"""Whether the CMDB holds the classes of configuration items that the plan names."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._classes import names_of, planned_classes
from opensmp.rules.consistency._helpers import few, tidy


@rule(
    "CON-17",
    clause="8.2.6",
    severity=BLOCKS,
    requirements=("R44", "R46"),
    examples=(
        fails("The CMDB lacks a class that the plan names", lambda d: _without(d)),
        passes(
            "The CMDB holds the classes in another order",
            lambda d: edit(d, "registers/configuration/classes", lambda held: held[::-1]),
        ),
    ),
)
def cmdb_holds_the_planned_classes(dossier: Dossier) -> Iterator[Finding]:
    """The CMDB holds every class of configuration items that the plan names.

    Why: the plan says what is under configuration control. A class that the CMDB does not hold is controlled on paper
    only.

    Fix: bring the items into the CMDB, or take the class out of the plan until they are recorded.
    """
    planned = planned_classes(dossier)
    held = {name for row in dossier.registers.configuration.classes for name in names_of(row)}
    missing = [name for name in planned if tidy(name) not in held]
    if missing:
        source = dossier.registers.configuration.source
        if not held:
            says = _("The plan names {classes}, and there is no extract of the CMDB.", classes=few(missing))
        elif source:
            says = _(
                "The plan names {classes}, which the CMDB ({source}) does not hold.",
                classes=few(missing),
                source=source,
            )
        else:
            says = _("The plan names {classes}, which the CMDB does not hold.", classes=few(missing))
        yield Finding(
            where=at("plan/practices/practices/configuration/classes"),
            says=says,
            quote=missing[0],
            also=(at("registers/configuration/classes"),),
        )


def _without(dossier: Dossier) -> Dossier:
    """Take out of the CMDB the first class that the plan names."""
    planned = {tidy(name) for name in planned_classes(dossier)}
    lost = next(row for row in dossier.registers.configuration.classes if planned & names_of(row))
    return edit(dossier, "registers/configuration/classes", lambda held: tuple(row for row in held if row != lost))
