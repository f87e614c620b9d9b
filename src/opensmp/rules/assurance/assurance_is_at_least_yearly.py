"""Whether audits and management reviews take place at least once a year."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.terms import MONTHS_BETWEEN
from opensmp.rules.assurance._helpers import cadence_name


@rule(
    "ASR-38",
    clause="9.2",
    severity=ADVICE,
    requirements=("R17", "R77", "R78"),
    examples=(
        fails(
            "Internal audits every three years",
            lambda d: put(d, "plan/assurance/programme", frequency="three-yearly"),
        ),
        passes("Internal audits every year", lambda d: put(d, "plan/assurance/programme", frequency="yearly")),
    ),
)
def assurance_is_at_least_yearly(dossier: Dossier) -> Iterator[Finding]:
    """Internal audits and management reviews take place at least yearly.

    Why: a certificate is watched every year. What is audited or reviewed more rarely has not been looked at when the
    auditor comes.

    Fix: audit every clause and hold the management review at least once a year.
    """
    section = dossier.plan.assurance
    audits, reviews = section.programme.frequency, section.management_review.frequency
    if audits and MONTHS_BETWEEN[audits] > 12:
        yield Finding(
            where=at("plan/assurance/programme/frequency"),
            says=_("Internal audits take place only {frequency}", frequency=cadence_name(audits)),
            quote=audits,
        )
    if reviews and MONTHS_BETWEEN[reviews] > 12:
        yield Finding(
            where=at("plan/assurance/management_review/frequency"),
            says=_("Management reviews take place only {frequency}", frequency=cadence_name(reviews)),
            quote=reviews,
        )
