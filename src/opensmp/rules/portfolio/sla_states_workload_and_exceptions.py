"""Whether an agreement states workload limits and exceptions."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.portfolio._helpers import current_slas


@rule(
    "POR-11",
    clause="8.3.3",
    severity=ADVICE,
    requirements=("R42",),
    examples=(
        fails(
            "An agreement without workload limits",
            lambda dossier: put(dossier, f"registers/slas/{next(current_slas(dossier)).id}", workload=Prose()),
        ),
        passes("An agreement with both", lambda dossier: dossier),
    ),
)
def sla_states_workload_and_exceptions(dossier: Dossier) -> Iterator[Finding]:
    """An agreement states its workload limits and its exceptions.

    Why: a target holds up to a certain load and not in every case. Where this is left open, every breach becomes
    an argument.

    Fix: write up to which number of users, transactions or requests the targets hold, and when they do not.
    """
    for sla in current_slas(dossier):
        missing = [
            word for word, held in ((_("workload limits"), sla.workload), (_("exceptions"), sla.exceptions)) if not held
        ]
        if missing:
            says = _("{id} “{title}” states no {missing}.", id=sla.id, title=sla.title, missing=tuple(missing))
            yield Finding(at("registers/slas", sla.id), says, quote=str(sla.title))
