"""Whether section 6 refers to the service catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.plan.references import chips


@rule(
    "POR-15",
    clause="8.2.4",
    severity=ADVICE,
    requirements=("R15", "R59"),
    examples=(
        fails(
            "Section 6 without the catalogue", lambda dossier: put(dossier, "plan/portfolio", **_uncatalogued(dossier))
        ),
        passes("The catalogue's document id in `document` or `references`", lambda dossier: dossier),
    ),
)
def catalogue_is_referenced(dossier: Dossier) -> Iterator[Finding]:
    """Section 6 refers to the service catalogue.

    Why: the plan's list is a summary. What users may ask for, with hours and conditions, stands in the catalogue.

    Fix: name the catalogue's document id in `document` or in the section's `references`.
    """
    if "portfolio" in dossier.stated and not any(_is_catalogue(dossier, document) for document in _cited(dossier)):
        yield Finding(at("plan/portfolio/references"), _("Section 6 does not refer to a service catalogue."))


def _cited(dossier: Dossier) -> Iterator[str]:
    """Yield the documents that section 6 names: in its fields, and in its words."""
    portfolio = dossier.plan.portfolio
    yield portfolio.document or ""
    yield from portfolio.references
    for prose in (portfolio.text, *(each.text for each in portfolio.subsections)):
        for _language, text in prose.each():
            yield from (chip.id for chip in chips(text) if chip.kind == "document")


def _is_catalogue(dossier: Dossier, document: str) -> bool:
    held = dossier.documents.get(document)
    return held is not None and (held.kind == "catalogue" or "g" in held.kinds)


def _uncatalogued(dossier: Dossier) -> dict[str, Any]:
    """Return section 6's fields without any reference to a catalogue; in its words the document's title stays."""
    portfolio = dossier.plan.portfolio
    named = {document for document in _cited(dossier) if _is_catalogue(dossier, document)}

    def reworded(prose: Prose) -> Prose:
        for document in named:
            chip = f"[[document:{document}]]"
            prose = Prose(
                tuple(
                    (lang, text.replace(chip, dossier.documents[document].title.text(lang)))
                    for lang, text in prose.texts
                )
            )
        return prose

    return {
        "document": None if portfolio.document in named else portfolio.document,
        "references": tuple(document for document in portfolio.references if document not in named),
        "text": reworded(portfolio.text),
        "subsections": tuple(replace(each, text=reworded(each.text)) for each in portfolio.subsections),
    }
