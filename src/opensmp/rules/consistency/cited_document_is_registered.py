"""Whether the document register holds the documents that the plan cites."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _, n_
from opensmp.rules.consistency._cited import cited


@rule(
    "CON-22",
    clause="7.5.3",
    severity=BLOCKS,
    requirements=("R21", "R26", "R43", "R46"),
    examples=(
        fails(
            "Section 8 refers to DOC-404, which the document register does not hold",
            lambda d: edit(d, "plan/assurance/references", lambda held: (*held, "DOC-404")),
        ),
        passes("Section 8 refers to a document of the register", lambda d: d),
    ),
)
def cited_document_is_registered(dossier: Dossier) -> Iterator[Finding]:
    """Every document that the plan cites is in the document register.

    Why: a reference that leads nowhere is no reference: an element of clause 6.3 that is only referenced must be
    found where the plan says.

    Fix: enter the document in the register, or correct its number.
    """
    if not dossier.documents:
        count = len({key for _where, key, _who in cited(dossier)})
        if count:
            empty = n_(
                "The plan cites {n} document, and the document register is empty.",
                "The plan cites {n} documents, and the document register is empty.",
                count,
            )
            yield Finding(at("registers/documents"), empty)
        return
    for where, key, who in cited(dossier):
        if key not in dossier.documents:
            says = _("{who} cites document {id}, which the document register does not hold.", who=who, id=key)
            yield Finding(where, says, quote=key, also=(at("registers/documents"),))
