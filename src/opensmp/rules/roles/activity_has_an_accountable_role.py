"""Whether each further row of the matrix has an accountable role."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.roles._examples import change_row, first, without
from opensmp.rules.roles._helpers import rows


@rule(
    "ROL-04",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R54"),
    examples=(
        fails(
            "A row with R, C and I, and no A",
            lambda d: change_row(d, (row := first(d, lambda duty: True)), key=False, cells=without(row.cells, "A")),
        ),
        passes("A row with one A", lambda d: d),
    ),
)
def activity_has_an_accountable_role(dossier: Dossier) -> Iterator[Finding]:
    """An activity has an accountable role.

    Why: several people may do the work; one has to answer for it.

    Fix: give the A to one role of the row.
    """
    for row in rows(dossier):
        if not row.duty.key and not row.accountable:
            yield Finding(
                where=row.where,
                says=_("Nobody is accountable for “{activity}”", activity=row.duty.activity),
                quote=str(row.duty.activity),
            )
