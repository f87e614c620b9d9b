"""Whether a consulted or informed role in truth approves."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.raci import read_cell
from opensmp.rules.roles._examples import change_row, first
from opensmp.rules.roles._helpers import rows


def _consulted(dossier: Dossier, note: str) -> Dossier:
    duty = first(dossier, lambda row: any(read_cell(written).letters == {"C"} for written in row.cells.values()))
    role = next(role for role, written in duty.cells.items() if read_cell(written).letters == {"C"})
    return change_row(dossier, duty, cells={**duty.cells, role: note})


@rule(
    "ROL-30",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R54"),
    examples=(
        fails("“C (approves)”", lambda d: _consulted(d, "C (approves)")),
        passes("“C (in writing)”", lambda d: _consulted(d, "C (in writing)")),
    ),
)
def approval_is_not_hidden(dossier: Dossier) -> Iterator[Finding]:
    """A role that approves is not merely consulted or informed.

    Why: consulted means that a role is heard, not that it decides; an approval hidden in a C has nobody who answers for it.

    Fix: if the role decides, give it the A or an R for the approval as a row of its own; otherwise take the word out.
    """
    for row in rows(dossier):
        for role, cell in row.cells.items():
            if cell.readable and cell.approves and not cell.letters & {"A", "R"}:
                yield Finding(
                    where=row.where / "cells" / role,
                    says=_(
                        "{role} approves “{activity}” but is written as “{written}”",
                        role=dossier.people.name(role),
                        activity=row.duty.activity,
                        written=row.duty.cells[role],
                    ),
                    quote=row.duty.cells[role],
                )
