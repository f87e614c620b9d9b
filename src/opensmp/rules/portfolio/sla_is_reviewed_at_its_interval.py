"""Whether an agreement has an interval of review and keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.cadence import next_due
from opensmp.rules.portfolio._helpers import current_slas


@rule(
    "POR-18",
    clause="8.3.3",
    severity=ADVICE,
    requirements=("R42", "R61"),
    detects=("portfolio-not-current",),
    examples=(
        fails(
            "An agreement reviewed each year, last reviewed more than two years ago",
            lambda dossier: put(
                dossier,
                f"registers/slas/{next(current_slas(dossier)).id}",
                review="yearly",
                start=dossier.today - timedelta(days=1000),
                reviewed=dossier.today - timedelta(days=800),
            ),
        ),
        passes(
            "An agreement reviewed each year, last reviewed a month ago",
            lambda dossier: put(
                dossier,
                f"registers/slas/{next(current_slas(dossier)).id}",
                review="yearly",
                reviewed=dossier.today - timedelta(days=30),
            ),
        ),
    ),
)
def sla_is_reviewed_at_its_interval(dossier: Dossier) -> Iterator[Finding]:
    """An agreement is reviewed at its interval.

    Why: what the customer needs changes, and an agreement nobody has looked at since it was signed no longer says
    it.

    Fix: hold the review with the customer, record the day, and set an interval that you can keep.
    """
    for sla in current_slas(dossier):
        last = sla.reviewed or sla.start
        where = at("registers/slas", sla.id)
        if sla.review is None:
            says = _("{id} “{title}” has no interval of review.", id=sla.id, title=sla.title)
            yield Finding(where / "review", says, quote=str(sla.title))
        elif last is not None and next_due(last, sla.review) < dossier.today:
            due = next_due(last, sla.review)
            says = _("The review of {id} “{title}” was due on {due}.", id=sla.id, title=sla.title, due=due)
            yield Finding(where / "reviewed", says, quote=str(last))
