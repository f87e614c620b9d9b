"""Whether the plan says how the effectiveness of the system and the services is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.assurance._examples import joined
from opensmp.rules.assurance._helpers import bare


@cache
def _measuring() -> re.Pattern[str]:
    return re.compile(
        r"\bmeasur\w*|\bmetrics?\b|\bindicators?\b|\bKPIs?\b|\btargets?\b|\bobjectives?\b|\bfigures?\b|\bevaluat\w*|\b(?:di|meng|peng|ter)?ukur\w*|\bmetrik\b|\bindikator\b|\bsasaran\b|\bangka\b|\bevaluasi\b",
        re.I,
    )


@rule(
    "ASR-22",
    clause="9.1",
    severity=BLOCKS,
    requirements=("R21", "R51"),
    items=("h",),
    examples=(
        fails("A section 8 that never says how effectiveness is measured", lambda d: _without_evaluation(d)),
        passes("“Effectiveness is measured by the objectives of section 2 and the commitments.”", lambda d: d),
    ),
)
def effectiveness_is_evaluated(dossier: Dossier) -> Iterator[Finding]:
    """The plan says how effectiveness is measured, audited, reported and improved.

    Why: this is one of the eight things a plan includes. Audits and reviews are part of it; the measuring is
    often forgotten.

    Fix: say from which sources the objectives and commitments are measured, who compares them, how often, and
    what follows.
    """
    section = dossier.plan.assurance
    if bare(section):
        return
    where = at("plan/assurance/evaluation")
    if not section.evaluation:
        yield Finding(
            where=where,
            says=_("The plan does not say how the effectiveness of the system and the services is measured"),
        )
    elif not any(_measuring().search(words) for _language, words in section.evaluation.each()):
        yield Finding(
            where=where,
            says=_("The text on evaluation does not say how anything is measured: “{text}”", text=section.evaluation),
        )


def _without_evaluation(dossier: Dossier) -> Dossier:
    section = dossier.plan.assurance
    told = edit(
        dossier,
        "plan/assurance/programme",
        lambda held: replace(held, approach=joined(held.approach, section.evaluation)),
    )
    return put(told, "plan/assurance", evaluation=Prose())
