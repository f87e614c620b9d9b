"""Whether each practice is stated as planned, designed or operating."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import change_first
from opensmp.rules.practices._helpers import place, title


@rule(
    "PRA-13",
    clause="8.1",
    severity=BLOCKS,
    requirements=("R14", "R61"),
    examples=(
        fails("A practice without a status", lambda d: change_first(d, status=None)),
        passes("status: operating", lambda d: change_first(d, status="operating")),
    ),
)
def practice_states_its_status(dossier: Dossier) -> Iterator[Finding]:
    """A practice says whether it is planned, designed or operating.

    Why: an auditor has to know what can be seen in operation and what is still intention; without a status
    everything is claimed.

    Fix: set the status to planned, designed or operating, with the day since when or from when.
    """
    for practice in dossier.plan.practices.practices:
        if practice.status is None:
            yield Finding(
                where=place(practice, "status"),
                says=_(
                    "{practice} does not say whether it is planned, designed or operating",
                    practice=title(dossier, practice.id),
                ),
            )
