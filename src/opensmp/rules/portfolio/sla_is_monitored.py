"""Whether somebody monitors an agreement's targets."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.portfolio._helpers import current_slas


@rule(
    "POR-12",
    clause="8.3.3",
    severity=ADVICE,
    requirements=("R42",),
    examples=(
        fails(
            "An agreement that nobody monitors",
            lambda dossier: put(dossier, f"registers/slas/{next(current_slas(dossier)).id}", monitored_by=Prose()),
        ),
        passes("An agreement monitored by the ITSM tool", lambda dossier: dossier),
    ),
)
def sla_is_monitored(dossier: Dossier) -> Iterator[Finding]:
    """The targets of an agreement are monitored.

    Why: a target that nobody measures is kept only on paper.

    Fix: say with what and by whom the targets are measured, such as a report of the ticket tool each month.
    """
    for sla in current_slas(dossier):
        if sla.targets and not sla.monitored_by:
            says = _("{id} “{title}” does not say who or what monitors its targets.", id=sla.id, title=sla.title)
            yield Finding(at("registers/slas", sla.id, "monitored_by"), says, quote=str(sla.title))
