"""Whether section 1 refers to the current scope statement."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import label


@rule(
    "CON-09",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R40", "R43"),
    detects=("scope-incomplete",),
    examples=(
        fails("Section 1 without a scope statement", lambda d: put(d, "plan/scope", statement_document=None)),
        fails(
            "A scope statement that the document register does not hold",
            lambda d: put(d, "plan/scope", statement_document="SC-404"),
        ),
        fails(
            "A scope statement that is still in review",
            lambda d: put(d, f"registers/documents/{d.plan.scope.statement_document}", status="in review"),
        ),
        passes("An approved scope statement", lambda d: d),
    ),
)
def scope_statement_is_referenced(dossier: Dossier) -> Iterator[Finding]:
    """Section 1 refers to the approved scope statement.

    Why: the scope is documented information of its own (4.3). The plan must lead to the text that top management
    approved and that the certificate will repeat.

    Fix: enter the scope statement in the document register, have it approved, and name its id in
    `statement_document`.
    """
    if "scope" not in dossier.stated:
        return
    cited = dossier.plan.scope.statement_document
    where = at("plan/scope/statement_document")
    document = dossier.documents.get(cited or "")
    if not cited:
        own = next((row for row in dossier.registers.documents if row.kind == "scope statement"), None)
        fix = _("Name {document} in `statement_document`.", document=label(own)) if own else None
        yield Finding(where, _("Section 1 does not refer to a scope statement."), fix=fix)
    elif document is None:
        says = _("Section 1 cites scope statement {id}, which the document register does not hold.", id=cited)
        yield Finding(where, says, quote=cited, also=(at("registers/documents"),))
    elif document.kind != "scope statement" and "a" not in document.kinds:
        says = _(
            "Section 1 cites {document} as its scope statement; the register holds it as “{kind}”.",
            document=label(document), kind=document.kind,
        )  # fmt: skip
        yield Finding(where, says, quote=cited, also=(at("registers/documents", cited, "kind"),))
    elif document.status != "approved":
        says = _(
            "Section 1 cites scope statement {document}, whose status is “{status}”.",
            document=label(document), status=document.status,
        )  # fmt: skip
        yield Finding(where, says, quote=cited, also=(at("registers/documents", cited, "status"),))
