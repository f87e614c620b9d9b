"""Whether one section takes the room of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.guidance import guidance
from opensmp.i18n import _
from opensmp.plan.plan import SECTIONS
from opensmp.plan.prose import Prose
from opensmp.plan.section import Subsection
from opensmp.rules.form._helpers import section_opens
from opensmp.rules.form._length import is_too_long, pages

_TIMES = 2
"""How many times its share a section may take; the guidance is a guide, not a limit."""

_SMALLEST = 2.0
"""Two pages swell nothing, however short the plan is meant to be."""


@rule(
    "FRM-20",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R25", "R26"),
    examples=(
        fails("More than four pages on improvement, where the guidance is two", lambda d: _swollen(d)),
        passes("A section a little longer than its share", lambda d: d),
    ),
)
def section_keeps_its_share_of_the_pages(dossier: Dossier) -> Iterator[Finding]:
    """No section takes more than twice its share of the plan.

    Why: readers take length for importance; one swollen section hides the others, and usually holds procedures or
    lists that have a place of their own.

    Fix: move steps to the procedures and lists to the registers, and refer to them.
    """
    long = {key: extent for key, extent in dossier.extents.items() if extent.pages > _SMALLEST}
    if not long or is_too_long(dossier):
        return
    budgets = _budgets(dossier)
    for key, extent in long.items():
        if extent.pages > budgets[key] * _TIMES:
            yield Finding(
                where=at("plan", key),
                says=_(
                    "{section}, has about {pages} pages; the guidance for it is at most {most}.",
                    section=section_opens(dossier, key),
                    pages=pages(extent.pages),
                    most=pages(budgets[key]),
                ),
            )


def _budgets(dossier: Dossier) -> Mapping[str, float]:
    """Return the pages that the guidance gives each section, scaled to the length the organisation set for its plan."""
    budgets = dict.fromkeys(SECTIONS, 0.0)
    for row in guidance().sections.values():
        budgets[row.section] += row.pages.most
    scale = dossier.plan.identity.length.most_pages / sum(budgets.values())
    return {key: most * scale for key, most in budgets.items()}


def _swollen(dossier: Dossier) -> Dossier:
    """Return a copy whose section 9 is a little longer than twice its share, and whose plan is not too long."""
    most = max(_SMALLEST, _TIMES * _budgets(dossier)["improvement"]) * 1.05
    count = int(most * dossier.plan.identity.length.words_a_page) // 10
    lines = {
        "en": "\n\n".join(f"Board {n} weighs the proposal of room {n} and says so." for n in range(2, count)),
        "id": "\n\n".join(
            f"Dewan {n} menimbang usulan dari ruang {n} dan mengatakannya secara terbuka." for n in range(2, count)
        ),
    }
    title = {"en": "How proposals are weighed", "id": "Cara menimbang usulan"}
    annex = Subsection(id="annex", title=_spoken(dossier, title), text=_spoken(dossier, lines))
    return edit(dossier, "plan/improvement", lambda held: replace(held, subsections=(annex,)))


def _spoken(dossier: Dossier, words: Mapping[str, str]) -> Prose:
    return Prose.of({language: words[language] for language in dossier.languages})
