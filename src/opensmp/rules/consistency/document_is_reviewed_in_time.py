"""Whether the review of a document is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import cited_as_procedure, label, specimen


@rule(
    "CON-26",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R43", "R46", "R58"),
    examples=(
        fails(
            "A document whose review was due yesterday",
            lambda d: add(d, "registers/documents", specimen(d, "DOC-404", next_review=d.today - timedelta(days=1))),
        ),
        passes(
            "A document whose review is due today",
            lambda d: add(d, "registers/documents", specimen(d, "DOC-404", next_review=d.today)),
        ),
    ),
)
def document_is_reviewed_in_time(dossier: Dossier) -> Iterator[Finding]:
    """The review of a document is not overdue.

    Why: an outdated document on file is among the first things an auditor finds, because the register itself says so.

    Fix: review the document, record the outcome also when nothing changed, and set its next review.
    """
    procedures = cited_as_procedure(dossier)
    for document in dossier.registers.documents:
        due = document.next_review
        if due is None or due >= dossier.today or document.id in procedures:
            continue
        if document.status in {"approved", "in review"}:
            says = _("The review of {document} was due on {day}.", document=label(document), day=due)
            yield Finding(at("registers/documents", document.id, "next_review"), says, quote=str(due))
