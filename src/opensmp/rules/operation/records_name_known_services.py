"""Whether records name services that nobody registered."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.measures.observation import told
from opensmp.rules.operation._observations import observed, seen


@rule(
    "OPE-11",
    clause="8.2.4",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R36", "R56", "R59"),
    examples=(
        fails(
            "23 incidents name a service that no register holds",
            lambda d: seen(d, "service unknown", "Guest wireless network", 23, 1210),
        ),
        passes(
            "The register holds the service by now",
            lambda d: seen(d, "service unknown", str(d.registers.services[0].name), 23, 1210),
        ),
    ),
)
def records_name_known_services(dossier: Dossier) -> Iterator[Finding]:
    """Records name services of the portfolio.

    Why: a service that is delivered and stands in no register has no owner, no SLA and no promise; and figures by
    service leave its records out.

    Fix: register the service and decide whether it is in scope, or correct the list of services in the tool.
    """
    known = _names(dossier)
    for place, observation in observed(dossier, "service unknown"):
        if _spelt(observation.subject) in known:
            continue
        yield Finding(
            where=at("registers/services", observation.subject) if observation.subject else at("registers/services"),
            says=told(observation),
            fix=_meant(observation.subject, known),
            also=(place,),
        )


def _meant(subject: str, known: dict[str, str]) -> Message | None:
    """Return the fix where the register holds a service of nearly that name."""
    near = get_close_matches(_spelt(subject), known, n=1, cutoff=0.8)
    if not near:
        return None
    return _(
        "Did you mean {id}? Then let the tool's list of services name it as the register does; else register the service.",
        id=known[near[0]],
    )


def _names(dossier: Dossier) -> dict[str, str]:
    """Return the id of each service by its id and its names, as they are compared."""
    names = {_spelt(row.id): row.id for row in dossier.registers.services}
    return names | {_spelt(text): row.id for row in dossier.registers.services for _l, text in row.name.each()}


def _spelt(name: str) -> str:
    return " ".join(name.split()).lower()
