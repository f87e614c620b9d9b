"""Whether an agreement that the plan cites is approved and has begun."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.portfolio._helpers import cited_slas, ended


@rule(
    "POR-06",
    clause="8.3.3",
    severity=BLOCKS,
    requirements=("R42", "R46", "R75"),
    detects=("portfolio-not-current",),
    examples=(
        fails(
            "An agreement that is still a draft",
            lambda dossier: put(dossier, f"registers/slas/{next(cited_slas(dossier)).id}", status="draft"),
        ),
        passes("An approved agreement", lambda dossier: dossier),
    ),
)
def sla_is_approved(dossier: Dossier) -> Iterator[Finding]:
    """An agreement that the plan cites is approved and has begun.

    Why: a draft is an intention and a withdrawn agreement is history; neither is agreed with the customer.

    Fix: have it approved by both sides, or cite the agreement that is in force.
    """
    period = dossier.plan.identity.period
    latest = max(dossier.today, period.start) if period else dossier.today
    for sla in cited_slas(dossier):
        if ended(sla, dossier):
            continue
        where = at("registers/slas", sla.id)
        if sla.status == "draft":
            says = _("{id} “{title}” is cited by the plan and still a draft.", id=sla.id, title=sla.title)
            yield Finding(where / "status", says, quote=sla.status)
        elif sla.status == "withdrawn":
            says = _("{id} “{title}” is cited by the plan and has been withdrawn.", id=sla.id, title=sla.title)
            yield Finding(where / "status", says, quote=sla.status)
        elif sla.start is not None and sla.start > latest:
            says = _(
                "{id} “{title}” is cited by the plan and begins only on {start}.",
                id=sla.id,
                title=sla.title,
                start=sla.start,
            )
            yield Finding(where / "start", says, quote=str(sla.start))
