"""The yearly review of the plan is on the agenda of the management review."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose


@rule(
    "REV-10",
    clause="9.3",
    severity=ADVICE,
    requirements=("R06",),
    examples=(
        fails("A management review whose topics leave out the plan", lambda d: _silent_on_the_plan(d)),
        passes("The management review renews the plan each year", lambda d: d),
    ),
)
def management_review_looks_at_the_plan(dossier: Dossier) -> Iterator[Finding]:
    """The plan's own review is on the agenda of the management review.

    Why: top management answers for the plan; where its review is not on the agenda, the plan's date is renewed by
    nobody.

    Fix: say in section 8 or 10 that the management review looks at the service management plan and decides on its
    renewal.
    """
    said = " ".join(
        words
        for prose in (
            dossier.plan.assurance.management_review.topics_text,
            dossier.plan.assurance.management_review.decides,
            dossier.plan.assurance.text,
            dossier.plan.review.mechanism,
            dossier.plan.review.text,
        )
        for _language, words in prose.each()
    ).lower()
    if said and not (any(word in said for word in _REVIEW) and any(word in said for word in _PLAN)):
        yield Finding(
            where=at("plan/assurance/management_review/topics_text"),
            says=_("Neither section 8 nor section 10 says that the management review looks at this plan."),
        )


_REVIEW = ("management review", "tinjauan manajemen")
_PLAN = ("this plan", "the plan", "service management plan", "rencana ini", "rencana manajemen layanan", "smp")


def _silent_on_the_plan(dossier: Dossier) -> Dossier:
    """Every mention of the management review in section 10 and of the plan in section 8 becomes another word."""

    def hushed(words: str) -> str:
        for word in _REVIEW:
            words = re.sub(word, "board", words, flags=re.IGNORECASE)
        return words

    for place in ("assurance/management_review", "assurance", "review"):
        dossier = edit(dossier, f"plan/{place}", lambda held: _each_prose(held, hushed))
    return dossier


def _each_prose(held: Any, change: Callable[[str], str]) -> Any:
    return replace(
        held, **{name: prose.mapped(change) for name, prose in vars(held).items() if isinstance(prose, Prose)}
    )
