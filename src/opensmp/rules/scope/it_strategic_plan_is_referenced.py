"""Whether the plan refers to the IT strategic plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._regulation import OBLIGATIONS, anywhere, as_bank, reworded, supervised


@cache
def _plan() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:IT|information technology) strateg(?:ic plan|y)\b|\bstrategic IT plan\b|\bIT master plan\b|"
        r"\b(?:rencana )?strategis (?:TI|teknologi informasi)\b|\bRSTI\b|\brenstra (?:TI|teknologi informasi)\b",
        re.IGNORECASE,
    )


@rule(
    "OJK-07",
    clause="4.1",
    severity=ADVICE,
    profiles=("ojk",),
    requirements=("R21", "R28"),
    examples=(
        fails(
            "A commercial bank that never speaks of its IT strategic plan",
            lambda dossier: reworded(
                reworded(as_bank(dossier), "plan", _plan(), en="yearly programme", id="program tahunan"),
                "registers/documents",
                _plan(),
                en="yearly programme",
                id="program tahunan",
            ),
        ),
        passes("“The services follow the IT strategic plan.”", as_bank),
    ),
)
def it_strategic_plan_is_referenced(dossier: Dossier) -> Iterator[Finding]:
    """The IT strategic plan is referenced.

    Why: a commercial bank keeps an IT strategic plan that OJK receives. The objectives and resources of this plan
    have to follow from it.

    Fix: refer to it by its document in section 1 or 4, and say which of its programmes this plan carries.
    """
    if not supervised(dossier) or dossier.organisation.sector != "commercial bank" or anywhere(dossier, _plan()):
        return
    cited = {document for key in dossier.stated for document in dossier.plan.section(key).references}
    titles = (dossier.documents[document].title for document in cited if document in dossier.documents)
    if not any(_plan().search(text) for title in titles for _language, text in title.each()):
        yield Finding(OBLIGATIONS, _("The plan does not refer to the IT strategic plan (rencana strategis TI)."))
