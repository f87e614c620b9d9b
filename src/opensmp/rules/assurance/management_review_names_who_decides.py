"""Whether the plan says who decides in a management review, and on what."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import moved
from opensmp.rules.assurance._helpers import bare, who


@rule(
    "ASR-13",
    clause="9.3",
    severity=BLOCKS,
    requirements=("R17", "R78"),
    detects=("review-authority-unclear",),
    examples=(
        fails(
            "A management review that names nobody who decides",
            lambda d: put(d, "plan/assurance/management_review", authority=None),
        ),
        fails(
            "A management review that does not say what is decided",
            lambda d: moved(d, "plan/assurance/management_review", "decides", "topics_text"),
        ),
        passes("“The CIO decides improvements, changes and resources.”", lambda d: d),
    ),
)
def management_review_names_who_decides(dossier: Dossier) -> Iterator[Finding]:
    """The plan says who decides in a management review, and on what.

    Why: the outputs of the review are decisions. Where nobody has the authority, it is a meeting that takes note.

    Fix: name the one who decides, and what the decisions may change: improvements, the system, the services,
    resources.
    """
    section = dossier.plan.assurance
    if bare(section):
        return
    planned = section.management_review
    if planned.authority is None:
        yield Finding(
            where=at("plan/assurance/management_review/authority"),
            says=_("The plan does not say who decides in a management review"),
        )
    elif not planned.decides:
        yield Finding(
            where=at("plan/assurance/management_review/decides"),
            says=_(
                "The plan names {who} for the management review and does not say on what the review decides",
                who=who(dossier, planned.authority),
            ),
        )
