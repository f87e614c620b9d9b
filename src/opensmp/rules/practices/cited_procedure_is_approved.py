"""Whether the procedures that practices cite are approved and in use."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import with_procedure
from opensmp.rules.practices._helpers import cited, place, title


@rule(
    "PRA-05",
    clause="7.5.2",
    severity=BLOCKS,
    requirements=("R43", "R21"),
    examples=(
        fails("A practice cites a procedure that is still a draft", lambda d: with_procedure(d, status="draft")),
        fails("A practice cites a procedure that was withdrawn", lambda d: with_procedure(d, status="withdrawn")),
        passes("A practice cites an approved procedure", lambda d: with_procedure(d)),
    ),
)
def cited_procedure_is_approved(dossier: Dossier) -> Iterator[Finding]:
    """A procedure that the plan cites is approved and current.

    Why: a draft is nobody's rule yet and a withdrawn text nobody's rule any more; a plan that leans on either
    describes no practice.

    Fix: have the procedure approved, or cite the document that replaced it.
    """
    for practice, document in cited(dossier):
        name = title(dossier, practice.id)
        if document.status != "approved":
            yield Finding(
                where=place(practice, "procedures", document.id),
                says=_(
                    "{practice} cites {document} “{title}”, whose status is “{status}”",
                    practice=name,
                    document=document.id,
                    title=document.title,
                    status=document.status,
                ),
                also=(at("registers/documents", document.id, "status"),),
            )
        elif document.approved and document.approved > dossier.today:
            yield Finding(
                where=place(practice, "procedures", document.id),
                says=_(
                    "{practice} cites {document} “{title}”, which is to be approved only on {day}",
                    practice=name,
                    document=document.id,
                    title=document.title,
                    day=document.approved,
                ),
                also=(at("registers/documents", document.id, "approved"),),
            )
