"""Whether each row of the matrix says who does the work."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.raci import roles_with
from opensmp.rules.roles._examples import change_row, first, without
from opensmp.rules.roles._helpers import rows


def _nobody_works(dossier: Dossier) -> Dossier:
    duty = first(dossier, lambda row: bool(roles_with(row, "A")))
    return change_row(dossier, duty, cells=without(duty.cells, "R"))


@rule(
    "ROL-05",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R54"),
    examples=(
        fails("A row with an A and no R", _nobody_works),
        passes("One role is both: R/A", lambda d: d),
    ),
)
def activity_is_carried_out_by_somebody(dossier: Dossier) -> Iterator[Finding]:
    """An activity has a role that carries it out.

    Why: a row in which somebody answers and nobody works describes a wish.

    Fix: give an R to the role that does the work; where it is the accountable one, write R/A.
    """
    for row in rows(dossier):
        if row.accountable and row.readable and not row.responsible:
            yield Finding(
                where=row.where,
                says=_("Nobody carries out “{activity}”: the row has no R", activity=row.duty.activity),
                quote=str(row.duty.activity),
            )
