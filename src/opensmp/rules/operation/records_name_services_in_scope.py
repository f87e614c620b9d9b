"""Whether records are about services that the plan leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Address, Correction, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.measures.observation import Observation, told
from opensmp.rules.operation._observations import observed, seen


@rule(
    "OPE-10",
    clause="4.3",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R36", "R56", "R59"),
    examples=(
        fails("14 incidents are about a service that section 1 excludes", lambda d: _tickets(d, excluded=True)),
        passes("The service has been taken into the scope since", lambda d: _tickets(d, excluded=False)),
    ),
)
def records_name_services_in_scope(dossier: Dossier) -> Iterator[Finding]:
    """Records are about services in scope.

    Why: whoever works on a service every day delivers it. An auditor who finds its tickets asks why the plan leaves it
    out, or why a retired service still runs.

    Fix: take the service into sections 1 and 6 with its owner and its SLA, or hand its tickets over to whoever runs it.
    """
    inside = set(dossier.plan.scope.services)
    for place, observation in observed(dossier, "service out of scope"):
        service = dossier.services.get(observation.subject)
        retired = service is not None and service.status == "retired"
        if service is not None and not retired and service.id in inside:
            continue
        takes_in = service is not None and not retired
        yield Finding(
            where=_where(dossier, observation),
            says=told(observation),
            fix=_retired(observation) if retired else None,
            also=(place,),
            correction=Correction("meaning", at("plan/scope/services"), "", observation.subject) if takes_in else None,
        )


def _where(dossier: Dossier, observation: Observation) -> Address:
    if observation.subject in dossier.services:
        return at("registers/services", observation.subject)
    return at("plan/scope/exclusions", observation.subject)


def _retired(observation: Observation) -> Message:
    return _(
        "Find out who still uses {service}: retire it in practice too, or correct its status in the register.",
        service=observation.subject,
    )


def _tickets(dossier: Dossier, excluded: bool) -> Dossier:
    """Let records be about an exclusion of the plan, or about a service that was out of scope when they were read."""
    if not excluded:
        return seen(dossier, "service out of scope", dossier.plan.scope.services[0], 14, 1210)
    row = next(each for each in dossier.plan.scope.exclusions if each.kind == "service")
    return seen(dossier, "service out of scope", row.id, 14, 1210)
