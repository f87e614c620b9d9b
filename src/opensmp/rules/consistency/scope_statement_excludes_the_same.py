"""Whether the scope statement and the plan exclude the same."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, drop, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.scope import Exclusion
from opensmp.rules.consistency._helpers import few, label, scope_statement, tidy


@rule(
    "CON-08",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R40", "R46"),
    detects=("scope-incomplete",),
    examples=(
        fails("An exclusion that only the scope statement names", lambda d: drop(d, "plan/scope/exclusions/*")),
        fails("An exclusion that only the plan names", lambda d: edit(d, _place(d), lambda held: held[1:])),
        passes("The same exclusions in both, in another order", lambda d: edit(d, _place(d), lambda held: held[::-1])),
    ),
)
def scope_statement_excludes_the_same(dossier: Dossier) -> Iterator[Finding]:
    """The scope statement excludes the same as the plan.

    Why: an exclusion that one of the two documents keeps silent about looks like something hidden from the reader of
    the certificate.

    Fix: decide what is excluded and correct the document that is wrong, by its own change control.
    """
    document = scope_statement(dossier)
    if document is None or document.extract is None or "scope" not in dossier.stated:
        return
    extract, exclusions = document.extract, dossier.plan.scope.exclusions
    if not (extract.excluded or extract.services or extract.customers or extract.units):
        return
    place = at("registers/documents", document.id, "extract/excluded")
    stated = {tidy(name) for name in extract.excluded}
    known = {name for exclusion in exclusions for name in _names(exclusion)}
    beyond = [name for name in extract.excluded if tidy(name) not in known]
    missing = [exclusion for exclusion in exclusions if not stated.intersection(_names(exclusion))]
    if beyond:
        says = _(
            "Scope statement {document} excludes {names}, which section 1 does not.",
            document=label(document), names=few(f"“{name}”" for name in beyond),
        )  # fmt: skip
        yield Finding(place, says, quote=beyond[0], also=(at("plan/scope/exclusions"),))
    for exclusion in missing:
        says = _(
            "Section 1 excludes {id} “{subject}”, which scope statement {document} does not.",
            id=exclusion.id, subject=exclusion.subject, document=label(document),
        )  # fmt: skip
        yield Finding(at("plan/scope/exclusions", exclusion.id), says, quote=str(exclusion.subject), also=(place,))


def _names(exclusion: Exclusion) -> set[str]:
    return {tidy(exclusion.id), *(tidy(text) for _language, text in exclusion.subject.each())}


def _place(dossier: Dossier) -> str:
    return f"registers/documents/{dossier.plan.scope.statement_document}/extract/excluded"
