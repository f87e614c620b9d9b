"""Whether the CMDB is verified as often as the plan says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.cadence import next_due


@rule(
    "CON-18",
    clause="8.2.6",
    severity=ADVICE,
    requirements=("R44", "R61"),
    examples=(
        fails(
            "A class that was last verified four years ago",
            lambda d: put(d, "registers/configuration/classes/*", verified=d.today - timedelta(days=1500)),
        ),
        fails("A class that was never verified", lambda d: put(d, "registers/configuration/classes/*", verified=None)),
        passes("A class verified today", lambda d: put(d, "registers/configuration/classes/*", verified=d.today)),
    ),
)
def cmdb_is_verified_in_time(dossier: Dossier) -> Iterator[Finding]:
    """Each class of the CMDB is verified as often as the plan says.

    Why: the plan promises a cadence, and the CMDB's own dates show whether it is kept. Impact is judged from data
    that nobody has compared with reality.

    Fix: verify the class and record day and accuracy, or decide on a cadence that can be kept and amend the plan.
    """
    practice = dossier.practices.get("configuration")
    cadence = practice.verification if practice else None
    if cadence is None:
        return
    for row in dossier.registers.configuration.classes:
        where = at("registers/configuration/classes", row.id, "verified")
        also = (at("plan/practices/practices/configuration/verification"),)
        if row.verified is None:
            says = _(
                "The plan verifies the CMDB {cadence}; {id} “{name}” was never verified.",
                cadence=cadence,
                id=row.id,
                name=row.name,
            )
            yield Finding(where, says, quote=str(row.name), also=also)
        elif next_due(row.verified, cadence) < dossier.today:
            says = _(
                "The plan verifies the CMDB {cadence}; {id} “{name}” was last verified on {day}.",
                cadence=cadence, id=row.id, name=row.name, day=row.verified,
            )  # fmt: skip
            yield Finding(where, says, quote=str(row.name), also=also)
