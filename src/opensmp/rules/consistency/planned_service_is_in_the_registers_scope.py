"""Whether the portfolio register puts a service of the plan outside the scope."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import covered


@rule(
    "CON-37",
    clause="8.2.4",
    severity=BLOCKS,
    requirements=("R10", "R41", "R46"),
    detects=("portfolio-not-current",),
    examples=(
        fails(
            "In scope in the plan, outside it in the register",
            lambda d: put(d, f"registers/services/{d.plan.scope.services[0]}", in_scope=False),
        ),
        passes("In scope in both", lambda d: d),
    ),
)
def planned_service_is_in_the_registers_scope(dossier: Dossier) -> Iterator[Finding]:
    """The portfolio register and the plan agree on whether a service is in scope.

    Why: people who work with the register leave the service out of audits, reports and reviews, while the plan
    promises them.

    Fix: decide whether the service is in scope, then correct the register or the plan.
    """
    scoped = frozenset(dossier.plan.scope.services)
    for key, service in covered(dossier).items():
        if not service.in_scope:
            says = _(
                "The plan covers service {id} “{name}”, which the portfolio register marks as outside the scope.",
                id=key, name=service.name,
            )  # fmt: skip
            where = at("plan/scope/services") if key in scoped else at("plan/portfolio/services", key)
            yield Finding(where, says, quote=str(service.name), also=(at("registers/services", key, "in_scope"),))
