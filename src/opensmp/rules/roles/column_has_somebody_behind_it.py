"""Whether there are people behind the committees and customers of the matrix."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.roles._examples import body, governing, with_role
from opensmp.rules.roles._helpers import of_kind, rows, vacant, where


@rule(
    "ROL-28",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R54"),
    examples=(
        fails(
            "A committee without members carries out an activity",
            lambda d: with_role(d, body(d, holders=()), governing(d), "R"),
        ),
        passes("The committee has members", lambda d: with_role(d, body(d), governing(d), "R")),
    ),
)
def column_has_somebody_behind_it(dossier: Dossier) -> Iterator[Finding]:
    """A committee or customer with work in the matrix has people.

    Why: a column without a single person is work given to nobody.

    Fix: name the members of the committee, or the person who speaks for the customer.
    """
    working = {role for row in rows(dossier) for role, cell in row.cells.items() if cell.letters & {"R", "A"}}
    for role in of_kind(dossier, "body", "customer"):
        if role.id in working and vacant(dossier, role):
            yield Finding(
                where=where(role, "holders"),
                says=_("“{role}” has work in the matrix and not a single member", role=role.title),
                quote=str(role.title),
            )
