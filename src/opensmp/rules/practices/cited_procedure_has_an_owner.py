"""Whether somebody still owns each procedure that the plan cites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.organisation import Person
from opensmp.rules.practices._examples import with_procedure
from opensmp.rules.practices._helpers import cited


@rule(
    "PRA-08",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R43",),
    examples=(
        fails(
            "A cited procedure whose owner has left the organisation",
            lambda d: with_procedure(
                add(
                    d,
                    "organisation/people",
                    Person(id="gone-example", name="Bagus Hartono", left=d.today - timedelta(days=40)),
                ),
                owner="gone-example",
            ),
        ),
        passes("A cited procedure owned by an office that somebody holds", lambda d: with_procedure(d)),
    ),
)
def cited_procedure_has_an_owner(dossier: Dossier) -> Iterator[Finding]:
    """Somebody owns each procedure that the plan cites.

    Why: when the owner has gone, nobody answers for the steps, and the next review will not happen.

    Fix: name the person, role or office that keeps the procedure now.
    """
    for document in {row.id: row for _practice, row in cited(dossier)}.values():
        if document.owner and not dossier.people.holders(document.owner):
            yield Finding(
                where=at("registers/documents", document.id, "owner"),
                says=_(
                    "{document} “{title}” is owned by {owner}, and nobody stands behind that name today",
                    document=document.id,
                    title=document.title,
                    owner=dossier.people.name(document.owner),
                ),
            )
