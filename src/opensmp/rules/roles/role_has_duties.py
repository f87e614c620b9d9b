"""Whether each role says what it does."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.roles._belongings import used
from opensmp.rules.roles._examples import change_role, first
from opensmp.rules.roles._helpers import rows, where


def _speechless(dossier: Dossier) -> Dossier:
    role = next(iter(first(dossier, lambda row: bool(row.cells)).cells))
    return change_role(dossier, dossier.people.roles[role], duties=Prose())


@rule(
    "ROL-25",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R54"),
    examples=(
        fails("A role with a column in the matrix and no duties", _speechless),
        passes("Every role says in a sentence what it does", lambda d: d),
    ),
)
def role_has_duties(dossier: Dossier) -> Iterator[Finding]:
    """A role states its duties.

    Why: a title is read differently by everybody who holds it; one or two sentences prevent that.

    Fix: say in one or two sentences what the role does in service management; the steps belong into procedures.
    """
    silent = [role for role in dossier.plan.roles.roles if not role.duties]
    if not silent:
        return
    in_matrix = {role for row in rows(dossier) for role, cell in row.cells.items() if cell.letters or not cell.readable}
    belongings = used(dossier)
    for role in silent:
        if role.kind != "customer" and (role.id in in_matrix or role.id in belongings):
            yield Finding(
                where=where(role, "duties"),
                says=_("The role “{role}” has no duties", role=role.title),
                quote=str(role.title),
            )
