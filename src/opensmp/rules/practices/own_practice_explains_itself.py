"""Whether a practice outside the catalogue of practices says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import words
from opensmp.plan.prose import Prose
from opensmp.rules.practices._examples import joined, renamed
from opensmp.rules.practices._helpers import place


@rule(
    "PRA-23",
    clause="8.1",
    severity=ADVICE,
    requirements=("R14",),
    examples=(
        fails(
            "A practice “toolsmithing” with an approach of four words",
            lambda d: _with_own(
                d,
                f"{d.organisation.name} builds tools for [[practice:incident]].",
                f"{d.organisation.name} membuat alat [[practice:incident]].",
            ),
        ),
        passes(
            "A practice of the organisation's own that says what it is for",
            lambda d: _with_own(
                d,
                f"{d.organisation.name} keeps its own tools: the owner decides each quarter which requests are built for"
                " [[practice:incident]] and reports their use to top management.",
                f"{d.organisation.name} memelihara alatnya sendiri: pemilik memutuskan setiap triwulan permintaan mana yang dibuat"
                " untuk [[practice:incident]] dan melaporkan penggunaannya kepada manajemen puncak.",
            ),
        ),
    ),
)
def own_practice_explains_itself(dossier: Dossier) -> Iterator[Finding]:
    """A practice of the organisation's own says what it is.

    Why: a name that no catalogue of practices knows tells the reader nothing; often it is a misspelt one, and the
    real practice is then missing.

    Fix: use the key of the catalogue where you mean that practice; otherwise say in two or three sentences what
    this one is for.
    """
    catalogue = dossier.standard.practices
    for practice in dossier.plan.practices.practices:
        if practice.id in catalogue or not practice.approach:
            continue
        near = [
            key
            for key in get_close_matches(practice.id.lower(), catalogue, n=1, cutoff=0.8)
            if key not in dossier.practices
        ]
        if near or max(words(text) for _language, text in practice.approach.each()) < _LEAST_WORDS:
            yield Finding(
                where=place(practice),
                says=_(
                    "The practice “{key}” is in no catalogue of practices, and its text does not say what it is for",
                    key=practice.id,
                ),
                fix=_("Did you mean “{key}” ({title})?", key=near[0], title=catalogue[near[0]].title) if near else None,
            )


_LEAST_WORDS = 12


def _with_own(dossier: Dossier, en: str, id: str) -> Dossier:
    """Give a further practice a key of the organisation's own and another approach; its words stand under governance."""
    catalogue = dossier.standard.practices
    further = next(row for row in dossier.plan.practices.practices if not catalogue[row.id].core)
    told = put(
        dossier,
        f"plan/practices/practices/{further.id}",
        approach=Prose.of({"en": en, "id": id}),
        governance=joined(further.governance, further.approach),
    )
    return renamed(told, further.id, "toolsmithing")
