"""Whether a practice cites its own procedure, and not that of another practice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, add, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._helpers import cited, place, title


@rule(
    "PRA-40",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R14", "R43", "R74"),
    examples=(
        fails("A practice that cites the procedure of another practice as well", lambda d: _foreign(d)),
        passes("A practice that cites its own procedure", lambda d: d),
    ),
)
def procedure_belongs_to_the_practice(dossier: Dossier) -> Iterator[Finding]:
    """A practice cites the procedure that was written for it.

    Why: a reader who follows the reference finds the steps of another practice, and the auditor concludes that nobody
    works with the plan.

    Fix: cite the practice's own procedure; where two share one, say so in the document register.
    """
    for practice, document in cited(dossier):
        if document.kind == "procedure" and document.practice and document.practice != practice.id:
            yield Finding(
                where=place(practice, "procedures", document.id),
                says=_(
                    "{practice} cites {id} “{document}”, the procedure of {other}",
                    practice=title(dossier, practice.id), id=document.id, document=document.title,
                    other=title(dossier, document.practice),
                ),
                also=(at("registers/documents", document.id, "practice"),),
            )  # fmt: skip


def _foreign(dossier: Dossier) -> Dossier:
    """Let the first practice cite one more document, which is the procedure of another practice."""
    first = dossier.plan.practices.practices[0]
    other = next(document for practice, document in cited(dossier) if document.practice == practice.id != first.id)
    known = add(dossier, "registers/documents", replace(other, id="SM-EX-1", kind="procedure", extract=None))
    return edit(known, f"plan/practices/practices/{first.id}/procedures", lambda held: (*held, "SM-EX-1"))
