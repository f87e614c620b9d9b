"""Whether each practice names the controlled documents that hold its steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Finding, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import change_first, first, with_procedure
from opensmp.rules.practices._helpers import place, title


@rule(
    "PRA-03",
    clause="7.5.4",
    severity=BLOCKS,
    requirements=("R14", "R43", "R74"),
    detects=("procedure-not-referenced",),
    examples=(
        fails(
            "A practice whose list of procedures is empty",
            lambda d: edit(
                change_first(d, procedures=()),
                "registers/documents",
                lambda rows: tuple(replace(row, practice=None) if row.practice == first(d).id else row for row in rows),
            ),
        ),
        passes("A practice that cites two procedures", lambda d: with_procedure(d)),
    ),
)
def practice_cites_a_procedure(dossier: Dossier) -> Iterator[Finding]:
    """A practice names its procedures.

    Why: the plan says what is governed, the procedure how it is done. Without the reference nobody can follow the
    one to the other, and the auditor cannot tell which document is in use.

    Fix: put the number of the approved procedure under the practice's procedures; a mention in the text alone is
    not traced.
    """
    for practice in dossier.plan.practices.practices:
        if practice.procedures:
            continue
        name = title(dossier, practice.id)
        known = tuple(row.id for row in dossier.registers.documents if row.practice == practice.id)
        fix = (
            _("The document register holds {documents} for it: cite it under procedures.", documents=known)
            if known
            else None
        )
        yield Finding(
            where=place(practice, "procedures"), says=_("{practice} names no procedure", practice=name), fix=fix
        )
