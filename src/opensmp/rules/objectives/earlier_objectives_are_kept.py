"""Whether the plan keeps the objectives of its earlier periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opensmp.checking import ADVICE, Finding, at, both, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.objectives._helpers import bare

_HALF_A_YEAR = timedelta(days=183)


def _live_for_years(dossier: Dossier) -> Dossier:
    period = dossier.plan.identity.period
    begun = period.start if period else dossier.today
    known = dossier.organisation.go_live
    return put(
        dossier, "organisation", go_live=known if known and known < begun - _HALF_A_YEAR else begun - 2 * _HALF_A_YEAR
    )


@rule(
    "OBJ-24",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails(
            "A system in operation for years, and no objective of an earlier period",
            both(_live_for_years, lambda d: put(d, "plan/objectives", past=())),
        ),
        passes("Objectives of the last period stand with their results", lambda d: d),
    ),
)
def earlier_objectives_are_kept(dossier: Dossier) -> Iterator[Finding]:
    """Objectives of earlier periods are kept with their results.

    Why: an auditor follows objectives across years; without the earlier ones nobody sees whether they were met or
    quietly replaced.

    Fix: list the objectives of the last period with target, result and outcome, and what continues them.
    """
    section, period = dossier.plan.objectives, dossier.plan.identity.period
    if section.past or not section.objectives or period is None or bare(dossier):
        return
    since = _first_day(dossier)
    if since is not None and since < period.start - _HALF_A_YEAR:
        yield Finding(
            where=at("plan/objectives/past"),
            says=_(
                "The plan keeps no objectives of earlier periods, although the service management system works since {day}",
                day=since,
            ),
        )


def _first_day(dossier: Dossier) -> date | None:
    days = [version.start for version in dossier.history.versions if version.start]
    if dossier.organisation.go_live:
        days.append(dossier.organisation.go_live)
    return min(days, default=None)
