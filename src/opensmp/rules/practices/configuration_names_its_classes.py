"""Whether configuration management says which classes of items it keeps."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._helpers import place, speaks, title


@rule(
    "PRA-17",
    clause="8.2.6",
    severity=BLOCKS,
    requirements=("R44", "R14"),
    examples=(
        fails(
            "Configuration management without classes of items",
            lambda d: put(d, "plan/practices/practices/configuration", classes=()),
        ),
        passes("classes: server, database, application …", lambda d: d),
    ),
)
def configuration_names_its_classes(dossier: Dossier) -> Iterator[Finding]:
    """Configuration management names the classes of items it keeps.

    Why: whether the configuration database is complete can only be judged against what it was meant to hold.

    Fix: list the classes of configuration items under the practice, as the database names them.
    """
    practice = speaks(dossier, "configuration")
    if practice and not practice.classes:
        known = tuple(row.name for row in dossier.registers.configuration.classes)
        yield Finding(
            where=place(practice, "classes"),
            says=_(
                "{practice} does not say which classes of configuration items are kept",
                practice=title(dossier, practice.id),
            ),
            fix=_(
                "The extract of the configuration database holds {classes}: name those that the plan governs.",
                classes=known,
            )
            if known
            else None,
            also=(at("registers/configuration/classes"),) if known else (),
        )
