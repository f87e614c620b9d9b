"""Whether the document register holds every kind of document that the standard names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "CON-24",
    clause="7.5.4",
    severity=BLOCKS,
    requirements=("R21", "R50", "R51"),
    examples=(
        fails("No document is marked as the service requirements (f)", lambda d: _without(d, "f")),
        passes("Every kind is answered by a document", lambda d: d),
    ),
)
def document_kinds_are_complete(dossier: Dossier) -> Iterator[Finding]:
    """The document register holds each of the twelve kinds of documents of 7.5.4.

    Why: the auditor opens a Stage 1 audit with this list. A kind that nothing answers is a missing document, or one
    that nobody can find.

    Fix: write the document, or mark with the letter in `kinds` the one that answers it.
    """
    if not dossier.registers.documents:
        return
    held = {
        letter.strip("() ").casefold()
        for document in dossier.registers.documents
        if document.status not in {"superseded", "withdrawn"}
        for letter in document.kinds
    }
    for letter, kind in dossier.standard.document_kinds.items():
        if letter in held or (kind.none_allowed and _none(dossier)):
            continue
        if letter == "a" and dossier.plan.scope.statement_document is None:
            continue
        says = _("No document of the register is the “{title}” of 7.5.4 {letter}).", title=kind.title, letter=letter)
        yield Finding(at("registers/documents"), says, quote=letter)


def _none(dossier: Dossier) -> bool:
    """Whether the plan says that there are no other parties, so that there are no agreements with them."""
    suppliers = dossier.plan.suppliers
    return suppliers.none_other and not suppliers.others


def _without(dossier: Dossier, letter: str) -> Dossier:
    return edit(
        dossier,
        "registers/documents",
        lambda rows: tuple(replace(row, kinds=tuple(each for each in row.kinds if each != letter)) for row in rows),
    )
