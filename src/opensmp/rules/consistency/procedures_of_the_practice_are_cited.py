"""Whether the plan cites the procedures that the document register holds for its practices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.documents import Document
from opensmp.rules.consistency._helpers import label, said_documents, specimen


@rule(
    "CON-31",
    clause="7.5.4",
    severity=ADVICE,
    requirements=("R14", "R43", "R46", "R74"),
    detects=("procedure-not-referenced",),
    examples=(
        fails("A procedure for incidents that the plan cites nowhere", lambda d: _with_procedure(d, "approved")),
        passes("A procedure that is still a draft need not be cited", lambda d: _with_procedure(d, "draft")),
    ),
)
def procedures_of_the_practice_are_cited(dossier: Dossier) -> Iterator[Finding]:
    """The plan cites every approved procedure of its practices.

    Why: the auditor sorts the document register by practice. A procedure that the plan does not know is either
    followed without being governed, or not followed at all.

    Fix: cite the procedure in the practice, or withdraw it.
    """
    cited = said_documents(dossier)
    for document in dossier.registers.documents:
        practice = dossier.practices.get(document.practice or "")
        if document.kind != "procedure" or document.status != "approved" or practice is None or document.id in cited:
            continue
        if not practice.procedures:
            continue
        known = dossier.standard.practices.get(practice.id)
        says = _(
            "The document register holds {document} for {practice}, and the plan does not cite it.",
            document=label(document), practice=known.title if known else practice.id,
        )  # fmt: skip
        where = at("plan/practices/practices", practice.id, "procedures")
        yield Finding(where, says, quote=document.id, also=(at("registers/documents", document.id),))


def _with_procedure(dossier: Dossier, status: str) -> Dossier:
    practice = next(row.id for row in dossier.plan.practices.practices if row.procedures)
    row: Document = replace(specimen(dossier, "DOC-404", status=status), kind="procedure", practice=practice)
    return add(dossier, "registers/documents", row)
