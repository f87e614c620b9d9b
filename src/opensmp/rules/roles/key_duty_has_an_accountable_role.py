"""Whether each key duty has an accountable role."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.roles._examples import change_row, first, without
from opensmp.rules.roles._helpers import rows


@rule(
    "ROL-03",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R12", "R54", "R72"),
    detects=("responsibility-unclear",),
    items=("d",),
    examples=(
        fails(
            "A key duty with R, C and I, and no A",
            lambda d: change_row(d, (row := first(d, lambda duty: True)), key=True, cells=without(row.cells, "A")),
        ),
        passes("A key duty with one A", lambda d: d),
    ),
)
def key_duty_has_an_accountable_role(dossier: Dossier) -> Iterator[Finding]:
    """A key duty has an accountable role.

    Why: somebody has to answer for what the system stands on; a body that approves or a team that works does not.

    Fix: give the A to the role that answers for the result, even where others approve or carry out.
    """
    for row in rows(dossier):
        if row.duty.key and not row.accountable:
            yield Finding(
                where=row.where,
                says=_("Nobody is accountable for the key duty “{activity}”", activity=row.duty.activity),
                quote=str(row.duty.activity),
            )
