"""Whether the scope statement names the same services as the plan."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import label, named, scope_statement


@rule(
    "CON-05",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R40", "R46"),
    detects=("scope-incomplete",),
    examples=(
        fails(
            "The scope statement leaves out a service of section 1",
            lambda d: edit(d, _place(d), lambda held: held[1:]),
        ),
        passes(
            "The scope statement names the same services in another order",
            lambda d: edit(d, _place(d), lambda held: held[::-1]),
        ),
    ),
)
def scope_statement_names_the_same_services(dossier: Dossier) -> Iterator[Finding]:
    """The scope statement names the same services as the plan.

    Why: the certificate copies the scope statement. Where it names other services than the plan, one of the two is
    wrong, and the auditor will ask which.

    Fix: decide what is in scope and correct the document that is wrong, by its own change control.
    """
    document, planned = scope_statement(dossier), dossier.plan.scope.services
    if document is None or document.extract is None or not document.extract.services or not planned:
        return
    stated, wanted, held = frozenset(document.extract.services), frozenset(planned), dossier.services
    place = at("registers/documents", document.id, "extract/services")
    beyond = [key for key in document.extract.services if key not in wanted and key in held]
    missing = [key for key in planned if key not in stated and key in held]
    if beyond:
        says = _(
            "Scope statement {document} names {services}, which section 1 does not.",
            document=label(document), services=named(held, beyond),
        )  # fmt: skip
        yield Finding(place, says, quote=beyond[0], also=(at("plan/scope/services"),))
    if missing:
        says = _(
            "Section 1 names {services}, which scope statement {document} does not.",
            document=label(document), services=named(held, missing),
        )  # fmt: skip
        yield Finding(at("plan/scope/services"), says, quote=missing[0], also=(place,))


def _place(dossier: Dossier) -> str:
    return f"registers/documents/{dossier.plan.scope.statement_document}/extract/services"
