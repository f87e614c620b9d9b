"""Whether any initiative was ever begun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.registers.assurance import ImprovementItem


def _proposed(row: ImprovementItem) -> ImprovementItem:
    return replace(row, status="proposed", effective=None, benefit=Prose())


def _only_proposed(dossier: Dossier) -> Dossier:
    """Call an open initiative, and those that deviations rest on, proposed; reject all others."""
    begun = next(
        row.id for row in dossier.registers.improvements if row.status in ("proposed", "in progress", "approved")
    )
    kept = tuple(
        dict.fromkeys((begun, *(row.improvement for row in dossier.plan.review.deviations if row.improvement)))
    )
    return edit(
        edit(dossier, "plan/improvement", lambda held: replace(held, initiatives=kept)),
        "registers/improvements",
        lambda rows: tuple(_proposed(row) if row.id in kept else replace(row, status="rejected") for row in rows),
    )


@rule(
    "IMP-23",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18", "R59", "R79"),
    examples=(
        fails("Every initiative is only proposed", _only_proposed),
        passes("Some initiatives are in progress", lambda d: d),
    ),
)
def something_is_under_way(dossier: Dossier) -> Iterator[Finding]:
    """At least one initiative was begun.

    Why: a list of proposals is not an improvement programme; evidence of improvement is what was carried out.

    Fix: approve what is worth its cost, begin it, and reject the rest with the reason.
    """
    named = [dossier.improvements[key] for key in dossier.plan.improvement.initiatives if key in dossier.improvements]
    if named and all(row.status == "proposed" for row in named):
        yield Finding(
            where=at("plan/improvement/initiatives"),
            says=_("Nothing in the improvement programme was begun: every initiative is only proposed"),
        )
