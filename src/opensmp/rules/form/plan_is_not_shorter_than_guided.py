"""Whether the plan is too short to govern an organisation of this size."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _, n_
from opensmp.rules.form._length import measured, pages

_STAFF, _SERVICES = 50, 20
"""The size from which the full guidance holds (R25): 50 people or 20 services. Smaller ones need less in proportion …"""

_LEAST_SHARE = 1 / 3
"""… but even the smallest needs a third of it for ten sections."""


@rule(
    "FRM-05",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R25",),
    examples=(
        fails(
            "least_pages: 100, for a plan that is much shorter",
            lambda d: measured(d, least_pages=100, most_pages=200),
        ),
        passes("A small provider whose plan has eleven pages", lambda d: d),
    ),
)
def plan_is_not_shorter_than_guided(dossier: Dossier) -> Iterator[Finding]:
    """The plan is not shorter than its organisation needs.

    Why: a few pages for dozens of services cannot say who decides what; the auditor will ask for what is missing.

    Fix: look for the sections that say least, and add what governs: decisions, promises, measures and references.
    """
    share = _share(dossier)
    extent = dossier.extent
    least = dossier.plan.identity.length.least_pages * share
    if dossier.stated and share and extent.pages < least:
        yield Finding(
            where=at("plan/identity/length"),
            says=n_(
                "The plan has about {pages} pages for {n} service; for an organisation of this size the guidance is at least {least}.",
                "The plan has about {pages} pages for {n} services; for an organisation of this size the guidance is at least {least}.",
                len(dossier.services_in_scope),
                pages=pages(extent.pages),
                least=round(least),
            ),
            fix=_(
                "Begin with the sections that say least, and add who decides, what is promised and how it is measured."
            ),
        )


def _share(dossier: Dossier) -> float:
    """Return which part of the guidance holds for this size, or nothing where the size is unknown."""
    staff, services = dossier.organisation.it_staff, len(dossier.services_in_scope)
    if not staff and not services:
        return 0
    return min(1, max(_LEAST_SHARE, float(staff or 0) / _STAFF, services / _SERVICES))
