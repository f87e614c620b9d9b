"""Whether a row of the matrix makes more than one role accountable."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.raci import roles_with
from opensmp.rules.roles._examples import change_row, first, spare_role
from opensmp.rules.roles._helpers import rows


def _two(dossier: Dossier) -> Dossier:
    duty = first(dossier, lambda row: len(roles_with(row, "A")) == 1)
    second = spare_role(dossier, duty).id
    return change_row(dossier, duty, cells={**duty.cells, second: "R/A" if second in roles_with(duty, "R") else "A"})


@rule(
    "ROL-02",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R12", "R54", "R72"),
    detects=("responsibility-unclear",),
    examples=(
        fails("Two A in one row", _two),
        passes("One A, and as many R as do the work", lambda d: d),
    ),
)
def one_role_is_accountable(dossier: Dossier) -> Iterator[Finding]:
    """Not more than one role is accountable for an activity.

    Why: two accountable roles each wait for the other; accountability is what cannot be shared.

    Fix: keep one A. Make the other role responsible (R) where it does the work, or consulted (C) where it has a say.
    """
    for row in rows(dossier):
        if len(row.accountable) > 1:
            names = tuple(dossier.people.name(role) for role in row.accountable)
            yield Finding(
                where=row.where,
                says=_(
                    "“{activity}” makes several roles accountable: {names}. Keep one A",
                    activity=row.duty.activity,
                    names=names,
                ),
                quote=str(row.duty.activity),
            )
