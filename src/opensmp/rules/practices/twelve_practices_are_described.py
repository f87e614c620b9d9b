"""Which of the twelve practices the plan describes."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import renamed
from opensmp.rules.practices._helpers import bare


@rule(
    "PRA-01",
    clause="8.1",
    severity=BLOCKS,
    requirements=("R14", "R51", "R74"),
    examples=(
        fails(
            "Eleven of the twelve; capacity is not among them, and “resource-planning” is no key of the catalogue",
            lambda d: renamed(d, "capacity", "resource-planning"),
        ),
        passes(
            "A practice without activity in the period is still described",
            lambda d: put(
                d,
                "plan/practices/practices/capacity",
                activity={"en": "There was no activity in the period.", "id": "Tidak ada aktivitas dalam periode ini."},
            ),
        ),
    ),
)
def twelve_practices_are_described(dossier: Dossier) -> Iterator[Finding]:
    """Each of the twelve practices is described.

    Why: every requirement of clause 8 holds for what is in scope. A practice that the plan does not describe
    reads as one that nobody designed, and it stops the Stage 1 audit.

    Fix: add the practice to section 5 with its approach, governance, owner, status and procedures, also when it
    had no activity in the period.
    """
    section = dossier.plan.practices
    if bare(section):
        return
    missing = [row for row in dossier.standard.practices.values() if row.core and row.key not in dossier.practices]
    if not section.practices:
        yield Finding(where=at("plan/practices/practices"), says=_("The plan describes none of the twelve practices"))
        return
    for row in missing:
        yield Finding(
            where=at("plan/practices/practices", row.key),
            says=_(
                "{practice} (clause {clause}) is not among the practices of the plan",
                practice=row.title,
                clause=row.clause,
            ),
            fix=_(
                "Add the practice “{key}” to section 5: its approach, governance, owner, status and procedures.",
                key=row.key,
            ),
        )
