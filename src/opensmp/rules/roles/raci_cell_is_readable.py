"""Whether every cell of the matrix can be read."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.raci import read_cell
from opensmp.rules.roles._examples import change_row, first
from opensmp.rules.roles._helpers import rows


def _crossed(dossier: Dossier) -> Dossier:
    duty = first(dossier, lambda row: any(_minor(written) for written in row.cells.values()))
    role = next(role for role, written in duty.cells.items() if _minor(written))
    return change_row(dossier, duty, cells={**duty.cells, role: "X"})


def _minor(written: str) -> bool:
    return bool(read_cell(written).letters) and read_cell(written).letters <= {"C", "I"}


def _dash(dossier: Dossier) -> Dossier:
    duty = first(dossier, lambda row: any(_minor(written) for written in row.cells.values()))
    role = next(role for role, written in duty.cells.items() if _minor(written))
    return change_row(dossier, duty, cells={**duty.cells, role: "–"})


@rule(
    "ROL-20",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12",),
    examples=(
        fails("A cross in a cell", _crossed),
        passes("A dash: the role has no part in it", _dash),
    ),
)
def raci_cell_is_readable(dossier: Dossier) -> Iterator[Finding]:
    """A cell of the matrix says R, A, C or I.

    Why: a cross or a question mark shows that the role has something to do with it, not what.

    Fix: write R (carries out), A (answers for), C (is asked before) or I (is told), or leave the cell empty.
    """
    for row in rows(dossier):
        for role, cell in row.cells.items():
            if not cell.readable:
                yield Finding(
                    where=row.where / "cells" / role,
                    says=_(
                        "The cell of {role} in “{activity}” cannot be read: “{written}”",
                        role=dossier.people.name(role),
                        activity=row.duty.activity,
                        written=row.duty.cells[role],
                    ),
                    quote=row.duty.cells[role],
                )
