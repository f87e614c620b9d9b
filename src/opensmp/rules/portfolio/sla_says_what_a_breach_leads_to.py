"""Whether an agreement says what happens when it is broken."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.portfolio._helpers import current_slas


@rule(
    "POR-19",
    clause="8.3.3",
    severity=ADVICE,
    requirements=("R42",),
    examples=(
        fails(
            "An agreement without a word about breaches",
            lambda dossier: put(dossier, f"registers/slas/{next(current_slas(dossier)).id}", breach=Prose()),
        ),
        passes("An agreement with its handling of breaches", lambda dossier: dossier),
    ),
)
def sla_says_what_a_breach_leads_to(dossier: Dossier) -> Iterator[Finding]:
    """An agreement says what a breach leads to.

    Why: every target is missed some day. What follows shows whether the agreement is lived.

    Fix: say who is told, within which time, and what is done so that it does not happen again.
    """
    for sla in current_slas(dossier):
        if not sla.breach:
            says = _("{id} “{title}” does not say how a breach is handled.", id=sla.id, title=sla.title)
            yield Finding(at("registers/slas", sla.id, "breach"), says, quote=str(sla.title))
