"""Whether the portfolio register knows every service of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Finding, at, both, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.portfolio import ServiceLine
from opensmp.rules.consistency._helpers import spoken


@rule(
    "CON-01",
    clause="8.2.4",
    severity=BLOCKS,
    requirements=("R40", "R41", "R46", "R58"),
    detects=("portfolio-not-current",),
    examples=(
        fails(
            "S-404 stands in sections 1 and 6, and the register does not hold it",
            lambda d: both(
                lambda d: edit(d, "plan/scope/services", lambda held: (*held, "S-404")),
                lambda d: edit(d, "plan/portfolio/services", lambda held: (*held, _line(d))),
            )(d),
        ),
        passes("Every service of the plan is a row of the register", lambda d: d),
    ),
)
def planned_service_is_registered(dossier: Dossier) -> Iterator[Finding]:
    """Every service of the plan is in the service portfolio.

    Why: a service that only the plan knows has no owner, no customer and no agreement behind it; the auditor who
    asks for its record gets none.

    Fix: enter the service in the portfolio register, or correct the id in the plan.
    """
    lines = {line.service for line in dossier.plan.portfolio.services}
    scope = frozenset(dossier.plan.scope.services)
    if not dossier.services:
        if scope or lines:
            says = _("The plan names {count} services, and the portfolio register is empty.", count=len(scope | lines))
            yield Finding(at("registers/services"), says, also=(at("plan/scope/services"),))
        return
    known = {_folded(key): key for key in dossier.services}
    for key in dict.fromkeys((*dossier.plan.scope.services, *lines)):
        if key in dossier.services:
            continue
        places = [at("plan/scope/services")] if key in scope else []
        places += [at("plan/portfolio/services", key)] if key in lines else []
        near = known.get(_folded(key))
        yield Finding(
            where=places[-1],
            says=_("The plan names service {id}, which the portfolio register does not hold.", id=key),
            fix=_("Did you mean {near}? Correct the id in the plan.", near=near) if near else None,
            quote=key,
            also=(*places[:-1], at("registers/services")),
        )


def _folded(key: str) -> str:
    """Return an id as a careless reader sees it: ``s-5`` and ``S 05`` are one."""
    return "".join(sign for sign in key.casefold() if sign.isalnum()).replace("0", "")


def _line(dossier: Dossier) -> ServiceLine:
    first = dossier.plan.portfolio.services[0]
    summary = spoken(dossier, en="Rooms for hybrid meetings", id="Ruang untuk rapat hibrida")
    return replace(first, service="S-404", summary=summary, slas=())
