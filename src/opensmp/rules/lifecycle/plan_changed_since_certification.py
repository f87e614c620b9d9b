"""The plan did not stop at certification."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, at, edit, fails, in_force_since, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-10",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R03", "R58", "R59"),
    examples=(
        fails("Certified more than a year ago, no version since", lambda d: _frozen(d)),
        passes("Certified, and a version approved since", lambda d: d),
    ),
)
def plan_changed_since_certification(dossier: Dossier) -> Iterator[Finding]:
    """The plan was updated within the year after certification.

    Why: the most common failure: written for the certificate, then never touched. Within months people, services
    and resources differ from it.

    Fix: review the plan against the organisation of today and approve a new version.
    """
    certified = dossier.organisation.certified
    if certified is None or dossier.today - certified <= YEAR:
        return
    newest = max(
        (each.start for each in dossier.history.versions if each.start and each.start <= dossier.today), default=None
    )
    if newest is not None and newest <= certified:
        yield Finding(
            where=at("history/versions"),
            says=_(
                "The newest version is from {newest}; since certification on {certified} the plan was never updated.",
                newest=newest,
                certified=certified,
            ),
            also=(at("organisation/certified"),),
        )


YEAR = timedelta(days=365)


def _frozen(dossier: Dossier) -> Dossier:
    """The version in force is the first and only one; certification came soon after it, more than a year ago."""
    start = dossier.today - YEAR - timedelta(days=40)
    dossier = in_force_since(dossier, start)
    dossier = edit(dossier, "history/versions", lambda held: tuple(each for each in held if each.start == start))
    return put(dossier, "organisation", certified=start + timedelta(days=30))
