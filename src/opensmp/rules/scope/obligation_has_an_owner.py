"""Whether somebody answers for an obligation."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "SCO-23",
    clause="6.3",
    severity=ADVICE,
    requirements=("R21",),
    examples=(
        fails("An obligation nobody owns", lambda dossier: put(dossier, "plan/scope/obligations/*", owner=None)),
        passes("An obligation with its owner", lambda dossier: dossier),
    ),
)
def obligation_has_an_owner(dossier: Dossier) -> Iterator[Finding]:
    """An obligation has an owner.

    Why: somebody has to notice when the instrument changes, and to show that it is kept.

    Fix: name the person, office or role that watches the instrument and answers for it.
    """
    for row in dossier.plan.scope.obligations:
        if row.owner is None:
            says = _("Obligation {id} “{instrument}” has no owner.", id=row.id, instrument=row.instrument)
            yield Finding(at("plan/scope/obligations", row.id, "owner"), says, quote=row.instrument)
