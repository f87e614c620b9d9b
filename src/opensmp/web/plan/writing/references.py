"""What the references inside a text are called, sent with the page so that the field can show them as chips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.templatetags.static import static

from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.plan import SECTIONS
from opensmp.web.desk import Desk
from opensmp.web.names import KINDS
from opensmp.web.plan.margin import naming_for
from opensmp.web.plan.naming import Naming
from opensmp.web.plan.writing.overview import Chips

MOST = 2_000
"""Names of a kind that are sent; a longer register is named by its first rows."""


def references_of(desk: Desk, chips: Chips) -> Mapping[str, Any]:
    """Return what ``prose.js`` reads: names by language and reference, the references on offer, and where the icons are."""
    return {
        "names": {language: dict(_names(desk, desk.dossier, language)) for language in desk.dossier.languages},
        "lists": {"commitment": chips.promises, "document": chips.documents},
        "icons": static("opensmp/icons.svg"),
    }


def _names(desk: Desk, dossier: Dossier, language: str) -> Iterator[tuple[str, str]]:
    """Yield ``kind:id`` and its words. ``clause:`` stands for every clause, with … for its number."""
    naming = naming_for(desk, dossier, language)
    for kind in KINDS:
        for identity in list(naming.names.table(kind))[:MOST]:
            yield f"{kind}:{identity}", _words(naming, kind, identity)
    for number, key in enumerate(SECTIONS, 1):
        yield f"section:{key}", naming.section(key)
        yield f"section:{number}", naming.section(key)
    for kind, rows in _unnamed(dossier).items():
        for row in rows[:MOST]:
            yield f"{kind}:{row.id}", naming.words(kind, row.id)
    yield "clause:", _("clause {number}", number="…").text(language)


def _words(naming: Naming, kind: str, identity: str) -> str:
    """Return the words of a chip: as a reader sees it, and for a document its title beside its number."""
    if kind != "document":
        return naming.words(kind, identity)
    title = naming.names.of(kind, identity)
    return f"{identity} {title}" if title != identity else identity


def _unnamed(dossier: Dossier) -> Mapping[str, tuple[Any, ...]]:
    """Return the rows of the plan that bear a number and no name."""
    scope = dossier.plan.scope
    return {
        "limitation": scope.limitations, "obligation": scope.obligations, "risk": scope.risks,
        "technology": dossier.plan.resources.technology,
    }  # fmt: skip
