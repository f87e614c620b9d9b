"""Whether the documents that the plan cites are approved and in use."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, add, at, both, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._cited import cited
from opensmp.rules.consistency._helpers import cited_as_procedure, label, specimen


@rule(
    "CON-23",
    clause="7.5.3",
    severity=BLOCKS,
    requirements=("R21", "R43", "R46"),
    examples=(
        fails("Section 8 refers to a document that is still a draft", lambda d: _referring(d, "draft")),
        fails("Section 8 refers to a document that was superseded", lambda d: _referring(d, "superseded")),
        passes("Section 8 refers to an approved document", lambda d: _referring(d, "approved")),
    ),
)
def cited_document_is_current(dossier: Dossier) -> Iterator[Finding]:
    """Every document that the plan cites is approved and current.

    Why: a plan that leans on a draft, or on a text that was replaced, describes something nobody has decided or
    nobody does any more.

    Fix: have the document approved, or cite the one that took its place.
    """
    told: set[str] = set(cited_as_procedure(dossier)) | {
        dossier.plan.scope.policy or "",
        dossier.plan.scope.statement_document or "",
    }
    for where, key, who in cited(dossier):
        document = dossier.documents.get(key)
        if document is not None and document.status != "approved" and key not in told:
            told.add(key)
            says = _(
                "{who} cites {document}, whose status is “{status}”.",
                who=who, document=label(document), status=document.status,
            )  # fmt: skip
            yield Finding(where, says, quote=key, also=(at("registers/documents", key, "status"),))


def _referring(dossier: Dossier, status: str) -> Dossier:
    row = specimen(dossier, "DOC-404", status=status)
    return both(
        lambda d: add(d, "registers/documents", row),
        lambda d: edit(d, "plan/assurance/references", lambda held: (*held, "DOC-404")),
    )(dossier)
