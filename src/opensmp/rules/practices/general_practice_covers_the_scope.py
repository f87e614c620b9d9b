"""Whether practices that concern every service are applied to all services in scope."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _, n_
from opensmp.i18n.message import Value
from opensmp.rules.practices._helpers import place, title

_GENERAL = ("incident", "problem", "change", "configuration", "service-level", "security")
"""Practices from which no service in scope can be left out."""

_SHOWN = 6


@rule(
    "PRA-42",
    clause="8.1",
    severity=ADVICE,
    requirements=("R14", "R74"),
    detects=("practice-outside-scope",),
    examples=(
        fails(
            "Incident management for one service only",
            lambda d: put(d, "plan/practices/practices/incident", services=d.plan.scope.services[:1]),
        ),
        passes(
            "Incident management for all services in scope",
            lambda d: put(d, "plan/practices/practices/incident", services=()),
        ),
    ),
)
def general_practice_covers_the_scope(dossier: Dossier) -> Iterator[Finding]:
    """A practice that concerns every service is applied to all services in scope.

    Why: a service for which incidents, changes or security are not managed does not meet the requirements, and it is
    in the scope of the certificate.

    Fix: leave the list of services empty, which means all, or take the others out of the scope with a justification.
    """
    for key in _GENERAL:
        practice = dossier.practices.get(key)
        if practice is None or not practice.services:
            continue
        applied = frozenset(practice.services)
        if not applied.issubset(dossier.plan.scope.services):
            continue  # a service outside the scope is one finding of its own
        missing = [each for each in dossier.plan.scope.services if each not in applied]
        if missing:
            more = len(missing) - _SHOWN
            shown: tuple[Value, ...] = tuple(missing)
            if more > 1:
                shown = (*missing[:_SHOWN], n_("{n} more", "{n} more", more))
            yield Finding(
                where=place(practice, "services"),
                says=_(
                    "{practice} is not applied to {services}, which section 1 covers",
                    practice=title(dossier, key),
                    services=shown,
                ),
            )
