"""Whether an agreement that the plan cites has run out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.portfolio._helpers import cited_slas, ended


@rule(
    "POR-05",
    clause="8.3.3",
    severity=BLOCKS,
    requirements=("R42", "R46", "R75"),
    detects=("portfolio-not-current",),
    examples=(
        fails(
            "An agreement that ended yesterday",
            lambda dossier: put(
                dossier, f"registers/slas/{next(cited_slas(dossier)).id}", end=dossier.today - timedelta(days=1)
            ),
        ),
        passes(
            "An agreement without an end",
            lambda dossier: put(dossier, f"registers/slas/{next(cited_slas(dossier)).id}", end=None),
        ),
    ),
)
def sla_has_not_expired(dossier: Dossier) -> Iterator[Finding]:
    """An agreement that the plan cites has not ended.

    Why: what has run out binds nobody, so the service is delivered without an agreement.

    Fix: renew it with the customer, or cite the agreement that replaced it.
    """
    for sla in cited_slas(dossier):
        if sla.end is not None and ended(sla, dossier):
            says = _(
                "{id} “{title}” ended on {end}, and the plan still cites it.", id=sla.id, title=sla.title, end=sla.end
            )
            yield Finding(at("registers/slas", sla.id, "end"), says, quote=str(sla.end))
