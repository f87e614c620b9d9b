"""Whether a risk in the plan has a treatment and an owner."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.plan.scope import Risk
from opensmp.rules.scope._helpers import spoken


@rule(
    "SCO-22",
    clause="6.1",
    severity=ADVICE,
    requirements=("R21",),
    examples=(
        fails(
            "A risk that nobody treats",
            lambda dossier: put(_with_a_risk(dossier), "plan/scope/risks/*", treatment=Prose()),
        ),
        passes(
            "A risk with treatment and owner",
            lambda dossier: put(_with_a_risk(dossier), "plan/scope/risks/*", owner=dossier.plan.identity.owner),
        ),
    ),
)
def risk_has_treatment_and_owner(dossier: Dossier) -> Iterator[Finding]:
    """A risk has a treatment and an owner.

    Why: a risk that is written down and left alone is worse than one nobody saw.

    Fix: say what is done about it, or that it is accepted and by whom, and name who watches it.
    """
    for row in dossier.plan.scope.risks:
        missing = [word for word, held in ((_("treatment"), row.treatment), (_("owner"), row.owner)) if not held]
        if missing:
            says = _("Risk {id} “{text}” has no {missing}.", id=row.id, text=row.text, missing=tuple(missing))
            yield Finding(at("plan/scope/risks", row.id), says, quote=str(row.text))


def _with_a_risk(dossier: Dossier) -> Dossier:
    if dossier.plan.scope.risks:
        return dossier
    risk = Risk(
        id="RISK-1",
        text=spoken(dossier, en="One data centre holds all services", id="Satu pusat data menampung semua layanan"),
        treatment=spoken(dossier, en="A second site is being built", id="Lokasi kedua sedang dibangun"),
        owner=dossier.plan.identity.owner,
    )
    return add(dossier, "plan/scope/risks", risk)
