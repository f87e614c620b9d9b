"""Whether each role has anything to do in the plan."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, add, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.roles._belongings import used
from opensmp.rules.roles._examples import body, governing, with_role
from opensmp.rules.roles._helpers import rows, where


@rule(
    "ROL-10",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12",),
    examples=(
        fails(
            "A committee without duties, without a column, which owns nothing",
            lambda d: add(d, "plan/roles/roles", body(d, duties=Prose())),
        ),
        passes("A committee that is consulted in one row", lambda d: with_role(d, body(d), governing(d), "C")),
    ),
)
def role_has_something_to_do(dossier: Dossier) -> Iterator[Finding]:
    """A role has a duty, a cell in the matrix, or something it owns.

    Why: a role that appears in the list and nowhere else was copied from a chart and is not part of this system.

    Fix: give the role its duties and its column, or leave it out.
    """
    silent = [role for role in dossier.plan.roles.roles if not role.duties]
    if not silent:
        return
    in_matrix = {role for row in rows(dossier) for role, cell in row.cells.items() if cell.letters or not cell.readable}
    belongings = used(dossier)
    for role in silent:
        if role.id not in in_matrix and role.id not in belongings:
            yield Finding(
                where=where(role),
                says=_("The role “{role}” has no duties, no cell in the matrix, and owns nothing", role=role.title),
                quote=str(role.title),
            )
