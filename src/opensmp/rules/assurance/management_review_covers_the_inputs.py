"""Whether the topics of management review cover the twelve inputs."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _, n_
from opensmp.rules.assurance._helpers import bare


@rule(
    "ASR-12",
    clause="9.3",
    severity=BLOCKS,
    requirements=("R17", "R78"),
    detects=("review-topics-undefined",),
    examples=(
        fails(
            "Topics a to k: changes that can affect the system are left out",
            lambda d: put(
                d,
                "plan/assurance/management_review",
                topics=tuple(each for each in d.plan.assurance.management_review.topics if each != "l"),
            ),
        ),
        passes("topics: [a, b, c, d, e, f, g, h, i, j, k, l]", lambda d: d),
    ),
)
def management_review_covers_the_inputs(dossier: Dossier) -> Iterator[Finding]:
    """The management review covers all its inputs.

    Why: an input that is not on the agenda is not decided on, and the next audit finds the review incomplete.

    Fix: put every input of clause 9.3 on the agenda; where there is nothing to report, the minutes say so.
    """
    section = dossier.plan.assurance
    if bare(section):
        return
    planned = {each.strip(" )").lower() for each in section.management_review.topics}
    missing = tuple(row.title for letter, row in dossier.standard.review_inputs.items() if letter not in planned)
    if not missing:
        return
    where = at("plan/assurance/management_review/topics")
    if len(missing) == len(dossier.standard.review_inputs):
        yield Finding(where=where, says=_("The plan does not say what a management review considers"))
    else:
        yield Finding(
            where=where,
            says=n_(
                "The topics of the management review leave out: {inputs}",
                "The topics of the management review leave out {n} inputs: {inputs}",
                len(missing),
                inputs=missing,
            ),
        )
